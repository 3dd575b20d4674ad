//! What a document's styles say: which paragraphs are headings, quotes,
//! captions and items, and what is bold, in italics or hidden.

use std::collections::HashMap;

use ordret_speech::pattern;

use super::refused::Refused;
use super::xml::{Element, Node, Xml};

/// How many styles a style is looked up through: Word allows ten.
const MAX_BASES: usize = 16;

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// A paragraph.
    #[default]
    Plain,
    /// A heading of a level, 1 the highest.
    Heading(u8),
    /// A paragraph of a block quote.
    Quote,
    /// Who said a block quote.
    QuoteLine,
    /// The caption of a picture or a table.
    Caption,
    /// An item of a list.
    Item,
    /// Text whose lines and blanks count.
    Code,
    /// A line of the table of contents.
    Contents,
}

/// How words look, as far as anything says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Bold.
    pub bold: Option<bool>,
    /// Italics.
    pub italic: Option<bool>,
    /// Not to be seen.
    pub hidden: Option<bool>,
    /// The font, where its letters are pictures.
    pub symbols: Option<Symbols>,
}

/// Fonts whose letters are pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbols {
    /// Greek letters and mathematics.
    Symbol,
    /// Arrows, ticks and bullets.
    Wingdings,
}

impl Symbols {
    /// Those of a font.
    pub fn of_font(name: &str) -> Option<Symbols> {
        match name {
            "Symbol" => Some(Symbols::Symbol),
            name if name.starts_with("Wingdings") => Some(Symbols::Wingdings),
            _ => None,
        }
    }
}

impl Look {
    /// Takes in one property of `rPr`.
    pub fn read(&mut self, element: &Element) {
        match element.name() {
            "b" => self.bold = Some(element.is_on()),
            "i" => self.italic = Some(element.is_on()),
            "vanish" => self.hidden = Some(element.is_on()),
            "rFonts" => {
                self.symbols = element.attr("ascii").and_then(|font| Symbols::of_font(&font));
            }
            _ => {}
        }
    }

    /// `self`, with what it leaves open taken from `wider`.
    pub fn over(self, wider: Look) -> Look {
        Look {
            bold: self.bold.or(wider.bold),
            italic: self.italic.or(wider.italic),
            hidden: self.hidden.or(wider.hidden),
            symbols: self.symbols.or(wider.symbols),
        }
    }
}

/// A style, all that it is based on included.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// What its paragraphs are.
    pub role: Role,
    /// How its words look.
    pub look: Look,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    all: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Style,
    /// How words look unless a style says otherwise.
    look: Look,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Written {
    id: String,
    name: String,
    base: Option<String>,
    outline: Option<u8>,
    numbered: Option<bool>,
    look: Look,
    is_default: bool,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(text: &str) -> Result<Styles, Refused> {
        let mut written: HashMap<String, Written> = HashMap::new();
        let mut default_look = Look::default();
        let mut own: Option<Written> = None;
        // What the properties of words that are read belong to.
        let (mut depth, mut in_defaults) = (0usize, false);
        let mut xml = Xml::of(text);
        while let Some(node) = xml.next()? {
            let element = match node {
                Node::Start(element) => element,
                Node::End => {
                    depth = depth.saturating_sub(1);
                    if depth == 1 {
                        in_defaults = false;
                        written.extend(own.take().map(|style| (style.id.clone(), style)));
                    }
                    continue;
                }
                Node::Text(_) => continue,
            };
            depth += 1;
            match element.name() {
                "docDefaults" => in_defaults = true,
                "style" if depth == 2 => own = Some(Written::of(&element)),
                // What a table's style says of some of its rows.
                "tblStylePr" => {
                    xml.skip()?;
                    depth -= 1;
                }
                _ => match &mut own {
                    Some(style) => style.read(&element),
                    None if in_defaults => default_look.read(&element),
                    None => {}
                },
            }
        }
        let default = written.values().find(|style| style.is_default).map(|style| style.id.clone());
        let mut styles = Styles {
            all: written.keys().map(|id| (id.clone(), resolve(id, &written))).collect(),
            default: Style::default(),
            look: default_look,
        };
        styles.default = default.and_then(|id| styles.all.get(&id).copied()).unwrap_or_default();
        Ok(styles)
    }

    /// The style that a paragraph names. One that the document does not have is
    /// told by its name, which is how documents made by programs often are.
    pub fn paragraph(&self, id: Option<&str>) -> Style {
        let known = id.map_or(Some(self.default), |id| self.all.get(id).copied());
        let mut style = known.unwrap_or_else(|| Style {
            role: id.and_then(role_of_name).unwrap_or_default(),
            ..self.default
        });
        style.look = style.look.over(self.look);
        style
    }

    /// How words look in the style that they name.
    pub fn look(&self, id: &str) -> Look {
        self.all.get(id).map(|style| style.look).unwrap_or_default()
    }
}

