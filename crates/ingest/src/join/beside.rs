//! What stands beside a paragraph: speech that goes on, lines and cards, pull
//! quotes.

use ordret_speech::clause::bare;
use ordret_speech::line::Line;
use ordret_speech::read::Reading;

use super::introduce::is_bare_organisation;
use super::{Page, Sort, has_clause};
use crate::text::Text;

/// How many paragraphs of one speech a line or a clause at its end is looked for.
pub(super) const LONGEST_SPEECH: usize = 40;

pub(super) fn has_first_person(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        matches!(
            bare(word).to_lowercase().as_str(),
            "jeg"
                | "vi"
                | "os"
                | "mig"
                | "min"
                | "mit"
                | "mine"
                | "vores"
                | "du"
                | "dig"
                | "din"
                | "man"
        )
    })
}

impl Page<'_> {
    pub(super) fn text(&self, at: usize) -> &Text {
        self.paragraphs[at].text
    }

    pub(super) fn reading(&self, at: usize) -> Option<&Reading> {
        match self.paragraphs.get(at).map(|paragraph| &paragraph.sort) {
            Some(Sort::Text(reading)) => Some(reading),
            _ => None,
        }
    }

    /// Speech that no clause of its paragraph attributes.
    pub(super) fn is_loose_speech(&self, at: usize) -> bool {
        self.reading(at).is_some_and(|reading| reading.is_all_speech() && !has_clause(reading))
    }

    /// A declared block that says nothing of who spoke.
    pub(super) fn is_unsigned(&self, at: usize) -> bool {
        match self.paragraphs.get(at).map(|paragraph| &paragraph.sort) {
            Some(Sort::Declared(n)) => self.declared[*n].lines.is_empty(),
            _ => false,
        }
    }

    /// The last paragraph of the run of such speech that goes on behind `at`; a
    /// longer run is no one person's.
    pub(super) fn end_of_loose(&self, at: usize) -> usize {
        let end = at + LONGEST_SPEECH;
        (at..end).find(|&next| !self.is_loose_speech(next + 1)).unwrap_or(end)
    }

    /// The first paragraph of the run of such speech that ends at `at`.
    pub(super) fn start_of_loose(&self, at: usize) -> usize {
        let start = at.saturating_sub(LONGEST_SPEECH);
        let is_first = |&above: &usize| above == 0 || !self.is_loose_speech(above - 1);
        (start..=at).rev().find(is_first).unwrap_or(start)
    }

    /// Whether the page's cards and lines stand above the words: by those lines
    /// that have words on one side only; undecided, cards stand above.
    pub(super) fn lines_stand_above(&self) -> bool {
        let (mut above, mut below) = (0, 0);
        for at in 0..self.paragraphs.len() {
            if !matches!(self.paragraphs[at].sort, Sort::Line(Line::Name | Line::Full)) {
                continue;
            }
            let end = self.end_of_card(at);
            let before = at > 0
                && (self.is_loose_speech(at - 1)
                    || self.is_unsigned(at - 1)
                    || self.is_pull(at - 1));
            let after = self.is_loose_speech(end) || self.is_unsigned(end);
            above += usize::from(after && !before);
            below += usize::from(before && !after);
        }
        match above == below {
            true => {
                let first_line = self
                    .paragraphs
                    .iter()
                    .position(|p| matches!(p.sort, Sort::Line(Line::Name | Line::Full)));
                let first_speech = (0..self.paragraphs.len()).find(|&at| self.is_loose_speech(at));
                matches!((first_line, first_speech), (Some(line), Some(speech)) if line < speech)
            }
            false => above > below,
        }
    }

    /// Words without marks that a card below may be the signature of.
    pub(super) fn is_pull(&self, at: usize) -> bool {
        let is_plain = match &self.paragraphs[at].sort {
            Sort::Heading => true,
            Sort::Text(reading) => !reading.speaks(),
            _ => false,
        };
        let card = match self.paragraphs.get(at + 1).map(|below| &below.sort) {
            Some(Sort::Line(Line::Full)) => true,
            Some(Sort::Line(Line::Name)) => self.end_of_card(at + 1) > at + 2,
            _ => false,
        };
        if !is_plain || !card || self.paragraphs[at].in_case {
            return false;
        }
        let words = self.text(at).as_str().trim();
        let count = words.split_whitespace().count();
        if self.paragraphs[at + 1].signs {
            return (3..=160).contains(&count) && !words.ends_with([':', '?']);
        }
        let says_i = words.split_whitespace().any(|word| {
            matches!(bare(word).to_lowercase().as_str(), "jeg" | "mig" | "min" | "mit")
        });
        (4..=70).contains(&count)
            && has_first_person(words)
            && words.starts_with(char::is_uppercase)
            && !words.ends_with([':', '?'])
            && (!words.ends_with('.') || says_i)
    }

    /// The paragraph behind the card that begins at `at`.
    pub(super) fn end_of_card(&self, at: usize) -> usize {
        let mut end = at + 1;
        if matches!(self.paragraphs[at].sort, Sort::Line(Line::Name)) {
            while end < self.paragraphs.len() && end < at + 3 {
                let goes_on = matches!(self.paragraphs[end].sort, Sort::Line(Line::Role))
                    || (end > at + 1 && is_bare_organisation(self.text(end).as_str()));
                if !goes_on {
                    break;
                }
                end += 1;
            }
        }
        end
    }
}
