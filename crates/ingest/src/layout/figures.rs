//! Where a figure begins and ends, and its pieces.

use ordret_model::{Link, Span, Table};

use super::furniture::{Mark, Marked};
use super::{Item, Items, is_title_like};
use crate::block::Fact;
use crate::number;
use crate::text::Text;

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

impl Items<'_> {
    /// A figure begins with its label, its number, or a title or picture that a
    /// figure's button follows.
    pub(super) fn figure_starts(&self, at: usize) -> bool {
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
    pub(super) fn ends_as_figure(&self, at: usize) -> bool {
        let inside = |mark: &Mark| {
            matches!(mark, Mark::Image(_) | Mark::Prose | Mark::Table(_) | Mark::Caption)
        };
        let end = (at..at + 8).find(|&i| !self.mark(i).is_some_and(inside));
        end.is_some_and(|end| matches!(self.mark(end), Some(Mark::FigureEnd(_))))
    }

    pub(super) fn figure(&mut self) -> Item {
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
