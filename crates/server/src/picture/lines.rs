//! Words set in lines that fit: broken, balanced, made smaller, cut.

use danish_analyzer::sentences;

use super::font::{Weight, Word, word};

/// Text that is shaped: what [`fit`] tries in several sizes.
#[derive(Debug, Clone)]
pub(super) struct Text {
    words: Vec<Word>,
    /// Whether a paragraph begins at the word.
    opens: Vec<bool>,
    space: f32,
}

/// One line, as its words stand beside each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    /// In ems.
    pub(super) width: f32,
    /// Whether a paragraph begins here that is not the first.
    pub(super) opens: bool,
    /// Between two words, in ems.
    pub(super) space: f32,
}

/// Lines in the size that they fit in.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub(super) lines: Vec<Line>,
    pub(super) size: f32,
}

/// The room for a text, and how it may be set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room<'a> {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Sizes to try, the largest first; never empty.
    pub(super) sizes: &'a [f32],
    /// From one base line to the next, in ems.
    pub(super) leading: f32,
    pub(super) weight: Weight,
}

/// Between two paragraphs, in ems, besides the leading.
const PARAGRAPH: f32 = 0.4;

/// No picture holds more; what comes after is not looked at.
const MOST_LETTERS: usize = 4000;

impl Text {
    pub(super) fn of(text: &str, weight: Weight) -> Text {
        let mut shaped = Text { words: Vec::new(), opens: Vec::new(), space: space(weight) };
        for paragraph in text.split("\n\n") {
            for (i, one) in words(paragraph).enumerate() {
                shaped.words.push(word(one, weight));
                shaped.opens.push(i == 0);
            }
        }
        shaped
    }

    /// Broken into lines of at most `width` ems. A word that is wider is parted.
    fn lines(&self, width: f32) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for (word, opens) in self.words.iter().zip(&self.opens) {
            for (i, piece) in parted(word, width).into_iter().enumerate() {
                let begins = i > 0 || *opens;
                match lines.last_mut().filter(|_| !begins) {
                    Some(line) if line.width + self.space + piece.width <= width => {
                        line.width += self.space + piece.width;
                        line.words.push(piece);
                    }
                    _ => lines.push(Line {
                        width: piece.width,
                        opens: i == 0 && *opens && !lines.is_empty(),
                        words: vec![piece],
                        space: self.space,
                    }),
                }
            }
        }
        lines
    }

    /// The same number of lines, as even as they can be.
    fn balanced(&self, width: f32) -> Vec<Line> {
        let greedy = self.lines(width);
        let (mut narrow, mut wide) = (width / 2.0, width);
        while wide - narrow > 0.05 {
            let middle = (narrow + wide) / 2.0;
            match self.lines(middle).len() <= greedy.len() && self.widest() <= middle {
                true => wide = middle,
                false => narrow = middle,
            }
        }
        self.lines(wide)
    }

    fn widest(&self) -> f32 {
        self.words.iter().fold(0.0, |widest: f32, word| widest.max(word.width))
    }
}

/// What stands between two places where a line may break.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    text.split(breaks).filter(|word| !word.is_empty())
}

fn space(weight: Weight) -> f32 {
    word(" ", weight).width
}

/// A word in pieces of at most `width` ems; each holds one letter at least.
fn parted(whole: &Word, width: f32) -> Vec<Word> {
    if whole.width <= width {
        return vec![whole.clone()];
    }
    let mut pieces = Vec::new();
    let mut piece = Word::default();
    let (mut begins, mut at) = (0.0, 0);
    while at < whole.glyphs.len() {
        let letter = whole.glyphs[at].letter;
        let same = whole.glyphs[at..].iter().take_while(|glyph| glyph.letter == letter).count();
        let next = whole.glyphs.get(at + same);
        let ends = next.map_or(whole.width, |glyph| glyph.x);
        if ends - begins > width && !piece.glyphs.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            begins = whole.glyphs[at].x;
        }
        for glyph in &whole.glyphs[at..at + same] {
            let x = glyph.x - begins;
            piece.glyphs.push(super::font::Glyph { x, ..glyph.clone() });
        }
        let last = next.map_or(whole.text.len(), |glyph| glyph.letter);
        piece.text.push_str(whole.text.get(letter..last).unwrap_or_default());
        piece.width = ends - begins;
        at += same;
    }
    pieces.push(piece);
    pieces
}

/// How high the lines are in ems, from the top of the first letter to the last base line's foot.
pub(super) fn height(lines: &[Line], leading: f32) -> f32 {
    let gaps = lines.iter().filter(|line| line.opens).count() as f32;
    lines.len() as f32 * leading + gaps * PARAGRAPH
}

/// Where each line's base line is below the top, in ems.
pub(super) fn base_lines(lines: &[Line], leading: f32) -> Vec<f32> {
    let mut below = (leading - 1.0) / 2.0 + ASCENT - leading;
    let base = |line: &Line| {
        below += leading + if line.opens { PARAGRAPH } else { 0.0 };
        below
    };
    lines.iter().map(base).collect()
}

