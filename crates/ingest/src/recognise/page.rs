//! One page: its items in order, and what each is made of.

use ordret_model::{
    Body, Case, Document, DocumentId, Figure, Image, Known, Link, Quote, Source, Span, Table,
};

use super::contacts;
use super::facts::{self, Target};
use super::figure as captions;
use super::heading::Casing;
use super::marks::{self, Mark, Marked};
use super::number;
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
    let items = Items { marks: &marks, nested: page.nested, at: 0 }.all();
    let mut maker = Maker::new(&marks, &items, page, diagnostics);
    for item in &items {
        maker.make(item);
    }
    maker.finish()
}

/// The pieces of one document, before they are read.
#[derive(Debug)]
enum Item {
    Title(Text),
    Quote {
        paragraphs: Vec<Text>,
        lines: Vec<Text>,
        facts: Vec<Fact>,
    },
    Case {
        title: Option<Text>,
        summary: Vec<Text>,
        parts: Vec<(Text, Vec<Text>)>,
        link: Option<Link>,
        facts: Vec<Fact>,
    },
    Figure(Box<Pieces>),
}

/// The pieces of a figure.
#[derive(Debug, Default)]
struct Pieces {
    title: Option<Text>,
    number: Option<Text>,
    statement: Option<Text>,
    captions: Vec<Text>,
    image: Option<(Text, String)>,
    table: Option<Table>,
    download: Option<Link>,
    facts: Vec<Fact>,
}

/// Cuts the marks into items.
struct Items<'m> {
    marks: &'m [Marked],
    nested: bool,
    at: usize,
}