impl Written {
    fn of(element: &Element) -> Written {
        let kind = element.attr("type").unwrap_or_default();
        let is_default = element.attr("default").is_some_and(|on| matches!(&*on, "1" | "true"));
        Written {
            id: element.attr("styleId").unwrap_or_default().into_owned(),
            is_default: is_default && kind == "paragraph",
            ..Written::default()
        }
    }

    fn read(&mut self, element: &Element) {
        match element.name() {
            "name" if self.name.is_empty() => self.name = element.val().into_owned(),
            "basedOn" => self.base = Some(element.val().into_owned()),
            "outlineLvl" => self.outline = element.val().parse().ok(),
            "numId" => self.numbered = Some(element.val() != "0"),
            _ => self.look.read(element),
        }
    }

    /// What its own name and properties say that it is. What the name says of
    /// quotes and captions goes before an outline level, a heading's before a list.
    fn role(&self) -> Option<Role> {
        let named = role_of_name(&self.name).or_else(|| role_of_name(&self.id));
        let level = self.outline.filter(|level| *level < 9).map(heading);
        named.or(level)
    }
}

/// A heading of an outline level, which is counted from 0.
pub fn heading(outline: u8) -> Role {
    Role::Heading(outline.saturating_add(1).min(6))
}

/// A style with what it leaves open taken from those that it is based on.
fn resolve(id: &str, written: &HashMap<String, Written>) -> Style {
    let mut style = Style::default();
    let (mut role, mut numbered) = (None, None);
    let mut next = written.get(id);
    for _ in 0..MAX_BASES {
        let Some(own) = next else { break };
        role = role.or(own.role());
        numbered = numbered.or(own.numbered);
        style.look = style.look.over(own.look);
        next = own.base.as_ref().and_then(|base| written.get(base));
    }
    let item = (numbered == Some(true)).then_some(Role::Item);
    style.role = role.or(item).unwrap_or_default();
    style
}

pattern!(HEADING, r"(?i)^(?:heading|overskrift|rubrik|überschrift)[ _-]?([1-9])\b");
pattern!(TITLE, r"(?i)^(?:title|titel|document title)$");
pattern!(
    QUOTE_LINE,
    r"(?i)(?:quote|quotation|citat).*(?:kilde|navn|afsender|person|source|author|attribution|signatur)|^attribution$"
);
pattern!(
    QUOTE,
    r"(?i)\b(?:(?:block|pull)?[ _-]?(?:quote|quotations?)|[\p{L}]*citat(?:et|er|boks|blok|tekst)?|block text|bloktekst)(?:\b|\d)|^(?:IntenseQuote|BlockText|BlockQuote|PullQuote)$"
);
pattern!(
    CAPTION,
    r"(?i)^(?:(?:image|table|picture)?[ _-]?caption(?:ed figure)?|billedtekst|figurtekst|tabeltekst|figuroverskrift)$"
);
pattern!(ITEM, r"(?i)^(?:list[ _-]?(?:bullet|number)|opstilling[ _-])");
pattern!(
    CODE,
    r"(?i)^(?:html[ _-]?preformatted|source[ _-]?code|code|kode|kodeblok|preformatted text)$"
);
pattern!(CONTENTS, r"(?i)^(?:toc|indholdsfortegnelse|contents)[ _-]?(?:\d|heading)\b");

/// What the name of a style says. Word keeps the names of its own styles in
/// English, and their ids in the language of whoever wrote.
fn role_of_name(name: &str) -> Option<Role> {
    if let Some(level) = HEADING.captures(name).and_then(|found| found.get(1)) {
        let level: u8 = level.as_str().parse().ok()?;
        return Some(heading(level - 1));
    }
    let role = if CONTENTS.is_match(name) {
        Role::Contents
    } else if TITLE.is_match(name) {
        Role::Heading(1)
    } else if CAPTION.is_match(name) {
        Role::Caption
    } else if QUOTE_LINE.is_match(name) {
        Role::QuoteLine
    } else if QUOTE.is_match(name) {
        Role::Quote
    } else if ITEM.is_match(name) {
        Role::Item
    } else if CODE.is_match(name) {
        Role::Code
    } else {
        return None;
    };
    Some(role)
}
