//! Words that are known.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Irregular links, this crate's own: a lemma and its forms on each line.
const IRREGULAR: &str = include_str!("../lexicon/irregular.txt");

static IRREGULARS: OnceLock<HashMap<&'static str, Vec<&'static str>>> = OnceLock::new();

/// The lemmas of an irregular form, in plain letters.
pub(crate) fn irregular(form: &str) -> &'static [&'static str] {
    IRREGULARS.get_or_init(read_irregulars).get(form).map_or(&[], Vec::as_slice)
}

fn read_irregulars() -> HashMap<&'static str, Vec<&'static str>> {
    let mut links: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in IRREGULAR.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(lemma) = words.next() else { continue };
        for form in std::iter::once(lemma).chain(words) {
            let lemmas = links.entry(form).or_default();
            if !lemmas.contains(&lemma) {
                lemmas.push(lemma);
            }
        }
    }
    links
}
