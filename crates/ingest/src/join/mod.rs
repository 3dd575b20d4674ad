//! From readings to quotes: whose each stretch of speech is, and which
//! stretches are one.
//!
//! Four sorts of evidence are compared, never added up: what the page declares
//! (a block quote, a button), the speaker's line, the reporting clause, and who
//! is on the page. Where they name different people, nobody is named.

use std::ops::Range;

use ordret_model::Span;
use ordret_speech::line::Line;
use ordret_speech::read::{Part, Reading};

use crate::block::Fact;
use crate::diagnostic::Diagnostics;
use crate::layout::{Item, QuotePieces};
use crate::people::cast::Cast;
use crate::people::mention::Mention;
use crate::text::Text;

/// A quote, before it is made a document.
#[derive(Debug, Default)]
pub struct Draft {
    /// The words; pieces parted by `\n\n`.
    pub words: Text,
    /// The reporting clauses, verb and all.
    pub clauses: Vec<Text>,
    /// The paragraphs of the speaker's line.
    pub lines: Vec<Text>,
    /// Who.
    pub speaker: Attributed,
    /// The bytes it covers.
    pub span: Span,
    /// Whether the words stand inside somebody else's sentence.
    pub partial: bool,
    /// What an editor wrote below.
    pub facts: Vec<Fact>,
    /// Whether it stands inside a case's section.
    pub in_case: bool,
    /// Other places of the page that repeat the words, or part of them.
    pub also: Vec<Span>,
    /// The item it stands in.
    pub item: usize,
    /// Whether it only repeats words of another.
    pub is_repeat: bool,
}

/// Who spoke, as far as the page tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributed {
    /// The words of a clause, a label or a line that name the speaker.
    pub said: Option<Text>,
    /// Who of the page's people it is.
    pub person: Option<usize>,
    /// What only the resolution knows: a lone name or organisation.
    pub mention: Mention,
    /// Whether another paragraph, not the words' own, tells it.
    pub from_neighbour: bool,
}

impl Attributed {
    fn is_named(&self) -> bool {
        self.person.is_some()
            || *self != Attributed { from_neighbour: self.from_neighbour, ..Attributed::default() }
    }

    /// Whether both may be one speaker: the same person, or the same words.
    fn same(&self, other: &Attributed) -> bool {
        match (self.person, other.person) {
            (Some(one), Some(two)) => one == two,
            (None, None) => {
                let words =
                    |of: &Attributed| of.said.as_ref().map(|said| said.as_str().to_lowercase());
                let key = |of: &Attributed| {
                    (
                        of.mention.name.as_ref().map(|t| t.as_str().to_owned()),
                        of.mention.role.as_ref().map(|t| t.as_str().to_owned()),
                        of.mention.organisation.as_ref().map(|t| t.as_str().to_owned()),
                    )
                };
                (self.said.is_some() && words(self) == words(other))
                    || (key(self) == key(other) && self.mention != Mention::default())
            }
            _ => false,
        }
    }
}

/// What a paragraph of the page is.
#[derive(Debug)]
enum Sort {
    /// Speech, running text, or both.
    Text(Reading),
    /// A speaker's line.
    Line(Line),
    /// `Navn:` with the words behind it, or alone.
    Label { who: Range<usize>, words: Option<Reading>, asks: bool },
    /// A question put to somebody.
    Question,
    /// Words that the page repeats from elsewhere: a pull quote.
    Repeat,
    /// A line of a list.
    List,
    /// A heading.
    Heading,
    /// Words that a block or a button declares.
    Declared(usize),
    /// Something else stands here.
    Break,
}

struct Paragraph<'i> {
    text: &'i Text,
    sort: Sort,
    item: usize,
    in_case: bool,
    /// Whether a dash in front of the line says that it signs what stands above.
    signs: bool,
}

static EMPTY: std::sync::LazyLock<Text> = std::sync::LazyLock::new(Text::default);

/// The quotes of a page, in its order, and its people.
pub fn quotes(items: &[Item], diagnostics: &mut Diagnostics) -> (Vec<Draft>, Cast) {
    let mut page = Page::of(items);
    page.classify();
    page.cast = page.people();
    page.plain_answers = page.answers_plainly();
    let drafts = page.attribute(diagnostics);
    let drafts = without_repeats(drafts);
    (drafts, page.cast)
}

struct Page<'i> {
    paragraphs: Vec<Paragraph<'i>>,
    declared: Vec<&'i QuotePieces>,
    cast: Cast,
    /// Whether questions are answered in paragraphs without marks.
    plain_answers: bool,
}

impl<'i> Page<'i> {
    fn of(items: &'i [Item]) -> Page<'i> {
        let mut page = Page {
            paragraphs: Vec::new(),
            declared: Vec::new(),
            cast: Cast::default(),
            plain_answers: false,
        };
        for (at, item) in items.iter().enumerate() {
            let mut push = |text: &'i Text, sort: Sort, in_case: bool| {
                let signs = matches!(item, Item::Signature(_));
                page.paragraphs.push(Paragraph { text, sort, item: at, in_case, signs });
            };
            let plain = || Sort::Text(Reading::default());
            match item {
                Item::Heading(text) => push(text, Sort::Heading, false),
                Item::Title(text) | Item::Prose(text) => push(text, plain(), false),
                Item::Signature(text) => push(text, Sort::Line(Line::Full), false),
                Item::Case(case) => {
                    push(&EMPTY, Sort::Break, true);
                    for paragraph in case.paragraphs() {
                        push(paragraph, plain(), true);
                    }
                    push(&EMPTY, Sort::Break, true);
                }
                Item::Quote(pieces) => {
                    push(
                        pieces.paragraphs.first().unwrap_or(&EMPTY),
                        Sort::Declared(page.declared.len()),
                        pieces.in_case,
                    );
                    page.declared.push(pieces);
                }
                Item::Figure(_) | Item::Break | Item::StrayFacts(_) => {
                    push(&EMPTY, Sort::Break, false)
                }
            }
        }
        page
    }
}

fn has_clause(reading: &Reading) -> bool {
    reading.parts.iter().any(|part| matches!(part, Part::Clause(_)))
}

mod attribute;
mod beside;
mod classify;
mod declared;
mod evidence;
mod focus;
mod introduce;
mod repeats;
mod resolve;

use repeats::without_repeats;
