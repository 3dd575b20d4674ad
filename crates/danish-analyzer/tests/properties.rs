//! What holds for any text at all.

use std::time::{Duration, Instant};

use danish_analyzer::{Analyzer, ascii_candidates, fold, sentences};
use proptest::prelude::*;

/// Offsets lie on character boundaries, in order, and parts lie in their words.
fn check(text: &str) {
    let analyzer = Analyzer::new();
    let (mut last, mut place) = (0, 0);
    for (nth, token) in analyzer.analyze(text).iter().enumerate() {
        assert!(token.start >= last && token.end > token.start, "{text:?}");
        assert_eq!(&text[token.start..token.end], token.text);
        assert!(nth == 0 || (1..=2).contains(&(token.position - place)), "{text:?}");
        assert!(nth > 0 || token.position == 0, "{text:?}");
        place = token.position;
        assert!(!token.terms.lemmas.is_empty());
        assert!(token.terms.lemmas.iter().all(|lemma| !lemma.is_empty()), "{text:?}");
        let whole: String =
            token.terms.parts.iter().map(|part| &token.text[part.start..part.end]).collect();
        assert!(
            token.terms.parts.is_empty() || whole == token.text,
            "{text:?}: {:?}",
            token.terms.parts
        );
        assert!(
            token.terms.inner.iter().all(|inner| token.text.get(inner.start..inner.end).is_some()),
            "{text:?}"
        );
        last = token.end;
    }
    let mut end = 0;
    for range in sentences(text) {
        assert!(range.start >= end && range.end > range.start && text.get(range.clone()).is_some());
        end = range.end;
    }
    analyzer.analyze_query(text);
    ascii_candidates(text);
    fold(text);
}

/// Text of what the rules look at, so that they meet in all orders.
fn danish() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "skole",
        "-",
        "og",
        "eller",
        " ",
        ",",
        "området",
        "aa",
        "ae",
        "oe",
        "\u{30A}",
        "\u{AD}",
        "ph.d.",
        ".",
        "3",
        "0",
        "%",
        "§",
        "(V)",
        "(",
        ")",
        "'",
        "’",
        "–",
        "/",
        "&",
        "beskæftigelses",
        "forvaltningen",
        "Å",
        "\n",
        "s",
        "kl.",
        "\u{200B}",
        "E",
        "\u{A0}",
        "000",
        "日本",
        "!",
        "”",
        "mio.",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_analysed(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_scalars_are_analysed(scalars in prop::collection::vec(any::<char>(), 0..40)) {
        check(&scalars.into_iter().collect::<String>());
    }

    #[test]
    fn any_danish_pieces_are_analysed(text in danish()) {
        check(&text);
    }
}

#[test]
fn the_fuzzer_s_corpus_is_analysed() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/analyze");
    let files: Vec<_> = std::fs::read_dir(corpus).expect("the corpus is there").collect();
    assert!(!files.is_empty());
    for file in files {
        let bytes = std::fs::read(file.expect("a file").path()).expect("it can be read");
        check(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn nothing_at_all_is_no_words() {
    assert!(Analyzer::new().analyze("").is_empty());
    assert_eq!(sentences(" \n ").count(), 0);
}

/// A hundred times what the slowest of these texts takes, so that a busy machine fails
/// nothing: only what is not linear takes longer.
const NEVER: Duration = Duration::from_secs(60);

#[test]
fn a_word_without_end_takes_linear_time() {
    let endless = ["a", "å", "aa", "skole", "skole-", "1.", "a.", "-a", "a'"];
    let signs = ["\u{AD}", "a\u{30A}", "(", "e-"];
    // Words enough that each costs something, stops and spaces for which it looks around.
    let many = [". ", "A. ", "!", "\n", "1 ", "&", " .", "…", "\n "];
    let long = endless.iter().chain(&signs).map(|piece| (piece, 200_000));
    for (piece, length) in long.chain(many.iter().map(|piece| (piece, 50_000))) {
        let began = Instant::now();
        check(&piece.repeat(length / piece.len()));
        assert!(began.elapsed() < NEVER, "{piece:?}: {:?}", began.elapsed());
    }
}

#[test]
fn what_was_read_before_does_not_change_a_word() {
    let analyzer = Analyzer::new();
    let texts =
        ["000 kr.", "3-日本000000", "a-000", "1.000", "x1.000", "(V)", "V", "ph.d.", "ph", "d"];
    for before in texts {
        for text in texts {
            analyzer.analyze(before);
            let terms = |analyzer: &Analyzer| -> Vec<_> {
                analyzer.analyze(text).iter().map(|token| token.terms.clone()).collect()
            };
            assert_eq!(terms(&analyzer), terms(&Analyzer::new()), "{text:?} after {before:?}");
        }
    }
}

#[test]
fn a_letter_that_is_nothing_but_a_mark_is_a_word() {
    check("\u{ff9e}[ \u{ff9f}");
}
