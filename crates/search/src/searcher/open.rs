//! Opens the current generation, or the newest that is intact.

use std::path::Path;

use danish_analyzer::Analyzer;
use ordret_model::SearchField;

use crate::Error;
use crate::directory::ReadOnly;
use crate::generation::files;
use crate::generation::manifest::Manifest;
use crate::matching::Normalisers;
use crate::schema::Fields;
use crate::searcher::{ByRule, Searcher};
use crate::segment::Segment;
use crate::synonyms::Synonyms;

/// A generation up to this many bytes is read whole when it is opened, every
/// checksum checked: a flipped bit is found before it is served, for some tens
/// of milliseconds. Of a larger one only names and sizes are checked; its bytes
/// were read back and summed when it was written, and `verify` sums them again.
const CHECKED_WHOLE: u64 = 128 << 20;

impl Searcher {
    /// Opens the generation that is served. If that is damaged, the newest
    /// intact one before it is opened instead and an error is logged: old
    /// answers are better than none, and than wrong ones.
    ///
    /// # Errors
    /// [`Error::NotPublished`] if there is none, [`Error::Incompatible`] if
    /// another version of Ordret wrote it, [`Error::Damaged`] if it is damaged
    /// and there is no older one to fall back on.
    pub fn open(folder: &Path) -> Result<Searcher, Error> {
        if folder.exists() && !folder.is_dir() {
            return Err(Error::NotAFolder(folder.to_owned()));
        }
        let current = files::current(folder)?;
        let current = current.ok_or_else(|| Error::NotPublished(folder.to_owned()))?;
        let damage = match Searcher::open_generation(folder, &current) {
            Err(damage @ (Error::Damaged { .. } | Error::Engine { .. })) => damage,
            opened => return opened,
        };
        tracing::error!(generation = current, %damage, "the current generation is damaged");
        for older in files::list(folder, files::is_generation)?.into_iter().rev() {
            if older >= current {
                continue;
            }
            match Searcher::open_generation(folder, &older) {
                Ok(searcher) => {
                    tracing::error!(generation = older, "serving an older generation instead");
                    return Ok(searcher);
                }
                Err(error) => tracing::error!(generation = older, %error, "passed over"),
            }
        }
        Err(damage)
    }

    fn open_generation(folder: &Path, generation: &str) -> Result<Searcher, Error> {
        let path = folder.join(generation);
        let manifest = Manifest::read(&path)?;
        manifest.check_sizes(&path)?;
        if manifest.size() <= CHECKED_WHOLE
            && let Some(damage) = manifest.check_bytes(&path).into_iter().next()
        {
            return Err(damage);
        }
        let fields = Fields::new();
        let directory = ReadOnly::open(&path).map_err(Error::read)?;
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
            suggestions: Default::default(),
            synonyms,
        })
    }
}

/// How many words a field has, on average over the documents that have any.
fn average(manifest: &Manifest, field: SearchField) -> f32 {
    let length = manifest.lengths.get(field.as_str()).copied().unwrap_or_default();
    length.words as f32 / length.documents.max(1) as f32
}
