//! Which files are content.

use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ignore::WalkBuilder;
use unicode_normalization::UnicodeNormalization;

use crate::Error;
use crate::addresses;
use crate::diagnostic::{Code, Diagnostic};
use crate::registry;
use crate::source::{Format, Reader, why_skipped};
use crate::synonyms;

/// The name of the file that says where a folder's files come from.
const SOURCE: &str = "source.toml";

/// One content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name relative to the content folder, with `/`.
    pub name: String,
    /// Its format.
    pub format: &'static Format,
    /// How it was when it was found.
    pub state: Option<State>,
}

impl ContentFile {
    /// How long it was when it was found.
    pub fn bytes(&self) -> u64 {
        self.state.map_or(0, |state| state.length)
    }
}

/// What tells that a file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    length: u64,
    modified: Option<SystemTime>,
}

impl State {
    /// Of a file that is there.
    pub fn of(metadata: &Metadata) -> State {
        State { length: metadata.len(), modified: metadata.modified().ok() }
    }
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
    /// The `synonyms.tsv` files, each with how it was when it was found.
    pub synonyms: Vec<(PathBuf, Option<State>)>,
    /// The registries of people and places, each with how it was when it was found.
    pub registries: Vec<(registry::Kind, PathBuf, Option<State>)>,
    /// The `addresses.tsv` of the folders that were named, each with how it was.
    pub addresses: Vec<(PathBuf, Option<State>)>,
    /// What is not read.
    pub skipped: Vec<Skipped>,
    /// What could not be looked at, and names that are easily taken for
    /// another.
    pub problems: Vec<Diagnostic>,
}

/// Opens a file to read it. What is no regular file is refused before it is
/// opened: opening a pipe waits for one who writes to it.
pub fn open(path: &Path) -> io::Result<File> {
    match std::fs::metadata(path)? {
        metadata if metadata.is_file() => File::open(path),
        _ => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file")),
    }
}

/// Says that what keeps content back (`addresses.tsv`), or says that it is invented
/// (`source.toml`), is no file of its folder: passed over, it would do neither.
pub fn no_plain_file(path: &Path) -> Option<Diagnostic> {
    let is_plain = std::fs::symlink_metadata(path).map_or(true, |metadata| metadata.is_file());
    (!is_plain).then(|| Diagnostic::of(Code::NoPlainFile, path.display().to_string(), &[]))
}

/// Walks files and folders. Links are not followed, hidden files not read.
///
/// # Errors
/// When a path that is named does not exist or is neither file nor folder, or
/// when nothing is there because a folder cannot be listed.
pub fn walk(paths: &[PathBuf]) -> Result<Walk, Error> {
    let mut walk = Walk::default();
    for path in paths {
        let kind =
            path.metadata().map_err(|error| Error::NoContent { path: path.clone(), error })?;
        match () {
            () if kind.is_dir() => walk_folder(path, &mut walk),
            () if kind.is_file() => {
                let name = name_of(path, path.parent().unwrap_or(path));
                add(path, name, Some(&kind), &mut walk);
            }
            () => return Err(Error::NoFile { path: path.clone() }),
        }
    }
    if let (true, Some(problem)) = (walk.files.is_empty(), walk.problems.first()) {
        let (path, message) = (PathBuf::from(&problem.file), problem.message.clone());
        return Err(Error::Unlistable { path, message });
    }
    walk.files.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.path.cmp(&b.path)));
    walk.files.dedup_by(|a, b| a.path == b.path);
    walk.synonyms.sort_by(|a, b| a.0.cmp(&b.0));
    walk.synonyms.dedup_by(|a, b| a.0 == b.0);
    walk.addresses.sort_by(|a, b| a.0.cmp(&b.0));
    walk.addresses.dedup_by(|a, b| a.0 == b.0);
    walk.registries.sort_by(|a, b| a.1.cmp(&b.1));
    walk.registries.dedup_by(|a, b| a.1 == b.1);
    warn_of_twins(&mut walk);
    warn_of_two_formats(&mut walk);
    Ok(walk)
}

