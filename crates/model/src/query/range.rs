//! Numbers and kinds as one writes them after a colon.

use crate::Kind;

/// A number, or numbers from and to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberRange {
    /// The least, if there is one.
    pub from: Option<f64>,
    /// The greatest, if there is one.
    pub to: Option<f64>,
    /// Whether the ends themselves are outside: `>1000`, `<5`.
    pub open: bool,
}

impl NumberRange {
    /// Reads `63`, `60..70`, `60..`, `..70`, `>1000`, `>=1000`, `<5`, `<=5`, with
    /// Danish stops and commas in the numbers; `None` for anything else.
    pub fn parse(text: &str) -> Option<NumberRange> {
        let signs = [(">=", false), ("<=", false), (">", true), ("<", true)];
        for (sign, open) in signs {
            if let Some(rest) = text.strip_prefix(sign) {
                let end = Some(number(rest)?);
                return Some(match sign.starts_with('>') {
                    true => NumberRange { from: end, to: None, open },
                    false => NumberRange { from: None, to: end, open },
                });
            }
        }
        let end = |text: &str| if text.is_empty() { Some(None) } else { number(text).map(Some) };
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (end(from)?, end(to)?),
            None => (Some(number(text)?), Some(number(text)?)),
        };
        let backwards = matches!((from, to), (Some(from), Some(to)) if from > to);
        let (from, to) = if backwards { (to, from) } else { (from, to) };
        (from.is_some() || to.is_some()).then_some(NumberRange { from, to, open: false })
    }

    /// Whether a number is within.
    pub fn holds(&self, number: f64) -> bool {
        let above = |end: f64| if self.open { number > end } else { number >= end };
        let below = |end: f64| if self.open { number < end } else { number <= end };
        self.from.is_none_or(above) && self.to.is_none_or(below)
    }
}

/// A number as Danish or English writes it: `1.093`, `12,5`, `12.5`, `63%`.
fn number(text: &str) -> Option<f64> {
    let text = text.strip_suffix('%').unwrap_or(text);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.len() <= 24
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    if !is_number {
        return None;
    }
    let (whole, fraction) = digits.split_once(',').unwrap_or((digits, ""));
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains('.')
        && (1..=3).contains(&first.len())
        && groups.all(|group| group.len() == 3);
    let plain = match (grouped, fraction) {
        (true, _) => format!("{}.{fraction}0", whole.replace('.', "")),
        (false, "") => whole.to_owned(),
        (false, _) if !whole.contains('.') => format!("{whole}.{fraction}"),
        _ => return None,
    };
    plain.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| sign * number)
}

/// The kind that a word names, in Danish or English, one or several.
pub fn kind_named(word: &str) -> Option<Kind> {
    match word.to_lowercase().as_str() {
        "citat" | "citater" | "quote" | "quotes" => Some(Kind::Quote),
        "case" | "cases" | "sag" | "sager" => Some(Kind::Case),
        "figur" | "figurer" | "figure" | "figures" | "tal" => Some(Kind::Figure),
        _ => None,
    }
}
