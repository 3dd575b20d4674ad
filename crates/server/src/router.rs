//! Every address on one screen.

use std::any::Any;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{Router, get};
use serde_json::Value;
use tower_http::catch_panic::CatchPanicLayer;

use crate::answer::Shared;
use crate::failure::Failure;
use crate::{api, assets, pages, refuse};

/// The routes. Methods, headers, failures and encodings are settled around
/// them, in `answer`.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        // Pages, in Danish. A document's and a source's data stands beside it under `.json`.
        .route("/", get(pages::start_page))
        .route("/soeg", get(pages::search_page))
        .route("/citat/{name}", get(pages::document_page))
        .route("/case/{name}", get(pages::document_page))
        .route("/figur/{name}", get(pages::document_page))
        .route("/kilde/{slug}", get(pages::source_page))
        .route("/hjaelp", get(pages::help_page))
        // The same in JSON.
        .route("/api/v1/search", get(api::search))
        .route("/api/v1/documents/{id}", get(api::document))
        // For whoever runs it.
        .route("/healthz", get(api::health))
        .route("/readyz", get(api::readiness))
        // Style, font and icon, named by content.
        .route("/assets/{name}", get(assets::asset))
        .fallback(async || Failure::NotFound)
        .layer(CatchPanicLayer::custom(panicked))
        .with_state(shared)
}

/// A panic is our fault and ends one answer, not the service. The panic hook
/// has already put its words and place in the log.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    refuse::problem(StatusCode::INTERNAL_SERVER_ERROR, "something failed here; the log says what", Value::Null)
}
