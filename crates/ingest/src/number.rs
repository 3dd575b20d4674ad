//! Numbers as Danish publications write them: `1.093`, `1 204`, `3,5`, `63 %`, `35 mio. kr.`,
//! `ca. 40 %`. What is not understood whole is not understood: half a number is worse than none.

use std::ops::Range;

use ordret_speech::pattern;

pattern!(
    NUMBER,
    r"^[+\-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|^[+\-−]?\d{1,3}(?:[ \u{A0}\u{202F}]\d{3})+(?:,\d+)?|^[+\-−]?\d+(?:,\d+)?"
);
pattern!(
    UNIT,
    r"(?i)^(?:%|pct\.?|procent(?:point)?|‰|promille|(?:mio\.?|mia\.?|millioner|milliarder|tusinde?)(?:\s+(?:kr\.?|kroner|danskere|timer|borgere|personer|mennesker|m³|m3|m²|m2|kwh|mwh|tons?|liter|euro|dollars?))?|kr\.?|kroner|timer|minutter|dage|uger|måneder|år|gange|personer|borgere|medarbejdere|kommuner|ud af\s+\d+|af\s+\d+|ha|hektar|km|m²|m2|tons?|liter|kilo|kg|kwh|mwh|point)(?:$|[\s.,;:)])"
);
// A word in front that leaves the number what it is; `over` and `under` do not.
pattern!(ABOUT, r"(?i)^(?:ca\.?|cirka|omkring|omtrent|knap|godt|næsten)\s+");
pattern!(CROWNS, r"(?i)^kr\.?\s*");
// `10-12`, `10 til 12`: two numbers are not one.
pattern!(RANGE, r"(?i)^\s*(?:[-–—−/]|til|eller|og)\s*[+\-−]?\d");
// What a number in bold may look like, understood or not.
pattern!(
    NUMBERISH,
    r"(?i)^(?:(?:ca\.?|cirka|omkring|omtrent|knap|godt|næsten|over|under|mere end|færre end|mindst|op mod|mellem)\s+)?(?:kr\.?\s*)?[+\-−]?\d[\d.,]*(?:[ \u{A0}\u{202F}]\d{3})*(?:\s*%?\s*(?:[-–—−]|til|eller|og)\s*[+\-−]?\d[\d.,]*)?(?:\s*(?:%|‰)|\s*(?:pct\.?|procent(?:point)?|promille|(?:mio|mia)\.?(?:\s+(?:kr\.?|kroner))?|millioner|milliarder|kr\.?|kroner|(?:ud )?af\s+\d+|timer|minutter|dage|uger|måneder|år|gange|km|kg|tons?)(?:$|[^\p{L}]))?"
);
pattern!(DATE, r"^\d{1,2}\.\s?\d{1,2}\.|^\d{1,2}\.$|^\d{1,2}\.\s|^\d+(?:\.\d+){2,}");

/// A number with its unit at the beginning of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number.
    pub value: f64,
    /// The unit as written, if there is one.
    pub unit: Option<String>,
    /// How many bytes of the text both take, a word such as `ca.` in front too.
    pub length: usize,
    /// Where the number stands.
    pub digits: Range<usize>,
    /// Where the unit begins.
    pub unit_at: usize,
}

impl Quantity {
    /// Whether it counts parts or millions, as statistics do and prices,
    /// times and distances do not.
    pub fn is_share(&self) -> bool {
        self.unit.as_deref().is_some_and(|unit| {
            let unit = unit.to_lowercase();
            let begins = ["%", "pct", "procent", "‰", "promille", "mio", "mia", "milli", "ud af"];
            begins.iter().any(|begin| unit.starts_with(begin))
        })
    }

