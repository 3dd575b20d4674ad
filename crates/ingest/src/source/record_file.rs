//! A file of records, read line by line: it may be larger than memory.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead, ErrorKind, Read};

use ordret_model::{Document, DocumentId};

use super::records;
use crate::Error;
use crate::content::{Reading, Sink};
use crate::diagnostic::{Diagnostic, Severity};
use crate::meta::Meta;
use crate::pages::Slugs;
use crate::walk::ContentFile;

/// What the records of all files must not share.
#[derive(Debug, Default)]
pub struct Shared {
    /// Ids that pages have, each with where.
    pub taken: HashMap<DocumentId, String>,
    /// Addresses of sources.
    pub slugs: Slugs,
    /// Digests of the lines read so far.
    seen: HashSet<[u8; 16]>,
    /// Digests of the records' own ids, each with the file and the line where
    /// it was first; line 0 once its twin was named.
    ids: HashMap<[u8; 16], (u32, u32)>,
    files: Vec<String>,
}

/// Reads the lines of one file of records.
pub struct RecordFile<'r> {
    /// Where its records come from.
    pub meta: &'r Meta,
    /// The file.
    pub file: &'r ContentFile,
    /// Its path, for messages.
    pub shown: &'r str,
    /// The most bytes of a line.
    pub limit: usize,
    /// Unknown key → the first line that has it.
    pub unknown: BTreeMap<String, u32>,
    /// What was read before, of all files.
    pub shared: &'r mut Shared,
}

impl RecordFile<'_> {
    /// Hands each record on; a wrong line is a problem and the next is read.
    pub fn read<'b>(
        &mut self,
        mut reader: Box<dyn BufRead + 'b>,
        reading: &mut Reading,
        sink: &mut Sink,
    ) -> Result<(), Error> {
        self.shared.files.push(self.shown.to_owned());
        let (mut number, mut offset, mut line) = (0u32, 0usize, Vec::new());
        loop {
            line.clear();
            number += 1;
            let read = reader.by_ref().take(self.limit as u64 + 1).read_until(b'\n', &mut line);
            let length = match read {
                Ok(0) => return Ok(()),
                Ok(length) => length,
                Err(error) => {
                    let (code, hint) = match error.kind() {
                        ErrorKind::FileTooLarge => {
                            ("too-large", "unpack it and split it, or take it out")
                        }
                        _ => ("unreadable", "make the file whole again"),
                    };
                    let message = format!("the file cannot be read on from here: {error}");
                    let problem = self.problem(Severity::Error, number, code, message, hint);
                    reading.diagnostics.push(problem);
                    return Ok(());
                }
            };
            if length > self.limit {
                reading.diagnostics.push(crate::content::too_large(self.shown, number, self.limit));
                return Ok(());
            }
            self.line(&line, number, offset, reading, sink)?;
            offset += length;
        }
    }

    fn line(
        &mut self,
        bytes: &[u8],
        number: u32,
        offset: usize,
        reading: &mut Reading,
        sink: &mut Sink,
    ) -> Result<(), Error> {
        let bytes =
            if number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes) } else { bytes };
        let Ok(line) = std::str::from_utf8(bytes) else {
            reading.diagnostics.push(self.problem(
                Severity::Error,
                number,
                "not-text",
                "the line is not UTF-8".to_owned(),
                "records are UTF-8, one a line",
            ));
            return Ok(());
        };
        let line = line.trim();
        if line.is_empty() {
            return Ok(());
        }
        match records::parse(line, self.meta, &self.file.name, number, offset) {
            Ok(mut parsed) => {
                if !self.shared.seen.insert(digest(line)) {
                    reading.diagnostics.push(self.problem(
                        Severity::Warning,
                        number,
                        "repeated-record",
                        "the same line stands there twice; it is read once".to_owned(),
                        "take one of them away",
                    ));
                    return Ok(());
                }
                for (code, message, hint) in parsed.odd {
                    let odd = self.problem(Severity::Warning, number, code, message, hint);
                    reading.diagnostics.push(odd);
                }
                for key in parsed.unknown {
                    self.unknown.entry(key).or_insert(number);
                }
                reading.contacts_withheld += parsed.withheld;
                if let Some(place) = self.shared.taken.get(&parsed.document.id) {
                    let message = format!("the id `{}` is taken in {place}", parsed.document.id);
                    let hint = "take the record or the page away: what `--format md` wrote of \
                                it stands in place of it";
                    reading.diagnostics.push(self.problem(
                        Severity::Error,
                        number,
                        "duplicate-id",
                        message,
                        hint,
                    ));
                    return Ok(());
                }
                reading.diagnostics.extend(self.twin(&parsed.document, number));
                let source = &mut parsed.document.sources[0];
                source.slug = self.shared.slugs.own(&source.slug, self.file, &source.title);
                *reading.documents.entry(parsed.document.kind()).or_default() += 1;
                sink(parsed.document)
            }
            Err((code, message)) => {
                reading.diagnostics.push(self.problem(
                    Severity::Error,
                    number,
                    code,
                    message,
                    "docs/content.md lists the keys of a record",
                ));
                Ok(())
            }
        }
    }

    /// Says, once for each id, that two records call themselves the same.
    fn twin(&mut self, document: &Document, number: u32) -> Option<Diagnostic> {
        let id = document.source_id.as_deref()?;
        let here = (self.shared.files.len() as u32 - 1, number);
        let first = self.shared.ids.entry(digest(id)).or_insert(here);
        if *first == here || first.1 == 0 {
            return None;
        }
        let (file, line) = std::mem::replace(first, (0, 0));
        let file = &self.shared.files[file as usize];
        let message = format!("another record has the `id` `{id}`: {file}:{line}");
        let hint = "give each its own; `evaluate` and who cites them cannot tell them apart";
        Some(self.problem(Severity::Warning, number, "repeated-id", message, hint))
    }

    /// One warning a file for all keys that mean nothing to Ordret.
    pub fn unknown_keys(&self) -> Option<Diagnostic> {
        let first = self.unknown.values().min()?;
        let keys: Vec<String> = self.unknown.keys().map(|key| format!("`{key}`")).collect();
        let message =
            format!("{} mean nothing to Ordret; they are shown with the document", keys.join(", "));
        Some(self.problem(
            Severity::Warning,
            *first,
            "unknown-key",
            message,
            "rename them if they are misspelled; see docs/content.md",
        ))
    }

    fn problem(
        &self,
        severity: Severity,
        line: u32,
        code: &'static str,
        message: String,
        hint: &str,
    ) -> Diagnostic {
        Diagnostic {
            severity,
            code,
            file: self.shown.to_owned(),
            line,
            column: 0,
            message,
            hint: hint.to_owned(),
        }
    }
}

fn digest(text: &str) -> [u8; 16] {
    let mut digest = [0; 16];
    digest.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..16]);
    digest
}
