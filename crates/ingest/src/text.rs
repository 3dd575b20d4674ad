//! Text that knows where in its file it stands.

use std::ops::Range;

use ordret_model::{Known, Span};

/// A text together with where each part of it stands in the source.
///
/// Most texts stand there letter for letter, so that one place tells all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    /// The byte of the source where the text begins.
    start: usize,
    /// Where it goes on elsewhere. Boxed: hardly any text does, and a page may
    /// have a million of them.
    jumps: Option<Box<Jumps>>,
}

/// Pairs (byte of the text, byte of the source), ascending by the first. From
/// one to the next the two run side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Jumps(Vec<(usize, usize)>);

impl Text {
    /// A text that stands in the source letter for letter, from byte `start`.
    pub fn at(start: usize, text: &str) -> Text {
        Text { text: text.to_owned(), start, jumps: None }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds a piece that stands at byte `start` of the source.
    pub fn push(&mut self, piece: &str, start: usize) {
        if !piece.is_empty() {
            self.go_on_at(start);
            self.text.push_str(piece);
        }
    }

    /// Adds another text after `joint`, which stands nowhere.
    pub fn join(&mut self, joint: &str, other: &Text) {
        if other.is_empty() {
            return;
        }
        if !self.is_empty() {
            self.push(joint, self.source(self.text.len()));
        }
        self.go_on_at(other.start);
        let shift = self.text.len();
        self.text.push_str(&other.text);
        if let Some(others) = &other.jumps {
            let moved = others.0.iter().map(|&(at, source)| (at + shift, source));
            self.jumps.get_or_insert_default().0.extend(moved);
        }
    }

    /// What is added next stands at byte `start` of the source.
    fn go_on_at(&mut self, start: usize) {
        if self.text.is_empty() {
            self.start = start;
        } else if self.source(self.text.len()) != start {
            let at = self.text.len();
            self.jumps.get_or_insert_default().0.push((at, start));
        }
    }

    /// The part of the text in `range`, which lies on character boundaries.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let jumps = self.jumps();
        let from = jumps.partition_point(|&(at, _)| at <= range.start);
        let to = jumps.partition_point(|&(at, _)| at < range.end);
        let inside = jumps.get(from..to).filter(|inside| !inside.is_empty()).map(|inside| {
            Jumps(inside.iter().map(|&(at, source)| (at - range.start, source)).collect())
        });
        Text {
            start: self.source(range.start),
            jumps: inside.map(Box::new),
            text: self.text[range].to_owned(),
        }
    }

    fn jumps(&self) -> &[(usize, usize)] {
        self.jumps.as_ref().map_or(&[], |jumps| &jumps.0)
    }

    /// The text without white space around it.
    pub fn trim(&self) -> Text {
        self.narrow(self.text.trim())
    }

    /// The text that `part`, a slice of [`Text::as_str`], stands for.
    pub fn narrow(&self, part: &str) -> Text {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        self.slice(start..start + part.len())
    }

    /// Takes `ranges` (ascending, apart from each other) out.
    pub fn without(&self, ranges: &[Range<usize>]) -> Text {
        self.replace(ranges, "")
    }

    /// Puts `word` in the place of each of `ranges`.
    pub fn replace(&self, ranges: &[Range<usize>], word: &str) -> Text {
        let (mut kept, mut from) = (Text::default(), 0);
        for range in ranges {
            kept.join("", &self.slice(from..range.start));
            kept.push(word, self.source(range.start));
            from = range.end;
        }
        kept.join("", &self.slice(from..self.text.len()));
        kept
    }

    /// The bytes of the source that the text covers.
    pub fn span(&self) -> Span {
        self.span_of(0..self.text.len())
    }

    /// The bytes of the source that `range` of the text covers.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let start = self.source(range.start);
        let end = if range.is_empty() { start } else { self.source(range.end - 1) + 1 };
        Span::new(start, end.max(start))
    }

    /// The text as a value its source states.
    pub fn stated(&self) -> Known<String> {
        Known::stated(self.text.clone(), self.span())
    }

    fn source(&self, at: usize) -> usize {
        let jumps = self.jumps();
        match jumps.partition_point(|&(text, _)| text <= at) {
            0 => self.start + at,
            after => {
                let (text, source) = jumps[after - 1];
                source + (at - text)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_of_a_joined_text_still_knows_its_source() {
        let mut text = Text::at(10, "abc");
        text.join("\n\n", &Text::at(40, "def"));
        assert_eq!(text.as_str(), "abc\n\ndef");
        assert_eq!(text.slice(5..8).span(), Span::new(40, 43));
        assert_eq!(text.span(), Span::new(10, 43));
        assert_eq!(text.without(std::slice::from_ref(&(1..6))).as_str(), "aef");
        assert_eq!(text.without(std::slice::from_ref(&(1..6))).span_of(1..3), Span::new(41, 43));
    }
}
