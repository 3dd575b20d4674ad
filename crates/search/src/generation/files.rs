//! Files and folders of a generation, written so that a power cut leaves either
//! the old state or the new one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::generation::manifest::FileSum;

/// The one-line file that names the generation that is served.
pub(crate) const CURRENT: &str = "CURRENT";

/// What stands between a name and the process that is making it.
pub(crate) const BUILDING: &str = ".building-";

/// A folder's own name.
pub(crate) fn name(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether `name` is a generation's: six digits, more only when six do not
/// hold the number.
pub(crate) fn is_generation(name: &str) -> bool {
    let digits = name.bytes().all(|b| b.is_ascii_digit());
    digits && (name.len() == 6 || (7..=MOST_DIGITS).contains(&name.len()) && !name.starts_with('0'))
}

/// More generations than anybody makes, and a number that 64 bits hold.
const MOST_DIGITS: usize = 15;

/// The number that a generation's name stands for.
pub(crate) fn number(name: &str) -> u64 {
    name.parse().unwrap_or_default()
}

/// The name of the generation with a number.
pub(crate) fn generation(number: u64) -> String {
    format!("{number:06}")
}

/// The generations in `folder`, oldest first, whatever state they are in.
pub(crate) fn generations(folder: &Path) -> Result<Vec<String>, Error> {
    let mut names = list(folder, is_generation)?;
    names.sort_unstable_by_key(|name| number(name));
    Ok(names)
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
    match fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned()) {
        Ok(name) if is_generation(&name) => Ok(Some(name)),
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
    NextCurrent::write(folder, generation)?.set()
}

/// A `CURRENT` that is written and waits to take the place of the old one.
#[derive(Debug)]
pub(crate) struct NextCurrent {
    folder: PathBuf,
    path: PathBuf,
}

impl NextCurrent {
    /// Writes it under a name of this process, which whatever lies in the folder cannot have.
    pub(crate) fn write(folder: &Path, generation: &str) -> Result<NextCurrent, Error> {
        let path = folder.join(format!("{CURRENT}{BUILDING}{}", std::process::id()));
        let next = NextCurrent { folder: folder.to_owned(), path };
        write(&next.path, format!("{generation}\n").as_bytes())?;
        Ok(next)
    }

    /// From here on readers see it.
    pub(crate) fn set(self) -> Result<(), Error> {
        let path = self.folder.join(CURRENT);
        fs::rename(&self.path, &path).map_err(Error::io("rename", &path))?;
        sync_folder(&self.folder)
    }
}

impl Drop for NextCurrent {
    fn drop(&mut self) {
        // Renamed by now, or of no use: that there is nothing is as it should be.
        let _ = fs::remove_file(&self.path);
    }
}

/// Removes what a writer that was killed left in `folder`, file or folder.
pub(crate) fn remove_leftovers(folder: &Path) -> Result<(), Error> {
    for name in list(folder, |name| name.contains(BUILDING))? {
        remove(&folder.join(name))?;
    }
    Ok(())
}

/// Removes a file, or a folder with all that is in it.
pub(crate) fn remove(path: &Path) -> Result<(), Error> {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    let removed = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.map_err(Error::io("remove", path))
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
    /// The folder loses its name first: of the engine's threads one may have
    /// failed while another still writes, and finds no place to write in.
    fn drop(&mut self) {
        let Some(path) = &self.0 else { return };
        let mut doomed = path.clone();
        doomed.as_mut_os_string().push("-removed");
        let doomed = if fs::rename(path, &doomed).is_ok() { &doomed } else { path };
        if let Err(error) = fs::remove_dir_all(doomed) {
            tracing::warn!(path = %doomed.display(), %error, "cannot remove a half generation");
        }
    }
}
