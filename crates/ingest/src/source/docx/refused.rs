//! Why a file is not read as a Word document, and what to do about it.

use super::package::{MAX_ENTRIES, MAX_READ, MAX_TOTAL};
use super::xml::MAX_DEPTH;

/// What keeps a document from being read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It begins as files of Word before 2007 do.
    #[error("the file is an old Word document (.doc), whatever it is called")]
    OldWord,
    /// An encrypted container, or an encrypted entry of the zip.
    #[error("the file is protected with a password")]
    Locked,
    /// The zip holds an OpenDocument text.
    #[error("the file is an OpenDocument text (.odt), whatever it is called")]
    OpenDocument,
    /// It is no zip at all.
    #[error("the file is no Word document (.docx), whatever it is called")]
    NoPackage,
    /// A zip without a document of Word's.
    #[error("the file is a zip, but holds no Word document")]
    NoDocument,
    /// Cut off, or changed in a way that its own checksums tell.
    #[error("the file is damaged or cut off: {0}")]
    Damaged(String),
    /// A name that leads out of the folder an archive is unpacked in.
    #[error("the file holds an entry named `{0}`, which leads out of it; Word writes no such name")]
    UnsafeName(String),
    /// More entries than a document has.
    #[error("the file has more than {MAX_ENTRIES} entries; no document has")]
    TooManyEntries,
    /// More unpacked than a document has.
    #[error("the file says that it unpacks to more than {} MB; no document does", MAX_TOTAL >> 20)]
    TooLarge,
    /// More text and marks than a document has.
    #[error("the text of the file unpacks to more than {} MB; no document's does", MAX_READ >> 20)]
    TooLong,
    /// Packed as only emptiness can be.
    #[error("a part of the file unpacks to hundreds of times its size; no text does")]
    TooDense,
    /// XML that nests beyond all need.
    #[error("the file nests more than {MAX_DEPTH} elements in each other; no document does")]
    TooDeep,
    /// XML with a document type, which is where entities are declared.
    #[error("the file declares entities of its own, which Word documents may not")]
    Declares,
    /// More paragraphs than a document has.
    #[error("the file has more than {0} paragraphs; no document has")]
    TooManyParagraphs(usize),
}

impl Refused {
    /// Its name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Refused::OldWord | Refused::OpenDocument | Refused::NoPackage | Refused::NoDocument => {
                "not-docx"
            }
            Refused::Locked => "locked",
            Refused::Damaged(_) => "damaged",
            Refused::UnsafeName(_) | Refused::Declares => "unsafe",
            Refused::TooManyEntries
            | Refused::TooLarge
            | Refused::TooLong
            | Refused::TooDense
            | Refused::TooDeep
            | Refused::TooManyParagraphs(_) => "too-large",
        }
    }

    /// What to do.
    pub fn hint(&self) -> &'static str {
        match self {
            Refused::OldWord | Refused::OpenDocument => {
                "open it in Word or LibreOffice and save it as .docx"
            }
            Refused::NoPackage | Refused::NoDocument => {
                "save it as .docx from Word or LibreOffice, or give it the name of what it is"
            }
            Refused::Locked => "open it in Word and save it as .docx without a password",
            Refused::Damaged(_) => {
                "fetch it again, or let Word repair it and save it anew as .docx"
            }
            Refused::UnsafeName(_) | Refused::Declares => {
                "do not trust it; what was written in Word can be saved anew as .docx"
            }
            _ => "split it, or take it out of the content folder",
        }
    }
}
