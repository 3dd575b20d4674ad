//! `synonyms.tsv`: what editors say means the same, one row a line.
//!
//! A row is expressions, a direction and expressions, parted by tabs, and a reason if there
//! is one. All rows of all files are held against each other, so that what stands twice is
//! said with its first place; chains and circles are none of it, for a search takes one step.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::hash::{DefaultHasher, Hash, Hasher};

use danish_analyzer::Analyzer;
use ordret_model::Synonym;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, show_lines};
use crate::make::contacts;
use crate::pages::text_of;
use crate::source::places::Places;

/// The name of the file, at the top of a content folder.
pub const FILE: &str = "synonyms.tsv";

/// The most rows that are read, of all files together.
pub const MOST_ROWS: usize = 100_000;

/// The most expressions of one row, both sides together.
const MOST_EXPRESSIONS: usize = 16;

/// The most letters of one expression.
const MOST_LETTERS: usize = 100;

/// The most wrong rows of one file that are shown one by one, and the most doubtful ones: a
/// list that is parted by semicolons is wrong in every line.
const MOST_SHOWN: usize = 50;

/// How many pairs are remembered to tell what stands twice: some forty megabytes.
const MOST_REMEMBERED: usize = 1_000_000;

/// The rows of all files, as they are read.
#[derive(Default)]
pub struct Rows {
    /// What they say.
    pub synonyms: Vec<Synonym>,
    analyzer: Analyzer,
    /// Which expression finds which, by their words, and the place that says so.
    said: HashMap<(u64, u64), Place>,
    /// How many others each expression finds.
    others: HashMap<u64, usize>,
    files: Vec<String>,
}

/// A file of [`Rows::files`], and a line.
#[derive(Debug, Clone, Copy)]
struct Place {
    file: usize,
    line: u32,
}

/// What is wrong with a row, and at which byte of it.
struct Wrong {
    at: usize,
    problem: Code,
    found: Vec<String>,
}

impl Wrong {
    fn at(at: usize, problem: Code, found: &[&dyn Display]) -> Wrong {
        Wrong { at, problem, found: found.iter().map(ToString::to_string).collect() }
    }
}

