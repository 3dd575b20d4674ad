//! Reindexing again and again: only what changed is read.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{folder, json, ordret, write};

fn page(words: &str) -> String {
    format!("# Side\n\n> “{words}”\n>\n> — Bo Kær, rektor, Lindø Skole\n")
}

fn reindex(folder: &Path) -> Value {
    json(folder, &["reindex"])
}

/// Twelve pages, read once.
fn collection() -> tempfile::TempDir {
    let folder = folder();
    for nth in 0..12 {
        write(folder.path(), &format!("content/{nth}.md"), page(&format!("Vi byggede bro {nth}.")));
    }
    assert_eq!(reindex(folder.path())["pages_read"], 12);
    folder
}

const KEPT: &str = "index/cache/pages";

fn kept(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join(KEPT)).expect("is kept")
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn only_changed_pages_are_read_and_the_generation_is_as_if_all_were() {
    let folder = collection();
    let again = reindex(folder.path());
    assert_eq!((&again["pages_read"], &again["unchanged"]), (&json!(0), &json!(12)));
    write(folder.path(), "content/3.md", page("Vi byggede en tunnel."));
    std::fs::remove_file(folder.path().join("content/4.md")).expect("removes");
    let again = reindex(folder.path());
    assert_eq!((&again["pages_read"], &again["pages"]), (&json!(1), &json!(11)));
    let said = ordret(folder.path(), &["reindex"]).out;
    assert!(said.contains("; 0 of 11 pages read anew"), "{said}");
    std::fs::remove_dir_all(folder.path().join("index/cache")).expect("removes");
    let anew = reindex(folder.path());
    assert_eq!((&anew["pages_read"], &anew["unchanged"]), (&json!(11), &json!(11)));
}

#[test]
fn problems_of_pages_that_are_not_read_are_told_as_before() {
    let folder = collection();
    write(folder.path(), "content/uden.md", "# Side\n\n> “Ingen sagde det.”\n");
    let before = ordret(folder.path(), &["reindex", "--lang", "da"]).err;
    assert!(before.contains("advarsel"), "{before}");
    assert_eq!(ordret(folder.path(), &["reindex", "--lang", "da"]).err, before);
}

#[test]
fn what_is_not_content_any_more_is_not_kept_either() {
    let folder = collection();
    assert!(holds(&kept(folder.path()), "Vi byggede bro 7."));
    std::fs::remove_file(folder.path().join("content/7.md")).expect("removes");
    reindex(folder.path());
    assert!(!holds(&kept(folder.path()), "Vi byggede bro 7."));
    // Nor what is taken back while its page still holds it.
    let hit = json(folder.path(), &["search", "\"bro 8\""])["hits"][0]["id"].clone();
    let id = hit.as_str().expect("an id");
    assert_eq!(ordret(folder.path(), &["retire", id, "--why", "Fejl"]).code, 0);
    let done = reindex(folder.path());
    assert_eq!(done["documents"]["quote"], 10);
    assert!(!holds(&kept(folder.path()), "Vi byggede bro 8."));
    // Until the row says otherwise.
    std::fs::remove_file(folder.path().join("content/addresses.tsv")).expect("removes");
    assert_eq!(reindex(folder.path())["documents"]["quote"], 11);
}

#[test]
fn a_damaged_or_unwritable_cache_is_passed_over() {
    let folder = collection();
    let good = kept(folder.path());
    for at in [0, 9, 50, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        write(folder.path(), KEPT, &bad);
        assert_eq!(reindex(folder.path())["unchanged"], 12, "byte {at}");
        assert_eq!(reindex(folder.path())["pages_read"], 0, "it is mended");
    }
    write(folder.path(), KEPT, &good[..good.len() / 3]);
    assert_eq!(reindex(folder.path())["pages_read"], 12);
    std::fs::remove_dir_all(folder.path().join("index/cache")).expect("removes");
    write(folder.path(), "index/cache", "a file in its way");
    assert_eq!(reindex(folder.path())["unchanged"], 12);
    assert_eq!(reindex(folder.path())["pages_read"], 12);
}

#[cfg(unix)]
#[test]
fn what_stands_in_place_of_the_cache_is_neither_waited_for_nor_written_through() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = collection();
    let path = folder.path().join(KEPT);
    std::fs::remove_file(&path).expect("removes");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo is there").success());
    assert_eq!(reindex(folder.path())["pages_read"], 12, "a pipe");
    write(folder.path(), "other", "Andres ord");
    for other in ["other", "/dev/zero"] {
        std::fs::remove_file(&path).expect("removes");
        symlink(folder.path().join(other), &path).expect("links");
        assert_eq!(reindex(folder.path())["pages_read"], 12, "{other}");
        assert_eq!(reindex(folder.path())["pages_read"], 0, "it is a file again");
    }
    assert_eq!(std::fs::read(folder.path().join("other")).expect("is there"), b"Andres ord");
    // One that can be neither written nor removed still holds what was read before.
    let within = path.parent().expect("a folder");
    let allow = |mode| std::fs::set_permissions(within, std::fs::Permissions::from_mode(mode));
    write(folder.path(), "content/3.md", page("Vi byggede en tunnel."));
    allow(0o555).expect("forbids");
    let is_forbidden = std::fs::write(within.join("x"), "").is_err();
    let said = ordret(folder.path(), &["reindex"]).err;
    allow(0o755).expect("allows");
    assert_eq!(said.contains("may hold words"), is_forbidden, "{said}");
}

/// Who serves a folder publishes what is saved in it just when somebody reindexes it by hand.
#[test]
fn a_reindex_waits_for_another_writer_and_reads_what_is_there_then() {
    let folder = collection();
    let lock = std::fs::File::options().write(true).open(folder.path().join("index/.lock"));
    let lock = lock.expect("the lock of writers");
    lock.lock().expect("nobody else has it");
    let mut waiting = crate::support::command(folder.path(), &["reindex", "--json"]);
    let waiting = waiting.stdout(std::process::Stdio::piped()).spawn().expect("starts");
    std::thread::sleep(std::time::Duration::from_millis(600));
    // What the other writer's editor saves meanwhile is no reason to fail.
    write(folder.path(), "content/5.md", page("Imens byggede vi en dæmning."));
    write(folder.path(), "content/ny.md", page("Og en sluse."));
    drop(lock);
    let done = waiting.wait_with_output().expect("ends");
    assert!(done.status.success());
    let done: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!((&done["pages_read"], &done["documents"]["quote"]), (&json!(2), &json!(13)));
}

/// What was read is known the next time, also when a mistake elsewhere kept it back.
#[test]
fn an_error_elsewhere_loses_nothing_of_what_was_read() {
    let folder = folder();
    write(folder.path(), "content/a.md", page("Vi byggede broen."));
    write(folder.path(), "content/b.md", "---\nyear: [\n---\n\n# Side\n");
    assert_eq!(ordret(folder.path(), &["reindex"]).code, 1);
    write(folder.path(), "content/b.md", page("Vi rev den ned."));
    assert_eq!(reindex(folder.path())["pages_read"], 1);
}

#[test]
fn check_writes_nothing() {
    let folder = folder();
    write(folder.path(), "content/a.md", page("Vi byggede broen."));
    write(folder.path(), "content/addresses.tsv", "");
    assert_eq!(ordret(folder.path(), &["check"]).code, 0);
    assert!(!folder.path().join("index").exists());
    let addresses = std::fs::read(folder.path().join("content/addresses.tsv")).expect("is there");
    assert!(addresses.is_empty());
}
