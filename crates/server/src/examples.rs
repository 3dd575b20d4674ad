//! Searches worth trying, taken from the generation itself: each one was asked
//! and found something before it is shown. None is written down anywhere.

use std::collections::{BTreeMap, BTreeSet};

use ordret_model::{Document, FacetField, Filters, SearchRequest, SearchResponse};
use ordret_search::{Error, Searcher};

use crate::address::search_url;

/// A search that finds something.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(crate) struct Example {
    /// What it shows off.
    pub what: &'static str,
    /// What one would type or choose.
    pub text: String,
    /// Where it leads.
    pub url: String,
}

/// How many documents are read to find telling words. More would find better
/// ones and delay the taking up of a generation.
const READ: usize = 100;

/// Up to six examples: words, a phrase, an exclusion, a person, a theme or place.
pub(crate) fn examples(searcher: &Searcher) -> Result<Vec<Example>, Error> {
    let everything = SearchRequest { limit: READ, ..SearchRequest::default() };
    let response = searcher.search(&everything)?;
    let documents: Vec<&Document> = response.hits.iter().map(|hit| &hit.document).collect();
    let words = telling_words(&documents);
    let mut found = Found { searcher, examples: Vec::new() };
    for word in words.iter().take(2) {
        found.query("ord i alle former", word.clone())?;
    }
    if let Some(phrase) = documents.iter().find_map(|document| phrase(document.words())) {
        found.query("ordene, som de står", format!("\"{phrase}\""))?;
    }
    if let [first, .., last] = words.as_slice() {
        found.query("det ene uden det andet", format!("{first} -{last}"))?;
    }
    for (what, field) in [("person", FacetField::Speaker), ("emne", FacetField::Topic), ("sted", FacetField::Place)] {
        found.filter(what, field, &response);
    }
    found.examples.truncate(6);
    Ok(found.examples)
}

struct Found<'s> {
    searcher: &'s Searcher,
    examples: Vec<Example>,
}

impl Found<'_> {
    fn query(&mut self, what: &'static str, query: String) -> Result<(), Error> {
        let request = SearchRequest { query, limit: 1, facets: false, ..SearchRequest::default() };
        if self.searcher.search(&request)?.total > 0 {
            let request = SearchRequest { query: request.query, ..SearchRequest::default() };
            self.examples.push(Example { what, url: search_url(&request), text: request.query });
        }
        Ok(())
    }

    /// A facet's first value counts at least one document, so it needs no asking.
    fn filter(&mut self, what: &'static str, field: FacetField, response: &SearchResponse) {
        let facet = response.facets.iter().find(|facet| facet.field == field);
        let Some(value) = facet.and_then(|facet| facet.values.first()) else { return };
        let values = BTreeMap::from([(field, vec![value.value.clone()])]);
        let filters = Filters { values, ..Filters::default() };
        let request = SearchRequest { filters, ..SearchRequest::default() };
        let text = value.value.clone();
        self.examples.push(Example { what, text, url: search_url(&request) });
    }
}

/// Long words that several documents share but most do not, the most shared first.
fn telling_words(documents: &[&Document]) -> Vec<String> {
    let mut shared: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        let words: BTreeSet<&str> = document.words().split(|c: char| !c.is_alphabetic()).collect();
        for word in words.into_iter().filter(|word| is_telling(word)) {
            *shared.entry(word.to_owned()).or_default() += 1;
        }
    }
    let most = documents.len().div_ceil(4).max(1);
    let mut words: Vec<(String, usize)> =
        shared.into_iter().filter(|&(_, count)| count <= most).collect();
    words.sort_by(|(a, n), (b, m)| (m, b.chars().count()).cmp(&(n, a.chars().count())).then(a.cmp(b)));
    distinct(words.into_iter().map(|(word, _)| word))
}

fn is_telling(word: &str) -> bool {
    (8..=16).contains(&word.chars().count()) && word.chars().all(char::is_lowercase)
}

/// The first eight words of which no two begin alike: forms of one word find
/// the same.
fn distinct(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        let start: String = word.chars().take(5).collect();
        if !kept.iter().any(|other| other.starts_with(&start)) {
            kept.push(word);
        }
        if kept.len() == 8 {
            break;
        }
    }
    kept
}

/// Two longish words that stand side by side.
fn phrase(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let fits = |word: &str| (5..=12).contains(&word.chars().count()) && word.chars().all(char::is_lowercase);
    words.windows(2).find(|pair| pair.iter().all(|word| fits(word))).map(|pair| pair.join(" "))
}
