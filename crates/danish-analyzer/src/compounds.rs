//! What a compound is made of.
//!
//! Each way to read a word as parts has a price: common parts are cheap, rare
//! ones dear, unknown ones spelled at so much a letter. The word as a whole has a
//! price too, and is split only where its parts are cheaper. The prices come from
//! the lexicon, which learnt them from the words that it lists.

use crate::derivation;
use crate::lexicon::{self, lexicon};
use crate::rules::is_vowel;

/// Prices are in tenths of a nat.
type Price = u32;

const LETTER: Price = 22;
/// What an unknown whole costs besides its letters.
const UNKNOWN_WHOLE: Price = 200;
/// What a known one costs besides its letters.
const KNOWN_WHOLE: Price = 60;
/// The same of eight letters or more: the longer, the likelier a compound.
const LONG_KNOWN_WHOLE: Price = 90;
/// Each part after the second.
const MORE_PARTS: Price = 25;
/// A known word that no compound of the lexicon begins with, or ends in.
const UNSEEN_FIRST: Price = 125;
const NAME_FIRST: Price = 135;
const UNSEEN_HEAD: Price = 125;
const UNSEEN_SHORT_HEAD: Price = 145;
/// A particle before a word that no dictionary lists with it.
const PARTICLE: Price = 90;
/// A noun that lacks the -s- it should have before another part.
const UNLINKED: Price = 40;
/// An unknown beginning, besides its letters.
const UNKNOWN_FIRST: Price = 75;
/// At this price and above nothing is a part.
const NEVER: Price = 9999;

/// Longer words are not split: real compounds end far below.
const LONGEST: usize = 256;

/// How a plain word reads as a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Where each leaf part ends, in bytes; the last is the word's length.
    pub ends: Vec<usize>,
    /// All its parts are known words.
    pub sure: bool,
}

/// What the word stands before: the end of the compound, or another part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    Compound,
    Part,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    price: Price,
    from: usize,
    sure: bool,
}

/// The cheapest way to read a plain word as two parts or more, if that is cheaper than the word.
pub(crate) fn read(word: &str, ends: Ends) -> Option<Reading> {
    if word.len() > LONGEST || word.len() < 4 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    if lexicon::known(word).is_some_and(|known| known.lemmas.iter().any(|lemma| lexicon().is_simple(lemma))) {
        return None;
    }
    let steps = cheapest(word, ends);
    let last = steps[word.len()]?;
    (last.price < whole_price(word)).then(|| leaves(word, trace(&steps, word.len(), last.sure), ends))
}

/// Parts that are known compounds themselves are split too, down to the leaves.
fn leaves(word: &str, reading: Reading, ends: Ends) -> Reading {
    let mut split = Reading { ends: Vec::new(), sure: reading.sure };
    let mut start = 0;
    for end in reading.ends {
        let part_ends = if end == word.len() { ends } else { Ends::Part };
        let inner = read(&word[start..end], part_ends).filter(|inner| inner.sure);
        match inner {
            Some(inner) => split.ends.extend(inner.ends.iter().map(|at| start + at)),
            None => split.ends.push(end),
        }
        start = end;
    }
    split
}

/// What the word costs that is not split. An inflected form costs what its lemma does.
fn whole_price(word: &str) -> Price {
    let letters = |text: &str| text.chars().count() as Price * LETTER;
    match lexicon::known(word) {
        Some(known) => known.lemmas.iter().map(|lemma| letters(lemma)).min().unwrap_or(0) + if word.chars().nth(7).is_some() { LONG_KNOWN_WHOLE } else { KNOWN_WHOLE },
        None => letters(word) + UNKNOWN_WHOLE,
    }
}

fn trace(steps: &[Option<Step>], mut end: usize, sure: bool) -> Reading {
    let mut ends = Vec::new();
    while let Some(step) = steps[end].filter(|_| end > 0) {
        ends.push(end);
        end = step.from;
    }
    ends.reverse();
    Reading { ends, sure }
}

