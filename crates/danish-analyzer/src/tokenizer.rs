//! Where a Danish word begins and ends.
//!
//! The words of UAX #29, with Danish care: a hyphen inside a word joins it
//! (`e-mail`, `4-udvalg`), full stops join numbers and short abbreviations
//! (`1.093`, `3.0`, `ph.d.`) but not sentences, party letters in parentheses
//! are a word of their own (`(V)`), and so are signs that are read aloud (`§`, `%`).

use unicode_segmentation::UnicodeSegmentation;

use crate::letters::{is_apostrophe, is_extension, is_hyphen, is_ignorable};
use crate::numbers;
use crate::tables;

/// What kind of word a span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, perhaps with digits, hyphens and apostrophes inside.
    Word,
    /// Digits with separators.
    Number,
    /// An abbreviation with a full stop inside.
    Abbreviation,
    /// One to three capitals in parentheses.
    Party,
    /// A sign that is read aloud.
    Sign,
}

/// A word's place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// A hyphen stands right before it and nothing before that: `-fødder`.
    pub hyphen_before: bool,
    /// A hyphen stands right after it and no letter after that: `skole-`.
    pub hyphen_after: bool,
}

/// Whether party letters are recognised in capitals only (texts) or in any case (queries).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Index,
    Query,
}

/// Finds the words of `text`, in order, each in one pass over its bytes.
pub(crate) fn tokenize(text: &str, side: Side, mut found: impl FnMut(Span)) {
    let mut at = 0;
    let mut hyphen_before = false;
    while let Some(c) = char_at(text, at) {
        let next = at + c.len_utf8();
        let sign =
            |kind, end| Span { kind, start: at, end, hyphen_before: false, hyphen_after: false };
        if c == ' ' {
            at = next;
        } else if c.is_alphanumeric() {
            let (kind, end) = word(text, at);
            emit(text, kind, at, end, hyphen_before, &mut found);
            at = end;
        } else if let Some(end) = (c == '(').then(|| party(text, at, side)).flatten() {
            found(sign(Kind::Party, end));
            at = end;
        } else if tables::is_sign(c) {
            found(sign(Kind::Sign, next));
            at = next;
        } else {
            // What is not seen neither makes nor unmakes a leading hyphen.
            if !is_extension(c) {
                hyphen_before = is_hyphen(c) && !ends_in_word(&text[..at]);
            }
            at = next;
            continue;
        }
        hyphen_before = false;
    }
}

