//! Documents are looked at some thousands at a time.

use tantivy::DocId;

/// How many documents are looked at together: what is kept of each fits the
/// processor's nearest memory, and lists are read in long runs.
pub(crate) const WINDOW: DocId = 4096;

/// Documents whose marks are kept in one number.
const MARKS: usize = u64::BITS as usize;

/// One number for each document of a window. What was touched is found by its bit, in
/// order, and cleared: most words are in few of a window's documents.
#[derive(Default)]
pub(crate) struct Window {
    values: Vec<f32>,
    /// A bit for each document that has a value.
    touched: Vec<u64>,
}

impl Window {
    #[inline]
    fn slot(&mut self, nth: DocId) -> &mut f32 {
        if self.values.is_empty() {
            self.values.resize(WINDOW as usize, 0.0);
            self.touched.resize(WINDOW as usize / MARKS, 0);
        }
        let nth = nth as usize;
        self.touched[nth / MARKS] |= 1 << (nth % MARKS);
        &mut self.values[nth]
    }

    /// Adds a value above 0 to what the `nth` document has.
    #[inline]
    pub(crate) fn add(&mut self, nth: DocId, value: f32) {
        *self.slot(nth) += value;
    }

    /// Gives the `nth` document a value above 0, if that is more than it has.
    #[inline]
    pub(crate) fn raise(&mut self, nth: DocId, value: f32) {
        let slot = self.slot(nth);
        *slot = slot.max(value);
    }

    /// Gives the `nth` document a value above 0, if it has none.
    #[inline]
    pub(crate) fn put_if_empty(&mut self, nth: DocId, value: f32) {
        let slot = self.slot(nth);
        if *slot == 0.0 {
            *slot = value;
        }
    }

    /// Hands out every document that has a value, in order, and forgets it.
    #[inline]
    pub(crate) fn drain(&mut self, mut each: impl FnMut(DocId, f32)) {
        for (block, touched) in self.touched.iter_mut().enumerate() {
            let mut left = std::mem::take(touched);
            while left > 0 {
                let nth = block * MARKS + left.trailing_zeros() as usize;
                left &= left - 1;
                each(nth as DocId, std::mem::take(&mut self.values[nth]));
            }
        }
    }
}
