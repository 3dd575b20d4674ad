//! The bare page behind axum, and axum's empty answer.

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use ordret_model::{FacetField, SearchRequest, YearRange};
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;

use super::search::Reference;
use crate::error::{Error, Result};
use crate::queries::Text;

/// Serves until the process is ended; says its address on standard output.
///
/// # Errors
/// When the index cannot be opened or the port is taken.
pub fn serve(folder: &Path, port: u16) -> Result<()> {
    let reference = Arc::new(Reference::open(folder)?);
    let routes = Router::new()
        .route("/page", get(page))
        .route("/empty", get(async || ""))
        .with_state(reference);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(Error::at("cannot start the reference server"))?.block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", port)).await;
        let listener = listener.map_err(Error::at("the reference server cannot listen"))?;
        let address =
            listener.local_addr().map_err(Error::at("the reference server cannot listen"))?;
        println!("http://{address}");
        loop {
            let Ok((stream, _)) = listener.accept().await else { continue };
            let _ = stream.set_nodelay(true);
            let service = TowerToHyperService::new(routes.clone());
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    })
}

async fn page(
    State(reference): State<Arc<Reference>>,
    RawQuery(query): RawQuery,
) -> std::result::Result<Response, Infallible> {
    let request = read(query.as_deref().unwrap_or_default());
    let text = Text::All(request.query.clone());
    let found = tokio::task::spawn_blocking(move || reference.page(&request, &text)).await;
    Ok(match found {
        Ok(Ok(page)) => {
            ([(header::CONTENT_TYPE, "application/json")], Body::from(page.to_string()))
                .into_response()
        }
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    })
}

fn read(query: &str) -> SearchRequest {
    let mut request = SearchRequest::default();
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
        match (name, FacetField::parse(name)) {
            ("q", _) => request.query = value,
            ("year", _) => request.filters.year = YearRange::parse(&value),
            (_, Some(field)) => request.filters.values.entry(field).or_default().push(value),
            _ => {}
        }
    }
    request
}
