//! What the tables rest on.

use std::collections::HashSet;

use danish_analyzer::Analyzer;

use crate::documents::Generator;
use crate::queries::{EACH, Shape, best, dearest, log, repeating, uniform};
use crate::random::{Random, Zipf};
use crate::table::{short, thousands, time};

#[test]
fn the_same_seed_makes_the_same_documents() {
    let (one, other) = (Generator::new().unwrap(), Generator::new().unwrap());
    for number in [0, 1, 5, 999_999] {
        assert_eq!(one.record(number), other.record(number));
    }
    assert_ne!(one.record(0).text, one.record(1).text);
}

#[test]
fn documents_are_of_all_kinds_and_hold_compounds() {
    let generator = Generator::new().unwrap();
    let kinds: HashSet<String> = (0..10).map(|number| generator.record(number).kind).collect();
    assert_eq!(kinds.len(), 3, "{kinds:?}");
    let analyzer = Analyzer::new();
    let text: String = (0..50).map(|number| generator.record(number).text).collect();
    let tokens = analyzer.analyze(&text);
    let compounds = tokens.iter().filter(|token| !token.terms.parts.is_empty()).count();
    assert!(compounds * 20 > tokens.len(), "{compounds} of {}", tokens.len());
}

#[test]
fn the_query_log_has_every_shape_and_both_mixes() {
    let generator = Generator::new().unwrap();
    let queries = log(&generator, 500);
    assert_eq!(queries, log(&generator, 500));
    for (shape, name) in Shape::ALL {
        let own = queries.iter().filter(|query| query.shape == shape).collect::<Vec<_>>();
        assert_eq!(own.len(), EACH, "{name}");
        let asked = own.iter().filter(|query| !query.request.query.is_empty()).count();
        assert_eq!(asked, if shape == Shape::Empty { 0 } else { EACH }, "{name}");
    }
    let different = |mix: Vec<crate::queries::Query>| {
        mix.iter().map(|query| query.address()).collect::<HashSet<_>>().len()
    };
    assert!(different(repeating(&queries)) * 2 < different(uniform(&queries)) * 2 - EACH);
}

#[test]
fn queries_as_readers_ask_them_are_of_every_shape() {
    let generator = Generator::new().unwrap();
    let queries = best(&generator, 500);
    assert_eq!(queries, best(&generator, 500));
    for ((shape, name), own) in Shape::BEST.into_iter().zip(queries.chunks(EACH)) {
        for query in own {
            let text = &query.request.query;
            assert!(query.shape == shape && !text.is_empty(), "{name}: {text}");
            assert!(!query.address().contains("match="), "{name}: {text}");
        }
    }
    for (name, query) in dearest(&generator, 500) {
        let letters = query.chars().count();
        assert!((3..4096).contains(&letters), "{name}: {query}");
    }
}

#[test]
fn low_ranks_are_drawn_most() {
    let (zipf, mut random) = (Zipf::new(100, 1.0), Random::new(1, 1));
    let mut drawn = [0; 100];
    (0..10_000).for_each(|_| drawn[zipf.draw(&mut random)] += 1);
    assert!(drawn[0] > drawn[9] * 5 && drawn[9] > drawn[99], "{drawn:?}");
}

#[test]
fn figures_are_written_to_be_read() {
    assert_eq!(
        [short(0.0123), short(1.0), short(12.34), short(1234.5)],
        ["0.012", "1.00", "12.3", "1,235"]
    );
    assert_eq!([time(0.25), time(2.5), time(2500.0)], ["250 µs", "2.50 ms", "2.50 s"]);
    assert_eq!(thousands(1_000_000), "1,000,000");
}
