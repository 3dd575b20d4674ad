//! Quotation marks and dashes: the one table, and which of them stand together.
//!
//! Danish pages mark speech in every way there is: `»…«`, `«…»`, `“…”`, `”…”`,
//! `„…“`, `"…"`, `'…'`. Opening and closing marks often look alike, so what a
//! mark does is told from what stands beside it.

use crate::sentences::near_start;

/// Double quotation marks of all kinds.
pub const QUOTE_MARKS: &[char] = &['”', '“', '"', '„', '‟', '»', '«', '❝', '❞', '＂'];

/// Single marks, apostrophes among them.
pub const SINGLE_MARKS: &[char] = &['\'', '’', '‘', '‚', '‛', '›', '‹', '´'];

/// Dashes that may open a reply or part it from its clause.
pub const DASHES: &[char] = &['-', '–', '—', '―', '−', '‐', '‑'];

/// What a pair of marks encloses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where the opening mark begins.
    pub open: usize,
    /// The first byte inside.
    pub start: usize,
    /// One past the last byte inside.
    pub end: usize,
    /// One past the closing mark; `end` where it is not closed.
    pub close: usize,
    /// Whether a closing mark stands in the paragraph.
    pub closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Curly,
    Angle,
    /// `'…'`
    Single,
    /// `‘…’`
    CurlySingle,
    /// `›…‹`
    AngleSingle,
}

impl Family {
    fn is_single(self) -> bool {
        matches!(self, Family::Single | Family::CurlySingle | Family::AngleSingle)
    }
}

fn family(mark: char) -> Option<Family> {
    match mark {
        '»' | '«' => Some(Family::Angle),
        _ if QUOTE_MARKS.contains(&mark) => Some(Family::Curly),
        '\'' | '´' => Some(Family::Single),
        '›' | '‹' => Some(Family::AngleSingle),
        _ if SINGLE_MARKS.contains(&mark) => Some(Family::CurlySingle),
        _ => None,
    }
}

/// The outermost stretches of a paragraph, in order; what is nested inside
/// stays inside. `reports` says whether a reporting clause begins at a byte: a
/// mark in front of one closes all that is open, since a mark may be missing.
///
/// `carried` is whether the paragraph before ended inside marks: then a closing
/// mark that nothing here opens ends a stretch that begins with the paragraph.
pub fn stretches(text: &str, carried: bool, reports: impl Fn(usize) -> bool) -> Vec<Stretch> {
    pairs(text, carried, reports, true)
}

/// The same between double marks alone: single ones are left to be apostrophes,
/// inches and what stands inside other quotations.
pub fn double_stretches(
    text: &str,
    carried: bool,
    reports: impl Fn(usize) -> bool,
) -> Vec<Stretch> {
    pairs(text, carried, reports, false)
}

/// How many open marks are looked through for the one that a mark closes.
const DEEPEST: usize = 64;

fn pairs(
    text: &str,
    carried: bool,
    reports: impl Fn(usize) -> bool,
    with_single: bool,
) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    // Each open mark: its family, its byte, and the first byte inside.
    let mut open: Vec<(Family, usize, usize)> = Vec::new();
    if carried && !text.starts_with(|c| family(c).is_some()) {
        open.push((Family::Curly, 0, 0));
    }
    let mut from = 0;
    for (at, mark) in text.char_indices() {
        let Some(mut family) = family(mark).filter(|_| at >= from) else { continue };
        let mut after = at + mark.len_utf8();
        // `''…''`: two apostrophes are one double mark.
        if family.is_single() && text[after..].starts_with(mark) && matches!(mark, '\'' | '’') {
            family = Family::Curly;
            after += mark.len_utf8();
            from = after;
        }
        if family.is_single() && !with_single {
            continue;
        }
        // Nobody nests deeper; a line of marks that nothing closes stays linear.
        let outer = open.len().saturating_sub(DEEPEST);
        match side(text, at, after, mark, family, &open[outer..]) {
            Side::Opens => open.push((family, at, after)),
            Side::Closes => {
                let fits = |&(own, ..): &(Family, usize, usize)| own == family;
                let both_double =
                    |&(own, ..): &(Family, usize, usize)| !own.is_single() && !family.is_single();
                let depth = open[outer..]
                    .iter()
                    .rposition(fits)
                    .map(|at| outer + at)
                    .or_else(|| open.iter().rposition(both_double).filter(|&at| at == 0));
                // A mark may be missing; but what the outermost mark still closes below
                // is not over here (`»“Måske,” sagde han.«`).
                let outer_closes = open.first().is_some_and(|&(outer, ..)| {
                    outer != family
                        && near_start(&text[after..])
                            .chars()
                            .any(|c| self::family(c) == Some(outer))
                });
                let depth =
                    if !outer_closes && reports(after) && !family.is_single() && !open.is_empty() {
                        Some(0)
                    } else {
                        depth
                    };
                let Some(depth) = depth else { continue };
                let (_, begins, start) = open[depth];
                open.truncate(depth);
                if depth == 0 {
                    found.push(Stretch {
                        open: begins,
                        start,
                        end: at,
                        close: after,
                        closed: true,
                    });
                }
            }
            Side::Neither => {}
        }
    }
    if let Some(&(_, begins, start)) = open.first() {
        let end = text.len();
        found.push(Stretch { open: begins, start, end, close: end, closed: false });
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Neither,
}

