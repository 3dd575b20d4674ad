//! The folder a generation is written in.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::Directory;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

/// The engine writes on threads of its own, and of a failing one it says no
/// more than that it failed. Here the first refusal of the file system is kept,
/// with its file, for whoever has to say what to do. Small files get the mode
/// that every file gets from the user's mask; the engine's own way would make
/// them readable by their writer alone.
#[derive(Debug, Clone)]
pub(crate) struct Writing {
    folder: PathBuf,
    files: MmapDirectory,
    trouble: Trouble,
}

/// The first thing the file system refused, once something was.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trouble(Arc<Mutex<Option<(PathBuf, io::Error)>>>);

impl Trouble {
    /// Hands out what was kept.
    pub(crate) fn take(&self) -> Option<(PathBuf, io::Error)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn keep(&self, path: &Path, error: &io::Error) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_none() {
            // An error of the system is copied by its number; others by their words.
            let copy = match error.raw_os_error() {
                Some(number) => io::Error::from_raw_os_error(number),
                None => io::Error::new(error.kind(), error.to_string()),
            };
            *kept = Some((path.to_owned(), copy));
        }
    }

    fn noted<T>(&self, path: &Path, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| self.keep(path, error))
    }
}

impl Writing {
    pub(crate) fn open(folder: &Path) -> Result<(Writing, Trouble), OpenDirectoryError> {
        let trouble = Trouble::default();
        let files = MmapDirectory::open(folder)?;
        Ok((Writing { folder: folder.to_owned(), files, trouble: trouble.clone() }, trouble))
    }

    fn replace(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        // Two threads may replace one file at once; the last one wins, whole.
        static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        let nth = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let new = self.folder.join(format!(".new-{nth}"));
        let mut file = fs::File::create(&new)?;
        file.write_all(data)?;
        file.sync_data()?;
        fs::rename(&new, self.folder.join(path))
    }
}

impl Directory for Writing {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path).inspect_err(|error| {
            if let OpenReadError::IoError { io_error, .. } = error {
                self.trouble.keep(&self.folder.join(path), io_error);
            }
        })
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let full = self.folder.join(path);
        let inner = self.files.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                self.trouble.keep(&full, io_error);
            }
        })?;
        let trouble = self.trouble.clone();
        Ok(BufWriter::new(Box::new(Noting { path: full, inner, trouble })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.trouble.noted(&self.folder.join(path), self.replace(path, data))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.trouble.noted(&self.folder, self.files.sync_directory())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        // The folder of generations is locked, and nobody else knows of this one.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// A file that is written, and whose first failure is kept.
struct Noting {
    path: PathBuf,
    inner: WritePtr,
    trouble: Trouble,
}

impl Write for Noting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes);
        self.trouble.noted(&self.path, written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.inner.flush();
        self.trouble.noted(&self.path, flushed)
    }
}

impl TerminatingWrite for Noting {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let ended = self.inner.terminate_ref(token);
        self.trouble.noted(&self.path, ended)
    }
}
