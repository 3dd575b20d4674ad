//! Words that stand side by side.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

/// Finds the documents in which every place of a sequence is filled, in order.
pub(crate) struct SequencePostings {
    /// For each place the lists of the terms that may stand there; none where a
    /// sentence ends and no word stands.
    slots: Vec<Vec<SegmentPostings>>,
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl SequencePostings {
    pub(crate) fn new(slots: Vec<Vec<SegmentPostings>>) -> SequencePostings {
        SequencePostings { slots, starts: Vec::new(), positions: Vec::new() }
    }

    /// The first document from `target` on that holds the sequence, with how
    /// often it does; [`TERMINATED`] when there is none before `end`.
    pub(crate) fn next(&mut self, target: DocId, end: DocId) -> (DocId, u32) {
        let mut candidate = target;
        while candidate < end {
            let furthest = self.seek_all(candidate);
            if furthest == candidate {
                match self.count(candidate) {
                    0 => candidate += 1,
                    count => return (candidate, count),
                }
            } else {
                candidate = furthest;
            }
        }
        (TERMINATED, 0)
    }

    /// The first document from `target` on in which the sequence may stand.
    pub(crate) fn begins(&mut self, target: DocId) -> DocId {
        let first = self.slots.first_mut().into_iter().flatten();
        first.map(|list| seek(list, target)).min().unwrap_or(TERMINATED)
    }

    /// How often the sequence stands in `document`.
    pub(crate) fn at(&mut self, document: DocId) -> u32 {
        match self.seek_all(document) == document {
            true => self.count(document),
            false => 0,
        }
    }

    /// Moves every place to its first document from `target` on; the furthest of
    /// them. Stops at the first place that is not at `target`.
    fn seek_all(&mut self, target: DocId) -> DocId {
        for slot in self.slots.iter_mut().filter(|slot| !slot.is_empty()) {
            let first = slot.iter_mut().map(|list| seek(list, target)).min();
            match first {
                Some(first) if first == target => {}
                Some(first) => return first,
                None => return TERMINATED,
            }
        }
        target
    }

    fn count(&mut self, document: DocId) -> u32 {
        let SequencePostings { slots, starts, positions } = self;
        for (offset, slot) in slots.iter_mut().enumerate().filter(|(_, slot)| !slot.is_empty()) {
            positions.clear();
            for list in slot.iter_mut().filter(|list| list.doc() == document) {
                list.append_positions_with_offset(0, positions);
            }
            positions.sort_unstable();
            positions.dedup();
            if offset == 0 {
                std::mem::swap(starts, positions);
            } else {
                let offset = offset as u32;
                starts.retain(|start| positions.binary_search(&(start + offset)).is_ok());
            }
            if starts.is_empty() {
                return 0;
            }
        }
        starts.len() as u32
    }
}

/// Moves a list to its first document from `target` on.
pub(crate) fn seek(list: &mut SegmentPostings, target: DocId) -> DocId {
    match list.doc() {
        document if document >= target => document,
        _ => list.seek(target),
    }
}
