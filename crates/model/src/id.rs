//! Ids that come from content.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names a document for good. Letters and digits only, 1 to 64 of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(String);

impl DocumentId {
    /// The id of what `parts` say: the same parts give the same id, wherever
    /// they stand. 16 letters and digits, 80 bits of BLAKE3: among a hundred
    /// million documents two would collide once in two hundred million tries.
    pub fn from_content(parts: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        DocumentId(base32(&hasher.finalize().as_bytes()[..10]))
    }

    /// Takes an id that somebody wrote. `None` unless it is 1 to 64 ASCII
    /// letters and digits.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.len());
        (fits && text.bytes().all(|b| b.is_ascii_alphanumeric()))
            .then(|| DocumentId(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Crockford's alphabet in lower case: no i, l, o or u, so an id read aloud or
/// copied by hand stays itself.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut buffer, mut bits) = (0u32, 0);
    for &byte in bytes {
        buffer = buffer << 8 | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(ALPHABET[(buffer >> bits & 31) as usize] as char);
        }
    }
    text
}
