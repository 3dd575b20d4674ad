//! Every address on one screen.

use std::any::Any;
use std::sync::Arc;

use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{Router, get};
use serde_json::Value;
use tower_http::catch_panic::CatchPanicLayer;

use crate::answer::Shared;
use crate::failure::Failure;
use crate::{
    api, assets, data, engines, export, oembed, openapi, pages, refuse, sitemap, slash, statement,
};

/// The one address that takes a body, by `POST`.
pub(crate) const POSTED: &str = "/efterproev";

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
        .route("/person/{name}", get(pages::person_page))
        .route("/sted/{name}", get(pages::place_page))
        // Lists that are longer than a page go on under its address.
        .route("/kilde/{slug}/{page}", get(pages::source_further))
        .route("/person/{name}/{page}", get(pages::person_further))
        .route("/sted/{name}/{page}", get(pages::place_further))
        .route("/bladre", get(pages::browse_page))
        .route("/rettelser", get(pages::corrections_page))
        .route("/rettelser/{page}", get(pages::corrections_further))
        .route("/rettelser.json", get(pages::corrections_json))
        .route("/rettelser.atom", get(pages::corrections_atom))
        .route("/bladre.json", get(pages::browse_json))
        .route("/bladre/{list}", get(pages::browse_list))
        .route("/bladre/{list}/{page}", get(pages::browse_further))
        .route("/tilfaeldigt", get(pages::random_page))
        .route("/hjaelp", get(pages::help_page))
        .route("/was", get(statement::statement))
        .route(POSTED, get(pages::verify_form).post(pages::verify_page))
        // What a search finds, as data.
        .route("/soeg.json", get(data::search_json))
        .route("/soeg.csv", get(data::search_csv))
        .route("/soeg.atom", get(data::search_atom))
        // How other sites show a document.
        .route("/oembed", get(oembed::oembed))
        // What search engines and browsers ask.
        .route("/robots.txt", get(engines::robots))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemap/{part}", get(sitemap::part))
        .route("/opensearch.xml", get(engines::opensearch))
        // With a slash behind them they are the same pages.
        .route("/soeg/", get(slash::without_slash))
        .route("/hjaelp/", get(slash::without_slash))
        .route("/citat/{name}/", get(slash::without_slash))
        .route("/case/{name}/", get(slash::without_slash))
        .route("/figur/{name}/", get(slash::without_slash))
        .route("/kilde/{slug}/", get(slash::without_slash))
        .route("/person/{name}/", get(slash::without_slash))
        .route("/sted/{name}/", get(slash::without_slash))
        .route("/bladre/", get(slash::without_slash))
        .route("/rettelser/", get(slash::without_slash))
        .route("/was/", get(slash::without_slash))
        .route("/efterproev/", get(slash::without_slash))
        // The same in JSON.
        .route("/api/v1/search", get(api::search))
        .route("/api/v1/suggest", get(api::suggest))
        .route("/api/v1/documents/{id}", get(api::document))
        .route("/openapi.json", get(openapi::openapi))
        .route("/api", get(pages::api_page))
        .route("/api/v1/export", get(export::export))
        // For whoever runs it.
        .route("/healthz", get(api::health))
        .route("/readyz", get(api::readiness))
        .route("/metrics", get(api::metrics))
        // Style, script, font and icon, named by content.
        .route("/assets/{name}", get(assets::asset))
        .guarded()
        .with_state(shared)
}

trait Guarded {
    /// With what stands around every handler.
    fn guarded(self) -> Self;
}

impl<S: Clone + Send + Sync + 'static> Guarded for Router<S> {
    fn guarded(self) -> Self {
        self.route_layer(middleware::from_fn(name))
            .fallback(async || Failure::NotFound)
            .layer(CatchPanicLayer::custom(panicked as fn(_) -> _))
    }
}

/// The route that answered, as it is written above: what is counted, and what a log may
/// name without saying what was asked.
#[derive(Debug, Clone)]
pub(crate) struct Route(pub(crate) MatchedPath);

async fn name(route: MatchedPath, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.extensions_mut().insert(Route(route));
    response
}

/// Says of a response that a handler panicked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Panicked;

/// A panic is our fault and ends one answer, not the service. The panic hook
/// has already put its words and place in the log.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    let detail = "something failed here; the log says what";
    let mut response = refuse::problem(StatusCode::INTERNAL_SERVER_ERROR, detail, Value::Null);
    response.extensions_mut().insert(Panicked);
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_ends_one_answer_with_a_problem() {
        let router = Router::new()
            .route("/", get(async || -> &'static str { panic!("a secret") }))
            .guarded();
        let response = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("secret"));
    }
}
