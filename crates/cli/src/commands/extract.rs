//! `ordret extract`: what files yield, without an index.

use std::process::ExitCode;

use ordret_ingest::{Extracted, Limits, Roles, Severity};
use ordret_server::{Config, document_json};
use serde_json::{Value, json};

use super::show::document_text;
use crate::args::{ExtractArgs, ExtractFormat};
use crate::error::Error;
use crate::terminal::{print, print_json, show_diagnostics};

/// Runs it.
pub fn run(args: &ExtractArgs, config: &Config) -> Result<ExitCode, Error> {
    let roles = Roles::of(&config.roles);
    let mut all = Vec::new();
    for file in &args.files {
        let mut found = ordret_ingest::extract(file, Limits::default())?;
        found.documents.iter_mut().for_each(|document| roles.complete(document));
        all.push(found);
    }
    let format = if args.json { ExtractFormat::Json } else { args.format };
    match format {
        ExtractFormat::Json => print_json(&json(&all))?,
        ExtractFormat::Md => {
            let pages: Vec<String> =
                all.iter().map(|found| ordret_ingest::write_markdown(&found.documents)).collect();
            print(&pages.join("\n"))?;
        }
        ExtractFormat::Text => {
            for document in all.iter().flat_map(|found| &found.documents) {
                print(&document_text(document))?;
            }
        }
    }
    let mut errors = 0;
    for found in &all {
        if format != ExtractFormat::Json {
            show_diagnostics(&found.diagnostics, args.lang.into());
        }
        errors +=
            found.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    }
    Ok(ExitCode::from(u8::from(errors > 0)))
}

fn json(all: &[Extracted]) -> Value {
    let documents: Vec<Value> =
        all.iter().flat_map(|found| &found.documents).map(document_json).collect();
    let diagnostics: Vec<_> = all.iter().flat_map(|found| &found.diagnostics).collect();
    json!({ "documents": documents, "diagnostics": diagnostics })
}
