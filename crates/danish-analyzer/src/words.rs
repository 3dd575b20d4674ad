//! One word and its terms.

use crate::compounds::{self, Ends, Reading};
use crate::fold::fold_digraphs;
use crate::letters::plain;
use crate::lexicon::Known;
use crate::parts;
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

fn abbreviation(plain: &str) -> Terms {
    let exact = plain.trim_end_matches('.').to_owned();
    let stopless: String = exact.chars().filter(|c| *c != '.').collect();
    Terms { lemmas: vec![exact.clone(), stopless], exact, ..Terms::default() }
}

fn word(text: &str, plain: String) -> Terms {
    if plain.contains('-') {
        return parts::hyphenated(text, &plain);
    }
    let exact = fold_digraphs(plain);
    let known = lexicon::known(&exact);
    let name = names::is_name(text, &exact, known.as_ref());
    let reading =
        if name { None } else { compounds::read_known(&exact, known.as_ref(), Ends::Compound) };
    let mut lemmas = acronym(text).unwrap_or_else(|| lemmas_with(&exact, known, reading.as_ref()));
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
    let known = lexicon::known(plain);
    let reading =
        if known.is_some() { None } else { compounds::read_known(plain, None, Ends::Compound) };
    lemmas_with(plain, known, reading.as_ref())
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
    if let Some((base, _)) =
        plain.split_once('\'').filter(|(base, ending)| base.len() > 1 && rules::is_ending(ending))
    {
        return lexicon::known(base).map_or_else(|| vec![base.to_owned()], |known| known.lemmas);
    }
    // A regular ending on a known word is surer than any compound, unless it is one letter.
    let inflected =
        rules::bases(plain).find(|base| base.len() + 2 <= plain.len() && lexicon::is_lemma(base));
    inflected
        .map(|base| vec![base])
        .or_else(|| compound_lemmas(plain, reading.filter(|reading| reading.sure)?))
        .or_else(|| rules::bases(plain).find(|base| lexicon::is_lemma(base)).map(|base| vec![base]))
        .or_else(|| compound_lemmas(plain, reading?))
        .unwrap_or_else(|| vec![rules::stem(plain).to_owned()])
}

/// A compound inflects as its last part does.
fn compound_lemmas(plain: &str, reading: &Reading) -> Option<Vec<String>> {
    let head = *reading.ends.iter().rev().nth(1)?;
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
