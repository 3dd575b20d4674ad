//! Problems in content are data: all of them, with a place and a way out.

use std::fmt;

use serde::Serialize;

use crate::source::places::Places;

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
    /// The column in bytes, from 1; 0 when the whole line is meant.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for Diagnostic {
    /// Two lines: the place and the problem; what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{}", visible(&self.file))?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {severity}: {}\n  hint: {}", visible(&self.message), visible(&self.hint))
    }
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

    /// Adds an error at byte `at`.
    pub fn error(&mut self, at: usize, code: &'static str, message: String, hint: &str) {
        self.push(Severity::Error, at, code, message, hint);
    }

    /// Adds a warning at byte `at`.
    pub fn warn(&mut self, at: usize, code: &'static str, message: String, hint: &str) {
        self.push(Severity::Warning, at, code, message, hint);
    }

    /// All of them, in the order of the file.
    pub fn into_inner(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|found| (found.line, found.column));
        self.found
    }

    fn push(
        &mut self,
        severity: Severity,
        at: usize,
        code: &'static str,
        message: String,
        hint: &str,
    ) {
        let (line, column) = self.places.place(at);
        self.found.push(Diagnostic {
            severity,
            code,
            file: self.file.to_owned(),
            line,
            column,
            message,
            hint: hint.to_owned(),
        });
    }
}
