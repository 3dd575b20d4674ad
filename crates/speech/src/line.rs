//! Lines that only say who somebody is: `Navn, rolle, organisation (V)`.

use crate::first_names::is_first_name;
use crate::names::{first_word, is_capitalised, runs};
use crate::verbs;
use crate::vocabulary::{is_organisation_word, is_role_word};

/// Bytes beyond which nothing is a line.
const LONGEST: usize = 600;

/// What a paragraph is as a speaker's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A name and nothing else.
    Name,
    /// A name with a role, an organisation, a party, an age.
    Full,
    /// A role or an organisation without a name: the second line of a card.
    Role,
}

/// Verbs that no line has outside `der er …`.
const FINITE: &[&str] = &[
    "er", "var", "har", "havde", "kan", "kunne", "skal", "skulle", "vil", "ville", "bliver",
    "blev", "går", "gik", "kommer", "kom", "får", "fik", "gør", "gjorde", "ser", "så", "tager",
    "tog", "står", "stod", "må", "måtte", "bør", "giver", "gav", "holder", "holdt", "viser",
    "viste", "møder", "søger", "vinder", "bygger", "åbner", "lukker", "fylder", "starter",
    "stopper", "kræver", "sætter", "satte", "lægger", "spiller", "åbnede", "mødte",
];

/// Words that begin a line about a picture, a text or a contact.
const NO_SPEAKER: &[&str] = &[
    "foto",
    "billede",
    "arkivfoto",
    "tekst",
    "af",
    "kilde",
    "kontakt",
    "skrevet",
    "illustration",
    "grafik",
    "video",
    "læs",
    "se",
    "del",
    "redaktion",
    "redaktør",
    "ansvarshavende",
    "abonner",
    "copyright",
    "fotograf",
    "kontaktperson",
    "kontaktpersoner",
    "yderligere",
];

/// Whether words are about a picture or a text, not about who speaks: a credit, a
/// by-line.
pub fn is_credit(words: &str) -> bool {
    let first = first_word(words).trim_end_matches([':', '.']).to_lowercase();
    matches!(
        first.as_str(),
        "foto"
            | "arkivfoto"
            | "af"
            | "tekst"
            | "illustration"
            | "grafik"
            | "skrevet"
            | "fotograf"
            | "video"
            | "redaktion"
    ) && words.split_whitespace().count() <= 14
}

/// Running text without the credit at its end: `… ved broen. Foto: N N`.
pub fn without_credit(words: &str) -> &str {
    let at = ["Foto:", "(Foto", "Arkivfoto", "foto:", "FOTO:", "Fotograf:", "Illustration:"]
        .iter()
        .filter_map(|credit| words.find(credit))
        .min();
    &words[..at.unwrap_or(words.len())]
}

/// Reads a paragraph as a line; `None` when it is none.
pub fn line(words: &str) -> Option<Line> {
    if words.len() > LONGEST {
        return None;
    }
    let words = words.trim().trim_end_matches('.');
    let count = words.split_whitespace().count();
    if words.is_empty()
        || words.chars().count() > 170
        || count > 24
        || words.ends_with([':', '?', '!', '…'])
    {
        return None;
    }
    if words.contains(['?', '!', '"', '”', '»', '«', '“', '|', '@', '\t'])
        || words.contains(". ") && !has_only_name_points(words)
    {
        return None;
    }
    let first = first_word(words).trim_end_matches(',');
    if NO_SPEAKER.contains(&first.trim_end_matches(':').to_lowercase().as_str()) {
        return None;
    }
    let tells = words
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .enumerate()
        .any(|(n, word)| {
            let relative = words.contains("der er ") || words.contains("som er ");
            word.starts_with(char::is_lowercase)
                && n > 0
                && (FINITE.contains(&word) && !(word == "er" && relative)
                    || verbs::reports_alone(word))
        });
    if tells {
        return None;
    }
    let head_end = words.find([',', '(', ';']).unwrap_or(words.len());
    let head = words[..head_end].trim();
    let found = runs(head);
    let name = found.iter().find(|run| run.start == 0 || is_role_before(&head[..run.start]));
    let ends_with_name = name.is_some_and(|run| run.end == head.len());
    let bare = head_end == words.len();
    if let Some(run) = name {
        let known = is_first_name(first_word(&head[run.clone()]));
        let has_role = head[..run.start].split_whitespace().any(is_role_word);
        if bare {
            let rest = head[run.end..].trim();
            return match () {
                _ if ends_with_name && has_role => Some(Line::Full),
                _ if ends_with_name && known => Some(Line::Name),
                _ if known && is_role_word(first_word(rest)) => Some(Line::Full),
                _ if known && rest.starts_with("fra ") && rest.split_whitespace().count() <= 6 => {
                    Some(Line::Full)
                }
                _ if known
                    && rest.starts_with(['–', '-', '—', '·'])
                    && rest.split_whitespace().count() <= 10 =>
                {
                    Some(Line::Full)
                }
                _ => None,
            };
        }
        let rest = &words[head_end..];
        let says = rest.starts_with('(')
            || rest.split_whitespace().any(|word| is_role_word(word) || is_organisation_word(word))
            || rest.contains(" år")
            || rest.split_whitespace().count() <= 6;
        return (ends_with_name && (known || has_role || rest_has_role(rest)) && says)
            .then_some(Line::Full);
    }
    // `Anna, 9 år, Skovby`; `Borgmester, Lindø Kommune, Bo Kjær (V)`.
    if is_first_name(head) && !bare && words.split_whitespace().count() > 1 {
        return Some(Line::Full);
    }
    let begins_with_role = is_role_word(first_word(head)) && is_capitalised(head);
    if begins_with_role
        && runs(&words[head_end..])
            .iter()
            .any(|run| is_first_name(first_word(&words[head_end..][run.clone()])))
    {
        return Some(Line::Full);
    }
    let is_role =
        is_role_word(first_word(head)) || head.split_whitespace().take(3).any(is_role_word);
    (is_role && count <= 14).then_some(Line::Role)
}

fn rest_has_role(rest: &str) -> bool {
    rest.starts_with('(') || rest.split_whitespace().take(6).any(is_role_word)
}

fn is_role_before(words: &str) -> bool {
    let words = words.trim();
    words.split_whitespace().count() <= 6 && words.split_whitespace().any(is_role_word)
}

/// Whether every stop in a line belongs to an initial or an abbreviation.
fn has_only_name_points(words: &str) -> bool {
    words.match_indices(". ").all(|(at, _)| {
        let word = words[..at].rsplit([' ', ',']).next().unwrap_or("");
        word.chars().count() <= 4 || word.contains('.')
    })
}

/// Whether words are two to four capitalised ones and nothing else: a name that no
/// list has, where a dash says that it signs.
pub fn is_bare_name(words: &str) -> bool {
    let words = words.trim();
    words.len() <= LONGEST && runs(words).first().is_some_and(|run| *run == (0..words.len()))
}

/// Whether words are an organisation's name and nothing else.
pub fn is_organisation_line(words: &str) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let words = words.trim().trim_end_matches('.');
    is_capitalised(words)
        && words.split_whitespace().count() <= 6
        && !words.contains(['.', ',', ':', '?', '!'])
        && words.split_whitespace().any(is_organisation_word)
        && words
            .split_whitespace()
            .all(|word| is_capitalised(word) || matches!(word, "i" | "for" | "og" | "af" | "på"))
}
