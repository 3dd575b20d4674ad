//! Where a Danish word begins and ends.
//!
//! The words of UAX #29, with Danish care: a hyphen inside a word joins it
//! (`e-mail`, `4-udvalg`), full stops join numbers and short abbreviations
//! (`1.093`, `3.0`, `ph.d.`) but not sentences, party letters in parentheses
//! are a word of their own (`(V)`), and so are signs that are read aloud (`§`, `%`).

use unicode_segmentation::UnicodeSegmentation;

use crate::letters::{is_apostrophe, is_extension, is_hyphen, is_ignorable};
use crate::{numbers, sentences, tables};

/// Nobody has more.
const MOST_INITIALS: usize = 6;

/// What kind of word a span is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, perhaps with digits, hyphens and apostrophes inside.
    #[default]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// A hyphen stands right before it and nothing before that: `-fødder`.
    pub hyphen_before: bool,
    /// A hyphen stands right after it and no letter after that: `skole-`.
    pub hyphen_after: bool,
    /// A sentence or paragraph ended before it.
    pub begins: bool,
}

/// Whether party letters are recognised in capitals only (texts) or in any case (queries).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Index,
    Query,
}

impl Span {
    fn new(kind: Kind, start: usize, end: usize) -> Self {
        Span { kind, start, end, ..Span::default() }
    }

    /// Its place among the words, where `next` is the first place free: one more is left
    /// free where a sentence ended, but not before all words.
    #[inline]
    pub fn place(&self, next: usize) -> usize {
        next + usize::from(self.begins && next > 0)
    }

    /// Whether a hyphen says that a part is left out.
    #[inline]
    pub fn is_elliptic(&self) -> bool {
        self.hyphen_after || self.hyphen_before
    }
}

/// The words of a text, in order, each in one pass over its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Words<'t> {
    text: &'t str,
    side: Side,
    at: usize,
    hyphen_before: bool,
    /// A sentence ended since the last word.
    ended: bool,
    /// Stops before this place have been looked at.
    judged: usize,
    /// Words without spaces between them that were found at once, the last first.
    spaceless: Vec<Span>,
}

impl<'t> Words<'t> {
    pub fn new(text: &'t str, side: Side) -> Self {
        Words {
            text,
            side,
            at: 0,
            hyphen_before: false,
            ended: false,
            judged: 0,
            spaceless: Vec::new(),
        }
    }
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        if self.text.as_bytes().get(self.at) == Some(&b' ') {
            self.at += 1;
            self.hyphen_before = false;
        }
        // Nine words in ten are letters with a space or a comma after them.
        if self.spaceless.is_empty()
            && !self.hyphen_before
            && !self.ended
            && let Some(end) = simple_word(self.text.as_bytes(), self.at)
        {
            let start = std::mem::replace(&mut self.at, end);
            return Some(Span::new(Kind::Word, start, end));
        }
        self.next_of_any()
    }
}

impl Words<'_> {
    /// The next word by all rules.
    fn next_of_any(&mut self) -> Option<Span> {
        let span = self.next_span()?;
        let begins = std::mem::take(&mut self.ended);
        // An abbreviation's stop may end its sentence too.
        if span.kind == Kind::Abbreviation && self.text[..span.end].ends_with('.') {
            self.judge(span.end - 1, '.');
        }
        Some(Span { begins, ..span })
    }

    /// Sees whether a sentence ends with the character at `at`.
    fn judge(&mut self, at: usize, c: char) {
        if at >= self.judged && (sentences::is_stop(c) || c == '\n') {
            let (ended, judged) = sentences::ends_at(self.text, at, c);
            self.ended |= ended;
            self.judged = judged;
        }
    }

    fn next_span(&mut self) -> Option<Span> {
        let text = self.text;
        while self.spaceless.is_empty() {
            let at = self.at;
            let c = char_at(text, at)?;
            self.at += c.len_utf8();
            // A mark without a letter to stand on begins no word, alphabetic or not.
            if c.is_alphanumeric() && !is_extension(c) {
                let (kind, end) = word(text, at, self.side);
                self.at = end;
                let hyphen_before = std::mem::take(&mut self.hyphen_before);
                if !is_spaceless(&text[at..end]) {
                    let hyphen_after = ends_in_open_hyphen(text, end);
                    let span = Span::new(kind, at, end);
                    return Some(Span { hyphen_before, hyphen_after, ..span });
                }
                let letter = |c: char| c.is_alphanumeric() && !is_extension(c);
                let words =
                    text[at..end].unicode_word_indices().filter(|(_, w)| w.contains(letter));
                self.spaceless =
                    words.map(|(nth, w)| Span::new(kind, at + nth, at + nth + w.len())).collect();
                self.spaceless.reverse();
            } else if let Some(end) = (c == '(').then(|| party(text, at, self.side)).flatten() {
                self.at = end;
                self.hyphen_before = false;
                return Some(Span::new(Kind::Party, at, end));
            } else if tables::is_sign(c) {
                self.hyphen_before = false;
                return Some(Span::new(Kind::Sign, at, self.at));
            } else if !is_extension(c) {
                // What is not seen neither makes nor unmakes a leading hyphen.
                self.hyphen_before = is_hyphen(c) && !ends_in_word(&text[..at]);
                self.judge(at, c);
            }
        }
        self.spaceless.pop()
    }
}

