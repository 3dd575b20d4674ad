//! Cuts a page's marks into the pieces of its documents.

use ordret_model::{Link, Span, Table};

use super::marks::{Mark, Marked, QUOTE_MARKS};
use super::number;
use super::quote;
use crate::block::Fact;
use crate::text::Text;

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

/// The pieces of a figure.
#[derive(Debug, Default)]
pub struct FigurePieces {
    /// The heading.
    pub title: Option<Text>,
    /// A statistic's number.
    pub number: Option<Text>,
    /// A statistic's sentence.
    pub statement: Option<Text>,
    /// The paragraphs of the caption.
    pub captions: Vec<Text>,
    /// The picture's file and what it shows.
    pub image: Option<(Text, String)>,
    /// The numbers behind it.
    pub table: Option<Table>,
    /// Its download.
    pub download: Option<Link>,
    /// What an editor wrote below.
    pub facts: Vec<Fact>,
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
                    || quote::is_reported(self.text(at).as_str())
                    || self.end_of_paragraphs(at).is_some_and(|end| self.is_quote_end(end))
            }
            Some(Mark::Prose) => {
                let words = self.text(at).as_str();
                matches!(self.mark(at + 1), Some(Mark::QuoteEnd)) || quote::is_introduced(words)
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
        let tells = |at: usize| quote::is_reported(self.text(at).as_str());
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
                Some(Mark::Prose) if quote::is_introduced(self.text(self.at).as_str()) => break,
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

    /// A figure begins with its label, its number, or a title or picture that a
    /// figure's button follows.
    fn figure_starts(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::FigureLabel | Mark::Number | Mark::Statistic(_)) => true,
            Some(Mark::Image(_)) if self.nested => true,
            Some(Mark::Image(_)) => self.ends_as_figure(at + 1),
            Some(Mark::Heading(_)) if !self.nested => self.ends_as_figure(at + 1),
            Some(Mark::Prose) if !self.nested => {
                let words = self.text(at).as_str();
                // Whatever stands right before a figure's button is the
                // figure's; a title is, with all between (`Hver tredje | …`).
                matches!(self.mark(at + 1), Some(Mark::FigureEnd(_)))
                    || (is_title_like(words) && self.ends_as_figure(at + 1))
            }
            _ => false,
        }
    }

    /// Whether picture, caption and table up to a figure's button follow.
    fn ends_as_figure(&self, at: usize) -> bool {
        let inside = |mark: &Mark| {
            matches!(mark, Mark::Image(_) | Mark::Prose | Mark::Table(_) | Mark::Caption)
        };
        let end = (at..at + 8).find(|&i| !self.mark(i).is_some_and(inside));
        end.is_some_and(|end| matches!(self.mark(end), Some(Mark::FigureEnd(_))))
    }

    fn figure(&mut self) -> Item {
        let mut pieces = FigurePieces::default();
        let labelled = matches!(self.mark(self.at), Some(Mark::FigureLabel));
        self.at += usize::from(labelled);
        while let Some(marked) = self.marks.get(self.at) {
            let has_body = pieces.image.is_some()
                || pieces.number.is_some()
                || !pieces.captions.is_empty()
                || pieces.table.is_some();
            match &marked.mark {
                Mark::Heading(_) if pieces.title.is_none() && !has_body => {
                    pieces.title = Some(marked.text.clone())
                }
                Mark::Number if !has_body => pieces.number = Some(marked.text.clone()),
                Mark::Statistic(length) if !has_body => self.statistic(*length, &mut pieces),
                Mark::Image(alt) if pieces.image.is_none() && !self.quote_starts(self.at) => {
                    pieces.image = Some((marked.text.clone(), alt.clone()));
                }
                Mark::Table(table) if pieces.table.is_none() => pieces.table = Some(table.clone()),
                Mark::Caption => pieces.captions.push(marked.text.clone()),
                Mark::Prose if !self.nested => self.figure_prose(marked, &mut pieces),
                Mark::Prose if labelled => self.figure_prose(marked, &mut pieces),
                Mark::FigureEnd(download) => {
                    if let Some((words, target)) = download {
                        pieces.add_download(words, target.clone());
                    }
                }
                Mark::Link(target) if labelled => {
                    pieces.add_download(&marked.text, Some(target.clone()))
                }
                Mark::Facts(facts) => pieces.facts = facts.clone(),
                Mark::Furniture => {}
                _ => break,
            }
            self.at += 1;
            let ended = matches!(marked.mark, Mark::FigureEnd(_))
                && !matches!(self.mark(self.at), Some(Mark::FigureEnd(_)));
            let done = !self.nested && ended || matches!(marked.mark, Mark::Facts(_));
            if done || (!self.nested && self.statistic_is_over(&pieces)) {
                break;
            }
        }
        Item::Figure(Box::new(pieces))
    }

    fn statistic(&self, length: usize, pieces: &mut FigurePieces) {
        let text = self.text(self.at);
        pieces.number = Some(text.slice(0..length).trim());
        pieces.statement = Some(text.slice(length..text.as_str().len()).trim());
    }

    /// A paragraph inside a figure: the sentence of its number, its title, or
    /// its caption.
    fn figure_prose(&self, marked: &Marked, pieces: &mut FigurePieces) {
        let text = &marked.text;
        let bare = pieces.title.is_none() && pieces.number.is_none() && pieces.image.is_none();
        match (&pieces.number, number::leading(text.as_str())) {
            (Some(_), _) if pieces.statement.is_none() => pieces.statement = Some(text.clone()),
            (None, Some(quantity)) if bare && quantity.unit.is_some() => {
                pieces.number = Some(text.slice(0..quantity.length));
                pieces.statement = Some(text.slice(quantity.length..text.as_str().len()).trim());
            }
            _ if bare && is_title_like(text.as_str()) => pieces.title = Some(text.clone()),
            _ => pieces.captions.push(text.clone()),
        }
    }

    /// A number with its sentence is whole, unless a button is still to come.
    fn statistic_is_over(&self, pieces: &FigurePieces) -> bool {
        pieces.statement.is_some()
            && !self.ends_as_figure(self.at)
            && !matches!(self.mark(self.at), Some(Mark::FigureEnd(_)))
    }

    /// A case begins with its label, or with a heading whose text ends in the
    /// link to the whole case.
    fn case_starts(&self, at: usize) -> bool {
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
    fn case(&mut self) -> Vec<Item> {
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

/// Short, a capital first, no stop at the end.
fn is_title_like(words: &str) -> bool {
    words.chars().count() <= 140
        && words.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || QUOTE_MARKS.contains(&c) || c == '’' || c == '\''
        })
        && !words.ends_with(['.', ',', ';', ':'])
}

impl CasePieces {
    /// A paragraph belongs to the last sub-heading, or to the summary.
    fn add_paragraph(&mut self, text: &Text) {
        let paragraphs = self.parts.last_mut().map_or(&mut self.summary, |(_, texts)| texts);
        paragraphs.push(text.clone());
    }
}

impl FigurePieces {
    fn add_download(&mut self, words: &Text, target: Option<String>) {
        self.download = Some(Link { text: words.stated(), target });
    }

    /// The bytes it covers.
    pub fn span(&self) -> Span {
        let texts = [&self.title, &self.number, &self.statement].into_iter().flatten();
        let pieces = texts.chain(&self.captions).chain(self.image.iter().map(|(file, _)| file));
        pieces.map(Text::span).reduce(Span::cover).unwrap_or_default()
    }
}
