//! Which spellings are one word.

use std::borrow::Cow;

use crate::letters::plain;
use crate::{lexicon, rules, words};

/// The digraphs of a Danish keyboard's three letters.
const DIGRAPHS: [(&str, &str); 3] = [("aa", "å"), ("ae", "æ"), ("oe", "ø")];

/// More digraphs than this in one word are folded all or none.
const MOST_DIGRAPHS: usize = 4;

/// The surface form as an index holds it: plain letters, and each digraph folded
/// (`raadhus` is `rådhus`) unless the word as spelled is a known word (`poesi`).
///
/// ```
/// use danish_analyzer::fold;
/// assert_eq!(fold("Raadhus"), "rådhus");
/// assert_eq!(fold("rød"), "rød");
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    match plain(word) {
        Cow::Borrowed(plain) if !has_digraph(plain) => Cow::Borrowed(plain),
        plain => Cow::Owned(fold_digraphs(plain.into_owned())),
    }
}

/// Folds the digraphs of a plain word, if as spelled it is not known. A word that
/// the lexicon lists goes before a compound of known words, in either spelling.
pub(crate) fn fold_digraphs(plain: String) -> String {
    if !has_digraph(&plain) || lexicon::find(&plain).is_some() {
        return plain;
    }
    let mut spellings = folded_spellings(&plain);
    let listed = spellings.iter().position(|spelling| lexicon::find(spelling).is_some());
    // A vowel and its ending are no digraph: stigmaen, radioen.
    let inflected = || rules::bases(&plain).any(|base| lexicon::is_lemma(&base));
    if listed.is_none() && (words::is_compound(&plain) || inflected()) {
        return plain;
    }
    let chosen =
        listed.or_else(|| spellings.iter().position(|spelling| words::is_compound(spelling)));
    spellings.swap_remove(chosen.unwrap_or(0))
}

/// The other spellings of a plain word, digraph for letter and letter for digraph.
pub(crate) fn other_spellings(plain: &str) -> Vec<String> {
    let mut spellings = folded_spellings(plain);
    for (digraph, letter) in DIGRAPHS {
        if plain.contains(letter) {
            spellings.push(plain.replace(letter, digraph));
        }
    }
    spellings.retain(|spelling| spelling != plain);
    spellings
}

/// The word with its digraphs folded: all of them first, then some of them.
fn folded_spellings(plain: &str) -> Vec<String> {
    let places = digraphs(plain);
    let all = (1usize << places.len().min(MOST_DIGRAPHS)) - 1;
    let every = folded_at(plain, &places, |_| true);
    let some = (1..all).rev().map(|choice| {
        folded_at(plain, &places, |nth| nth < MOST_DIGRAPHS && choice & (1 << nth) != 0)
    });
    std::iter::once(every).chain(some).collect()
}

fn folded_at(
    plain: &str,
    places: &[(usize, &'static str)],
    chosen: impl Fn(usize) -> bool,
) -> String {
    let mut folded = String::with_capacity(plain.len());
    let mut from = 0;
    for (nth, (at, letter)) in places.iter().enumerate().filter(|(nth, _)| chosen(*nth)) {
        let _ = nth;
        folded.push_str(&plain[from..*at]);
        folded.push_str(letter);
        from = at + 2;
    }
    folded.push_str(&plain[from..]);
    folded
}

/// Where digraphs stand that do not overlap, and what letter each is for.
fn digraphs(plain: &str) -> Vec<(usize, &'static str)> {
    let bytes = plain.as_bytes();
    let mut places = Vec::new();
    let mut at = 0;
    while at + 1 < bytes.len() {
        match DIGRAPHS.iter().find(|(digraph, _)| digraph.as_bytes() == &bytes[at..at + 2]) {
            Some((_, letter)) => {
                places.push((at, *letter));
                at += 2;
            }
            None => at += 1,
        }
    }
    places
}

pub(crate) fn has_digraph(plain: &str) -> bool {
    plain
        .as_bytes()
        .windows(2)
        .any(|pair| DIGRAPHS.iter().any(|(digraph, _)| digraph.as_bytes() == pair))
}
