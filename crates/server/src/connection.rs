//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::activity::{Activity, Asked};
use crate::answer::App;
use crate::client::Peer;
use crate::config::{Limits, ms};
use crate::stream::Guarded;

/// How long, and how many bytes, a client may go on sending after its last
/// answer.
const LINGER_MS: u64 = 1_000;
const LINGER_BYTES: usize = 16 << 20;

/// How long a connection may be silent when others wait for its place.
const SHORTEST_MS: u64 = 250;

/// Serves one connection. `stop` lets the answer under way finish and then
/// closes it; `crowd` says that others wait for a place. Whether it had to make way.
pub(crate) async fn serve(
    stream: TcpStream,
    app: Arc<App>,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
    mut crowd: watch::Receiver<u64>,
) -> bool {
    // Answers are written whole, so waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let Some(peer) = stream.peer_addr().ok().map(|peer| Peer(peer.ip())) else { return false };
    let activity = Activity::default();
    let io = TokioIo::new(Guarded::new(stream, ms(limits.write_ms), activity.clone()));
    let busy = activity.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        let asked = busy.begin();
        request.extensions_mut().insert(peer);
        answer(Arc::clone(&app), request, asked)
    });
    let mut connection = builder(&limits).serve_connection(io, service);
    let mut stopping = false;
    loop {
        tokio::select! {
            _ = poll_fn(|context| connection.poll_without_shutdown(context)) => break,
            // Nobody is waiting for an answer here, and others wait to be let in.
            Ok(()) = crowd.changed() => {
                if activity.is_idle_for(ms(SHORTEST_MS)) {
                    return true;
                }
            }
            _ = stop.wait_for(|stop| *stop), if !stopping => {
                stopping = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
    linger(connection.into_parts().io.into_inner()).await;
    false
}

/// The header timeout covers silence, half a head, and a head sent drop by
/// drop. The buffer is twice the limits so that most of what is too long still
/// gets its exact answer from us; what is longer than that hyper refuses.
fn builder(limits: &Limits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(ms(limits.header_ms))
        .max_headers(limits.headers)
        .max_buf_size(2 * (limits.header_bytes + limits.url_bytes).max(8 * 1024));
    builder
}

type Answer = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

fn answer(app: Arc<App>, request: Request<Incoming>, asked: Asked) -> Answer {
    Box::pin(async move { Ok(asked.answered(app.answer(request).await)) })
}

/// Says goodbye before hanging up: closing with unread bytes resets the
/// connection, and the client would lose the answer it has not read yet.
async fn linger(mut stream: Guarded) {
    let goodbye = async {
        stream.refuse_preface().await?;
        stream.shutdown().await?;
        // On the heap: an array would be part of every connection, idle or not.
        let (mut sink, mut read) = (vec![0; 8 * 1024], 0);
        while read < LINGER_BYTES {
            match stream.read(&mut sink).await? {
                0 => break,
                n => read += n,
            }
        }
        std::io::Result::Ok(())
    };
    // However it ends, the connection is closed next.
    let _ = timeout(ms(LINGER_MS), goodbye).await;
}
