//! The terms inside a compound, and where they stand in the word as written.

use crate::compounds::{self, Ends, Reading};
use crate::fold::fold_digraphs;
use crate::letters::{is_extension, plain};
use crate::lexicon::Known;
use crate::terms::{Inner, Part, Terms};
use crate::words::{lemmas_and_reading, lemmas_of, lemmas_with, push_new};
use crate::{derivation, lexicon, numbers};

/// Sub-compounds are made of this many parts at most: a bound for words that never end.
const MOST_PARTS: usize = 12;

pub(crate) fn inner(term: String, start: usize, end: usize) -> Inner {
    Inner { term, start, end }
}

/// Fills in the parts of a compound and what may be searched inside it.
pub(crate) fn fill(terms: &mut Terms, text: &str, reading: &Reading) {
    let places = places(text, &terms.exact);
    let mut start = 0;
    for end in &reading.ends {
        let (from, to) = (places[start], places[*end]);
        terms.parts.push(Part { text: text[from..to].to_owned(), start: from, end: to });
        start = *end;
    }
    let bounds: Vec<usize> =
        std::iter::once(0).chain(reading.ends.iter().copied()).take(MOST_PARTS + 1).collect();
    terms.inner = sub_compounds(&terms.exact, &bounds, &places);
}

/// Each contiguous run of parts but the whole, by lemma.
fn sub_compounds(word: &str, bounds: &[usize], places: &[usize]) -> Vec<Inner> {
    let mut found: Vec<Inner> = Vec::new();
    let prefixed = bounds.get(1).is_some_and(|end| derivation::is_prefix(&word[..*end]));
    for (nth, start) in bounds.iter().enumerate() {
        for end in &bounds[nth + 1..] {
            if *start == 0 && (*end == word.len() || prefixed) {
                continue;
            }
            let text = &word[*start..*end];
            let lemmas = if *end == word.len() {
                lemmas_at_end(text, bounds, *start)
            } else {
                lemmas_before_others(text)
            };
            for lemma in lemmas {
                if found.iter().all(|inner| inner.term != lemma || inner.start != places[*start]) {
                    found.push(inner(lemma, places[*start], places[*end]));
                }
            }
        }
    }
    found
}

fn lemmas_at_end(text: &str, bounds: &[usize], start: usize) -> Vec<String> {
    let ends: Vec<usize> =
        bounds.iter().filter(|bound| **bound > start).map(|bound| bound - start).collect();
    lemmas_with(text, lexicon::known(text), Some(&Reading { ends, sure: true }))
}

/// The lemmas of a part that others follow: without its linking element, by what
/// is known of the word then, or as it stands.
pub(crate) fn lemmas_before_others(part: &str) -> Vec<String> {
    if let Some(known) = unlinked(part) {
        return known.lemmas;
    }
    let reading = compounds::read(part, Ends::Part);
    let head = reading.as_ref().and_then(|reading| reading.ends.iter().rev().nth(1)).copied();
    match head {
        Some(head) => lemmas_before_others(&part[head..])
            .into_iter()
            .map(|lemma| [&part[..head], &lemma].concat())
            .collect(),
        None => vec![part.strip_suffix('s').unwrap_or(part).to_owned()],
    }
}

/// The word that a part is with a linking element, likeliest first: `beskæftigelses`,
/// `arbejds` of arbejde, `børne`, `kør` of køre.
fn unlinked(part: &str) -> Option<Known> {
    let without = |link: &str| part.strip_suffix(link).filter(|base| base.len() > 1);
    let verb = |base: &str| lexicon::known(&[base, "e"].concat());
    lexicon::known(part)
        .or_else(|| lexicon::known(without("s")?))
        .or_else(|| verb(without("s")?))
        .or_else(|| lexicon::known(without("e")?))
        .or_else(|| lexicon::known(without("er")?))
        .or_else(|| lexicon::known(without("n")?))
        .or_else(|| verb(part))
}

