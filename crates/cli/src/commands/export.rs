//! `ordret export`: the whole collection in one file, as `reindex` reads it, or the site as files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ordret_ingest::RecordWriter;
use ordret_model::{FacetField, Kind, SearchRequest};
use ordret_search::Searcher;

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
    let (mut records, mut written) = (RecordWriter::default(), 0);
    // Cases first: what belongs to one names it.
    for kinds in [&[Kind::Case][..], &[Kind::Quote, Kind::Figure]] {
        let mut request = SearchRequest::default();
        let kinds = kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
        request.filters.values.insert(FacetField::Kind, kinds);
        let whole = searcher.whole(&request)?;
        let mut after = None;
        loop {
            let documents = searcher.some_of(&whole, after.as_ref(), AT_ONCE)?;
            let Some(last) = documents.last() else { break };
            after = Some(last.id.clone());
            for document in &documents {
                writeln!(out, "{}", records.record(document)).map_err(failed)?;
            }
            written += documents.len() as u64;
        }
    }
    Ok(written)
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
