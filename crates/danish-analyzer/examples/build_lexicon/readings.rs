//! How each listed word is read: as one word, or as the parts of a compound.
//!
//! The prices that were learnt decide, and where somebody who knows Danish has
//! looked (`compounds.txt`, `simple.txt`), that decides. What is read here needs
//! not be read again by every program that meets the word.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::costs::{Costs, Parts};
use crate::hunspell::Kind;
use crate::vocabulary::Vocabulary;
use crate::{Excluded, derivation, weights};

/// What a listed word costs besides its letters that is not split; one of eight letters or
/// more, likelier a compound, costs more. In nats, like all prices here.
const WHOLE: f64 = 6.0;
const LONG_WHOLE: f64 = 9.0;
/// A particle makes a new word of one with this many bytes.
const FREE_REST: usize = 6;

const LETTER: f64 = nats(weights::LETTER);
const UNSEEN_FIRST: f64 = nats(weights::UNSEEN_FIRST);
const NAME_FIRST: f64 = nats(weights::NAME_FIRST);
const UNSEEN_HEAD: f64 = nats(weights::UNSEEN_HEAD);
const UNSEEN_SHORT_HEAD: f64 = nats(weights::UNSEEN_SHORT_HEAD);
const UNLINKED: f64 = nats(weights::UNLINKED);
const MORE_PARTS: f64 = nats(weights::MORE_PARTS);
const PARTICLE: f64 = nats(weights::PARTICLE);

const fn nats(price: weights::Price) -> f64 {
    price as f64 / 10.0
}

/// A lemma with the places where its parts end, the last left out, in bytes. Only compounds are listed.
pub type Readings = BTreeMap<String, Vec<usize>>;

/// What readings are made from.
pub struct Reader<'b> {
    pub vocabulary: &'b Vocabulary,
    pub parts: &'b Parts,
    pub costs: &'b Costs,
    pub excluded: &'b Excluded<'b>,
    /// Words that are no compounds.
    pub simple: &'b BTreeSet<&'b str>,
    /// Words that are, each with the places where its parts end.
    pub compounds: &'b BTreeMap<String, Vec<usize>>,
}

impl Reader<'_> {
    /// The readings of all lemmas, down to the leaves.
    pub fn readings(&self) -> Readings {
        let lemmas = self.vocabulary.lemmas.iter();
        let coarse: HashMap<&str, Vec<usize>> =
            lemmas.filter_map(|lemma| Some((lemma.as_str(), self.read(lemma)?))).collect();
        coarse
            .iter()
            .map(|(stem, ends)| ((*stem).to_owned(), leaves(stem, ends, &coarse)))
            .collect()
    }

    fn read(&self, stem: &str) -> Option<Vec<usize>> {
        if let Some(ends) = self.compounds.get(stem) {
            return Some(ends.clone());
        }
        if self.simple.contains(stem) || stem.len() < 5 {
            return None;
        }
        self.cheapest(stem)
    }

    /// The cheapest way to read a stem as parts, if it is cheaper than the stem.
    fn cheapest(&self, stem: &str) -> Option<Vec<usize>> {
        let letters = stem.chars().count();
        let whole = LETTER * letters as f64 + if letters >= 8 { LONG_WHOLE } else { WHOLE };
        let mut best: Vec<Option<(f64, usize)>> = vec![None; stem.len() + 1];
        best[0] = Some((0.0, 0));
        for at in 0..stem.len() {
            let Some((so_far, from)) = best[at].filter(|_| stem.is_char_boundary(at)) else {
                continue;
            };
            let so_far = so_far + if from > 0 { MORE_PARTS } else { 0.0 };
            for end in (at + 1..=stem.len()).filter(|end| stem.is_char_boundary(*end)) {
                let price = if end == stem.len() {
                    if at == 0 { None } else { self.head(stem, at) }
                } else {
                    self.first(stem, at, end)
                };
                let Some(price) = price.map(|price| so_far + price) else { continue };
                if best[end].is_none_or(|(known, _)| price < known) {
                    best[end] = Some((price, at));
                }
            }
        }
        best[stem.len()].filter(|(price, _)| *price < whole)?;
        let mut ends = Vec::new();
        let mut end = best[stem.len()]?.1;
        while end > 0 {
            ends.push(end);
            end = best[end]?.1;
        }
        ends.reverse();
        Some(ends)
    }

    fn first(&self, stem: &str, at: usize, end: usize) -> Option<f64> {
        let part = &stem[at..end];
        if at > 0 && part.len() <= 2 && !derivation::may_stand_between(part) {
            return None;
        }
        if at == 0 && is_learned(part, stem) {
            return None;
        }
        let particle = at == 0 && stem.len() - end >= FREE_REST && FREE_PARTICLES.contains(&part);
        if particle {
            return Some(PARTICLE);
        }
        if self.excluded.first.contains(part) {
            return None;
        }
        let unlinked = if derivation::lacks_s(part) { UNLINKED } else { 0.0 };
        let seen = self.costs.first.get(part).map(|price| price + unlinked);
        seen.or_else(|| {
            let readings =
                self.vocabulary.forms.get(part).filter(|_| at == 0 && part.len() >= 4)?;
            let common = readings.iter().any(|reading| reading.kind != Kind::Name);
            Some(if common { UNSEEN_FIRST } else { NAME_FIRST })
        })
    }

    fn head(&self, stem: &str, at: usize) -> Option<f64> {
        let form = &stem[at..];
        if !derivation::may_end(form)
            || derivation::is_ending_of(form, stem)
            || self.excluded.last.contains(form)
        {
            return None;
        }
        let listed = self.vocabulary.forms.get(form).into_iter().flatten();
        let common = listed.filter(|reading| reading.kind != Kind::Name).map(|own| &own.lemma);
        // What a lemma ends in may be a lemma that no form is the same as: datum of data.
        let common = common.chain(self.vocabulary.lemmas.get(form));
        common
            .filter(|lemma| {
                derivation::may_end(lemma) && !self.excluded.last.contains(lemma.as_str())
            })
            .filter(|lemma| {
                let whole = format!("{}{lemma}", &stem[..at]);
                let known = |verb: &str| self.parts.first.contains_key(verb);
                !derivation::is_ending_of(lemma, &whole)
                    && !derivation::is_deverbal(lemma, &whole, known)
            })
            .map(|lemma| {
                let unseen =
                    if lemma.chars().count() <= 3 { UNSEEN_SHORT_HEAD } else { UNSEEN_HEAD };
                self.costs.head.get(lemma).copied().unwrap_or(unseen)
            })
            .min_by(f64::total_cmp)
    }
}

