//! `ordret retire`: take a document back for good.

use std::process::ExitCode;

use ordret_ingest::{Place, Retired, visible};
use ordret_model::DocumentId;
use ordret_search::Index;
use serde_json::json;

use crate::args::RetireArgs;
use crate::error::Error;
use crate::terminal::{FAINT, STRONG, print, print_json};

/// Runs it.
pub fn run(args: &RetireArgs) -> Result<ExitCode, Error> {
    let id = id_of(&args.id).ok_or_else(|| Error::NoDocument(args.id.clone()))?;
    let retired = ordret_ingest::retire(&args.content.content, &id, &args.why)?;
    // An index elsewhere, or none yet, is no reason to fail: it is done.
    let holding = match Index::existing(&args.index.index) {
        Ok(index) => index.holding(&id)?,
        Err(_) => Vec::new(),
    };
    match args.json {
        true => print_json(&json(&retired, &holding))?,
        false => print(&text(&retired, &holding))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The id in an address of a page, or what is an id already.
fn id_of(typed: &str) -> Option<DocumentId> {
    let name = typed.trim().split(['?', '#']).next()?.trim_end_matches('/').rsplit('/').next()?;
    let name = name.split('.').next()?;
    DocumentId::parse(name.rsplit('-').next()?)
}

fn json(retired: &Retired, holding: &[String]) -> serde_json::Value {
    let place = |place: &Place| json!({ "file": place.file, "line": place.line });
    let also = retired.also.iter();
    json!({
        "id": retired.id,
        "title": retired.title,
        "why": retired.why,
        "written": retired.file,
        "places": retired.places.iter().map(place).collect::<Vec<_>>(),
        "also": also.map(|(id, at)| json!({ "id": id, "file": at.file, "line": at.line })).collect::<Vec<_>>(),
        "generations": holding,
    })
}

fn text(retired: &Retired, holding: &[String]) -> String {
    let place = |place: &Place| format!("{}:{}", visible(&place.file), place.line);
    let title =
        retired.title.as_deref().map(|title| format!(" \u{201c}{}\u{201d}", visible(title)));
    let mut text = format!(
        "retired {STRONG}{}{STRONG:#}{}; readers are told: {}\n",
        retired.id,
        title.unwrap_or_default(),
        visible(&retired.why)
    );
    let is_new = if retired.is_new { " (new; reindex keeps it from now on)" } else { "" };
    text += &format!("written in {}{is_new}\n", visible(&retired.file.display().to_string()));
    match &retired.places[..] {
        [] => text += "its words stand in no content any more\n",
        places => {
            text += "its words stand in\n";
            for at in places {
                text += &format!("  {}  {FAINT}left out from now on{FAINT:#}\n", place(at));
            }
        }
    }
    if !retired.also.is_empty() {
        text += "and in other documents, which stay\n";
        for (id, at) in &retired.also {
            text += &format!(
                "  {}  {FAINT}{id}: retire it too, or change it there{FAINT:#}\n",
                place(at)
            );
        }
    }
    text += &match holding {
        [] => "no generation holds it\n".to_owned(),
        _ => format!(
            "still in generation {}: run `ordret reindex`, then `ordret generations prune`\n",
            holding.join(", ")
        ),
    };
    text += "copies made before (exports, caches of others) are not reached from here\n";
    text
}
