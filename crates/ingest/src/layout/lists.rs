//! Lists of statistics: fact boxes, key figures on a line with their words,
//! labels above their numbers. Running text is none, whatever it counts.

use super::figures::FigurePieces;
use super::furniture::Mark;
use super::{Items, is_title_like};
use crate::number::{self, Quantity};
use crate::pattern::pattern;
use crate::period;
use crate::text::Text;

/// How many lines of a box may stand before its first figure, and between two.
const APART: usize = 3;

// What announces numbers with whatever they count.
pattern!(
    KEY_FIGURES,
    r"(?i)^(?:nøgletal|hovedtal|de vigtigste tal|tal og fakta|tallene bag|årets tal|tal fra|tal om)\b.{0,80}$|^.{2,60}\s+i tal\s*:?$"
);
// What announces facts of any kind: only shares and millions are statistics
// there, for prices, distances and ages are not.
pattern!(FACTS, r"(?i)^(?:fakta|faktaboks|kort fortalt|kort om)\b.{0,80}$");
// Numbers that name rather than count.
pattern!(
    NO_COUNT,
    r"(?i)^(?:tlf|telefon|mobil|cvr|p-nr|postnr|postnummer|nr|nummer|side|kapitel|alder|født|grundlagt|stiftet|startår|åbnet)\b"
);
pattern!(BULLET, r"^[*•·▪‣–-]\s+");

/// A line with a number and its words.
struct Line {
    number: Text,
    statement: Text,
    quantity: Quantity,
    /// Whether the number stands first.
    leads: bool,
    /// Whether the number may be a year.
    is_year: bool,
}

impl Items<'_> {
    /// Whether a list of figures begins here.
    pub(super) fn list_starts(&self, at: usize) -> bool {
        self.box_starts(at) || self.row_starts(at) || self.label_above(at).is_some()
    }

    /// Reads the list that begins here. What notes it ends in stay.
    pub(super) fn figure_list(&mut self) -> Vec<FigurePieces> {
        if self.box_starts(self.at) {
            return self.figure_box();
        }
        let mut all = Vec::new();
        if self.row_starts(self.at) {
            while let Some(line) =
                self.line(self.at).filter(|line| self.is_listed_figure(self.at, line))
            {
                all.push(line.pieces());
                self.at += 1;
            }
            return all;
        }
        while let Some((number, label)) = self.label_above(self.at) {
            let mut pieces = FigurePieces {
                number: Some(self.text(number).trim()),
                statement: Some(label),
                ..FigurePieces::default()
            };
            self.at = number + 1;
            if matches!(self.mark(self.at), Some(Mark::Prose))
                && period::is_alone(self.text(self.at).as_str())
            {
                pieces.captions.push(self.text(self.at).clone());
                self.at += 1;
            }
            while matches!(self.mark(self.at), Some(Mark::Furniture)) {
                self.at += 1;
            }
            all.push(pieces);
        }
        all
    }

    /// A heading that announces facts or key figures, with one close below it.
    fn box_starts(&self, at: usize) -> bool {
        if !matches!(self.mark(at), Some(Mark::Prose | Mark::Heading(_))) {
            return false;
        }
        let words = self.text(at).as_str();
        let is_head = KEY_FIGURES.is_match(words) || FACTS.is_match(words);
        is_head
            && !words.ends_with('.')
            && (at + 1..=at + APART).any(|i| self.is_in_box(i, KEY_FIGURES.is_match(words)))
    }

    /// Whether a line below a box's heading is a figure. `all` when the heading
    /// announces numbers rather than facts.
    fn is_in_box(&self, at: usize, all: bool) -> bool {
        match self.line(at) {
            Some(line) => line.counts(all),
            None => matches!(self.mark(at), Some(Mark::Number)) && self.number_starts(at),
        }
    }

    fn figure_box(&mut self) -> Vec<FigurePieces> {
        let every = KEY_FIGURES.is_match(self.text(self.at).as_str());
        self.at += 1;
        let mut all = Vec::new();
        while !self.is_note(self.at) {
            if let Some(line) = self.line(self.at).filter(|line| line.counts(every)) {
                all.push(line.pieces());
                self.at += 1;
                continue;
            }
            if matches!(self.mark(self.at), Some(Mark::Number)) && self.number_starts(self.at) {
                let number = self.text(self.at).clone();
                let statement = self.text(self.at + 1).clone();
                self.at += 2;
                all.push(FigurePieces {
                    number: Some(number),
                    statement: Some(statement),
                    ..FigurePieces::default()
                });
                continue;
            }
            if let Some((number, statement)) = self.label_above(self.at) {
                all.push(FigurePieces {
                    number: Some(self.text(number).trim()),
                    statement: Some(statement),
                    ..FigurePieces::default()
                });
                self.at = number + 1;
                continue;
            }
            // Facts that are no figures stand between those that are.
            let is_fact = matches!(self.mark(self.at), Some(Mark::Prose))
                && (is_title_like(self.text(self.at).as_str()) || self.is_item(self.at));
            let more = (self.at + 1..=self.at + APART).any(|i| self.is_in_box(i, every));
            if !(is_fact && more) {
                break;
            }
            self.at += 1;
        }
        all
    }

    /// Two or more lines that are a share and what it is of, or one with its
    /// source right below it.
    fn row_starts(&self, at: usize) -> bool {
        let is_figure =
            |at: usize| self.line(at).is_some_and(|line| self.is_listed_figure(at, &line));
        is_figure(at) && (is_figure(at + 1) || self.is_note(at + 1))
    }

    /// Without a heading, only a share on a line that is no sentence, or one
    /// in a list, is a figure.
    fn is_listed_figure(&self, at: usize, line: &Line) -> bool {
        let words = self.text(at).as_str();
        let is_short = words.chars().count() <= 160;
        let is_open = !words.ends_with(['.', ',', ':', ';', '!', '?']);
        line.quantity.is_share()
            && is_short
            && match line.leads {
                true => is_open || self.is_item(at),
                false => self.is_item(at),
            }
    }

    /// A short line, perhaps with a second that qualifies it, right above a
    /// number that nothing goes on below: the number's mark and the words.
    fn label_above(&self, at: usize) -> Option<(usize, Text)> {
        let is_label = |at: usize| {
            matches!(self.mark(at), Some(Mark::Prose)) && {
                let words = self.text(at).as_str();
                is_title_like(words)
                    && words.chars().count() <= 60
                    && !words.ends_with(['?', '!', '”', '"'])
                    && !period::is_alone(words)
            }
        };
        if !is_label(at) {
            return None;
        }
        let is_number =
            |at: usize| matches!(self.mark(at), Some(Mark::Number)) && self.follows_at_once(at);
        let number = match () {
            _ if is_number(at + 1) => at + 1,
            _ if is_label(at + 1) && self.follows_at_once(at + 1) && is_number(at + 2) => at + 2,
            _ => return None,
        };
        let quantity = number::alone(self.text(number).as_str())?;
        let counts = quantity.is_share() && !self.number_starts(number);
        let ends = match self.mark(number + 1) {
            Some(Mark::Prose) => {
                period::is_alone(self.text(number + 1).as_str())
                    || self.is_note(number + 1)
                    || !self.follows_at_once(number + 1)
            }
            Some(Mark::Number) => false,
            _ => true,
        };
        let mut label = self.text(at).clone();
        if number == at + 2 {
            label.join(", ", self.text(at + 1));
        }
        (counts && ends).then_some((number, label))
    }

    fn is_item(&self, at: usize) -> bool {
        self.marks[at].listed || BULLET.is_match(self.text(at).as_str())
    }

    /// `43 % af bådpladserne …` or `Cykler til skole: 54 procent (47 i 2016).`
    fn line(&self, at: usize) -> Option<Line> {
        if !matches!(self.mark(at), Some(Mark::Prose | Mark::Quotation)) || self.is_note(at) {
            return None;
        }
        let text = self.text(at);
        let bullet = BULLET.find(text.as_str()).map_or(0, |bullet| bullet.end());
        let text = text.slice(bullet..text.as_str().len()).trim();
        leading_line(&text).or_else(|| labelled_line(&text))
    }
}

