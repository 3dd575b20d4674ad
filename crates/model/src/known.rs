//! How a value is known, and where in its source it stands.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in the text of a page, as its reader gives it.
///
/// Of page text and Markdown that is the file's text after decoding to UTF-8,
/// before anything else is done to it; of HTML it is the text of the page's
/// paragraphs, one after the other; of records it is the file of records.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// On whose word a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The source says so, in these words.
    Stated,
    /// Concluded from what the source says, such as a place from a municipality's name.
    Inferred,
    /// An editor said so.
    Editor,
}

/// A value together with how it is known and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Known<T> {
    /// The value itself.
    pub value: T,
    /// On whose word.
    pub basis: Basis,
    /// Where in the source; `None` when it stands nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl<T> Known<T> {
    /// A value the source states at `span`.
    pub fn stated(value: impl Into<T>, span: Span) -> Self {
        Known { value: value.into(), basis: Basis::Stated, span: Some(span) }
    }

    /// A value concluded from what stands at `span`.
    pub fn inferred(value: impl Into<T>, span: Option<Span>) -> Self {
        Known { value: value.into(), basis: Basis::Inferred, span }
    }

    /// A value an editor wrote at `span`.
    pub fn editor(value: impl Into<T>, span: Option<Span>) -> Self {
        Known { value: value.into(), basis: Basis::Editor, span }
    }

    /// Another value known in the same way, from the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Known<U> {
        Known { value: f(self.value), basis: self.basis, span: self.span }
    }
}
