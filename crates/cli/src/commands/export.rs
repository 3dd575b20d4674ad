//! `ordret export`: the whole collection in one file, as `reindex` reads it, or the site as files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ordret_model::{Document, Known, SearchRequest};
use ordret_search::Searcher;
use serde_json::{Map, Value, json};

use super::site;
use crate::args::ExportArgs;
use crate::error::Error;
use crate::terminal::{count, print};

/// Documents that are read at once.
const AT_ONCE: usize = 1000;

/// Runs it.
pub fn run(args: &ExportArgs) -> Result<ExitCode, Error> {
    let Some(path) = &args.ndjson else { return site::run(args) };
    let searcher = Searcher::open(&args.index.index)?;
    let written = write(&searcher, path)?;
    let file = path.display();
    print(&format!(
        "wrote {} to {file}, checksum in {file}.b3\n",
        count(written, "document", "documents")
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes beside the file and renames, so that what has its name is whole. How many
/// documents there are.
fn write(searcher: &Searcher, path: &Path) -> Result<u64, Error> {
    let failed = |error| Error::Export { path: path.to_owned(), error };
    let half = beside(path, ".half");
    let mut out = Summing {
        out: BufWriter::new(File::create(&half).map_err(failed)?),
        hasher: blake3::Hasher::new(),
    };
    let done = write_all(searcher, &mut out, failed).and_then(|written| {
        out.out.flush().and_then(|()| out.out.get_ref().sync_all()).map_err(failed)?;
        std::fs::rename(&half, path).map_err(failed)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let line = format!("{}  {name}\n", out.hasher.finalize().to_hex());
        std::fs::write(beside(path, ".b3"), line).map_err(failed)?;
        Ok(written)
    });
    if done.is_err() {
        // What is half written is of no use; that it cannot be removed is not what failed.
        let _ = std::fs::remove_file(&half);
    }
    done
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut other = path.to_owned();
    other.as_mut_os_string().push(ending);
    other
}

fn write_all(
    searcher: &Searcher,
    out: &mut impl Write,
    failed: impl Fn(io::Error) -> Error + Copy,
) -> Result<u64, Error> {
    let whole = searcher.whole(&SearchRequest::default())?;
    let mut after = None;
    loop {
        let documents = searcher.some_of(&whole, after.as_ref(), AT_ONCE)?;
        let Some(last) = documents.last() else { return Ok(whole.total()) };
        after = Some(last.id.clone());
        for document in &documents {
            writeln!(out, "{}", record(document)).map_err(failed)?;
        }
    }
}

/// What is written, and the checksum of it.
struct Summing {
    out: BufWriter<File>,
    hasher: blake3::Hasher,
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A document as a record; its id stays findable as the record's own. What a figure or a case
/// says without words is in its title.
pub fn record(document: &Document) -> Value {
    let speaker = document.speaker.as_ref();
    let known = |value: Option<&Option<Known<String>>>| {
        value.and_then(|value| value.as_ref()).map(|known| known.value.clone())
    };
    let words = document.words();
    let source = document.source();
    let all = [
        ("kind", json!(document.kind().as_str())),
        ("id", json!(document.source_id.as_deref().unwrap_or(document.id.as_str()))),
        ("title", json!(document.title_source.as_ref().map(|title| &title.value))),
        ("text", json!(if words.trim().is_empty() { &document.title } else { words })),
        ("person", json!(known(speaker.map(|speaker| &speaker.name)))),
        ("role", json!(known(speaker.map(|speaker| &speaker.role)))),
        ("org", json!(known(speaker.map(|speaker| &speaker.organisation)))),
        ("party", json!(known(speaker.map(|speaker| &speaker.party)))),
        ("place", json!(known(speaker.map(|speaker| &speaker.place)))),
        ("date", json!(source.date)),
        ("year", json!(source.year)),
        ("source", json!(source.title)),
        ("url", json!(source.url)),
        ("language", json!(document.language)),
        ("topics", json!(document.topics)),
    ];
    let said = all.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(said.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
