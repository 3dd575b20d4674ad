//! From a configuration to a running server, and to its end.

use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use listenfd::ListenFd;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::accept::accept;
use crate::answer::App;
use crate::config::{Config, ms};
use crate::engine::Engine;
use crate::error::Error;
use crate::reload::keep_current;

/// Serves until the process is told to stop (SIGINT, SIGTERM or SIGHUP): new
/// connections are refused at once, answers under way are finished. A second
/// signal ends it at once. `on_ready` is told the address when it answers.
///
/// # Errors
/// The address is taken, or there is no index that can be read.
pub fn serve(config: Config, on_ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::System)?;
    let served = runtime.block_on(async {
        let mut first = signals().map_err(Error::System)?;
        let mut second = first.clone();
        let stop = async move {
            let _ = first.wait_for(|count| *count >= 1).await;
            tracing::info!("stopping; once more to stop at once");
        };
        tokio::select! {
            served = serve_until(config, on_ready, stop) => served,
            _ = second.wait_for(|count| *count >= 2) => Ok(()),
        }
    });
    // A search that still runs must not hold the process.
    runtime.shutdown_background();
    served
}

/// Serves until `stop` is there; for those who have a runtime of their own.
///
/// # Errors
/// The address is taken, or there is no index that can be read.
pub async fn serve_until(
    config: Config,
    on_ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()>,
) -> Result<(), Error> {
    let address = config.listen;
    let taken = |source| Error::Listen { address, source };
    let listener = match activated()? {
        Some(listener) => TcpListener::from_std(listener).map_err(taken)?,
        None => TcpListener::bind(address).await.map_err(taken)?,
    };
    let listening = listener.local_addr().map_err(taken)?;
    let limits = config.limits.clone();
    let config = config.checked()?;
    let engine = Engine::waiting(&config.index, config.state.as_deref(), &config.limits)?;
    let index = config.index.clone();
    let app = Arc::new(App::new(config, engine)?);
    let (tell, told) = watch::channel(false);
    let pause = ms(limits.reload_ms);
    // Whoever asks while the first generation is verified is told that there is none yet.
    let accepting = tokio::spawn(accept(listener, Arc::clone(&app), limits, told));
    let served = async {
        open(Arc::clone(&app), index).await?;
        on_ready(listening);
        notify(true);
        keep_current(app, pause).await
    };
    let stopped = tokio::select! {
        failed = served => failed,
        () = stop => Ok(()),
    };
    notify(false);
    // Whoever accepts holds a receiver until it ends.
    let _ = tell.send(true);
    accepting.await.map_err(|error| Error::System(error.into()))?;
    stopped
}

/// The socket that systemd has opened for us, if it has: between two versions no client is
/// refused.
fn activated() -> Result<Option<std::net::TcpListener>, Error> {
    let listener = ListenFd::from_env().take_tcp_listener(0).map_err(Error::System)?;
    if let Some(listener) = &listener {
        listener.set_nonblocking(true).map_err(Error::System)?;
    }
    Ok(listener)
}

/// Tells systemd, where it asks, that we serve or are about to end. That nobody listens is
/// no fault.
fn notify(serves: bool) {
    #[cfg(unix)]
    {
        use sd_notify::NotifyState;
        let state = if serves { NotifyState::Ready } else { NotifyState::Stopping };
        if let Err(error) = sd_notify::notify(&[state]) {
            tracing::debug!("cannot tell systemd: {error}");
        }
    }
    let _ = serves;
}

/// Verifies and opens the generation that is published, if one is.
async fn open(app: Arc<App>, index: PathBuf) -> Result<(), Error> {
    let opening = spawn_blocking(move || {
        match app.engine().take_up_newer()? {
            Some(generation) => tracing::info!(generation, "serving"),
            None => tracing::warn!(
                "nothing is published in {} yet; run `ordret reindex`",
                index.display()
            ),
        }
        Ok(())
    });
    opening.await.map_err(|error| Error::System(error.into()))?
}

/// Counts the signals that ask for an end.
#[cfg(unix)]
fn signals() -> std::io::Result<watch::Receiver<u32>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    let (count, counted) = watch::channel(0);
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
            count.send_modify(|count| *count += 1);
        }
    });
    Ok(counted)
}

/// Counts the signals that ask for an end.
#[cfg(not(unix))]
fn signals() -> std::io::Result<watch::Receiver<u32>> {
    let (count, counted) = watch::channel(0);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            count.send_modify(|count| *count += 1);
        }
    });
    Ok(counted)
}
