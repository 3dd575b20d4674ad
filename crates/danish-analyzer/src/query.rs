//! What somebody typed, and what may stand for it in a text.

use crate::analyzer::Analyzer;
use crate::compounds::{self, Ends};
use crate::derivation;
use crate::fold::{has_digraph, other_spellings};
use crate::letters::plain;
use crate::lexicon::{self, lexicon};
use crate::parts::lemmas_before_others;
use crate::tables::is_stop_word;
use crate::terms::{Terms, Token};
use crate::tokenizer::{Kind, Side};
use crate::{units, words};

/// One word that was typed, with what else may stand for it in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryToken<'t> {
    /// The word as typed.
    pub token: Token<'t>,
    /// The word in its other digraph spellings, where they are other words in the
    /// index (`Aarhus`/`Århus`). A spelling that is itself a Danish word is not
    /// another's: `koen` is the cow and no `køn`. The spelling as typed is `token`.
    pub widened: Vec<Terms>,
    /// A number and its unit, or a sign and its number, are one thing with the next
    /// word (`83 %`, `35 mio. kr.`, `§ 17`, `kl. 9`): a text has it only where the two
    /// stand side by side.
    pub bound_to_next: bool,
    /// The compounds it makes with the next word, if both were written apart:
    /// "kommunal direktør" for `kommunaldirektør`, with each linking element that may be.
    pub joined_with_next: Vec<Terms>,
    /// The ways in which a compound may be written apart in a text: sequences of
    /// words that stand next to each other there, in this order.
    pub apart: Vec<Vec<Terms>>,
}

impl Analyzer {
    /// The words of a query, in order, one entry for each. Party letters in
    /// parentheses may be typed in any case here.
    ///
    /// ```
    /// let analyzer = danish_analyzer::Analyzer::new();
    /// let words = analyzer.analyze_query("kommunal direktør");
    /// assert_eq!(words[0].joined_with_next[0].exact, "kommunaldirektør");
    /// ```
    pub fn analyze_query<'t>(&self, text: &'t str) -> Vec<QueryToken<'t>> {
        let tokens = self.tokens(text, Side::Query);
        let joined: Vec<Vec<Terms>> = (0..tokens.len())
            .map(|nth| {
                tokens.get(nth + 1).map_or_else(Vec::new, |next| joined(text, &tokens[nth], next))
            })
            .collect();
        let bound: Vec<bool> = (0..tokens.len())
            .map(|nth| {
                tokens.get(nth + 1).is_some_and(|next| units::is_bound(text, &tokens[nth], next))
            })
            .collect();
        let with_next = tokens.into_iter().zip(joined).zip(bound);
        with_next
            .map(|((token, joined_with_next), bound_to_next)| QueryToken {
                widened: widened(&token),
                bound_to_next,
                apart: apart(&token.terms.exact),
                token,
                joined_with_next,
            })
            .collect()
    }

    /// The terms of one folded form, such as one of
    /// [`ascii_candidates`](crate::ascii_candidates).
    pub fn terms_of(&self, form: &str) -> Terms {
        words::terms(form, Kind::Word)
    }
}

fn widened(token: &Token<'_>) -> Vec<Terms> {
    let mut others: Vec<Terms> = Vec::new();
    let typed = plain(token.text);
    if has_digraph(&typed) && is_word(&typed) {
        return others;
    }
    for spelling in other_spellings(&typed) {
        if has_digraph(&spelling) && is_word(&spelling) {
            continue;
        }
        let terms = words::terms(&spelling, Kind::Word);
        if terms.exact != token.terms.exact && others.iter().all(|other| other.exact != terms.exact)
        {
            others.push(terms);
        }
    }
    others
}

/// Whether a folded word is a form that a dictionary lists, and no name only.
///
/// ```
/// assert!(danish_analyzer::is_word("bøgerne"));
/// assert!(!danish_analyzer::is_word("borgmster"));
/// ```
pub fn is_word(word: &str) -> bool {
    lexicon::find(word).is_some_and(|found| found.class.common)
}

/// The compounds that two words make: as they stand, and with -s- or -e- where the
/// first word is known to take it.
fn joined(text: &str, first: &Token<'_>, second: &Token<'_>) -> Vec<Terms> {
    let gap = &text[first.end..second.start];
    let word = |token: &Token<'_>| {
        let exact = &token.terms.exact;
        exact.chars().all(char::is_alphabetic)
            && exact.chars().nth(1).is_some()
            && exact.len() <= 64
            && !is_stop_word(exact)
    };
    if gap.contains(|c: char| !c.is_whitespace()) || !word(first) || !word(second) {
        return Vec::new();
    }
    let (first, second) = (&first.terms.exact, &second.terms.exact);
    let links =
        ["", "s", "e"].into_iter().filter(|link| link.is_empty() || takes_link(first, link));
    links.map(|link| words::terms(&format!("{first}{link}{second}"), Kind::Word)).collect()
}

fn takes_link(word: &str, link: &str) -> bool {
    let part = format!("{word}{link}");
    let mut listed = link == "s" && derivation::lacks_s(word);
    lexicon().firsts(&part, |length, _| listed |= length == part.len());
    listed
}

/// A compound in two words, at each place where a part begins, or at its hyphens.
fn apart(word: &str) -> Vec<Vec<Terms>> {
    if word.contains('-') {
        let pieces: Vec<Terms> =
            word.split('-').take(8).map(|piece| words::terms(piece, Kind::Word)).collect();
        return vec![pieces];
    }
    let Some(reading) = compounds::read(word, Ends::Compound) else { return Vec::new() };
    let bounds = &reading.ends[..reading.ends.len().saturating_sub(1)];
    bounds
        .iter()
        .map(|at| vec![beginning(&word[..*at]), words::terms(&word[*at..], Kind::Word)])
        .collect()
}

fn beginning(part: &str) -> Terms {
    Terms { exact: part.to_owned(), lemmas: lemmas_before_others(part), ..Terms::default() }
}
