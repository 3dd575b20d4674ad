//! `ordret generations`: the kept generations.

use std::fmt::Write;
use std::process::ExitCode;

use ordret_search::{Index, Kept, Verified};
use serde_json::{Value, json};

use super::{documents_json, documents_text};
use crate::args::{GenerationsArgs, GenerationsDo};
use crate::error::Error;
use crate::terminal::{STRONG, print, print_json, readable, say};

/// Runs it.
pub fn run(args: &GenerationsArgs) -> Result<ExitCode, Error> {
    let index = Index::existing(&args.index.index)?;
    if let Some(problem) = index.current_problem() {
        say(&format!("warning: {}", readable(&problem.to_string())));
    }
    let mut code = ExitCode::SUCCESS;
    let (text, json) = match args.action {
        GenerationsDo::List => list(&index.generations()?),
        GenerationsDo::Verify => {
            let verified = index.verify()?;
            let unsound = |verified: &Verified| !verified.problems.is_empty();
            if index.current_problem().is_some() || verified.iter().any(unsound) {
                code = ExitCode::FAILURE;
            }
            states(&verified)
        }
        GenerationsDo::Rollback => {
            let generation = index.rollback()?.generation;
            let text = format!("generation {STRONG}{generation}{STRONG:#} is served again\n");
            (text, json!({ "generation": generation }))
        }
        GenerationsDo::Prune => {
            let dropped = index.prune(args.keep as usize)?;
            let names = if dropped.is_empty() { "none".to_owned() } else { dropped.join(", ") };
            (format!("dropped: {names}\n"), json!({ "dropped": dropped }))
        }
    };
    match args.json {
        true => print_json(&json)?,
        false => print(&text)?,
    }
    Ok(code)
}

fn list(kept: &[Kept]) -> (String, Value) {
    if kept.is_empty() {
        return ("no generation is kept; run `ordret reindex`\n".to_owned(), json!([]));
    }
    let text = kept.iter().map(|kept| {
        let said = match &kept.manifest {
            Ok(manifest) => {
                format!("{}  {}", manifest.built_at, documents_text(&manifest.documents))
            }
            Err(problem) => readable(&problem.to_string()),
        };
        let mark = match (kept.is_current, kept.is_withdrawn) {
            (true, _) => "served",
            (_, true) => "withdrawn",
            _ => "",
        };
        format!("{STRONG}{}{STRONG:#}  {said}  {mark}\n", kept.generation)
    });
    (text.collect(), kept.iter().map(listed).collect())
}

/// `intact` is false where the manifest is damaged, else null: only `verify` reads every byte.
fn listed(kept: &Kept) -> Value {
    let manifest = kept.manifest.as_ref().ok();
    let is_damaged = matches!(kept.manifest, Err(ordret_search::Error::Damaged { .. }));
    json!({
        "generation": kept.generation,
        "published": manifest.map(|manifest| &manifest.built_at),
        "documents": manifest.map(|manifest| documents_json(&manifest.documents)),
        "current": kept.is_current,
        "withdrawn": kept.is_withdrawn,
        "intact": is_damaged.then_some(false),
        "checksum": manifest.map(|manifest| &manifest.checksum),
    })
}

fn states(verified: &[Verified]) -> (String, Value) {
    let mut text = String::new();
    for one in verified {
        let state = if one.problems.is_empty() { "sound" } else { "damaged" };
        let _ = writeln!(text, "{STRONG}{}{STRONG:#} {state}", one.generation);
        for problem in &one.problems {
            let _ = writeln!(text, "  {}", readable(&problem.to_string()));
        }
    }
    let json = verified.iter().map(|one| {
        let problems: Vec<String> = one.problems.iter().map(ToString::to_string).collect();
        json!({
            "generation": one.generation, "current": one.is_current,
            "intact": problems.is_empty(), "problems": problems,
        })
    });
    (text, json.collect())
}
