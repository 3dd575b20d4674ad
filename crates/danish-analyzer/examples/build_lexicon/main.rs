//! Builds `lexicon/danish.bin` from a hunspell dictionary, the same bytes every time:
//!
//! `cargo run --release -p danish-analyzer --no-default-features --example build_lexicon -- DA.aff DA.dic`

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

mod costs;
#[allow(dead_code, reason = "the library's own rules for derivation, of which this needs a few")]
#[path = "../../src/derivation.rs"]
mod derivation;
mod hunspell;
#[allow(dead_code, reason = "the library's own rules for letters, of which this needs one")]
#[path = "../../src/letters.rs"]
mod letters;
mod vocabulary;
mod write;

fn main() -> Result<(), Box<dyn Error>> {
    let [aff, dic] = &env::args().skip(1).collect::<Vec<_>>()[..] else {
        return Err("usage: build_lexicon DA.aff DA.dic".into());
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let irregular_text = fs::read_to_string(folder.join("irregular.txt"))?;
    let irregular = read_irregular(&irregular_text);
    let excluded = fs::read_to_string(folder.join("no-parts.txt"))?;
    let excluded = Excluded {
        first: read_excluded(&excluded, "first"),
        last: read_excluded(&excluded, "last"),
    };

    let simple = fs::read_to_string(folder.join("simple.txt"))?;
    let simple: BTreeSet<&str> = simple
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect();

    let forms = hunspell::forms(&fs::read_to_string(aff)?, &fs::read_to_string(dic)?);
    let mut vocabulary = vocabulary::Vocabulary::from_forms(forms, &irregular);
    // Nouns that are no words by themselves, but end compounds.
    let bound =
        irregular_text.lines().filter_map(|line| line.strip_prefix('+')?.split_whitespace().next());
    vocabulary.stems.extend(bound.map(str::to_owned));
    let costs = costs::learn(&vocabulary, &excluded, &simple);
    let bytes = write::lexicon(&vocabulary, &costs, &excluded, &simple)?;
    eprintln!(
        "{} forms, {} stems, {} parts, {} heads, {} bytes",
        vocabulary.forms.len(),
        vocabulary.stems.len(),
        costs.first.len(),
        costs.head.len(),
        bytes.len()
    );
    fs::write(folder.join("danish.bin"), bytes)?;
    Ok(())
}

/// Words that are no parts of compounds.
pub struct Excluded<'t> {
    first: HashSet<&'t str>,
    last: HashSet<&'t str>,
}

/// The words of the lines that begin with `side`.
fn read_excluded<'t>(text: &'t str, side: &str) -> HashSet<&'t str> {
    text.lines()
        .filter_map(|line| line.strip_prefix(side))
        .flat_map(str::split_whitespace)
        .collect()
}

/// The crate's own irregular links: each form with its lemmas.
fn read_irregular(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut links: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.trim_start_matches(['=', '+']).split_whitespace().collect();
        for word in &words {
            links.entry((*word).to_owned()).or_default().insert(words[0].to_owned());
        }
    }
    links
}
