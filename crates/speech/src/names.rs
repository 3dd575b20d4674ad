//! What names of people and of organisations look like in Danish text.

use std::ops::Range;

use crate::first_names::is_first_name;
use crate::pattern;
use crate::vocabulary::{is_organisation_word, is_role_word};

pattern!(
    /// What joins a role to where it is held. `for` joins only to a capital.
    pub PREPOSITION,
    r" (?:i|ved|hos|fra|på|for|af|under) "
);

/// Words inside a name that keep their small letter.
const PARTICLES: &[&str] =
    &["af", "von", "van", "de", "der", "la", "bin", "al", "el", "ten", "zu", "da", "di"];

/// Whether two spellings are of one person: the same but for a letter or two,
/// or one lacks middle names the other has.
pub fn same_person(a: &str, b: &str) -> bool {
    let folded = |name: &str| -> Vec<String> {
        let name = name.to_lowercase().replace("aa", "å").replace("ae", "æ").replace("oe", "ø");
        name.split_whitespace().map(str::to_owned).collect()
    };
    let (first, second) = (folded(a), folded(b));
    let near = |p: &str, q: &str| {
        distance(p, q) <= usize::from(p.chars().count().min(q.chars().count()) > 4)
    };
    let (Some(a_first), Some(b_first)) = (first.first(), second.first()) else { return false };
    let (Some(a_last), Some(b_last)) = (first.last(), second.last()) else { return false };
    let middle_may_lack = first.len() != second.len() || first.len() == 2;
    near(a_first, b_first)
        && near(a_last, b_last)
        && (middle_may_lack || distance(&first.join(" "), &second.join(" ")) <= 2)
}

/// The one of `known` that `word` is most likely a slip of.
pub fn near<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let nearest = known.iter().map(|known| (distance(&lower, known), *known)).min();
    nearest.filter(|(distance, _)| *distance <= 2).map(|(_, known)| known)
}

/// Levenshtein's distance in characters.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// The first of some words; nothing of none.
pub fn first_word(words: &str) -> &str {
    words.split_whitespace().next().unwrap_or("")
}

/// How many bytes at the beginning of `words` are an organisation's name: up to
/// and with the last word that makes it one (and what its kind puts after
/// itself, as `Region Vest`); without such a word, all if all is capitalised.
pub fn organisation_length(words: &str) -> usize {
    let (mut end, mut at) = (0, 0);
    let mut more = More::Nothing;
    for word in words.split(' ') {
        let stop = at + word.len();
        let capital = is_capitalised(word);
        let joins = PARTICLES.contains(&word) || matches!(word, "og" | "for" | "i" | "på" | "&");
        if is_organisation_word(word) || (capital && more == More::Name) {
            end = stop;
            more = More::after(word);
        } else if joins && more != More::Nothing {
            more = More::Name;
        } else if !capital && !joins && end == 0 {
            return 0;
        } else {
            more = More::Nothing;
        }
        at = stop + 1;
    }
    // `Børnehuset Krudtuglen`: a definite kind, and one word that is its name.
    let (kind, own) =
        (words[..end].split_whitespace().next_back().unwrap_or(""), words[end..].trim());
    let is_definite =
        ["et", "en", "erne"].iter().any(|ending| kind.ends_with(ending)) || is_home_of(kind);
    if end > 0 && is_definite && is_capitalised(own) && !own.contains(' ') {
        return words.len();
    }
    let is_name = |word: &str| is_capitalised(word) || matches!(word, "og" | "for" | "&");
    if end == 0 && words.split(' ').all(is_name) { words.len() } else { end }
}

/// Kinds of organisation that stand before their name: `Hotel Vestkaj`.
fn is_home_of(kind: &str) -> bool {
    matches!(
        kind,
        "Hotel"
            | "Restaurant"
            | "Forlaget"
            | "Forsamlingshuset"
            | "Radio"
            | "TV"
            | "Efterskolen"
            | "Café"
            | "Kvintetten"
    )
}

/// What may follow a word of an organisation's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum More {
    /// Nothing: what follows is something else (`Lindø Kommune Bo Kjær`).
    Nothing,
    /// More after a preposition: `Universitetet i X`, `Institut for X`.
    AfterJoint,
    /// A name at once: `Region X`.
    Name,
}

