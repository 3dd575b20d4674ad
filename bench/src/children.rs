//! What runs in processes of its own, so that its memory and time are its own.

use std::path::Path;

use ordret_ingest::{Content, Limits};
use ordret_search::Searcher;
use serde::{Deserialize, Serialize};

use crate::args::ChildTask;
use crate::documents::Generator;
use crate::error::{Error, Result};
use crate::measure::process::Memory;
use crate::measure::spread::processor_of_process;
use crate::{instructions, queries, reference};

/// What a process that indexes says when it is done.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Indexed {
    /// Until it could be searched, in seconds.
    pub searchable: f64,
    /// Until it was one segment, in seconds: Ordret publishes nothing else.
    pub seconds: f64,
    /// Processor time of all threads, in seconds.
    pub processor: f64,
    /// The most memory held, in bytes.
    pub peak: f64,
}

/// Runs a task.
///
/// # Errors
/// When it fails.
pub fn run(task: &ChildTask) -> Result<()> {
    match task {
        ChildTask::Reindex { content, index } => say(reindex(content, index)?),
        ChildTask::ReferenceIndex { content, index } => {
            let built = reference::index::build(content, index)?;
            let (searchable, seconds) = (built.committed.as_secs_f64(), built.merged.as_secs_f64());
            say(indexed(searchable, seconds))
        }
        ChildTask::Serve { index, listen } => {
            // As `ordret-server` does: its `main` is these lines and a log.
            let config = ordret_server::Config {
                index: index.clone(),
                listen: *listen,
                ..ordret_server::Config::default()
            };
            ordret_server::serve(config, |address| println!("http://{address}"))
                .map_err(Error::at("cannot serve"))
        }
        ChildTask::ReferenceServe { index, port } => reference::server::serve(index, *port),
        ChildTask::HotPath { path, input, index } => instructions::walk(path, input, index),
        ChildTask::Queries { index, documents, passes } => ask(index, *documents, *passes),
    }
}

/// Indexes a file as `ordret reindex` does.
///
/// # Errors
/// When the content is wrong or the index cannot be written.
pub fn reindex(content: &Path, index: &Path) -> Result<Indexed> {
    let failed = Error::at::<ordret_ingest::Error>("cannot reindex");
    let content = Content::at(&[content.to_owned()], Limits::default()).map_err(&failed)?;
    let done = ordret_ingest::reindex(
        &content,
        index,
        false,
        &mut ordret_ingest::Cache::default(),
        &mut |_| {},
    )
    .map_err(&failed)?;
    let seconds = done.took.as_secs_f64();
    Ok(indexed(seconds, seconds))
}

fn indexed(searchable: f64, seconds: f64) -> Indexed {
    let peak = Memory::of("self").peak;
    Indexed { searchable, seconds, processor: processor_of_process(), peak }
}

fn say(indexed: Indexed) -> Result<()> {
    let line = serde_json::to_string(&indexed).map_err(Error::at("cannot say what was done"))?;
    println!("{line}");
    Ok(())
}

fn ask(index: &Path, documents: u64, passes: u64) -> Result<()> {
    let searcher = Searcher::open(index).map_err(Error::at("cannot open the index"))?;
    let log = queries::log(&Generator::new()?, documents);
    for query in std::iter::repeat_n(&log, passes as usize).flatten() {
        let found = searcher.search(&query.request);
        std::hint::black_box(found.map_err(Error::at("cannot search"))?);
    }
    Ok(())
}
