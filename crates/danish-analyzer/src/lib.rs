//! Danish words for anybody's index: tokens, folding, inflection, compounds, numbers, sentences.
//!
//! Text becomes [`Token`]s, a token carries its [`Terms`]: the form as written,
//! the lemmas it may belong to, and the words inside a compound. Two words meet
//! when they share a lemma. The rules, and the [`lexicon`](https://www.stavekontrolden.dk)
//! behind them, are the same for writing an index and for reading it, so an
//! index remembers [`VERSION`] and is rebuilt when that differs.
//!
//! What the crate keeps to itself: how a word is looked up, split and memoised.

mod analyzer;
mod ascii;
mod compounds;
mod derivation;
mod ellipsis;
mod fold;
#[cfg(not(feature = "lexicon"))]
mod irregular;
mod letters;
mod lexicon;
#[cfg(feature = "tantivy")]
mod marked;
mod memory;
mod names;
mod numbers;
mod parts;
mod prices;
mod query;
mod related;
mod rules;
mod sentences;
#[cfg(feature = "lexicon")]
mod shipped;
mod tables;
#[cfg(feature = "tantivy")]
pub mod tantivy;
pub mod term;
mod terms;
mod tokenizer;
mod units;
mod weights;
mod words;

pub use analyzer::Analyzer;
pub use ascii::{ascii_candidates, ascii_spellings};
pub use fold::fold;
pub use query::{QueryToken, is_word};
pub use sentences::sentences;
pub use tables::is_stop_word;
pub use terms::{Inner, Part, Terms, Token};

/// Version of the rules and the lexicon: an index written by another one must be rebuilt.
pub const VERSION: u32 = 3;

#[cfg(all(doctest, feature = "lexicon"))]
#[doc = include_str!("../README.md")]
struct Readme;
