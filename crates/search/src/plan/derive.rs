//! Words derived from a word: `innovere` beside `innovation`, `ensom` beside `ensomhed`. They
//! are weak alternatives, and only in documents where the word itself is missing.

use danish_analyzer::{QueryToken, term};

use super::{Part, Planner, Vocabulary, is_small};
use crate::ranking;

/// The most derived words that are looked for beside one word.
const MOST: usize = 3;

impl<V: Vocabulary> Planner<'_, V> {
    /// Adds the derived words that the index has.
    pub(super) fn derive(&mut self, word: &QueryToken<'_>, nth: usize) {
        if is_small(&word.token.terms.exact) {
            return;
        }
        let derived = self.analyzer.derivations(word.token.text).into_iter();
        let known = derived.filter(|terms| {
            terms.lemmas.iter().any(|lemma| self.vocabulary.has(&term::lemma(lemma)))
        });
        let kin = known.take(MOST).map(|terms| Part::kin(&terms, ranking::DERIVED));
        self.plan.parts[nth].kin.extend(kin.collect::<Vec<_>>());
    }
}
