//! All content of some paths: read, checked and handed on, file by file.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use ordret_model::{Body, Document, DocumentId, Kind};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::meta::{FolderMeta, Meta, source_slug};
use crate::walk::{ContentFile, Format, Skipped, Walk, walk};
use crate::{Error, decode, identity, markdown, page_text, recognise, records, title_of_file};

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
        let mut lines = Records {
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
        let mut lines = Records {
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

/// Reads the bytes of a page in Markdown or page text.
fn extract_page(bytes: &[u8], format: Format, name: &str, shown: &str, meta: &Meta) -> Extracted {
    let Some(decoded) = decode::decode(bytes) else {
        let mut diagnostics = Diagnostics::of(shown, "");
        diagnostics.error(
            0,
            "not-text",
            "the file is not text".to_owned(),
            "save it as text in UTF-8, or take it out of the content folder",
        );
        return Extracted { diagnostics: diagnostics.into_inner(), ..Extracted::default() };
    };
    let text = &decoded.text;
    let mut diagnostics = Diagnostics::of(shown, text);
    if let Some(at) = decoded.lossy {
        diagnostics.warn(
            at.min(text.len()),
            "lossy",
            format!("byte {at} and perhaps others could not be read; they stand as �"),
            "save the file as UTF-8",
        );
    }
    if decoded.nul {
        diagnostics.warn(
            text.find('\0').unwrap_or(0),
            "stray-nul",
            "a stray NUL character".to_owned(),
            "take it out",
        );
    }
    let (blocks, meta, nested) = match format {
        Format::Markdown => {
            let file = markdown::read(text);
            if file.unclosed {
                diagnostics.error(
                    0,
                    "broken-front-matter",
                    "the front matter does not end".to_owned(),
                    "close it with a line `---`",
                );
                return Extracted { diagnostics: diagnostics.into_inner(), ..Extracted::default() };
            }
            let own =
                file.front_matter.map(|(at, yaml)| Meta::from_yaml(yaml, at, &mut diagnostics));
            let Some(own) = own.unwrap_or(Some(Meta::default())) else {
                return Extracted { diagnostics: diagnostics.into_inner(), ..Extracted::default() };
            };
            (file.blocks, own.over(meta), true)
        }
        _ => (page_text::read(text), meta.clone(), false),
    };
    let mut page = meta.page(name, nested);
    let mut found = recognise::recognise(blocks, &page, &mut diagnostics);
    if found.title.is_empty() {
        found.title = title_of_file(name);
    }
    page.source.title.clone_from(&found.title);
    let slug = source_slug(&page.source);
    for document in &mut found.documents {
        document.sources[0].title.clone_from(&found.title);
        document.sources[0].slug.clone_from(&slug);
    }
    if found.documents.is_empty() {
        diagnostics.warn(
            0,
            "no-documents",
            "no quote, case or figure was found in the file".to_owned(),
            "docs/content.md shows how each is written",
        );
    }
    Extracted {
        documents: found.documents,
        diagnostics: diagnostics.into_inner(),
        contacts_withheld: found.contacts_withheld,
    }
}

fn too_large(file: &str, line: u32, limit: usize) -> Extracted {
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

/// The documents of all pages: each once, with all its sources.
#[derive(Default)]
struct Pages {
    documents: Vec<Document>,
    by_id: HashMap<DocumentId, usize>,
    slugs: HashMap<String, PathBuf>,
}

impl Pages {
    fn add(
        &mut self,
        file: &ContentFile,
        documents: Vec<Document>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let slug = documents.first().map(|document| self.own_slug(&document.source().slug, file));
        for mut document in documents {
            document.sources[0].slug = slug.clone().unwrap_or_default();
            match self.by_id.get(&document.id) {
                None => {
                    self.by_id.insert(document.id.clone(), self.documents.len());
                    self.documents.push(document);
                }
                Some(&first) => self.merge(first, document, file, diagnostics),
            }
        }
    }

    /// Two pages with one title get two addresses.
    fn own_slug(&mut self, slug: &str, file: &ContentFile) -> String {
        let owner = self.slugs.entry(slug.to_owned()).or_insert_with(|| file.path.clone());
        match *owner == file.path {
            true => slug.to_owned(),
            false => format!("{slug}-{}", &DocumentId::from_content(&[&file.name]).as_str()[..4]),
        }
    }

    /// The same words by the same speaker are one document with two sources;
    /// other words under one id are an error, for one of them would be lost.
    fn merge(
        &mut self,
        first: usize,
        document: Document,
        file: &ContentFile,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let kept = &mut self.documents[first];
        if identity::of(kept) == identity::of(&document) {
            return kept.sources.extend(document.sources);
        }
        diagnostics.push(Diagnostic {
            severity: Severity::Error,
            code: "duplicate-id",
            file: file.path.display().to_string(),
            line: document.source().line,
            column: 0,
            message: format!(
                "the id `{}` is taken by other words in {}:{}",
                document.id,
                kept.source().file,
                kept.source().line
            ),
            hint: "give one of them another `id:`, or none".to_owned(),
        });
    }

    fn check_cases(&self, diagnostics: &mut Vec<Diagnostic>) {
        for document in &self.documents {
            let Body::Quote(quote) = &document.body else { continue };
            let is_case = |id: &DocumentId| {
                self.by_id.get(id).is_some_and(|&at| self.documents[at].kind() == Kind::Case)
            };
            if let Some(case) = quote.case.as_ref().filter(|case| !is_case(case)) {
                diagnostics.push(Diagnostic {
                    severity: Severity::Warning,
                    code: "unknown-case",
                    file: document.source().file.clone(),
                    line: document.source().line,
                    column: 0,
                    message: format!(
                        "the quote belongs to the case `{case}`, and there is no such case"
                    ),
                    hint: "correct the id after `case:`".to_owned(),
                });
            }
        }
    }
}

/// Reads the lines of one file of records.
struct Records<'r> {
    meta: &'r Meta,
    name: &'r str,
    shown: &'r str,
    limit: usize,
    /// Unknown key → the first line that has it.
    unknown: BTreeMap<String, u32>,
    /// Digests of the lines read so far, of all files.
    seen: &'r mut HashSet<[u8; 16]>,
}

impl Records<'_> {
    fn read<'b>(
        &mut self,
        mut reader: Box<dyn BufRead + 'b>,
        reading: &mut Reading,
        sink: &mut Sink,
    ) -> Result<(), Error> {
        let (mut number, mut offset, mut line) = (0u32, 0usize, Vec::new());
        loop {
            line.clear();
            number += 1;
            let read = reader.by_ref().take(self.limit as u64 + 1).read_until(b'\n', &mut line);
            let length = match read {
                Ok(0) => return Ok(()),
                Ok(length) => length,
                Err(error) => {
                    reading.diagnostics.push(self.problem(
                        Severity::Error,
                        number,
                        "unreadable",
                        format!("the file cannot be read on from here: {error}"),
                        "make the file whole again",
                    ));
                    return Ok(());
                }
            };
            if length > self.limit {
                reading.diagnostics.extend(too_large(self.shown, number, self.limit).diagnostics);
                return Ok(());
            }
            self.line(&line, number, offset, reading, sink)?;
            offset += length;
        }
    }

    fn line(
        &mut self,
        bytes: &[u8],
        number: u32,
        offset: usize,
        reading: &mut Reading,
        sink: &mut Sink,
    ) -> Result<(), Error> {
        let bytes =
            if number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes) } else { bytes };
        let Ok(line) = std::str::from_utf8(bytes) else {
            reading.diagnostics.push(self.problem(
                Severity::Error,
                number,
                "not-text",
                "the line is not UTF-8".to_owned(),
                "records are UTF-8, one a line",
            ));
            return Ok(());
        };
        let line = line.trim();
        if line.is_empty() {
            return Ok(());
        }
        match records::parse(line, self.meta, self.name, number, offset) {
            Ok(parsed) => {
                let mut digest = [0; 16];
                digest.copy_from_slice(&blake3::hash(line.as_bytes()).as_bytes()[..16]);
                if !self.seen.insert(digest) {
                    reading.diagnostics.push(self.problem(
                        Severity::Warning,
                        number,
                        "repeated-record",
                        "the same line stands there twice; it is read once".to_owned(),
                        "take one of them away",
                    ));
                    return Ok(());
                }
                for key in parsed.unknown {
                    self.unknown.entry(key).or_insert(number);
                }
                reading.contacts_withheld += parsed.withheld;
                *reading.documents.entry(parsed.document.kind()).or_default() += 1;
                sink(parsed.document)
            }
            Err((code, message)) => {
                reading.diagnostics.push(self.problem(
                    Severity::Error,
                    number,
                    code,
                    message,
                    "docs/content.md lists the keys of a record",
                ));
                Ok(())
            }
        }
    }

    /// One warning a file for all keys that mean nothing to Ordret.
    fn unknown_keys(&self) -> Option<Diagnostic> {
        let first = self.unknown.values().min()?;
        let keys: Vec<String> = self.unknown.keys().map(|key| format!("`{key}`")).collect();
        let message =
            format!("{} mean nothing to Ordret; they are shown with the document", keys.join(", "));
        Some(self.problem(
            Severity::Warning,
            *first,
            "unknown-key",
            message,
            "rename them if they are misspelled; see docs/content.md",
        ))
    }

    fn problem(
        &self,
        severity: Severity,
        line: u32,
        code: &'static str,
        message: String,
        hint: &str,
    ) -> Diagnostic {
        Diagnostic {
            severity,
            code,
            file: self.shown.to_owned(),
            line,
            column: 0,
            message,
            hint: hint.to_owned(),
        }
    }
}
