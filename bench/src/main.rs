//! The bench: what Ordret costs, against what one would build without it.
//!
//! It makes its documents and its queries itself, from a seed; builds the same
//! index with bare tantivy; and lets both take turns, so that a ratio holds
//! even where the machine's speed does not. `docs/performance.md` says how to
//! read what it prints.

mod args;
mod children;
mod documents;
mod error;
mod instructions;
mod measure;
mod parts;
mod queries;
mod quotations;
mod random;
mod reference;
mod relevance;
mod table;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command, Part};
use documents::Generator;
use error::{Error, Result};
use measure::spread::timed;
use parts::{Measured, Setting};
use table::{Figure, growth, thousands};

/// How many documents the small generation holds that a larger one follows.
const FEW: u64 = 1_000;

/// Measures one part of a size.
type Step = fn(&Setting) -> Result<Measured>;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            // The first line says what is wrong; the rest would be how to write it.
            eprintln!("{}", error.to_string().lines().next().unwrap_or("error: wrong usage"));
            return ExitCode::from(2);
        }
        Err(help) => help.exit(),
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let folder = arguments.folder.clone().unwrap_or_else(default_folder);
    match &arguments.command {
        Some(Command::Child(task)) => return children::run(task),
        Some(Command::Instructions { compare, write }) => {
            return instructions::run(&folder, *compare, *write);
        }
        Some(Command::Relevance { write }) => return relevance::run(*write),
        Some(Command::Quotations { content, index, count, seed }) => {
            let (index, count, seed) = (index.as_deref(), *count, *seed);
            let wanted = quotations::Wanted { content, index, folder: &folder, count, seed };
            return quotations::run(&wanted);
        }
        None => {}
    }
    check(arguments, &folder)?;
    let generator = Generator::new()?;
    let mut text = String::new();
    let mut sizes: Vec<(u64, Vec<Figure>)> = Vec::new();
    for &documents in &arguments.documents {
        let mut show = |section: String| -> Result<()> {
            print!("{section}");
            text.push_str(&section);
            let out = arguments.out.as_ref();
            out.map_or(Ok(()), |out| fs::write(out, &text).map_err(Error::file("write", out)))
        };
        let (figures, time) =
            timed(|| measure(arguments, &folder, documents, &generator, &mut show));
        sizes.push((documents, figures?));
        show(format!(
            "*{} documents measured in {:.0} s.*\n\n",
            thousands(documents),
            time.as_secs_f64()
        ))?;
        if sizes.len() == arguments.documents.len() && sizes.len() > 1 {
            show(growth(&sizes))?;
        }
    }
    Ok(())
}

/// `target/bench` of the workspace, wherever this is run from.
fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench")
}

/// Finds out what would fail later, before anything is spent.
fn check(arguments: &Arguments, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(Error::file("make the folder", folder))?;
    let probe = folder.join("probe");
    fs::write(&probe, "").map_err(Error::file("write in the folder", folder))?;
    fs::remove_file(&probe).map_err(Error::file("write in the folder", folder))?;
    if let Some(out) = &arguments.out {
        fs::write(out, "").map_err(Error::file("write", out))?;
    }
    if arguments.port != 0 {
        for port in [arguments.port, arguments.port.saturating_add(1)] {
            let taken = |why| Error::new(format!("cannot listen on port {port} (--port)"), why);
            TcpListener::bind(("127.0.0.1", port)).map_err(taken)?;
        }
    }
    Ok(())
}

fn measure(
    arguments: &Arguments,
    folder: &Path,
    documents: u64,
    generator: &Generator,
    show: &mut dyn FnMut(String) -> Result<()>,
) -> Result<Vec<Figure>> {
    let folder = folder.join(documents.to_string());
    fs::create_dir_all(&folder).map_err(Error::file("make the folder", &folder))?;
    let (content, few) = (folder.join("documents.jsonl"), folder.join("few.jsonl"));
    documents::write(generator, FEW.min(documents), &few)?;
    let (size, time) = timed(|| documents::write(generator, documents, &content));
    let size = size?;
    show(format!(
        "### {} documents\n\n{} of text in {} of JSON Lines, made in {:.1} s.\n\n",
        thousands(documents),
        table::megabytes(size.text as f64),
        table::megabytes(size.file as f64),
        time.as_secs_f64(),
    ))?;
    let setting = Setting {
        documents,
        rounds: arguments.rounds,
        generator,
        size,
        content,
        few,
        index: folder.join("index"),
        reference: folder.join("reference"),
        port: arguments.port,
        server: arguments.server.clone(),
    };
    let mut figures = Vec::new();
    let wanted = |part: Part| arguments.only.is_empty() || arguments.only.contains(&part);
    // Those below the third ask what it builds; by themselves they take what is there.
    let steps: [(Part, Step); 7] = [
        (Part::Analyzer, parts::analyzer::run),
        (Part::Pages, parts::pages::run),
        (Part::Reindex, parts::reindex::run),
        (Part::Queries, parts::queries::run),
        (Part::Rules, parts::rules::run),
        (Part::Dearest, parts::dearest::run),
        (Part::Http, parts::http::run),
    ];
    for (_, step) in steps.into_iter().filter(|(part, _)| wanted(*part)) {
        let measured = step(&setting)?;
        figures.extend(measured.figures);
        for table in &measured.tables {
            show(table.markdown())?;
        }
    }
    Ok(figures)
}
