//! How far a reindex is, for whoever waits for it.

/// What a reindex is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Waiting for another process to finish with the index.
    Waiting,
    /// Reading content.
    Reading {
        /// Bytes of content files that are read.
        bytes: u64,
        /// Bytes of all of them, as they were listed.
        of: u64,
        /// Documents found so far.
        documents: u64,
    },
    /// Everything is read; the index is being finished.
    Writing {
        /// Documents found.
        documents: u64,
    },
}

/// Is told each step; often, so it should be quick.
pub type Tell<'t> = dyn FnMut(Step) + 't;

/// Counts what is read.
pub(crate) struct Progress<'p, 't> {
    tell: &'p mut Tell<'t>,
    bytes: u64,
    of: u64,
    documents: u64,
}

/// How many records pass between two tellings.
const RECORDS: u64 = 256;

impl<'p, 't> Progress<'p, 't> {
    pub(crate) fn new(of: u64, tell: &'p mut Tell<'t>) -> Progress<'p, 't> {
        Progress { tell, bytes: 0, of, documents: 0 }
    }

    /// A page of so many bytes is read, and so many documents were on it.
    pub(crate) fn page(&mut self, bytes: u64, documents: usize) {
        self.bytes += bytes;
        self.documents += documents as u64;
        self.say(0);
    }

    /// A record is read; `place` tells how far into its file.
    pub(crate) fn record(&mut self, place: impl FnOnce() -> u64) {
        self.documents += 1;
        if self.documents.is_multiple_of(RECORDS) {
            self.say(place());
        }
    }

    /// A file of records of so many bytes is read.
    pub(crate) fn file(&mut self, bytes: u64) {
        self.bytes += bytes;
        self.say(0);
    }

    fn say(&mut self, into: u64) {
        let bytes = (self.bytes + into).min(self.of);
        (self.tell)(Step::Reading { bytes, of: self.of, documents: self.documents });
    }
}
