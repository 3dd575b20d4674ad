//! What an operator can set. Read once, handed down.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::log::Format;

/// What to serve, where, and how much of it. Every key may be left out of a
/// configuration file; an unknown one is an error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The folder that holds the published generations.
    pub index: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address readers know, such as `https://ordret.example.org`, for
    /// canonical links. Never taken from a request: a `Host` can be forged.
    pub public_url: Option<String>,
    /// A folder outside the index that remembers which generations were verified on this
    /// host, so that a start need not read all of a large one again.
    pub state: Option<PathBuf>,
    /// Proxies whose `X-Forwarded-For` is believed, as addresses or networks:
    /// `["10.0.0.1/32", "fd00::/8"]`. Of anybody else it counts for nothing.
    pub trusted_proxies: Vec<IpNet>,
    /// What is written to standard error.
    pub log: Logging,
    /// How much one client, and all of them together, may ask for.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            index: PathBuf::from("index"),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 7878)),
            public_url: None,
            state: None,
            trusted_proxies: Vec::new(),
            log: Logging::default(),
            limits: Limits::default(),
        }
    }
}

/// What is written to standard error.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Logging {
    /// `plain` or `json`.
    pub format: Format,
    /// A line for each request: its id, method, route, status and time.
    pub requests: bool,
    /// Path and query in it as well. People type names, and what they look for is theirs.
    pub queries: bool,
}

/// Limits, each with a default one can leave on. Times are in milliseconds,
/// sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The time a posted text may take to arrive.
    pub body_ms: u64,
    /// Header lines in a request.
    pub headers: usize,
    /// Bytes of header lines in a request.
    pub header_bytes: usize,
    /// Bytes of a request's path and query.
    pub url_bytes: usize,
    /// Searches run at once.
    pub searches: usize,
    /// Whole result sets streamed at once.
    pub exports: usize,
    /// How long a request waits for its turn to search.
    pub search_wait_ms: u64,
    /// Requests a second that one address may send (of IPv6, one /64); 0 for any number.
    pub requests_per_second: u32,
    /// How many it may send at once after a pause.
    pub burst: u32,
    /// Whether this host's own addresses are counted too.
    pub count_loopback: bool,
    /// Bytes of answers that are kept for the next who ask the same; 0 for none.
    pub cache_bytes: u64,
    /// A generation up to this many bytes is held in memory; a larger one is mapped.
    pub held_bytes: u64,
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
            body_ms: 30_000,
            headers: 64,
            header_bytes: 16 * 1024,
            url_bytes: 8 * 1024,
            searches: std::thread::available_parallelism().map_or(4, |cores| 2 * cores.get()),
            exports: 16,
            search_wait_ms: 2_000,
            requests_per_second: 50,
            burst: 200,
            count_loopback: false,
            cache_bytes: 32 << 20,
            held_bytes: 128 << 20,
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

    /// The configuration as a file would say it.
    pub fn to_toml(&self) -> String {
        // Plain values under plain names: that cannot fail.
        toml::to_string(self).unwrap_or_default()
    }

    /// The same with the public address in one form: `None` when blank,
    /// without a slash at its end.
    ///
    /// # Errors
    /// [`Error::PublicUrl`] when it is no `http(s)://` address, [`Error::Limit`] when a limit
    /// is none.
    pub fn checked(mut self) -> Result<Config, Error> {
        self.limits.check()?;
        self.public_url = match self.public_url.as_deref().map(|url| url.trim_end_matches('/')) {
            None | Some("") => None,
            Some(url) if is_public_url(url) => Some(url.to_owned()),
            Some(url) => return Err(Error::PublicUrl(url.to_owned())),
        };
        Ok(self)
    }
}

impl Limits {
    /// Every limit is one: memory for a billion headers is not there, and nothing can be done
    /// in no time.
    fn check(&self) -> Result<(), Error> {
        let size = |size: usize| size as u64;
        let table = [
            ("connections", size(self.connections), 1, 1 << 20),
            ("header_ms", self.header_ms, 1, HOUR),
            ("write_ms", self.write_ms, 1, HOUR),
            ("answer_ms", self.answer_ms, 1, HOUR),
            ("body_ms", self.body_ms, 1, HOUR),
            ("headers", size(self.headers), 1, 1000),
            ("header_bytes", size(self.header_bytes), 256, 1 << 20),
            ("url_bytes", size(self.url_bytes), 64, 1 << 20),
            ("searches", size(self.searches), 1, 1024),
            ("exports", size(self.exports), 1, 1024),
            ("search_wait_ms", self.search_wait_ms, 0, HOUR),
            ("burst", u64::from(self.burst), 1, 1 << 20),
            ("requests_per_second", u64::from(self.requests_per_second), 0, 1 << 20),
            ("cache_bytes", self.cache_bytes, 0, 1 << 40),
            ("reload_ms", self.reload_ms, 1, HOUR),
            ("stop_ms", self.stop_ms, 0, HOUR),
        ];
        let wrong =
            table.into_iter().find(|(_, value, least, most)| !(least..=most).contains(&value));
        match wrong {
            Some((name, value, least, most)) => Err(Error::Limit { name, value, least, most }),
            None => Ok(()),
        }
    }
}

/// In milliseconds: the longest time that is a limit.
const HOUR: u64 = 3_600_000;

fn is_public_url(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && url.bytes().all(|b| b.is_ascii_graphic()))
}

pub(crate) fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}
