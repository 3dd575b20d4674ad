//! From a request to its answer: refused or routed, shaped, encoded, dressed.

use std::convert::Infallible;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use axum::response::Response;
use axum::routing::Router;
use serde_json::{Value, json};
use tokio::time::timeout;
use tower::ServiceExt;
use tracing::Instrument;

use crate::assets::Assets;
use crate::client::{Clients, Peer};
use crate::conditional;
use crate::config::{Config, Logging, ms};
use crate::encoding::{self, Encoding};
use crate::engine::Engine;
use crate::error::Error;
use crate::failure::{Failure, MOST_TOLD};
use crate::headers::{self, allowed_methods};
use crate::metrics::{Count, Metrics};
use crate::pages;
use crate::params::BadParameter;
use crate::posted::{Bodies, takes_body, wants_json};
use crate::refuse::{problem, refuse};
use crate::router::{Panicked, Route, router};
use crate::templates::Templates;

/// What handlers share.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) engine: Engine,
    pub(crate) templates: Templates,
    pub(crate) assets: Assets,
    pub(crate) metrics: Metrics,
    clients: Clients,
    bodies: Bodies,
    /// The configuration and the program, hashed: what an answer is made of besides its
    /// generation, its template and the request.
    settings: String,
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
        let config = config.checked()?;
        let (metrics, clients) = (Metrics::default(), Clients::new(&config));
        let bodies = Bodies::new(ms(config.limits.body_ms));
        let settings =
            format!("{} {:?} {:?}", env!("CARGO_PKG_VERSION"), config.public_url, config.site);
        let shared =
            Shared { config, engine, templates, assets, metrics, clients, bodies, settings };
        let shared = Arc::new(shared);
        Ok(App { router: router(Arc::clone(&shared)), shared })
    }

    /// What answers.
    pub fn engine(&self) -> &Engine {
        &self.shared.engine
    }

    /// What handlers share, for pages that no handler makes.
    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// What is counted.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.shared.metrics
    }

    /// The answer to one request. A body is read of the one form that is posted, of no other
    /// request.
    pub async fn answer<B>(&self, request: Request<B>) -> Response<Body>
    where
        B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        let begun = Instant::now();
        let (parts, body) = request.into_parts();
        let asked = Asked::of(&parts);
        let span = tracing::error_span!("request", id = %asked.id);
        let peer = parts.extensions.get::<Peer>().copied();
        let heard = Heard::of(&parts, &self.shared.config.log);
        let response = match refuse(&parts, &self.shared.config.limits) {
            Some(refusal) => {
                self.metrics().count(Count::Refused);
                refusal
            }
            None if !asked.is_probe && !self.shared.clients.admit(peer, &parts.headers) => {
                self.shape(&asked, Err(Failure::TooOften))
            }
            None if parts.method == Method::OPTIONS => options(parts.uri.path(), asked.open),
            None if takes_body(&parts) => {
                self.respond_to_post(&asked, parts, Body::new(body)).instrument(span.clone()).await
            }
            None => self.respond(&asked, parts).instrument(span.clone()).await,
        };
        let mut response = encoding::encode(response, asked.encoding).await;
        let status = response.status();
        headers::dress(status, response.headers_mut(), asked.open);
        if let Ok(id) = HeaderValue::from_str(&asked.id) {
            response.headers_mut().insert("x-request-id", id);
        }
        if response.extensions().get::<Panicked>().is_some() {
            self.metrics().count(Count::Panic);
            span.in_scope(|| tracing::error!("a handler panicked"));
        }
        let route = response.extensions_mut().remove::<Route>();
        let route = route.as_ref().map_or("none", |route| route.0.as_str());
        self.metrics().answered(route, status, begun.elapsed());
        span.in_scope(|| heard.tell(route, status, begun.elapsed()));
        match asked.head {
            true => response.map(|_| Body::empty()),
            false => response,
        }
    }

    /// Takes one generation for the whole answer, and none at all if the client
    /// already has it.
    async fn respond(&self, asked: &Asked, mut parts: Parts) -> Response {
        let reader = self.shared.engine.reader();
        let tag = reader.as_ref().map(|reader| self.tag(asked, &parts, reader.checksum()));
        if let Some(tag) = tag.as_ref().filter(|tag| conditional::has(&parts.headers, tag)) {
            return conditional::not_modified(tag.clone());
        }
        let kept_as = (parts.uri.to_string(), asked.encoding);
        if let Some(reader) = &reader {
            if let Some(kept) = reader.kept().find(&kept_as) {
                self.metrics().count(Count::Kept);
                return kept;
            }
            parts.extensions.insert(reader.clone());
        }
        parts.extensions.insert(asked.encoding);
        parts.method = Method::GET;
        let (routed, route) = self.route(parts, Body::empty()).await;
        let mut response = self.shape(asked, routed);
        if let Some(route) = route {
            response.extensions_mut().insert(route);
        }
        let cacheable = !response.headers().contains_key(header::CACHE_CONTROL);
        if let Some(tag) = tag.filter(|_| response.status() == StatusCode::OK && cacheable) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        let response = encoding::encode(response, asked.encoding).await;
        match reader {
            Some(reader) => reader.kept().keep(kept_as, response).await,
            None => response,
        }
    }

    /// Receives what was posted and answers it. Whoever sent it knows whose words it is about:
    /// the answer is kept nowhere, here or on the way.
    async fn respond_to_post(&self, asked: &Asked, mut parts: Parts, body: Body) -> Response {
        let mut response = match self.shared.bodies.receive(body).await {
            Ok(held) => {
                if let Some(reader) = self.shared.engine.reader() {
                    parts.extensions.insert(reader);
                }
                let (routed, route) = self.route(parts, Body::from(held.bytes)).await;
                let mut response = self.shape(asked, routed);
                if let Some(route) = route {
                    response.extensions_mut().insert(route);
                }
                drop(held.room);
                response
            }
            Err(failure) => {
                let mut response = self.shape(asked, Err(failure));
                // The rest of the body may be on its way still.
                let close = HeaderValue::from_static("close");
                response.headers_mut().insert(header::CONNECTION, close);
                response
            }
        };
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
        response
    }

    fn tag(&self, asked: &Asked, parts: &Parts, generation: &str) -> HeaderValue {
        let query = parts.uri.query().unwrap_or_default();
        let form = self.shared.templates.form();
        let settings = &self.shared.settings;
        conditional::tag(&[
            generation,
            settings,
            form,
            parts.uri.path(),
            query,
            asked.encoding.as_str(),
        ])
    }

    /// What the router answers, and by which route.
    async fn route(&self, parts: Parts, body: Body) -> (Result<Response, Failure>, Option<Route>) {
        let routed = self.router.clone().oneshot(Request::from_parts(parts, body));
        let bounded = timeout(ms(self.shared.config.limits.answer_ms), routed);
        let routed: Result<Response, Infallible> = match bounded.await {
            Ok(routed) => routed,
            Err(_) => return (Err(Failure::TooSlow), None),
        };
        let mut response = routed.unwrap_or_else(|never| match never {});
        let route = response.extensions_mut().remove::<Route>();
        match response.extensions_mut().remove::<Failure>() {
            Some(failure) => (Err(failure), route),
            None => (Ok(response), route),
        }
    }

    /// A failure becomes a status, and a page or a problem, here and only here.
    fn shape(&self, asked: &Asked, routed: Result<Response, Failure>) -> Response {
        let failure = match routed {
            Ok(response) => return response,
            Err(failure) => failure,
        };
        match &failure {
            Failure::Internal(why) => tracing::error!("no answer: {why}"),
            Failure::Busy => self.metrics().count(Count::Busy),
            Failure::TooSlow => self.metrics().count(Count::TooSlow),
            Failure::TooOften => self.metrics().count(Count::TooOften),
            _ => {}
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
    /// Whether somebody asks how the service is: always answered.
    is_probe: bool,
    /// What this request is called in the log.
    id: String,
}

/// What the log may say of a request.
struct Heard {
    method: Method,
    /// Path and query, where the operator wants them.
    address: Option<String>,
    is_told: bool,
}

impl Heard {
    fn of(parts: &Parts, log: &Logging) -> Heard {
        let address = log.queries.then(|| parts.uri.to_string());
        Heard { method: parts.method.clone(), address, is_told: log.requests }
    }

    fn tell(&self, route: &str, status: StatusCode, took: Duration) {
        if self.is_told {
            let (method, address) = (self.method.as_str(), self.address.as_deref());
            let (status, ms) = (status.as_u16(), took.as_secs_f64() * 1e3);
            tracing::info!(method, route, address, status, ms, "answered");
        }
    }
}

/// A name for a request that no other has: of this process, counted.
fn request_id() -> String {
    static BEGUN: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(std::process::id()));
    static COUNT: AtomicU64 = AtomicU64::new(1);
    format!("{:08x}-{:x}", *BEGUN as u32, COUNT.fetch_add(1, Ordering::Relaxed))
}

