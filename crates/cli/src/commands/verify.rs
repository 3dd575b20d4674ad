//! `ordret verify`: are a manuscript's quotations what the sources say?

use std::fmt::Write;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use ordret_ingest::visible;
use ordret_model::Document;
use ordret_search::{Original, Searcher};
use ordret_server::{Verdict, passage_json};
use ordret_speech::passages::{self, Found, Passage};
use serde_json::json;

use super::search::difference;
use crate::args::VerifyArgs;
use crate::error::Error;
use crate::terminal::{FAINT, STRONG, print, print_json, readable, say};

/// A manuscript up to this many bytes is read.
const LONGEST: u64 = 16 << 20;

/// Runs it.
pub fn run(args: &VerifyArgs) -> Result<ExitCode, Error> {
    let found = read(&args.file)?;
    let searcher = Searcher::open(&args.index.index)?;
    let mut checked = Vec::new();
    for line in &found.unclosed {
        say(&format!(
            "{}:{line}: warning: a quotation mark opens here and nothing closes it; its words were not compared",
            visible(&args.file.display().to_string())
        ));
    }
    for passage in found.passages {
        let original = searcher.original(&passage.text)?;
        checked.push((passage, original));
    }
    match args.json {
        true => {
            let passages =
                checked.iter().map(|(passage, original)| passage_json(passage, original.as_ref()));
            print_json(&json!({"passages": passages.collect::<Vec<_>>()}))?;
        }
        false => print(&report(&checked))?,
    }
    Ok(match checked.iter().all(|(_, original)| is_exact(original)) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Reads a manuscript and finds what it quotes.
fn read(path: &Path) -> Result<Found, Error> {
    let unreadable = |error| Error::Unreadable { path: path.to_owned(), error };
    let mut bytes = Vec::new();
    let file: Box<dyn Read> = match path.as_os_str() == "-" {
        true => Box::new(std::io::stdin().lock()),
        false => Box::new(fs::File::open(path).map_err(unreadable)?),
    };
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let name = visible(&path.display().to_string());
    if bytes.len() as u64 > LONGEST {
        return Err(Error::Usage(format!("{name} is longer than 16 MB; verify it in pieces")));
    }
    if let Some(paragraphs) = ordret_ingest::manuscript(path, &bytes).map_err(Error::Manuscript)? {
        return Ok(passages::of_paragraphs(&paragraphs));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Error::Usage(format!(
            "{name} is no UTF-8 text; verify reads Word documents (.docx), plain text and Markdown"
        ))
    })?;
    Ok(passages::of_text(&text))
}

fn is_exact(original: &Option<Original>) -> bool {
    Verdict::of(original.as_ref()) == Verdict::Exact
}

fn report(checked: &[(Passage, Option<Original>)]) -> String {
    let mut text = String::new();
    for (passage, original) in checked {
        let verdict = Verdict::of(original.as_ref()).as_str();
        let words = readable(&passage.text);
        let _ = writeln!(text, "{STRONG}{}: {verdict}{STRONG:#}  {words}", passage.line);
        if let Some(Original { document, quotation }) = original {
            if !quotation.exact {
                let _ = writeln!(text, "  {}", difference(quotation));
            }
            let _ = writeln!(text, "  {FAINT}{}{FAINT:#}", source(document));
        }
    }
    let exact = checked.iter().filter(|(_, original)| is_exact(original)).count();
    let _ = writeln!(text, "{exact} of {} are word for word", checked.len());
    text
}

fn source(document: &Document) -> String {
    let title = readable(&document.title);
    format!(
        "{} {} · {title} · {}",
        document.kind(),
        document.id,
        readable(&document.source().title)
    )
}
