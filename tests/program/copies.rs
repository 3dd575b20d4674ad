//! Copies of everything: the site as files, and the collection as records.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::lasting::SmallDisk;
use crate::serve::Server;
use crate::support::{command, folder, json, ordret, top, write};

/// A published index of the sample.
fn published() -> tempfile::TempDir {
    let work = folder();
    let sample = top().join("content").to_string_lossy().into_owned();
    let run = ordret(work.path(), &["reindex", "--content", &sample]);
    assert_eq!(run.code, 0, "{}", run.err);
    work
}

/// The sample, and a source, a person and a place that have more than a page holds, and more
/// people than stand on one page of the lists.
fn published_at_length() -> tempfile::TempDir {
    let work = folder();
    let mut lines = String::new();
    for n in 0..200 {
        let name = if n < 60 { "Tove Lind".to_owned() } else { format!("Taler Nr{n}") };
        lines += &format!(
            "{{\"id\": \"m{n}\", \"text\": \"Punkt {n} er vedtaget.\", \"person\": \"{name}\", \
             \"org\": \"Lindø Kommune\", \"source\": \"Byrådets møde\", \"year\": 2020}}\n"
        );
        if n % 7 == 0 {
            // Positions with holes, as lines have them.
            lines.push('\n');
        }
    }
    write(work.path(), "more/m.jsonl", lines);
    let sample = top().join("content").to_string_lossy().into_owned();
    let run = ordret(work.path(), &["reindex", "--content", &sample, "more"]);
    assert_eq!(run.code, 0, "{}", run.err);
    work
}

fn copied(work: &Path, args: &[&str]) {
    let run = ordret(work, &[&["export"], args].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let said = run.out.lines().count() == 1 && run.out.contains(" pages to ");
    assert!(said && run.out.contains(" MB, in "), "{}", run.out);
}

/// Every file of a folder, by its path from there, with `/`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in std::fs::read_dir(inside).expect("a list") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(folder).expect("below it");
                    let name = name.to_string_lossy().replace('\\', "/");
                    found.insert(name, std::fs::read(&path).expect("read"));
                }
            }
        }
    }
    found
}

/// The addresses of this site that a page or a feed names, without query and place.
fn links(page: &str, base: &str) -> BTreeSet<String> {
    let starts = [" href=\"", " src=\"", " action=\"", "content=\"0; url=", "url(\""];
    let named = starts.iter().flat_map(|start| page.split(start).skip(1));
    named
        .filter_map(|rest| rest.split('"').next())
        .map(|link| link.strip_prefix(base).filter(|_| !base.is_empty()).unwrap_or(link))
        .filter(|link| link.starts_with('/'))
        .filter_map(|link| link.split(['?', '#']).next().map(str::to_owned))
        .collect()
}

/// Where a file server looks for an address.
fn served<'f>(files: &'f BTreeMap<String, Vec<u8>>, link: &str) -> Option<&'f Vec<u8>> {
    let path = link.trim_matches('/');
    let index = format!("{path}/index.html");
    files.get(path).or_else(|| files.get(index.trim_start_matches('/')))
}

#[test]
fn every_link_of_every_page_of_a_copy_leads_to_a_file_of_it() {
    let work = published_at_length();
    for base in ["", "https://ordret.example.org"] {
        let args: &[&str] = match base {
            "" => &["--static", "plain"],
            base => &["--static", "known", "--base-url", base],
        };
        copied(work.path(), args);
        let files = files(&work.path().join(args[1]));
        let mut lead = BTreeSet::new();
        for (name, bytes) in &files {
            let is_read = [".html", ".atom", ".xml", ".css"].iter().any(|end| name.ends_with(end));
            let Some(page) = std::str::from_utf8(bytes).ok().filter(|_| is_read) else { continue };
            for link in links(page, base) {
                assert!(served(&files, &link).is_some(), "{name} leads to {link}");
                lead.insert(link);
            }
        }
        for there in ["/soeg", "/bladre", "/soeg.atom", "/ordret.jsonl", "/kilde/byraadets-moede/2"]
        {
            assert!(lead.contains(there), "nothing leads to {there}");
        }
        for standing in ["robots.txt", "openapi.json", "404.html", "api/index.html"] {
            assert!(files.contains_key(standing), "{standing}");
        }
        assert_eq!(files.contains_key("opensearch.xml"), !base.is_empty());
    }
}

