//! What a generation says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ordret_model::Kind;
use serde::{Deserialize, Serialize};

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
}

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
    joined(SCHEMA_VERSION, danish_analyzer::VERSION)
}

fn joined(schema: u32, analyzer: u32) -> String {
    format!("schema {schema}, analyzer {analyzer}")
}

impl Manifest {
    /// Documents of all kinds.
    pub fn total(&self) -> u64 {
        self.documents.values().sum()
    }

    /// Reads the manifest in a generation's folder. One of a newer Ordret, whose
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
        let value: serde_json::Value = serde_json::from_slice(&text)
            .map_err(|error| damaged(format!("cannot be read ({error})")))?;
        Manifest::check_versions(&value, &generation)?;
        let manifest: Manifest = serde_json::from_value(value)
            .map_err(|error| damaged(format!("cannot be read ({error})")))?;
        match manifest.generation == generation {
            true => Ok(manifest),
            false => Err(damaged(format!("belongs to generation {}", manifest.generation))),
        }
    }

    fn check_versions(value: &serde_json::Value, generation: &str) -> Result<(), Error> {
        let version = |key: &str| value.get(key).and_then(serde_json::Value::as_u64);
        let (Some(schema), Some(analyzer)) =
            (version("schema_version"), version("analyzer_version"))
        else {
            return Err(Error::Damaged {
                generation: generation.to_owned(),
                file: MANIFEST.to_owned(),
                problem: "names no versions".to_owned(),
            });
        };
        let found = joined(schema as u32, analyzer as u32);
        if found == versions() {
            return Ok(());
        }
        let built_by = value.get("ordret_version").and_then(serde_json::Value::as_str);
        Err(Error::Incompatible {
            generation: generation.to_owned(),
            built_by: built_by.unwrap_or("of unknown version").to_owned(),
            found,
            wanted: versions(),
        })
    }

    /// Checks that every file is there in its size: what a copy cut short or a
    /// deleted file breaks. Costs one look at each file's entry.
    pub(crate) fn check_sizes(&self, folder: &Path) -> Result<(), Error> {
        for (name, sum) in &self.files {
            match fs::metadata(folder.join(name)) {
                Ok(found) if found.len() == sum.size => {}
                Ok(found) => {
                    let problem = format!("has {} bytes, not {}", found.len(), sum.size);
                    return Err(self.damaged(name, problem));
                }
                Err(_) => return Err(self.damaged(name, "is missing".to_owned())),
            }
        }
        Ok(())
    }

    /// Checks every byte of every file; one [`Error::Damaged`] for each that differs.
    pub(crate) fn check_bytes(&self, folder: &Path) -> Vec<Error> {
        let check = |(name, sum): (&String, &FileSum)| match files::sum(&folder.join(name)) {
            Ok(found) if found == *sum => None,
            Ok(found) => Some(self.damaged(
                name,
                format!(
                    "has {} bytes with BLAKE3 {}, not {} with {}",
                    found.size, found.blake3, sum.size, sum.blake3
                ),
            )),
            Err(_) => Some(self.damaged(name, "is missing".to_owned())),
        };
        self.files.iter().filter_map(check).collect()
    }

    /// Bytes of all its files.
    pub(crate) fn size(&self) -> u64 {
        self.files.values().map(|file| file.size).sum()
    }

    pub(crate) fn damaged(&self, file: &str, problem: String) -> Error {
        Error::Damaged { generation: self.generation.clone(), file: file.to_owned(), problem }
    }
}
