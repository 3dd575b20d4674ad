//! The accept loop. `axum::serve` installs no timer, so a client that sends
//! nothing would hold its connection for ever and a full table of open files
//! would end the service; here both are bounded.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::answer::App;
use crate::config::{Limits, ms};
use crate::connection;

/// Serves `listener` until `stop` says so; then refuses new connections at
/// once and waits for the answers under way.
pub(crate) async fn accept(
    listener: TcpListener,
    app: Arc<App>,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let most = limits.connections.clamp(1, 1 << 20);
    let slots = Arc::new(Semaphore::new(most));
    let stopping = stop.clone();
    tokio::select! {
        () = accept_each(&listener, &slots, app, &limits, stopping) => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
    // Dropped before the wait: otherwise new clients would hang in the queue
    // instead of being refused.
    drop(listener);
    let all = timeout(ms(limits.stop_ms), slots.acquire_many(most as u32));
    if all.await.is_err() {
        tracing::warn!("stopped with answers under way: they took too long");
    }
}

async fn accept_each(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
    app: Arc<App>,
    limits: &Limits,
    stop: watch::Receiver<bool>,
) {
    let mut backoff = Backoff::default();
    // The slot comes first: at the limit, clients wait in the system's queue.
    while let Ok(slot) = Arc::clone(slots).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                backoff = Backoff::default();
                start(stream, slot, &app, limits, &stop);
            }
            Err(error) => backoff.wait(error).await,
        }
    }
}

fn start(
    stream: TcpStream,
    slot: OwnedSemaphorePermit,
    app: &Arc<App>,
    limits: &Limits,
    stop: &watch::Receiver<bool>,
) {
    let connection = connection::serve(stream, Arc::clone(app), limits.clone(), stop.clone());
    tokio::spawn(async move {
        connection.await;
        drop(slot);
    });
}

/// How long to wait after a failed accept. With no file descriptor left the
/// system says so at once, again and again: a loop without a pause would burn
/// a core and never let a connection end.
#[derive(Default)]
struct Backoff {
    pause: Option<Duration>,
}

impl Backoff {
    async fn wait(&mut self, error: io::Error) {
        use io::ErrorKind::{ConnectionAborted, ConnectionReset};
        if matches!(error.kind(), ConnectionAborted | ConnectionReset) {
            return;
        }
        if self.pause.is_none() {
            tracing::warn!("cannot accept a connection, trying again: {error}");
        }
        let pause = self.pause.map_or(ms(10), |pause| (2 * pause).min(ms(500)));
        self.pause = Some(pause);
        sleep(pause).await;
    }
}
