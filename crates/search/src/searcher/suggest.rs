//! What is proposed while somebody types: speakers, places, topics, titles, words. Found by
//! the beginning of any of their words, however æ, ø and å are typed.
//!
//! The list is made when it is first asked for, from the labels and the dictionary, and
//! lives as long as the generation.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use danish_analyzer::{is_stop_word, term};
use ordret_model::{FacetField, SearchField, Suggestion, SuggestionKind};

use crate::Error;
use crate::folding::fold;
use crate::searcher::Searcher;

/// The most titles and words that are proposed: some tens of megabytes.
const MOST: usize = 300_000;

/// Of how many words of a text the beginnings lead to it.
const WORDS: usize = 8;

/// Beginnings up to this many letters have their best remembered.
const SHORT: usize = 3;

/// How many are remembered of each.
const REMEMBERED: usize = 32;

/// Everything that may be proposed.
pub(super) struct Suggestions {
    entries: Vec<Entry>,
    /// Where in which entry a word begins, in the order of what stands there.
    beginnings: Vec<(u32, u16)>,
    /// The best for each short beginning.
    short: HashMap<Box<str>, Vec<u32>>,
}

struct Entry {
    text: String,
    /// As it is compared.
    folded: Box<str>,
    kind: SuggestionKind,
    count: u64,
}

impl Searcher {
    /// What somebody may be about to type, the most used first, at most `limit`.
    ///
    /// # Errors
    /// The index could not be read.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let suggestions = match self.suggestions.get() {
            Some(suggestions) => suggestions,
            None => {
                let made = self.make_suggestions()?;
                self.suggestions.get_or_init(|| made)
            }
        };
        Ok(suggestions.find(typed, limit))
    }

    fn make_suggestions(&self) -> Result<Suggestions, Error> {
        let mut counted: HashMap<(SuggestionKind, String), u64> = HashMap::new();
        for segment in &self.segments {
            let facet = |field: FacetField| &segment.facets[field as usize];
            for (labels, kind) in [
                (facet(FacetField::Speaker), SuggestionKind::Speaker),
                (facet(FacetField::Place), SuggestionKind::Place),
                (facet(FacetField::Topic), SuggestionKind::Topic),
                (&segment.titles, SuggestionKind::Title),
            ] {
                for (ordinal, count) in labels.counts().into_iter().enumerate().take(MOST) {
                    let label = labels.label(ordinal)?;
                    *counted.entry((kind, label)).or_default() += u64::from(count);
                }
            }
            for field in [SearchField::Text, SearchField::Parts, SearchField::Title] {
                let dictionary = segment.dictionary(field);
                let first = [term::EXACT as u8];
                let last = [term::EXACT as u8 + 1];
                let mut stream =
                    dictionary.range().ge(first).lt(last).into_stream().map_err(Error::read)?;
                while stream.advance() {
                    let Some(word) = std::str::from_utf8(&stream.key()[1..]).ok() else { continue };
                    let is_word =
                        word.chars().nth(3).is_some() && word.chars().all(char::is_alphabetic);
                    if is_word && !is_stop_word(word) {
                        let entry = counted.entry((SuggestionKind::Word, word.to_owned()));
                        *entry.or_default() += u64::from(stream.value().doc_freq);
                    }
                }
            }
        }
        Ok(Suggestions::new(counted))
    }
}

