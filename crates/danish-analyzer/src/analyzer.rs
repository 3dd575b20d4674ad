//! From text to tokens, remembering the words it has seen.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::ellipsis;
use crate::terms::{Terms, Token};
use crate::tokenizer::{Side, Span, tokenize};
use crate::words;

/// Words remembered before starting afresh: about 10 MB, and more than nine in
/// ten words of a running text.
const MOST_REMEMBERED: usize = 1 << 15;

/// Longer words are not worth remembering, and could fill the memory.
const LONGEST_REMEMBERED: usize = 64;

/// Analyses Danish text. Cheap to create; a clone remembers nothing yet, so that
/// threads with one each never wait for one another.
#[derive(Debug, Default)]
pub struct Analyzer {
    seen: Mutex<HashMap<Box<str>, Arc<Terms>>>,
}

impl Clone for Analyzer {
    fn clone(&self) -> Self {
        Analyzer::new()
    }
}

impl Analyzer {
    /// An analyzer that has seen nothing yet.
    pub fn new() -> Self {
        Analyzer::default()
    }

    /// The words of a text that is to be searched, in order.
    ///
    /// ```
    /// let analyzer = danish_analyzer::Analyzer::new();
    /// let tokens = analyzer.analyze("Bøgerne, 1.093 stk.");
    /// assert_eq!(tokens[0].terms.lemmas, ["bog"]);
    /// assert_eq!(tokens[1].terms.exact, "1093");
    /// assert_eq!((tokens[1].start, tokens[1].end), (10, 15));
    /// ```
    pub fn analyze<'t>(&self, text: &'t str) -> Vec<Token<'t>> {
        self.tokens(text, Side::Index)
    }

    pub(crate) fn tokens<'t>(&self, text: &'t str, side: Side) -> Vec<Token<'t>> {
        let mut tokens = Vec::with_capacity(text.len() / 6);
        let mut spans: Vec<Span> = Vec::with_capacity(text.len() / 6);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        tokenize(text, side, |span| {
            let word = &text[span.start..span.end];
            let terms = remembered(&mut seen, word, || words::terms(word, span.kind));
            tokens.push(Token {
                text: word,
                start: span.start,
                end: span.end,
                position: tokens.len(),
                terms,
                wholes: Vec::new(),
            });
            spans.push(span);
        });
        drop(seen);
        ellipsis::expand(text, &mut tokens, &spans);
        tokens
    }
}

fn remembered(
    seen: &mut HashMap<Box<str>, Arc<Terms>>,
    word: &str,
    terms: impl FnOnce() -> Terms,
) -> Arc<Terms> {
    if let Some(terms) = seen.get(word) {
        return Arc::clone(terms);
    }
    let terms = Arc::new(terms());
    if word.len() <= LONGEST_REMEMBERED {
        if seen.len() >= MOST_REMEMBERED {
            seen.clear();
        }
        seen.insert(word.into(), Arc::clone(&terms));
    }
    terms
}
