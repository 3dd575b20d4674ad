//! Which files are content.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::Error;
use crate::source::Format;

/// One content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name relative to the content folder, with `/`.
    pub name: String,
    /// Its format.
    pub format: &'static Format,
}

/// A file that is not read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it is.
    pub path: PathBuf,
    /// Why, in a few words.
    pub why: &'static str,
}

/// Everything below some paths.
#[derive(Debug, Default)]
pub struct Walk {
    /// The content files, by name.
    pub files: Vec<ContentFile>,
    /// The `source.toml` files.
    pub metas: Vec<PathBuf>,
    /// What is not read.
    pub skipped: Vec<Skipped>,
}

/// Walks files and folders. Links are not followed, hidden files not read.
///
/// # Errors
/// When a path does not exist or a folder cannot be listed.
pub fn walk(paths: &[PathBuf]) -> Result<Walk, Error> {
    let mut walk = Walk::default();
    for path in paths {
        let kind =
            path.metadata().map_err(|error| Error::NoContent { path: path.clone(), error })?;
        match kind.is_dir() {
            true => walk_folder(path, &mut walk)?,
            false => add(path, name_of(path, path.parent().unwrap_or(path)), &mut walk),
        }
    }
    walk.files.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.path.cmp(&b.path)));
    walk.files.dedup_by(|a, b| a.path == b.path);
    Ok(walk)
}

fn walk_folder(root: &Path, walk: &mut Walk) -> Result<(), Error> {
    let entries =
        WalkBuilder::new(root).standard_filters(false).hidden(true).follow_links(false).build();
    for entry in entries {
        let entry = entry.map_err(|error| Error::Unlistable {
            path: root.to_path_buf(),
            message: error.to_string(),
        })?;
        let Some(kind) = entry.file_type().filter(|kind| !kind.is_dir()) else { continue };
        let path = entry.path();
        if kind.is_symlink() {
            walk.skipped
                .push(Skipped { path: path.to_path_buf(), why: "a link; links are not followed" });
        } else if !kind.is_file() {
            walk.skipped.push(Skipped { path: path.to_path_buf(), why: "not a regular file" });
        } else {
            add(path, name_of(path, root), walk);
        }
    }
    Ok(())
}

fn add(path: &Path, name: String, walk: &mut Walk) {
    if path.file_name().is_some_and(|name| name == "source.toml") {
        return walk.metas.push(path.to_path_buf());
    }
    match Format::of(path) {
        Some(format) => walk.files.push(ContentFile { path: path.to_path_buf(), name, format }),
        None => walk
            .skipped
            .push(Skipped { path: path.to_path_buf(), why: "not in a format that is read" }),
    }
}

/// The path below `root`, with `/`, whatever the system's separator.
fn name_of(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
