//! gzip, where the client takes it and it pays.

use std::io::Write;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use flate2::{Compression, write::GzEncoder};

/// How a body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Encoding {
    /// As it is.
    Identity,
    /// RFC 1952.
    Gzip,
}

/// Below this the wrapping costs more than it saves.
const PAYS: usize = 512;

impl Encoding {
    /// What `Accept-Encoding` asks for (RFC 9110, section 12.5.3): gzip if it
    /// is named, or covered by `*`, with a weight above 0.
    pub(crate) fn accepted(headers: &HeaderMap) -> Encoding {
        let lists = headers.get_all(header::ACCEPT_ENCODING).iter();
        let (mut gzip, mut any) = (None, None);
        for part in lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(',')) {
            let (name, parameters) = part.split_once(';').unwrap_or((part, ""));
            match name.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => gzip = Some(has_weight(parameters)),
                "*" => any = Some(has_weight(parameters)),
                _ => {}
            }
        }
        match gzip.or(any) {
            Some(true) => Encoding::Gzip,
            _ => Encoding::Identity,
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Encoding::Identity => "identity",
            Encoding::Gzip => "gzip",
        }
    }
}

fn has_weight(parameters: &str) -> bool {
    let parameters = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
    let weight = parameters
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
        .map(|(_, weight)| weight.trim().parse::<f32>())
        .next();
    !matches!(weight, Some(Ok(weight)) if weight <= 0.0)
}

/// Above this, packing takes longer than the runtime's threads should be kept.
const LONG: usize = 16 * 1024;

/// Says of a response that its body is as it travels: encoded before, or a stream that is
/// encoded where it is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packed;

/// The response with its body encoded and its length said. Every body of ours but a stream
/// is already whole in memory, so nothing is copied to read it.
pub(crate) async fn encode(response: Response, encoding: Encoding) -> Response {
    if response.extensions().get::<Packed>().is_some() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let mut bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let fits = bytes.len() >= PAYS && is_text(&parts.headers);
    if encoding == Encoding::Gzip
        && fits
        && let Some(packed) = packed(&bytes).await
    {
        bytes = packed;
        parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    if !parts.status.is_informational() && parts.status != 204 && parts.status != 304 {
        parts.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    }
    parts.extensions.insert(Packed);
    Response::from_parts(parts, Body::from(bytes))
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| {
        kind.starts_with("text/") || kind.contains("json") || kind.contains("xml")
    })
}

async fn packed(bytes: &Bytes) -> Option<Bytes> {
    if bytes.len() <= LONG {
        return gzip(bytes).ok().map(Bytes::from);
    }
    let bytes = bytes.clone();
    let packed = tokio::task::spawn_blocking(move || gzip(&bytes)).await;
    packed.ok()?.ok().map(Bytes::from)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(5));
    encoder.write_all(bytes)?;
    encoder.finish()
}
