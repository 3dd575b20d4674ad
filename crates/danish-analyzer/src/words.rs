//! One word and its terms.

use crate::fold::fold_digraphs;
use crate::letters::plain;
use crate::terms::Terms;
use crate::tokenizer::Kind;
use crate::{lexicon, numbers, rules, tables};

/// Whether a plain word is known as it is spelled.
pub(crate) fn is_known(plain: &str) -> bool {
    !lexicon::irregular(plain).is_empty()
}

/// The terms of a word by itself.
pub(crate) fn terms(text: &str, kind: Kind) -> Terms {
    let plain = plain(text);
    match kind {
        Kind::Number => number(&plain),
        Kind::Party => {
            Terms { exact: plain.to_string(), lemmas: vec![plain.to_string()], ..Terms::default() }
        }
        Kind::Sign => sign(&plain),
        Kind::Abbreviation => abbreviation(&plain),
        Kind::Word => word(plain.into_owned()),
    }
}

fn number(plain: &str) -> Terms {
    let exact = numbers::canonical(plain);
    Terms { lemmas: vec![exact.clone()], exact, ..Terms::default() }
}

fn sign(plain: &str) -> Terms {
    let word = plain.chars().next().and_then(tables::sign_word).unwrap_or(plain);
    let mut lemmas = vec![plain.to_owned()];
    lemmas.extend(lemmas_of(word));
    Terms { exact: word.to_owned(), lemmas, ..Terms::default() }
}

fn abbreviation(plain: &str) -> Terms {
    let stopless: String = plain.chars().filter(|c| *c != '.').collect();
    let exact = plain.trim_end_matches('.').to_owned();
    Terms { lemmas: vec![exact.clone(), stopless], exact, ..Terms::default() }
}

fn word(plain: String) -> Terms {
    let exact = fold_digraphs(plain);
    let mut lemmas = lemmas_of(&exact);
    if let Some(value) = numbers::word_value(&exact) {
        lemmas.push(value.to_string());
    }
    if let Some(word) = tables::written_out(&exact) {
        lemmas.extend(lemmas_of(word));
    }
    Terms { exact, lemmas, ..Terms::default() }
}

/// The lemmas of a plain word: never none.
pub(crate) fn lemmas_of(plain: &str) -> Vec<String> {
    let mut lemmas: Vec<String> =
        lexicon::irregular(plain).iter().map(|lemma| (*lemma).to_owned()).collect();
    if lemmas.is_empty() {
        lemmas.push(rules::stem(plain).to_owned());
    }
    lemmas
}
