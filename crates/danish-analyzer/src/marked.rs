//! Words as the strings that an index is given of them, ready to be copied.

use crate::memory::Memory;
use crate::term::{EXACT, INNER, LEMMA};
use crate::terms::Terms;
use crate::tokenizer::Kind;
use crate::words;

/// Longer terms are left out: the engine holds none over 65,530 bytes.
const LONGEST_TERM: usize = 65_000;

/// The marked terms of the words seen, word by word: all letters in one string.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    memory: Memory<Place>,
    letters: String,
    terms: Vec<MarkedTerm>,
    /// How much of `letters` and `terms` is remembered; the rest is one word's, for once.
    kept: (usize, usize),
}

/// Where the terms of one word stand.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    /// Where the letters of the next term begin.
    letters: usize,
    next: usize,
    end: usize,
}

/// How many bytes of letters a term has, and the bytes it covers, from the word's start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MarkedTerm {
    length: usize,
    pub start: usize,
    pub end: usize,
}

impl Marked {
    /// The terms of a word as written, found out only if it is not remembered.
    #[inline]
    pub fn place(&mut self, word: &str, kind: Kind) -> Place {
        match self.memory.find(word, kind) {
            Ok(place) => *place,
            Err(key) => {
                let terms = words::terms(word, kind);
                if self.memory.is_full() {
                    *self = Marked::default();
                }
                let place = self.place_once(word, &terms, &[]);
                if let Some(key) = key {
                    self.memory.keep(key, word, place);
                    self.kept = (self.letters.len(), self.terms.len());
                }
                place
            }
        }
    }

    /// The terms of a word with those of the wholes it stands for, until the next new word.
    pub fn place_once(&mut self, word: &str, terms: &Terms, wholes: &[String]) -> Place {
        self.letters.truncate(self.kept.0);
        self.terms.truncate(self.kept.1);
        self.push(EXACT, &terms.exact, 0, word.len());
        for lemma in terms.lemmas.iter().chain(wholes) {
            self.push(LEMMA, lemma, 0, word.len());
        }
        for inner in &terms.inner {
            self.push(INNER, &inner.term, inner.start, inner.end);
        }
        Place { letters: self.kept.0, next: self.kept.1, end: self.terms.len() }
    }

    /// The next term, with its mark, and the place after it.
    #[inline]
    pub fn next(&self, place: &mut Place) -> Option<(&str, MarkedTerm)> {
        if place.next >= place.end {
            return None;
        }
        let term = *self.terms.get(place.next)?;
        let letters = self.letters.get(place.letters..place.letters + term.length)?;
        place.next += 1;
        place.letters += term.length;
        Some((letters, term))
    }

    fn push(&mut self, class: char, term: &str, start: usize, end: usize) {
        if term.len() > LONGEST_TERM {
            return;
        }
        self.letters.push(class);
        self.letters.push_str(term);
        self.terms.push(MarkedTerm { length: class.len_utf8() + term.len(), start, end });
    }
}
