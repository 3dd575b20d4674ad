//! The pages of `tests/pages`: what must come out of each, written down before
//! anything was run on it, and how much of it does.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::score::Score;
use crate::support::{extract_file, folder, ordret, top, write};

fn read_json(path: PathBuf) -> Value {
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// The folders of pages, in the order of their names.
fn folders() -> Vec<PathBuf> {
    let all = fs::read_dir(top().join("tests/pages")).expect("the pages");
    let mut folders: Vec<PathBuf> = all.map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn page_of(folder: &PathBuf) -> PathBuf {
    let files = fs::read_dir(folder).expect("a folder");
    let mut files = files.map(|entry| entry.expect("an entry").path());
    files
        .find(|path| path.file_stem().is_some_and(|stem| stem == "page"))
        .unwrap_or_else(|| panic!("no page in {folder:?}"))
}

/// What a figure must reach: the least share that is right, or the most faults.
fn floors() -> Vec<(&'static str, Option<f64>, Option<f64>)> {
    let rows = include_str!("../pages/floors.tsv").lines().skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [figure, least, most] = cells[..] else { panic!("three columns in {row:?}") };
        let bound = |cell: &str| {
            (!cell.is_empty())
                .then(|| cell.parse().unwrap_or_else(|_| panic!("no number: {row:?}")))
        };
        assert!(bound(least).is_some() != bound(most).is_some(), "one bound in {row:?}");
        (figure, bound(least), bound(most))
    })
    .collect()
}

#[test]
fn no_figure_of_the_pages_falls_below_its_floor() {
    let mut score = Score::default();
    let folders = folders();
    assert!(folders.len() >= 80, "only {} pages", folders.len());
    for folder in &folders {
        let name = folder.file_name().expect("a name").to_string_lossy();
        let expected = read_json(folder.join("expected.json"));
        score.add(&name, &expected, &extract_file(&page_of(folder)));
    }
    println!("{} pages\n{}", folders.len(), score.table());
    println!("{}", score.remarks.join("\n"));
    let floors = floors();
    let mut fallen = Vec::new();
    for (figure, least, most) in &floors {
        let value = score.value(figure);
        if least.is_some_and(|least| value + 1e-9 < least) {
            fallen.push(format!("{figure} is {value:.3}, below {}", least.unwrap_or(1.0)));
        }
        if most.is_some_and(|most| value > most) {
            fallen.push(format!("{figure}: {value}, more than {}", most.unwrap_or(0.0)));
        }
    }
    for figure in score.figures.keys().chain(score.faults.keys()) {
        if !floors.iter().any(|(known, ..)| known == figure) {
            fallen.push(format!("{figure} has no floor in tests/pages/floors.tsv"));
        }
    }
    let differences = score.remarks.join("\n  ");
    assert!(fallen.is_empty(), "{}\nwhat differs:\n  {differences}", fallen.join("\n"));
}

#[test]
fn every_floor_bounds_a_figure_that_the_pages_have() {
    let mut score = Score::default();
    for folder in folders() {
        let expected = read_json(folder.join("expected.json"));
        score.add("", &expected, &[]);
    }
    // Nothing is found, so every share must be zero: but those of what was found.
    let of_what_was_found =
        |figure: &str| figure.ends_with("precision") || figure == "partial flags";
    for (figure, least, _) in floors().iter().filter(|(figure, ..)| !of_what_was_found(figure)) {
        if least.is_some() {
            assert_eq!(score.value(figure), 0.0, "{figure} stays when nothing is found");
        }
    }
}

#[test]
fn every_spoilt_reading_lowers_the_figure_it_spoils() {
    let data = read_json(top().join("tests/data/spoilt.json"));
    let expected = &data["expected"];
    let documents = |value: &Value| value.as_array().expect("documents").clone();
    let right = documents(&data["right"]);
    let mut untouched = Score::default();
    untouched.add("right", expected, &right);
    assert!(untouched.remarks.is_empty(), "{:#?}", untouched.remarks);
    for spoilt in documents(&data["spoilt"]) {
        let why = spoilt["what"].as_str().expect("what is spoilt");
        let mut found = right.clone();
        let at = spoilt["document"].as_u64().expect("a number") as usize;
        let with = documents(&spoilt["with"]);
        let takes = spoilt["takes"].as_u64().unwrap_or(1) as usize;
        found.splice(at..at + takes, with);
        let mut score = Score::default();
        score.add(why, expected, &found);
        for figure in documents(&spoilt["spoils"]) {
            let figure = figure.as_str().expect("a figure");
            let (before, after) = (untouched.value(figure), score.value(figure));
            assert_ne!(before, after, "{why}: {figure} stays\n{}", score.table());
        }
        assert!(score.remarks.iter().all(|remark| remark.starts_with(why)), "{why}");
        assert!(!score.remarks.is_empty(), "{why} goes unnoticed");
    }
}

#[test]
fn what_is_found_on_any_page_reads_back_as_the_same_documents() {
    const KEYS: [&str; 7] = ["kind", "id", "text", "value", "unit", "n", "caption"];
    const WHO: [&str; 5] = ["name", "role", "organisation", "place", "party"];
    let telling = |document: &Value| -> Vec<Value> {
        let who = WHO.map(|key| document["speaker"][key].clone());
        KEYS.map(|key| document[key].clone()).into_iter().chain(who).collect()
    };
    let kept = folder();
    let mut documents = 0;
    for folder in folders() {
        let page = page_of(&folder);
        let found = extract_file(&page);
        if found.is_empty() {
            continue;
        }
        documents += found.len();
        let run = ordret(&top(), &["extract", &page.to_string_lossy(), "--format", "md"]);
        let again = extract_file(&write(kept.path(), "side.md", run.out));
        for (found, again) in found.iter().zip(&again) {
            assert_eq!(telling(found), telling(again), "{page:?}");
        }
        assert_eq!(found.len(), again.len(), "{page:?}");
    }
    assert!(documents > 200, "only {documents} documents were read back");
}
