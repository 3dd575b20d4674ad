//! Instruction counts of hot paths. They hardly wobble, where times on a shared
//! machine do: a change that costs a tenth shows.
//!
//! Each path runs in a process of its own under callgrind. What is counted is
//! one call of [`counted`], on its thread, after the path was walked before.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use axum::body::Body;
use axum::http::Request;
use danish_analyzer::Analyzer;
use ordret_model::{Match, Query, SearchRequest};
use ordret_search::Searcher;
use ordret_server::{App, Config, Engine};

use crate::children::reindex;
use crate::documents::{self, Generator};
use crate::error::{Error, Result};
use crate::measure::load::runtime;
use crate::parts::reindex::empty;
use crate::queries::{EACH, log};
use crate::table::thousands;

/// How many documents the small index holds.
const DOCUMENTS: u64 = 2_000;
/// What growth is worth a word.
const GREW: f64 = 1.1;

const ANALYSE_NEW: &str = "analyse-a-paragraph-of-new-words";
const ANALYSE: &str = "analyse-a-paragraph";
const PARSE: &str = "parse-a-query";
/// Every word must be there, so that it is the same search from version to version.
const PAGE: &str = "page-query";
/// The same words with nothing set.
const BEST: &str = "page-query-as-a-reader-asks";
const ELEVEN: &str = "eleven-hits";
const ONE: &str = "one-hit";
const RENDER: &str = "render-a-page";
/// Made of [`ELEVEN`] and [`ONE`]: what one more hit costs, read from the store,
/// marked and cut.
const HIGHLIGHT: &str = "highlight-a-document";

/// Counts all paths, prints the counts, and compares or keeps them if asked.
/// Where there is no valgrind it says so and is content.
///
/// # Errors
/// When the small index cannot be built or a path fails.
pub fn run(folder: &Path, compare: bool, write: bool) -> Result<()> {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status();
    if !version.is_ok_and(|status| status.success()) {
        println!("NOTE: valgrind is not installed: no instructions were counted");
        return Ok(());
    }
    let folder = folder.join("instructions");
    empty(&folder)?;
    let (content, index) = (folder.join("documents.jsonl"), folder.join("index"));
    let generator = Generator::new()?;
    documents::write(&generator, DOCUMENTS, &content)?;
    reindex(&content, &index)?;
    // Made here, because everything takes fifty times as long under callgrind.
    let paragraph = generator.record(2).text;
    let log = log(&generator, DOCUMENTS);
    let (common, two) = (log[0].request.query.clone(), log[3 * EACH].request.query.clone());
    let inputs = [
        (ANALYSE_NEW, &paragraph),
        (ANALYSE, &paragraph),
        (PARSE, &"kommunale \"det gode liv\" -skole ældres vilkår i byrådet".to_owned()),
        (PAGE, &two),
        (BEST, &two),
        (ELEVEN, &common),
        (ONE, &common),
        (RENDER, &log[0].address()),
    ];
    let mut counts = BTreeMap::new();
    for (path, input) in inputs {
        counts.insert(path, count(path, input, &index)?);
    }
    let (eleven, one) = (counts.remove(ELEVEN).unwrap_or(0), counts.remove(ONE).unwrap_or(0));
    counts.insert(HIGHLIGHT, eleven.saturating_sub(one) / 10);
    let kept = kept();
    for (path, count) in &counts {
        println!(
            "{path:<34}{:>14}{}",
            thousands(*count),
            remark(*count, kept.get(*path).copied().filter(|_| compare))
        );
    }
    match write {
        true => keep(&counts),
        false => Ok(()),
    }
}

fn remark(count: u64, kept: Option<u64>) -> String {
    let Some(kept) = kept.filter(|kept| *kept > 0) else { return String::new() };
    let times = count as f64 / kept as f64;
    let change = format!("  {:+.1}% against {}", (times - 1.0) * 100.0, thousands(kept));
    match times > GREW {
        true => format!("{change}  NOTE: it grew by more than a tenth"),
        false => change,
    }
}

fn count(path: &str, input: &str, index: &Path) -> Result<u64> {
    let program = std::env::current_exe().map_err(Error::at("cannot find this program"))?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no"])
        .arg("--toggle-collect=*instructions*counted*")
        .arg(program)
        .args(["child", "hot-path", path, input])
        .arg(index)
        .output()
        .map_err(Error::at("cannot run valgrind"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = said.lines().find_map(|line| line.split_once("Collected :"));
    let collected = collected.and_then(|(_, number)| number.trim().parse().ok());
    match collected.filter(|_| output.status.success()) {
        Some(collected) if collected > 0 => Ok(collected),
        _ => {
            Err(Error::new(format!("cannot count {path}"), said.lines().last().unwrap_or_default()))
        }
    }
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions.tsv")
}

fn kept() -> BTreeMap<String, u64> {
    let text = fs::read_to_string(file()).unwrap_or_default();
    let line = |line: &str| {
        let (path, count) = line.split_once('\t')?;
        Some((path.to_owned(), count.parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}

fn keep(counts: &BTreeMap<&str, u64>) -> Result<()> {
    let lines: String = counts.iter().map(|(path, count)| format!("{path}\t{count}\n")).collect();
    fs::write(file(), format!("path\tinstructions\n{lines}")).map_err(Error::file("write", &file()))
}

/// What callgrind counts; it knows it by its name.
#[inline(never)]
fn counted(work: &mut dyn FnMut()) {
    work();
}

/// Walks a path: some times to warm it, then once to be counted.
fn warmed(mut work: impl FnMut()) {
    for _ in 0..3 {
        work();
    }
    counted(&mut work);
}

/// Runs one path over a text, a query or an address, for callgrind.
///
/// # Errors
/// When there is no such path or the index cannot be opened.
pub fn walk(path: &str, input: &str, index: &Path) -> Result<()> {
    let request = SearchRequest { query: input.to_owned(), ..SearchRequest::default() };
    match path {
        ANALYSE_NEW => warmed(|| drop(black_box(Analyzer::new().analyze(input)))),
        ANALYSE => {
            let analyzer = Analyzer::new();
            warmed(|| drop(black_box(analyzer.analyze(input))));
        }
        PARSE => warmed(|| drop(black_box(Query::parse(black_box(input))))),
        PAGE => search(index, SearchRequest { match_: Match::All, ..request })?,
        BEST => search(index, request)?,
        ELEVEN => search(index, SearchRequest { limit: 11, facets: false, ..request })?,
        ONE => search(index, SearchRequest { limit: 1, facets: false, ..request })?,
        RENDER => render(index, input)?,
        _ => return Err(Error::new("no such path", path)),
    }
    Ok(())
}

fn search(index: &Path, request: SearchRequest) -> Result<()> {
    let searcher = Searcher::open(index).map_err(Error::at("cannot open the index"))?;
    warmed(|| drop(black_box(searcher.search(&request))));
    Ok(())
}

/// The page around a search; the search itself runs on a thread of its own and
/// is not counted.
fn render(index: &Path, address: &str) -> Result<()> {
    let config = Config { index: index.to_owned(), ..Config::default() };
    let engine =
        Engine::local(index, &config.limits).map_err(Error::at("cannot open the index"))?;
    let app = App::new(config, engine).map_err(Error::at("cannot make the pages"))?;
    let runtime = runtime()?;
    let target = format!("/soeg?{address}");
    warmed(|| {
        let request = Request::get(&target).header("host", "localhost").body(Body::empty());
        if let Ok(request) = request {
            let answer = runtime.block_on(app.answer(request));
            assert_eq!(answer.status(), 200);
        }
    });
    Ok(())
}
