//! The line a problem stands on.

use serde::{Deserialize, Serialize};

use super::{Diagnostic, visible};

/// Characters of a line that are shown.
const WIDTH: usize = 96;

/// A line, or the part of a long one that matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    text: String,
    /// Which character of it is meant, from 1; 0 for all of it.
    column: usize,
}

impl Excerpt {
    /// Of `line`, around its byte `at`; `None` is the whole line. What is
    /// looked at does not grow with the line.
    fn of(line: &str, at: Option<usize>) -> Excerpt {
        let place = at.unwrap_or(0);
        let before: Vec<usize> =
            line[..place].char_indices().rev().take(WIDTH * 2 / 3 + 1).map(|(at, _)| at).collect();
        // A place far behind is shown with a third of the width before it.
        let is_far = before.len() > WIDTH * 2 / 3;
        let shown = if is_far { WIDTH / 3 } else { before.len() };
        let from = shown.checked_sub(1).and_then(|nth| before.get(nth)).copied().unwrap_or(place);
        let mut rest = line[from..].chars();
        let mut text: String = if is_far { "…".to_owned() } else { String::new() };
        text.extend(rest.by_ref().take(WIDTH));
        if rest.next().is_some() {
            text.push('…');
        }
        Excerpt { text, column: at.map_or(0, |_| shown + usize::from(is_far) + 1) }
    }

    /// A line or two for a terminal.
    pub(super) fn shown(&self) -> String {
        let text = self.text.replace('\t', " ");
        if self.column == 0 {
            return format!("  | {}\n", visible(text.trim_end()));
        }
        let before: String = text.chars().take(self.column - 1).collect();
        let blank = " ".repeat(visible(&before).chars().count());
        format!("  | {}\n  | {blank}^\n", visible(text.trim_end()))
    }
}

/// Gives each problem the line it stands on, and its column in characters
/// instead of bytes. `text` is the file's.
pub fn show_lines(diagnostics: &mut [Diagnostic], text: &str) {
    if diagnostics.iter().all(|found| found.line == 0) {
        return;
    }
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    // They come in the order of the file, so that a line is counted through
    // once, however many problems it has.
    let (mut counted_line, mut byte, mut characters) = (0, 0, 0);
    for found in diagnostics.iter_mut().filter(|found| found.excerpt.is_none()) {
        let Some(line) = (found.line as usize).checked_sub(1).and_then(|at| lines.get(at)) else {
            continue;
        };
        let at = (found.column as usize).checked_sub(1).map(|at| floor(line, at));
        if !line.trim().is_empty() {
            found.excerpt = Some(Box::new(Excerpt::of(line, at)));
        }
        let Some(at) = at else { continue };
        if counted_line != found.line || at < byte {
            (counted_line, byte, characters) = (found.line, 0, 0);
        }
        characters += line[byte..at].chars().count();
        byte = at;
        found.column = characters as u32 + 1;
    }
}

/// The character of `line` that byte `at` belongs to.
fn floor(line: &str, at: usize) -> usize {
    let at = at.min(line.len());
    (0..=at).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0)
}
