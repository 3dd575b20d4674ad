//! Relevance as a test: searches as readers type them over the sample publication, each with
//! what it must find, asked in Ordret and in bare tantivy.
//!
//! `tests/relevance.toml` holds the searches, `tests/relevance-floors.tsv` what was reached,
//! and the README shows the table between two marks.

mod bare;
mod floors;
mod judge;
mod report;
mod searches;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use ordret_ingest::{Content, Limits};
use ordret_model::{Document, SearchRequest};
use ordret_search::Searcher;

use crate::error::{Error, Result};
use bare::Bare;
use floors::Floors;
use judge::{Answer, Asked, FIRST_PAGE};
use searches::Search;

/// Every search, asked and judged, with the documents it was asked of.
struct Measured {
    documents: Vec<Document>,
    asked: Vec<Asked>,
}

/// Asks every search in both engines and prints how they did; `write` also puts the table
/// into the README and raises the floors to what was reached.
///
/// # Errors
/// When a search names a document that is not there, or an index cannot be built.
pub fn run(write: bool) -> Result<()> {
    let measured = measure()?;
    print!("{}\n{}", report::table(&measured.asked), report::unmet(&measured));
    let floors_at = file("tests/relevance-floors.tsv");
    let floors = Floors::read(&floors_at)?;
    floors.lost(&measured).iter().for_each(|lost| println!("LOST: {lost}"));
    floors.stale(&measured).iter().for_each(|stale| println!("NOTE: known, and met now: {stale}"));
    if write {
        let path = file("README.md");
        let readme = read(&path)?;
        let put = report::put(&readme, &report::table(&measured.asked))?;
        fs::write(&path, put).map_err(Error::file("write", &path))?;
        let floors = floors.raised(&measured.asked).to_string();
        fs::write(&floors_at, floors).map_err(Error::file("write", &floors_at))?;
    }
    Ok(())
}

fn measure() -> Result<Measured> {
    let folder = tempfile::tempdir().map_err(Error::at("cannot make a temporary folder"))?;
    let failed = Error::at::<ordret_ingest::Error>("cannot read the sample publication");
    let content = Content::at(&[file("content")], Limits::default()).map_err(&failed)?;
    let mut documents = Vec::new();
    let mut keep = |document| {
        documents.push(document);
        Ok(())
    };
    content.read(&mut keep).map_err(&failed)?;
    ordret_ingest::reindex(
        &content,
        folder.path(),
        false,
        &mut ordret_ingest::Cache::default(),
        &mut |_| {},
    )
    .map_err(&failed)?;
    let searcher = Searcher::open(folder.path()).map_err(Error::at("cannot open the index"))?;
    let bare = Bare::of(&documents)?;
    let mut asked = Vec::new();
    for search in searches::read(&file("tests/relevance.toml"), &documents)? {
        let ours = ask(&searcher, &search, &documents)?;
        let theirs = bare.ask(&search.query)?;
        asked.push(Asked { search, ours, theirs });
    }
    Ok(Measured { documents, asked })
}

/// As the page and the API ask when nothing else is said: `match=best`, ten hits.
fn ask(searcher: &Searcher, search: &Search, documents: &[Document]) -> Result<Answer> {
    let request = SearchRequest {
        query: search.query.clone(),
        limit: FIRST_PAGE,
        facets: false,
        ..SearchRequest::default()
    };
    let found = searcher.search(&request).map_err(Error::at("Ordret cannot search"))?;
    let nth = |hit: &ordret_model::Hit| {
        documents.iter().position(|document| document.id == hit.document.id)
    };
    Ok(Answer {
        found: found.total + found.total_partial,
        hits: found.hits.iter().filter_map(nth).collect(),
    })
}

/// A file of the workspace, wherever this is run from.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(Error::file("read", path))
}
