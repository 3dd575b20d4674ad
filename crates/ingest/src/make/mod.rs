//! One page: its items in order, and what each is made of.

use ordret_model::{Body, Document, DocumentId, Known, Source, Span};
use ordret_speech::pattern;

use crate::block::{Block, Fact};
use crate::diagnostic::{Code, Diagnostics};
use crate::entry;
use crate::join;
use crate::layout::furniture::{self, Mark, Marked};
use crate::layout::{self, Item};
use crate::people::cast::Cast;
use crate::text::Text;

pub mod authoring;
mod captions;
mod cases;
pub mod contacts;
pub mod facts;
mod figures;
mod heading;
pub mod identity;
mod quotes;

use heading::Casing;

/// What is known of a page before its blocks are read.
#[derive(Debug, Clone)]
pub struct Page {
    /// What every document's source begins as. `title` empty: the page's own
    /// heading, or its file's name, gives it.
    pub source: Source,
    /// BCP 47 language of the page.
    pub language: String,
    /// Who wrote the page.
    pub author: Option<String>,
    /// Themes of every document on it.
    pub topics: Vec<String>,
    /// Whether a person has reviewed the page.
    pub reviewed: bool,
    /// Whether headings nest (a case ends at the next heading of its level), as
    /// in the authoring format, rather than just follow each other.
    pub nested: bool,
}

/// What was found on a page.
#[derive(Debug, Default)]
pub struct Found {
    /// The documents, in the order of the source.
    pub documents: Vec<Document>,
    /// How many contact details were withheld.
    pub contacts_withheld: usize,
    /// The page's title for display.
    pub title: String,
}

/// Finds the documents of a page.
pub fn recognise(blocks: Vec<Block>, page: &Page, diagnostics: &mut Diagnostics) -> Found {
    let marks = furniture::mark(blocks);
    let items = layout::cut(&marks, page.nested);
    let (drafts, cast) = join::quotes(&items, diagnostics);
    let mut drafts = drafts.into_iter().peekable();
    let mut maker = Maker::new(&marks, &items, &cast, page, diagnostics);
    for (at, item) in items.iter().enumerate() {
        maker.make(item);
        while let Some(draft) = drafts.next_if(|draft| draft.item <= at) {
            maker.make_quote(draft);
        }
    }
    maker.finish()
}

/// Makes documents of items.
struct Maker<'p, 'd, 'f> {
    page: &'p Page,
    cast: &'p Cast,
    diagnostics: &'d mut Diagnostics<'f>,
    casing: Casing,
    /// Names of people as cases spell them.
    words_of_page: std::collections::HashSet<String>,
    case_above: Option<CaseAbove>,
    found: Found,
}

/// The case last seen, for the quotes below it.
struct CaseAbove {
    id: DocumentId,
    words: Text,
}