/// The reading with each part that is a compound itself split too.
fn leaves(stem: &str, ends: &[usize], coarse: &HashMap<&str, Vec<usize>>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = 0;
    for end in ends.iter().copied().chain([stem.len()]) {
        let part = &stem[from..end];
        // The linking element belongs to the part before it; the last has none.
        let links: &[&str] = if end < stem.len() { &["", "s", "e", "er", "n"] } else { &[""] };
        let inner = links
            .iter()
            .filter_map(|link| part.strip_suffix(*link))
            .find_map(|base| Some((base, coarse.get(base)?)));
        if let Some((base, inner)) = inner {
            found.extend(leaves(base, inner, coarse).iter().map(|inner| from + inner));
        }
        if end < stem.len() {
            found.push(end);
        }
        from = end;
    }
    found
}

/// Beginnings of learned words that are Danish words by chance, and the endings of such words.
const LEARNED_BEGINNINGS: &[&str] = &[
    "kon", "kom", "kol", "kor", "per", "pro", "præ", "dis", "eks", "sup", "sus", "kar", "bar",
    "sek", "pan", "ko", "pas", "des", "sub", "syn", "sys", "epi", "dys", "ret", "sat", "met",
    "mol", "bal", "lom", "mor", "lab", "fon", "fil", "arm", "para", "penta", "rem", "rom", "tes",
    "tri", "tor", "tur", "vel", "vin", "pat", "pal", "pen", "ark", "all", "for", "tal", "kal",
    "kap", "mar", "mon",
];
const LEARNED_ENDINGS: &[&str] = &[
    "ere", "ion", "ment", "ant", "ent", "at", "isk", "ens", "ans", "ence", "ance", "ur", "or",
    "ist", "isme", "ik", "iker", "itet", "iv", "al", "el", "øs", "um", "ium", "ade", "age",
];

/// Whether a word is learned and the part only looks like one: `kon` in konsultation.
fn is_learned(first: &str, whole: &str) -> bool {
    LEARNED_BEGINNINGS.contains(&first)
        && LEARNED_ENDINGS.iter().any(|ending| whole.ends_with(ending))
}

/// Particles that are parts of listed words too, before a word of some length.
const FREE_PARTICLES: &[&str] = &["gen", "efter", "med", "under"];
