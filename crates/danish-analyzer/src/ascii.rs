//! Danish spellings behind plain ASCII.

use crate::letters::plain;
use crate::lexicon;
use crate::query::is_word;

/// More candidates than this are not given.
const MOST: usize = 64;

/// So many are made to choose from, of a word with no more letters that may be others than this:
/// one with more is hardly a word.
const MOST_TRIED: usize = 256;
const MOST_CHANGEABLE: usize = 10;

/// What a plain letter may have been before ring, stroke and dots were left out.
const LETTERS: [(char, &[char]); 3] = [('a', &['å', 'æ']), ('o', &['ø']), ('u', &['y'])];

/// The folded forms that a word typed in plain ASCII may stand for: `Kobenhavn`
/// for `københavn`, `Kruger` for `krüger`, which folds to `kryger`. At most 64:
/// Danish words first, then those with the fewest changes, never the word itself.
/// None for a word that is Danish as it is typed. They are candidates: look each
/// up in the index, and rank what it finds below the word as typed.
///
/// ```
/// let candidates = danish_analyzer::ascii_candidates("Kobenhavn");
/// assert!(candidates.iter().any(|form| form == "københavn"));
/// ```
pub fn ascii_candidates(word: &str) -> Vec<String> {
    match is_word(&plain(word)) {
        true => Vec::new(),
        false => ascii_spellings(word),
    }
}

/// The same of a word that may itself be Danish: `bøger` of `boger`, which is a form of a
/// rare word. Where that stands in no text, another was meant.
pub fn ascii_spellings(word: &str) -> Vec<String> {
    let plain = plain(word);
    if !plain.is_ascii() {
        return Vec::new();
    }
    let letters: Vec<char> = plain.chars().collect();
    let changeable = letters.iter().filter(|letter| !alternatives(**letter).is_empty()).count();
    let tried = if changeable <= MOST_CHANGEABLE { MOST_TRIED } else { MOST };
    let mut candidates: Vec<(Vec<char>, usize)> = vec![(letters, 0)];
    let mut next = 0;
    // Breadth first: each step changes one letter to the right of the last change.
    while next < candidates.len() && candidates.len() <= tried {
        let (base, from) = candidates[next].clone();
        for at in from..base.len() {
            for other in alternatives(base[at]) {
                let mut changed = base.clone();
                changed[at] = *other;
                candidates.push((changed, at + 1));
            }
            if candidates.len() > tried {
                break;
            }
        }
        next += 1;
    }
    let candidates = candidates.into_iter().skip(1);
    let mut candidates: Vec<String> =
        candidates.map(|(letters, _)| letters.into_iter().collect()).collect();
    candidates.sort_by_cached_key(|candidate| lexicon::find(candidate).is_none());
    candidates.truncate(MOST);
    candidates
}

fn alternatives(letter: char) -> &'static [char] {
    LETTERS.iter().find(|(plain, _)| *plain == letter).map_or(&[], |(_, others)| others)
}
