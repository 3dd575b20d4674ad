//! One word and its terms.

use crate::compounds::{self, Ends, Reading};
use crate::fold::fold_digraphs;
use crate::letters::plain;
use crate::lexicon::Known;
use crate::parts;
use crate::term::spelling;
use crate::terms::Terms;
use crate::tokenizer::Kind;
use crate::{lexicon, names, numbers, rules, tables};

/// Whether a plain word is made of known words only.
pub(crate) fn is_compound(plain: &str) -> bool {
    compounds::read_known(plain, None, Ends::Compound).is_some_and(|reading| reading.sure)
}

/// The terms of a word by itself.
pub(crate) fn terms(text: &str, kind: Kind) -> Terms {
    let plain = plain(text);
    match kind {
        Kind::Number => number(&plain),
        Kind::Party => party(&plain),
        Kind::Sign => sign(&plain),
        Kind::Abbreviation => abbreviation(&plain),
        Kind::Word => word(text, plain.into_owned()),
    }
}

fn number(plain: &str) -> Terms {
    let exact = numbers::canonical(plain);
    let mut terms = Terms { lemmas: vec![exact.clone()], exact, ..Terms::default() };
    if let Some(year) = numbers::year_of_date(plain) {
        terms.inner.push(parts::inner(year.to_owned(), plain.len() - year.len(), plain.len()));
    }
    terms
}

/// `(EU)` is found by `EU` as well, `EU` alone not by `(EU)`.
fn party(plain: &str) -> Terms {
    let letters = plain.trim_matches(['(', ')']);
    let inner = lemmas_of(letters)
        .into_iter()
        .map(|lemma| parts::inner(lemma, 1, 1 + letters.len()))
        .collect();
    Terms { exact: plain.to_owned(), lemmas: vec![plain.to_owned()], inner, ..Terms::default() }
}

fn sign(plain: &str) -> Terms {
    let word = plain.chars().next().and_then(tables::sign_word).unwrap_or(plain);
    let mut lemmas = lemmas_of(word);
    lemmas.push(plain.to_owned());
    Terms { exact: word.to_owned(), lemmas, ..Terms::default() }
}

/// Initials are one word with and without stops: `H.C.`, `H. C.`, `HC`.
fn abbreviation(plain: &str) -> Terms {
    let exact = plain.trim_end_matches('.').to_owned();
    let stopless: String = exact.chars().filter(|c| *c != '.').collect();
    if exact.split('.').all(|piece| piece.chars().nth(1).is_none()) {
        return Terms { lemmas: vec![stopless.clone()], exact: stopless, ..Terms::default() };
    }
    Terms { lemmas: vec![exact.clone(), stopless], exact, ..Terms::default() }
}

fn word(text: &str, plain: String) -> Terms {
    if plain.contains('-') {
        return parts::hyphenated(text, &plain);
    }
    let exact = fold_digraphs(plain);
    let known = lexicon::known(&exact);
    let name = names::is_name(text, &exact, known.as_ref());
    let (mut lemmas, reading) = match name {
        true => (lemmas_with(&exact, known, None), None),
        false => lemmas_and_reading(&exact, known),
    };
    if let Some(base) = acronym(text) {
        lemmas = base;
    }
    if let Some(value) = numbers::word_value(&exact) {
        push_new(&mut lemmas, value.to_string());
    }
    let mut terms = Terms { lemmas, exact, ..Terms::default() };
    if let Some(word) = tables::written_out(&terms.exact) {
        lemmas_of(word).into_iter().for_each(|lemma| push_new(&mut terms.lemmas, lemma));
        terms.exact = word.to_owned();
    }
    if let Some(reading) = reading {
        parts::fill(&mut terms, text, &reading);
    }
    terms
}

/// The lemmas of a plain word: never none.
pub(crate) fn lemmas_of(plain: &str) -> Vec<String> {
    match lexicon::known(plain) {
        Some(known) => known.lemmas,
        None => lemmas_and_reading(plain, None).0,
    }
}

