//! What a reader should know of how a query was taken. Data only: one
//! catalogue, in `server`, words it in Danish and in English.

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
    /// Nothing but exclusions: every other document is shown.
    OnlyExclusions,
    /// Every word is required and nothing matched, but documents with some of
    /// the words exist.
    SomeWordsWould,
}
