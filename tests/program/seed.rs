//! The main claim, on a real page: exactly what it holds comes out.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Indexed, extract_file, folder, json, ordret, shared, text};

const PAGE: &str = "seed/politisk-retning.txt";

/// `Q1`, `C2`, `F3`: the kind's letter and which of its kind it is on the page.
fn labels(documents: &[Value]) -> BTreeMap<String, String> {
    let mut counts = BTreeMap::new();
    documents
        .iter()
        .map(|document| {
            let letter = match text(&document["kind"]).as_str() {
                "quote" => 'Q',
                "case" => 'C',
                _ => 'F',
            };
            let count = counts.entry(letter).or_insert(0);
            *count += 1;
            (text(&document["id"]), format!("{letter}{count}"))
        })
        .collect()
}

#[test]
fn the_real_page_gives_its_thirteen_documents_in_order() {
    let Some(page) = shared(PAGE) else { return };
    let documents = extract_file(&page);
    let kinds: String =
        documents.iter().map(|document| text(&document["kind"])[..1].to_owned()).collect();
    assert_eq!(kinds, "fffqcqqcqqcqq");
    let names: Vec<String> = documents
        .iter()
        .filter(|document| document["kind"] == "quote")
        .map(|document| {
            let speaker = &document["speaker"];
            let initials = |key: &str| match &speaker[key] {
                Value::String(value) => value.chars().take(4).collect(),
                _ => "–".to_owned(),
            };
            let former = speaker["former_roles"].as_array().map_or(0, Vec::len);
            ["name", "role", "organisation", "place", "party"].map(initials).join(" ")
                + &format!(" {former}")
        })
        .collect();
    assert_eq!(
        names,
        [
            "Kris Ph.d Rosk – – 0",
            "Kirs Borg Hede Hede V 0",
            "Jesp soci Købe Købe S 0",
            "Niel stad Aarh Aarh – 0",
            "Hele komm Faab Faab – 2",
            "Eva  prof Rosk – – 0",
            "Anne fors – – – 1",
        ]
    );
    let statistic = &documents[0];
    assert_eq!((&statistic["value"], &statistic["unit"]), (&json!(63), &json!("%")));
    assert_eq!(documents[1]["n"], json!(1093));
    assert!(
        documents.iter().all(|document| document["source"]["year"].is_null()),
        "a period is no year"
    );
}

#[test]
fn no_contact_detail_of_the_real_page_comes_out() {
    let Some(page) = shared(PAGE) else { return };
    let documents = extract_file(&page);
    let said = |document: &Value| {
        ["title", "text", "attribution", "caption"].map(|key| text(&document[key])).join("\n")
    };
    let all: String = documents.iter().map(said).collect();
    assert!(!all.contains('@') && !all.contains("Kontakt"), "{all}");
    let is_pair = |word: &&str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = all.split_whitespace().collect();
    let longest = words.split(|word| !is_pair(word)).map(<[&str]>::len).max();
    assert!(longest < Some(4), "a telephone number is four pairs of digits");
}

#[test]
fn the_real_page_is_published_and_found_and_stays_the_same() {
    let Some(page) = shared(PAGE) else { return };
    let folder = folder();
    let content = page.parent().expect("in a folder").to_string_lossy().into_owned();
    let reindex = ["reindex", "--content", &content, "--index", "x"];
    let first = json(folder.path(), &reindex);
    assert_eq!(first["documents"], json!({"quote": 7, "case": 3, "figure": 3}));
    assert_eq!((&first["speakers"], &first["contacts_withheld"]), (&json!(7), &json!(4)));
    assert_eq!(first["added"], json!(13));
    let again = json(folder.path(), &reindex);
    assert_eq!(again["unchanged"], json!(13));
    let found = ordret(folder.path(), &["search", "--index", "x", "flygtning"]);
    assert!(found.out.starts_with("2 documents"), "{}", found.out);
}

#[test]
fn at_least_forty_of_the_forty_five_searches_over_the_real_page_are_exact() {
    let (Some(page), Some(gauntlet)) = (shared(PAGE), shared("data/gauntlet.tsv")) else { return };
    let labels = labels(&extract_file(&page));
    let indexed = Indexed::over(&[&page]);
    let gauntlet = std::fs::read_to_string(gauntlet).expect("readable");
    let mut wrong = Vec::new();
    for line in gauntlet.lines().skip(1) {
        let mut columns = line.split('\t');
        let (query, expected) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
        let mut found: Vec<&str> = Vec::new();
        let ids = indexed.ids(query);
        found.extend(ids.iter().map(|id| labels[id].as_str()));
        let mut expected: Vec<&str> = expected.split_whitespace().collect();
        found.sort_unstable();
        expected.sort_unstable();
        if found != expected {
            wrong.push(format!("{query}: found {found:?}, expected {expected:?}"));
        }
    }
    let total = gauntlet.lines().skip(1).count();
    println!("{} of {total} searches are exact", total - wrong.len());
    assert!(total - wrong.len() >= 40, "{}", wrong.join("\n"));
}
