//! Where in its file a page's text stands.

/// Tells the line of the file for a byte of the text that was read from it.
///
/// Page text and Markdown are their files' texts, so that these are the lines
/// of the file; a reader of another format says which part of its text stands
/// on which line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// Bytes of the text, ascending, each with the line it stands on; up to the
    /// next one all is on that line.
    starts: Vec<(u32, u32)>,
    /// Whether `starts` are the lines themselves, so that there are columns.
    are_lines: bool,
}

impl Places {
    /// Those of a text that is its file's.
    pub fn of_lines(text: &str) -> Places {
        let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        let starts = std::iter::once(0).chain(breaks);
        let starts = starts.zip(1..).map(|(byte, line)| (small(byte), line)).collect();
        Places { starts, are_lines: true }
    }

    /// From byte `at` on, which is beyond all said so far, the text stands on
    /// `line`.
    pub fn add(&mut self, at: usize, line: u32) {
        self.starts.push((small(at), line));
    }

    /// Whether the text is the file's own.
    #[cfg(test)]
    pub fn are_lines(&self) -> bool {
        self.are_lines
    }

    /// The line of byte `at`, from 1.
    pub fn line(&self, at: usize) -> u32 {
        self.before(at).map_or(1, |(_, line)| line)
    }

    /// The line of byte `at`, and its column from 1; 0 where none is known.
    pub fn place(&self, at: usize) -> (u32, u32) {
        let (start, line) = self.before(at).unwrap_or((0, 1));
        (line, if self.are_lines { small(at) - start + 1 } else { 0 })
    }

    /// The first byte of a line; the last one's for a line beyond the end.
    pub fn start(&self, line: usize) -> usize {
        let found = self.starts.partition_point(|&(_, own)| (own as usize) < line);
        let last = self.starts.len().saturating_sub(1);
        self.starts.get(found.min(last)).map_or(0, |&(byte, _)| byte as usize)
    }

    fn before(&self, at: usize) -> Option<(u32, u32)> {
        let after = self.starts.partition_point(|&(byte, _)| byte as usize <= at);
        self.starts.get(after.checked_sub(1)?).copied()
    }
}

/// A page is far below four gigabytes; a larger one has no places beyond.
fn small(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
