//! `ordret check`: read and check, write nothing.

use std::process::ExitCode;

use ordret_ingest::{Content, Limits, Roles, Severity};
use ordret_server::Config;
use serde_json::json;

use super::{documents_json, documents_text, show_skipped, synonyms_text};
use crate::args::CheckArgs;
use crate::error::Error;
use crate::terminal::{count, print, print_json, show_diagnostics};

/// Runs it.
pub fn run(args: &CheckArgs, config: &Config) -> Result<ExitCode, Error> {
    let content = Content::at(&args.content.content, Limits::default())?;
    let content = content.with_roles(&Roles::of(&config.roles));
    let reading = content.read(&mut |_| Ok(()))?;
    let errors = reading.count(Severity::Error);
    if args.json {
        print_json(&json!({
            "documents": documents_json(&reading.documents),
            "synonyms": reading.synonyms.len(),
            "diagnostics": reading.diagnostics,
        }))?;
    } else {
        show_diagnostics(&reading.diagnostics, args.lang.into());
        show_skipped(&reading.skipped);
        print(&format!(
            "{}{}; {}, {}\n",
            documents_text(&reading.documents),
            synonyms_text(&reading.synonyms),
            count(errors as u64, "error", "errors"),
            count(reading.count(Severity::Warning) as u64, "warning", "warnings"),
        ))?;
    }
    if reading.documents.is_empty() && reading.synonyms.is_empty() && errors == 0 {
        return Err(
            ordret_ingest::Error::NoDocuments { paths: args.content.content.clone() }.into()
        );
    }
    Ok(ExitCode::from(u8::from(errors > 0)))
}
