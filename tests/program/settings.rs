//! `ordret.toml`: one file for every command, the environment and flags above it.

use std::path::Path;

use serde_json::{Value, json};

use crate::serve::Server;
use crate::support::{command, folder, json, ordret, write};

const PAGE: &str = "# Side\n\n> “Vi byggede broen”\n>\n> — Bo Kær, rektor, Lindø Skole\n";

fn group(folder: &Path) -> Value {
    let found = json(folder, &["extract", "content/a.md"]);
    found["documents"][0]["speaker"]["role_group"].clone()
}

fn serve(folder: &Path) -> Server {
    Server::start(command(folder, &["serve", "--listen", "127.0.0.1:0"]))
}

#[test]
fn every_command_reads_the_same_file() {
    let folder = folder();
    write(folder.path(), "tekster/a.md", PAGE);
    write(
        folder.path(),
        "ordret.toml",
        "content = [\"tekster\"]\nindex = \"register\"\n[site]\nname = \"Byens ord\"\n",
    );
    assert_eq!(json(folder.path(), &["check"])["documents"]["quote"], json!(1));
    json(folder.path(), &["reindex"]);
    assert!(folder.path().join("register/CURRENT").exists());
    assert_eq!(json(folder.path(), &["search", "broen"])["total"], json!(1));
    let server = serve(folder.path());
    assert_eq!(server.api("q=")["generation"], "000001", "it is up to date");
    assert!(server.get("/").1.contains("<title>Byens ord</title>"));
}

#[test]
fn the_environment_goes_before_the_file_and_flags_before_both() {
    let folder = folder();
    for (name, words) in [("a", "Et"), ("b", "To"), ("c", "Tre")] {
        write(
            folder.path(),
            &format!("{name}/side.md"),
            format!("> “{words} ord”\n>\n> — Bo Kær\n"),
        );
    }
    let file = write(folder.path(), "andre/mine.toml", "content = [\"a\"]\n");
    let file = file.to_string_lossy().into_owned();
    let finds = |args: &[&str], environment: &str, query: &str| {
        let mut reindex = command(folder.path(), &[&["reindex"], args].concat());
        if !environment.is_empty() {
            reindex.env("ORDRET_CONTENT", environment);
        }
        assert!(reindex.output().expect("runs").status.success());
        assert_eq!(json(folder.path(), &["search", query])["total"], json!(1), "{query}");
    };
    finds(&["--config", &file], "", "et");
    finds(&["--config", &file], "b", "to");
    finds(&["--config", &file, "--content", "c"], "b", "tre");
}

#[test]
fn a_setting_that_is_none_stops_the_command_and_is_named_with_its_line() {
    let folder = folder();
    write(folder.path(), "content/a.md", PAGE);
    write(folder.path(), "ordret.toml", "# Vores\nindeks = \"register\"\n");
    for args in [&["reindex"][..], &["check"], &["extract", "content/a.md"], &["serve"]] {
        let run = ordret(folder.path(), args);
        assert_eq!(run.code, 1, "{args:?}");
        assert!(run.err.contains("ordret.toml: line 2, column 1"), "{}", run.err);
        assert!(run.err.contains("did you mean `index`?"), "{}", run.err);
    }
    assert!(!folder.path().join("index").exists());
    let run = ordret(folder.path(), &["check", "--config", "nix.toml"]);
    assert!(run.code == 1 && run.err.contains("nix.toml"), "{}", run.err);
}

#[test]
fn what_sort_of_role_a_role_is_can_be_said_and_then_the_index_is_stale() {
    let folder = folder();
    write(folder.path(), "content/a.md", PAGE);
    assert_ne!(group(folder.path()), json!("civil_society"));
    let started = |generation: &str, role: &str| {
        let server = serve(folder.path());
        assert_eq!(server.api("q=")["generation"], generation);
        assert_eq!(server.api(&format!("q=&role={role}"))["total"], 1, "{role}");
    };
    started("000001", group(folder.path()).as_str().expect("a group"));
    write(folder.path(), "ordret.toml", "[roles]\nRektor = \"civil_society\"\n");
    assert_eq!(group(folder.path()), json!("civil_society"));
    started("000002", "civil_society");
    started("000002", "civil_society");
    // What an editor wrote beside the words stays.
    write(folder.path(), "content/a.md", format!("{PAGE}\n- rollegruppe: citizen\n"));
    assert_eq!(group(folder.path()), json!("citizen"));
    write(folder.path(), "content/a.md", format!("{PAGE}\n- rollegruppe: -\n"));
    assert_eq!(group(folder.path()), json!(null));
}
