//! `ordret reindex`: read everything, build a generation, publish it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ordret_ingest::{Content, Language, Limits, Reading, Reindexed};
use serde_json::json;

use super::{diagnostics_count, documents_json, documents_text, show_skipped, synonyms_text};
use crate::args::ReindexArgs;
use crate::error::Error;
use crate::terminal::{STRONG, count, print, print_json, say, show_diagnostics};

/// Runs it.
pub fn run(args: &ReindexArgs) -> Result<ExitCode, Error> {
    let done = build(&args.content.content, &args.index.index, args.keep_going)?;
    show_reading(&done.reading, args.lang.into());
    match args.json {
        true => print_json(&json(&done)),
        false => print(&text(&done)),
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads, builds and publishes.
pub fn build(content: &[PathBuf], index: &Path, keep_going: bool) -> Result<Reindexed, Error> {
    let content = Content::at(content, Limits::default())?;
    Ok(ordret_ingest::reindex(&content, index, keep_going)?)
}

/// Says on standard error what reading found.
pub fn show_reading(reading: &Reading, language: Language) {
    show_diagnostics(&reading.diagnostics, language);
    show_skipped(&reading.skipped);
    if reading.contacts_withheld > 0 {
        let withheld = reading.contacts_withheld as u64;
        say(&format!("{} withheld", count(withheld, "contact detail", "contact details")));
    }
}

fn json(done: &Reindexed) -> serde_json::Value {
    let published = &done.published;
    json!({
        "generation": published.manifest.generation,
        "documents": documents_json(&published.manifest.documents),
        "speakers": done.speakers,
        "synonyms": done.reading.synonyms.len(),
        "contacts_withheld": done.reading.contacts_withheld,
        "added": published.added,
        "changed": published.changed,
        "removed": published.removed,
        "unchanged": published.unchanged,
        "diagnostics": diagnostics_count(&done.reading.diagnostics),
        "seconds": done.took.as_secs_f64(),
    })
}

fn text(done: &Reindexed) -> String {
    let published = &done.published;
    format!(
        "published generation {STRONG}{}{STRONG:#}: {} by {}{}, in {:.1} s\n{} added, {} changed, {} removed, {} unchanged\n",
        published.manifest.generation,
        documents_text(&published.manifest.documents),
        count(done.speakers as u64, "speaker", "speakers"),
        synonyms_text(&done.reading.synonyms),
        done.took.as_secs_f64(),
        published.added,
        published.changed,
        published.removed,
        published.unchanged,
    )
}
