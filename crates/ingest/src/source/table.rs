//! The reader of tables (`.csv`, `.tsv`, packed or not), as spreadsheets save them: a row is a record.
//!
//! The first row names the columns, in Danish or English. Commas, semicolons or tabs part cells,
//! whichever the first row has most of. A cell is text, whatever it begins with. Each row becomes
//! the line of JSON that says the same, and goes the road of records from there.

use std::cell::RefCell;
use std::io::{self, BufRead, ErrorKind, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::WINDOWS_1252;
use serde_json::{Map, Value};

use super::alphabet::Alphabet;

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
    /// One that is torn.
    Torn(Torn),
}

/// A row whose cells are not what was meant.
pub struct Torn {
    /// What is wrong.
    pub how: How,
    /// The line on which it is, and that line's text up to the end of the row.
    pub line: u32,
    pub text: String,
    /// The byte of the text where it is.
    pub at: usize,
}

/// How a row is torn.
pub enum How {
    /// It has more cells than the first row has names; here is the first that is too many.
    Ragged { cells: usize, columns: usize },
    /// A quotation mark opens a cell that nothing closes.
    Open,
    /// Words stand behind the quotation mark that closes a cell.
    Behind,
}

/// A table, row by row.
pub struct Table<'r> {
    reader: csv::Reader<Bounded<'r>>,
    delimiter: u8,
    columns: Vec<String>,
    row: ByteRecord,
    window: Rc<RefCell<Window>>,
    /// The byte of the table at which the row begins, and the line it is on.
    start: u64,
    place: Line,
    /// What cells that are no UTF-8 are read as, once one was met.
    pub foreign: Option<Alphabet>,
}

/// Why a table cannot be read.
pub enum Unreadable {
    /// No column holds the words.
    NoWords,
    /// The first row is torn.
    Torn(Torn),
    /// It could not be read further.
    Broken(Broken),
}

/// Why a table cannot be read on.
pub enum Broken {
    /// A row is longer than any may be.
    TooLong,
    /// The file itself cannot be read.
    File(io::Error),
}

