//! The reader of the authoring format: Markdown with front matter, as
//! docs/content.md describes it.

use std::ops::Range;

use ordret_model::{Span, Table};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::block::{Block, BlockKind, Fact};
use crate::make::facts::is_fact_key;
use crate::text::Text;

/// How deep block quotes and lists may nest before a page is no page.
const MAX_DEPTH: usize = 64;

/// A Markdown file, taken apart.
#[derive(Debug)]
pub struct Markdown<'t> {
    /// The front matter and the byte it begins at, if there is one.
    pub front_matter: Option<(usize, &'t str)>,
    /// Where a front matter begins that never ends.
    pub unclosed: bool,
    /// The blocks of the body.
    pub blocks: Vec<Block>,
}

/// Reads a Markdown file.
pub fn read(file: &str) -> Markdown<'_> {
    let (front_matter, body, unclosed) = split_front_matter(file);
    let mut builder = Builder::default();
    let text = &file[body..];
    let options = Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, body + range.start..body + range.end, file);
    }
    Markdown { front_matter, unclosed, blocks: builder.blocks }
}

/// Front matter stands between `---` on the first line and the next `---`.
fn split_front_matter(file: &str) -> (Option<(usize, &str)>, usize, bool) {
    let Some(first) = file.lines().next().filter(|line| line.trim_end() == "---") else {
        return (None, 0, false);
    };
    let start = first.len() + file[first.len()..].find('\n').map_or(0, |at| at + 1);
    let mut at = start;
    for line in file[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (Some((start, &file[start..at])), at + line.len(), false);
        }
        at += line.len();
    }
    (None, 0, true)
}

/// Turns events into blocks.
#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    /// The words of the block being read.
    text: Text,
    /// How many block quotes and lists are open.
    quotes: usize,
    lists: usize,
    /// The items of the outermost list being read.
    items: Vec<(Text, Span)>,
    list_start: usize,
    /// What the paragraph being read consists of.
    shape: Shape,
    table: Option<Table>,
    row: Vec<String>,
    image: Option<(Text, Text)>,
}

/// What inline markup a paragraph consists of.
#[derive(Debug, Default)]
struct Shape {
    /// Open emphasis.
    emphasis: usize,
    /// Whether any word stands outside emphasis.
    plain: bool,
    any: bool,
    /// The bytes of the first strong run, if the paragraph begins with one.
    strong: Option<Range<usize>>,
    in_strong: bool,
    /// The one link all words stand in.
    link: Option<String>,
    in_link: bool,
    outside_link: bool,
}

impl Builder {
    fn event(&mut self, event: Event, range: Range<usize>, file: &str) {
        match event {
            Event::Start(tag) => self.start(tag, range, file),
            Event::End(tag) => self.end(tag, range, file),
            Event::Text(text) => self.words(&text, range, file),
            Event::Code(text) => self.words(&text, range, file),
            Event::SoftBreak => self.words(" ", range, file),
            Event::HardBreak => self.words("\n", range, file),
            // Raw HTML is no words; comments are for editors.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>, file: &str) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => self.begin(),
            Tag::BlockQuote(_) => self.quotes = (self.quotes + 1).min(MAX_DEPTH),
            Tag::List(_) => {
                self.flush_tight_item();
                if self.lists == 0 {
                    self.items.clear();
                    self.list_start = range.start;
                }
                self.lists = (self.lists + 1).min(MAX_DEPTH);
            }
            Tag::Item => self.begin(),
            Tag::Emphasis => self.shape.emphasis += 1,
            Tag::Strong => {
                self.shape.in_strong = true;
                if self.text.is_empty() {
                    self.shape.strong = Some(0..0);
                }
            }
            Tag::Link { dest_url, .. } => {
                self.shape.in_link = true;
                self.shape.outside_link |= self.shape.link.is_some();
                self.shape.link = Some(dest_url.into_string());
            }
            Tag::Image { dest_url, .. } => {
                let at = file[range.clone()]
                    .rfind(&*dest_url)
                    .map_or(range.start, |at| range.start + at);
                self.image = Some((Text::at(at, &dest_url), Text::default()));
            }
            Tag::Table(_) => self.table = Some(Table::default()),
            Tag::TableCell => self.begin(),
            _ => {}
        }
    }

    fn begin(&mut self) {
        self.text = Text::default();
        self.shape = Shape::default();
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>, file: &str) {
        match tag {
            TagEnd::Paragraph if self.lists > 0 => self.finish_item_paragraph(range),
            TagEnd::Paragraph if self.quotes > 0 => self.finish_quotation(),
            TagEnd::Paragraph => self.finish_paragraph(),
            TagEnd::Heading(level) => self.push(BlockKind::Heading(level_number(level))),
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Item => self.flush_tight_item(),
            TagEnd::List(_) => {
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 {
                    self.finish_list(range);
                }
            }
            TagEnd::Emphasis => self.shape.emphasis = self.shape.emphasis.saturating_sub(1),
            TagEnd::Strong => self.shape.in_strong = false,
            TagEnd::Link => self.shape.in_link = false,
            TagEnd::Image => self.finish_image(),
            TagEnd::TableCell => {
                self.row.push(std::mem::take(&mut self.text).as_str().trim().to_owned())
            }
            TagEnd::TableHead => self.finish_row(true),
            TagEnd::TableRow => self.finish_row(false),
            TagEnd::Table => self.finish_table(range),
            TagEnd::CodeBlock => {
                // A code block is no running text of a publication.
                self.begin();
            }
            _ => {}
        }
        let _ = file;
    }

