//! Words of the same stem that are other words: the noun of a verb, the quality of an
//! adjective, the adjective of a name. Nothing here meets; it is what a search may
//! offer where the word itself is missing.

use crate::analyzer::Analyzer;
use crate::lexicon::lexicon;
use crate::term::spelling;
use crate::terms::Terms;
use crate::tokenizer::Kind;
use crate::words;

/// No word is offered more relatives than this.
const MOST: usize = 8;

/// A stem has this many letters at least. With less, too much is chance: te and ting.
const LEAST: usize = 3;

/// What a verb ends in, and what a noun of it does.
const VERB_AND_NOUN: &[(&str, &str)] = &[
    ("ere", "ation"),
    ("ere", "ering"),
    ("ere", "ion"),
    ("ere", "ition"),
    ("ere", "ance"),
    ("ere", "ence"),
    ("ere", "ans"),
    ("ere", "ens"),
    ("cere", "ktion"),
    ("gere", "ktion"),
    ("dere", "sion"),
    ("tere", "ssion"),
    ("ficere", "fikation"),
    ("e", "else"),
    ("e", "ing"),
    ("e", "ning"),
    ("e", "sel"),
    ("e", "este"),
];

/// The same of an adjective and the quality that it names.
const ADJECTIVE_AND_NOUN: &[(&str, &str)] =
    &[("", "hed"), ("", "dom"), ("ig", "hed"), ("ent", "ens"), ("ant", "ance")];

/// The same of a name and its adjective.
const NAME_AND_ADJECTIVE: &[(&str, &str)] = &[
    ("", "sk"),
    ("", "isk"),
    ("", "ensisk"),
    ("", "iansk"),
    ("a", "ansk"),
    ("a", "isk"),
    ("land", ""),
    ("ien", "isk"),
    ("ien", "sk"),
    ("en", "sk"),
];

/// Names whose adjective no rule tells.
const NAMES: &[(&str, &str)] = &[
    ("danmark", "dansk"),
    ("norge", "norsk"),
    ("sverige", "svensk"),
    ("finland", "finsk"),
    ("england", "engelsk"),
    ("skotland", "skotsk"),
    ("irland", "irsk"),
    ("storbritannien", "britisk"),
    ("frankrig", "fransk"),
    ("europa", "europæisk"),
    ("grækenland", "græsk"),
    ("rusland", "russisk"),
    ("ukraine", "ukrainsk"),
    ("tyrkiet", "tyrkisk"),
    ("kina", "kinesisk"),
    ("usa", "amerikansk"),
    ("jylland", "jysk"),
    ("aarhus", "aarhusiansk"),
    ("århus", "århusiansk"),
];

impl Analyzer {
    /// The words that are derived from a word or that it is derived from, each with its
    /// terms: the noun of a verb and the verb of a noun (`innovere`, `innovation`), the
    /// quality of an adjective (`ensom`, `ensomhed`), the adjective of a name (`Fyn`,
    /// `fynsk`). At most eight, only words that are listed. They are other words: look
    /// for them where the word itself is missing, and rank them far below it.
    ///
    /// ```
    /// let analyzer = danish_analyzer::Analyzer::new();
    /// let nouns = analyzer.derivations("innoverede");
    /// # #[cfg(feature = "lexicon")]
    /// assert!(nouns.iter().any(|terms| terms.exact == "innovation"));
    /// ```
    pub fn derivations(&self, word: &str) -> Vec<Terms> {
        let mut found: Vec<String> = Vec::new();
        let own = words::terms(word, Kind::Word).lemmas;
        for lemma in own.iter().map(|lemma| spelling(lemma)) {
            for other in relatives(lemma) {
                let known = found.contains(&other) || own.iter().any(|own| spelling(own) == other);
                if !known && is_listed(&other) {
                    found.push(other);
                }
            }
        }
        found.truncate(MOST);
        found.iter().map(|other| words::terms(other, Kind::Word)).collect()
    }
}

/// What may be of the same stem, word or no word.
fn relatives(lemma: &str) -> Vec<String> {
    let mut relatives = Vec::new();
    if lemma.len() > 64 {
        return relatives;
    }
    for table in [VERB_AND_NOUN, ADJECTIVE_AND_NOUN, NAME_AND_ADJECTIVE] {
        for (one, other) in table {
            relatives.extend(exchanged(lemma, one, other));
            relatives.extend(exchanged(lemma, other, one));
        }
    }
    for (name, adjective) in NAMES {
        match lemma {
            _ if lemma == *name => relatives.push((*adjective).to_owned()),
            _ if lemma == *adjective => relatives.push((*name).to_owned()),
            _ => {}
        }
    }
    relatives
}

/// The lemma with another ending, and with the consonant before it doubled or single:
/// `bygge` and `bygning`.
fn exchanged(lemma: &str, ending: &str, other: &str) -> Vec<String> {
    let stem = lemma.strip_suffix(ending).filter(|stem| stem.chars().nth(LEAST - 1).is_some());
    let Some(stem) = stem else { return Vec::new() };
    let mut ends = stem.chars().rev();
    let (last, before) = (ends.next(), ends.next());
    let mut made = vec![format!("{stem}{other}")];
    if let Some(last) = last.filter(|last| last.is_ascii_alphabetic()) {
        if Some(last) == before {
            made.push(format!("{}{other}", &stem[..stem.len() - 1]));
        } else if other == "e" {
            made.push(format!("{stem}{last}{other}"));
        }
    }
    made
}

/// Whether the lexicon has a word, common or a name, as the stem of its forms.
fn is_listed(word: &str) -> bool {
    lexicon()
        .form_and_genitive(word)
        .0
        .is_some_and(|found| found.lemmas().any(|(base, add)| [base, add].concat() == word))
}
