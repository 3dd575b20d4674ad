//! The reader of tables (`.csv`, `.tsv`), as spreadsheets save them: a row is a record.
//!
//! The first row names the columns, in Danish or English. Commas, semicolons or tabs part cells,
//! whichever the first row has most of. A cell is text, whatever it begins with. Each row becomes
//! the line of JSON that says the same, and goes the road of records from there.

use std::cell::Cell;
use std::io::{self, BufRead, ErrorKind, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::WINDOWS_1252;
use serde_json::{Map, Value};

/// What columns may be called, beside the record's key that they are. Danish names are those of
/// the authoring format.
const COLUMNS: &[(&str, &[&str])] = &[
    ("text", &["text", "tekst", "citat", "quote", "ord", "ordlyd"]),
    ("person", &["person", "navn", "name", "taler", "speaker"]),
    ("role", &["role", "rolle", "titel på person", "stilling"]),
    ("org", &["org", "organisation", "organization", "arbejdsplads"]),
    ("party", &["party", "parti"]),
    ("place", &["place", "sted", "kommune"]),
    ("date", &["date", "dato"]),
    ("year", &["year", "år", "aar", "årstal"]),
    ("title", &["title", "titel", "overskrift"]),
    ("topics", &["topics", "topic", "emner", "emne", "tema", "temaer"]),
    ("kind", &["kind", "type", "art"]),
    ("source", &["source", "kilde"]),
    ("url", &["url", "link", "adresse", "source_url"]),
    ("language", &["language", "lang", "sprog"]),
    ("id", &["id", "nr", "nummer"]),
];

/// What a kind is called, beside the record's word for it.
const KINDS: &[(&str, &str)] = &[("citat", "quote"), ("sag", "case"), ("figur", "figure")];

/// How much of a file is looked at to tell what parts its cells.
const START: usize = 64 << 10;

/// A row that was read.
pub enum Row {
    /// As a record, with the line it begins on.
    Record { line: u32, json: String },
    /// With another number of cells than the first row.
    Ragged { line: u32, cells: usize, columns: usize },
}

/// A table, row by row.
pub struct Table<'r> {
    reader: csv::Reader<Bounded<'r>>,
    columns: Vec<String>,
    row: ByteRecord,
    /// Bytes read since a row ended.
    since: Rc<Cell<usize>>,
    /// Whether any cell was no UTF-8 and was read as windows-1252.
    pub foreign: bool,
}

/// Why a table cannot be read.
pub enum Unreadable {
    /// No column holds the words.
    NoWords,
    /// It could not be read further.
    Broken(io::Error),
}

impl<'r> Table<'r> {
    /// Reads the first row. No row may have more than `limit` bytes.
    pub fn open(mut reader: Box<dyn BufRead + 'r>, limit: usize) -> Result<Table<'r>, Unreadable> {
        let mut start = Vec::new();
        reader.by_ref().take(START as u64).read_to_end(&mut start).map_err(Unreadable::Broken)?;
        let bare = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&start);
        // Excel says in a first line of its own what parts cells.
        let (declared, bare) = match declared(bare) {
            Some((sign, rest)) => (Some(sign), rest),
            None => (None, bare),
        };
        let delimiter = declared.unwrap_or_else(|| most(first_line(bare)));
        let since = Rc::new(Cell::new(0));
        let bytes = Box::new(io::Cursor::new(bare.to_vec()).chain(reader));
        let bounded = Bounded { bytes, since: Rc::clone(&since), limit };
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(bounded);
        let mut table =
            Table { reader, columns: Vec::new(), row: ByteRecord::new(), since, foreign: false };
        table.advance().map_err(Unreadable::Broken)?;
        for name in table.cells() {
            // Of two columns that mean the same the second keeps its own name: nothing is lost.
            let known = key(&name);
            let is_taken = table.columns.contains(&known);
            table.columns.push(if is_taken { name.trim().to_owned() } else { known });
        }
        match table.columns.iter().any(|key| key == "text") {
            true => Ok(table),
            false => Err(Unreadable::NoWords),
        }
    }

