//! Whether a connection is in use: one that waits for a request may be asked to make way.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::Response;
use hyper::body::{Frame, SizeHint};

/// What a connection is doing.
#[derive(Clone)]
pub(crate) struct Activity(Arc<Mutex<State>>);

enum State {
    /// Nothing is asked, since then.
    Idle(Instant),
    /// An answer is made, or its body.
    Busy,
    /// All of the answer is made; its last bytes are to be sent.
    Ending,
}

impl Default for Activity {
    fn default() -> Activity {
        Activity(Arc::new(Mutex::new(State::Idle(Instant::now()))))
    }
}

impl Activity {
    /// A request is here; what is returned goes with the answer's body.
    pub(crate) fn begin(&self) -> Asked {
        self.set(State::Busy);
        Asked(self.clone())
    }

    /// All bytes that were to be sent are.
    pub(crate) fn flushed(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*state, State::Ending) {
            *state = State::Idle(Instant::now());
        }
    }

    pub(crate) fn is_idle_for(&self, time: Duration) -> bool {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(*state, State::Idle(since) if since.elapsed() >= time)
    }

    fn set(&self, state: State) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

/// A request that is being answered.
pub(crate) struct Asked(Activity);

impl Asked {
    /// The answer, with a body that says when it has ended.
    pub(crate) fn answered(self, response: Response<Body>) -> Response<Body> {
        response.map(|body| Body::new(Watched { body, _asked: self }))
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.set(State::Ending);
    }
}

struct Watched {
    body: Body,
    _asked: Asked,
}

impl hyper::body::Body for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
