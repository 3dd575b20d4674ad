//! Sentences of text in which names with points are frequent.

use std::ops::Range;

use crate::pattern::pattern;

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
