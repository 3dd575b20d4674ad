//! Writes one generation, whole.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use ordret_model::{Body, Document, FacetField, Former, Kind, SearchField, Synonym};
use tantivy::indexer::NoMergePolicy;
use tantivy::{IndexSettings, IndexWriter, TantivyDocument};

use crate::Error;
use crate::directory::{Trouble, Writing};
use crate::fields;
use crate::former;
use crate::generation::digests;
use crate::generation::files::{self, Temporary};
use crate::generation::lock::WriterLock;
use crate::generation::manifest::{FileSum, MANIFEST, MANIFEST_VERSION, Manifest};
use crate::generation::space;
use crate::schema::{self, Fields, SCHEMA_VERSION};
use crate::synonyms;

/// Memory for each writing thread, in bytes. More makes fewer segments to merge
/// at the end; a thread holds this much of terms before it writes a segment.
const MEMORY_PER_THREAD: usize = 256 << 20;

/// The most writing threads: each costs its memory.
const MOST_THREADS: usize = 8;

/// Writes one generation. Dropped before [`Writer::commit`], it leaves nothing.
pub struct Writer {
    // Dropped before the folder it writes in.
    engine: IndexWriter,
    trouble: Trouble,
    /// The folder of generations.
    index: PathBuf,
    fields: Fields,
    digests: HashMap<u64, u64>,
    speakers: HashSet<String>,
    manifest: Manifest,
    folder: Temporary,
    lock: WriterLock,
}

/// A generation that is written and checked, but not served yet. Dropped before
/// it is published, it leaves nothing.
#[derive(Debug)]
pub struct Built {
    pub(crate) folder: Temporary,
    pub(crate) manifest: Manifest,
    pub(crate) _lock: WriterLock,
}

impl Built {
    /// What the generation says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }
}

impl Writer {
    pub(crate) fn begin(
        lock: WriterLock,
        folder: Temporary,
        generation: String,
        built_from: &str,
        index: &Path,
    ) -> Result<Writer, Error> {
        let fields = Fields::new();
        let (directory, trouble) = Writing::open(folder.path()).map_err(Error::written)?;
        let engine = tantivy::Index::builder()
            .schema(fields.schema.clone())
            .settings(IndexSettings::default())
            .tokenizers(schema::tokenizers())
            .open_or_create(directory)
            .and_then(|index| {
                let threads = threads();
                index.writer_with_num_threads(threads, threads * MEMORY_PER_THREAD)
            })
            .map_err(|error| explained(error, &trouble, index, folder.path()))?;
        engine.set_merge_policy(Box::new(NoMergePolicy));
        let manifest = Manifest {
            generation,
            analyzer_version: danish_analyzer::VERSION,
            schema_version: SCHEMA_VERSION,
            manifest_version: MANIFEST_VERSION,
            ordret_version: env!("CARGO_PKG_VERSION").to_owned(),
            built_from: built_from.to_owned(),
            built_at: jiff::Timestamp::now().to_string(),
            documents: Kind::ALL.into_iter().map(|kind| (kind, 0)).collect(),
            speakers: 0,
            has_sample: false,
            lengths: BTreeMap::new(),
            files: BTreeMap::new(),
            checksum: String::new(),
        };
        let (digests, speakers) = (HashMap::new(), HashSet::new());
        let index = index.to_owned();
        Ok(Writer { engine, trouble, index, fields, digests, speakers, manifest, folder, lock })
    }

    /// Adds a document. Which words are searched, and in which field, is decided here.
    pub fn add(&mut self, document: &Document) -> Result<(), Error> {
        if document.sources.is_empty() {
            return Err(Error::NoSource(document.id.clone()));
        }
        let bytes = serde_json::to_vec(document).map_err(Error::written)?;
        let key = digests::hash(document.id.as_str().as_bytes());
        if self.digests.insert(key, digests::hash(&bytes)).is_some() {
            return Err(Error::DuplicateId(document.id.clone()));
        }
        self.count(document);
        let row = self.row(document, key, &bytes);
        let added = self.engine.add_document(row).map(drop);
        added.map_err(|error| explained(error, &self.trouble, &self.index, self.folder.path()))
    }

    /// Keeps what editors have said means the same: whoever serves the generation needs no
    /// content folder.
    pub fn synonyms(&mut self, synonyms: &[Synonym]) -> Result<(), Error> {
        let listing = synonyms::listing(synonyms);
        let written = files::write(&self.folder.path().join(synonyms::FILE), listing.as_bytes());
        written.map_err(|error| space::explained(error, &self.index, self.folder.path()))
    }

    /// Keeps what became of addresses that were published once.
    pub fn formers(&mut self, formers: &[Former]) -> Result<(), Error> {
        let listing = former::listing(formers);
        let written = files::write(&self.folder.path().join(former::FILE), listing.as_bytes());
        written.map_err(|error| space::explained(error, &self.index, self.folder.path()))
    }