impl More {
    fn after(word: &str) -> More {
        let definite = ["et", "en", "erne"].iter().any(|ending| word.ends_with(ending));
        match word.to_lowercase().as_str() {
            "region" | "center" => More::Name,
            "institut" | "forening" | "råd" | "forbund" => More::AfterJoint,
            _ if definite => More::AfterJoint,
            _ => More::Nothing,
        }
    }
}

/// Whether words name an organisation.
pub fn is_organisation(words: &str) -> bool {
    // Nobody is called so: `Dansk Industri`, `Det Kongelige Teater`.
    let national = ["Dansk", "Danske", "Danmarks", "Det", "De", "Den", "Statens", "Kommunernes"];
    let is_national = words.contains(' ') && national.contains(&first_word(words));
    (is_national || words.split_whitespace().any(is_organisation_word))
        && words.chars().count() <= 100
}

/// Whether they begin with a capital.
pub fn is_capitalised(words: &str) -> bool {
    words.trim_start_matches(['‘', '’', '\'', '"']).starts_with(char::is_uppercase)
}

/// Two to six capitalised words and nothing else, the first no role.
pub fn is_name(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    (2..=6).contains(&all.len())
        && all.iter().all(|word| is_name_word(word) || PARTICLES.contains(word))
        && is_name_word(all[0])
        && is_name_word(all[all.len() - 1])
        && !is_organisation(words)
        && !is_role_word(all[0])
}

fn is_name_word(word: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.' | '´');
    let joined_particle = word
        .split_once('-')
        .is_some_and(|(particle, name)| PARTICLES.contains(&particle) && is_capitalised(name));
    (is_capitalised(word) || joined_particle)
        && word.chars().all(letters)
        && word.chars().any(char::is_alphabetic)
}

/// How many bytes at the beginning are a name that something small follows.
pub fn split_name(words: &str) -> Option<usize> {
    let mut end = 0;
    let mut count = 0;
    let mut at = 0;
    for word in words.split(' ') {
        if !is_name_word(word) {
            break;
        }
        count += 1;
        at += word.len() + usize::from(count > 1);
        end = at;
    }
    (count >= 2 && end < words.len() && is_name(&words[..end])).then_some(end)
}

/// Where a name begins that ends a role (`borgmester Navn Navnesen`).
pub fn trailing_name(words: &str) -> Option<usize> {
    let starts = words.match_indices(' ').map(|(at, _)| at + 1);
    starts
        .into_iter()
        .find(|&start| is_name(&words[start..]) && !is_capitalised_role(&words[..start]))
        // "… i Skive Byråd", "… efter Bo Kjær": no apposition.
        .filter(|&start| !ends_in_joint(&words[..start]))
}

/// "Professor Emeritus Navn" — the words before the name must name the role.
fn is_capitalised_role(before: &str) -> bool {
    !before.split_whitespace().any(is_role_word)
}

/// Whether the last word joins what follows to what is before: `i`, `efter`.
pub fn ends_in_joint(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or("");
    PREPOSITION.is_match(&format!(" {last} ")) || matches!(last, "efter" | "med" | "til" | "og")
}

/// Words that open a sentence with a capital and belong to no name.
const OPENERS: &[&str] = &[
    "Ifølge",
    "Men",
    "Og",
    "Da",
    "Når",
    "Hvis",
    "I",
    "På",
    "For",
    "Til",
    "Fra",
    "Med",
    "Efter",
    "Under",
    "Hos",
    "Ved",
    "Også",
    "Her",
    "Der",
    "Det",
    "Den",
    "De",
    "Han",
    "Hun",
    "Vi",
    "Nu",
    "Så",
    "Som",
    "Selv",
    "Både",
    "Mens",
    "Siden",
    "Over",
    "Om",
    "At",
    "Af",
    "En",
    "Et",
    "Alle",
    "Ingen",
    "Foto",
    "Tekst",
    "Kilde",
    "Læs",
    "Hvor",
    "Hvad",
    "Hvem",
    "Hvordan",
    "Hvorfor",
    "Ikke",
    "Blandt",
    "Hverken",
    "Derfor",
    "Desuden",
    "Samtidig",
    "Ligesom",
    "Mandag",
    "Tirsdag",
    "Onsdag",
    "Torsdag",
    "Fredag",
    "Lørdag",
    "Søndag",
    "Januar",
    "Februar",
    "Marts",
    "April",
    "Maj",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "December",
    "Jeg",
    "Du",
    "Man",
    "Dette",
    "Disse",
    "Mod",
    "Uden",
    "Trods",
    "Dengang",
    "Senere",
    "Derefter",
    "Bagefter",
    "Endelig",
    "Snart",
    "Sammen",
    "Sådan",
    "Billede",
    "Billedet",
    "Arkivfoto",
    "Interview",
    "Portræt",
    "Formanden",
    "Ejer",
    "Ejeren",
    "Hr",
    "Fru",
    "Frk",
    "Hr.",
    "Ms",
    "Mr",
    "Spørg",
    "Mød",
    "Se",
    "Kontakt",
    "Skriv",
    "Ring",
    "Citat",
    "Andre",
    "Tage",
    "Liv",
    "Rose",
    "Vilde",
    "Sten",
    "Rene",
    "Tone",
    "Stu",
    "Lykke",
    "Gro",
    "Forrest",
    "Fode",
    "Mio",
    "Eren",
    "Regner",
    "Ture",
];

