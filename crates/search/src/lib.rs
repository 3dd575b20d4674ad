//! The index: everything Ordret knows about tantivy.
//!
//! `ingest` writes a generation through [`Writer`]; `server` and `cli` read one
//! through [`Searcher`]. They meet in the folder of generations, [`Index`], and
//! in the schema, which never leaves this crate.
//!
//! ```no_run
//! # fn main() -> Result<(), ordret_search::Error> {
//! # let documents: Vec<ordret_model::Document> = Vec::new();
//! let folder = std::path::Path::new("index");
//! let index = ordret_search::Index::at(folder)?;
//! let mut writer = index.begin_generation("checksum of the content")?;
//! for document in &documents {
//!     writer.add(document)?;
//! }
//! index.publish(writer.commit()?)?; // readers see it from here on
//!
//! let searcher = ordret_search::Searcher::open(folder)?;
//! let response = searcher.search(&ordret_model::SearchRequest::default())?;
//! assert_eq!(response.total, 0);
//! # Ok(())
//! # }
//! ```

mod danish_order;
mod dense;
mod directory;
mod error;
mod facets;
mod fields;
mod folding;
mod former;
mod generation;
mod highlight;
mod labels;
mod lines;
mod matching;
mod plan;
mod ranking;
mod schema;
mod searcher;
mod segment;
mod snippet;
mod synonyms;

pub use error::Error;
pub use generation::index::{Index, Kept, Published, Verified};
pub use generation::manifest::{FieldLength, FileSum, Manifest, versions};
pub use generation::writer::{Built, Writer};
pub use searcher::{Listed, Opening, Original, Searcher, Whole};
