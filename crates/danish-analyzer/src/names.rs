//! Names of people and places, which are not split.

use crate::lexicon::Known;

/// What Danish surnames and places end in. A capitalised word that is no known
/// word and ends so is taken for one.
const ENDINGS: &[&str] = &[
    "sen", "gaard", "gård", "bæk", "beck", "bech", "berg", "bjerg", "borg", "holm", "dal", "dahl",
    "lund", "mark", "skov", "strup", "trup", "rup", "drup", "sted", "toft", "kjær", "kær", "vang",
    "høj", "vig", "vik", "ager", "lev", "løv", "løse", "rød", "havn", "sund", "ø", "å", "bro",
    "huus", "by", "næs", "odde", "slev", "stein", "mann", "quist", "kvist", "gren", "strøm",
    "feldt", "minde", "bak", "bakke", "kilde", "vad", "tved",
];

/// Whether a word as written, `plain` in plain letters, is a name.
pub(crate) fn is_name(text: &str, plain: &str, known: Option<&Known>) -> bool {
    if let Some(known) = known {
        return !known.common;
    }
    let mut letters = text.chars();
    let capitalised =
        letters.next().is_some_and(char::is_uppercase) && letters.all(|c| !c.is_uppercase());
    let base = plain.strip_suffix('s').unwrap_or(plain);
    capitalised
        && base.chars().count() <= 14
        && ENDINGS.iter().any(|ending| base.ends_with(ending) || plain.ends_with(ending))
}
