//! Bad input: one line with the cause and what to do, exit status 1.

use std::path::Path;

use crate::support::{Run, folder, ordret, write};

fn fails(run: &Run, words: &[&str]) {
    assert_eq!(run.code, 1, "{}", run.err);
    let last = run.err.lines().last().unwrap_or("");
    assert!(last.starts_with("error:"), "{}", run.err);
    for word in words {
        assert!(run.err.contains(word), "`{word}` is missing from: {}", run.err);
    }
    assert!(!run.err.contains("panicked") && !run.err.contains("RUST_BACKTRACE"), "{}", run.err);
}

fn reindex(folder: &Path) -> Run {
    ordret(folder, &["reindex"])
}

#[test]
fn a_content_folder_that_does_not_exist() {
    let folder = folder();
    fails(
        &ordret(folder.path(), &["reindex", "--content", "nirgends"]),
        &["nirgends", "--content"],
    );
    fails(&ordret(folder.path(), &["check", "--content", "nirgends"]), &["nirgends"]);
    fails(&ordret(folder.path(), &["serve", "--content", "nirgends"]), &["nirgends"]);
}

#[test]
fn serving_where_there_is_no_content_says_what_to_do() {
    fails(&ordret(folder().path(), &["serve"]), &["--sample", "content"]);
}

#[test]
fn a_content_folder_that_is_empty_or_holds_nothing_readable() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("content")).expect("makes");
    fails(&reindex(folder.path()), &["content", ".md"]);
    write(folder.path(), "content/foto.jpg", b"\xFF\xD8\xFF");
    fails(&reindex(folder.path()), &["content", "one file of another kind"]);
}

#[test]
fn a_file_whose_bytes_are_no_text() {
    let folder = folder();
    let noise: Vec<u8> =
        (0..60_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    write(folder.path(), "content/støj.txt", noise);
    fails(&reindex(folder.path()), &["støj.txt", "not text"]);
}

#[test]
fn a_stray_nul_is_only_a_warning() {
    let folder = folder();
    write(
        folder.path(),
        "content/side.txt",
        "”Det går\0 fint her,” siger Bodil Kær.\n\nDel citat\n",
    );
    let run = reindex(folder.path());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("NUL"), "{}", run.err);
}

#[test]
fn content_without_any_document() {
    let folder = folder();
    write(folder.path(), "content/side.txt", "Her står der bare noget.\n");
    fails(&reindex(folder.path()), &["no document"]);
}

#[test]
fn broken_front_matter_is_shown_with_its_line() {
    for (front, line) in [("a: [1, 2", 2), ("title: x\ntitle: y", 3), ("year: mange", 2)] {
        let folder = folder();
        write(
            folder.path(),
            "content/side.md",
            format!("---\n{front}\n---\n> “Ord.”\n>\n> — Bo Friis\n"),
        );
        let run = reindex(folder.path());
        fails(&run, &["side.md:", "error:", "hint:"]);
        let place = format!("side.md:{line}:");
        assert!(run.err.contains(&place), "{front}: {}", run.err);
    }
}

#[test]
fn front_matter_that_grows_without_end_is_refused_quickly() {
    let folder = folder();
    let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (name, of) in ["b", "c", "d", "e", "f", "g", "h", "i"]
        .iter()
        .zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{of}"); 9].join(",")));
    }
    write(folder.path(), "content/bombe.md", format!("---\n{bomb}---\n> “Ord.”\n"));
    write(
        folder.path(),
        "content/dyb.md",
        format!("---\na: {}\n---\n> “Ord.”\n", "[".repeat(100_000)),
    );
    fails(&reindex(folder.path()), &["bombe.md", "dyb.md"]);
}

#[test]
fn an_index_folder_that_is_a_file() {
    let folder = folder();
    write(folder.path(), "content/side.md", "> “Ord.”\n>\n> — Bo Friis\n");
    write(folder.path(), "index", "ikke en mappe");
    fails(&reindex(folder.path()), &["index"]);
    fails(&ordret(folder.path(), &["search", "ord"]), &["index"]);
}

#[test]
fn searching_before_anything_is_published_says_what_to_run() {
    fails(&ordret(folder().path(), &["search", "ord"]), &["ordret reindex"]);
}

#[test]
fn a_port_that_is_taken_names_the_flag() {
    let folder = folder();
    write(folder.path(), "content/side.md", "> “Ord.”\n>\n> — Bo Friis\n");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    fails(&ordret(folder.path(), &["serve", "--listen", &address]), &["--listen", &address]);
}

