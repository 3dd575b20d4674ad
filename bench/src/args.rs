//! What the bench is asked to do.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Measures Ordret against what one would build without it: bare tantivy, and
/// axum around it. Every ratio is Ordret's figure over the reference's.
#[derive(Debug, Parser)]
#[command(name = "ordret-bench", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How many documents; several numbers also print how figures grow
    #[arg(long, value_name = "N", num_args = 1.., default_values_t = [10_000], value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub documents: Vec<u64>,
    /// Measure only these
    #[arg(long, value_enum, num_args = 1..)]
    pub only: Vec<Part>,
    /// Rounds that take turns [default: 5; fewer where one round takes long]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100))]
    pub rounds: Option<u64>,
    /// Where documents and indexes are put [default: target/bench]
    #[arg(long, value_name = "DIR", global = true)]
    pub folder: Option<PathBuf>,
    /// The first of two ports to serve on [default: free ones]
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub port: u16,
    /// A program to measure in place of the server built into this one: ordret-server, say
    #[arg(long, value_name = "PROGRAM")]
    pub server: Option<PathBuf>,
    /// Write the tables to this file too
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What can be measured by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The analyzer alone
    Analyzer,
    /// One long page of quotes
    Pages,
    /// From JSON Lines to a published generation
    Reindex,
    /// Page queries in this process
    Queries,
    /// The default beside `match=all` and `match=any`
    Rules,
    /// The dearest queries that could be thought of
    Dearest,
    /// Pages over HTTP
    Http,
}

/// Other things it can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Count the instructions of hot paths with callgrind
    Instructions {
        /// Say what grew by a tenth against the kept numbers
        #[arg(long)]
        compare: bool,
        /// Keep the numbers in bench/instructions.tsv
        #[arg(long)]
        write: bool,
    },
    /// Ask what tests/relevance.toml asks of the sample publication, and judge the answers
    Relevance {
        /// Put the table into README.md and raise the floors to what was reached
        #[arg(long)]
        write: bool,
    },
    /// Look up quotes of a collection by half-remembered words: how many are found, how fast
    Quotations {
        /// Records, as `ordret reindex` takes them
        #[arg(long, value_name = "FILE")]
        content: PathBuf,
        /// An index of them [default: one is built]
        #[arg(long, value_name = "DIR")]
        index: Option<PathBuf>,
        /// How many quotes
        #[arg(long, value_name = "N", default_value_t = 1000)]
        count: usize,
        /// Chooses the quotes and what is wrong in them
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
    },
    /// A process that is measured from outside
    #[command(hide = true, subcommand)]
    Child(ChildTask),
}

/// What a measured process does.
#[derive(Debug, Subcommand)]
pub enum ChildTask {
    /// Reindexes as `ordret reindex` does
    Reindex { content: PathBuf, index: PathBuf },
    /// Builds the reference index
    ReferenceIndex { content: PathBuf, index: PathBuf },
    /// Serves as `ordret-server` does
    Serve {
        #[arg(long)]
        index: PathBuf,
        #[arg(long)]
        listen: std::net::SocketAddr,
    },
    /// Serves the reference page
    ReferenceServe { index: PathBuf, port: u16 },
    /// Runs one hot path, for callgrind
    HotPath { path: String, input: String, index: PathBuf },
    /// Asks all queries so many times, for a profiler
    Queries { index: PathBuf, documents: u64, passes: u64 },
}
