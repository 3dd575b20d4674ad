//! The reader of the authoring format: Markdown with front matter, as
//! docs/content.md describes it.

use std::ops::Range;

use ordret_model::{Span, Table};
use ordret_speech::pattern;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{MAX_BLOCKS, Page, line};
use crate::block::{Block, BlockKind, Fact};
use crate::diagnostic::{Code, Diagnostics};
use crate::make::facts::is_fact_key;
use crate::meta::{KEYS, Meta};
use crate::number;
use crate::text::Text;

/// Lines and marks of one page that are read.
const MAX_MARKS: usize = 3_000_000;

/// Whether a text without a name is Markdown.
pub fn fits(start: &str) -> bool {
    start.trim_start().starts_with("---")
        || start.lines().any(|line| line.starts_with("# ") || line.starts_with("> "))
}

/// Reads a Markdown file.
pub fn read(file: String, diagnostics: &mut Diagnostics) -> Option<Page> {
    let (meta, body) = match front_matter(&file) {
        FrontMatter::None => (Meta::default(), 0),
        FrontMatter::Of { yaml, body } => {
            (Meta::from_yaml(&file[yaml.clone()], yaml.start, diagnostics)?, body)
        }
        FrontMatter::Unclosed(at) => {
            diagnostics.say(at, Code::MetaOpen, &[]);
            return None;
        }
        FrontMatter::Misplaced(at) => {
            diagnostics.say(at, Code::MetaMisplaced, &[]);
            return None;
        }
    };
    // The parser holds a page as a tree, with a node for each of these.
    let marks = file.bytes().filter(|b| b"*_[]!<&`|\\~\n".contains(b)).count();
    if marks > MAX_MARKS {
        diagnostics.say(0, Code::TooManyMarks, &[&MAX_MARKS]);
        return None;
    }
    let mut builder = Builder::default();
    for (event, range) in Parser::new_ext(&file[body..], Options::ENABLE_TABLES).into_offset_iter()
    {
        builder.event(event, body + range.start..body + range.end, &file);
        if builder.blocks.len() > MAX_BLOCKS {
            diagnostics.say(0, Code::TooManyParagraphs, &[&MAX_BLOCKS]);
            return None;
        }
    }
    let blocks = builder.blocks;
    Some(Page { meta, text: file, blocks, places: None, nested: true })
}

/// Where a page says what it is.
enum FrontMatter {
    /// Nowhere.
    None,
    /// Here; the page itself begins at `body`.
    Of { yaml: Range<usize>, body: usize },
    /// It begins here and does not end.
    Unclosed(usize),
    /// It stands below other words, or lacks its first line.
    Misplaced(usize),
}

/// How many lines from the top an editor may mean as front matter.
const NEAR_THE_TOP: usize = 40;

/// Front matter stands between `---` and the next `---`, with nothing but
/// blanks and comments above it. What else looks like it is never passed over:
/// it may say that all is invented.
fn front_matter(file: &str) -> FrontMatter {
    let top = above_front_matter(file);
    let lines = lines_from(file, top);
    let ends = |from: usize| lines_from(file, from).find(|(_, line)| is_fence(line));
    if let Some((at, first)) = lines.clone().next().filter(|(_, line)| is_fence(line)) {
        let start = at + first.len();
        // A rule that only stands at the top announces nothing.
        if top == 0 || begins_with_key(file, start) {
            return match ends(start) {
                Some((end, line)) => FrontMatter::Of { yaml: start..end, body: end + line.len() },
                None => FrontMatter::Unclosed(at),
            };
        }
    }
    if begins_with_key(file, top)
        && ends(top).is_some_and(|(end, _)| is_all_entries(&file[top..end]))
    {
        return FrontMatter::Misplaced(top);
    }
    if is_all_keys(lines_from(file, top).map(|(_, line)| line)) {
        return FrontMatter::Misplaced(top);
    }
    let fences = lines.take(NEAR_THE_TOP).filter(|(_, line)| is_nearly_fence(line));
    let misplaced = fences.map(|(at, line)| (at, at + line.len())).find(|&(_, start)| {
        let end = lines_from(file, start).find(|(_, line)| is_nearly_fence(line));
        begins_with_key(file, start)
            && end.is_some_and(|(end, _)| is_all_entries(&file[start..end]))
    });
    misplaced.map_or(FrontMatter::None, |(at, _)| FrontMatter::Misplaced(at))
}

/// Where the first line stands that is neither blank nor a comment.
fn above_front_matter(file: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &file[at..];
        let blank = rest.len() - rest.trim_start_matches(BLANK).len();
        let comment = rest[blank..].strip_prefix("<!--").and_then(|comment| comment.find("-->"));
        match comment {
            Some(end) => at += blank + "<!--".len() + end + "-->".len(),
            // What is set in on its own line begins with that line's blanks.
            None => return at + rest[..blank].rfind('\n').map_or(0, |line| line + 1),
        }
    }
}

