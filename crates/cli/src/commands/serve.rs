//! `ordret serve`: index what is new, then serve.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ordret_ingest::{Cache, Content, Language, Roles, Watch};
use ordret_search::Index;
use ordret_server::{Config, Limits};

use super::documents_text;
use super::reindex::{Again, build, show_reading};
use crate::args::ServeArgs;
use crate::error::Error;
use crate::sample;
use crate::terminal::{print, say};

/// How often a newer generation is looked for, in milliseconds: who edits beside it waits for it.
const SOON: u64 = 100;

/// Runs it, until it is stopped.
pub fn run(args: ServeArgs, config: Config) -> Result<ExitCode, Error> {
    // Kept until the end: dropping it takes the temporary index away.
    let (content, index, temporary) = place(&args, &config)?;
    let roles = Roles::of(&config.roles);
    // An index that is gone afterwards has nobody after it.
    let mut cache = match temporary {
        Some(_) => Cache::keeping(),
        None => Cache::beside(&index),
    };
    // Before content is read: what is saved meanwhile is published afterwards.
    let mut watch = Watch::begin(&content);
    bring_up_to_date(&content, &index, &roles, args.sample, &mut cache, &mut watch)?;
    if !args.sample {
        let index = index.clone();
        std::thread::spawn(move || {
            Again {
                content: &content,
                index: &index,
                roles: &roles,
                keep_going: false,
                language: Language::English,
                cache,
            }
            .for_ever(watch)
        });
    }
    let limits = Limits { reload_ms: SOON.min(config.limits.reload_ms), ..config.limits };
    let listen = args.listen.unwrap_or(config.listen);
    let config = Config { index, listen, limits, ..config };
    // Whoever reads the address may be gone by now; readers of the pages are not.
    ordret_server::serve(config, |address| drop(print(&format!("http://{address}\n"))))?;
    Ok(ExitCode::SUCCESS)
}

/// What to index, and where.
fn place(
    args: &ServeArgs,
    config: &Config,
) -> Result<(Vec<PathBuf>, PathBuf, Option<tempfile::TempDir>), Error> {
    if args.paths.is_empty() && !args.sample {
        let is_named = !args.content.is_empty();
        let content = if is_named { &args.content } else { &config.content };
        if *content == Config::default().content && !is_named && !content[0].exists() {
            return Err(Error::NoContentHere);
        }
        let index = args.index.as_ref().unwrap_or(&config.index);
        return Ok((content.clone(), index.clone(), None));
    }
    let temporary = tempfile::Builder::new()
        .prefix("ordret-")
        .tempdir()
        .map_err(|error| Error::Temporary { path: std::env::temp_dir(), error })?;
    let index = args.index.clone().unwrap_or_else(|| temporary.path().join("index"));
    let content = match args.sample {
        true => {
            let folder = temporary.path().join("content");
            sample::write_to(&folder)?;
            vec![folder]
        }
        false => args.paths.clone(),
    };
    Ok((content, index, Some(temporary)))
}

/// Builds a generation unless the published one was built from just this. What
/// is odd about the sample (it is, on purpose) is nothing its reader can mend.
fn bring_up_to_date(
    content: &[PathBuf],
    index: &Path,
    roles: &Roles,
    is_sample: bool,
    cache: &mut Cache,
    watch: &mut Watch,
) -> Result<(), Error> {
    let all = Content::at(content, ordret_ingest::Limits::default())?.with_roles(roles);
    let checksum = ordret_ingest::checksum(&all);
    let current = match Index::at(index)?.current() {
        // What a newer version made is not thrown away unasked.
        Err(newer @ ordret_search::Error::Incompatible { newer: true, .. }) => {
            return Err(newer.into());
        }
        current => current.ok().flatten(),
    };
    if let Some(current) = current.filter(|current| current.built_from == checksum) {
        say(&format!(
            "{} in generation {}, up to date",
            documents_text(&current.documents),
            current.generation
        ));
        return Ok(());
    }
    let done = build(content, index, roles, false, cache)?;
    watch.wrote(&done.reading.addresses.files);
    if !is_sample {
        show_reading(&done.reading, Language::English);
    }
    let manifest = &done.published.manifest;
    let seconds = done.took.as_secs_f64();
    say(&format!(
        "indexed {} as generation {} in {seconds:.1} s",
        documents_text(&manifest.documents),
        manifest.generation
    ));
    Ok(())
}
