//! Numbers as Danish publications write them: `1.093`, `3,5`, `63 %`, `35 mio. kr.`

use crate::pattern::pattern;

pattern!(NUMBER, r"^[+\-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|^[+\-−]?\d+(?:,\d+)?");
pattern!(
    UNIT,
    r"(?i)^(?:%|pct\.?|procent(?:point)?|‰|promille|(?:mio\.|mia\.|millioner|milliarder|tusinde?)(?:\s+(?:kr\.?|kroner|danskere|timer|borgere|personer|mennesker))?|kr\.?|kroner|timer|minutter|dage|uger|måneder|år|gange|personer|borgere|medarbejdere|kommuner|ud af\s+\d+|af\s+\d+|ha|hektar|km|m²|m2|tons?|liter|kilo|kg|kwh|mwh|point)(?:$|[\s.,;:])"
);

/// A number with its unit at the beginning of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number.
    pub value: f64,
    /// The unit as written, if there is one.
    pub unit: Option<String>,
    /// How many bytes of the text both take.
    pub length: usize,
}

/// The number, with its unit, that `text` begins with.
pub fn leading(text: &str) -> Option<Quantity> {
    let number = NUMBER.find(text)?;
    let after = &text[number.end()..];
    let gap = after.len() - after.trim_start().len();
    let unit = UNIT.find(after.trim_start()).map(|unit| {
        unit.as_str().trim_end_matches([' ', '\u{A0}', ',', ';', ':', '\n', '\t']).to_owned()
    });
    let glued = after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-'));
    if unit.is_none() && glued {
        return None;
    }
    let length = number.end() + unit.as_ref().map_or(0, |unit| gap + unit.len());
    Some(Quantity { value: parse(number.as_str())?, unit, length })
}

/// The number, with its unit, that `text` is and nothing else.
pub fn alone(text: &str) -> Option<Quantity> {
    let text = text.trim();
    leading(text).filter(|quantity| text[quantity.length..].trim_matches(['.', ' ']).is_empty())
}

/// A Danish number: points part thousands, a comma the decimals.
pub fn parse(text: &str) -> Option<f64> {
    text.replace('.', "").replace(',', ".").replace('−', "-").parse().ok()
}

/// A whole Danish number.
pub fn parse_whole(text: &str) -> Option<u64> {
    text.replace(['.', ' ', '\u{A0}'], "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_their_units() {
        let quantity = |text| alone(text).map(|q| (q.value, q.unit.unwrap_or_default()));
        assert_eq!(quantity("63%"), Some((63.0, "%".to_owned())));
        assert_eq!(quantity("1.093"), Some((1093.0, String::new())));
        assert_eq!(quantity("3,5 pct."), Some((3.5, "pct.".to_owned())));
        assert_eq!(quantity("35 mio. kr."), Some((35.0, "mio. kr.".to_owned())));
        assert_eq!(quantity("3 ud af 4"), Some((3.0, "ud af 4".to_owned())));
        assert_eq!(quantity("3.0.1"), None);
        assert_eq!(quantity("2013-2014"), None);
        assert_eq!(quantity("3 små grise"), None);
        assert_eq!(leading("41 % af dem").map(|q| q.length), Some(4));
    }
}
