//! Contact details: recognised, counted and kept out.

use std::ops::Range;

use ordret_speech::pattern;
use regex::Captures;

use crate::date::days_in;
use crate::text::Text;

/// What stands in the place of a contact detail inside words that are kept to
/// the letter, so that nobody takes the gap for the source's.
pub const WITHHELD: &str = "[kontaktoplysning udeladt]";

pattern!(
    EMAIL,
    r"(?i)[\p{L}\d][\p{L}\d._%+\-]*\s?(?:@|\(at\)|\[at\]|\{at\}|%40)\s?(?:[\p{L}\d](?:[\p{L}\d\-]*[\p{L}\d])?\.)+\p{L}{2,}"
);
// An address spelled out. `at` alone is a Danish word; with `dot` it is none.
pattern!(
    SPELLED_EMAIL,
    r"(?i)\b[\p{L}\d._\-]+\s+(?:snabel-?a\s+[\p{L}\d\-]+(?:\s*\.\s*|\s+(?:dot|punktum)\s+)|at\s+[\p{L}\d\-]+\s+(?:dot|punktum)\s+)\p{L}{2,}\b"
);
pattern!(SPELLED, r"(?i-u:%40|nabel| dot | punktum )");
// Eight digits in pairs; with a country code; or any eight after a label. Eight
// digits in one run without a label are as likely a case number.
pattern!(
    PHONE,
    r"\(?(?:\+|\b00)45\)?[ .\-–]?(?:\d[ .\-–]?){7}\d\b|\(?\+\d{1,3}\)?(?:[ \-–]?\d{1,7}){2,6}\b|\b[1-9]\d(?:[ .\-]\d\d){3}\b|\b[1-9]\d(?:–\d\d){3}\b"
);
pattern!(
    LABELLED_PHONE,
    r"(?i)(?:\b(?:tlf|telefon|tel|mobil|mob|direkte|sms)(?:nummer|nr)?\b[.:]*\s*(?:nr\.?\s*)?|\b(?:ring|kontakt|skriv|sms)\b[^\d.!?\n\[]{0,40}|(?-i:\b[TM]):?\s)((?:\d[ .\-–]?){7}\d)\b"
);
pattern!(YEARS, r"^(?:19|20)\d\d ?[\-–] ?(?:19|20)\d\d$");
// A civil registration number: DDMMYY-XXXX, the last four joined in any way.
pattern!(CPR, r"\b(\d\d)(\d\d)\d\d( ?[\-–] ?| ?)\d{4}\b");
// Ten digits in a run are many other things, which say so.
pattern!(
    OTHER_NUMBER,
    r"(?i)(?:isbn|issn|ean|gtin|cvr|doi|iban|konto|kto|reg|sag|sags|journal|j|p|id|bilag|faktura|ordre|vare|lov|løbe|produktions?|matrikel|stel|billet|kunde|medlems|reference|ref|serie|varenummer)[\-. ]?(?:nummer|nr|no|numre)?[.:]?\s*(?:\d+[ \-])*$"
);
pattern!(
    LABEL,
    r"(?i)(?:kontakt|kontaktoplysninger|(?:tlf|telefon|tel|mobil|mob|sms)(?:nummer|nr)?|e-?mail|mail|mailto|direkte|dir)\s*[.:]*\s*$"
);

/// What a text is, as far as it tells what a number in it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum In {
    /// Words that somebody wrote for people.
    Words,
    /// An id or an address, where a long number is what it is there for.
    Reference,
}

/// Where contact details stand in `text`, in order, apart from each other.
pub fn find(text: &str) -> Vec<Range<usize>> {
    find_in(text, In::Words)
}

/// The same, where it is known what the text is.
pub fn find_in(text: &str, kind: In) -> Vec<Range<usize>> {
    if !may_hold(text) {
        return Vec::new();
    }
    match Plain::of(text) {
        None => find_plain(text, kind),
        Some(plain) => {
            find_plain(&plain.text, kind).into_iter().map(|range| plain.source(range)).collect()
        }
    }
}

/// Most paragraphs hold neither digits nor a sign of an address. One look at
/// the bytes tells: there are a million records, and each has ten fields.
fn may_hold(text: &str) -> bool {
    let (mut digits, mut is_disguised) = (0, false);
    for b in text.bytes() {
        match b {
            b'0'..=b'9' => digits += 1,
            b'@' | b'(' | b'[' | b'{' => return true,
            // What letters of other digits and widths begin with.
            0xD9 | 0xDB | 0xEF | 0xF0 => is_disguised = true,
            _ => {}
        }
    }
    digits >= 8 || is_disguised || SPELLED.is_match(text)
}