impl Suggestions {
    fn new(counted: HashMap<(SuggestionKind, String), u64>) -> Suggestions {
        let mut entries: Vec<Entry> = counted
            .into_iter()
            .map(|((kind, text), count)| Entry { folded: fold(&text).into(), text, kind, count })
            .collect();
        // The best first: an entry's number is its rank.
        entries.sort_unstable_by(|a, b| {
            let order = |entry: &Entry| (Reverse(entry.count), entry.kind);
            order(a).cmp(&order(b)).then_with(|| a.text.cmp(&b.text))
        });
        let mut of_kind: HashMap<SuggestionKind, usize> = HashMap::new();
        entries.retain(|entry| {
            let seen = of_kind.entry(entry.kind).or_default();
            *seen += 1;
            *seen <= MOST
        });
        let mut beginnings = Vec::new();
        let mut short: HashMap<Box<str>, Vec<u32>> = HashMap::new();
        for (nth, entry) in entries.iter().enumerate() {
            for at in word_starts(&entry.folded) {
                beginnings.push((nth as u32, at));
                let rest = &entry.folded[usize::from(at)..];
                for (end, letter) in rest.char_indices().take(SHORT) {
                    let best = short.entry(rest[..end + letter.len_utf8()].into()).or_default();
                    if best.len() < REMEMBERED && !best.contains(&(nth as u32)) {
                        best.push(nth as u32);
                    }
                }
            }
        }
        let at = |(nth, at): &(u32, u16)| &entries[*nth as usize].folded[usize::from(*at)..];
        beginnings.sort_unstable_by(|a, b| at(a).cmp(at(b)).then_with(|| a.cmp(b)));
        Suggestions { entries, beginnings, short }
    }

    fn find(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let folded = fold(typed);
        let folded = folded.trim_start();
        let letters = folded.chars().count();
        if letters == 0 {
            return Vec::new();
        }
        let mut found: Vec<u32> = match letters {
            ..=SHORT => self.short.get(folded).cloned().unwrap_or_default(),
            _ => {
                let at = |(nth, at): &(u32, u16)| {
                    &self.entries[*nth as usize].folded[usize::from(*at)..]
                };
                let first = self.beginnings.partition_point(|one| at(one) < folded);
                let rest = &self.beginnings[first..];
                let until = rest.partition_point(|one| at(one).starts_with(folded));
                rest[..until].iter().map(|(nth, _)| *nth).collect()
            }
        };
        found.sort_unstable();
        found.dedup();
        // One word may be a place and a topic; it is proposed once of each text.
        let mut seen = HashSet::new();
        let entries = found.into_iter().map(|nth| &self.entries[nth as usize]);
        let different = entries.filter(|entry| seen.insert(entry.text.to_lowercase()));
        different.take(limit).map(Entry::suggestion).collect()
    }
}

impl Entry {
    fn suggestion(&self) -> Suggestion {
        Suggestion { text: self.text.clone(), kind: self.kind, count: self.count }
    }
}

/// Where the first words of a text begin, in bytes.
fn word_starts(folded: &str) -> impl Iterator<Item = u16> + '_ {
    let mut before = ' ';
    let starts = folded.char_indices().filter_map(move |(at, letter)| {
        let starts = letter.is_alphanumeric() && !before.is_alphanumeric();
        before = letter;
        if starts { u16::try_from(at).ok() } else { None }
    });
    starts.take(WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(typed: &str) -> Vec<String> {
        let counted = [
            (SuggestionKind::Place, "København", 9),
            (SuggestionKind::Speaker, "Ida Rørsø", 3),
            (SuggestionKind::Speaker, "Åse Idbæk", 5),
            (SuggestionKind::Word, "ida", 1),
        ];
        let counted = counted.map(|(kind, text, count)| ((kind, text.to_owned()), count));
        let found = Suggestions::new(counted.into()).find(typed, 10);
        found.into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn every_word_is_found_by_its_beginning_the_most_used_first() {
        assert_eq!(texts("id"), ["Åse Idbæk", "Ida Rørsø", "ida"]);
        assert_eq!(texts("rørs"), ["Ida Rørsø"]);
        assert_eq!(texts("ida r"), ["Ida Rørsø"]);
        assert!(texts("").is_empty() && texts("dbæk").is_empty());
    }

    #[test]
    fn danish_letters_are_found_however_they_are_typed() {
        for typed in ["københ", "kobenh", "koebenh", "KØBENHAVN"] {
            assert_eq!(texts(typed), ["København"], "{typed}");
        }
        for typed in ["åse", "aase", "ase"] {
            assert_eq!(texts(typed), ["Åse Idbæk"], "{typed}");
        }
    }
}
