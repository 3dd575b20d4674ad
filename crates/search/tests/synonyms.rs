//! What editors have said means the same, as a reader meets it.

mod common;

use std::fs;

use common::*;
use ordret_model::{
    Document, Match, Note, Reason, SearchField, SearchRequest, SearchResponse, Synonym,
};
use ordret_search::{Error, Searcher};

/// Rows of `from -> to` and `one = other`, with commas between expressions.
fn rows(rows: &[&str]) -> Vec<Synonym> {
    let words = |side: &str| -> Vec<String> {
        side.split(',').map(|expression| expression.trim().to_owned()).collect()
    };
    let row = |row: &&str| match row.split_once(" = ") {
        Some((one, other)) => {
            let all = [words(one), words(other)].concat();
            Synonym { from: all.clone(), to: all }
        }
        None => {
            let (from, to) = row.split_once(" -> ").expect("a direction");
            Synonym { from: words(from), to: words(to) }
        }
    };
    rows.iter().map(row).collect()
}

fn publish(synonyms: &[Synonym], documents: &[Document]) -> (Home, Searcher) {
    let home = Home::new();
    let index = home.index();
    let mut writer = index.begin_generation("test").expect("a writer");
    writer.synonyms(synonyms).expect("kept");
    for document in documents {
        writer.add(document).expect("added");
    }
    index.publish(writer.commit().expect("a generation")).expect("published");
    let searcher = home.searcher();
    (home, searcher)
}

fn town() -> (Home, Searcher) {
    let synonyms = rows(&[
        "ledighed = arbejdsløshed, mangel på arbejde",
        "cykel -> køretøj",
        "unge uden job -> ungdomsledighed",
        "ældre = senior",
        "kommunaldirektør -> embedsmand",
        "borgmester -> rådhusets øverste",
        "klima -> klimaforandring, vejrlig",
        "Aarhus -> smilets by",
        "a1 -> a2",
        "a2 -> a3",
        "toppost -> kommunal direktør",
        "ungeindsats -> unge uden job",
    ]);
    let documents = [
        quote("a", "Arbejdsløsheden steg i byen."),
        quote("b", "Ledigheden faldt på øen."),
        quote("c", "Hun parkerede sit køretøj."),
        quote("d", "En cykel stod ved døren."),
        quote("e", "Ungdomsledigheden er et problem."),
        quote("f", "Manglen på arbejde tynger egnen."),
        quote("g", "Arbejdsløshedsprocenten er lav."),
        quote("h", "Seniorerne spiste sammen."),
        quote("i", "De ældre gik hjem."),
        quote("j", "Den gamle mølle blev revet ned."),
        quote("k", "Embedsmændene tav."),
        quote("l", "Rådhusets øverste klippede snoren."),
        quote("m", "Klimaforandringerne er her, og vejrliget plager os."),
        quote("n", "Et klima af mistillid."),
        quote("o", "I smilets by regner det."),
        quote("p", "Mærket a3 sad på kassen."),
        quote("q", "Kommunaldirektøren rejste."),
        quote("r", "Ældreplejen fik ros."),
        quote("s", "Der er mange unge uden job i byen."),
    ];
    publish(&synonyms, &documents)
}

fn found(searcher: &Searcher, query: &str, match_: Match) -> String {
    let request = SearchRequest { query: query.to_owned(), match_, ..Default::default() };
    let response = answer(searcher, &request);
    let mut found = ids(&response);
    found.sort_unstable();
    found.join(" ")
}

fn also(response: &SearchResponse) -> Vec<(String, Vec<String>)> {
    let notes = response.notes.iter().filter_map(|note| match note {
        Note::Synonyms { typed, also } => Some((typed.clone(), also.clone())),
        _ => None,
    });
    notes.collect()
}

fn marked(response: &SearchResponse, id: &str) -> Vec<String> {
    let hit = response.hits.iter().find(|hit| hit.document.id.as_str() == id).expect("is found");
    let marked = hit.snippet.iter().filter(|fragment| fragment.highlighted);
    marked.map(|fragment| fragment.text.clone()).collect()
}

