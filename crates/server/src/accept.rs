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
use crate::metrics::Count;

/// Serves `listener` until `stop` says so; then refuses new connections at
/// once and waits for the answers under way.
pub(crate) async fn accept(
    listener: TcpListener,
    app: Arc<App>,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let most = most_connections(&limits);
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
    let (crowd, _) = watch::channel(0);
    // The slot comes first: at the limit, clients wait in the system's queue.
    while let Some(slot) = slot(slots, &crowd).await {
        match listener.accept().await {
            Ok((stream, _)) => {
                backoff = Backoff::default();
                app.metrics().count(Count::Connection);
                start(stream, slot, &app, limits, &stop, crowd.subscribe());
            }
            Err(error) => {
                app.metrics().count(Count::FailedAccept);
                crowd.send_modify(|times| *times += 1);
                backoff.wait(error).await;
            }
        }
    }
}

/// A place for a connection. While there is none, those that are silent are asked to make
/// way, so that a hundred clients that say nothing do not keep out the one that does.
async fn slot(slots: &Arc<Semaphore>, crowd: &watch::Sender<u64>) -> Option<OwnedSemaphorePermit> {
    loop {
        let free = timeout(ms(CROWD_MS), Arc::clone(slots).acquire_owned());
        match free.await {
            Ok(slot) => return slot.ok(),
            Err(_) => crowd.send_modify(|times| *times += 1),
        }
    }
}

/// How often silent connections are asked to make way.
const CROWD_MS: u64 = 100;

/// As many connections as were configured, but fewer than the process may hold files open:
/// a generation must still be opened when all places are taken.
fn most_connections(limits: &Limits) -> usize {
    let most = limits.connections.clamp(1, 1 << 20);
    #[cfg(unix)]
    if let Some(files) = rustix::process::getrlimit(rustix::process::Resource::Nofile).current {
        return most.min(usize::try_from(files).unwrap_or(most).saturating_sub(OWN_FILES).max(1));
    }
    most
}

/// Files that are open besides connections: the log, the runtime's, those of a generation
/// that is being opened.
#[cfg(unix)]
const OWN_FILES: usize = 32;

fn start(
    stream: TcpStream,
    slot: OwnedSemaphorePermit,
    app: &Arc<App>,
    limits: &Limits,
    stop: &watch::Receiver<bool>,
    crowd: watch::Receiver<u64>,
) {
    let served = connection::serve(stream, Arc::clone(app), limits.clone(), stop.clone(), crowd);
    let app = Arc::clone(app);
    tokio::spawn(async move {
        if served.await {
            app.metrics().count(Count::Shed);
        }
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
