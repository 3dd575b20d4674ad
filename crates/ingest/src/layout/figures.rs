//! Where a figure begins and ends, and its pieces.

use ordret_model::{Link, Span, Table};
use ordret_speech::pattern;

use super::furniture::{Mark, Marked};
use super::{Item, Items, is_title_like, rows};
use crate::block::Fact;
use crate::text::Text;
use crate::{number, period};

/// How far a labelled figure's rows, picture and notes may reach.
const BODY: usize = 6;

// What stands below a figure and says where it comes from.
pattern!(
    NOTE,
    r"(?i)^\(?(?:(?:data)?kilder?|data|anm(?:ærkning(?:er)?)?|noter?|bemærk(?:ning(?:er)?)?|datagrundlag|spørgsmål)\s*(?:\.\s*:?|:)|^\*?\s*n\s*=\s*\d|^(?:besvaret af|antal (?:svar|besvarelser|observationer|respondenter))\b|^(?:tallene (?:er|stammer) fra|opgjort|baseret på (?:svar|tal|besvarelser|interview)|spørgsmålet lød)\b"
);
pattern!(
    SHOWS,
    r"(?i)^(?:figuren|tabellen|grafen|diagrammet|søjlerne|kurven|kurverne|cirklen|kortet)\s+(?:viser|angiver|bygger|illustrerer|sammenligner|dækker|er|indeholder)\b"
);
// What a title says at its end of the numbers below it.
pattern!(
    UNIT_NOTE,
    r"(?i)[.,;]\s+((?:andel(?:en)?(?: i)?|antal|i)?\s*\(?(?:procent|pct\.?|%|antal|indeks|promille|mio\. kr\.|mia\. kr\.|kr\.|kroner|timer)\)?(?: pr\. \p{L}+)?)\.?$"
);
pattern!(
    FUNCTION_WORD,
    r"^(?:og|eller|men|at|der|som|for|i|på|til|med|om|fra|den|det|de|en|et|er|var|har|havde|blev|bliver|når|hvis|så|kan|skal|vil)\b"
);
pattern!(SOURCE, r"(?i)[.;,(]\s*(kilde\s*:\s*[^)]+)\)?$");
pattern!(ELLIPSIS, r"^(?:…|\.{2,})");

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
    /// Whether its button ended it.
    pub(super) closed: bool,
}

