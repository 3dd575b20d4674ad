//! Walks the segments once: matches, narrows, counts and keeps the best.

use ordret_model::{Facet, Filters, Match, Sort};
use tantivy::{DocId, TERMINATED};

use crate::Error;
use crate::facets::{self, Narrowing, Tally};
use crate::matching::matcher::Matcher;
use crate::matching::resolve::{Normalisers, Resolved};
use crate::matching::top::{Place, Top};
use crate::matching::window::WINDOW;
use crate::segment::Segment;

/// What to find.
pub(crate) struct Search<'p> {
    pub wanted: &'p [Resolved<'p>],
    pub unwanted: &'p [Resolved<'p>],
    pub match_: Match,
    pub filters: &'p Filters,
    pub sort: Sort,
    /// How many of the best to keep.
    pub keep: usize,
    pub facets: bool,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// How many documents there are.
    pub total: u64,
    /// The best of them.
    pub places: Vec<Place>,
    pub facets: Vec<Facet>,
}

/// Finds in all segments. Scores do not depend on how documents are spread over
/// segments: whatever is counted over the index was counted before.
pub(crate) fn run(
    search: &Search<'_>,
    segments: &[Segment],
    normalisers: &[Normalisers],
) -> Result<Found, Error> {
    let mut top = Top::new(search.keep, search.sort);
    let mut tallies = Vec::with_capacity(segments.len());
    let mut total = 0;
    for (nth, segment) in segments.iter().enumerate() {
        let narrowing = Narrowing::new(search.filters, segment)?;
        let mut tally = search.facets.then(|| Tally::new(segment));
        let mut walk = Walk::open(search, nth, segment, normalisers)?;
        let mut documents = Vec::with_capacity(WINDOW as usize);
        while walk.next(&mut documents) {
            narrowing.narrow(segment, &mut documents, tally.as_mut());
            total += documents.len() as u64;
            for &(document, score) in &documents {
                top.offer(segment, nth, document, score);
            }
        }
        tallies.extend(tally.map(|tally| (segment, tally)));
    }
    let facets = match search.facets {
        true => facets::facets(&tallies, search.filters)?,
        false => Vec::new(),
    };
    Ok(Found { total, places: top.into_places(), facets })
}

/// Whether there is any document to find. Stops at the first.
pub(crate) fn finds_any(
    search: &Search<'_>,
    segments: &[Segment],
    normalisers: &[Normalisers],
) -> Result<bool, Error> {
    for (nth, segment) in segments.iter().enumerate() {
        let narrowing = Narrowing::new(search.filters, segment)?;
        let mut walk = Walk::open(search, nth, segment, normalisers)?;
        let mut documents = Vec::new();
        while walk.next(&mut documents) {
            narrowing.narrow(segment, &mut documents, None);
            if !documents.is_empty() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A walk through one segment, window by window.
struct Walk<'s> {
    /// For `match=all` the one with the fewest postings first: it leads, and the
    /// others are only asked about what it found.
    wanted: Vec<Matcher<'s>>,
    unwanted: Vec<Matcher<'s>>,
    everything: bool,
    all: bool,
    at: DocId,
    end: DocId,
    scores: Vec<f32>,
}

impl<'s> Walk<'s> {
    fn open(
        search: &Search<'_>,
        nth: usize,
        segment: &'s Segment,
        normalisers: &'s [Normalisers],
    ) -> Result<Walk<'s>, Error> {
        let open = |parts: &[&Resolved<'_>]| -> Result<Vec<Matcher<'s>>, Error> {
            parts.iter().map(|part| Matcher::open(part, nth, segment, normalisers)).collect()
        };
        let all = search.match_ == Match::All;
        let mut wanted: Vec<&Resolved<'_>> = search.wanted.iter().collect();
        if all {
            wanted.sort_by_key(|part| part.cost());
        }
        Ok(Walk {
            wanted: open(&wanted)?,
            unwanted: open(&search.unwanted.iter().collect::<Vec<_>>())?,
            everything: search.wanted.is_empty(),
            all,
            at: 0,
            end: segment.documents(),
            scores: vec![0.0; WINDOW as usize],
        })
    }

    /// Fills `documents` with the next window's, in order; false at the end.
    fn next(&mut self, documents: &mut Vec<(DocId, f32)>) -> bool {
        documents.clear();
        let start = self.begin();
        if start >= self.end {
            return false;
        }
        let end = (start - start % WINDOW + WINDOW).min(self.end);
        self.at = end;
        match (self.everything, self.all) {
            (true, _) => documents.extend((start..end).map(|document| (document, 0.0))),
            (false, true) => self.all_words(start, end, documents),
            (false, false) => self.any_word(start, end, documents),
        }
        for unwanted in &mut self.unwanted {
            documents.retain(|&(document, _)| unwanted.at(document) == 0.0);
        }
        true
    }

    /// Where the next window with anything in it begins.
    fn begin(&mut self) -> DocId {
        if self.everything {
            return self.at;
        }
        let at = self.at;
        if self.all {
            let furthest = self.wanted.iter_mut().map(|matcher| matcher.next(at)).max();
            return furthest.unwrap_or(TERMINATED);
        }
        self.wanted.iter_mut().map(|matcher| matcher.next(at)).min().unwrap_or(TERMINATED)
    }

    fn all_words(&mut self, start: DocId, end: DocId, documents: &mut Vec<(DocId, f32)>) {
        let Some((lead, others)) = self.wanted.split_first_mut() else { return };
        lead.window(start, end, &mut |document, score| documents.push((document, score)));
        for other in others {
            documents.retain_mut(|(document, score)| {
                let more = other.at(*document);
                *score += more;
                more > 0.0
            });
        }
    }

    fn any_word(&mut self, start: DocId, end: DocId, documents: &mut Vec<(DocId, f32)>) {
        for matcher in &mut self.wanted {
            matcher.window(start, end, &mut |document, score| {
                self.scores[(document - start) as usize] += score;
            });
        }
        let window = &mut self.scores[..(end - start) as usize];
        for (nth, score) in window.iter_mut().enumerate().filter(|(_, score)| **score > 0.0) {
            documents.push((start + nth as DocId, std::mem::take(score)));
        }
    }
}
