//! Answers that were given, kept as long as their generation: the same request
//! again costs a look-up.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::encoding::{Encoding, Packed};
use crate::router::Route;

/// What an answer is kept under: path and query as they were sent, and how it travels.
pub(crate) type Asked = (String, Encoding);

/// Answers of one generation, the most asked for, in so many bytes.
pub(crate) struct Kept(Option<Cache<Asked, Answer, InBytes>>);

/// An answer as it went out, but for its dress.
#[derive(Clone)]
pub(crate) struct Answer {
    headers: HeaderMap,
    body: Bytes,
    route: Option<Route>,
}

/// Counts what an answer takes.
#[derive(Clone)]
struct InBytes;

impl Weighter<Asked, Answer> for InBytes {
    fn weight(&self, asked: &Asked, answer: &Answer) -> u64 {
        (asked.0.len() + answer.body.len() + OVERHEAD) as u64
    }
}

/// Headers, and what the table itself takes for an answer.
const OVERHEAD: usize = 1024;

/// One answer takes no more than this part of the whole.
const PART: u64 = 16;

impl Kept {
    /// Room for so many bytes; none with 0.
    pub(crate) fn new(bytes: u64) -> Kept {
        let about = (bytes / (8 * OVERHEAD as u64)) as usize;
        Kept((bytes > 0).then(|| Cache::with_weighter(about.max(16), bytes, InBytes)))
    }

    pub(crate) fn find(&self, asked: &Asked) -> Option<Response> {
        let Answer { headers, body, route } = self.0.as_ref()?.get(asked)?;
        let mut response = Response::new(Body::from(body));
        *response.headers_mut() = headers;
        response.extensions_mut().insert(Packed);
        if let Some(route) = route {
            response.extensions_mut().insert(route);
        }
        Some(response)
    }

    /// Keeps an answer that is whole, 200, and has a tag: one that says itself how long it
    /// may be kept is none of the generation's.
    pub(crate) async fn keep(&self, asked: Asked, response: Response) -> Response {
        let is_kept = response.status() == StatusCode::OK
            && response.headers().contains_key(header::ETAG)
            && response.headers().contains_key(header::CONTENT_LENGTH);
        let Some(cache) = self.0.as_ref().filter(|_| is_kept) else { return response };
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let route = parts.extensions.get::<Route>().cloned();
        let answer = Answer { headers: parts.headers.clone(), body: body.clone(), route };
        if InBytes.weight(&asked, &answer) <= cache.capacity() / PART {
            cache.insert(asked, answer);
        }
        Response::from_parts(parts, Body::from(body))
    }

    /// How many answers are kept, and in how many bytes.
    pub(crate) fn size(&self) -> (usize, u64) {
        self.0.as_ref().map_or((0, 0), |cache| (cache.len(), cache.weight()))
    }
}
