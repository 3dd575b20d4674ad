//! The reader of page text: a page as it comes out of a browser, one
//! paragraph a line, furniture and all.

use super::{MAX_BLOCKS, Page};
use crate::block::{Block, BlockKind};
use crate::diagnostic::{Code, Diagnostics};
use crate::meta::Meta;
use crate::text::Text;

/// Reads a page's text: its blocks are all [`BlockKind::Plain`].
pub fn read(file: String, diagnostics: &mut Diagnostics) -> Option<Page> {
    let wrapped = is_hard_wrapped(lines(&file).map(|(_, line)| line));
    let mut blocks: Vec<Block> = Vec::new();
    let mut after_blank = true;
    for (start, line) in lines(&file) {
        if line.is_empty() {
            after_blank = true;
            continue;
        }
        match blocks.last_mut().filter(|_| wrapped && !after_blank) {
            Some(paragraph) => paragraph.text.join(" ", &Text::at(start, line)),
            None => {
                let text = Text::at(start, line);
                blocks.push(Block { kind: BlockKind::Plain, span: text.span(), text });
            }
        }
        after_blank = false;
        if blocks.len() > MAX_BLOCKS {
            diagnostics.say(0, Code::TooManyParagraphs, &[&MAX_BLOCKS]);
            return None;
        }
    }
    if wrapped {
        blocks.iter_mut().for_each(|block| block.span = block.text.span());
    }
    Some(Page { meta: Meta::default(), text: file, blocks, places: None, nested: false })
}

/// Each line, trimmed, with the byte where it begins.
fn lines(page: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends_line =
        |c: char| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let edge = |c: char| c.is_whitespace() || matches!(c, '\0' | '\u{FEFF}' | '\u{200B}');
    let place = |part: &str| part.as_ptr() as usize - page.as_ptr() as usize;
    // A blank paragraph between two lines shows as an empty line; `\r\n` makes
    // empty ones too, so those are told apart here.
    page.split('\n')
        .flat_map(move |line| line.strip_suffix('\r').unwrap_or(line).split(ends_line))
        .map(move |line| line.trim_matches(edge))
        .map(move |line| (place(line), line))
}

/// Whether lines were broken at a width (mail, old editors), so that lines
/// without a blank one between them are one paragraph: most lines that have a
/// follower are 50 to 100 characters long and end without a full stop.
fn is_hard_wrapped<'p>(lines: impl Iterator<Item = &'p str>) -> bool {
    let (mut followed, mut broken, mut before) = (0, 0, "");
    for line in lines {
        let length = line.chars().count();
        if length > 100 {
            return false;
        }
        if !line.is_empty() && !before.is_empty() {
            followed += 1;
            let ends = before.ends_with(['.', '!', '?', ':', '”', '"', '“']);
            broken += usize::from(!ends && before.chars().count() >= 50);
        }
        before = line;
    }
    followed >= 4 && broken * 2 > followed
}