fn find_plain(text: &str, kind: In) -> Vec<Range<usize>> {
    // `Ring i 2013-2014` is of years; `tlf. 2013-2014` is not.
    let is_years = |found: &Captures| {
        YEARS.is_match(&found[1]) && found[0].starts_with(['R', 'r', 'K', 'k', 'S', 's'])
    };
    let labelled = LABELLED_PHONE
        .captures_iter(text)
        .filter(|found| !is_years(found))
        .filter_map(|found| Some(found.get(1)?.range()));
    let phones = PHONE.find_iter(text).map(|found| found.range());
    let registered = CPR.captures_iter(text).filter(|found| is_registered(text, found, kind));
    let mut all: Vec<Range<usize>> = [&*EMAIL, &*SPELLED_EMAIL]
        .into_iter()
        .flat_map(|pattern| pattern.find_iter(text).map(|found| found.range()))
        .chain(registered.filter_map(|found| Some(found.get(0)?.range())))
        .chain(phones.filter(|range| is_phone(text, range)))
        .chain(labelled)
        .collect();
    all.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    all.dedup_by(|next, kept| {
        let overlaps = next.start < kept.end;
        kept.end = if overlaps { kept.end.max(next.end) } else { kept.end };
        overlaps
    });
    all
}

/// Eight digits or more, on one line or two, and no stretch of a longer row of
/// numbers.
fn is_phone(text: &str, range: &Range<usize>) -> bool {
    let digits = text[range.clone()].bytes().filter(u8::is_ascii_digit).count();
    let joins = |c: char| c == ' ' || c == '-' || c == '.' || c == '–';
    let before = text[..range.start].strip_suffix(joins);
    let after = text[range.end..].strip_prefix(joins);
    digits >= 8
        && !before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        && !after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}

/// A day of the calendar, four digits, and no longer number, or one that a
/// label says is another.
fn is_registered(text: &str, found: &Captures, kind: In) -> bool {
    let whole = found.get(0).map_or(0..0, |whole| whole.range());
    let two = |at: usize| found[at].parse().unwrap_or(0);
    let (day, month): (u32, u32) = (two(1), two(2));
    // The century is not said: 29 February may be of a leap year.
    let is_day = (1..=12).contains(&month) && (1..=days_in(month, 2000)).contains(&day);
    let joins = |c: char| c == '-' || c == '.' || c == '/' || c == ',';
    let before = text[..whole.start].strip_suffix(joins);
    let after = text[whole.end..].strip_prefix(joins);
    let goes_on = before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        || after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    let is_another = || OTHER_NUMBER.is_match(&text[floor(text, whole.start, 40)..whole.start]);
    let is_written_as_one = match (found[3].trim(), kind) {
        ("", In::Words) => !is_another(),
        ("", In::Reference) => found[3].contains(' ') || is_called_so(&text[..whole.start]),
        _ => true,
    };
    is_day && !goes_on && is_written_as_one
}

/// Whether what stands in front says that a registration number follows.
fn is_called_so(before: &str) -> bool {
    let label = before.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    ["cpr", "cprnr", "cpr-nr", "cpr-nummer", "personnummer"].iter().any(|end| label.ends_with(end))
}

/// The beginning of a character at most `most` bytes before `at`.
fn floor(text: &str, at: usize, most: usize) -> usize {
    (at.saturating_sub(most)..=at).find(|&at| text.is_char_boundary(at)).unwrap_or(at)
}

/// A text as it is read: what is not seen is left out, digits and signs of
/// other widths are the plain ones, every blank is a space.
struct Plain {
    text: String,
    /// For each byte of the text, the byte of the source; one more for its end.
    sources: Vec<usize>,
}

impl Plain {
    /// `None` where the text is plain as it is.
    fn of(text: &str) -> Option<Plain> {
        let is_plain = |c: char| plain(c) == Some(c) && c != '\n';
        if text.chars().all(is_plain) {
            return None;
        }
        let mut plainly = Plain { text: String::with_capacity(text.len()), sources: Vec::new() };
        let mut breaks = 0;
        for (at, c) in text.char_indices() {
            let c = match c {
                // A number may go on in the next line, once, but not in the
                // next paragraph.
                '\n' if joins_digits(text, at) && breaks == 0 => {
                    breaks += 1;
                    ' '
                }
                c => match plain(c) {
                    Some(c) => c,
                    None => continue,
                },
            };
            if c.is_alphabetic() {
                breaks = 0;
            }
            plainly.text.push(c);
            plainly.sources.resize(plainly.text.len(), at);
        }
        plainly.sources.push(text.len());
        Some(plainly)
    }

