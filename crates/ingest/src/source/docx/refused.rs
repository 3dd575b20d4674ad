//! Why a file is not read as a Word document, and what to do about it.

use std::fmt::Display;

use super::package::{MAX_ENTRIES, MAX_READ, MAX_TOTAL};
use super::xml::MAX_DEPTH;
use crate::diagnostic::{Code, Diagnostics};

/// What keeps a document from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It begins as files of Word before 2007 do.
    OldWord,
    /// An encrypted container, or an encrypted entry of the zip.
    Locked,
    /// The zip holds an OpenDocument text.
    OpenDocument,
    /// It is no zip at all.
    NoPackage,
    /// A zip without a document of Word's.
    NoDocument,
    /// Cut off, or changed in a way that its own checksums tell.
    Damaged(String),
    /// A name that leads out of the folder an archive is unpacked in.
    UnsafeName(String),
    /// More entries than a document has.
    TooManyEntries,
    /// More unpacked than a document has.
    TooLarge,
    /// More text and marks than a document has.
    TooLong,
    /// Packed as only emptiness can be.
    TooDense,
    /// XML that nests beyond all need.
    TooDeep,
    /// XML with a document type, which is where entities are declared.
    Declares,
    /// More paragraphs than a document has.
    TooManyParagraphs(usize),
}

impl Refused {
    /// Says so, of the whole file.
    pub fn say(&self, diagnostics: &mut Diagnostics) {
        let mut say = |problem: Code, found: &[&dyn Display]| diagnostics.say(0, problem, found);
        match self {
            Refused::OldWord => say(Code::OldWord, &[]),
            Refused::Locked => say(Code::Locked, &[]),
            Refused::OpenDocument => say(Code::OpenDocument, &[]),
            Refused::NoPackage => say(Code::NoPackage, &[]),
            Refused::NoDocument => say(Code::NoWordDocument, &[]),
            Refused::Damaged(what) => say(Code::Damaged, &[what]),
            Refused::UnsafeName(name) => say(Code::UnsafeName, &[name]),
            Refused::TooManyEntries => say(Code::TooManyEntries, &[&MAX_ENTRIES]),
            Refused::TooLarge => say(Code::UnpackedTooLarge, &[&(MAX_TOTAL >> 20)]),
            Refused::TooLong => say(Code::TooLong, &[&(MAX_READ >> 20)]),
            Refused::TooDense => say(Code::TooDense, &[]),
            Refused::TooDeep => say(Code::TooDeep, &[&MAX_DEPTH]),
            Refused::Declares => say(Code::Declares, &[]),
            Refused::TooManyParagraphs(most) => say(Code::TooManyWordParagraphs, &[most]),
        }
    }
}
