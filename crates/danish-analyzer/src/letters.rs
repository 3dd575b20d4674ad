//! What one letter is equal to, before any word is known.
//!
//! A letter is a letter: `ø` never becomes `o`. What changes is typography
//! (case, composition, invisible characters, kinds of dash and apostrophe),
//! accents that Danish leaves to the writer (Retskrivningsordbogen § 5) and the
//! letters of the neighbours: ä≡æ, ö≡ø, ü≡y, ß≡ss.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Characters that a reader does not see and that never break a word.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
        || (c.is_control() && !c.is_whitespace())
}

/// Characters that belong to the letter before them.
pub(crate) fn is_extension(c: char) -> bool {
    !c.is_ascii_graphic() && (is_ignorable(c) || is_combining_mark(c))
}

/// Hyphens and the dashes that are typed for them. The em dash is punctuation.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}')
}

/// Every hyphen and dash.
pub(crate) fn is_any_dash(c: char) -> bool {
    is_hyphen(c) || c == '\u{2014}'
}

/// Apostrophes and what is typed for them.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2BC}' | '\u{B4}' | '\u{FF07}')
}

/// The word in plain letters: lower case, composed, without what cannot be seen.
pub(crate) fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    if word.chars().any(is_combining_mark) {
        word.nfc().for_each(|c| push_plain(c, &mut out));
    } else {
        word.chars().for_each(|c| push_plain(c, &mut out));
    }
    // A letter that is nothing but a mark (U+FF9E) stands for itself: no word is empty.
    if out.is_empty() && word.chars().any(char::is_alphanumeric) {
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// The plain letters of one composed character.
pub(crate) fn push_plain(c: char, out: &mut String) {
    match c {
        c if c.is_ascii_graphic() => out.push(c.to_ascii_lowercase()),
        'å' | 'æ' | 'ø' => out.push(c),
        'Å' => out.push('å'),
        'Æ' | 'ä' | 'Ä' => out.push('æ'),
        'Ø' | 'ö' | 'Ö' | 'œ' | 'Œ' => out.push('ø'),
        'é' | 'É' => out.push('e'),
        'ü' | 'Ü' => out.push('y'),
        'ß' | 'ẞ' => out.push_str("ss"),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        c if is_any_dash(c) => out.push('-'),
        c if is_apostrophe(c) => out.push('\''),
        c if is_extension(c) || c.is_whitespace() => {}
        c => push_decomposed(c, out),
    }
}

/// Takes a composed letter apart and keeps what the language tells apart: the
/// base letter of Latin script, with the marks that make a letter of their own.
fn push_decomposed(c: char, out: &mut String) {
    let mut pieces: Vec<char> = Vec::with_capacity(4);
    decompose_compatible(c, |piece| pieces.push(piece));
    if pieces.iter().any(|p| !is_combining_mark(*p) && *p > '\u{24F}') {
        // Not Latin: a mark may be half the letter, as in й.
        c.to_lowercase().for_each(|lower| out.push(lower));
        return;
    }
    let mut rest = pieces.iter().copied().peekable();
    while let Some(piece) = rest.next() {
        let mark = rest.next_if(|next| is_combining_mark(*next));
        for lower in piece.to_lowercase().filter(|l| !is_combining_mark(*l)) {
            out.push(match (lower, mark) {
                ('a', Some('\u{30A}')) => 'å',
                ('a', Some('\u{308}')) => 'æ',
                ('o', Some('\u{308}')) => 'ø',
                ('u', Some('\u{308}')) => 'y',
                _ => lower,
            });
        }
        while rest.next_if(|next| is_combining_mark(*next)).is_some() {}
    }
}
