//! The years in a page's address. Where a reader types, nothing is refused: what can be used
//! is used, and what was made of the rest is said.

use ordret_model::YearRange;

use crate::params;

/// What was made of years that could not be taken as they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearRemark {
    /// What was done.
    pub what: YearTaken,
    /// The years that are shown; all of them for `None`.
    pub applied: Option<YearRange>,
}

/// How a year was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YearTaken {
    /// The later year stood first.
    Exchanged,
    /// It is no year.
    NotUnderstood(String),
    /// Another stood before it, and only one year or range can be chosen.
    NotUsed(String),
}

/// Of what was typed so much is repeated.
const REPEATED: usize = 40;

/// The years that an address asks for with `year`, or with the form's `year_from` and
/// `year_to`, which win.
pub(crate) fn years(query: &str) -> (Option<YearRange>, Vec<YearRemark>) {
    let mut reading = Reading::default();
    let typed = |wanted: &str| -> Vec<String> {
        let values = params::pairs(query).filter(|(name, _)| name == wanted);
        let mut values: Vec<String> = values.map(|(_, value)| value.trim().to_owned()).collect();
        values.retain(|value| !value.is_empty());
        values.dedup();
        values
    };
    let from = reading.end(typed("year_from"));
    let to = reading.end(typed("year_to"));
    let given = match (from, to) {
        (None, None) => reading.range(typed("year")),
        (from, to) => Some(reading.ordered(from, to)),
    };
    let remark = |what| YearRemark { what, applied: given };
    (given, reading.taken.into_iter().map(remark).collect())
}

#[derive(Default)]
struct Reading {
    taken: Vec<YearTaken>,
}

impl Reading {
    /// The first of the values that is a year.
    fn end(&mut self, typed: Vec<String>) -> Option<i32> {
        self.first(typed, |text| match YearRange::parse(text) {
            Some(YearRange { from: Some(from), to: Some(to) }) if from == to => Some(from),
            _ => None,
        })
    }

    /// The first of the values that is a year or a range.
    fn range(&mut self, typed: Vec<String>) -> Option<YearRange> {
        let (from, to) = self.first(typed, |text| match YearRange::parse(text) {
            Some(range) => Some((range.from, range.to)),
            None => {
                let (from, to) = text.split_once("..")?;
                let ends = (YearRange::parse(from)?, YearRange::parse(to)?);
                Some((ends.0.from, ends.1.from))
            }
        })?;
        Some(self.ordered(from, to))
    }

    fn first<T>(&mut self, typed: Vec<String>, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut first = None;
        for text in typed {
            match (read(&text), &first) {
                (Some(value), None) => first = Some(value),
                (Some(_), Some(_)) => self.taken.push(YearTaken::NotUsed(text)),
                (None, _) => self.taken.push(YearTaken::NotUnderstood(shortened(&text))),
            }
        }
        first
    }

    fn ordered(&mut self, from: Option<i32>, to: Option<i32>) -> YearRange {
        match (from, to) {
            (Some(late), Some(early)) if late > early => {
                self.taken.push(YearTaken::Exchanged);
                YearRange { from: to, to: from }
            }
            _ => YearRange { from, to },
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(REPEATED) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}