#[test]
fn lists_go_on_until_their_last_document_and_name_each_once() {
    let work = published_at_length();
    copied(work.path(), &["--static", "site"]);
    let files = files(&work.path().join("site"));
    for (list, pages, documents) in
        [("/kilde/byraadets-moede", 2, 200), ("/person/tove-lind", 2, 60), ("/sted/lindoe", 7, 200)]
    {
        let mut named = BTreeSet::new();
        for page in 1..=pages {
            let address = if page == 1 { list.to_owned() } else { format!("{list}/{page}") };
            let page = served(&files, &address).unwrap_or_else(|| panic!("{address} is missing"));
            let page = String::from_utf8_lossy(page);
            for link in links(&page, "").into_iter().filter(|link| link.starts_with("/citat/")) {
                assert!(named.insert(link.clone()), "{link} stands on two pages");
            }
        }
        assert_eq!(named.len(), documents, "{list}");
        assert!(served(&files, &format!("{list}/{}", pages + 1)).is_none(), "{list}");
    }
    let people: BTreeSet<String> = (1..=2)
        .map(
            |page| {
                if page == 1 {
                    "/bladre/personer".into()
                } else {
                    format!("/bladre/personer/{page}")
                }
            },
        )
        .flat_map(|page| links(&String::from_utf8_lossy(served(&files, &page).expect(&page)), ""))
        .filter(|link| link.starts_with("/person/"))
        .collect();
    assert!(people.len() > 200 && people.contains("/person/taler-nr199"), "{}", people.len());
}

#[test]
fn a_file_holds_what_a_reader_would_have_been_served() {
    let work = published();
    copied(work.path(), &["--static", "site"]);
    let files = files(&work.path().join("site"));
    let mut server =
        command(work.path(), &["serve", "--listen", "127.0.0.1:0", "--index", "index"]);
    let sample = top().join("content").to_string_lossy().into_owned();
    let server = Server::start({
        server.args(["--content", &sample]);
        server
    });
    let mut compared = BTreeSet::new();
    for (name, bytes) in &files {
        let address = format!("/{}", name.trim_end_matches("index.html").trim_end_matches('/'));
        let folder = address.split('/').nth(1).unwrap_or_default();
        let ending = name.rsplit('.').next().unwrap_or_default();
        // One of each sort; a file server is not asked for bytes that are no text.
        let is_text = !matches!(ending, "woff2" | "png");
        let is_new = is_text && compared.insert((folder.to_owned(), ending.to_owned()));
        if is_new
            && !matches!(
                folder,
                "soeg" | "efterproev" | "tilfaeldigt" | "oembed" | "404.html" | "ordret.jsonl"
            )
            && !address.starts_with("/api/v1/")
        {
            let (status, body) = server.get(&address);
            match status {
                200 => assert!(body.as_bytes() == bytes, "{address} is served otherwise"),
                308 => assert!(String::from_utf8_lossy(bytes).contains("http-equiv"), "{address}"),
                _ => panic!("{address}: {status}"),
            }
        }
    }
    assert!(compared.len() > 20, "{compared:?}");
}

#[test]
fn a_short_address_leads_on_to_the_whole_one() {
    let work = published();
    copied(work.path(), &["--static", "site", "--base-url", "https://ordret.example.org"]);
    let files = files(&work.path().join("site"));
    let found = json(work.path(), &["search", "--kind", "quote", "kommune"]);
    let hit = &found["hits"][0];
    let (id, url) = (hit["id"].as_str().expect("an id"), hit["url"].as_str().expect("an address"));
    let page = served(&files, &format!("/citat/{id}")).expect("a page that leads on");
    let page = String::from_utf8_lossy(page);
    assert!(
        page.contains(&format!("<meta http-equiv=\"refresh\" content=\"0; url={url}\">")),
        "{page}"
    );
    let canonical = format!("<link rel=\"canonical\" href=\"https://ordret.example.org{url}\">");
    assert!(page.contains(&canonical), "{page}");
    for ending in [".json", ".txt", ".bib", ".ris", ".csl.json"] {
        assert!(served(&files, &format!("{url}{ending}")).is_some(), "{ending}");
    }
}

#[test]
fn a_copy_says_that_searching_needs_the_program_and_brings_what_the_program_needs() {
    let work = published();
    copied(work.path(), &["--static", "site"]);
    let files = files(&work.path().join("site"));
    let start = String::from_utf8_lossy(&files["index.html"]).into_owned();
    assert!(start.contains("<form class=\"search\" action=\"/soeg\""));
    for asked in ["/soeg", "/api/v1/search", "/tilfaeldigt"] {
        let page = String::from_utf8_lossy(served(&files, asked).expect(asked)).into_owned();
        assert!(
            page.contains("Søgning kræver programmet")
                && page.contains("ordret serve ordret.jsonl")
        );
        assert!(page.contains("<div lang=\"en\">") && page.contains("href=\"/ordret.jsonl\""));
    }
    write(work.path(), "again/ordret.jsonl", &files["ordret.jsonl"]);
    let again = json(work.path(), &["reindex", "--content", "again", "--index", "other"]);
    assert_eq!(again["diagnostics"], serde_json::json!({"error": 0, "warning": 0}));
    let found =
        |index: &str| json(work.path(), &["search", "--index", index, ""])["total"].as_u64();
    assert_eq!(found("other"), found("index"));
}

