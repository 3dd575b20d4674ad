//! The best so far.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use ordret_model::{FacetField, Sort};
use tantivy::DocId;

use crate::segment::Segment;

/// A document that was found, and why it stands where it stands.
///
/// Ties are broken by the hash of the id, never by where the document lies: the
/// same content gives the same order, whatever order it was read in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// The year or the name as the order wants it; those without one are last.
    era: i64,
    /// The score.
    pub score: f32,
    key: u64,
    /// Which segment.
    pub segment: usize,
    /// Which document of it.
    pub document: DocId,
}

impl Place {
    /// A place by its score alone.
    pub(crate) fn of(segment: usize, document: DocId, score: f32, key: u64) -> Place {
        Place { era: 0, score, key, segment, document }
    }
}

impl Eq for Place {}

impl Ord for Place {
    /// The better is the greater.
    fn cmp(&self, other: &Self) -> Ordering {
        let eras = self.era.cmp(&other.era);
        eras.then(self.score.total_cmp(&other.score)).then(other.key.cmp(&self.key))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Keeps the best `size` documents.
pub(crate) struct Top<'r> {
    size: usize,
    sort: Sort,
    /// By segment and label, where speakers stand in Danish order.
    speakers: &'r [Vec<u32>],
    /// The worst that is kept is on top.
    kept: BinaryHeap<Reverse<Place>>,
}

impl<'r> Top<'r> {
    pub(crate) fn new(size: usize, sort: Sort, speakers: &'r [Vec<u32>]) -> Top<'r> {
        Top { size, sort, speakers, kept: BinaryHeap::with_capacity(size.min(1024) + 1) }
    }

    pub(crate) fn offer(&mut self, segment: &Segment, nth: usize, document: DocId, score: f32) {
        if self.size == 0 {
            return;
        }
        let era = self.era(segment, nth, document);
        if let Some(Reverse(worst)) = self.kept.peek()
            && self.kept.len() == self.size
            && era.cmp(&worst.era).then(score.total_cmp(&worst.score)) == Ordering::Less
        {
            return;
        }
        // The key is read only here: few documents get this far.
        let key = segment.key.get_val(document);
        self.kept.push(Reverse(Place { era, score, key, segment: nth, document }));
        if self.kept.len() > self.size {
            self.kept.pop();
        }
    }

    fn era(&self, segment: &Segment, nth: usize, document: DocId) -> i64 {
        match self.sort {
            Sort::Relevance => 0,
            Sort::Newest => segment.year.first(document).unwrap_or(i64::MIN),
            Sort::Oldest => segment.year.first(document).map_or(i64::MIN, |year| -year),
            Sort::Speaker => {
                let speakers = &segment.facets[FacetField::Speaker as usize];
                let first = speakers.ordinals().and_then(|ordinals| ordinals.first(document));
                let rank = first.and_then(|ordinal| self.speakers.get(nth)?.get(ordinal as usize));
                rank.map_or(i64::MIN, |rank| -i64::from(*rank))
            }
        }
    }

    /// The best first.
    pub(crate) fn into_places(self) -> Vec<Place> {
        self.kept.into_sorted_vec().into_iter().map(|Reverse(place)| place).collect()
    }
}
