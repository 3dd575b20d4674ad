//! The adapter to `tantivy-tokenizer-api`: one pass, one stream, one field.
//!
//! For each word the stream yields, at the word's position, its surface form,
//! then its lemmas, the lemmas of elliptic compounds it stands for, and the
//! terms inside it, each marked with its class (see [`term`](crate::term)). A
//! query builds the same strings with the functions there and never goes
//! through a tokenizer of the engine.

use tantivy_tokenizer_api::{Token as EngineToken, TokenStream, Tokenizer};

use crate::analyzer::Analyzer;
use crate::term::{EXACT, INNER, LEMMA};
use crate::terms::Token;

/// Longer terms are left out: the engine holds none over 65,530 bytes.
const LONGEST_TERM: usize = 65_000;

/// An [`Analyzer`] as an engine's tokenizer.
#[derive(Debug, Clone, Default)]
pub struct DanishTokenizer {
    analyzer: Analyzer,
}

impl DanishTokenizer {
    /// A tokenizer that has seen nothing yet.
    pub fn new() -> Self {
        DanishTokenizer::default()
    }
}

impl Tokenizer for DanishTokenizer {
    type TokenStream<'a> = DanishTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> DanishTokenStream<'a> {
        DanishTokenStream {
            tokens: self.analyzer.analyze(text),
            at: 0,
            nth: 0,
            current: EngineToken::default(),
        }
    }
}

/// The terms of a text, word by word.
#[derive(Debug)]
pub struct DanishTokenStream<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    nth: usize,
    current: EngineToken,
}

impl TokenStream for DanishTokenStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(token) = self.tokens.get(self.at) {
            let Some((class, term, start, end)) = nth_term(token, self.nth) else {
                self.at += 1;
                self.nth = 0;
                continue;
            };
            self.nth += 1;
            if term.len() > LONGEST_TERM {
                continue;
            }
            self.current.offset_from = start;
            self.current.offset_to = end;
            self.current.position = token.position;
            self.current.text.clear();
            self.current.text.push(class);
            self.current.text.push_str(term);
            return true;
        }
        false
    }

    fn token(&self) -> &EngineToken {
        &self.current
    }

    fn token_mut(&mut self) -> &mut EngineToken {
        &mut self.current
    }
}

/// The term of a word that comes `nth`, with its class and bytes.
fn nth_term<'t>(token: &'t Token<'_>, nth: usize) -> Option<(char, &'t str, usize, usize)> {
    let terms = &token.terms;
    let Some(nth) = nth.checked_sub(1) else {
        return Some((EXACT, &terms.exact, token.start, token.end));
    };
    let lemmas = terms.lemmas.iter().chain(&token.wholes);
    if let Some(lemma) = lemmas.clone().nth(nth) {
        return Some((LEMMA, lemma, token.start, token.end));
    }
    let inner = terms.inner.get(nth - terms.lemmas.len() - token.wholes.len())?;
    Some((INNER, &inner.term, token.start + inner.start, token.start + inner.end))
}
