//! Speech and content in every manner, one small page each: `tests/data/speech.json`
//! and `tests/data/content.json` hold the pages and what must come out.

use serde_json::Value;

use crate::score::Score;
use crate::support::{folder, json, write};

/// Reads every page of one group and compares all that comes out.
fn check(data: &str, group: &str) {
    let cases: Value = serde_json::from_str(data).expect("JSON");
    let cases: Vec<&Value> =
        cases.as_array().expect("cases").iter().filter(|case| case["group"] == group).collect();
    assert!(!cases.is_empty(), "no pages in {group}");
    let folder = folder();
    let mut wrong = Vec::new();
    for case in cases {
        let name = case["case"].as_str().expect("what the case is");
        let page: Vec<&str> =
            case["page"].as_array().expect("paragraphs").iter().filter_map(Value::as_str).collect();
        let file = case["file"].as_str().unwrap_or("side.txt");
        let file = write(folder.path(), file, page.join("\n\n") + "\n");
        let found = json(folder.path(), &["extract", &file.to_string_lossy()]);
        let documents = found["documents"].as_array().expect("documents");
        let mut score = Score::default();
        score.add(name, case, documents);
        wrong.extend(score.remarks);
        for code in case["warnings"].as_array().into_iter().flatten() {
            let all = found["diagnostics"].as_array().expect("diagnostics");
            if !all.iter().any(|given| given["code"] == *code) {
                wrong.push(format!("{name}: no warning {code}: {all:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn speech(group: &str) {
    check(include_str!("../data/speech.json"), group);
}

fn content(group: &str) {
    check(include_str!("../data/content.json"), group);
}

#[test]
fn what_a_dash_opens_is_said_wherever_its_clause_stands() {
    speech("dash");
}

#[test]
fn marked_words_that_stand_alone_are_given_to_whom_their_neighbours_name() {
    speech("alone");
}

#[test]
fn words_in_the_middle_of_a_paragraph_are_found_and_nothing_around_them() {
    speech("inside");
}

#[test]
fn a_name_line_or_a_label_says_who_speaks() {
    speech("lines");
}

#[test]
fn answers_are_quotes_and_questions_are_none() {
    speech("answers");
}

#[test]
fn a_pronoun_a_role_or_half_a_name_is_resolved_if_exactly_one_fits() {
    speech("resolved");
}

#[test]
fn name_role_organisation_and_party_are_told_apart() {
    speech("apart");
}

#[test]
fn the_narrators_words_are_put_in_nobodys_mouth() {
    speech("mouths");
}

#[test]
fn words_go_on_over_paragraphs() {
    speech("paragraphs");
}

#[test]
fn what_nobody_says_is_no_document() {
    speech("nobody");
}

#[test]
fn a_block_quote_ends_where_it_ends() {
    content("block");
}

#[test]
fn only_the_subject_of_the_reporting_verb_speaks() {
    content("subject");
}

#[test]
fn no_figure_loses_its_number_or_has_half_of_it() {
    content("number");
}

#[test]
fn all_pairs_of_marks_are_heard_and_nothing_outside_them() {
    content("pairs");
}

#[test]
fn a_reply_goes_on_behind_its_clause() {
    content("dashes");
}

#[test]
fn the_last_paragraph_of_a_block_quote_that_a_dash_begins_is_the_speakers_line() {
    content("signed");
}

#[test]
fn exactly_the_outermost_marks_are_no_words() {
    content("outer");
}

#[test]
#[ignore = "tests/data/open-faults.json holds what is known to be read wrongly"]
fn what_is_known_to_be_read_wrongly_is_read_right() {
    check(include_str!("../data/open-faults.json"), "open");
}

#[test]
fn ten_thousands_of_pictures_names_on_one_line_are_read() {
    let folder = folder();
    let line = "kajen.jpg ".repeat(20_000);
    let page = format!("{line}\n\n”Vi maler hegnet i dag,” siger Kaj Elm, møller.\n");
    let file = write(folder.path(), "side.txt", page);
    let found = json(folder.path(), &["extract", &file.to_string_lossy()]);
    let quotes: Vec<&Value> = found["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .filter(|document| document["kind"] == "quote")
        .collect();
    assert_eq!(quotes.len(), 1, "{quotes:#?}");
    assert_eq!(quotes[0]["speaker"]["name"], "Kaj Elm");
}
