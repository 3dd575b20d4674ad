//! What people see in the terminal.

use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use ordret_ingest::{Diagnostic, Language, Severity, visible};
use ordret_model::Fragment;
use ordret_server::log::{self, Format, Log};
use serde_json::Value;

use crate::error::Error;

/// For what matters most on a line.
pub const STRONG: Style = Style::new().bold();
/// For what may be passed over.
pub const FAINT: Style = Style::new().dimmed();
/// For words that matched.
pub const MATCH: Style = AnsiColor::Yellow.on_default().bold();
/// For what failed.
const BAD: Style = AnsiColor::Red.on_default().bold();
/// For what a source got wrong.
const ODD: Style = AnsiColor::Yellow.on_default();

/// Logs go to standard error, `ORDRET_LOG` says how much (default: warnings). Dropped, the
/// log waits a moment for its last lines.
pub fn start_logging() -> Log {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ORDRET_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    log::start(Format::Short, filter)
}

/// Says why a command failed. Problems in content are listed first.
pub fn failed(error: &Error, language: Language) -> ExitCode {
    if let Error::Ingest(
        ordret_ingest::Error::Errors { diagnostics, .. }
        | ordret_ingest::Error::Addresses { diagnostics, .. },
    ) = error
    {
        show_diagnostics(diagnostics, language);
    }
    tell(format_args!("{BAD}error:{BAD:#} {}", visible(&error.to_string())));
    ExitCode::from(error.exit_code())
}

/// How many warnings are listed before the rest is only counted; errors always are.
const MOST_WARNINGS: usize = 50;

/// Lists problems on standard error: the place, what is wrong, the line, what to do.
pub fn show_diagnostics(diagnostics: &[Diagnostic], language: Language) {
    let mut warnings = 0;
    for found in diagnostics {
        let style = match found.severity {
            Severity::Error => BAD,
            Severity::Warning => ODD,
        };
        warnings += usize::from(found.severity == Severity::Warning);
        if found.severity == Severity::Error || warnings <= MOST_WARNINGS {
            let text = found.shown(language);
            let (problem, hint) = text.split_once('\n').unwrap_or((&text, ""));
            tell(format_args!("{style}{problem}{style:#}\n{FAINT}{hint}{FAINT:#}"));
        }
    }
    if warnings > MOST_WARNINGS {
        let more = warnings - MOST_WARNINGS;
        say(&format!("{FAINT}… and {more} warnings more; `ordret check --json` has all{FAINT:#}"));
    }
}

/// Says how something goes on, on standard error.
pub fn say(text: &str) {
    tell(format_args!("{text}"));
}

/// Writes a line on standard error. Where that cannot be written there is nobody to tell.
fn tell(line: std::fmt::Arguments) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Prints one JSON value.
///
/// # Errors
/// See [`print()`].
pub fn print_json(value: &Value) -> Result<(), Error> {
    let mut text = format!("{value:#}\n");
    // JSON may hold these as they are, a terminal takes them for commands.
    let steers = |c: char| ('\u{7F}'..='\u{9F}').contains(&c);
    if text.contains(steers) {
        text = text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
            match steers(c) {
                true => escaped.push_str(&format!("\\u{:04x}", c as u32)),
                false => escaped.push(c),
            }
            escaped
        });
    }
    print(&text)
}

/// Prints text as it is on standard output. A reader that stops reading (`| head`)
/// is no failure; a full disk is.
///
/// # Errors
/// [`Error::Output`] if it cannot be written.
pub fn print(text: &str) -> Result<(), Error> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

/// Fragments with what matched in colour.
pub fn fragments(fragments: &[Fragment]) -> String {
    fragments
        .iter()
        .map(|fragment| match fragment.highlighted {
            true => format!("{MATCH}{}{MATCH:#}", readable(&fragment.text)),
            false => readable(&fragment.text),
        })
        .collect()
}

/// Text without anything that could steer the terminal; line breaks stay.
pub fn readable(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// `text` with every line set in.
pub fn indent(text: &str, by: usize) -> String {
    let space = " ".repeat(by);
    text.lines().map(|line| format!("{space}{line}")).collect::<Vec<_>>().join("\n")
}

/// `1 quote`, `2 quotes`, `1.093` stays English: `1,093 quotes`.
pub fn count(n: u64, one: &str, many: &str) -> String {
    let digits = n.to_string();
    let grouped: Vec<String> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    format!("{} {}", grouped.join(","), if n == 1 { one } else { many })
}
