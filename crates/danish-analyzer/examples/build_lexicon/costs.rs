//! What it costs to read a part into a word, learnt from the dictionary alone.
//!
//! The dictionary lists tens of thousands of compounds without saying what they
//! are made of. A minimal description finds out: a word is either spelled (so much
//! a letter) or made of parts, each of which costs the less the more words it is
//! used in. Read, count, price, read again: after a few rounds nothing changes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::hunspell::Kind;
use crate::vocabulary::Vocabulary;
use crate::{Excluded, derivation};

/// Nats for a letter of a word that is spelled.
const LETTER: f64 = 2.2;
/// Nats for not splitting, whatever the length.
const WHOLE: f64 = 2.0;
/// Rounds of reading and counting.
const ROUNDS: usize = 6;
/// A part is no longer than this, in bytes.
const LONGEST: usize = 40;
/// What it costs more to begin with a word that has no linking form in the dictionary.
const UNLISTED: f64 = 1.0;

/// Prices in nats: of a part that others follow, of a lemma at the end.
#[derive(Default)]
pub struct Costs {
    pub first: BTreeMap<String, f64>,
    pub head: BTreeMap<String, f64>,
}

struct Counts<'v> {
    first: HashMap<&'v str, f64>,
    head: HashMap<&'v str, f64>,
}

/// Learns the prices from the stems of the vocabulary.
pub fn learn(vocabulary: &Vocabulary, parts: &Parts, simple: &BTreeSet<&str>) -> Costs {
    let stems: Vec<&str> = vocabulary
        .stems
        .iter()
        .map(String::as_str)
        .filter(|s| s.len() >= 5 && !simple.contains(s))
        .collect();
    let mut costs = price(&first_counts(&stems, parts), parts);
    for round in 0..ROUNDS {
        let mut counts = Counts { first: HashMap::new(), head: HashMap::new() };
        let mut split = 0;
        for stem in &stems {
            let Some(reading) = read(stem, parts, &costs) else { continue };
            split += 1;
            for (nth, part) in reading.iter().enumerate() {
                let side =
                    if nth + 1 == reading.len() { &mut counts.head } else { &mut counts.first };
                *side.entry(part).or_default() += 1.0;
            }
        }
        eprintln!("round {round}: {split} of {} stems are compounds", stems.len());
        costs = price(&counts, parts);
    }
    costs
}

/// What may be a part.
pub struct Parts {
    /// What may begin a compound, and whether the dictionary lists it as doing so.
    pub first: HashMap<String, bool>,
    /// Lemmas that may end one.
    pub head: HashSet<String>,
}

impl Parts {
    pub fn of(vocabulary: &Vocabulary, excluded: &Excluded<'_>) -> Parts {
        let mut first: HashMap<String, bool> = HashMap::new();
        for (form, readings) in &vocabulary.forms {
            let usable = readings.iter().any(|own| matches!(own.kind, Kind::Strong | Kind::Weak));
            if usable && derivation::may_begin(form) && !excluded.first.contains(form.as_str()) {
                first.insert(form.clone(), false);
            }
        }
        for form in vocabulary
            .linking
            .iter()
            .filter(|form| derivation::may_begin(form) && !excluded.first.contains(form.as_str()))
        {
            first.insert(form.clone(), true);
        }
        let head = vocabulary
            .stems
            .iter()
            .filter(|s| derivation::may_end(s) && !excluded.last.contains(s.as_str()))
            .cloned()
            .collect();
        Parts { first, head }
    }
}

/// Counts each way to halve a stem into two parts, to begin with.
fn first_counts<'v>(stems: &[&'v str], parts: &Parts) -> Counts<'v> {
    let mut counts = Counts { first: HashMap::new(), head: HashMap::new() };
    for stem in stems {
        for (at, _) in stem.char_indices().skip(1) {
            let (first, head) = stem.split_at(at);
            if parts.first.contains_key(first)
                && parts.head.contains(head)
                && !derived(head, stem, parts)
            {
                *counts.first.entry(first).or_default() += 1.0;
                *counts.head.entry(head).or_default() += 1.0;
            }
        }
    }
    counts
}

fn derived(head: &str, stem: &str, parts: &Parts) -> bool {
    derivation::is_ending_of(head, stem)
        || derivation::is_deverbal(head, stem, |verb| parts.first.contains_key(verb))
}

fn price(counts: &Counts<'_>, parts: &Parts) -> Costs {
    let price_all = |counts: &HashMap<&str, f64>| -> BTreeMap<String, f64> {
        let total: f64 = counts.values().sum::<f64>() + 1000.0;
        counts.iter().map(|(part, count)| ((*part).to_owned(), total.ln() - count.ln())).collect()
    };
    let mut first = price_all(&counts.first);
    for (part, cost) in &mut first {
        *cost += if parts.first.get(part) == Some(&true) { 0.0 } else { UNLISTED };
    }
    Costs { first, head: price_all(&counts.head) }
}

/// The cheapest reading of a stem, if it is a compound.
fn read<'s>(stem: &'s str, parts: &Parts, costs: &Costs) -> Option<Vec<&'s str>> {
    let whole = WHOLE + LETTER * stem.chars().count() as f64;
    let unseen = 12.5;
    let mut best: Vec<Option<(f64, usize)>> = vec![None; stem.len() + 1];
    best[0] = Some((0.0, 0));
    for at in 0..stem.len() {
        let Some((so_far, _)) = best[at].filter(|_| stem.is_char_boundary(at)) else { continue };
        for end in at + 1..=stem.len().min(at + LONGEST) {
            if !stem.is_char_boundary(end) || (at == 0 && end == stem.len()) {
                continue;
            }
            let part = &stem[at..end];
            let last = end == stem.len();
            let cost = match last {
                true if parts.head.contains(part) && !derived(part, stem, parts) => {
                    costs.head.get(part).copied().unwrap_or(unseen)
                }
                false if parts.first.contains_key(part) => {
                    costs.first.get(part).copied().unwrap_or(unseen + 1.0)
                }
                _ => continue,
            };
            if best[end].is_none_or(|(known, _)| so_far + cost < known) {
                best[end] = Some((so_far + cost, at));
            }
        }
    }
    best[stem.len()].filter(|(cost, _)| *cost < whole)?;
    let mut reading = Vec::new();
    let mut end = stem.len();
    while end > 0 {
        let (_, start) = best[end]?;
        reading.push(&stem[start..end]);
        end = start;
    }
    reading.reverse();
    Some(reading)
}
