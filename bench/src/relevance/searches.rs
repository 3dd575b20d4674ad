//! The searches and what each must find, from a file that people write.

use std::fmt;
use std::path::Path;

use ordret_model::{Document, Kind};
use serde::Deserialize;

use super::read as read_file;
use crate::error::{Error, Result};

/// Who searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Reader {
    Journalist,
    Speechwriter,
    #[serde(rename = "civil servant")]
    CivilServant,
    Researcher,
    Citizen,
}

impl Reader {
    /// Every kind of reader, in the order of the table.
    pub const ALL: [Reader; 5] = [
        Reader::Journalist,
        Reader::Speechwriter,
        Reader::CivilServant,
        Reader::Researcher,
        Reader::Citizen,
    ];
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reader::Journalist => "journalist",
            Reader::Speechwriter => "speechwriter",
            Reader::CivilServant => "civil servant",
            Reader::Researcher => "researcher",
            Reader::Citizen => "citizen",
        })
    }
}

/// One search. Documents are numbers into the list they were looked up in.
#[derive(Debug, Clone)]
pub struct Search {
    /// What is typed.
    pub query: String,
    /// By whom.
    pub reader: Reader,
    /// What sort of search it is.
    pub kind: String,
    /// Any of these must be the first hit.
    pub first: Vec<usize>,
    /// Each of these must be on the first page.
    pub must: Vec<usize>,
    /// These are somewhat relevant.
    pub also: Vec<usize>,
    /// None of these may be on the first page.
    pub never: Vec<usize>,
    /// Nothing may be found.
    pub empty: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    search: Vec<Written>,
}

/// A search as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    query: String,
    reader: Reader,
    kind: String,
    #[serde(default)]
    first: Vec<String>,
    #[serde(default)]
    must: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    empty: bool,
    /// For whoever reads the file; asked for, so that nobody leaves it out.
    #[serde(rename = "why")]
    _why: String,
}

/// Reads them, and finds the documents they name.
///
/// # Errors
/// When the file is not as described, or a name fits no document or several: all of these
/// in one message, because whoever corrects one wants to correct them all.
pub fn read(path: &Path, documents: &[Document]) -> Result<Vec<Search>> {
    let names: Vec<(Kind, String)> =
        documents.iter().map(|document| (document.kind(), one_line(opening(document)))).collect();
    let mut wrong = Vec::new();
    let searches = parse(&read_file(path)?, &names, &mut wrong)
        .map_err(|why| Error::new(format!("cannot read {}", path.display()), why))?;
    match wrong.is_empty() {
        true => Ok(searches),
        false => Err(Error::new(format!("wrong in {}", path.display()), wrong.join("; "))),
    }
}

/// What is wrong is added to `wrong`, and left out.
pub fn parse(
    text: &str,
    names: &[(Kind, String)],
    wrong: &mut Vec<String>,
) -> std::result::Result<Vec<Search>, toml::de::Error> {
    let File { search } = toml::from_str(text)?;
    let mut searches: Vec<Search> = Vec::new();
    for written in search {
        let mut list = |named: &[String]| -> Vec<usize> {
            let found = named.iter().filter_map(|name| match find(name, names) {
                Ok(nth) => Some(nth),
                Err(why) => {
                    wrong.push(format!("`{}`: {name:?} {why}", written.query));
                    None
                }
            });
            found.collect()
        };
        let search = Search {
            first: list(&written.first),
            must: list(&written.must),
            also: list(&written.also),
            never: list(&written.never),
            query: written.query,
            reader: written.reader,
            kind: written.kind,
            empty: written.empty,
        };
        if let Some(why) = search.contradiction() {
            wrong.push(format!("`{}`: {why}", search.query));
        }
        // What is known to fail is listed by its query.
        if searches.iter().any(|other| other.query == search.query) {
            wrong.push(format!("`{}` stands twice", search.query));
        }
        searches.push(search);
    }
    Ok(searches)
}

impl Search {
    /// Everything that is worth something.
    pub fn wanted(&self) -> impl Iterator<Item = usize> + '_ {
        self.first.iter().chain(&self.must).chain(&self.also).copied()
    }

    fn contradiction(&self) -> Option<&'static str> {
        if self.never.iter().any(|never| self.wanted().any(|wanted| wanted == *never)) {
            return Some("a document is both wanted and not");
        }
        let asks = self.wanted().next().is_some() || !self.never.is_empty();
        match (self.empty, asks) {
            (true, true) => Some("where nothing may be found nothing can be wanted"),
            (false, false) => Some("it demands nothing"),
            _ => None,
        }
    }
}

/// The document that `kind: opening` names.
fn find(name: &str, names: &[(Kind, String)]) -> std::result::Result<usize, &'static str> {
    let parts = name.split_once(": ").and_then(|(kind, opening)| {
        Some((kind.parse::<Kind>().ok()?, one_line(opening))).filter(|(_, text)| !text.is_empty())
    });
    let Some((kind, opening)) = parts else { return Err("is not written `kind: opening`") };
    let fits = |(own, text): &(Kind, String)| *own == kind && text.starts_with(&opening);
    let mut found = names.iter().enumerate().filter(|(_, name)| fits(name)).map(|(nth, _)| nth);
    match (found.next(), found.next()) {
        (Some(nth), None) => Ok(nth),
        (None, _) => Err("is the opening of no document"),
        _ => Err("is the opening of several documents"),
    }
}

/// What a document is named by: a quote has no title of its own.
pub fn opening(document: &Document) -> &str {
    match document.kind() {
        Kind::Quote => &document.text.value,
        Kind::Case | Kind::Figure => &document.title,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
