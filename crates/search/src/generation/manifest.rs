//! What a generation says of itself.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::{fs, io};

use ordret_model::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Error;
use crate::generation::files;
use crate::schema::SCHEMA_VERSION;

/// The file in a generation's folder that holds its [`Manifest`].
pub(crate) const MANIFEST: &str = "generation.json";

/// What a generation says of itself: `generation.json` in its folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Six digits, counted up, never reused: `000042`.
    pub generation: String,
    /// The version of the rules that made its terms.
    pub analyzer_version: u32,
    /// The version of its fields.
    pub schema_version: u32,
    /// The version of the manifest itself.
    pub manifest_version: u32,
    /// The version of Ordret that wrote it.
    pub ordret_version: String,
    /// Checksum of the content and the settings it was built from, as `ingest` made it.
    pub built_from: String,
    /// When, for people: nothing is ordered by it.
    pub built_at: String,
    /// How many documents of each kind.
    pub documents: BTreeMap<Kind, u64>,
    /// How many names speak.
    pub speakers: u64,
    /// Whether any of its sources is a sample.
    pub has_sample: bool,
    /// How long each searched field is.
    pub lengths: BTreeMap<String, FieldLength>,
    /// Every other file in the folder.
    pub files: BTreeMap<String, FileSum>,
    /// BLAKE3 of all that stands before it, 64 hexadecimal digits: the last line
    /// of the file, and what tells this generation from every other, whatever its number.
    #[serde(skip)]
    pub checksum: String,
}

/// The version of the manifest: 2 has a checksum of itself.
pub(crate) const MANIFEST_VERSION: u32 = 2;

/// What stands between a manifest and its checksum, and behind it.
const SEAL: &[u8] = b",\n  \"checksum\": \"";
const END: &[u8] = b"\"\n}\n";

/// The words of one searched field, over all documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldLength {
    /// Words in all of them.
    pub words: u64,
    /// Documents that have any.
    pub documents: u64,
}

/// A file's size and checksum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSum {
    /// Bytes.
    pub size: u64,
    /// BLAKE3, 64 hexadecimal digits.
    pub blake3: String,
}

/// The versions that an index depends on, joined: what `built_from` must cover.
pub fn versions() -> String {
    joined(SCHEMA_VERSION, danish_analyzer::VERSION, MANIFEST_VERSION)
}

fn joined(schema: u32, analyzer: u32, manifest: u32) -> String {
    format!("schema {schema}, analyzer {analyzer}, manifest {manifest}")
}

impl Manifest {
    /// Documents of all kinds.
    pub fn total(&self) -> u64 {
        self.documents.values().sum()
    }

    /// Its bytes, and its checksum set.
    pub(crate) fn sealed(&mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(Error::written)?;
        // The brace at the end and the line break before it come after the checksum.
        bytes.truncate(bytes.len().saturating_sub(2));
        self.checksum = blake3::hash(&bytes).to_hex().to_string();
        bytes.extend_from_slice(SEAL);
        bytes.extend_from_slice(self.checksum.as_bytes());
        bytes.extend_from_slice(END);
        Ok(bytes)
    }

