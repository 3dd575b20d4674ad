//! A file of a generation that is searched as it lies: lines in the order of their keys, what
//! stands before the first tab. Opening it costs no more than reading it.

use std::fs;
use std::path::Path;

use crate::Error;
use crate::generation::manifest::Manifest;

/// The lines of such a file.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    text: String,
    /// Where each line begins, and where the last one ends.
    starts: Vec<usize>,
}

impl Lines {
    /// Reads a file of a generation's folder; no lines where the generation has none of that
    /// name. What is not as it was written is refused, whatever the generation's size: it is all
    /// read here anyway.
    pub(crate) fn read(folder: &Path, file: &str, manifest: &Manifest) -> Result<Lines, Error> {
        let Some(sum) = manifest.files.get(file) else { return Ok(Lines::default()) };
        let path = folder.join(file);
        let bytes = fs::read(&path).map_err(Error::io("read", &path))?;
        let text = match blake3::hash(&bytes).to_hex().as_str() == sum.blake3 {
            true => String::from_utf8(bytes).ok(),
            false => None,
        };
        let damaged = || manifest.damaged(file, "is not as it was written".to_owned());
        text.map(Lines::new).ok_or_else(damaged)
    }

    pub(crate) fn new(text: String) -> Lines {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// How many lines there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// A line without its end.
    pub(crate) fn line(&self, nth: usize) -> Option<&str> {
        let (start, end) = (*self.starts.get(nth)?, *self.starts.get(nth + 1)?);
        self.text.get(start..end).map(|line| line.trim_end_matches('\n'))
    }

    /// What stands before a line's first tab.
    pub(crate) fn key(&self, nth: usize) -> Option<&str> {
        self.line(nth)?.split('\t').next()
    }

    /// The first line whose key is not before `key`.
    pub(crate) fn first_from(&self, key: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.key(middle).is_some_and(|line| line < key) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }
}
