//! What a reader should know of how a query was taken. Data only: one
//! catalogue, in `server`, words it in Danish and in English.

use crate::FacetField;

/// One remark on a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The query was longer than is read; the rest was left out.
    QueryCut {
        /// How many characters were read.
        read: usize,
    },
    /// There were more words than are searched; the most telling were taken.
    WordsCut {
        /// How many words were searched.
        searched: usize,
    },
    /// A word typed in plain ASCII was taken for Danish spellings of it.
    AsciiSpelling {
        /// The word as typed.
        typed: String,
        /// What was searched instead.
        taken_for: Vec<String>,
    },
    /// A word that no document holds was taken for others that are nearly spelled so.
    Corrected {
        /// The word as typed.
        typed: String,
        /// What was searched instead, the likeliest first.
        taken_for: Vec<String>,
        /// The whole query with the likeliest in place of the word.
        query: String,
        /// The whole query with the word as typed and nothing else.
        as_typed: String,
    },
    /// A word that documents hold resembles one that far more of them hold.
    DidYouMean {
        /// The word as typed.
        typed: String,
        /// The other word.
        other: String,
        /// The whole query with the other word.
        query: String,
    },
    /// A name is also found in other spellings of the same person's name.
    NameVariant {
        /// The name as typed.
        typed: String,
        /// The other spellings.
        also: Vec<String>,
    },
    /// Words that an editor has said mean the same are searched as well.
    Synonyms {
        /// The word as typed.
        typed: String,
        /// What is searched besides.
        also: Vec<String>,
    },
    /// A word before a colon is no field and was searched as text.
    UnknownField {
        /// The word as typed.
        typed: String,
        /// The name of the field that was perhaps meant.
        nearest: &'static str,
        /// The whole query with that field.
        query: String,
    },
    /// A word had a weight behind it, which was not read.
    WeightIgnored {
        /// The word as typed.
        typed: String,
    },
    /// More words begin so than are searched; the most used were taken.
    PrefixCut {
        /// The beginning as typed.
        prefix: String,
        /// How many words were searched.
        searched: usize,
    },
    /// Nothing but exclusions: every other document is shown.
    OnlyExclusions,
    /// Every word is required and nothing matched, but documents with some of
    /// the words exist.
    SomeWordsWould,
    /// Nothing was found; without one word or filter there would be something.
    Without {
        /// What is left out.
        left_out: LeftOut,
        /// How many documents there would be.
        count: u64,
    },
}

/// What a search could do without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// A word, a phrase or an exclusion as typed, and the query that is left.
    Clause {
        /// As typed.
        typed: String,
        /// The query without it.
        query: String,
    },
    /// A chosen value of a facet.
    Filter {
        /// The facet.
        field: FacetField,
        /// The value.
        value: String,
    },
    /// The chosen years.
    Years,
}
