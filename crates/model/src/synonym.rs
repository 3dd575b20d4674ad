//! What editors have said means the same.

use serde::{Deserialize, Serialize};

/// Expressions that also find others. Said both ways, `from` and `to` are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonym {
    /// What somebody types.
    pub from: Vec<String>,
    /// What is found besides.
    pub to: Vec<String>,
}

impl Synonym {
    /// The most words of one expression: what is longer is a sentence, and nobody types it.
    pub const MOST_WORDS: usize = 8;
    /// The most others that one expression is kept with, the first that were said.
    pub const MOST_OTHERS: usize = 16;
}