impl Asked {
    fn of(parts: &Parts) -> Asked {
        let path = parts.uri.path();
        let is_probe = matches!(path, "/healthz" | "/readyz" | "/metrics");
        let extensions = [".json", ".csv", ".atom", ".txt", ".bib", ".ris"];
        let open = path.starts_with("/api/")
            || path == "/oembed"
            || is_picture(path)
            || extensions.iter().any(|extension| path.ends_with(extension));
        Asked {
            head: parts.method == Method::HEAD,
            encoding: Encoding::accepted(&parts.headers),
            data: open
                || is_probe
                || path.starts_with("/assets/")
                || path.ends_with(".xml")
                || (takes_body(parts) && wants_json(&parts.headers)),
            open,
            is_probe,
            id: request_id(),
        }
    }
}

/// Whether a document's picture is asked for: other sites may show it.
fn is_picture(path: &str) -> bool {
    let of_document = ["/citat/", "/figur/"].iter().any(|folder| path.starts_with(folder));
    of_document && [".svg", ".png"].iter().any(|extension| path.ends_with(extension))
}

fn options(path: &str, open: bool) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, allowed_methods(path));
    if open {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, allowed_methods(path));
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*"));
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    }
    response
}

fn failure_problem(failure: &Failure) -> Response {
    let more = match failure {
        Failure::Parameters(bad) => {
            json!({"errors": bad.iter().take(MOST_TOLD).map(bad_parameter).collect::<Vec<_>>()})
        }
        _ => Value::Null,
    };
    problem(failure.status(), &failure.detail(), more)
}

fn bad_parameter(bad: &BadParameter) -> Value {
    json!({
        "parameter": bad.name, "value": bad.value,
        "detail": bad.sentence(), "allowed": bad.allowed, "nearest": bad.nearest,
    })
}
