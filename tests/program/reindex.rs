//! Generations: whole, atomic, and never lost.

use serde_json::json;

use crate::support::{Run, command, folder, json, ordret, text, write};

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

#[test]
fn an_index_folder_that_is_not_there_is_an_error_and_is_not_made() {
    let folder = folder();
    for action in ["list", "verify", "rollback", "prune"] {
        let run = ordret(folder.path(), &["generations", "--index", "tastefejl", action]);
        assert_eq!(run.code, 1, "{action}: {}", run.out);
        assert!(run.err.contains("tastefejl") && run.err.contains("ordret reindex"), "{}", run.err);
    }
    assert!(!folder.path().join("tastefejl").exists());
}

#[test]
fn a_current_that_names_nothing_is_told_of_and_mended_by_rolling_back() {
    let folder = folder();
    for text in ["Et", "To"] {
        write(folder.path(), "content/a.md", format!("> “{text} ord”\n>\n> — Bo Kær\n"));
        assert_eq!(ordret(folder.path(), &["reindex"]).code, 0);
    }
    write(folder.path(), "index/CURRENT", "");
    let listed = ordret(folder.path(), &["generations", "list"]);
    assert_eq!((listed.code, listed.out.lines().count()), (0, 2), "{}", listed.out);
    assert!(listed.err.contains("CURRENT"), "{}", listed.err);
    assert_eq!(ordret(folder.path(), &["generations", "verify"]).code, 1);
    assert_eq!(json(folder.path(), &["search", "to"])["generation"], "000002");
    assert_eq!(ordret(folder.path(), &["generations", "rollback"]).code, 0);
    assert_eq!(ordret(folder.path(), &["generations", "verify"]).code, 0);
    let listed = json(folder.path(), &["generations", "list"]);
    assert_eq!((&listed[1]["current"], &listed[1]["withdrawn"]), (&true.into(), &false.into()));
    assert_eq!(json(folder.path(), &["generations", "rollback"])["generation"], "000001");
    let listed = json(folder.path(), &["generations", "list"]);
    assert_eq!((&listed[0]["current"], &listed[1]["withdrawn"]), (&true.into(), &true.into()));
}

#[test]
fn an_index_of_a_newer_version_is_not_built_anew_unasked() {
    let folder = folder();
    write(folder.path(), "content/a.md", "> “Et ord”\n>\n> — Bo Kær\n");
    assert_eq!(ordret(folder.path(), &["reindex"]).code, 0);
    let path = folder.path().join("index/000001/generation.json");
    let manifest = std::fs::read_to_string(&path).expect("a manifest");
    let newer = manifest.split(",\n  \"checksum\"").next().expect("its body");
    let newer = newer.replace("\"manifest_version\": 2", "\"manifest_version\": 3");
    std::fs::write(&path, newer + "}").expect("can write");
    let run = ordret(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("a newer version") && run.err.contains("reindex"), "{}", run.err);
    assert!(!folder.path().join("index/000002").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let folder = folder();
    write(folder.path(), "content/a.md", "> “Et ord”\n>\n> — Bo Kær\n");
    let full = || std::fs::File::create("/dev/full").expect("the full device");
    let commands: [&[&str]; 5] = [
        &["reindex"],
        &["reindex", "--json"],
        &["search", "ord"],
        &["generations", "list"],
        &["analyze", "--json", "ord"],
    ];
    for args in commands {
        let run: Run =
            command(folder.path(), args).stdout(full()).output().expect("it starts").into();
        assert_eq!(run.code, 1, "{args:?}");
        assert!(run.err.contains("standard output"), "{}", run.err);
        let run = command(folder.path(), args).stdout(full()).stderr(full()).status();
        assert_eq!(run.expect("it starts").code(), Some(1), "{args:?}, told to nobody");
    }
}
