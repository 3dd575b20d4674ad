//! Words derived from a word: `innovere` beside `innovation`, `ensom` beside `ensomhed`. They
//! are weak alternatives, and only in documents where the word itself is missing.

use danish_analyzer::{QueryToken, term};

use super::{Part, Planner, Vocabulary, is_small};
use crate::ranking;

/// Endings of words that are derived from one another, both ways. A shorter one that is
/// part of a longer comes after it.
const ENDINGS: [(&str, &str); 22] = [
    ("ificering", "ificere"),
    ("isering", "isere"),
    ("ering", "ere"),
    ("ation", "ere"),
    ("ition", "ere"),
    ("ktion", "cere"),
    ("ion", "ere"),
    ("ning", "ne"),
    ("ning", "e"),
    ("ing", "e"),
    ("else", "e"),
    ("else", ""),
    ("ighed", "ig"),
    ("hed", ""),
    ("itet", "el"),
    ("isme", "istisk"),
    ("ik", "isk"),
    ("i", "isk"),
    ("mæssig", ""),
    ("smæssig", ""),
    ("e", "al"),
    ("isk", ""),
];

/// The most derived words that are looked for beside one word.
const MOST: usize = 3;

/// A stem of fewer letters says too little of which word it is of.
const LEAST_STEM: usize = 4;

impl<V: Vocabulary> Planner<'_, V> {
    /// Adds the derived words that the index has.
    pub(super) fn derive(&mut self, word: &QueryToken<'_>, nth: usize) {
        if is_small(&word.token.terms.exact) {
            return;
        }
        let mut kin: Vec<String> = Vec::new();
        for lemma in word.token.terms.lemmas.iter().take(2) {
            for other in derived(lemma) {
                let is_new = !kin.contains(&other) && !word.token.terms.lemmas.contains(&other);
                if is_new && kin.len() < MOST && self.vocabulary.has(&term::lemma(&other)) {
                    kin.push(other);
                }
            }
        }
        let parts = kin.into_iter().map(|lemma| Part::kin(lemma, ranking::DERIVED));
        self.plan.parts[nth].kin.extend(parts);
    }
}

/// Lemmas that may be derived from this one, or it from them. They are guesses: the index
/// says which of them are words.
fn derived(lemma: &str) -> Vec<String> {
    let mut others = Vec::new();
    for (one, other) in ENDINGS {
        for (from, to) in [(one, other), (other, one)] {
            let Some(stem) = lemma.strip_suffix(from) else { continue };
            if stem.chars().count() >= LEAST_STEM {
                others.push(format!("{stem}{to}"));
            }
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::derived;

    #[test]
    fn nouns_verbs_and_adjectives_of_one_stem_are_guessed() {
        for (one, other) in [
            ("innovation", "innovere"),
            ("ensomhed", "ensom"),
            ("digitalisering", "digitalisere"),
            ("politik", "politisk"),
            ("islam", "islamisk"),
            ("kommune", "kommunal"),
        ] {
            assert!(derived(one).contains(&other.to_owned()), "{one}: {:?}", derived(one));
            assert!(derived(other).contains(&one.to_owned()), "{other}: {:?}", derived(other));
        }
        assert!(derived("bus").is_empty());
    }
}