#[test]
fn synonyms_find_one_way_or_both_in_every_form_and_inside_compounds() {
    let (_home, searcher) = town();
    for (query, expected) in [
        ("arbejdsløsheden", "a b e f g"),
        ("ledighed", "a b e f g"),
        ("mangler på arbejde", "a b e f g"),
        ("cykler", "c d"),
        ("køretøjer", "c"),
        ("unge uden job", "e s"),
        ("ungdomsledighed", "e"),
        ("ungeindsatser", "s"),
        ("borgmesteren", "l"),
        ("aarhus", "o"),
        ("Århus", "o"),
    ] {
        assert_eq!(found(&searcher, query, Match::All), expected, "{query}");
    }
}

#[test]
fn a_word_that_a_synonym_stands_for_is_there_under_every_rule() {
    let (_home, searcher) = town();
    for match_ in [Match::All, Match::Best, Match::Any] {
        let request = SearchRequest { query: "cykel".to_owned(), match_, ..Default::default() };
        let response = answer(&searcher, &request);
        let hit = response.hits.iter().find(|hit| hit.document.id.as_str() == "c");
        assert!(hit.expect("is found").missing.is_empty());
    }
    assert_eq!(found(&searcher, "ledighed byen", Match::All), "a");
}

#[test]
fn the_word_itself_comes_before_its_synonyms() {
    let (_home, searcher) = town();
    assert_eq!(ids(&search(&searcher, "cykel")), ["d", "c"]);
    let response = search(&searcher, "senior");
    assert_eq!(ids(&response)[0], "h");
}

#[test]
fn what_is_said_of_a_form_with_a_meaning_of_its_own_is_not_said_of_its_lemma() {
    let (_home, searcher) = town();
    assert_eq!(found(&searcher, "seniorer", Match::All), "h i r");
    assert_eq!(found(&searcher, "gammel mølle", Match::All), "j");
    assert!(also(&search(&searcher, "gamle")).is_empty());
    assert_eq!(also(&search(&searcher, "ældre")).len(), 1);
}

#[test]
fn a_compound_is_the_same_expression_however_it_is_written() {
    let (_home, searcher) = town();
    assert_eq!(found(&searcher, "kommunaldirektør", Match::All), "k q");
    assert_eq!(found(&searcher, "kommunal direktør", Match::All), "k q");
    assert_eq!(found(&searcher, "toppost", Match::All), "q");
}

#[test]
fn what_was_typed_in_marks_or_after_a_minus_is_meant_as_it_stands() {
    let (_home, searcher) = town();
    assert_eq!(found(&searcher, "\"ledigheden\"", Match::All), "b");
    assert_eq!(found(&searcher, "\"unge uden job\"", Match::All), "s");
    assert_eq!(found(&searcher, "job -arbejdsløshed -ungdomsledighed", Match::All), "s");
    assert_eq!(found(&searcher, "arbejdsløshed -ledighed", Match::All), "a f g");
    assert_eq!(found(&searcher, "ledig*", Match::All), "b");
}

#[test]
fn one_step_is_taken_and_no_more() {
    let (_home, searcher) = town();
    assert_eq!(found(&searcher, "a2", Match::All), "p");
    assert_eq!(found(&searcher, "a1", Match::All), "");
}

#[test]
fn a_note_says_what_was_also_searched_and_no_more() {
    let (_home, searcher) = town();
    let one = |typed: &str, also: &[&str]| {
        vec![(typed.to_owned(), also.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())]
    };
    assert_eq!(
        also(&search(&searcher, "Ledigheden")),
        one("Ledigheden", &["arbejdsløshed", "mangel på arbejde"])
    );
    // No text has it.
    assert!(also(&search(&searcher, "a1")).is_empty());
    // A compound of the word is found by the word, and ranks as that.
    let response = search(&searcher, "klima");
    assert_eq!(also(&response), one("klima", &["vejrlig"]));
    assert!(also(&search(&searcher, "\"ledighed\"")).is_empty());
    assert_eq!(also(&search(&searcher, "cykel ELLER cykel")), one("cykel", &["køretøj"]));
}

