//! The program `ordret`: publications in, a search out.
//!
//! Each command is a file in [`commands`]; [`args`] says what they take. What a
//! command prints for people goes through [`terminal`]; with `--json` it prints
//! one JSON value on standard output and nothing else.

mod args;
mod commands;
mod error;
mod evaluate;
mod progress;
mod sample;
mod terminal;

use std::process::ExitCode;

use clap::Parser;
use ordret_server::Config;

use crate::args::{Args, Command};
use crate::commands::{
    analyze, check, export, extract, generated, generations, reindex, retire, search, serve, show,
    verify,
};
use crate::error::Error;

fn main() -> ExitCode {
    let args = Args::parse();
    let _log = terminal::start_logging();
    let language = args.command.language();
    match run(args) {
        Ok(code) => code,
        Err(error) => terminal::failed(&error, language),
    }
}

fn run(args: Args) -> Result<ExitCode, Error> {
    let Args { config, mut command } = args;
    let config = match command.is_set() {
        true => Config::read(config.as_deref())?,
        false => Config::default(),
    };
    command.settle(&config);
    match command {
        Command::Serve(args) => serve::run(args, config),
        Command::Reindex(args) => reindex::run(&args, &config),
        Command::Check(args) => check::run(&args, &config),
        Command::Extract(args) => extract::run(&args, &config),
        Command::Search(args) => search::run(args),
        Command::Show(args) => show::run(&args),
        Command::Analyze(args) => analyze::run(&args),
        Command::Evaluate(args) => commands::evaluate::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Generations(args) => generations::run(&args),
        Command::Retire(args) => retire::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Completions(args) => generated::completions(&args),
        Command::Manual(args) => generated::manual(&args),
    }
}
