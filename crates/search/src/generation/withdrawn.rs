//! Which generations an operator has taken back. They are never served again,
//! also when the one that is served is damaged.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use crate::Error;
use crate::generation::files::{self, BUILDING};

/// The file in the index folder that lists them, a line each.
pub(crate) const WITHDRAWN: &str = "WITHDRAWN";

/// Those that were ever withdrawn, gone ones included: a number is never used
/// again. A line that names no generation is passed over.
pub(crate) fn read(folder: &Path) -> Result<BTreeSet<u64>, Error> {
    let path = folder.join(WITHDRAWN);
    match fs::read(&path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes)
            .lines()
            .map(str::trim)
            .filter(|line| files::is_generation(line))
            .map(files::number)
            .collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(Error::io("read", &path)(error)),
    }
}

/// Adds to the list. On the disk when this returns.
pub(crate) fn add(folder: &Path, generations: &[String]) -> Result<(), Error> {
    let mut all = read(folder)?;
    all.extend(generations.iter().map(|name| files::number(name)));
    let lines: String = all.into_iter().map(|number| files::generation(number) + "\n").collect();
    let new = folder.join(format!("{WITHDRAWN}{BUILDING}{}", std::process::id()));
    files::write(&new, lines.as_bytes())?;
    let path = folder.join(WITHDRAWN);
    fs::rename(&new, &path).map_err(Error::io("rename", &path))?;
    files::sync_folder(folder)
}
