//! What the box does by itself: the right document first, nothing lost that was asked for.

mod common;

use common::*;
use ordret_model::{
    DifferenceOp, FacetField, LeftOut, Match, Note, SearchRequest, SearchResponse, Sort,
};
use ordret_search::Searcher;

fn town() -> (Home, Searcher) {
    let mayor = said_by(
        quote("mayor", "Skolen skal åbnes for alle elever, også om aftenen."),
        "Ida Rørsø",
        "borgmester",
        "Tangby",
    );
    let mut documents = vec![
        mayor,
        in_year(quote("school", "Eleverne fik frihed til at vælge i skolen."), 2021),
        quote("library", "Biblioteket er åbent uden personale hele natten."),
        in_year(quote("lonely", "Ensomhed rammer mange ældre i vinterens mørke."), 2024),
        quote("old", "De ældre spiser sammen hver torsdag."),
        quote("percent", "Kun 17 af dem svarede på brevet om havnen."),
        quote("harbour", "Havnen blev uddybet sidste år, og brevet kom bagefter."),
    ];
    documents.extend((0..12).map(|nth| quote(&format!("road{nth}"), "Vejen er lang og grå.")));
    searcher(&documents)
}

/// The ids of the hits that hold everything, and of those that do not.
fn groups(response: &SearchResponse) -> (Vec<&str>, Vec<&str>) {
    let of = |partial: bool| {
        let hits = response.hits.iter().filter(|hit| hit.missing.is_empty() != partial);
        hits.map(|hit| hit.document.id.as_str()).collect()
    };
    (of(false), of(true))
}

#[test]
fn function_and_question_words_decide_nothing() {
    let (_home, searcher) = town();
    for (query, first) in [
        ("ensomhed hos ældre", "lonely"),
        ("biblioteker uden personale", "library"),
        ("hvad siger borgmesteren om skolen", "mayor"),
        ("hvem sagde noget om frihed for eleverne", "school"),
    ] {
        let response = search(&searcher, query);
        assert!(response.total > 0, "{query}");
        assert_eq!(ids(&response)[0], first, "{query}");
    }
}

#[test]
fn where_only_function_words_are_typed_all_are_telling() {
    let (_home, searcher) = town();
    let response = search(&searcher, "hver og de");
    assert_eq!(response.total, 0);
    assert_eq!(search(&searcher, "og er").total, 12);
}

#[test]
fn what_holds_some_words_comes_behind_what_holds_all_and_says_what_it_lacks() {
    let (_home, searcher) = town();
    let response = search(&searcher, "skole elever frihed");
    assert_eq!((response.total, response.total_partial), (1, 1));
    assert_eq!(groups(&response), (vec!["school"], vec!["mayor"]));
    assert_eq!(response.hits[1].missing, ["frihed"]);
}

#[test]
fn a_second_group_is_listed_only_where_the_first_is_small() {
    let (_home, searcher) = town();
    let response = search(&searcher, "lang vej");
    assert_eq!((response.total, response.total_partial), (12, 0));
    for (limit, offset) in [(1, 0), (100, 0), (10, 5)] {
        let query = "skole elever frihed".to_owned();
        let request = SearchRequest { query, limit, offset, ..Default::default() };
        let response = answer(&searcher, &request);
        assert_eq!((response.total, response.total_partial), (1, 1), "whatever page is asked for");
    }
}

#[test]
fn both_groups_are_paged_as_one_list() {
    let (_home, searcher) = town();
    let page = |offset| {
        let query = "ensomhed ældre torsdag skole".to_owned();
        let request = SearchRequest { query, limit: 1, offset, ..Default::default() };
        ids(&answer(&searcher, &request)).join(" ")
    };
    let all = search(&searcher, "ensomhed ældre torsdag skole");
    assert_eq!(all.total, 0);
    assert_eq!(all.total_partial as usize, all.hits.len());
    for (nth, id) in ids(&all).into_iter().enumerate() {
        assert_eq!(page(nth), id);
    }
}

