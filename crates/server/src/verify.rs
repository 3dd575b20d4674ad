//! A manuscript's quotations beside what the sources say: the program prints it, the page
//! `/efterproev` shows it.

use ordret_search::Original;
use ordret_speech::passages::Passage;

/// What the sources say of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A source has these words.
    Exact,
    /// A source has nearly these words.
    Near,
    /// No source has them.
    None,
}

impl Verdict {
    /// The verdict on a passage with this original.
    pub fn of(original: Option<&Original>) -> Verdict {
        match original {
            Some(original) if original.quotation.exact => Verdict::Exact,
            Some(_) => Verdict::Near,
            None => Verdict::None,
        }
    }

    /// Its name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Near => "near",
            Verdict::None => "none",
        }
    }
}

/// What became of one manuscript.
#[derive(Debug, Default)]
pub(crate) struct Verified {
    /// In the manuscript's order.
    pub(crate) passages: Vec<(Passage, Option<Original>)>,
    /// Lines where a mark opens that nothing closes.
    pub(crate) unclosed: Vec<u32>,
    /// Passages that were not compared, because there were too many.
    pub(crate) left: usize,
}

impl Verified {
    /// How many passages have this verdict.
    pub(crate) fn count(&self, verdict: Verdict) -> usize {
        let verdicts = self.passages.iter().map(|(_, original)| Verdict::of(original.as_ref()));
        verdicts.filter(|own| *own == verdict).count()
    }
}
