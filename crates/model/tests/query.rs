//! What is typed, as it is read: every case in a file, and whatever else can be typed.

use ordret_model::{NumberRange, Query};
use proptest::prelude::*;

#[test]
fn what_is_typed_is_read_as_the_table_says() {
    let mut wrong = Vec::new();
    for line in include_str!("queries.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (typed, expected) = line.split_once('\t').unwrap_or((line, line));
        let read = Query::parse(typed).to_string();
        if read != expected {
            wrong.push(format!("{typed}: read as {read}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_unknown_field_is_text_and_the_nearest_is_named() {
    let query = Query::parse("rollle:borgmester");
    assert_eq!(query.plain(), Some("rollle:borgmester"));
    assert_eq!(query.unknown[0].nearest.as_str(), "rolle");
    for text in ["https://tangby.dk", "klokken:12", "rolle:", "hun sagde: nej", "tal:mange"] {
        assert_eq!(Query::parse(text).unknown, [], "{text}");
    }
}

#[test]
fn ranges_are_read_as_danish_writes_numbers() {
    let holds = |text: &str, number: f64| NumberRange::parse(text).map(|range| range.holds(number));
    for (text, inside, outside) in [
        ("60..70", 70.0, 71.0),
        (">1000", 1001.0, 1000.0),
        (">=1.000", 1000.0, 999.0),
        ("<12,5", 12.4, 12.5),
        ("..5", -3.0, 6.0),
        ("70..60", 65.0, 59.0),
        ("63%", 63.0, 64.0),
        ("2013..2016", 2013.0, 2012.0),
    ] {
        assert_eq!(holds(text, inside), Some(true), "{text}");
        assert_eq!(holds(text, outside), Some(false), "{text}");
    }
    for text in ["", "..", "abc", "1.2.3", "1e400", "--4", ">", "9".repeat(400).as_str()] {
        assert_eq!(NumberRange::parse(text), None, "{text}");
    }
}

fn assert_printed_form_is_read_alike(text: &str) {
    let query = Query::parse(text);
    let printed = query.to_string();
    assert_eq!(Query::parse(&printed), query, "{text:?} is printed as {printed:?}");
}

#[test]
fn a_long_query_is_cut_where_its_printed_form_can_be_read_whole() {
    for piece in ["a\"b\"", "a OR b ", "org:x ", "-a ", "og AND -x ", "år:1..2 ", "\"a", "(", "-("]
    {
        let text = piece.repeat(100_000 / piece.len());
        let query = Query::parse(&text);
        assert!(query.cut, "{piece}");
        assert!(query.to_string().chars().count() <= ordret_model::MAX_QUERY_CHARS, "{piece}");
        assert_printed_form_is_read_alike(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_as_its_printed_form_is(text in "\\PC{0,60}") {
        assert_printed_form_is_read_alike(&text);
    }

    #[test]
    fn any_signs_are_read_as_their_printed_form_is(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "a", "bo", " ", " ", " ", "-", "\"", "”", "«", "*", ":", "(", ")", "/", "ELLER", "OR",
                "OG", "AND", "og", "eller", "rolle:", "år:", "2013", "..", ">", "n:", "type:", "citat",
                "rollle:", "§", "%", "æ", "\u{a0}", "'",
            ]),
            0..24,
        )
    ) {
        assert_printed_form_is_read_alike(&pieces.concat());
    }
}
