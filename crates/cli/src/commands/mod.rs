//! The commands, a file each.

pub mod analyze;
pub mod check;
pub mod evaluate;
pub mod export;
pub mod extract;
pub mod generated;
pub mod generations;
pub mod reindex;
pub mod retire;
pub mod search;
pub mod serve;
pub mod show;
mod site;
pub mod verify;

use std::collections::BTreeMap;

use ordret_ingest::{Diagnostic, Severity, Skipped, visible};
use ordret_model::{Kind, Synonym};
use serde_json::{Value, json};

use crate::terminal::{FAINT, count, say};

/// `{"quote": 7, "case": 3, "figure": 3}`.
fn documents_json(documents: &BTreeMap<Kind, u64>) -> Value {
    let of = |kind| documents.get(&kind).copied().unwrap_or(0);
    json!({ "quote": of(Kind::Quote), "case": of(Kind::Case), "figure": of(Kind::Figure) })
}

/// `7 quotes, 3 cases and 3 figures`.
fn documents_text(documents: &BTreeMap<Kind, u64>) -> String {
    let of = |kind| documents.get(&kind).copied().unwrap_or(0);
    let quotes = count(of(Kind::Quote), "quote", "quotes");
    let cases = count(of(Kind::Case), "case", "cases");
    let figures = count(of(Kind::Figure), "figure", "figures");
    format!("{quotes}, {cases} and {figures}")
}

/// How many rows of synonyms there are, behind something else; nothing where there are none.
fn synonyms_text(synonyms: &[Synonym]) -> String {
    match synonyms.len() as u64 {
        0 => String::new(),
        rows => format!(", {}", count(rows, "row of synonyms", "rows of synonyms")),
    }
}

fn diagnostics_count(diagnostics: &[Diagnostic]) -> Value {
    let of = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    json!({ "error": of(Severity::Error), "warning": of(Severity::Warning) })
}

fn show_skipped(skipped: &[Skipped]) {
    for file in skipped {
        let path = visible(&file.path.display().to_string());
        say(&format!("{FAINT}skipped {path}: {}{FAINT:#}", file.why));
    }
}
