//! The JSON API.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequestParts, Path, RawQuery, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use ordret_model::DocumentId;
use serde_json::Value;

use crate::answer::Shared;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::former::successor;
use crate::json::{document_json, search_json, suggestions_json};
use crate::metrics::Now;
use crate::params::{self, BadParameter, UNKNOWN};

/// The generation this request is answered from; taken once, in `answer`.
impl FromRequestParts<Arc<Shared>> for Reader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Shared>) -> Result<Self, Failure> {
        parts.extensions.get::<Reader>().cloned().ok_or(Failure::Unready)
    }
}

/// The last part of a page's address. One that is no UTF-8 names nothing.
pub(crate) struct Name(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(name)| Name(name)).map_err(|_| Failure::NotFound)
    }
}

/// The last two parts of the address of a further page of a list: whose list, and the page's
/// number, from 2.
pub(crate) struct Further(pub(crate) String, pub(crate) usize);

impl<S: Send + Sync> FromRequestParts<S> for Further {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((name, page)) = path.map_err(|_| Failure::NotFound)?;
        // One page, one address: neither `1` nor `02`.
        let number = page.parse().ok().filter(|n: &usize| *n > 1 && n.to_string() == page);
        number.map(|number| Further(name, number)).ok_or(Failure::NotFound)
    }
}

pub(crate) async fn search(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let (request, bad) = params::read(query.as_deref().unwrap_or_default());
    if !bad.is_empty() {
        return Err(Failure::Parameters(bad));
    }
    let response = reader.search(&request).await?;
    Ok(json(&search_json(&response, &request)))
}

/// How many suggestions there are unless `limit` says otherwise, and at most.
const SUGGESTIONS: usize = 8;
pub(crate) const MOST_SUGGESTIONS: usize = 20;

pub(crate) async fn suggest(
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (typed, limit) = suggestion_request(query.as_deref().unwrap_or_default())?;
    let suggestions = reader.suggest(&typed, limit).await?;
    Ok(json(&suggestions_json(&typed, &suggestions)))
}

fn suggestion_request(query: &str) -> Result<(String, usize), Failure> {
    let (mut typed, mut limit) = (None, None);
    let mut bad = Vec::new();
    let mut refuse = |name, value, problem, allowed: String| {
        bad.push(BadParameter::new(name, value, problem, allowed));
    };
    for (name, value) in params::pairs(query) {
        match name.as_str() {
            "q" if typed.is_none() => typed = Some(value),
            "limit" if limit.is_none() => match value.parse::<usize>() {
                Ok(number) if (1..=MOST_SUGGESTIONS).contains(&number) => limit = Some(number),
                _ => {
                    let allowed = format!("a whole number from 1 to {MOST_SUGGESTIONS}");
                    refuse(name, value, "is out of range", allowed);
                }
            },
            "q" | "limit" => refuse(name, value, "is given twice", "one value".to_owned()),
            _ => refuse(name, value, UNKNOWN, "q, limit".to_owned()),
        }
    }
    match bad.is_empty() {
        true => Ok((typed.unwrap_or_default(), limit.unwrap_or(SUGGESTIONS))),
        false => Err(Failure::Parameters(bad)),
    }
}

/// A document takes no parameter.
pub(crate) async fn document(
    reader: Reader,
    Name(id): Name,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let refused = params::pairs(query.as_deref().unwrap_or_default());
    let bad: Vec<BadParameter> = refused
        .map(|(name, value)| BadParameter::new(name, value, UNKNOWN, "no parameter"))
        .collect();
    if !bad.is_empty() {
        return Err(Failure::Parameters(bad));
    }
    let id = DocumentId::parse(&id).ok_or(Failure::NotFound)?;
    match reader.document(&id).await {
        Err(Failure::NotFound) => {
            let document = successor(&reader, &id).await?;
            let url = format!("/api/v1/documents/{}", document.id);
            Ok(Redirect::permanent(&url).into_response())
        }
        document => Ok(json(&document_json(&document?))),
    }
}

/// Whether the process lives.
pub(crate) async fn health() -> Response {
    status(StatusCode::OK, "ok\n")
}

/// Whether it can answer: a generation is served.
pub(crate) async fn readiness(reader: Result<Reader, Failure>) -> Response {
    match reader {
        Ok(_) => status(StatusCode::OK, "ready\n"),
        Err(_) => status(StatusCode::SERVICE_UNAVAILABLE, "no generation is served yet\n"),
    }
}

/// Figures for a scraper.
pub(crate) async fn metrics(
    State(shared): State<Arc<Shared>>,
    reader: Result<Reader, Failure>,
) -> Response {
    let reader = reader.ok();
    let text = shared.metrics.text(&Now {
        generation: reader.as_ref().map(|reader| (reader.generation(), reader.checksum())),
        documents: reader.as_ref().map_or(0, Reader::documents),
        kept: reader.as_ref().map_or((0, 0), |reader| reader.kept().size()),
    });
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(header::CACHE_CONTROL, "no-store"), (header::CONTENT_TYPE, kind)], text).into_response()
}

fn status(status: StatusCode, words: &'static str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], words).into_response()
}

pub(crate) fn json(value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
