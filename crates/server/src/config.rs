//! What an operator can set. Read once, handed down.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use crate::Error;

/// What to serve, where, and how much of it. Every key may be left out of a
/// configuration file; an unknown one is an error.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The folder that holds the published generations.
    pub index: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address readers know, such as `https://ordret.example.org`, for
    /// canonical links. Never taken from a request: a `Host` can be forged.
    pub public_url: Option<String>,
    /// How much one client, and all of them together, may ask for.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            index: PathBuf::from("index"),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 7878)),
            public_url: None,
            limits: Limits::default(),
        }
    }
}

/// Limits, each with a default one can leave on. Times are in milliseconds,
/// sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Connections held at once; further ones wait in the system's queue. An
    /// idle one costs about 10 KB until its header timeout.
    pub connections: usize,
    /// The time to send a request's head, idle time between two requests included.
    pub header_ms: u64,
    /// The time a client may take over 8 KB of an answer.
    pub write_ms: u64,
    /// The time an answer may take to make.
    pub answer_ms: u64,
    /// Header lines in a request.
    pub headers: usize,
    /// Bytes of header lines in a request.
    pub header_bytes: usize,
    /// Bytes of a request's path and query.
    pub url_bytes: usize,
    /// Searches run at once.
    pub searches: usize,
    /// How long a request waits for its turn to search.
    pub search_wait_ms: u64,
    /// How often to look for a newer generation.
    pub reload_ms: u64,
    /// How long a stop waits for answers under way.
    pub stop_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connections: 16 * 1024,
            header_ms: 5_000,
            write_ms: 15_000,
            answer_ms: 10_000,
            headers: 64,
            header_bytes: 16 * 1024,
            url_bytes: 8 * 1024,
            searches: std::thread::available_parallelism().map_or(4, |cores| 2 * cores.get()),
            search_wait_ms: 2_000,
            reload_ms: 500,
            stop_ms: 10_000,
        }
    }
}

impl Config {
    /// Reads a configuration file in TOML.
    ///
    /// # Errors
    /// [`Error::Config`] names the file and what is wrong, with line and column.
    pub fn from_path(path: &Path) -> Result<Config, Error> {
        let wrong = |problem: String| Error::Config { path: path.to_owned(), problem };
        let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        toml::from_str(&text).map_err(|error| wrong(error.to_string()))
    }

    /// The same with the public address in one form: `None` when blank,
    /// without a slash at its end.
    ///
    /// # Errors
    /// [`Error::PublicUrl`] when it is no `http(s)://` address.
    pub(crate) fn checked(mut self) -> Result<Config, Error> {
        self.public_url = match self.public_url.as_deref().map(|url| url.trim_end_matches('/')) {
            None | Some("") => None,
            Some(url) if is_public_url(url) => Some(url.to_owned()),
            Some(url) => return Err(Error::PublicUrl(url.to_owned())),
        };
        Ok(self)
    }
}

fn is_public_url(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && url.bytes().all(|b| b.is_ascii_graphic()))
}

pub(crate) fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}
