//! Documents that are about the same: by the telling words they share.

use std::collections::HashMap;

use danish_analyzer::{is_stop_word, term};
use ordret_model::{Body, Document, SearchField};

use crate::Error;
use crate::fields;
use crate::ranking;
use crate::searcher::Searcher;

/// How many of a document's words stand for what it is about.
const KEY_WORDS: usize = 16;

/// A word in more than one of so many documents is about nothing in particular.
const TOO_COMMON: u64 = 10;

/// How many documents are read to find those that are related.
const CANDIDATES: usize = 24;

/// What of a document says what it is about, with what a word there counts.
const ABOUT: [(SearchField, f32); 5] = [
    (SearchField::Title, 2.0),
    (SearchField::Text, 1.0),
    (SearchField::Parts, 1.0),
    (SearchField::Caption, 0.5),
    (SearchField::Topic, 2.0),
];

impl Searcher {
    /// Documents that are about the same as this one, the nearest first: never itself, nor
    /// those it is linked with by its case.
    ///
    /// # Errors
    /// The index could not be read.
    pub fn related(&self, document: &Document, limit: usize) -> Result<Vec<Document>, Error> {
        let terms = self.key_terms(document)?;
        let places = self.gather(&terms, &ABOUT.map(|(field, _)| field), CANDIDATES)?;
        let least = terms.iter().take(2).map(|(_, weight)| *weight).sum::<f32>();
        let mut related: Vec<Document> = Vec::new();
        for place in places {
            if related.len() == limit || place.score < least * LEAST_SHARE {
                break;
            }
            let other = self.read(&self.segments[place.segment], place.document)?;
            let same_words = |one: &Document| one.text.value == other.text.value;
            let linked = linked(document, &other) || linked(&other, document);
            if other.id != document.id && !linked && !related.iter().any(same_words) {
                related.push(other);
            }
        }
        Ok(related)
    }

    /// The telling words of a document, the most telling first.
    fn key_terms(&self, document: &Document) -> Result<Vec<(String, f32)>, Error> {
        let mut frequencies: HashMap<String, f32> = HashMap::new();
        for (field, weight) in ABOUT {
            for text in fields::texts(document, field) {
                for token in self.analyzer.analyze(&text) {
                    let terms = &token.terms;
                    let is_word = terms.exact.chars().nth(2).is_some()
                        && terms.exact.chars().all(|c| c.is_alphabetic() || c == '-');
                    if is_word
                        && !is_stop_word(&terms.exact)
                        && let Some(lemma) = terms.lemmas.first()
                    {
                        *frequencies.entry(term::lemma(lemma)).or_default() += weight;
                    }
                }
            }
        }
        let total = self.manifest.total();
        let mut terms = Vec::new();
        for (term, frequency) in frequencies {
            let mut documents = 0;
            for segment in &self.segments {
                for (field, _) in ABOUT {
                    let info = segment.find(&self.fields, field, &term)?;
                    documents += info.map_or(0, |info| u64::from(info.doc_freq));
                }
            }
            // A word that only this document has leads nowhere.
            if documents > 1 && (documents <= total / TOO_COMMON || total < SMALL) {
                let weight =
                    ranking::idf(total, documents as f64) * ranking::saturate(frequency, false);
                terms.push((term, weight));
            }
        }
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        terms.truncate(KEY_WORDS);
        Ok(terms)
    }
}

/// Few documents share few words: then a common word must do.
const SMALL: u64 = 200;

/// A related document holds as much as this share of the two most telling words.
const LEAST_SHARE: f32 = 0.5;

/// Whether a quote belongs to a case.
fn linked(quote: &Document, case: &Document) -> bool {
    matches!(&quote.body, Body::Quote(quote) if quote.case.as_ref() == Some(&case.id))
}
