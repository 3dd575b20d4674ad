//! What a reader typed, taken apart. Parsing never fails: a search box has no
//! syntax errors, and there is nothing to nest, so nothing to overflow.

use std::fmt;

/// How many characters of a query are read.
pub const MAX_QUERY_CHARS: usize = 4096;

/// A query: runs of words and phrases, wanted or unwanted, in the order typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The clauses. Neighbouring wanted words are one clause, because Danish
    /// words depend on their neighbours (`kommunal direktør`, `ind- og udland`).
    pub clauses: Vec<Clause>,
    /// Whether the text was longer than [`MAX_QUERY_CHARS`].
    pub cut: bool,
}

/// Some words that are wanted or unwanted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Wanted or not.
    pub occur: Occur,
    /// Loose words or a phrase.
    pub kind: ClauseKind,
    /// The words, as typed, without marks and trimmed.
    pub text: String,
}

/// Whether a clause must match or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occur {
    /// Wanted.
    Must,
    /// Unwanted: `-word`, `-"some words"`.
    MustNot,
}

/// How a clause's words belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// Each by itself.
    Words,
    /// Side by side, as written: typed in quotation marks.
    Phrase,
}

impl Query {
    /// Reads what somebody typed. A lone quotation mark is taken as text, so is
    /// a hyphen that stands alone or stands for the first part of a compound
    /// (`sidehoveder og -fødder`).
    pub fn parse(text: &str) -> Query {
        let (text, cut) = clip(text);
        let mut parser = Parser { rest: text, clauses: Vec::new(), run: String::new() };
        while let Some(c) = parser.rest.chars().next() {
            parser.step(c);
        }
        parser.end_run();
        Query { clauses: parser.clauses, cut }
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

fn clip(text: &str) -> (&str, bool) {
    match text.char_indices().nth(MAX_QUERY_CHARS) {
        Some((end, _)) => (&text[..end], true),
        None => (text, false),
    }
}

/// The quotation marks in use: straight, curly, low, guillemets.
fn is_quote_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

struct Parser<'t> {
    rest: &'t str,
    clauses: Vec<Clause>,
    /// Wanted words not yet a clause.
    run: String,
}

impl<'t> Parser<'t> {
    fn step(&mut self, c: char) {
        if is_quote_mark(c) {
            match self.phrase() {
                Some(phrase) => self.push(Occur::Must, ClauseKind::Phrase, phrase),
                None => self.skip_as_space(c),
            }
            return;
        }
        if c == '-' && self.at_word_start() && !self.is_elliptic() && self.exclusion() {
            return;
        }
        self.run.push(c);
        self.rest = &self.rest[c.len_utf8()..];
    }

    /// Takes `"some words"` off the front if the marks are balanced.
    fn phrase(&mut self) -> Option<&'t str> {
        let inside = &self.rest[self.rest.chars().next()?.len_utf8()..];
        let (end, mark) = inside.char_indices().find(|&(_, c)| is_quote_mark(c))?;
        self.rest = &inside[end + mark.len_utf8()..];
        Some(&inside[..end])
    }

    /// Takes `-word` or `-"some words"` off the front; false if it is neither.
    fn exclusion(&mut self) -> bool {
        let after = &self.rest[1..];
        let Some(next) = after.chars().next() else { return false };
        if is_quote_mark(next) {
            let before = self.rest;
            self.rest = after;
            if let Some(phrase) = self.phrase() {
                self.push(Occur::MustNot, ClauseKind::Phrase, phrase);
                return true;
            }
            self.rest = before;
        }
        if !next.is_alphanumeric() && next != '§' && next != '(' {
            return false;
        }
        let end = after.find(|c: char| c.is_whitespace() || is_quote_mark(c));
        let (word, rest) = after.split_at(end.unwrap_or(after.len()));
        self.rest = rest;
        self.push(Occur::MustNot, ClauseKind::Words, word);
        true
    }

    fn at_word_start(&self) -> bool {
        self.run.chars().next_back().is_none_or(char::is_whitespace)
    }

    /// After `og`, `eller`, `samt` or `/` a leading hyphen stands for the first
    /// part of a compound (Retskrivningsordbogen § 57.2).
    fn is_elliptic(&self) -> bool {
        let before = self.run.trim_end();
        before.ends_with('/')
            || before
                .rsplit(char::is_whitespace)
                .next()
                .is_some_and(|word| matches!(word.to_lowercase().as_str(), "og" | "eller" | "samt"))
    }

    fn skip_as_space(&mut self, c: char) {
        self.run.push(' ');
        self.rest = &self.rest[c.len_utf8()..];
    }

    fn push(&mut self, occur: Occur, kind: ClauseKind, text: &str) {
        self.end_run();
        let text = text.trim();
        if text.chars().any(|c| !c.is_whitespace()) {
            self.clauses.push(Clause { occur, kind, text: text.to_owned() });
        }
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let text = run.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.clauses.push(Clause { occur: Occur::Must, kind: ClauseKind::Words, text });
        }
    }
}

impl fmt::Display for Query {
    /// Text that parses to the same query.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, clause) in self.clauses.iter().enumerate() {
            let space = if i > 0 { " " } else { "" };
            let sign = if clause.occur == Occur::MustNot { "-" } else { "" };
            match clause.kind {
                ClauseKind::Words => write!(f, "{space}{sign}{}", clause.text)?,
                ClauseKind::Phrase => write!(f, "{space}{sign}\"{}\"", clause.text)?,
            }
        }
        Ok(())
    }
}
