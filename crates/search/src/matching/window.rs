//! Documents are looked at some thousands at a time.

use tantivy::DocId;

/// How many documents are looked at together: what is kept of each fits the
/// processor's nearest memory, and lists are read in long runs.
pub(crate) const WINDOW: DocId = 4096;

/// One number for each document of a window. Only what was touched is visited
/// and cleared: most words are in few of a window's documents.
#[derive(Default)]
pub(crate) struct Window {
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

    /// Adds a value above 0 to what the `nth` document has.
    pub(crate) fn add(&mut self, nth: DocId, value: f32) {
        *self.slot(nth) += value;
    }

    /// Gives the `nth` document a value above 0, if that is more than it has.
    pub(crate) fn raise(&mut self, nth: DocId, value: f32) {
        let slot = self.slot(nth);
        *slot = slot.max(value);
    }

    /// Hands out every document that has a value, and forgets it.
    pub(crate) fn drain(&mut self, mut each: impl FnMut(DocId, f32)) {
        for nth in self.touched.drain(..) {
            each(DocId::from(nth), std::mem::take(&mut self.values[usize::from(nth)]));
        }
    }
}
