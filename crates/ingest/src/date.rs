//! Dates as Danish publications write them: `2025-06-12`, `12. juni 2025`, `12-06-2025`, `juni 2025`,
//! `2025`. The one reader of dates, for every format; what it gives is written as ISO 8601.

use std::fmt;

use ordret_speech::pattern;

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// It is not written like one.
    Unknown,
    /// It is written like one, and no calendar has it: `2025-02-30`.
    Impossible,
}

pattern!(
    ISO,
    r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[Tt ]\d{1,2}[:.]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[Zz]|[+\-−]\d{2}:?\d{2})?)?)?)?$"
);
// Day before month, as all of Denmark writes it; a year of two digits may be any.
pattern!(
    DAY_FIRST,
    r"(?i)^(?:(?:den|d\.)\s*)?(\d{1,2})\s?[./\-]\s?(\d{1,2})\.?\s?[./\- ]\s?(\d{4})(?:,?\s(?:kl\.?\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?)?$"
);
pattern!(
    WORDS,
    r"(?i)^(?:(?:man|tirs|ons|tors|fre|lør|søn)dag,?\s+)?(?:(?:den|d\.)\s*)?(?:(\d{1,2})\.?\s*)?(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)(uar|ruar|ts|il|i|ust|tember|t|ober|ember)?\.?,?\s+(\d{4})(?:,?\s(?:kl\.?\s*)?\d{1,2}[:.]\d{2})?$"
);

const MONTHS: [(&str, &str); 12] = [
    ("jan", "uar"),
    ("feb", "ruar"),
    ("mar", "ts"),
    ("apr", "il"),
    ("maj", ""),
    ("jun", "i"),
    ("jul", "i"),
    ("aug", "ust"),
    ("sep", "tember"),
    ("okt", "ober"),
    ("nov", "ember"),
    ("dec", "ember"),
];

/// The date that `text` is and nothing else.
///
/// # Errors
/// When it is none; [`NoDate`] tells apart what is not read and what cannot be.
pub fn read(text: &str) -> Result<Date, NoDate> {
    let text = text.trim();
    let number = |found: Option<regex::Match>| found.and_then(|found| found.as_str().parse().ok());
    if let Some(found) = ISO.captures(text) {
        return checked(number(found.get(1)), number(found.get(2)), number(found.get(3)));
    }
    if let Some(found) = DAY_FIRST.captures(text) {
        return checked(number(found.get(3)), number(found.get(2)), number(found.get(1)));
    }
    let found = WORDS.captures(text).ok_or(NoDate::Unknown)?;
    let (name, end) =
        (found[2].to_lowercase(), found.get(3).map(|end| end.as_str().to_lowercase()));
    let month = MONTHS.iter().position(|(begin, rest)| {
        *begin == name
            && end.as_deref().is_none_or(|end| end == *rest || (*begin == "sep" && end == "t"))
    });
    let month = month.ok_or(NoDate::Unknown)?;
    checked(number(found.get(4)), Some(month as u32 + 1), number(found.get(1)))
}

fn checked(year: Option<u32>, month: Option<u32>, day: Option<u32>) -> Result<Date, NoDate> {
    let year = year.filter(|year| (1..=9999).contains(year)).ok_or(NoDate::Impossible)?;
    let is_month = month.is_none_or(|month| (1..=12).contains(&month));
    let days = month.map_or(31, |month| days_in(month, year));
    if !is_month || day.is_some_and(|day| !(1..=days).contains(&day)) {
        return Err(NoDate::Impossible);
    }
    Ok(Date { year: year as i32, month, day })
}

/// How many days a month has; any month where the year is not known.
pub fn days_in(month: u32, year: u32) -> u32 {
    let is_leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    /// `2025`, `2025-06` or `2025-06-12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in self.month.iter().chain(&self.day) {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_however_it_is_written() {
        for (text, iso) in [
            ("2025", "2025"),
            ("2025-06", "2025-06"),
            ("2025-6-2", "2025-06-02"),
            ("2025-06-12T10:00:00Z", "2025-06-12"),
            ("2025-06-12T10:00:00.123+0200", "2025-06-12"),
            ("2025-06-12 10:00", "2025-06-12"),
            ("12-06-2025", "2025-06-12"),
            ("01.02.2020", "2020-02-01"),
            ("1. 2. 2020", "2020-02-01"),
            ("12/6-2025", "2025-06-12"),
            ("12/6 2025", "2025-06-12"),
            ("12. juni 2025", "2025-06-12"),
            ("torsdag den 12. Juni 2025 kl. 10.30", "2025-06-12"),
            ("d. 3 sept. 2019", "2019-09-03"),
            ("marts 2026", "2026-03"),
            ("29. februar 2024", "2024-02-29"),
        ] {
            assert_eq!(read(text).map(|date| date.to_string()), Ok(iso.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_no_calendar_has_is_told_from_what_is_not_understood() {
        for text in
            ["2025-02-30", "30. februar 2025", "31-04-2025", "2025-13", "0000", "00.01.2020"]
        {
            assert_eq!(read(text), Err(NoDate::Impossible), "{text}");
        }
        for text in ["i går", "12.6.25", "juli-august 2020", "12. jubi 2025", "", "06/2025 ca."] {
            assert_eq!(read(text), Err(NoDate::Unknown), "{text}");
        }
    }
}