/// A row that is understood: each expression with its first byte in the line.
struct Row<'l> {
    both: bool,
    left: Vec<(usize, Cow<'l, str>)>,
    right: Vec<(usize, Cow<'l, str>)>,
}

/// The problems of one file, as far as they are shown.
struct Shown<'d, 'f> {
    diagnostics: &'d mut Diagnostics<'f>,
    errors: Counted,
    warnings: Counted,
}

/// How many there are, and the byte of the first that is not shown.
#[derive(Default)]
struct Counted {
    all: usize,
    first_hidden: usize,
}

impl Counted {
    /// Whether one more, at byte `at`, is shown.
    fn shows(&mut self, at: usize) -> bool {
        self.all += 1;
        if self.all == MOST_SHOWN + 1 {
            self.first_hidden = at;
        }
        self.all <= MOST_SHOWN
    }

    fn hidden(&self) -> usize {
        self.all.saturating_sub(MOST_SHOWN)
    }
}

impl Shown<'_, '_> {
    fn error(&mut self, start: usize, wrong: Wrong) {
        let at = start + wrong.at;
        if self.errors.shows(at) {
            let found: Vec<&dyn Display> =
                wrong.found.iter().map(|found| found as &dyn Display).collect();
            self.diagnostics.say(at, wrong.problem, &found);
        }
    }

    fn warn(&mut self, at: usize, problem: Code, found: &[&dyn Display]) {
        if self.warnings.shows(at) {
            self.diagnostics.say(at, problem, found);
        }
    }

    fn finish(self) {
        let (errors, warnings) = (self.errors.hidden(), self.warnings.hidden());
        if errors > 0 {
            let at = self.errors.first_hidden;
            self.diagnostics.say(at, Code::SynonymErrorsMore, &[&errors]);
        }
        if warnings > 0 {
            let at = self.warnings.first_hidden;
            self.diagnostics.say(at, Code::SynonymWarningsMore, &[&warnings]);
        }
    }
}

impl Rows {
    /// Reads the bytes of one file, which messages call `shown`.
    pub fn read(&mut self, bytes: &[u8], shown: &str) -> Vec<Diagnostic> {
        let mut diagnostics = Diagnostics::of(shown, Places::default());
        let Some(text) = text_of(bytes, None, &mut diagnostics) else {
            return diagnostics.into_inner();
        };
        self.files.push(shown.to_owned());
        let mut said = Shown {
            diagnostics: &mut diagnostics,
            errors: <_>::default(),
            warnings: <_>::default(),
        };
        let mut start = 0;
        for (line, number) in text.split_inclusive('\n').zip(1..) {
            let row = without_comment(line);
            if !row.trim().is_empty() {
                if self.synonyms.len() == MOST_ROWS {
                    said.diagnostics.say(start, Code::SynonymsCut, &[&MOST_ROWS]);
                    break;
                }
                self.row(row, number, start, &mut said);
            }
            start += line.len();
        }
        said.finish();
        let mut said = diagnostics.into_inner();
        show_lines(&mut said, &text);
        said
    }

    fn row(&mut self, line: &str, number: u32, start: usize, said: &mut Shown<'_, '_>) {
        let understood = row(line).and_then(|row| {
            let of = |side: &[(usize, Cow<'_, str>)]| -> Result<Vec<u64>, Wrong> {
                side.iter().map(|(at, expression)| self.words(*at, expression)).collect()
            };
            let (left, right) = (of(&row.left)?, of(&row.right)?);
            Ok((row, left, right))
        });
        let (row, left, right) = match understood {
            Ok(understood) => understood,
            Err(wrong) => return said.error(start, wrong),
        };
        let (from, to) = match row.both {
            true => ([&left[..], &right].concat(), [&right[..], &left].concat()),
            false => (left, right),
        };
        let pairs: Vec<(u64, u64)> = from
            .iter()
            .flat_map(|from| to.iter().map(|to| (*from, *to)))
            .filter(|(from, to)| from != to)
            .collect();
        if pairs.is_empty() {
            return said.warn(start, Code::SynonymOfItself, &[]);
        }
        if let Some(first) = self.said_all(&pairs) {
            if first.file + 1 == self.files.len() {
                return said.warn(start, Code::SynonymRepeatedHere, &[&first.line]);
            }
            let place = format!("{}:{}", self.files[first.file], first.line);
            return said.warn(start, Code::SynonymRepeated, &[&place]);
        }
        let overfull = self.remember(&pairs, number);
        if let Some(nth) = from.iter().position(|from| Some(*from) == overfull) {
            let (at, expression) = match row.left.get(nth) {
                Some(expression) => expression,
                None => &row.right[nth - row.left.len()],
            };
            let most = Synonym::MOST_OTHERS;
            said.warn(start + at, Code::SynonymMany, &[expression, &most]);
        }
        let texts = |side: Vec<(usize, Cow<'_, str>)>| -> Vec<String> {
            side.into_iter().map(|(_, expression)| expression.into_owned()).collect()
        };
        let (left, right) = (texts(row.left), texts(row.right));
        self.synonyms.push(match row.both {
            true => {
                let mut all = left;
                all.extend(right);
                Synonym { from: all.clone(), to: all }
            }
            false => Synonym { from: left, to: right },
        });
    }

    /// What tells an expression's words from another's: forms of one word are one word.
    fn words(&self, at: usize, expression: &str) -> Result<u64, Wrong> {
        let tokens = self.analyzer.analyze(expression);
        let most = Synonym::MOST_WORDS;
        match tokens.len() {
            0 => Err(Wrong::at(at, Code::SynonymNoWord, &[&expression])),
            many if many > most => {
                Err(Wrong::at(at, Code::SynonymTooManyWords, &[&expression, &many, &most]))
            }
            _ => {
                let mut hasher = DefaultHasher::new();
                for token in &tokens {
                    token.terms.lemmas.first().hash(&mut hasher);
                }
                Ok(hasher.finish())
            }
        }
    }

    /// The place of the first of these, if all of them have been said.
    fn said_all(&self, pairs: &[(u64, u64)]) -> Option<Place> {
        let places = pairs.iter().map(|pair| self.said.get(pair).copied());
        places.collect::<Option<Vec<_>>>()?.first().copied()
    }

    /// Remembers who says this; an expression that has more others with it than are kept.
    fn remember(&mut self, pairs: &[(u64, u64)], line: u32) -> Option<u64> {
        let place = Place { file: self.files.len() - 1, line };
        let mut overfull = None;
        for pair in pairs {
            if self.said.len() < MOST_REMEMBERED && !self.said.contains_key(pair) {
                self.said.insert(*pair, place);
                let others = self.others.entry(pair.0).or_default();
                *others += 1;
                if *others == Synonym::MOST_OTHERS + 1 {
                    overfull = overfull.or(Some(pair.0));
                }
            }
        }
        overfull
    }
}

/// A line without its comment and the blanks at its end.
fn without_comment(line: &str) -> &str {
    let mut before = '\t';
    let comment = line.char_indices().find(|(_, letter)| {
        let begins = *letter == '#' && before.is_whitespace();
        before = *letter;
        begins
    });
    line[..comment.map_or(line.len(), |(at, _)| at)].trim_end()
}

/// The row that a line is.
fn row(line: &str) -> Result<Row<'_>, Wrong> {
    let mut columns: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for column in line.split('\t') {
        columns.push((at, column));
        at += column.len() + 1;
    }
    let (left, direction, right) = match columns[..] {
        [left, direction, right] | [left, direction, right, _] => (left, direction, right),
        _ => return Err(wrong_columns(line, &columns)),
    };
    let both = match direction.1.trim() {
        "=" => true,
        "->" | "→" => false,
        other => return Err(wrong_direction(direction.0, other)),
    };
    let row = Row { both, left: expressions(left)?, right: expressions(right)? };
    for (side, (at, _), problem) in
        [(&row.left, left, Code::SynonymEmptyBefore), (&row.right, right, Code::SynonymEmptyBehind)]
    {
        if side.is_empty() {
            return Err(Wrong::at(at, problem, &[&direction.1.trim()]));
        }
    }
    let all = row.left.len() + row.right.len();
    if all > MOST_EXPRESSIONS {
        return Err(Wrong::at(0, Code::SynonymTooMany, &[&all, &MOST_EXPRESSIONS]));
    }
    Ok(row)
}

fn wrong_columns(line: &str, columns: &[(usize, &str)]) -> Wrong {
    let is_direction = |word: &str| matches!(word, "=" | "->" | "→");
    let is_column = columns.iter().any(|(_, column)| is_direction(column.trim()));
    if columns.len() < 3 && !is_column && line.split_whitespace().any(is_direction) {
        return Wrong::at(0, Code::SynonymBlanks, &[]);
    }
    if columns.len() > 4 {
        return Wrong::at(columns[4].0, Code::SynonymColumnsMore, &[&columns.len()]);
    }
    match columns.len() {
        1 => Wrong::at(0, Code::SynonymColumnOne, &[]),
        more => Wrong::at(0, Code::SynonymColumns, &[&more]),
    }
}

fn wrong_direction(at: usize, found: &str) -> Wrong {
    let problem = match found {
        "" => Code::SynonymTwoTabs,
        "<-" | "←" => Code::SynonymLeftward,
        _ => Code::SynonymDirection,
    };
    Wrong::at(at, problem, &[&found])
}

/// The expressions of a column that begins at byte `start`.
fn expressions((start, column): (usize, &str)) -> Result<Vec<(usize, Cow<'_, str>)>, Wrong> {
    let (mut found, mut at) = (Vec::new(), start);
    // A spreadsheet puts a cell with a comma into quotation marks.
    let inner = column.trim();
    let quoted = inner.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    let column = match quoted {
        Some(inside) => {
            at += column.len() - column.trim_start().len() + 1;
            inside
        }
        None => column,
    };
    for piece in column.split(',') {
        let expression = piece.trim();
        let begins = at + piece.len() - piece.trim_start().len();
        at += piece.len() + 1;
        if expression.is_empty() {
            continue;
        }
        let letters = expression.chars().count();
        if letters > MOST_LETTERS {
            return Err(Wrong::at(begins, Code::SynonymTooLong, &[&letters, &MOST_LETTERS]));
        }
        if !contacts::find(expression).is_empty() {
            return Err(Wrong::at(begins, Code::SynonymContact, &[]));
        }
        // Blanks are one blank: what is shown is what is searched.
        let is_plain = !expression.contains("  ") && !expression.contains(|c: char| c.is_control());
        found.push((
            begins,
            match is_plain {
                true => Cow::Borrowed(expression),
                false => Cow::Owned(
                    expression
                        .split(|c: char| c.is_whitespace() || c.is_control())
                        .filter(|word| !word.is_empty())
                        .collect::<Vec<_>>()
                        .join(" "),
                ),
            },
        ));
    }
    Ok(found)
}