fn walk_folder(root: &Path, walk: &mut Walk) {
    // A folder that is named may be a link; below it none is followed.
    let top = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let entries =
        WalkBuilder::new(&top).standard_filters(false).hidden(true).follow_links(false).build();
    let shown = |path: &Path| root.join(path.strip_prefix(&top).unwrap_or(path));
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                walk.problems.push(unlisted(&error, root, &shown));
                continue;
            }
        };
        let Some(kind) = entry.file_type() else { continue };
        let path = shown(entry.path());
        let name = name_of(&path, root);
        if !kind.is_file() && name == addresses::FILE {
            walk.addresses.push((path, None));
        } else if !kind.is_file() && entry.depth() > 0 && entry.file_name() == SOURCE {
            walk.metas.push(path);
        } else if kind.is_dir() {
            continue;
        } else if kind.is_symlink() {
            walk.skipped.push(Skipped { path, why: "a link; links are not followed" });
        } else if !kind.is_file() {
            walk.skipped.push(Skipped { path, why: "not a regular file" });
        } else {
            add(&path, name, entry.metadata().ok().as_ref(), walk);
        }
    }
}

/// A folder that cannot be listed, or what vanished while it was.
fn unlisted(error: &ignore::Error, root: &Path, shown: &dyn Fn(&Path) -> PathBuf) -> Diagnostic {
    fn place(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
                place(err)
            }
            _ => None,
        }
    }
    let path = place(error).map_or_else(|| root.to_path_buf(), shown);
    let what = error.io_error().map_or_else(|| error.to_string(), without_number);
    Diagnostic::of(Code::Unlistable, path.display().to_string(), &[&what])
}

/// What the system says, without its number.
fn without_number(error: &io::Error) -> String {
    let message = error.to_string();
    message.split(" (os error").next().unwrap_or(&message).to_owned()
}

/// What is said of a file that cannot be read.
pub fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.display().to_string();
    match error.kind() {
        io::ErrorKind::NotFound => Diagnostic::of(Code::Gone, shown, &[]),
        _ => Diagnostic::of(Code::Unreadable, shown, &[&without_number(error)]),
    }
}

/// Names that differ in capitals or in how a letter is composed are one name
/// on other systems, and to most readers.
fn warn_of_twins(walk: &mut Walk) {
    let mut names: HashMap<String, &ContentFile> = HashMap::new();
    for file in &walk.files {
        let plain: String = file.name.nfc().flat_map(char::to_lowercase).collect();
        let Some(first) = names.insert(plain, file) else { continue };
        if root_of(first) == root_of(file) {
            walk.problems.push(Diagnostic::of(
                Code::TwinNames,
                file.path.display().to_string(),
                &[&first.name],
            ));
        }
    }
}

/// A page beside what was made of it: both would be read, and each of its
/// quotes would stand there twice.
fn warn_of_two_formats(walk: &mut Walk) {
    let mut pages: HashMap<PathBuf, &ContentFile> = HashMap::new();
    let is_page = |file: &&ContentFile| matches!(file.format.reader, Reader::Page(_));
    for file in walk.files.iter().filter(is_page) {
        let Some(first) = pages.insert(file.path.with_extension(""), file) else { continue };
        if first.format != file.format {
            let shown = file.path.display().to_string();
            walk.problems.push(Diagnostic::of(Code::TwoFormats, shown, &[&first.name]));
        }
    }
}

fn add(path: &Path, name: String, metadata: Option<&Metadata>, walk: &mut Walk) {
    if path.file_name().is_some_and(|name| name == SOURCE) {
        return walk.metas.push(path.to_path_buf());
    }
    let (path, state) = (path.to_path_buf(), metadata.map(State::of));
    if let Some(folder) = name.to_lowercase().strip_suffix(synonyms::FILE) {
        match folder {
            "" => return walk.synonyms.push((path, state)),
            _ if folder.ends_with('/') => {
                let why = "synonyms stand at the top of a content folder";
                return walk.skipped.push(Skipped { path, why });
            }
            _ => {}
        }
    }
    if path.file_name().is_some_and(|name| name == addresses::FILE) {
        if name.contains('/') {
            let why = "addresses are kept at the top of a content folder";
            return walk.skipped.push(Skipped { path, why });
        }
        return walk.addresses.push((path, state));
    }
    if let Some(kind) = path.file_name().and_then(|name| registry::Kind::of(name.to_str()?)) {
        if name.contains('/') {
            let why = "registries stand at the top of a content folder";
            return walk.skipped.push(Skipped { path, why });
        }
        return walk.registries.push((kind, path, state));
    }
    match Format::of(&path) {
        Some(format) => walk.files.push(ContentFile { path, name, format, state }),
        None => {
            let why = why_skipped(&path);
            walk.skipped.push(Skipped { path, why });
        }
    }
}

/// The folder that a file's name is relative to.
fn root_of(file: &ContentFile) -> Option<&Path> {
    file.path.ancestors().nth(Path::new(&file.name).components().count())
}

/// The path below `root`, with `/`, whatever the system's separator.
fn name_of(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
