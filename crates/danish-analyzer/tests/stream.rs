//! The one stream of terms that an engine is given.
#![cfg(feature = "tantivy")]

use danish_analyzer::tantivy::DanishTokenizer;
use danish_analyzer::term;
use tantivy::tokenizer::{TextAnalyzer, TokenStream};

/// Each term with its position and the bytes it covers.
fn terms(text: &str) -> Vec<(String, usize, String)> {
    let mut found = Vec::new();
    let mut chain = TextAnalyzer::from(DanishTokenizer::new());
    chain.token_stream(text).process(&mut |token| {
        found.push((
            token.text.clone(),
            token.position,
            text[token.offset_from..token.offset_to].to_owned(),
        ));
    });
    found
}

#[test]
fn a_clone_that_takes_over_a_memory_gives_the_same_terms() {
    let text = "skole- og ældreområdet, beskæftigelsesforvaltningen og sidehoveder og -fødder";
    let of = |chain: &mut TextAnalyzer| {
        let mut found = Vec::new();
        chain.token_stream(text).process(&mut |token| found.push(token.clone()));
        found
    };
    let original = DanishTokenizer::new();
    let mut first = TextAnalyzer::from(original.clone());
    let fresh = of(&mut first);
    // Given back in the middle of a text.
    first.token_stream("halvvejsigennem skole- og").advance();
    drop(first);
    assert_eq!(of(&mut TextAnalyzer::from(original.clone())), fresh);
}

#[test]
fn a_word_gives_its_form_then_its_lemmas_then_what_is_inside() {
    let found = terms("velfærdsområdet");
    assert_eq!(found[0].0, term::exact("velfærdsområdet"));
    assert_eq!(found[1].0, term::lemma("velfærdsområde"));
    assert!(found.contains(&(term::inner("velfærd"), 0, "velfærds".to_owned())));
    assert!(found.contains(&(term::inner("område"), 0, "området".to_owned())));
}

#[test]
fn wholes_stand_as_lemmas_where_the_ellipsis_is() {
    let found = terms("social- og beskæftigelsesforvaltningen");
    assert!(found.contains(&(term::lemma("socialforvaltning"), 0, "social".to_owned())));
}

#[test]
fn positions_count_words() {
    let last = terms("§ 17, stk. 4").last().map(|(_, position, _)| *position);
    assert_eq!(last, Some(3));
}

#[test]
fn only_terms_that_no_engine_holds_are_left_out() {
    let word = "å".repeat(30_000);
    assert_eq!(terms(&word)[0].0.len(), 60_001);
    assert!(terms(&"å".repeat(40_000)).is_empty());
}
