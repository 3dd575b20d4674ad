//! What the README says of searching, over the sample it says it of.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{Indexed, text};

const README: &str = include_str!("../../README.md");

/// The searches in each row of the README's table.
fn rows() -> Vec<Vec<&'static str>> {
    let table = README.lines().skip_while(|line| *line != "| typed | finds |").skip(2);
    table
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let typed = line.split('|').nth(1).expect("a first column");
            typed.split('`').skip(1).step_by(2).collect()
        })
        .collect()
}

#[test]
fn every_search_that_the_readme_shows_finds_something() {
    let indexed =
        Indexed::over(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content").as_path()]);
    let rows = rows();
    assert!(rows.len() >= 8, "{rows:?}");
    for query in rows.iter().flatten() {
        let answer = indexed.search(&["--", query]);
        assert!(answer["total"].as_u64() > Some(0), "{query}: {answer}");
    }
    // Spellings of one thing stand in one row: what has all of it is the same.
    let first_group = |query: &str| -> BTreeSet<String> {
        let answer = indexed.search(&["--", query]);
        let hits = answer["hits"].as_array().expect("hits");
        let whole = |hit: &&serde_json::Value| hit["missing"].as_array().is_none_or(Vec::is_empty);
        hits.iter().filter(whole).map(|hit| text(&hit["id"])).collect()
    };
    for same in ["kommunal direktør", "44 procent"] {
        let row = rows.iter().find(|row| row.contains(&same)).expect("it is in the table");
        let found: BTreeSet<_> = row.iter().map(|query| first_group(query)).collect();
        assert_eq!(found.len(), 1, "{row:?}: {found:?}");
    }
}
