//! `ordret reindex`: read everything, build a generation, publish it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use ordret_ingest::{Cache, Content, Language, Limits, Reading, Reindexed, Roles, Watch};
use ordret_server::Config;
use serde_json::json;

use super::{diagnostics_count, documents_json, documents_text, show_skipped, synonyms_text};
use crate::args::ReindexArgs;
use crate::error::Error;
use crate::progress::Shown;
use crate::terminal::{STRONG, count, failed, print, print_json, say, show_diagnostics};

/// Runs it.
pub fn run(args: &ReindexArgs, config: &Config) -> Result<ExitCode, Error> {
    let (content, index) = (&args.content.content, &args.index.index);
    let roles = &Roles::of(&config.roles);
    let language = args.lang.into();
    if args.watch {
        let cache = Cache::beside(index);
        let mut again =
            Again { content, index, roles, keep_going: args.keep_going, language, cache };
        let mut watch = Watch::begin(content);
        again.publish(&mut watch);
        say("watching; Ctrl-C stops it");
        again.for_ever(watch);
    }
    let done = build(content, index, roles, args.keep_going, &mut Cache::beside(index))?;
    show_reading(&done.reading, language);
    match args.json {
        true => print_json(&json(&done))?,
        false => print(&text(&done))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads, builds and publishes.
pub fn build(
    content: &[PathBuf],
    index: &Path,
    roles: &Roles,
    keep_going: bool,
    cache: &mut Cache,
) -> Result<Reindexed, Error> {
    let content = Content::at(content, Limits::default())?.with_roles(roles);
    let mut shown = Shown::new();
    Ok(ordret_ingest::reindex(&content, index, keep_going, cache, &mut |step| shown.tell(step))?)
}

/// Publishes whenever content changes.
pub struct Again<'a> {
    pub content: &'a [PathBuf],
    pub index: &'a Path,
    pub roles: &'a Roles,
    pub keep_going: bool,
    pub language: Language,
    /// What pages yielded before.
    pub cache: Cache,
}

/// The pause between two looks at the content: a save is seen at the next, and taken to be
/// whole at the one after it.
const PAUSE: Duration = Duration::from_millis(150);

impl Again<'_> {
    /// Looks for changes and publishes them. What fails is said, and what was published
    /// before stays.
    pub fn for_ever(&mut self, mut watch: Watch) -> ! {
        loop {
            std::thread::sleep(PAUSE);
            if watch.settled() {
                self.publish(&mut watch);
            }
        }
    }

    fn publish(&mut self, watch: &mut Watch) {
        match build(self.content, self.index, self.roles, self.keep_going, &mut self.cache) {
            Err(error) => _ = failed(&error, self.language),
            Ok(done) => {
                watch.wrote(&done.reading.addresses.files);
                show_reading(&done.reading, self.language);
                say(text(&done).trim_end());
            }
        }
    }
}

/// Says on standard error what reading found.
pub fn show_reading(reading: &Reading, language: Language) {
    show_diagnostics(&reading.diagnostics, language);
    show_skipped(&reading.skipped);
    if reading.contacts_withheld > 0 {
        let withheld = reading.contacts_withheld as u64;
        say(&format!("{} withheld", count(withheld, "contact detail", "contact details")));
    }
}

/// How many pages were read, where some were known.
fn read_anew(reading: &Reading) -> String {
    match reading.pages - reading.pages_read {
        0 => String::new(),
        _ => {
            let pages = count(reading.pages as u64, "page", "pages");
            format!("; {} of {pages} read anew", reading.pages_read)
        }
    }
}

fn json(done: &Reindexed) -> serde_json::Value {
    let published = &done.published;
    json!({
        "generation": published.manifest.generation,
        "documents": documents_json(&published.manifest.documents),
        "speakers": done.speakers,
        "synonyms": done.reading.synonyms.len(),
        "contacts_withheld": done.reading.contacts_withheld,
        "added": published.added,
        "changed": published.changed,
        "removed": published.removed,
        "unchanged": published.unchanged,
        "diagnostics": diagnostics_count(&done.reading.diagnostics),
        "pages": done.reading.pages,
        "pages_read": done.reading.pages_read,
        "seconds": done.took.as_secs_f64(),
    })
}

fn text(done: &Reindexed) -> String {
    let published = &done.published;
    format!(
        "published generation {STRONG}{}{STRONG:#}: {} by {}{}, in {:.1} s{}\n{} added, {} changed, {} removed, {} unchanged\n",
        published.manifest.generation,
        documents_text(&published.manifest.documents),
        count(done.speakers as u64, "speaker", "speakers"),
        synonyms_text(&done.reading.synonyms),
        done.took.as_secs_f64(),
        read_anew(&done.reading),
        published.added,
        published.changed,
        published.removed,
        published.unchanged,
    )
}
