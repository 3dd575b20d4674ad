//! Where sentences begin and end in Danish text.

use std::ops::Range;

use crate::letters::is_any_dash;
use crate::tables;

/// The sentences of a text as byte ranges, in order, without the space between
/// them. A full stop ends none after an abbreviation (`kl. 9`), an ordinal
/// (`3. maj`) or where the text goes on in lower case; closing marks and brackets
/// belong to the sentence that they close. A blank line always ends one, a line
/// break does not.
///
/// ```
/// let text = "Mødet er den 3. maj kl. 9. Kom!";
/// let sentences: Vec<&str> = danish_analyzer::sentences(text).map(|range| &text[range]).collect();
/// assert_eq!(sentences, ["Mødet er den 3. maj kl. 9.", "Kom!"]);
/// ```
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
        at = end(text, start);
        Some(start..start + text[start..at].trim_end().len())
    })
}

/// Where the sentence that begins at `start` ends.
fn end(text: &str, start: usize) -> usize {
    for (at, c) in text[start..].char_indices().map(|(at, c)| (start + at, c)) {
        let after = at + c.len_utf8();
        if c == '\n' && blank_line(&text[after..]) {
            return after;
        }
        if is_stop(c)
            && let (true, closed) = ends_at_stop(text, start, at, c)
        {
            return closed;
        }
    }
    text.len()
}

/// What may end a sentence.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// Whether a sentence ends with the stop or line break at `at`, and the place up to which
/// there is nothing more to ask.
pub(crate) fn ends_at(text: &str, at: usize, c: char) -> (bool, usize) {
    match c {
        '\n' => (blank_line(&text[at + 1..]), at + 1),
        _ => ends_at_stop(text, 0, at, c),
    }
}

/// The same for a stop in the text from `start` on; the place is behind what closes with it.
fn ends_at_stop(text: &str, start: usize, at: usize, c: char) -> (bool, usize) {
    let after = at + c.len_utf8();
    let closed = after + closing(&text[after..]);
    let ends = text[closed..].chars().next().is_none_or(char::is_whitespace)
        && match c {
            '.' => stop_ends(&text[start..at], &text[closed..]),
            _ => !goes_on(&text[closed..]),
        };
    (ends, closed)
}

fn blank_line(after: &str) -> bool {
    after.chars().find(|c| *c == '\n' || !c.is_whitespace()).is_none_or(|c| c == '\n')
}

/// The bytes of the marks and brackets that close here, and of more stops.
fn closing(after: &str) -> usize {
    after.len()
        - after
            .trim_start_matches(['.', '!', '?', '…', '”', '"', '’', '\'', '»', '«', '“', ')', ']'])
            .len()
}

/// Whether the text goes on in the same sentence: in lower case, or after a dash.
fn goes_on(after: &str) -> bool {
    let first = after.chars().find(|c| !c.is_whitespace());
    first.is_some_and(|c| c.is_lowercase() || is_any_dash(c) || matches!(c, ',' | ';'))
}

/// Whether a full stop between `before` and `after` ends the sentence.
fn stop_ends(before: &str, after: &str) -> bool {
    if goes_on(after) {
        return false;
    }
    let opening = |c: char| matches!(c, '(' | '[' | '”' | '"' | '“' | '»' | '«' | '’' | '\'');
    let word =
        before.rsplit(|c: char| c.is_whitespace() || opening(c) || c == '/').next().unwrap_or("");
    let Some(next) = after.trim_start().trim_start_matches(opening).chars().next() else {
        return true;
    };
    let bare = word.trim_end_matches([')', ']', '”', '"', '’', '»']);
    if bare.bytes().all(|b| b.is_ascii_digit()) && !bare.is_empty() {
        // "3. 4. klasse": an ordinal before a number. A capital after digits begins a sentence.
        return !next.is_ascii_digit();
    }
    if tables::may_end_sentence(bare) {
        return next.is_uppercase();
    }
    let initial = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase)
        || is_dotted_initials(bare);
    !(initial
        || tables::is_abbreviation(bare)
        || bare.contains('.') && tables::is_dotted_abbreviation(bare))
}

/// `H.C` in "H.C. Andersen".
fn is_dotted_initials(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|piece| piece.chars().count() == 1 && piece.chars().all(char::is_uppercase))
}
