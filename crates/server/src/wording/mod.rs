//! The one catalogue: what Ordret calls things and what it says about a
//! query, in Danish for pages and API and in English for the terminal.
//!
//! Every phrase stands once, as a pair, so that neither language can lack it.

mod copy;
mod labels;
mod notes;
mod years;

pub use copy::{CopyWords, of_copy};
pub use labels::{
    all_values, basis, explanation, facet_field, facet_value, feed_title, kind, kind_counted,
    left_out, listing_order, match_rule, picture, picture_use, role_group, search_field, sector,
    sort, status, values_counted,
};
pub use notes::{note, note_code, note_link, note_query};
pub use years::{year_range, year_remark};

/// A language that the catalogue speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Danish.
    Da,
    /// English.
    En,
}

impl Language {
    pub(crate) fn pick(self, da: &'static str, en: &'static str) -> &'static str {
        match self {
            Language::Da => da,
            Language::En => en,
        }
    }
}

/// A whole number with its thousands parted as the language parts them.
pub fn number(value: u64, language: Language) -> String {
    let digits = value.to_string();
    let parted: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    parted.join(language.pick(".", ","))
}

/// A number as the language writes it: `1.093`, `12,5`.
pub fn decimal(value: f64, language: Language) -> String {
    let text = format!("{}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| number(whole, language));
    let sign = if value < 0.0 { "−" } else { "" };
    match fraction {
        "" => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}{}{fraction}", language.pick(",", ".")),
    }
}

/// A day, a month or a year of ISO 8601 as the language writes it: `1. december 2026`.
pub fn day(iso: &str, language: Language) -> String {
    const MONTHS: [(&str, &str); 12] = [
        ("januar", "January"),
        ("februar", "February"),
        ("marts", "March"),
        ("april", "April"),
        ("maj", "May"),
        ("juni", "June"),
        ("juli", "July"),
        ("august", "August"),
        ("september", "September"),
        ("oktober", "October"),
        ("november", "November"),
        ("december", "December"),
    ];
    let mut parts = iso.split('-');
    let (year, month, day) = (parts.next().unwrap_or(iso), parts.next(), parts.next());
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    let day = day.and_then(|day| day.parse::<u32>().ok());
    match (month, day) {
        (None, _) => iso.to_owned(),
        (Some((da, en)), None) => format!("{} {year}", language.pick(da, en)),
        (Some((da, en)), Some(day)) => match language {
            Language::Da => format!("{day}. {da} {year}"),
            Language::En => format!("{day} {en} {year}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Language::*, day, decimal, number};

    #[test]
    fn days_are_written_as_each_language_does() {
        assert_eq!(day("2026-12-01", Da), "1. december 2026");
        assert_eq!((day("2026-05", En), day("2026", Da)), ("May 2026".into(), "2026".into()));
        assert_eq!(day("i går", Da), "i går");
    }

    #[test]
    fn numbers_are_parted_as_each_language_does() {
        assert_eq!((number(0, Da), number(1093, Da)), ("0".into(), "1.093".into()));
        assert_eq!(number(1_234_567, En), "1,234,567");
        assert_eq!((decimal(12.5, Da), decimal(-1093.0, En)), ("12,5".into(), "−1,093".into()));
    }
}
