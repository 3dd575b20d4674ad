//! What is proposed while somebody types.

/// Something that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// As it is written.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// How many documents have it.
    pub count: u64,
}

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SuggestionKind {
    /// Who speaks.
    Speaker,
    /// A municipality or region.
    Place,
    /// A theme.
    Topic,
    /// A document's title.
    Title,
    /// A word of some text.
    Word,
}

impl SuggestionKind {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            SuggestionKind::Speaker => "speaker",
            SuggestionKind::Place => "place",
            SuggestionKind::Topic => "topic",
            SuggestionKind::Title => "title",
            SuggestionKind::Word => "word",
        }
    }
}