/// Hands on one word, or the words of a script that is written without spaces.
fn emit(
    text: &str,
    kind: Kind,
    start: usize,
    end: usize,
    hyphen_before: bool,
    found: &mut impl FnMut(Span),
) {
    let spaceless = |c: char| matches!(c, '\u{E00}'..='\u{FFF}' | '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..);
    if text.as_bytes()[start..end].iter().all(|byte| *byte < 0xE0)
        || !text[start..end].chars().any(spaceless)
    {
        let hyphen_after = ends_in_open_hyphen(text, end);
        found(Span { kind, start, end, hyphen_before, hyphen_after });
        return;
    }
    for (at, word) in text[start..end].unicode_word_indices() {
        let span = (start + at, start + at + word.len());
        found(Span { kind, start: span.0, end: span.1, hyphen_before: false, hyphen_after: false });
    }
}

/// Reads the word that begins at `start`.
fn word(text: &str, start: usize) -> (Kind, usize) {
    let mut end = run(text, start);
    if let Some(number_end) = numbers::spelled(text, start, end) {
        end = number_end;
        if joint(text, end).is_none() {
            return (Kind::Number, end);
        }
    }
    let mut kind = Kind::Word;
    if let Some(abbreviation_end) = abbreviation(text, start, end) {
        (kind, end) = (Kind::Abbreviation, abbreviation_end);
    }
    while let Some(next) = joint(text, end) {
        kind = Kind::Word;
        end = run(text, next);
        end = numbers::spelled(text, next, end)
            .or_else(|| abbreviation(text, next, end))
            .unwrap_or(end);
    }
    (kind, end)
}

/// The end of the letters and digits that begin at `start`.
fn run(text: &str, start: usize) -> usize {
    // Most words are ASCII, and most others have few letters that are not.
    let mut end = start
        + text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if text.as_bytes().get(end).is_none_or(|byte| byte.is_ascii() && *byte >= b' ') {
        return end;
    }
    for (at, c) in text[start..].char_indices().skip(end - start) {
        let footnote = is_superscript(c) && at > 3;
        if footnote || !(c.is_alphanumeric() || is_extension(c)) {
            break;
        }
        end = start + at + c.len_utf8();
    }
    // A word does not end in what cannot be seen, but keeps its combining marks.
    start + text[start..end].trim_end_matches(is_ignorable).len()
}

fn is_superscript(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{2079}')
}

/// If a word goes on over a hyphen, apostrophe or the like at `end`, where it does.
fn joint(text: &str, end: usize) -> Option<usize> {
    if text
        .as_bytes()
        .get(end)
        .is_none_or(|byte| matches!(byte, b' ' | b',' | b'.' | b'\n' | b')' | b'?'))
    {
        return None;
    }
    let mut chars = text[end..].char_indices().filter(|(_, c)| !is_extension(*c));
    let (_, joint) = chars.next()?;
    let (at, after) = chars.next()?;
    let before = text[..end].chars().next_back()?;
    let joins = match joint {
        c if is_hyphen(c) => after.is_alphanumeric(),
        c if is_apostrophe(c) => after.is_alphabetic() && before.is_alphanumeric(),
        '\u{2014}' => before.is_ascii_digit() && after.is_ascii_digit(),
        '/' => single_letters(text, end, end + at),
        '&' => before.is_alphanumeric() && after.is_alphanumeric(),
        _ => false,
    };
    joins.then_some(end + at)
}

/// `A/S`: one letter on either side of the stroke.
fn single_letters(text: &str, before_end: usize, after_start: usize) -> bool {
    let mut before = text[..before_end].chars().rev();
    let mut after = text[after_start..].chars();
    before.next().is_some_and(char::is_alphabetic)
        && !before.next().is_some_and(|c| c.is_alphanumeric() || c == '/')
        && after.next().is_some_and(char::is_alphabetic)
        && !after.next().is_some_and(|c| c.is_alphanumeric() || c == '/')
}

/// If `start..end` begins an abbreviation with full stops inside, its end, the last stop included.
fn abbreviation(text: &str, start: usize, end: usize) -> Option<usize> {
    if !text[end..].starts_with('.') || end - start > 8 {
        return None;
    }
    let mut last = end;
    while text[last..].starts_with('.') && char_at(text, last + 1).is_some_and(char::is_alphabetic)
    {
        last = run(text, last + 1);
        if last - start > 24 {
            return None;
        }
    }
    let dotted = last > end && tables::is_dotted_abbreviation(&text[start..last]);
    let stop = usize::from(text[last..].starts_with('.'));
    // "mio.-beløb": a known abbreviation keeps its stop where the word goes on.
    let goes_on = last == end
        && tables::is_abbreviation(&text[start..end])
        && joint(text, end + stop).is_some()
        && text[end + stop..].starts_with(is_hyphen);
    (dotted || goes_on).then_some(last + stop)
}

/// If one to three letters stand alone in the parentheses that open at `start`, their end.
fn party(text: &str, start: usize, side: Side) -> Option<usize> {
    let inside = &text[start + 1..];
    let letters = inside
        .chars()
        .take(4)
        .take_while(|c| c.is_alphabetic() && (side == Side::Query || c.is_uppercase()));
    let length: usize = letters.map(char::len_utf8).sum();
    let fits = (1..=3).contains(&inside[..length].chars().count());
    (fits && inside[length..].starts_with(')')).then_some(start + 1 + length + 1)
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

fn ends_in_word(text: &str) -> bool {
    text.chars()
        .rev()
        .find(|c| !is_extension(*c))
        .is_some_and(|c| c.is_alphanumeric() || c == '.' || is_hyphen(c))
}

fn ends_in_open_hyphen(text: &str, end: usize) -> bool {
    if text.as_bytes().get(end).is_none_or(|byte| matches!(byte, b' ' | b',' | b'.' | b'\n')) {
        return false;
    }
    let mut after = text[end..].chars().filter(|c| !is_extension(*c));
    after.next().is_some_and(is_hyphen)
        && !after.next().is_some_and(|c| c.is_alphanumeric() || is_hyphen(c))
}
