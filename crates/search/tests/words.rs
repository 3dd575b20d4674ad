//! What a query finds: words, phrases, exclusions, fields.

mod common;

use common::*;
use ordret_model::{FacetField, Figure, Known, Match, Note, SearchField, SearchRequest, Span};
use ordret_search::Searcher;

fn assert_finds(searcher: &Searcher, query: &str, expected: &[&str]) {
    let response = search(searcher, query);
    let mut found = ids(&response);
    found.sort_unstable();
    assert_eq!(found, expected, "{query}");
    assert_eq!(response.total, expected.len() as u64, "{query}");
}

fn town() -> (Home, Searcher) {
    let statistic = Figure {
        value: Some(Known::stated(63.0, Span::default())),
        value_text: Some(known("63%")),
        unit: Some(known("%")),
        caption: Some(known("Kilde: 1.093 svar fra hele øen.")),
        ..Figure::default()
    };
    let mut mayor = said_by(
        quote("mayor", "Bøgerne skal tilbage på biblioteket, og børnene skal læse dem."),
        "Ida Rørsø",
        "borgmester",
        "Tangby",
    );
    mayor.attribution = Some(known("siger borgmester Ida Rørsø (V)"));
    searcher(&[
        mayor,
        quote("ferry", "Færgen sejler ikke, når stormen kommer fra vest."),
        case("reading", "Læsning på skemaet", "Hver bog blev talt. Bibliotekaren lånte dem ud."),
        figure("share", "Mange læser hver dag", statistic),
    ])
}

#[test]
fn inflected_forms_find_the_quote() {
    let (_home, searcher) = town();
    for query in ["bog", "bøger", "bøgernes", "BØGERNE"] {
        assert_finds(&searcher, query, &["mayor", "reading"]);
    }
    assert_finds(&searcher, "barn", &["mayor"]);
}

#[test]
fn every_word_is_required_across_the_fields_together() {
    let (_home, searcher) = town();
    let all = |query: &str| {
        let query = query.to_owned();
        answer(&searcher, &SearchRequest { query, match_: Match::All, ..Default::default() }).total
    };
    assert_eq!(all("bog rørsø tangby"), 1);
    assert_eq!(all("bog storm"), 0);
}

#[test]
fn any_word_will_do_when_asked() {
    let (_home, searcher) = town();
    let request =
        SearchRequest { query: "storm rørsø".into(), match_: Match::Any, ..Default::default() };
    let response = answer(&searcher, &request);
    assert_eq!(response.total, 2);
}

#[test]
fn when_all_words_find_nothing_it_says_that_some_would() {
    let (_home, searcher) = town();
    let all = |query: &str| SearchRequest {
        query: query.to_owned(),
        match_: Match::All,
        ..SearchRequest::default()
    };
    let notes = |query: &str| answer(&searcher, &all(query)).notes;
    assert_eq!(notes("storm rørsø")[0], Note::SomeWordsWould);
    assert_eq!(notes("vulkan"), []);
    assert_eq!(notes("vulkan lavastrøm"), [], "nothing holds either word");
    let mut elsewhere = all("storm rørsø");
    elsewhere.filters.values.insert(FacetField::Place, vec!["Ingensteds".to_owned()]);
    assert_eq!(answer(&searcher, &elsewhere).notes, [], "nor under a filter that nothing passes");
}

#[test]
fn a_phrase_stands_as_typed_within_one_field() {
    let (_home, searcher) = town();
    assert_finds(&searcher, "\"når stormen kommer\"", &["ferry"]);
    assert_finds(&searcher, "\"når storm kommer\"", &[]);
    assert_finds(&searcher, "\"stormen når\"", &[]);
    // The last word of one field and the first of the next are no neighbours.
    assert_finds(&searcher, "\"skemaet hver bog\"", &[]);
    assert_finds(&searcher, "\"bøgerne\"", &["mayor"]);
    assert_finds(&searcher, "\"bog\"", &["reading"]);
}

#[test]
fn an_exclusion_covers_every_form_and_every_field() {
    let (_home, searcher) = town();
    assert_finds(&searcher, "bog -barn", &["reading"]);
    assert_finds(&searcher, "bog -rørsø", &["reading"]);
    assert_finds(&searcher, "bog -\"hver bog\"", &["mayor"]);
    assert_finds(&searcher, "bog -\"hver bøger\"", &["mayor", "reading"]);
    assert_finds(&searcher, "bog -\"bøgerne\"", &["reading"]);
}

#[test]
fn nothing_but_exclusions_shows_all_the_others() {
    let (_home, searcher) = town();
    let response = search(&searcher, "-bog");
    assert_eq!(response.total, 2);
    assert_eq!(response.notes, [Note::OnlyExclusions]);
}

#[test]
fn an_empty_search_finds_everything_and_a_void_one_nothing() {
    let (_home, searcher) = town();
    assert_eq!(search(&searcher, "").total, 4);
    assert_eq!(search(&searcher, " \u{a0} ").total, 4);
    assert_eq!(search(&searcher, "?!").total, 0);
}

