//! The blocks of a page's main text, and the text they are written in: what
//! stands in its paragraphs, one after the other.

use ordret_speech::marks::QUOTE_MARKS;
use ordret_speech::pattern;

use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, Tree};
use crate::block::BlockKind;
use crate::source::line;
use crate::source::written::{self, Written};

/// Writes the blocks of what stands in `root`, without what is `left_out`.
pub fn write(tree: &Tree, root: Id, left_out: &[bool]) -> Written {
    let holds = held(tree, root);
    let mut writer = Writer {
        tree,
        left_out,
        holds,
        written: Written::default(),
        line: Line::default(),
        context: Context::default(),
        quotes: 0,
        term: None,
    };
    writer.all(root);
    writer.written
}

/// What an element holds, somewhere below.
const QUOTE: u8 = 1;
const PICTURE: u8 = 2;
const TABLE: u8 = 4;
const HEADING: u8 = 8;

fn held(tree: &Tree, root: Id) -> Vec<u8> {
    let order: Vec<Id> = tree.within(root).collect();
    let mut holds = vec![0; tree.nodes.len()];
    for &id in order.iter().rev() {
        let own = match tree.tag(id) {
            Tag::Blockquote => QUOTE,
            Tag::Image | Tag::Foreign | Tag::Unread => PICTURE,
            Tag::Table => TABLE,
            Tag::Heading(_) => HEADING,
            _ => 0,
        };
        let parent = tree.nodes[id as usize].parent;
        if parent != NONE {
            holds[parent as usize] |= own | holds[id as usize];
        }
    }
    holds
}

/// What the elements that are open say of the words in them.
#[derive(Debug, Clone, Copy, Default)]
struct Context {
    role: Role,
    /// The block quote.
    quote: Option<u32>,
    /// The number that a figure keeps for the block quote in it.
    kept: Option<u32>,
    /// The figure around.
    figure: Option<Id>,
    /// The link.
    link: Option<Id>,
    /// Whether white space counts.
    is_pre: bool,
    /// The mark that closes the innermost `q`, if it is ours.
    closing: Option<char>,
    /// How many `q` are open.
    marks: u8,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Role {
    #[default]
    Plain,
    Heading(u8),
    Item,
    Term,
    Definition,
    Caption,
    Attribution,
}

/// The paragraph being read.
#[derive(Debug, Default)]
struct Line {
    words: String,
    /// Byte of the words → line of the file.
    places: Vec<(usize, u32)>,
    /// The bytes that stand in a link.
    links: Vec<(Id, usize, usize)>,
    /// Whether white space was read since the last word.
    space: bool,
}

struct Writer<'t> {
    tree: &'t Tree,
    left_out: &'t [bool],
    holds: Vec<u8>,
    written: Written,
    line: Line,
    context: Context,
    /// How many block quotes were met.
    quotes: u32,
    /// The block that is a term whose definition may follow.
    term: Option<usize>,
}

