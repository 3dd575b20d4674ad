//! Invented pages with every trait of real ones, and what must come out of
//! them, written down by hand.

use serde_json::Value;

use crate::support::{extract_file, folder, json, text, top, write};

/// Compares what is expected, key by key, with what is found: keys that the
/// expectation does not name are not compared.
fn differences(expected: &Value, found: &Value, path: &str, out: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(keys), Value::Object(_)) => {
            for (key, value) in keys {
                differences(value, &found[key], &format!("{path}.{key}"), out);
            }
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => {}
        _ if expected == found => {}
        _ => out.push(format!("{path}\n   expected {expected}\n   found    {found}")),
    }
}

fn check_page(name: &str) {
    let folder = top().join("tests/pages");
    let expected =
        std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("the expectation");
    let expected: Value = serde_json::from_str(&expected).expect("JSON");
    let found = extract_file(&folder.join(format!("{name}.txt")));
    let wanted = expected["documents"].as_array().expect("documents");
    let mut wrong = Vec::new();
    for (i, (expected, found)) in wanted.iter().zip(&found).enumerate() {
        let mut expected = expected.clone();
        // A case is named by its title there, by its id here.
        let title = expected.as_object_mut().and_then(|keys| keys.remove("case"));
        let of = found_title(&extract_all(&folder, name), &found["case"]);
        if found["kind"] == "quote" && title.is_some_and(|title| title != of) {
            wrong.push(format!("{i}: belongs to the case {of}"));
        }
        let keys = expected.as_object_mut().expect("an object");
        // Titles that the source has not are made up, and a picture is more
        // than its file; neither is written down.
        keys.retain(|key, value| key != "title" || !value.is_null());
        if let Some(file) = keys.remove("image") {
            differences(&file, &found["image"]["file"], &format!("{i}.image"), &mut wrong);
        }
        differences(&expected, found, &format!("{i} ({})", text(&expected["title"])), &mut wrong);
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    assert_eq!(found.len(), wanted.len(), "{name}: so many documents");
}

fn extract_all(folder: &std::path::Path, name: &str) -> Vec<Value> {
    extract_file(&folder.join(format!("{name}.txt")))
}

fn found_title(documents: &[Value], id: &Value) -> Value {
    documents
        .iter()
        .find(|document| document["id"] == *id)
        .map_or(Value::Null, |case| case["title"].clone())
}

#[test]
fn the_twin_of_the_real_page_gives_what_was_written_down_by_hand() {
    check_page("tvilling");
}

#[test]
fn a_page_in_another_manner_gives_what_was_written_down_by_hand() {
    check_page("anden-maner");
}

#[test]
fn contact_details_of_a_page_are_counted_and_kept_out() {
    for name in ["tvilling", "anden-maner"] {
        let page = top().join(format!("tests/pages/{name}.txt"));
        let expected =
            std::fs::read_to_string(page.with_extension("json")).expect("the expectation");
        let expected: Value = serde_json::from_str(&expected).expect("JSON");
        let folder = folder();
        let page = page.to_string_lossy().into_owned();
        let done = json(folder.path(), &["reindex", "--content", &page, "--index", "x"]);
        assert_eq!(done["contacts_withheld"], expected["contacts_withheld"], "{name}");
        let found = json(folder.path(), &["extract", &page]);
        assert!(!found["documents"].to_string().contains('@'), "{name}");
    }
}

#[test]
fn what_was_found_reads_back_as_the_same_documents() {
    for name in ["tvilling", "anden-maner"] {
        let page = top().join(format!("tests/pages/{name}.txt"));
        let markdown =
            crate::support::ordret(&top(), &["extract", &page.to_string_lossy(), "--format", "md"]);
        let folder = folder();
        let kept = write(folder.path(), "side.md", markdown.out);
        let telling = |documents: Vec<Value>| -> Vec<Value> {
            let keys = [
                "kind",
                "id",
                "title",
                "text",
                "speaker",
                "attribution",
                "case",
                "value",
                "unit",
                "n",
                "caption",
                "period",
            ];
            documents
                .iter()
                .map(|document| keys.iter().map(|key| document[*key].clone()).collect())
                .collect()
        };
        let (before, after) = (telling(extract_file(&page)), telling(extract_file(&kept)));
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before, after, "{name}");
        }
        assert_eq!(before.len(), after.len(), "{name}");
    }
}

#[test]
fn inserting_a_quote_above_changes_no_other_id() {
    let page = std::fs::read_to_string(top().join("tests/pages/tvilling.txt")).expect("the page");
    let ids = |page: &str| -> Vec<String> {
        crate::support::extract_text("side.txt", page)
            .iter()
            .map(|document| text(&document["id"]))
            .collect()
    };
    let before = ids(&page);
    let (head, rest) = page.split_once("\n\n").expect("a heading");
    let inserted = format!(
        "{head}\n\n”Her er noget nyt,” siger Tove Ny, rektor, Ny Skole.\n\nDel citat\n\nTove Ny, rektor, Ny Skole.\n\n{rest}"
    );
    let after = ids(&inserted);
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} {after:?}");
}
