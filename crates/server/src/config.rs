//! What an operator can set. Read once, handed down.
//!
//! One file is for all: `ordret` builds an index by it and serves it, `ordret-server` serves
//! it. Each overlooks what only the other needs.

mod read;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use ordret_model::RoleGroup;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::log::Format;

/// What to read, what to serve, where, and how much of it. Every key may be left out of a
/// configuration file; an unknown one is an error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The folder that holds the published generations.
    pub index: PathBuf,
    /// Files and folders that an index is built from.
    pub content: Vec<PathBuf>,
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
    /// Who runs it, and what it is called.
    pub site: Site,
    /// What sort of role a role is, as sources write it: `"driftsleder" = "practitioner"`. It
    /// goes before what Ordret knows of roles.
    pub roles: BTreeMap<String, RoleGroup>,
    /// What is written to standard error.
    pub log: Logging,
    /// How much one client, and all of them together, may ask for.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            index: PathBuf::from("index"),
            content: vec![PathBuf::from("content")],
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 7878)),
            public_url: None,
            state: None,
            trusted_proxies: Vec::new(),
            site: Site::default(),
            roles: BTreeMap::new(),
            log: Logging::default(),
            limits: Limits::default(),
        }
    }
}

/// Who runs it, and what it is called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// What the pages call themselves; »Ordret« where nothing is said.
    pub name: Option<String>,
    /// Who answers for what is published here.
    pub publisher: Option<String>,
    /// The address of the accessibility statement, which `/was` leads to.
    pub accessibility_statement: Option<String>,
}

impl Site {
    /// What the site is called.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("Ordret")
    }

    /// Who its feeds are from.
    pub(crate) fn author(&self) -> &str {
        self.publisher.as_deref().unwrap_or(self.name())
    }

    /// Names in one line, and nothing where nothing is said.
    fn checked(self) -> Result<Site, Error> {
        let line = |name: Option<String>| {
            let name = name?.split_whitespace().collect::<Vec<_>>().join(" ");
            (!name.is_empty()).then_some(name)
        };
        let statement = address("site.accessibility_statement", self.accessibility_statement)?;
        Ok(Site {
            name: line(self.name),
            publisher: line(self.publisher),
            accessibility_statement: statement,
        })
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
    /// The configuration as a file would say it.
    pub fn to_toml(&self) -> String {
        // Plain values under plain names: that cannot fail.
        toml::to_string(self).unwrap_or_default()
    }

    /// The same with addresses and names in one form: `None` when blank, the public address
    /// without a slash at its end.
    ///
    /// # Errors
    /// [`Error::Address`] when one is no `http(s)://` address, [`Error::SameRole`] when a role
    /// is said to be two things, [`Error::Limit`] when a limit is none.
    pub fn checked(mut self) -> Result<Config, Error> {
        self.limits.check()?;
        let public_url = address("public_url", self.public_url)?;
        self.public_url = public_url.map(|url| url.trim_end_matches('/').to_owned());
        self.site = self.site.checked()?;
        let mut roles: Vec<String> = self.roles.keys().map(|role| role.to_lowercase()).collect();
        roles.sort_unstable();
        match roles.windows(2).find(|two| two[0] == two[1]) {
            Some(two) => Err(Error::SameRole(two[0].clone())),
            None => Ok(self),
        }
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
pub(crate) const HOUR: u64 = 3_600_000;

/// An address of the web, `None` when blank.
fn address(key: &'static str, url: Option<String>) -> Result<Option<String>, Error> {
    let Some(url) = url.filter(|url| !url.trim().is_empty()) else { return Ok(None) };
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let has_host = host.is_some_and(|host| !host.starts_with('/') && !host.is_empty());
    match has_host && url.bytes().all(|b| b.is_ascii_graphic()) {
        true => Ok(Some(url)),
        false => Err(Error::Address { key, url }),
    }
}

pub(crate) fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}