impl<'p, 'd, 'f> Maker<'p, 'd, 'f> {
    fn new(
        marks: &[Marked],
        items: &[Item],
        cast: &'p Cast,
        page: &'p Page,
        diagnostics: &'d mut Diagnostics<'f>,
    ) -> Self {
        let mut casing = Casing::default();
        let mut words_of_page = std::collections::HashSet::new();
        for marked in marks.iter().filter(|marked| is_running_text(&marked.mark)) {
            let clean = contacts::take_out(&marked.text, &mut 0);
            casing.read(clean.as_str());
            words_of_page.extend(
                clean.as_str().split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_owned),
            );
        }
        let title = items.iter().find_map(|item| match item {
            Item::Title(text) => Some(casing.display(text.as_str())),
            _ => None,
        });
        let mut found = Found::default();
        found.title = match page.source.title.is_empty() {
            true => entry::admit_title(title.unwrap_or_default(), &mut found.contacts_withheld),
            false => page.source.title.clone(),
        };
        Maker { page, cast, diagnostics, casing, words_of_page, case_above: None, found }
    }

    fn make(&mut self, item: &Item) {
        match item {
            // Quotes are made of what was read in all of the page.
            Item::Title(_)
            | Item::Heading(_)
            | Item::Prose(_)
            | Item::Signature(_)
            | Item::Quote(_)
            | Item::Break => {}
            Item::Case(pieces) => self.make_case(pieces),
            Item::Figure(pieces) => self.make_figure(pieces),
            Item::StrayFacts(key) => {
                self.diagnostics.say(key.span().start, Code::StrayFacts, &[&key.as_str()])
            }
        }
    }

    fn clean_paragraphs(&mut self, paragraphs: &[Text]) -> Text {
        let mut all = Text::default();
        for paragraph in paragraphs {
            all.join(
                "\n\n",
                &contacts::withhold(&paragraph.trim(), &mut self.found.contacts_withheld),
            );
        }
        all
    }

    /// People's names in the case above, where variants of a name may stand.
    fn names_in_case_above(&self) -> Vec<Text> {
        self.case_above.as_ref().map(|case| names_in(&case.words)).unwrap_or_default()
    }

    fn document(
        &mut self,
        text: Known<String>,
        title: Option<&Text>,
        body: Body,
        span: Span,
    ) -> Document {
        let title = title.map(|title| contacts::withhold(title, &mut self.found.contacts_withheld));
        let display =
            title.as_ref().map(|title| self.casing.display(title.as_str())).unwrap_or_default();
        let mut source = self.page.source.clone();
        source.title.clone_from(&self.found.title);
        source.line = self.diagnostics.lines().line(span.start);
        source.span = span;
        Document {
            id: DocumentId::from_content(&[]),
            source_id: None,
            title: display,
            title_source: title.map(|title| title.stated()),
            text,
            speaker: None,
            attribution: None,
            body,
            topics: self.page.topics.clone(),
            language: self.page.language.clone(),
            reviewed: self.page.reviewed,
            sources: vec![source],
            metadata: self
                .page
                .author
                .iter()
                .map(|name| ("author".to_owned(), name.clone()))
                .collect(),
        }
    }

    fn add(&mut self, mut document: Document, facts: &[Fact]) -> DocumentId {
        entry::admit(&mut document, &mut self.found.contacts_withheld);
        if !facts::sets_id(facts) {
            document.id = identity::of(&document);
        }
        if document.title.is_empty() {
            document.title = identity::title(&document);
        }
        document.sources[0].position = self.found.documents.len() as u32 + 1;
        let id = document.id.clone();
        self.found.documents.push(document);
        id
    }

    fn finish(self) -> Found {
        self.found
    }
}

impl CaseAbove {
    /// Whether the case names the speaker, in any of the name's spellings.
    fn names(&self, speaker: Option<&ordret_model::Speaker>) -> bool {
        let Some(speaker) = speaker else { return false };
        let spellings = speaker.name.iter().chain(&speaker.variants);
        spellings.into_iter().any(|name| contains_name(self.words.as_str(), &name.value))
    }
}

/// Whether `name` stands in `words` as whole words.
fn contains_name(words: &str, name: &str) -> bool {
    words.match_indices(name).any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let after = words[at + name.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric)
            && !after.is_some_and(|c| c.is_alphanumeric() && c != 's')
    })
}

pattern!(
    NAME,
    r"\p{Lu}[\p{L}’'\-]+(?:\s+(?:\p{Lu}[\p{L}’'.\-]*|af|von|van|de))*\s+\p{Lu}[\p{L}’'\-]+"
);

/// Runs of two or more capitalised words. Each tail of a run is given too, for
/// a capital that only begins the sentence may stand before the name.
fn names_in(words: &Text) -> Vec<Text> {
    let runs = NAME.find_iter(words.as_str());
    runs.flat_map(|run| {
        let starts =
            std::iter::once(0).chain(run.as_str().match_indices(' ').map(|(at, _)| at + 1));
        let range = run.range();
        starts.map(move |start| range.start + start..range.end).collect::<Vec<_>>()
    })
    .filter(|range| words.as_str()[range.clone()].contains(' '))
    .map(|range| words.slice(range))
    .collect()
}

fn is_running_text(mark: &Mark) -> bool {
    matches!(
        mark,
        Mark::Prose
            | Mark::Quotation
            | Mark::Block(_)
            | Mark::BlockLine(_)
            | Mark::Caption
            | Mark::Attribution
            | Mark::Statistic(_)
    )
}
