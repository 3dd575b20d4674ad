//! One part of a query in one segment: a word in all its forms and fields as one
//! weighted frequency.

use ordret_model::SearchField;
use tantivy::columnar::ColumnValues;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

use crate::Error;
use crate::matching::resolve::{Listed, Normalisers, Resolved};
use crate::matching::sequence::{SequencePostings, seek};
use crate::ranking;
use crate::segment::Segment;

/// How many documents are looked at together.
pub(crate) const WINDOW: DocId = 4096;

/// Walks a part's lists through one segment, forward only.
pub(crate) struct Matcher<'s> {
    groups: Vec<GroupPostings<'s>>,
    sequences: Vec<(Weighing<'s>, SequencePostings)>,
    idf: f32,
    /// What the part is made of.
    inside: Vec<Matcher<'s>>,
    /// Weighted frequencies in the window at hand.
    sums: Window,
    /// The most that one of a group's terms has in the window at hand.
    greatest: Window,
}

struct GroupPostings<'s> {
    weighing: Weighing<'s>,
    /// Each with its share of the weight.
    lists: Vec<(SegmentPostings, f32)>,
}

/// What a frequency in a field is worth.
struct Weighing<'s> {
    field: SearchField,
    weight: f32,
    lengths: &'s dyn ColumnValues<u64>,
    normalisers: &'s Normalisers,
}

impl Weighing<'_> {
    fn of(&self, document: DocId, frequency: f32) -> f32 {
        let normaliser = self.normalisers.of(self.lengths.get_val(document));
        self.weight * frequency * normaliser
    }
}

impl<'s> Matcher<'s> {
    /// Opens the lists of `resolved` in the segment that is the `nth`.
    pub(crate) fn open(
        resolved: &Resolved<'_>,
        nth: usize,
        segment: &'s Segment,
        normalisers: &'s [Normalisers],
    ) -> Result<Matcher<'s>, Error> {
        let weighing = |field: SearchField, weight: f32| Weighing {
            field,
            weight,
            lengths: segment.length(field),
            normalisers: &normalisers[field as usize],
        };
        let mut groups = Vec::with_capacity(resolved.groups.len());
        for group in &resolved.groups {
            let mut lists = Vec::with_capacity(group.lists.len());
            for (list, share) in &group.lists {
                if let Some(info) = &list[nth] {
                    let option = IndexRecordOption::WithFreqs;
                    lists.push((segment.postings(group.field, info, option)?, *share));
                }
            }
            if !lists.is_empty() {
                groups.push(GroupPostings { weighing: weighing(group.field, group.weight), lists });
            }
        }
        let mut sequences = Vec::new();
        for sequence in &resolved.sequences {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let slots =
                sequence.slots.iter().map(|slot| open(slot, nth, segment, sequence.field, option));
            let slots = slots.collect::<Result<Vec<_>, Error>>()?;
            if slots.iter().all(|slot| !slot.is_empty()) {
                let weighing = weighing(sequence.field, sequence.weight);
                sequences.push((weighing, SequencePostings::new(slots)));
            }
        }
        let inside = resolved.inside.iter();
        let inside = inside.map(|part| Matcher::open(part, nth, segment, normalisers));
        Ok(Matcher {
            groups,
            sequences,
            idf: resolved.idf,
            inside: inside.collect::<Result<_, _>>()?,
            sums: Window::default(),
            greatest: Window::default(),
        })
    }

    /// What the part gives `document`; 0 if it does not hold it.
    pub(crate) fn at(&mut self, document: DocId) -> f32 {
        let whole = match self.frequency(document) {
            frequency if frequency > 0.0 => self.idf * ranking::saturate(frequency),
            _ => 0.0,
        };
        // Who holds the whole compound holds its parts as well; that is no more.
        let parts: f32 = self.inside.iter_mut().map(|part| part.at(document)).sum();
        whole.max(parts)
    }

    fn frequency(&mut self, document: DocId) -> f32 {
        let mut sum = 0.0;
        for group in &mut self.groups {
            let frequency = group.at(document);
            if frequency > 0.0 {
                sum += group.weighing.of(document, frequency);
            }
        }
        for (weighing, sequence) in &mut self.sequences {
            let frequency = sequence.at(document);
            if frequency > 0 {
                sum += weighing.of(document, frequency as f32);
            }
        }
        sum
    }

    /// The weighted frequency of `document` in each field that has any.
    pub(crate) fn by_field(&mut self, document: DocId) -> Vec<(SearchField, f32)> {
        let mut fields: Vec<(SearchField, f32)> = Vec::new();
        let groups = self.groups.iter_mut().map(|group| {
            let frequency = group.at(document);
            (&group.weighing, frequency)
        });
        let sequences = self
            .sequences
            .iter_mut()
            .map(|(weighing, sequence)| (&*weighing, sequence.at(document) as f32));
        for (weighing, frequency) in
            groups.chain(sequences).filter(|(_, frequency)| *frequency > 0.0)
        {
            let weight = weighing.of(document, frequency);
            match fields.iter_mut().find(|(field, _)| *field == weighing.field) {
                Some((_, sum)) => *sum += weight,
                None => fields.push((weighing.field, weight)),
            }
        }
        fields
    }

    /// How telling the part is.
    pub(crate) fn idf(&self) -> f32 {
        self.idf
    }

    /// The first document from `target` on that may hold the part.
    pub(crate) fn next(&mut self, target: DocId) -> DocId {
        let lists = self.groups.iter_mut().flat_map(|group| &mut group.lists);
        let first = lists.map(|(list, _)| seek(list, target)).min().unwrap_or(TERMINATED);
        // A sequence is only found by reading positions: begin where it may begin.
        let sequences = self.sequences.iter_mut().map(|(_, sequence)| sequence.begins(target));
        let sequences = sequences.min().unwrap_or(TERMINATED);
        let inside = self.inside.iter_mut().map(|part| part.next(target));
        inside.min().unwrap_or(TERMINATED).min(sequences).min(first)
    }

    /// Hands each document from `start` to less than `end` that holds the part to
    /// `found`, with what it gives; in no order. `end - start` is at most [`WINDOW`].
    pub(crate) fn window(&mut self, start: DocId, end: DocId, found: &mut dyn FnMut(DocId, f32)) {
        if self.inside.is_empty() {
            return self.whole(start, end, found);
        }
        let mut parts = Window::default();
        for part in &mut self.inside {
            part.window(start, end, &mut |document, score| parts.add(document - start, score));
        }
        self.whole(start, end, &mut |document, score| parts.raise(document - start, score));
        parts.drain(|nth, score| found(start + nth, score));
    }

    fn whole(&mut self, start: DocId, end: DocId, found: &mut dyn FnMut(DocId, f32)) {
        let Matcher { groups, sequences, idf, sums, greatest, .. } = self;
        for GroupPostings { weighing, lists } in groups {
            if let [(list, share)] = &mut lists[..] {
                each(list, start, end, |document, frequency| {
                    sums.add(document - start, weighing.of(document, frequency as f32 * *share));
                });
                continue;
            }
            for (list, share) in lists {
                each(list, start, end, |document, frequency| {
                    greatest.raise(document - start, frequency as f32 * *share);
                });
            }
            greatest.drain(|nth, frequency| {
                sums.add(nth, weighing.of(start + nth, frequency));
            });
        }
        for (weighing, sequence) in sequences {
            let (mut document, mut frequency) = sequence.next(start, end);
            while document < end {
                sums.add(document - start, weighing.of(document, frequency as f32));
                (document, frequency) = sequence.next(document + 1, end);
            }
        }
        sums.drain(|nth, frequency| found(start + nth, *idf * ranking::saturate(frequency)));
    }
}