/// The end of a word of Danish letters alone that nothing after it may belong to.
/// None for what needs a closer look.
#[inline]
fn simple_word(text: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    loop {
        match *text.get(end)? {
            byte if byte.is_ascii_alphabetic() => end += 1,
            // U+00C0 to U+00FF but for the signs of multiplication and division.
            0xC3 if !matches!(text.get(end + 1)?, 0x97 | 0xB7) => end += 2,
            b' ' | b',' | b'\n' | b'?' | b')' | b'!' | b':' | b';' if end > start => {
                return Some(end);
            }
            // One letter may be an initial.
            b'.' if end > start + 2 && matches!(text.get(end + 1)?, b' ' | b'\n') => {
                return Some(end);
            }
            _ => return None,
        }
    }
}

/// Whether a word is of a script that is written without spaces.
fn is_spaceless(word: &str) -> bool {
    let spaceless = |c: char| matches!(c, '\u{E00}'..='\u{FFF}' | '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..);
    word.bytes().any(|byte| byte >= 0xE0) && word.chars().any(spaceless)
}

/// Reads the word that begins at `start`.
fn word(text: &str, start: usize, side: Side) -> (Kind, usize) {
    let mut end = run(text, start);
    if let Some(number_end) = numbers::spelled(text, start, end) {
        end = number_end;
        if joint(text, end).is_none() {
            return (Kind::Number, end);
        }
    }
    let mut kind = Kind::Word;
    if let Some(abbreviation_end) =
        abbreviation(text, start, end).max(initials(text, start, end, side))
    {
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
        '&' => short_names(text, end, end + at),
        _ => false,
    };
    joins.then_some(end + at)
}

/// `R&D`, `AT&T`: who writes so between longer names means *og*.
fn short_names(text: &str, before_end: usize, after_start: usize) -> bool {
    let short = |length: usize| (1..=2).contains(&length);
    let before = text[..before_end].chars().rev().take(3).take_while(|c| c.is_alphanumeric());
    let after = text[after_start..].chars().take(3).take_while(|c| c.is_alphanumeric());
    short(before.count()) && short(after.count())
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

/// If two initials or more begin at `start`, with or without a space after each stop
/// (`H.C.`, `H. C.`), their end. Who searches may write them small.
fn initials(text: &str, start: usize, end: usize, side: Side) -> Option<usize> {
    let stop = |at: usize| text.as_bytes().get(at) == Some(&b'.');
    let initial = |at: usize| {
        let letter = char_at(text, at)?;
        let fits = letter.is_uppercase() || side == Side::Query && letter.is_alphabetic();
        let after = at + letter.len_utf8();
        (fits && stop(after)).then_some(after + 1)
    };
    if !stop(end) || char_at(text, start).is_none_or(|c| c.len_utf8() != end - start) {
        return None;
    }
    let mut last = initial(start)?;
    let mut count = 1;
    while let Some(next) = initial(after_space(text, last)).filter(|_| count < MOST_INITIALS) {
        last = next;
        count += 1;
    }
    (count > 1).then_some(last)
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

fn after_space(text: &str, at: usize) -> usize {
    at + char_at(text, at).filter(|c| matches!(c, ' ' | '\u{A0}')).map_or(0, char::len_utf8)
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