impl<'r> Table<'r> {
    /// Reads the first row. No row may have more than `limit` bytes.
    pub fn open(mut reader: Box<dyn BufRead + 'r>, limit: usize) -> Result<Table<'r>, Unreadable> {
        let mut start = Vec::new();
        let read = reader.by_ref().take(START as u64).read_to_end(&mut start);
        read.map_err(|error| Unreadable::Broken(Broken::File(error)))?;
        let bare = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&start);
        // Excel says in a first line of its own what parts cells.
        let (declared, bare) = match declared(bare) {
            Some((sign, rest)) => (Some(sign), rest),
            None => (None, bare),
        };
        let delimiter = declared.unwrap_or_else(|| most(first_line(bare)));
        let window = Rc::new(RefCell::new(Window::default()));
        let bytes = Box::new(io::Cursor::new(bare.to_vec()).chain(reader));
        let bounded = Bounded { bytes, window: Rc::clone(&window), limit };
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(bounded);
        let mut table = Table {
            reader,
            delimiter,
            columns: Vec::new(),
            row: ByteRecord::new(),
            window,
            start: 0,
            place: Line { number: 1 + u32::from(declared.is_some()), is_over: false },
            foreign: None,
        };
        table.advance().map_err(Unreadable::Broken)?;
        if let Some(torn) = table.torn() {
            return Err(Unreadable::Torn(torn));
        }
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
    /// The file could not be read on.
    pub fn next(&mut self) -> Result<Option<Row>, Broken> {
        while self.advance()? {
            if let Some(torn) = self.torn() {
                return Ok(Some(Row::Torn(torn)));
            }
            let cells = self.cells();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            // Spreadsheets leave out what is empty at a row's end, or fill it up: fewer cells
            // than columns are a row, more are one that a sign inside a cell has torn apart.
            let filled = cells.iter().rposition(|cell| !cell.trim().is_empty());
            let columns = self.columns.len();
            if filled.is_some_and(|last| last >= columns) {
                let how = How::Ragged { cells: cells.len(), columns };
                let at = |raw: &[u8]| Cells::of(raw, self.delimiter).nth(columns);
                let at = self.with_raw(at).map_or(0, |cell| cell.start);
                return Ok(Some(Row::Torn(self.torn_at(how, at))));
            }
            let line = self.with_raw(|raw| {
                let cells = Cells::of(raw, self.delimiter).next();
                self.line(raw, cells.map_or(0, |first| first.start))
            });
            return Ok(Some(Row::Record { line, json: self.json(cells) }));
        }
        Ok(None)
    }

    /// Reads a row; false at the end.
    fn advance(&mut self) -> Result<bool, Broken> {
        self.place = self.with_raw(|raw| self.place.behind(raw));
        self.start = self.reader.position().byte();
        self.window.borrow_mut().forget(self.start);
        let read = self.reader.read_byte_record(&mut self.row);
        read.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) if is_too_long(&error) => Broken::TooLong,
            csv::ErrorKind::Io(error) => Broken::File(error),
            other => Broken::File(io::Error::new(ErrorKind::InvalidData, format!("{other:?}"))),
        })
    }

    /// The row as it stands in the file, the ends of lines before it and behind it included.
    fn with_raw<T>(&self, look: impl FnOnce(&[u8]) -> T) -> T {
        look(self.window.borrow().bytes(self.start, self.reader.position().byte()))
    }

    /// The line of a byte of the row.
    fn line(&self, raw: &[u8], at: usize) -> u32 {
        self.place.behind(&raw[..raw.len().min(at + 1)]).number
    }

    /// Where quotation marks have torn the row, if they have.
    fn torn(&self) -> Option<Torn> {
        let torn = |raw: &[u8]| {
            let mut cells = Cells::of(raw, self.delimiter).filter(|_| raw.contains(&b'"'));
            cells.find_map(|cell| match cell.closed {
                Closed::Never => Some((How::Open, cell.start)),
                Closed::Before(at) => Some((How::Behind, at)),
                Closed::Well => None,
            })
        };
        self.with_raw(torn).map(|(how, at)| self.torn_at(how, at))
    }

    /// What is wrong at a byte of the row, with the line it is on.
    fn torn_at(&self, how: How, at: usize) -> Torn {
        self.with_raw(|raw| {
            let (before, rest) = raw.split_at(at.min(raw.len()));
            let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
            let start = before.iter().rposition(is_end).map_or(0, |at| at + 1);
            let mut text = self.text(&before[start..]);
            let at = text.len();
            text.push_str(&self.text(first_line(rest)));
            Torn { how, line: self.line(raw, before.len()), text, at }
        })
    }

    fn text(&self, bytes: &[u8]) -> String {
        match (std::str::from_utf8(bytes), self.foreign) {
            (Ok(text), _) => text.to_owned(),
            (Err(_), Some(foreign)) => foreign.decode(bytes).0,
            (Err(_), None) => Alphabet::OfTheWeb(WINDOWS_1252).decode(bytes).0,
        }
    }

    /// The row's cells as text. What is no UTF-8 is what Danish spreadsheets write instead, on
    /// Windows, on a Mac or for DOS.
    fn cells(&mut self) -> Vec<String> {
        if self.foreign.is_none() && self.row.iter().any(|cell| std::str::from_utf8(cell).is_err())
        {
            // All that was read ahead tells it better than one row.
            let window = self.window.borrow();
            let old = Alphabet::old(window.all(), WINDOWS_1252);
            self.foreign = Some(old.unwrap_or(Alphabet::OfTheWeb(WINDOWS_1252)));
        }
        self.row.iter().map(|cell| self.text(cell)).collect()
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

/// A line that is being counted. A line ends in a newline, in a return, or in both.
#[derive(Clone, Copy)]
struct Line {
    number: u32,
    /// Whether its return was read: what follows tells whether it has a newline too.
    is_over: bool,
}

impl Line {
    /// The line behind some bytes.
    fn behind(self, bytes: &[u8]) -> Line {
        bytes.iter().fold(self, |line, byte| {
            let ends = u32::from(*byte == b'\n') + u32::from(line.is_over && *byte != b'\n');
            Line { number: line.number.saturating_add(ends), is_over: *byte == b'\r' }
        })
    }
}

/// The cells of a row as it stands in the file.
struct Cells<'r> {
    raw: &'r [u8],
    delimiter: u8,
    /// The next cell's first byte; beyond the end when there is none.
    at: usize,
}

