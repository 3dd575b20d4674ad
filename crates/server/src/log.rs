//! The log: lines on standard error, written by a thread of its own.
//!
//! A log may stand on a full disk, or behind a pipe that nobody reads. Then its
//! lines are lost, and nothing else: whoever logs never waits and never fails.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// Lines that may wait to be written.
const WAITING: usize = 4096;

/// How long the end of the process waits for the last lines.
const LAST: Duration = Duration::from_millis(500);

/// How lines look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people, with the time.
    #[default]
    Plain,
    /// For people at a terminal, without the time.
    Short,
    /// One JSON value a line.
    Json,
}

/// The running log. Dropped, it waits a moment for its last lines.
#[derive(Debug)]
pub struct Log(SyncSender<Line>);

enum Line {
    Text(Vec<u8>),
    /// Everything before it has been written.
    End(SyncSender<()>),
}

/// Starts the log of this process.
pub fn start(format: Format, filter: EnvFilter) -> Log {
    let (send, lines) = sync_channel(WAITING);
    std::thread::spawn(move || write(&lines));
    let log = Log(send.clone());
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal() && format != Format::Json)
        // What it says of a failed write goes to standard error, which may be what failed.
        .log_internal_errors(false)
        .with_writer(Lines(send));
    match format {
        Format::Plain => subscriber.init(),
        Format::Short => subscriber.without_time().init(),
        Format::Json => subscriber.json().flatten_event(true).init(),
    }
    log
}

fn write(lines: &Receiver<Line>) {
    while let Ok(line) = lines.recv() {
        match line {
            // Nobody could be told.
            Line::Text(text) => drop(io::stderr().write_all(&text)),
            Line::End(told) => drop(told.send(())),
        }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let (tell, told) = sync_channel(1);
        if self.0.try_send(Line::End(tell)).is_ok() {
            let _ = told.recv_timeout(LAST);
        }
    }
}

struct Lines(SyncSender<Line>);

impl<'a> MakeWriter<'a> for Lines {
    type Writer = OneLine<'a>;

    fn make_writer(&'a self) -> OneLine<'a> {
        OneLine { send: &self.0, text: Vec::new() }
    }
}

/// A line that is handed over whole, or lost.
struct OneLine<'a> {
    send: &'a SyncSender<Line>,
    text: Vec<u8>,
}

impl Write for OneLine<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for OneLine<'_> {
    fn drop(&mut self) {
        let _ = self.send.try_send(Line::Text(std::mem::take(&mut self.text)));
    }
}
