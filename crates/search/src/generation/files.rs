//! Files and folders of a generation, written so that a power cut leaves either
//! the old state or the new one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::generation::manifest::FileSum;

/// The one-line file that names the generation that is served.
pub(crate) const CURRENT: &str = "CURRENT";

/// A folder's own name.
pub(crate) fn name(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether `name` is a generation's: six digits.
pub(crate) fn is_generation(name: &str) -> bool {
    name.len() == 6 && name.bytes().all(|b| b.is_ascii_digit())
}

/// The names in `folder` that `wanted` accepts, sorted; none if there is no folder.
pub(crate) fn list(folder: &Path, wanted: fn(&str) -> bool) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io("read", folder)(error)),
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| wanted(name))
        .collect();
    names.sort_unstable();
    Ok(names)
}

/// The generation that `CURRENT` names.
pub(crate) fn current(folder: &Path) -> Result<Option<String>, Error> {
    let path = folder.join(CURRENT);
    match fs::read_to_string(&path) {
        Ok(text) if is_generation(text.trim()) => Ok(Some(text.trim().to_owned())),
        Ok(_) => Err(Error::Damaged {
            generation: "that is served".to_owned(),
            file: CURRENT.to_owned(),
            problem: "names no generation".to_owned(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Error::NotAFolder(folder.to_owned()))
        }
        Err(error) => Err(Error::io("read", &path)(error)),
    }
}

/// Makes `generation` the one that is served: one rename, and both it and the
/// folder's entry are on the disk before this returns.
pub(crate) fn set_current(folder: &Path, generation: &str) -> Result<(), Error> {
    let new = folder.join(format!("{CURRENT}.new"));
    write(&new, format!("{generation}\n").as_bytes())?;
    let path = folder.join(CURRENT);
    fs::rename(&new, &path).map_err(Error::io("rename", &path))?;
    sync_folder(folder)
}

/// Writes a file and waits until it is on the disk.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut file = File::create(path).map_err(Error::io("write", path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::io("write", path))
}

/// Waits until a folder's entries are on the disk.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder).and_then(|file| file.sync_all()).map_err(Error::io("sync", folder))
}

/// Size and checksum of a file as it lies on the disk.
pub(crate) fn sum(path: &Path) -> io::Result<FileSum> {
    let mut hasher = blake3::Hasher::new();
    let size = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(FileSum { size, blake3: hasher.finalize().to_hex().to_string() })
}

/// A folder that is deleted with all that is in it unless it is kept: a failed
/// build leaves nothing behind, and gives the disk its space back.
#[derive(Debug)]
pub(crate) struct Temporary(Option<PathBuf>);

impl Temporary {
    pub(crate) fn create(path: PathBuf) -> Result<Temporary, Error> {
        fs::create_dir(&path).map_err(Error::io("make the folder", &path))?;
        Ok(Temporary(Some(path)))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new(""))
    }

    /// Gives the folder its final name.
    pub(crate) fn rename(mut self, to: &Path) -> Result<(), Error> {
        fs::rename(self.path(), to).map_err(Error::io("rename", to))?;
        self.0 = None;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = &self.0
            && let Err(error) = fs::remove_dir_all(path)
        {
            tracing::warn!(path = %path.display(), %error, "cannot remove a half generation");
        }
    }
}
