//! What keeps a page from costing more than its length: the parser's own work
//! grows with the square of a tag's attributes, of the depth, and of the
//! elements it mends by copying.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use html5ever::LocalName;
use html5ever::interface::tree_builder::TreeSink;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::tag::Attr;
use super::tree::{Builder, Open, Tree};

/// Attributes of one tag that are read.
const MAX_ATTRIBUTES: usize = 256;

/// Elements that may be open at once; browsers stop at 512 too.
const MAX_DEPTH: usize = 512;

/// Elements whose content is text up to their own end tag.
const RAW: &[&str] =
    &["script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed", "noframes"];

/// The page with what would swallow it taken away, as many bytes long and with
/// as many lines: attributes beyond the most a tag may have, and the beginning
/// of a script, a title or a comment that never ends.
pub fn blanked(page: &str) -> Cow<'_, str> {
    let mut scan = Scan { bytes: page.as_bytes(), at: 0, edits: Vec::new(), unended: Vec::new() };
    scan.all();
    if scan.edits.is_empty() {
        return Cow::Borrowed(page);
    }
    let mut bytes = page.as_bytes().to_vec();
    for byte in scan.edits.into_iter().flatten() {
        if bytes[byte] != b'\n' {
            bytes[byte] = b' ';
        }
    }
    // Every edit begins and ends beside an ASCII byte, so this loses nothing.
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

struct Scan<'p> {
    bytes: &'p [u8],
    at: usize,
    edits: Vec<Range<usize>>,
    /// What is known to have no end from here on.
    unended: Vec<&'static str>,
}

impl Scan<'_> {
    fn all(&mut self) {
        while let Some(open) = self.find(b"<") {
            self.at = open + 1;
            match self.bytes.get(self.at) {
                Some(b'!') if self.bytes[self.at..].starts_with(b"!--") => self.comment(open),
                Some(b'/') if self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphabetic) => {
                    self.at += 1;
                    self.tag();
                }
                Some(letter) if letter.is_ascii_alphabetic() => {
                    let name = self.tag();
                    self.skip_raw(open, &name);
                }
                _ => {}
            }
        }
    }

    fn find(&self, what: &[u8]) -> Option<usize> {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        rest.windows(what.len()).position(|part| part == what).map(|found| self.at + found)
    }

    fn comment(&mut self, open: usize) {
        self.at = open + 2;
        match Some(()).filter(|()| !self.unended.contains(&"--")).and_then(|()| self.find(b"-->")) {
            Some(end) => self.at = end + 3,
            None => {
                self.unended.push("--");
                self.at = open + 4;
                self.edits.push(open..open + 4);
            }
        }
    }

    /// Reads a tag from its name on; gives the name.
    fn tag(&mut self) -> String {
        let ends_name = |b: u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        let start = self.at;
        self.skip_while(|b| !ends_name(b));
        let name = String::from_utf8_lossy(&self.bytes[start..self.at]).to_ascii_lowercase();
        let (mut attributes, mut beyond) = (0, None);
        loop {
            self.skip_while(|b| b.is_ascii_whitespace() || b == b'/');
            let Some(&byte) = self.bytes.get(self.at).filter(|b| **b != b'>') else { break };
            attributes += 1;
            if attributes > MAX_ATTRIBUTES && beyond.is_none() {
                beyond = Some(self.at);
            }
            // A name may begin with the sign that ends it elsewhere.
            self.at += usize::from(byte == b'=');
            self.skip_while(|b| !ends_name(b) && b != b'=');
            let named = self.at;
            self.skip_while(|b| b.is_ascii_whitespace());
            if self.bytes.get(self.at) != Some(&b'=') {
                self.at = named;
                continue;
            }
            self.at += 1;
            self.skip_while(|b| b.is_ascii_whitespace());
            match self.bytes.get(self.at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    self.at += 1;
                    self.skip_while(|b| b != quote);
                    self.at += 1;
                }
                _ => self.skip_while(|b| !b.is_ascii_whitespace() && b != b'>'),
            }
        }
        self.at = self.at.min(self.bytes.len());
        if let Some(beyond) = beyond {
            self.edits.push(beyond..self.at);
        }
        self.at += 1;
        name
    }

    fn skip_while(&mut self, is: impl Fn(u8) -> bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|b| !is(*b)).unwrap_or(rest.len());
    }

    /// Passes over the text of a script and its like, or takes its tag away
    /// when it never ends: it would swallow the rest of the page.
    fn skip_raw(&mut self, open: usize, name: &str) {
        let Some(&raw) = RAW.iter().find(|raw| **raw == name) else {
            if name == "plaintext" {
                self.edits.push(open..self.at.min(self.bytes.len()));
            }
            return;
        };
        let from = self.at.min(self.bytes.len());
        let end =
            Some(&self.bytes[from..]).filter(|_| !self.unended.contains(&raw)).and_then(|rest| {
                rest.windows(raw.len() + 2).position(|part| {
                    part.starts_with(b"</") && part[2..].eq_ignore_ascii_case(raw.as_bytes())
                })
            });
        match end {
            Some(end) => self.at = from + end,
            None => {
                self.unended.push(raw);
                self.edits.push(open..from);
            }
        }
    }
}

