//! `ordret-server`: serves a published index and can do nothing else.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use ordret_server::{Config, Error, log};
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
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    /// The settings, in TOML [default: ordret.toml, if it is there]; the environment
    /// (`ORDRET_LISTEN`, …) wins over it, and flags over both
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A folder outside the index that remembers which generations were verified on this host
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// Print the configuration as it would be used, and end
    #[arg(long)]
    print_config: bool,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where that cannot be written there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Error> {
    let mut config = Config::read(arguments.config.as_deref())?;
    config.index = arguments.index.unwrap_or(config.index);
    config.listen = arguments.listen.unwrap_or(config.listen);
    config.state = arguments.state.or(config.state);
    if arguments.print_config {
        let text = config.to_toml();
        return std::io::stdout().write_all(text.as_bytes()).map_err(Error::System);
    }
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let _log = log::start(config.log.format, filter);
    // Whoever reads the address may be gone by now; readers of the pages are not.
    ordret_server::serve(config, |address| drop(writeln!(std::io::stdout(), "http://{address}")))
}
