//! `ordret generations`: the kept generations.

use std::fmt::Write;
use std::process::ExitCode;

use ordret_search::Index;

use super::documents_text;
use crate::args::{GenerationsArgs, GenerationsDo};
use crate::error::Error;
use crate::terminal::{STRONG, print, readable};

/// Runs it.
pub fn run(args: &GenerationsArgs) -> Result<ExitCode, Error> {
    let index = Index::at(&args.index.index)?;
    let mut text = String::new();
    let mut code = ExitCode::SUCCESS;
    match args.action {
        GenerationsDo::List => list(&index, &mut text)?,
        GenerationsDo::Verify => {
            for verified in index.verify()? {
                let state = if verified.problems.is_empty() { "sound" } else { "damaged" };
                let _ = writeln!(text, "{STRONG}{}{STRONG:#} {state}", verified.generation);
                for problem in &verified.problems {
                    code = ExitCode::FAILURE;
                    let _ = writeln!(text, "  {}", readable(&problem.to_string()));
                }
            }
        }
        GenerationsDo::Rollback => {
            let manifest = index.rollback()?;
            let _ = writeln!(
                text,
                "generation {STRONG}{}{STRONG:#} is served again",
                manifest.generation
            );
        }
        GenerationsDo::Prune => {
            let dropped = index.prune(args.keep as usize)?;
            let _ = writeln!(
                text,
                "dropped: {}",
                if dropped.is_empty() { "none".to_owned() } else { dropped.join(", ") }
            );
        }
    }
    print(&text);
    Ok(code)
}

fn list(index: &Index, text: &mut String) -> Result<(), Error> {
    let current = index.current()?.map(|manifest| manifest.generation);
    for manifest in index.generations()? {
        let mark = if Some(&manifest.generation) == current.as_ref() { "served" } else { "" };
        let documents = documents_text(&manifest.documents);
        let _ = writeln!(
            text,
            "{STRONG}{}{STRONG:#}  {}  {documents}  {mark}",
            manifest.generation, manifest.built_at
        );
    }
    if text.is_empty() {
        text.push_str("no generation is kept; run `ordret reindex`\n");
    }
    Ok(())
}
