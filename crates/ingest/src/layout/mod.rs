//! Cuts a page's marks into the pieces of its documents.

use ordret_speech::marks::{self, QUOTE_MARKS};
use ordret_speech::read::{Part, read};

use crate::block::Fact;

pub mod furniture;

mod cases;
mod figures;
mod lists;
pub mod parts;
mod rows;

use crate::text::Text;
pub use cases::CasePieces;
pub use figures::FigurePieces;
use furniture::{Mark, Marked};

/// A stretch of a page, before it is read.
#[derive(Debug)]
pub enum Item {
    /// The page's own heading.
    Title(Text),
    /// Another heading.
    Heading(Text),
    /// Words that the page declares to be a quote.
    Quote(QuotePieces),
    /// A case.
    Case(Box<CasePieces>),
    /// A figure.
    Figure(Box<FigurePieces>),
    /// Running text, a paragraph of it.
    Prose(Text),
    /// A line behind a dash that says who said what stands above it.
    Signature(Text),
    /// Something that parts what stands above it from what stands below.
    Break,
    /// Facts below no document; the text is the first one's key.
    StrayFacts(Text),
}

/// The pieces of a declared quote: a block quote, or what a button ends.
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

/// More paragraphs than any one declared quote has: what a look ahead costs.
const LONGEST_QUOTE: usize = 12;

/// Cuts the marks of a page into items, in order. `nested` says whether
/// headings nest, as in the authoring format.
pub fn cut(marks: &[Marked], nested: bool) -> Vec<Item> {
    Items { marks, parts: cases::parts_of(marks), nested, at: 0 }.all()
}

struct Items<'m> {
    marks: &'m [Marked],
    /// Which part of a case each mark would open, if it stands in one.
    parts: Vec<Option<cases::Opens>>,
    nested: bool,
    at: usize,
}

impl Items<'_> {
    fn all(mut self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut titled = false;
        while let Some(marked) = self.marks.get(self.at) {
            if self.quote_starts(self.at) {
                items.push(Item::Quote(self.quote()));
                titled = true;
            } else if self.figure_starts(self.at) {
                items.extend(self.figures());
                titled = true;
            } else if self.case_starts(self.at) {
                items.extend(self.title_of_case_page(self.at).filter(|_| !titled).map(Item::Title));
                items.extend(self.case());
                titled = true;
            } else {
                let is_title = !titled && self.is_page_title(self.at);
                titled |= is_title;
                self.at += 1;
                items.push(self.loose(marked, is_title));
            }
        }
        items
    }

    /// What belongs to no case, figure or declared quote.
    fn loose(&self, marked: &Marked, is_title: bool) -> Item {
        match &marked.mark {
            Mark::Facts(facts) => {
                facts.first().map_or(Item::Break, |fact| Item::StrayFacts(fact.key.clone()))
            }
            Mark::Prose if is_title && !has_speech_marks(marked.text.as_str()) => {
                Item::Title(marked.text.clone())
            }
            Mark::Heading(_) if is_title => Item::Title(marked.text.clone()),
            Mark::Heading(_) => Item::Heading(marked.text.clone()),
            Mark::Attribution => Item::Signature(marked.text.clone()),
            Mark::Prose | Mark::Quotation | Mark::Caption => Item::Prose(marked.text.clone()),
            _ => Item::Break,
        }
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

    /// A declared quote is a block quote, or what a quote's button ends, from
    /// its picture or its first mark on.
    pub(super) fn quote_starts(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::Image(_)) => self.ends_with_button(at + 1),
            Some(Mark::Block(_) | Mark::BlockLine(_)) => true,
            Some(Mark::Quotation) => self.ends_with_button(at),
            Some(Mark::Prose) => matches!(self.mark(at + 1), Some(Mark::QuoteEnd)),
            _ => false,
        }
    }

    /// Whether the paragraphs from `at` on end with a quote's button.
    fn ends_with_button(&self, at: usize) -> bool {
        self.end_of_paragraphs(at).is_some_and(|end| self.is_quote_end(end))
    }

    fn is_quote_end(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::QuoteEnd) => true,
            Some(Mark::Attribution) => matches!(self.mark(at + 1), Some(Mark::QuoteEnd)),
            _ => false,
        }
    }

    /// Where the paragraphs that begin at `at` end; `None` if there are none, or
    /// more than one quote has.
    fn end_of_paragraphs(&self, at: usize) -> Option<usize> {
        let is_paragraph = |mark: &Mark| matches!(mark, Mark::Prose | Mark::Quotation);
        let end = (at..at + LONGEST_QUOTE).find(|&i| !self.mark(i).is_some_and(is_paragraph))?;
        (end > at).then_some(end)
    }

    fn quote(&mut self) -> QuotePieces {
        if let Some(Mark::Block(quote) | Mark::BlockLine(quote)) = self.mark(self.at) {
            return self.block_quote(*quote);
        }
        self.at += usize::from(matches!(self.mark(self.at), Some(Mark::Image(_))));
        let end = self.end_of_paragraphs(self.at).unwrap_or(self.at + 1);
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

    /// A block quote ends where it ends; only a list of facts below is its own.
    fn block_quote(&mut self, quote: u32) -> QuotePieces {
        let mut pieces = QuotePieces::default();
        loop {
            match self.mark(self.at) {
                Some(Mark::Block(own)) if *own == quote => {
                    pieces.paragraphs.push(self.text(self.at).clone());
                }
                Some(Mark::BlockLine(own)) if *own == quote => {
                    pieces.lines.push(self.text(self.at).clone());
                }
                _ => break,
            }
            self.at += 1;
        }
        pieces.facts = self.facts();
        pieces
    }

    /// Every paragraph after the button up to the next document or heading.
    fn speaker_lines(&mut self, lines: &mut Vec<Text>) {
        loop {
            let is_first = lines.is_empty();
            match self.mark(self.at) {
                Some(Mark::Prose) if self.quote_starts(self.at) && !is_first => break,
                Some(Mark::Prose) if !is_first && self.figure_starts(self.at) => break,
                Some(Mark::Prose) if !is_first && self.speaks(self.at) => break,
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

    /// Whether a paragraph is speech itself and says who spoke.
    fn speaks(&self, at: usize) -> bool {
        let reading = read(self.text(at).as_str(), false);
        reading.speaks() && reading.parts.iter().any(|part| matches!(part, Part::Clause(_)))
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

fn has_speech_marks(words: &str) -> bool {
    marks::reply_dash(words) > 0 || words.starts_with(QUOTE_MARKS)
}

/// Short, a capital first, no stop at the end.
fn is_title_like(words: &str) -> bool {
    words.chars().count() <= 140
        && words.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || QUOTE_MARKS.contains(&c) || c == '’' || c == '\''
        })
        && !words.ends_with(['.', ',', ';', ':'])
}
