//! A manuscript in a format that has to be read before its words are at hand.

use std::path::Path;

use ordret_model::Span;
use ordret_speech::passages::Paragraph;

use crate::block::BlockKind;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::places::Places;
use crate::source::{Format, Page, ReadPage, Reader};

/// The paragraphs of a manuscript that is no text, by its name or by how it
/// begins; `None` for one that is text, to be read as it stands. Lines that say
/// who said a block quote are left out.
///
/// # Errors
/// What keeps the file from being read.
pub fn manuscript(file: &Path, bytes: &[u8]) -> Result<Option<Vec<Paragraph>>, Box<Diagnostic>> {
    let format = Format::of(file).filter(|format| !format.magic.is_empty());
    let format = format.unwrap_or_else(|| Format::of_bytes(bytes));
    let Reader::Page(ReadPage::Bytes(read)) = format.reader else { return Ok(None) };
    let shown = file.display().to_string();
    let mut diagnostics = Diagnostics::of(&shown, Places::Parts(vec![(0, 0)]));
    let page = read(bytes, &mut diagnostics);
    match (page, diagnostics.into_inner().into_iter().next()) {
        (Some(page), _) => Ok(Some(paragraphs(&page))),
        (None, Some(problem)) => Err(Box::new(problem)),
        (None, None) => Ok(Some(Vec::new())),
    }
}

fn paragraphs(page: &Page) -> Vec<Paragraph> {
    let mut paragraphs = Vec::with_capacity(page.blocks.len());
    for block in &page.blocks {
        let quote = match block.kind {
            BlockKind::Attribution { .. } | BlockKind::Image { .. } => continue,
            BlockKind::Quotation { quote } => Some(quote),
            _ => None,
        };
        // A table's words stand in the page, not in its block: a row a line.
        let Span { start, end, .. } = block.span;
        let words = page.text.get(start..end).unwrap_or_default();
        let rows = match matches!(block.kind, BlockKind::Table(_)) {
            true => words.split('\n').collect(),
            false => vec![words],
        };
        for row in rows {
            let at = start + (row.as_ptr() as usize - words.as_ptr() as usize);
            let line = page.places.as_ref().map_or(0, |places| places.line(at));
            paragraphs.push(Paragraph { text: row.replace('\n', " "), line, quote });
        }
    }
    paragraphs
}
