//! A connection's bytes, guarded: a client that reads too slowly is let go,
//! and what hyper answers by itself is dressed like every other answer.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use crate::activity::Activity;
use crate::refuse::{bare_refusal, dressed};

/// How much a client must read to earn another stretch of patience.
const EARNS: usize = 8 * 1024;

/// How a client begins that takes HTTP/2 for granted (RFC 9113, section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n";

/// A connection with bounded patience.
pub(crate) struct Guarded {
    stream: TcpStream,
    patience: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
    written: usize,
    activity: Activity,
    /// Whether the first bytes were those of HTTP/2, if they were looked at.
    is_preface: Option<bool>,
    /// Bytes of our own that are still to be sent.
    pending: Vec<u8>,
}

impl Guarded {
    pub(crate) fn new(stream: TcpStream, patience: Duration, activity: Activity) -> Self {
        Guarded {
            stream,
            patience,
            waiting: None,
            written: 0,
            activity,
            is_preface: None,
            pending: Vec::new(),
        }
    }

    /// Answers a client that speaks HTTP/2 at once. hyper hangs up on it without a word.
    pub(crate) async fn refuse_preface(&mut self) -> io::Result<()> {
        match self.is_preface {
            Some(true) => {
                let refusal = bare_refusal(StatusCode::HTTP_VERSION_NOT_SUPPORTED);
                self.stream.write_all(&refusal).await
            }
            _ => Ok(()),
        }
    }

    /// Counts progress and the time without.
    fn watch<T>(
        &mut self,
        context: &mut Context<'_>,
        polled: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            return polled;
        }
        let patience = self.patience;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    fn progressed(&mut self, bytes: usize) {
        self.written += bytes;
        if self.written >= EARNS {
            self.rest();
        }
    }

    fn rest(&mut self) {
        self.waiting = None;
        self.written = 0;
    }

    fn send(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        if let Poll::Ready(Ok(written)) = polled {
            self.progressed(written);
        }
        self.watch(context, polled)
    }

    fn send_pending(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending);
            let sent = self.send(context, &pending);
            self.pending = pending;
            let sent = ready!(sent)?;
            self.pending.drain(..sent);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Guarded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        let bytes = &buffer.filled()[before..];
        if self.is_preface.is_none() && !bytes.is_empty() {
            self.is_preface = Some(bytes.starts_with(PREFACE));
        }
        read
    }
}

impl AsyncWrite for Guarded {
    /// hyper refuses a head it cannot parse before any service sees it, with a
    /// bare status line; that answer is replaced by ours.
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.send_pending(context))?;
        if let Some(refusal) = dressed(bytes) {
            self.pending = refusal;
            return Poll::Ready(Ok(bytes.len()));
        }
        self.send(context, bytes)
    }

    /// hyper flushes when all it had is written: the client has kept up.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.send_pending(context))?;
        self.rest();
        self.activity.flushed();
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.send_pending(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
