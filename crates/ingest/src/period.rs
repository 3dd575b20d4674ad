//! The time that figures speak of: `2013-2014`, `2. kvt. 2024 - 3. kvt. 2024`.

use std::ops::Range;

use crate::pattern::pattern;

const MONTH: &str = "(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan\\.|feb\\.|mar\\.|apr\\.|jun\\.|jul\\.|aug\\.|sep\\.|sept\\.|okt\\.|nov\\.|dec\\.)";

struct Patterns {
    years: regex::Regex,
    parts: regex::Regex,
    alone: regex::Regex,
}

static PATTERNS: std::sync::LazyLock<Patterns> = std::sync::LazyLock::new(|| {
    let compile = |text: String| regex::Regex::new(&text).expect("built from constants, compiles");
    let part = format!(r"(?:\d\.\s*(?:kvt\.?|kvartal|halvår)|{MONTH})");
    let year = r"(?:19|20)\d\d";
    let joint = r"\s*(?:[-–—/]|til og med|til|og)\s*";
    Patterns {
        years: compile(format!(r"\b({year}{joint}(?:19|20)?\d\d)\b")),
        parts: compile(format!(r"(?i)\b{part}(?:\s+{year})?{joint}{part}\s+{year}\b")),
        alone: compile(format!(
            r"(?i)^(?:i\s+|perioden?\s+)?(?:{part}\s+)?{year}(?:{joint}(?:{part}\s+)?(?:19|20)?\d\d)?\.?$"
        )),
    }
});

pattern!(LEAD, r"(?i)^(?:i|perioden?)\s+");

/// Where the first stretch of time in `words` stands.
pub fn find(words: &str) -> Option<Range<usize>> {
    if is_alone(words) {
        let start = LEAD.find(words).map_or(0, |lead| lead.end());
        return Some(start..words.trim_end_matches('.').len());
    }
    let parts = PATTERNS.parts.find(words);
    parts.or_else(|| PATTERNS.years.find(words)).map(|found| found.range())
}

/// Whether `words` are a time and nothing else.
pub fn is_alone(words: &str) -> bool {
    PATTERNS.alone.is_match(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_time_is_found_whole() {
        for (words, period) in [
            ("Svar fra 2013-2014, vægtet.", "2013-2014"),
            ("2. kvt. 2024 - 3. kvt. 2024", "2. kvt. 2024 - 3. kvt. 2024"),
            ("Opgjort maj til oktober 2023.", "maj til oktober 2023"),
            ("1. halvår 2025", "1. halvår 2025"),
        ] {
            assert_eq!(find(words).map(|range| &words[range]), Some(period), "{words}");
        }
        assert_eq!(find("Bortset fra 2020 faldt det."), None);
    }
}
