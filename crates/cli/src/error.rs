//! What makes a command fail.

use std::path::PathBuf;

use ordret_ingest::{Diagnostic, visible};

/// Every failure, in the user's words.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Content could not be read or published.
    #[error(transparent)]
    Ingest(#[from] ordret_ingest::Error),
    /// The index could not be read.
    #[error(transparent)]
    Search(#[from] ordret_search::Error),
    /// The server could not run.
    #[error(transparent)]
    Server(#[from] ordret_server::Error),
    /// There is nothing to serve in this folder.
    #[error(
        "there is no folder `content` here. Try the sample with `ordret serve --sample`, search files of your own with \
         `ordret serve FILE-OR-FOLDER`, or run this where the content is"
    )]
    NoContentHere,
    /// No such document.
    #[error("no document has the id {0}; `ordret search` shows ids with --json")]
    NoDocument(String),
    /// A filter that cannot be read.
    #[error("{0}")]
    Usage(String),
    /// A file that was named cannot be read.
    #[error("cannot read {}: {error}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A manuscript that is not what its name or its beginning says.
    #[error("{}: {}; {}", visible(&.0.file), visible(&.0.message), .0.hint)]
    Manuscript(Box<Diagnostic>),
    /// A temporary folder could not be made or written.
    #[error("cannot write {}: {error}", .path.display())]
    Temporary {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A copy could not be written.
    #[error("cannot write {}: {error}; nothing that was there before is changed", .path.display())]
    Export {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The folder for a copy holds something, or is no folder.
    #[error("{} {why}; name an empty folder, or one that is not there yet", .path.display())]
    NoRoom {
        /// The folder.
        path: PathBuf,
        /// What stands in the way.
        why: &'static str,
    },
    /// The disk is full.
    #[error(
        "the disk is full: {written:.1} MB of the copy fitted beside {}; make room or name a folder on another disk. \
         Nothing of it is left, and nothing that was there before is changed", .path.display()
    )]
    Full {
        /// The folder.
        path: PathBuf,
        /// What was written until then, in millions of bytes.
        written: f64,
    },
    /// The result could not be printed.
    #[error("cannot write the result to standard output: {0}; what was done before it is done")]
    Output(std::io::Error),
    /// Judged searches that cannot be read.
    #[error(transparent)]
    Evaluate(#[from] crate::evaluate::Error),
}

impl Error {
    /// 2 for wrong usage, else 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Usage(_) => 2,
            _ => 1,
        }
    }
}