    /// The next row that has anything in it.
    ///
    /// # Errors
    /// The file could not be read on; of kind [`ErrorKind::FileTooLarge`] where a row is too long.
    pub fn next(&mut self) -> io::Result<Option<Row>> {
        while self.advance()? {
            let line = self.row.position().map_or(0, |place| place.line() as u32);
            let cells = self.cells();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            // Spreadsheets leave out what is empty at a row's end, or fill it up: fewer cells
            // than columns are a row, more are one that a sign inside a cell has torn apart.
            let filled = cells.iter().rposition(|cell| !cell.trim().is_empty());
            let columns = self.columns.len();
            if filled.is_some_and(|last| last >= columns) {
                return Ok(Some(Row::Ragged { line, cells: cells.len(), columns }));
            }
            return Ok(Some(Row::Record { line, json: self.json(cells) }));
        }
        Ok(None)
    }

    /// Reads a row; false at the end.
    fn advance(&mut self) -> io::Result<bool> {
        let read = self.reader.read_byte_record(&mut self.row);
        self.since.set(0);
        read.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::new(ErrorKind::InvalidData, format!("{other:?}")),
        })
    }

    /// The row's cells as text. What is no UTF-8 is what Danish spreadsheets write instead.
    fn cells(&mut self) -> Vec<String> {
        let mut foreign = false;
        let text = |cell: &[u8]| match std::str::from_utf8(cell) {
            Ok(text) => text.to_owned(),
            Err(_) => {
                foreign = true;
                WINDOWS_1252.decode_without_bom_handling(cell).0.into_owned()
            }
        };
        let cells = self.row.iter().map(text).collect();
        self.foreign |= foreign;
        cells
    }

    /// The line of JSON that says the same. What is empty is absent.
    fn json(&self, cells: Vec<String>) -> String {
        let mut record = Map::new();
        for (key, cell) in self.columns.iter().zip(cells) {
            let cell = plain(&cell);
            if cell.is_empty() || key.is_empty() || record.contains_key(key) {
                continue;
            }
            let value = match key.as_str() {
                "topics" => cell.split([';', ',', '|']).map(str::trim).collect::<Vec<_>>().into(),
                "kind" => {
                    let lower = cell.to_lowercase();
                    let known = KINDS.iter().find(|(name, _)| *name == lower);
                    Value::from(known.map_or(lower.as_str(), |(_, kind)| kind))
                }
                _ => Value::from(cell),
            };
            record.insert(key.clone(), value);
        }
        Value::Object(record).to_string()
    }
}

/// The record's key that a column is; its own name where it means nothing.
fn key(name: &str) -> String {
    let name = name.trim();
    let lower = name.to_lowercase();
    let known = COLUMNS.iter().find(|(_, names)| names.contains(&lower.as_str()));
    known.map_or(name, |(key, _)| key).to_owned()
}

/// A cell without blanks around it, and without the apostrophe that keeps a spreadsheet from
/// taking it for a formula, as exports write it.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// `sep=;` on a line of its own, and what follows it.
fn declared(start: &[u8]) -> Option<(u8, &[u8])> {
    let line = first_line(start);
    let sign = line.strip_prefix(b"sep=").or_else(|| line.strip_prefix(b"SEP="))?;
    let rest = start.get(line.len()..)?;
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    Some((*sign.first()?, rest.strip_prefix(b"\n").unwrap_or(rest)))
}

fn first_line(text: &[u8]) -> &[u8] {
    text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default()
}

/// What parts most cells of a first row; a comma where there is one cell.
fn most(line: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in line {
        quoted ^= *byte == b'"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && byte == sign);
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

/// Whether a text without a name is a table: its first line names a column of words and another.
pub fn fits(start: &str) -> bool {
    let line = first_line(start.as_bytes());
    let cells: Vec<String> = line
        .split(|byte| *byte == most(line))
        .map(|cell| key(String::from_utf8_lossy(cell).trim_matches('"')))
        .collect();
    let is_known = |cell: &&String| COLUMNS.iter().any(|(key, _)| key == cell);
    cells.iter().any(|cell| cell == "text") && cells.iter().filter(is_known).count() > 1
}

/// Stops a row that never ends: a quotation mark that is not closed would take the rest of the
/// file with it.
struct Bounded<'r> {
    bytes: Box<dyn Read + 'r>,
    since: Rc<Cell<usize>>,
    limit: usize,
}

/// What the table's own buffer may have read ahead of a row.
const AHEAD: usize = 64 << 10;

impl Read for Bounded<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > self.limit.saturating_add(AHEAD) {
            return Err(io::Error::from(ErrorKind::FileTooLarge));
        }
        let read = self.bytes.read(bytes)?;
        self.since.set(self.since.get() + read);
        Ok(read)
    }
}
