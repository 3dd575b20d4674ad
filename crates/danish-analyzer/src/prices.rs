//! What a word costs, and what its parts do.
//!
//! The prices of parts come from the lexicon, which learnt them from the words
//! that it lists: the logarithm of how rarely a part is one. The others are set
//! by hand so that what is split is worth splitting.

use crate::derivation;
use crate::lexicon::{self, Known, lexicon};
use crate::rules::is_vowel;

/// Prices are in tenths of a nat.
pub(crate) type Price = u32;

/// A part: its length in bytes, its price, whether it is a known word.
pub(crate) type Priced = (usize, Price, bool);

/// At this price and above nothing is a part.
pub(crate) const NEVER: Price = 9999;
/// Each part after the second.
pub(crate) const MORE_PARTS: Price = 25;
/// A particle before a word that no dictionary lists with it.
pub(crate) const PARTICLE: Price = 90;

const LETTER: Price = 22;
/// What an unknown whole costs besides its letters.
const UNKNOWN_WHOLE: Price = 200;
/// What a known one costs besides its letters.
const KNOWN_WHOLE: Price = 60;
/// The same of eight letters or more: the longer, the likelier a compound.
const LONG_KNOWN_WHOLE: Price = 90;
/// A known word that no compound of the lexicon begins with, or ends in.
const UNSEEN_FIRST: Price = 125;
const NAME_FIRST: Price = 135;
const UNSEEN_HEAD: Price = 125;
const UNSEEN_SHORT_HEAD: Price = 145;
/// A noun that lacks the -s- it should have before another part.
const UNLINKED: Price = 40;
/// An unknown beginning, besides its letters.
const UNKNOWN_FIRST: Price = 75;

/// What the word costs that is not split. An inflected form costs what its lemma does.
pub(crate) fn whole(word: &str, known: Option<&Known>) -> Price {
    let letters = |text: &str| text.chars().count() as Price * LETTER;
    let Some(known) = known else { return letters(word) + UNKNOWN_WHOLE };
    let long = word.chars().nth(7).is_some();
    let lemma = known.lemmas.iter().map(|lemma| letters(lemma)).min().unwrap_or(0);
    lemma + if long { LONG_KNOWN_WHOLE } else { KNOWN_WHOLE }
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
    lexicon().forms(word, |length, common| {
        if length >= 4 && found[..priced].iter().all(|(known, ..)| *known != length) {
            found.push((length, if common { UNSEEN_FIRST } else { NAME_FIRST }, true));
        }
    });
}

/// What may begin a word that is not known: a particle, or anything that could be a word.
pub(crate) fn unknown_firsts(word: &str, found: &mut Vec<Priced>) {
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

/// The price of the inflected word that begins at `at` as the last part of `word`,
/// and whether compounds are known to end in it.
pub(crate) fn head(word: &str, at: usize) -> Option<(Price, bool)> {
    let form = &word[at..];
    if !derivation::may_end(form) {
        return None;
    }
    let known = lexicon::known(form).filter(|known| known.common)?;
    if lexicon().head_price(form) == Some(NEVER) {
        return None;
    }
    known
        .lemmas
        .iter()
        .filter(|lemma| derivation::may_end(lemma))
        .filter_map(|lemma| lemma_price(lemma, &word[..at]))
        .min()
}

fn lemma_price(lemma: &str, before: &str) -> Option<(Price, bool)> {
    let unseen = match lemma.chars().count() {
        0..=2 => NEVER,
        3 => UNSEEN_SHORT_HEAD,
        _ => UNSEEN_HEAD,
    };
    let seen = lexicon().head_price(lemma);
    let price = seen.unwrap_or(unseen);
    let known_verb = |verb: &str| lexicon::known(verb).is_some_and(|known| known.common);
    let whole = format!("{before}{lemma}");
    let derived = || {
        derivation::is_ending_of(lemma, &whole)
            || derivation::is_deverbal(lemma, &whole, known_verb)
    };
    (price < NEVER && !derived()).then_some((price, seen.is_some()))
}
