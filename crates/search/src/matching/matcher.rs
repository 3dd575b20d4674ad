//! One part of a query in one segment: a word in all its forms and fields as one
//! weighted frequency.

use std::sync::Arc;

use ordret_model::SearchField;
use tantivy::{DocId, TERMINATED};

use crate::Error;
use crate::labels::Marked;
use crate::matching::field::FieldPostings;
use crate::matching::resolve::{Normalisers, Resolved};
use crate::matching::window::Window;
use crate::ranking;
use crate::segment::Segment;

/// Walks a part's lists through one segment, forward only.
pub(crate) struct Matcher<'s> {
    fields: Vec<FieldPostings<'s>>,
    idf: f32,
    /// Whether one field is searched by itself.
    alone: bool,
    /// What the part is made of.
    inside: Vec<Matcher<'s>>,
    /// What is derived from it.
    kin: Vec<Matcher<'s>>,
    /// The documents with its label.
    labelled: Option<(Arc<[Marked]>, usize)>,
    /// Weighted frequencies in the window at hand: of one field, and of all.
    field: Window,
    sums: Window,
    /// What each document gets, where the whole and its parts compete.
    scores: Window,
}

impl<'s> Matcher<'s> {
    /// Opens the lists of `resolved` in the segment that is the `nth`.
    pub(crate) fn open(
        resolved: &Resolved<'_>,
        nth: usize,
        segment: &'s Segment,
        normalisers: &'s [Normalisers],
        lenient: bool,
    ) -> Result<Matcher<'s>, Error> {
        let mut fields = Vec::new();
        for field in SearchField::ALL {
            let normalisers = &normalisers[field as usize];
            fields.extend(FieldPostings::open(resolved, field, nth, segment, normalisers)?);
        }
        let open = |parts: &[Resolved<'_>]| -> Result<Vec<Matcher<'s>>, Error> {
            let parts = parts.iter().filter(|_| lenient);
            parts.map(|part| Matcher::open(part, nth, segment, normalisers, false)).collect()
        };
        Ok(Matcher {
            fields,
            idf: resolved.idf,
            alone: normalisers.first().is_some_and(Normalisers::is_alone),
            inside: open(&resolved.inside)?,
            kin: open(&resolved.kin)?,
            labelled: resolved.labelled.clone().map(|labelled| (labelled, nth)),
            field: Window::default(),
            sums: Window::default(),
            scores: Window::default(),
        })
    }

    /// What the part gives `document`; 0 if it does not hold it.
    pub(crate) fn at(&mut self, document: DocId) -> f32 {
        let mut most = self.whole_at(document);
        // Who holds the whole compound holds its parts as well; that is no more.
        let parts: f32 = self.inside.iter_mut().map(|part| part.at(document)).sum();
        most = most.max(parts);
        // A derived word counts only where the word itself is missing.
        if most == 0.0 {
            most = self.kin.iter_mut().map(|part| part.at(document)).fold(0.0, f32::max);
        }
        most
    }

    /// The same of the part as it was typed, without what it is made of.
    pub(crate) fn whole_at(&mut self, document: DocId) -> f32 {
        let mut frequency = if self.is_labelled(document) { 1.0 } else { 0.0 };
        for field in &mut self.fields {
            frequency += field.at(document);
        }
        self.idf * ranking::saturate(frequency, self.alone)
    }

    fn is_labelled(&self, document: DocId) -> bool {
        self.labelled.as_ref().is_some_and(|(labelled, nth)| labelled[*nth].holds(document))
    }

    /// The weighted frequency of `document` in each field that has any: of the
    /// whole, or of its parts where it is not there as a whole.
    pub(crate) fn by_field(&mut self, document: DocId) -> Vec<(SearchField, f32)> {
        let fields = self.fields.iter_mut().map(|field| (field.field, field.at(document)));
        let mut found: Vec<_> = fields.filter(|(_, frequency)| *frequency > 0.0).collect();
        if found.is_empty() {
            for (field, frequency) in
                self.inside.iter_mut().chain(&mut self.kin).flat_map(|part| part.by_field(document))
            {
                match found.iter_mut().find(|(known, _)| *known == field) {
                    Some((_, sum)) => *sum += frequency,
                    None => found.push((field, frequency)),
                }
            }
        }
        found
    }

    /// How telling the part is.
    pub(crate) fn idf(&self) -> f32 {
        self.idf
    }

    /// The first document from `target` on that may hold the part.
    pub(crate) fn next(&mut self, target: DocId) -> DocId {
        let fields = self.fields.iter_mut().map(|field| field.next(target));
        let whole = fields.min().unwrap_or(TERMINATED);
        let lesser = self.inside.iter_mut().chain(&mut self.kin).map(|part| part.next(target));
        let labelled = self.labelled.as_ref().and_then(|(all, nth)| all[*nth].next(target));
        lesser.min().unwrap_or(TERMINATED).min(whole).min(labelled.unwrap_or(TERMINATED))
    }

    /// Hands each document from `start` to less than `end` that holds the part to
    /// `found`, in order, with what it gives. `end - start` is at most
    /// [`WINDOW`](crate::matching::window::WINDOW).
    pub(crate) fn window(&mut self, start: DocId, end: DocId, found: &mut dyn FnMut(DocId, f32)) {
        if let Some((labelled, nth)) = &self.labelled {
            let mut document = labelled[*nth].next(start);
            while let Some(at) = document.filter(|at| *at < end) {
                self.sums.add(at - start, 1.0);
                document = labelled[*nth].next(at + 1);
            }
        }
        let Matcher { fields, idf, alone, inside, kin, field: one, sums, scores, .. } = self;
        for field in fields {
            field.window(start, end, one, sums);
        }
        let score = |frequency| *idf * ranking::saturate(frequency, *alone);
        if inside.is_empty() && kin.is_empty() {
            return sums.drain(|nth, frequency| found(start + nth, score(frequency)));
        }
        for part in inside {
            part.window(start, end, &mut |document, score| scores.add(document - start, score));
        }
        sums.drain(|nth, frequency| scores.raise(nth, score(frequency)));
        for part in kin {
            part.window(start, end, &mut |document, score| {
                one.raise(document - start, score);
            });
        }
        one.drain(|nth, score| scores.put_if_empty(nth, score));
        scores.drain(|nth, score| found(start + nth, score));
    }
}