impl Items<'_> {
    fn all(mut self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut titled = false;
        while let Some(marked) = self.marks.get(self.at) {
            let item = if self.quote_starts(self.at) {
                Some(self.quote())
            } else if self.figure_starts(self.at) {
                Some(self.figure())
            } else if self.case_starts(self.at) {
                titled = true;
                items.extend(self.case());
                continue;
            } else {
                let is_title = !titled && self.is_page_title(self.at);
                self.at += 1;
                is_title.then(|| Item::Title(marked.text.clone()))
            };
            titled |= item.is_some();
            items.extend(item);
        }
        items
    }

    fn mark(&self, at: usize) -> Option<&Mark> {
        self.marks.get(at).map(|marked| &marked.mark)
    }

    fn text(&self, at: usize) -> &Text {
        &self.marks[at].text
    }

    /// The page's own heading: the first, before any document. On a page text
    /// a short first line without a full stop is one too.
    fn is_page_title(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::Heading(_)) => true,
            Some(Mark::Prose) => at == 0 && !self.nested && is_title_like(self.text(at).as_str()),
            _ => false,
        }
    }

    /// A quote begins with a picture, a mark or nothing, and ends with its
    /// button; or it says itself who spoke.
    fn quote_starts(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::Image(_)) => {
                self.end_of_paragraphs(at + 1).is_some_and(|end| self.is_quote_end(end))
            }
            Some(Mark::Quotation) => {
                self.nested
                    || quote::is_reported(self.text(at).as_str())
                    || self.end_of_paragraphs(at).is_some_and(|end| self.is_quote_end(end))
            }
            Some(Mark::Prose) => {
                let words = self.text(at).as_str();
                matches!(self.mark(at + 1), Some(Mark::QuoteEnd)) || quote::is_introduced(words)
            }
            _ => false,
        }
    }

    fn is_quote_end(&self, at: usize) -> bool {
        matches!(self.mark(at), Some(Mark::QuoteEnd | Mark::Attribution))
    }

    /// Where the paragraphs that begin at `at` end; `None` if there are none.
    fn end_of_paragraphs(&self, at: usize) -> Option<usize> {
        let is_paragraph = |mark: &Mark| matches!(mark, Mark::Prose | Mark::Quotation);
        let end = (at..).find(|&i| !self.mark(i).is_some_and(is_paragraph))?;
        (end > at).then_some(end)
    }

    fn quote(&mut self) -> Item {
        let has_picture = matches!(self.mark(self.at), Some(Mark::Image(_)));
        self.at += usize::from(has_picture);
        let end = self.end_of_quote(has_picture);
        let paragraphs = (self.at..end).map(|at| self.text(at).clone()).collect();
        self.at = end;
        let mut lines = Vec::new();
        while let Some(Mark::Attribution) = self.mark(self.at) {
            lines.push(self.text(self.at).clone());
            self.at += 1;
        }
        if let Some(Mark::QuoteEnd) = self.mark(self.at) {
            self.at += 1;
            self.speaker_lines(&mut lines);
        }
        Item::Quote { paragraphs, lines, facts: self.facts() }
    }

    fn end_of_quote(&self, has_picture: bool) -> usize {
        let end = self.end_of_paragraphs(self.at).unwrap_or(self.at + 1);
        if self.is_quote_end(end)
            && (has_picture || !matches!(self.mark(self.at), Some(Mark::Prose)))
        {
            return end;
        }
        if self.nested {
            return (self.at..)
                .find(|&at| !matches!(self.mark(at), Some(Mark::Quotation)))
                .unwrap_or(end);
        }
        // It says itself who spoke, in this paragraph or in a later one that
        // carries the quote on with a mark of its own.
        let tells = |at: usize| quote::is_reported(self.text(at).as_str());
        let carries_on = |at: usize| matches!(self.mark(at), Some(Mark::Quotation));
        (self.at..end)
            .take_while(|&at| at == self.at || carries_on(at))
            .find(|&at| tells(at))
            .map_or(self.at + 1, |at| at + 1)
    }

    /// Every paragraph after the button up to the next document or heading.
    fn speaker_lines(&mut self, lines: &mut Vec<Text>) {
        loop {
            let is_first = lines.is_empty();
            match self.mark(self.at) {
                Some(Mark::Prose) if self.quote_starts(self.at) && !is_first => break,
                Some(Mark::Prose) if quote::is_introduced(self.text(self.at).as_str()) => break,
                Some(Mark::Prose) if !is_first && self.figure_starts(self.at) => break,
                Some(Mark::Prose | Mark::Attribution) => lines.push(self.text(self.at).clone()),
                // A line in capitals with a comma is a name with its role.
                Some(Mark::Heading(_))
                    if is_first && !self.nested && self.text(self.at).as_str().contains(',') =>
                {
                    lines.push(self.text(self.at).clone());
                }
                Some(Mark::Furniture) => {}
                Some(Mark::Image(_))
                    if !self.quote_starts(self.at) && !self.figure_starts(self.at) => {}
                _ => break,
            }
            self.at += 1;
        }
    }

    fn facts(&mut self) -> Vec<Fact> {
        match self.mark(self.at) {
            Some(Mark::Facts(facts)) => {
                let facts = facts.clone();
                self.at += 1;
                facts
            }
            _ => Vec::new(),
        }
    }

    /// A figure begins with its label, its number, or a title or picture that a
    /// figure's button follows.
    fn figure_starts(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::FigureLabel | Mark::Number | Mark::Statistic(_)) => true,
            Some(Mark::Image(_)) if self.nested => true,
            Some(Mark::Image(_)) => self.ends_as_figure(at + 1),
            Some(Mark::Heading(_)) if !self.nested => self.ends_as_figure(at + 1),
            Some(Mark::Prose) if !self.nested => {
                let words = self.text(at).as_str();
                let titles = is_title_like(words)
                    && self.ends_as_figure(at + 1)
                    && matches!(self.mark(at + 1), Some(Mark::Image(_)));
                titles
                    || (number::leading(words).is_some_and(|q| q.unit.is_some())
                        && matches!(self.mark(at + 1), Some(Mark::FigureEnd(_))))
            }
            _ => false,
        }
    }

    /// Whether picture, caption and table up to a figure's button follow.
    fn ends_as_figure(&self, at: usize) -> bool {
        let inside = |mark: &Mark| {
            matches!(mark, Mark::Image(_) | Mark::Prose | Mark::Table(_) | Mark::Caption)
        };
        let end = (at..at + 8).find(|&i| !self.mark(i).is_some_and(inside));
        end.is_some_and(|end| matches!(self.mark(end), Some(Mark::FigureEnd(_))))
    }

    fn figure(&mut self) -> Item {
        let mut pieces = Pieces::default();
        let labelled = matches!(self.mark(self.at), Some(Mark::FigureLabel));
        self.at += usize::from(labelled);
        while let Some(marked) = self.marks.get(self.at) {
            let has_body = pieces.image.is_some()
                || pieces.number.is_some()
                || !pieces.captions.is_empty()
                || pieces.table.is_some();
            match &marked.mark {
                Mark::Heading(_) if pieces.title.is_none() && !has_body => {
                    pieces.title = Some(marked.text.clone())
                }
                Mark::Number if !has_body => pieces.number = Some(marked.text.clone()),
                Mark::Statistic(length) if !has_body => self.statistic(*length, &mut pieces),
                Mark::Image(alt) if pieces.image.is_none() && !self.quote_starts(self.at) => {
                    pieces.image = Some((marked.text.clone(), alt.clone()));
                }
                Mark::Table(table) if pieces.table.is_none() => pieces.table = Some(table.clone()),
                Mark::Caption => pieces.captions.push(marked.text.clone()),
                Mark::Prose if !self.nested => self.figure_prose(marked, &mut pieces),
                Mark::Prose if labelled => self.figure_prose(marked, &mut pieces),
                Mark::FigureEnd(download) => pieces.add_download(download.as_ref(), None),
                Mark::Link(target) if labelled => {
                    pieces.add_download(Some(&marked.text), Some(target.clone()))
                }
                Mark::Facts(facts) => pieces.facts = facts.clone(),
                Mark::Furniture => {}
                _ => break,
            }
            self.at += 1;
            let ended = matches!(marked.mark, Mark::FigureEnd(_))
                && !matches!(self.mark(self.at), Some(Mark::FigureEnd(_)));
            let done = !self.nested && ended || matches!(marked.mark, Mark::Facts(_));
            if done || (!self.nested && self.statistic_is_over(&pieces)) {
                break;
            }
        }
        Item::Figure(Box::new(pieces))
    }

    fn statistic(&self, length: usize, pieces: &mut Pieces) {
        let text = self.text(self.at);
        pieces.number = Some(text.slice(0..length).trim());
        pieces.statement = Some(text.slice(length..text.as_str().len()).trim());
    }

    /// A paragraph inside a figure: the sentence of its number, its title, or
    /// its caption.
    fn figure_prose(&self, marked: &Marked, pieces: &mut Pieces) {
        let text = &marked.text;
        let bare = pieces.title.is_none() && pieces.number.is_none() && pieces.image.is_none();
        match (&pieces.number, number::leading(text.as_str())) {
            (Some(_), _) if pieces.statement.is_none() => pieces.statement = Some(text.clone()),
            (None, Some(quantity)) if bare && quantity.unit.is_some() => {
                pieces.number = Some(text.slice(0..quantity.length));
                pieces.statement = Some(text.slice(quantity.length..text.as_str().len()).trim());
            }
            _ if bare && is_title_like(text.as_str()) => pieces.title = Some(text.clone()),
            _ => pieces.captions.push(text.clone()),
        }
    }

    /// A number with its sentence is whole, unless a button is still to come.
    fn statistic_is_over(&self, pieces: &Pieces) -> bool {
        pieces.statement.is_some()
            && !self.ends_as_figure(self.at)
            && !matches!(self.mark(self.at), Some(Mark::FigureEnd(_)))
    }

    /// A case begins with its label, or with a heading whose text ends in the
    /// link to the whole case.
    fn case_starts(&self, at: usize) -> bool {
        match self.mark(at) {
            Some(Mark::CaseLabel) => true,
            Some(Mark::Heading(_)) if !self.nested => {
                let end = (at + 1..)
                    .find(|&i| !matches!(self.mark(i), Some(Mark::Image(_) | Mark::Prose)));
                end.is_some_and(|end| {
                    end > at + 1 && matches!(self.mark(end), Some(Mark::CaseLink(_)))
                })
            }
            _ => false,
        }
    }

    /// Reads a case. Quotes and figures inside it are items of their own, and
    /// come after it, so that its quotes find it above themselves.
    fn case(&mut self) -> Vec<Item> {
        let labelled = matches!(self.mark(self.at), Some(Mark::CaseLabel));
        self.at += usize::from(labelled);
        let (title, level) = self.case_title();
        let (mut summary, mut parts, mut link, mut facts) =
            (Vec::new(), Vec::<(Text, Vec<Text>)>::new(), None, Vec::new());
        let mut inside = Vec::new();
        while let Some(marked) = self.marks.get(self.at) {
            if self.nested && (self.quote_starts(self.at) || self.figure_starts(self.at)) {
                inside.push(if self.quote_starts(self.at) { self.quote() } else { self.figure() });
                continue;
            }
            match &marked.mark {
                Mark::Prose
                    if !self.nested
                        && (self.quote_starts(self.at) || self.figure_starts(self.at)) =>
                {
                    break;
                }
                Mark::Prose | Mark::Caption => {
                    parts
                        .last_mut()
                        .map_or(&mut summary, |(_, texts)| texts)
                        .push(marked.text.clone());
                }
                Mark::Heading(below) if self.nested && *below > level => {
                    parts.push((marked.text.clone(), Vec::new()));
                }
                Mark::CaseLink(target) => {
                    link = Some(Link { text: marked.text.stated(), target: target.clone() });
                    self.at += 1;
                    if self.nested {
                        continue;
                    }
                    break;
                }
                Mark::Facts(found) => facts = found.clone(),
                Mark::Link(_) if self.nested => {}
                Mark::Furniture => {}
                Mark::Image(_) if !self.quote_starts(self.at) && !self.figure_starts(self.at) => {}
                _ => break,
            }
            self.at += 1;
        }
        let mut items = vec![Item::Case { title, summary, parts, link, facts }];
        items.append(&mut inside);
        items
    }

    /// The case's heading: what stands right below the label, capitals or not.
    fn case_title(&mut self) -> (Option<Text>, u8) {
        while matches!(self.mark(self.at), Some(Mark::Image(_) | Mark::Furniture))
            && !self.quote_starts(self.at)
        {
            self.at += 1;
        }
        let found = match self.marks.get(self.at) {
            Some(Marked { mark: Mark::Heading(level), text }) => Some((text.clone(), *level)),
            Some(Marked { mark: Mark::Prose, text })
                if !self.quote_starts(self.at) && is_title_like(text.as_str()) =>
            {
                Some((text.clone(), 2))
            }
            _ => None,
        };
        self.at += usize::from(found.is_some());
        found.map_or((None, 2), |(title, level)| (Some(title), level))
    }
}

