//! `ordret verify`: are a manuscript's quotations what the sources say?

use std::fmt::Write;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use ordret_model::Document;
use ordret_search::{Original, Searcher};
use ordret_server::{document_url, quotation_json};
use serde_json::{Value, json};

use super::search::difference;
use crate::args::VerifyArgs;
use crate::error::Error;
use crate::terminal::{FAINT, STRONG, print, print_json, readable};

/// A manuscript up to this many bytes is read.
const LONGEST: u64 = 16 << 20;

/// So few words between quotation marks are a term, no quotation.
const LEAST_WORDS: usize = 3;

/// Runs it.
pub fn run(args: &VerifyArgs) -> Result<ExitCode, Error> {
    let text = read(&args.file)?;
    let searcher = Searcher::open(&args.index.index)?;
    let mut checked = Vec::new();
    for passage in passages(&text) {
        let original = searcher.original(&passage.text)?;
        checked.push((passage, original));
    }
    match args.json {
        true => {
            let passages = checked.iter().map(|(passage, original)| shape(passage, original));
            print_json(&json!({"passages": passages.collect::<Vec<_>>()}));
        }
        false => print(&report(&checked)),
    }
    let exact = |original: &Option<Original>| {
        original.as_ref().is_some_and(|original| original.quotation.exact)
    };
    Ok(match checked.iter().all(|(_, original)| exact(original)) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn read(path: &Path) -> Result<String, Error> {
    let unreadable = |error| Error::Unreadable { path: path.to_owned(), error };
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unreadable)?;
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Error::Usage(format!(
            "{} is longer than 16 MB; verify it in pieces",
            path.display()
        )));
    }
    String::from_utf8(bytes).map_err(|_| {
        Error::Usage(format!(
            "{} is no UTF-8 text; verify reads plain text and Markdown",
            path.display()
        ))
    })
}

/// A quoted passage of a manuscript.
#[derive(Debug, PartialEq)]
struct Passage {
    text: String,
    /// From 1.
    line: usize,
}

/// Opening marks with what closes them. A mark may close what another opened: Danish
/// uses ”…” and »…«, others use “…” and «…».
const MARKS: [(char, &[char]); 6] = [
    ('”', &['”']),
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('»', &['«']),
    ('«', &['»']),
    ('"', &['"']),
];

/// What stands between quotation marks, or in a block that is marked `>`.
fn passages(text: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut block: Option<Passage> = None;
    let mut outside = String::new();
    for (row, line) in text.lines().zip(1..) {
        match row.trim_start().strip_prefix('>') {
            Some(quoted) => {
                let quoted = quoted.trim();
                // A line that says who spoke belongs to no quotation.
                if quoted.starts_with(['—', '–']) {
                    continue;
                }
                let open = block.get_or_insert_with(|| Passage { text: String::new(), line });
                if !open.text.is_empty() {
                    open.text.push(' ');
                }
                open.text.push_str(quoted);
                outside.push('\n');
            }
            None => {
                passages.extend(block.take());
                outside.push_str(row);
                outside.push('\n');
            }
        }
    }
    passages.extend(block);
    passages.extend(marked(&outside));
    for passage in &mut passages {
        let trimmed = passage.text.trim_matches(|c: char| MARKS.iter().any(|(mark, _)| *mark == c));
        passage.text = trimmed.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    passages.retain(|passage| passage.text.split(' ').count() >= LEAST_WORDS);
    passages.sort_by_key(|passage| passage.line);
    passages
}

fn marked(text: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let closing = MARKS.iter().find(|(open, _)| *open == c).map(|(_, closing)| *closing);
        // A quotation ends where its paragraph ends.
        let paragraph = after.find("\n\n").unwrap_or(after.len());
        let end = closing.and_then(|closing| after[..paragraph].find(closing));
        line += usize::from(c == '\n');
        rest = after;
        if let Some(end) = end {
            let inside = &after[..end];
            passages.push(Passage { text: inside.to_owned(), line });
            line += inside.matches('\n').count();
            let mark = after[end..].chars().next().map_or(0, char::len_utf8);
            rest = &after[end + mark..];
        }
    }
    passages
}

fn verdict(original: &Option<Original>) -> &'static str {
    match original {
        Some(original) if original.quotation.exact => "exact",
        Some(_) => "near",
        None => "none",
    }
}

fn shape(passage: &Passage, original: &Option<Original>) -> Value {
    let document = original.as_ref().map(|original| &original.document);
    let quotation = original.as_ref().map(|original| quotation_json(&original.quotation));
    json!({
        "text": passage.text,
        "line": passage.line,
        "verdict": verdict(original),
        "id": document.map(|document| document.id.as_str()),
        "url": document.map(document_url),
        "diff": quotation.map_or_else(|| json!([]), |quotation| quotation["diff"].clone()),
    })
}

fn report(checked: &[(Passage, Option<Original>)]) -> String {
    let mut text = String::new();
    for (passage, original) in checked {
        let verdict = verdict(original);
        let words = readable(&passage.text);
        let _ = writeln!(text, "{STRONG}{}: {verdict}{STRONG:#}  {words}", passage.line);
        if let Some(Original { document, quotation }) = original {
            if !quotation.exact {
                let _ = writeln!(text, "  {}", difference(quotation));
            }
            let _ = writeln!(text, "  {FAINT}{}{FAINT:#}", source(document));
        }
    }
    let exact = checked.iter().filter(|(_, original)| self::verdict(original) == "exact").count();
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

#[cfg(test)]
mod tests {
    use super::passages;

    fn found(text: &str) -> Vec<(usize, String)> {
        passages(text).into_iter().map(|passage| (passage.line, passage.text)).collect()
    }

    #[test]
    fn passages_stand_between_marks_and_in_blocks() {
        let text = "Hun siger: ”Vi byggede en bro.” Og\nså »talte vi om det\nbagefter«.\n\n\
                    > Ingen vidste, hvad der skete\n> den dag.\n>\n> — Bo Kær, rektor\n\nEt \"ord\" her.";
        assert_eq!(
            found(text),
            [
                (1, "Vi byggede en bro.".to_owned()),
                (2, "talte vi om det bagefter".to_owned()),
                (5, "Ingen vidste, hvad der skete den dag.".to_owned()),
            ]
        );
    }

    #[test]
    fn a_lone_mark_opens_nothing() {
        assert_eq!(found("Et ” mark alene og\n\nen ny ” paragraf uden noget"), []);
    }
}
