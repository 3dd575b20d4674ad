//! Builds `lexicon/danish.bin` from a hunspell dictionary, the same bytes every time:
//!
//! `cargo run --release -p danish-analyzer --no-default-features --example build_lexicon -- DA.aff DA.dic`

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use hunspell::WordClass;
use vocabulary::Irregulars;

mod costs;
#[allow(dead_code, reason = "the library's own rules for derivation, of which this needs a few")]
#[path = "../../src/derivation.rs"]
mod derivation;
mod hunspell;
#[allow(dead_code, reason = "the library's own rules for letters, of which this needs one")]
#[path = "../../src/letters.rs"]
mod letters;
mod readings;
mod vocabulary;
#[allow(dead_code, reason = "the library's own prices, of which this needs most")]
#[path = "../../src/weights.rs"]
mod weights;
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
    let simple: BTreeSet<&str> = words(&simple).collect();
    let compounds = read_compounds(&fs::read_to_string(folder.join("compounds.txt"))?);

    let forms = hunspell::forms(&fs::read_to_string(aff)?, &fs::read_to_string(dic)?);
    let mut vocabulary = vocabulary::Vocabulary::from_forms(forms, &irregular);
    // Nouns that are no words by themselves, but end compounds.
    let bound =
        irregular_text.lines().filter_map(|line| line.strip_prefix('+')?.split_whitespace().next());
    vocabulary.stems.extend(bound.map(str::to_owned));
    let parts = costs::Parts::of(&vocabulary, &excluded);
    let costs = costs::learn(&vocabulary, &parts, &simple);
    let readings = readings::Reader {
        vocabulary: &vocabulary,
        parts: &parts,
        costs: &costs,
        excluded: &excluded,
        simple: &simple,
        compounds: &compounds,
    }
    .readings();
    let bytes = write::lexicon(&vocabulary, &costs, &excluded, &readings)?;
    eprintln!(
        "{} forms, {} stems, {} of them compounds, {} parts, {} heads, {} bytes",
        vocabulary.forms.len(),
        vocabulary.stems.len(),
        readings.len(),
        costs.first.len(),
        costs.head.len(),
        bytes.len()
    );
    fs::write(folder.join("danish.bin"), bytes)?;
    Ok(())
}

/// The words of a file, but for its comments.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// Compounds written `by+del`, each with the places where its parts end.
fn read_compounds(text: &str) -> BTreeMap<String, Vec<usize>> {
    words(text)
        .map(|split| {
            let mut ends: Vec<usize> = split
                .split('+')
                .scan(0, |end, part| {
                    *end += part.len();
                    Some(*end)
                })
                .collect();
            ends.pop();
            (split.replace('+', ""), ends)
        })
        .collect()
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

/// A lemma and its forms on each line, under headings that say their class.
fn read_irregular(text: &str) -> Irregulars {
    let mut links = Irregulars::new();
    let mut class = None;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("# -- ") {
            class = class_of_heading(heading);
        }
        if line.starts_with('#') {
            continue;
        }
        let words: Vec<&str> = line.trim_start_matches(['=', '+']).split_whitespace().collect();
        for word in &words {
            let own = links.entry((*word).to_owned()).or_default();
            own.alone |= line.starts_with('=');
            own.lemmas.insert((words[0].to_owned(), class));
        }
    }
    links
}

fn class_of_heading(heading: &str) -> Option<WordClass> {
    let classes = [
        ("Nouns", WordClass::Noun),
        ("Verbs", WordClass::Verb),
        ("Adjectives", WordClass::Adjective),
    ];
    classes.iter().find(|(name, _)| heading.starts_with(name)).map(|(_, class)| *class)
}
