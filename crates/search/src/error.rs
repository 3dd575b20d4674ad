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
        "generation {generation} was built by Ordret {built_by} ({found}); this is Ordret \
         {} ({wanted}): run `ordret reindex`", env!("CARGO_PKG_VERSION")
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
    /// Two documents claim one id.
    #[error("two documents have the id {0}; give one of them another `id:`")]
    DuplicateId(DocumentId),
    /// A document names no source.
    #[error("the document {0} names no source")]
    NoSource(DocumentId),
    /// The file system refused.
    #[error("cannot {doing} {}: {source}{}", .path.display(), hint(.source))]
    Io {
        /// What was tried: `write`, `read`, `rename`.
        doing: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The engine refused.
    #[error("the index could not be {doing}: {source}")]
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

fn hint(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull => "; free some space: what was published before is untouched",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "; the folder must be writable to reindex"
        }
        _ => "",
    }
}
