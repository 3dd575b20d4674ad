//! Lines inside a paragraph, and who said it, as formats with block quotes
//! declare it: the last paragraph, begun with a dash, or the end of the words'
//! own paragraph.

use ordret_speech::marks::QUOTE_MARKS;
use ordret_speech::pattern;

use crate::block::{Block, BlockKind};

pattern!(DASH, r"^\s*(?:[—–―‒−]|--|-)\s*");
// `“…” — Navn, rolle`: no further words in marks behind.
pattern!(SAME_PARAGRAPH, r#"[”“"»«‟❞’'](\s*(?:[—–―‒−]|--|-)\s*)\p{Lu}[^”“"»«„‟❝❞]{1,240}$"#);
// `Figur 3: …` announces a figure, on whichever side of it the caption stands.
pattern!(LABEL, r"(?i)^(?:figur|fig\.|tabel|graf|diagram|illustration)\s+\d");
// Two words with capitals, or a name and what it is.
pattern!(NAME_LIKE, r"^\p{Lu}[\p{L}.’'\-]*(?:,|\s+(?:\p{Lu}|af\s|von\s|van\s|de\s)).{0,200}$");

/// The paragraphs of what is one to its format, each with its first byte. Its
/// line breaks part them: two do, and one does between what are paragraphs by
/// themselves.
pub fn paragraphs(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    ends(words).into_iter().filter_map(move |end| {
        let piece = &words[from..end];
        let start = from + (piece.len() - piece.trim_start().len());
        from = end;
        let piece = piece.trim();
        let is_any = piece.contains(char::is_alphanumeric) || piece.chars().count() > 2;
        is_any.then_some((start, piece))
    })
}

/// What a paragraph is that its format calls a caption.
pub fn caption(words: &str) -> BlockKind {
    if LABEL.is_match(words) { BlockKind::Plain } else { BlockKind::Emphasis }
}

fn ends(words: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut before = "";
    let mut from = 0;
    for (at, _) in words.match_indices('\n').chain([(words.len(), "")]) {
        let own = words[from..at].trim();
        if from > 0 && (own.is_empty() || before.is_empty() || parts(before, own)) {
            ends.push(from);
        }
        before = own;
        from = (at + 1).min(words.len());
    }
    ends.push(words.len());
    ends
}

/// Whether a line break between the two ends a paragraph.
fn parts(before: &str, after: &str) -> bool {
    let ends = before.ends_with(['.', '!', '?', ':', '…']) || before.ends_with(QUOTE_MARKS);
    ends || after.starts_with(QUOTE_MARKS) || dash(after).is_some()
}

/// Where the words after the dash at the beginning begin.
pub fn dash(words: &str) -> Option<usize> {
    let dash = DASH.find(words)?;
    // `-41 grader` begins with a number, not with a dash.
    let number = words[dash.end()..].starts_with(|c: char| c.is_ascii_digit());
    (!number || words[..dash.end()].ends_with(char::is_whitespace)).then_some(dash.end())
}

/// Whether a paragraph below a quote is the line of who said it: a dash, and a
/// name with what it is.
pub fn signs(words: &str) -> bool {
    dash(words).is_some_and(|after| NAME_LIKE.is_match(&words[after..]))
}

/// Where the words end and where the line begins in `“…” — Navn, rolle`.
pub fn in_same_paragraph(words: &str) -> Option<(usize, usize)> {
    words.starts_with(QUOTE_MARKS).then_some(())?;
    let found = SAME_PARAGRAPH.captures(words)?;
    let dash = found.get(1)?;
    (dash.start() > 1).then_some((dash.start(), dash.end()))
}

/// Tells the words of one block quote from the line that says who spoke.
/// `blocks` are its paragraphs, all of them declared as words of `quote`.
/// Gives the number that the next block quote has: one quote may hold several,
/// each with its line.
pub fn declare(blocks: &mut Vec<Block>, from: usize, quote: u32) -> u32 {
    let paragraphs: Vec<Block> = blocks.drain(from..).collect();
    let last = paragraphs.iter().rposition(|block| is_words(&block.kind)).unwrap_or(0);
    let is_dialogue = paragraphs
        .iter()
        .find(|block| is_words(&block.kind))
        .is_some_and(|block| dash(block.text.as_str()).is_some());
    let mut number = quote;
    let (mut has_words, mut has_line) = (false, false);
    for (at, mut block) in paragraphs.into_iter().enumerate() {
        if let BlockKind::Attribution { quote } = &mut block.kind {
            (*quote, has_line) = (number, true);
            blocks.push(block);
            continue;
        }
        if !is_words(&block.kind) {
            blocks.push(block);
            continue;
        }
        let words = block.text.as_str();
        let begins = words.starts_with(QUOTE_MARKS);
        let after_dash = dash(words).filter(|&after| {
            has_words
                && match is_dialogue {
                    true => at == last && NAME_LIKE.is_match(&words[after..]),
                    false => true,
                }
        });
        if let Some(after) = after_dash {
            let line = block.text.slice(after..words.len()).trim();
            push(blocks, BlockKind::Attribution { quote: number }, line);
            has_line = true;
        } else if has_line && has_words && !begins {
            block.kind = BlockKind::Attribution { quote: number };
            blocks.push(block);
        } else {
            number += u32::from(has_line && has_words);
            (has_words, has_line) = (true, false);
            match in_same_paragraph(words) {
                Some((end, line)) => {
                    let line = block.text.slice(line..words.len()).trim();
                    let said = block.text.slice(0..end).trim();
                    push(blocks, BlockKind::Quotation { quote: number }, said);
                    push(blocks, BlockKind::Attribution { quote: number }, line);
                    has_line = true;
                }
                None => {
                    block.kind = BlockKind::Quotation { quote: number };
                    blocks.push(block);
                }
            }
        }
    }
    number + 1
}

fn is_words(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Quotation { .. })
}

fn push(blocks: &mut Vec<Block>, kind: BlockKind, text: crate::text::Text) {
    if !text.is_empty() {
        blocks.push(Block { kind, span: text.span(), text });
    }
}
