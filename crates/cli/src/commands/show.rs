//! `ordret show`: one document.

use std::fmt::Write;
use std::process::ExitCode;

use ordret_model::{Body, Document, DocumentId, Known, Speaker};
use ordret_search::Searcher;
use ordret_server::document_json;

use crate::args::{ExtractFormat, ShowArgs};
use crate::error::Error;
use crate::terminal::{FAINT, STRONG, indent, print, print_json, readable};

/// Runs it.
pub fn run(args: &ShowArgs) -> Result<ExitCode, Error> {
    let searcher = Searcher::open(&args.index.index)?;
    let unknown = || Error::NoDocument(args.id.clone());
    let id = DocumentId::parse(&args.id).ok_or_else(unknown)?;
    let document = searcher.document(&id)?.ok_or_else(unknown)?;
    match args.format {
        ExtractFormat::Json => print_json(&document_json(&document))?,
        ExtractFormat::Md => {
            print(&ordret_ingest::write_markdown(std::slice::from_ref(&document)))?
        }
        ExtractFormat::Text => print(&document_text(&document))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A document as a reader of the terminal meets it.
pub fn document_text(document: &Document) -> String {
    let mut text = String::new();
    let source = document.source();
    let _ = writeln!(text, "{STRONG}{}{STRONG:#}", readable(&document.title));
    let _ = writeln!(
        text,
        "{FAINT}{} {} · {}:{}{FAINT:#}",
        document.kind(),
        document.id,
        readable(&source.file),
        source.line
    );
    if let Body::Figure(figure) = &document.body
        && let Some(value) = &figure.value_text
    {
        let _ = writeln!(text, "  {STRONG}{}{STRONG:#}", readable(&value.value));
    }
    let _ = writeln!(text, "{}", indent(&readable(document.words()), 2));
    if let Body::Case(case) = &document.body {
        let parts = [
            ("problem", &case.problem),
            ("done", &case.done),
            ("outcome", &case.outcome),
            ("prerequisites", &case.prerequisites),
            ("reuse", &case.reuse),
        ];
        for (name, part) in parts {
            if let Some(part) = part {
                let _ = writeln!(text, "  {FAINT}{name}:{FAINT:#} {}", readable(&part.value));
            }
        }
    }
    if let Some(line) = document.speaker.as_ref().map(speaker_text) {
        let _ = writeln!(text, "  — {}", readable(&line));
    }
    let where_ = [source.publication.as_deref(), Some(source.title.as_str())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let year = source.year.map(|year| format!(", {year}")).unwrap_or_default();
    let _ = writeln!(text, "  {FAINT}{}{year}{FAINT:#}\n", readable(&where_));
    text
}

/// `Navn, rolle, organisation (V)`.
pub fn speaker_text(speaker: &Speaker) -> String {
    let parts = [&speaker.name, &speaker.role, &speaker.organisation];
    let line = parts
        .into_iter()
        .flatten()
        .map(|known: &Known<String>| known.value.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    match &speaker.party {
        Some(party) => format!("{line} ({})", party.value),
        None => line,
    }
}