    /// Words as they stand: where an entity or an escape makes the source
    /// differ from the word, the anchor is the entity's beginning.
    fn words(&mut self, words: &str, range: Range<usize>, file: &str) {
        if let Some((_, alt)) = &mut self.image {
            return alt.push(words, range.start);
        }
        let at = match file[range.clone()].find(words) {
            Some(inside) => range.start + inside,
            None => range.start,
        };
        let from = self.text.as_str().len();
        self.text.push(words, at);
        let shape = &mut self.shape;
        let counts = !words.trim().is_empty();
        shape.any |= counts;
        shape.plain |= counts && shape.emphasis == 0;
        shape.outside_link |= counts && !shape.in_link;
        if shape.in_strong
            && let Some(strong) = &mut shape.strong
            && strong.end == from
        {
            strong.end = self.text.as_str().len();
        }
    }

    fn finish_paragraph(&mut self) {
        let shape = std::mem::take(&mut self.shape);
        let kind = match shape {
            Shape { link: Some(target), outside_link: false, any: true, .. } => {
                BlockKind::Link { target }
            }
            Shape { any: true, plain: false, .. } => BlockKind::Emphasis,
            Shape { strong: Some(strong), .. }
                if is_number(&self.text.as_str()[strong.clone()]) =>
            {
                BlockKind::Statistic(strong.end)
            }
            _ => BlockKind::Paragraph,
        };
        self.push(kind);
    }

    /// A paragraph of a block quote: the words, or who said them.
    fn finish_quotation(&mut self) {
        let words = self.text.as_str().trim_start();
        let dash = ["— ", "– ", "-- ", "―", "—"].into_iter().find(|dash| words.starts_with(dash));
        match dash {
            Some(dash)
                if self.blocks.last().is_some_and(|block| block.kind == BlockKind::Quotation) =>
            {
                let start = self.text.as_str().len() - words.len() + dash.len();
                self.text = self.text.slice(start..self.text.as_str().len()).trim();
                self.push(BlockKind::Attribution);
            }
            _ if self.blocks.last().is_some_and(|block| block.kind == BlockKind::Attribution)
                && !starts_new_quote(words) =>
            {
                self.push(BlockKind::Attribution);
            }
            _ => self.push(BlockKind::Quotation),
        }
    }

    fn push(&mut self, kind: BlockKind) {
        let text = std::mem::take(&mut self.text).trim();
        self.shape = Shape::default();
        if !text.is_empty() {
            self.blocks.push(Block { kind, span: text.span(), text });
        }
    }

    fn finish_image(&mut self) {
        if let Some((file, alt)) = self.image.take() {
            let alt = alt.as_str().trim().to_owned();
            self.blocks.push(Block {
                kind: BlockKind::Image { alt },
                span: file.span(),
                text: file,
            });
        }
    }

    fn finish_item_paragraph(&mut self, range: Range<usize>) {
        let text = std::mem::take(&mut self.text).trim();
        if !text.is_empty() {
            self.items.push((text, Span::new(range.start, range.end)));
        }
    }

    fn flush_tight_item(&mut self) {
        let span = self.text.span();
        if self.lists > 0 {
            self.finish_item_paragraph(span.start..span.end);
        }
    }

    /// A list is one of facts when its first item begins with a fact's key;
    /// else each item is a paragraph.
    fn finish_list(&mut self, range: Range<usize>) {
        let items = std::mem::take(&mut self.items);
        let is_facts = self.quotes == 0
            && items
                .first()
                .and_then(|(text, _)| fact(text))
                .is_some_and(|fact| is_fact_key(fact.key.as_str()));
        if is_facts {
            let facts = items
                .iter()
                .map(|(text, _)| fact(text).unwrap_or_else(|| broken_fact(text)))
                .collect();
            let span = Span::new(self.list_start, range.end);
            self.blocks.push(Block { kind: BlockKind::Facts(facts), text: Text::default(), span });
            return;
        }
        for (text, _) in items {
            self.text = text;
            if self.quotes > 0 { self.finish_quotation() } else { self.push(BlockKind::Paragraph) }
        }
    }

    fn finish_row(&mut self, is_head: bool) {
        let row = std::mem::take(&mut self.row);
        if let Some(table) = &mut self.table {
            if is_head { table.head = row } else { table.rows.push(row) }
        }
    }

    fn finish_table(&mut self, range: Range<usize>) {
        if let Some(table) = self.table.take() {
            let text = Text::default();
            self.blocks.push(Block {
                kind: BlockKind::Table(table),
                text,
                span: Span::new(range.start, range.end),
            });
        }
    }
}

/// `key: value`.
fn fact(text: &Text) -> Option<Fact> {
    let (key, value) = text.as_str().split_once(':')?;
    let is_key = !key.is_empty() && key.chars().count() <= 24 && !key.contains(char::is_whitespace);
    is_key.then(|| Fact { key: text.narrow(key), value: text.narrow(value.trim()) })
}

/// An item of a list of facts that is none, so that it is said to be unknown.
fn broken_fact(text: &Text) -> Fact {
    let value = text.slice(text.as_str().len()..text.as_str().len());
    Fact { key: text.clone(), value }
}

fn is_number(words: &str) -> bool {
    words.trim().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '−'))
}

/// Below an attribution, a paragraph in marks is the next quote.
fn starts_new_quote(words: &str) -> bool {
    words.starts_with(['”', '“', '"', '„', '»', '«'])
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