/// The lemmas of a plain word and how it reads as a compound. The two agree: what is
/// inflected from a listed word is as much of a compound as that (`niqaben` of niqab
/// holds no monkeys), and no compound of others.
pub(crate) fn lemmas_and_reading(
    plain: &str,
    known: Option<Known>,
) -> (Vec<String>, Option<Reading>) {
    let reading = compounds::read_known(plain, known.as_ref(), Ends::Compound);
    if known.is_some() || apostrophised(plain).is_some() {
        return (lemmas_with(plain, known, reading.as_ref()), reading);
    }
    let sure = reading.as_ref().is_some_and(|reading| reading.sure);
    let least = if sure { 2 } else { 1 };
    match listed_base(plain, least)
        .filter(|base| !has_head_of_its_own(plain, base, reading.as_ref()))
    {
        Some(base) => inflected_as(plain, &base),
        None => (guessed_lemmas(plain, reading.as_ref()), reading),
    }
}

/// The listed word that a regular ending of at least so many letters makes the form of.
fn listed_base(plain: &str, least: usize) -> Option<String> {
    rules::bases(plain).find(|base| base.len() + least <= plain.len() && lexicon::is_lemma(base))
}

/// `boligpolitiker` ends in a word that is not the `politik` of `boligpolitik`: who does
/// something is called by what looks like a plural of it.
fn has_head_of_its_own(plain: &str, base: &str, reading: Option<&Reading>) -> bool {
    let head = reading.filter(|reading| reading.sure).and_then(Reading::head);
    let Some((head, of_base)) = head.and_then(|head| Some((head, base.get(head..)?))) else {
        return false;
    };
    let is_agent = |lemma: &String| spelling(lemma).strip_suffix("er") == Some(of_base);
    lexicon::known(&plain[head..]).is_some_and(|known| known.lemmas.iter().any(is_agent))
}

/// The lemmas and the parts of a form of a listed word.
fn inflected_as(plain: &str, base: &str) -> (Vec<String>, Option<Reading>) {
    let known = lexicon::known(base);
    let mut reading = compounds::read_known(base, known.as_ref(), Ends::Compound);
    if let Some(end) = reading.as_mut().and_then(|reading| reading.ends.last_mut()) {
        *end = plain.len();
    }
    (lemmas_spelled(base, known), reading)
}

/// The word before an apostrophe and an ending.
fn apostrophised(plain: &str) -> Option<&str> {
    let (base, ending) = plain.split_once('\'')?;
    (base.len() > 1 && rules::is_ending(ending)).then_some(base)
}

/// Known words have the lemmas that are known, compounds their head's, others what rules find.
pub(crate) fn lemmas_with(
    plain: &str,
    known: Option<Known>,
    reading: Option<&Reading>,
) -> Vec<String> {
    if let Some(known) = known {
        return known.lemmas;
    }
    if let Some(base) = apostrophised(plain) {
        return lexicon::known(base).map_or_else(|| vec![base.to_owned()], |known| known.lemmas);
    }
    let least = if reading.is_some_and(|reading| reading.sure) { 2 } else { 1 };
    match listed_base(plain, least).filter(|base| !has_head_of_its_own(plain, base, reading)) {
        Some(base) => lemmas_spelled(&base, lexicon::known(&base)),
        None => guessed_lemmas(plain, reading),
    }
}

fn guessed_lemmas(plain: &str, reading: Option<&Reading>) -> Vec<String> {
    reading
        .and_then(|reading| compound_lemmas(plain, reading))
        .unwrap_or_else(|| vec![rules::stem(plain).to_owned()])
}

/// The lemmas of a word that are spelled like it.
fn lemmas_spelled(word: &str, known: Option<Known>) -> Vec<String> {
    let lemmas = known.into_iter().flat_map(|known| known.lemmas);
    lemmas.filter(|lemma| spelling(lemma) == word).collect()
}

/// A compound inflects as its last part does.
fn compound_lemmas(plain: &str, reading: &Reading) -> Option<Vec<String>> {
    let head = reading.head()?;
    let lemmas = lexicon::known(&plain[head..])?.lemmas;
    Some(lemmas.into_iter().map(|lemma| [&plain[..head], &lemma].concat()).collect())
}

/// `EUs`, `NGOerne`: capitals with a small ending.
fn acronym(text: &str) -> Option<Vec<String>> {
    let base = text.trim_end_matches(char::is_lowercase);
    let capitals = base.chars().count() >= 2 && base.chars().all(char::is_uppercase);
    let ending = &text[base.len()..];
    (capitals && !ending.is_empty() && rules::is_ending(ending))
        .then(|| vec![plain(base).into_owned()])
}

pub(crate) fn push_new(lemmas: &mut Vec<String>, lemma: String) {
    if !lemmas.contains(&lemma) {
        lemmas.push(lemma);
    }
}
