//! The pages in a real Chromium, as readers meet them.
//!
//! One server over `content/`, one Node process and one browser go through everything once;
//! `run.mjs` prints what it found, a line each, and every test here asserts its own share.
//! Without Chromium, Node or the packages of `package.json` the tests say that they did not
//! run; with `ORDRET_BROWSER=1` they fail instead. Screenshots of every kind of page are left
//! in `target/browser/`.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;

/// The browser that `.ci/run` installs.
const CHROMIUM: &str = "/usr/bin/chromium";

/// What a check went through, and what it found wrong.
#[derive(Default)]
struct Findings {
    examined: u64,
    wrong: Vec<String>,
}

/// The findings of every check, or what was missing to make them.
static FOUND: LazyLock<Result<HashMap<String, Findings>, String>> =
    LazyLock::new(|| absent().map_or_else(|| Ok(drive()), Err));

/// Fails when the check found something wrong, or went through less than it should.
fn assert_nothing_wrong(check: &str, at_least: u64) {
    let found = match &*FOUND {
        Ok(found) => found,
        Err(absent) => {
            assert!(std::env::var_os("ORDRET_BROWSER").is_none(), "{absent}");
            // Not `eprintln!`, which the test harness would keep to itself.
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "NOT RUN: {check} in a browser: {absent}");
            return;
        }
    };
    let share = found.get(check).unwrap_or_else(|| panic!("{check} was never reported"));
    assert!(share.wrong.is_empty(), "{} wrong:\n{}", share.wrong.len(), share.wrong.join("\n"));
    assert!(share.examined >= at_least, "{check} examined only {}", share.examined);
}

/// What is not here and has to be.
fn absent() -> Option<String> {
    if !Path::new(CHROMIUM).exists() {
        return Some(format!("{CHROMIUM} is absent"));
    }
    let node = Command::new("node").arg("--version").output();
    let version = node.map(|run| String::from_utf8_lossy(&run.stdout).into_owned());
    let major =
        version.ok().and_then(|version| version.strip_prefix('v')?.split('.').next()?.parse().ok());
    if major.unwrap_or(0) < 20 {
        return Some("node 20 or newer is absent".to_owned());
    }
    let packages =
        ["playwright-core", "axe-core"].map(|name| scripts().join("node_modules").join(name));
    if !packages.iter().all(|package| package.exists()) {
        return Some("`npm ci --ignore-scripts` has not run in tests/browser".to_owned());
    }
    None
}

/// Serves `content/`, goes through it with the browser, and gathers what is said.
fn drive() -> HashMap<String, Findings> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (_server, address) = serve(folder.path());
    let run = Command::new("node")
        .arg(scripts().join("run.mjs"))
        .args([address.as_str(), CHROMIUM])
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("../browser"))
        .stderr(Stdio::inherit())
        .output()
        .expect("node starts");
    assert!(run.status.success(), "run.mjs ended with {}", run.status);
    let mut found: HashMap<String, Findings> = HashMap::new();
    for line in String::from_utf8(run.stdout).expect("UTF-8").lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let share = found.entry(line["check"].as_str().unwrap_or_default().to_owned()).or_default();
        share.examined += line["examined"].as_u64().unwrap_or(0);
        if let Some(wrong) = line["wrong"].as_str() {
            share.wrong.push(format!("{}: {wrong}", line["page"].as_str().unwrap_or_default()));
        }
    }
    found
}

/// A server; it is stopped when dropped.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts one over `content/` on a free port, and waits for the address that it prints.
fn serve(folder: &Path) -> (Server, String) {
    let content = scripts().join("../../content");
    let mut child = Command::new(env!("CARGO_BIN_EXE_ordret"))
        .args(["serve", "--listen", "127.0.0.1:0", "--content"])
        .arg(content)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let address = lines
        .find_map(|line| line.ok().filter(|line| line.starts_with("http://")))
        .expect("an address on its own line");
    std::thread::spawn(move || lines.for_each(drop));
    (Server(child), address)
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser")
}

#[test]
fn everything_that_searching_is_works_without_javascript() {
    assert_nothing_wrong("without-script", 12);
}

#[test]
fn suggestions_are_used_by_the_keyboard_alone_and_announced() {
    assert_nothing_wrong("suggestions", 15);
}

#[test]
fn every_file_that_a_page_offers_is_what_it_says_it_is() {
    assert_nothing_wrong("downloads", 25);
}

#[test]
fn axe_finds_nothing_on_any_kind_of_page_in_light_and_dark_narrow_and_wide() {
    assert_nothing_wrong("axe", 64);
}

#[test]
fn no_page_scrolls_sideways_when_narrow_or_enlarged() {
    assert_nothing_wrong("sideways", 80);
}

#[test]
fn every_page_stands_in_forced_colours_and_on_paper() {
    assert_nothing_wrong("media", 32);
}

#[test]
fn no_page_asks_another_host_keeps_anything_or_complains() {
    assert_nothing_wrong("privacy", 16);
}

#[test]
fn a_first_visit_to_the_search_page_is_light() {
    assert_nothing_wrong("weight", 4);
}