    /// What it is built from, where that is known only when all is read.
    pub fn built_from(&mut self, checksum: &str) {
        self.manifest.built_from = checksum.to_owned();
    }

    fn count(&mut self, document: &Document) {
        *self.manifest.documents.entry(document.kind()).or_default() += 1;
        self.manifest.has_sample |= document.sources.iter().any(|source| source.sample);
        let name = document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref());
        if let Some(name) = name
            && !self.speakers.contains(&name.value)
        {
            self.speakers.insert(name.value.clone());
        }
    }

    fn row(&mut self, document: &Document, key: u64, bytes: &[u8]) -> TantivyDocument {
        let fields = &self.fields;
        let mut row = TantivyDocument::with_capacity(bytes.len() * 2);
        for field in SearchField::ALL {
            let texts = fields::texts(document, field);
            let words = fields::length(&texts);
            if words > 0 {
                let length = self.manifest.lengths.entry(field.as_str().to_owned()).or_default();
                length.words += words;
                length.documents += 1;
            }
            row.add_u64(fields.length(field), words);
            texts.iter().for_each(|text| row.add_text(fields.words(field), text));
        }
        for field in FacetField::ALL {
            let labels = fields::labels(document, field);
            labels.iter().for_each(|label| row.add_text(fields.facet(field), label));
        }
        row.add_text(fields.id, document.id.as_str());
        if let Some(id) = &document.source_id {
            row.add_text(fields.source_id, id);
        }
        let mut slugs: Vec<&str> = Vec::new();
        for source in &document.sources {
            row.add_text(fields.place, schema::place(&source.slug, source.position));
            if !slugs.contains(&source.slug.as_str()) {
                slugs.push(&source.slug);
                row.add_text(fields.source, &source.slug);
            }
        }
        if let Body::Quote(quote) = &document.body
            && let Some(case) = &quote.case
        {
            row.add_text(fields.case, case.as_str());
        }
        if let Some(year) = document.source().year {
            row.add_i64(fields.year, i64::from(year));
        }
        if let Body::Figure(figure) = &document.body {
            if let Some(value) = figure.value.as_ref().filter(|value| value.value.is_finite()) {
                row.add_f64(fields.number, value.value);
            }
            if let Some(n) = &figure.n {
                row.add_u64(fields.observations, n.value);
            }
        }
        if document.title_source.is_some() {
            row.add_text(fields.title, &document.title);
        }
        row.add_u64(fields.key, key);
        row.add_bytes(fields.document, bytes);
        row
    }

    /// Finishes the generation: everything is on the disk when this returns, and
    /// every file's checksum is taken from what can be read back.
    pub fn commit(self) -> Result<Built, Error> {
        // Dropped in reverse: whatever fails, the engine stops before its folder goes.
        let Writer {
            lock, folder, mut manifest, speakers, digests, engine, trouble, index, ..
        } = self;
        finish(engine).map_err(|error| explained(error, &trouble, &index, folder.path()))?;
        let written = write_rest(&folder, &mut manifest, &digests, speakers.len());
        written.map_err(|error| space::explained(error, &index, folder.path()))?;
        Ok(Built { folder, manifest, _lock: lock })
    }
}

/// Everything the engine still holds, on the disk, in one segment.
fn finish(mut engine: IndexWriter) -> tantivy::Result<()> {
    engine.commit()?;
    merge(&mut engine)?;
    engine.wait_merging_threads()
}

/// What stands beside the engine's files; the manifest last.
fn write_rest(
    folder: &Temporary,
    manifest: &mut Manifest,
    digests: &HashMap<u64, u64>,
    speakers: usize,
) -> Result<(), Error> {
    digests::write(folder.path(), digests)?;
    manifest.speakers = speakers as u64;
    manifest.files = sums(folder.path())?;
    files::write(&folder.path().join(MANIFEST), &manifest.sealed()?)?;
    files::sync_folder(folder.path())
}

/// The engine's error, or better the file system's that was behind it.
fn explained(
    error: tantivy::TantivyError,
    trouble: &Trouble,
    index: &Path,
    building: &Path,
) -> Error {
    match trouble.take() {
        Some((path, source)) => {
            space::explained(Error::io("write", &path)(source), index, building)
        }
        None => Error::written(error),
    }
}

/// One segment is searched faster than several, and has each term once.
fn merge(engine: &mut IndexWriter) -> tantivy::Result<()> {
    let segments = engine.index().searchable_segment_ids()?;
    if segments.len() > 1 {
        engine.merge(&segments).wait()?;
    }
    engine.garbage_collect_files().wait().map(drop)
}

/// The checksums of every file of the index.
fn sums(folder: &Path) -> Result<BTreeMap<String, FileSum>, Error> {
    let mut sums = BTreeMap::new();
    for name in files::list(folder, |_| true)? {
        let path = folder.join(&name);
        let sum = files::sum(&path).map_err(Error::io("read", &path))?;
        sums.insert(name, sum);
    }
    Ok(sums)
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS)
}
