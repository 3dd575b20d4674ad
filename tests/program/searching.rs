//! What a reader would notice of searching, over a small collection of records.

use std::path::Path;

use crate::support::{Indexed, folder, text, write};

/// id: text. One document a line.
const DOCUMENTS: &str = include_str!("../data/searching.tsv");

fn indexed() -> Indexed {
    let folder = folder();
    let lines: String = DOCUMENTS
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(id, text)| {
            format!("{}\n", serde_json::json!({"id": id, "text": text, "person": "Bodil Kær"}))
        })
        .collect();
    let file = write(folder.path(), "r.jsonl", lines);
    Indexed::over(&[Path::new(&file)])
}

#[test]
fn searches_find_exactly_what_they_should() {
    let indexed = indexed();
    let mut wrong = Vec::new();
    for line in include_str!("../data/searches.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (query, expected) = line.split_once('\t').unwrap_or((line, ""));
        let answer = indexed.search(&["--match", "all", "--", query]);
        let hits = answer["hits"].as_array().expect("hits");
        let mut found: Vec<String> = hits.iter().map(|hit| text(&hit["source_id"])).collect();
        found.sort();
        let mut expected: Vec<&str> = expected.split_whitespace().collect();
        expected.sort_unstable();
        if found != expected {
            wrong.push(format!("{query}: found {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_hit_inside_a_compound_is_marked_inside_the_word() {
    let answer = indexed().search(&["--", "værktøj"]);
    let marked: Vec<String> = answer["hits"]
        .as_array()
        .expect("hits")
        .iter()
        .flat_map(|hit| hit["snippet"].as_array().expect("fragments").clone())
        .filter(|fragment| fragment["highlighted"] == true)
        .map(|fragment| text(&fragment["text"]))
        .collect();
    assert!(marked.contains(&"værktøjerne".to_owned()), "{marked:?}");
}

#[test]
fn any_finds_what_has_one_of_the_words_and_ranks_what_has_both_first() {
    let answer = indexed().search(&["--match", "any", "--", "rådhus bibliotek"]);
    let hits = answer["hits"].as_array().expect("hits");
    assert!(hits.len() >= 2);
    assert_eq!(text(&hits[0]["source_id"]), "begge");
}

#[test]
fn small_words_are_not_marked_beside_telling_ones() {
    let indexed = indexed();
    let marked = |query: &str| -> Vec<String> {
        let answer = indexed.search(&["--", query]);
        let fragments = answer["hits"][0]["snippet"].as_array().expect("fragments").clone();
        let marked = fragments.iter().filter(|fragment| fragment["highlighted"] == true);
        marked.map(|fragment| text(&fragment["text"])).collect()
    };
    assert_eq!(marked("mænd og børn"), ["Mændene", "børnene"]);
    assert!(!marked("\"og børnene\"").is_empty(), "a phrase is marked whole");
}
