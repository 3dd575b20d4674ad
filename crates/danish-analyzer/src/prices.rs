//! What a word costs, and what its parts do.
//!
//! The prices of parts come from the lexicon, which learnt them from the words
//! that it lists: the logarithm of how rarely a part is one. The others are set
//! by hand so that what is split is worth splitting.

use crate::derivation;
use crate::lexicon::{self, lexicon};
use crate::rules::is_vowel;
use crate::weights::{
    LETTER, NAME_FIRST, PARTICLE, UNLINKED, UNSEEN_FIRST, UNSEEN_HEAD, UNSEEN_SHORT_HEAD,
};
pub(crate) use crate::weights::{MORE_PARTS, NEVER, Price};

/// A part: its length in bytes, its price, whether it is a known word.
pub(crate) type Priced = (usize, Price, bool);

/// Letters that stand for a word.
const INITIALISM: Price = 100;

/// What an unknown whole costs besides its letters.
const UNKNOWN_WHOLE: Price = 200;
/// An unknown beginning, besides its letters.
const UNKNOWN_FIRST: Price = 75;

/// What it costs more that a part's ending may be the ending of an unknown word: then
/// only a part that is common, or a word that is long, makes a compound.
const SHIFTED: Price = 130;
/// Those endings, the longest first.
const ENDINGS: &[&str] =
    &["ernes", "erne", "enes", "ene", "ens", "ets", "ers", "ede", "en", "et", "er", "es", "e"];

/// What a word that is not listed costs as a whole.
pub(crate) fn whole(word: &str) -> Price {
    word.chars().count() as Price * LETTER + UNKNOWN_WHOLE
}

/// The parts that may begin `rest` and that compounds are known to have.
pub(crate) fn firsts(rest: &str, found: &mut Vec<Priced>) {
    lexicon().firsts(rest, |length, price| {
        let unlinked = if derivation::lacks_s(&rest[..length]) { UNLINKED } else { 0 };
        found.push((length, price.saturating_add(unlinked), true));
    });
}

/// Other known words that a whole word may begin with. In the middle of a word
/// they are letters by chance more often than not.
pub(crate) fn unseen_firsts(word: &str, found: &mut Vec<Priced>) {
    let priced = found.len();
    lexicon().forms(word, 4, |length, common| {
        if found[..priced].iter().all(|(known, ..)| *known != length) {
            found.push((length, if common { UNSEEN_FIRST } else { NAME_FIRST }, true));
        }
    });
}

/// What may begin a word that is not known: a particle, or anything that could be a word.
pub(crate) fn unknown_firsts(word: &str, found: &mut Vec<Priced>) {
    let listed = |letters: &str| found.iter().any(|(other, ..)| *other == letters.len());
    let letters: Vec<Priced> = derivation::initialisms(word)
        .filter(|letters| !listed(letters))
        .map(|letters| (letters.len(), INITIALISM, true))
        .collect();
    found.extend(letters);
    let known = found.len();
    found.extend(derivation::particles(word).map(|particle| (particle.len(), PARTICLE, true)));
    let mut voiced = false;
    for (nth, (at, letter)) in word.char_indices().enumerate() {
        voiced |= is_vowel(letter);
        let length = at + letter.len_utf8();
        if voiced && nth >= 2 && found[..known].iter().all(|(other, ..)| *other != length) {
            found.push((length, UNKNOWN_FIRST + LETTER * (nth as Price + 1), false));
        }
    }
}

/// The price of the inflected word that begins at `at` as the last part of `word`, if
/// it is less than `limit`, where it is more than an ending; with `seen` only of words that compounds are known to end in.
pub(crate) fn head(word: &str, at: usize, limit: Price, seen: bool) -> Option<Price> {
    let form = &word[at..];
    if !derivation::may_end(form) {
        return None;
    }
    let found = lexicon::find(form).filter(|found| found.class.common)?;
    let priced = found.lemmas().filter_map(|lemma| {
        let price =
            lemma_price(lemma, seen)? + if seen && is_shifted(form, lemma) { SHIFTED } else { 0 };
        if price >= limit {
            return None;
        }
        may_be_last(lemma, word, at).then_some(price)
    });
    let price = priced.min()?;
    (lexicon().head_price([form, ""]) != Some(NEVER)).then_some(price)
}

/// Whether a form, less its ending, leaves something else than its lemma, in two pieces:
/// `aben` may be abe with an -n, or the end of a stem in -ab with an -en.
fn is_shifted(form: &str, (base, add): (&str, &str)) -> bool {
    let Some(ending) = ENDINGS.iter().find(|ending| form.ends_with(**ending)) else {
        return !add.is_empty();
    };
    let stem = form.len() - ending.len();
    !(add.is_empty() && (base.len() == stem || base.len() + 1 == stem))
}

/// The price of a lemma in two pieces.
fn lemma_price((base, add): (&str, &str), seen: bool) -> Option<Price> {
    let unseen = || match base.chars().count() + add.chars().count() {
        0..=2 => None,
        3 => Some(UNSEEN_SHORT_HEAD),
        _ => Some(UNSEEN_HEAD),
    };
    let price = lexicon().head_price([base, add]);
    price.or_else(|| if seen { None } else { unseen() }).filter(|price| *price < NEVER)
}

/// Whether the lemma, in two pieces, of the form at `at` is more than an ending of the word.
fn may_be_last((base, add): (&str, &str), word: &str, at: usize) -> bool {
    let known_verb = |verb: &str| lexicon::find(verb).is_some_and(|found| found.class.common);
    let whole = [&word[..at], base, add].concat();
    let lemma = &whole[at..];
    derivation::may_end(lemma)
        && !derivation::is_ending_of(lemma, &whole)
        && !derivation::is_deverbal(lemma, &whole, known_verb)
}
