//! The page of one document.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ordret_model::{Body, Case, Document, FacetField, Kind, Speaker};
use serde::Serialize;

use super::frame::Frame;
use super::hit::{Value, figure, known, link, value};
use super::known::{KnownView, known_values};
use super::source_line::{SourceView, source_view};
use super::words::{foreign, opening, plain_paragraphs};
use crate::address::{
    Form, document_url, oembed_url, parse_name, person_url, place_url, search_url,
};
use crate::answer::Shared;
use crate::api::{self, Name};
use crate::chart::{Chart, chart};
use crate::cite;
use crate::csv;
use crate::data::whole;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::former::successor;
use crate::json::document_json;
use crate::picture::{self, PageChart, page_chart};
use crate::wording::{self, Language};

/// How many neighbours on the source page are listed.
const NEIGHBOURS: usize = 9;
/// How many documents that are about the same are listed.
const RELATED: usize = 5;

/// `/citat/…`, `/case/…`, `/figur/…`: the id decides; any other words before it
/// lead to the right ones.
pub(crate) async fn document_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    uri: axum::http::Uri,
    Name(name): Name,
) -> Result<Response, Failure> {
    let (id, form) = parse_name(&name).ok_or(Failure::NotFound)?;
    let document = match reader.document(&id).await {
        Err(Failure::NotFound) => {
            let document = successor(&reader, &id).await?;
            return Ok(Redirect::permanent(&form.url(&document)).into_response());
        }
        document => document?,
    };
    let wanted = form.url(&document);
    if uri.path() != wanted {
        return Ok(Redirect::permanent(&wanted).into_response());
    }
    let public_url = shared.config.public_url.as_deref();
    if form != Form::Page {
        return in_form(&reader, document, form, public_url).await;
    }
    let surroundings = surroundings(&reader, &document).await?;
    let frame = Frame {
        description: description(&document),
        data: Some(Form::Json.url(&document)),
        image: has_picture(&document).then(|| Form::Png.url(&document)),
        linked: Some(cite::json_ld(&document, public_url)),
        embedded: public_url.map(|public_url| oembed_url(public_url, &document)),
        ..Frame::new(document.title.clone(), wanted)
    };
    let view = document_view(&document, surroundings, public_url);
    frame.around(&shared, Some(&reader), "dokument.html", view)
}

/// The document as a file.
async fn in_form(
    reader: &Reader,
    document: Document,
    form: Form,
    public_url: Option<&str>,
) -> Result<Response, Failure> {
    let (body, kind) = match form {
        Form::Svg | Form::Png => return picture(reader, document, form).await,
        Form::Page | Form::Json => return Ok(api::json(&document_json(&document))),
        Form::Csl => (
            cite::csl(&document, public_url).to_string(),
            "application/vnd.citationstyles.csl+json",
        ),
        Form::Text => (cite::text(&document, public_url), "text/plain; charset=utf-8"),
        Form::Bibtex => {
            (cite::bibtex(&document, public_url), "application/x-bibtex; charset=utf-8")
        }
        Form::Ris => {
            let kind = "application/x-research-info-systems; charset=utf-8";
            (cite::ris(&document, public_url), kind)
        }
        Form::Csv => {
            let data = figure(&document).and_then(|figure| figure.data.as_ref());
            let table = csv::numbers(data.ok_or(Failure::NotFound)?);
            (table, "text/csv; charset=utf-8; header=present")
        }
    };
    Ok(whole(body, kind))
}

/// Whether the document is shown as a picture: a case's words are too many for one.
fn has_picture(document: &Document) -> bool {
    document.kind() != Kind::Case
}

/// The document's picture. It is drawn when it is asked for, and kept as every answer is.
async fn picture(reader: &Reader, document: Document, form: Form) -> Result<Response, Failure> {
    let drawn = reader.made(move || {
        let svg = picture::svg(&document)?;
        Some(match form {
            Form::Png => picture::png(&svg).map(|png| whole(png, "image/png")),
            _ => Ok(whole(svg, "image/svg+xml")),
        })
    });
    Ok(drawn.await?.ok_or(Failure::NotFound)??)
}

