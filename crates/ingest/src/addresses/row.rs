//! One row of `addresses.tsv`, as it is written and read.

use std::fmt::Display;

use ordret_model::{Addressed, DocumentId};

use crate::date;
use crate::diagnostic::Code;

/// The names of the columns, above the first row.
pub const HEAD: &str = "address\tkind\tstate\tmoved to\twhy gone\tsince\tspeaker\tsource";

/// How many columns a row has; those at its end may be left out.
const COLUMNS: usize = 8;
const FEWEST: usize = 3;

/// An address, and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it leads to, or led to.
    pub of: Addressed,
    /// The id of a document, the slug of a source.
    pub name: String,
    /// What became of it.
    pub state: State,
    /// The day on which that was noticed.
    pub since: Option<String>,
    /// Who speaks, as the source has it; empty for nobody, and for what is gone.
    pub speaker: String,
    /// The file that it stands or stood in, relative to the content folder.
    pub source: String,
    /// The line that it was read from, 0 for a new one.
    pub line: u32,
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It leads to what it always led to.
    Here,
    /// It leads to another, which may have moved in turn.
    Moved(String),
    /// It was taken back; why.
    Gone(String),
    /// Nobody has said.
    Lost,
}

impl State {
    const HERE: &str = "here";
    const MOVED: &str = "moved";
    const GONE: &str = "gone";
    const LOST: &str = "lost";

    fn word(&self) -> &'static str {
        match self {
            State::Here => State::HERE,
            State::Moved(_) => State::MOVED,
            State::Gone(_) => State::GONE,
            State::Lost => State::LOST,
        }
    }
}

/// What is wrong with a row.
#[derive(Debug)]
pub struct Wrong {
    pub problem: Code,
    pub found: Vec<String>,
}

impl Wrong {
    fn new(problem: Code, found: &[&dyn Display]) -> Wrong {
        Wrong { problem, found: found.iter().map(ToString::to_string).collect() }
    }
}

impl Row {
    /// The row that a line is.
    pub fn parse(line: &str, number: u32) -> Result<Row, Wrong> {
        let mut cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        // Spreadsheets fill up a row with empty cells.
        while cells.len() > COLUMNS && cells.last().is_some_and(|cell| cell.is_empty()) {
            cells.pop();
        }
        if !(FEWEST..=COLUMNS).contains(&cells.len()) {
            return Err(Wrong::new(Code::AddressColumns, &[&cells.len()]));
        }
        cells.resize(COLUMNS, "");
        let [name, of, state, to, why, since, speaker, source] = cells[..] else {
            return Err(Wrong::new(Code::AddressColumns, &[&cells.len()]));
        };
        let Some(of) = Addressed::named(of) else {
            return Err(Wrong::new(Code::AddressKind, &[&of]));
        };
        for name in [name, to].into_iter().filter(|cell| !cell.is_empty() || *cell == name) {
            if !is_name(of, name) {
                return Err(Wrong::new(Code::AddressName, &[&name]));
            }
        }
        let since = match date::read(since) {
            Ok(date) => Some(date.to_string()),
            Err(_) if since.is_empty() => None,
            Err(_) => return Err(Wrong::new(Code::AddressDay, &[&since])),
        };
        let state = state_of(state, to, why)?;
        let (name, speaker, source) = (name.to_owned(), speaker.to_owned(), source.to_owned());
        Ok(Row { of, name, state, since, speaker, source, line: number })
    }

    /// Its line, without the end.
    pub fn written(&self) -> String {
        let (to, why) = match &self.state {
            State::Moved(to) => (to.as_str(), ""),
            State::Gone(why) => ("", why.as_str()),
            State::Here | State::Lost => ("", ""),
        };
        // Whoever is taken back is named nowhere any more.
        let speaker = if matches!(self.state, State::Gone(_)) { "" } else { &self.speaker };
        let since = self.since.as_deref().unwrap_or_default();
        let (of, state) = (self.of.as_str(), self.state.word());
        let cells = [&self.name, of, state, to, why, since, speaker, &self.source];
        cells.map(cell).join("\t").trim_end().to_owned()
    }
}

/// An editor fills in one cell, `moved to` or `why gone`; the state follows from it.
fn state_of(state: &str, to: &str, why: &str) -> Result<State, Wrong> {
    Ok(match state {
        State::GONE | State::LOST | State::HERE if !why.is_empty() => State::Gone(why.to_owned()),
        State::GONE => return Err(Wrong::new(Code::AddressWithoutWhy, &[])),
        State::MOVED if to.is_empty() => return Err(Wrong::new(Code::AddressWithoutTo, &[])),
        State::MOVED | State::LOST if !to.is_empty() => State::Moved(to.to_owned()),
        State::HERE => State::Here,
        State::LOST => State::Lost,
        _ => return Err(Wrong::new(Code::AddressState, &[&state])),
    })
}

/// Whether something of this kind may be called so.
fn is_name(of: Addressed, name: &str) -> bool {
    let is_slug = |name: &str| {
        let fits = |byte: u8| byte == b'-' || byte.is_ascii_digit() || byte.is_ascii_lowercase();
        (1..=128).contains(&name.len()) && name.bytes().all(fits)
    };
    match of {
        Addressed::Document(_) => DocumentId::parse(name).is_some(),
        Addressed::Source => is_slug(name),
    }
}

/// A value without what parts cells and rows.
pub fn cell(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}
