//! JSON Lines as content.

use std::io::Write;

use serde_json::json;

use crate::support::{Indexed, folder, json, ordret, text, write};

const LINES: &str = r#"{"id": "m1", "text": "Vi byggede broen færdig i går.", "person": "Bodil Kær", "role": "byrådsmedlem", "org": "Lindø Kommune", "party": "A", "date": "2024-03-01", "source": "Møde 1"}
{"id": "m2", "text": "Havnen blev uddybet.", "title": "Havnen", "year": 2022}
{"kind": "figure", "id": 3, "text": "Tal om broer.", "year": "2021", "party": null, "ukendt": [1, 2]}
"#;

#[test]
fn records_are_documents_as_they_are() {
    let folder = folder();
    let file = write(folder.path(), "r.jsonl", LINES);
    let found = json(folder.path(), &["extract", &file.to_string_lossy()]);
    let documents = found["documents"].as_array().expect("documents");
    let kinds: Vec<String> = documents.iter().map(|document| text(&document["kind"])).collect();
    assert_eq!(kinds, ["quote", "case", "figure"]);
    assert_eq!(documents[0]["speaker"]["place"], "Lindø");
    assert_eq!(documents[0]["source"]["year"], json!(2024));
    assert_eq!(documents[2]["source_id"], "3");
    assert_eq!(documents[2]["metadata"]["ukendt"], "[1,2]");
    let unknown = &found["diagnostics"][0];
    assert_eq!(
        (text(&unknown["code"]), unknown["line"].as_u64()),
        ("unknown-key".to_owned(), Some(3))
    );
}

#[test]
fn gzipped_records_are_the_same_documents() {
    let folder = folder();
    let plain = write(folder.path(), "a/r.jsonl", LINES);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(LINES.as_bytes()).expect("packs");
    let packed = write(folder.path(), "b/r.jsonl.gz", gzip.finish().expect("packs"));
    let ids = |file: &std::path::Path| -> Vec<String> {
        crate::support::extract_file(file).iter().map(|document| text(&document["id"])).collect()
    };
    assert_eq!(ids(&plain), ids(&packed));
}

#[test]
fn a_wrong_line_is_an_error_and_keep_going_leaves_it_out() {
    let folder = folder();
    write(
        folder.path(),
        "content/r.jsonl",
        format!(
            "{LINES}{{\"id\": \"x\"}}\nikke json\n[1]\n{{\"text\": \"a\", \"kind\": \"tale\"}}\n"
        ),
    );
    let run = ordret(folder.path(), &["reindex"]);
    assert_eq!(run.code, 1);
    for line in [4, 5, 6, 7] {
        assert!(run.err.contains(&format!("r.jsonl:{line}: error")), "line {line}: {}", run.err);
    }
    let kept = json(folder.path(), &["reindex", "--keep-going"]);
    assert_eq!(kept["documents"], json!({"quote": 1, "case": 1, "figure": 1}));
    assert_eq!(kept["diagnostics"]["error"], json!(4));
}

#[test]
fn contact_details_in_records_are_withheld_visibly() {
    let folder = folder();
    let file = write(
        folder.path(),
        "r.jsonl",
        r#"{"id": "k", "text": "Ring til mig på 72 11 22 33 eller skriv til bo@lind.dk i dag.", "person": "Bo Lind", "mail": "bo@lind.dk"}"#,
    );
    let indexed = Indexed::over(&[&file]);
    let answer = indexed.search(&["--", "ring"]);
    let all = answer.to_string()
        + &ordret(folder.path(), &["extract", &file.to_string_lossy(), "--json"]).out;
    assert!(!all.contains("72 11") && !all.contains("lind.dk"), "{all}");
    assert!(all.contains("[kontaktoplysning udeladt]"));
    assert!(indexed.ids("lind.dk").is_empty());
}

#[test]
fn years_from_records_filter_and_sort() {
    let folder = folder();
    let indexed = Indexed::over(&[&write(folder.path(), "r.jsonl", LINES)]);
    let titles = |args: &[&str]| -> Vec<String> {
        let answer = indexed.search(args);
        answer["hits"].as_array().expect("hits").iter().map(|hit| text(&hit["source_id"])).collect()
    };
    assert_eq!(titles(&["--sort", "newest"]), ["m1", "m2", "3"]);
    assert_eq!(titles(&["--sort", "oldest"]), ["3", "m2", "m1"]);
    assert_eq!(titles(&["--filter", "year=2022..2023"]), ["m2"]);
    assert_eq!(titles(&["--filter", "party=A"]), ["m1"]);
}
