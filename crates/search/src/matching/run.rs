//! Walks the segments once: matches, narrows, counts and keeps the best.

use ordret_model::{Facet, Filters, Listing, Sort};
use tantivy::{DocId, TERMINATED};

use crate::Error;
use crate::facets::{self, Narrowing, Tally};
use crate::matching::cursor::{Cursor, Opening, cost, keep_all};
use crate::matching::matcher::Matcher;
use crate::matching::resolve::{Normalisers, Resolved};
use crate::matching::top::{Place, Top};
use crate::matching::window::WINDOW;
use crate::plan::Tree;
use crate::segment::Segment;

/// What to find.
pub(crate) struct Search<'p> {
    pub parts: &'p [Resolved<'p>],
    /// Each of these must be there.
    pub required: &'p [&'p Tree],
    /// At least one of these, if there are any; where something is required besides that
    /// is more than a filter, none of them need be there.
    pub some: &'p [&'p Tree],
    pub some_may_lack: bool,
    pub unwanted: &'p [Resolved<'p>],
    /// Whether a compound's parts and derived words stand for a word.
    pub lenient: bool,
    /// What the group before this one holds.
    pub except: &'p [Place],
    pub filters: &'p Filters,
    pub sort: Sort,
    /// By segment and label, where speakers stand in Danish order.
    pub speakers: &'p [Vec<u32>],
    /// How many of the best to keep.
    pub keep: usize,
    pub facets: bool,
    /// The facet to list further than the others.
    pub listing: Option<&'p Listing>,
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
    let mut top = Top::new(search.keep, search.sort, search.speakers);
    let mut tallies = Vec::with_capacity(segments.len());
    let mut total = 0;
    for (nth, segment) in segments.iter().enumerate() {
        let narrowing = Narrowing::new(search.filters, segment)?;
        let mut tally = search.facets.then(|| Tally::new(segment));
        let mut walk = Walk::open(search, nth, segment, normalisers)?;
        let mut documents = Vec::with_capacity(WINDOW as usize);
        while walk.next(&mut documents) {
            if !search.except.is_empty() {
                let is_new = |document| {
                    search
                        .except
                        .iter()
                        .all(|place| (place.segment, place.document) != (nth, document))
                };
                documents.retain(|&(document, _)| is_new(document));
            }
            narrowing.narrow(segment, &mut documents, tally.as_mut());
            total += documents.len() as u64;
            for &(document, score) in &documents {
                top.offer(segment, nth, document, score);
            }
        }
        tallies.extend(tally.map(|tally| (segment, tally)));
    }
    let facets = match search.facets {
        true => facets::facets(&tallies, search.filters, search.listing)?,
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

/// How many documents there are to find.
pub(crate) fn count(
    search: &Search<'_>,
    segments: &[Segment],
    normalisers: &[Normalisers],
) -> Result<u64, Error> {
    let mut total = 0;
    each(search, segments, normalisers, |_, _| total += 1)?;
    Ok(total)
}

/// Tells of every document there is to find: its segment and its number in it.
pub(crate) fn each(
    search: &Search<'_>,
    segments: &[Segment],
    normalisers: &[Normalisers],
    mut found: impl FnMut(usize, DocId),
) -> Result<(), Error> {
    for (nth, segment) in segments.iter().enumerate() {
        let narrowing = Narrowing::new(search.filters, segment)?;
        let mut walk = Walk::open(search, nth, segment, normalisers)?;
        let mut documents = Vec::new();
        while walk.next(&mut documents) {
            narrowing.narrow(segment, &mut documents, None);
            documents.iter().for_each(|&(document, _)| found(nth, document));
        }
    }
    Ok(())
}

/// One document in so many of a window is many.
const MANY: DocId = 32;

/// A walk through one segment, window by window.
struct Walk<'s> {
    /// The one with the fewest postings first: it leads, and the others are only
    /// asked about what it found.
    required: Vec<Cursor<'s>>,
    some: Vec<Cursor<'s>>,
    some_may_lack: bool,
    unwanted: Vec<Matcher<'s>>,
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
        let opening =
            Opening { parts: search.parts, nth, segment, normalisers, lenient: search.lenient };
        let open = |trees: &[&Tree]| -> Result<Vec<Cursor<'s>>, Error> {
            trees.iter().map(|tree| Cursor::open(tree, &opening)).collect()
        };
        let mut required = search.required.to_vec();
        required.sort_by_key(|tree| cost(tree, search.parts));
        // The most frequent first: what it takes out need not be asked about any other, so that
        // sixty-four exclusions cost little more than the dearest of them.
        let mut unwanted: Vec<&Resolved<'_>> = search.unwanted.iter().collect();
        unwanted.sort_by_key(|part| std::cmp::Reverse(part.cost()));
        let unwanted =
            unwanted.into_iter().map(|part| Matcher::open(part, nth, segment, normalisers, false));
        Ok(Walk {
            required: open(&required)?,
            some: open(search.some)?,
            some_may_lack: search.some_may_lack,
            unwanted: unwanted.collect::<Result<_, _>>()?,
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
        match (self.required.is_empty(), self.some.is_empty()) {
            (true, true) => documents.extend((start..end).map(|document| (document, 0.0))),
            (false, _) => self.all_words(start, end, documents),
            (true, false) => self.any_word(start, end, documents),
        }
        self.leave_out(start, end, documents);
        true
    }

    /// Takes out what holds anything unwanted: where many documents are found their lists
    /// are read in one run, where few are each of these is asked for.
    fn leave_out(&mut self, start: DocId, end: DocId, documents: &mut Vec<(DocId, f32)>) {
        for unwanted in &mut self.unwanted {
            if documents.len() as DocId <= (end - start) / MANY {
                documents.retain(|&(document, _)| unwanted.at(document) == 0.0);
                continue;
            }
            let mut held = Vec::new();
            unwanted.window(start, end, &mut |document, _| held.push(document));
            let mut held = held.into_iter().peekable();
            documents.retain(|&(document, _)| {
                while held.next_if(|one| *one < document).is_some() {}
                held.peek() != Some(&document)
            });
        }
    }

    /// Where the next window with anything in it begins.
    fn begin(&mut self) -> DocId {
        let at = self.at;
        if !self.required.is_empty() {
            let furthest = self.required.iter_mut().map(|cursor| cursor.next(at)).max();
            return furthest.unwrap_or(TERMINATED);
        }
        if self.some.is_empty() {
            return at;
        }
        self.some.iter_mut().map(|cursor| cursor.next(at)).min().unwrap_or(TERMINATED)
    }

    fn all_words(&mut self, start: DocId, end: DocId, documents: &mut Vec<(DocId, f32)>) {
        let Some((lead, others)) = self.required.split_first_mut() else { return };
        lead.window(start, end, &mut |document, score| documents.push((document, score)));
        keep_all(others, documents);
        if !self.some.is_empty() {
            documents.retain_mut(|(document, score)| {
                let more: f32 = self.some.iter_mut().map(|cursor| cursor.at(*document)).sum();
                *score += more;
                more > 0.0 || self.some_may_lack
            });
        }
    }

    fn any_word(&mut self, start: DocId, end: DocId, documents: &mut Vec<(DocId, f32)>) {
        for cursor in &mut self.some {
            cursor.window(start, end, &mut |document, score| {
                self.scores[(document - start) as usize] += score;
            });
        }
        let window = &mut self.scores[..(end - start) as usize];
        for (nth, score) in window.iter_mut().enumerate().filter(|(_, score)| **score > 0.0) {
            documents.push((start + nth as DocId, std::mem::take(score)));
        }
    }
}
