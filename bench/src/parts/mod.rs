//! What is measured, part by part. Each part prints one table and gives the
//! figures that are followed from size to size.

pub mod analyzer;
pub mod dearest;
pub mod http;
pub mod pages;
pub mod queries;
pub mod reindex;
pub mod rules;

use std::path::PathBuf;

use crate::documents::{Generator, Size};
use crate::table::{Figure, Table};

/// What every part needs to know of one size.
pub struct Setting<'s> {
    /// How many documents.
    pub documents: u64,
    /// How many rounds were asked for.
    pub rounds: Option<u64>,
    /// Makes the documents.
    pub generator: &'s Generator,
    /// How much text there is.
    pub size: Size,
    /// The file of documents.
    pub content: PathBuf,
    /// A file of few documents.
    pub few: PathBuf,
    /// The folder of Ordret's generations.
    pub index: PathBuf,
    /// The folder of the reference index.
    pub reference: PathBuf,
    /// The first of two ports, or 0.
    pub port: u16,
    /// A server to measure in place of the one built in.
    pub server: Option<PathBuf>,
}

impl Setting<'_> {
    /// How many rounds: as asked, or as fits.
    pub fn rounds(&self, small: u64, large: u64) -> u64 {
        let fits = if self.documents > 200_000 { large } else { small };
        self.rounds.unwrap_or(fits)
    }
}

/// What a part found.
pub struct Measured {
    /// To be printed, in this order.
    pub tables: Vec<Table>,
    /// To be followed through the sizes.
    pub figures: Vec<Figure>,
}