/// How far a base line is below the top of its em.
const ASCENT: f32 = 0.76;

/// `text` between `open` and `close` in the largest size in which it fits `room`. Where none is
/// small enough it is cut: behind a sentence if one fits, else behind a word, else in the word;
/// what is left out is said with `…`.
pub(super) fn fit(text: &str, open: &str, close: &str, room: Room<'_>) -> Set {
    let beginning = text.char_indices().nth(MOST_LETTERS).map_or(text, |(end, _)| &text[..end]);
    if beginning.len() == text.len() {
        let whole = Text::of(&format!("{open}{}{close}", text.trim()), room.weight);
        for &size in room.sizes {
            let lines = whole.balanced(room.width / size);
            if height(&lines, room.leading) * size <= room.height {
                return Set { lines, size };
            }
        }
    }
    let size = room.sizes.last().copied().unwrap_or(16.0);
    let cut = |end: usize, gap: &str| -> Option<Vec<Line>> {
        let kept = beginning[..end].trim_end();
        let text = Text::of(&format!("{open}{kept}{gap}…{close}"), room.weight);
        let lines = text.balanced(room.width / size);
        (height(&lines, room.leading) * size <= room.height).then_some(lines)
    };
    // Where it may be cut, by what is lost: the ends of sentences, of words, of letters. The
    // last sentence of what was looked at may go on.
    let whole_sentences: Vec<usize> = sentences(beginning)
        .map(|range| range.end)
        .filter(|&end| end < beginning.trim_end().len())
        .collect();
    let spaces = beginning.char_indices().filter(|(_, c)| c.is_whitespace());
    let words: Vec<usize> = spaces.map(|(at, _)| at).filter(|&at| at > 0).collect();
    let letters: Vec<usize> = beginning.char_indices().map(|(at, _)| at).collect();
    let lines = last_that_fits(&whole_sentences, |end| cut(end, "\u{a0}"))
        .or_else(|| last_that_fits(&words, |end| cut(end, "\u{a0}")))
        .or_else(|| last_that_fits(&letters, |end| cut(end, "")))
        .unwrap_or_default();
    Set { lines, size }
}

/// What the last place gives that fits. The more is kept the less fits, so halving finds it.
fn last_that_fits<T>(places: &[usize], fits: impl Fn(usize) -> Option<T>) -> Option<T> {
    let (mut low, mut high, mut best) = (0, places.len(), None);
    while low < high {
        let middle = (low + high) / 2;
        match fits(places[middle]) {
            Some(lines) => {
                best = Some(lines);
                low = middle + 1;
            }
            None => high = middle,
        }
    }
    best
}

/// `text` on one line of at most `width` pixels in `size`, cut behind a letter with `…`.
pub(super) fn one_line(text: &str, size: f32, width: f32, weight: Weight) -> Line {
    let sizes = [size];
    let room = Room { width, height: size, sizes: &sizes, leading: 1.0, weight };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    fit(&text, "", "", room).lines.into_iter().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Room, Set, fit, height};
    use crate::picture::font::Weight;

    const ROOM: Room<'_> = Room {
        width: 600.0,
        height: 200.0,
        sizes: &[60.0, 40.0, 30.0],
        leading: 1.2,
        weight: Weight::Regular,
    };

    fn set(text: &str) -> (Set, String) {
        let set = fit(text, "»", "«", ROOM);
        assert!(height(&set.lines, ROOM.leading) * set.size <= ROOM.height);
        assert!(set.lines.iter().all(|line| line.width * set.size <= ROOM.width + 0.01), "{text}");
        let line = |line: &super::Line| {
            line.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let text = set.lines.iter().map(line).collect::<Vec<_>>().join("|");
        (set, text)
    }

    #[test]
    fn the_longer_a_text_the_smaller_it_is_set() {
        let (short, text) = set("En have.");
        assert_eq!((short.size, text.as_str()), (60.0, "»En have.«"));
        let (long, text) = set(&"En have er godt. ".repeat(12));
        assert!(long.size == 30.0 && !text.contains('…'), "{text}");
    }

    #[test]
    fn a_text_too_long_ends_behind_a_sentence() {
        let (_, text) = set(&"Mødet er kl. 9 i haven, som I ved. ".repeat(40));
        assert!(text.ends_with("som I ved.\u{a0}…«"), "{text}");
    }

    #[test]
    fn a_sentence_too_long_ends_behind_a_word_and_a_word_in_itself() {
        let (_, text) = set(&"og så videre ".repeat(80));
        assert!(
            ["og", "så", "videre"].iter().any(|end| text.ends_with(&format!("{end}\u{a0}…«"))),
            "{text}"
        );
        let (set, text) = set(&"æ".repeat(4000));
        assert!(set.lines.len() > 3 && text.ends_with("æ…«"), "{text}");
    }

    #[test]
    fn lines_are_about_as_long_as_each_other() {
        let (set, text) = set("Vi spurgte børnene først, og resten");
        let widths: Vec<f32> = set.lines.iter().map(|line| line.width).collect();
        assert!(widths.len() == 2 && widths[1] > widths[0] * 0.7, "{text}");
    }
}
