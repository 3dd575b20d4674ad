//! Sentences of text in which names with points are frequent.

use std::ops::Range;

use crate::pattern;

// A point behind a part of a name, or a degree before one, ends no sentence.
pattern!(
    NAME_PART,
    r"(?:^|[\s(])(?:Aa|Th|Chr|Kr|Fr|Fl|Joh|Vald|Jr|Sv|\p{Lu}|[Pp]h\.d|cand\.\S+|dr\.\S+)\.$"
);
pattern!(NAME_FOLLOWS, r"^\s*\p{Lu}[\p{L}\-.’]*(?:\s+\p{Lu}|\s*[,(.]|$)");

/// The sentences of `words`, each with the space behind it.
pub fn sentences(words: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for next in danish_analyzer::sentences(words) {
        let goes_on = |last: &Range<usize>| {
            NAME_PART.is_match(words[last.clone()].trim_end())
                && NAME_FOLLOWS.is_match(&words[next.clone()])
        };
        match all.last_mut().filter(|last| goes_on(last)) {
            Some(last) => last.end = next.end,
            None => all.push(next),
        }
    }
    all
}

/// As much of a long paragraph as any one clause, with what stands beside it, can
/// take: what a look around costs, whatever stands on one line.
const NEAR: usize = 1_200;

/// The beginning of `words`, no longer than a clause can be.
pub fn near_start(words: &str) -> &str {
    at_most(words, NEAR)
}

/// The first bytes of `words`, so many and no half letter.
pub fn at_most(words: &str, bytes: usize) -> &str {
    let end = words.len().min(bytes);
    let end = (end..words.len()).find(|&at| words.is_char_boundary(at)).unwrap_or(words.len());
    &words[..end]
}

/// Where the last sentence of `words` begins and ends, looked for near the end.
pub fn last_sentence(words: &str) -> Range<usize> {
    let from = words.len().saturating_sub(NEAR);
    let from = (from..words.len()).find(|&at| words.is_char_boundary(at)).unwrap_or(0);
    let last = sentences(&words[from..]).into_iter().next_back();
    last.map_or(from..words.len(), |own| from + own.start..from + own.end)
}
