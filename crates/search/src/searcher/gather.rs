//! The documents that hold the most telling of some terms, without more ado: candidates to
//! be read and compared.

use ordret_model::SearchField;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use crate::Error;
use crate::matching::Place;
use crate::searcher::Searcher;

impl Searcher {
    /// The best `most` documents by the summed weights of the terms they hold.
    pub(super) fn gather(
        &self,
        terms: &[(String, f32)],
        fields: &[SearchField],
        most: usize,
    ) -> Result<Vec<Place>, Error> {
        let mut found: Vec<Place> = Vec::new();
        for (nth, segment) in self.segments.iter().enumerate() {
            let mut scores = vec![0.0_f32; segment.documents() as usize];
            let mut touched = Vec::new();
            for (term, weight) in terms {
                for &field in fields {
                    let Some(info) = segment.find(&self.fields, field, term)? else { continue };
                    let mut list = segment.postings(field, &info, IndexRecordOption::Basic)?;
                    let mut document = list.doc();
                    while document != TERMINATED {
                        let score = &mut scores[document as usize];
                        if *score == 0.0 {
                            touched.push(document);
                        }
                        *score += weight;
                        document = list.advance();
                    }
                }
            }
            let better = |a: &u32, b: &u32| {
                let key = |document: u32| segment.key.get_val(document);
                let scores = scores[*b as usize].total_cmp(&scores[*a as usize]);
                scores.then_with(|| key(*a).cmp(&key(*b)))
            };
            if touched.len() > most {
                touched.select_nth_unstable_by(most.saturating_sub(1), better);
                touched.truncate(most);
            }
            found.extend(touched.into_iter().map(|document| {
                let score = scores[document as usize];
                Place::of(nth, document, score, segment.key.get_val(document))
            }));
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(most);
        Ok(found)
    }
}