impl Writer<'_> {
    fn all(&mut self, root: Id) {
        // As deep as the guard lets a page be.
        let mut open: Vec<(Id, Context, usize)> = Vec::new();
        let mut at = Some(root);
        while let Some(id) = at {
            let before = self.context;
            let goes_in = match self.left_out[id as usize] {
                true => {
                    if self.tree.tag(id).is_block() {
                        self.flush();
                    }
                    false
                }
                false => self.enter(id),
            };
            let from = self.written.blocks.len();
            let next = match goes_in {
                true => {
                    open.push((id, before, from));
                    self.tree.nodes[id as usize].first
                }
                false => NONE,
            };
            at = Some(next).filter(|next| *next != NONE);
            let mut ended = if goes_in { None } else { Some(id) };
            while at.is_none() {
                // Nothing below: on to what follows, closing on the way.
                let id = match ended.take() {
                    Some(id) => id,
                    None => {
                        let Some((id, before, from)) = open.pop() else { return self.flush() };
                        self.leave(id, before, from);
                        id
                    }
                };
                if open.is_empty() {
                    return self.flush();
                }
                at = Some(self.tree.nodes[id as usize].next).filter(|next| *next != NONE);
            }
        }
    }

    /// Begins an element or takes a text; whether what stands in it is read.
    fn enter(&mut self, id: Id) -> bool {
        let tag = self.tree.tag(id);
        if tag.is_block() {
            self.flush();
        }
        match tag {
            Tag::Text => self.words(id),
            Tag::Break => self.line.newline(),
            Tag::Image => self.image(id),
            Tag::Button => self.button(id),
            Tag::Table if self.is_data(id) => {
                self.table(id);
                return false;
            }
            Tag::Heading(level) if self.context.role != Role::Attribution => {
                self.context.role = Role::Heading(level);
            }
            // Old pages mark places with `a`, and do not close it.
            Tag::Anchor if self.tree.attr(id, Attr::Href).is_some() => self.context.link = Some(id),
            Tag::Pre => self.context.is_pre = true,
            Tag::Q => self.open_marks(id),
            Tag::Item => self.context.role = self.role_of_item(id),
            Tag::Term => self.context.role = Role::Term,
            Tag::Definition => self.context.role = Role::Definition,
            Tag::Caption => self.context.role = Role::Caption,
            Tag::Figure => self.begin_figure(id),
            Tag::Figcaption => self.context.role = self.role_of_figcaption(id),
            Tag::Blockquote => self.begin_quote(id),
            Tag::Cite => self.begin_cite(id),
            Tag::Footer if self.context.quote.is_some() => {
                self.context.role = Role::Attribution;
            }
            _ => {
                if tag.is_block() && self.signs_quote(id) {
                    self.context.role = Role::Attribution;
                }
                if tag.is_block() && self.tree.attr(id, Attr::Role) == Some("heading") {
                    self.context.role = Role::Heading(2);
                }
            }
        }
        !matches!(
            tag,
            Tag::Text
                | Tag::Break
                | Tag::Image
                | Tag::Button
                | Tag::Unread
                | Tag::Script
                | Tag::Foreign
                | Tag::Meta
                | Tag::Link
                | Tag::Head
        )
    }

    fn leave(&mut self, id: Id, before: Context, from: usize) {
        let tag = self.tree.tag(id);
        let cited = tag == Tag::Cite && self.context.role != before.role;
        if tag.is_block() || cited {
            self.flush();
        }
        if tag == Tag::Q {
            self.context.closing.into_iter().for_each(|mark| self.line.mark(mark));
        }
        if tag == Tag::Blockquote && before.quote.is_none() {
            self.end_quote(from);
        }
        self.context = before;
    }

    fn words(&mut self, id: Id) {
        let (text, line) = (self.tree.text(id), self.tree.nodes[id as usize].line);
        self.line.push(text, line, self.context.is_pre, self.context.link);
    }

    fn image(&mut self, id: Id) {
        let attr = |attr| {
            self.tree
                .attr(id, attr)
                .map(str::trim)
                .filter(|value| !value.is_empty() && !value.starts_with("data:"))
        };
        let Some(file) = attr(Attr::Src).or_else(|| attr(Attr::DataSrc)) else { return };
        let alt = self.tree.attr(id, Attr::Alt).unwrap_or("");
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = self.tree.nodes[id as usize].line;
        self.written.push(BlockKind::Image { alt }, file, &[(0, line)], 0);
    }

    /// Buttons are no words, but for those that end a quote or a figure.
    fn button(&mut self, id: Id) {
        let words = self.tree.words(id).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.len() <= 60 && BUTTON.is_match(&words) {
            self.flush();
            let line = self.tree.nodes[id as usize].line;
            self.written.push(BlockKind::Plain, &words, &[(0, line)], 0);
        }
    }

    /// `q` shows as quotation marks, unless its author typed them.
    fn open_marks(&mut self, id: Id) {
        let first =
            self.tree.within(id).find_map(|id| self.tree.text(id).trim_start().chars().next());
        self.context.closing = None;
        if first.is_some_and(|c| !QUOTE_MARKS.contains(&c)) {
            let (open, close) =
                if self.context.marks == 0 { ('“', '”') } else { ('‘', '’') };
            self.line.place(self.tree.nodes[id as usize].line);
            self.line.mark_open(open);
            self.context.closing = Some(close);
            self.context.marks += 1;
        }
    }

    /// An item with several paragraphs is a card rather than a line of a list.
    fn role_of_item(&self, id: Id) -> Role {
        let is_paragraph = |id: &Id| {
            let tag = self.tree.tag(*id);
            tag.is_block() && tag != Tag::List && !self.left_out[*id as usize]
        };
        let paragraphs = self.tree.children(id).filter(is_paragraph).take(2).count();
        let is_card = paragraphs > 1 || self.holds[id as usize] & (QUOTE | HEADING) != 0;
        if is_card { Role::Plain } else { Role::Item }
    }

    fn begin_figure(&mut self, id: Id) {
        self.context.figure = Some(id);
        if self.holds[id as usize] & QUOTE != 0 && self.context.quote.is_none() {
            self.quotes += 1;
            self.context.kept = Some(self.quotes);
        }
    }

    fn role_of_figcaption(&self, id: Id) -> Role {
        let holds = self.context.figure.map_or(0, |figure| self.holds[figure as usize]);
        let is_picture = holds & (PICTURE | TABLE) != 0;
        let mut words = self.tree.within(id).map(|id| self.tree.text(id).trim_start());
        let first = words.find(|words| !words.is_empty()).unwrap_or("");
        let credits = PHOTO.is_match(first);
        match self.context.kept {
            Some(_) if !credits => Role::Attribution,
            _ if is_picture || credits => Role::Caption,
            _ => Role::Plain,
        }
    }

    /// Old pages set whole articles in `blockquote` to indent them.
    fn begin_quote(&mut self, id: Id) {
        let is_page = self.holds[id as usize] & (HEADING | TABLE) != 0
            && self.tree.children(id).filter(|&id| self.tree.tag(id).is_block()).take(6).count()
                > 5;
        if is_page || self.context.quote.is_some() {
            return;
        }
        if self.context.kept.is_none() {
            self.quotes += 1;
        }
        self.context.quote = self.context.kept.or(Some(self.quotes));
        self.context.role = Role::Plain;
    }

    fn end_quote(&mut self, from: usize) {
        let Some(quote) = self.context.quote else { return };
        let next = line::declare(&mut self.written.blocks, from, quote);
        self.quotes = self.quotes.max(next - 1);
    }

    /// In a block quote `cite` at the end of its paragraph says who spoke;
    /// elsewhere in it, it is a title.
    fn begin_cite(&mut self, id: Id) {
        if self.context.role == Role::Attribution {
            return;
        }
        let ends = self.ends_paragraph(id);
        if self.context.quote.is_some() && ends {
            self.flush();
            self.context.role = Role::Attribution;
        } else if self.line.words.ends_with('\n') {
            self.flush();
        }
    }

    /// Whether no word follows `id` in its paragraph.
    fn ends_paragraph(&self, id: Id) -> bool {
        let mut root = self.tree.nodes[id as usize].parent;
        while root != NONE && !self.tree.tag(root).is_block() {
            root = self.tree.nodes[root as usize].parent;
        }
        let mut at = self.tree.following(id, root, false);
        for _ in 0..64 {
            let Some(id) = at else { return true };
            if self.tree.tag(id).is_block() {
                return true;
            }
            let text = self.tree.text(id);
            if text.contains(char::is_alphanumeric) {
                return false;
            }
            at = self.tree.following(id, root, true);
        }
        true
    }

    /// Whether a paragraph of a block quote is called its author's, and words
    /// stand before it.
    fn signs_quote(&self, id: Id) -> bool {
        self.context.quote.is_some()
            && matches!(
                self.written.blocks.last().map(|block| &block.kind),
                Some(BlockKind::Quotation { .. })
            )
            && self.tree.attr(id, Attr::Class).is_some_and(|class| AUTHOR.is_match(class))
    }

    /// Ends the paragraph: one block, or several where line breaks part them.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if self.context.is_pre {
            let words = line.words.trim_end();
            if !words.trim().is_empty() {
                self.written.push(BlockKind::Preformatted, words, &line.places, 0);
            }
            return;
        }
        for (start, words) in line::paragraphs(&line.words) {
            self.paragraph(words, start, &line);
        }
    }

    fn paragraph(&mut self, words: &str, start: usize, line: &Line) {
        let link = line.link(start, start + words.len()).map(|id| {
            let target = self.tree.attr(id, Attr::Href).unwrap_or("").trim();
            let leads =
                !target.starts_with('#') && !target.to_ascii_lowercase().starts_with("javascript:");
            if leads { target.to_owned() } else { String::new() }
        });
        let kind = match (self.context.role, self.context.quote) {
            (Role::Attribution, Some(quote)) => BlockKind::Attribution { quote },
            (Role::Attribution, None) => match self.context.kept {
                Some(quote) => BlockKind::Attribution { quote },
                None => BlockKind::Plain,
            },
            (_, Some(quote)) => BlockKind::Quotation { quote },
            (Role::Caption, _) => line::caption(words),
            // `<h6>— Navn</h6>` is set as a heading and is none.
            (Role::Heading(_), _) if line::dash(words).is_some() => BlockKind::Plain,
            (Role::Heading(level), _) => BlockKind::Heading(level),
            (Role::Term, _) => BlockKind::ListItem,
            (Role::Definition, _) => return self.definition(words, start, line),
            (Role::Item | Role::Plain, _) if link.is_some() => {
                BlockKind::Link { target: link.unwrap_or_default() }
            }
            (Role::Item, _) => BlockKind::ListItem,
            (Role::Plain, _) => BlockKind::Plain,
        };
        let is_line = matches!(kind, BlockKind::Attribution { .. });
        let after = line::dash(words).filter(|_| is_line).unwrap_or(0);
        self.written.push(kind, &words[after..], &line.places, start + after);
        self.term = (self.context.role == Role::Term).then_some(self.written.blocks.len());
    }

    /// `dt` and `dd` are one line: `Periode: 2022-2024`.
    fn definition(&mut self, words: &str, start: usize, line: &Line) {
        let term = self.term.take().filter(|&term| term == self.written.blocks.len());
        let term = term.and_then(|_| {
            self.written.blocks.pop_if(|block| {
                let term = block.text.as_str();
                term.chars().count() <= 60 && !term.ends_with(['?', '.', '!'])
            })
        });
        match term {
            Some(term) => {
                let joint = if term.text.as_str().ends_with(':') { " " } else { ": " };
                self.written.push_on(&term, joint, words, &line.places, start);
            }
            None => self.written.push(BlockKind::ListItem, words, &line.places, start),
        }
    }

    /// A table of data rather than of the page's layout.
    fn is_data(&self, table: Id) -> bool {
        let role = self.tree.attr(table, Attr::Role).unwrap_or("");
        if matches!(role, "presentation" | "none")
            || self.holds[table as usize] & (TABLE | QUOTE) != 0
        {
            return false;
        }
        let (mut heads, mut rows, mut cells, mut numbers, mut longest) = (0, 0, 0, 0, 0);
        for id in self.tree.within(table) {
            match self.tree.tag(id) {
                Tag::HeadCell | Tag::Caption => heads += 1,
                Tag::Row => rows += 1,
                Tag::Heading(_) => return false,
                _ => {}
            }
            if matches!(self.tree.tag(id), Tag::Cell | Tag::HeadCell) {
                let words = self.cell(id);
                cells += 1;
                longest = longest.max(words.chars().count());
                numbers += usize::from(words.starts_with(|c: char| c.is_ascii_digit()));
            }
        }
        let is_grid = rows >= 2 && cells >= rows * 2;
        is_grid && longest <= 400 && (heads > 0 || (numbers > 0 && longest <= 120))
    }

    fn cell(&self, cell: Id) -> String {
        let mut words = String::new();
        let mut at = Some(cell);
        while let Some(id) = at {
            let tag = self.tree.tag(id);
            if tag.is_block() || tag == Tag::Break {
                words.push(' ');
            }
            words.push_str(self.tree.text(id));
            at = self.tree.following(id, cell, !self.left_out[id as usize]);
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn table(&mut self, table: Id) {
        let (mut rows, mut is_head, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        let mut in_head = false;
        let mut at = Some(table);
        while let Some(id) = at {
            match self.tree.tag(id) {
                Tag::TableHead => in_head = true,
                Tag::TableBody => in_head = false,
                Tag::Caption => {
                    let words = self.cell(id);
                    let line = self.tree.nodes[id as usize].line;
                    if !words.is_empty() {
                        self.written.push(line::caption(&words), &words, &[(0, line)], 0);
                    }
                }
                Tag::Row => {
                    rows.push(Vec::new());
                    is_head.push(true);
                    lines.push(self.tree.nodes[id as usize].line);
                }
                tag @ (Tag::Cell | Tag::HeadCell) => {
                    if let (Some(row), Some(head)) = (rows.last_mut(), is_head.last_mut()) {
                        row.push(self.cell(id));
                        *head &= in_head || tag == Tag::HeadCell;
                    }
                }
                _ => {}
            }
            at = self.tree.following(id, table, !self.left_out[id as usize]);
        }
        let mut text = String::new();
        let mut places = Vec::new();
        for (row, line) in rows.iter().zip(lines) {
            places.push((text.len(), line));
            text.push_str(&row.join("\t"));
            text.push('\n');
        }
        if let Some(table) = written::table(rows, is_head.first() == Some(&true)) {
            self.written.push_table(table, text.trim_end(), &places);
        }
    }
}

pattern!(BUTTON, r"(?i)\b(?:citat|illustration|figur|graf|diagram|statistik|download)");
pattern!(PHOTO, r"(?i)^(?:arkiv|presse)?(?:foto|illustration|tegning|billede)\b");
pattern!(
    AUTHOR,
    r"(?i)(?:^|[\s_-])(?:author|forfatter|navn|name|cite|signature|afsender|kilde|person|who|hvem|attribution|by)(?:$|[\s_-])"
);

impl Line {
    fn place(&mut self, line: u32) {
        if self.places.last().is_none_or(|&(_, last)| last != line) {
            self.places.push((self.words.len(), line));
        }
    }

    fn push(&mut self, text: &str, mut line: u32, is_pre: bool, link: Option<Id>) {
        let from = self.words.len();
        for c in text.chars() {
            if c == '\n' && is_pre {
                self.words.push(c);
                line += 1;
            } else if c.is_ascii_whitespace() && !is_pre {
                self.space = true;
                line += u32::from(c == '\n');
            } else {
                self.take_space();
                self.place(line);
                self.words.push(c);
            }
        }
        let Some(link) = link.filter(|_| self.words.len() > from) else { return };
        match self.links.last_mut().filter(|(id, _, _)| *id == link) {
            Some((_, _, end)) => *end = self.words.len(),
            None => self.links.push((link, from, self.words.len())),
        }
    }

    fn take_space(&mut self) {
        if std::mem::take(&mut self.space) && !self.words.is_empty() && !self.words.ends_with('\n')
        {
            self.words.push(' ');
        }
    }

    fn newline(&mut self) {
        self.space = false;
        self.words.push('\n');
    }

    fn mark_open(&mut self, mark: char) {
        self.take_space();
        self.words.push(mark);
    }

    /// A closing mark stands at its word.
    fn mark(&mut self, mark: char) {
        self.words.push(mark);
    }

    /// The link that the bytes stand in, all of them.
    fn link(&self, start: usize, end: usize) -> Option<Id> {
        // A link begins before the blank in front of its first word.
        let after = self.links.partition_point(|&(_, from, _)| from <= start + 1);
        let &(id, from, to) = self.links.get(after.checked_sub(1)?)?;
        (from < end && to >= end).then_some(id)
    }
}
