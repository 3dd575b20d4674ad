//! `ordret export --static`: the whole site as files.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use ordret_ingest::RecordWriter;
use ordret_model::Document;
use ordret_server::{COLLECTION, CopiedFile, Piece, SiteCopy};
use tempfile::TempDir;

use crate::args::ExportArgs;
use crate::error::Error;
use crate::terminal::{count, print};

/// Runs it.
pub fn run(args: &ExportArgs) -> Result<ExitCode, Error> {
    let begun = Instant::now();
    // clap lets nobody through without the one or the other.
    let folder = args.site.as_deref().unwrap_or(Path::new("."));
    let target = Target::at(folder)?;
    let site = SiteCopy::of(&args.index.index, args.base_url.as_deref().map(host).transpose()?)?;
    let mut half = target.begin()?;
    let mut progress = Progress::of(site.documents());
    site.write(&mut |piece| match piece {
        Piece::Document(document) => {
            progress.tell();
            half.document(document)
        }
        Piece::File(file) => half.file(file),
    })?;
    progress.end();
    let (pages, bytes) = (half.pages, half.bytes);
    half.publish()?;
    print(&format!(
        "wrote {} to {}: {:.1} MB, in {:.1} s\n",
        count(pages, "page", "pages"),
        folder.display(),
        megabytes(bytes),
        begun.elapsed().as_secs_f64()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The pages' addresses begin at the top of a host, so what is below it cannot be its address.
fn host(url: &str) -> Result<String, Error> {
    let wrong = |why| {
        Error::Usage(format!("--base-url {url:?} {why}; write it like https://ordret.example.org"))
    };
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.ok_or_else(|| wrong("is no address"))?.trim_end_matches('/');
    match host.is_empty() || host.contains(['/', '?', '#']) {
        true => Err(wrong("is not the top of a host, which is where a copy must stand")),
        false => Ok(url.to_owned()),
    }
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The folder that will hold the copy: empty, or not there.
struct Target {
    folder: PathBuf,
    beside: PathBuf,
}

impl Target {
    fn at(named: &Path) -> Result<Target, Error> {
        let no_room = |why| Error::NoRoom { path: named.to_owned(), why };
        let whole = std::path::absolute(named).map_err(|error| failed(named, error))?;
        let (Some(beside), Some(name)) = (whole.parent(), whole.file_name()) else {
            return Err(no_room("has no name of its own"));
        };
        // Without a slash at its end, behind which a link would be followed: what it leads to is
        // somebody else's.
        let folder = beside.join(name);
        match fs::symlink_metadata(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(named, error)),
            Ok(found) if found.is_symlink() => return Err(no_room("is a link")),
            Ok(found) if !found.is_dir() => return Err(no_room("is no folder")),
            Ok(_) => {
                let mut inside = fs::read_dir(&folder).map_err(|error| failed(named, error))?;
                if inside.next().is_some() {
                    return Err(no_room("is not empty"));
                }
            }
        }
        Ok(Target { beside: beside.to_owned(), folder })
    }

    /// A folder beside it, to be renamed when everything is in it.
    fn begin(self) -> Result<Half, Error> {
        fs::create_dir_all(&self.beside).map_err(|error| failed(&self.beside, error))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".ordret-copy-");
        // A file server is another user; what the umask takes is taken.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let half = builder.tempdir_in(&self.beside).map_err(|error| failed(&self.beside, error))?;
        let path = half.path().join(COLLECTION);
        let collection = File::create_new(&path).map_err(|error| failed(&path, error))?;
        Ok(Half {
            target: self.folder,
            half,
            records: RecordWriter::default(),
            collection: BufWriter::new(collection),
            pages: 0,
            bytes: 0,
        })
    }
}

/// A copy that is not whole yet; gone when it is dropped.
struct Half {
    target: PathBuf,
    half: TempDir,
    records: RecordWriter,
    collection: BufWriter<File>,
    pages: u64,
    bytes: u64,
}

impl Half {
    fn document(&mut self, document: &Document) -> Result<(), Error> {
        let line = format!("{}\n", self.records.record(document));
        self.bytes += line.len() as u64;
        self.collection.write_all(line.as_bytes()).map_err(|error| self.stopped(error))
    }

    fn file(&mut self, file: &CopiedFile) -> Result<(), Error> {
        let path = self.half.path().join(&file.path);
        let folder = path.parent().unwrap_or(self.half.path());
        let written = fs::create_dir_all(folder).and_then(|()| {
            let mut out = OpenOptions::new().write(true).create_new(true).open(&path)?;
            out.write_all(&file.bytes)
        });
        written.map_err(|error| self.stopped(error))?;
        self.bytes += file.bytes.len() as u64;
        self.pages += u64::from(file.is_page);
        Ok(())
    }

    /// Gives it its name.
    fn publish(mut self) -> Result<(), Error> {
        self.collection
            .flush()
            .and_then(|()| self.collection.get_ref().sync_all())
            .map_err(|error| self.stopped(error))?;
        // It was empty when we looked; if it is not any more, this says so and takes nothing.
        match fs::remove_dir(&self.target) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(failed(&self.target, error));
            }
            _ => {}
        }
        fs::rename(self.half.path(), &self.target).map_err(|error| failed(&self.target, error))?;
        // Under its own name it is nobody's to remove.
        let _ = self.half.keep();
        Ok(())
    }

    fn stopped(&self, error: io::Error) -> Error {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                Error::Full { path: self.target.clone(), written: megabytes(self.bytes) }
            }
            _ => failed(&self.target, error),
        }
    }
}

fn failed(path: &Path, error: io::Error) -> Error {
    Error::Export { path: path.to_owned(), error }
}

/// How far it is, on a terminal.
struct Progress {
    done: u64,
    of: u64,
    /// When it was last told; `None` where nobody looks.
    told: Option<Instant>,
}

impl Progress {
    /// Between two lines.
    const PAUSE: Duration = Duration::from_millis(200);

    fn of(documents: u64) -> Progress {
        let told = io::stderr().is_terminal().then(Instant::now);
        Progress { done: 0, of: documents, told }
    }

    /// Counts one document.
    fn tell(&mut self) {
        self.done += 1;
        if self.told.is_some_and(|told| told.elapsed() >= Progress::PAUSE) {
            let line = format!("\r{} of {}", self.done, count(self.of, "document", "documents"));
            // A terminal that takes nothing is no reason to stop.
            let _ = io::stderr().write_all(line.as_bytes());
            self.told = Some(Instant::now());
        }
    }

    /// Leaves the line empty.
    fn end(&self) {
        if self.told.is_some() {
            let _ = io::stderr().write_all(b"\r\x1b[K");
        }
    }
}