/// A word with hyphens: each piece by itself, and the word without hyphens, so
/// that `task-force` meets `taskforce`.
pub(crate) fn hyphenated(text: &str, plain_word: &str) -> Terms {
    let pieces: Vec<String> =
        plain_word.split('-').map(|piece| canonical_piece(piece.trim_end_matches('.'))).collect();
    let exact = pieces.join("-");
    let last = pieces.last().map_or("", String::as_str);
    let before = &exact[..exact.len() - last.len()];
    let mut terms = Terms { exact: exact.clone(), ..Terms::default() };
    let lettered = pieces.iter().any(|piece| piece.contains(char::is_alphabetic));
    for lemma in
        lexicon::known(&exact).map_or_else(|| ending_lemmas(before, last), |known| known.lemmas)
    {
        let joined = lemma.replace('-', "");
        terms.lemmas.push(lemma);
        if lettered {
            push_new(&mut terms.lemmas, joined);
        }
    }
    // What the word is without hyphens, though it be a guess: both spellings guess alike.
    if lettered {
        let solid = fold_digraphs(pieces.concat());
        let guessed = lemmas_with(&solid, lexicon::known(&solid), None);
        guessed.into_iter().for_each(|lemma| push_new(&mut terms.lemmas, lemma));
    }
    fill_pieces(&mut terms, text, &pieces);
    terms
}

fn canonical_piece(piece: &str) -> String {
    if piece.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && !piece.contains(char::is_alphabetic)
    {
        numbers::canonical(piece)
    } else {
        fold_digraphs(piece.to_owned())
    }
}

fn ending_lemmas(before: &str, last: &str) -> Vec<String> {
    if last.contains(char::is_alphabetic) {
        lemmas_of(last).into_iter().map(|lemma| format!("{before}{lemma}")).collect()
    } else {
        vec![format!("{before}{last}")]
    }
}

/// The pieces between hyphens as parts, each with what stands inside it.
fn fill_pieces(terms: &mut Terms, text: &str, pieces: &[String]) {
    let mut start = 0;
    for (nth, piece) in pieces.iter().take(MOST_PARTS).enumerate() {
        let last = nth + 1 == pieces.len();
        let length = text[start..].find(crate::letters::is_any_dash).unwrap_or(text.len() - start);
        let end = start + length;
        let after = end + text[end..].chars().next().map_or(0, char::len_utf8);
        let places = places(&text[start..end], piece);
        let (lemmas, reading) = match last {
            true => lemmas_and_reading(piece, lexicon::known(piece)),
            false if derivation::is_prefix(piece) => (Vec::new(), None),
            false => (lemmas_before_others(piece), compounds::read(piece, Ends::Part)),
        };
        push_piece(terms, text, (start, after), piece, &places, reading.as_ref());
        for lemma in lemmas.into_iter().filter(|lemma| !lemma.is_empty()) {
            terms.inner.push(inner(lemma, start, end));
        }
        start = after;
    }
    if start < text.len() {
        terms.parts.push(Part { text: text[start..].to_owned(), start, end: text.len() });
    }
}

fn push_piece(
    terms: &mut Terms,
    text: &str,
    (start, after): (usize, usize),
    piece: &str,
    places: &[usize],
    reading: Option<&Reading>,
) {
    let ends: &[usize] = reading.map_or(&[], |reading| &reading.ends);
    let mut from = start;
    for end in ends.iter().take(ends.len().saturating_sub(1)) {
        let to = start + places[*end];
        terms.parts.push(Part { text: text[from..to].to_owned(), start: from, end: to });
        from = to;
    }
    terms.parts.push(Part { text: text[from..after].to_owned(), start: from, end: after });
    let bounds: Vec<usize> =
        std::iter::once(0).chain(ends.iter().copied()).take(MOST_PARTS + 1).collect();
    for found in sub_compounds(piece, &bounds, places) {
        terms.inner.push(inner(found.term, start + found.start, start + found.end));
    }
}

/// For each byte of the folded word, the byte of the word as written where it begins.
/// Where one letter was written as several (`aa`, a letter and its mark), they go together.
fn places(text: &str, folded: &str) -> Vec<usize> {
    let mut places = vec![text.len(); folded.len() + 1];
    let mut letters = folded.char_indices().peekable();
    let mut pending: Vec<(usize, char)> = Vec::new();
    for (start, end) in clusters(text) {
        for letter in plain(&text[start..end]).chars() {
            pending.push((start, letter));
        }
        settle(&mut pending, &mut letters, &mut places);
    }
    places
}

/// Matches what was written with what it was folded to, from the left.
fn settle(
    pending: &mut Vec<(usize, char)>,
    letters: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
    places: &mut [usize],
) {
    while let Some((from, written)) = pending.first().copied() {
        let Some((at, letter)) = letters.peek().copied() else { return };
        let used = if letter == written {
            1
        } else if pending.len() >= 2 {
            2
        } else {
            return;
        };
        places[at..at + letter.len_utf8()].fill(from);
        pending.drain(..used);
        letters.next();
    }
}

/// Letters with the marks that belong to them, as byte ranges.
fn clusters(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.next()?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| is_extension(*c)) {
            end = at + c.len_utf8();
        }
        Some((start, end))
    })
}
