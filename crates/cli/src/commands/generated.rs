//! `ordret completions` and `ordret manual`: made of the arguments themselves.

use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;

use crate::args::{Args, CompletionsArgs, ManualArgs};
use crate::error::Error;
use crate::terminal::print;

/// What a shell needs to complete the program's arguments.
pub fn completions(args: &CompletionsArgs) -> Result<ExitCode, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "ordret", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}

/// A manual page for the program and for each command.
pub fn manual(args: &ManualArgs) -> Result<ExitCode, Error> {
    let folder: &Path = &args.folder;
    let made = std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    made.map_err(|error| Error::Export { path: folder.to_owned(), error })?;
    Ok(ExitCode::SUCCESS)
}
