//! Narrowing and counting, against counting by hand.

mod common;

use std::collections::BTreeMap;

use common::*;
use ordret_model::{
    Document, FacetField, Filters, Listing, ListingOrder, SearchRequest, YearRange,
};
use proptest::prelude::*;

const PLACES: [&str; 4] = ["Tangby", "Rørsø", "Ålev", "Mosby"];
const TOPICS: [&str; 3] = ["skole", "vej", "vand"];
const TEXTS: [&str; 3] = ["Broen er åben", "Vejen er lukket", "Broen og vejen"];

fn document(nth: usize, place: usize, topics: &[usize], text: usize, year: i32) -> Document {
    let mut document = quote(&format!("d{nth}"), TEXTS[text]);
    if place < PLACES.len() {
        document = said_by(document, &format!("Person {place}"), "borgmester", PLACES[place]);
    }
    document.topics = topics.iter().map(|topic| TOPICS[*topic].to_owned()).collect();
    if year > 2000 {
        document = in_year(document, year);
    }
    document
}

/// A document's labels, read off the document itself.
fn labels(document: &Document, field: FacetField) -> Vec<String> {
    let place = document.speaker.as_ref().and_then(|speaker| speaker.place.as_ref());
    match field {
        FacetField::Place => place.map(|place| place.value.clone()).into_iter().collect(),
        FacetField::Topic => {
            let mut topics = document.topics.clone();
            topics.sort();
            topics.dedup();
            topics
        }
        FacetField::Year => {
            document.sources[0].year.map(|year| year.to_string()).into_iter().collect()
        }
        _ => unreachable!("not counted by hand"),
    }
}

const COUNTED: [FacetField; 3] = [FacetField::Place, FacetField::Topic, FacetField::Year];

fn passes(document: &Document, filters: &Filters, but: Option<FacetField>) -> bool {
    COUNTED.into_iter().filter(|field| Some(*field) != but).all(|field| {
        let labels = labels(document, field);
        match (field, &filters.year, filters.values.get(&field)) {
            (FacetField::Year, Some(range), _) => labels.iter().any(|year| {
                let year: i32 = year.parse().expect("a year");
                range.from.is_none_or(|from| from <= year) && range.to.is_none_or(|to| year <= to)
            }),
            (_, _, Some(values)) => labels.iter().any(|label| values.contains(label)),
            _ => true,
        }
    })
}

fn counted(documents: &[Document], filters: &Filters, field: FacetField) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let holds = |document: &&Document| document.text.value.contains("roen");
    for document in documents.iter().filter(holds) {
        if passes(document, filters, Some(field)) {
            for label in labels(document, field) {
                *counts.entry(label).or_default() += 1;
            }
        }
    }
    counts
}

