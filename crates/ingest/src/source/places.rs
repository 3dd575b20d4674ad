//! Where in its file a page's text stands.

/// Tells the line of the file for a byte of the text that was read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Places {
    /// The text is its file's, as page text and Markdown are: the first byte of
    /// each line.
    Lines(Vec<u32>),
    /// The text is what a reader made of its file: bytes of it, ascending, each
    /// with the line from which on it stands there.
    Parts(Vec<(u32, u32)>),
}

impl Default for Places {
    fn default() -> Places {
        Places::Parts(Vec::new())
    }
}

impl Places {
    /// Those of a text that is its file's.
    pub fn of_lines(text: &str) -> Places {
        let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        Places::Lines(std::iter::once(0).chain(breaks).map(small).collect())
    }

    /// From byte `at` on, which is beyond all said so far, the text stands on
    /// `line`.
    pub fn add(&mut self, at: usize, line: u32) {
        if let Places::Parts(parts) = self {
            parts.push((small(at), line));
        }
    }

    /// The line of byte `at`, from 1.
    pub fn line(&self, at: usize) -> u32 {
        self.place(at).0
    }

    /// The line of byte `at`, and its column from 1; 0 where none is known.
    pub fn place(&self, at: usize) -> (u32, u32) {
        let at = small(at);
        match self {
            Places::Lines(starts) => {
                let line = starts.partition_point(|&start| start <= at).max(1);
                (line as u32, at - starts.get(line - 1).copied().unwrap_or(0) + 1)
            }
            Places::Parts(parts) => {
                let after = parts.partition_point(|&(start, _)| start <= at).max(1);
                (parts.get(after - 1).map_or(1, |&(_, line)| line), 0)
            }
        }
    }

    /// The first byte of a line; the last one's for a line beyond the end.
    pub fn start(&self, line: usize) -> usize {
        let start = match self {
            Places::Lines(starts) => starts.get(line.max(1) - 1).or(starts.last()).copied(),
            Places::Parts(parts) => {
                let found = parts.partition_point(|&(_, own)| (own as usize) < line);
                parts.get(found).or(parts.last()).map(|&(byte, _)| byte)
            }
        };
        start.unwrap_or(0) as usize
    }
}

/// A page is far below four gigabytes; a larger one has no places beyond.
fn small(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
