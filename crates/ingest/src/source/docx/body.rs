//! A part with text (the document, its footnotes, its endnotes) as paragraphs
//! and tables, as they are to be read: what was deleted, hidden or is a field's
//! code is left out, and no word is changed.

use std::collections::HashMap;

use super::refused::Refused;
use super::styles::{Look, Role, Styles, Symbols, heading};
use super::symbols;
use super::xml::{Element, Node, Xml};

/// Paragraphs, cells and pictures of one document that are read.
pub const MAX_PIECES: usize = 500_000;

/// Word's own limit. A table that is wider is none.
pub const MAX_COLUMNS: usize = 63;

/// What stands in a document, in its order.
#[derive(Debug)]
pub enum Piece {
    /// A paragraph.
    Paragraph(Box<Paragraph>),
    /// A table.
    Table(Vec<Row>),
}

/// A paragraph.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// Its words; line breaks and tabs as such.
    pub words: String,
    /// What its style says that it is.
    pub role: Role,
    /// How many bytes at its beginning are bold.
    pub bold: usize,
    /// Whether all its words are in italics.
    pub is_italic: bool,
    /// Where it leads, if all its words are one link.
    pub link: Option<String>,
    /// The pictures that stand in it.
    pub pictures: Vec<Picture>,
}

/// A picture.
#[derive(Debug, Default)]
pub struct Picture {
    /// The name of its file, or of itself.
    pub name: String,
    /// What it shows.
    pub alt: String,
}

/// A row of a table.
#[derive(Debug, Default)]
pub struct Row {
    /// Its cells. One that is merged with its neighbour stands before cells
    /// that are empty, so that columns agree.
    pub cells: Vec<Vec<Piece>>,
    /// Whether it is repeated on every page: it names the columns.
    pub is_head: bool,
    is_deleted: bool,
}

/// What a part holds.
#[derive(Debug, Default)]
pub struct Story {
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// Its notes, by their ids.
    pub notes: HashMap<String, Vec<Piece>>,
    /// The notes that its words refer to, in their order.
    pub references: Vec<(Notes, String)>,
}

/// Where notes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notes {
    /// At the foot of the page.
    Foot,
    /// At the end.
    End,
}

/// Reads a part. `targets` tells where its links and pictures lead, by id;
/// `count` is how many pieces have been read of the document.
pub fn read(
    text: &str,
    styles: &Styles,
    targets: &HashMap<String, String>,
    count: &mut usize,
) -> Result<Story, Refused> {
    let mut body = Body {
        styles,
        targets,
        count,
        place: Place::Story,
        link: None,
        run: Look::default(),
        text: String::new(),
        stories: vec![Vec::new()],
        paragraphs: Vec::new(),
        pending: None,
        tables: Vec::new(),
        rows: Vec::new(),
        cells: Vec::new(),
        pictures: Vec::new(),
        fields: Vec::new(),
        muted: 0,
        branches: Vec::new(),
        controls: Vec::new(),
        links: Vec::new(),
        story: Story::default(),
    };
    let mut xml = Xml::of(text);
    let mut open: Vec<Frame> = Vec::new();
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(element) => {
                let before = (body.place, body.link);
                match body.enter(&element) {
                    Some(opened) => open.push(Frame { opened, before }),
                    None => xml.skip()?,
                }
            }
            Node::End => {
                if let Some(frame) = open.pop() {
                    body.leave(frame.opened)?;
                    (body.place, body.link) = frame.before;
                }
            }
            Node::Text(text) => body.take(&text),
        }
    }
    body.flush_pending();
    body.story.pieces = body.stories.pop().unwrap_or_default();
    Ok(body.story)
}

/// An element that is open.
struct Frame {
    opened: Opened,
    before: (Place, Option<usize>),
}

