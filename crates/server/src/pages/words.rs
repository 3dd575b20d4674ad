//! Texts in the pieces that templates show.

use ordret_model::Fragment;
use serde::Serialize;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Piece {
    pub text: String,
    pub highlighted: bool,
}

/// A line of pieces.
pub(super) fn pieces(fragments: &[Fragment]) -> Vec<Piece> {
    let piece = |fragment: &Fragment| Piece {
        text: fragment.text.clone(),
        highlighted: fragment.highlighted,
    };
    fragments.iter().map(piece).collect()
}

/// `text` as one piece; none if it is empty.
pub(super) fn plain(text: &str) -> Vec<Piece> {
    let piece = Piece { text: text.to_owned(), highlighted: false };
    if text.is_empty() { Vec::new() } else { vec![piece] }
}

/// The fragments parted where a blank line parts paragraphs.
pub(super) fn paragraphs(fragments: &[Fragment]) -> Vec<Vec<Piece>> {
    let mut paragraphs = vec![Vec::new()];
    for fragment in fragments {
        for (i, text) in fragment.text.split("\n\n").enumerate() {
            if i > 0 {
                paragraphs.push(Vec::new());
            }
            if let (false, Some(last)) = (text.is_empty(), paragraphs.last_mut()) {
                last.push(Piece { text: text.to_owned(), highlighted: fragment.highlighted });
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// The paragraphs of a text without highlights.
pub(super) fn plain_paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").filter(|text| !text.trim().is_empty()).map(str::to_owned).collect()
}

/// The first words of `text`, for a description: cut at a word, the cut said.
pub(crate) fn opening(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some((end, _)) => {
            let head = &line[..end];
            format!("{} …", head.rsplit_once(' ').map_or(head, |(head, _)| head))
        }
    }
}

/// The language to name in markup: only where it is not the page's own.
pub(super) fn foreign(language: &str) -> Option<String> {
    let danish = language.is_empty() || language == "da" || language.starts_with("da-");
    (!danish).then(|| language.to_owned())
}
