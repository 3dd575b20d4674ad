//! Numbers: the three ways of writing one, and the words for those up to ninety-nine.

/// If the digits `start..end` are the beginning of a number with separators, the number's end.
///
/// `1.093`, `1.093,50`, `3,5`, `3.0`, `24.12.2015`; thousands may be set apart by
/// a space of any kind (`35 000`): who writes numbers side by side seldom has three digits
/// in all but the first. `1,2,3` is a list.
pub(crate) fn spelled(text: &str, start: usize, end: usize) -> Option<usize> {
    if !is_digits(&text[start..end]) {
        return None;
    }
    let mut last = groups(text, end, '.');
    if last == end && end - start <= 3 && !text[start..].starts_with('0') {
        last = spaced_thousands(text, end);
    }
    let decimals = groups_once(text, last, ',');
    let list = decimals > last && groups_once(text, decimals, ',') > decimals;
    Some(if list { last } else { decimals })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The end of `(separator digits)*` at `at`.
fn groups(text: &str, at: usize, separator: char) -> usize {
    let next = groups_once(text, at, separator);
    if next == at { at } else { groups_on(text, next, separator) }
}

fn groups_on(text: &str, mut at: usize, separator: char) -> usize {
    loop {
        let next = groups_once(text, at, separator);
        if next == at {
            return at;
        }
        at = next;
    }
}

/// The end of `separator digits` at `at`, or `at`: digits that letters follow are no group.
fn groups_once(text: &str, at: usize, separator: char) -> usize {
    let Some(rest) = text[at..].strip_prefix(separator) else { return at };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let lettered = rest[digits..].chars().next().is_some_and(char::is_alphabetic);
    if digits == 0 || lettered { at } else { at + separator.len_utf8() + digits }
}

/// The end of groups of exactly three digits, each after a space.
fn spaced_thousands(text: &str, mut at: usize) -> usize {
    loop {
        let Some(space) = text[at..]
            .chars()
            .next()
            .filter(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}'))
        else {
            return at;
        };
        let rest = &text[at + space.len_utf8()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits != 3 || rest[3..].chars().next().is_some_and(char::is_alphabetic) {
            return at;
        }
        at += space.len_utf8() + 3;
    }
}

/// The one way of writing a number, from plain letters: no thousands separators,
/// no zeros at the end of decimals. What is no number by Danish rules, the name
/// of a version (`3.0`) or a date, stays as it stands.
pub(crate) fn canonical(plain: &str) -> String {
    let (whole, decimals) = plain.split_once(',').unwrap_or((plain, ""));
    let whole = if is_thousands(whole) { whole.replace('.', "") } else { whole.to_owned() };
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { whole } else { format!("{whole},{decimals}") }
}

/// The year of a date such as `24.12.2015`.
pub(crate) fn year_of_date(plain: &str) -> Option<&str> {
    let mut groups = plain.split('.');
    let (day, month, year) = (groups.next()?, groups.next()?, groups.next()?);
    (groups.next().is_none() && day.len() <= 2 && month.len() <= 2 && year.len() == 4)
        .then_some(year)
}

fn is_thousands(whole: &str) -> bool {
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    !rest.is_empty()
        && (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && rest.iter().all(|g| g.len() == 3)
}

const UNITS: [(&str, u8); 11] = [
    ("en", 1),
    ("et", 1),
    ("to", 2),
    ("tre", 3),
    ("fire", 4),
    ("fem", 5),
    ("seks", 6),
    ("syv", 7),
    ("otte", 8),
    ("ni", 9),
    ("én", 1),
];
const TEENS: [(&str, u8); 12] = [
    ("nul", 0),
    ("ti", 10),
    ("elleve", 11),
    ("tolv", 12),
    ("tretten", 13),
    ("fjorten", 14),
    ("femten", 15),
    ("seksten", 16),
    ("sytten", 17),
    ("atten", 18),
    ("nitten", 19),
    ("tyve", 20),
];
const TENS: [(&str, u8); 15] = [
    ("tyve", 20),
    ("tredive", 30),
    ("fyrre", 40),
    ("halvtreds", 50),
    ("tres", 60),
    ("halvfjerds", 70),
    ("firs", 80),
    ("halvfems", 90),
    ("fyrretyve", 40),
    ("halvtredsindstyve", 50),
    ("tresindstyve", 60),
    ("halvfjerdsindstyve", 70),
    ("firsindstyve", 80),
    ("halvfemsindstyve", 90),
    ("treds", 60),
];

/// The number that a plain word says, from nought to ninety-nine. `en` and `et`
/// are articles first and say none; `enogtyve` does.
pub(crate) fn word_value(word: &str) -> Option<u8> {
    let of =
        |table: &[(&str, u8)], word: &str| table.iter().find(|(w, _)| *w == word).map(|(_, n)| *n);
    if let Some((unit, ten)) = word.split_once("og") {
        return Some(of(&UNITS, unit)? + of(&TENS, ten)?);
    }
    of(&TEENS, word).or_else(|| of(&TENS, word)).or_else(|| of(&UNITS, word).filter(|n| *n != 1))
}
