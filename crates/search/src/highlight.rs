//! Marks what matched, in the text as it stands.
//!
//! A stored text is analysed again with the analyzer that indexed it, and a
//! word is marked when it carries a term that was looked for. Of a compound
//! that was found by a part of it, that part is marked.

use std::cell::Cell;
use std::collections::HashMap;

use danish_analyzer::{Analyzer, Token, term};
use ordret_model::{Fragment, SearchField};

use crate::plan::{Alternative, Part, Plan, Slot, is_small};

/// How many bytes of texts are looked at for one answer, in the order of its hits; of each text
/// at least [`LEAST`]. A page shows no more of a text than a passage, and a search must not
/// take longer for ten books.
const MOST: usize = 1 << 18;
const LEAST: usize = 4 << 10;

/// A piece of a text that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub start: usize,
    pub end: usize,
    /// Which of the wanted parts of the query it is.
    pub part: usize,
    /// Whether it is spelled otherwise than was typed.
    pub other: bool,
}

/// Knows what a plan looks for, term by term.
pub(crate) struct Highlighter<'p> {
    words: HashMap<&'p str, Vec<Sought<'p>>>,
    sequences: Vec<(Sought<'p>, &'p [Slot])>,
    analyzer: &'p Analyzer,
    /// How many bytes may still be looked at.
    left: Cell<usize>,
}

/// What a term was looked for as.
#[derive(Clone, Copy)]
struct Sought<'p> {
    part: usize,
    other: bool,
    fields: Option<&'p [SearchField]>,
}

impl Sought<'_> {
    fn is_in(&self, field: SearchField) -> bool {
        self.fields.is_none_or(|fields| fields.contains(&field))
    }
}

impl<'p> Highlighter<'p> {
    /// Knows a plan; with `lenient` also what may stand for a word where any will do.
    pub(crate) fn new(plan: &'p Plan, lenient: bool, analyzer: &'p Analyzer) -> Highlighter<'p> {
        let mut highlighter = Highlighter {
            words: HashMap::new(),
            sequences: Vec::new(),
            analyzer,
            left: Cell::new(MOST),
        };
        // Marking every "og" of a text hides the words that were meant, so small
        // words are marked only when nothing else was asked for.
        let is_little = |part: &&Part| is_small(&part.typed.to_lowercase());
        let only_small = plan.parts.iter().all(|part| is_little(&part));
        for (nth, part) in plan.parts.iter().enumerate() {
            if only_small || !is_little(&part) {
                highlighter.learn(nth, part, lenient);
            }
        }
        highlighter
    }

    fn learn(&mut self, nth: usize, part: &'p Part, lenient: bool) {
        let fields = part.fields.as_deref();
        for alternative in &part.alternatives {
            match alternative {
                Alternative::Terms { terms, .. } => {
                    for (term, _) in terms {
                        let other = part.others.contains(term);
                        self.words.entry(term).or_default().push(Sought {
                            part: nth,
                            other,
                            fields,
                        });
                    }
                }
                Alternative::Sequence { slots, .. } => {
                    self.sequences.push((Sought { part: nth, other: false, fields }, slots));
                }
                Alternative::Labels { .. } => {}
            }
        }
        for lesser in part.inside.iter().chain(&part.kin).filter(|_| lenient) {
            self.learn(nth, lesser, false);
        }
    }

    /// The pieces of `text` that matched, in order; they may overlap.
    pub(crate) fn marks(&self, field: SearchField, text: &str) -> Vec<Mark> {
        if self.words.is_empty() && self.sequences.is_empty() {
            return Vec::new();
        }
        let text_looked_at = clip(text, self.left.get().max(LEAST));
        self.left.set(self.left.get().saturating_sub(text_looked_at.len()));
        let tokens = self.analyzer.analyze(text_looked_at);
        let mut marks = Vec::new();
        let mut key = String::new();
        for token in &tokens {
            self.mark_word(field, token, &mut key, &mut marks);
        }
        for &(sought, slots) in self.sequences.iter().filter(|(sought, _)| sought.is_in(field)) {
            mark_sequence(sought.part, slots, &tokens, &mut marks);
        }
        marks.retain(|mark| text.get(mark.start..mark.end).is_some_and(|piece| !piece.is_empty()));
        marks.sort_unstable();
        marks
    }

    fn mark_word(
        &self,
        field: SearchField,
        token: &Token<'_>,
        key: &mut String,
        marks: &mut Vec<Mark>,
    ) {
        let mut sought = |class: char, term: &str| {
            key.clear();
            key.push(class);
            key.push_str(term);
            self.words.get(key.as_str())?.iter().find(|sought| sought.is_in(field)).copied()
        };
        let terms = &token.terms;
        let lemmas = terms.lemmas.iter().chain(&token.wholes);
        let whole = sought(term::EXACT, &terms.exact)
            .or_else(|| lemmas.into_iter().find_map(|lemma| sought(term::LEMMA, lemma)));
        if let Some(Sought { part, other, .. }) = whole {
            marks.push(Mark { start: token.start, end: token.end, part, other });
            return;
        }
        for inner in &terms.inner {
            if let Some(Sought { part, other, .. }) = sought(term::INNER, &inner.term) {
                let (start, end) = (token.start + inner.start, token.start + inner.end);
                marks.push(Mark { start, end, part, other });
            }
        }
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
            marks.push(Mark { start: first.start, end: last.end, part, other: false });
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
