//! What the rules do without a lexicon.
#![cfg(not(feature = "lexicon"))]

use danish_analyzer::Analyzer;

fn lemmas(word: &str) -> Vec<String> {
    Analyzer::new().analyze(word)[0].terms.lemmas.clone()
}

#[test]
fn irregular_words_and_their_genitives_are_known() {
    assert_eq!(lemmas("bøgerne"), ["bog"]);
    assert_eq!(lemmas("mændenes"), ["mand"]);
}

#[test]
fn regular_endings_go() {
    assert_eq!(lemmas("forandringerne"), lemmas("forandringer"));
    assert_ne!(lemmas("ledelse"), lemmas("leder"));
}
