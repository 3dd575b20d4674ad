//! What somebody typed, and what may stand for it in a text.

use crate::analyzer::Analyzer;
use crate::fold::other_spellings;
use crate::letters::plain;
use crate::terms::{Terms, Token};
use crate::tokenizer::{Kind, Side};
use crate::words;

/// One word that was typed, with what else may stand for it in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryToken<'t> {
    /// The word as typed.
    pub token: Token<'t>,
    /// The word in its other digraph spellings, where they are other words in the
    /// index (`Aarhus`/`Århus`, `koen`/`køn`). The spelling as typed is `token`.
    pub widened: Vec<Terms>,
    /// The compounds it makes with the next word, if both were written apart:
    /// "kommunal direktør" for `kommunaldirektør`, with each linking element that may be.
    pub joined_with_next: Vec<Terms>,
    /// The ways in which a compound may be written apart in a text: sequences of
    /// words that stand next to each other there, in this order.
    pub apart: Vec<Vec<Terms>>,
}

impl Analyzer {
    /// The words of a query, in order, one entry for each.
    ///
    /// ```
    /// let analyzer = danish_analyzer::Analyzer::new();
    /// let words = analyzer.analyze_query("63 %");
    /// assert_eq!(words[0].token.terms.exact, "63");
    /// assert_eq!(words[1].token.terms.exact, "procent");
    /// ```
    pub fn analyze_query<'t>(&self, text: &'t str) -> Vec<QueryToken<'t>> {
        let tokens = self.tokens(text, Side::Query);
        tokens
            .into_iter()
            .map(|token| QueryToken {
                widened: widened(&token),
                token,
                joined_with_next: Vec::new(),
                apart: Vec::new(),
            })
            .collect()
    }
}

fn widened(token: &Token<'_>) -> Vec<Terms> {
    let mut others: Vec<Terms> = Vec::new();
    for spelling in other_spellings(&plain(token.text)) {
        let terms = words::terms(&spelling, Kind::Word);
        if terms.exact != token.terms.exact && others.iter().all(|other| other.exact != terms.exact)
        {
            others.push(terms);
        }
    }
    others
}
