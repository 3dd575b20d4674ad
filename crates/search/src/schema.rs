//! The fields of the index, and the one place where an analyzer gets its name.
//!
//! Field names and the analyzer are known here and nowhere else, so that writing
//! and reading cannot disagree about them.

use danish_analyzer::tantivy::DanishTokenizer;
use ordret_model::{FacetField, SearchField};
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

/// Version of what stands in this module: an index with another one is refused.
pub(crate) const SCHEMA_VERSION: u32 = 2;

const DANISH: &str = "danish";
/// The engine's own: the whole text is one term.
const RAW: &str = "raw";

/// Parts the page's slug from the position on it, in [`Fields::place`]'s terms.
const BETWEEN: char = '\u{1f}';

/// The fields, by what they are for.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub schema: Schema,
    /// The searched texts, in [`SearchField::ALL`]'s order: every class of term
    /// in one field, with positions and without the engine's length, which
    /// counts terms and rounds.
    words: Vec<Field>,
    /// How many words each searched text has.
    lengths: Vec<Field>,
    /// The labels, in [`FacetField::ALL`]'s order.
    facets: Vec<Field>,
    /// The document's id.
    pub id: Field,
    /// The id its source gave it.
    pub source_id: Field,
    /// Page and position on it: sorted, these terms are the page in its order.
    pub place: Field,
    /// The case a quote belongs to.
    pub case: Field,
    /// The pages it stands on, for staying on one.
    pub source: Field,
    /// Year of the source that is shown, for sorting.
    pub year: Field,
    /// A statistic's number.
    pub number: Field,
    /// How many observations a statistic rests on.
    pub observations: Field,
    /// The title that its source gave it, to be proposed while somebody types.
    pub title: Field,
    /// Breaks ties: the id's hash.
    pub key: Field,
    /// The document as JSON.
    pub document: Field,
}

impl Fields {
    pub(crate) fn new() -> Fields {
        let mut schema = Schema::builder();
        let fast = || NumericOptions::default().set_fast();
        let words = SearchField::ALL.map(|field| schema.add_text_field(field.as_str(), danish()));
        let lengths =
            SearchField::ALL.map(|field| schema.add_u64_field(&length_name(field), fast()));
        let facets =
            FacetField::ALL.map(|field| schema.add_text_field(&facet_name(field), label()));
        Fields {
            words: words.to_vec(),
            lengths: lengths.to_vec(),
            facets: facets.to_vec(),
            id: schema.add_text_field("id", raw()),
            source_id: schema.add_text_field("source_id", raw()),
            place: schema.add_text_field("place_in_source", raw()),
            case: schema.add_text_field("case", raw()),
            source: schema.add_text_field(SOURCE, label()),
            year: schema.add_i64_field(YEAR, fast()),
            number: schema.add_f64_field(NUMBER, fast()),
            observations: schema.add_u64_field(OBSERVATIONS, fast()),
            title: schema.add_text_field(TITLE, label()),
            key: schema.add_u64_field(KEY, fast()),
            document: schema.add_bytes_field("document", STORED),
            schema: schema.build(),
        }
    }

    pub(crate) fn words(&self, field: SearchField) -> Field {
        self.words[field as usize]
    }

    pub(crate) fn length(&self, field: SearchField) -> Field {
        self.lengths[field as usize]
    }

    pub(crate) fn facet(&self, field: FacetField) -> Field {
        self.facets[field as usize]
    }
}

/// Names of the columns, which the engine opens by name.
pub(crate) const SOURCE: &str = "source";
pub(crate) const YEAR: &str = "sort_year";
pub(crate) const NUMBER: &str = "number";
pub(crate) const OBSERVATIONS: &str = "observations";
pub(crate) const TITLE: &str = "title_label";
pub(crate) const KEY: &str = "key";

pub(crate) fn length_name(field: SearchField) -> String {
    format!("length_{}", field.as_str())
}

pub(crate) fn facet_name(field: FacetField) -> String {
    format!("facet_{}", field.as_str())
}

/// The term of a place: `position` padded, so that terms sort as the page runs.
pub(crate) fn place(slug: &str, position: u32) -> String {
    format!("{slug}{BETWEEN}{position:010}")
}

/// What every place on a page begins with.
pub(crate) fn page(slug: &str) -> String {
    format!("{slug}{BETWEEN}")
}

/// The page that a place is on.
pub(crate) fn page_of(place: &str) -> &str {
    place.split(BETWEEN).next().unwrap_or(place)
}

/// What comes after every place on a page, and before every other page that comes after it.
pub(crate) fn behind_page(slug: &str) -> String {
    // The sign after the one between.
    format!("{slug}\u{20}")
}

/// The tokenizers that the schema names, for the writer; readers need none,
/// because a query's terms are built as strings.
pub(crate) fn tokenizers() -> TokenizerManager {
    // The engine asks for its own "default" even for a column of numbers.
    let tokenizers = TokenizerManager::default();
    tokenizers.register(DANISH, TextAnalyzer::from(DanishTokenizer::new()));
    tokenizers
}

fn danish() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(DANISH)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

fn raw() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(RAW)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

fn label() -> TextOptions {
    TextOptions::default().set_fast(RAW)
}
