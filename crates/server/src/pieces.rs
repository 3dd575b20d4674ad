//! An answer that is written while it is sent.
//!
//! It is made and packed on a thread of its own and waits for the client: what it takes does
//! not grow with what it sends.

use std::io::{self, Write};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use flate2::{Compression, write::GzEncoder};
use futures_util::stream;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::encoding::{Encoding, Packed};

/// Pieces that wait for the client.
const WAITING: usize = 2;

/// The answer that `write` writes; what it flushes is sent.
pub(crate) fn streamed(
    kind: &'static str,
    encoding: Encoding,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
) -> Response {
    let (send, pieces) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut out = Pieces(send.clone());
        let written = match encoding {
            Encoding::Identity => write(&mut out),
            Encoding::Gzip => {
                let mut packed = GzEncoder::new(out, Compression::new(5));
                write(&mut packed).and_then(|()| packed.finish().map(drop))
            }
        };
        // A client that went away is no fault; for others the answer ends as broken as it is.
        if let Err(error) = written.inspect_err(|error| {
            if error.kind() != io::ErrorKind::BrokenPipe {
                tracing::error!("a streamed answer ends before its end: {error}");
            }
        }) {
            let _ = send.blocking_send(Err(error));
        }
    });
    let mut response = Response::new(Body::from_stream(stream::unfold(pieces, next)));
    response.extensions_mut().insert(Packed);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if encoding == Encoding::Gzip {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

type Piece = io::Result<Bytes>;

async fn next(mut pieces: Receiver<Piece>) -> Option<(Piece, Receiver<Piece>)> {
    pieces.recv().await.map(|piece| (piece, pieces))
}

/// Hands pieces over to the client's connection, and waits while it has enough.
struct Pieces(Sender<Piece>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map(|()| bytes.len()).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
