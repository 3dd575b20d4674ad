//! What is answered.

use std::time::Duration;

use crate::{Document, FacetField, Note, SearchField};

/// So few documents in the first group that a second one is listed.
pub const FEW: u64 = 10;

/// The answer to a search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResponse {
    /// What was asked, as typed.
    pub query: String,
    /// How many documents matched; with [`Match::Best`](crate::Match::Best) those that hold
    /// every telling word, phrase, number and filter, and nothing excluded.
    pub total: u64,
    /// How many more can be paged to that hold only some of the words. 0 where `total` is
    /// [`FEW`] or more, and with the other rules.
    pub total_partial: u64,
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
    /// The engine's score; 0 when nothing was asked. It orders within a group.
    pub score: f32,
    /// The typed words that it lacks: never empty in the second group, else always.
    pub missing: Vec<String>,
    /// Words that it holds in another spelling than was typed.
    pub spelled: Vec<Spelled>,
    /// How it compares with what was typed, where that was read as a quotation.
    pub quotation: Option<Quotation>,
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

/// A word as typed, and as the document spells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelled {
    /// As typed.
    pub typed: String,
    /// As the source has it.
    pub written: String,
}

/// What was typed beside what the source says, word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Whether the words are the same, in the same order.
    pub exact: bool,
    /// Both, in pieces of one or more words, in order.
    pub diff: Vec<Difference>,
}

/// A run of words in a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The words, parted by spaces.
    pub text: String,
    /// Where they stand.
    pub op: DifferenceOp,
}

/// Where words of a comparison stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceOp {
    /// In both.
    Same,
    /// Only in what was typed.
    OnlyTyped,
    /// Only in the source.
    OnlySource,
}

impl DifferenceOp {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            DifferenceOp::Same => "same",
            DifferenceOp::OnlyTyped => "only_typed",
            DifferenceOp::OnlySource => "only_source",
        }
    }
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

/// What one word of the query gave one document. Summed, they are the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The word or phrase as typed; of [`Reason::Nearness`] and [`Reason::Title`] empty.
    pub clause: String,
    /// What sort of reason it is.
    pub reason: Reason,
    /// What it gave.
    pub score: f32,
    /// How rare it is: the inverse document frequency used.
    pub idf: f32,
    /// Where it matched, with the weighted frequency in each field.
    pub fields: Vec<(SearchField, f32)>,
}

/// Why a document got something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It holds the word.
    Word,
    /// It holds no form of the word, but what editors have said means the same.
    Synonym,
    /// It holds no form of the word, but a part of it or a word derived from it.
    Partly,
    /// It holds the words close to each other, or in the order typed.
    Nearness,
    /// It holds many of the words.
    Covered,
    /// Its text begins with them.
    Early,
    /// The words are most of its title.
    Title,
}

impl Reason {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Word => "word",
            Reason::Synonym => "synonym",
            Reason::Partly => "partly",
            Reason::Nearness => "nearness",
            Reason::Covered => "covered",
            Reason::Early => "early",
            Reason::Title => "title",
        }
    }
}

/// A field to narrow by, with its tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: FacetField,
    /// Its values, the most frequent first (years: the newest first), or as
    /// [`Listing`](crate::Listing) asks. A value that is selected is there even when it
    /// counts 0.
    pub values: Vec<FacetValue>,
    /// How many there are, listed or not; of those that fit, where a listing asks for some.
    pub different: usize,
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
