//! What pages yielded before, so that only changed ones are read again.
//!
//! On the disk it is one file, `cache/pages` in the folder of the index, written anew whenever a
//! reading yields something else: what is not content any more is not kept there either, nor
//! what was taken back. It is a help and nothing else: one that is damaged, of another version
//! or not writable is passed over, and the pages are read.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use ordret_model::{Document, DocumentId};
use serde::{Deserialize, Serialize};

use crate::addresses::Addresses;
use crate::content::Extracted;
use crate::diagnostic::{Diagnostic, Saved, Severity};
use crate::meta::Meta;
use crate::walk::open;

/// What decides what a page yields, beside the page: the rules it is read with.
pub const RULES: &str = env!("ORDRET_RULES");

/// Where it lies in the folder of an index.
const FOLDER: &str = "cache";
const FILE: &str = "pages";

/// The first bytes of the file, with the version of its form.
const MAGIC: &[u8; 8] = b"ordret1\n";

/// The most bytes that are kept on the disk; pages beyond them are read again each time.
const MOST_BYTES: usize = 512 << 20;

/// What pages yielded, by all that decides it: their bytes, their name, what is said of them
/// elsewhere, and the rules. By default it keeps nothing, for one who reads once.
#[derive(Debug, Default)]
pub struct Cache {
    keeps: bool,
    pages: HashMap<Key, Page>,
    /// Where it is kept between two runs.
    file: Option<PathBuf>,
    /// What the file holds that was not asked for yet.
    stored: HashMap<Key, Box<[u8]>>,
    /// Whether the file is not any more what is to be kept.
    is_stale: bool,
    /// How many pages were read in this reading.
    read: usize,
    /// Whether the last reading came to its end.
    is_whole: bool,
    /// Counts the readings, so that what was not met in the last one is forgotten.
    reading: u64,
}

/// What decides what a page yields, hashed.
type Key = blake3::Hash;

#[derive(Debug)]
struct Page {
    yielded: Yielded,
    last: u64,
}

/// What a page yields without what is taken back.
#[derive(Debug, Clone, Default)]
struct Yielded {
    extracted: Extracted,
    left_out: Vec<DocumentId>,
}

/// The same on the disk.
#[derive(Serialize, Deserialize)]
struct Stored<'y> {
    documents: Cow<'y, [Document]>,
    diagnostics: Vec<Saved>,
    contacts_withheld: usize,
    left_out: Cow<'y, [DocumentId]>,
}

impl Cache {
    /// One that keeps what is read until it is read otherwise, as long as it lives.
    pub fn keeping() -> Cache {
        Cache { keeps: true, ..Cache::default() }
    }

    /// The same, which also knows what was read by those before it for the index in `folder`, and
    /// leaves what it reads to those after it.
    pub fn beside(folder: &Path) -> Cache {
        let file = folder.join(FOLDER).join(FILE);
        let stored = stored(&file);
        let is_stale = stored.is_none();
        Cache { file: Some(file), stored: stored.unwrap_or_default(), is_stale, ..Cache::keeping() }
    }

    /// Begins another reading of the whole content.
    pub(crate) fn begin(&mut self) {
        self.reading += 1;
        self.read = 0;
        self.is_whole = false;
    }

    /// What a page yields, without what is taken back: as it was read before, or as `read` reads
    /// it now.
    pub(crate) fn page(
        &mut self,
        (bytes, name, shown): (&[u8], &str, &str),
        meta: &Meta,
        addresses: &Addresses,
        read: impl FnOnce() -> Extracted,
    ) -> Extracted {
        if !self.keeps {
            self.read += 1;
            return yielded(read(), addresses).extracted;
        }
        let key = key(bytes, name, shown, meta);
        if let Some(page) = self.pages.get_mut(&key)
            && page.yielded.is_of(addresses)
        {
            page.last = self.reading;
            return page.yielded.extracted.clone();
        }
        let stored = self.stored.remove(&key).and_then(|bytes| Yielded::restored(&bytes));
        let yielded = match stored.filter(|stored| stored.is_of(addresses)) {
            Some(stored) => stored,
            None => {
                self.is_stale = true;
                self.read += 1;
                yielded(read(), addresses)
            }
        };
        let extracted = yielded.extracted.clone();
        self.pages.insert(key, Page { yielded, last: self.reading });
        extracted
    }

    /// Ends a reading: pages that it did not meet are forgotten. How many pages were read.
    pub(crate) fn end(&mut self) -> usize {
        let (reading, before) = (self.reading, self.pages.len());
        self.pages.retain(|_, page| page.last == reading);
        self.is_stale |= self.pages.len() < before || !self.stored.is_empty();
        self.stored = HashMap::new();
        self.is_whole = true;
        self.read
    }

