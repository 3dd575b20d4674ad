//! Figures for whoever runs it, in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;

/// The upper bounds of the latencies that are told apart, in milliseconds.
const BOUNDS: [u64; 10] = [1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000];

/// What is counted while the process lives. Routes are those of the router, as they are
/// written there: nothing that a client typed becomes a name here.
#[derive(Default)]
pub(crate) struct Metrics {
    answers: Mutex<BTreeMap<(String, u16), u64>>,
    times: Mutex<BTreeMap<String, Times>>,
    counts: [AtomicU64; Count::ALL.len()],
}

#[derive(Default)]
struct Times {
    within: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

/// What is counted by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// A generation taken up.
    Reload,
    /// A generation that could not be taken up.
    FailedReload,
    /// An answer out of those that are kept.
    Kept,
    /// A request that waited in vain for its turn to search.
    Busy,
    /// An answer that took too long.
    TooSlow,
    /// A request of an address that asks too often.
    TooOften,
    /// A request that could not be read or may not be asked.
    Refused,
    /// A panic in a handler.
    Panic,
    /// A connection that was accepted.
    Connection,
    /// A connection that could not be accepted.
    FailedAccept,
    /// An idle connection that was ended because there was no room for another.
    Shed,
}

impl Count {
    const ALL: [Count; 11] = [
        Count::Reload,
        Count::FailedReload,
        Count::Kept,
        Count::Busy,
        Count::TooSlow,
        Count::TooOften,
        Count::Refused,
        Count::Panic,
        Count::Connection,
        Count::FailedAccept,
        Count::Shed,
    ];

    fn name(self) -> (&'static str, &'static str) {
        match self {
            Count::Reload => ("reloads", "generations taken up"),
            Count::FailedReload => ("failed_reloads", "times a generation could not be taken up"),
            Count::Kept => ("kept_answers", "answers that were kept from before"),
            Count::Busy => ("busy_refusals", "requests refused: too many searches at once"),
            Count::TooSlow => ("slow_refusals", "requests refused: the answer took too long"),
            Count::TooOften => ("rate_refusals", "requests refused: the address asks too often"),
            Count::Refused => ("malformed_refusals", "requests refused before any route"),
            Count::Panic => ("panics", "answers that ended in a panic"),
            Count::Connection => ("connections", "connections accepted"),
            Count::FailedAccept => ("failed_accepts", "connections that could not be accepted"),
            Count::Shed => ("shed_connections", "idle connections ended to make room"),
        }
    }
}

/// What is so now.
pub(crate) struct Now<'a> {
    /// The generation and its checksum.
    pub(crate) generation: Option<(&'a str, &'a str)>,
    pub(crate) documents: u64,
    /// Answers kept, and their bytes.
    pub(crate) kept: (usize, u64),
}

impl Metrics {
    pub(crate) fn count(&self, what: Count) {
        self.counts[what as usize].fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn answered(&self, route: &str, status: StatusCode, took: Duration) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers.entry((route.to_owned(), status.as_u16())).or_default() += 1;
        drop(answers);
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let times = times.entry(route.to_owned()).or_default();
        times.count += 1;
        times.seconds += took.as_secs_f64();
        let fits = |bound: &&u64| took <= Duration::from_millis(**bound);
        let first = BOUNDS.len() - BOUNDS.iter().filter(fits).count();
        times.within[first..].iter_mut().for_each(|count| *count += 1);
    }

    /// All of it, as a scraper reads it.
    pub(crate) fn text(&self, now: &Now) -> String {
        let mut text = String::new();
        self.write(&mut text, now).unwrap_or_default();
        text
    }

    fn write(&self, text: &mut String, now: &Now) -> std::fmt::Result {
        let (generation, checksum) = now.generation.unwrap_or_default();
        head(text, "ordret_build_info", "gauge", "the version that runs")?;
        writeln!(text, "ordret_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"))?;
        head(text, "ordret_ready", "gauge", "whether a generation is served")?;
        writeln!(text, "ordret_ready {}", u8::from(now.generation.is_some()))?;
        head(text, "ordret_generation_info", "gauge", "the generation that is served")?;
        let labels = format!("generation=\"{generation}\",checksum=\"{checksum}\"");
        writeln!(text, "ordret_generation_info{{{labels}}} 1")?;
        head(text, "ordret_documents", "gauge", "documents in it")?;
        writeln!(text, "ordret_documents {}", now.documents)?;
        head(text, "ordret_cache_answers", "gauge", "answers kept")?;
        writeln!(text, "ordret_cache_answers {}", now.kept.0)?;
        head(text, "ordret_cache_bytes", "gauge", "bytes of answers kept")?;
        writeln!(text, "ordret_cache_bytes {}", now.kept.1)?;
        for count in Count::ALL {
            let (name, help) = count.name();
            let name = format!("ordret_{name}_total");
            head(text, &name, "counter", help)?;
            let value = self.counts[count as usize].load(Ordering::Relaxed);
            writeln!(text, "{name} {value}")?;
        }
        head(text, "ordret_http_requests_total", "counter", "answers by route and status")?;
        for ((route, status), count) in
            &*self.answers.lock().unwrap_or_else(PoisonError::into_inner)
        {
            let labels = format!("route=\"{route}\",status=\"{status}\"");
            writeln!(text, "ordret_http_requests_total{{{labels}}} {count}")?;
        }
        let name = "ordret_http_request_duration_seconds";
        head(text, name, "histogram", "time to an answer's head, by route")?;
        for (route, times) in &*self.times.lock().unwrap_or_else(PoisonError::into_inner) {
            for (bound, count) in BOUNDS.iter().zip(times.within) {
                let bound = *bound as f64 / 1e3;
                writeln!(text, "{name}_bucket{{route=\"{route}\",le=\"{bound}\"}} {count}")?;
            }
            let Times { count, seconds, .. } = times;
            writeln!(text, "{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {count}")?;
            writeln!(text, "{name}_sum{{route=\"{route}\"}} {seconds}")?;
            writeln!(text, "{name}_count{{route=\"{route}\"}} {count}")?;
        }
        Ok(())
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) -> std::fmt::Result {
    writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}")
}
