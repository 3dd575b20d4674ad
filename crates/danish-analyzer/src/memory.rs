//! The words that were seen, so that each is analysed once.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use crate::tokenizer::Kind;

/// Words that are remembered before all are forgotten: all but the rarest of a
/// library's worth of text, in some 20 MB with what is remembered of them.
const MOST: usize = 3 << 15;

/// Longer words, in bytes, are not worth remembering, and could fill the memory.
const LONGEST: usize = 64;

/// Words up to this many bytes are their own key: meeting one again follows no pointer.
const SHORT: usize = 16;

/// Slots to begin with, a power of two.
const FIRST_SLOTS: usize = 1 << 10;

/// A table from words as written to what they became, by open addressing.
#[derive(Debug)]
pub(crate) struct Memory<V> {
    slots: Vec<Slot<V>>,
    held: usize,
    /// The letters of words that are not short, one after the other.
    letters: String,
    /// So that nobody can write a text whose words all collide.
    secret: u64,
}

#[derive(Debug, Clone, Default)]
struct Slot<V> {
    key: Key,
    /// Where the letters of a longer word begin.
    at: usize,
    value: V,
}

/// A short word itself, or the hash and the end of a longer one. Of length 0: no word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Key {
    first: u64,
    last: u64,
    length: u32,
    /// The same letters may be a word of another kind elsewhere: `000` after a hyphen is no number.
    kind: Kind,
}

impl<V: Clone + Default> Default for Memory<V> {
    fn default() -> Self {
        let secret = RandomState::new().hash_one(0u8) | 1;
        Memory { slots: Vec::new(), held: 0, letters: String::new(), secret }
    }
}

impl<V: Clone + Default> Memory<V> {
    /// What was kept for a word of a kind, or the key to keep it by; none for a word too long to keep.
    #[inline]
    pub fn find(&self, word: &str, kind: Kind) -> Result<&V, Option<Key>> {
        if word.len() > LONGEST || word.is_empty() {
            return Err(None);
        }
        let key = self.key(word, kind);
        if self.slots.is_empty() {
            return Err(Some(key));
        }
        let mut nth = self.first_slot(key);
        loop {
            let slot = &self.slots[nth];
            if slot.key == key && (word.len() <= SHORT || self.letters_at(slot) == word) {
                return Ok(&slot.value);
            }
            if slot.key.length == 0 {
                return Err(Some(key));
            }
            nth = (nth + 1) & (self.slots.len() - 1);
        }
    }

    /// Whether the next word to be kept would be one too many.
    pub fn is_full(&self) -> bool {
        self.held >= MOST
    }

    /// Forgets all words.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.letters.clear();
        self.held = 0;
    }

    /// Keeps what a word became, by the key that [`Memory::find`] gave.
    pub fn keep(&mut self, key: Key, word: &str, value: V) {
        // A quarter stays free at least, so that searches are short.
        if (self.held + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let at = self.letters.len();
        if word.len() > SHORT {
            self.letters.push_str(word);
        }
        self.place(Slot { key, at, value });
        self.held += 1;
    }

    fn grow(&mut self) {
        let slots = (self.slots.len() * 2).max(FIRST_SLOTS);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); slots]);
        old.into_iter().filter(|slot| slot.key.length > 0).for_each(|slot| self.place(slot));
    }

    fn place(&mut self, slot: Slot<V>) {
        let mut nth = self.first_slot(slot.key);
        while self.slots[nth].key.length > 0 {
            nth = (nth + 1) & (self.slots.len() - 1);
        }
        self.slots[nth] = slot;
    }

    fn first_slot(&self, key: Key) -> usize {
        let mixed = mix(
            key.first ^ self.secret,
            key.last ^ u64::from(key.length) ^ (key.kind as u64) << 32 ^ SPREAD,
        );
        mix(mixed, self.secret) as usize & (self.slots.len() - 1)
    }

    fn letters_at(&self, slot: &Slot<V>) -> &str {
        self.letters.get(slot.at..slot.at + slot.key.length as usize).unwrap_or("")
    }

    /// Overlapping reads make a key of a short word without a loop; with its length it is unique.
    fn key(&self, word: &str, kind: Kind) -> Key {
        let bytes = word.as_bytes();
        let length = bytes.len() as u32;
        let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) if bytes.len() <= SHORT => {
                (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
            }
            (Some(_), Some(last)) => (self.hash(bytes), u64::from_le_bytes(*last)),
            _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
                (Some(first), Some(last)) => {
                    (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
                }
                _ => bytes.iter().fold((0, 0), |(all, _), byte| (all << 8 | u64::from(*byte), 0)),
            },
        };
        Key { first, last, length, kind }
    }

    fn hash(&self, bytes: &[u8]) -> u64 {
        let (chunks, _) = bytes.as_chunks::<8>();
        chunks
            .iter()
            .fold(self.secret, |state, chunk| mix(state ^ u64::from_le_bytes(*chunk), SPREAD))
    }
}

/// The golden ratio's bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Multiplies to twice the width and folds.
fn mix(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    product as u64 ^ (product >> 64) as u64
}
