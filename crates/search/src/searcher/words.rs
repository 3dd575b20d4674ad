//! What a generation knows of words.

use std::collections::HashMap;

use danish_analyzer::term;
use ordret_model::{FacetField, Note, Query, SearchField};
use tantivy::Term;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;

use crate::Error;
use crate::matching::{Lookup, Resolved, SequencePostings, resolve};
use crate::plan::{self, Part, Plan, Vocabulary};
use crate::searcher::Searcher;

/// How many postings a search for any of its words reads at most, in an index of
/// up to [`SMALL`] documents; in a larger one in proportion. A posting costs some
/// ten nanoseconds, so this is what keeps a long query within twenty milliseconds.
const MOST_POSTINGS: u64 = 500_000;
const SMALL: u64 = 100_000;

/// How many words of a dictionary are passed when those that begin alike are looked up.
const MOST_PASSED: usize = 10_000;

/// The searched fields of one request, as a vocabulary.
struct Searched<'s> {
    searcher: &'s Searcher,
    fields: &'s [SearchField],
}

/// The fields whose words a mistyped word may have been meant for: those that people write.
const CORRECTED_FROM: [SearchField; 8] = [
    SearchField::Title,
    SearchField::Text,
    SearchField::Parts,
    SearchField::Name,
    SearchField::Role,
    SearchField::Organisation,
    SearchField::Place,
    SearchField::Topic,
];

impl Searched<'_> {
    /// Adds what every dictionary has of some terms.
    fn collect(
        &self,
        fields: &[SearchField],
        mut each: impl FnMut(SearchField, usize, &mut dyn FnMut(&[u8], &TermInfo) -> bool),
    ) -> HashMap<String, u64> {
        let mut found: HashMap<String, u64> = HashMap::new();
        for &field in fields.iter().filter(|field| self.fields.contains(field)) {
            for nth in 0..self.searcher.segments.len() {
                each(field, nth, &mut |term, info| {
                    if let Ok(term) = std::str::from_utf8(term) {
                        *found.entry(term.to_owned()).or_default() += u64::from(info.doc_freq);
                    }
                    found.len() < MOST_PASSED
                });
            }
        }
        found
    }
}

impl Vocabulary for Searched<'_> {
    fn has(&self, term: &str) -> bool {
        self.searcher.segments.iter().any(|segment| {
            let mut fields = self.fields.iter();
            fields.any(|field| {
                matches!(segment.find(&self.searcher.fields, *field, term), Ok(Some(_)))
            })
        })
    }

    fn documents(&self, term: &str) -> u64 {
        let mut documents = 0;
        for segment in &self.searcher.segments {
            for &field in self.fields {
                let found = segment.find(&self.searcher.fields, field, term);
                documents += found.ok().flatten().map_or(0, |info| u64::from(info.doc_freq));
            }
        }
        documents
    }

    fn starting_with(&self, prefix: &str, most: usize) -> (Vec<(String, u64)>, bool) {
        let found = self.collect(&SearchField::ALL, |field, nth, add| {
            let dictionary = self.searcher.segments[nth].dictionary(field);
            let Ok(mut stream) = dictionary.range().ge(prefix.as_bytes()).into_stream() else {
                return;
            };
            while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                if !add(stream.key(), stream.value()) {
                    break;
                }
            }
        });
        let more = found.len() > most;
        (most_used(found, most), more)
    }

    fn near(&self, term: &str, distance: u8, most: usize) -> Vec<(String, u64)> {
        let Some(class) = term.as_bytes().first().copied() else { return Vec::new() };
        // The automaton depends on the word and not on the field.
        let wanted = Term::from_field_text(self.searcher.fields.words(SearchField::Text), term);
        let Ok(automaton) = FuzzyTermQuery::new(wanted, distance, true).automaton() else {
            return Vec::new();
        };
        let found = self.collect(&CORRECTED_FROM, |field, nth, add| {
            let dictionary = self.searcher.segments[nth].dictionary(field);
            // Terms of one class only: they begin with its mark.
            let range = dictionary.search(&automaton).ge([class]).lt([class + 1]);
            let Ok(mut stream) = range.into_stream() else { return };
            while stream.advance() {
                if !add(stream.key(), stream.value()) {
                    break;
                }
            }
        });
        most_used(found, most)
    }

    fn adjoins(&self, first: &str, second: &str) -> bool {
        let terms = [term::exact(first), term::exact(second)];
        self.searcher.stands(&terms, self.fields).unwrap_or(false)
    }

    fn names_before(&self, name: &str) -> Vec<String> {
        self.searcher.names().get(name).cloned().unwrap_or_default()
    }

    fn synonyms(&self, words: &[Vec<String>]) -> Vec<(usize, Vec<String>)> {
        self.searcher.synonyms.of(words)
    }
}

