//! What a reader typed, taken apart. Parsing never fails: a search box has no
//! syntax errors. The tree is three levels deep at most, because brackets are
//! text and only `ELLER`/`OR` and `OG`/`AND` build anything.

mod field;
mod lex;
mod parse;
mod range;

use std::fmt;

pub use field::{QueryField, UnknownField};
pub use range::{NumberRange, kind_named};

/// How many characters of a query are read.
pub const MAX_QUERY_CHARS: usize = 4096;

/// A query as a tree.
///
/// Two queries are equal when they ask for the same, so that a query equals
/// what its printed form is read as, even where the text typed was cut.
#[derive(Debug, Clone)]
pub struct Query {
    /// A [`Node::All`] with what was typed, in the order typed.
    pub root: Node,
    /// Whether the text was longer than is read.
    pub cut: bool,
    /// Words before a colon that are no field's name, but nearly one.
    pub unknown: Vec<UnknownField>,
    /// Words with a weight behind them (`skole^2`), as typed: the weight is not read.
    pub weights: Vec<String>,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// All of them: what was typed, or what `OG` joins.
    All(Vec<Node>),
    /// Any of them: what `ELLER` joins.
    Any(Vec<Node>),
    /// Unwanted: always a leaf.
    Not(Box<Node>),
    /// Some words.
    Leaf(Leaf),
}

/// Words that are looked for together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// As typed, without marks, trimmed, one space between words. Neighbouring
    /// wanted words are one leaf, because Danish words depend on their
    /// neighbours (`kommunal direktør`, `ind- og udland`).
    pub text: String,
    /// How they belong together.
    pub kind: LeafKind,
    /// Where they must stand.
    pub field: Option<QueryField>,
}

/// How the words of a leaf belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeafKind {
    /// Each by itself.
    Words,
    /// Side by side, as written: typed in quotation marks.
    Phrase,
    /// The beginning of a word: typed with `*` behind it.
    Prefix,
}

impl Node {
    /// Whether anything in it must stand side by side as typed.
    pub fn has_phrase(&self) -> bool {
        match self {
            Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(Node::has_phrase),
            Node::Not(node) => node.has_phrase(),
            Node::Leaf(leaf) => leaf.kind == LeafKind::Phrase,
        }
    }
}

impl Query {
    /// Reads what somebody typed. What cannot be read as a sign is text: a lone
    /// quotation mark, a trailing `ELLER`, a bracket, an unknown field, a hyphen
    /// that stands alone or for a part of a compound (`sidehoveder og -fødder`).
    ///
    /// ```
    /// use ordret_model::Query;
    /// let query = Query::parse("skole OR bibliotek rolle:borgmester -privat");
    /// assert_eq!(query.to_string(), "skole ELLER bibliotek rolle:borgmester -privat");
    /// ```
    pub fn parse(text: &str) -> Query {
        parse::parse(text)
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.items().is_empty()
    }

    /// What was typed, item by item.
    pub fn items(&self) -> &[Node] {
        match &self.root {
            Node::All(items) => items,
            _ => std::slice::from_ref(&self.root),
        }
    }

    /// The words, if nothing but words was typed: no sign, no field, no phrase.
    pub fn plain(&self) -> Option<&str> {
        match self.items() {
            [Node::Leaf(Leaf { text, kind: LeafKind::Words, field: None })] => Some(text),
            _ => None,
        }
    }

    /// The phrase, if all that was typed is one.
    pub fn whole_phrase(&self) -> Option<&str> {
        match self.items() {
            [Node::Leaf(Leaf { text, kind: LeafKind::Phrase, field: None })] => Some(text),
            _ => None,
        }
    }
}

impl PartialEq for Query {
    fn eq(&self, other: &Query) -> bool {
        self.root == other.root && self.unknown == other.unknown
    }
}

impl Eq for Query {}

impl Default for Query {
    fn default() -> Query {
        Query { root: Node::All(Vec::new()), cut: false, unknown: Vec::new(), weights: Vec::new() }
    }
}

impl fmt::Display for Query {
    /// Text that is read as the same query.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, self.items(), " ")
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::All(nodes) => joined(f, nodes, " OG "),
            Node::Any(nodes) => joined(f, nodes, " ELLER "),
            Node::Not(node) => write!(f, "-{node}"),
            Node::Leaf(leaf) => fmt::Display::fmt(leaf, f),
        }
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{}:", field.as_str())?;
        }
        match self.kind {
            LeafKind::Words => f.write_str(&self.text),
            LeafKind::Phrase => write!(f, "\"{}\"", self.text),
            LeafKind::Prefix => write!(f, "{}*", self.text),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, nodes: &[Node], between: &str) -> fmt::Result {
    for (nth, node) in nodes.iter().enumerate() {
        if nth > 0 {
            f.write_str(between)?;
        }
        fmt::Display::fmt(node, f)?;
    }
    Ok(())
}
