//! Addresses that were published once and lead to nothing of their own any more.

use serde::{Deserialize, Serialize};

use crate::Kind;

/// What an address leads to, or led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Addressed {
    /// A document, under its id.
    Document(Kind),
    /// A source, under its slug.
    Source,
}

impl Addressed {
    /// Everything that has an address, in the order it is told.
    pub const ALL: [Addressed; 4] = [
        Addressed::Document(Kind::Quote),
        Addressed::Document(Kind::Case),
        Addressed::Document(Kind::Figure),
        Addressed::Source,
    ];

    /// The word for it in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Addressed::Document(kind) => kind.as_str(),
            Addressed::Source => "source",
        }
    }

    /// What a word stands for.
    pub fn named(word: &str) -> Option<Addressed> {
        Addressed::ALL.into_iter().find(|addressed| addressed.as_str() == word)
    }
}

/// An address that led to something, and what became of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// What it led to.
    pub of: Addressed,
    /// The id of the document, the slug of the source.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// The day on which that was noticed, `2026-12-01`.
    pub since: Option<String>,
}

/// What became of something that had an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It goes on under another name, which leads to something.
    Moved(String),
    /// It was taken back; an editor's words why.
    Gone(String),
}
