//! Generations: whole, atomic, and never lost.

use serde_json::json;

use crate::support::{folder, json, ordret, text, write};

fn page(words: &str) -> String {
    format!("> “{words}”\n>\n> — Bodil Kær, rektor, Lindø Skole\n")
}

#[test]
fn a_reindex_says_what_was_added_changed_removed_and_kept() {
    let folder = folder();
    let named = |words: &str| format!("{}\n- id: fast1\n", page(words));
    write(folder.path(), "content/a.md", named("Vi venter."));
    write(folder.path(), "content/b.md", page("Det gik godt."));
    let first = json(folder.path(), &["reindex"]);
    assert_eq!((&first["added"], &first["unchanged"]), (&json!(2), &json!(0)));
    write(folder.path(), "content/a.md", named("Vi venter stadig."));
    std::fs::remove_file(folder.path().join("content/b.md")).expect("removes");
    write(folder.path(), "content/c.md", page("Noget helt andet."));
    let second = json(folder.path(), &["reindex"]);
    let tally = ["added", "changed", "removed", "unchanged"].map(|key| second[key].as_u64());
    assert_eq!(tally, [Some(1), Some(1), Some(1), Some(0)]);
    assert_ne!(first["generation"], second["generation"]);
}

#[test]
fn an_error_publishes_nothing_and_keeps_what_was_published() {
    let folder = folder();
    write(folder.path(), "content/a.md", page("Det første."));
    json(folder.path(), &["reindex"]);
    write(folder.path(), "content/b.md", "---\når: [\n---\n");
    let run = ordret(folder.path(), &["reindex"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("b.md:") && run.err.contains("hint:"), "{}", run.err);
    let found = json(folder.path(), &["search", "første"]);
    assert_eq!((&found["total"], text(&found["generation"])), (&json!(1), "000001".to_owned()));
}

#[test]
fn rolling_back_serves_the_generation_before() {
    let folder = folder();
    write(folder.path(), "content/a.md", page("Det første."));
    json(folder.path(), &["reindex"]);
    write(folder.path(), "content/a.md", page("Det andet."));
    json(folder.path(), &["reindex"]);
    assert_eq!(ordret(folder.path(), &["generations", "rollback"]).code, 0);
    assert_eq!(json(folder.path(), &["search", "første"])["total"], json!(1));
    let listed = ordret(folder.path(), &["generations", "list"]);
    assert_eq!(listed.out.lines().count(), 2, "{}", listed.out);
    assert_eq!(ordret(folder.path(), &["generations", "verify"]).code, 0);
}

#[test]
fn a_damaged_file_is_named_by_verify() {
    let folder = folder();
    write(folder.path(), "content/a.md", page("Det første."));
    json(folder.path(), &["reindex"]);
    let generation = folder.path().join("index/000001");
    let file = std::fs::read_dir(&generation)
        .expect("a generation")
        .map(|entry| entry.expect("entry").path())
        .find(|path| path.extension().is_some_and(|extension| extension == "store"))
        .expect("a store");
    let mut bytes = std::fs::read(&file).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).expect("writes");
    let run = ordret(folder.path(), &["generations", "verify"]);
    assert_eq!(run.code, 1);
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(run.out.contains(&name), "{}", run.out);
}
