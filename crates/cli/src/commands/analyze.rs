//! `ordret analyze`: how words become terms.

use std::fmt::Write;
use std::process::ExitCode;

use danish_analyzer::{Analyzer, Token};
use serde_json::{Value, json};

use crate::args::AnalyzeArgs;
use crate::error::Error;
use crate::terminal::{FAINT, STRONG, print, print_json, readable};

/// Runs it.
pub fn run(args: &AnalyzeArgs) -> Result<ExitCode, Error> {
    let tokens = Analyzer::new().analyze(&args.text);
    match args.json {
        true => {
            print_json(&json!({ "tokens": tokens.iter().map(token_json).collect::<Vec<_>>() }))?
        }
        false => print(&text(&tokens))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn token_json(token: &Token) -> Value {
    let terms = &token.terms;
    json!({
        "text": token.text,
        "start": token.start,
        "end": token.end,
        "terms": {
            "exact": terms.exact,
            "lemma": terms.lemmas,
            "parts": terms.parts.iter().map(|part| &part.text).collect::<Vec<_>>(),
            "whole": token.wholes,
        },
    })
}

/// A line a word: the word, its lemmas, its parts, what it stands for.
fn text(tokens: &[Token]) -> String {
    let width = tokens.iter().map(|token| token.text.chars().count()).max().unwrap_or(0).min(40);
    let mut lines = String::new();
    for token in tokens {
        let terms = &token.terms;
        let _ = write!(
            lines,
            "{STRONG}{:width$}{STRONG:#}  {}",
            readable(token.text),
            terms.lemmas.join(" | ")
        );
        if !terms.parts.is_empty() {
            let parts =
                terms.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" + ");
            let _ = write!(lines, "  {FAINT}={FAINT:#} {parts}");
        }
        if !token.wholes.is_empty() {
            let _ = write!(lines, "  {FAINT}also{FAINT:#} {}", token.wholes.join(", "));
        }
        lines.push('\n');
    }
    lines
}