/// The lines from byte `from` on, with their breaks, each with its byte.
fn lines_from(file: &str, from: usize) -> impl Iterator<Item = (usize, &str)> + Clone {
    file[from..].split_inclusive('\n').scan(from, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// What is not seen around a line, whatever an editor or a web page has put there.
const BLANK: [char; 8] = [' ', '\t', '\r', '\n', '\u{FEFF}', '\u{A0}', '\u{200B}', '\u{2060}'];

fn is_fence(line: &str) -> bool {
    line.trim_matches(BLANK) == "---"
}

/// Whether a line is what a word processor makes of `---`, or what other programs have instead.
fn is_nearly_fence(line: &str) -> bool {
    let bare = line.trim_matches(BLANK);
    let is_long = bare.chars().count() > 2 || bare.contains(['–', '—', '―']);
    is_long && bare.chars().all(|c| "-–—―−+".contains(c))
}

/// Whether each line up to the first empty one is a key of the front matter with its value.
fn is_all_keys<'l>(lines: impl Iterator<Item = &'l str>) -> bool {
    let mut lines = lines.map(|line| line.trim_matches(BLANK)).take_while(|line| !line.is_empty());
    let is_entry = |line: &str| key_of(line).is_some_and(|key| KEYS.contains(&key));
    lines.next().is_some_and(is_entry) && lines.all(is_entry)
}

/// What stands before the first colon of a line, or the first equals sign.
fn key_of(line: &str) -> Option<&str> {
    line.split_once([':', '=']).map(|(key, _)| key.trim_matches(BLANK))
}

/// Whether the first line from `start` on that says anything has a key of the
/// front matter.
fn begins_with_key(file: &str, start: usize) -> bool {
    let mut lines = file[start..].lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first.and_then(key_of).is_some_and(|key| KEYS.contains(&key))
}

/// Whether every line is an entry, or goes on with one.
fn is_all_entries(text: &str) -> bool {
    text.lines().all(|line| {
        let is_entry = key_of(line).is_some_and(|key| {
            !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b' ')
        });
        let goes_on = line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-', ']']);
        is_entry || goes_on
    })
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
    /// The block quote being read.
    quote: Quote,
    /// The items of the outermost list being read.
    items: Vec<(Text, Span)>,
    list_start: usize,
    /// What the paragraph being read consists of.
    shape: Shape,
    table: Option<Table>,
    row: Vec<String>,
    /// Pictures that are open, each with what it shows: one may stand in
    /// another.
    images: Vec<(Text, Text)>,
}

/// A block quote being read.
#[derive(Debug)]
struct Quote {
    /// Its number, from 1.
    number: u32,
    /// The block it begins with.
    from: usize,
    /// A list of one item, which a keyboard's hyphen before the name gives.
    hyphen: Option<usize>,
    /// Whether it is a box that notes something rather than a quote.
    is_note: bool,
}

impl Default for Quote {
    fn default() -> Self {
        Quote { number: 1, from: 0, hyphen: None, is_note: false }
    }
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
    /// The bytes where lines begin, the first not among them.
    breaks: Vec<usize>,
}

