//! Problems in content are data: all of them, with a place and a way out.

mod code;
mod excerpt;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::places::Places;

pub use code::{Code, Language};
pub use excerpt::{Excerpt, show_lines};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A file cannot be read or a record is wrong: nothing is published.
    Error,
    /// What a source itself got wrong or left out: published all the same.
    Warning,
}

/// One problem in one content file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its name for good, for scripts: `unknown-key`, `no-speaker`, …
    pub code: &'static str,
    /// The file, as the reader was given it.
    pub file: String,
    /// The line, from 1; 0 when the whole file is meant.
    pub line: u32,
    /// The column in characters, from 1; 0 when the whole line is meant.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Which row of the table it is.
    #[serde(skip)]
    pub problem: Code,
    /// The line it stands on, as much of it as fits.
    #[serde(skip)]
    pub excerpt: Option<Box<Excerpt>>,
    /// What was found, for the places in the wording.
    #[serde(skip)]
    found: Box<[String]>,
}

/// A problem without its wording, which follows from it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Saved {
    problem: String,
    file: String,
    line: u32,
    column: u32,
    found: Vec<String>,
    excerpt: Option<Box<Excerpt>>,
}

impl Diagnostic {
    /// A problem of the file called `file` as a whole.
    pub fn of(problem: Code, file: impl Into<String>, found: &[&dyn fmt::Display]) -> Diagnostic {
        let found: Box<[String]> = found.iter().map(ToString::to_string).collect();
        let (message, hint) = problem.wording(Language::English);
        Diagnostic {
            severity: problem.severity(),
            code: problem.name(),
            file: file.into(),
            line: 0,
            column: 0,
            message: filled(message, &found),
            hint: filled(hint, &found),
            problem,
            excerpt: None,
            found,
        }
    }

    /// As it is kept for the next reading by the same program.
    pub(crate) fn saved(&self) -> Saved {
        Saved {
            problem: self.problem.variant().to_owned(),
            file: self.file.clone(),
            line: self.line,
            column: self.column,
            found: self.found.to_vec(),
            excerpt: self.excerpt.clone(),
        }
    }

    /// One that was kept; `None` where another program kept it.
    pub(crate) fn restored(saved: Saved) -> Option<Diagnostic> {
        let Saved { problem, file, line, column, found, excerpt } = saved;
        let problem = Code::ALL.iter().find(|code| code.variant() == problem)?;
        let found: Vec<&dyn fmt::Display> =
            found.iter().map(|found| found as &dyn fmt::Display).collect();
        Some(Diagnostic { line, column, excerpt, ..Diagnostic::of(*problem, file, &found) })
    }

    /// The same, on a line.
    pub fn on(self, line: u32) -> Diagnostic {
        Diagnostic { line, ..self }
    }

    /// What is wrong and what to do.
    pub fn told(&self, language: Language) -> (String, String) {
        let (message, hint) = self.problem.wording(language);
        (filled(message, &self.found), filled(hint, &self.found))
    }

    /// For people: the place and the problem, the line it stands on, what to
    /// do.
    pub fn shown(&self, language: Language) -> String {
        let (message, hint) = self.told(language);
        let (severity, what_to_do) = match (self.severity, language) {
            (Severity::Error, Language::English) => ("error", "hint"),
            (Severity::Warning, Language::English) => ("warning", "hint"),
            (Severity::Error, Language::Danish) => ("fejl", "råd"),
            (Severity::Warning, Language::Danish) => ("advarsel", "råd"),
        };
        let line = if self.line > 0 { format!(":{}", self.line) } else { String::new() };
        let excerpt = self.excerpt.as_ref().map(|excerpt| excerpt.shown()).unwrap_or_default();
        format!(
            "{}{line}: {severity}: {}\n{excerpt}  {what_to_do}: {}",
            visible(&self.file),
            visible(&message),
            visible(&hint)
        )
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(Language::English))
    }
}

/// `wording` with `{0}`, `{1}` … replaced by what was found, which is not
/// looked into.
fn filled(wording: &str, found: &[String]) -> String {
    let mut text = String::with_capacity(wording.len() + 32);
    let mut rest = wording;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        let nth = rest[at + 1..]
            .split_once('}')
            .and_then(|(nth, rest)| Some((nth.parse::<usize>().ok()?, rest)));
        match nth {
            Some((nth, after)) => {
                text.push_str(found.get(nth).map_or("", String::as_str));
                rest = after;
            }
            None => {
                text.push('{');
                rest = &rest[at + 1..];
            }
        }
    }
    text + rest
}

/// `text` on one line, with control characters spelled out: a file name or a
/// word from a file must not steer the terminal.
pub fn visible(text: &str) -> String {
    text.chars()
        .flat_map(|c| match c.is_control() || is_bidi_control(c) {
            true => c.escape_default().collect::<Vec<_>>(),
            false => vec![c],
        })
        .collect()
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

/// Collects the problems of one file.
#[derive(Debug)]
pub struct Diagnostics<'f> {
    file: &'f str,
    places: Places,
    found: Vec<Diagnostic>,
}

impl<'f> Diagnostics<'f> {
    /// For the file called `file`, whose text stands at `places`.
    pub fn of(file: &'f str, places: Places) -> Self {
        Diagnostics { file, places, found: Vec::new() }
    }

    /// Where the text stands in the file.
    pub fn lines(&self) -> &Places {
        &self.places
    }

    /// From here on bytes are those of a text that stands at `places`.
    pub fn move_to(&mut self, places: Places) {
        self.places = places;
    }

    /// Adds a problem at byte `at`; `found` fills the places in its wording.
    pub fn say(&mut self, at: usize, problem: Code, found: &[&dyn fmt::Display]) {
        let (line, column) = self.places.place(at);
        let said = Diagnostic::of(problem, self.file, found);
        self.found.push(Diagnostic { line, column, ..said });
    }

    /// All of them, in the order of the file.
    pub fn into_inner(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|found| (found.line, found.column));
        self.found
    }
}