/// What a mark does, by its neighbours: one that a word follows and none
/// precedes opens, and the other way round.
fn side(
    text: &str,
    at: usize,
    after: usize,
    mark: char,
    own: Family,
    open: &[(Family, usize, usize)],
) -> Side {
    let before = text[..at].chars().next_back();
    let next = text[after..].chars().next();
    let is_open = |sought: Family| open.iter().any(|&(family, ..)| family == sought);
    let free_before = before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '/')
            || DASHES.contains(&c)
            || family(c).is_some()
    });
    let word_after = next.is_some_and(|c| {
        !c.is_whitespace() && !matches!(c, ',' | '.' | ';' | ':' | ')' | '?' | '!')
    });
    let word_before = before.is_some_and(|c| !c.is_whitespace());
    let free_after = next.is_none_or(|c| !c.is_alphanumeric());
    if own.is_single() {
        // An apostrophe inside or behind a word is a letter (`Hans' bil`), one
        // before a number a lost century.
        let opens = free_before
            && before.is_none_or(|c| family(c).is_none_or(|family| !family.is_single()))
            && next.is_some_and(|c| c.is_alphabetic() || c == '-' || c == '–')
            && !is_open(own)
            && closes_later(&text[after..]);
        return match () {
            _ if opens => Side::Opens,
            _ if is_open(own) && word_before && free_after && !is_genitive(text, at, after) => {
                Side::Closes
            }
            _ => Side::Neither,
        };
    }
    let ellipsis_after = text[after..].starts_with("...") || text[after..].starts_with("..");
    let can_open = mark == '„' || (free_before && (word_after || ellipsis_after));
    let can_close = word_before && free_after && mark != '„';
    match (can_open, can_close) {
        (true, false) => Side::Opens,
        (false, true) if open.is_empty() => Side::Neither,
        (false, true) => Side::Closes,
        // Behind another mark, or with space on both sides.
        (true, true) if open.is_empty() => Side::Opens,
        (true, true) => nested_side(text, at, after),
        (false, false) if open.is_empty() && next.is_some() => Side::Opens,
        (false, false) => Side::Closes,
    }
}

/// A mark between two marks: `””Nej” var svaret.”` opens, `”…”nej””` closes.
fn nested_side(text: &str, at: usize, after: usize) -> Side {
    // A line of nothing but marks stays linear.
    let before = text[..at].chars().rev().take(DEEPEST).find(|c| family(*c).is_none());
    let starts = before.is_none_or(char::is_whitespace);
    let goes_on = text[after..].starts_with(|c: char| c.is_alphanumeric());
    if starts && goes_on { Side::Opens } else { Side::Closes }
}

/// `Jens' ovn`: an apostrophe behind *s*, *x* or *z* before a word, where a later mark
/// can close.
fn is_genitive(text: &str, at: usize, after: usize) -> bool {
    text[..at].ends_with(['s', 'x', 'z'])
        && text[after..].starts_with(' ')
        && text[after..].trim_start().starts_with(char::is_lowercase)
        && closes_later(&text[after..])
}

/// Whether a single mark that opens is closed: behind a word or its stop, and
/// before no letter.
fn closes_later(rest: &str) -> bool {
    near_start(rest).char_indices().any(|(at, c)| {
        SINGLE_MARKS.contains(&c)
            && rest[..at].chars().next_back().is_some_and(|c| !c.is_whitespace())
            && rest[at + c.len_utf8()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// How many bytes at the beginning of `text` are the dash of a reply: a dash
/// with a space behind it, or right before a capital.
pub fn reply_dash(text: &str) -> usize {
    let bare = text.trim_start_matches(DASHES);
    let dash = text.len() - bare.len();
    let is_reply = dash > 0
        && text[..dash].chars().count() <= 2
        && (bare.starts_with(char::is_whitespace)
            || bare.starts_with(char::is_uppercase)
            || bare.starts_with(|c| family(c).is_some()));
    if is_reply { text.len() - bare.trim_start().len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str) -> Vec<String> {
        stretches(text, false, |at| text[at..].trim_start_matches([',', ' ']).starts_with("siger"))
            .iter()
            .map(|found| {
                format!("{}{}", &text[found.start..found.end], if found.closed { "" } else { "…" })
            })
            .collect()
    }

    #[test]
    fn every_kind_of_mark_pairs_with_its_own() {
        for text in [
            "»A b.« c",
            "«A b.» c",
            "“A b.” c",
            "”A b.” c",
            "„A b.“ c",
            "\"A b.\" c",
            "'A b.' c",
            "” A b. ” c",
        ] {
            assert_eq!(
                inside(text).iter().map(|t| t.trim()).collect::<Vec<_>>(),
                ["A b."],
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_nested_stays_inside() {
        assert_eq!(
            inside("”Det kaldes ”frit valg” her,” siger A. ”Ja.”"),
            ["Det kaldes ”frit valg” her,", "Ja."]
        );
        assert_eq!(inside("““Nej” var svaret.”"), ["“Nej” var svaret."]);
        assert_eq!(inside("»“Nej,” sagde hun.«"), ["“Nej,” sagde hun."]);
        assert_eq!(inside("”Hun sagde ”nej”.”"), ["Hun sagde ”nej”."]);
        assert_eq!(inside("”Er det et ’ja’? Ja.”"), ["Er det et ’ja’? Ja."]);
    }

    #[test]
    fn a_mark_before_a_clause_closes_what_a_missing_mark_left_open() {
        assert_eq!(inside("”Det kaldes ”frit valg her,” siger A."), ["Det kaldes ”frit valg her,"]);
        assert_eq!(inside("”Uden slut"), ["Uden slut…"]);
        assert_eq!(
            inside("Hans' bil er fra '80erne, siger folk, og 5\" bred."),
            Vec::<String>::new()
        );
    }
}
