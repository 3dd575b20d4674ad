//! A folder that is only read.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};

/// The engine opens a lock file for writing before it reads, which fails on a
/// folder that is mounted read-only. A generation never changes, so reading it
/// needs no lock, no watching, and no way to write.
#[derive(Debug, Clone)]
pub(crate) enum ReadOnly {
    /// The very bytes whose checksums were compared: whatever happens to the
    /// files afterwards, cut short in place included, these stay.
    Held(Arc<HashMap<PathBuf, OwnedBytes>>),
    /// The files as they lie on the disk, for what is too large to hold.
    Mapped(MmapDirectory),
}

impl ReadOnly {
    pub(crate) fn held(files: HashMap<PathBuf, Vec<u8>>) -> ReadOnly {
        let owned = files.into_iter().map(|(name, bytes)| (name, OwnedBytes::new(bytes)));
        ReadOnly::Held(Arc::new(owned.collect()))
    }

    pub(crate) fn mapped(folder: &Path) -> Result<ReadOnly, OpenDirectoryError> {
        MmapDirectory::open(folder).map(ReadOnly::Mapped)
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "a published generation is never changed")
}

fn held<'f>(
    files: &'f HashMap<PathBuf, OwnedBytes>,
    path: &Path,
) -> Result<&'f OwnedBytes, OpenReadError> {
    files.get(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
}

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match self {
            ReadOnly::Held(files) => Ok(Arc::new(held(files, path)?.clone())),
            ReadOnly::Mapped(folder) => folder.get_file_handle(path),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        match self {
            ReadOnly::Held(files) => Ok(files.contains_key(path)),
            ReadOnly::Mapped(folder) => folder.exists(path),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        match self {
            ReadOnly::Held(files) => Ok(held(files, path)?.to_vec()),
            ReadOnly::Mapped(folder) => folder.atomic_read(path),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refused()), filepath: path.to_owned() })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
