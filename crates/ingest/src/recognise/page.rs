//! One page: its items in order, and what each is made of.

use ordret_model::{Body, Case, Document, DocumentId, Figure, Image, Known, Quote, Source, Span};

use super::contacts;
use super::facts::{self, Target};
use super::figure as captions;
use super::heading::Casing;
use super::items::{self, CasePieces, FigurePieces, Item, QuotePieces};
use super::marks::{self, Mark, Marked};
use super::quote;
use super::speaker::{self, Said};
use crate::block::{Block, Fact};
use crate::diagnostic::Diagnostics;
use crate::text::Text;

/// What is known of a page before its blocks are read.
#[derive(Debug, Clone)]
pub struct Page {
    /// What every document's source begins as. `title` empty: the page's own
    /// heading, or its file's name, gives it.
    pub source: Source,
    /// BCP 47 language of the page.
    pub language: String,
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
    let marks = marks::mark(blocks);
    let items = items::cut(&marks, page.nested);
    let mut maker = Maker::new(&marks, &items, page, diagnostics);
    for item in &items {
        maker.make(item);
    }
    maker.finish()
}

/// Makes documents of items.
struct Maker<'p, 'd, 'f> {
    page: &'p Page,
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
        let title = if page.source.title.is_empty() {
            title.unwrap_or_default()
        } else {
            page.source.title.clone()
        };
        let found = Found { title, ..Found::default() };
        Maker { page, diagnostics, casing, words_of_page, case_above: None, found }
    }

    fn make(&mut self, item: &Item) {
        match item {
            Item::Title(_) => {}
            Item::Quote(pieces) => self.make_quote(pieces),
            Item::Case(pieces) => self.make_case(pieces),
            Item::Figure(pieces) => self.make_figure(pieces),
            Item::StrayFacts(key) => self.diagnostics.error(
                key.span().start,
                "stray-facts",
                format!("the facts from `{}:` on stand below no document", key.as_str()),
                "put them directly below the quote, case or figure they are about, in one list",
            ),
        }
    }

    fn make_quote(&mut self, pieces: &QuotePieces) {
        let QuotePieces { paragraphs, lines, facts, in_case } = pieces;
        let taken = quote::take(paragraphs);
        let at = paragraphs.first().map_or(0, |text| text.span().start);
        if taken.words.is_empty() {
            return self.diagnostics.warn(
                at,
                "empty-quote",
                "a quote without words".to_owned(),
                "write the words, or take the quote away",
            );
        }
        let text = contacts::withhold(&taken.words, &mut self.found.contacts_withheld);
        let counted = &mut self.found.contacts_withheld;
        let clause = taken.clause.map(|clause| contacts::take_out(&clause, counted));
        let lines: Vec<Text> = lines
            .iter()
            .map(|line| contacts::take_out(line, counted))
            .filter(|line| !line.is_empty())
            .collect();
        let who = taken.who.map(|who| contacts::take_out(&who, &mut 0));
        let spelled = self.names_in_case_above();
        let said = Said { clause: who, lines: &lines };
        let words_of_page = &self.words_of_page;
        let (speaker, conflict) =
            speaker::speaker(&said, &spelled, |name| words_of_page.contains(name));
        let mut attribution = clause.unwrap_or_default();
        lines.iter().for_each(|line| attribution.join("\n\n", line));
        let body = Body::Quote(Quote::default());
        let mut span =
            paragraphs.iter().chain(&lines).map(Text::span).reduce(Span::cover).unwrap_or_default();
        span.start = at;
        let mut document = self.document(text.stated(), None, body, span);
        document.speaker = speaker;
        document.attribution = (!attribution.is_empty()).then(|| attribution.stated());
        let case_is_set = facts::apply(facts, Target::Quote, &mut document, self.diagnostics);
        if let (Body::Quote(quote), false) = (&mut document.body, case_is_set) {
            quote.case = self
                .case_above
                .as_ref()
                .filter(|case| *in_case || case.names(document.speaker.as_ref()))
                .map(|case| case.id.clone());
        }
        self.check_speaker(&document, conflict, at);
        self.add(document, facts);
    }

    fn check_speaker(
        &mut self,
        document: &Document,
        conflict: Option<speaker::Conflict>,
        at: usize,
    ) {
        if let Some(speaker::Conflict { clause, line }) = conflict {
            self.diagnostics.warn(
                at,
                "two-speakers",
                format!("the reporting clause says {clause}, the speaker's line {line}; the quote is given to {clause}"),
                "if the line is about somebody else, set the speaker with `navn:`, `rolle:` and `organisation:`",
            );
        }
        let hint = "end it with a line such as `— Navn, rolle, organisation`";
        match &document.speaker {
            None => {
                self.diagnostics.warn(at, "no-speaker", "the quote has no speaker".to_owned(), hint)
            }
            Some(speaker) if speaker.name.is_none() => {
                self.diagnostics.warn(
                    at,
                    "no-name",
                    "the quote's speaker has no name".to_owned(),
                    hint,
                );
            }
            Some(speaker) => {
                for variant in &speaker.variants {
                    let name = speaker.name.as_ref().map_or("", |name| &name.value);
                    let place = variant.span.map_or(at, |span| span.start);
                    self.diagnostics.warn(
                        place,
                        "name-variant",
                        format!("{name} is also spelled {}", variant.value),
                        "correct one of them at the source; both are found meanwhile",
                    );
                }
            }
        }
    }

    fn make_case(&mut self, pieces: &CasePieces) {
        let CasePieces { title, summary, parts, link, facts } = pieces;
        let (title, link) = (title.as_ref(), link.as_ref());
        let words = self.clean_paragraphs(summary);
        let mut case = Case { link: link.cloned(), ..Case::default() };
        let texts = [title]
            .into_iter()
            .flatten()
            .chain(summary)
            .chain(parts.iter().flat_map(|(_, texts)| texts));
        let span = texts.map(Text::span).reduce(Span::cover).unwrap_or_default();
        if title.is_none() && words.is_empty() && parts.is_empty() {
            return self.diagnostics.warn(
                span.start,
                "empty-case",
                "a case without title and words".to_owned(),
                "write them, or take the label away",
            );
        }
        let mut all = title.cloned().unwrap_or_default();
        all.join("\n\n", &words);
        for (heading, texts) in parts {
            let text = self.clean_paragraphs(texts);
            all.join("\n\n", &text);
            self.set_part(&mut case, heading, &text);
        }
        if link.is_some_and(|link| link.target.is_none()) {
            let at = link.and_then(|link| link.text.span).unwrap_or_default().start;
            self.diagnostics.warn(at, "no-target", "the link to the whole case leads nowhere".to_owned(), "the page's text has lost it; write `[Læs hele casen](https://…)` in Markdown, or leave it");
        }
        let mut document = self.document(words.stated(), title, Body::Case(Box::new(case)), span);
        facts::apply(facts, Target::Case, &mut document, self.diagnostics);
        let id = self.add(document, facts);
        self.case_above = Some(CaseAbove { id, words: all });
    }

    fn set_part(&mut self, case: &mut Case, heading: &Text, text: &Text) {
        let lower = heading.as_str().trim_end_matches([':', '?']).to_lowercase();
        let slot = match lower.as_str() {
            "problem" | "problemet" | "udfordring" | "udfordringen" => &mut case.problem,
            "løsning" | "løsningen" | "det gjorde de" | "hvad de gjorde" | "hvad gjorde de"
            | "indsats" | "indsatsen" => &mut case.done,
            "resultat" | "resultatet" | "resultater" | "effekt" | "udbytte" => &mut case.outcome,
            "forudsætninger" | "forudsætning" | "det krævede det" => &mut case.prerequisites,
            "genbrug" | "kan bruges af andre" | "sådan kan andre bruge det" => &mut case.reuse,
            _ => {
                return self.diagnostics.warn(
                    heading.span().start,
                    "unknown-part",
                    format!("`{}` is no part of a case; its words are kept nowhere", heading.as_str()),
                    "use Problem, Løsning, Resultat, Forudsætninger or Genbrug, or end the case with a heading of its own level",
                );
            }
        };
        if !text.is_empty() {
            *slot = Some(text.stated());
        }
    }

    fn make_figure(&mut self, pieces: &FigurePieces) {
        let mut figure = Figure::default();
        if let Some(number) = &pieces.number {
            captions::read_value(number, &mut figure);
        }
        let caption = self.clean_paragraphs(&pieces.captions);
        if !caption.is_empty() {
            captions::read_caption(&caption, &mut figure);
            figure.caption = Some(caption.stated());
        }
        figure.image = pieces.image.as_ref().map(|(file, alt)| Image {
            file: file.stated(),
            alt: Some(alt.clone()).filter(|alt| !alt.is_empty()),
        });
        figure.download = pieces.download.clone();
        figure.data = pieces.table.clone();
        let statement = pieces.statement.as_ref().map(without_ellipsis).unwrap_or_default();
        let statement = contacts::withhold(&statement, &mut self.found.contacts_withheld);
        let span = pieces.span();
        if statement.is_empty()
            && caption.is_empty()
            && pieces.title.is_none()
            && pieces.table.is_none()
        {
            return self.diagnostics.warn(
                span.start,
                "empty-figure",
                "a figure without title, words or data".to_owned(),
                "give it a heading `Figur: …` or a caption",
            );
        }
        let mut document = self.document(
            statement.stated(),
            pieces.title.as_ref(),
            Body::Figure(Box::new(figure)),
            span,
        );
        facts::apply(&pieces.facts, Target::Figure, &mut document, self.diagnostics);
        self.add(document, &pieces.facts);
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
            metadata: Default::default(),
        }
    }

    fn add(&mut self, mut document: Document, facts: &[Fact]) -> DocumentId {
        if !facts::sets_id(facts) {
            document.id = crate::identity::of(&document);
        }
        if document.title.is_empty() {
            document.title = crate::identity::title(&document);
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

marks::pattern!(
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
        Mark::Prose | Mark::Quotation | Mark::Caption | Mark::Attribution | Mark::Statistic(_)
    )
}

/// `... af de offentlige …`: the dots lead from the number to its sentence.
fn without_ellipsis(text: &Text) -> Text {
    text.narrow(text.as_str().trim_start_matches(['.', '…', ' ', '\u{A0}'])).trim()
}
