//! Other processes of this program: what they say, use and hold.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::error::{Error, Result};

/// Linux counts processor time in hundredths of a second, whatever the kernel's
/// own clock (`USER_HZ`, proc(5)).
const TICKS: f64 = 100.0;

/// A server that runs until this is dropped.
pub struct Server {
    child: Child,
    /// Where it answers, `127.0.0.1:PORT`.
    pub address: String,
}

/// This program, to be run with other arguments.
///
/// # Errors
/// When the system does not say where it is.
pub fn this_program() -> Result<Command> {
    let path: PathBuf = std::env::current_exe().map_err(Error::at("cannot find this program"))?;
    Ok(Command::new(path))
}

impl Server {
    /// Starts it and waits for the line that says where it answers.
    ///
    /// # Errors
    /// When it ends instead; its own last line says why.
    pub fn start(command: &mut Command, what: &str) -> Result<Server> {
        let failed = |why: std::io::Error| Error::new(format!("cannot start {what}"), why);
        command.env("RUST_LOG", "error").stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(failed)?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line).map_err(failed)?;
        }
        match line.trim().strip_prefix("http://") {
            Some(address) => Ok(Server { address: address.to_owned(), child }),
            None => Err(Error::new(format!("cannot start {what}"), last_words(&mut child))),
        }
    }

    /// Processor time used so far, in seconds.
    pub fn processor(&self) -> f64 {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let text = text.unwrap_or_default();
        // The program's name may hold anything, and ends at the last bracket.
        let after = text.rsplit_once(')').map_or("", |(_, after)| after);
        let field = |nth: usize| {
            after.split_whitespace().nth(nth).and_then(|ticks| ticks.parse::<f64>().ok())
        };
        (field(11).unwrap_or(0.0) + field(12).unwrap_or(0.0)) / TICKS
    }

    /// What it holds.
    pub fn memory(&self) -> Memory {
        Memory::of(&self.child.id().to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn last_words(child: &mut Child) -> String {
    let _ = child.wait();
    let mut words = String::new();
    if let Some(mut errors) = child.stderr.take() {
        let _ = errors.read_to_string(&mut words);
    }
    words.lines().last().unwrap_or("it ended without a word").to_owned()
}

/// Memory of a process, in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory {
    /// The most it ever held, mapped files included.
    pub peak: f64,
    /// What it holds for itself.
    pub own: f64,
    /// Pages of mapped files that are in memory; the system may take them back.
    pub mapped: f64,
}

impl Memory {
    /// Of the process with this id, or `self`.
    pub fn of(process: &str) -> Memory {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
            kilobytes.and_then(|number| number.trim().parse::<f64>().ok()).unwrap_or(0.0) * 1024.0
        };
        Memory { peak: field("VmHWM:"), own: field("RssAnon:"), mapped: field("RssFile:") }
    }
}
