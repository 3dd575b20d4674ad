//! All content of some paths: read, checked and handed on, file by file.

use std::collections::{BTreeMap, HashMap};
use std::fs::Metadata;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use ordret_model::{Document, Kind, Synonym};

use crate::Error;
use crate::addresses::{self, Addresses, Judged, Kept};
use crate::cache::Cache;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, show_lines};
use crate::entry;
use crate::meta::{FolderMeta, Meta};
use crate::pages::{Pages, extract_page, text_of};
use crate::progress::{Progress, Tell};
use crate::registry::{self, Registry};
use crate::roles::Roles;
use crate::source::places::Places;
use crate::source::record_file::{RecordFile, Shared};
use crate::source::{Format, ReadPage, Reader, unpacked};
use crate::synonyms::{self, Rows};
use crate::walk::{self, ContentFile, Skipped, State, Walk, open, walk};

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
    roles: Roles,
}

/// What reading gave, beside the documents.
#[derive(Debug, Default)]
pub struct Reading {
    /// How many documents of each kind.
    pub documents: BTreeMap<Kind, u64>,
    /// What editors say means the same.
    pub synonyms: Vec<Synonym>,
    /// Every problem.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that are no content.
    pub skipped: Vec<Skipped>,
    /// How many contact details were kept out.
    pub contacts_withheld: usize,
    /// How many pages there are, and how many of them were read: the others yield what they
    /// yielded before.
    pub pages: usize,
    /// See [`Reading::pages`].
    pub pages_read: usize,
    /// What became of every address that was published.
    pub addresses: Judged,
}

impl Reading {
    /// How many problems of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == severity).count()
    }
}

