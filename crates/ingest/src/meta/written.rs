//! Keys and values as an editor wrote them, in YAML or TOML: text to the letter, each with its place,
//! and every mistake in them.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

/// One `key: value`.
#[derive(Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The byte where it stands.
    pub at: usize,
    /// What stands behind it.
    pub value: Value,
    /// The byte where that begins.
    pub value_at: usize,
}

/// A value, its numbers as they are written (`3.10`, `041`).
#[derive(Debug)]
pub enum Value {
    /// Nothing.
    None,
    /// Text, a number, a date, `true`.
    Text(String),
    /// A list of those.
    List(Vec<String>),
    /// Entries of its own.
    Section(Vec<Entry>),
    /// What has no business here.
    Other,
}

/// What a parser could not read.
#[derive(Debug)]
pub struct Broken {
    /// The byte where.
    pub at: usize,
    /// What is wrong.
    pub what: What,
}

/// What kind of mistake it is.
#[derive(Debug, PartialEq, Eq)]
pub enum What {
    /// A value holds a colon and a space, which YAML takes for another key.
    Colon,
    /// A tab where YAML wants spaces.
    Tab,
    /// Quotation marks or a bracket that are not closed.
    Unclosed,
    /// A sign that YAML takes for its own, and would take away.
    Sign(char),
    /// No `key: value`.
    NoEntry,
    /// Anything else, as the parser says it.
    Other(String),
}

/// Reads YAML that begins on byte `offset` of its file. Each entry is read by
/// itself, so that a broken one hides nothing of the others.
pub fn yaml(text: &str, offset: usize) -> (Vec<Entry>, Vec<Broken>) {
    let (mut entries, mut broken) = (Vec::new(), Vec::new());
    for range in entries_of(text) {
        match yaml_entry(&text[range.clone()], offset + range.start) {
            Ok(entry) => entries.extend(entry),
            Err(error) => broken.push(error),
        }
    }
    (entries, broken)
}

/// The lines of each entry: those that are set in belong to the one above, and
/// so do the items of a list that are not, and a bracket that closes one.
fn entries_of(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is_own = !line.starts_with([' ', '\t', ']', '}', '\r', '\n', '#'])
            && line.trim_end() != "-"
            && !line.starts_with("- ");
        match all.last_mut().filter(|_| !is_own) {
            Some(last) => last.end = end,
            None => all.push(at..end),
        }
        at = end;
    }
    all
}

fn yaml_entry(text: &str, offset: usize) -> Result<Option<Entry>, Broken> {
    if let Some((at, sign)) = sign(text) {
        return Err(Broken { at: offset + at, what: What::Sign(sign) });
    }
    let at_of = |byte: Option<usize>| offset + byte.unwrap_or(0).min(text.len());
    let mut nodes: Vec<(Node, usize)> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = at_of(error.marker().byte_offset());
            Broken { at, what: what(text, error.kind()) }
        })?;
        let node = match event {
            Event::Scalar(value, ScalarStyle::Plain, ..)
                if matches!(&*value, "" | "~" | "null" | "Null" | "NULL") =>
            {
                Node::Null
            }
            Event::Scalar(value, ..) => Node::Text(value.into_owned()),
            Event::SequenceStart(..) => Node::List,
            Event::SequenceEnd => Node::ListEnd,
            Event::MappingStart(..) => Node::Map,
            Event::MappingEnd => Node::MapEnd,
            Event::Alias(_) | Event::UnresolvedAlias(_) => Node::Alias,
            _ => continue,
        };
        nodes.push((node, at_of(span.start.byte_offset())));
        // More than one level of lists is nothing that a key takes.
        let depth = nodes.iter().filter(|(node, _)| matches!(node, Node::List | Node::Map)).count();
        if depth > 2 || nodes.len() > 10_000 {
            break;
        }
    }
    let mut nodes = nodes.into_iter();
    let (first, at) = match nodes.next() {
        None => return Ok(None),
        Some((Node::Map, _)) => nodes.next().unwrap_or((Node::MapEnd, offset)),
        Some((_, at)) => return Err(Broken { at, what: What::NoEntry }),
    };
    let Node::Text(key) = first else { return Err(Broken { at, what: What::NoEntry }) };
    let Some((value, value_at)) = nodes.next() else { return Ok(None) };
    let rest: Vec<Node> = nodes.map(|(node, _)| node).collect();
    let value = match (value, &rest[..]) {
        (Node::Null, [Node::MapEnd]) => Value::None,
        (Node::Text(text), [Node::MapEnd]) => Value::Text(text),
        (Node::List, [items @ .., Node::ListEnd, Node::MapEnd]) => list(items),
        _ => Value::Other,
    };
    Ok(Some(Entry { key, at, value, value_at }))
}

