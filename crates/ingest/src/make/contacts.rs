//! Contact details: recognised, counted and kept out.

use std::ops::Range;

use crate::pattern::pattern;
use crate::text::Text;

/// What stands in the place of a contact detail inside words that are kept to
/// the letter, so that nobody takes the gap for the source's.
pub const WITHHELD: &str = "[kontaktoplysning udeladt]";

pattern!(
    EMAIL,
    r"(?i)[\p{L}\d][\p{L}\d._%+\-]*\s?(?:@|\(at\)|\[at\]|＠)\s?(?:[\p{L}\d](?:[\p{L}\d\-]*[\p{L}\d])?\.)+\p{L}{2,}"
);
// An address spelled out. `at` alone is a Danish word; with `dot` it is none.
pattern!(
    SPELLED_EMAIL,
    r"(?i)\b[\p{L}\d._\-]+\s+(?:snabel-?a\s+[\p{L}\d\-]+(?:\s*\.\s*|\s+(?:dot|punktum)\s+)|at\s+[\p{L}\d\-]+\s+(?:dot|punktum)\s+)\p{L}{2,}\b"
);
// Eight digits in pairs; with a country code; or any eight after a label. Eight
// digits in one run without a label are as likely a case number.
pattern!(
    PHONE,
    r"\(?(?:\+|\b00)45\)?[ .\-]?(?:\d[ .\-]?){7}\d\b|\(?\+\d{1,3}\)?(?:[ \-]?\d{1,7}){2,6}\b|\b[1-9]\d(?:[ .\-\u{A0}]\d\d){3}\b"
);
pattern!(
    LABELLED_PHONE,
    r"(?i)(?:\b(?:tlf|telefon|tel|mobil|mob|direkte|sms)(?:nummer|nr)?\b[.:]*\s*(?:nr\.?\s*)?|\b(?:ring|kontakt|skriv|sms)\b[^\d.!?\n]{0,40}|(?-i:\b[TM]):?\s)((?:\d[ .\-\u{A0}]?){7}\d)\b"
);
// A civil registration number: DDMMYY-XXXX.
pattern!(CPR, r"\b(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d-\d{4}\b");
pattern!(
    LABEL,
    r"(?i)(?:kontakt|kontaktoplysninger|(?:tlf|telefon|tel|mobil|mob|sms)(?:nummer|nr)?|e-?mail|mail|mailto|direkte|dir)\s*[.:]*\s*$"
);

/// Where contact details stand in `text`, in order, apart from each other.
pub fn find(text: &str) -> Vec<Range<usize>> {
    // Most paragraphs hold neither a digit nor a sign of an address.
    let may_hold = |b: u8| b.is_ascii_digit() || matches!(b, b'@' | b'(' | b'[');
    let is_spelled = || text.contains("nabel") || text.contains(" dot ");
    if !text.bytes().any(may_hold) && !text.contains('＠') && !is_spelled() {
        return Vec::new();
    }
    let labelled =
        LABELLED_PHONE.captures_iter(text).filter_map(|found| Some(found.get(1)?.range()));
    let phones = PHONE.find_iter(text).map(|found| found.range());
    let mut all: Vec<Range<usize>> = [&*EMAIL, &*SPELLED_EMAIL, &*CPR]
        .into_iter()
        .flat_map(|pattern| pattern.find_iter(text).map(|found| found.range()))
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

/// Eight digits or more, and no stretch of a longer row of numbers.
fn is_phone(text: &str, range: &Range<usize>) -> bool {
    let digits = text[range.clone()].bytes().filter(u8::is_ascii_digit).count();
    let joins = |c: char| c == ' ' || c == '-' || c == '.';
    let before = text[..range.start].strip_suffix(joins);
    let after = text[range.end..].strip_prefix(joins);
    digits >= 8
        && !before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        && !after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
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
