//! What a figure's caption says of its numbers.

use ordret_model::{Figure, Known};

use crate::number;
use crate::pattern::pattern;
use crate::text::Text;

pattern!(
    OBSERVATIONS,
    r"(?i)(?:\bn\s*=\s*|\bantal\s+(?:observationer|besvarelser|respondenter|svar|deltagere|interview|adspurgte|svarpersoner)\s*(?:=|:|er|var)\s*)(\d{1,3}(?:[. \u{A0}]\d{3})+|\d+)"
);
pattern!(PERIOD, r"\b((?:19|20)\d\d)\s*(?:[-–—/]|til|og)\s*((?:19|20)?\d\d)\b");
// A single year is the figure's time only where the caption says that it was
// measured then; "bortset fra 2020" is not.
pattern!(
    YEAR,
    r"(?i)\b(?:tal|data|opgjort|indsamlet|målt|optalt|undersøgelsen?|spørgeskema\w*|måling(?:en)?)\s+(?:\p{L}+\s+){0,2}?(?:i|fra|for)\s+((?:19|20)\d\d)\b"
);
pattern!(WEIGHTING, r"(?i)vægt(?:et|ede|ning|es)\b|\buvægte");
pattern!(SIGNIFICANCE, r"(?i)signifikan|statistisk\s+(?:sikker|usikker)|konfidens");

/// Fills in what the caption states and nobody set: observations, period,
/// weighting and significance, the last two as the sentence that says so.
pub fn read_caption(caption: &Text, figure: &mut Figure) {
    let words = caption.as_str();
    if figure.n.is_none() {
        figure.n = OBSERVATIONS.captures(words).and_then(|found| {
            let digits = found.get(1)?;
            Some(Known::stated(
                number::parse_whole(digits.as_str())?,
                caption.span_of(digits.range()),
            ))
        });
    }
    if figure.period.is_none() {
        let range =
            PERIOD.find(words).or_else(|| YEAR.captures(words).and_then(|found| found.get(1)));
        figure.period = range.map(|found| caption.slice(found.range()).stated());
    }
    let sentence = |pattern: &regex::Regex| {
        danish_analyzer::sentences(words)
            .find(|range| pattern.is_match(&words[range.clone()]))
            .map(|range| caption.slice(range).stated())
    };
    figure.weighting = figure.weighting.take().or_else(|| sentence(&WEIGHTING));
    figure.significance = figure.significance.take().or_else(|| sentence(&SIGNIFICANCE));
}

/// Sets value and unit from a number as the source writes it.
pub fn read_value(text: &Text, figure: &mut Figure) {
    let words = text.as_str();
    let Some(quantity) = number::alone(words) else { return };
    let unit = quantity.unit.as_deref().map(|unit| words.rfind(unit).unwrap_or(0));
    let digits = words[..unit.unwrap_or(words.len())].trim_end();
    figure.value = Some(Known::stated(quantity.value, text.narrow(digits).span()));
    figure.value_text = Some(text.stated());
    figure.unit =
        unit.zip(quantity.unit).map(|(at, unit)| text.slice(at..at + unit.len()).stated());
}