    /// Leaves what is kept to those after it, and nothing else.
    pub(crate) fn store(&mut self) {
        // What is not content any more is known only when all of it was met.
        let is_due = self.is_whole && self.is_stale;
        let Some(file) = self.file.as_deref().filter(|_| is_due) else { return };
        if self.pages.is_empty() && !file.exists() {
            return;
        }
        match write(file, &self.pages) {
            Ok(()) => self.is_stale = false,
            Err(error) => {
                tracing::warn!(%error, "cannot keep what was read for the next time");
                // The old one may hold words that were taken back since.
                if fs::remove_file(file).is_err() && file.is_file() {
                    let file = file.display();
                    tracing::warn!(%file, "cannot be removed and may hold words that are not content any more");
                }
            }
        }
    }
}

fn yielded(mut extracted: Extracted, addresses: &Addresses) -> Yielded {
    let left_out = addresses.strip(&mut extracted.documents);
    Yielded { extracted, left_out }
}

impl Yielded {
    /// Whether just that is left out which is taken back today.
    fn is_of(&self, addresses: &Addresses) -> bool {
        self.left_out.iter().all(|id| addresses.is_gone(id))
            && !self.extracted.documents.iter().any(|document| addresses.touches(document))
    }

    fn restored(bytes: &[u8]) -> Option<Yielded> {
        let stored: Stored<'_> = serde_json::from_slice(bytes).ok()?;
        let diagnostics = stored.diagnostics.into_iter().map(Diagnostic::restored);
        let extracted = Extracted {
            documents: stored.documents.into_owned(),
            diagnostics: diagnostics.collect::<Option<_>>()?,
            contacts_withheld: stored.contacts_withheld,
        };
        Some(Yielded { extracted, left_out: stored.left_out.into_owned() })
    }

    /// Its bytes; none where an error was found, which may be over the next time: a tool that
    /// was missing, a file that was being written.
    fn stored(&self) -> Option<Vec<u8>> {
        let Extracted { documents, diagnostics, contacts_withheld } = &self.extracted;
        if diagnostics.iter().any(|found| found.severity == Severity::Error) {
            return None;
        }
        serde_json::to_vec(&Stored {
            documents: documents.into(),
            diagnostics: diagnostics.iter().map(Diagnostic::saved).collect(),
            contacts_withheld: *contacts_withheld,
            left_out: (&self.left_out[..]).into(),
        })
        .ok()
    }
}

/// What the file holds; `None` where there is none that is whole and of these rules.
fn stored(file: &Path) -> Option<HashMap<Key, Box<[u8]>>> {
    // What is longer than any that is written is none of ours, and a pipe is waited for for ever.
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64 + 1024;
    open(file).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    let (bytes, sum) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
    if blake3::hash(bytes).as_bytes() != sum {
        return None;
    }
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let mut stored = HashMap::new();
    while !rest.is_empty() {
        let (key, more) = rest.split_first_chunk::<32>()?;
        let (length, more) = more.split_first_chunk::<4>()?;
        let (page, more) = more.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        stored.insert(Key::from_bytes(*key), page.into());
        rest = more;
    }
    Some(stored)
}

/// Writes the file: each page its key, its length and its bytes; a checksum at the end. Renamed
/// into place, so that one who is killed leaves the old one; not synced, for a half one is told
/// by its checksum.
fn write(file: &Path, pages: &HashMap<Key, Page>) -> io::Result<()> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder)?;
    let new = folder.join(format!(".{FILE}.{}", std::process::id()));
    let written = (|| {
        // Nothing is written through a link that stands there.
        let _ = fs::remove_file(&new);
        let mut out = BufWriter::new(File::create_new(&new)?);
        let mut sum = blake3::Hasher::new();
        let mut put = |bytes: &[u8]| {
            sum.update(bytes);
            out.write_all(bytes)
        };
        put(MAGIC)?;
        let mut left = MOST_BYTES;
        for (key, page) in pages {
            let Some(bytes) = page.yielded.stored() else { continue };
            let Some(length) = u32::try_from(bytes.len()).ok() else { continue };
            let Some(rest) = left.checked_sub(bytes.len() + 36) else { break };
            left = rest;
            put(key.as_bytes())?;
            put(&length.to_le_bytes())?;
            put(&bytes)?;
        }
        out.write_all(sum.finalize().as_bytes())?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(&new, file)
    })();
    if written.is_err() {
        // What is left of it is hidden, and told by its missing checksum.
        let _ = fs::remove_file(&new);
    }
    written
}

fn key(bytes: &[u8], name: &str, shown: &str, meta: &Meta) -> Key {
    let mut hasher = blake3::Hasher::new();
    let meta = format!("{meta:?}");
    for part in [RULES.as_bytes(), name.as_bytes(), shown.as_bytes(), meta.as_bytes(), bytes] {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    hasher.finalize()
}
