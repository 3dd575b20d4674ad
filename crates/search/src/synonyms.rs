//! What editors have said means the same: kept in the generation, applied to queries.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use danish_analyzer::Analyzer;
use ordret_model::Synonym;

use crate::Error;

/// The file in a generation's folder that holds them.
pub(crate) const FILE: &str = "synonyms.json";

/// Synonyms by their first word's lemma.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    by_first: HashMap<String, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    /// For each word the lemmas of which one must stand there.
    words: Vec<Vec<String>>,
    /// What means the same, as written.
    others: Vec<String>,
}

/// The most other expressions that one stands for: each is one more thing to look up.
const MOST_OTHERS: usize = 8;

impl Synonyms {
    /// Reads them from a generation's folder; none where it has none.
    pub(crate) fn read(folder: &Path) -> Result<Synonyms, Error> {
        let path = folder.join(FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Synonyms::default());
            }
            Err(error) => return Err(Error::io("read", &path)(error)),
        };
        let listed: Vec<Synonym> = serde_json::from_slice(&bytes).map_err(Error::read)?;
        Ok(Synonyms::new(&listed))
    }

    pub(crate) fn new(listed: &[Synonym]) -> Synonyms {
        let analyzer = Analyzer::new();
        let mut synonyms = Synonyms::default();
        for synonym in listed {
            for from in &synonym.from {
                let tokens = analyzer.analyze(from);
                let words: Vec<Vec<String>> =
                    tokens.iter().map(|token| token.terms.lemmas.clone()).collect();
                let others = synonym.to.iter().filter(|to| *to != from).take(MOST_OTHERS);
                let others: Vec<String> = others.cloned().collect();
                let Some(first) = words.first().filter(|_| !others.is_empty()) else { continue };
                for lemma in first {
                    let entry = Entry { words: words.clone(), others: others.clone() };
                    synonyms.by_first.entry(lemma.clone()).or_default().push(entry);
                }
            }
        }
        synonyms
    }

    /// What means the same as the first of these words, given by their lemmas, or as the
    /// first few together, with how many they are. One step only: a synonym's synonyms are
    /// none.
    pub(crate) fn of(&self, words: &[&[String]]) -> Vec<(usize, Vec<String>)> {
        let first = words.first().copied().unwrap_or_default();
        let entries = first.iter().filter_map(|lemma| self.by_first.get(lemma)).flatten();
        let meet = |(one, other): (&Vec<String>, &&[String])| {
            one.iter().any(|lemma| other.contains(lemma))
        };
        let stands = |entry: &&Entry| {
            entry.words.len() <= words.len() && entry.words.iter().zip(words).all(meet)
        };
        let mut found: Vec<(usize, Vec<String>)> = Vec::new();
        for entry in entries.filter(stands) {
            let one = (entry.words.len(), entry.others.clone());
            if !found.contains(&one) {
                found.push(one);
            }
        }
        found
    }
}