#[test]
fn wrong_usage_exits_with_two() {
    let folder = folder();
    write(folder.path(), "content/side.md", "> “Ord.”\n>\n> — Bo Friis\n");
    assert_eq!(reindex(folder.path()).code, 0);
    for args in [
        &["search", "--limit", "0", "ord"][..],
        &["search", "--limit", "101", "ord"],
        &["search", "--filter", "farve=rød", "ord"],
        &["search", "--filter", "year=i går", "ord"],
        &["search", "--sort", "kønnest", "ord"],
        &["search", "--offset", "999", "--limit", "10", "ord"],
        &["findes-ikke"],
    ] {
        let run = ordret(folder.path(), args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
    }
}

#[test]
fn deep_and_long_pages_are_read_in_time() {
    let folder = folder();
    let nested = format!("{} ord\n", ">".repeat(100_000));
    let stars = format!("{}ord{}\n", "*".repeat(100_000), "*".repeat(100_000));
    let brackets = format!("{}ord\n", "[".repeat(100_000));
    let long = format!("”{},” siger Bodil Kær.\n\nDel citat\n", "ord ".repeat(500_000));
    for (name, text) in [("a.md", nested), ("b.md", stars), ("c.md", brackets), ("d.txt", long)] {
        write(folder.path(), &format!("content/{name}"), text);
    }
    let run = reindex(folder.path());
    assert_eq!(run.code, 0, "{}", run.err);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_skipped_and_said() {
    let folder = folder();
    write(folder.path(), "content/side.md", "> “Ord.”\n>\n> — Bo Friis\n");
    let content = folder.path().join("content");
    std::os::unix::fs::symlink(&content, content.join("rundt")).expect("links");
    std::os::unix::fs::symlink("/dev/zero", content.join("nul.txt")).expect("links");
    let made = std::process::Command::new("mkfifo").arg(content.join("rør.txt")).status();
    let run = reindex(folder.path());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("rundt") && run.err.contains("nul.txt"), "{}", run.err);
    if made.is_ok_and(|status| status.success()) {
        assert!(run.err.contains("rør.txt"), "{}", run.err);
    }
}

#[test]
fn names_from_outside_do_not_steer_the_terminal() {
    let folder = folder();
    write(folder.path(), "content/a\u{1b}[31m\nb.txt", "Intet her.\n");
    write(folder.path(), "content/side.md", "> “Ord.”\n>\n> — Bo Friis\n");
    let run = reindex(folder.path());
    assert!(!run.err.contains('\u{1b}'), "{:?}", run.err);
}

/// Runs the program and gives up on one that does not end.
#[cfg(unix)]
fn ends(folder: &Path, args: &[&str]) -> Run {
    use std::process::Stdio;
    let mut child = crate::support::command(folder, args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    for _ in 0..600 {
        if child.try_wait().expect("can be waited for").is_some() {
            return child.wait_with_output().expect("its output").into();
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    child.kill().expect("can be ended");
    panic!("{args:?} has not ended after a minute");
}

#[cfg(unix)]
#[test]
fn a_pipe_or_socket_that_is_named_is_refused_at_once() {
    let folder = folder();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("rør.txt")).status();
    assert!(made.expect("mkfifo is there").success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("sok.md"));
    for name in ["rør.txt", "sok.md"] {
        for args in
            [&["check", "--content", name][..], &["extract", name], &["reindex", "--content", name]]
        {
            fails(&ends(folder.path(), args), &[name, "neither a file nor a folder"]);
        }
    }
}

#[test]
fn one_file_that_cannot_be_read_hides_none_of_the_others() {
    let folder = folder();
    write(folder.path(), "content/a.txt", "”Vi går,” siger Bo Friis, rektor.\n\nDel citat\n");
    write(folder.path(), "content/b/side.md", "> “Ord.”\n>\n> — Bo Friis\n");
    write(folder.path(), "content/b/uden.md", "> “Ord uden navn.”\n");
    write(folder.path(), "content/source.toml", b"sample = true\nlicence = \"\xE5\"\n");
    let run = ordret(folder.path(), &["check", "--json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let found: serde_json::Value = serde_json::from_str(&run.out).expect("one JSON value");
    let codes: Vec<_> = found["diagnostics"].as_array().expect("diagnostics").iter().collect();
    assert!(codes.iter().any(|found| found["code"] == "not-utf-8" && found["line"] == 2));
    assert!(codes.iter().any(|found| found["code"] == "no-speaker"), "{}", run.out);
    fails(&reindex(folder.path()), &["source.toml:2", "not UTF-8"]);
    let run = ordret(folder.path(), &["reindex", "--keep-going", "--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let done: serde_json::Value = serde_json::from_str(&run.out).expect("one JSON value");
    assert_eq!(done["documents"]["quote"], 2, "what may be invented is left out: {done}");
}

#[test]
fn what_is_left_out_to_the_last_file_is_shown_rather_than_published() {
    let folder = folder();
    write(folder.path(), "content/side.md", "---\nyear: i år\n---\n\n> “Ord.”\n");
    let run = ordret(folder.path(), &["reindex", "--keep-going"]);
    fails(&run, &["side.md:2", "nothing was published"]);
}

#[test]
fn a_page_on_standard_input_is_read_in_the_format_it_begins_in() {
    let page = "\n<!DOCTYPE html>\n<blockquote>Vi går.<cite>Bo Friis, rektor</cite></blockquote>";
    let run = assert_cmd::Command::new(env!("CARGO_BIN_EXE_ordret"))
        .args(["extract", "-", "--json"])
        .write_stdin(page)
        .output()
        .expect("the program starts");
    let found: serde_json::Value = serde_json::from_slice(&run.stdout).expect("one JSON value");
    assert_eq!(found["documents"][0]["kind"], "quote", "{found}");
    assert!(!found["documents"].to_string().contains("blockquote"), "{found}");
}

#[test]
fn problems_are_told_in_danish_when_asked_to_and_scripts_read_english() {
    let folder = folder();
    write(folder.path(), "content/side.md", "---\ntitel: Broen\n---\n\n> “Ja.”\n>\n> — Bo Kær\n");
    let run = ordret(folder.path(), &["reindex", "--lang", "da"]);
    fails(&run, &["side.md:2: fejl: ", "  | titel: Broen\n", "\n  råd: mente du `title`?"]);
    fails(&reindex(folder.path()), &["side.md:2: error: ", "\n  hint: did you mean `title`?"]);
    let run = ordret(folder.path(), &["check", "--lang", "da"]);
    assert!(run.err.contains("side.md:2: fejl: "), "{}", run.err);
    let run = ordret(folder.path(), &["check", "--lang", "da", "--json"]);
    assert!(run.out.contains("did you mean `title`?"), "{}", run.out);
}