/// Short, a capital first, no stop at the end.
fn is_title_like(words: &str) -> bool {
    words.chars().count() <= 140
        && words.starts_with(|c: char| {
            c.is_uppercase()
                || c.is_numeric()
                || marks::QUOTE_MARKS.contains(&c)
                || c == '’'
                || c == '\''
        })
        && !words.ends_with(['.', ',', ';', ':'])
}

impl Pieces {
    fn add_download(&mut self, words: Option<&Text>, target: Option<String>) {
        if let Some(words) = words {
            self.download = Some(Link { text: words.stated(), target });
        }
    }

    fn span(&self) -> Span {
        let texts = [&self.title, &self.number, &self.statement].into_iter().flatten();
        let pieces = texts.chain(&self.captions).chain(self.image.iter().map(|(file, _)| file));
        pieces.map(Text::span).reduce(Span::cover).unwrap_or_default()
    }
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
            Item::Quote { paragraphs, lines, facts } => self.make_quote(paragraphs, lines, facts),
            Item::Case { title, summary, parts, link, facts } => {
                self.make_case(title.as_ref(), summary, parts, link.as_ref(), facts);
            }
            Item::Figure(pieces) => self.make_figure(pieces),
        }
    }

    fn make_quote(&mut self, paragraphs: &[Text], lines: &[Text], facts: &[Fact]) {
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
                .filter(|case| case.names(document.speaker.as_ref()))
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

    fn make_case(
        &mut self,
        title: Option<&Text>,
        summary: &[Text],
        parts: &[(Text, Vec<Text>)],
        link: Option<&Link>,
        facts: &[Fact],
    ) {
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

    fn make_figure(&mut self, pieces: &Pieces) {
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
