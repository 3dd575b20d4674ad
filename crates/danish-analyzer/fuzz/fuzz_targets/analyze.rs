#![no_main]
//! `cargo fuzz run analyze` in this folder's parent. The corpus is replayed by `cargo test`.

use danish_analyzer::{Analyzer, sentences};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let analyzer = Analyzer::new();
    for token in analyzer.analyze(text) {
        assert_eq!(&text[token.start..token.end], token.text);
        assert!(token.terms.lemmas.iter().all(|lemma| !lemma.is_empty()));
        let whole: String = token.terms.parts.iter().map(|part| &token.text[part.start..part.end]).collect();
        assert!(token.terms.parts.is_empty() || whole == token.text);
    }
    analyzer.analyze_query(text);
    sentences(text).for_each(|range| assert!(text.get(range).is_some()));
});
