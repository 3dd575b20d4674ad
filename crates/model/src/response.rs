//! What is answered.

use std::time::Duration;

use crate::{Document, FacetField, Note, SearchField};

/// The answer to a search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResponse {
    /// What was asked, as typed.
    pub query: String,
    /// How many documents matched.
    pub total: u64,
    /// Whether `total` is of all that was typed: not where words were given up.
    pub total_is_exact: bool,
    /// Time spent searching, ranking and highlighting.
    pub took: Duration,
    /// The generation that answered, six digits.
    pub generation: String,
    /// The page of hits asked for, best first.
    pub hits: Vec<Hit>,
    /// One tally for each field that has any value, in [`FacetField::ALL`]'s
    /// order. A field's counts ignore its own filter.
    pub facets: Vec<Facet>,
    /// What the reader should know of how the query was taken.
    pub notes: Vec<Note>,
}

/// A document that matched, as the reader will meet it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document, whole.
    pub document: Document,
    /// The engine's score; 0 when nothing was asked.
    pub score: f32,
    /// The display title; matched words highlighted if the title is searched.
    pub title: Vec<Fragment>,
    /// The best passage. Concatenated, the fragments are the passage itself.
    pub snippet: Vec<Fragment>,
    /// Whether the snippet is all of [`Document::words`].
    pub snippet_is_whole: bool,
    /// The attribution, whole; empty where there is none.
    pub attribution: Vec<Fragment>,
    /// The speaker's fields with what matched.
    pub speaker: SpeakerFragments,
    /// How the score came about, when asked for.
    pub explanation: Option<Vec<Explanation>>,
}

/// The speaker's fields, each empty where the document has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpeakerFragments {
    /// The name.
    pub name: Vec<Fragment>,
    /// The role when said.
    pub role: Vec<Fragment>,
    /// The organisation.
    pub organisation: Vec<Fragment>,
    /// The place.
    pub place: Vec<Fragment>,
}

/// A piece of a text. Concatenated, the pieces are the text to the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The piece.
    pub text: String,
    /// Whether it matched.
    pub highlighted: bool,
}

/// What one word of the query gave one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The word or phrase as typed.
    pub clause: String,
    /// What it gave.
    pub score: f32,
    /// How rare it is: the inverse document frequency used.
    pub idf: f32,
    /// Where it matched, with the weighted frequency in each field.
    pub fields: Vec<(SearchField, f32)>,
}

/// A field to narrow by, with its tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: FacetField,
    /// Its values, the most frequent first (years: the newest first). A value
    /// that is selected is there even when it counts 0.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value, as filters take it.
    pub value: String,
    /// How many documents would be found with it.
    pub count: u64,
    /// Whether it is chosen now.
    pub selected: bool,
}