    fn source(&self, range: Range<usize>) -> Range<usize> {
        self.sources[range.start]..self.sources[range.end]
    }
}

fn joins_digits(text: &str, at: usize) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || plain(c).is_some_and(|c| c.is_ascii_digit());
    text[..at].trim_end_matches([' ', '\r', '\u{A0}']).ends_with(is_digit)
        && text[at + 1..].starts_with(is_digit)
}

/// The character that `c` is read as; `None` for one that is not seen.
fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\u{9F}' => Some(c),
        '\u{AD}'
        | '\u{34F}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => None,
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}' | '\u{FE63}' => Some('-'),
        '\u{FE6B}' => Some('@'),
        '\u{2024}' | '\u{FE52}' => Some('.'),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '\u{1D7CE}'..='\u{1D7FF}' => char::from_digit((c as u32 - 0x1D7CE) % 10, 10),
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10),
        '\u{6F0}'..='\u{6F9}' => char::from_digit(c as u32 - 0x6F0, 10),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// `text` with a visible mark in the place of each contact detail.
pub fn mark(text: &str, counted: &mut usize) -> Option<String> {
    let found = find(text);
    if found.is_empty() {
        return None;
    }
    *counted += found.len();
    Some(Text::at(0, text).replace(&found, WITHHELD).as_str().to_owned())
}

/// `text` with a visible mark in the place of each contact detail.
pub fn withhold(text: &Text, counted: &mut usize) -> Text {
    let found = find(text.as_str());
    *counted += found.len();
    if found.is_empty() { text.clone() } else { text.replace(&found, WITHHELD) }
}

/// `text` without contact details, their labels and what joins them.
pub fn take_out(text: &Text, counted: &mut usize) -> Text {
    let found = find(text.as_str());
    *counted += found.len();
    let mut gone: Vec<Range<usize>> = Vec::new();
    for range in found {
        let grown = with_label(text.as_str(), range);
        match gone.last_mut() {
            Some(last) if joins(&text.as_str()[last.end.min(grown.start)..grown.start]) => {
                last.end = grown.end
            }
            _ => gone.push(grown),
        }
    }
    for range in &mut gone {
        *range = with_edges(text.as_str(), range.clone());
    }
    text.without(&gone).trim()
}

/// Takes the labels in front of a detail with it: `Kontakt: tlf. `.
fn with_label(text: &str, mut range: Range<usize>) -> Range<usize> {
    while let Some(label) =
        LABEL.find(&text[..range.start]).filter(|label| stands_alone(text, label.start()))
    {
        range.start = label.start();
    }
    range
}

fn stands_alone(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether what stands between two details only joins them.
fn joins(between: &str) -> bool {
    between
        .split(|c: char| !c.is_alphabetic())
        .all(|word| matches!(word, "" | "og" | "eller" | "samt"))
        && between.len() <= 12
        && !between.contains('.')
}

/// Takes the space, and a mark that would be left over, along.
fn with_edges(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].trim_end_matches([' ', ',', '(', '\u{A0}']);
    let after = text[range.end..].trim_start_matches([')', ',', ' ', '\u{A0}']);
    let ends_sentence = before.ends_with(['.', '!', '?', '”', '"']) || before.is_empty();
    let after = if ends_sentence { after.strip_prefix('.').unwrap_or(after) } else { after };
    let end = text.len() - after.len();
    // A space stays between the words on both sides.
    let keep = usize::from(!before.is_empty() && after.starts_with(char::is_alphanumeric));
    before.len()..(end - keep.min(end - range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> (String, usize) {
        let mut counted = 0;
        (take_out(&Text::at(0, text), &mut counted).as_str().to_owned(), counted)
    }

    #[test]
    fn contact_details_go_with_their_label() {
        assert_eq!(
            left("Har ledet meget. Kontakt: 72 11 22 33, anna@lind.dk"),
            ("Har ledet meget.".into(), 2)
        );
        assert_eq!(
            left("Anna Holm, tlf. 72112233, skoleleder."),
            ("Anna Holm skoleleder.".into(), 1).clone()
        );
        assert_eq!(left("Skriv til bo.k@skole-lind.dk."), ("Skriv til.".into(), 1));
    }

    #[test]
    fn numbers_that_are_no_contact_stay() {
        for text in [
            "I 2013-2014 var der 1.093 svar.",
            "Sag 20241117 fra 2024",
            "10.000 kr. og 35 mio. kr.",
            "§ 17, stk. 4",
        ] {
            assert_eq!(find(text), Vec::<Range<usize>>::new(), "{text}");
        }
        assert_eq!(find("Ring til mig på +45 72 11 22 33 eller 010190-1234").len(), 2);
    }
}
