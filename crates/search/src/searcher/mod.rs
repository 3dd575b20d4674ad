//! One published generation, opened for reading.

mod answer;
mod beginnings;
mod documents;
mod explain;
mod gather;
mod groups;
mod hit;
mod listed;
mod named;
mod open;
mod quotation;
mod related;
mod speakers;
mod suggest;
mod whole;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::OnceLock;

use danish_analyzer::Analyzer;
use ordret_model::{FacetField, Kind};

use crate::former::Formers;
use crate::generation::files;
use crate::generation::manifest::{self, Manifest};
use crate::matching::{Found, Normalisers};
use crate::schema::Fields;
use crate::segment::Segment;
use crate::synonyms::Synonyms;

pub use listed::Listed;
pub use open::Opening;
pub use quotation::Original;
pub use whole::Whole;

/// Searches one generation. It never changes, however many come after it:
/// whoever wants the next one opens it.
pub struct Searcher {
    /// The folder of generations.
    folder: PathBuf,
    manifest: Manifest,
    fields: Fields,
    segments: Vec<Segment>,
    normalisers: ByRule,
    analyzer: Analyzer,
    /// What an empty search finds, by [`ordret_model::Sort`]: the front page,
    /// and the same for as long as the generation lives.
    everything: [OnceLock<Found>; 4],
    /// The words of speakers' names, each with those that stand before it.
    names: OnceLock<HashMap<String, Vec<String>>>,
    /// By segment and label, where speakers stand in Danish order.
    speakers: OnceLock<Vec<Vec<u32>>>,
    /// Labels by the names they have in addresses, in [`FacetField::ALL`]'s order.
    named: [OnceLock<named::Named>; FacetField::ALL.len()],
    /// What is proposed while somebody types.
    suggestions: OnceLock<suggest::Suggestions>,
    /// What editors have said means the same.
    synonyms: Synonyms,
    pub(crate) formers: Formers,
}

/// Normalisers by [`ordret_model::SearchField`], for one field searched alone
/// and for several together.
struct ByRule {
    alone: Vec<Normalisers>,
    together: Vec<Normalisers>,
}

impl Searcher {
    /// Whether this is the generation that is served now, told by its content: an index
    /// that was removed and built anew counts from 1 again. Reads two short files;
    /// when the first cannot be read there is nothing newer to open.
    pub fn is_current(&self) -> bool {
        let Ok(Some(current)) = files::current(&self.folder) else { return true };
        match manifest::checksum(&self.folder.join(&current)) {
            Some(checksum) => checksum == self.manifest.checksum,
            None => current == self.manifest.generation,
        }
    }

    /// The generation, six digits.
    pub fn generation(&self) -> &str {
        &self.manifest.generation
    }

    /// What the generation says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// How many documents there are of each kind.
    pub fn counts(&self) -> &BTreeMap<Kind, u64> {
        &self.manifest.documents
    }

    /// Whether any document's source is a sample.
    pub fn has_sample(&self) -> bool {
        self.manifest.has_sample
    }
}

impl std::fmt::Debug for Searcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Searcher").field("generation", &self.manifest.generation).finish()
    }
}
