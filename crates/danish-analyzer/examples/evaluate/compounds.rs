//! Compounds: whether the head begins where a part begins, and what is split that should not be.

use std::collections::BTreeSet;

use danish_analyzer::Analyzer;

/// Words that are no compounds, written for this measurement.
const SIMPLE_WORDS: &str = include_str!("../../tests/data/simple-words.txt");

/// Prints, over the compounds of two alphabetic parts, how many have a boundary where the head begins.
pub fn report(rows: &[[String; 3]], failures: bool) {
    let analyzer = Analyzer::new();
    let (mut words, mut hits, mut parts) = (0, 0, 0);
    for [word, split, bare] in rows {
        if bare.split('+').count() != 2 || !word.chars().all(char::is_alphabetic) {
            continue;
        }
        let head = split.rsplit('+').next().map_or(0, str::len);
        let found = boundaries(&analyzer, word);
        words += 1;
        parts += found.len().max(1);
        if found.contains(&(word.len() - head)) {
            hits += 1;
        } else if failures {
            println!("  head not found: {split} {:?}", shown(&analyzer, word));
        }
    }
    println!(
        "compounds.tsv: {:.4} of {words} two-part compounds have a boundary where the head begins, {:.3} parts on average",
        f64::from(hits) / f64::from(words),
        parts as f64 / f64::from(words)
    );
}

/// Prints how many of the words that are no compounds get split.
pub fn report_simple_words(failures: bool) {
    let words: BTreeSet<&str> = SIMPLE_WORDS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect();
    report_split("simple-words.txt", &words, failures);
}

/// The same for the one-word lemmas of four to six letters in forms.tsv, real compounds left out.
pub fn report_short_lemmas(forms: &[[String; 3]], compounds: &[[String; 3]], failures: bool) {
    let known: BTreeSet<&str> = compounds.iter().map(|row| row[0].as_str()).collect();
    let short = |word: &&str| {
        (4..=6).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
    };
    let words: BTreeSet<&str> = forms
        .iter()
        .map(|row| row[0].as_str())
        .filter(short)
        .filter(|word| !known.contains(word))
        .collect();
    report_split(
        "lemmas of 4-6 letters in forms.tsv (those read as compounds are listed with --failures)",
        &words,
        failures,
    );
}

fn report_split(name: &str, words: &BTreeSet<&str>, failures: bool) {
    let analyzer = Analyzer::new();
    let split: Vec<&&str> =
        words.iter().filter(|word| boundaries(&analyzer, word).len() > 1).collect();
    println!(
        "{name}: {} of {} are split, {:.2} %",
        split.len(),
        words.len(),
        100.0 * split.len() as f64 / words.len() as f64
    );
    if failures {
        split.iter().for_each(|word| println!("  split: {:?}", shown(&analyzer, word)));
    }
}

/// Where the parts of a word begin.
fn boundaries(analyzer: &Analyzer, word: &str) -> Vec<usize> {
    analyzer
        .analyze(word)
        .iter()
        .flat_map(|token| token.terms.parts.iter().map(|part| token.start + part.start))
        .collect()
}

fn shown(analyzer: &Analyzer, word: &str) -> String {
    let tokens = analyzer.analyze(word);
    let parts: Vec<&str> = tokens
        .iter()
        .flat_map(|token| token.terms.parts.iter().map(|part| part.text.as_str()))
        .collect();
    if parts.is_empty() { word.to_owned() } else { parts.join("+") }
}
