//! From a request to its answer: refused or routed, shaped, encoded, dressed.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use axum::response::Response;
use axum::routing::Router;
use serde_json::{Value, json};
use tokio::time::timeout;
use tower::ServiceExt;

use crate::assets::Assets;
use crate::conditional;
use crate::config::{Config, ms};
use crate::encoding::{self, Encoding};
use crate::engine::Engine;
use crate::error::Error;
use crate::failure::Failure;
use crate::headers::{self, ALLOWED_METHODS};
use crate::pages;
use crate::params::BadParameter;
use crate::refuse::{problem, refuse};
use crate::router::router;
use crate::templates::Templates;

/// What handlers share.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) engine: Engine,
    pub(crate) templates: Templates,
    pub(crate) assets: Assets,
}

/// The service without its sockets: a request in, its answer out.
pub struct App {
    shared: Arc<Shared>,
    router: Router,
}

impl App {
    /// A service over `engine`.
    ///
    /// # Errors
    /// The configuration has a wrong `public_url`, or a template is broken.
    pub fn new(config: Config, engine: Engine) -> Result<App, Error> {
        let assets = Assets::embedded();
        let templates = Templates::embedded(&assets)?;
        let shared = Arc::new(Shared { config: config.checked()?, engine, templates, assets });
        Ok(App { router: router(Arc::clone(&shared)), shared })
    }

    /// What answers.
    pub fn engine(&self) -> &Engine {
        &self.shared.engine
    }

    /// The answer to one request. A request's body is never read.
    pub async fn answer<B>(&self, request: Request<B>) -> Response<Body> {
        let (parts, _) = request.into_parts();
        let asked = Asked::of(&parts);
        let response = match refuse(&parts, &self.shared.config.limits) {
            Some(refusal) => refusal,
            None if parts.method == Method::OPTIONS => options(asked.open),
            None => self.respond(&asked, parts).await,
        };
        let mut response = encoding::encode(response, asked.encoding).await;
        let status = response.status();
        headers::dress(status, response.headers_mut(), asked.open);
        match asked.head {
            true => response.map(|_| Body::empty()),
            false => response,
        }
    }

    /// Takes one generation for the whole answer, and none at all if the client
    /// already has it.
    async fn respond(&self, asked: &Asked, mut parts: Parts) -> Response {
        let reader = self.shared.engine.reader();
        let tag = reader.as_ref().map(|reader| self.tag(asked, &parts, reader.generation()));
        if let Some(tag) = tag.as_ref().filter(|tag| conditional::has(&parts.headers, tag)) {
            return conditional::not_modified(tag.clone());
        }
        if let Some(reader) = reader {
            parts.extensions.insert(reader);
        }
        parts.method = Method::GET;
        let mut response = self.shape(asked, self.route(parts).await);
        let cacheable = !response.headers().contains_key(header::CACHE_CONTROL);
        if let Some(tag) = tag.filter(|_| response.status() == StatusCode::OK && cacheable) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }

    fn tag(&self, asked: &Asked, parts: &Parts, generation: &str) -> HeaderValue {
        let query = parts.uri.query().unwrap_or_default();
        let form = self.shared.templates.form();
        conditional::tag(&[generation, form, parts.uri.path(), query, asked.encoding.as_str()])
    }

    async fn route(&self, parts: Parts) -> Result<Response, Failure> {
        let routed = self.router.clone().oneshot(Request::from_parts(parts, Body::empty()));
        let routed: Result<Response, Infallible> =
            timeout(ms(self.shared.config.limits.answer_ms), routed)
                .await
                .map_err(|_| Failure::TooSlow)?;
        let mut response = routed.unwrap_or_else(|never| match never {});
        match response.extensions_mut().remove::<Failure>() {
            Some(failure) => Err(failure),
            None => Ok(response),
        }
    }

    /// A failure becomes a status, and a page or a problem, here and only here.
    fn shape(&self, asked: &Asked, routed: Result<Response, Failure>) -> Response {
        let failure = match routed {
            Ok(response) => return response,
            Err(failure) => failure,
        };
        if let Failure::Internal(why) = &failure {
            tracing::error!("no answer: {why}");
        }
        let page = if asked.data { None } else { pages::failure_page(&self.shared, &failure) };
        let mut response = page.unwrap_or_else(|| failure_problem(&failure));
        *response.status_mut() = failure.status();
        if let Some(seconds) = failure.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
        }
        response
    }
}

/// What of a request decides how its answer looks.
struct Asked {
    head: bool,
    encoding: Encoding,
    /// Data rather than a page.
    data: bool,
    /// Readable by pages of any site.
    open: bool,
}

impl Asked {
    fn of(parts: &Parts) -> Asked {
        let path = parts.uri.path();
        let extensions = [".json", ".csv", ".atom"];
        let open = path.starts_with("/api/")
            || extensions.iter().any(|extension| path.ends_with(extension));
        Asked {
            head: parts.method == Method::HEAD,
            encoding: Encoding::accepted(&parts.headers),
            data: open || matches!(path, "/healthz" | "/readyz") || path.starts_with("/assets/"),
            open,
        }
    }
}

fn options(open: bool) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, HeaderValue::from_static(ALLOWED_METHODS));
    if open {
        let methods = HeaderValue::from_static(ALLOWED_METHODS);
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*"));
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    }
    response
}

fn failure_problem(failure: &Failure) -> Response {
    let more = match failure {
        Failure::Parameters(bad) => {
            json!({"errors": bad.iter().map(bad_parameter).collect::<Vec<_>>()})
        }
        _ => Value::Null,
    };
    problem(failure.status(), &failure.detail(), more)
}

fn bad_parameter(bad: &BadParameter) -> Value {
    json!({
        "parameter": bad.name, "value": bad.value,
        "detail": bad.sentence(), "allowed": bad.allowed,
    })
}
