//! Elliptic compounds: what `social-` stands for in "social- og beskæftigelsesforvaltningen",
//! and `-fødder` in "sidehoveder og -fødder" (Retskrivningsordbogen § 57).

use crate::compounds::{self, Ends};
use crate::derivation;
use crate::lexicon::{self, lexicon};
use crate::terms::Token;
use crate::tokenizer::{Kind, Span};
use crate::words::{lemmas_of, push_new};

/// Words that stand between the members of a list, or before its last.
const LINKS: &[&str] = &[
    "og",
    "eller",
    "samt",
    "til",
    "for",
    "i",
    "på",
    "af",
    "den",
    "det",
    "de",
    "både",
    "hhv",
    "henholdsvis",
    "fra",
    "med",
    "såvel",
    "som",
];

/// Words after which a leading hyphen is elliptic.
const CONJUNCTIONS: &[&str] = &["og", "eller", "samt"];

/// The other end of an ellipsis is no more words away than this.
pub(crate) const FARTHEST: usize = 12;

/// Wholes for one word: a bound for compounds of many parts.
const MOST_WHOLES: usize = 8;

/// Gives each word that leaves out a part of a compound the lemmas of the whole.
pub(crate) fn expand(text: &str, tokens: &mut [Token<'_>], spans: &[Span]) {
    for nth in 0..tokens.len() {
        if spans[nth].is_elliptic() {
            tokens[nth].wholes = wholes(text, tokens, spans, nth);
        }
    }
}

/// The lemmas of the wholes that the word `nth` stands for, seen no farther than [`FARTHEST`].
pub(crate) fn wholes(text: &str, tokens: &[Token<'_>], spans: &[Span], nth: usize) -> Vec<String> {
    let form = |nth: usize| tokens[nth].terms.exact.as_str();
    let wholes = if spans[nth].hyphen_after {
        head_after(text, tokens, spans, nth).map(|head| with_head(form(nth), form(head)))
    } else {
        compound_before(text, tokens, spans, nth)
            .map(|before| with_beginning(form(before), form(nth)))
    };
    wholes.map_or_else(Vec::new, lemmas)
}

fn lemmas(wholes: Vec<String>) -> Vec<String> {
    let mut lemmas = Vec::new();
    for whole in wholes.iter().take(MOST_WHOLES) {
        let (before, last) =
            whole.rsplit_once('-').map_or(("", whole.as_str()), |(before, last)| (before, last));
        for lemma in lemmas_of(last) {
            if before.is_empty() {
                push_new(&mut lemmas, lemma);
            } else {
                push_new(&mut lemmas, format!("{before}-{lemma}"));
                push_new(&mut lemmas, format!("{before}{lemma}"));
            }
        }
        if !before.is_empty() {
            let solid = lemmas_of(&whole.replace('-', ""));
            solid.into_iter().for_each(|lemma| push_new(&mut lemmas, lemma));
        }
    }
    lemmas
}

/// The word that ends the list which the open hyphen after `nth` begins.
fn head_after(text: &str, tokens: &[Token<'_>], spans: &[Span], nth: usize) -> Option<usize> {
    let mut listed = false;
    for next in nth + 1..tokens.len().min(nth + FARTHEST) {
        let gap = &text[tokens[next - 1].end..tokens[next].start];
        if gap.contains(|c: char| {
            !(c.is_whitespace() || c == ',' || c == '/' || crate::letters::is_hyphen(c))
        }) {
            return None;
        }
        listed |= gap.contains([',', '/']) || LINKS.contains(&&*tokens[next].terms.exact);
        let passed = spans[next].hyphen_after || LINKS.contains(&&*tokens[next].terms.exact);
        if !passed {
            return (listed && spans[next].kind == Kind::Word).then_some(next);
        }
    }
    None
}

/// The compound that the leading hyphen of `nth` leans on.
fn compound_before(text: &str, tokens: &[Token<'_>], spans: &[Span], nth: usize) -> Option<usize> {
    let mut listed = false;
    for before in (nth.saturating_sub(FARTHEST)..nth).rev() {
        let gap = &text[tokens[before].end..tokens[before + 1].start];
        listed |= gap.contains([',', '/']) || CONJUNCTIONS.contains(&&*tokens[before].terms.exact);
        if !listed || gap.contains(['.', ';', ':', '!', '?']) {
            return None;
        }
        if !spans[before].hyphen_before && !CONJUNCTIONS.contains(&&*tokens[before].terms.exact) {
            return (spans[before].kind == Kind::Word).then_some(before);
        }
    }
    None
}

/// What `stem` and the end of `compound` make: by preference known words.
fn with_head(stem: &str, compound: &str) -> Vec<String> {
    if let Some((_, head)) = compound.rsplit_once('-') {
        return vec![format!("{stem}-{head}")];
    }
    let bounds = bounds(compound);
    let stem = linked(stem);
    let wholes: Vec<String> =
        bounds.iter().map(|at| format!("{stem}{}", &compound[*at..])).collect();
    known_or_all(wholes, || {
        boundaries(compound)
            .filter(|at| is_word(&compound[..*at]))
            .map(|at| format!("{stem}{}", &compound[at..]))
            .find(|whole| is_word(whole))
    })
}

/// What the beginning of `compound` and `end` make.
fn with_beginning(compound: &str, end: &str) -> Vec<String> {
    if let Some((beginning, _)) = compound.rsplit_once('-') {
        return vec![format!("{beginning}-{end}")];
    }
    let wholes: Vec<String> =
        bounds(compound).iter().map(|at| format!("{}{end}", &compound[..*at])).collect();
    known_or_all(wholes, || {
        boundaries(compound)
            .filter(|at| is_word(&compound[*at..]))
            .map(|at| format!("{}{end}", &compound[..at]))
            .filter(|whole| is_word(whole))
            .last()
    })
}

/// The wholes that are known words, else one found letter by letter (`indland` from
/// `udland`, which is no compound by itself), else all.
fn known_or_all(wholes: Vec<String>, other: impl FnOnce() -> Option<String>) -> Vec<String> {
    let known: Vec<String> = wholes.iter().filter(|whole| is_word(whole)).cloned().collect();
    if known.is_empty() { other().map_or(wholes, |whole| vec![whole]) } else { known }
}

fn is_word(word: &str) -> bool {
    lexicon::find(word).is_some_and(|found| found.class.common)
        || derivation::particles(word).any(|particle| particle == word)
}

/// Where the parts of a compound begin, but for the first.
fn bounds(compound: &str) -> Vec<usize> {
    compounds::read(compound, Ends::Compound).map_or_else(Vec::new, |reading| {
        let inner = reading.ends.len().saturating_sub(1);
        reading.ends[..inner].to_vec()
    })
}

/// Places inside a short word, with two bytes before and three after.
fn boundaries(word: &str) -> impl Iterator<Item = usize> {
    let short = word.len() <= 64;
    word.char_indices()
        .map(|(at, _)| at)
        .filter(move |at| short && *at >= 2 && word.len() - at >= 3)
}

/// The stem with the linking element that it takes before another part, if it was left out.
fn linked(stem: &str) -> String {
    let begins = |part: &str| {
        let mut found = false;
        lexicon().firsts(part, |length, _| found |= length == part.len());
        found
    };
    let with_s = format!("{stem}s");
    if derivation::lacks_s(stem) || (!begins(stem) && begins(&with_s)) {
        with_s
    } else {
        stem.to_owned()
    }
}
