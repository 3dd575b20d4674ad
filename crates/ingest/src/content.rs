//! All content of some paths: read, checked and handed on, file by file.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use ordret_model::{Document, Kind};

use crate::Error;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::meta::{FolderMeta, Meta};
use crate::pages::{Pages, extract_page};
use crate::source::record_file::RecordFile;
use crate::walk::{ContentFile, Format, Skipped, Walk, walk};

/// How much is read at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one file; of one line of a `.jsonl` file.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 16 * 1024 * 1024 }
    }
}

/// Takes documents one by one as they are read; an error stops the reading.
pub type Sink<'s> = dyn FnMut(Document) -> Result<(), Error> + 's;

/// The content of some files and folders.
#[derive(Debug)]
pub struct Content {
    paths: Vec<PathBuf>,
    walk: Walk,
    limits: Limits,
}

/// What reading gave, beside the documents.
#[derive(Debug, Default)]
pub struct Reading {
    /// How many documents of each kind.
    pub documents: BTreeMap<Kind, u64>,
    /// Every problem.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that are no content.
    pub skipped: Vec<Skipped>,
    /// How many contact details were kept out.
    pub contacts_withheld: usize,
}

impl Reading {
    /// How many problems of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == severity).count()
    }
}

/// What one file yields.
#[derive(Debug, Default)]
pub struct Extracted {
    /// The documents, in the order of the source.
    pub documents: Vec<Document>,
    /// Its problems.
    pub diagnostics: Vec<Diagnostic>,
    /// How many contact details were kept out.
    pub contacts_withheld: usize,
}

impl Content {
    /// Looks at what is there; reads nothing yet.
    ///
    /// # Errors
    /// When a path is missing, or nothing below the paths is in a known format.
    pub fn at(paths: &[PathBuf], limits: Limits) -> Result<Content, Error> {
        let walk = walk(paths)?;
        if walk.files.is_empty() {
            return Err(Error::NothingToRead {
                paths: paths.to_vec(),
                skipped: walk.skipped.len(),
            });
        }
        Ok(Content { paths: paths.to_vec(), walk, limits })
    }

    /// The files and folders it was made from.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// A checksum of every file that is read, its name included.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn checksum(&self) -> Result<String, Error> {
        let mut hasher = blake3::Hasher::new();
        let metas = self.walk.metas.iter().map(|path| (path.to_string_lossy().into_owned(), path));
        let files = self.walk.files.iter().map(|file| (file.name.clone(), &file.path));
        for (name, path) in files.chain(metas) {
            let file =
                File::open(path).map_err(|error| Error::NoContent { path: path.clone(), error })?;
            let mut own = blake3::Hasher::new();
            own.update_reader(file)
                .map_err(|error| Error::NoContent { path: path.clone(), error })?;
            hasher.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes());
            hasher.update(own.finalize().as_bytes());
        }
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// Reads everything. Pages come first, together, because the same quote may
    /// stand on two of them; records follow one by one.
    ///
    /// # Errors
    /// When a file cannot be read at all, or `sink` fails.
    pub fn read(&self, sink: &mut Sink) -> Result<Reading, Error> {
        let mut reading = Reading { skipped: self.walk.skipped.clone(), ..Reading::default() };
        let metas = self.metas(&mut reading);
        let mut pages = Pages::default();
        for file in &self.walk.files {
            if !matches!(file.format, Format::Records { .. }) {
                let extracted = self.page(file, &meta_of(file, &metas))?;
                reading.diagnostics.extend(extracted.diagnostics);
                reading.contacts_withheld += extracted.contacts_withheld;
                pages.add(file, extracted.documents, &mut reading.diagnostics);
            }
        }
        pages.check_cases(&mut reading.diagnostics);
        for document in pages.documents {
            *reading.documents.entry(document.kind()).or_default() += 1;
            sink(document)?;
        }
        let mut seen = HashSet::new();
        for file in &self.walk.files {
            if let Format::Records { gzipped } = file.format {
                let meta = meta_of(file, &metas);
                self.records(file, gzipped, &meta, &mut seen, &mut reading, sink)?;
            }
        }
        Ok(reading)
    }

    fn metas(&self, reading: &mut Reading) -> HashMap<PathBuf, FolderMeta> {
        let mut metas = HashMap::new();
        for path in &self.walk.metas {
            let name = path.display().to_string();
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let mut diagnostics = Diagnostics::of(&name, &text);
            let folder = path.parent().unwrap_or(path).to_path_buf();
            if let Some(meta) = FolderMeta::from_toml(&text, &mut diagnostics) {
                for named in meta.names().filter(|named| !folder.join(named).exists()) {
                    let at = text.find(named).unwrap_or(0);
                    diagnostics.warn(
                        at,
                        "unknown-file",
                        format!("there is no file `{named}` in this folder"),
                        "correct the name or take the section away",
                    );
                }
                metas.insert(folder, meta);
            }
            reading.diagnostics.extend(diagnostics.into_inner());
        }
        metas
    }

    /// Reads a page; one that is broken yields no document and an error.
    fn page(&self, file: &ContentFile, meta: &Meta) -> Result<Extracted, Error> {
        let shown = file.path.display().to_string();
        let unreadable = |error| Error::NoContent { path: file.path.clone(), error };
        let mut handle = File::open(&file.path).map_err(unreadable)?;
        let mut bytes = Vec::new();
        handle
            .by_ref()
            .take(self.limits.bytes as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() > self.limits.bytes {
            return Ok(too_large(&shown, 0, self.limits.bytes));
        }
        Ok(extract_page(&bytes, file.format, &file.name, &shown, meta))
    }

    fn records(
        &self,
        file: &ContentFile,
        gzipped: bool,
        meta: &Meta,
        seen: &mut HashSet<[u8; 16]>,
        reading: &mut Reading,
        sink: &mut Sink,
    ) -> Result<(), Error> {
        let handle = File::open(&file.path)
            .map_err(|error| Error::NoContent { path: file.path.clone(), error })?;
        let reader: Box<dyn BufRead> = match gzipped {
            true => Box::new(BufReader::with_capacity(1 << 18, MultiGzDecoder::new(handle))),
            false => Box::new(BufReader::with_capacity(1 << 18, handle)),
        };
        let shown = file.path.display().to_string();
        let mut lines = RecordFile {
            meta,
            name: &file.name,
            shown: &shown,
            limit: self.limits.bytes,
            unknown: BTreeMap::new(),
            seen,
        };
        lines.read(reader, reading, sink)?;
        reading.diagnostics.extend(lines.unknown_keys());
        Ok(())
    }
}

