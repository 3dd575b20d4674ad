//! What editors have said means the same: kept in the generation, applied to queries.
//!
//! The file is made to be searched as it lies, so that opening a generation with a hundred
//! thousand of them costs no more than reading it: a line an expression, sorted. A line has
//! the lemmas of the expression's words, then, after tabs, what means the same, as written.

use std::collections::BTreeMap;
use std::path::Path;

use danish_analyzer::{Analyzer, Terms, Token, term};
use ordret_model::Synonym;

use crate::Error;
use crate::generation::manifest::Manifest;
use crate::lines::Lines;

/// The file in a generation's folder that holds them.
pub(crate) const FILE: &str = "synonyms";

/// Between the words of an expression: sorts before every letter, so that expressions that
/// begin alike stand together.
const NEXT_WORD: char = '\u{1f}';

/// Before a word that is known by its form alone.
const AS_WRITTEN: char = '=';

/// The most ways in which one expression is read, where its words belong to several lemmas.
const MOST_READINGS: usize = 16;

/// Synonyms by the lemmas of their words.
#[derive(Debug, Default)]
pub(crate) struct Synonyms(Lines);

/// What a word is known by among synonyms: its lemmas, but for two things. Who writes a
/// word as a dictionary lists it means that word (`tog` is no form of `tage` here). And a
/// form that begins otherwise than its lemma is a word of its own: what is said of `ældre`
/// is not said of `gammel`.
pub(crate) fn readings(terms: &Terms) -> Vec<String> {
    let listed = terms.lemmas.iter().find(|lemma| term::spelling(lemma) == terms.exact);
    if let Some(lemma) = listed {
        return vec![lemma.clone()];
    }
    if is_of_its_own(terms) {
        return vec![format!("{AS_WRITTEN}{}", terms.exact)];
    }
    terms.lemmas.clone()
}

/// Whether a form begins otherwise than all its lemmas.
pub(crate) fn is_of_its_own(terms: &Terms) -> bool {
    let first = terms.exact.chars().next();
    terms.lemmas.iter().all(|lemma| lemma.chars().next() != first)
}

/// The file's text for what editors have said.
pub(crate) fn listing(listed: &[Synonym]) -> String {
    let analyzer = Analyzer::new();
    let mut entries: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for synonym in listed {
        for from in &synonym.from {
            let others = synonym.to.iter().filter(|to| *to != from && !to.trim().is_empty());
            let others: Vec<&str> = others.map(String::as_str).collect();
            if others.is_empty() {
                continue;
            }
            for key in keys(&analyzer.analyze(from)) {
                let known = entries.entry(key).or_default();
                for other in &others {
                    if known.len() < Synonym::MOST_OTHERS && !known.contains(other) {
                        known.push(other);
                    }
                }
            }
        }
    }
    let mut text = String::new();
    for (key, others) in entries {
        text.push_str(&key);
        for other in others {
            text.push('\t');
            // Tabs and line ends are the file's own.
            let words = other.split_whitespace();
            words.enumerate().for_each(|(nth, word)| {
                text.push_str(if nth == 0 { "" } else { " " });
                text.push_str(word);
            });
        }
        text.push('\n');
    }
    text
}

