//! From text to tokens, remembering the words it has seen.

use std::sync::{Arc, Mutex, PoisonError};

use crate::ellipsis;
use crate::memory::Memory;
use crate::terms::{Terms, Token};
use crate::tokenizer::{Side, Span, Words};
use crate::words;

/// The terms of each word seen; an empty slot has none.
type Seen = Memory<Option<Arc<Terms>>>;

/// Analyses Danish text. Cheap to create; a clone remembers nothing yet, so that
/// threads with one each never wait for one another.
#[derive(Debug, Default)]
pub struct Analyzer {
    /// What was seen, and room for the spans of one text.
    seen: Mutex<(Seen, Vec<Span>)>,
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
        let mut elliptic = false;
        let mut next = 0;
        for span in Words::new(text, side) {
            let position = span.place(next);
            tokens.push(token(seen, text, span, position));
            next = position + 1;
            elliptic |= span.is_elliptic();
            spans.push(span);
        }
        if elliptic {
            ellipsis::expand(text, &mut tokens, spans);
        }
        tokens
    }

    /// The words at `spans` alone, with ordinals for positions and no wholes.
    #[cfg(feature = "tantivy")]
    pub(crate) fn tokens_at<'t>(&self, text: &'t str, spans: &[Span]) -> Vec<Token<'t>> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let spans = spans.iter().enumerate();
        spans.map(|(position, span)| token(&mut seen.0, text, *span, position)).collect()
    }
}

fn token<'t>(seen: &mut Seen, text: &'t str, span: Span, position: usize) -> Token<'t> {
    let word = &text[span.start..span.end];
    let terms = terms(seen, word, span);
    Token { text: word, start: span.start, end: span.end, position, terms, wholes: Vec::new() }
}

/// The terms of a word as written, found out only if it is not remembered.
fn terms(seen: &mut Seen, word: &str, span: Span) -> Arc<Terms> {
    let key = match seen.find(word, span.kind) {
        Ok(Some(terms)) => return Arc::clone(terms),
        Ok(None) => None,
        Err(key) => key,
    };
    let terms = Arc::new(words::terms(word, span.kind));
    if let Some(key) = key {
        if seen.is_full() {
            seen.clear();
        }
        seen.keep(key, word, Some(Arc::clone(&terms)));
    }
    terms
}