impl Items<'_> {
    /// A figure begins with its label, its number, or a title or picture that a
    /// figure's button follows; a list of figures with its heading.
    pub(super) fn figure_starts(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::FigureLabel) => self.nested || self.labelled_figure(at),
            Some(Mark::Statistic(_)) => true,
            Some(Mark::Number) => self.number_starts(at),
            Some(Mark::Image(_)) if self.nested => true,
            Some(Mark::Image(_)) => {
                self.ends_as_figure(at + 1)
                    || (matches!(self.mark(at + 1), Some(Mark::FigureLabel))
                        && self.title_below_label(at + 1).is_some())
            }
            Some(Mark::Table(_)) => self.captioned_below(at),
            Some(Mark::Heading(_)) if !self.nested => {
                self.ends_as_figure(at + 1) || self.list_starts(at)
            }
            Some(Mark::Prose) if !self.nested => {
                let words = self.text(at).as_str();
                // Whatever stands right before a figure's button is the
                // figure's; a title is, with all between (`Hver tredje | …`).
                matches!(self.mark(at + 1), Some(Mark::FigureEnd(_)))
                    || (is_title_like(words) && self.ends_as_figure(at + 1))
                    || self.list_starts(at)
            }
            _ => false,
        }
    }

    /// A number alone on its line is a statistic when its sentence goes on
    /// below it. `01` numbers a heading, `2019` stands above a name, `25 kr.`
    /// above the next thing for sale.
    pub(super) fn number_starts(&self, at: usize) -> bool {
        let words = self.text(at).as_str();
        let Some(quantity) = number::alone(words) else { return false };
        let digits = &words[quantity.digits.clone()];
        let is_numeral = quantity.unit.is_none() && digits.len() <= 2 && digits.starts_with('0');
        if self.nested || is_numeral {
            return self.nested;
        }
        if matches!(self.mark(at + 1), Some(Mark::FigureEnd(_))) || self.ends_as_figure(at + 1) {
            return true;
        }
        let next = match self.mark(at + 1) {
            Some(Mark::Prose) => self.text(at + 1).as_str(),
            _ => return false,
        };
        if self.is_note(at + 1) || period::is_alone(next) {
            return false;
        }
        let words = next.split_whitespace().count();
        let goes_on =
            ELLIPSIS.is_match(next) || next.starts_with(|c: char| c.is_lowercase() || c == '(');
        let is_small = quantity.unit.is_none() && quantity.value < 1000.0;
        match goes_on {
            // A page's number stands in the middle of its sentence.
            true => {
                !is_small
                    || ((2..=25).contains(&words)
                        && !next.ends_with(['.', ',', '-'])
                        && !FUNCTION_WORD.is_match(next))
            }
            false => {
                quantity.is_share()
                    && words >= 4
                    && next.starts_with(char::is_uppercase)
                    && !matches!(self.mark(at + 2), Some(Mark::Number))
            }
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

    /// Whether a label in page text has a figure below it: in a list of figures,
    /// and in running text, it has none.
    fn labelled_figure(&self, at: usize) -> bool {
        let Some(body) = self.title_below_label(at) else { return false };
        match self.mark(body) {
            Some(Mark::Image(_) | Mark::Table(_) | Mark::FigureEnd(_) | Mark::Caption) => true,
            Some(Mark::Number | Mark::Preformatted) => self.ends_as_figure(body + 1),
            Some(Mark::Prose | Mark::Heading(_)) => {
                self.ends_as_figure(body)
                    || self.is_caption(body)
                    || self.rows_end(body) >= body + 2
                    || (matches!(self.mark(body), Some(Mark::Prose))
                        && matches!(self.mark(body + 1), Some(Mark::Image(_) | Mark::Table(_))))
            }
            _ => false,
        }
    }

    /// Whether a table has its label below it. One that has a body of its own
    /// below announces that.
    fn captioned_below(&self, at: usize) -> bool {
        let title = self.title_below_label(at + 1);
        let body = title.and_then(|title| self.mark(title));
        !self.nested
            && matches!(self.mark(at + 1), Some(Mark::FigureLabel))
            && !matches!(body, Some(Mark::Table(_) | Mark::Image(_)))
    }

    /// The mark after a label and its title.
    fn title_below_label(&self, at: usize) -> Option<usize> {
        match self.mark(at + 1)? {
            Mark::Heading(_) => Some(at + 2),
            Mark::Prose
                if is_title_like(self.text(at + 1).as_str()) && !self.is_caption(at + 1) =>
            {
                Some(at + 2)
            }
            _ => Some(at + 1),
        }
    }

    /// `Kilde: …`, `Anm.: …`, `n = …`.
    pub(super) fn is_note(&self, at: usize) -> bool {
        matches!(self.mark(at), Some(Mark::Prose | Mark::Heading(_)))
            && NOTE.is_match(self.text(at).as_str())
    }

    /// A note, or a sentence about the figure.
    fn is_caption(&self, at: usize) -> bool {
        self.is_note(at)
            || (matches!(self.mark(at), Some(Mark::Prose))
                && SHOWS.is_match(self.text(at).as_str()))
    }

    /// Where the rows of a table that begin at `at` end.
    fn rows_end(&self, at: usize) -> usize {
        let is_row = |at: usize| {
            matches!(self.mark(at), Some(Mark::Prose | Mark::Heading(_)))
                && !self.is_note(at)
                && rows::cells(self.text(at).as_str()).is_some()
        };
        (at..).find(|&i| !is_row(i)).unwrap_or(at)
    }

    /// All figures that begin here: one, or a list with its source.
    pub(super) fn figures(&mut self) -> Vec<Item> {
        let from = self.at;
        let is_list = !self.nested && self.list_starts(self.at);
        let mut all = match is_list {
            true => self.figure_list(),
            false => vec![self.figure_pieces()],
        };
        self.at = self.at.max(from + 1);
        if !self.nested {
            while all.last().is_some_and(FigurePieces::is_bare)
                && matches!(self.mark(self.at), Some(Mark::Number))
                && self.number_starts(self.at)
                && !self.ends_as_figure(self.at)
            {
                let next = self.figure_pieces();
                all.push(next);
            }
            let notes = self.notes();
            let last = all.len().saturating_sub(1);
            for (i, pieces) in all.iter_mut().enumerate() {
                // A source below a list is that of all its figures.
                if i == last || is_list || pieces.is_bare() {
                    pieces.captions.extend(notes.iter().cloned());
                }
            }
        }
        all.into_iter().map(|pieces| Item::Figure(Box::new(pieces))).collect()
    }

    /// The notes that stand here.
    pub(super) fn notes(&mut self) -> Vec<Text> {
        let mut notes = Vec::new();
        while self.is_note(self.at)
            || matches!(self.mark(self.at), Some(Mark::Caption))
            || (notes.is_empty()
                && matches!(self.mark(self.at), Some(Mark::Prose))
                && period::is_alone(self.text(self.at).as_str())
                && (self.follows_at_once(self.at)
                    || period::is_stretch(self.text(self.at).as_str())))
        {
            notes.push(self.text(self.at).clone());
            self.at += 1;
        }
        notes
    }

    fn figure_pieces(&mut self) -> FigurePieces {
        let mut pieces = FigurePieces::default();
        if !self.nested {
            if let (Some(Mark::Image(alt)), Some(Mark::FigureLabel)) =
                (self.mark(self.at), self.mark(self.at + 1))
            {
                pieces.image = Some((self.text(self.at).clone(), alt.clone()));
                self.at += 1;
            }
            if let Some(Mark::Table(table)) = self.mark(self.at)
                && self.captioned_below(self.at)
            {
                pieces.table = Some(table.clone());
                self.at += 1;
            }
            if matches!(self.mark(self.at), Some(Mark::FigureLabel)) {
                self.labelled_pieces(&mut pieces);
                return pieces;
            }
        }
        self.declared_pieces(&mut pieces);
        pieces
    }

    /// `Figur 4.3 Title`, in page text: rows, a picture, what it shows, notes.
    fn labelled_pieces(&mut self, pieces: &mut FigurePieces) {
        let had_body = pieces.image.is_some() || pieces.table.is_some();
        let body = self.title_below_label(self.at).unwrap_or(self.at + 1);
        let mut unit = Text::default();
        if body == self.at + 2 {
            let (title, source) = without_source(self.text(self.at + 1));
            let (title, note) = without_unit(&title);
            (pieces.title, unit) = (Some(title), note);
            pieces.captions.extend(source);
        }
        self.at = body;
        let mut noted = false;
        for _ in 0..2 * BODY {
            let Some(marked) = self.marks.get(self.at) else { break };
            let closes = self.ends_as_figure(self.at);
            match &marked.mark {
                Mark::Image(alt) if pieces.image.is_none() && !had_body && !noted => {
                    pieces.image = Some((marked.text.clone(), alt.clone()));
                }
                Mark::Table(table) if pieces.table.is_none() => pieces.table = Some(table.clone()),
                Mark::Caption => pieces.captions.push(marked.text.clone()),
                Mark::FigureEnd(download) => {
                    pieces.end(download.as_ref());
                    self.at += 1;
                    if !matches!(self.mark(self.at), Some(Mark::FigureEnd(_))) {
                        break;
                    }
                    continue;
                }
                Mark::Prose | Mark::Heading(_) if self.is_caption(self.at) => {
                    noted |= self.is_note(self.at);
                    pieces.captions.push(marked.text.clone());
                }
                Mark::Prose | Mark::Heading(_)
                    if pieces.table.is_none() && self.rows_end(self.at) >= self.at + 2 =>
                {
                    let end = self.rows_end(self.at);
                    let lines = (self.at..end)
                        .filter_map(|at| rows::cells(self.text(at).as_str()))
                        .collect();
                    pieces.table = rows::table(lines, unit.as_str());
                    if pieces.table.is_some() {
                        unit = Text::default();
                    }
                    self.at = end;
                    continue;
                }
                Mark::Prose if closes => pieces.captions.push(marked.text.clone()),
                // A line between title and picture: a subtitle.
                Mark::Prose
                    if pieces.is_without_body()
                        && matches!(
                            self.mark(self.at + 1),
                            Some(Mark::Image(_) | Mark::Table(_))
                        ) =>
                {
                    pieces.captions.push(marked.text.clone());
                }
                Mark::Furniture if !noted => {}
                _ => break,
            }
            self.at += 1;
        }
        if !unit.is_empty() {
            pieces.captions.push(unit);
        }
    }

    fn declared_pieces(&mut self, pieces: &mut FigurePieces) {
        let labelled = matches!(self.mark(self.at), Some(Mark::FigureLabel));
        self.at += usize::from(labelled);
        while let Some(marked) = self.marks.get(self.at) {
            let has_body = !pieces.is_without_body() || pieces.number.is_some();
            match &marked.mark {
                Mark::Heading(_) if pieces.title.is_none() && !has_body => {
                    pieces.title = Some(marked.text.clone())
                }
                Mark::Number if !has_body => pieces.number = Some(marked.text.clone()),
                Mark::Statistic(length) if !has_body => self.statistic(*length, pieces),
                Mark::Image(alt) if pieces.image.is_none() && !self.quote_starts(self.at) => {
                    pieces.image = Some((marked.text.clone(), alt.clone()));
                }
                Mark::Table(table) if pieces.table.is_none() => pieces.table = Some(table.clone()),
                Mark::Caption => pieces.captions.push(marked.text.clone()),
                Mark::Prose
                    if !self.nested && pieces.statement.is_some() && self.is_note(self.at) =>
                {
                    break;
                }
                Mark::Prose if !self.nested => self.figure_prose(marked, pieces),
                Mark::Prose if labelled => self.figure_prose(marked, pieces),
                Mark::FigureEnd(download) => pieces.end(download.as_ref()),
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
            if done || (!self.nested && self.statistic_is_over(pieces)) {
                break;
            }
        }
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
            (None, Some(quantity)) if bare && quantity.unit.is_some() && !self.nested => {
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

    fn end(&mut self, download: Option<&(Text, Option<String>)>) {
        self.closed = true;
        if let Some((words, target)) = download {
            self.add_download(words, target.clone());
        }
    }

    fn is_without_body(&self) -> bool {
        self.image.is_none() && self.captions.is_empty() && self.table.is_none()
    }

    /// A number with its words and nothing else.
    pub(super) fn is_bare(&self) -> bool {
        self.number.is_some() && self.is_without_body() && self.title.is_none() && !self.closed
    }

    /// The bytes it covers.
    pub fn span(&self) -> Span {
        let texts = [&self.title, &self.number, &self.statement].into_iter().flatten();
        let pieces = texts.chain(&self.captions).chain(self.image.iter().map(|(file, _)| file));
        pieces.map(Text::span).reduce(Span::cover).unwrap_or_default()
    }
}

/// A title without the source at its end.
fn without_source(title: &Text) -> (Text, Option<Text>) {
    let words = title.as_str();
    match SOURCE.captures(words).and_then(|found| Some((found.get(0)?, found.get(1)?))) {
        Some((all, source)) => {
            (title.slice(0..all.start()).trim(), Some(title.slice(source.range()).trim()))
        }
        None => (title.clone(), None),
    }
}

/// A title without what it says at its end of the numbers: `…. Procent`.
fn without_unit(title: &Text) -> (Text, Text) {
    let words = title.as_str();
    match UNIT_NOTE.captures(words).and_then(|found| Some((found.get(0)?, found.get(1)?))) {
        Some((all, unit)) => (title.slice(0..all.start()).trim(), title.slice(unit.range()).trim()),
        None => (title.narrow(words.trim_end_matches('.')), Text::default()),
    }
}