fn filters() -> impl Strategy<Value = Filters> {
    let values = |of: &'static [&'static str]| {
        proptest::option::of(proptest::sample::subsequence(of.to_vec(), 1..3))
    };
    let year = proptest::option::of((2001..2006i32, 0..3i32));
    (values(&PLACES), values(&TOPICS), year).prop_map(|(places, topics, year)| {
        let mut filters = Filters::default();
        let owned = |values: Vec<&str>| values.into_iter().map(str::to_owned).collect();
        filters.values.extend(places.map(|places| (FacetField::Place, owned(places))));
        filters.values.extend(topics.map(|topics| (FacetField::Topic, owned(topics))));
        filters.year =
            year.map(|(from, more)| YearRange { from: Some(from), to: Some(from + more) });
        filters
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn facets_are_what_counting_by_hand_gives(
        drawn in proptest::collection::vec(
            (0..5usize, proptest::collection::vec(0..3usize, 0..3), 0..3usize, 2000..2006i32), 1..40),
        filters in proptest::collection::vec(filters(), 4),
    ) {
        let documents: Vec<Document> = drawn
            .iter()
            .enumerate()
            .map(|(nth, (place, topics, text, year))| document(nth, *place, topics, *text, *year))
            .collect();
        let (_home, searcher) = searcher(&documents);
        for filters in filters {
            let request = SearchRequest { query: "bro".into(), filters: filters.clone(), ..Default::default() };
            let response = answer(&searcher, &request);
            let expected = documents
                .iter()
                .filter(|document| document.text.value.contains("roen") && passes(document, &filters, None))
                .count();
            prop_assert_eq!(response.total, expected as u64);
            for field in COUNTED {
                let facet = response.facets.iter().find(|facet| facet.field == field);
                let counts: BTreeMap<String, u64> = facet
                    .into_iter()
                    .flat_map(|facet| &facet.values)
                    .filter(|value| value.count > 0)
                    .map(|value| (value.value.clone(), value.count))
                    .collect();
                prop_assert_eq!(counts, counted(&documents, &filters, field), "{:?} {:?}", field, filters);
            }
        }
    }
}

#[test]
fn a_chosen_value_is_listed_even_when_it_counts_nothing() {
    let (_home, searcher) =
        searcher(&[document(0, 0, &[0], 0, 2001), document(1, 1, &[1], 1, 2002)]);
    let mut filters = Filters::default();
    filters.values.insert(FacetField::Place, vec!["Rørsø".into(), "Atlantis".into()]);
    let request = SearchRequest { query: "bro".into(), filters, ..Default::default() };
    let response = answer(&searcher, &request);
    assert_eq!(response.total, 0);
    let places = response.facets.iter().find(|facet| facet.field == FacetField::Place);
    let listed: Vec<(&str, u64, bool)> = places
        .expect("places")
        .values
        .iter()
        .map(|value| (&*value.value, value.count, value.selected))
        .collect();
    assert_eq!(listed, [("Tangby", 1, false), ("Atlantis", 0, true), ("Rørsø", 0, true)]);
}

#[test]
fn many_values_are_cut_at_fifty_and_years_are_newest_first() {
    let documents: Vec<Document> = (0..120)
        .map(|n| {
            let place = format!("By {:03}", n.min(100));
            in_year(said_by(quote(&format!("d{n}"), "Broen"), "Bo", "maler", &place), 1900 + n)
        })
        .collect();
    let (_home, searcher) = searcher(&documents);
    let mut request = SearchRequest { query: "bro".into(), ..Default::default() };
    let counted = |request: &SearchRequest, field| {
        let facets = answer(&searcher, request).facets;
        facets.into_iter().find(|facet| facet.field == field).expect("a facet").different
    };
    assert_eq!(counted(&request, FacetField::Place), 101, "what is not listed is counted");
    let facet = |request: &SearchRequest, field| {
        let facets = answer(&searcher, request).facets;
        facets.into_iter().find(|facet| facet.field == field).expect("a facet").values
    };
    let places = facet(&request, FacetField::Place);
    assert_eq!(places.len(), 50);
    assert_eq!((&*places[0].value, places[0].count), ("By 100", 20));
    assert_eq!(places[1].value, "By 000");
    assert_eq!(facet(&request, FacetField::Year)[0].value, "2019");
    assert_eq!(facet(&request, FacetField::Year).len(), 120, "years are never cut");
    request.filters.values.insert(FacetField::Place, vec!["By 099".into()]);
    let places = facet(&request, FacetField::Place);
    assert_eq!((places.len(), places[50].selected, places[50].count), (51, true, 1));
}

#[test]
fn one_source_page_can_be_stayed_on() {
    let (_home, searcher) =
        searcher(&[at(quote("a", "Broen"), "side1", 1), at(quote("b", "Broen"), "side2", 1)]);
    let filters = Filters { source: Some("side2".into()), ..Filters::default() };
    let request = SearchRequest { query: "bro".into(), filters, ..Default::default() };
    assert_eq!(ids(&answer(&searcher, &request)), ["b"]);
}

/// People with one quote each.
fn people(names: &[&str]) -> Vec<Document> {
    let said = |(nth, name): (usize, &&str)| {
        said_by(quote(&format!("p{nth}"), "Broen er åben"), name, "maler", "Tangby")
    };
    names.iter().enumerate().map(said).collect()
}

fn listed(searcher: &ordret_search::Searcher, listing: Listing) -> (Vec<String>, usize) {
    let field = listing.field;
    let request = SearchRequest { query: "bro".into(), ..Default::default() };
    let response = answer(searcher, &SearchRequest { listing: Some(listing), ..request });
    let facet = response.facets.into_iter().find(|facet| facet.field == field).expect("a facet");
    (facet.values.into_iter().map(|value| value.value).collect(), facet.different)
}

#[test]
fn a_whole_facet_stands_in_danish_order() {
    let names = ["Aase", "Adam", "Zenia", "Åse", "Ægir", "Østen", "bo"];
    let (_home, searcher) = searcher(&people(&names));
    let in_order = ["Adam", "bo", "Zenia", "Ægir", "Østen", "Aase", "Åse"];
    for order in ListingOrder::ALL {
        let listing = Listing { order, ..Listing::of(FacetField::Speaker) };
        assert_eq!(listed(&searcher, listing).0, in_order, "equal counts stand by name as well");
    }
    let response = search(&searcher, "bro");
    let speakers = response.facets.iter().find(|facet| facet.field == FacetField::Speaker);
    let beside: Vec<&str> =
        speakers.expect("speakers").values.iter().map(|value| &*value.value).collect();
    assert_eq!(beside, in_order);
}

#[test]
fn of_many_equally_frequent_values_the_first_in_danish_order_are_listed() {
    let names: Vec<String> =
        (0..60).map(|nth| format!("Ærø {nth:02}")).chain(["bo".into(), "Åse".into()]).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (_home, searcher) = searcher(&people(&names));
    let response = search(&searcher, "bro");
    let facet = response.facets.iter().find(|facet| facet.field == FacetField::Speaker);
    let facet = facet.expect("speakers");
    assert_eq!((facet.values.len(), facet.different), (50, 62));
    assert_eq!((&*facet.values[0].value, &*facet.values[49].value), ("bo", "Ærø 48"));
}

#[test]
fn every_value_of_a_long_facet_is_reached_part_by_part() {
    let names: Vec<String> = (0..120).map(|nth| format!("Person {nth:03}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (_home, searcher) = searcher(&people(&names));
    let mut reached = Vec::new();
    for offset in [0, 50, 100] {
        let part = Listing { limit: 50, offset, ..Listing::of(FacetField::Speaker) };
        let (values, different) = listed(&searcher, part);
        assert_eq!(different, 120);
        reached.extend(values);
    }
    assert_eq!(reached, names);
}

#[test]
fn a_facet_is_searched_however_danish_letters_are_typed_and_keeps_what_is_chosen() {
    let (_home, searcher) = searcher(&people(&["Ida Rørsø", "Åse Bæk", "Bo Holm"]));
    let fitting = |matching: &str| {
        let matching = matching.to_owned();
        listed(&searcher, Listing { matching, ..Listing::of(FacetField::Speaker) })
    };
    assert_eq!(fitting("roersoe"), (vec!["Ida Rørsø".to_owned()], 1));
    assert_eq!(fitting("AASE"), (vec!["Åse Bæk".to_owned()], 1));
    assert_eq!(fitting("olm").0, ["Bo Holm"]);
    let mut request = SearchRequest { query: "bro".into(), ..Default::default() };
    request.filters.values.insert(FacetField::Speaker, vec!["Bo Holm".into(), "Ingen".into()]);
    request.listing =
        Some(Listing { matching: "rørsø".into(), ..Listing::of(FacetField::Speaker) });
    let response = answer(&searcher, &request);
    let speakers = response.facets.iter().find(|facet| facet.field == FacetField::Speaker);
    let values: Vec<(&str, u64, bool)> = speakers
        .expect("speakers")
        .values
        .iter()
        .map(|value| (&*value.value, value.count, value.selected))
        .collect();
    let expected = [("Bo Holm", 1, true), ("Ida Rørsø", 1, false), ("Ingen", 0, true)];
    assert_eq!(values, expected);
}

#[test]
fn a_chosen_year_that_nothing_has_is_listed_with_nought() {
    let (_home, searcher) = searcher(&[in_year(quote("a", "Broen"), 2020)]);
    let year = Some(YearRange { from: Some(1999), to: Some(1999) });
    let filters = Filters { year, ..Filters::default() };
    let response =
        answer(&searcher, &SearchRequest { query: "bro".into(), filters, ..Default::default() });
    let years = response.facets.iter().find(|facet| facet.field == FacetField::Year);
    let values: Vec<(&str, u64, bool)> = years
        .expect("years")
        .values
        .iter()
        .map(|value| (&*value.value, value.count, value.selected))
        .collect();
    assert_eq!(values, [("2020", 1, false), ("1999", 0, true)]);
}
