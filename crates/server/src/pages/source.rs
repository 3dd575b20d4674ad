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
use crate::address::source_url;
use crate::answer::Shared;
use crate::api::{self, Name};
use crate::engine::Reader;
use crate::failure::Failure;
use crate::former;
use crate::json::{document_json, source_json};
use crate::params;

/// How many documents one page shows. A source of JSON Lines can have a
/// hundred thousand.
const SHOWN: usize = 100;

/// `/kilde/{slug}`, further on with `?fra=POSITION`; its data under `.json`.
pub(crate) async fn source_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Name(name): Name,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let slug = name.strip_suffix(".json").unwrap_or(&name);
    let from = position(query.as_deref().unwrap_or_default());
    let documents = on_page(&reader, slug, from).await?;
    let Some(first) = documents.first() else {
        let now = former::source(&reader, slug)?;
        let form = if slug.len() < name.len() { ".json" } else { "" };
        return Ok(Redirect::permanent(&format!("{}{form}", source_url(&now))).into_response());
    };
    let source = on(first, slug).clone();
    if slug.len() < name.len() {
        return Ok(api::json(&page_json(&source, &documents)));
    }
    let frame = Frame {
        description: format!(
            "Alt, der er fundet på siden »{}«, i kildens rækkefølge.",
            named(&source)
        ),
        data: Some(format!("{}.json", source_url(slug))),
        ..Frame::new(named(&source), source_url(slug))
    };
    frame.around(&shared, Some(&reader), "kilde.html", source_page_view(&source, from, &documents))
}

fn position(query: &str) -> u32 {
    let from = params::pairs(query).find(|(name, _)| name == "fra");
    from.and_then(|(_, from)| from.parse().ok()).unwrap_or(1).max(1)
}

/// The documents from `from` on.
async fn on_page(reader: &Reader, slug: &str, from: u32) -> Result<Vec<Document>, Failure> {
    let middle = from.saturating_add(SHOWN as u32 / 2);
    let around = (from > 1).then_some(middle);
    reader.source_page(slug, around, SHOWN).await
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

fn source_page_view(source: &Source, from: u32, documents: &[Document]) -> SourcePageView {
    let slug = &source.slug;
    let at = |position: u32| format!("{}?fra={position}", source_url(slug));
    let last = documents.last().map_or(0, |document| on(document, slug).position);
    let full = documents.len() >= SHOWN;
    SourcePageView {
        source: source_view(source),
        documents: documents.iter().map(|document| entry(document, slug)).collect(),
        previous: (from > 1).then(|| at(from.saturating_sub(SHOWN as u32).max(1))),
        next: full.then(|| at(last + 1)),
    }
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
