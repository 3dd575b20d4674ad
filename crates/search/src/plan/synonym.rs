//! What editors have said means the same, beside the words of the query.

use std::ops::Range;

use danish_analyzer::{QueryToken, Terms, term};
use ordret_model::Note;

use super::{Planner, Vocabulary};
use crate::synonyms::readings;

/// The most other expressions that are searched for beside one: each is one more thing to
/// look up.
const MOST_OTHERS: usize = 8;

/// The most that are tried in one query, whether the index has them or not: each is analysed
/// and looked up.
pub(super) const MOST_SYNONYMS: usize = 128;

impl<V: Vocabulary> Planner<'_, V> {
    /// Lets what means the same stand for words of the query, whose parts begin at `first`.
    pub(super) fn add_synonyms(&mut self, words: &[QueryToken<'_>], first: usize) {
        let known: Vec<Vec<String>> = words.iter().map(known_by).collect();
        for at in 0..words.len() {
            let mut found = self.vocabulary.synonyms(&known[at..]);
            // However a compound is written, it is the same expression.
            for compound in &words[at].joined_with_next {
                let one = self.vocabulary.synonyms(&[readings(compound)]);
                found.extend(one.into_iter().map(|(_, others)| (2, others)));
            }
            for apart in &words[at].apart {
                let pieces: Vec<Vec<String>> = apart.iter().map(readings).collect();
                let whole = self.vocabulary.synonyms(&pieces).into_iter();
                let whole = whole.filter(|(length, _)| *length == pieces.len());
                found.extend(whole.map(|(_, others)| (1, others)));
            }
            found.sort_by_key(|(length, _)| *length);
            for same in found.chunk_by(|one, other| one.0 == other.0) {
                let stretch = &words[at..(at + same[0].0).min(words.len())];
                let typed: Vec<&str> = stretch.iter().map(|word| word.token.text).collect();
                let terms: Vec<&Terms> = stretch.iter().map(|word| &*word.token.terms).collect();
                let others = same.iter().flat_map(|(_, others)| others);
                let parts = first + at..first + at + stretch.len();
                self.stand_in(parts, &typed.join(" "), &terms, others);
            }
        }
    }

    /// The same for a form that a typed word was taken for.
    pub(super) fn add_synonyms_of(&mut self, form: &str, part: usize) {
        let terms = self.analyzer.terms_of(form);
        for (_, others) in self.vocabulary.synonyms(&[readings(&terms)]) {
            self.stand_in(part..part + 1, form, &[&terms], others.iter());
        }
    }

    /// Lets those of `others` that the index has and that are not found anyway stand for
    /// some parts, and says which.
    fn stand_in<'o>(
        &mut self,
        parts: Range<usize>,
        typed: &str,
        terms: &[&Terms],
        others: impl Iterator<Item = &'o String>,
    ) {
        let mut also: Vec<String> = Vec::new();
        for other in others {
            if self.synonyms == 0 || also.len() == MOST_OTHERS {
                break;
            }
            self.synonyms -= 1;
            let words = self.analyzer.analyze_query(other);
            if also.contains(other) || is_found_by(terms, &words) || !self.is_there(&words) {
                continue;
            }
            for part in &mut self.plan.parts[parts.clone()] {
                part.add_synonym(&words);
            }
            also.push(other.clone());
        }
        if also.is_empty() {
            return;
        }
        let note = Note::Synonyms { typed: typed.to_owned(), also };
        if !self.plan.notes.contains(&note) {
            self.plan.notes.push(note);
        }
    }

    /// Whether the index has every word of an expression.
    fn is_there(&self, words: &[QueryToken<'_>]) -> bool {
        let has = |class: fn(&str) -> String, terms: &Terms| {
            terms.lemmas.iter().any(|lemma| self.vocabulary.has(&class(lemma)))
        };
        match words {
            [] => false,
            [word] => {
                let spellings = std::iter::once(&*word.token.terms).chain(&word.widened);
                let mut spellings =
                    spellings.map(|terms| has(term::lemma, terms) || has(term::inner, terms));
                spellings.any(|is_there| is_there)
                    || word.apart.iter().any(|apart| apart.iter().all(|one| has(term::lemma, one)))
            }
            _ => {
                let joined = &words[0].joined_with_next;
                words.iter().all(|word| has(term::lemma, &word.token.terms))
                    || words.len() == 2 && joined.iter().any(|one| has(term::lemma, one))
            }
        }
    }
}

/// What a typed word is known by, in any of its spellings.
fn known_by(word: &QueryToken<'_>) -> Vec<String> {
    let mut known = readings(&word.token.terms);
    for reading in word.widened.iter().flat_map(readings) {
        if !known.contains(&reading) {
            known.push(reading);
        }
    }
    known
}

/// Whether who looks for these words finds the others already: a compound is found by what
/// it is made of, and counting it once more would put it before the word itself.
fn is_found_by(typed: &[&Terms], words: &[QueryToken<'_>]) -> bool {
    let is_in = |lemma: &String, word: &QueryToken<'_>| {
        let terms = &word.token.terms;
        terms.lemmas.contains(lemma) || terms.inner.iter().any(|inner| inner.term == *lemma)
    };
    let holds = |terms: &&Terms| {
        terms.lemmas.iter().any(|lemma| words.iter().any(|word| is_in(lemma, word)))
    };
    typed.iter().all(holds)
}
