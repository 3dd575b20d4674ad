//! What to say when a disk is full.

use std::path::Path;

use crate::Error;
use crate::generation::files;
use crate::generation::manifest::Manifest;

/// Building takes about this many times what a generation has when it is done:
/// its segments, and the one they are merged to.
const WHILE_BUILDING: u64 = 2;

/// Turns what a full disk has broken into an error with figures; other errors
/// stay. `building` is the half generation, which is about to be removed.
pub(crate) fn explained(error: Error, index: &Path, building: &Path) -> Error {
    let Error::Io { source, .. } = &error else { return error };
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    if !matches!(source.kind(), StorageFull | QuotaExceeded) {
        return error;
    }
    let written = size(building);
    let served = files::current(index).ok().flatten();
    let served = served.and_then(|name| Manifest::read(&index.join(name)).ok());
    let needed = WHILE_BUILDING * served.map_or(0, |manifest| manifest.size());
    Error::DiskFull {
        folder: index.to_owned(),
        needed: needed.max(written + 1),
        free: free(index).saturating_add(written),
    }
}

/// Bytes in a folder without folders.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|found| found.len()).sum()
}

/// Bytes that whoever runs this may still write where `folder` is; 0 where nobody says.
fn free(folder: &Path) -> u64 {
    #[cfg(unix)]
    if let Ok(disk) = rustix::fs::statvfs(folder) {
        return disk.f_bavail.saturating_mul(disk.f_frsize);
    }
    let _ = folder;
    0
}