impl GroupPostings<'_> {
    /// How often the group stands in `document`: the most any of its terms does.
    fn at(&mut self, document: DocId) -> f32 {
        let mut most: f32 = 0.0;
        for (list, share) in &mut self.lists {
            if seek(list, document) == document {
                most = most.max(list.term_freq() as f32 * *share);
            }
        }
        most
    }
}

/// One number for each document of a window. Only what was touched is visited
/// and cleared: most words are in few of a window's documents.
#[derive(Default)]
struct Window {
    values: Vec<f32>,
    touched: Vec<u16>,
}

impl Window {
    fn slot(&mut self, nth: DocId) -> &mut f32 {
        if self.values.is_empty() {
            self.values.resize(WINDOW as usize, 0.0);
        }
        let slot = &mut self.values[nth as usize];
        if *slot == 0.0 {
            self.touched.push(nth as u16);
        }
        slot
    }

    fn add(&mut self, nth: DocId, value: f32) {
        *self.slot(nth) += value;
    }

    fn raise(&mut self, nth: DocId, value: f32) {
        let slot = self.slot(nth);
        *slot = slot.max(value);
    }

    fn drain(&mut self, mut each: impl FnMut(DocId, f32)) {
        for nth in self.touched.drain(..) {
            each(DocId::from(nth), std::mem::take(&mut self.values[usize::from(nth)]));
        }
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

/// Opens the lists that the segment has.
fn open(
    lists: &[Listed],
    nth: usize,
    segment: &Segment,
    field: SearchField,
    option: IndexRecordOption,
) -> Result<Vec<SegmentPostings>, Error> {
    let infos = lists.iter().filter_map(|list| list[nth].as_ref());
    infos.map(|info| segment.postings(field, info, option)).collect()
}
