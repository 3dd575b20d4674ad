//! `addresses.tsv` as a file: read with every problem said, written whole or not at all.

use std::collections::HashMap;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use ordret_model::Addressed;

use super::row::{HEAD, Row, State, Wrong};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, show_lines};
use crate::make::contacts;
use crate::pages::text_of;
use crate::source::places::Places;

/// The name of the file, at the top of a content folder.
pub const FILE: &str = "addresses.tsv";

/// The most bytes that one may have: some million addresses.
pub const MOST_BYTES: usize = 256 << 20;

/// The most letters of what readers of an address are told.
pub const LONGEST_WHY: usize = 2000;

/// How many letters a reason has, where they are too many.
pub fn too_long(why: &str) -> Option<usize> {
    Some(why.chars().count()).filter(|letters| *letters > LONGEST_WHY)
}

/// The bytes of a file of addresses. One that is a link, a folder or a pipe is none: a link would
/// be left behind when the file is written anew.
///
/// # Errors
/// When it is not there, is no plain file, is too large or cannot be read.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no plain file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    match bytes.len() > MOST_BYTES {
        true => Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is too large")),
        false => Ok(bytes),
    }
}

/// The most problems of one kind that are shown one by one.
pub const MOST_SHOWN: usize = 50;

/// What stands above the rows of a new one.
const ABOUT: [&str; 3] = [
    "# Every address that pages of this folder were published under. `ordret reindex` keeps it;",
    "# keep it under version control. Where a row says `lost`, write why in the column `why gone`,",
    "# or in `moved to` which address its readers are to be led to.",
];

/// One file.
#[derive(Debug)]
pub struct Ledger {
    /// The content folder it stands in.
    pub root: PathBuf,
    /// Where it is.
    pub path: PathBuf,
    /// The comments above the rows.
    above: Vec<String>,
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// Whether every row was understood. One that was not is never written over.
    pub is_whole: bool,
    /// Its bytes as they were read.
    read: Option<blake3::Hash>,
}

impl Ledger {
    /// One that is not there yet.
    pub fn new(root: &Path) -> Ledger {
        Ledger {
            root: root.to_path_buf(),
            path: root.join(FILE),
            above: ABOUT.map(str::to_owned).to_vec(),
            rows: Vec::new(),
            is_whole: true,
            read: None,
        }
    }

    /// The one that `bytes` are.
    pub fn read(path: &Path, bytes: &[u8]) -> (Ledger, Vec<Diagnostic>) {
        let shown = path.display().to_string();
        let mut ledger = Ledger::new(path.parent().unwrap_or(path));
        ledger.path = path.to_path_buf();
        ledger.read = Some(blake3::hash(bytes));
        let mut diagnostics = Diagnostics::of(&shown, Places::default());
        let Some(text) = text_of(bytes, None, &mut diagnostics) else {
            ledger.is_whole = false;
            return (ledger, diagnostics.into_inner());
        };
        let mut above = Vec::new();
        let (mut start, mut wrong) = (0, 0);
        let mut lines: HashMap<(bool, String), usize> = HashMap::new();
        for (line, number) in text.split_inclusive('\n').zip(1..) {
            let row = line.trim_end_matches(['\r', '\n']);
            let at = start;
            start += line.len();
            if row.trim().is_empty() || row.trim_end() == HEAD {
                continue;
            }
            if row.starts_with('#') && ledger.rows.is_empty() {
                above.push(row.to_owned());
                continue;
            }
            let understood = ledger.understood(row, number, &mut lines);
            let Err(Wrong { problem, found }) = understood else { continue };
            wrong += 1;
            let found: Vec<&dyn Display> =
                found.iter().map(|found| found as &dyn Display).collect();
            match wrong {
                ..=MOST_SHOWN => diagnostics.say(at, problem, &found),
                _ if wrong == MOST_SHOWN + 1 => diagnostics.say(at, Code::AddressErrorsMore, &[]),
                _ => {}
            }
        }
        ledger.is_whole = wrong == 0;
        if !above.is_empty() {
            ledger.above = above;
        }
        let mut said = diagnostics.into_inner();
        show_lines(&mut said, &text);
        (ledger, said)
    }

    /// Takes in a row; the same address twice is one only where both say the same.
    fn understood(
        &mut self,
        line: &str,
        number: u32,
        lines: &mut HashMap<(bool, String), usize>,
    ) -> Result<(), Wrong> {
        let mut row = Row::parse(line, number)?;
        if let State::Gone(why) = &mut row.state
            && let Some(marked) = contacts::mark(why, &mut 0)
        {
            *why = marked;
        }
        if let State::Gone(why) = &row.state
            && let Some(letters) = too_long(why)
        {
            let found = vec![letters.to_string(), LONGEST_WHY.to_string()];
            return Err(Wrong { problem: Code::AddressWhyTooLong, found });
        }
        let key = (row.of == Addressed::Source, row.name.clone());
        let Some(&first) = lines.get(&key) else {
            lines.insert(key, self.rows.len());
            self.rows.push(row);
            return Ok(());
        };
        let other = &self.rows[first];
        match other.state == row.state {
            true => Ok(()),
            false => {
                let found = vec![row.name, other.line.to_string()];
                Err(Wrong { problem: Code::AddressTwice, found })
            }
        }
    }

    /// The text of the file with these rows.
    pub fn text(&self, rows: &[Row]) -> String {
        let mut text = String::new();
        let above = self.above.iter().map(String::as_str);
        for line in above.chain([HEAD]) {
            text.push_str(line);
            text.push('\n');
        }
        for row in rows {
            text.push_str(&row.written());
            text.push('\n');
        }
        text
    }

    /// The line on which the first row stands, once it is written.
    pub fn first_line(&self) -> u32 {
        self.above.len() as u32 + 2
    }

    /// What is to be written for these rows.
    pub fn kept(&self, rows: &[Row]) -> Kept {
        Kept { path: self.path.clone(), text: self.text(rows), read: self.read }
    }
}

/// An `addresses.tsv` as it is to be.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Where it is.
    pub path: PathBuf,
    text: String,
    /// The bytes it was made from; `None` where there were none.
    read: Option<blake3::Hash>,
}

impl Kept {
    /// What tells its bytes from others.
    pub fn hash(&self) -> blake3::Hash {
        blake3::hash(self.text.as_bytes())
    }

    /// Whether it is as it was read.
    pub fn is_as_it_was(&self) -> bool {
        self.read == Some(self.hash())
    }

    /// Puts it in the place of the file it was made from, in one step; its mode stays.
    ///
    /// # Errors
    /// When it cannot be written, or is not any more what was read.
    pub fn write(&self) -> io::Result<()> {
        if self.is_as_it_was() {
            return Ok(());
        }
        let before = match bytes(&self.path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if before.as_deref().map(blake3::hash) != self.read {
            let changed = "it was changed while content was read; run the command again";
            return Err(io::Error::other(changed));
        }
        let new = self.path.with_file_name(format!(".{FILE}.{}", std::process::id()));
        let written = (|| {
            let mut file = File::create(&new)?;
            file.write_all(self.text.as_bytes())?;
            if let Ok(metadata) = self.path.metadata() {
                fs::set_permissions(&new, metadata.permissions())?;
            }
            file.sync_all()?;
            fs::rename(&new, &self.path)
        })();
        if written.is_err() {
            // Nothing more can be done about it; it is hidden and read by nobody.
            let _ = fs::remove_file(&new);
        }
        written
    }
}
