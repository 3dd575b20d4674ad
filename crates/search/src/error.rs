//! What can go wrong, in the user's words.

use std::io;
use std::path::{Path, PathBuf};

use ordret_model::DocumentId;

/// Why an index could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing to serve yet.
    #[error("no generation is published in {}; run `ordret reindex`", .0.display())]
    NotPublished(PathBuf),
    /// Written by another version of Ordret.
    #[error(
        "generation {generation} was built by {}Ordret {built_by} ({found}); this is Ordret \
         {} ({wanted}): run `ordret reindex`{}",
        if *.newer { "a newer version, " } else { "" },
        env!("CARGO_PKG_VERSION"),
        if *.newer { ", or use the newer version" } else { "" }
    )]
    Incompatible {
        /// The generation that was refused.
        generation: String,
        /// The version of Ordret that wrote it.
        built_by: String,
        /// Its schema and analyzer versions.
        found: String,
        /// The ones this program reads.
        wanted: String,
        /// Whether it was a version after this one.
        newer: bool,
    },
    /// A file is not as it was written.
    #[error(
        "generation {generation} is damaged: {file} {problem}; run `ordret generations rollback` or `ordret reindex`"
    )]
    Damaged {
        /// The generation.
        generation: String,
        /// The file in it.
        file: String,
        /// What is wrong with the file.
        problem: String,
    },
    /// There is no index folder.
    #[error("there is no index folder {}; run `ordret reindex` or name it with `--index`", .0.display())]
    NoIndex(PathBuf),
    /// The index folder is something else.
    #[error("{} is not a folder; name a folder with `--index`", .0.display())]
    NotAFolder(PathBuf),
    /// Another process writes.
    #[error("another reindex is running in {} ({holder}); wait for it or stop it", .folder.display())]
    Busy {
        /// The index folder.
        folder: PathBuf,
        /// Process, host and time as the holder of the lock wrote them.
        holder: String,
    },
    /// There is no older intact generation to go back to.
    #[error("there is no generation older than {0} that is intact; run `ordret reindex`")]
    NothingOlder(String),
    /// Numbers for generations have run out.
    #[error("{0} is the last number a generation can have; build the index in an empty folder")]
    LastNumber(String),
    /// Nothing more can be written.
    #[error(
        "the disk of {} is full: {free} bytes are free, and building takes about {needed}; free \
         some space (`ordret generations prune`) or name a folder on another disk with `--index`. \
         What was published before is untouched", .folder.display()
    )]
    DiskFull {
        /// The index folder.
        folder: PathBuf,
        /// Bytes that building takes, as far as can be told.
        needed: u64,
        /// Bytes that are free when the half generation is gone.
        free: u64,
    },
    /// Two documents claim one id.
    #[error("two documents have the id {0}; give one of them another `id:`")]
    DuplicateId(DocumentId),
    /// A document names no source.
    #[error("the document {0} names no source")]
    NoSource(DocumentId),
    /// The file system refused.
    #[error("cannot {doing} {}: {source}{}", .path.display(), hint(.doing, .source))]
    Io {
        /// What was tried: `write`, `read`, `rename`.
        doing: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The engine refused.
    #[error("the index could not be {doing}: {source}{}", engine_hint(.doing))]
    Engine {
        /// `written` or `read`.
        doing: &'static str,
        /// What the engine said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Error {
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { doing, path: path.to_owned(), source }
    }

    pub(crate) fn written(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Engine { doing: "written", source: source.into() }
    }

    pub(crate) fn read(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Engine { doing: "read", source: source.into() }
    }
}

/// What to do about a refusal of the file system.
fn hint(doing: &str, source: &io::Error) -> &'static str {
    match (doing, source.kind()) {
        (_, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => {
            "; free some space: what was published before is untouched"
        }
        ("read", io::ErrorKind::PermissionDenied) => {
            "; whoever runs this must be allowed to read it (`chmod -R a+rX` on the index folder)"
        }
        ("read", _) => "; look at the disk, or build the index anew with `ordret reindex`",
        (_, io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
            "; the folder must be writable to reindex"
        }
        _ => "; what was published before is untouched: look at the disk and try again",
    }
}

fn engine_hint(doing: &str) -> &'static str {
    match doing {
        "written" => "; what was published before is untouched: look at the disk and try again",
        _ => {
            "; run `ordret generations verify`, then `ordret generations rollback` or `ordret reindex`"
        }
    }
}