/// What an element began, and so what its end ends.
enum Opened {
    Nothing,
    Paragraph,
    /// With how the words of the run around it look.
    Run(Look),
    /// Whether blanks at its ends count.
    Words(bool),
    Drawing,
    Box,
    Table,
    Row,
    Cell,
    Note(String),
    Branches,
    Control,
}

/// What the elements that are open make of those in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Story,
    /// `pPr`, and what it says of the paragraph's mark.
    Paragraph,
    Mark,
    Run,
    /// `rPr` of a run.
    Look,
    Words,
    /// `instrText`: the code of a field.
    Code,
    Drawing,
    Row,
    Cell,
    Control,
}

/// A paragraph being read.
#[derive(Debug, Default)]
struct Open {
    paragraph: Paragraph,
    /// Its style, its own level and whether it is numbered, as it says.
    style: Option<String>,
    outline: Option<u8>,
    numbered: Option<bool>,
    /// How its words look unless they say otherwise.
    look: Look,
    /// Whether a word that is not bold, one not in italics, and one in no link
    /// was read.
    plain: bool,
    upright: bool,
    unlinked: bool,
    any: bool,
    link: Option<usize>,
    /// Whether the mark of a note was met right before.
    after_mark: bool,
    /// Whether its end was deleted, so that it and the next are one.
    goes_on: bool,
    boxes: Vec<Piece>,
}

/// A cell being read.
#[derive(Debug, Default)]
struct Cell {
    span: usize,
    /// Whether it is the lower or the right part of one that began before.
    is_rest: bool,
    is_deleted: bool,
}

/// A picture or a drawing being read.
#[derive(Debug, Default)]
struct Drawing {
    picture: Picture,
    file: Option<String>,
    is_picture: bool,
}

/// A field being read.
#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether it is its code that is read, or a result that is not kept.
    muted: bool,
}

struct Body<'b> {
    styles: &'b Styles,
    targets: &'b HashMap<String, String>,
    count: &'b mut usize,
    place: Place,
    link: Option<usize>,
    run: Look,
    /// What stands in the `t` being read.
    text: String,
    /// The pieces of the document, of the box in it, of the cell in that …
    stories: Vec<Vec<Piece>>,
    paragraphs: Vec<Open>,
    /// A paragraph whose end was deleted, with the story that it stands in.
    pending: Option<(usize, Box<Open>)>,
    tables: Vec<Vec<Row>>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    pictures: Vec<Drawing>,
    fields: Vec<Field>,
    /// How many fields are muted.
    muted: usize,
    /// Of each choice between forms that is open: whether one was taken.
    branches: Vec<bool>,
    /// Of each form control: whether it shows what is to be typed there.
    controls: Vec<bool>,
    /// Where the links lead.
    links: Vec<String>,
    story: Story,
}

