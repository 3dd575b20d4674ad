//! From text to tokens, remembering the words it has seen.

use std::sync::{Mutex, PoisonError};

use crate::ellipsis;
use crate::memory::Memory;
use crate::terms::Token;
use crate::tokenizer::{Side, Span, tokenize};
use crate::words;

/// Analyses Danish text. Cheap to create; a clone remembers nothing yet, so that
/// threads with one each never wait for one another.
#[derive(Debug, Default)]
pub struct Analyzer {
    /// What was seen, and room for the spans of one text.
    seen: Mutex<(Memory, Vec<Span>)>,
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
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (seen, spans) = &mut *seen;
        spans.clear();
        tokenize(text, side, |span| {
            let word = &text[span.start..span.end];
            let terms = seen.terms(word, || words::terms(word, span.kind));
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
        if spans.iter().any(|span| span.hyphen_after || span.hyphen_before) {
            ellipsis::expand(text, &mut tokens, spans);
        }
        tokens
    }
}