/// The lines under which an expression of these words stands; none where it is too long.
fn keys(tokens: &[Token<'_>]) -> Vec<String> {
    if !(1..=Synonym::MOST_WORDS).contains(&tokens.len()) {
        return Vec::new();
    }
    tokens.iter().fold(vec![String::new()], |keys, token| {
        let mut longer = extended(&keys, &readings(&token.terms));
        longer.truncate(MOST_READINGS);
        longer
    })
}

/// Each beginning with each reading of the next word.
fn extended(beginnings: &[String], readings: &[String]) -> Vec<String> {
    let each = beginnings.iter().flat_map(|beginning| {
        readings.iter().map(move |reading| match beginning.is_empty() {
            true => reading.clone(),
            false => format!("{beginning}{NEXT_WORD}{reading}"),
        })
    });
    each.collect()
}

impl Synonyms {
    /// Reads them from a generation's folder; none where it has none.
    pub(crate) fn read(folder: &Path, manifest: &Manifest) -> Result<Synonyms, Error> {
        Lines::read(folder, FILE, manifest).map(Synonyms)
    }

    /// What means the same as the first of these words, each given by its [`readings`], or
    /// as the first few together, with how many they are. One step only: a synonym's
    /// synonyms are none.
    pub(crate) fn of(&self, words: &[Vec<String>]) -> Vec<(usize, Vec<String>)> {
        let mut found = Vec::new();
        let mut beginnings = vec![String::new()];
        for (nth, readings) in words.iter().enumerate().take(Synonym::MOST_WORDS) {
            beginnings = extended(&beginnings, readings);
            // What no line begins with, no longer expression does.
            beginnings.retain(|key| {
                let at = self.0.first_from(key);
                let begins = self.0.key(at).and_then(|line| line.strip_prefix(key.as_str()));
                if begins == Some("") {
                    found.push((nth + 1, self.others(at)));
                }
                begins.is_some_and(|rest| rest.is_empty() || rest.starts_with(NEXT_WORD))
            });
            beginnings.truncate(MOST_READINGS);
            if beginnings.is_empty() {
                break;
            }
        }
        found
    }

    fn others(&self, nth: usize) -> Vec<String> {
        let line = self.0.line(nth).unwrap_or_default();
        line.split('\t').skip(1).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use danish_analyzer::Analyzer;
    use ordret_model::Synonym;

    use super::{Synonyms, listing, readings};
    use crate::lines::Lines;

    fn synonyms(rows: &[(&str, &str)]) -> Synonyms {
        let words = |text: &str| text.split(", ").map(str::to_owned).collect();
        let listed: Vec<Synonym> =
            rows.iter().map(|(from, to)| Synonym { from: words(from), to: words(to) }).collect();
        Synonyms(Lines::new(listing(&listed)))
    }

    fn of(synonyms: &Synonyms, typed: &str) -> Vec<(usize, Vec<String>)> {
        let tokens = Analyzer::new().analyze(typed);
        let words: Vec<Vec<String>> = tokens.iter().map(|token| readings(&token.terms)).collect();
        synonyms.of(&words)
    }

    #[test]
    fn expressions_of_several_words_are_found_beside_those_they_begin_with() {
        let rows =
            [("grøn", "miljøvenlig"), ("grøn omstilling", "klimaindsats"), ("grønt", "salat")];
        let synonyms = synonyms(&rows);
        let found = of(&synonyms, "grønne omstillinger nu");
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[1], (2, vec!["klimaindsats".to_owned()]));
        assert!(of(&synonyms, "omstilling").is_empty());
        assert!(of(&synonyms, "grønlig").is_empty());
        assert!(of(&Synonyms::default(), "grøn").is_empty());
    }

    #[test]
    fn a_form_with_a_meaning_of_its_own_says_nothing_of_its_lemma() {
        let synonyms = synonyms(&[("ældre", "senior"), ("tog", "bane")]);
        assert_eq!(of(&synonyms, "ældre").len(), 1);
        assert!(of(&synonyms, "gamle").is_empty());
        assert_eq!(of(&synonyms, "togene").len(), 1);
        assert!(of(&synonyms, "tage").is_empty());
    }

    #[test]
    fn one_expression_keeps_a_bounded_number_of_others_the_first_that_were_said() {
        let rows: Vec<(String, String)> =
            (0..1000).map(|nth| ("by".to_owned(), format!("sted{nth}"))).collect();
        let rows: Vec<(&str, &str)> = rows.iter().map(|(a, b)| (&**a, &**b)).collect();
        let found = of(&synonyms(&rows), "byer");
        assert_eq!(found[0].1.len(), Synonym::MOST_OTHERS);
        assert_eq!(found[0].1[0], "sted0");
    }
}
