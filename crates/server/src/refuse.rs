//! What is refused before any handler sees it, and how a refusal looks.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Version, header};
use axum::response::Response;
use serde_json::{Value, json};

use crate::config::Limits;
use crate::headers::{self, allowed_methods};
use crate::posted::{is_form, takes_body};

/// An RFC 9457 problem.
pub(crate) fn problem(status: StatusCode, detail: &str, more: Value) -> Response {
    let mut value = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "detail": detail,
    });
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// The refusal of a request that is malformed, too long, or asks for more than
/// reading; `None` for one to answer.
pub(crate) fn refuse(request: &Parts, limits: &Limits) -> Option<Response> {
    let (status, detail) = fault(request, limits)?;
    let mut response = problem(status, detail, Value::Null);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, allowed_methods(request.uri.path()));
    }
    // What follows on the connection cannot be trusted to be a request.
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    Some(response)
}

fn fault(request: &Parts, limits: &Limits) -> Option<(StatusCode, &'static str)> {
    let target = request.uri.path_and_query().map_or(0, |target| target.as_str().len());
    if target > limits.url_bytes {
        return Some((StatusCode::URI_TOO_LONG, "the address is too long"));
    }
    if header_bytes(request) > limits.header_bytes || request.headers.len() > limits.headers {
        let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        return Some((status, "the headers are too long"));
    }
    if !is_well_addressed(request) {
        return Some((StatusCode::BAD_REQUEST, "the request needs one Host and a path"));
    }
    // Framing that two programs can read in two ways is how requests are
    // smuggled (RFC 9112, section 11.2): a body, where one is taken, says its length.
    if takes_body(request) {
        return body_fault(&request.headers);
    }
    if request.headers.contains_key(header::TRANSFER_ENCODING) {
        return Some((StatusCode::BAD_REQUEST, "no request here has a body"));
    }
    if !matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "only reading is possible here"));
    }
    let body = request.headers.get(header::CONTENT_LENGTH).is_some_and(|length| length != "0");
    body.then_some((StatusCode::BAD_REQUEST, "no request here has a body"))
}

/// What is wrong with a body before any of it is read. How long it may be is said in words
/// to whoever filled in the form (`posted`).
fn body_fault(headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
    let has_length = headers.contains_key(header::CONTENT_LENGTH);
    if !has_length || headers.contains_key(header::TRANSFER_ENCODING) {
        return Some((StatusCode::LENGTH_REQUIRED, "the body needs a Content-Length"));
    }
    let detail = "the body is a form, application/x-www-form-urlencoded";
    (!is_form(headers)).then_some((StatusCode::UNSUPPORTED_MEDIA_TYPE, detail))
}

fn header_bytes(request: &Parts) -> usize {
    request.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum()
}

/// One `Host`, unless the client speaks HTTP/1.0, and a path. The absolute form
/// is for proxies, which this is not; taking it would mean to choose between
/// two hosts.
fn is_well_addressed(request: &Parts) -> bool {
    let hosts = request.headers.get_all(header::HOST).iter().count();
    let host_fits = hosts == 1 || (hosts == 0 && request.version == Version::HTTP_10);
    let path_fits = request.uri.scheme().is_none() && request.uri.authority().is_none();
    host_fits && path_fits && request.uri.path().starts_with('/')
}

/// Our answer in place of one that hyper made by itself: a bare 4xx head
/// without the headers that every answer of ours carries. `None` for others.
pub(crate) fn dressed(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = bytes.strip_prefix(b"HTTP/1.1 ").or_else(|| bytes.strip_prefix(b"HTTP/1.0 "))?;
    let status = StatusCode::from_bytes(head.get(..3)?).ok()?;
    let end = head.windows(4).position(|four| four == b"\r\n\r\n")?;
    let ours = head[..end].windows(MARK.len()).any(|part| part.eq_ignore_ascii_case(MARK));
    (status.is_client_error() && !ours).then(|| bare_refusal(status))
}

/// A header that [`headers::dress`] puts on every answer.
const MARK: &[u8] = b"x-content-type-options:";

pub(crate) fn bare_refusal(status: StatusCode) -> Vec<u8> {
    let reason = status.canonical_reason().unwrap_or("Error");
    let body = json!({
        "type": "about:blank", "title": reason, "status": status.as_u16(),
        "detail": "the request could not be read",
    });
    let body = body.to_string();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16());
    head += "content-type: application/problem+json\r\nconnection: close\r\n";
    head += "cache-control: no-store\r\nvary: accept-encoding\r\n";
    head += "cross-origin-resource-policy: same-origin\r\n";
    for (name, value) in headers::ALWAYS {
        head += &format!("{name}: {value}\r\n");
    }
    format!("{head}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}
