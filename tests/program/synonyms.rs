//! Editors' synonyms, from the file to what a reader finds.

use serde_json::{Value, json};

use crate::support::{Indexed, folder, json, ordret, text, top, write};

const PAGE: &str = "> “Sygehuset er åbent.”\n>\n> — Bodil Kær, rektor, Lindø Skole\n";

/// What was also searched.
fn also(answer: &Value) -> bool {
    answer["notes"]
        .as_array()
        .is_some_and(|notes| notes.iter().any(|one| one["code"] == "synonyms"))
}

#[test]
fn every_row_of_the_sample_finds_something_in_the_sample() {
    let indexed = Indexed::over(&[&top().join("content")]);
    let list = std::fs::read_to_string(top().join("content/synonyms.tsv")).expect("the sample's");
    let rows: Vec<Vec<&str>> = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(rows.len() >= 15, "{rows:?}");
    for row in rows {
        let both = if row[1] == "=" { row[2] } else { "" };
        let typed = row[0].split(", ").chain(both.split(", ")).filter(|typed| !typed.is_empty());
        let mut widened = 0;
        for typed in typed {
            let answer = indexed.search(&["--match", "all", "--", typed]);
            assert!(answer["total"].as_u64() > Some(0), "{typed} finds nothing");
            widened += usize::from(also(&answer));
        }
        assert!(widened > 0, "{row:?} changes nothing");
    }
}

#[test]
fn what_is_published_carries_the_synonyms_and_needs_no_content_folder() {
    let folder = folder();
    write(folder.path(), "content/a.md", PAGE);
    write(folder.path(), "content/synonyms.tsv", "sygehus\t=\thospital\tto ord for det\n");
    let done = json(folder.path(), &["reindex"]);
    assert_eq!((&done["synonyms"], &done["diagnostics"]["warning"]), (&json!(1), &json!(0)));
    std::fs::remove_dir_all(folder.path().join("content")).expect("removes");
    let answer = json(folder.path(), &["search", "hospitaler"]);
    assert_eq!(answer["total"], 1);
    assert!(also(&answer), "{answer}");
    let fragments = answer["hits"][0]["snippet"].as_array().expect("fragments");
    let marked = fragments.iter().find(|fragment| fragment["highlighted"] == true);
    assert_eq!(marked.map(|fragment| text(&fragment["text"])), Some("Sygehuset".to_owned()));
    let why = ordret(folder.path(), &["search", "hospitaler", "--explain"]);
    assert!(why.out.contains("another word for the same"), "{}", why.out);
    assert_eq!(ordret(folder.path(), &["generations", "verify"]).code, 0);
}

#[test]
fn a_wrong_row_is_shown_by_check_and_stops_publishing_unless_told_to_go_on() {
    let folder = folder();
    write(folder.path(), "content/a.md", PAGE);
    write(folder.path(), "content/synonyms.tsv", "sygehus\t=\thospital\nsygehus = klinik\n");
    for command in ["check", "reindex"] {
        let run = ordret(folder.path(), &[command]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("synonyms.tsv:2: error: blanks part"), "{}", run.err);
        assert!(run.err.contains("hint: put one tab"), "{}", run.err);
    }
    assert_eq!(ordret(folder.path(), &["search", "hospital"]).code, 1, "nothing was published");
    assert_eq!(ordret(folder.path(), &["reindex", "--keep-going"]).code, 0);
    assert_eq!(json(folder.path(), &["search", "hospital"])["total"], 1);
}

#[test]
fn the_list_can_be_checked_by_itself_and_is_no_document() {
    let folder = folder();
    write(folder.path(), "synonyms.tsv", "sygehus\t=\thospital\n");
    let run = ordret(folder.path(), &["check", "--content", "synonyms.tsv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("1 row of synonyms; 0 errors"), "{}", run.out);
    let run = ordret(folder.path(), &["reindex", "--content", "synonyms.tsv"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("no document was found"), "{}", run.err);
}
