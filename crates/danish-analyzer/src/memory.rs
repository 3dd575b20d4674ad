//! The words an analyzer has seen, so that each is analysed once.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

use crate::terms::Terms;

/// Words remembered in each of two halves: some 20 MB for both, and more than
/// ninety-eight in a hundred words of a running text.
const HALF: usize = 1 << 15;

/// Longer words are not worth remembering, and could fill the memory.
const LONGEST: usize = 64;

/// Slots for the words met most, a power of two: they fit into a processor's cache.
const NEAR: usize = 1 << 12;

/// Words up to this many bytes have a place there.
const SHORT: usize = 22;

/// A bounded memory: when one half is full the other, older one is forgotten.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    near: Vec<Option<Near>>,
    recent: HashMap<Box<str>, Arc<Terms>, WordHash>,
    older: HashMap<Box<str>, Arc<Terms>, WordHash>,
    hash: WordHash,
}

/// A short word with its letters in place, so that meeting it again follows no pointer.
#[derive(Debug)]
struct Near {
    length: u8,
    letters: [u8; SHORT],
    terms: Arc<Terms>,
}

impl Near {
    fn is(&self, word: &str) -> bool {
        self.letters.get(..usize::from(self.length)) == Some(word.as_bytes())
    }
}

impl Memory {
    /// The terms of a word as written, found out only if it is not remembered.
    pub fn terms(&mut self, word: &str, find: impl FnOnce() -> Terms) -> Arc<Terms> {
        if word.len() > SHORT {
            return self.far_terms(word, find);
        }
        if self.near.is_empty() {
            self.near.resize_with(NEAR, || None);
        }
        let slot = self.hash.hash_one(word) as usize % NEAR;
        if let Some(near) = self.near[slot].as_ref().filter(|near| near.is(word)) {
            return Arc::clone(&near.terms);
        }
        let terms = self.far_terms(word, find);
        let mut letters = [0; SHORT];
        letters[..word.len()].copy_from_slice(word.as_bytes());
        self.near[slot] =
            Some(Near { length: word.len() as u8, letters, terms: Arc::clone(&terms) });
        terms
    }

    fn far_terms(&mut self, word: &str, find: impl FnOnce() -> Terms) -> Arc<Terms> {
        if let Some(terms) = self.recent.get(word) {
            return Arc::clone(terms);
        }
        let terms = self.older.remove(word).unwrap_or_else(|| Arc::new(find()));
        if word.len() <= LONGEST {
            if self.recent.len() >= HALF {
                self.older = std::mem::take(&mut self.recent);
            }
            self.recent.insert(word.into(), Arc::clone(&terms));
        }
        terms
    }
}

/// A hash for short words, twice as fast as the standard one, with a secret so
/// that nobody can write a text whose words all collide.
#[derive(Debug, Clone)]
struct WordHash {
    secret: u64,
}

impl Default for WordHash {
    fn default() -> Self {
        WordHash { secret: RandomState::new().hash_one(0u8) | 1 }
    }
}

impl BuildHasher for WordHash {
    type Hasher = WordHasher;

    fn build_hasher(&self) -> WordHasher {
        WordHasher { state: self.secret, secret: self.secret }
    }
}

struct WordHasher {
    state: u64,
    secret: u64,
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let mixed = u128::from(self.state ^ u64::from_le_bytes(word))
                * u128::from(self.secret ^ 0x9e37_79b9_7f4a_7c15);
            self.state = (mixed as u64) ^ ((mixed >> 64) as u64) ^ chunk.len() as u64;
        }
    }

    fn finish(&self) -> u64 {
        self.state
    }
}