/// The runs of capitalised words in `words` that may name a person, each from
/// its first to its last byte: two words or more, no word of an organisation or
/// a role among them. Only a run that begins with a known first name is a name
/// for sure; of the others what stands beside them must tell.
pub fn runs(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for piece in words.split(|c: char| c.is_whitespace()) {
        let start = at;
        at += piece.len() + words[start + piece.len()..].chars().next().map_or(0, char::len_utf8);
        let opened = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        let begins = start + piece.len() - opened.len();
        let bare = opened.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let bare = if bare.chars().filter(|c| c.is_alphabetic()).count() > 2 || !bare.ends_with('.')
        {
            bare.trim_end_matches('.')
        } else {
            bare
        };
        let fresh = begins > start;
        if fresh {
            flush(words, &mut run, &mut found);
        }
        let is_shouted = bare.chars().count() > 3 && !bare.chars().any(char::is_lowercase);
        let is_name = is_name_word(bare) && !is_shouted;
        let is_particle = !run.is_empty() && PARTICLES.contains(&bare) && bare == opened;
        if is_name || is_particle {
            run.push(begins..begins + bare.len());
        } else {
            flush(words, &mut run, &mut found);
            continue;
        }
        if bare.len() < opened.len() {
            flush(words, &mut run, &mut found);
        }
    }
    flush(words, &mut run, &mut found);
    found
}

/// Takes the name out of a run of capitalised words, if one is in it.
fn flush(words: &str, run: &mut Vec<Range<usize>>, found: &mut Vec<Range<usize>>) {
    let mut run = std::mem::take(run);
    while run.last().is_some_and(|last| PARTICLES.contains(&&words[last.clone()])) {
        run.pop();
    }
    // What stands behind the last word of an organisation or a role is the name.
    // A surname may be a trade (`Ellen Fisker`): behind a first name it is a name.
    let first_name =
        run.iter().position(|word| is_first_name(&words[word.clone()])).unwrap_or(run.len());
    let breaks = |at: usize, word: &str| {
        let is_role = at < first_name && is_role_word(word);
        // So may a place be (`Zenia Kloster Rask`), but for the last word.
        let is_org = is_organisation_word(word) && (at < first_name || at + 1 == run.len());
        (is_org || is_role || OPENERS.contains(&word)) && !is_first_name(word)
    };
    if let Some(last) = (0..run.len()).rev().find(|&at| breaks(at, &words[run[at].clone()])) {
        let ends_with_it = last + 1 == run.len();
        // `Havnens Kro` ends in one: all of it is an organisation.
        if ends_with_it && is_organisation_word(&words[run[last].clone()]) {
            return;
        }
        run.drain(..=last);
    }
    if run.len() > 2
        && !is_first_name(&words[run[0].clone()])
        && run[1..run.len() - 1].iter().any(|word| is_first_name(&words[word.clone()]))
    {
        let first = run.iter().position(|word| is_first_name(&words[word.clone()])).unwrap_or(0);
        run.drain(..first);
    }
    if run.len() >= 2 && run.len() <= 6 {
        found.push(run[0].start..run[run.len() - 1].end);
    }
}

/// Whether a word in small letters is part of names: `von`, `af`.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
        || word.split_once('-').is_some_and(|(particle, _)| PARTICLES.contains(&particle))
}

/// Whether a capitalised word only opens a sentence.
pub fn is_opener(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// Whether the words begin with, or hold, a name that is one for sure.
pub fn names_person(words: &str) -> bool {
    runs(words).iter().any(|run| is_first_name(first_word(&words[run.clone()])))
}