impl Line {
    /// Whether it counts among key figures (`all`) or among facts.
    fn counts(&self, all: bool) -> bool {
        self.quantity.is_share() || (all && !self.is_year)
    }

    fn pieces(self) -> FigurePieces {
        FigurePieces {
            number: Some(self.number),
            statement: Some(self.statement),
            ..FigurePieces::default()
        }
    }
}

fn leading_line(text: &Text) -> Option<Line> {
    let words = text.as_str();
    let quantity = number::leading(words)?;
    let rest = text.slice(quantity.length..words.len()).trim();
    let is_said = rest.as_str().starts_with(char::is_alphabetic)
        && (rest.as_str().starts_with(char::is_lowercase) || quantity.is_share());
    let is_one = danish_analyzer::sentences(words).count() == 1;
    let number = text.slice(0..quantity.length).trim();
    (is_said && is_one).then_some(Line {
        number,
        statement: rest,
        is_year: quantity.is_year(words),
        quantity,
        leads: true,
    })
}

fn labelled_line(text: &Text) -> Option<Line> {
    let words = text.as_str();
    let colon = words.find(": ")?;
    let label = &words[..colon];
    let rest = words[colon + 1..].trim_start();
    let from = words.len() - rest.len();
    let quantity = number::leading(rest)?;
    let after = rest[quantity.length..].trim();
    let is_label = label.chars().any(char::is_alphabetic)
        && label.chars().count() <= 100
        && !label.contains(". ");
    let number = text.slice(from..from + quantity.length).trim();
    let is_whole = after.trim_matches('.').is_empty();
    // `(47 procent i 2016)` belongs to the words; more than that makes it a
    // sentence.
    let in_brackets = after.starts_with('(') && after.trim_end_matches('.').ends_with(')');
    let mut statement = text.slice(0..colon).trim();
    if in_brackets {
        statement.join(" ", &text.narrow(after).trim());
    }
    let is_counted = !NO_COUNT.is_match(label);
    (is_label && is_counted && (is_whole || in_brackets)).then_some(Line {
        number,
        statement,
        is_year: quantity.is_year(rest),
        quantity,
        leads: false,
    })
}
