//! Where a case begins and ends, and its pieces.

use ordret_model::Link;

use super::furniture::{Mark, Marked};
use super::{Item, Items, QuotePieces, is_title_like};
use crate::block::Fact;
use crate::text::Text;

/// The pieces of a case.
#[derive(Debug, Default)]
pub struct CasePieces {
    /// The heading.
    pub title: Option<Text>,
    /// The paragraphs before the first sub-heading.
    pub summary: Vec<Text>,
    /// Sub-headings with their paragraphs.
    pub parts: Vec<(Text, Vec<Text>)>,
    /// The link to the whole case.
    pub link: Option<Link>,
    /// What an editor wrote below.
    pub facts: Vec<Fact>,
}

impl Items<'_> {
    /// A case begins with its label, or with a heading whose text ends in the
    /// link to the whole case.
    pub(super) fn case_starts(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::CaseLabel) => true,
            Some(Mark::Heading(_)) if !self.nested => {
                let end = (at + 1..)
                    .find(|&i| !matches!(self.mark(i), Some(Mark::Image(_) | Mark::Prose)));
                end.is_some_and(|end| {
                    end > at + 1 && matches!(self.mark(end), Some(Mark::CaseLink(_)))
                })
            }
            _ => false,
        }
    }

    /// Reads a case. Quotes and figures inside it are items of their own, and
    /// come after it, so that its quotes find it above themselves.
    pub(super) fn case(&mut self) -> Vec<Item> {
        let labelled = matches!(self.mark(self.at), Some(Mark::CaseLabel));
        self.at += usize::from(labelled);
        let (title, level) = self.case_title();
        let mut case = CasePieces { title, ..CasePieces::default() };
        let mut inside = Vec::new();
        while !self.case_ends(level) {
            if self.nested && self.quote_starts(self.at) {
                inside.push(Item::Quote(QuotePieces { in_case: true, ..self.quote() }));
                continue;
            }
            if self.nested && self.figure_starts(self.at) {
                inside.push(self.figure());
                continue;
            }
            let Marked { mark, text } = &self.marks[self.at];
            self.at += 1;
            match mark {
                Mark::Prose | Mark::Caption => case.add_paragraph(text),
                Mark::Heading(_) => case.parts.push((text.clone(), Vec::new())),
                Mark::CaseLink(target) => {
                    case.link = Some(Link { text: text.stated(), target: target.clone() });
                }
                Mark::Facts(facts) => case.facts = facts.clone(),
                _ => {}
            }
            let closes = matches!(mark, Mark::Facts(_))
                || (!self.nested && matches!(mark, Mark::CaseLink(_)));
            if closes {
                break;
            }
        }
        std::iter::once(Item::Case(Box::new(case))).chain(inside).collect()
    }

    /// Whether what comes next is no part of a case whose heading has `level`.
    fn case_ends(&self, level: u8) -> bool {
        let starts_other = self.quote_starts(self.at) || self.figure_starts(self.at);
        match self.mark(self.at) {
            Some(Mark::Heading(below)) => !self.nested || *below <= level,
            Some(Mark::FigureLabel) => match self.mark(self.at + 1) {
                Some(Mark::Heading(below)) => !self.nested || *below <= level,
                _ => !self.nested,
            },
            Some(Mark::CaseLabel) | None => true,
            Some(_) if self.nested => false,
            Some(Mark::Prose | Mark::Image(_)) => starts_other,
            Some(Mark::Caption | Mark::CaseLink(_) | Mark::Furniture) => false,
            Some(_) => true,
        }
    }

    /// The case's heading: what stands right below the label, capitals or not.
    fn case_title(&mut self) -> (Option<Text>, u8) {
        while matches!(self.mark(self.at), Some(Mark::Image(_) | Mark::Furniture))
            && !self.quote_starts(self.at)
        {
            self.at += 1;
        }
        let found = match self.marks.get(self.at) {
            Some(Marked { mark: Mark::Heading(level), text }) => Some((text.clone(), *level)),
            Some(Marked { mark: Mark::Prose, text })
                if !self.quote_starts(self.at) && is_title_like(text.as_str()) =>
            {
                Some((text.clone(), 2))
            }
            _ => None,
        };
        self.at += usize::from(found.is_some());
        found.map_or((None, 2), |(title, level)| (Some(title), level))
    }
}

impl CasePieces {
    /// A paragraph belongs to the last sub-heading, or to the summary.
    fn add_paragraph(&mut self, text: &Text) {
        let paragraphs = self.parts.last_mut().map_or(&mut self.summary, |(_, texts)| texts);
        paragraphs.push(text.clone());
    }
}