impl Body<'_> {
    /// Begins an element; `None` for one that is passed over with all in it.
    fn enter(&mut self, element: &Element) -> Option<Opened> {
        let name = element.name();
        if LEFT_OUT.contains(&name) {
            return None;
        }
        match self.place {
            Place::Paragraph => return self.paragraph_property(name, element),
            Place::Mark => {
                let is_gone = matches!(name, "del" | "moveFrom");
                self.paragraphs.last_mut().into_iter().for_each(|open| open.goes_on |= is_gone);
                return None;
            }
            Place::Look => {
                match name {
                    "rStyle" => self.run = self.styles.look(&element.val()).over(self.run),
                    _ => {
                        let mut own = Look::default();
                        own.read(element);
                        self.run = own.over(self.run);
                    }
                }
                return None;
            }
            Place::Row => return self.row_property(name, element),
            Place::Cell => return self.cell_property(name, element),
            Place::Control => {
                let shows = name == "showingPlcHdr" && element.is_on();
                self.controls.last_mut().into_iter().for_each(|control| *control |= shows);
                return None;
            }
            // Deleted words and what was moved elsewhere; properties that say
            // so were told above.
            _ if matches!(name, "del" | "moveFrom") => return None,
            Place::Drawing => return self.drawn(name, element),
            Place::Story | Place::Run | Place::Words | Place::Code => {}
        }
        Some(match name {
            "p" => self.begin_paragraph(),
            "pPr" if !self.paragraphs.is_empty() => self.go(Place::Paragraph),
            "r" => {
                let around = self.run;
                self.run = self.paragraphs.last().map(|open| open.look).unwrap_or_default();
                self.place = Place::Run;
                Opened::Run(around)
            }
            "rPr" => self.go(Place::Look),
            "t" => {
                self.text.clear();
                self.place = Place::Words;
                Opened::Words(element.attr("space").is_some_and(|space| space == "preserve"))
            }
            "instrText" => self.go(Place::Code),
            "hyperlink" => {
                let id = element.attr("id").unwrap_or_default();
                self.links.push(self.targets.get(&*id).cloned().unwrap_or_default());
                self.link = Some(self.links.len() - 1);
                Opened::Nothing
            }
            "fldSimple" if is_mark(&element.attr("instr").unwrap_or_default()) => return None,
            "drawing" | "pict" | "object" => {
                self.pictures.push(Drawing::default());
                self.place = Place::Drawing;
                Opened::Drawing
            }
            "tbl" => {
                self.flush_pending();
                self.tables.push(Vec::new());
                self.place = Place::Story;
                Opened::Table
            }
            "tr" if !self.tables.is_empty() => {
                self.rows.push(Row::default());
                Opened::Row
            }
            "trPr" if !self.rows.is_empty() => self.go(Place::Row),
            "tc" if !self.rows.is_empty() => {
                self.cells.push(Cell::default());
                self.begin_story(Opened::Cell)
            }
            "tcPr" if !self.cells.is_empty() => self.go(Place::Cell),
            "footnote" | "endnote" => {
                let id = element.attr("id").unwrap_or_default().into_owned();
                self.begin_story(Opened::Note(id))
            }
            "AlternateContent" => {
                self.branches.push(false);
                Opened::Branches
            }
            "Choice" | "Fallback" => return self.branch(),
            "sdt" => {
                self.controls.push(false);
                Opened::Control
            }
            "sdtPr" if !self.controls.is_empty() => self.go(Place::Control),
            "sdtContent" if self.controls.last() == Some(&true) => return None,
            _ => return self.inline(name, element),
        })
    }

    /// What stands between words.
    fn inline(&mut self, name: &str, element: &Element) -> Option<Opened> {
        match name {
            "tab" | "ptab" => self.say("\t"),
            "br" | "cr" => self.say("\n"),
            // It is the line that must not break here; the hyphen is one.
            "noBreakHyphen" => self.say("-"),
            "sym" => {
                let code =
                    element.attr("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let font = element.attr("font").and_then(|font| Symbols::of_font(&font));
                if let Some(c) = code.and_then(|code| symbols::character(code, font)) {
                    self.say(c.encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" => return self.refer(Notes::Foot, element),
            "endnoteReference" => return self.refer(Notes::End, element),
            "fldChar" => self.field(&element.attr("fldCharType").unwrap_or_default()),
            // A half is no twelve, and a square no twenty-two.
            "den" => self.say("/"),
            "sup" => self.say("^"),
            _ => {}
        }
        Some(Opened::Nothing)
    }

    fn go(&mut self, place: Place) -> Opened {
        self.place = place;
        Opened::Nothing
    }

    fn begin_story(&mut self, opened: Opened) -> Opened {
        self.stories.push(Vec::new());
        self.place = Place::Story;
        self.link = None;
        opened
    }

    /// Of several forms of one thing the first is read: Word writes the others
    /// for programs that do not know it.
    fn branch(&mut self) -> Option<Opened> {
        match self.branches.last_mut() {
            Some(true) => return None,
            Some(taken) => *taken = true,
            None => {}
        }
        Some(Opened::Nothing)
    }

    fn begin_paragraph(&mut self) -> Opened {
        let depth = self.stories.len();
        let pending = self.pending.take_if(|(own, _)| *own == depth);
        let mut open = pending.map_or_else(Open::default, |(_, open)| *open);
        // The mark that is left is the later one, and with it what it says.
        open.goes_on = false;
        (open.style, open.outline, open.numbered) = (None, None, None);
        open.look = self.styles.paragraph(None).look;
        self.paragraphs.push(open);
        self.place = Place::Story;
        self.link = None;
        Opened::Paragraph
    }

    fn paragraph_property(&mut self, name: &str, element: &Element) -> Option<Opened> {
        let open = self.paragraphs.last_mut()?;
        match name {
            "pStyle" => {
                let id = element.val().into_owned();
                open.look = self.styles.paragraph(Some(&id)).look;
                open.style = Some(id);
            }
            "outlineLvl" => open.outline = element.val().parse().ok().filter(|level| *level < 9),
            "numId" => open.numbered = Some(element.val() != "0"),
            "numPr" => return Some(Opened::Nothing),
            "rPr" => return Some(self.go(Place::Mark)),
            _ => {}
        }
        None
    }

    fn row_property(&mut self, name: &str, element: &Element) -> Option<Opened> {
        let row = self.rows.last_mut()?;
        match name {
            "tblHeader" => row.is_head = element.is_on(),
            "del" => row.is_deleted = true,
            "gridBefore" => {
                let before = span(&element.val());
                *self.count += before;
                row.cells.resize_with(before, Vec::new);
            }
            _ => {}
        }
        None
    }

    fn cell_property(&mut self, name: &str, element: &Element) -> Option<Opened> {
        let cell = self.cells.last_mut()?;
        match name {
            "gridSpan" => cell.span = span(&element.val()),
            "vMerge" | "hMerge" => cell.is_rest = element.val() != "restart",
            "cellDel" => cell.is_deleted = true,
            _ => {}
        }
        None
    }

    /// In a drawing only a picture, what it shows, and text boxes count.
    fn drawn(&mut self, name: &str, element: &Element) -> Option<Opened> {
        let drawing = self.pictures.last_mut();
        let attr = |name| element.attr(name).unwrap_or_default().into_owned();
        match name {
            "txbxContent" => return Some(self.begin_story(Opened::Box)),
            "AlternateContent" => {
                self.branches.push(false);
                return Some(Opened::Branches);
            }
            "Choice" | "Fallback" => return self.branch(),
            _ => {}
        }
        let Some(drawing) = drawing else { return Some(Opened::Nothing) };
        let id = match name {
            "docPr" if drawing.picture.name.is_empty() => {
                drawing.picture = Picture { name: attr("name"), alt: attr("descr") };
                None
            }
            "shape" if drawing.picture.alt.is_empty() => {
                drawing.picture.alt = attr("alt");
                None
            }
            "blip" => element.attr("embed").or_else(|| element.attr("link")),
            "imagedata" => element.attr("id"),
            "chart" | "relIds" => {
                drawing.is_picture = true;
                None
            }
            _ => None,
        };
        if let Some(id) = id {
            drawing.is_picture = true;
            let file = self.targets.get(&*id).and_then(|target| target.rsplit('/').next());
            drawing.file = drawing.file.take().or_else(|| file.map(str::to_owned));
        }
        Some(Opened::Nothing)
    }

    fn leave(&mut self, opened: Opened) -> Result<(), Refused> {
        match opened {
            Opened::Nothing => {}
            Opened::Run(around) => self.run = around,
            Opened::Words(keeps_blanks) => {
                // Only `br` breaks a line.
                let text = std::mem::take(&mut self.text).replace(['\n', '\r'], " ");
                let blank = |c: char| c.is_ascii_whitespace();
                self.say(if keeps_blanks { &text } else { text.trim_matches(blank) });
            }
            Opened::Paragraph => self.end_paragraph()?,
            Opened::Drawing => self.end_drawing()?,
            Opened::Box => {
                let pieces = self.end_story();
                match self.paragraphs.last_mut() {
                    Some(open) => open.boxes.extend(pieces),
                    None => self.extend(pieces),
                }
            }
            Opened::Cell => {
                let pieces = self.end_story();
                let cell = self.cells.pop().unwrap_or_default();
                self.counted(cell.span.max(1))?;
                if let Some(row) = self.rows.last_mut().filter(|_| !cell.is_deleted) {
                    row.cells.push(if cell.is_rest { Vec::new() } else { pieces });
                    let after = row.cells.len() + cell.span.saturating_sub(1);
                    row.cells.resize_with(after, Vec::new);
                }
            }
            Opened::Row => {
                let row = self.rows.pop().filter(|row| !row.is_deleted);
                if let Some(table) = self.tables.last_mut() {
                    table.extend(row);
                }
            }
            Opened::Table => {
                let rows = self.tables.pop().unwrap_or_default();
                self.extend([Piece::Table(rows)]);
            }
            Opened::Note(id) => {
                let pieces = self.end_story();
                self.story.notes.insert(id, pieces);
            }
            Opened::Branches => _ = self.branches.pop(),
            Opened::Control => _ = self.controls.pop(),
        }
        Ok(())
    }

    fn end_story(&mut self) -> Vec<Piece> {
        self.flush_pending();
        self.stories.pop().unwrap_or_default()
    }

    fn extend(&mut self, pieces: impl IntoIterator<Item = Piece>) {
        if let Some(story) = self.stories.last_mut() {
            story.extend(pieces);
        }
    }

    fn counted(&mut self, pieces: usize) -> Result<(), Refused> {
        *self.count += pieces;
        match *self.count > MAX_PIECES {
            true => Err(Refused::TooManyParagraphs(MAX_PIECES)),
            false => Ok(()),
        }
    }

    fn end_paragraph(&mut self) -> Result<(), Refused> {
        // A code that goes beyond its paragraph is one that nothing ends; what
        // follows is words.
        if self.muted > 0 {
            self.fields.clear();
            self.muted = 0;
        }
        let Some(open) = self.paragraphs.pop() else { return Ok(()) };
        if open.goes_on {
            // Two in a row that nothing parts: the first goes on in the next.
            self.flush_pending();
            self.pending = Some((self.stories.len(), Box::new(open)));
            return Ok(());
        }
        self.counted(1)?;
        self.add(open);
        Ok(())
    }

    fn flush_pending(&mut self) {
        let depth = self.stories.len();
        if let Some((_, open)) = self.pending.take_if(|(own, _)| *own >= depth) {
            self.add(*open);
        }
    }

    fn add(&mut self, open: Open) {
        let style = self.styles.paragraph(open.style.as_deref());
        let mut paragraph = open.paragraph;
        paragraph.role = match (style.role, open.outline, open.numbered) {
            (Role::Plain | Role::Item, Some(level), _) => heading(level),
            (Role::Plain, None, Some(true)) => Role::Item,
            (Role::Item, None, Some(false)) => Role::Plain,
            (role, ..) => role,
        };
        paragraph.is_italic = open.any && !open.upright;
        let link = open.link.filter(|_| !open.unlinked);
        paragraph.link = link.and_then(|link| self.links.get(link).cloned());
        self.extend(std::iter::once(Piece::Paragraph(Box::new(paragraph))).chain(open.boxes));
    }

    fn end_drawing(&mut self) -> Result<(), Refused> {
        let Some(drawing) = self.pictures.pop() else { return Ok(()) };
        let is_seen = self.muted == 0 && self.run.hidden != Some(true);
        if !drawing.is_picture || !is_seen {
            return Ok(());
        }
        self.counted(1)?;
        if let Some(open) = self.paragraphs.last_mut() {
            let Picture { name, alt } = drawing.picture;
            let name = drawing.file.unwrap_or(name);
            open.paragraph.pictures.push(Picture { name, alt });
        }
        Ok(())
    }

    /// A field's code, its result, and its end.
    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.fields.push(Field { code: String::new(), muted: true });
                self.muted += 1;
            }
            "separate" => {
                if let Some(field) = self.fields.last_mut().filter(|field| field.muted) {
                    field.muted = is_mark(&field.code);
                    self.muted -= usize::from(!field.muted);
                }
            }
            "end" => {
                let ended = self.fields.pop();
                self.muted -= usize::from(ended.is_some_and(|field| field.muted));
            }
            _ => {}
        }
    }

    /// The mark of a note. A mark of its author's own stands behind it in its
    /// run, and is no word either.
    fn refer(&mut self, notes: Notes, element: &Element) -> Option<Opened> {
        if self.muted == 0 && self.run.hidden != Some(true) {
            let id = element.attr("id").unwrap_or_default().into_owned();
            self.story.references.push((notes, id));
            if let Some(open) = self.paragraphs.last_mut() {
                open.after_mark = true;
            }
            if element.attr("customMarkFollows").is_some_and(|on| !matches!(&*on, "0" | "false")) {
                self.run.hidden = Some(true);
            }
        }
        None
    }

    fn take(&mut self, text: &str) {
        match self.place {
            Place::Words => self.text.push_str(text),
            Place::Code => {
                if let Some(field) = self.fields.last_mut().filter(|field| field.code.len() < 64) {
                    field.code.push_str(text);
                }
            }
            _ => {}
        }
    }

    /// Adds words to the paragraph, as they are to be read.
    fn say(&mut self, words: &str) {
        if self.muted > 0 || self.run.hidden == Some(true) {
            return;
        }
        let (look, link) = (self.run, self.link);
        let Some(open) = self.paragraphs.last_mut() else { return };
        for c in words.chars() {
            let c = match c {
                // A soft hyphen, as `softHyphen` is one: the line's, not the word's.
                '\u{AD}' => continue,
                c if c.is_control() && !matches!(c, '\n' | '\t') => continue,
                c if symbols::is_private(c) || (look.symbols.is_some() && c.is_ascii_graphic()) => {
                    match symbols::character(c as u32, look.symbols) {
                        Some(c) => c,
                        None => continue,
                    }
                }
                c => c,
            };
            open.push(c, look, link);
        }
    }
}

