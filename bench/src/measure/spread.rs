//! Figures from rounds that took turns.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// The middle of some rounds' figures, and how far the others are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spread {
    /// The median.
    pub middle: f64,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

impl Spread {
    /// Of one figure a round; zeros if there was none.
    pub fn of(mut figures: Vec<f64>) -> Spread {
        figures.sort_unstable_by(f64::total_cmp);
        let middle = match figures.len() {
            0 => return Spread::default(),
            odd if odd % 2 == 1 => figures[odd / 2],
            even => (figures[even / 2 - 1] + figures[even / 2]) / 2.0,
        };
        Spread { middle, least: figures[0], most: figures[figures.len() - 1] }
    }

    /// Of the ratios of figures that were taken in the same round.
    pub fn of_ratios(ours: &[f64], theirs: &[f64]) -> Spread {
        Spread::of(ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs).collect())
    }
}

/// The time that so many of a hundred stay within, in the unit of `times`.
pub fn percentile(times: &mut [f64], share: f64) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    let at = (times.len() as f64 * share / 100.0).ceil() as usize;
    times.get(at.saturating_sub(1)).copied().unwrap_or(0.0)
}

/// The mean; 0 of nothing.
pub fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / figures.len().max(1) as f64
}

/// What `work` gives, and how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let done = work();
    (done, began.elapsed())
}

/// Processor time of this thread so far, in seconds. On a machine that others
/// use too it tells more than the time on the wall.
pub fn processor_of_thread() -> f64 {
    processor(ClockId::ThreadCPUTime)
}

/// Processor time of this process so far, all threads together, in seconds.
pub fn processor_of_process() -> f64 {
    processor(ClockId::ProcessCPUTime)
}

fn processor(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
