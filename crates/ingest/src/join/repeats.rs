//! A pull quote or a headline that repeats words of the running text is no
//! second document: the running text's words are, with both places.

use std::collections::HashMap;

use super::Draft;

/// Fewer words than these are too common to be a repetition by themselves.
const TELLING: usize = 4;

/// How many places that begin alike are compared with every other.
pub const MOST_ALIKE: usize = 32;

/// The drafts without those whose words another one holds.
pub fn without_repeats(drafts: Vec<Draft>) -> Vec<Draft> {
    let words: Vec<Vec<String>> = drafts.iter().map(|draft| folded(draft.words.as_str())).collect();
    // The first words of every draft, to find where it stands in others.
    let mut opening: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, words) in words.iter().enumerate() {
        if words.len() >= TELLING {
            let here = opening.entry(&words[..TELLING]).or_default();
            if here.len() < MOST_ALIKE {
                here.push(at);
            }
        }
    }
    let mut holder: Vec<Option<usize>> = vec![None; drafts.len()];
    for (at, own) in words.iter().enumerate() {
        for window in own.windows(TELLING).enumerate() {
            let (from, first) = window;
            for &other in opening.get(first).into_iter().flatten() {
                let repeated = &words[other];
                let holds = other != at
                    && own[from..].starts_with(repeated)
                    && (own.len() > repeated.len() || at < other)
                    && holder[at].is_none();
                let may =
                    holds && may_repeat(&drafts[other], &drafts[at], own.len() == repeated.len());
                if may && holder[other].is_none() {
                    holder[other] = Some(at);
                }
            }
        }
    }
    let spans: Vec<_> = drafts.iter().map(|draft| draft.span).collect();
    let mut kept = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for (at, draft) in drafts.into_iter().enumerate() {
        if holder[at].is_none() {
            place.insert(at, kept.len());
            kept.push(draft);
        }
    }
    for (at, holder) in holder.iter().enumerate() {
        if let Some(&into) = holder.as_ref().and_then(|holder| place.get(holder)) {
            kept[into].also.push(spans[at]);
        }
    }
    kept.retain(|draft| !draft.is_repeat);
    kept
}

/// The same words by two people are two quotes.
fn may_repeat(one: &Draft, other: &Draft, is_all: bool) -> bool {
    let named = one.speaker.is_named() && other.speaker.is_named();
    let same = one.speaker.same(&other.speaker);
    let edited = !one.facts.is_empty() || other.is_repeat;
    !edited && (same || !named || (!is_all && one.speaker.person.is_none()))
}

pub(super) fn folded(words: &str) -> Vec<String> {
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