    /// Whether it may be a year: four digits and nothing else.
    pub fn is_year(&self, text: &str) -> bool {
        let digits = &text[self.digits.clone()];
        self.unit.is_none()
            && digits.len() == 4
            && (1500.0..2100.0).contains(&self.value)
            && digits.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The number, with its unit, that `text` begins with.
pub fn leading(text: &str) -> Option<Quantity> {
    let about = ABOUT.find(text).map_or(0, |word| word.end());
    let crowns = CROWNS.find(&text[about..]).map(|word| about + word.as_str().trim_end().len());
    let from = about + CROWNS.find(&text[about..]).map_or(0, |word| word.end());
    let number = NUMBER.find(&text[from..])?;
    let digits = from..from + number.end();
    let after = &text[digits.end..];
    let gap = after.len() - after.trim_start().len();
    let unit = UNIT.find(after.trim_start()).map(|unit| {
        unit.as_str().trim_end_matches([' ', '\u{A0}', ',', ';', ':', ')', '\n', '\t']).to_owned()
    });
    let glued = after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-'));
    let goes_on = |rest: &str| {
        RANGE.is_match(rest) || rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
    };
    if unit.is_none() && (glued || goes_on(after)) {
        return None;
    }
    let (unit, unit_at, length) = match (unit, crowns) {
        (Some(unit), _) => {
            let at = digits.end + gap;
            let end = at + unit.len();
            (Some(unit), at, end)
        }
        (None, Some(end)) => (Some(text[about..end].to_owned()), about, digits.end),
        (None, None) => (None, digits.end, digits.end),
    };
    if goes_on(&text[length..]) {
        return None;
    }
    let value = parse(number.as_str())?;
    Some(Quantity { value, unit, length, digits, unit_at })
}

/// The number, with its unit, that `text` is and nothing else.
pub fn alone(text: &str) -> Option<Quantity> {
    let text = text.trim();
    // `1.` numbers a list.
    if text.ends_with('.') && text[..text.len() - 1].bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    leading(text).filter(|quantity| text[quantity.length..].trim_matches(['.', ' ']).is_empty())
}

/// How much of the words an editor set in bold is a statistic's number; `None`
/// for a date, a year, a numbered heading or words.
pub fn statistic(bold: &str) -> Option<usize> {
    let words = bold.trim_end();
    if DATE.is_match(words) {
        return None;
    }
    if let Some(quantity) = leading(words) {
        let rest = &words[quantity.length..];
        let is_all = rest.trim_matches(['.', ' ', ':', ',']).is_empty();
        let is_number = !quantity.is_year(words) && (is_all || quantity.is_share());
        return is_number.then_some(if is_all { bold.len() } else { quantity.length });
    }
    (numberish(words)? == words.len()).then_some(bold.len())
}

/// How many bytes at the beginning of `text` look like a number, or two,
/// with a unit.
pub fn numberish(text: &str) -> Option<usize> {
    NUMBERISH.find(text).map(|found| found.as_str().trim_end_matches([' ', ',', ';', ':']).len())
}

/// A Danish number: points or spaces part thousands, a comma the decimals.
/// `1,204` may be either, and a number beyond all counting is none.
pub fn parse(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['+', '-', '−']);
    if let Some((whole, decimals)) = digits.split_once(',')
        && decimals.len() == 3
        && whole != "0"
        && whole.len() <= 3
    {
        return None;
    }
    let plain = text.replace(['.', ' ', '\u{A0}', '\u{202F}'], "").replace(',', ".");
    plain.replace('−', "-").parse().ok().filter(|value: &f64| value.is_finite())
}

/// Whether the number that `text` begins with is beyond all counting.
pub fn is_beyond(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let whole = digits.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.');
    whole.filter(u8::is_ascii_digit).skip_while(|b| *b == b'0').count() > 308
}

pattern!(WHOLE, r"^(?:\d{1,3}(?:[. \u{A0}\u{202F}]\d{3})+|\d+)$");

/// A whole Danish number, if that is all that `text` is.
pub fn parse_whole(text: &str) -> Option<u64> {
    WHOLE.find(text)?;
    text.replace(['.', ' ', '\u{A0}', '\u{202F}'], "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_their_units() {
        let quantity = |text| alone(text).map(|q| (q.value, q.unit.unwrap_or_default()));
        assert_eq!(quantity("63%"), Some((63.0, "%".to_owned())));
        assert_eq!(quantity("1.093"), Some((1093.0, String::new())));
        assert_eq!(quantity("1 204"), Some((1204.0, String::new())));
        assert_eq!(quantity("3,5 pct."), Some((3.5, "pct.".to_owned())));
        assert_eq!(quantity("35 mio. kr."), Some((35.0, "mio. kr.".to_owned())));
        assert_eq!(quantity("kr. 12.500"), Some((12_500.0, "kr.".to_owned())));
        assert_eq!(quantity("ca. 40 %"), Some((40.0, "%".to_owned())));
        assert_eq!(quantity("3 ud af 4"), Some((3.0, "ud af 4".to_owned())));
        for none in [
            "3.0.1",
            "2013-2014",
            "3 små grise",
            "10-12 %",
            "10 til 12 %",
            "2.5 %",
            "1,204",
            "1.",
            "12 34",
        ] {
            assert_eq!(quantity(none), None, "{none}");
        }
        assert_eq!(leading("41 % af dem").map(|q| q.length), Some(4));
        assert_eq!(quantity(&"9".repeat(309)), None, "no number is infinite");
        assert!(is_beyond(&format!("ca. {} %", "9".repeat(309))) && !is_beyond(&"9".repeat(308)));
    }

    #[test]
    fn what_is_set_in_bold_is_a_number_or_words() {
        let length = |text: &str| statistic(text);
        assert_eq!(length("10-12 %"), Some(7));
        assert_eq!(length("2.5 %"), Some(5));
        assert_eq!(length("63 % af borgerne"), Some(4));
        for words in
            ["2023", "12. marts", "1. Udfordring", "5 gode råd", "1.", "12.11.2024", "Løsning"]
        {
            assert_eq!(length(words), None, "{words}");
        }
    }
}