    /// Reads the manifest in a generation's folder. One of another Ordret, whose
    /// manifest may have another shape, is incompatible rather than damaged.
    pub(crate) fn read(folder: &Path) -> Result<Manifest, Error> {
        let generation = files::name(folder);
        let damaged = |problem: String| Error::Damaged {
            generation: generation.clone(),
            file: MANIFEST.to_owned(),
            problem,
        };
        let text = match fs::read(folder.join(MANIFEST)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(damaged("is missing".to_owned()));
            }
            Err(error) => return Err(Error::io("read", &folder.join(MANIFEST))(error)),
        };
        let value: Result<Value, _> = serde_json::from_slice(&text);
        let sealed = match seal(&text) {
            // As it was written, whoever wrote it.
            Some((body, checksum)) if blake3::hash(body).to_hex().as_str() == checksum => checksum,
            // Without a checksum where ours has it: of another version, if it says so.
            None => {
                let value = value.map_err(|error| damaged(format!("cannot be read ({error})")))?;
                Manifest::check_versions(&value, &generation)?;
                return Err(damaged("has lost its checksum".to_owned()));
            }
            Some(_) => return Err(damaged("is not what its checksum says".to_owned())),
        };
        let unreadable = |error: serde_json::Error| damaged(format!("cannot be read ({error})"));
        let value = value.map_err(unreadable)?;
        Manifest::check_versions(&value, &generation)?;
        let mut manifest: Manifest = serde_json::from_value(value).map_err(unreadable)?;
        manifest.checksum = sealed.to_owned();
        match manifest.generation == generation {
            true => Ok(manifest),
            false => Err(damaged(format!("belongs to generation {}", manifest.generation))),
        }
    }

    fn check_versions(value: &Value, generation: &str) -> Result<(), Error> {
        let version = |key: &str| value.get(key).and_then(Value::as_u64).map(|n| n as u32);
        let (Some(schema), Some(analyzer)) =
            (version("schema_version"), version("analyzer_version"))
        else {
            return Err(Error::Damaged {
                generation: generation.to_owned(),
                file: MANIFEST.to_owned(),
                problem: "names no versions".to_owned(),
            });
        };
        let manifest = version("manifest_version").unwrap_or(1);
        let found = joined(schema, analyzer, manifest);
        if found == versions() {
            return Ok(());
        }
        let built_by = value.get("ordret_version").and_then(Value::as_str);
        Err(Error::Incompatible {
            generation: generation.to_owned(),
            built_by: built_by.unwrap_or("of unknown version").to_owned(),
            found,
            wanted: versions(),
            newer: schema > SCHEMA_VERSION
                || analyzer > danish_analyzer::VERSION
                || manifest > MANIFEST_VERSION,
        })
    }

    /// Checks that every file is there in its size: what a copy cut short or a
    /// deleted file breaks. Costs one look at each file's entry.
    pub(crate) fn check_sizes(&self, folder: &Path) -> Result<(), Error> {
        for (name, sum) in &self.files {
            let path = folder.join(name);
            match fs::metadata(&path) {
                Ok(found) if found.len() == sum.size => {}
                Ok(found) => {
                    let problem = format!("has {} bytes, not {}", found.len(), sum.size);
                    return Err(self.damaged(name, problem));
                }
                Err(error) => return Err(self.unreadable(name, &path, error)),
            }
        }
        Ok(())
    }

    /// Checks every byte of every file; one error for each that differs or cannot be read.
    pub(crate) fn check_bytes(&self, folder: &Path) -> Vec<Error> {
        let check = |(name, sum): (&String, &FileSum)| {
            let path = folder.join(name);
            match files::sum(&path) {
                Ok(found) => self.check_sum(name, &found, sum).err(),
                Err(error) => Some(self.unreadable(name, &path, error)),
            }
        };
        self.files.iter().filter_map(check).collect()
    }

    /// Every file's bytes, checked: what is served of them cannot change any more.
    pub(crate) fn read_files(&self, folder: &Path) -> Result<HashMap<PathBuf, Vec<u8>>, Error> {
        let read = |(name, sum): (&String, &FileSum)| {
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(|error| self.unreadable(name, &path, error))?;
            let blake3 = blake3::hash(&bytes).to_hex().to_string();
            self.check_sum(name, &FileSum { size: bytes.len() as u64, blake3 }, sum)?;
            Ok((PathBuf::from(name), bytes))
        };
        self.files.iter().map(read).collect()
    }

    fn check_sum(&self, name: &str, found: &FileSum, wanted: &FileSum) -> Result<(), Error> {
        match found == wanted {
            true => Ok(()),
            false => Err(self.damaged(
                name,
                format!(
                    "has {} bytes with BLAKE3 {}, not {} with {}",
                    found.size, found.blake3, wanted.size, wanted.blake3
                ),
            )),
        }
    }

    fn unreadable(&self, name: &str, path: &Path, error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::NotFound => self.damaged(name, "is missing".to_owned()),
            _ => Error::io("read", path)(error),
        }
    }

    /// Bytes of all its files.
    pub(crate) fn size(&self) -> u64 {
        self.files.values().map(|file| file.size).sum()
    }

    pub(crate) fn damaged(&self, file: &str, problem: String) -> Error {
        Error::Damaged { generation: self.generation.clone(), file: file.to_owned(), problem }
    }
}

/// A manifest's bytes before its checksum, and the checksum, if it has one.
fn seal(bytes: &[u8]) -> Option<(&[u8], &str)> {
    let rest = bytes.strip_suffix(END)?;
    let (rest, checksum) = rest.split_at_checked(rest.len().checked_sub(64)?)?;
    Some((rest.strip_suffix(SEAL)?, std::str::from_utf8(checksum).ok()?))
}

/// The checksum a generation's manifest ends with, unchecked: whether another generation
/// has come in its place. `None` if it cannot be read.
pub(crate) fn checksum(folder: &Path) -> Option<String> {
    let bytes = fs::read(folder.join(MANIFEST)).ok()?;
    seal(&bytes).map(|(_, checksum)| checksum.to_owned())
}
