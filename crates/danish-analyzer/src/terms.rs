//! What a word becomes.

use std::sync::Arc;

/// One word of a text with its terms. `start` and `end` are bytes of the original text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// The word as written, `text[start..end]`.
    pub text: &'t str,
    /// Its first byte in the original text.
    pub start: usize,
    /// One past its last byte in the original text.
    pub end: usize,
    /// Its place among the words of the text, from 0. One place is left free where a
    /// sentence or paragraph ends, so that words on both sides stand in no phrase; a
    /// phrase that was typed with the end in it leaves the same place free.
    pub position: usize,
    /// What the word by itself becomes; shared by all its occurrences.
    pub terms: Arc<Terms>,
    /// Lemmas of the elliptic compounds it stands for: on `social-` in "social- og
    /// beskæftigelsesforvaltningen" the lemma `socialforvaltning`. Mostly empty.
    pub wholes: Vec<String>,
}

/// The terms of one word, whatever stands around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// The folded surface form, see [`fold`](crate::fold()).
    pub exact: String,
    /// Two words meet when they share one of these. Never empty.
    pub lemmas: Vec<String>,
    /// The leaf parts of a compound as written, linking elements included, in
    /// order: together they are the word. Empty for what is no compound.
    pub parts: Vec<Part>,
    /// What may be searched inside a compound, by lemma: its leaf parts and its
    /// contiguous sub-compounds (`ab` and `bc` of `abc`), never the whole.
    pub inner: Vec<Inner>,
}

/// A leaf part of a compound. Offsets are bytes **from the start of the token**:
/// add [`Token::start`] for the place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The part as written, linking element included.
    pub text: String,
    /// Its first byte, from the token's start.
    pub start: usize,
    /// One past its last byte, from the token's start.
    pub end: usize,
}

/// A term inside a compound. Offsets are bytes **from the start of the token**.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inner {
    /// The lemma of the part or sub-compound.
    pub term: String,
    /// Its first byte, from the token's start.
    pub start: usize,
    /// One past its last byte, from the token's start.
    pub end: usize,
}
