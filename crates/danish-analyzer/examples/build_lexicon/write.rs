//! The file: four automata and a table.
//!
//! ```text
//! "DAL3"  then five sections, each a u32 length (little endian) and its bytes:
//!   classes  for each class: flags u8, count u8, then per lemma: strip u8, length u8, letters
//!   forms    fst map: form to class
//!   firsts   fst map: part that others follow to its price in tenths of a nat (9999: never)
//!   heads    fst map: lemma that ends compounds to its price in tenths of a nat
//!   compounds  fst map: lemma that is a compound to the lengths of its parts in bytes but
//!            the last, five bits each, the first lowest
//! ```
//! A lemma is the form without its last `strip` bytes and with `letters` added; where it is
//! spelled alike in several word classes, `letters` ends in the mark of all but the first.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;

use crate::Excluded;
use crate::costs::Costs;
use crate::hunspell::{Kind, WordClass};
use crate::readings::Readings;
use crate::vocabulary::{Reading, Vocabulary};

/// A common word, a name, a compound: what a class says besides lemmas.
const COMMON: u8 = 1;
const NAME: u8 = 2;
const COMPOUND: u8 = 4;
/// The price of what is no part of anything.
const NEVER: u64 = 9999;

/// A length takes this many bits, and this many fit.
const BITS: usize = 5;
const MOST_ENDS: usize = 12;

type Class = (u8, Vec<(u8, String)>);

/// The bytes of the lexicon.
pub fn lexicon(
    vocabulary: &Vocabulary,
    costs: &Costs,
    excluded: &Excluded<'_>,
    readings: &Readings,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut classes: BTreeMap<Class, u64> = BTreeMap::new();
    let mut forms: Vec<(&str, Class)> = Vec::new();
    for form in vocabulary.forms.keys() {
        let class = class(form, vocabulary, readings);
        if form.len() < 256 && !is_rule_genitive(form, &class, vocabulary, readings) {
            classes.insert(class.clone(), 0);
            forms.push((form, class));
        }
    }
    for (number, id) in classes.values_mut().enumerate() {
        *id = number as u64;
    }
    eprintln!("{} classes", classes.len());
    let forms =
        fst::Map::from_iter(forms.iter().map(|(form, class)| (form.as_bytes(), classes[class])))?;
    let mut bytes = b"DAL3".to_vec();
    for section in [
        table(&classes),
        forms.as_fst().as_bytes().to_vec(),
        prices(&costs.first, &excluded.first)?,
        prices(&costs.head, &excluded.last)?,
        compounds(readings)?,
    ] {
        eprintln!("section of {} bytes", section.len());
        bytes.extend_from_slice(&u32::try_from(section.len())?.to_le_bytes());
        bytes.extend_from_slice(&section);
    }
    Ok(bytes)
}

fn class(form: &str, vocabulary: &Vocabulary, readings: &Readings) -> Class {
    let mut flags = 0;
    let mut rules = Vec::new();
    for reading in &vocabulary.forms[form] {
        flags |= if reading.kind == Kind::Name { NAME } else { COMMON };
        for (lemma, class) in vocabulary.told(reading) {
            let (strip, add) = rule(form, lemma);
            let rule = (strip, add + class.map_or("", mark));
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }
    // A form that may be of a plain word is plain: tidligere is tidlig before tid+lig.
    let mut common = vocabulary.forms[form].iter().filter(|own| own.kind != Kind::Name);
    let is_compound = |reading: &Reading| readings.contains_key(&reading.lemma);
    if flags & COMMON != 0 && common.all(is_compound) {
        flags |= COMPOUND;
    }
    rules.sort();
    (flags, rules)
}

/// Tells a lemma from one that is spelled alike; `term::spelling` takes it off again.
fn mark(class: WordClass) -> &'static str {
    match class {
        WordClass::Noun => ":n",
        WordClass::Adjective => ":a",
        WordClass::Verb => ":v",
    }
}

fn rule(form: &str, lemma: &str) -> (u8, String) {
    let shared = form
        .char_indices()
        .zip(lemma.chars())
        .take_while(|((_, a), b)| a == b)
        .map(|((at, a), _)| at + a.len_utf8())
        .last()
        .unwrap_or(0);
    ((form.len() - shared) as u8, lemma[shared..].to_owned())
}

/// A form in -s with the lemmas of the form without it: the reader looks that up itself.
fn is_rule_genitive(
    form: &str,
    class: &Class,
    vocabulary: &Vocabulary,
    readings: &Readings,
) -> bool {
    let Some(base) = form.strip_suffix('s') else { return false };
    let Some(same) = vocabulary.forms.get(base) else { return false };
    let lemmas = |form: &str, (flags, rules): &Class| -> (u8, Vec<String>) {
        let mut lemmas: Vec<String> = rules
            .iter()
            .map(|(strip, add)| format!("{}{add}", &form[..form.len() - usize::from(*strip)]))
            .collect();
        lemmas.sort();
        (*flags, lemmas)
    };
    !same.is_empty()
        && lemmas(form, class) == lemmas(base, &self::class(base, vocabulary, readings))
}

fn table(classes: &BTreeMap<Class, u64>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (flags, rules) in classes.keys() {
        bytes.extend([*flags, rules.len() as u8]);
        for (strip, add) in rules {
            bytes.extend([*strip, add.len() as u8]);
            bytes.extend_from_slice(add.as_bytes());
        }
    }
    bytes
}

fn prices(
    costs: &BTreeMap<String, f64>,
    excluded: &HashSet<&str>,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut prices: BTreeMap<&str, u64> =
        costs.iter().map(|(part, cost)| (part.as_str(), (cost * 10.0).round() as u64)).collect();
    prices.extend(excluded.iter().map(|word| (*word, NEVER)));
    let map = fst::Map::from_iter(prices.iter().map(|(part, cost)| (part.as_bytes(), *cost)))?;
    Ok(map.as_fst().as_bytes().to_vec())
}

fn compounds(readings: &Readings) -> Result<Vec<u8>, Box<dyn Error>> {
    let map = fst::Map::from_iter(
        readings.iter().filter_map(|(lemma, ends)| Some((lemma.as_bytes(), lengths(ends)?))),
    )?;
    Ok(map.as_fst().as_bytes().to_vec())
}

/// The lengths of the parts that end at `ends`, if they fit.
fn lengths(ends: &[usize]) -> Option<u64> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    ends.iter().zip(starts).enumerate().try_fold(0, |lengths, (nth, (end, start))| {
        let length = u64::try_from(end - start).ok().filter(|length| *length < 1 << BITS)?;
        (nth < MOST_ENDS).then_some(lengths | length << (BITS * nth))
    })
}
