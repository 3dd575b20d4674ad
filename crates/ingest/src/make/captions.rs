//! What a figure's caption says of its numbers.

use ordret_model::{Figure, Known, Span};
use ordret_speech::pattern;

use crate::text::Text;
use crate::{number, period};

// What announces how many were asked; the number stands right behind it.
pattern!(
    OBSERVATIONS,
    r"(?i)\bn\s*[=:]\s*|\b(?:antal\s+)?(?:observationer|besvarelser|respondenter|svar|deltagere|interviews?|adspurgte|svarpersoner)\s*(?:=|:|er|var)\s*"
);
// In words, where what was counted follows the number.
pattern!(
    ANSWERED,
    r"(?i)\b(?:besvaret af|besvarelser fra|svar fra|(?:baseret|bygger|baserer sig) på(?:\s+(?:svar|besvarelser|interviews?)\s+fra)?|stikprøve på)\s+(?:i alt\s+)?"
);
pattern!(COUNTED, r"(?i)^\s+(?:besvarelser|respondenter|svarpersoner)\b");
pattern!(COUNTABLE, r"^[ \u{A0}]\p{Ll}{3,}");
// The whole of the number, with whatever may go on in it.
pattern!(NUMBER, r"^\d+(?:[.,]\d+|[ \u{A0}\u{202F}]\d{3}\b)*(?:[eE][+\-]?\d+)?");
pattern!(WEIGHTING, r"(?i)vægt(?:et|ede|ning|es)\b|\buvægte");
pattern!(SIGNIFICANCE, r"(?i)signifikan|statistisk\s+(?:sikker|usikker)|konfidens");

/// Fills in what the caption states and nobody set: observations, period,
/// weighting and significance, the last two as the sentence that says so.
/// Gives the place of a number of observations that cannot be read.
pub fn read_caption(caption: &Text, figure: &mut Figure) -> Option<Span> {
    let words = caption.as_str();
    let mut unread = None;
    if figure.n.is_none() {
        match observations(words) {
            Some(Ok((n, range))) => figure.n = Some(Known::stated(n, caption.span_of(range))),
            Some(Err(at)) => unread = Some(caption.span_of(at..at + 1)),
            None => {}
        }
    }
    if figure.period.is_none() {
        let alone = caption.as_str().split("\n\n").find(|paragraph| period::is_alone(paragraph));
        figure.period = match alone {
            Some(line) => read_period(&caption.narrow(line)),
            None => read_period(caption)
                .or_else(|| period::told(words).map(|range| caption.slice(range).stated())),
        };
    }
    let sentence = |pattern: &regex::Regex| {
        danish_analyzer::sentences(words)
            .find(|range| pattern.is_match(&words[range.clone()]))
            .map(|range| caption.slice(range).stated())
    };
    figure.weighting = figure.weighting.take().or_else(|| sentence(&WEIGHTING));
    figure.significance = figure.significance.take().or_else(|| sentence(&SIGNIFICANCE));
    unread
}

/// A figure's title may say its time, as tables' titles do.
pub fn read_title(title: &Text, figure: &mut Figure) {
    let range = period::find(title.as_str()).or_else(|| period::ends_title(title.as_str()));
    figure.period = range.map(|range| title.slice(range).stated());
}

fn read_period(text: &Text) -> Option<Known<String>> {
    period::find(text.as_str()).map(|range| text.slice(range).stated())
}

/// The number of observations and where it stands, or where one stands that
/// is not understood: `n = 1,204` is neither 1 nor surely 1204.
fn observations(words: &str) -> Option<Result<(u64, std::ops::Range<usize>), usize>> {
    let announced = OBSERVATIONS.find_iter(words).filter_map(|found| {
        let number = NUMBER.find(&words[found.end()..])?;
        let range = found.end()..found.end() + number.end();
        Some(match whole(words, &range) {
            Some(n) => Ok((n, range)),
            None => Err(range.start),
        })
    });
    let told = ANSWERED.find_iter(words).filter_map(|found| {
        let number = NUMBER.find(&words[found.end()..])?;
        let range = found.end()..found.end() + number.end();
        let counts = COUNTABLE.is_match(&words[range.end..]);
        Some(Ok((whole(words, &range).filter(|_| counts)?, range)))
    });
    let counted = words.match_indices(|c: char| c.is_ascii_digit()).filter_map(|(at, _)| {
        let begins = !words[..at].ends_with(|c: char| c.is_alphanumeric() || ".,-–−".contains(c));
        let number = NUMBER.find(&words[at..]).filter(|_| begins)?;
        let range = at..at + number.end();
        COUNTED.find(&words[range.end..])?;
        Some(Ok((whole(words, &range)?, range)))
    });
    announced.chain(told).chain(counted).next()
}

fn whole(words: &str, range: &std::ops::Range<usize>) -> Option<u64> {
    let after = &words[range.end..];
    let glued = |c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '–' | '−' | '/');
    let goes_on = after.starts_with(glued) || after.trim_start().starts_with('%');
    number::parse_whole(&words[range.clone()]).filter(|_| !goes_on)
}

/// Sets value and unit from a number as the source writes it; whether it
/// could be read.
pub fn read_value(text: &Text, figure: &mut Figure) -> bool {
    let words = text.as_str();
    let Some(quantity) = number::alone(words) else { return false };
    figure.value = Some(Known::stated(quantity.value, text.slice(quantity.digits).span()));
    figure.value_text = Some(text.stated());
    figure.unit = quantity
        .unit
        .map(|unit| text.slice(quantity.unit_at..quantity.unit_at + unit.len()).stated());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(caption: &str) -> (Option<u64>, bool, Option<String>) {
        let mut figure = Figure::default();
        let unread = read_caption(&Text::at(0, caption), &mut figure);
        (figure.n.map(|n| n.value), unread.is_some(), figure.period.map(|period| period.value))
    }

    #[test]
    fn the_number_of_observations_is_read_whole_or_not_at_all() {
        for (caption, n) in [
            ("Spørgeskema. n = 1.204.", 1204),
            ("Anm.: N = 2.314. Vægtet.", 2314),
            ("n: 1204", 1204),
            ("n = 1 204", 1204),
            ("NOTE: Besvaret af 71 kommuner.", 71),
            ("Baseret på svar fra 1.020 borgere i 2024.", 1020),
            ("I alt 842 besvarelser.", 842),
            ("Antal observationer = 1.093", 1093),
        ] {
            assert_eq!(read(caption).0, Some(n), "{caption}");
        }
        for unread in ["n = 1,204", "n = 1,5", "n = 1e400", "n = 12.34", "n = 10-12", "n = 5 %"] {
            let (n, said, _) = read(unread);
            assert_eq!((n, said), (None, true), "{unread}");
        }
        for none in ["Svar fra 2022.", "Baseret på 2 ud af 4.", "Kurven når 46 procent."] {
            assert_eq!(read(none).0, None, "{none}");
        }
    }

    #[test]
    fn a_line_that_is_a_time_is_the_figures_time() {
        assert_eq!(
            read("1. kvartal 2025\n\nKilde: Havnens tal 2019-2024").2.as_deref(),
            Some("1. kvartal 2025")
        );
    }
}
