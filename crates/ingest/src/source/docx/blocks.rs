//! The blocks of a document, and the text they are written in: its paragraphs,
//! one after the other.

use ordret_speech::pattern;

use super::body::{MAX_COLUMNS, Paragraph, Picture, Piece, Row};
use super::styles::Role;
use crate::block::BlockKind;
use crate::number;
use crate::source::line;
use crate::source::written::{self, Written};

/// Writes the blocks of what stands in a document.
pub fn write(pieces: &[Piece]) -> Written {
    let mut writer = Writer { written: Written::default(), number: 0, quote: 1, from: None };
    writer.all(pieces);
    writer.written
}

struct Writer {
    written: Written,
    /// The paragraph, counted from 1 without those that are empty, as Word's
    /// own count of words does.
    number: u32,
    /// The block quote that is open or comes next, and the block it begins with.
    quote: u32,
    from: Option<usize>,
}

// A number that counts paragraphs, and none of a statistic.
pattern!(NUMERAL, r"^\s*\d{1,3}\s*[.):]\s*$");

impl Writer {
    fn all(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Paragraph(paragraph) => self.paragraph(paragraph),
                Piece::Table(rows) => {
                    self.end_quote();
                    self.table(rows);
                }
            }
        }
        self.end_quote();
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.role == Role::Contents {
            return;
        }
        let is_empty = paragraph.words.trim().is_empty();
        self.number += u32::from(!is_empty);
        let is_quoted = matches!(paragraph.role, Role::Quote | Role::QuoteLine);
        let signs = paragraph.role == Role::Plain
            && self.from.is_some_and(|from| self.written.blocks.len() > from)
            && line::signs(paragraph.words.trim());
        // Words below a line that its style says to be one begin another quote.
        let is_next = paragraph.role == Role::Quote
            && matches!(
                self.written.blocks.last().map(|block| &block.kind),
                Some(BlockKind::Attribution { .. })
            );
        if is_next || !is_quoted && !signs {
            self.end_quote();
        }
        for picture in &paragraph.pictures {
            self.picture(picture);
        }
        if is_quoted && !is_empty {
            self.from.get_or_insert(self.written.blocks.len());
        }
        if paragraph.role == Role::Code {
            return self.push(BlockKind::Preformatted, paragraph.words.trim_end(), is_empty);
        }
        for (start, words) in line::paragraphs(&paragraph.words) {
            self.line(paragraph, start, words, signs);
        }
        if signs {
            self.end_quote();
        }
    }

    /// One line of a paragraph; mostly it is all of it.
    fn line(&mut self, paragraph: &Paragraph, start: usize, words: &str, signs: bool) {
        let quote = self.quote;
        let kind = match paragraph.role {
            // What the line behind the dash is, is told when the quote ends.
            Role::Quote => BlockKind::Quotation { quote },
            _ if signs => BlockKind::Quotation { quote },
            Role::QuoteLine => {
                let after = line::dash(words).unwrap_or(0);
                return self.push(BlockKind::Attribution { quote }, &words[after..], false);
            }
            // `— Navn` is set as a heading and is none.
            Role::Heading(_) if line::dash(words).is_some() => BlockKind::Plain,
            Role::Heading(level) => BlockKind::Heading(level),
            Role::Caption => line::caption(words),
            Role::Plain | Role::Item | Role::Code | Role::Contents => {
                self.plain(paragraph, start, words)
            }
        };
        self.push(kind, words, false);
    }

    fn plain(&self, paragraph: &Paragraph, start: usize, words: &str) -> BlockKind {
        if let Some(target) = &paragraph.link {
            return BlockKind::Link { target: target.clone() };
        }
        if paragraph.role == Role::Item {
            return BlockKind::ListItem;
        }
        let bold = paragraph.bold.saturating_sub(start);
        if bold > 0
            && bold < words.len()
            && words.is_char_boundary(bold)
            && !NUMERAL.is_match(&words[..bold])
            && let Some(length) = number::statistic(&words[..bold])
        {
            return BlockKind::Statistic(length);
        }
        // Italics are a caption's where one stands; elsewhere they stress.
        let below = self.written.blocks.last().map(|block| &block.kind);
        let is_figure = matches!(
            below,
            Some(BlockKind::Image { .. } | BlockKind::Table(_) | BlockKind::Statistic(_))
        );
        if paragraph.is_italic && is_figure { BlockKind::Emphasis } else { BlockKind::Plain }
    }

    fn picture(&mut self, picture: &Picture) {
        let alt = picture.alt.split_whitespace().collect::<Vec<_>>().join(" ");
        // It stands in the paragraph that is being read or comes next.
        let place = [(0, self.number.max(1))];
        if !picture.name.is_empty() {
            self.written.push(BlockKind::Image { alt }, &picture.name, &place, 0);
        }
    }

    fn push(&mut self, kind: BlockKind, words: &str, is_empty: bool) {
        if !is_empty && !words.is_empty() {
            self.written.push(kind, words, &[(0, self.number)], 0);
        }
    }

    /// Tells the words of the block quote that has ended from who said them.
    fn end_quote(&mut self) {
        if let Some(from) = self.from.take() {
            self.quote = line::declare(&mut self.written.blocks, from, self.quote);
        }
    }

    /// A table of data; one that only arranges the page is its cells'
    /// paragraphs.
    fn table(&mut self, rows: &[Row]) {
        if !is_data(rows) {
            rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.all(cell));
            return;
        }
        let (mut cells, mut text, mut places) = (Vec::new(), String::new(), Vec::new());
        for row in rows {
            places.push((text.len(), self.number + 1));
            self.number += row.cells.iter().map(|cell| paragraphs(cell)).sum::<u32>();
            let row: Vec<String> = row.cells.iter().map(|cell| words(cell)).collect();
            text.push_str(&row.join("\t"));
            text.push('\n');
            cells.push(row);
        }
        if let Some(table) = written::table(cells, rows.iter().any(|row| row.is_head)) {
            self.written.push_table(table, text.trim_end(), &places);
        }
    }
}

