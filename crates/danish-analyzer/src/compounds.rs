//! What a compound is made of.

/// A leaf part of a plain word, in bytes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub start: usize,
    pub end: usize,
}

/// The leaves of a compound, or nothing.
pub(crate) fn split(_plain: &str) -> Vec<Leaf> {
    Vec::new()
}
