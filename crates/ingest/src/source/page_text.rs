//! The reader of page text: a page as it comes out of a browser, one
//! paragraph a line, furniture and all.

use crate::block::{Block, BlockKind};
use crate::text::Text;

/// The blocks of a page's text, each of them [`BlockKind::Plain`].
pub fn read(page: &str) -> Vec<Block> {
    let lines = lines(page);
    let wrapped = is_hard_wrapped(&lines);
    let mut blocks: Vec<Text> = Vec::new();
    let mut after_blank = true;
    for (start, line) in lines {
        if line.is_empty() {
            after_blank = true;
            continue;
        }
        match blocks.last_mut().filter(|_| wrapped && !after_blank) {
            Some(paragraph) => paragraph.join(" ", &Text::at(start, line)),
            None => blocks.push(Text::at(start, line)),
        }
        after_blank = false;
    }
    blocks
        .into_iter()
        .map(|text| Block { kind: BlockKind::Plain, span: text.span(), text })
        .collect()
}

/// Each line, trimmed, with the byte where it begins.
fn lines(page: &str) -> Vec<(usize, &str)> {
    let ends_line =
        |c: char| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let edge = |c: char| c.is_whitespace() || matches!(c, '\0' | '\u{FEFF}' | '\u{200B}');
    let place = |part: &str| part.as_ptr() as usize - page.as_ptr() as usize;
    // A blank paragraph between two lines shows as an empty line; `\r\n` makes
    // empty ones too, so those are told apart here.
    page.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split(ends_line))
        .map(|line| line.trim_matches(edge))
        .map(|line| (place(line), line))
        .collect()
}

/// Whether lines were broken at a width (mail, old editors), so that lines
/// without a blank one between them are one paragraph: most lines that have a
/// follower are 50 to 100 characters long and end without a full stop.
fn is_hard_wrapped(lines: &[(usize, &str)]) -> bool {
    let followed: Vec<&str> = lines
        .windows(2)
        .filter(|pair| !pair[0].1.is_empty() && !pair[1].1.is_empty())
        .map(|pair| pair[0].1)
        .collect();
    let broken = |line: &&&str| {
        (50..=100).contains(&line.chars().count())
            && !line.ends_with(['.', '!', '?', ':', '”', '"', '“'])
    };
    let longest = lines.iter().map(|(_, line)| line.chars().count()).max().unwrap_or(0);
    longest <= 100
        && followed.len() >= 4
        && followed.iter().filter(broken).count() * 2 > followed.len()
}
