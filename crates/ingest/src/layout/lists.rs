//! Lists of statistics: fact boxes, key figures on a line with their words,
//! labels above their numbers. Running text is none, whatever it counts.

use ordret_speech::pattern;

use super::figures::FigurePieces;
use super::furniture::Mark;
use super::{Items, is_title_like};
use crate::number::{self, Quantity};
use crate::period;
use crate::text::Text;

/// How many lines of a box may stand before its first figure, and between two.
const APART: usize = 3;
/// How far the note below a row of figures may stand from the first of them.
const ROW: usize = 24;

// What a share of something is said to do; `50 % rabat` and `100 % bomuld` are
// no statistics.
pattern!(
    SAYS,
    r"^(?:af|er|har|havde|flere|færre|siger|svarer|svarede|mener|oplever|oplevede|bruger|kender|kommer|får|fik|vil|kan|ved|går|bor|arbejder|deltager|deltog|synes|ønsker)\b"
);
pattern!(GOODS, r"(?i)^(?:rabat|off|på alt|bomuld|uld|hør|polyester|alkohol|vol\b|kakao)");

// What announces numbers with whatever they count.
pattern!(
    KEY_FIGURES,
    r"(?i)^(?:nøgletal|hovedtal|de vigtigste tal|tal og fakta|tallene bag|årets tal)\b.{0,80}$|^.{2,60}\s+i tal\s*:?$"
);
// What announces facts of any kind: only shares and millions are statistics
// there, for prices, distances and ages are not.
pattern!(FACTS, r"(?i)^(?:fakta|faktaboks|kort fortalt|kort om)\b.{0,80}$");
// What says of a number how it was made.
pattern!(
    QUALIFIER,
    r"(?i)^(?:(?:ikke )?sæsonkorriger\p{L}+|faktiske tal|løbende priser|faste priser|i alt|hele landet|årlig\p{L}*\b.{0,40}|ændring\b.{0,40}|udvikling\b.{0,40}|gennemsnit\p{L}*|median|andel\b.{0,40}|antal\b.{0,40}|pr\. .{1,40}|procent|indeks\b.{0,30}|i (?:procent|mio\. kr\.|tusinde))$"
);
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
            if self.is_period(self.at) {
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
        let every = || KEY_FIGURES.is_match(self.text(at).as_str());
        self.is_head(at) && (at + 1..=at + APART).any(|i| self.is_in_box(i, every()))
    }

    fn is_head(&self, at: usize) -> bool {
        matches!(self.mark(at), Some(Mark::Prose | Mark::Heading(_))) && {
            let words = self.text(at).as_str();
            !words.ends_with('.') && (KEY_FIGURES.is_match(words) || FACTS.is_match(words))
        }
    }

    /// Whether a line below a box's heading is a figure. `all` when the heading
    /// announces numbers rather than facts.
    fn is_in_box(&self, at: usize, all: bool) -> bool {
        self.line(at).is_some_and(|line| line.counts(all)) || self.is_number_in_box(at, all)
    }

    /// The figures of a box. Notes are those of the figures above them, up to
    /// the notes before.
    fn figure_box(&mut self) -> Vec<FigurePieces> {
        let every = KEY_FIGURES.is_match(self.text(self.at).as_str());
        self.at += 1;
        let (mut all, mut noted): (Vec<FigurePieces>, usize) = (Vec::new(), 0);
        loop {
            if let Some((pieces, next)) = self.figure_in_box(self.at, every) {
                all.push(pieces);
                self.at = next;
                continue;
            }
            let more = (self.at + 1..=self.at + APART).any(|i| self.is_in_box(i, every));
            if self.is_note(self.at) {
                let notes = self.notes();
                all[noted..].iter_mut().for_each(|pieces| pieces.captions.extend(notes.clone()));
                noted = all.len();
                // Without more below them, they are the end.
                if more || self.is_in_box(self.at, every) {
                    continue;
                }
                break;
            }
            // Facts that are no figures stand between those that are.
            let is_fact = matches!(self.mark(self.at), Some(Mark::Prose | Mark::Heading(_)))
                && (is_title_like(self.text(self.at).as_str()) || self.is_item(self.at));
            if !(is_fact && more) || self.is_head(self.at) || self.case_starts(self.at) {
                break;
            }
            self.at += 1;
        }
        all
    }

    /// The figure at `at`, and what is next: on one line, or a number with its
    /// words above or below.
    fn figure_in_box(&self, at: usize, every: bool) -> Option<(FigurePieces, usize)> {
        if let Some(line) = self.line(at).filter(|line| line.counts(every)) {
            return Some((line.pieces(), at + 1));
        }
        let (number, statement, next) = match self.label_above(at) {
            Some((number, label)) => (number, label, number + 1),
            None if self.is_number_in_box(at, every) => (at, self.text(at + 1).clone(), at + 2),
            None => return None,
        };
        let mut pieces = FigurePieces {
            number: Some(self.text(number).trim()),
            statement: Some(statement),
            ..FigurePieces::default()
        };
        let is_period = self.is_period(next);
        if is_period {
            pieces.captions.push(self.text(next).clone());
        }
        Some((pieces, next + usize::from(is_period)))
    }

    /// Among key figures, whatever stands below a number is what it counts.
    fn is_number_in_box(&self, at: usize, every: bool) -> bool {
        matches!(self.mark(at), Some(Mark::Number))
            && (self.number_starts(at)
                || (every
                    && matches!(self.mark(at + 1), Some(Mark::Prose))
                    && !self.is_note(at + 1)
                    && !self.is_period(at + 1)
                    && self.text(at + 1).as_str().chars().count() <= 160))
    }

    /// Two or more lines that are a share and what it is of, or one with its
    /// source right below it.
    fn row_starts(&self, at: usize) -> bool {
        let is_figure =
            |at: usize| self.line(at).is_some_and(|line| self.is_listed_figure(at, &line));
        if !is_figure(at) {
            return false;
        }
        let end = (at..at + ROW).find(|&i| !is_figure(i)).unwrap_or(at + ROW);
        let says = |at: usize| self.is_item(at) || self.line(at).is_some_and(|line| line.says());
        self.is_note(end)
            || (says(at) && end > at + 1 && says(at + 1))
            || (self.is_item(at) && self.leads(at))
    }

    fn leads(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| line.leads)
    }

    /// Without a heading, only a share on a line that is no sentence, or one
    /// in a list, is a figure.
    fn is_listed_figure(&self, at: usize, line: &Line) -> bool {
        let words = self.text(at).as_str();
        let is_short = words.chars().count() <= 160;
        let is_open = !words.ends_with(['.', ',', ':', ';', '!', '?']);
        line.quantity.is_share()
            && is_short
            && !GOODS.is_match(line.statement.as_str())
            && match line.leads {
                true => is_open || self.is_item(at),
                false => self.is_item(at),
            }
    }

    /// A short line, perhaps with a second that qualifies it, above a number
    /// that nothing goes on below but its time: the number's mark and the words.
    fn label_above(&self, at: usize) -> Option<(usize, Text)> {
        if !self.is_label(at) {
            return None;
        }
        let is_number = |at: usize| matches!(self.mark(at), Some(Mark::Number));
        let number = match () {
            _ if is_number(at + 1) => at + 1,
            _ if is_number(at + 2) && self.qualifies(at + 1) => at + 2,
            _ => return None,
        };
        let words = self.text(number).as_str();
        let quantity = number::alone(words)?;
        let is_timed = self.is_period(number + 1) && !words.starts_with('0');
        let counts = !self.number_starts(number)
            && match is_timed {
                // Comments and shares are counted above dates too.
                true => {
                    (quantity.unit.is_some()
                        || quantity.value.abs() >= 1000.0
                        || period::is_stretch(self.text(number + 1).as_str()))
                        && !quantity.is_year(words)
                }
                false => quantity.is_share() && (at + 1..=number).all(|i| self.follows_at_once(i)),
            };
        let ends = match self.mark(number + 1) {
            Some(Mark::Prose) => {
                is_timed || self.is_note(number + 1) || !self.follows_at_once(number + 1)
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

    fn is_label(&self, at: usize) -> bool {
        matches!(self.mark(at), Some(Mark::Prose | Mark::Heading(_))) && {
            let words = self.text(at).as_str();
            is_title_like(words)
                && words.chars().count() <= 60
                && !words.ends_with(['?', '!', '”', '"'])
                && !period::is_alone(words)
                && !self.is_note(at)
        }
    }

    /// Whether a line says more of the label above it: right below, or in
    /// words that say how a number was made.
    fn qualifies(&self, at: usize) -> bool {
        self.is_label(at)
            && (self.follows_at_once(at) || QUALIFIER.is_match(self.text(at).as_str()))
    }

    /// A line that is a time and nothing else, below a number.
    fn is_period(&self, at: usize) -> bool {
        matches!(self.mark(at), Some(Mark::Prose)) && period::is_alone(self.text(at).as_str())
    }

    fn is_item(&self, at: usize) -> bool {
        let words = self.text(at).as_str();
        self.marks[at].listed || (BULLET.is_match(words) && !is_speech(words))
    }

    /// `43 % af bådpladserne …` or `Cykler til skole: 54 procent (47 i 2016).`
    fn line(&self, at: usize) -> Option<Line> {
        if !matches!(self.mark(at), Some(Mark::Prose | Mark::Quotation)) || self.is_note(at) {
            return None;
        }
        let text = self.text(at);
        if is_speech(text.as_str()) {
            return None;
        }
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

    /// Whether its words say something of the share.
    fn says(&self) -> bool {
        !self.leads || SAYS.is_match(self.statement.as_str())
    }

    fn pieces(self) -> FigurePieces {
        FigurePieces {
            number: Some(self.number),
            statement: Some(self.statement),
            ..FigurePieces::default()
        }
    }
}

/// A sentence after a dash is somebody's words, whatever it counts.
fn is_speech(words: &str) -> bool {
    words.starts_with(['-', '–', '—', '―'])
        && words.chars().nth(1).is_some_and(char::is_whitespace)
        && words.ends_with(['.', '!', '?', ':', ',', '”', '"'])
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
