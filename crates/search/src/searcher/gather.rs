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
            keep_best(&mut touched, &scores, most, |document| segment.key.get_val(document));
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

/// Keeps the `most` documents with the greatest scores; of those that score alike, the ones
/// with the smallest keys. Keys are read for ties at the cut only: reading one for each
/// comparison took longer than walking the lists.
fn keep_best(documents: &mut Vec<u32>, scores: &[f32], most: usize, key: impl Fn(u32) -> u64) {
    if documents.len() <= most || most == 0 {
        return documents.truncate(most);
    }
    let score = |document: u32| scores[document as usize];
    let (_, least, _) =
        documents.select_nth_unstable_by(most - 1, |a, b| score(*b).total_cmp(&score(*a)));
    let least = score(*least);
    let mut ties: Vec<(u64, u32)> = Vec::new();
    documents.retain(|&document| {
        if score(document) == least {
            ties.push((key(document), document));
        }
        score(document) > least
    });
    ties.sort_unstable();
    let room = most - documents.len();
    documents.extend(ties.into_iter().take(room).map(|(_, document)| document));
}

#[cfg(test)]
mod tests {
    use super::keep_best;

    #[test]
    fn the_best_are_kept_and_of_equal_ones_those_with_the_smallest_keys() {
        let scores = [1.0, 3.0, 1.0, 2.0, 1.0];
        let mut documents = vec![0, 1, 2, 3, 4];
        keep_best(&mut documents, &scores, 3, |document| u64::from(9 - document));
        documents.sort_unstable();
        assert_eq!(documents, [1, 3, 4]);
        keep_best(&mut documents, &scores, 9, u64::from);
        assert_eq!(documents.len(), 3);
    }
}
