//! The words that documents are made of: the lexicon that the analyzer ships.

use std::collections::BTreeMap;

use danish_analyzer::is_stop_word;
use danish_analyzer::term::spelling;
use fst::{Map, Streamer};

use crate::error::{Error, Result};
use crate::random::Random;

/// Described where it is written, in `danish-analyzer/examples/build_lexicon`.
const LEXICON: &[u8] = include_bytes!("../../crates/danish-analyzer/lexicon/danish.bin");
/// What a class says of its forms: words of the language, and names.
const COMMON: u8 = 1;
const NAME: u8 = 2;

/// Words by how they are used, the most frequent first.
pub struct Vocabulary {
    /// Small words.
    pub small: Vec<String>,
    /// Other words, each with its forms.
    pub lemmas: Vec<Vec<String>>,
    /// What compounds begin with, linking elements included.
    pub firsts: Vec<String>,
    /// Which of `lemmas` end compounds, the most frequent first.
    pub heads: Vec<usize>,
    /// Names, capitalised, in no order.
    pub names: Vec<String>,
}

impl Vocabulary {
    /// Reads the shipped lexicon. It knows how often a word stands in compounds;
    /// how often others are used is made up.
    ///
    /// # Errors
    /// When the lexicon has another format than this reads.
    pub fn read(seed: u64) -> Result<Vocabulary> {
        let sections = Sections::read(LEXICON).ok_or_else(|| {
            Error::new(
                "cannot read the analyzer's lexicon",
                "its format is new; bench/src/vocabulary.rs must follow",
            )
        })?;
        let mut random = Random::new(seed, 0);
        let (mut small, mut names) = (Vec::new(), Vec::new());
        let mut by_lemma: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut forms = sections.forms.stream();
        while let Some((form, class)) = forms.next() {
            let form = String::from_utf8_lossy(form).into_owned();
            let Some((flags, rule)) = sections.classes.get(class as usize) else { continue };
            let letters = form.chars().count();
            if letters > 18 || !form.chars().all(char::is_alphabetic) {
                continue;
            }
            if is_stop_word(&form) {
                small.push(form);
            } else if flags & COMMON != 0 && letters > 2 {
                by_lemma.entry(spelling(&rule.lemma(&form)).to_owned()).or_default().push(form);
            } else if flags & NAME != 0 && (4..=9).contains(&letters) && !form.ends_with('s') {
                names.push(capitalised(&form));
            }
        }
        random.shuffle(&mut small);
        small.sort_by_key(|word| word.chars().count());
        let (lemmas, heads) = ranked(by_lemma, &sections.heads, &mut random);
        let vocabulary =
            Vocabulary { small, lemmas, firsts: cheapest_first(&sections.firsts), heads, names };
        match vocabulary.names.len() > 100
            && vocabulary.firsts.len() > 100
            && vocabulary.heads.len() > 100
        {
            true => Ok(vocabulary),
            false => {
                Err(Error::new("cannot read the analyzer's lexicon", "it holds too few words"))
            }
        }
    }
}

/// The first letter in capitals.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Lemmas by rank. Which words are used most is not in the lexicon: short ones
/// are, and those that end many compounds. And which of them end compounds.
fn ranked(
    by_lemma: BTreeMap<String, Vec<String>>,
    heads: &Map<&'static [u8]>,
    random: &mut Random,
) -> (Vec<Vec<String>>, Vec<usize>) {
    let mut priced: Vec<(u64, bool, Vec<String>)> = by_lemma
        .into_iter()
        .map(|(lemma, forms)| {
            let price = heads.get(&lemma).filter(|price| *price < NEVER);
            let letters = 8 * lemma.chars().count();
            let rank = price.unwrap_or(110) + letters as u64 + random.below(30) as u64;
            (rank, price.is_some(), forms)
        })
        .collect();
    priced.sort();
    let heads = (0..priced.len()).filter(|nth| priced[*nth].1).collect();
    (priced.into_iter().map(|(_, _, forms)| forms).collect(), heads)
}

/// The price of what is no part of anything.
const NEVER: u64 = 9999;

fn cheapest_first(parts: &Map<&'static [u8]>) -> Vec<String> {
    let mut priced: Vec<(u64, String)> = Vec::new();
    let mut stream = parts.stream();
    while let Some((part, price)) = stream.next() {
        let part = String::from_utf8_lossy(part).into_owned();
        if price < NEVER && part.chars().count() > 2 && part.chars().all(char::is_alphabetic) {
            priced.push((price, part));
        }
    }
    priced.sort();
    priced.into_iter().map(|(_, part)| part).collect()
}

/// What makes a lemma of a form: bytes to take off, letters to put there.
struct Rule(usize, String);

impl Rule {
    fn lemma(&self, form: &str) -> String {
        let stem = form.len().checked_sub(self.0).and_then(|end| form.get(..end));
        format!("{}{}", stem.unwrap_or(form), self.1)
    }
}

struct Sections {
    /// Flags and the first lemma's rule.
    classes: Vec<(u8, Rule)>,
    forms: Map<&'static [u8]>,
    firsts: Map<&'static [u8]>,
    heads: Map<&'static [u8]>,
}

impl Sections {
    fn read(file: &'static [u8]) -> Option<Sections> {
        let mut rest = file.strip_prefix(b"DAL3")?;
        let mut section = || -> Option<&'static [u8]> {
            let (length, after) = rest.split_first_chunk::<4>()?;
            let (section, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = after;
            Some(section)
        };
        let classes = classes(section()?)?;
        let mut map = || Map::new(section()?).ok();
        Some(Sections { classes, forms: map()?, firsts: map()?, heads: map()? })
    }
}

fn classes(mut table: &'static [u8]) -> Option<Vec<(u8, Rule)>> {
    let mut classes = Vec::new();
    while let Some(([flags, count], rest)) = table.split_first_chunk::<2>() {
        table = rest;
        let mut first = None;
        for _ in 0..*count {
            let ([strip, length], rest) = table.split_first_chunk::<2>()?;
            let (letters, rest) = rest.split_at_checked(usize::from(*length))?;
            let letters = String::from_utf8_lossy(letters).into_owned();
            first.get_or_insert(Rule(usize::from(*strip), letters));
            table = rest;
        }
        classes.push((*flags, first?));
    }
    Some(classes)
}
