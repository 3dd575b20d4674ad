//! Which generations this host has verified before, so that a start need not
//! read all of a large one again.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::generation::files;
use crate::generation::manifest::Manifest;

/// What stands before a remembered generation's name.
const VERIFIED: &str = "verified-";

/// A folder outside the index that remembers. What is remembered of a
/// generation is its manifest's checksum and of each file device, inode, size and the
/// times of its last change: written anew, copied or touched, a file is verified anew.
#[derive(Debug, Clone)]
pub(crate) struct Known(PathBuf);

impl Known {
    pub(crate) fn at(state: &Path) -> Known {
        Known(state.to_owned())
    }

    /// Whether just these files were verified before.
    pub(crate) fn holds(&self, manifest: &Manifest, folder: &Path) -> bool {
        let print = print(manifest, folder);
        let path = self.path(manifest);
        print.is_some_and(|print| fs::read_to_string(path).is_ok_and(|known| known == print))
    }

    /// Remembers that they are as they were written. What else was remembered is forgotten
    /// but for the last few.
    pub(crate) fn remember(&self, manifest: &Manifest, folder: &Path) -> Result<(), Error> {
        let Some(print) = print(manifest, folder) else { return Ok(()) };
        fs::create_dir_all(&self.0).map_err(Error::io("make the folder", &self.0))?;
        let new = self.0.join(format!(".new-{}", std::process::id()));
        files::write(&new, print.as_bytes())?;
        let path = self.path(manifest);
        fs::rename(&new, &path).map_err(Error::io("rename", &path))?;
        let mut kept = files::list(&self.0, |name| name.starts_with(VERIFIED))?;
        kept.sort_by_key(|name| fs::metadata(self.0.join(name)).and_then(|m| m.modified()).ok());
        kept.truncate(kept.len().saturating_sub(KEPT));
        kept.iter().try_for_each(|name| files::remove(&self.0.join(name)))
    }

    fn path(&self, manifest: &Manifest) -> PathBuf {
        self.0.join(format!("{VERIFIED}{}", &manifest.checksum))
    }
}

/// How many generations are remembered.
const KEPT: usize = 8;

/// The files as the system knows them, hashed; `None` where it does not say enough.
#[cfg(unix)]
fn print(manifest: &Manifest, folder: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let mut hasher = blake3::Hasher::new();
    hasher.update(manifest.checksum.as_bytes());
    for name in manifest.files.keys() {
        let found = fs::metadata(folder.join(name)).ok()?;
        for part in [found.dev(), found.ino(), found.size()] {
            hasher.update(&part.to_le_bytes());
        }
        for part in [found.mtime(), found.mtime_nsec(), found.ctime(), found.ctime_nsec()] {
            hasher.update(&part.to_le_bytes());
        }
    }
    Some(hasher.finalize().to_hex().to_string())
}

#[cfg(not(unix))]
fn print(_: &Manifest, _: &Path) -> Option<String> {
    None
}
