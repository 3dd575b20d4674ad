//! Words that no document holds: taken for Danish spellings of plain ASCII, else for what
//! they are nearly spelled as. Each look costs a walk through the dictionaries, so both
//! are bounded by the query, not by the word.

use danish_analyzer::{QueryToken, ascii_candidates, term};
use ordret_model::Note;

use super::{MOST_CORRECTIONS, Planner, Vocabulary, is_number, is_small};
use crate::plan::Part;
use crate::ranking;

/// The most spellings that a word typed in plain ASCII is taken for.
const MOST_SPELLINGS: usize = 4;

/// How many spellings are taken apart to see whether their stems are known, and of how long
/// a word: taking a long word apart costs as much as some hundred look-ups.
const MOST_ANALYSED: usize = 24;
const LONGEST_ANALYSED: usize = 24;

/// The most words that an unknown word is taken for.
const MOST_CORRECTED: usize = 3;

/// How many near terms are looked at.
const MOST_NEAR: usize = 256;

impl<V: Vocabulary> Planner<'_, V> {
    /// Whether any document holds the word, in whatever form or compound. A piece of it
    /// that stands somewhere makes it no known word.
    fn is_known(&self, part: &Part) -> bool {
        part.own_terms().any(|term| self.vocabulary.has(term))
    }

    /// Takes an unknown word for others.
    pub(super) fn respell(&mut self, word: &QueryToken<'_>, nth: usize) {
        let exact = &word.token.terms.exact;
        let is_word = exact.chars().any(char::is_alphabetic) && !is_number(exact);
        if !is_word || is_small(exact) || self.corrections == 0 {
            return;
        }
        if self.is_known(&self.plan.parts[nth]) {
            return;
        }
        if !self.take_for_danish(word, nth) {
            self.correct(word, nth);
        }
    }

    /// A word in plain ASCII is taken for the Danish words it may have been typed for, as
    /// far as the index has them.
    fn take_for_danish(&mut self, word: &QueryToken<'_>, nth: usize) -> bool {
        let typed = word.token.text;
        if !typed.is_ascii() || typed.len() > 40 {
            return false;
        }
        let mut taken_for = Vec::new();
        for (nth_candidate, candidate) in ascii_candidates(typed).into_iter().enumerate() {
            let classes =
                [term::exact(&candidate), term::lemma(&candidate), term::inner(&candidate)];
            let mut is_known = classes.iter().any(|term| self.vocabulary.has(term));
            if !is_known && (nth_candidate >= MOST_ANALYSED || typed.len() > LONGEST_ANALYSED) {
                continue;
            }
            let terms = self.analyzer.terms_of(&candidate);
            if !is_known {
                let lemmas = terms.lemmas.iter();
                let mut classes = lemmas.flat_map(|lemma| [term::lemma(lemma), term::inner(lemma)]);
                is_known = classes.any(|term| self.vocabulary.has(&term));
            }
            if is_known {
                self.plan.parts[nth].add_other(&terms, ranking::ASCII);
                taken_for.push(candidate);
            }
            if taken_for.len() == MOST_SPELLINGS {
                break;
            }
        }
        let found = !taken_for.is_empty();
        if found {
            self.plan.notes.push(Note::AsciiSpelling { typed: typed.to_owned(), taken_for });
        } else {
            // Trying them all was as dear as a correction.
            self.corrections = self.corrections.saturating_sub(1);
        }
        found
    }

    /// A word that no document holds is taken for those nearest to it: none of up to three
    /// letters, one letter's difference up to seven, two from eight.
    fn correct(&mut self, word: &QueryToken<'_>, nth: usize) {
        let exact = word.token.terms.exact.clone();
        let letters = exact.chars().count();
        // An address or a number is as it is, or it is another.
        let is_plain = exact.chars().all(|c| c.is_alphabetic() || c == '-');
        if !(4..=40).contains(&letters) || !is_plain || self.corrections == 0 {
            return;
        }
        self.corrections = self.corrections.min(MOST_CORRECTIONS) - 1;
        let distance = if letters < 8 { 1 } else { 2 };
        let near = self.vocabulary.near(&term::exact(&exact), distance, MOST_NEAR);
        let mut near: Vec<(u32, std::cmp::Reverse<u64>, String)> = near
            .into_iter()
            .map(|(term, documents)| {
                let form = term.trim_start_matches(term::EXACT).to_owned();
                (unlikeness(&exact, &form), std::cmp::Reverse(documents), form)
            })
            .filter(|(unlikeness, _, form)| {
                *unlikeness <= u32::from(distance) * 4 && form.chars().all(|c| !c.is_ascii_digit())
            })
            .collect();
        near.sort();
        let Some((least, most, _)) = near.first().cloned() else { return };
        let likely = |other: &(u32, std::cmp::Reverse<u64>, String)| {
            other.0 == least && other.1.0 * 20 >= most.0
        };
        let taken_for: Vec<String> = near
            .iter()
            .filter(|other| likely(other))
            .take(MOST_CORRECTED)
            .map(|(_, _, form)| form.clone())
            .collect();
        for (place, form) in taken_for.iter().enumerate() {
            let weight = if place == 0 { 1.0 } else { ranking::LESS_LIKELY };
            let terms = self.analyzer.terms_of(form);
            self.plan.parts[nth].add_other(&terms, ranking::CORRECTED * weight);
        }
        let typed = word.token.text.to_owned();
        let text = self.query.to_string();
        let query = text.replacen(&typed, &taken_for[0], 1);
        let as_typed = text.replacen(&typed, &format!("\"{typed}\""), 1);
        self.plan.notes.push(Note::Corrected { typed, taken_for, query, as_typed });
    }
}

/// How unlike two words are, in quarters of a typing error: letters that were doubled, left
/// out of a double, or swapped are likelier than others, a wrong first letter less likely.
fn unlikeness(typed: &str, other: &str) -> u32 {
    let (typed, other): (Vec<char>, Vec<char>) = (typed.chars().collect(), other.chars().collect());
    let width = other.len() + 1;
    let mut rows = vec![0_u32; (typed.len() + 1) * width];
    for at in 0..=typed.len() {
        for beside in 0..=other.len() {
            if at == 0 || beside == 0 {
                rows[at * width + beside] = 4 * (at + beside) as u32;
                continue;
            }
            let (mine, theirs) = (typed[at - 1], other[beside - 1]);
            let cell = |at: usize, beside: usize| rows[at * width + beside];
            let doubled = at > 1 && typed[at - 2] == mine;
            let halved = beside > 1 && other[beside - 2] == theirs;
            let mut least = cell(at - 1, beside - 1) + if mine == theirs { 0 } else { 4 };
            least = least.min(cell(at - 1, beside) + if doubled { 3 } else { 4 });
            least = least.min(cell(at, beside - 1) + if halved { 3 } else { 4 });
            let swapped =
                at > 1 && beside > 1 && mine == other[beside - 2] && theirs == typed[at - 2];
            if swapped {
                least = least.min(cell(at - 2, beside - 2) + 3);
            }
            rows[at * width + beside] = least;
        }
    }
    let first = u32::from(typed.first() != other.first());
    rows[typed.len() * width + other.len()] + first
}

#[cfg(test)]
mod tests {
    use super::unlikeness;

    #[test]
    fn likely_errors_are_nearer_than_others() {
        assert_eq!(unlikeness("skole", "skole"), 0);
        assert!(unlikeness("skolle", "skole") < unlikeness("skople", "skole"));
        assert!(unlikeness("sokle", "skole") < unlikeness("skale", "skole"));
        assert!(unlikeness("kole", "skole") > unlikeness("skol", "skole"));
    }
}
