//! The passage that is shown of a text.

use std::ops::Range;

use danish_analyzer::sentences;

use crate::highlight::Mark;

/// A text up to this many characters is shown whole.
const WHOLE: usize = 700;

/// A passage of a longer text has at most about this many bytes.
const PASSAGE: usize = 520;

/// The best passage of `text`: all of a short one; of a longer one the whole
/// sentences that hold the most telling of the words looked for, the earliest of
/// equals. `telling` is what each part of the query is worth.
pub(crate) fn passage(text: &str, marks: &[Mark], telling: &[f32]) -> Range<usize> {
    if text.len() <= WHOLE || text.chars().nth(WHOLE).is_none() {
        return 0..text.len();
    }
    let sentences: Vec<Range<usize>> = sentences(text).collect();
    let best = best_run(&sentences, marks, telling).unwrap_or(0..text.len());
    match best.len() <= PASSAGE {
        true => best,
        false => inside(text, best, marks),
    }
}

fn best_run(sentences: &[Range<usize>], marks: &[Mark], telling: &[f32]) -> Option<Range<usize>> {
    let mut best: Option<(f32, Range<usize>)> = None;
    let (mut first_mark, mut last) = (0, 0);
    for (first, sentence) in sentences.iter().enumerate() {
        last = last.max(first);
        while sentences.get(last + 1).is_some_and(|next| next.end - sentence.start <= PASSAGE) {
            last += 1;
        }
        let run = sentence.start..sentences[last].end;
        while marks.get(first_mark).is_some_and(|mark| mark.start < run.start) {
            first_mark += 1;
        }
        let worth = worth(&marks[first_mark..], &run, telling);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, run));
        }
    }
    best.map(|(_, run)| run)
}

/// Each word counts once, and a hundredth for each time more.
fn worth(marks: &[Mark], run: &Range<usize>, telling: &[f32]) -> f32 {
    let mut seen: Vec<usize> = Vec::new();
    let mut worth = 0.0;
    for mark in marks.iter().take_while(|mark| mark.end <= run.end) {
        let one = telling.get(mark.part).copied().unwrap_or_default();
        if seen.contains(&mark.part) {
            worth += one / 100.0;
        } else {
            seen.push(mark.part);
            worth += one;
        }
    }
    worth
}

/// A part of one very long sentence: around its first mark, cut between words.
fn inside(text: &str, sentence: Range<usize>, marks: &[Mark]) -> Range<usize> {
    let mark = marks.iter().find(|mark| sentence.contains(&mark.start));
    let middle = mark.map_or(sentence.start, |mark| mark.start);
    let start = middle.saturating_sub(PASSAGE / 3).max(sentence.start);
    let start = text.ceil_char_boundary(start);
    let end = text.floor_char_boundary((start + PASSAGE).min(sentence.end));
    let start = match start == sentence.start {
        true => start,
        false => next_word(text, start, middle),
    };
    let end = match end == sentence.end {
        true => end,
        false => text[start..end].rfind(char::is_whitespace).map_or(end, |space| start + space),
    };
    start..end
}

fn next_word(text: &str, from: usize, to: usize) -> usize {
    let between = text.get(from..to.max(from)).unwrap_or_default();
    match between.char_indices().find(|(_, c)| c.is_whitespace()) {
        Some((space, c)) => from + space + c.len_utf8(),
        None => from,
    }
}
