//! Takes one document back for good.

use std::path::{Path, PathBuf};

use ordret_model::{Addressed, Document, DocumentId};

use super::ledger::{self, Ledger};
use super::row::{Row, State};
use super::{FILE, cell};
use crate::Error;
use crate::content::{Content, Limits};
use crate::diagnostic::Diagnostic;
use crate::make::contacts;

/// A document that is taken back from now on.
#[derive(Debug)]
pub struct Retired {
    /// Its id.
    pub id: DocumentId,
    /// What it was called; `None` where the content does not hold it any more.
    pub title: Option<String>,
    /// The file that says so.
    pub file: PathBuf,
    /// Whether that file was made for it.
    pub is_new: bool,
    /// What readers are told.
    pub why: String,
    /// Where its words stand in the content.
    pub places: Vec<Place>,
    /// Where other documents hold the same words, with their ids.
    pub also: Vec<(DocumentId, Place)>,
    /// What is wrong with the content besides.
    pub diagnostics: Vec<Diagnostic>,
}

/// A line of a content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to its content folder.
    pub file: String,
    /// The line.
    pub line: u32,
}

/// Writes into `addresses.tsv` that a document is taken back, and finds where its words stand.
/// Nothing else is written: the next reindex leaves it out.
///
/// # Errors
/// When nothing has the id, the content cannot be read, or the file cannot be written or is not
/// understood.
pub fn retire(paths: &[PathBuf], id: &DocumentId, why: &str) -> Result<Retired, Error> {
    let mut why = cell(why);
    if let Some(marked) = contacts::mark(&why, &mut 0) {
        why = marked;
    }
    if why.is_empty() {
        return Err(Error::NoReason);
    }
    if let Some(letters) = ledger::too_long(&why) {
        return Err(Error::LongReason { letters, most: ledger::LONGEST_WHY });
    }
    let found = found(paths, id)?;
    let (mut ledger, is_new) = ledger_of(paths, id, found.document.as_ref())?;
    let row = match ledger.rows.iter_mut().find(|row| is_of(row, id)) {
        Some(row) => row,
        None => {
            let Some(document) = &found.document else {
                return Err(Error::Unknown { id: id.to_string(), paths: paths.to_vec() });
            };
            ledger.rows.push(Row {
                of: Addressed::Document(document.kind()),
                name: id.to_string(),
                state: State::Here,
                since: None,
                speaker: String::new(),
                source: cell(&document.source().file),
                line: 0,
            });
            let last = ledger.rows.len() - 1;
            &mut ledger.rows[last]
        }
    };
    if !matches!(row.state, State::Gone(_)) {
        row.since = Some(super::today());
    }
    row.state = State::Gone(why.clone());
    let kept = ledger.kept(&ledger.rows);
    let path = kept.path.clone();
    kept.write().map_err(|error| Error::AddressesUnwritable { path, error })?;
    Ok(Retired {
        id: id.clone(),
        title: found.document.as_ref().map(|document| document.title.clone()),
        file: ledger.path,
        is_new,
        why,
        places: found.document.iter().flat_map(places).collect(),
        also: found.also,
        diagnostics: found.diagnostics,
    })
}

struct Found {
    document: Option<Document>,
    also: Vec<(DocumentId, Place)>,
    diagnostics: Vec<Diagnostic>,
}

/// The document with this id, whether it is taken back already or not, and others with its words.
fn found(paths: &[PathBuf], id: &DocumentId) -> Result<Found, Error> {
    let content = Content::at(paths, Limits::default())?.without_addresses();
    let mut document = None;
    let reading = content.read(&mut |read| {
        if read.id == *id {
            document = Some(read);
        }
        Ok(())
    })?;
    let mut also = Vec::new();
    // Its words are known now; a second reading is slower than keeping all documents, and
    // takes no memory.
    let words = document.as_ref().map(|document| plain(document.words())).unwrap_or_default();
    if words.len() > 1 {
        content.read(&mut |other| {
            if other.id != *id && all_words(&other).any(|text| plain(text).contains(&words)) {
                also.extend(places(&other).into_iter().map(|place| (other.id.clone(), place)));
            }
            Ok(())
        })?;
    }
    Ok(Found { document, also, diagnostics: reading.diagnostics })
}

/// Everything of a document that its pages show as a source's words.
fn all_words(document: &Document) -> impl Iterator<Item = &str> {
    let case = match &document.body {
        ordret_model::Body::Case(case) => {
            vec![&case.problem, &case.done, &case.outcome, &case.prerequisites, &case.reuse]
        }
        _ => Vec::new(),
    };
    let parts = case.into_iter().flatten().map(|part| part.value.as_str());
    let attribution = document.attribution.iter().map(|words| words.value.as_str());
    [document.words(), document.title.as_str()].into_iter().chain(parts).chain(attribution)
}

/// The words of a text, in small letters with a blank around each: what stands in marks or ends
/// otherwise is the same.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut plain = String::from(" ");
    for word in words {
        plain.extend(word.chars().flat_map(char::to_lowercase));
        plain.push(' ');
    }
    plain
}

fn places(document: &Document) -> Vec<Place> {
    let place =
        |source: &ordret_model::Source| Place { file: source.file.clone(), line: source.line };
    document.sources.iter().map(place).collect()
}

/// The file that knows the id, else that of the folder the document stands in, else a new one.
fn ledger_of(
    paths: &[PathBuf],
    id: &DocumentId,
    document: Option<&Document>,
) -> Result<(Ledger, bool), Error> {
    let folders: Vec<&Path> =
        paths.iter().map(PathBuf::as_path).filter(|path| path.is_dir()).collect();
    let holds = |folder: &&&Path| {
        document.is_some_and(|document| folder.join(&document.source().file).is_file())
    };
    let Some(home) = folders.iter().find(holds).or(folders.first()) else {
        return Err(Error::NoFolder { paths: paths.to_vec() });
    };
    let mut of_home = None;
    for folder in &folders {
        let path = folder.join(FILE);
        let bytes = match ledger::bytes(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Error::AddressesUnwritable { path, error }),
        };
        let (ledger, diagnostics) = Ledger::read(&path, &bytes);
        if !ledger.is_whole {
            return Err(Error::Addresses { errors: diagnostics.len(), diagnostics });
        }
        if ledger.rows.iter().any(|row| is_of(row, id)) {
            return Ok((ledger, false));
        }
        if folder == home {
            of_home = Some(ledger);
        }
    }
    Ok(match of_home {
        Some(ledger) => (ledger, false),
        None => (Ledger::new(home), true),
    })
}

fn is_of(row: &Row, id: &DocumentId) -> bool {
    row.of != Addressed::Source && row.name == id.as_str()
}
