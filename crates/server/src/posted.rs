//! The text that is posted to the one address that takes one: received whole, in
//! bounded time and bounded room, before anything is done with it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use futures_util::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::failure::Failure;
use crate::router::POSTED;

/// The longest text that is taken, in bytes.
pub(crate) const LONGEST_TEXT: usize = 1 << 20;

/// The most quotation marks in it. What stands around each is read, at a tenth of a
/// millisecond, and a manuscript of that length has a few thousand.
pub(crate) const MOST_MARKS: usize = 10_000;

/// The longest body: a form writes a byte that is no plain letter as three.
const LONGEST_BODY: usize = 3 * LONGEST_TEXT + 1024;

/// Bytes of texts held at once, on their way in and until they are answered. Each takes room
/// as it arrives, so a client that sends little holds little, however slowly.
const ROOM: usize = 64 << 20;

/// What form posts are (HTML, section 4.10.21.7).
const FORM: &str = "application/x-www-form-urlencoded";

/// Whether a request may have a body.
pub(crate) fn takes_body(request: &Parts) -> bool {
    request.method == Method::POST && request.uri.path() == POSTED
}

/// Whether a body is a form.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default();
    kind.trim().eq_ignore_ascii_case(FORM)
}

/// Whether whoever posted is a program: it asks for JSON and for no page.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|kinds| kinds.to_str().ok());
    accepted.is_some_and(|kinds| kinds.contains("application/json") && !kinds.contains("text/html"))
}

/// Receives bodies.
pub(crate) struct Bodies {
    room: Arc<Semaphore>,
    patience: Duration,
}

/// A body, and the room that it takes until it is dropped.
pub(crate) struct Held {
    pub(crate) bytes: Bytes,
    pub(crate) room: OwnedSemaphorePermit,
}

impl Bodies {
    /// Each may take `patience` to arrive.
    pub(crate) fn new(patience: Duration) -> Bodies {
        Bodies { room: Arc::new(Semaphore::new(ROOM)), patience }
    }

    /// A whole body. Nothing that searches wait for is held meanwhile.
    pub(crate) async fn receive(&self, body: Body) -> Result<Held, Failure> {
        if body.size_hint().lower() > LONGEST_BODY as u64 {
            return Err(Failure::TooLong);
        }
        timeout(self.patience, self.gather(body)).await.unwrap_or(Err(Failure::SlowBody))
    }

    async fn gather(&self, body: Body) -> Result<Held, Failure> {
        let mut room = self.take(0)?;
        let mut bytes = Vec::new();
        let mut pieces = body.into_data_stream();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|_| Failure::BrokenBody)?;
            if bytes.len() + piece.len() > LONGEST_BODY {
                return Err(Failure::TooLong);
            }
            room.merge(self.take(piece.len())?);
            bytes.extend_from_slice(&piece);
        }
        Ok(Held { bytes: bytes.into(), room })
    }

    fn take(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Failure> {
        let bytes = u32::try_from(bytes).map_err(|_| Failure::TooLong)?;
        Arc::clone(&self.room).try_acquire_many_owned(bytes).map_err(|_| Failure::Busy)
    }
}
