//! Takes up a newer generation while serving.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};

use crate::answer::App;

/// Looks for a newer generation every `pause`, for ever. One that cannot be
/// opened is logged once and tried again; the one served stays served.
pub(crate) async fn keep_current(app: Arc<App>, pause: Duration) {
    let mut ticks = interval(pause.max(Duration::from_millis(10)));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut trouble = String::new();
    loop {
        ticks.tick().await;
        let app = Arc::clone(&app);
        match spawn_blocking(move || app.engine().take_up_newer()).await {
            Ok(Ok(None)) => trouble.clear(),
            Ok(Ok(Some(generation))) => {
                trouble.clear();
                tracing::info!(generation, "serving a newer generation");
            }
            Ok(Err(error)) => tell_once(&mut trouble, error.to_string()),
            Err(error) => tell_once(&mut trouble, error.to_string()),
        }
    }
}

fn tell_once(told: &mut String, trouble: String) {
    if *told != trouble {
        tracing::error!("a newer generation cannot be served: {trouble}");
        *told = trouble;
    }
}
