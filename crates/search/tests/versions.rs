//! Indexes that older versions wrote: answered right, or refused with what to run.

mod common;

use std::fs;
use std::path::Path;

use common::search;
use ordret_search::{Error, Searcher, versions};

#[test]
fn an_index_of_any_version_is_answered_right_or_refused_with_what_to_run() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut seen = 0;
    for entry in fs::read_dir(data).expect("a list") {
        let index = entry.expect("an entry").path();
        if !index.is_dir() {
            continue;
        }
        seen += 1;
        let manifest = fs::read_to_string(index.join("000001/generation.json")).expect("read");
        let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
        let version = |key: &str| manifest[key].as_u64().unwrap_or(1);
        let written = format!(
            "schema {}, analyzer {}, manifest {}",
            version("schema_version"),
            version("analyzer_version"),
            version("manifest_version")
        );
        match Searcher::open(&index) {
            Ok(searcher) => {
                assert_eq!(written, versions(), "{} is of another version", index.display());
                let found = search(&searcher, "broer");
                assert_eq!(found.total, 1, "{}", index.display());
                assert_eq!(found.hits[0].document.text.value, "Vi byggede broen");
            }
            Err(error) => {
                assert!(matches!(error, Error::Incompatible { newer: false, .. }), "{error}");
                assert_ne!(written, versions(), "{}", index.display());
                assert!(error.to_string().contains("run `ordret reindex`"), "{error}");
            }
        }
    }
    assert!(seen >= 2, "an index of each version");
}