/// What `source.toml` says of a file. Markdown speaks for itself.
fn meta_of(file: &ContentFile, metas: &HashMap<PathBuf, FolderMeta>) -> Meta {
    let Some(name) = file.path.file_name().filter(|_| file.format != Format::Markdown) else {
        return Meta::default();
    };
    let folder = file.path.parent().and_then(|folder| metas.get(folder));
    folder.map(|folder| folder.of(&name.to_string_lossy())).unwrap_or_default()
}

/// The documents of one file, without anything around it.
///
/// # Errors
/// When the file cannot be read or is in no known format.
pub fn extract(path: &Path, limits: Limits) -> Result<Extracted, Error> {
    if path.as_os_str() != "-" && Format::of(path).is_none() {
        path.metadata().map_err(|error| Error::NoContent { path: path.to_path_buf(), error })?;
        return Err(Error::UnknownFormat { path: path.to_path_buf() });
    }
    if path.as_os_str() == "-" {
        return extract_standard_input(limits);
    }
    let mut extracted = Extracted::default();
    let content = Content::at(&[path.to_path_buf()], limits)?;
    let content = content.with_folder_meta(path);
    let reading = content.read(&mut |document| {
        extracted.documents.push(document);
        Ok(())
    })?;
    extracted.diagnostics = reading.diagnostics;
    extracted.contacts_withheld = reading.contacts_withheld;
    Ok(extracted)
}

impl Content {
    /// A single file keeps what the `source.toml` beside it says of it.
    fn with_folder_meta(mut self, path: &Path) -> Content {
        let beside = path.with_file_name("source.toml");
        if beside.is_file() {
            self.walk.metas.push(beside);
        }
        self
    }
}

fn extract_standard_input(limits: Limits) -> Result<Extracted, Error> {
    let path = PathBuf::from("-");
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(limits.bytes as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::NoContent { path, error })?;
    if bytes.len() > limits.bytes {
        return Ok(too_large("-", 0, limits.bytes));
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    if start.trim_start().starts_with('{') {
        let mut extracted = Extracted::default();
        let mut reading = Reading::default();
        let mut seen = HashSet::new();
        let meta = Meta::default();
        let mut lines = RecordFile {
            meta: &meta,
            name: "-",
            shown: "-",
            limit: limits.bytes,
            unknown: BTreeMap::new(),
            seen: &mut seen,
        };
        lines.read(Box::new(&bytes[..]), &mut reading, &mut |document| {
            extracted.documents.push(document);
            Ok(())
        })?;
        extracted.diagnostics = reading.diagnostics;
        extracted.diagnostics.extend(lines.unknown_keys());
        extracted.contacts_withheld = reading.contacts_withheld;
        return Ok(extracted);
    }
    let is_markdown = start.starts_with("---")
        || start.lines().any(|line| line.starts_with("# ") || line.starts_with("> "));
    let format = if is_markdown { Format::Markdown } else { Format::PageText };
    Ok(extract_page(&bytes, format, "-", "-", &Meta::default()))
}

/// What is said of a file or a line beyond the limit.
pub fn too_large(file: &str, line: u32, limit: usize) -> Extracted {
    let what = if line == 0 { "file" } else { "line" };
    let diagnostic = Diagnostic {
        severity: Severity::Error,
        code: "too-large",
        file: file.to_owned(),
        line,
        column: 0,
        message: format!("the {what} is larger than {} MB", limit / (1024 * 1024)),
        hint: "split it, or take it out of the content folder".to_owned(),
    };
    Extracted { diagnostics: vec![diagnostic], ..Extracted::default() }
}