#[test]
fn two_copies_of_one_edition_are_the_same_bytes() {
    let work = published();
    for name in ["one", "two"] {
        copied(work.path(), &["--static", name]);
    }
    assert!(files(&work.path().join("one")) == files(&work.path().join("two")));
}

/// What stands beside the index in the working folder.
fn beside(work: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(work).expect("a list");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into())
        .collect();
    names.sort();
    names
}

#[test]
fn a_copy_takes_nobody_elses_place() {
    let work = published();
    write(work.path(), "full/mine.txt", "min");
    write(work.path(), "file", "min");
    let before = beside(work.path());
    for (name, why) in [("full", "not empty"), ("file", "no folder")] {
        let run = ordret(work.path(), &["export", "--static", name]);
        assert!(run.code == 1 && run.err.contains(why), "{name}: {}", run.err);
        assert!(run.err.contains("empty folder"), "{}", run.err);
    }
    let run = ordret(work.path(), &["export", "--static", "x", "--index", "full"]);
    assert!(run.code == 1 && run.err.contains("reindex"), "{}", run.err);
    for url in ["ordret.example.org", "https://", "https://example.org/arkiv"] {
        let run = ordret(work.path(), &["export", "--static", "x", "--base-url", url]);
        assert!(run.code == 2 && run.err.contains("--base-url"), "{url}: {}", run.err);
    }
    for wrong in [&["export"][..], &["export", "--static", "x", "--ndjson", "y"]] {
        assert_eq!(ordret(work.path(), wrong).code, 2, "{wrong:?}");
    }
    assert_eq!(beside(work.path()), before, "nothing is left over");
    std::fs::create_dir(work.path().join("empty")).expect("a folder");
    copied(work.path(), &["--static", "empty"]);
    copied(work.path(), &["--static", "new/deep/er"]);
    assert!(work.path().join("empty/index.html").exists());
    assert!(work.path().join("new/deep/er/index.html").exists());
}

#[cfg(unix)]
#[test]
fn a_copy_follows_no_link_and_can_be_read_by_others() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let work = published();
    std::fs::create_dir(work.path().join("elsewhere")).expect("a folder");
    for (name, to) in [("link", "elsewhere"), ("nowhere", "gone")] {
        symlink(to, work.path().join(name)).expect("a link");
        for named in [name.to_owned(), format!("{name}/")] {
            let run = ordret(work.path(), &["export", "--static", &named]);
            assert!(run.code == 1 && run.err.contains("is a link"), "{named}: {}", run.err);
        }
    }
    assert_eq!(beside(&work.path().join("elsewhere")), Vec::<String>::new());
    copied(work.path(), &["--static", "site"]);
    let mode = std::fs::metadata(work.path().join("site")).expect("there").permissions().mode();
    assert_eq!(mode & 0o500, 0o500);
    let plain = std::fs::metadata(work.path().join("index")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, plain & 0o777, "as the umask gives");
}

#[test]
fn a_full_disk_ends_a_copy_with_words_and_leaves_nothing_of_it() {
    let Some(disk) = SmallDisk::mount("1m") else {
        println!("NOTE: no file system can be mounted here; full disks go untested");
        return;
    };
    let work = published();
    let site: PathBuf = disk.0.path().join("site");
    let run = ordret(work.path(), &["export", "--static", &site.to_string_lossy()]);
    assert!(run.code == 1 && run.err.contains("the disk is full"), "{}", run.err);
    assert!(run.err.contains("another disk") && run.err.contains(" MB "), "{}", run.err);
    assert_eq!(beside(disk.0.path()), Vec::<String>::new());
}

#[test]
fn what_is_written_of_records_that_were_read_is_what_was_read() {
    let work = published();
    let records = |file: &str, index: &str| -> BTreeMap<String, Value> {
        let run = ordret(work.path(), &["export", "--index", index, "--ndjson", file]);
        assert_eq!(run.code, 0, "{}", run.err);
        let text = std::fs::read_to_string(work.path().join(file)).expect("written");
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        lines.map(|record| (record["id"].to_string(), record)).collect()
    };
    std::fs::create_dir(work.path().join("copy")).expect("a folder");
    let first = records("copy/all.jsonl", "index");
    let again = json(work.path(), &["reindex", "--content", "copy", "--index", "again"]);
    assert_eq!(again["diagnostics"], serde_json::json!({"error": 0, "warning": 0}));
    assert_eq!(records("again.jsonl", "again"), first);
    let holds = |key: &str| first.values().any(|record| !record[key].is_null());
    for key in
        ["problem", "done", "outcome", "prerequisites", "reuse", "data", "case", "former_roles"]
    {
        assert!(holds(key), "no document of the sample has `{key}`");
    }
}
