//! What is proposed while somebody types: speakers, places, topics, titles, words. Found by
//! the beginning of any of their words, however æ, ø and å are typed, the most used first.
//!
//! The list is made when it is first asked for, from the labels and the dictionary, and
//! lives as long as the generation.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use danish_analyzer::{is_stop_word, term};
use ordret_model::{FacetField, SearchField, Suggestion, SuggestionKind};

use crate::Error;
use crate::folding::{fold, fold_strictly, has_danish_letter};
use crate::searcher::Searcher;
use crate::searcher::beginnings::Beginnings;
use crate::segment::Labels;

/// The most titles and the most words that are proposed, the most used: some tens of
/// megabytes. Names are never cut.
const MOST: usize = 300_000;

/// Of how many words of a title the beginnings lead to it.
const TITLE_WORDS: usize = 8;

/// Everything that may be proposed.
pub(super) struct Suggestions {
    /// The most used first: an entry's number is its rank.
    entries: Vec<Entry>,
    /// Every word's beginning, however its letters are typed.
    tolerant: Beginnings,
    /// Those of texts with æ, ø or å, for whoever types these letters: `rø` is no `ro`.
    strict: Beginnings,
}

struct Entry {
    text: String,
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
        let mut counted = Counted::default();
        for segment in &self.segments {
            let facet = |field: FacetField| &segment.facets[field as usize];
            counted.add_labels(SuggestionKind::Speaker, facet(FacetField::Speaker))?;
            counted.add_labels(SuggestionKind::Place, facet(FacetField::Place))?;
            counted.add_labels(SuggestionKind::Topic, facet(FacetField::Topic))?;
            counted.add_labels(SuggestionKind::Title, &segment.titles)?;
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
                        let count = u64::from(stream.value().doc_freq);
                        counted.add(SuggestionKind::Word, word, count);
                    }
                }
            }
        }
        Ok(Suggestions::new(counted))
    }
}

/// How many documents have each text, over all segments.
#[derive(Default)]
struct Counted(HashMap<SuggestionKind, HashMap<String, u64>>);

impl Counted {
    fn add(&mut self, kind: SuggestionKind, text: &str, count: u64) {
        let counts = self.0.entry(kind).or_default();
        match counts.get_mut(text) {
            Some(counted) => *counted += count,
            None => drop(counts.insert(text.to_owned(), count)),
        }
    }

    fn add_labels(&mut self, kind: SuggestionKind, labels: &Labels) -> Result<(), Error> {
        let counts = labels.counts();
        labels.each(|ordinal, label| {
            if !is_contact(label) {
                self.add(kind, label, counts.get(ordinal).copied().unwrap_or_default().into());
            }
        })
    }
}

impl Suggestions {
    fn new(counted: Counted) -> Suggestions {
        let mut entries: Vec<Entry> = Vec::new();
        for (kind, counts) in counted.0 {
            let entry = |(text, count)| Entry { text, kind, count };
            let mut of_kind: Vec<Entry> = counts.into_iter().map(entry).collect();
            let is_name = !matches!(kind, SuggestionKind::Title | SuggestionKind::Word);
            if !is_name && of_kind.len() > MOST {
                of_kind.select_nth_unstable_by(MOST - 1, |a, b| a.order().cmp(&b.order()));
                of_kind.truncate(MOST);
            }
            entries.append(&mut of_kind);
        }
        entries.sort_unstable_by(|a, b| a.order().cmp(&b.order()));
        let folded = |danish: bool, fold: fn(&str) -> String| {
            let mut texts: Vec<(u32, usize, String)> = Vec::new();
            for (nth, entry) in entries.iter().enumerate() {
                if !danish || has_danish_letter(&entry.text) {
                    let is_title = entry.kind == SuggestionKind::Title;
                    let words = if is_title { TITLE_WORDS } else { usize::MAX };
                    texts.push((nth as u32, words, fold(&entry.text)));
                }
            }
            Beginnings::new(texts)
        };
        let tolerant = folded(false, fold);
        let strict = folded(true, fold_strictly);
        Suggestions { entries, tolerant, strict }
    }

