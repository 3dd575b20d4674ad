//! Which words next to each other are one thing: a number and its unit, a paragraph and its number.

use crate::terms::Token;

/// What is counted or measured in, in the form that it has after a number.
const UNITS: &[&str] = &[
    "procent",
    "promille",
    "procentpoint",
    "kroner",
    "euro",
    "dollar",
    "pund",
    "grader",
    "øre",
    "millioner",
    "million",
    "milliarder",
    "milliard",
    "tusind",
    "hundrede",
];

/// Words between a number and a unit that belong to both: "35 mio. kr.".
const SCALES: &[&str] = &["millioner", "million", "milliarder", "milliard", "tusind", "hundrede"];

/// What comes before a number.
const BEFORE: &[&str] = &[
    "paragraf", "euro", "dollar", "pund", "stykke", "nummer", "kapitel", "punkt", "afsnit", "kl",
    "side", "artikel", "bilag",
];

/// Whether a word of a text and the next are one thing.
pub(crate) fn is_bound(text: &str, word: &Token<'_>, next: &Token<'_>) -> bool {
    let gap = &text[word.end..next.start];
    let side_by_side = gap.strip_prefix('.').unwrap_or(gap).chars().all(char::is_whitespace);
    let is = |words: &[&str], token: &Token<'_>| words.contains(&&*token.terms.exact);
    side_by_side
        && (is_number(word) && is(UNITS, next)
            || is(SCALES, word) && is(UNITS, next)
            || is(BEFORE, word) && is_number(next))
}

fn is_number(token: &Token<'_>) -> bool {
    token.terms.exact.starts_with(|c: char| c.is_ascii_digit())
        && !token.terms.exact.contains(char::is_alphabetic)
}
