//! Where sentences begin and end.

use std::ops::Range;

/// The sentences of a text as byte ranges, in order, without the space between them.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.len() - rest.trim_start().len();
        if start == text.len() {
            at = text.len() + 1;
            return None;
        }
        let length =
            text[start..].find(['.', '!', '?', '\n']).map_or(text.len() - start, |found| found + 1);
        at = start + length;
        Some(start..start + text[start..at].trim_end().len())
    })
}