/// Whether a table holds data: rows of short cells, some of them numbers or
/// with their columns named, and nothing in them but plain paragraphs.
fn is_data(rows: &[Row]) -> bool {
    let is_plain = |piece: &Piece| match piece {
        Piece::Paragraph(paragraph) => matches!(
            paragraph.role,
            Role::Plain | Role::Item | Role::Caption | Role::Code | Role::Contents
        ),
        Piece::Table(_) => false,
    };
    let cells = || rows.iter().flat_map(|row| &row.cells);
    if rows.len() < 2
        || cells().count() < rows.len() * 2
        || rows.iter().any(|row| row.cells.len() > MAX_COLUMNS)
        || !cells().flatten().all(is_plain)
    {
        return false;
    }
    let (mut numbers, mut longest) = (0, 0);
    for words in cells().map(|cell| words(cell)) {
        longest = longest.max(words.chars().count());
        numbers += usize::from(words.starts_with(|c: char| c.is_ascii_digit()));
    }
    let has_head = rows.iter().any(|row| row.is_head);
    longest <= 400 && (has_head || (numbers > 0 && longest <= 120))
}

/// The words of a cell, on one line.
fn words(cell: &[Piece]) -> String {
    let words = cell.iter().filter_map(|piece| match piece {
        Piece::Paragraph(paragraph) => Some(paragraph.words.as_str()),
        Piece::Table(_) => None,
    });
    words.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn paragraphs(cell: &[Piece]) -> u32 {
    let is_any = |piece: &&Piece| match piece {
        Piece::Paragraph(paragraph) => !paragraph.words.trim().is_empty(),
        Piece::Table(_) => false,
    };
    u32::try_from(cell.iter().filter(is_any).count()).unwrap_or(u32::MAX)
}
