//! Searches worth trying, taken from the generation itself: each one was asked
//! and found something before it is shown. None is written down anywhere.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use ordret_model::{Document, FacetField, Filters, Kind, SearchRequest, SearchResponse};
use ordret_search::{Error, Searcher};

use crate::address::search_url;

mod constructs;

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

/// Every example of a generation.
pub(crate) struct Examples {
    /// Some to begin with: words, a phrase, an exclusion, a person, a theme, a place.
    pub few: Vec<Example>,
    /// Examples of each construct of the query language, for the page that explains it. A
    /// construct that finds nothing in this generation has none.
    pub shown: BTreeMap<&'static str, Vec<Example>>,
}

/// How many documents are read to find telling words. More would find better
/// ones and delay the taking up of a generation.
const READ: usize = 100;

/// The examples of a generation.
pub(crate) fn examples(searcher: &Searcher) -> Result<Examples, Error> {
    let everything = SearchRequest { limit: READ, ..SearchRequest::default() };
    let response = searcher.search(&everything)?;
    let documents: Vec<&Document> = response.hits.iter().map(|hit| &hit.document).collect();
    let mut found = Found { searcher, examples: Vec::new() };
    let words = found.words(&documents)?;
    if let Some(phrase) = phrase(&documents) {
        found.query("ordene, som de står", format!("\"{phrase}\""))?;
    }
    if let [.., wanted, unwanted] = words.as_slice() {
        found.query("det ene uden det andet", format!("{wanted} -{unwanted}"))?;
    }
    for (what, field) in NARROWED {
        found.filter(what, field, &response);
    }
    found.examples.truncate(6);
    let shown = constructs::shown(searcher, &response)?;
    Ok(Examples { few: found.examples, shown })
}

/// What the last examples narrow by.
const NARROWED: [(&str, FacetField); 3] =
    [("person", FacetField::Speaker), ("sted", FacetField::Place), ("emne", FacetField::Topic)];

struct Found<'s> {
    searcher: &'s Searcher,
    examples: Vec<Example>,
}

impl Found<'_> {
    /// Two words, and some more to choose from: themes first, which somebody
    /// chose, then telling words.
    fn words(&mut self, documents: &[&Document]) -> Result<Vec<String>, Error> {
        let themes = distinct(most_shared(documents.iter().map(|document| themes(document)), 1.0));
        let telling =
            distinct(most_shared(documents.iter().map(|document| telling(document)), 0.25));
        let words: Vec<String> = themes.into_iter().take(4).chain(telling).collect();
        for word in &words {
            if self.examples.len() < 2 {
                self.query("ord i alle former", word.clone())?;
            }
        }
        Ok(words.into_iter().take(4).collect())
    }

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

/// The themes of a document that are single words.
fn themes(document: &Document) -> BTreeSet<&str> {
    let single = |theme: &&str| theme.chars().all(char::is_alphabetic) && theme.chars().count() > 4;
    document.topics.iter().map(String::as_str).filter(single).collect()
}

/// Long words that a document says. A figure's caption has words of method,
/// which tell little of what it is about.
fn telling(document: &Document) -> BTreeSet<&str> {
    if document.kind() == Kind::Figure {
        return BTreeSet::new();
    }
    let long = |word: &&str| {
        (8..=16).contains(&word.chars().count()) && word.chars().all(char::is_lowercase)
    };
    document.words().split(|c: char| !c.is_alphabetic()).filter(long).collect()
}

/// The words that most documents share, but not more than `part` of them; the
/// longer of two first.
fn most_shared<'d>(documents: impl Iterator<Item = BTreeSet<&'d str>>, part: f64) -> Vec<&'d str> {
    let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
    let mut read = 0_u32;
    for words in documents {
        read += 1;
        for word in words {
            *shared.entry(word).or_default() += 1;
        }
    }
    let most = (f64::from(read) * part).ceil() as usize;
    let mut words: Vec<(&str, usize)> =
        shared.into_iter().filter(|&(_, count)| count <= most).collect();
    words.sort_by_key(|&(word, count)| (Reverse(count), Reverse(word.len()), word));
    words.into_iter().map(|(word, _)| word).collect()
}

/// The first eight words of which no two begin alike: forms of one word find
/// the same.
fn distinct(words: Vec<&str>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        let start: String = word.chars().take(5).collect();
        if kept.len() < 8 && !kept.iter().any(|other| other.starts_with(&start)) {
            kept.push(word.to_owned());
        }
    }
    kept
}

/// A short title in plain words, else two longish words that stand side by side.
fn phrase(documents: &[&Document]) -> Option<String> {
    let plain = |c: char| c.is_alphabetic() || c == ' ';
    let titled = documents.iter().filter(|document| document.title_source.is_some());
    let short = |title: &&str| (2..=4).contains(&title.split(' ').count());
    let mut titles = titled.map(|document| document.title.as_str()).filter(short);
    let title = titles.find(|title| title.chars().all(plain));
    let words = || documents.iter().find_map(|document| two_words(document.words()));
    title.map(str::to_owned).or_else(words)
}

fn two_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let fits = |word: &&str| {
        (5..=12).contains(&word.chars().count()) && word.chars().all(char::is_lowercase)
    };
    words.windows(2).find(|pair| pair.iter().all(fits)).map(|pair| pair.join(" "))
}
