//! One part of a query in one field of one segment.

use ordret_model::SearchField;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

use crate::Error;
use crate::dense::Dense;
use crate::matching::resolve::{Listed, Normalisers, Resolved};
use crate::matching::sequence::{SequencePostings, seek};
use crate::matching::window::Window;
use crate::segment::Segment;

/// The lists of one part in one field.
pub(crate) struct FieldPostings<'s> {
    pub field: SearchField,
    groups: Vec<Group>,
    sequences: Vec<(f32, SequencePostings)>,
    lengths: &'s Dense,
    normalisers: &'s Normalisers,
}

/// Lists of which a document counts the one that gives it most.
struct Group {
    /// Each with its weight.
    lists: Vec<(SegmentPostings, f32)>,
    greatest: Window,
}

impl<'s> FieldPostings<'s> {
    /// `None` if the segment holds nothing of the part in this field.
    pub(crate) fn open(
        resolved: &Resolved<'_>,
        field: SearchField,
        nth: usize,
        segment: &'s Segment,
        normalisers: &'s Normalisers,
    ) -> Result<Option<FieldPostings<'s>>, Error> {
        let mut groups = Vec::new();
        for group in resolved.groups.iter().filter(|group| group.field == field) {
            let mut lists = Vec::with_capacity(group.lists.len());
            for (list, share) in &group.lists {
                if let Some(info) = &list[nth] {
                    let list = segment.postings(field, info, IndexRecordOption::WithFreqs)?;
                    lists.push((list, group.weight * share));
                }
            }
            groups.push(Group { lists, greatest: Window::default() });
        }
        groups.retain(|group| !group.lists.is_empty());
        let mut sequences = Vec::new();
        for sequence in resolved.sequences.iter().filter(|sequence| sequence.field == field) {
            let slots = sequence.slots.iter().map(|slot| open(slot, field, nth, segment));
            let slots = slots.collect::<Result<Vec<_>, Error>>()?;
            let wanted = sequence.slots.iter().map(|slot| !slot.is_empty());
            if slots.iter().zip(wanted).all(|(slot, wanted)| !(wanted && slot.is_empty())) {
                sequences.push((sequence.weight, SequencePostings::new(slots)));
            }
        }
        if groups.is_empty() && sequences.is_empty() {
            return Ok(None);
        }
        let lengths = segment.lengths(field);
        Ok(Some(FieldPostings { field, groups, sequences, lengths, normalisers }))
    }

    /// How often the field of `document` holds the part, weighted, and made less
    /// by the field's length.
    pub(crate) fn at(&mut self, document: DocId) -> f32 {
        let mut frequency = 0.0;
        for group in &mut self.groups {
            frequency += group.at(document);
        }
        for (weight, sequence) in &mut self.sequences {
            frequency += *weight * sequence.at(document) as f32;
        }
        match frequency > 0.0 {
            true => frequency * self.normalisers.of(self.lengths.of(document)),
            false => 0.0,
        }
    }

    /// The first document from `target` on that may hold the part.
    pub(crate) fn next(&mut self, target: DocId) -> DocId {
        let lists = self.groups.iter_mut().flat_map(|group| &mut group.lists);
        let first = lists.map(|(list, _)| seek(list, target)).min().unwrap_or(TERMINATED);
        // A sequence is only found by reading positions: begin where it may begin.
        let sequences = self.sequences.iter_mut().map(|(_, sequence)| sequence.begins(target));
        sequences.min().unwrap_or(TERMINATED).min(first)
    }

    /// Adds what [`FieldPostings::at`] gives each document from `start` to less
    /// than `end` to `sums`. `mine` is empty before and after.
    pub(crate) fn window(
        &mut self,
        start: DocId,
        end: DocId,
        mine: &mut Window,
        sums: &mut Window,
    ) {
        for group in &mut self.groups {
            group.window(start, end, mine);
        }
        for (weight, sequence) in &mut self.sequences {
            let (mut document, mut frequency) = sequence.next(start, end);
            while document < end {
                mine.add(document - start, *weight * frequency as f32);
                (document, frequency) = sequence.next(document + 1, end);
            }
        }
        mine.drain(|nth, frequency| {
            let length = self.lengths.of(start + nth);
            sums.add(nth, frequency * self.normalisers.of(length));
        });
    }
}

impl Group {
    fn at(&mut self, document: DocId) -> f32 {
        let mut most: f32 = 0.0;
        for (list, weight) in &mut self.lists {
            if seek(list, document) == document {
                most = most.max(*weight * list.term_freq() as f32);
            }
        }
        most
    }

    fn window(&mut self, start: DocId, end: DocId, sums: &mut Window) {
        let Group { lists, greatest } = self;
        if let [(list, weight)] = &mut lists[..] {
            return each(list, start, end, |document, frequency| {
                sums.add(document - start, *weight * frequency as f32);
            });
        }
        for (list, weight) in lists {
            each(list, start, end, |document, frequency| {
                greatest.raise(document - start, *weight * frequency as f32);
            });
        }
        greatest.drain(|nth, frequency| sums.add(nth, frequency));
    }
}

/// Each posting from `start` to less than `end`.
fn each(list: &mut SegmentPostings, start: DocId, end: DocId, mut each: impl FnMut(DocId, u32)) {
    let mut document = seek(list, start);
    while document < end {
        each(document, list.term_freq());
        document = list.advance();
    }
}

/// Opens the lists that the segment has, with positions.
fn open(
    lists: &[Listed],
    field: SearchField,
    nth: usize,
    segment: &Segment,
) -> Result<Vec<SegmentPostings>, Error> {
    let infos = lists.iter().filter_map(|list| list[nth].as_ref());
    let option = IndexRecordOption::WithFreqsAndPositions;
    infos.map(|info| segment.postings(field, info, option)).collect()
}
