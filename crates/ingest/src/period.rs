//! The time that figures speak of: `2013-2014`, `2. kvt. 2024 - 3. kvt. 2024`.

use std::ops::Range;

use ordret_speech::pattern;

const MONTH: &str = "(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan\\.?|feb\\.?|mar\\.?|apr\\.?|jun\\.?|jul\\.?|aug\\.?|sep\\.?|sept\\.?|okt\\.?|nov\\.?|dec\\.?)";

struct Patterns {
    years: regex::Regex,
    parts: regex::Regex,
    alone: regex::Regex,
    told: regex::Regex,
    title: regex::Regex,
}

static PATTERNS: std::sync::LazyLock<Patterns> = std::sync::LazyLock::new(|| {
    let compile = |text: String| regex::Regex::new(&text).expect("built from constants, compiles");
    let part = format!(
        r"(?:\d\.\s*(?:kvt\.?|kvartal|halvår)|(?:\d{{1,2}}\.\s*)?{MONTH}|(?:for|efter)året|forår|efterår|sommer(?:en)?|vinter(?:en)?)"
    );
    let year = r"(?:19|20)\d\d";
    let joint = r"\s*(?:[-–—/]|til og med|til|og)\s*";
    Patterns {
        years: compile(format!(r"\b({year}{joint}(?:19|20)?\d\d)\b")),
        parts: compile(format!(r"(?i)\b{part}(?:\s+{year})?{joint}{part}\s+{year}\b")),
        alone: compile(format!(
            r"(?i)^(?:i\s+|perioden?:?\s+)?(?:{part}\s+)?{year}(?:{joint}(?:{part}\s+)?(?:19|20)?\d\d)?\.?$"
        )),
        told: compile(format!(
            r"(?i)\b(?:periode\s*:|(?:tal|tallene er|data|opgjort|indsamlet|målt|optalt|undersøgelsen?|spørgeskema\w*|måling(?:en)?)\s+(?:\p{{L}}+\s+){{0,3}}?(?:i|fra|for|pr\.))\s+((?:{part}\s+)?{year})\b"
        )),
        title: compile(format!(r"(?i)(?:,|\bi|\()\s*((?:{part}\s+)?{year})\)?\.?$")),
    }
});

pattern!(LEAD, r"(?i)^(?:i|perioden?:?)\s+");

/// Where the first stretch of time in `words` stands.
pub fn find(words: &str) -> Option<Range<usize>> {
    if is_alone(words) {
        let start = LEAD.find(words).map_or(0, |lead| lead.end());
        return Some(start..words.trim_end_matches('.').len());
    }
    let parts = PATTERNS.parts.find(words);
    parts.or_else(|| PATTERNS.years.find(words)).map(|found| found.range())
}

/// A single year or month, where the words say that it was measured then;
/// "bortset fra 2020" does not.
pub fn told(words: &str) -> Option<Range<usize>> {
    Some(PATTERNS.told.captures(words)?.get(1)?.range())
}

/// A single year or month at the end of a title: `Gæster pr. kajplads, 2023`.
pub fn ends_title(title: &str) -> Option<Range<usize>> {
    Some(PATTERNS.title.captures(title)?.get(1)?.range())
}

/// Whether `words` are a time and nothing else.
pub fn is_alone(words: &str) -> bool {
    PATTERNS.alone.is_match(words)
}

/// Whether a time that stands alone has a beginning and an end.
pub fn is_stretch(words: &str) -> bool {
    is_alone(words) && words.contains(['-', '–', '—', '/'])
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
            ("Periode: okt 2023 – okt 2024", "okt 2023 – okt 2024"),
        ] {
            assert_eq!(find(words).map(|range| &words[range]), Some(period), "{words}");
        }
        assert_eq!(find("Bortset fra 2020 faldt det."), None);
        let text = "Spørgeskema til elever i foråret 2024.";
        assert_eq!(told(text).map(|range| &text[range]), Some("foråret 2024"));
        assert_eq!(told("Bortset fra 2020 faldt det."), None);
        let title = "Gæster pr. kajplads, 2023";
        assert_eq!(ends_title(title).map(|range| &title[range]), Some("2023"));
    }
}
