//! A file of records, read line by line: it may be larger than memory.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Display;
use std::io::{BufRead, ErrorKind, Read};

use ordret_model::{Body, Document, DocumentId, Kind};

use super::places::Places;
use super::records::{self, Origin};
use super::table::{Broken, How, Row, Table, Torn, Unreadable};
use crate::Error;
use crate::content::{Reading, Sink};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, show_lines};
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
    /// What the records of cases became, by digests of their own ids.
    cases: HashMap<[u8; 16], DocumentId>,
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
                    reading.diagnostics.push(self.broken_off(&error, number));
                    return Ok(());
                }
            };
            if length > self.limit {
                reading.diagnostics.push(crate::content::too_large(self.shown, number, self.limit));
                return Ok(());
            }
            self.line(&line, Origin::Records, number, offset, reading, sink)?;
            offset += length;
        }
    }

    /// The same of a table.
    pub fn read_table<'b>(
        &mut self,
        reader: Box<dyn BufRead + 'b>,
        reading: &mut Reading,
        sink: &mut Sink,
    ) -> Result<(), Error> {
        self.shared.files.push(self.shown.to_owned());
        let mut table = match Table::open(reader, self.limit) {
            Ok(table) => table,
            Err(Unreadable::NoWords) => {
                let said = Diagnostic::of(Code::TableWithoutWords, self.shown, &[]);
                reading.diagnostics.push(said.on(1));
                return Ok(());
            }
            Err(Unreadable::Torn(torn)) => {
                reading.diagnostics.push(self.torn(&torn));
                return Ok(());
            }
            Err(Unreadable::Broken(broken)) => {
                reading.diagnostics.push(self.broken(&broken, 1));
                return Ok(());
            }
        };
        let mut last = 1;
        loop {
            match table.next() {
                Ok(None) => break,
                Ok(Some(Row::Record { line, json })) => {
                    last = line;
                    self.line(json.as_bytes(), Origin::Table, line, 0, reading, sink)?;
                }
                Ok(Some(Row::Torn(torn))) => {
                    last = torn.line;
                    reading.diagnostics.push(self.torn(&torn));
                }
                Err(broken) => {
                    reading.diagnostics.push(self.broken(&broken, last + 1));
                    break;
                }
            }
        }
        if let Some(foreign) = table.foreign {
            let said = Diagnostic::of(Code::NotUtf8, self.shown, &[&foreign.name()]);
            reading.diagnostics.push(said);
        }
        Ok(())
    }

    /// A table that ends before its end: a row without one, or a file that cannot be read.
    fn broken(&self, broken: &Broken, line: u32) -> Diagnostic {
        match broken {
            Broken::TooLong => crate::content::too_large(self.shown, line, self.limit),
            Broken::File(error) => self.broken_off(error, line),
        }
    }

    fn broken_off(&self, error: &std::io::Error, line: u32) -> Diagnostic {
        let problem = match error.kind() {
            ErrorKind::FileTooLarge => Code::UnpacksTooLarge,
            _ => Code::BrokenOff,
        };
        Diagnostic::of(problem, self.shown, &[error]).on(line)
    }

    /// A row that is torn, with its line and the place in it.
    fn torn(&self, torn: &Torn) -> Diagnostic {
        let (problem, found): (_, &[&dyn Display]) = match &torn.how {
            How::Ragged { cells, columns } => (Code::RaggedRow, &[cells, columns]),
            How::Open => (Code::OpenCell, &[]),
            How::Behind => (Code::TornCell, &[]),
        };
        let mut diagnostics = Diagnostics::of(self.shown, Places::of_lines(&torn.text));
        diagnostics.say(torn.at, problem, found);
        let mut said = diagnostics.into_inner();
        show_lines(&mut said, &torn.text);
        let said = said.pop().unwrap_or_else(|| Diagnostic::of(problem, self.shown, found));
        said.on(torn.line)
    }

    fn line(
        &mut self,
        bytes: &[u8],
        origin: Origin,
        number: u32,
        offset: usize,
        reading: &mut Reading,
        sink: &mut Sink,
    ) -> Result<(), Error> {
        let bytes =
            if number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes) } else { bytes };
        let Ok(line) = std::str::from_utf8(bytes) else {
            reading
                .diagnostics
                .push(Diagnostic::of(Code::RecordNotText, self.shown, &[]).on(number));
            return Ok(());
        };
        let line = line.trim();
        if line.is_empty() {
            return Ok(());
        }
        match records::parse(line, origin, self.meta, &self.file.name, number, offset) {
            Ok(mut parsed) => {
                if !self.shared.seen.insert(digest(line)) {
                    reading.diagnostics.push(self.problem(Code::RepeatedRecord, number, line, &[]));
                    return Ok(());
                }
                for (problem, found) in parsed.odd {
                    reading.diagnostics.push(self.problem_of(problem, number, line, &found));
                }
                for key in parsed.unknown {
                    self.unknown.entry(key).or_insert(number);
                }
                reading.contacts_withheld += parsed.withheld;
                if let Some(place) = self.shared.taken.get(&parsed.document.id) {
                    let found: [&dyn Display; 2] = [&parsed.document.id, place];
                    let taken = self.problem(Code::RecordIdTaken, number, line, &found);
                    reading.diagnostics.push(taken);
                    return Ok(());
                }
                reading.diagnostics.extend(self.twin(&parsed.document, number, line));
                if let Some(case) = parsed.case {
                    let unknown = self.belongs(&mut parsed.document, &case, number, line);
                    reading.diagnostics.extend(unknown);
                }
                for source in &mut parsed.document.sources {
                    source.slug = self.shared.slugs.own(&source.slug, self.file, &source.title);
                }
                *reading.documents.entry(parsed.document.kind()).or_default() += 1;
                sink(parsed.document)
            }
            Err((problem, found)) => {
                reading.diagnostics.push(self.problem_of(problem, number, line, &found));
                Ok(())
            }
        }
    }

    /// Gives a quote the case it names: a record above it, or a page's. One that is not there is
    /// said, and kept where it may be an id.
    fn belongs(
        &self,
        document: &mut Document,
        named: &str,
        number: u32,
        line: &str,
    ) -> Option<Diagnostic> {
        let Body::Quote(quote) = &mut document.body else { return None };
        quote.case = match self.shared.cases.get(&digest(named)) {
            Some(case) => Some(case.clone()),
            None => DocumentId::parse(named),
        };
        let is_there = self.shared.cases.contains_key(&digest(named))
            || quote.case.as_ref().is_some_and(|case| self.shared.taken.contains_key(case));
        (!is_there).then(|| self.problem(Code::UnknownCase, number, line, &[&named]))
    }

    /// Says, once for each id, that two records call themselves the same.
    fn twin(&mut self, document: &Document, number: u32, line: &str) -> Option<Diagnostic> {
        let id = document.source_id.as_deref()?;
        let here = (self.shared.files.len() as u32 - 1, number);
        if document.kind() == Kind::Case {
            let known = self.shared.cases.entry(digest(id));
            known.or_insert_with(|| document.id.clone());
        }
        let first = self.shared.ids.entry(digest(id)).or_insert(here);
        if *first == here || first.1 == 0 {
            return None;
        }
        let (file, of_first) = std::mem::take(first);
        let place = format!("{}:{of_first}", self.shared.files[file as usize]);
        Some(self.problem(Code::RepeatedId, number, line, &[&id, &place]))
    }

    /// One warning a file for all keys that mean nothing to Ordret.
    pub fn unknown_keys(&self) -> Option<Diagnostic> {
        let first = self.unknown.values().min()?;
        let keys: Vec<String> = self.unknown.keys().map(|key| format!("`{key}`")).collect();
        let keys = keys.join(", ");
        Some(Diagnostic::of(Code::UnknownRecordKeys, self.shown, &[&keys]).on(*first))
    }

    fn problem_of(&self, problem: Code, number: u32, line: &str, found: &[String]) -> Diagnostic {
        let found: Vec<&dyn Display> = found.iter().map(|found| found as &dyn Display).collect();
        self.problem(problem, number, line, &found)
    }

    /// A problem with the record of a line.
    fn problem(
        &self,
        problem: Code,
        number: u32,
        line: &str,
        found: &[&dyn Display],
    ) -> Diagnostic {
        let mut said = [Diagnostic::of(problem, self.shown, found).on(1)];
        show_lines(&mut said, line);
        let [said] = said;
        said.on(number)
    }
}

fn digest(text: &str) -> [u8; 16] {
    let mut digest = [0; 16];
    digest.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..16]);
    digest
}