#[test]
fn a_word_that_was_corrected_has_the_synonyms_of_what_it_was_taken_for() {
    let (_home, searcher) = town();
    let response = search(&searcher, "leddigheden");
    assert!(matches!(response.notes[0], Note::Corrected { .. }), "{:?}", response.notes);
    assert!(ids(&response).contains(&"a"), "{:?}", ids(&response));
    // A word that no text has and editors know is none that was mistyped.
    let response = search(&searcher, "borgmester");
    assert!(matches!(response.notes[..], [Note::Synonyms { .. }]), "{:?}", response.notes);
}

#[test]
fn the_synonym_is_marked_where_it_stands() {
    let (_home, searcher) = town();
    let response = search(&searcher, "ledighed");
    assert_eq!(marked(&response, "a"), ["Arbejdsløsheden"]);
    assert_eq!(marked(&response, "f"), ["Manglen på arbejde"]);
    assert_eq!(marked(&response, "g"), ["Arbejdsløsheds"]);
    assert_eq!(marked(&search(&searcher, "senior"), "i"), ["ældre"]);
}

#[test]
fn a_synonym_serves_in_the_field_that_was_named_and_in_no_other() {
    let documents = [
        said_by(quote("a", "Vejen er lang."), "Ida Rørsø", "borgmester", "Tangby"),
        quote("b", "Vores borgmester er her."),
    ];
    let (_home, searcher) = publish(&rows(&["byleder -> borgmester"]), &documents);
    assert_eq!(found(&searcher, "rolle:byleder", Match::All), "a");
    assert_eq!(found(&searcher, "byleder", Match::All), "a b");
}

#[test]
fn an_explanation_says_that_only_a_synonym_is_there() {
    let (_home, searcher) = town();
    let query = "ledighed".to_owned();
    let response = answer(&searcher, &SearchRequest { query, explain: true, ..Default::default() });
    let reason = |id: &str| {
        let hit = response.hits.iter().find(|hit| hit.document.id.as_str() == id);
        let explanation = hit.expect("is found").explanation.as_ref().expect("explained");
        (explanation[0].reason, explanation[0].fields[0].0)
    };
    assert_eq!(reason("a"), (Reason::Synonym, SearchField::Text));
    assert_eq!(reason("f"), (Reason::Synonym, SearchField::Text));
    assert_eq!(reason("b"), (Reason::Word, SearchField::Text));
}

#[test]
fn many_rows_for_one_word_and_many_words_are_bounded() {
    let letters = || 'a'..='t';
    let mut synonyms = Vec::new();
    for word in letters() {
        synonyms.extend(letters().flat_map(|other| rows(&[&format!("xq{word} -> zq{other}")])));
        synonyms.extend((0..500).flat_map(|nth| rows(&[&format!("xq{word} nr{nth} -> plads")])));
    }
    let documents: Vec<Document> =
        letters().map(|other| quote(&format!("d{other}"), &format!("Her er zq{other}."))).collect();
    let (_home, searcher) = publish(&synonyms, &documents);
    let one = also(&search(&searcher, "xqa"));
    assert_eq!(one[0].1.len(), 8);
    let many: Vec<String> = letters().map(|word| format!("xq{word}")).collect();
    let all = also(&search(&searcher, &many.join(" ")));
    assert_eq!(all.iter().map(|(_, also)| also.len()).sum::<usize>(), 128);
}

#[test]
fn synonyms_that_are_not_as_they_were_written_are_refused_by_name() {
    let (home, _searcher) = town();
    let path = home.path().join("000001/synonyms");
    let intact = fs::read(&path).expect("read");
    let mut damaged = intact.clone();
    damaged[intact.len() / 2] ^= 1;
    for wrong in [damaged, intact[1..].to_vec(), Vec::new(), vec![0xff; intact.len()]] {
        fs::write(&path, wrong).expect("damaged");
        let error = Searcher::open(&home.path()).expect_err("is damaged");
        assert!(matches!(&error, Error::Damaged { file, .. } if file == "synonyms"), "{error}");
    }
    fs::remove_file(&path).expect("removed");
    assert!(matches!(Searcher::open(&home.path()), Err(Error::Damaged { .. })));
}