#[test]
fn phrases_numbers_and_exclusions_are_never_let_go() {
    let (_home, searcher) = town();
    let all = |query: &str| {
        let response = search(&searcher, query);
        ids(&response).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(all("17 havnen brevet skolen"), ["percent"]);
    assert_eq!(all("\"brevet kom\" havnen skolen"), ["harbour"]);
    assert!(!all("havnen brevet skolen -uddybet").contains(&"harbour".to_owned()));
    assert_eq!(all("havn OG brev skole -uddybet"), ["percent"]);
}

#[test]
fn a_number_with_its_unit_is_one_thing() {
    let (_home, searcher) = searcher(&[
        titled(quote("clock", "Kun 62 pct. af pladserne var fulde."), "Parkering efter kl. 17"),
        quote("share", "Rejserne steg med 17 pct. på ét år."),
        quote("law", "Efter § 17 skal 11 procent blive."),
    ]);
    for query in ["17 %", "17%", "17 procent", "steg 17 pct."] {
        let response = search(&searcher, query);
        assert_eq!(ids(&response)[0], "share", "{query}");
        assert_eq!(response.total, 1, "{query}");
    }
    assert_eq!(search(&searcher, "17").total, 3);
    let none = search(&searcher, "pladserne 17%");
    assert!(
        none.notes.iter().any(|note| matches!(note, Note::Without {
            left_out: LeftOut::Clause { query, .. }, .. } if query == "pladserne")),
        "{:?}",
        none.notes
    );
}

#[test]
fn a_long_text_is_a_text_whose_numbers_may_be_wrong() {
    let (_home, searcher) = searcher(&[
        quote("plan", "Havnen skal uddybes til ni meter, og broen skal flyttes mod nord i 2021."),
        quote("other", "Skolen fik en ny gård."),
    ]);
    let short = search(&searcher, "havnen uddybes 2022");
    assert_eq!(short.total + short.total_partial, 0, "a number that was asked for is meant");
    // In no order, so that it is not looked up as a quotation.
    let long = "2022 syd mod flyttes broen og meter ni til uddybes nok skal havnen";
    let response = search(&searcher, long);
    assert_eq!(ids(&response), ["plan"]);
    assert_eq!(response.hits[0].quotation, None);
}

#[test]
fn a_few_words_that_stand_somewhere_in_part_are_no_quotation() {
    let (_home, searcher) = searcher(&[
        quote("wages", "Din løn før skat er ikke din egen, sagde han om skatten."),
        quote("long", "Vi løfter skatten, før vi hæver en løn, og ens bil er ikke egen bil."),
    ]);
    let response = search(&searcher, "lønnen før skat er ikke ens egen");
    assert!(response.hits.iter().all(|hit| hit.quotation.is_none()), "{:?}", response.hits);
    let quoted = search(&searcher, "din løn før skat er ikke egen");
    assert!(quoted.hits[0].quotation.is_some(), "one word is missing");
}

#[test]
fn what_a_text_begins_with_it_is_about() {
    let rest = "er noget, som alle i byen talte om hele vinteren, mens sneen faldt";
    let (_home, searcher) = searcher(&[
        quote("late", &format!("Det {rest}: havnen og broen.")),
        quote("early", &format!("Havnen og broen {rest}: det.")),
    ]);
    assert_eq!(ids(&search(&searcher, "havnen broen")), ["early", "late"]);
}

#[test]
fn a_compound_typed_alone_is_found_for_its_telling_parts_only() {
    let mut documents: Vec<_> =
        (0..30).map(|nth| quote(&format!("house{nth}"), "Her er et hus.")).collect();
    documents.push(quote("alpaca", "En alpaka gik forbi."));
    let (_home, searcher) = searcher(&documents);
    assert_eq!(ids(&search(&searcher, "alpakahus")), ["alpaca"]);
    assert_eq!(search(&searcher, "zebuhus").total_partial, 30, "what no text holds tells nothing");
}

#[test]
fn facets_are_of_the_first_group_and_of_the_second_where_the_first_is_empty() {
    let (_home, searcher) = town();
    let kinds = |query: &str| {
        let response = search(&searcher, query);
        let facet = response.facets.iter().find(|facet| facet.field == FacetField::Kind);
        facet.map_or(0, |facet| facet.values[0].count)
    };
    assert_eq!(kinds("skole elever frihed"), 1);
    assert_eq!(kinds("ensomhed torsdag"), 2);
}

#[test]
fn sorting_orders_within_a_group() {
    let (_home, searcher) = town();
    let query = "ensomhed skole frihed elever".to_owned();
    let request = SearchRequest { query, sort: Sort::Newest, ..Default::default() };
    let response = answer(&searcher, &request);
    assert_eq!(ids(&response), ["lonely", "school", "mayor"]);
    let query = "skole elever frihed".to_owned();
    let request = SearchRequest { query, sort: Sort::Speaker, ..Default::default() };
    assert_eq!(ids(&answer(&searcher, &request)), ["school", "mayor"]);
}

#[test]
fn words_near_each_other_count_for_more() {
    let (_home, searcher) = searcher(&[
        quote("far", "Skolen ligger ved vejen, og den nye leder er glad for frihed."),
        quote("near", "Skolen har frihed, og den nye leder er glad ved vejen dér."),
        quote("turned", "Frihed har skolen, og den nye leder er glad ved vejen dér."),
    ]);
    for match_ in Match::ALL {
        let query = "skolen frihed".to_owned();
        let request = SearchRequest { query, match_, ..Default::default() };
        assert_eq!(ids(&answer(&searcher, &request)), ["near", "turned", "far"], "{match_:?}");
    }
}

#[test]
fn fields_and_operators_find_what_they_say() {
    let mut v = said_by(quote("v", "Vi byggede en bro."), "Bo Kær", "borgmester", "Tangby");
    v.speaker.as_mut().expect("a speaker").party = Some(known("V"));
    v.topics = vec!["klimatilpasning".to_owned()];
    let mut s = said_by(quote("s", "Vi lukkede en skole."), "Ea Holm", "rektor", "Rørsø");
    s.speaker.as_mut().expect("a speaker").party = Some(known("Socialdemokratiet"));
    let statistic = ordret_model::Figure {
        value: Some(ordret_model::Known::stated(63.0, Default::default())),
        n: Some(ordret_model::Known::stated(1093_u64, Default::default())),
        data: Some(ordret_model::Table {
            head: vec!["Bolig".to_owned(), "Andel".to_owned()],
            rows: vec![vec!["Enfamiliehuse".to_owned(), "63".to_owned()]],
        }),
        ..Default::default()
    };
    let (_home, searcher) =
        searcher(&[in_year(v, 2014), in_year(s, 2020), figure("f", "Sådan bor vi", statistic)]);
    for (query, expected) in [
        ("rolle:borgmester", "v"),
        ("role:borgmestre", "v"),
        ("sted:Rørsø", "s"),
        ("parti:V", "v"),
        ("parti:venstre", "v"),
        ("party:S", "s"),
        ("Venstre", "v"),
        ("Socialdemokratiet", "s"),
        ("(V)", "v"),
        ("år:2013..2016", "v"),
        ("2020", "s"),
        ("tal:60..70", "f"),
        ("n:>1000", "f"),
        ("type:figur", "f"),
        ("-type:citat", "f"),
        ("bro ELLER skole", "s v"),
        ("bro OG skole", ""),
        ("bygge*", "v"),
        ("klima tilpasning", "v"),
        ("klimatilpasning", "v"),
        ("emne:klimatilpasning", "v"),
        ("enfamiliehuse", "f"),
        ("en -parti:V", "s"),
        ("person:Holm", "s"),
        ("rolle:bro", ""),
    ] {
        let response = search(&searcher, query);
        let mut found = ids(&response);
        found.sort_unstable();
        assert_eq!(found.join(" "), expected, "{query}");
    }
    let response = search(&searcher, "rollle:borgmester");
    assert!(
        response.notes.iter().any(|note| matches!(note,
            Note::UnknownField { nearest: "rolle", query, .. } if query == "rolle:borgmester")),
        "{:?}",
        response.notes
    );
}

#[test]
fn a_word_that_no_document_holds_is_corrected_and_said() {
    let (_home, searcher) = searcher(&[
        said_by(quote("mayor", "Vi byggede en bro."), "Bo Kær", "borgmester", "Tangby"),
        quote("tool", "Forandringsværktøjet ligger i kælderen."),
        quote("library", "Biblioteket er åbent."),
        quote("fled", "En flygtning kom til byen."),
        quote("number", "Der kom 1093 breve."),
    ]);
    for (typed, expected) in [
        ("borgmster", "mayor"),
        ("borgmesster", "mayor"),
        ("bogrmester", "mayor"),
        ("forandrngsværktøjet", "tool"),
        ("bibiloteket", "library"),
        ("fygtning", "fled"),
    ] {
        let response = search(&searcher, typed);
        assert_eq!(ids(&response), [expected], "{typed}");
        assert!(
            matches!(&response.notes[..], [Note::Corrected { typed: said, .. }] if said == typed),
            "{typed}: {:?}",
            response.notes
        );
        assert_eq!(response.hits[0].spelled[0].typed, typed);
        let Note::Corrected { as_typed, .. } = &response.notes[0] else { unreachable!() };
        assert_eq!(search(&searcher, as_typed).total, 0, "there is a way back");
    }
    for nonsense in ["xyzzyqqq", "brn", "1092", "bxrqx"] {
        assert_eq!(search(&searcher, nonsense).total, 0, "{nonsense}");
    }
}

#[test]
fn a_mistyped_word_is_found_in_its_other_forms_and_inside_compounds() {
    let (_home, searcher) = searcher(&[
        quote("tools", "Forandringsværktøjerne ligger i kælderen."),
        quote("office", "Beskæftigelsesforvaltningens chefer kom til frokost."),
        quote("books", "Bøgerne og borgerne."),
    ]);
    for (typed, expected, taken_for) in [
        ("forandrngsværktøj", "tools", "forandringsværktøj"),
        ("forandrngsværktøjer", "tools", "forandringsværktøj"),
        ("Beskæftgelse", "office", "Beskæftigelse"),
        ("beskæftigelsforvaltning", "office", "beskæftigelsesforvaltning"),
        ("boger", "books", "bøger"),
    ] {
        let response = search(&searcher, typed);
        assert_eq!(ids(&response), [expected], "{typed}");
        let Note::Corrected { taken_for: said, .. } = &response.notes[0] else {
            panic!("{typed}: {:?}", response.notes)
        };
        assert_eq!(said, &[taken_for], "{typed}");
    }
}

#[test]
fn a_danish_word_is_taken_for_no_name_where_another_word_is_found() {
    let (_home, searcher) = searcher(&[
        said_by(quote("name", "Vi er færdige."), "Lone Kær", "lærer", "Tangby"),
        quote("drill", "Her ligger en boremaskine."),
    ]);
    assert_eq!(ids(&search(&searcher, "låne en boremaskine")), ["drill"]);
}

#[test]
fn a_rare_word_like_one_of_far_more_documents_is_searched_as_typed_and_asked_about() {
    let (_home, searcher) = searcher(&[
        quote("error", "Borgmsteren kom for sent."),
        quote("mayor", "Borgmesteren kom til tiden."),
        quote("again", "Borgmesteren kom igen."),
        quote("rain", "Her er et hegn."),
        quote("fence", "Regn og atter regn."),
    ]);
    let response = search(&searcher, "borgmster sent");
    assert_eq!(ids(&response)[0], "error");
    let asked = Note::DidYouMean {
        typed: "borgmster".into(),
        other: "borgmester".into(),
        query: "borgmester sent".into(),
    };
    assert!(response.notes.contains(&asked), "{:?}", response.notes);
    let crossed: Vec<String> = (0..40).map(|nth| format!("\"ord{nth}\" borgmsteren")).collect();
    let notes = search(&searcher, &crossed.join(" ")).notes;
    let asked = notes.iter().filter(|note| matches!(note, Note::DidYouMean { .. }));
    assert!(asked.count() <= 3, "each costs a walk through the dictionary");
    assert_eq!(search(&searcher, "hegn").notes, [], "both are words");
    assert_eq!(search(&searcher, "borgmester").notes, [], "the other way round");
}

#[test]
fn plain_ascii_finds_its_word_where_a_piece_of_it_stands_in_the_index() {
    let (_home, searcher) =
        searcher(&[quote("town", "Havn ved København."), quote("garden", "Have ved børnehaven.")]);
    assert_eq!(ids(&search(&searcher, "Kobenhavn")), ["town"]);
    assert_eq!(ids(&search(&searcher, "bornehave")), ["garden"]);
}

#[test]
fn spellings_of_one_persons_name_find_each_other() {
    let said = |id: &str, name: &str| said_by(quote(id, "Ja."), name, "rektor", "Tangby");
    let (_home, searcher) = searcher(&[
        said("a", "Vera Terkildsen"),
        quote("b", "Senere sagde Vera Terkilsen det samme."),
        said("c", "Bo Mikkelsen"),
        said("d", "Ea Mikelsen"),
    ]);
    for typed in ["Terkildsen", "Terkilsen"] {
        let response = search(&searcher, typed);
        let mut found = ids(&response);
        found.sort_unstable();
        assert_eq!(found, ["a", "b"], "{typed}");
        assert!(matches!(&response.notes[..], [Note::NameVariant { .. }]), "{:?}", response.notes);
        let other = response.hits.iter().find(|hit| !hit.spelled.is_empty()).expect("the other");
        assert_ne!(other.spelled[0].written, typed);
    }
    assert_eq!(ids(&search(&searcher, "Mikkelsen")), ["c"], "two persons are not one");
}

#[test]
fn a_derived_word_stands_in_where_the_word_is_missing_and_never_under_all() {
    let (_home, searcher) = searcher(&[
        quote("noun", "Innovation kræver mod i kommunen."),
        quote("verb", "Vi skal innovere med mod på arbejdet."),
        quote("neither", "Mod er ikke nok til alt her."),
    ]);
    let response = search(&searcher, "innovation mod");
    assert_eq!(ids(&response)[..2], ["noun", "verb"]);
    assert_eq!(response.total, 1);
    let query = "innovation".to_owned();
    let all = SearchRequest { query, match_: Match::All, ..Default::default() };
    assert_eq!(ids(&answer(&searcher, &all)), ["noun"]);
}

#[test]
fn half_a_remembered_quote_finds_the_original_with_the_difference() {
    let (_home, searcher) = searcher(&[
        quote("it", "Man kan ikke bygge en skole uden at spørge dem, der skal gå i den."),
        quote("like", "Man kan ikke lukke en skole uden at spørge byen, og den skal have svar."),
        quote("other", "Den skal bygges, og man kan spørge alle i en skole uden mure."),
    ]);
    let response = search(&searcher, "man kunne ikke bygge en skole uden spørge dem der går i den");
    assert_eq!(ids(&response)[0], "it");
    let quotation = response.hits[0].quotation.as_ref().expect("a quotation");
    assert!(!quotation.exact);
    let ops = |op| quotation.diff.iter().filter(|one| one.op == op).count();
    assert!(ops(DifferenceOp::OnlyTyped) > 0 && ops(DifferenceOp::OnlySource) > 0);
    assert_eq!(response.hits.iter().filter(|hit| hit.document.id.as_str() == "it").count(), 1);
    assert!(response.total_partial >= 1);
    for exact in
        ["bygge en skole uden at spørge dem", "\"Man kan ikke bygge en skole uden at spørge dem\""]
    {
        let response = search(&searcher, exact);
        assert_eq!(ids(&response)[0], "it", "{exact}");
        assert!(response.hits[0].quotation.as_ref().is_some_and(|found| found.exact), "{exact}");
    }
    let wrong = search(&searcher, "\"Man kan ikke bygge skoler uden at spørge dem\"");
    assert_eq!((wrong.total, wrong.total_partial), (0, 1), "marks around it all are no sign");
    assert!(search(&searcher, "bygge en skole").hits.iter().all(|hit| hit.quotation.is_none()));
    assert!(search(&searcher, "regn sne hagl slud og blæst i dag").hits.is_empty());
}

#[test]
fn a_remembered_quote_may_hold_quotation_marks_of_its_own() {
    let (_home, searcher) = searcher(&[
        quote("it", "Hun råbte \"hov, vent på mig\" og løb efter bussen i regnen."),
        quote("letter", "På skiltet stod \"vent her\", og ingen løb efter bussen."),
        quote("rain", "Regnen faldt på taget hele natten."),
    ]);
    let response = search(&searcher, "hun råbte \"hov vent på os\" og løb efter bussen i regn");
    assert_eq!(ids(&response)[0], "it", "nothing has the words in marks");
    assert!(response.hits[0].quotation.as_ref().is_some_and(|found| !found.exact));
    let response = search(&searcher, "hun råbte \"vent her\" og løb efter bussen i regnen");
    assert_eq!(ids(&response), ["letter"], "what stands in marks is not let go where it is found");
}

#[test]
fn a_search_that_finds_nothing_says_what_it_could_do_without() {
    let (_home, searcher) = town();
    let query = "\"brevet kom\" skolen".to_owned();
    let response = search(&searcher, &query);
    assert_eq!(response.total, 0);
    let left_out: Vec<(String, u64)> = response
        .notes
        .iter()
        .filter_map(|note| match note {
            Note::Without { left_out: LeftOut::Clause { query, .. }, count } => {
                Some((query.clone(), *count))
            }
            _ => None,
        })
        .collect();
    assert_eq!(left_out, [("skolen".to_owned(), 2), ("\"brevet kom\"".to_owned(), 1)]);
    for (query, count) in left_out {
        assert_eq!(search(&searcher, &query).total, count, "{query}");
    }
    let mut request = SearchRequest { query: "havnen".to_owned(), ..Default::default() };
    request.filters.values.insert(FacetField::Place, vec!["Tangby".to_owned()]);
    let response = answer(&searcher, &request);
    assert!(response.notes.iter().any(|note| matches!(
        note,
        Note::Without { left_out: LeftOut::Filter { field: FacetField::Place, .. }, count: 2 }
    )));
}

#[test]
fn an_explanation_adds_up_to_the_score_in_both_groups() {
    let (_home, searcher) = town();
    for match_ in Match::ALL {
        for query in
            ["skole elever frihed", "hvad siger borgmesteren om skolen", "ensomhed ældre", "havnen"]
        {
            let query = query.to_owned();
            let request = SearchRequest { query, match_, explain: true, ..Default::default() };
            for hit in answer(&searcher, &request).hits {
                let parts = hit.explanation.expect("asked for");
                let sum: f32 = parts.iter().map(|part| part.score).sum();
                assert!(
                    (sum - hit.score).abs() < 1e-3,
                    "{match_:?} {parts:?} is not {}",
                    hit.score
                );
            }
        }
    }
}

#[test]
fn related_documents_are_about_the_same_and_never_the_document_itself() {
    let mut own = quote("own", "Cykelstien langs åen er til skolebørnene.");
    if let ordret_model::Body::Quote(quote) = &mut own.body {
        quote.case = ordret_model::DocumentId::parse("path");
    }
    let mut documents = vec![
        case("path", "Cykelsti til skolebørn", "Skolebørnene fik en cykelsti langs åen."),
        own,
        quote("near", "En cykelsti er bedre end en bus for skolebørnene."),
        quote("far", "Koncerten blev aflyst på grund af regn."),
    ];
    documents.extend((0..20).map(|nth| quote(&format!("road{nth}"), "Vejen er lang og grå.")));
    let (_home, searcher) = searcher(&documents);
    let id = ordret_model::DocumentId::parse("path").expect("an id");
    let document = searcher.document(&id).expect("read").expect("there");
    let related = searcher.related(&document, 5).expect("related");
    let ids: Vec<&str> = related.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["near"], "not itself, not its own quote, not what is about something else");
}

#[test]
fn suggestions_are_what_the_generation_holds_as_it_is_written() {
    let (_home, searcher) = searcher(&[
        said_by(quote("a", "Færgen sejler."), "Ida Rørsø", "borgmester", "Ærøskøbing"),
        said_by(quote("b", "Færgen er ny."), "Ida Rørsø", "borgmester", "Ærøskøbing"),
        titled(quote("c", "Nu sejler den."), "Færgeruten åbner igen"),
    ]);
    let texts = |typed: &str| -> Vec<String> {
        let found = searcher.suggest(typed, 10).expect("suggestions");
        found.into_iter().map(|one| one.text).collect()
    };
    assert_eq!(texts("rors"), ["Ida Rørsø"]);
    assert_eq!(texts("aeros"), ["Ærøskøbing"]);
    assert_eq!(texts("færge"), ["færgen", "Færgeruten åbner igen", "færgeruten"]);
    assert_eq!(texts("igen"), ["Færgeruten åbner igen"]);
    assert!(texts("xyz").is_empty() && texts("").is_empty());
}
