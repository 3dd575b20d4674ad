//! Marks what matched, in the text as it stands.
//!
//! A stored text is analysed again with the analyzer that indexed it, and a
//! word is marked when it carries a term that was looked for. Of a compound
//! that was found by a part of it, that part is marked.

use std::collections::HashMap;

use danish_analyzer::{Analyzer, Token, is_stop_word, term};
use ordret_model::Fragment;

use crate::plan::{Alternative, Part, Plan, Slot};

/// Of a longer text only the beginning is looked at, in bytes: a page shows no
/// more of it than a passage, and a search must not take longer for one book.
const LONGEST: usize = 1 << 18;

/// A piece of a text that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub start: usize,
    pub end: usize,
    /// Which of the wanted parts of the query it is.
    pub part: usize,
}

/// Knows what a plan looks for, term by term.
pub(crate) struct Highlighter<'p> {
    words: HashMap<&'p str, usize>,
    sequences: Vec<(usize, &'p [Slot])>,
    analyzer: &'p Analyzer,
}

impl<'p> Highlighter<'p> {
    pub(crate) fn new(plan: &'p Plan, analyzer: &'p Analyzer) -> Highlighter<'p> {
        let mut highlighter =
            Highlighter { words: HashMap::new(), sequences: Vec::new(), analyzer };
        // Marking every "og" of a text hides the words that were meant, so small
        // words are marked only when nothing else was asked for.
        let is_small = |part: &&Part| is_stop_word(&part.typed.to_lowercase());
        let only_small = plan.wanted.iter().all(|part| is_small(&part));
        for (nth, part) in plan.wanted.iter().enumerate() {
            if only_small || !is_small(&part) {
                highlighter.learn(nth, part);
            }
        }
        highlighter
    }

    fn learn(&mut self, nth: usize, part: &'p Part) {
        for inside in &part.inside {
            self.learn(nth, inside);
        }
        for alternative in &part.alternatives {
            match alternative {
                Alternative::Terms { terms, .. } => {
                    for (term, _) in terms {
                        self.words.entry(term).or_insert(nth);
                    }
                }
                Alternative::Sequence { slots, .. } => self.sequences.push((nth, slots)),
            }
        }
    }

    /// The pieces of `text` that matched, in order; they may overlap.
    pub(crate) fn marks(&self, text: &str) -> Vec<Mark> {
        if self.words.is_empty() && self.sequences.is_empty() {
            return Vec::new();
        }
        let tokens = self.analyzer.analyze(clip(text, LONGEST));
        let mut marks = Vec::new();
        let mut key = String::new();
        for token in &tokens {
            self.mark_word(token, &mut key, &mut marks);
        }
        for &(part, slots) in &self.sequences {
            mark_sequence(part, slots, &tokens, &mut marks);
        }
        marks.retain(|mark| text.get(mark.start..mark.end).is_some_and(|piece| !piece.is_empty()));
        marks.sort_unstable();
        marks
    }

    fn mark_word(&self, token: &Token<'_>, key: &mut String, marks: &mut Vec<Mark>) {
        let mut part_of = |class: char, term: &str| {
            key.clear();
            key.push(class);
            key.push_str(term);
            self.words.get(key.as_str()).copied()
        };
        let terms = &token.terms;
        let lemmas = terms.lemmas.iter().chain(&token.wholes);
        let whole = part_of(term::EXACT, &terms.exact)
            .or_else(|| lemmas.into_iter().find_map(|lemma| part_of(term::LEMMA, lemma)));
        if let Some(part) = whole {
            marks.push(Mark { start: token.start, end: token.end, part });
            return;
        }
        for inner in &terms.inner {
            if let Some(part) = part_of(term::INNER, &inner.term) {
                let (start, end) = (token.start + inner.start, token.start + inner.end);
                marks.push(Mark { start, end, part });
            }
        }
    }

    /// All of `text` in fragments.
    pub(crate) fn fragments(&self, text: &str) -> Vec<Fragment> {
        fragments(text, 0..text.len(), &self.marks(text))
    }
}

/// A phrase is marked as one piece, from its first word to its last.
fn mark_sequence(part: usize, slots: &[Slot], tokens: &[Token<'_>], marks: &mut Vec<Mark>) {
    let words: Vec<(usize, &Slot)> =
        slots.iter().enumerate().filter(|(_, slot)| !slot.is_empty()).collect();
    for window in tokens.windows(words.len().max(1)) {
        let place = |token: &Token<'_>| token.position - window[0].position;
        let fits = window
            .iter()
            .zip(&words)
            .all(|(token, (offset, slot))| place(token) == *offset && fits(token, slot));
        if let (true, Some(first), Some(last)) = (fits, window.first(), window.last()) {
            marks.push(Mark { start: first.start, end: last.end, part });
        }
    }
}

fn fits(token: &Token<'_>, slot: &Slot) -> bool {
    slot.iter().any(|wanted| {
        let mut chars = wanted.chars();
        match chars.next() {
            Some(term::EXACT) => token.terms.exact == chars.as_str(),
            Some(term::LEMMA) => {
                let mut lemmas = token.terms.lemmas.iter().chain(&token.wholes);
                lemmas.any(|lemma| lemma == chars.as_str())
            }
            _ => false,
        }
    })
}

/// `text[range]` cut where marks begin and end. Marks that touch are one.
pub(crate) fn fragments(
    text: &str,
    range: std::ops::Range<usize>,
    marks: &[Mark],
) -> Vec<Fragment> {
    let mut fragments: Vec<Fragment> = Vec::new();
    let mut push = |start: usize, end: usize, highlighted: bool| {
        if start >= end {
            return;
        }
        let piece = &text[start..end];
        match fragments.last_mut() {
            Some(last) if last.highlighted == highlighted => last.text.push_str(piece),
            _ => fragments.push(Fragment { text: piece.to_owned(), highlighted }),
        }
    };
    let mut at = range.start;
    for mark in marks {
        let (start, end) = (mark.start.max(at), mark.end.min(range.end));
        if start < end {
            push(at, start, false);
            push(start, end, true);
            at = end;
        }
    }
    push(at, range.end, false);
    fragments
}

/// The first `longest` bytes of a text, cut between letters.
fn clip(text: &str, longest: usize) -> &str {
    &text[..text.floor_char_boundary(longest)]
}
