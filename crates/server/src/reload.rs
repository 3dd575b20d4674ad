//! Takes up a newer generation while serving.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::sleep;

use crate::answer::App;
use crate::metrics::Count;

/// The longest pause after failures, in which a repaired index waits to be seen.
const LONGEST: Duration = Duration::from_secs(30);

/// Looks for a newer generation every `pause`, for ever. One that cannot be
/// opened is logged once and tried again, ever less often, because a try reads
/// the whole of it; the one served stays served.
pub(crate) async fn keep_current(app: Arc<App>, pause: Duration) -> ! {
    let usual = pause.max(Duration::from_millis(10));
    let (mut pause, mut told) = (usual, String::new());
    loop {
        sleep(pause).await;
        let asked = Arc::clone(&app);
        let trouble = match spawn_blocking(move || asked.engine().take_up_newer()).await {
            Ok(Ok(newer)) => {
                if let Some(generation) = newer {
                    tracing::info!(generation, "serving another generation");
                    app.metrics().count(Count::Reload);
                }
                (pause, told) = (usual, String::new());
                continue;
            }
            Ok(Err(error)) => error.to_string(),
            Err(panicked) => panicked.to_string(),
        };
        app.metrics().count(Count::FailedReload);
        if told != trouble {
            tracing::error!("no newer generation is taken up: {trouble}");
            told = trouble;
        }
        pause = (2 * pause).min(LONGEST);
    }
}