/// What an entry consists of.
enum Node {
    Null,
    Text(String),
    List,
    ListEnd,
    Map,
    MapEnd,
    Alias,
}

fn list(items: &[Node]) -> Value {
    let texts = items.iter().map(|item| match item {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect::<Option<Vec<_>>>().map_or(Value::Other, Value::List)
}

/// Where an entry's value has a sign that would not stay in it (`#metoo`, `Broen #2`, `&Co`): YAML
/// has comments, tags and anchors, and who writes a title means none of them.
fn sign(text: &str) -> Option<(usize, char)> {
    let line = text.lines().next()?;
    let (key, behind) = line.split_once(':')?;
    let value = behind.trim_start();
    let start = key.len() + 1 + behind.len() - value.len();
    let first = value.chars().next()?;
    match first {
        '&' | '*' | '!' | '%' | '@' | '`' => Some((start, first)),
        '"' | '\'' | '[' | '{' | '|' | '>' => None,
        _ => {
            let mut hashes = value.match_indices('#').filter(|(at, _)| {
                let is_apart = *at == 0 || value[..*at].ends_with([' ', '\t']);
                is_apart && value[at + 1..].starts_with(char::is_alphanumeric)
            });
            hashes.next().map(|(at, _)| (start + at, '#'))
        }
    }
}

fn what(text: &str, kind: &ErrorKind) -> What {
    let first = text.lines().next().unwrap_or("");
    let value = first.split_once(':').map_or("", |(_, value)| value.trim());
    let is_quoted = value.starts_with(['"', '\'', '[', '{']);
    match () {
        () if text.lines().any(|line| line.trim_start_matches(' ').starts_with('\t')) => What::Tab,
        () if is_quoted => What::Unclosed,
        () if value.contains(": ") || value.ends_with(':') => What::Colon,
        () if !first.contains(':') => What::NoEntry,
        () => What::Other(kind.to_string()),
    }
}

/// Reads TOML.
pub fn toml(text: &str) -> (Vec<Entry>, Vec<Broken>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let broken = errors.iter().map(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let message = error.message().lines().next().unwrap_or("").to_owned();
        Broken { at, what: What::Other(message) }
    });
    (toml_entries(table.get_ref(), 0), broken.collect())
}

fn toml_entries(table: &DeTable, depth: usize) -> Vec<Entry> {
    let entries = table.iter().map(|(key, value)| Entry {
        key: key.get_ref().to_string(),
        at: key.span().start,
        value: match value.get_ref() {
            DeValue::Table(table) if depth == 0 => Value::Section(toml_entries(table, 1)),
            DeValue::Array(items) => {
                let texts = items.iter().map(|item| toml_text(item.get_ref()).map(Cow::into_owned));
                texts.collect::<Option<Vec<_>>>().map_or(Value::Other, Value::List)
            }
            other => toml_text(other).map_or(Value::Other, |text| Value::Text(text.into_owned())),
        },
        value_at: value.span().start,
    });
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

fn toml_text<'t>(value: &'t DeValue) -> Option<Cow<'t, str>> {
    match value {
        DeValue::String(text) => Some(Cow::Borrowed(text)),
        DeValue::Integer(number) => Some(Cow::Borrowed(number.as_str())),
        DeValue::Float(number) => Some(Cow::Borrowed(number.as_str())),
        DeValue::Boolean(is) => Some(Cow::Borrowed(if *is { "true" } else { "false" })),
        DeValue::Datetime(date) => Some(Cow::Owned(date.to_string())),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}
