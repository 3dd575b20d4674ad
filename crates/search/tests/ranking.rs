//! Which hit comes first, and why.

mod common;

use common::*;
use ordret_model::{Match, SearchField, SearchRequest, Sort};

#[test]
fn a_rare_word_counts_more_than_a_common_one() {
    let text =
        |n| if n < 10 { "Kommunen åbner en ny skole." } else { "Regnen faldt hele dagen lang." };
    let mut documents: Vec<_> = (0..40).map(|n| quote(&format!("c{n}"), text(n))).collect();
    documents.push(quote("rare", "Kommunen åbner et observatorium."));
    documents.push(quote("both", "Skole og observatorium ligger sammen."));
    let (_home, searcher) = searcher(&documents);
    let request = SearchRequest {
        query: "skole observatorium".into(),
        match_: Match::Any,
        ..Default::default()
    };
    assert_eq!(ids(&answer(&searcher, &request))[..2], ["both", "rare"]);
}

#[test]
fn the_word_itself_ranks_above_the_word_inside_a_compound() {
    let (_home, searcher) = searcher(&[
        quote("inside", "Vi bygger en havnemole af sten her."),
        quote("itself", "Vi bygger en havn af sten her."),
    ]);
    assert_eq!(ids(&search(&searcher, "havn")), ["itself", "inside"]);
}

#[test]
fn a_short_text_ranks_above_a_long_one() {
    let long = format!("Broen {}", "ligger langt ude på landet ".repeat(20));
    let (_home, searcher) = searcher(&[quote("long", &long), quote("short", "Broen er åben.")]);
    assert_eq!(ids(&search(&searcher, "bro")), ["short", "long"]);
}

#[test]
fn a_form_and_its_lemma_are_one_word() {
    // "broen" typed as it stands must not count as exact form plus lemma.
    let (_home, searcher) = searcher(&[
        quote("once", "Broen er åben for alle."),
        quote("twice", "Broer og broer er åbne."),
        quote("other", "Vejen er lang og smal."),
    ]);
    assert_eq!(ids(&search(&searcher, "broen")), ["twice", "once"]);
}

#[test]
fn one_field_is_scored_as_plain_bm25() {
    let (_home, searcher) = searcher(&[
        quote("a", "bro bro vej by"),
        quote("b", "bro vej by mark skov eng"),
        quote("c", "vej by"),
    ]);
    // Another form than the documents have: the form as typed counts for more.
    let fields = vec![SearchField::Text];
    let request = SearchRequest { query: "broerne".into(), fields, ..Default::default() };
    let response = answer(&searcher, &request);
    let (total, df, average) = (3.0_f32, 2.0_f32, 4.0_f32);
    let idf = (1.0 + (total - df + 0.5) / (df + 0.5)).ln();
    let bm25 = |frequency: f32, length: f32| {
        idf * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length / average))
    };
    let scores: Vec<f32> = response.hits.iter().map(|hit| hit.score).collect();
    for (score, expected) in scores.iter().zip([bm25(2.0, 4.0), bm25(1.0, 6.0)]) {
        assert!((score - expected).abs() < 1e-5, "{score} is not {expected}");
    }
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    let (_home, searcher) = searcher(&[
        said_by(titled(quote("a", "Broen skal males."), "Broen"), "Bo Bro", "maler", "Broby"),
        quote("b", "Malerne venter."),
    ]);
    let request = SearchRequest {
        query: "bro male \"skal males\"".into(),
        explain: true,
        ..Default::default()
    };
    let response = answer(&searcher, &request);
    let hit = &response.hits[0];
    let parts = hit.explanation.as_ref().expect("asked for");
    let sum: f32 = parts.iter().map(|part| part.score).sum();
    assert!((sum - hit.score).abs() < 1e-4, "{parts:?} is not {}", hit.score);
    let bro = &parts[0];
    assert_eq!(bro.clause, "bro");
    assert!(bro.fields.iter().any(|(field, _)| *field == SearchField::Title));
    assert!(bro.fields.iter().any(|(field, _)| *field == SearchField::Text));
}

#[test]
fn newest_and_oldest_put_those_without_a_year_last() {
    let (_home, searcher) = searcher(&[
        in_year(quote("old", "Broen"), 1997),
        quote("never", "Broen"),
        in_year(quote("new", "Broen og vejen og byen"), 2024),
    ]);
    let sorted = |sort| {
        let request = SearchRequest { query: "bro".into(), sort, ..Default::default() };
        ids(&answer(&searcher, &request)).join(" ")
    };
    assert_eq!(sorted(Sort::Newest), "new old never");
    assert_eq!(sorted(Sort::Oldest), "old new never");
}

#[test]
fn the_order_of_reading_changes_no_rank() {
    let texts = ["Broen er lang", "En bro er en vej", "Bro ved bro", "Broen, broen, broen"];
    let mut documents: Vec<_> = (0..200)
        .map(|n| in_year(quote(&format!("d{n}"), texts[n % texts.len()]), 2000 + (n % 5) as i32))
        .collect();
    let (_one, forward) = searcher(&documents);
    documents.reverse();
    documents.rotate_left(67);
    let (_two, backward) = searcher(&documents);
    for query in ["bro", "bro vej", "", "\"bro ved bro\""] {
        for sort in Sort::ALL {
            let request =
                SearchRequest { query: query.into(), sort, limit: 100, ..Default::default() };
            let (one, two) = (answer(&forward, &request), answer(&backward, &request));
            assert_eq!(ids(&one), ids(&two), "{query} {sort:?}");
            let scores = |response: &ordret_model::SearchResponse| {
                response.hits.iter().map(|hit| hit.score.to_bits()).collect::<Vec<_>>()
            };
            assert_eq!(scores(&one), scores(&two));
            assert_eq!(one.facets, two.facets);
        }
    }
}

#[test]
fn pages_follow_one_another_without_gap_or_repetition() {
    let documents: Vec<_> = (0..57).map(|n| quote(&format!("d{n}"), "Broen")).collect();
    let (_home, searcher) = searcher(&documents);
    let page = |offset, limit| {
        let request = SearchRequest { query: "bro".into(), offset, limit, ..Default::default() };
        let response = answer(&searcher, &request);
        assert_eq!(response.total, 57);
        ids(&response).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let all: Vec<String> = (0..6).flat_map(|nth| page(nth * 10, 10)).collect();
    assert_eq!(all, page(0, 100));
}

#[test]
fn limits_beyond_reason_are_taken_for_the_nearest_within() {
    let (_home, searcher) = searcher(&[quote("a", "Broen")]);
    for (offset, limit) in [(0, 0), (0, usize::MAX), (usize::MAX, 10), (usize::MAX, usize::MAX)] {
        let request = SearchRequest { offset, limit, ..Default::default() };
        assert_eq!(answer(&searcher, &request).total, 1);
    }
}

#[test]
fn the_pieces_of_a_word_with_hyphens_count_more_than_the_parts_of_a_compound() {
    let (_home, searcher) = searcher(&[quote("code", "En kode."), quote("other", "Noget andet.")]);
    let score = |query: &str| {
        let query = query.to_owned();
        let request = SearchRequest { query, match_: Match::Any, ..SearchRequest::default() };
        answer(&searcher, &request).hits[0].score
    };
    assert!(score("kode-funktion") > score("kodefunktion"));
}
