//! A manuscript's quotations beside what the sources say.

use std::path::Path;

use serde_json::Value;

use crate::support::{Indexed, folder, ordret, text, write};

const RECORDS: &str = r#"{"id":"bro","text":"Vi byggede broen på tre uger, og ingen havde bedt os om det.","person":"Bodil Kær"}
{"id":"hus","text":"Rådhuset er åbent for alle, også om aftenen.","person":"Bodil Kær"}
"#;

#[test]
fn every_quotation_is_exact_near_or_not_found() {
    let folder = folder();
    let file = write(folder.path(), "r.jsonl", RECORDS);
    let indexed = Indexed::over(&[Path::new(&file)]);
    let manuscript = "Hun siger: ”Vi byggede broen på tre uger.”\n\n\
                      > Rådhuset er åbent for os alle, om aftenen\n\n\
                      En anden sagde »noget helt andet om vejret i går«.\n";
    let run = indexed.run(&["verify", "--json"], "manus.md", manuscript);
    assert_eq!(run.code, 1, "not every one is exact: {}", run.err);
    let answer: Value = serde_json::from_str(&run.out).expect("JSON");
    let passages = answer["passages"].as_array().expect("passages");
    let told: Vec<(u64, String, bool)> = passages
        .iter()
        .map(|one| {
            let line = one["line"].as_u64().expect("a line");
            (line, text(&one["verdict"]), one["url"].is_string())
        })
        .collect();
    let expected = [(1, "exact", true), (3, "near", true), (5, "none", false)];
    assert_eq!(told, expected.map(|(line, verdict, url)| (line, verdict.to_owned(), url)));
    assert!(passages[1]["diff"].as_array().is_some_and(|diff| diff.len() > 2));
    let exact = indexed.run(&["verify"], "kun.txt", "”Rådhuset er åbent for alle”\n");
    assert_eq!(exact.code, 0, "{}", exact.out);
}

#[test]
fn a_manuscript_that_cannot_be_read_is_named() {
    let folder = folder();
    let run = ordret(folder.path(), &["verify", "findes-ikke.md"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("findes-ikke.md"), "{}", run.err);
}
