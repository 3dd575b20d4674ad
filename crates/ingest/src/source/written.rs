//! Blocks as they are written by the readers whose canonical text is not their
//! file's: one after the other, in a text that is made of them.

use ordret_model::{Span, Table};

use super::places::Places;
use crate::block::{Block, BlockKind};
use crate::text::Text;

/// What a page yields.
#[derive(Debug, Default)]
pub struct Written {
    /// The text of all blocks.
    pub text: String,
    /// Where in the file it stands.
    pub places: Places,
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Written {
    /// Adds a block. `places` are those of a line of which `words` begin at byte
    /// `start`: byte of the line → line of the file.
    pub fn push(&mut self, kind: BlockKind, words: &str, places: &[(usize, u32)], start: usize) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let at = self.text.len();
        self.text.push_str(words);
        self.add_places(at, words.len(), places, start);
        let text = Text::at(at, words);
        self.blocks.push(Block { kind, span: text.span(), text });
    }

    /// Carries the last block on.
    pub fn push_on(
        &mut self,
        block: &Block,
        joint: &str,
        words: &str,
        places: &[(usize, u32)],
        start: usize,
    ) {
        self.text.push_str(joint);
        let at = self.text.len();
        self.text.push_str(words);
        self.add_places(at, words.len(), places, start);
        let text = Text::at(block.span.start, &self.text[block.span.start..]);
        self.blocks.push(Block { kind: BlockKind::ListItem, span: text.span(), text });
    }

    /// Adds a table, whose rows are written as `words`.
    pub fn push_table(&mut self, table: Table, words: &str, places: &[(usize, u32)]) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let at = self.text.len();
        self.text.push_str(words);
        self.add_places(at, words.len(), places, 0);
        let span = Span::new(at, self.text.len());
        self.blocks.push(Block {
            kind: BlockKind::Table(Box::new(table)),
            text: Text::default(),
            span,
        });
    }

    /// `places` are those of a line of which `words` begin at byte `start`.
    fn add_places(&mut self, at: usize, length: usize, places: &[(usize, u32)], start: usize) {
        let first = places.partition_point(|&(byte, _)| byte <= start).saturating_sub(1);
        for &(byte, line) in
            places.iter().skip(first).take_while(|(byte, _)| *byte < start + length)
        {
            self.places.add(at + byte.saturating_sub(start), line);
        }
    }
}

/// A table of rows, made as wide as the widest of them. The first names the
/// columns if the format says so (`is_named`), or if it has no numbers where
/// those below have some. `None` when no row is left below.
pub fn table(mut rows: Vec<Vec<String>>, is_named: bool) -> Option<Table> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize(columns, String::new()));
    let counts = |row: &Vec<String>| {
        row.iter().filter(|cell| cell.starts_with(|c: char| c.is_ascii_digit())).count()
    };
    let named = is_named
        || (rows.len() > 1 && counts(&rows[0]) == 0 && rows[1..].iter().any(|row| counts(row) > 0));
    let head = match named && !rows.is_empty() {
        true => rows.remove(0),
        false => vec![String::new(); columns],
    };
    (!rows.is_empty()).then_some(Table { head, rows })
}
