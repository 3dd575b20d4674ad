//! What pages yielded before, so that only changed ones are read again.

use std::collections::HashMap;

use crate::content::Extracted;
use crate::meta::Meta;

/// What pages yielded, by all that decides it: their bytes, their name and what is said of them
/// elsewhere. Lives as long as whoever reads again and again; by default it keeps nothing,
/// for one who reads once.
#[derive(Debug, Default)]
pub struct Cache {
    keeps: bool,
    pages: HashMap<Key, Page>,
    /// Counts the readings, so that what was not met in the last one is forgotten.
    reading: u64,
}

/// What decides what a page yields, hashed.
type Key = blake3::Hash;

#[derive(Debug)]
struct Page {
    extracted: Extracted,
    last: u64,
}

impl Cache {
    /// One that keeps what is read until it is read otherwise.
    pub fn keeping() -> Cache {
        Cache { keeps: true, ..Cache::default() }
    }

    /// Begins another reading of the whole content.
    pub(crate) fn begin(&mut self) {
        self.reading += 1;
    }

    /// What a page yields: as it was read before, or as `read` reads it now.
    pub(crate) fn page(
        &mut self,
        bytes: &[u8],
        name: &str,
        shown: &str,
        meta: &Meta,
        read: impl FnOnce() -> Extracted,
    ) -> Extracted {
        if !self.keeps {
            return read();
        }
        let key = key(bytes, name, shown, meta);
        let page = self.pages.entry(key).or_insert_with(|| Page { extracted: read(), last: 0 });
        page.last = self.reading;
        page.extracted.clone()
    }

    /// Ends a reading: pages that it did not meet are forgotten.
    pub(crate) fn end(&mut self) {
        let reading = self.reading;
        self.pages.retain(|_, page| page.last == reading);
    }
}

fn key(bytes: &[u8], name: &str, shown: &str, meta: &Meta) -> Key {
    let mut hasher = blake3::Hasher::new();
    for part in [name.as_bytes(), shown.as_bytes(), format!("{meta:?}").as_bytes(), bytes] {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    hasher.finalize()
}