/// Between tokenizer and tree builder: no deeper than [`MAX_DEPTH`], no
/// attribute nobody reads, and no element that is mended by copying (`b`, `i`,
/// `font`, `a` left open would be set anew in every paragraph after).
pub struct Guard {
    builder: TreeBuilder<Rc<Open>, Builder>,
    depth: Rc<Cell<usize>>,
    left_out: RefCell<HashMap<LocalName, usize>>,
}

impl Guard {
    /// In front of an empty tree.
    pub fn new() -> Guard {
        let depth = Rc::new(Cell::new(0));
        let builder = TreeBuilder::new(Builder::new(depth.clone()), TreeBuilderOpts::default());
        Guard { builder, depth, left_out: RefCell::default() }
    }

    /// How many nodes there are so far.
    pub fn nodes(&self) -> usize {
        self.builder.sink.len()
    }

    /// The tree.
    pub fn finish(self) -> Tree {
        self.builder.sink.finish()
    }

    /// The tag as the tree is to have it; `None` to leave it out.
    fn passed(&self, mut tag: Tag) -> Option<Tag> {
        match tag.kind {
            TagKind::StartTag if self.depth.get() >= MAX_DEPTH && !is_leaf(&tag.name) => {
                *self.left_out.borrow_mut().entry(tag.name).or_default() += 1;
                return None;
            }
            TagKind::EndTag => {
                let mut left_out = self.left_out.borrow_mut();
                if let Some(count) = left_out.get_mut(&tag.name).filter(|count| **count > 0) {
                    *count -= 1;
                    return None;
                }
            }
            TagKind::StartTag => {}
        }
        tag.attrs.retain(|attr| Attr::of(&attr.name.local).is_some());
        if is_mended(&tag.name) {
            tag.name = LocalName::from(format!("o-{}", tag.name));
        }
        Some(tag)
    }
}

/// Elements that hold no elements.
fn is_leaf(name: &str) -> bool {
    RAW.contains(&name) || matches!(name, "br" | "img" | "hr" | "meta" | "link" | "input" | "wbr")
}

/// What HTML calls formatting elements.
fn is_mended(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

impl TokenSink for Guard {
    type Handle = Rc<Open>;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Rc<Open>> {
        match token {
            Token::TagToken(tag) => match self.passed(tag) {
                Some(tag) => self.builder.process_token(Token::TagToken(tag), line),
                None => TokenSinkResult::Continue,
            },
            Token::CommentToken(_) | Token::ParseError(_) => TokenSinkResult::Continue,
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
