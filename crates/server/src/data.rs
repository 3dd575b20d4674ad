//! What a search finds, for programs: as JSON, as a table, as a feed. The addresses are the
//! search page's own, and like the page they overlook what they do not know.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use ordret_model::{SearchRequest, SearchResponse};

use crate::answer::Shared;
use crate::api;
use crate::csv::table;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::feed::feed;
use crate::json;
use crate::pages::read_address;

/// `/soeg.json`: what the API answers to the same parameters.
pub(crate) async fn search_json(
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (request, _) = read_address(query.as_deref().unwrap_or_default());
    let response = reader.search(&request).await?;
    Ok(api::json(&json::search_json(&response, &request)))
}

/// `/soeg.csv`: the page's hits, a line each, their words whole.
pub(crate) async fn search_csv(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (_, response) = hits(&reader, query.as_deref()).await?;
    let documents = response.hits.iter().map(|hit| &hit.document);
    let table = table(documents, shared.config.public_url.as_deref());
    let mut response = whole(table, "text/csv; charset=utf-8; header=present");
    let name = HeaderValue::from_static("attachment; filename=\"ordret.csv\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// `/soeg.atom`: the page's hits as a feed.
pub(crate) async fn search_atom(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (request, response) = hits(&reader, query.as_deref()).await?;
    let view = feed(&request, &response, reader.built_at(), &shared.config);
    let text = shared.templates.text("soeg.xml", view)?;
    Ok(whole(text, "application/atom+xml; charset=utf-8"))
}

/// What the page lists, without its facets.
async fn hits(
    reader: &Reader,
    query: Option<&str>,
) -> Result<(SearchRequest, SearchResponse), Failure> {
    let (request, _) = read_address(query.unwrap_or_default());
    let request = SearchRequest { facets: false, ..request };
    let response = reader.search(&request).await?;
    Ok((request, response))
}

pub(crate) fn whole(body: impl Into<Body>, kind: &'static str) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
