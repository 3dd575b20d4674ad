//! The reader of HTML as saved from a browser.
//!
//! The page is parsed as browsers do, into a flat tree (`tree`) that a `guard`
//! keeps from costing more than its length. The main text is found in it
//! (`main_text`), what the page says of itself read (`about`), and the blocks
//! written (`blocks`). The canonical text is what the blocks are written in.

mod about;
mod blocks;
mod guard;
mod main_text;
mod tag;
mod tree;

use encoding_rs::Encoding;
use guard::Guard;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use ordret_speech::pattern;
use tree::Tree;

use super::{MAX_BLOCKS, Page};
use crate::block::BlockKind;
use crate::diagnostic::{Code, Diagnostics};

/// Elements and runs of text of one page that are read.
const MAX_NODES: usize = 3_000_000;

/// How much is parsed between two looks at how much came of it.
const PORTION: usize = 1 << 16;

/// Whether a text without a name is HTML.
pub fn fits(start: &str) -> bool {
    let start = start.trim_start().to_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body", "<?xml", "<!--"];
    begins.iter().any(|tag| start.starts_with(tag))
}

/// The encoding that `<meta charset>` or `<?xml encoding>` names.
pub fn encoding(file: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&file[..file.len().min(4096)]);
    let label = ENCODING.captures(&start)?;
    Encoding::for_label(label.get(1)?.as_str().as_bytes())
}

pattern!(ENCODING, r#"(?i)<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?([\w:.\-]+)"#);

/// Reads a page.
pub fn read(file: String, diagnostics: &mut Diagnostics) -> Option<Page> {
    let tree = parse(&file).filter(|tree| tree.nodes.len() <= MAX_NODES);
    drop(file);
    let Some(tree) = tree else {
        diagnostics.say(0, Code::TooManyElements, &[&MAX_NODES]);
        return None;
    };
    let main = main_text::find(&tree);
    let written = blocks::write(&tree, main.root, &main.left_out);
    if written.blocks.len() > MAX_BLOCKS {
        diagnostics.say(0, Code::TooManyParagraphs, &[&MAX_BLOCKS]);
        return None;
    }
    let mut meta = about::read(&tree, &written.text);
    // What stands on the page as its heading says it better than what is
    // written for search engines; in capitals it is left to be made readable.
    let heading = written.blocks.iter().find(|block| block.kind == BlockKind::Heading(1));
    if let Some(heading) = heading {
        let words = heading.text.as_str();
        meta.title = words.contains(char::is_lowercase).then(|| words.replace('\n', " "));
    }
    let (text, blocks, places) = (written.text, written.blocks, Some(written.places));
    Some(Page { meta, text, blocks, places, nested: false })
}

/// The tree of a page; `None` when it is too large.
fn parse(file: &str) -> Option<Tree> {
    let page = guard::blanked(file);
    let tokenizer = Tokenizer::new(Guard::new(), TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest: &str = &page;
    while !rest.is_empty() {
        let mut end = rest.len().min(PORTION);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        input.push_back(StrTendril::from_slice(&rest[..end]));
        // It stops after every script, for one who would run it.
        while let TokenizerResult::Script(_) = tokenizer.feed(&input) {}
        if tokenizer.sink.nodes() > MAX_NODES {
            return None;
        }
        rest = &rest[end..];
    }
    tokenizer.end();
    Some(tokenizer.sink.finish())
}
