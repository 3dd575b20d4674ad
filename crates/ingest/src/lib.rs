//! Content files in, a published generation out.
//!
//! Every format goes one road: its reader (`source`, where the table of formats
//! is) turns it into one text with places and blocks that say what the format
//! declares, one recogniser that knows no format finds the documents in them
//! (`layout`, `ordret-speech`, `people` and `join` find, `make` writes), and records are
//! documents already. Every file is read and every problem said before anything
//! is published; `reindex` hands the documents to `search`.

mod addresses;
mod block;
mod cache;
mod checks;
mod content;
mod date;
mod diagnostic;
mod entry;
mod join;
mod layout;
mod make;
mod manuscript;
mod meta;
mod number;
mod pages;
mod people;
mod period;
mod progress;
mod registry;
mod reindex;
mod roles;
mod source;
mod synonyms;
mod text;
mod walk;
mod watch;

use std::path::PathBuf;

pub use addresses::{Judged, Kept, Place, Retired, retire};
pub use cache::Cache;
pub use content::{Content, Extracted, Limits, Reading, Sink, extract};
pub use diagnostic::{Code, Diagnostic, Language, Severity, visible};
pub use make::authoring::write as write_markdown;
pub use manuscript::manuscript;
pub use progress::{Step, Tell};
pub use reindex::{Reindexed, checksum, reindex};
pub use roles::Roles;
pub use source::Format;
pub use source::record_written::RecordWriter;
pub use walk::Skipped;
pub use watch::Watch;

/// What keeps content from being read or published, beyond single problems.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path that was named is not there.
    #[error("cannot read {}: {error}; name an existing file or folder with --content", .path.display())]
    NoContent {
        /// The path.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A path that was named is a pipe, a socket or a device.
    #[error("{} is neither a file nor a folder; name one of those, or `-` for standard input with `ordret extract`", .path.display())]
    NoFile {
        /// The path.
        path: PathBuf,
    },
    /// A folder cannot be listed, and nothing else is there.
    #[error("cannot read {}: {message}", .path.display())]
    Unlistable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        message: String,
    },
    /// Nothing below the paths is in a format that is read.
    #[error("{} holds nothing to read; Ordret reads {}{}", display(.paths), Format::endings(), skipped_note(.skipped))]
    NothingToRead {
        /// The paths.
        paths: Vec<PathBuf>,
        /// How many files of other kinds are there.
        skipped: usize,
    },
    /// Files were read and no document was found in them.
    #[error("no document was found in {}; nothing was published. `ordret check` shows what each file gives, docs/content.md how to write", display(.paths))]
    NoDocuments {
        /// The paths.
        paths: Vec<PathBuf>,
    },
    /// A single file that is to be extracted is of no known kind.
    #[error("{} is {}; Ordret reads {}", .path.display(), source::why_skipped(.path), Format::endings())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// Errors in the content; they are in the reading's diagnostics.
    #[error("{errors} {} in the content; nothing was published. Mend {}, or leave out what is wrong with --keep-going", if *.errors == 1 { "error" } else { "errors" }, if *.errors == 1 { "it" } else { "them" })]
    Errors {
        /// How many.
        errors: usize,
        /// All problems, warnings too.
        diagnostics: Vec<Diagnostic>,
    },
    /// The files of addresses are not understood, so that what they take back is not known.
    #[error(
        "addresses.tsv has mistakes; nothing was published, with or without --keep-going: what was taken back might come back. Mend it, or take it as it was from version control"
    )]
    Addresses {
        /// How many mistakes the content has in all.
        errors: usize,
        /// All problems, warnings too.
        diagnostics: Vec<Diagnostic>,
    },
    /// Nothing is to be taken back under an id: neither content nor a file of addresses has it.
    #[error("no document has the id {id}, and no addresses.tsv of {} knows it; `ordret search` shows ids with --json", display(.paths))]
    Unknown {
        /// The id.
        id: String,
        /// The paths.
        paths: Vec<PathBuf>,
    },
    /// A reason that says nothing.
    #[error("say with --why what readers of the address are to be told")]
    NoReason,
    /// A reason that nobody reads to its end.
    #[error(
        "the reason has {letters} letters; {most} is the most: say in a few sentences what readers are to be told"
    )]
    LongReason {
        /// How many letters it has.
        letters: usize,
        /// How many it may have.
        most: usize,
    },
    /// No folder is named that addresses could be kept in.
    #[error("{} is no folder; addresses are kept at the top of a content folder: name one with --content", display(.paths))]
    NoFolder {
        /// The paths.
        paths: Vec<PathBuf>,
    },
    /// A file of addresses could not be written.
    #[error("cannot write {}: {error}; nothing was published", .path.display())]
    AddressesUnwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The index could not be written.
    #[error(transparent)]
    Index(#[from] ordret_search::Error),
}

fn display(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn skipped_note(skipped: &usize) -> String {
    match skipped {
        0 => String::new(),
        1 => " (one file of another kind is there)".to_owned(),
        more => format!(" ({more} files of other kinds are there)"),
    }
}

/// A title for a page that has none: its file's name, made readable.
fn title_of_file(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Uden titel".to_owned(),
    }
}
