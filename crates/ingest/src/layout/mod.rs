//! Cuts a page's marks into the pieces of its documents.

use crate::block::Fact;
use crate::speech::marks::QUOTE_MARKS;
use crate::speech::taken;

pub mod furniture;

mod cases;
mod figures;

use crate::text::Text;
pub use cases::CasePieces;
pub use figures::FigurePieces;
use furniture::{Mark, Marked};

/// The pieces of one document, before they are read.
#[derive(Debug)]
pub enum Item {
    /// The page's own heading.
    Title(Text),
    /// A quote.
    Quote(QuotePieces),
    /// A case.
    Case(Box<CasePieces>),
    /// A figure.
    Figure(Box<FigurePieces>),
    /// Facts below no document; the text is the first one's key.
    StrayFacts(Text),
}

/// The pieces of a quote.
#[derive(Debug, Default)]
pub struct QuotePieces {
    /// The words, reporting clause and all.
    pub paragraphs: Vec<Text>,
    /// The speaker's line.
    pub lines: Vec<Text>,
    /// What an editor wrote below.
    pub facts: Vec<Fact>,
    /// Whether it stands inside a case's section.
    pub in_case: bool,
}

/// Cuts the marks of a page into items, in order. `nested` says whether
/// headings nest, as in the authoring format.
pub fn cut(marks: &[Marked], nested: bool) -> Vec<Item> {
    Items { marks, nested, at: 0 }.all()
}

struct Items<'m> {
    marks: &'m [Marked],
    nested: bool,
    at: usize,
}

impl Items<'_> {
    fn all(mut self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut titled = false;
        while let Some(marked) = self.marks.get(self.at) {
            let item = if self.quote_starts(self.at) {
                Some(Item::Quote(self.quote()))
            } else if self.figure_starts(self.at) {
                Some(self.figure())
            } else if self.case_starts(self.at) {
                titled = true;
                items.extend(self.case());
                continue;
            } else {
                let is_title = !titled && self.is_page_title(self.at);
                self.at += 1;
                match &marked.mark {
                    Mark::Facts(facts) => {
                        items.extend(facts.first().map(|fact| Item::StrayFacts(fact.key.clone())));
                        continue;
                    }
                    _ => is_title.then(|| Item::Title(marked.text.clone())),
                }
            };
            titled |= item.is_some();
            items.extend(item);
        }
        items
    }

    fn mark(&self, at: usize) -> Option<&Mark> {
        self.marks.get(at).map(|marked| &marked.mark)
    }

    fn text(&self, at: usize) -> &Text {
        &self.marks[at].text
    }

    /// The page's own heading: the first, before any document. On a page text
    /// a short first line without a full stop is one too.
    fn is_page_title(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::Heading(_)) => true,
            Some(Mark::Prose) => at == 0 && !self.nested && is_title_like(self.text(at).as_str()),
            _ => false,
        }
    }

    /// A quote begins with a picture, a mark or nothing, and ends with its
    /// button; or it says itself who spoke.
    fn quote_starts(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::Image(_)) => {
                self.end_of_paragraphs(at + 1).is_some_and(|end| self.is_quote_end(end))
            }
            Some(Mark::Quotation) => {
                self.nested
                    || taken::is_reported(self.text(at).as_str())
                    || self.end_of_paragraphs(at).is_some_and(|end| self.is_quote_end(end))
            }
            Some(Mark::Prose) => {
                let words = self.text(at).as_str();
                matches!(self.mark(at + 1), Some(Mark::QuoteEnd)) || taken::is_introduced(words)
            }
            _ => false,
        }
    }

    fn is_quote_end(&self, at: usize) -> bool {
        matches!(self.mark(at), Some(Mark::QuoteEnd | Mark::Attribution))
    }

    /// Where the paragraphs that begin at `at` end; `None` if there are none.
    fn end_of_paragraphs(&self, at: usize) -> Option<usize> {
        let is_paragraph = |mark: &Mark| matches!(mark, Mark::Prose | Mark::Quotation);
        let end = (at..).find(|&i| !self.mark(i).is_some_and(is_paragraph))?;
        (end > at).then_some(end)
    }

    fn quote(&mut self) -> QuotePieces {
        let has_picture = matches!(self.mark(self.at), Some(Mark::Image(_)));
        self.at += usize::from(has_picture);
        let end = self.end_of_quote(has_picture);
        let paragraphs = (self.at..end).map(|at| self.text(at).clone()).collect();
        self.at = end;
        let mut lines = Vec::new();
        while let Some(Mark::Attribution) = self.mark(self.at) {
            lines.push(self.text(self.at).clone());
            self.at += 1;
        }
        if let Some(Mark::QuoteEnd) = self.mark(self.at) {
            self.at += 1;
            self.speaker_lines(&mut lines);
        }
        QuotePieces { paragraphs, lines, facts: self.facts(), in_case: false }
    }

    fn end_of_quote(&self, has_picture: bool) -> usize {
        let end = self.end_of_paragraphs(self.at).unwrap_or(self.at + 1);
        if self.is_quote_end(end)
            && (has_picture || !matches!(self.mark(self.at), Some(Mark::Prose)))
        {
            return end;
        }
        if self.nested {
            return (self.at..)
                .find(|&at| !matches!(self.mark(at), Some(Mark::Quotation)))
                .unwrap_or(end);
        }
        // It says itself who spoke, in this paragraph or in a later one that
        // carries the quote on with a mark of its own.
        let tells = |at: usize| taken::is_reported(self.text(at).as_str());
        let carries_on = |at: usize| matches!(self.mark(at), Some(Mark::Quotation));
        (self.at..end)
            .take_while(|&at| at == self.at || carries_on(at))
            .find(|&at| tells(at))
            .map_or(self.at + 1, |at| at + 1)
    }

    /// Every paragraph after the button up to the next document or heading.
    fn speaker_lines(&mut self, lines: &mut Vec<Text>) {
        loop {
            let is_first = lines.is_empty();
            match self.mark(self.at) {
                Some(Mark::Prose) if self.quote_starts(self.at) && !is_first => break,
                Some(Mark::Prose) if taken::is_introduced(self.text(self.at).as_str()) => break,
                Some(Mark::Prose) if !is_first && self.figure_starts(self.at) => break,
                Some(Mark::Prose | Mark::Attribution) => lines.push(self.text(self.at).clone()),
                // A line in capitals with a comma is a name with its role.
                Some(Mark::Heading(_))
                    if is_first && !self.nested && self.text(self.at).as_str().contains(',') =>
                {
                    lines.push(self.text(self.at).clone());
                }
                Some(Mark::Furniture) => {}
                Some(Mark::Image(_))
                    if !self.quote_starts(self.at) && !self.figure_starts(self.at) => {}
                _ => break,
            }
            self.at += 1;
        }
    }

    fn facts(&mut self) -> Vec<Fact> {
        match self.mark(self.at) {
            Some(Mark::Facts(facts)) => {
                let facts = facts.clone();
                self.at += 1;
                facts
            }
            _ => Vec::new(),
        }
    }
}

/// Short, a capital first, no stop at the end.
fn is_title_like(words: &str) -> bool {
    words.chars().count() <= 140
        && words.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || QUOTE_MARKS.contains(&c) || c == '’' || c == '\''
        })
        && !words.ends_with(['.', ',', ';', ':'])
}
