//! Whatever is typed, it answers, and does no more work than it may.

mod common;

use std::time::{Duration, Instant};

use common::*;
use ordret_model::{Match, SearchRequest};
use ordret_search::Searcher;
use proptest::prelude::*;

fn library() -> (Home, Searcher) {
    let words = ["bro", "vej", "skole", "havn", "bibliotek", "kommunen", "er", "og", "i", "63 %"];
    let documents: Vec<_> = (0..300)
        .map(|n| {
            let text: Vec<&str> =
                (0..30).map(|m| words[(n * 7 + m * (n % 11 + 1)) % words.len()]).collect();
            said_by(quote(&format!("d{n}"), &text.join(" ")), "Ida Rørsø", "borgmester", "Tangby")
        })
        .collect();
    searcher(&documents)
}

/// A query's words that are looked for, and what is found by more than one word at once.
const MOST_REASONS: usize = 64 + 3;

/// A hundred times what an answer takes here, and less than what anything worse than
/// linear would take of the longest query: a busy machine fails nothing.
const NEVER: Duration = Duration::from_secs(120);

fn assert_bounded(searcher: &Searcher, query: &str) {
    let shown: String = query.chars().take(40).collect();
    for match_ in Match::ALL {
        let request =
            SearchRequest { query: query.to_owned(), match_, explain: true, ..Default::default() };
        let began = Instant::now();
        let response = answer(searcher, &request);
        assert!(began.elapsed() < NEVER, "{shown}: {:?}", began.elapsed());
        for hit in &response.hits {
            let reasons = hit.explanation.as_ref().map_or(0, Vec::len);
            assert!(reasons <= MOST_REASONS, "{shown}: {reasons} words were looked for");
            assert!(hit.missing.len() <= MOST_REASONS, "{shown}: {:?}", hit.missing);
        }
    }
}

#[test]
fn nested_and_repeated_queries_answer_on_a_small_stack() {
    let check = || {
        let (_home, searcher) = library();
        for piece in [
            "(",
            "-(",
            "NOT ",
            "\"",
            "[",
            "a ",
            "(a ",
            "-a ",
            "\"a\" ",
            "\"bro vej ",
            "*a ",
            "^999",
            "§ ",
        ] {
            for count in [1, 475, 768, 100_000] {
                assert_bounded(&searcher, &piece.repeat(count));
            }
        }
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(check).expect("a thread");
    thread.join().expect("no panic");
}

#[test]
fn the_longest_queries_answer() {
    let (_home, searcher) = library();
    let words = "bro vej skole havn bibliotek kommunen er og i ".repeat(100);
    assert_bounded(&searcher, &words);
    assert_bounded(&searcher, &format!("\"{words}\""));
    assert_bounded(&searcher, &format!("-\"{words}\""));
    assert_bounded(&searcher, &"x".repeat(10_000_000));
    let different: String = (0..1000).map(|n| format!("aø{n:x} ")).collect();
    assert_bounded(&searcher, &different);
    let ascii = "aoaoaoaoaoaoaoaoaoao ".repeat(20) + &"aouaouaou ".repeat(100);
    assert_bounded(&searcher, &ascii);
}

#[test]
fn every_letter_there_is_may_be_typed() {
    let (_home, searcher) = library();
    let letters: Vec<char> = (0..=u32::from(char::MAX)).filter_map(char::from_u32).collect();
    for some in letters.chunks(4096) {
        // Side by side, and each beside a word that is found.
        let together: String = some.iter().collect();
        let apart: String = some.iter().take(200).flat_map(|c| ['o', *c, ' ']).collect();
        for query in [together, apart] {
            let response = answer(&searcher, &SearchRequest { query, ..Default::default() });
            assert!(response.hits.iter().all(|hit| hit.score.is_finite()), "{:?}", some[0]);
        }
    }
}

#[test]
fn a_word_cannot_be_weighted_by_whoever_types_it() {
    let (_home, searcher) = library();
    let scores = |query: &str| -> Vec<(String, f32)> {
        let response =
            answer(&searcher, &SearchRequest { query: query.into(), ..Default::default() });
        response.hits.iter().map(|hit| (hit.document.id.to_string(), hit.score)).collect()
    };
    let plain = scores("bro vej");
    assert_eq!(plain.len(), 10);
    for weight in ["^inf", "^NaN", "^-1", "^1e999", "^0", "^^", "~2", "^"] {
        assert_eq!(scores(&format!("bro{weight} vej")), plain, "{weight}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_query_panics(queries in proptest::collection::vec("\\PC{0,40}|[a-zæøå \"\\-()§%.,0-9/]{0,80}", 8)) {
        thread_local! {
            static LIBRARY: (Home, Searcher) = library();
        }
        LIBRARY.with(|(_, searcher)| {
            for query in queries {
                for match_ in Match::ALL {
                    let request = SearchRequest { query: query.clone(), match_, explain: true, ..Default::default() };
                    let response = answer(searcher, &request);
                    assert_eq!(response.query, query);
                    assert!(response.total <= 300);
                    assert!(response.hits.iter().all(|hit| hit.score.is_finite() && hit.score >= 0.0));
                }
            }
        });
    }
}