fn most_used(found: HashMap<String, u64>, most: usize) -> Vec<(String, u64)> {
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(most);
    found
}

impl Searcher {
    /// Works out what to look for.
    pub(crate) fn plan(&self, query: &Query, kin: bool, fields: &[SearchField]) -> Plan {
        let searched = Searched { searcher: self, fields };
        plan::plan(query, kin, &self.analyzer, &searched)
    }

    /// What words of the query resemble that more documents hold.
    pub(super) fn did_you_mean(&self, query: &Query, fields: &[SearchField]) -> Vec<Note> {
        plan::did_you_mean(query, &self.analyzer, &Searched { searcher: self, fields })
    }

    /// How many postings one search may read.
    pub(crate) fn allowance(&self) -> u64 {
        MOST_POSTINGS * self.manifest.total().max(SMALL) / SMALL
    }

    /// Gives up the least telling of these parts where reading all of them is too much,
    /// never the most telling one. How many are still looked for.
    pub(crate) fn afford(&self, parts: &mut [Resolved<'_>], of: &[usize], allowance: u64) -> usize {
        let mut left = allowance;
        let mut order = of.to_vec();
        order.sort_by(|a, b| parts[*b].idf.total_cmp(&parts[*a].idf).then(a.cmp(b)));
        let mut kept = 0;
        for (nth, part) in order.into_iter().enumerate() {
            let cost = parts[part].cost();
            if nth > 0 && cost > left {
                parts[part].give_up();
                continue;
            }
            left = left.saturating_sub(cost);
            kept += 1;
        }
        kept
    }

    /// What looking parts up takes.
    pub(crate) fn lookup<'l>(&'l self, searched: &'l [SearchField]) -> Lookup<'l> {
        Lookup {
            segments: &self.segments,
            fields: &self.fields,
            searched,
            total: self.manifest.total(),
        }
    }

    /// Looks parts up in the searched fields.
    pub(crate) fn resolve<'p>(
        &self,
        parts: &'p [Part],
        searched: &[SearchField],
    ) -> Result<Vec<Resolved<'p>>, Error> {
        let lookup = self.lookup(searched);
        parts.iter().map(|part| resolve(part, &lookup)).collect()
    }

    /// Whether these terms stand side by side anywhere.
    fn stands(&self, terms: &[String], fields: &[SearchField]) -> Result<bool, Error> {
        for segment in &self.segments {
            for &field in fields {
                let mut slots = Vec::with_capacity(terms.len());
                for term in terms {
                    let Some(info) = segment.find(&self.fields, field, term)? else { break };
                    let option = tantivy::schema::IndexRecordOption::WithFreqsAndPositions;
                    slots.push(vec![segment.postings(field, &info, option)?]);
                }
                if slots.len() == terms.len() {
                    let mut postings = SequencePostings::new(slots);
                    if postings.next(0, segment.documents()).0 < segment.documents() {
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }

    /// The words of speakers' names, each with those that stand right before it: worked out
    /// when first asked for.
    fn names(&self) -> &HashMap<String, Vec<String>> {
        self.names.get_or_init(|| {
            let mut names: HashMap<String, Vec<String>> = HashMap::new();
            for segment in &self.segments {
                let labels = &segment.facets[FacetField::Speaker as usize];
                for ordinal in 0..labels.different() {
                    let Ok(name) = labels.label(ordinal) else { continue };
                    let words = self.analyzer.analyze(&name);
                    for pair in words.windows(2) {
                        let (first, second) = (&pair[0].terms.exact, &pair[1].terms.exact);
                        let before = names.entry(second.clone()).or_default();
                        if before.len() < MOST_BEFORE && !before.contains(first) {
                            before.push(first.clone());
                        }
                    }
                }
            }
            names
        })
    }
}

/// The most first names that are remembered of one family's.
const MOST_BEFORE: usize = 64;