    fn find(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        // With a last a the other half of an aa may be on its way.
        let means_it = |typed: &str| has_danish_letter(typed) && !typed.ends_with(['a', 'A']);
        if means_it(typed) || typed.contains(['æ', 'ø', 'å', 'Æ', 'Ø', 'Å']) {
            let found = self.different(&self.strict, &fold_strictly(typed), limit);
            if !found.is_empty() {
                return found;
            }
        }
        self.different(&self.tolerant, &fold(typed), limit)
    }

    fn different(&self, beginnings: &Beginnings, typed: &str, limit: usize) -> Vec<Suggestion> {
        let typed = typed.trim_start();
        if typed.is_empty() {
            return Vec::new();
        }
        // One word may be a place and a topic; it is proposed once of each text.
        let mut seen = HashSet::new();
        let entries = beginnings.with(typed).map(|nth| &self.entries[nth as usize]);
        let different = entries.filter(|entry| seen.insert(entry.text.to_lowercase()));
        different.take(limit).map(Entry::suggestion).collect()
    }
}

impl Entry {
    /// The most used first; names before words of the same use.
    fn order(&self) -> impl Ord {
        (Reverse(self.count), self.kind, &*self.text)
    }

    fn suggestion(&self) -> Suggestion {
        Suggestion { text: self.text.clone(), kind: self.kind, count: self.count }
    }
}

/// Whether a label looks like a contact detail. They are taken out when content is read; a
/// list that anybody can leaf through is no place to rely on that alone.
fn is_contact(label: &str) -> bool {
    let is_year = |group: &str| group.len() == 4 && ["19", "20"].contains(&&group[..2]);
    let is_telephone = |run: &str| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        digits >= 8 && !run.split_whitespace().all(is_year)
    };
    let mut runs = label.split(|c: char| !c.is_ascii_digit() && c != ' ');
    label.contains('@') || runs.any(is_telephone)
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
            (SuggestionKind::Word, "roman", 7),
            (
                SuggestionKind::Speaker,
                "Hans-Jørgen O’Brien af Store Lille Ny Gamle Nørre Sønder Vester",
                1,
            ),
        ];
        let mut all = Counted::default();
        for (kind, text, count) in counted {
            all.add(kind, text, count);
        }
        let found = Suggestions::new(all).find(typed, 10);
        found.into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn every_word_is_found_by_its_beginning_the_most_used_first() {
        assert_eq!(texts("id"), ["Åse Idbæk", "Ida Rørsø", "ida"]);
        assert_eq!(texts("rørs"), ["Ida Rørsø"]);
        assert_eq!(texts("ida r"), ["Ida Rørsø"]);
        assert_eq!(texts("ro"), ["roman", "Ida Rørsø"]);
        for typed in ["jør", "obri", "hans jorgen", "hans-j", "vest"] {
            assert_eq!(texts(typed).len(), 1, "{typed}");
        }
        assert!(texts("").is_empty() && texts("dbæk").is_empty());
    }

    #[test]
    fn whoever_types_a_danish_letter_means_it() {
        assert_eq!(texts("rø"), ["Ida Rørsø"]);
        assert_eq!(texts("RØMAN"), ["roman"], "unless nothing has it");
        assert_eq!(texts("aas"), ["Åse Idbæk"], "aa is å");
        assert_eq!(
            texts("aa"),
            ["Åse Idbæk", "Hans-Jørgen O’Brien af Store Lille Ny Gamle Nørre Sønder Vester"]
        );
    }

    #[test]
    fn what_looks_like_a_contact_detail_is_never_proposed() {
        for contact in ["ida@tangby.dk", "Ring 12 34 56 78", "12345678", "+45 1234 5678"] {
            assert!(is_contact(contact), "{contact}");
        }
        for other in ["Valg 2013 2016", "2013-2016", "Kapitel 12", "Ida Rørsø"] {
            assert!(!is_contact(other), "{other}");
        }
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