/// For each byte that a part may end at, the cheapest step there.
fn cheapest(word: &str, ends: Ends) -> Vec<Option<Step>> {
    let mut steps: Vec<Option<Step>> = vec![None; word.len() + 1];
    steps[0] = Some(Step { price: 0, from: 0, sure: true });
    // A known word has known parts or none.
    let known = lexicon::known(word);
    let unknown = known.is_none();
    let lemmas = known.map(|known| known.lemmas).unwrap_or_default();
    for at in (0..word.len()).filter(|at| word.is_char_boundary(*at)) {
        let Some(here) = steps[at] else { continue };
        let rest = &word[at..];
        let mut step = |length: usize, price: Price, sure: bool| {
            let whole = at == 0 && length == word.len();
            let last = at + length == word.len();
            if at == 0 && lemmas.iter().any(|lemma| derivation::is_learned(&rest[..length], lemma)) {
                return;
            }
            if price < NEVER && !whole && (!last || ends == Ends::Part || length == 0) {
                let more = if here.from > 0 { MORE_PARTS } else { 0 };
                improve(&mut steps[at + length], Step { price: here.price + price + more, from: at, sure: here.sure && sure });
            }
        };
        if at == 0 && !unknown && word.len() >= 9 {
            derivation::free_particles().filter(|particle| rest.starts_with(particle) && rest.len() >= particle.len() + 6).for_each(|particle| step(particle.len(), PARTICLE, true));
        }
        first_parts(rest, at == 0 && unknown, &mut step);
        if ends == Ends::Compound && at > 0 {
            if let Some(price) = head_price(word, at) {
                let more = if here.from > 0 { MORE_PARTS } else { 0 };
                improve(&mut steps[word.len()], Step { price: here.price + price + more, from: at, sure: here.sure });
            }
        }
    }
    steps
}

fn improve(known: &mut Option<Step>, step: Step) {
    if known.is_none_or(|known| step.price < known.price) {
        *known = Some(step);
    }
}

/// The parts that may begin `rest`: those that compounds are known to have, other
/// known words, and at the very beginning anything that could be a word.
fn first_parts(rest: &str, spell: bool, step: &mut impl FnMut(usize, Price, bool)) {
    let mut priced = Vec::new();
    lexicon().firsts(rest, |length, price| {
        priced.push(length);
        let unlinked = if derivation::lacks_s(&rest[..length]) { UNLINKED } else { 0 };
        step(length, price.saturating_add(unlinked), true);
    });
    lexicon().forms(rest, |length, common| {
        if length >= 4 && !priced.contains(&length) {
            step(length, if common { UNSEEN_FIRST } else { NAME_FIRST }, true);
        }
    });
    if spell {
        derivation::particles().filter(|particle| rest.starts_with(particle)).for_each(|particle| step(particle.len(), PARTICLE, true));
        unknown_parts(rest, &priced, step);
    }
}

fn unknown_parts(word: &str, priced: &[usize], step: &mut impl FnMut(usize, Price, bool)) {
    let mut voiced = false;
    for (nth, (at, letter)) in word.char_indices().enumerate() {
        voiced |= is_vowel(letter);
        if voiced && nth >= 2 && !priced.contains(&(at + letter.len_utf8())) {
            step(at + letter.len_utf8(), UNKNOWN_FIRST + LETTER * (nth as Price + 1), false);
        }
    }
}

/// The price of an inflected word at the end of a compound.
fn head_price(word: &str, at: usize) -> Option<Price> {
    let form = &word[at..];
    if lexicon().head_price(form) == Some(NEVER) {
        return None;
    }
    let known = lexicon::known(form).filter(|known| known.common)?;
    let known_verb = |verb: &str| lexicon::known(verb).is_some_and(|known| known.common);
    let derived = |lemma: &String| {
        let whole = format!("{}{lemma}", &word[..at]);
        derivation::is_ending_of(lemma, &whole) || derivation::is_deverbal(lemma, &whole, known_verb)
    };
    known.lemmas.iter().filter(|lemma| derivation::may_end(lemma) && !derived(lemma)).filter_map(|lemma| lemma_price(lemma)).min()
}

fn lemma_price(lemma: &str) -> Option<Price> {
    let price = lexicon().head_price(lemma).or_else(|| {
        let letters = lemma.chars().count();
        (letters >= 3).then_some(if letters == 3 { UNSEEN_SHORT_HEAD } else { UNSEEN_HEAD })
    })?;
    (price < NEVER).then_some(price)
}
