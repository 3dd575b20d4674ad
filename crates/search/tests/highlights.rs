//! What is marked, and what is shown of a text.

mod common;

use common::*;
use ordret_model::{Fragment, Hit, SearchField, SearchRequest};
use proptest::prelude::*;

fn joined(fragments: &[Fragment]) -> String {
    fragments.iter().map(|fragment| fragment.text.as_str()).collect()
}

/// The text with what is highlighted in brackets.
fn marked(fragments: &[Fragment]) -> String {
    let piece = |fragment: &Fragment| match fragment.highlighted {
        true => format!("[{}]", fragment.text),
        false => fragment.text.clone(),
    };
    fragments.iter().map(piece).collect()
}

fn first(document: ordret_model::Document, query: &str) -> Hit {
    let (_home, searcher) = searcher(&[document]);
    search(&searcher, query).hits.into_iter().next().expect("a hit")
}

#[track_caller]
fn assert_marks(text: &str, query: &str, expected: &str) {
    assert_eq!(marked(&first(quote("a", text), query).snippet), expected);
}

#[test]
fn every_form_of_the_word_is_marked() {
    assert_marks("Bogen står ved bøgerne.", "bog", "[Bogen] står ved [bøgerne].");
}

#[test]
fn a_part_of_a_compound_is_marked_inside_the_word() {
    assert_marks("Havnemolen er ny.", "mole", "Havne[molen] er ny.");
}

#[test]
fn phrases_are_marked_only_where_they_stand() {
    let text = "Ny bro. Broen er ny. En ny bro er god.";
    assert_marks(text, "\"ny bro\"", "[Ny bro]. Broen er ny. En [ny bro] er god.");
}

#[test]
fn marks_that_do_not_touch_stay_apart() {
    assert_marks("Bro og vej.", "bro vej", "[Bro] og [vej].");
}

#[test]
fn nothing_is_marked_when_nothing_was_asked() {
    assert_marks("Bro og vej.", "", "Bro og vej.");
}

#[test]
fn speaker_and_attribution_are_marked_like_any_field() {
    let mut document = said_by(quote("a", "Broen er åben."), "Ida Rørsø", "borgmester", "Tangby");
    document.attribution = Some(known("siger Ida Rørsø, Tangby"));
    let hit = first(document, "rørsø borgmester bro");
    assert_eq!(marked(&hit.speaker.name), "Ida [Rørsø]");
    assert_eq!(marked(&hit.speaker.role), "[borgmester]");
    assert_eq!(marked(&hit.speaker.organisation), "Tangby Kommune");
    assert_eq!(marked(&hit.attribution), "siger Ida [Rørsø], Tangby");
    assert_eq!(marked(&hit.snippet), "[Broen] er åben.");
}

#[test]
fn a_field_that_was_not_searched_is_not_marked() {
    let document = titled(quote("a", "Broen er åben."), "Broen");
    let (_home, searcher) = searcher(&[document]);
    let fields = vec![SearchField::Text];
    let request = SearchRequest { query: "bro".into(), fields, ..Default::default() };
    let hit = &answer(&searcher, &request).hits[0];
    assert_eq!(marked(&hit.title), "Broen");
    assert_eq!(marked(&hit.snippet), "[Broen] er åben.");
}

#[test]
fn a_short_text_is_shown_whole_and_a_long_one_where_it_matters() {
    let filler = "Der var ikke meget at sige om det den dag. ".repeat(30);
    assert!(first(quote("a", "Broen er åben."), "bro").snippet_is_whole);
    let text = format!("{filler}Til sidst kom observatoriet, som alle havde ventet på. {filler}");
    let hit = first(quote("a", &text), "observatorium");
    assert!(!hit.snippet_is_whole);
    let shown = joined(&hit.snippet);
    assert!(text.contains(&shown), "the passage stands in the text");
    assert!(shown.contains("observatoriet"), "{shown}");
    assert!(shown.ends_with('.') && shown.len() <= 520, "{shown}");
    assert!(shown.starts_with(char::is_uppercase), "{shown}");
}

#[test]
fn one_endless_sentence_is_cut_between_words() {
    let text =
        format!("{} observatorium {}", "ord på ord ".repeat(200), "og flere ord ".repeat(200));
    let shown = joined(&first(quote("a", &text), "observatorium").snippet);
    assert!(text.contains(&shown) && shown.contains("observatorium"));
    assert!(shown.len() <= 520 && shown.starts_with(|c| "opf".contains(c)), "{shown}");
}

#[test]
fn a_case_found_by_its_outcome_shows_the_outcome() {
    let mut case = case("a", "Broen", "Der blev bygget.");
    if let ordret_model::Body::Case(parts) = &mut case.body {
        parts.outcome = Some(known("Nu går alle tørskoede over."));
    }
    let hit = first(case.clone(), "tørskoet");
    assert_eq!(joined(&hit.snippet), "Nu går alle tørskoede over.");
    assert!(!hit.snippet_is_whole);
    assert!(first(case, "bygge").snippet_is_whole);
}

#[test]
fn a_figure_without_text_shows_its_caption() {
    let caption = Some(known("Kilde: egne tal fra havnen."));
    let document = figure("a", "Skibe", ordret_model::Figure { caption, ..Default::default() });
    assert_eq!(marked(&first(document, "havn").snippet), "Kilde: egne tal fra [havnen].");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn fragments_are_the_text_to_the_letter(
        texts in proptest::collection::vec("\\PC{0,60}|[a-zæøåÆØÅ \\-.§\u{ad}\u{30a}\u{200d}😀]{0,1200}", 8),
        from in 0..8usize,
    ) {
        let documents: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(nth, text)| {
                let mut document = titled(quote(&format!("d{nth}"), text), text);
                document.attribution = Some(known(text));
                document
            })
            .collect();
        let (_home, searcher) = searcher(&documents);
        let query: String = texts[from].chars().take(80).collect();
        for match_ in [ordret_model::Match::All, ordret_model::Match::Any] {
            let request = SearchRequest { query: query.clone(), match_, ..Default::default() };
            for hit in answer(&searcher, &request).hits {
                let text = &hit.document.text.value;
                prop_assert_eq!(&joined(&hit.attribution), text);
                prop_assert_eq!(&joined(&hit.title), text);
                let shown = joined(&hit.snippet);
                prop_assert!(text.contains(&shown));
                prop_assert!(!hit.snippet_is_whole || &shown == text);
                prop_assert!(hit.snippet.iter().all(|fragment| !fragment.text.is_empty()));
                prop_assert!(hit.snippet.windows(2).all(|two| two[0].highlighted != two[1].highlighted));
            }
        }
    }
}

#[test]
fn ten_books_are_shown_where_it_matters_without_being_read_whole() {
    let book = |nth: usize, before: usize| {
        let text = "Vejen er lang og grå i dag. ".repeat(before)
            + "Her står broen. "
            + &"Så regner det. ".repeat(80_000);
        quote(&format!("book{nth}"), &text)
    };
    let hit = first(book(0, 7_000), "broen");
    let shown = joined(&hit.snippet);
    assert!(shown.contains("Her står broen.") && shown.len() < 1_000, "{} bytes", shown.len());
    assert!(marked(&hit.snippet).contains("[broen]"));
    let books: Vec<_> = (0..10).map(|nth| book(nth, 2)).collect();
    let (_home, searcher) = searcher(&books);
    for hit in search(&searcher, "broen").hits {
        assert!(marked(&hit.snippet).contains("[broen]"), "each is looked at from its beginning");
    }
}
