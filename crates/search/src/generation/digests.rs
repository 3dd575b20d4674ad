//! Which documents a generation holds, in which words: enough to say what the
//! next one adds, changes and drops without opening either index.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

use crate::Error;
use crate::generation::files;

/// The file of a generation that holds them: 16 bytes a document, the id's hash
/// and the digest of its bytes, both big-endian, sorted. Two of a hundred
/// million documents share a hash once in three thousand reindexes, and then
/// one number in a report is off by one.
pub(crate) const DIGESTS: &str = "digests";

/// The hash that stands for an id or for a document's bytes.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(bytes).as_bytes()[..8]);
    u64::from_be_bytes(first)
}

pub(crate) fn write(folder: &Path, digests: &HashMap<u64, u64>) -> Result<(), Error> {
    let mut sorted: Vec<(u64, u64)> = digests.iter().map(|(id, digest)| (*id, *digest)).collect();
    sorted.sort_unstable();
    let bytes: Vec<u8> = sorted
        .iter()
        .flat_map(|(id, digest)| [id.to_be_bytes(), digest.to_be_bytes()])
        .flatten()
        .collect();
    files::write(&folder.join(DIGESTS), &bytes)
}

/// What one generation has that another has not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
    pub unchanged: u64,
}

/// Compares two generations' digests; a missing or broken older one holds nothing.
pub(crate) fn compare(older: Option<&Path>, newer: &Path) -> Result<Difference, Error> {
    let path = newer.join(DIGESTS);
    let new = fs::read(&path).map_err(Error::io("read", &path))?;
    let old = older.and_then(|folder| fs::read(folder.join(DIGESTS)).ok()).unwrap_or_default();
    let mut difference = Difference::default();
    let (mut olds, mut news) = (records(&old).peekable(), records(&new).peekable());
    loop {
        let order = match (olds.peek(), news.peek()) {
            (None, None) => return Ok(difference),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => old.0.cmp(new.0),
        };
        match order {
            Ordering::Less => {
                difference.removed += 1;
                olds.next();
            }
            Ordering::Greater => {
                difference.added += 1;
                news.next();
            }
            Ordering::Equal if olds.next() == news.next() => difference.unchanged += 1,
            Ordering::Equal => difference.changed += 1,
        }
    }
}

/// Whether the generation in a folder holds a document with this id; `None` if it cannot be told.
pub(crate) fn holds(folder: &Path, id: &str) -> Option<bool> {
    let bytes = fs::read(folder.join(DIGESTS)).ok()?;
    let key = hash(id.as_bytes()).to_be_bytes();
    Some(records(&bytes).any(|(id, _)| id == key))
}

fn records(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    bytes.chunks_exact(16).map(|record| record.split_at(8))
}
