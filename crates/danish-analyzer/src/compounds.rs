//! What a compound is made of.
//!
//! A listed word was read when the lexicon was built. Of any other, each way to
//! read it as parts has a price: common parts are cheap, rare ones dear, unknown
//! ones spelled at so much a letter. The word as a whole has a price too, and is
//! split only where its parts are cheaper. See `prices`.

use crate::derivation;
use crate::lexicon::{self, Known, lexicon};
use crate::prices::{self, MORE_PARTS, NEVER, Price, Priced};
use crate::term::spelling;

/// Longer words are not split, in bytes: real compounds end far below.
const LONGEST: usize = 256;

/// Shorter words are not split, in bytes.
const SHORTEST: usize = 5;

/// No part costs less, so a path that is dearer than the word but for this is given up.
const CHEAPEST_PART: Price = 40;

/// How a plain word reads as a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Where each leaf part ends, in bytes; the last is the word's length.
    pub ends: Vec<usize>,
    /// All its parts are known words.
    pub sure: bool,
}

impl Reading {
    /// Where the last part begins, in bytes.
    pub fn head(&self) -> Option<usize> {
        self.ends.iter().rev().nth(1).copied()
    }
}

/// What the word stands before: the end of the compound, or another part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    Compound,
    Part,
}

/// How a plain word reads as two parts or more, if it is a compound.
pub(crate) fn read(word: &str, ends: Ends) -> Option<Reading> {
    read_known(word, lexicon::known(word).as_ref(), ends)
}

/// The same for a word that has been looked up.
pub(crate) fn read_known(word: &str, known: Option<&Known>, ends: Ends) -> Option<Reading> {
    match known {
        Some(known) => read_listed(word, known),
        None => read_unlisted(word, ends),
    }
}

/// An inflected form ends its parts where its lemma does.
fn read_listed(word: &str, known: &Known) -> Option<Reading> {
    if !known.compound {
        return None;
    }
    let lemmas = || known.lemmas.iter().map(|lemma| spelling(lemma));
    let own = lemmas().filter(|lemma| *lemma == word);
    let others = lemmas().filter(|lemma| *lemma != word);
    let (lemma, ends) =
        own.chain(others).find_map(|lemma| Some((lemma, lexicon().compound(lemma)?)))?;
    let shared = word.bytes().zip(lemma.bytes()).take_while(|(one, other)| one == other).count();
    let mut ends: Vec<usize> = ends.take_while(|end| *end < shared).collect();
    ends.push(word.len());
    (ends.len() > 1).then_some(Reading { ends, sure: true })
}

/// The cheapest way to read a word that is not listed, if it is cheaper than the word.
fn read_unlisted(word: &str, ends: Ends) -> Option<Reading> {
    let splittable =
        (SHORTEST..=LONGEST).contains(&word.len()) && word.chars().all(char::is_alphabetic);
    if !splittable {
        return None;
    }
    let mut search = Search {
        word,
        ends,
        limit: prices::whole(word),
        ending: derivation::longest_ending(word),
        steps: vec![None; word.len() + 1],
        found: Vec::with_capacity(16),
    };
    search.run();
    search.steps[word.len()].filter(|last| last.price < search.limit)?;
    Some(search.leaves())
}

/// The cheapest step to a place in the word.
#[derive(Debug, Clone, Copy)]
struct Step {
    price: Price,
    from: usize,
    sure: bool,
}

/// A walk over all ways to read one word, from left to right.
struct Search<'w> {
    word: &'w str,
    ends: Ends,
    /// The price of the word as a whole.
    limit: Price,
    /// The length of the ending that no head is part of.
    ending: usize,
    /// For each byte that a part may end at, the cheapest step there.
    steps: Vec<Option<Step>>,
    /// Room for the parts that may begin at one place.
    found: Vec<Priced>,
}

impl Search<'_> {
    fn run(&mut self) {
        self.steps[0] = Some(Step { price: 0, from: 0, sure: true });
        for at in 0..self.word.len() {
            // What is no cheaper than a reading of the whole that is known is none.
            let limit = self.steps[self.word.len()].map_or(self.limit, |last| last.price);
            let limit = limit.min(self.limit);
            let Some(here) = self.steps[at].filter(|here| here.price + CHEAPEST_PART < limit)
            else {
                continue;
            };
            let more = if at > 0 { MORE_PARTS } else { 0 };
            if self.ends == Ends::Part || here.price + 2 * CHEAPEST_PART + more < limit {
                self.walk_parts(at, here);
            }
            if self.ends == Ends::Compound && at > 0 && self.word.len() - at > self.ending {
                // After a beginning that is unknown the end must be one that is common.
                let limit = limit - here.price;
                if let Some(price) = prices::head(self.word, at, limit, !here.sure) {
                    self.step(at, here, self.word.len() - at, price, true);
                }
            }
        }
    }

    /// Steps over every part that may begin at `at` and is not the last.
    fn walk_parts(&mut self, at: usize, here: Step) {
        let rest = &self.word[at..];
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        prices::firsts(rest, &mut found);
        if at == 0 {
            prices::unseen_firsts(rest, &mut found);
            prices::unknown_firsts(rest, &mut found);
        }
        for &(length, price, sure) in &found {
            let last = at + length == self.word.len();
            if price < NEVER
                && (!last || (self.ends == Ends::Part && at > 0))
                && (at == 0 || length > 2 || derivation::may_stand_between(&rest[..length]))
            {
                self.step(at, here, length, price, sure);
            }
        }
        self.found = found;
    }

    fn step(&mut self, at: usize, here: Step, length: usize, price: Price, sure: bool) {
        let price = here.price + price + if here.from > 0 { MORE_PARTS } else { 0 };
        let known = &mut self.steps[at + length];
        if known.is_none_or(|known| price < known.price) {
            *known = Some(Step { price, from: at, sure: here.sure && sure });
        }
    }

    /// The cheapest reading. Parts that are compounds themselves are split too, down to the leaves.
    fn leaves(&self) -> Reading {
        let mut bounds = vec![self.word.len()];
        while let Some(step) =
            bounds.last().filter(|end| **end > 0).and_then(|end| self.steps[*end])
        {
            bounds.push(step.from);
        }
        bounds.reverse();
        let mut ends = Vec::with_capacity(bounds.len());
        for bound in bounds.windows(2) {
            let of_part = if bound[1] == self.word.len() { self.ends } else { Ends::Part };
            match read(&self.word[bound[0]..bound[1]], of_part).filter(|inner| inner.sure) {
                Some(inner) => ends.extend(inner.ends.iter().map(|end| bound[0] + end)),
                None => ends.push(bound[1]),
            }
        }
        Reading { ends, sure: self.steps[self.word.len()].is_some_and(|last| last.sure) }
    }
}