/// What one file yields.
#[derive(Debug, Clone, Default)]
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
        if walk.files.is_empty() && walk.synonyms.is_empty() {
            return Err(Error::NothingToRead {
                paths: paths.to_vec(),
                skipped: walk.skipped.len(),
            });
        }
        Ok(Content { paths: paths.to_vec(), walk, limits, roles: Roles::default() })
    }

    /// The same files and folders, looked at anew.
    pub(crate) fn again(&self) -> Result<Content, Error> {
        Ok(Content::at(&self.paths, self.limits)?.with_roles(&self.roles))
    }

    /// The same, read by somebody who has said what sort of role some roles are.
    pub fn with_roles(mut self, roles: &Roles) -> Content {
        self.roles = roles.clone();
        self
    }

    pub(crate) fn roles(&self) -> &Roles {
        &self.roles
    }

    /// The files and folders it was made from.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// A checksum of every file that is read, its name included, but for those of addresses. A
    /// file that cannot be read counts as one that is not: reading says so.
    pub fn checksum(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let metas = self.walk.metas.iter().map(|path| (path.to_string_lossy().into_owned(), path));
        let files = self.walk.files.iter().map(|file| (file.name.clone(), &file.path));
        let synonyms = self.walk.synonyms.iter().map(|(path, _)| (synonyms::FILE.to_owned(), path));
        let registries = self.walk.registries.iter();
        let registries = registries.map(|(kind, path, _)| (format!("{kind:?}"), path));
        for (name, path) in files.chain(metas).chain(synonyms).chain(registries) {
            let mut own = blake3::Hasher::new();
            let read = open(path).and_then(|file| own.update_reader(file).map(drop));
            hasher.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes());
            hasher.update(&[u8::from(read.is_ok())]).update(own.finalize().as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// A checksum of the files of addresses, of those in `kept` as they are to be.
    pub fn addresses_checksum(&self, kept: &[Kept]) -> String {
        let mut hasher = blake3::Hasher::new();
        for (path, _) in &self.walk.addresses {
            let kept = kept.iter().find(|kept| kept.path == *path).map(Kept::hash);
            let on_disk = || {
                let mut own = blake3::Hasher::new();
                open(path).and_then(|file| own.update_reader(file).map(drop)).ok()?;
                Some(own.finalize())
            };
            let hash = kept.or_else(on_disk);
            hasher.update(&[u8::from(hash.is_some())]);
            hasher.update(hash.as_ref().map_or(&[], |hash| hash.as_bytes()));
        }
        hasher.finalize().to_hex().to_string()
    }

    /// Reads everything. Pages come first, together, because the same quote may
    /// stand on two of them; records follow one by one. A file that cannot be
    /// read is one more problem and hides none of the others'.
    ///
    /// # Errors
    /// When `sink` fails.
    pub fn read(&self, sink: &mut Sink) -> Result<Reading, Error> {
        let mut reading = self.read_again(&mut Cache::default(), &mut |_| {}, sink)?;
        reading.diagnostics.extend(reading.addresses.lost(false));
        Ok(reading)
    }

    /// [`Content::read`], where pages that were read before are not read again. What has become
    /// of addresses is left to say when their files are written.
    ///
    /// # Errors
    /// When `sink` fails.
    pub fn read_again(
        &self,
        cache: &mut Cache,
        tell: &mut Tell<'_>,
        sink: &mut Sink,
    ) -> Result<Reading, Error> {
        cache.begin();
        let mut progress =
            Progress::new(self.walk.files.iter().map(ContentFile::bytes).sum(), tell);
        let mut reading = Reading {
            skipped: self.walk.skipped.clone(),
            diagnostics: self.walk.problems.clone(),
            ..Reading::default()
        };
        let metas = self.metas(&mut reading);
        self.synonyms(&mut reading);
        let mut registry = self.registry(&mut reading);
        let mut addresses = self.addresses(&mut reading);
        let (mut pages, mut shared) = (Pages::default(), Shared::default());
        for file in &self.walk.files {
            if let Reader::Page(read) = file.format.reader {
                let meta = meta_of(file, &metas);
                let known = meta.clone().unwrap_or_default();
                let extracted = self.page(file, read, &known, &addresses, cache);
                reading.pages += 1;
                progress.page(file.bytes(), extracted.documents.len());
                let first = reading.diagnostics.len();
                reading.diagnostics.extend(extracted.diagnostics);
                reading.contacts_withheld += extracted.contacts_withheld;
                if meta.is_some() {
                    let diagnostics = &mut reading.diagnostics;
                    let entries = addresses.entries(file, &extracted.documents);
                    let slugs = &mut shared.slugs;
                    let slug = pages.add(file, extracted.documents, slugs, diagnostics);
                    addresses.page(file, slug, entries);
                    diagnostics[first..].sort_by_key(|found| (found.line, found.column));
                }
            }
        }
        reading.pages_read = cache.end();
        let sink: &mut Sink = &mut |mut document| {
            if !addresses.admits(&mut document) {
                return Ok(());
            }
            registry.complete(&mut document);
            self.roles.complete(&mut document);
            sink(document)
        };
        pages.check(&mut reading.diagnostics);
        shared.taken = pages.taken();
        for document in pages.documents {
            *reading.documents.entry(document.kind()).or_default() += 1;
            sink(document)?;
        }
        for file in &self.walk.files {
            let gzipped = match file.format.reader {
                Reader::Page(_) => continue,
                Reader::Records { gzipped } | Reader::Table { gzipped } => gzipped,
            };
            match meta_of(file, &metas) {
                Some(meta) => {
                    self.records(
                        (file, gzipped),
                        &meta,
                        &mut shared,
                        &mut reading,
                        &mut progress,
                        sink,
                    )?;
                }
                None => {
                    let counts = reading.documents.clone();
                    let (meta, nowhere) = (Meta::default(), &mut |_| Ok(()));
                    let file = (file, gzipped);
                    let progress = &mut progress;
                    self.records(file, &meta, &mut shared, &mut reading, progress, nowhere)?;
                    reading.documents = counts;
                }
            }
        }
        reading.diagnostics.extend(registry.problems());
        let has_errors = reading.count(Severity::Error) > 0;
        reading.addresses = addresses.judge(has_errors);
        reading.diagnostics.append(&mut reading.addresses.wrong);
        for (kind, left_out) in &reading.addresses.left_out {
            let documents = reading.documents.entry(*kind).or_default();
            *documents = documents.saturating_sub(*left_out);
        }
        Ok(reading)
    }

    /// What each folder's `source.toml` says; `None` for one that is broken.
    /// Its folder's files are read, for what is wrong in them, and left out:
    /// it may have said that all in them is invented.
    fn metas(&self, reading: &mut Reading) -> HashMap<PathBuf, Option<FolderMeta>> {
        let mut metas = HashMap::new();
        for path in &self.walk.metas {
            let name = path.display().to_string();
            let folder = path.parent().unwrap_or(path).to_path_buf();
            let text = match self.meta_text(path) {
                Ok(text) => text,
                Err(problem) => {
                    reading.diagnostics.push(*problem);
                    metas.insert(folder, None);
                    continue;
                }
            };
            let mut diagnostics = Diagnostics::of(&name, Places::of_lines(&text));
            let meta = FolderMeta::from_toml(&text, &mut diagnostics);
            for (named, at) in meta.iter().flat_map(FolderMeta::names) {
                if !folder.join(named).exists() {
                    diagnostics.say(at, Code::UnknownFile, &[&named]);
                }
            }
            metas.insert(folder, meta);
            let mut said = diagnostics.into_inner();
            show_lines(&mut said, &text);
            reading.diagnostics.extend(said);
        }
        metas
    }

    fn meta_text(&self, path: &Path) -> Result<String, Box<Diagnostic>> {
        if let Some(problem) = walk::no_plain_file(path) {
            return Err(Box::new(problem));
        }
        let mut bytes = Vec::new();
        let read = open(path)
            .and_then(|file| file.take(self.limits.bytes as u64 + 1).read_to_end(&mut bytes));
        read.map_err(|error| Box::new(walk::unreadable(path, &error)))?;
        if bytes.len() > self.limits.bytes {
            return Err(Box::new(too_large(&path.display().to_string(), 0, self.limits.bytes)));
        }
        let without_mark = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        std::str::from_utf8(without_mark).map(str::to_owned).map_err(|error| {
            let line = without_mark[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count();
            let at = error.valid_up_to();
            let problem = Diagnostic::of(Code::MetaNotUtf8, path.display().to_string(), &[&at]);
            Box::new(problem.on(line as u32 + 1))
        })
    }

    /// Reads a page; one that is broken yields no document and an error.
    fn page(
        &self,
        file: &ContentFile,
        read: ReadPage,
        meta: &Meta,
        addresses: &Addresses,
        cache: &mut Cache,
    ) -> Extracted {
        let shown = file.path.display().to_string();
        match self.bytes(&file.path, file.state) {
            Err(problem) => Extracted { diagnostics: vec![*problem], ..Extracted::default() },
            Ok(bytes) => cache.page((&bytes, &file.name, &shown), meta, addresses, || {
                extract_page(&bytes, file.format, read, &file.name, &shown, meta)
            }),
        }
    }

    /// What editors say means the same, of all files together.
    fn synonyms(&self, reading: &mut Reading) {
        let mut rows = Rows::default();
        for (path, state) in &self.walk.synonyms {
            match self.bytes(path, *state) {
                Err(problem) => reading.diagnostics.push(*problem),
                Ok(bytes) => {
                    reading.diagnostics.extend(rows.read(&bytes, &path.display().to_string()));
                }
            }
        }
        reading.synonyms = rows.synonyms;
    }

    /// What editors know of people and places, of all files together.
    fn registry(&self, reading: &mut Reading) -> Registry {
        let mut registry = Registry::default();
        for (kind, path, state) in &self.walk.registries {
            let shown = path.display().to_string();
            match self.bytes(path, *state) {
                Err(problem) => reading.diagnostics.push(*problem),
                Ok(bytes) => {
                    let mut diagnostics = Diagnostics::of(&shown, Places::default());
                    if let Some(text) = text_of(&bytes, None, &mut diagnostics) {
                        registry.read(*kind, &text, &mut diagnostics);
                    }
                    reading.diagnostics.extend(diagnostics.into_inner());
                }
            }
        }
        registry
    }

    /// What was published before, of all folders that keep it.
    fn addresses(&self, reading: &mut Reading) -> Addresses {
        let mut addresses = Addresses::default();
        for (path, state) in &self.walk.addresses {
            let bytes = match walk::no_plain_file(path) {
                Some(problem) => Err(Box::new(problem)),
                None => self.bytes_within(path, *state, addresses::MOST_BYTES),
            };
            match bytes {
                Err(problem) => {
                    addresses.is_broken = true;
                    reading.diagnostics.push(*problem);
                }
                Ok(bytes) => reading.diagnostics.extend(addresses.read(path, &bytes)),
            }
        }
        addresses
    }

    /// The bytes of a file that was found in this state.
    fn bytes(&self, path: &Path, found: Option<State>) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.bytes_within(path, found, self.limits.bytes)
    }

    fn bytes_within(
        &self,
        path: &Path,
        found: Option<State>,
        most: usize,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut bytes = Vec::new();
        // One byte more than may be there tells that there is more.
        let limit = most as u64 + 1;
        let state = open(path).and_then(|mut handle| {
            handle.by_ref().take(limit).read_to_end(&mut bytes)?;
            handle.metadata()
        });
        match state {
            Err(error) => Err(Box::new(walk::unreadable(path, &error))),
            Ok(_) if bytes.len() > most => {
                Err(Box::new(too_large(&path.display().to_string(), 0, most)))
            }
            Ok(now) => {
                changed(path, found, &now).map_or(Ok(bytes), |problem| Err(Box::new(problem)))
            }
        }
    }

    fn records(
        &self,
        (file, gzipped): (&ContentFile, bool),
        meta: &Meta,
        shared: &mut Shared,
        reading: &mut Reading,
        progress: &mut Progress<'_, '_>,
        sink: &mut Sink,
    ) -> Result<(), Error> {
        let handle = match open(&file.path) {
            Ok(handle) => handle,
            Err(error) => {
                reading.diagnostics.push(walk::unreadable(&file.path, &error));
                return Ok(());
            }
        };
        // It shares its place with the one that reads.
        let place = handle.try_clone();
        let sink: &mut Sink = &mut |document| {
            let place = || place.as_ref().ok().and_then(|mut file| file.stream_position().ok());
            progress.record(|| place().unwrap_or_default());
            sink(document)
        };
        let reader = match unpacked::lines(handle, gzipped) {
            Ok(reader) => reader,
            Err(error) => {
                reading.diagnostics.push(walk::unreadable(&file.path, &error));
                return Ok(());
            }
        };
        let mut meta = meta.clone();
        entry::admit_meta(&mut meta, &mut reading.contacts_withheld);
        let shown = file.path.display().to_string();
        let mut lines = RecordFile {
            meta: &meta,
            file,
            shown: &shown,
            limit: self.limits.bytes,
            unknown: BTreeMap::new(),
            shared,
        };
        match file.format.reader {
            Reader::Table { .. } => lines.read_table(reader, reading, sink)?,
            _ => lines.read(reader, reading, sink)?,
        }
        reading.diagnostics.extend(lines.unknown_keys());
        progress.file(file.bytes());
        let now = file.path.metadata();
        reading.diagnostics.extend(now.ok().and_then(|now| changed(&file.path, file.state, &now)));
        Ok(())
    }
}

/// Says that a file is not any more what the content's checksum was made of.
fn changed(path: &Path, found: Option<State>, now: &Metadata) -> Option<Diagnostic> {
    let was = found.filter(|was| *was != State::of(now));
    was.map(|_| Diagnostic::of(Code::Changed, path.display().to_string(), &[]))
}

/// What `source.toml` says of a file, unless its format speaks for itself;
/// `None` when it cannot be told.
fn meta_of(file: &ContentFile, metas: &HashMap<PathBuf, Option<FolderMeta>>) -> Option<Meta> {
    let Some(name) = file.path.file_name().filter(|_| file.format.has_source_toml) else {
        return Some(Meta::default());
    };
    match file.path.parent().and_then(|folder| metas.get(folder)) {
        Some(folder) => folder.as_ref().map(|folder| folder.of(&name.to_string_lossy())),
        None => Some(Meta::default()),
    }
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
    /// The same, nothing of it taken back.
    pub fn without_addresses(mut self) -> Content {
        self.walk.addresses.clear();
        self
    }

    /// A single file keeps what the `source.toml` beside it says of it, and the registries.
    fn with_folder_meta(mut self, path: &Path) -> Content {
        let beside = path.with_file_name("source.toml");
        if beside.is_file() {
            self.walk.metas.push(beside);
        }
        for name in registry::FILES {
            let beside = path.with_file_name(name);
            if let (Some(kind), Ok(metadata)) = (registry::Kind::of(name), beside.metadata())
                && metadata.is_file()
            {
                self.walk.registries.push((kind, beside, Some(State::of(&metadata))));
            }
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
        let diagnostics = vec![too_large("-", 0, limits.bytes)];
        return Ok(Extracted { diagnostics, ..Extracted::default() });
    }
    let format = Format::of_bytes(&bytes);
    if let Reader::Page(read) = format.reader {
        return Ok(extract_page(&bytes, format, read, "-", "-", &Meta::default()));
    }
    let mut extracted = Extracted::default();
    let mut reading = Reading::default();
    let mut shared = Shared::default();
    let meta = Meta::default();
    let file = ContentFile { path: "-".into(), name: "-".to_owned(), format, state: None };
    let mut lines = RecordFile {
        meta: &meta,
        file: &file,
        shown: "-",
        limit: limits.bytes,
        unknown: BTreeMap::new(),
        shared: &mut shared,
    };
    let sink: &mut Sink = &mut |document| {
        extracted.documents.push(document);
        Ok(())
    };
    match format.reader {
        Reader::Table { .. } => lines.read_table(Box::new(&bytes[..]), &mut reading, sink)?,
        _ => lines.read(Box::new(&bytes[..]), &mut reading, sink)?,
    }
    extracted.diagnostics = reading.diagnostics;
    extracted.diagnostics.extend(lines.unknown_keys());
    extracted.contacts_withheld = reading.contacts_withheld;
    Ok(extracted)
}

/// What is said of a file, or of a line of it, beyond the limit.
pub fn too_large(file: &str, line: u32, limit: usize) -> Diagnostic {
    let problem = if line == 0 { Code::FileTooLarge } else { Code::LineTooLarge };
    Diagnostic::of(problem, file, &[&(limit / (1024 * 1024))]).on(line)
}
