//! A file of records, read line by line: it may be larger than memory.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead, Read};

use super::records;
use crate::Error;
use crate::content::{Reading, Sink};
use crate::diagnostic::{Diagnostic, Severity};
use crate::meta::Meta;

/// Reads the lines of one file of records.
pub struct RecordFile<'r> {
    /// Where its records come from.
    pub meta: &'r Meta,
    /// Its name in the content folder.
    pub name: &'r str,
    /// Its path, for messages.
    pub shown: &'r str,
    /// The most bytes of a line.
    pub limit: usize,
    /// Unknown key → the first line that has it.
    pub unknown: BTreeMap<String, u32>,
    /// Digests of the lines read so far, of all files.
    pub seen: &'r mut HashSet<[u8; 16]>,
}

impl RecordFile<'_> {
    /// Hands each record on; a wrong line is a problem and the next is read.
    pub fn read<'b>(
        &mut self,
        mut reader: Box<dyn BufRead + 'b>,
        reading: &mut Reading,
        sink: &mut Sink,
    ) -> Result<(), Error> {
        let (mut number, mut offset, mut line) = (0u32, 0usize, Vec::new());
        loop {
            line.clear();
            number += 1;
            let read = reader.by_ref().take(self.limit as u64 + 1).read_until(b'\n', &mut line);
            let length = match read {
                Ok(0) => return Ok(()),
                Ok(length) => length,
                Err(error) => {
                    reading.diagnostics.push(self.problem(
                        Severity::Error,
                        number,
                        "unreadable",
                        format!("the file cannot be read on from here: {error}"),
                        "make the file whole again",
                    ));
                    return Ok(());
                }
            };
            if length > self.limit {
                reading
                    .diagnostics
                    .extend(crate::content::too_large(self.shown, number, self.limit).diagnostics);
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
        match records::parse(line, self.meta, self.name, number, offset) {
            Ok(parsed) => {
                let mut digest = [0; 16];
                digest.copy_from_slice(&blake3::hash(line.as_bytes()).as_bytes()[..16]);
                if !self.seen.insert(digest) {
                    reading.diagnostics.push(self.problem(
                        Severity::Warning,
                        number,
                        "repeated-record",
                        "the same line stands there twice; it is read once".to_owned(),
                        "take one of them away",
                    ));
                    return Ok(());
                }
                for key in parsed.unknown {
                    self.unknown.entry(key).or_insert(number);
                }
                reading.contacts_withheld += parsed.withheld;
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