impl Open {
    fn push(&mut self, c: char, look: Look, link: Option<usize>) {
        let words = &mut self.paragraph.words;
        // `… broen.¹Den …`: the mark of the note was all that parted the two.
        if std::mem::take(&mut self.after_mark)
            && c.is_uppercase()
            && words.ends_with(|c: char| !c.is_whitespace() && !c.is_uppercase())
        {
            words.push(' ');
        }
        words.push(c);
        if c.is_whitespace() {
            return;
        }
        self.any = true;
        self.upright |= look.italic != Some(true);
        self.plain |= look.bold != Some(true);
        if !self.plain {
            self.paragraph.bold = words.len();
        }
        self.unlinked |= link.is_none() || self.link.is_some_and(|own| Some(own) != link);
        self.link = self.link.or(link);
    }
}

/// What is passed over wherever it stands: what was before a change, what was
/// deleted, the small signs above others, and the layout of pages.
const LEFT_OUT: &[&str] = &[
    "delText",
    "delInstrText",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "tcPrChange",
    "trPrChange",
    "numberingChange",
    "sectPr",
    "rt",
];

/// A field that repeats the mark of a note.
fn is_mark(code: &str) -> bool {
    code.trim_start().get(..7).is_some_and(|word| word.eq_ignore_ascii_case("NOTEREF"))
}

fn span(columns: &str) -> usize {
    columns.parse().unwrap_or(1).min(MAX_COLUMNS)
}
