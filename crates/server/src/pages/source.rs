//! The page of one source: what it is, and everything found on it, in order.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use ordret_model::{Document, Source};
use serde::Serialize;
use serde_json::{Value, json};

use super::document::{Neighbour, neighbour};
use super::frame::Frame;
use super::hit::{self, value};
use super::source_line::{SourceView, named, source_view};
use super::words::{foreign, plain_paragraphs};
use crate::address::{further_url, source_url};
use crate::answer::Shared;
use crate::api::{self, Further, Name};
use crate::engine::Reader;
use crate::failure::Failure;
use crate::former;
use crate::json::{document_json, source_json};
use crate::params;

/// How many documents one page shows. A source of JSON Lines can have a
/// hundred thousand.
const SHOWN: usize = 100;

/// `/kilde/{slug}`; its data under `.json`, from another position on with `?fra=POSITION`.
pub(crate) async fn source_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Name(name): Name,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let from = position(query.as_deref().unwrap_or_default());
    let (slug, form) = match name.strip_suffix(".json") {
        Some(slug) => (slug, ".json"),
        None => (name.as_str(), ""),
    };
    let shown = match form {
        "" => page_at(&shared, &reader, slug, from).await,
        _ => data_at(&reader, slug, from).await,
    };
    match shown {
        Err(Failure::NotFound) => {
            let now = former::source(&reader, slug)?;
            Ok(Redirect::permanent(&format!("{}{form}", source_url(&now))).into_response())
        }
        shown => shown,
    }
}

async fn data_at(reader: &Reader, slug: &str, from: u32) -> Result<Response, Failure> {
    let (source, documents, _) = on_page(reader, slug, from).await?;
    Ok(api::json(&page_json(&source, &documents)))
}

/// The page of the list that holds a position: addresses of pages were once positions.
async fn page_at(
    shared: &Shared,
    reader: &Reader,
    slug: &str,
    from: u32,
) -> Result<Response, Failure> {
    let page = match from {
        1 => 1,
        from => starts(reader, slug).await?.partition_point(|start| *start <= from).max(1),
    };
    match page {
        1 => page_of_list(shared, reader, slug, 1, 1).await,
        page => {
            let url = further_url(&source_url(slug), page);
            Ok(Redirect::permanent(&url).into_response())
        }
    }
}

/// `/kilde/{slug}/{page}`: the list's second page, and those that follow.
pub(crate) async fn source_further(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Further(slug, page): Further,
) -> Result<Response, Failure> {
    let from = starts(&reader, &slug).await?.get(page - 1).copied().ok_or(Failure::NotFound)?;
    page_of_list(&shared, &reader, &slug, page, from).await
}

/// How many pages the list of a source has.
pub(crate) async fn source_pages(reader: &Reader, slug: &str) -> Result<usize, Failure> {
    Ok(starts(reader, slug).await?.len())
}

async fn starts(reader: &Reader, slug: &str) -> Result<Vec<u32>, Failure> {
    reader.page_starts(slug, SHOWN).await
}

async fn page_of_list(
    shared: &Shared,
    reader: &Reader,
    slug: &str,
    page: usize,
    from: u32,
) -> Result<Response, Failure> {
    let (source, documents, goes_on) = on_page(reader, slug, from).await?;
    let frame = Frame {
        description: format!(
            "Alt, der er fundet på siden »{}«, i kildens rækkefølge.",
            named(&source)
        ),
        data: Some(format!("{}.json", source_url(slug))),
        ..Frame::new(named(&source), source_url(slug))
    };
    let url = |page: usize| further_url(&source_url(slug), page);
    let view = SourcePageView {
        source: source_view(&source),
        documents: documents.iter().map(|document| entry(document, slug)).collect(),
        previous: (page > 1).then(|| url(page - 1)),
        next: goes_on.then(|| url(page + 1)),
    };
    frame.around(shared, Some(reader), "kilde.html", view)
}

fn position(query: &str) -> u32 {
    let from = params::pairs(query).find(|(name, _)| name == "fra");
    from.and_then(|(_, from)| from.parse().ok()).unwrap_or(1).max(1)
}

/// What the source is, its documents from `from` on, and whether more follow.
async fn on_page(
    reader: &Reader,
    slug: &str,
    from: u32,
) -> Result<(Source, Vec<Document>, bool), Failure> {
    let middle = from.saturating_add(SHOWN as u32 / 2);
    let around = (from > 1).then_some(middle);
    let mut documents = reader.source_page(slug, around, SHOWN + 1).await?;
    let goes_on = documents.len() > SHOWN;
    documents.truncate(SHOWN);
    let source = on(documents.first().ok_or(Failure::NotFound)?, slug).clone();
    Ok((source, documents, goes_on))
}

/// Where on this page the document stands: it may stand on others first.
fn on<'d>(document: &'d Document, slug: &str) -> &'d Source {
    let here = document.sources.iter().find(|source| source.slug == slug);
    here.unwrap_or_else(|| document.source())
}

fn page_json(source: &Source, documents: &[Document]) -> Value {
    let documents: Vec<Value> = documents.iter().map(document_json).collect();
    json!({"source": source_json(source), "documents": documents})
}

#[derive(Serialize)]
struct SourcePageView {
    source: SourceView,
    documents: Vec<Entry>,
    previous: Option<String>,
    next: Option<String>,
}

/// One document, its words whole.
#[derive(Serialize)]
struct Entry {
    link: Neighbour,
    position: u32,
    paragraphs: Vec<String>,
    language: Option<String>,
    name: Option<String>,
    role: Option<String>,
    organisation: Option<String>,
    value: Option<hit::Value>,
    titled: bool,
}

fn entry(document: &Document, slug: &str) -> Entry {
    let speaker = document.speaker.as_ref();
    let known = |value: Option<&ordret_model::Known<String>>| hit::known(value);
    Entry {
        link: neighbour(document, false),
        position: on(document, slug).position,
        paragraphs: plain_paragraphs(document.words()),
        language: foreign(&document.language),
        name: known(speaker.and_then(|speaker| speaker.name.as_ref())),
        role: known(speaker.and_then(|speaker| speaker.role.as_ref())),
        organisation: known(speaker.and_then(|speaker| speaker.organisation.as_ref())),
        value: value(document),
        titled: document.title_source.is_some(),
    }
}
