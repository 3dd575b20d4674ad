//! Why a server could not start or go on, in the operator's words.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {source}; name another address with --listen ADDR:PORT")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The configuration file cannot be used.
    #[error("cannot use the configuration {}: {problem}", .path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its place.
        problem: String,
    },
    /// A variable of the environment cannot be used.
    #[error("cannot use the environment's {name}: {problem}")]
    Environment {
        /// The variable.
        name: String,
        /// What is wrong with its value.
        problem: String,
    },
    /// What should be an address of the web is none.
    #[error("{key} {url:?} is no address; write it like https://ordret.example.org")]
    Address {
        /// Its key.
        key: &'static str,
        /// What was configured.
        url: String,
    },
    /// Two keys are one role.
    #[error("roles.{0:?} is there twice, in capitals and without; leave one of them")]
    SameRole(String),
    /// A limit that is none.
    #[error("limits.{name} is {value}; it must be {least} to {most}")]
    Limit {
        /// Its key.
        name: &'static str,
        /// What was configured.
        value: u64,
        /// The least it may be.
        least: u64,
        /// The most it may be.
        most: u64,
    },
    /// There is no such folder.
    #[error("there is no index folder {}; run `ordret reindex` or name it with --index", .0.display())]
    NoIndex(PathBuf),
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] ordret_search::Error),
    /// What is published is damaged, and what was served before still is.
    #[error("the published generation is damaged, {0} is still served; run `ordret reindex`")]
    StillServing(String),
    /// A template that travels in the program is broken.
    #[error("a page template is broken: {0}")]
    Template(#[from] minijinja::Error),
    /// A page of a copy could not be made.
    #[error(
        "the copy is not whole: {address} was not answered ({why}); `ordret generations verify` tells whether the index is intact"
    )]
    Copy {
        /// The page.
        address: String,
        /// What was answered instead.
        why: String,
    },
    /// The system gave no threads or signals.
    #[error("cannot start the server: {0}")]
    System(#[source] io::Error),
}

impl Error {
    pub(crate) fn copy(address: &str, why: String) -> Error {
        Error::Copy { address: address.to_owned(), why }
    }
}
