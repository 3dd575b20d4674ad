//! The adapter to `tantivy-tokenizer-api`: one pass, one stream, one field.
//!
//! For each word the stream yields, at the word's position, its surface form,
//! then its lemmas, the lemmas of elliptic compounds it stands for, and the
//! terms inside it, each marked with its class (see [`term`](crate::term)). A
//! query builds the same strings with the functions there and never goes
//! through a tokenizer of the engine.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy_tokenizer_api::{Token as EngineToken, TokenStream, Tokenizer};

use crate::analyzer::Analyzer;
use crate::ellipsis;
use crate::marked::{Marked, Place};
use crate::tokenizer::{Side, Span, Words};

/// Words behind the present one that the stream can still see, a power of two: an
/// ellipsis looks back as far as it looks ahead.
const BEHIND: usize = ellipsis::FARTHEST.next_power_of_two();

/// Memories that are kept when their tokenizers are gone: an engine takes a clone for each
/// field of each segment it writes, and a word need not be learnt again for the next. Most
/// fields have few words; the memory of a field of long texts takes some 20 MB.
const MOST_SPARE: usize = 64;

type Spare = Arc<Mutex<VecDeque<Marked>>>;

/// An [`Analyzer`] as an engine's tokenizer. A clone remembers what a tokenizer
/// that it has an origin in common with, and that is gone, remembered.
#[derive(Debug, Default)]
pub struct DanishTokenizer {
    analyzer: Analyzer,
    marked: Marked,
    /// The first that was given back is the first to be taken: fields come in the
    /// same order each time, and each meets its own words again.
    spare: Spare,
}

impl Clone for DanishTokenizer {
    fn clone(&self) -> Self {
        let spare = Arc::clone(&self.spare);
        let marked = spare.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        DanishTokenizer { analyzer: Analyzer::new(), marked: marked.unwrap_or_default(), spare }
    }
}

impl Drop for DanishTokenizer {
    fn drop(&mut self) {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        if spare.len() < MOST_SPARE {
            spare.push_back(std::mem::take(&mut self.marked));
        }
    }
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
            analyzer: &self.analyzer,
            marked: &mut self.marked,
            text,
            words: Words::new(text, Side::Index),
            behind: [Span::default(); BEHIND],
            seen: 0,
            next: 0,
            place: Place::default(),
            current: EngineToken::default(),
        }
    }
}

/// The terms of a text, word by word: each word is read when its turn comes.
#[derive(Debug)]
pub struct DanishTokenStream<'a> {
    analyzer: &'a Analyzer,
    marked: &'a mut Marked,
    text: &'a str,
    words: Words<'a>,
    /// The last words, each at its position modulo the length.
    behind: [Span; BEHIND],
    /// How many words were read, the present one among them.
    seen: usize,
    /// One past the place of the present word.
    next: usize,
    /// The terms of the present word that are left.
    place: Place,
    current: EngineToken,
}

impl DanishTokenStream<'_> {
    /// Reads the next word.
    fn next_word(&mut self) -> bool {
        let Some(span) = self.words.next() else { return false };
        self.place = if span.is_elliptic() {
            self.elliptic(span)
        } else {
            self.marked.place(&self.text[span.start..span.end], span.kind)
        };
        self.next = span.place(self.next) + 1;
        self.behind[self.seen % BEHIND] = span;
        self.seen += 1;
        true
    }

    /// The terms of a word that leaves out what a word near it has.
    fn elliptic(&mut self, span: Span) -> Place {
        let first = self.seen.saturating_sub(ellipsis::FARTHEST);
        let mut spans: Vec<Span> =
            (first..self.seen).map(|nth| self.behind[nth % BEHIND]).collect();
        let nth = spans.len();
        spans.push(span);
        spans.extend(self.words.clone().take(ellipsis::FARTHEST));
        let tokens = self.analyzer.tokens_at(self.text, &spans);
        let wholes = ellipsis::wholes(self.text, &tokens, &spans, nth);
        self.marked.place_once(tokens[nth].text, &tokens[nth].terms, &wholes)
    }
}

impl TokenStream for DanishTokenStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if let Some((letters, term)) = self.marked.next(&mut self.place) {
                let word = self.behind[(self.seen - 1) % BEHIND].start;
                self.current.offset_from = word + term.start;
                self.current.offset_to = word + term.end;
                self.current.position = self.next - 1;
                self.current.text.clear();
                self.current.text.push_str(letters);
                return true;
            }
            if !self.next_word() {
                return false;
            }
        }
    }

    fn token(&self) -> &EngineToken {
        &self.current
    }

    fn token_mut(&mut self) -> &mut EngineToken {
        &mut self.current
    }
}
