//! Danish spellings behind plain ASCII.

use crate::letters::plain;

/// More candidates than this are not looked up.
const MOST: usize = 64;

/// What a plain letter may have been before ring, stroke and dots were left out.
const LETTERS: [(char, &[char]); 3] = [('a', &['å', 'æ']), ('o', &['ø']), ('u', &['y'])];

/// The folded forms that a word typed in plain ASCII may stand for: `Kobenhavn`
/// for `københavn`, `Kruger` for `krüger`, which folds to `kryger`. At most 64,
/// fewest changes first, never the word itself. They are candidates: look each
/// up in the index, and rank what it finds below the word as typed.
///
/// ```
/// let candidates = danish_analyzer::ascii_candidates("Kobenhavn");
/// assert!(candidates.iter().any(|form| form == "københavn"));
/// ```
pub fn ascii_candidates(word: &str) -> Vec<String> {
    let plain = plain(word);
    if !plain.is_ascii() {
        return Vec::new();
    }
    let letters: Vec<char> = plain.chars().collect();
    let mut candidates: Vec<(Vec<char>, usize)> = vec![(letters, 0)];
    let mut next = 0;
    // Breadth first: each step changes one letter to the right of the last change.
    while next < candidates.len() && candidates.len() <= MOST {
        let (base, from) = candidates[next].clone();
        for at in from..base.len() {
            for other in alternatives(base[at]) {
                let mut changed = base.clone();
                changed[at] = *other;
                candidates.push((changed, at + 1));
            }
            if candidates.len() > MOST {
                break;
            }
        }
        next += 1;
    }
    candidates
        .into_iter()
        .skip(1)
        .take(MOST)
        .map(|(letters, _)| letters.into_iter().collect())
        .collect()
}

fn alternatives(letter: char) -> &'static [char] {
    LETTERS.iter().find(|(plain, _)| *plain == letter).map_or(&[], |(_, others)| others)
}
