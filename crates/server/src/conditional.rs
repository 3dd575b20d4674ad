//! `ETag` and `If-None-Match`.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

/// The tag of an answer: the same parts give the same tag. It is a weak one,
/// because `took_ms` differs between two answers that are otherwise the same.
pub(crate) fn tag(parts: &[&str]) -> HeaderValue {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let tag = format!("W/\"{}\"", &hasher.finalize().to_hex()[..20]);
    HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("W/\"\""))
}

/// Whether the client already has `tag` (RFC 9110, section 13.1.2, compared
/// weakly). `*` is not taken: it is asked before we know whether there is an
/// answer at all.
pub(crate) fn has(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Ok(wanted) = tag.to_str().map(opaque) else { return false };
    let lists = headers.get_all(header::IF_NONE_MATCH).iter();
    lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','))
        .any(|tag| opaque(tag) == wanted)
}

/// 304 for an answer the client has.
pub(crate) fn not_modified(tag: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response.headers_mut().insert(header::ETAG, tag);
    response
}