/// The documents around one.
struct Surroundings {
    page: Vec<Document>,
    case: Option<Document>,
    quotes: Vec<Document>,
    related: Vec<Document>,
}

async fn surroundings(reader: &Reader, document: &Document) -> Result<Surroundings, Failure> {
    let source = document.source();
    let page = reader.source_page(&source.slug, Some(source.position), NEIGHBOURS).await?;
    let case = match &document.body {
        Body::Quote(quote) => match &quote.case {
            // A case that is not in this generation is no reason to hide the quote.
            Some(id) => reader.document(id).await.ok(),
            None => None,
        },
        _ => None,
    };
    let quotes = match document.kind() {
        Kind::Case => reader.belonging(&document.id).await?,
        _ => Vec::new(),
    };
    let related = reader.related(document, RELATED).await?;
    Ok(Surroundings { page, case, quotes, related })
}

fn description(document: &Document) -> String {
    let words = opening(document.words(), 180);
    match document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref()) {
        Some(name) if document.kind() == Kind::Quote => format!("{}: »{words}«", name.value),
        _ => words,
    }
}

#[derive(Serialize)]
struct DocumentView {
    kind: &'static str,
    kind_label: &'static str,
    title: String,
    /// Whether the source gave it a title; a made-up one is not shown as one.
    titled: bool,
    language: Option<String>,
    paragraphs: Vec<String>,
    speaker: Option<SpeakerView>,
    attribution: Vec<String>,
    parts: Vec<Part>,
    value: Option<Value>,
    caption: Vec<String>,
    image: Option<String>,
    table: Option<Chart>,
    /// The table drawn; where it is, the cells carry no bars.
    chart: Option<PageChart>,
    facts: Vec<(&'static str, String)>,
    link: Option<(String, Option<String>)>,
    topics: Vec<(String, String)>,
    reviewed: bool,
    known: Vec<KnownView>,
    sources: Vec<SourceView>,
    sample: bool,
    metadata: Vec<(String, String)>,
    share: Share,
    case: Option<Neighbour>,
    quotes: Vec<Neighbour>,
    neighbours: Vec<Neighbour>,
    /// Documents that are about the same.
    related: Vec<Neighbour>,
    previous: Option<Neighbour>,
    next: Option<Neighbour>,
    status: Option<Status>,
    /// Words that stand in the source just so, each with its note.
    sic: Vec<(String, String)>,
}

/// What is known of whether it was said so, in words.
#[derive(Serialize)]
struct Status {
    code: &'static str,
    words: &'static str,
    note: Option<String>,
}

/// How to pass a document on: texts to copy, and files.
#[derive(Serialize)]
struct Share {
    /// Each with its name, how many lines it takes, and whether it is for machines.
    texts: Vec<ShareText>,
    /// Files by name, with what they are for.
    files: Vec<(String, &'static str, String)>,
    /// The words' place in the source itself.
    place: Option<String>,
    seal: String,
}

#[derive(Serialize)]
struct ShareText {
    id: &'static str,
    label: &'static str,
    text: String,
    lines: usize,
    /// Written for machines: behind a line of its own.
    is_code: bool,
}

/// A part of a case; without words where the source does not say.
#[derive(Serialize)]
struct Part {
    label: &'static str,
    paragraphs: Vec<String>,
}

#[derive(Serialize)]
struct SpeakerView {
    name: Option<String>,
    page: Option<String>,
    role: Option<String>,
    organisation: Option<String>,
    place: Option<String>,
    place_page: Option<String>,
    party: Option<String>,
    former: Vec<String>,
    variants: Vec<String>,
}

/// A document near by.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Neighbour {
    pub url: String,
    pub kind: &'static str,
    pub kind_label: &'static str,
    pub title: String,
    pub language: Option<String>,
    pub current: bool,
}

pub(super) fn neighbour(document: &Document, current: bool) -> Neighbour {
    Neighbour {
        url: document_url(document),
        kind: document.kind().as_str(),
        kind_label: wording::kind(document.kind(), Language::Da),
        title: document.title.clone(),
        language: foreign(&document.language),
        current,
    }
}

fn document_view(
    document: &Document,
    surroundings: Surroundings,
    public_url: Option<&str>,
) -> DocumentView {
    let figure = figure(document);
    let data = figure.and_then(|figure| figure.data.as_ref());
    let page: Vec<Neighbour> =
        surroundings.page.iter().map(|other| neighbour(other, other.id == document.id)).collect();
    let here = page.iter().position(|other| other.current);
    let beside = |step: fn(usize) -> Option<usize>| {
        here.and_then(step).and_then(|index| page.get(index)).cloned()
    };
    DocumentView {
        kind: document.kind().as_str(),
        kind_label: wording::kind(document.kind(), Language::Da),
        title: document.title.clone(),
        titled: document.title_source.is_some() || document.kind() != Kind::Quote,
        language: foreign(&document.language),
        paragraphs: plain_paragraphs(&document.text.value),
        speaker: document.speaker.as_ref().map(speaker_view),
        attribution: plain_paragraphs(
            document.attribution.as_ref().map_or("", |known| &known.value),
        ),
        parts: match &document.body {
            Body::Case(case) => parts(case),
            _ => Vec::new(),
        },
        value: value(document),
        caption: plain_paragraphs(
            figure.and_then(|figure| figure.caption.as_ref()).map_or("", |known| &known.value),
        ),
        image: figure.and_then(|figure| figure.image.as_ref()).and_then(|image| image.alt.clone()),
        table: data.map(chart),
        chart: data.and_then(page_chart),
        facts: facts(document),
        link: follow(document),
        topics: document.topics.iter().map(|topic| narrowed(FacetField::Topic, topic)).collect(),
        reviewed: document.reviewed,
        known: known_values(document),
        sources: document.sources.iter().map(source_view).collect(),
        sample: document.sources.iter().any(|source| source.sample),
        metadata: document.metadata.clone().into_iter().collect(),
        share: share(document, public_url),
        case: surroundings.case.as_ref().map(|case| neighbour(case, false)),
        quotes: surroundings.quotes.iter().map(|quote| neighbour(quote, false)).collect(),
        previous: beside(|here| here.checked_sub(1)),
        next: beside(|here| here.checked_add(1)),
        neighbours: page,
        related: surroundings.related.iter().map(|other| neighbour(other, false)).collect(),
        status: status(document),
        sic: match &document.body {
            Body::Quote(quote) => quote
                .sic
                .iter()
                .map(|sic| (sic.value.word.clone(), sic.value.note.clone()))
                .collect(),
            _ => Vec::new(),
        },
    }
}

fn status(document: &Document) -> Option<Status> {
    let Body::Quote(quote) = &document.body else { return None };
    let status = quote.status.as_ref()?.value;
    Some(Status {
        code: status.as_str(),
        words: wording::status(status, Language::Da),
        note: known(quote.status_note.as_ref()),
    })
}

fn share(document: &Document, public_url: Option<&str>) -> Share {
    let quoted = (document.kind() == Kind::Quote)
        .then(|| ("indlejring", "HTML til en anden side", cite::embedding(document, public_url)));
    let news = cite::news_sentence(document).map(|text| ("avis", "Som i avisen", text));
    let texts = [
        public_url.map(|url| ("link", "Fast adresse", format!("{url}{}", document_url(document)))),
        Some(("kildetekst", "Med kilde", cite::citation(document, public_url))),
        news,
        Some(("apa", "APA", cite::apa(document, public_url))),
        Some(("wikipedia", "Wikipedia", cite::wikipedia(document, public_url))),
        quoted,
    ];
    let text = |(id, label, text): (&'static str, &'static str, String)| ShareText {
        id,
        label,
        is_code: matches!(id, "wikipedia" | "indlejring"),
        lines: (text.chars().count() / CHARS_OF_A_LINE + 1).min(MOST_LINES),
        text,
    };
    let has_numbers = figure(document).is_some_and(|figure| figure.data.is_some());
    let files = [
        ("Tekst", "txt", Form::Text),
        ("BibTeX", "bib", Form::Bibtex),
        ("RIS", "EndNote, Zotero", Form::Ris),
        ("CSL-JSON", "Zotero, pandoc", Form::Csl),
        ("JSON", "alle data", Form::Json),
    ];
    let numbers = has_numbers.then_some(("CSV", "tallene til regneark", Form::Csv));
    let named = |(name, what, form): (&str, &'static str, Form)| (name.to_owned(), what, form);
    let pictures = [("PNG", Form::Png), ("SVG", Form::Svg)].map(|(format, form)| {
        let name = wording::picture(format, Language::Da);
        (name, wording::picture_use(format, Language::Da), form)
    });
    Share {
        texts: texts.into_iter().flatten().map(text).collect(),
        files: pictures
            .into_iter()
            .filter(|_| has_picture(document))
            .chain(numbers.into_iter().chain(files).map(named))
            .map(|(name, what, form)| (name, what, form.url(document)))
            .collect(),
        place: cite::place_in_source(document),
        seal: cite::seal(document),
    }
}

/// About how many characters a line of a field to copy from holds, and how many lines it is
/// high at most.
const CHARS_OF_A_LINE: usize = 62;
const MOST_LINES: usize = 8;

fn speaker_view(speaker: &Speaker) -> SpeakerView {
    let former = |role: &ordret_model::FormerRole| {
        let parts = [Some(role.role.as_str()), role.organisation.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    SpeakerView {
        name: known(speaker.name.as_ref()),
        page: speaker.name.as_ref().and_then(|name| person_url(&name.value)),
        role: known(speaker.role.as_ref()),
        organisation: known(speaker.organisation.as_ref()),
        place: known(speaker.place.as_ref()),
        place_page: speaker.place.as_ref().and_then(|place| place_url(&place.value)),
        party: known(speaker.party.as_ref()),
        former: speaker.former_roles.iter().map(|role| former(&role.value)).collect(),
        variants: speaker.variants.iter().map(|variant| variant.value.clone()).collect(),
    }
}

/// A value and the search for all that carry it.
pub(super) fn narrowed(field: FacetField, value: &str) -> (String, String) {
    let mut request = ordret_model::SearchRequest::default();
    request.filters.values.insert(field, vec![value.to_owned()]);
    (value.to_owned(), search_url(&request))
}

fn parts(case: &Case) -> Vec<Part> {
    let parts = [
        ("Problem", &case.problem),
        ("Det gjorde de", &case.done),
        ("Resultat", &case.outcome),
        ("Forudsætninger", &case.prerequisites),
        ("Genbrug", &case.reuse),
    ];
    let part = |(label, known): (&'static str, &Option<ordret_model::Known<String>>)| Part {
        label,
        paragraphs: plain_paragraphs(known.as_ref().map_or("", |known| &known.value)),
    };
    parts.into_iter().map(part).collect()
}

fn facts(document: &Document) -> Vec<(&'static str, String)> {
    let Some(figure) = figure(document) else { return Vec::new() };
    let n = figure.n.as_ref().map(|n| wording::number(n.value, Language::Da));
    let facts = [
        ("Antal observationer", n),
        ("Periode", known(figure.period.as_ref())),
        ("Vægtning", known(figure.weighting.as_ref())),
        ("Signifikans", known(figure.significance.as_ref())),
    ];
    facts.into_iter().filter_map(|(label, value)| value.map(|value| (label, value))).collect()
}

fn follow(document: &Document) -> Option<(String, Option<String>)> {
    match &document.body {
        Body::Case(case) => case.link.as_ref().map(link),
        Body::Figure(figure) => figure.download.as_ref().map(link),
        Body::Quote(_) => None,
    }
}
