//! `ordret-server`: serves a published index and can do nothing else.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use ordret_server::{Config, Error};
use tracing_subscriber::EnvFilter;

/// Serves a published index over HTTP. It cannot write one: that is what
/// `ordret reindex` does, on this machine or on another.
#[derive(Parser)]
#[command(name = "ordret-server", version)]
struct Arguments {
    /// The folder with the published generations [default: index]
    #[arg(long, value_name = "DIR")]
    index: Option<PathBuf>,
    /// Where to listen [default: 127.0.0.1:7878]
    #[arg(long, value_name = "ADDR:PORT", env = "ORDRET_LISTEN")]
    listen: Option<SocketAddr>,
    /// A configuration file in TOML; the flags above win over it
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(colours)
        .init();
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Error> {
    let mut config = match &arguments.config {
        Some(path) => Config::from_path(path)?,
        None => Config::default(),
    };
    config.index = arguments.index.unwrap_or(config.index);
    config.listen = arguments.listen.unwrap_or(config.listen);
    ordret_server::serve(config, |address| println!("http://{address}"))
}