impl Builder {
    fn event(&mut self, event: Event, range: Range<usize>, file: &str) {
        match event {
            Event::Start(tag) => self.start(tag, range, file),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.words(&text, range, file),
            Event::Code(text) => self.words(&text, range, file),
            Event::SoftBreak => self.line_break(" ", range, file),
            Event::HardBreak => self.line_break("\n", range, file),
            Event::InlineHtml(tag) | Event::Html(tag) => self.html(&tag, range, file),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>, file: &str) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => self.begin(),
            Tag::CodeBlock(_) => {
                self.flush_tight_item();
                self.begin();
            }
            Tag::BlockQuote(_) => {
                self.flush_tight_item();
                if self.quotes == 0 {
                    self.quote = Quote {
                        number: self.quote.number,
                        from: self.blocks.len(),
                        ..Quote::default()
                    };
                }
                self.quotes += 1;
            }
            Tag::List(_) => {
                self.flush_tight_item();
                if self.lists == 0 {
                    self.items.clear();
                    self.list_start = range.start;
                }
                self.lists += 1;
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
                let at = address(&dest_url, range, file);
                self.images.push((Text::at(at, &dest_url), Text::default()));
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

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph if self.lists > 0 => self.finish_item_paragraph(range),
            TagEnd::Paragraph if self.quotes > 0 => self.finish_quotation(),
            TagEnd::Paragraph => self.finish_paragraph(),
            TagEnd::Heading(level) => self.push(BlockKind::Heading(level_number(level))),
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                if self.quotes == 0 {
                    self.finish_quote();
                }
            }
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
            TagEnd::HtmlBlock => self.finish_paragraph(),
            TagEnd::CodeBlock if self.lists > 0 => self.finish_item_paragraph(range),
            TagEnd::CodeBlock => self.push(BlockKind::Preformatted),
            _ => {}
        }
    }

    fn line_break(&mut self, joint: &str, range: Range<usize>, file: &str) {
        self.words(joint, range, file);
        self.shape.breaks.push(self.text.as_str().len());
    }

    /// Raw HTML is no words, and comments are for editors; but `<Anna>` is no
    /// HTML.
    fn html(&mut self, tag: &str, range: Range<usize>, file: &str) {
        let Some(name) = TAG.captures(tag).and_then(|found| found.get(1)) else { return };
        match name.as_str().to_ascii_lowercase().as_str() {
            "br" => self.line_break("\n", range, file),
            name if ELEMENTS.contains(&name) || name.contains('-') => {}
            _ => self.words(tag.trim_end(), range, file),
        }
    }

    /// Words as they stand: where an entity or an escape makes the source
    /// differ from the word, the anchor is the entity's beginning.
    fn words(&mut self, words: &str, range: Range<usize>, file: &str) {
        if let Some((_, alt)) = self.images.last_mut() {
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
            Shape { strong: Some(strong), .. } => {
                match number::statistic(&self.text.as_str()[strong.clone()]) {
                    Some(length) => BlockKind::Statistic(strong.start + length),
                    None => BlockKind::Paragraph,
                }
            }
            _ => BlockKind::Paragraph,
        };
        self.push(kind);
    }

    /// A paragraph of a block quote. A line in it that begins with a dash is
    /// one of its own.
    fn finish_quotation(&mut self) {
        let shape = std::mem::take(&mut self.shape);
        if self.blocks.len() == self.quote.from {
            self.note(shape.strong.unwrap_or_default());
        }
        let number = self.quote.number;
        let kind = || BlockKind::Quotation { quote: number };
        let words = self.text.as_str();
        let of_line = |&at: &usize| line::dash(&words[at..]).is_some();
        if let Some(at) = shape.breaks.into_iter().rev().find(of_line)
            && line::dash(words).is_none()
        {
            let line = self.text.slice(at..words.len());
            self.text = self.text.slice(0..at);
            self.push(kind());
            self.text = line;
        }
        self.push(kind());
    }

    /// Whether the first paragraph of a block quote, whose beginning in bold
    /// is `strong`, makes it a box: `**Bemærk:** …`, `[!NOTE]`.
    fn note(&mut self, strong: Range<usize>) {
        let words = self.text.as_str();
        if let Some(kind) = BOX.find(words) {
            self.text = self.text.slice(kind.end()..words.len());
            self.quote.is_note = true;
            return;
        }
        let is_label =
            words[strong.end..].starts_with(':') || words[strong.clone()].trim_end().ends_with(':');
        self.quote.is_note = is_label && NOTE.is_match(words[strong].trim());
    }

    fn finish_quote(&mut self) {
        let from = self.quote.from.min(self.blocks.len());
        if self.quote.is_note {
            for block in &mut self.blocks[from..] {
                if matches!(block.kind, BlockKind::Quotation { .. }) {
                    block.kind = BlockKind::Paragraph;
                }
            }
            return;
        }
        let quote = self.quote.number;
        if let Some(at) = self.quote.hyphen.filter(|&at| at > from && at + 1 == self.blocks.len()) {
            self.blocks[at].kind = BlockKind::Attribution { quote };
        }
        self.quote.number = line::declare(&mut self.blocks, from, quote);
    }

    fn push(&mut self, kind: BlockKind) {
        let text = std::mem::take(&mut self.text).trim();
        self.shape = Shape::default();
        if !text.is_empty() {
            self.blocks.push(Block { kind, span: text.span(), text });
        }
    }

    fn finish_image(&mut self) {
        if let Some((file, alt)) = self.images.pop() {
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
        self.quote.hyphen = (items.len() == 1).then_some(self.blocks.len());
        for (text, _) in items {
            self.text = text;
            if self.quotes > 0 { self.finish_quotation() } else { self.push(BlockKind::ListItem) }
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
                kind: BlockKind::Table(Box::new(table)),
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

// What a box is called, in bold or as GitHub writes it.
pattern!(BOX, r"^\[!\p{Lu}+\]\s*");
pattern!(
    NOTE,
    r"(?i)^(?:bemærk|note|nb|obs|tip|husk|vigtigt|advarsel|pas på|fakta(?:boks)?|info(?:rmation)?|opdatering|opdateret|rettelse|kilde|warning|important|caution)\b[!.]*:?$"
);
pattern!(TAG, r"^</?([\p{L}][\p{L}\p{N}\-]*)");

/// The names of HTML's elements: what is written so in Markdown is no word.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "menu",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "option",
    "p",
    "param",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Where the address of a picture stands: at the end of the picture, unless it
/// is kept elsewhere or written with entities. Only so much of the end is
/// looked through, because pictures nest.
fn address(address: &str, picture: Range<usize>, file: &str) -> usize {
    let mut from = picture.end.saturating_sub(address.len() + 256).max(picture.start);
    while !file.is_char_boundary(from) {
        from += 1;
    }
    file[from..picture.end].rfind(address).map_or(picture.start, |at| from + at)
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
