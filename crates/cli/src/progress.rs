//! Shows how far a reindex is: a bar on a terminal, now and then a line elsewhere.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ordret_ingest::Step;

use crate::terminal::{count, say};

/// What is done sooner is not worth a bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// The pause between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);

/// Says how far it is, until it is dropped.
pub struct Shown {
    bar: ProgressBar,
    is_terminal: bool,
    begun: Instant,
    said: Instant,
}

impl Shown {
    /// Nothing yet.
    pub fn new() -> Shown {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:24} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━━ "));
        let (is_terminal, begun) = (stderr().is_terminal(), Instant::now());
        Shown { bar, is_terminal, begun, said: begun }
    }

    /// Shows a step.
    pub fn tell(&mut self, step: Step) {
        let elapsed = self.begun.elapsed();
        if elapsed < PATIENCE {
            return;
        }
        if self.is_terminal {
            if self.bar.is_hidden() {
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            if let Step::Reading { bytes, of, .. } = step {
                self.bar.set_length(of.max(1));
                self.bar.set_position(bytes);
            }
            self.bar.set_message(words(step, elapsed));
        } else if self.said.elapsed() >= PAUSE {
            self.said = Instant::now();
            say(&words(step, elapsed));
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// `12,000 documents, 4,100 a second, 40 s left`.
fn words(step: Step, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64();
    match step {
        Step::Waiting => "another process writes this index; waiting for it".to_owned(),
        Step::Writing { documents } => {
            format!("{}; writing the index", count(documents, "document", "documents"))
        }
        Step::Reading { bytes, of, documents } => {
            let all = count(documents, "document", "documents");
            let rate = (documents as f64 / seconds) as u64;
            let left = match bytes {
                0 => String::new(),
                _ => {
                    let left = of.saturating_sub(bytes) as f64 / bytes as f64 * seconds;
                    format!(", {} s left", left.ceil())
                }
            };
            let rate = ordret_server::wording::number(rate, ordret_server::wording::Language::En);
            format!("{all}, {rate} a second{left}")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use ordret_ingest::Step;

    use super::words;

    #[test]
    fn what_is_left_follows_from_what_is_read() {
        let step = Step::Reading { bytes: 250, of: 1000, documents: 12_000 };
        let told = words(step, Duration::from_secs(4));
        assert_eq!(told, "12,000 documents, 3,000 a second, 12 s left");
        let step = Step::Reading { bytes: 0, of: 1000, documents: 0 };
        assert_eq!(words(step, Duration::from_secs(1)), "0 documents, 0 a second");
    }
}
