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