/// One of them.
struct RawCell {
    start: usize,
    closed: Closed,
}

/// How the quotation marks around a cell are closed.
enum Closed {
    /// Where it ends, or there are none.
    Well,
    /// Here, and more words follow.
    Before(usize),
    Never,
}

impl<'r> Cells<'r> {
    fn of(raw: &'r [u8], delimiter: u8) -> Cells<'r> {
        // Empty lines before a row are none of its cells.
        let at = raw.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let ends = raw.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r'));
        Cells { raw: &raw[..ends.map_or(0, |at| at + 1)], delimiter, at }
    }
}

impl Iterator for Cells<'_> {
    type Item = RawCell;

    fn next(&mut self) -> Option<RawCell> {
        let (raw, start) = (self.raw, self.at);
        let quoted = raw.get(start..)?.strip_prefix(b"\"");
        let end_of = |from: usize| {
            let rest = raw.iter().skip(from).position(|byte| *byte == self.delimiter);
            rest.map_or(raw.len(), |length| from + length)
        };
        let (end, closed) = match quoted {
            None => (end_of(start), Closed::Well),
            Some(quoted) => match closing(quoted) {
                None => (raw.len(), Closed::Never),
                Some(length) => {
                    let behind = start + 1 + length + 1;
                    let end = end_of(behind);
                    let is_blank = raw[behind..end].trim_ascii().is_empty();
                    (end, if is_blank { Closed::Well } else { Closed::Before(behind) })
                }
            },
        };
        self.at = end + 1;
        Some(RawCell { start, closed })
    }
}

/// Where the mark stands that closes what stands in marks; two in a row are one of its words.
fn closing(quoted: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += quoted.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if quoted.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// The bytes that were read of a table and belong to no row before the one at hand.
#[derive(Default)]
struct Window {
    bytes: Vec<u8>,
    /// How many bytes of the table went before them.
    before: u64,
    /// How many of them belong to rows that were read.
    done: usize,
}

impl Window {
    fn bytes(&self, from: u64, to: u64) -> &[u8] {
        let place = |at: u64| usize::try_from(at.saturating_sub(self.before)).unwrap_or(usize::MAX);
        self.bytes.get(place(from)..place(to).min(self.bytes.len())).unwrap_or_default()
    }

    fn all(&self) -> &[u8] {
        &self.bytes
    }

    /// Every row before this byte was read.
    fn forget(&mut self, to: u64) {
        self.done = usize::try_from(to.saturating_sub(self.before)).unwrap_or(usize::MAX);
        self.done = self.done.min(self.bytes.len());
    }

    fn add(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.done);
        self.before += self.done as u64;
        self.done = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// How many bytes of rows that were not read are there.
    fn length(&self) -> usize {
        self.bytes.len() - self.done
    }
}

/// Stops a row that never ends: a quotation mark that is not closed would take the rest of the
/// file with it.
struct Bounded<'r> {
    bytes: Box<dyn Read + 'r>,
    window: Rc<RefCell<Window>>,
    limit: usize,
}

/// What the table's own buffer may have read ahead of a row.
const AHEAD: usize = 64 << 10;

/// What is said of a row without an end; what is said of a file has words of its own.
#[derive(Debug, thiserror::Error)]
#[error("a row is too long")]
struct TooLong;

fn is_too_long(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<TooLong>())
}

impl Read for Bounded<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut window = self.window.borrow_mut();
        if window.length() > self.limit.saturating_add(AHEAD) {
            return Err(io::Error::other(TooLong));
        }
        let read = self.bytes.read(bytes)?;
        window.add(&bytes[..read]);
        Ok(read)
    }
}
