//! Opens the current generation, or the newest that is intact.

use std::path::{Path, PathBuf};
use std::time::Instant;

use danish_analyzer::Analyzer;
use ordret_model::SearchField;

use crate::Error;
use crate::directory::ReadOnly;
use crate::former::Formers;
use crate::generation::index::precedes;
use crate::generation::known::Known;
use crate::generation::manifest::Manifest;
use crate::generation::{files, withdrawn};
use crate::matching::Normalisers;
use crate::schema::Fields;
use crate::searcher::{ByRule, Searcher};
use crate::segment::Segment;
use crate::synonyms::Synonyms;

/// How a generation is opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// A generation up to this many bytes is held in memory, every checksum compared:
    /// what is searched are the bytes that were checked, and a file that is cut
    /// short in place afterwards changes nothing. A larger one is mapped.
    pub held: u64,
    /// Whether the files of a larger one are read and compared as well. Without it only
    /// their names and sizes are; its bytes were summed when it was written.
    pub verified: bool,
    /// A folder that remembers which generations were verified before.
    pub state: Option<PathBuf>,
}

impl Default for Opening {
    fn default() -> Opening {
        Opening { held: 128 << 20, verified: false, state: None }
    }
}

impl Searcher {
    /// Opens the generation that is served, as [`Searcher::open_with`] does by default: for
    /// a single question. A server verifies.
    ///
    /// # Errors
    /// See [`Searcher::open_with`].
    pub fn open(folder: &Path) -> Result<Searcher, Error> {
        Searcher::open_with(folder, &Opening::default())
    }

    /// Opens the generation that is served. If that is damaged, the newest
    /// intact one before it that nobody withdrew is opened instead and an error
    /// is logged: old answers are better than none, and than wrong ones.
    ///
    /// # Errors
    /// [`Error::NotPublished`] if there is none, [`Error::Incompatible`] if
    /// another version of Ordret wrote it, [`Error::Damaged`] if it is damaged
    /// and there is no older one to fall back on, [`Error::Io`] if it cannot be read.
    pub fn open_with(folder: &Path, opening: &Opening) -> Result<Searcher, Error> {
        if folder.exists() && !folder.is_dir() {
            return Err(Error::NotAFolder(folder.to_owned()));
        }
        let (current, damage) = match files::current(folder) {
            Ok(Some(current)) => match Searcher::open_generation(folder, &current, opening) {
                Err(damage @ (Error::Damaged { .. } | Error::Engine { .. } | Error::Io { .. })) => {
                    (Some(current), damage)
                }
                opened => return opened,
            },
            Ok(None) => (None, Error::NotPublished(folder.to_owned())),
            Err(damage) => (None, damage),
        };
        // One that cannot be read says nothing of what was withdrawn: then nothing is served.
        let withdrawn = withdrawn::read(folder)?;
        let older = files::generations(folder)?.into_iter().rev().filter(|name| {
            precedes(name, current.as_deref()) && !withdrawn.contains(&files::number(name))
        });
        for older in older {
            match Searcher::open_generation(folder, &older, opening) {
                Ok(searcher) => {
                    tracing::error!(%damage, "the current generation cannot be served");
                    tracing::error!(generation = older, "serving an older generation instead");
                    return Ok(searcher);
                }
                Err(error) => tracing::error!(generation = older, %error, "passed over"),
            }
        }
        Err(damage)
    }

    fn open_generation(
        folder: &Path,
        generation: &str,
        opening: &Opening,
    ) -> Result<Searcher, Error> {
        let path = folder.join(generation);
        let manifest = Manifest::read(&path)?;
        let directory = checked(&path, &manifest, opening)?;
        let fields = Fields::new();
        let index = tantivy::Index::open(directory).map_err(Error::read)?;
        let segments = index
            .searchable_segments()
            .map_err(Error::read)?
            .iter()
            .map(|segment| {
                let reader = tantivy::SegmentReader::open(segment).map_err(Error::read)?;
                Segment::open(reader, &fields)
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let normalisers = |alone: bool| {
            let of = |field| Normalisers::new(average(&manifest, field), alone);
            SearchField::ALL.map(of).to_vec()
        };
        let normalisers = ByRule { alone: normalisers(true), together: normalisers(false) };
        let synonyms = Synonyms::read(&path, &manifest)?;
        let formers = Formers::read(&path, &manifest)?;
        Ok(Searcher {
            folder: folder.to_owned(),
            manifest,
            fields,
            segments,
            normalisers,
            analyzer: Analyzer::new(),
            everything: Default::default(),
            names: Default::default(),
            speakers: Default::default(),
            named: Default::default(),
            suggestions: Default::default(),
            synonyms,
            formers,
        })
    }
}

/// The files of a generation, checked as far as `opening` asks.
fn checked(folder: &Path, manifest: &Manifest, opening: &Opening) -> Result<ReadOnly, Error> {
    if manifest.size() <= opening.held {
        return manifest.read_files(folder).map(ReadOnly::held);
    }
    manifest.check_sizes(folder)?;
    let known = opening.state.as_deref().map(Known::at);
    let is_known = known.as_ref().is_some_and(|known| known.holds(manifest, folder));
    if opening.verified && !is_known {
        let begun = Instant::now();
        if let Some(damage) = manifest.check_bytes(folder).into_iter().next() {
            return Err(damage);
        }
        let (megabytes, seconds) = (manifest.size() as f64 / 1e6, begun.elapsed().as_secs_f64());
        let rate = (megabytes / seconds.max(1e-6)) as u64;
        tracing::info!(generation = manifest.generation, seconds, rate, "verified (MB/s)");
        // Nothing is lost by not remembering but the time next time.
        if let Some(Err(error)) = known.map(|known| known.remember(manifest, folder)) {
            tracing::warn!(%error, "cannot remember what was verified");
        }
    }
    ReadOnly::mapped(folder).map_err(Error::read)
}

/// How many words a field has, on average over the documents that have any.
fn average(manifest: &Manifest, field: SearchField) -> f32 {
    let length = manifest.lengths.get(field.as_str()).copied().unwrap_or_default();
    length.words as f32 / length.documents.max(1) as f32
}
