//! The headers that every answer carries, whatever its status.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::router::POSTED;

/// The methods that are answered at a path.
pub(crate) fn allowed_methods(path: &str) -> HeaderValue {
    HeaderValue::from_static(match path {
        POSTED => "GET, HEAD, POST, OPTIONS",
        _ => "GET, HEAD, OPTIONS",
    })
}

/// What a browser may do with an answer: show it, with our own style, pictures
/// and font, run our own script and let it ask us, and nothing else. Nothing
/// inline, no other host, no frame around it, no word to other sites about
/// where the reader was.
pub(crate) const ALWAYS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
         script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("x-permitted-cross-domain-policies", "none"),
];

/// Adds what is missing. `open` answers (the API's) may be read by pages of
/// any site; the others only by ours.
pub(crate) fn dress(status: StatusCode, headers: &mut HeaderMap, open: bool) {
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let shared = if open { "cross-origin" } else { "same-origin" };
    set(headers, "cross-origin-resource-policy", shared);
    set(headers, "vary", "accept-encoding");
    if open {
        set(headers, "access-control-allow-origin", "*");
        set(
            headers,
            "access-control-expose-headers",
            "etag, retry-after, x-request-id, x-total-count",
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        set(headers, "cache-control", caching(status));
    }
}

/// A page may be kept but is asked for again: a newer generation may be served.
/// A permanent redirect too, because a corrected title can be corrected back.
fn caching(status: StatusCode) -> &'static str {
    match status {
        StatusCode::OK | StatusCode::NOT_MODIFIED | StatusCode::PERMANENT_REDIRECT => "no-cache",
        _ => "no-store",
    }
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
}
