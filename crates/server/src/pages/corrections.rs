//! What was corrected or taken back.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use ordret_model::{Addressed, Document, Fate, Former};
use serde::Serialize;
use serde_json::{Value, json};

use super::frame::Frame;
use crate::address::{document_url, former_url, further_url, source_url};
use crate::answer::Shared;
use crate::api::{self, Name};
use crate::data::whole;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::feed::{self, Entry};
use crate::params;
use crate::wording::{self, Language};

/// How many stand on one page.
const SHOWN: usize = 100;

const URL: &str = "/rettelser";

/// What a page is called that is no document.
const SOURCE: &str = "Kilde";

/// An address, and what became of it.
#[derive(Serialize)]
struct Correction {
    /// `quote`, `case`, `figure` or `source`.
    kind: &'static str,
    /// The id of the document, the slug of the source.
    name: String,
    /// The day on which it was noticed.
    since: Option<String>,
    /// What it was called.
    former_url: String,
    /// Where it leads now.
    url: Option<String>,
    /// What stands there.
    title: Option<String>,
    /// Why it is gone.
    why: Option<String>,
}

#[derive(Serialize)]
struct Row {
    kind_label: &'static str,
    /// What became of it.
    fate: &'static str,
    day: Option<String>,
    correction: Correction,
}

#[derive(Serialize)]
struct CorrectionsView {
    rows: Vec<Row>,
    total: String,
    none: bool,
    previous: Option<String>,
    next: Option<String>,
}

/// `/rettelser`.
pub(crate) async fn corrections_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
) -> Result<Response, Failure> {
    page_of_list(&shared, &reader, 1).await
}

/// `/rettelser/{page}`: the second page, and those that follow.
pub(crate) async fn corrections_further(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Name(page): Name,
) -> Result<Response, Failure> {
    let number = page.parse().ok().filter(|n: &usize| *n > 1 && n.to_string() == page);
    page_of_list(&shared, &reader, number.ok_or(Failure::NotFound)?).await
}

/// How many pages the list has.
pub(crate) async fn corrections_pages(reader: &Reader) -> Result<usize, Failure> {
    let (total, _) = reader.formers(0, 0).await?;
    Ok(total.div_ceil(SHOWN).max(1))
}

async fn page_of_list(shared: &Shared, reader: &Reader, page: usize) -> Result<Response, Failure> {
    let from = SHOWN.saturating_mul(page - 1);
    let (total, corrections) = corrections(reader, from).await?;
    if page > 1 && corrections.is_empty() {
        return Err(Failure::NotFound);
    }
    let view = CorrectionsView {
        none: total == 0,
        total: wording::number(total as u64, Language::Da),
        previous: (page > 1).then(|| further_url(URL, page - 1)),
        next: (from + SHOWN < total).then(|| further_url(URL, page + 1)),
        rows: corrections.into_iter().map(row).collect(),
    };
    let frame = Frame {
        description: "Hvad der er rettet eller trukket tilbage, og hvorfor.".to_owned(),
        data: Some(format!("{URL}.json")),
        alternates: vec![("application/atom+xml", format!("{URL}.atom"))],
        ..Frame::new("Rettelser", further_url(URL, page))
    };
    frame.around(shared, Some(reader), "rettelser.html", view)
}

/// `/rettelser.json`, further on with `?fra=NUMBER`.
pub(crate) async fn corrections_json(
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let from = from(query.as_deref());
    let (total, corrections) = corrections(&reader, from).await?;
    let next = (from + SHOWN < total).then(|| format!("{URL}.json?fra={}", from + SHOWN + 1));
    let corrections: Vec<Value> = corrections.iter().map(|correction| json!(correction)).collect();
    Ok(api::json(&json!({"total": total, "corrections": corrections, "next": next})))
}

/// `/rettelser.atom`: the newest of them.
pub(crate) async fn corrections_atom(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
) -> Result<Response, Failure> {
    let (total, corrections) = corrections(&reader, 0).await?;
    let base = shared.config.public_url.as_deref().unwrap_or_default();
    let built_at = reader.built_at();
    let entries = corrections.into_iter().map(|correction| {
        let row = row(correction);
        let (title, text) = told(&row);
        let updated = row.correction.since.map(|day| format!("{day}T00:00:00Z"));
        Entry::new(
            &["correction", row.correction.kind, &row.correction.name],
            &title,
            &text,
            &format!("{base}{}", row.correction.url.as_deref().unwrap_or(URL)),
            &updated.unwrap_or_else(|| built_at.to_owned()),
        )
    });
    let feed = feed::list("Rettelser", URL, built_at, total, entries.collect(), &shared.config);
    let text = shared.templates.text("soeg.xml", feed)?;
    Ok(whole(text, "application/atom+xml; charset=utf-8"))
}

/// A correction in a line, and what more there is to say.
fn told(row: &Row) -> (String, String) {
    let Correction { title, why, .. } = &row.correction;
    let headline = format!("{} {}", row.kind_label, row.fate);
    match (why, title) {
        (Some(why), _) => (headline, why.clone()),
        (None, title) => (headline, title.clone().unwrap_or_default()),
    }
}

fn from(query: Option<&str>) -> usize {
    let from = params::pairs(query.unwrap_or_default()).find(|(name, _)| name == "fra");
    let from: usize = from.and_then(|(_, from)| from.parse().ok()).unwrap_or(1);
    from.saturating_sub(1)
}

async fn corrections(reader: &Reader, from: usize) -> Result<(usize, Vec<Correction>), Failure> {
    let (total, formers) = reader.formers(from, SHOWN).await?;
    Ok((total, formers.into_iter().map(correction).collect()))
}

fn correction((former, document): (Former, Option<Document>)) -> Correction {
    let former_url = former_url(&former);
    let Former { of, name, fate, since } = former;
    let (url, why) = match fate {
        Fate::Gone(why) => (None, Some(why)),
        Fate::Moved(to) if of == Addressed::Source => (Some(source_url(&to)), None),
        Fate::Moved(_) => (document.as_ref().map(document_url), None),
    };
    let title = document.map(|document| document.title);
    Correction { kind: of.as_str(), name, since, former_url, url, title, why }
}

fn row(correction: Correction) -> Row {
    let kind_label = match Addressed::named(correction.kind) {
        Some(Addressed::Document(kind)) => wording::kind(kind, Language::Da),
        _ => SOURCE,
    };
    let fate = match (&correction.why, kind_label) {
        (Some(_), _) => "trukket tilbage",
        (None, SOURCE) => "flyttet",
        (None, _) => "rettet",
    };
    let day = correction.since.as_deref().map(|day| wording::day(day, Language::Da));
    Row { kind_label, fate, day, correction }
}