#[test]
fn numbers_and_units_meet_however_they_are_written() {
    let (_home, searcher) = town();
    for query in ["63 %", "63%", "63 procent", "63 pct."] {
        assert_finds(&searcher, query, &["share"]);
    }
    assert_finds(&searcher, "1093", &["share"]);
    assert_finds(&searcher, "1.093", &["share"]);
    assert_finds(&searcher, "109", &[]);
}

#[test]
fn digraphs_and_plain_ascii_find_danish_letters() {
    let (_home, searcher) = town();
    assert_finds(&searcher, "faerge", &["ferry"]);
    assert_finds(&searcher, "Roersoe", &["mayor"]);
    let response = search(&searcher, "Rorso");
    assert_eq!(ids(&response), ["mayor"]);
    assert!(matches!(&response.notes[..], [Note::AsciiSpelling { typed, .. }] if typed == "Rorso"));
}

#[test]
fn only_the_asked_fields_are_searched() {
    let (_home, searcher) = town();
    let in_field = |query: &str, field| {
        let fields = vec![field];
        let request = SearchRequest { query: query.into(), fields, ..Default::default() };
        answer(&searcher, &request).total
    };
    assert_eq!(in_field("rørsø", SearchField::Name), 1);
    assert_eq!(in_field("rørsø", SearchField::Attribution), 1);
    assert_eq!(in_field("rørsø", SearchField::Text), 0);
    assert_eq!(in_field("63", SearchField::Value), 1);
    assert_eq!(in_field("63", SearchField::Text), 0);
}

#[test]
fn a_title_made_up_for_display_is_not_searched() {
    let document = titled(quote("a1", "Broen er bygget."), "Ida Rørsø: Broen er");
    let made_up = ordret_model::Document { title_source: None, ..document };
    let (_home, searcher) = searcher(&[made_up]);
    assert_eq!(search(&searcher, "rørsø").total, 0);
}

#[test]
fn internal_names_are_text() {
    let (_home, searcher) = town();
    for query in ["id:mayor", "source_id:*", "facet_kind:quote", "document:1", "key:0"] {
        assert_finds(&searcher, query, &[]);
    }
}

#[test]
fn of_too_many_words_the_rarest_are_searched() {
    let mut documents: Vec<_> =
        (0..20).map(|n| quote(&format!("d{n}"), "Det er en helt almindelig dag.")).collect();
    documents.push(quote("needle", "Det er en dag med guldregn og snevejr."));
    let (_home, searcher) = searcher(&documents);
    let many: Vec<String> = (0..200).map(|n| format!("xq{n}")).collect();
    let query = format!("{} dag det er en guldregn", many.join(" "));
    let request = SearchRequest { query, match_: Match::Any, ..Default::default() };
    let response = answer(&searcher, &request);
    assert_eq!(ids(&response)[0], "needle");
    assert_eq!(response.notes, [Note::WordsCut { searched: 64 }]);
    assert!(!response.total_is_exact, "a word that is not looked for may be in more documents");
    let repeated = search(&searcher, &"guldregn ".repeat(400));
    assert_eq!((repeated.total, &repeated.notes[..]), (1, &[][..]), "one word is one word");
}

#[test]
fn a_noun_s_own_form_does_not_find_the_verb_that_is_spelled_like_it() {
    let (_home, searcher) = searcher(&[
        quote("dog", "Hun har en hund, og naboen havde to katte."),
        quote("garden", "Haven er grøn, og havens låge står åben."),
        quote("care", "Vi plejer at spise sammen."),
        quote("nursing", "Plejen blev bedre."),
    ]);
    assert_finds(&searcher, "haven", &["garden"]);
    assert_finds(&searcher, "haverne", &["garden"]);
    assert_finds(&searcher, "havde", &["dog"]);
    assert_finds(&searcher, "have", &["dog", "garden"]);
    assert_finds(&searcher, "plejen", &["nursing"]);
}

#[test]
fn a_piece_in_the_index_does_not_hide_the_word_behind_plain_ascii() {
    let (_home, searcher) = searcher(&[
        quote("harbour", "Båden ligger i havn ved København."),
        quote("children", "Vores børnehave har en have."),
    ]);
    assert_finds(&searcher, "Kobenhavn", &["harbour"]);
    assert_finds(&searcher, "bornehave", &["children"]);
    let (_home, searcher) =
        self::searcher(&[quote("cow", "Koen stod på marken."), quote("sex", "Vi talte om køn.")]);
    assert_finds(&searcher, "køn", &["sex"]);
    assert_finds(&searcher, "koen", &["cow"]);
}

#[test]
fn a_phrase_does_not_cross_the_end_of_a_sentence() {
    let (_home, searcher) = searcher(&[
        quote("apart", "Det er ikke. Godt nok, siger de."),
        quote("together", "Det er ikke godt nok, siger de."),
    ]);
    assert_finds(&searcher, "\"ikke godt nok\"", &["together"]);
    assert_finds(&searcher, "\"er ikke. Godt nok\"", &["apart"]);
    assert_finds(&searcher, "\"godt nok siger\"", &["apart", "together"]);
}
