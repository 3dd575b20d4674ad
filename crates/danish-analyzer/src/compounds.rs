//! What a compound is made of.
//!
//! Each way to read a word as parts has a price: common parts are cheap, rare
//! ones dear, unknown ones spelled at so much a letter. The word as a whole has a
//! price too, and is split only where its parts are cheaper. See `prices`.

use crate::derivation;
use crate::lexicon::{self, Known, lexicon};
use crate::prices::{self, MORE_PARTS, NEVER, PARTICLE, Price};

/// Longer words are not split, in bytes: real compounds end far below.
const LONGEST: usize = 256;

/// Shorter words are not split, in bytes.
const SHORTEST: usize = 5;

/// No part costs less, so a path that is dearer than the word but for this is given up.
const CHEAPEST_PART: Price = 40;

/// A known word is read as particle and word only if that word has this many bytes.
const FREE_REST: usize = 6;

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

/// The cheapest way to read a plain word as two parts or more, if that is cheaper than the word.
pub(crate) fn read(word: &str, ends: Ends) -> Option<Reading> {
    read_known(word, lexicon::known(word).as_ref(), ends)
}

/// The same for a word that has been looked up.
pub(crate) fn read_known(word: &str, known: Option<&Known>, ends: Ends) -> Option<Reading> {
    let splittable =
        (SHORTEST..=LONGEST).contains(&word.len()) && word.chars().all(char::is_alphabetic);
    let simple =
        known.is_some_and(|known| known.lemmas.iter().any(|lemma| lexicon().is_simple(lemma)));
    if !splittable || simple {
        return None;
    }
    let mut search = Search {
        word,
        known,
        ends,
        limit: prices::whole(word, known),
        steps: vec![None; word.len() + 1],
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
    known: Option<&'w Known>,
    ends: Ends,
    /// The price of the word as a whole.
    limit: Price,
    /// For each byte that a part may end at, the cheapest step there.
    steps: Vec<Option<Step>>,
}

impl Search<'_> {
    fn run(&mut self) {
        self.steps[0] = Some(Step { price: 0, from: 0, sure: true });
        for at in 0..self.word.len() {
            let Some(here) = self.steps[at].filter(|here| here.price + CHEAPEST_PART < self.limit)
            else {
                continue;
            };
            self.walk_parts(at, here);
            if self.ends == Ends::Compound && at > 0 {
                // After a beginning that is unknown the end must be one that is common.
                if let Some((price, _)) =
                    prices::head(self.word, at).filter(|(_, seen)| *seen || here.sure)
                {
                    self.step(at, here, self.word.len() - at, price, true);
                }
            }
        }
    }

    /// Steps over every part that may begin at `at` and is not the last.
    fn walk_parts(&mut self, at: usize, here: Step) {
        let rest = &self.word[at..];
        let mut found = Vec::with_capacity(16);
        prices::firsts(rest, &mut found);
        if at == 0 {
            prices::unseen_firsts(rest, &mut found);
        }
        match self.known {
            // A known word has known parts or none.
            Some(_) if at == 0 => {
                let free = derivation::free_particles(rest)
                    .filter(|particle| rest.len() >= particle.len() + FREE_REST);
                found.extend(free.map(|particle| (particle.len(), PARTICLE, true)));
            }
            None if at == 0 => prices::unknown_firsts(rest, &mut found),
            _ => {}
        }
        for (length, price, sure) in found {
            let last = at + length == self.word.len();
            if price < NEVER
                && (!last || (self.ends == Ends::Part && at > 0))
                && self.may_stand(at, length)
            {
                self.step(at, here, length, price, sure);
            }
        }
    }

    fn may_stand(&self, at: usize, length: usize) -> bool {
        let part = &self.word[at..at + length];
        if at > 0 {
            return length > 2 || derivation::may_stand_between(part);
        }
        self.known.is_none_or(|known| {
            !known.lemmas.iter().any(|lemma| derivation::is_learned(part, lemma))
        })
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
