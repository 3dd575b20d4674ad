//! The folder of generations.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::generation::digests::{self, Difference};
use crate::generation::files::{self, Temporary};
use crate::generation::lock::WriterLock;
use crate::generation::manifest::Manifest;
use crate::generation::writer::{Built, Writer};

/// How many generations are kept when a new one is published.
const KEPT: usize = 3;

/// What stands between a generation's name and the process that builds it.
const BUILDING: &str = ".building-";

/// The index folder: the generations in it, and which one is current.
#[derive(Debug, Clone)]
pub struct Index {
    folder: PathBuf,
}

/// A generation that is served from now on, and what it changed.
#[derive(Debug, Clone)]
pub struct Published {
    /// What the generation says of itself.
    pub manifest: Manifest,
    /// Documents whose id the generation before had not.
    pub added: u64,
    /// Documents with the same id and other bytes.
    pub changed: u64,
    /// Documents that are gone.
    pub removed: u64,
    /// Documents that are as they were.
    pub unchanged: u64,
}

/// What `verify` found in one generation.
#[derive(Debug)]
pub struct Verified {
    /// The generation, six digits.
    pub generation: String,
    /// Whether it is the one that is served.
    pub is_current: bool,
    /// What is wrong; empty if every byte is as it was written.
    pub problems: Vec<Error>,
}

impl Index {
    /// The index in `folder`, which is made if it is missing.
    pub fn at(folder: &Path) -> Result<Index, Error> {
        if folder.exists() && !folder.is_dir() {
            return Err(Error::NotAFolder(folder.to_owned()));
        }
        fs::create_dir_all(folder).map_err(Error::io("make the folder", folder))?;
        Ok(Index { folder: folder.to_owned() })
    }

    /// The generation that is served, if one is.
    pub fn current(&self) -> Result<Option<Manifest>, Error> {
        match files::current(&self.folder)? {
            Some(generation) => Manifest::read(&self.folder.join(generation)).map(Some),
            None => Ok(None),
        }
    }

    /// The generations that are kept, oldest first. One that this version of
    /// Ordret cannot read is left out; [`Index::verify`] names it.
    pub fn generations(&self) -> Result<Vec<Manifest>, Error> {
        let names = files::list(&self.folder, files::is_generation)?;
        Ok(names.iter().filter_map(|name| Manifest::read(&self.folder.join(name)).ok()).collect())
    }

    /// Begins a new generation beside the others. One writer at a time, in
    /// whatever process; what a writer that was killed left behind is removed.
    pub fn begin_generation(&self, built_from: &str) -> Result<Writer, Error> {
        let lock = WriterLock::take(&self.folder)?;
        for name in files::list(&self.folder, |name| name.contains(BUILDING))? {
            let path = self.folder.join(name);
            fs::remove_dir_all(&path).map_err(Error::io("remove", &path))?;
        }
        let newest = files::list(&self.folder, files::is_generation)?.pop();
        let current = files::current(&self.folder).ok().flatten();
        let number = |name: Option<String>| name.and_then(|name| name.parse::<u32>().ok());
        let next = number(newest).max(number(current)).map_or(1, |number| number + 1);
        let generation = format!("{next:06}");
        let building = format!("{generation}{BUILDING}{}", std::process::id());
        let folder = Temporary::create(self.folder.join(building))?;
        Writer::begin(lock, folder, generation, built_from)
    }

    /// Makes a generation the one that is served, and prunes the oldest. Readers
    /// see the new one from the moment this renames one file.
    pub fn publish(&self, built: Built) -> Result<Published, Error> {
        let Built { folder, manifest, _lock } = built;
        let older = files::current(&self.folder).ok().flatten();
        let older = older.map(|generation| self.folder.join(generation));
        let Difference { added, changed, removed, unchanged } =
            digests::compare(older.as_deref(), folder.path())?;
        folder.rename(&self.folder.join(&manifest.generation))?;
        files::sync_folder(&self.folder)?;
        files::set_current(&self.folder, &manifest.generation)?;
        // It is published: what cannot be deleted now is deleted by the next one.
        if let Err(error) = self.prune_locked(KEPT) {
            tracing::warn!(%error, "cannot prune");
        }
        Ok(Published { manifest, added, changed, removed, unchanged })
    }

    /// Makes the newest intact generation before the current one current.
    pub fn rollback(&self) -> Result<Manifest, Error> {
        let _lock = WriterLock::take(&self.folder)?;
        let current = files::current(&self.folder)?
            .ok_or_else(|| Error::NotPublished(self.folder.clone()))?;
        for name in files::list(&self.folder, files::is_generation)?.into_iter().rev() {
            if name >= current {
                continue;
            }
            match self.check(&name) {
                Ok(manifest) => {
                    files::set_current(&self.folder, &name)?;
                    return Ok(manifest);
                }
                Err(problems) => {
                    tracing::warn!(generation = name, problem = %problems[0], "passed over");
                }
            }
        }
        Err(Error::NothingOlder(current))
    }

    /// Deletes all but the newest `keep` generations, never the current one.
    /// Names what was deleted, oldest first.
    pub fn prune(&self, keep: usize) -> Result<Vec<String>, Error> {
        let _lock = WriterLock::take(&self.folder)?;
        self.prune_locked(keep)
    }

    fn prune_locked(&self, keep: usize) -> Result<Vec<String>, Error> {
        let current = files::current(&self.folder)?;
        let mut names = files::list(&self.folder, files::is_generation)?;
        names.truncate(names.len().saturating_sub(keep.max(1)));
        names.retain(|name| Some(name) != current.as_ref());
        for name in &names {
            // Renamed first: a folder half deleted must not look like a generation.
            let path = self.folder.join(name);
            let doomed = self.folder.join(format!("{name}{BUILDING}pruned"));
            fs::rename(&path, &doomed).map_err(Error::io("remove", &path))?;
            fs::remove_dir_all(&doomed).map_err(Error::io("remove", &doomed))?;
        }
        Ok(names)
    }

    /// Reads every byte of every generation that is kept.
    pub fn verify(&self) -> Result<Vec<Verified>, Error> {
        let current = files::current(&self.folder)?;
        let names = files::list(&self.folder, files::is_generation)?;
        let mut verified: Vec<Verified> = Vec::with_capacity(names.len());
        for name in names {
            let is_current = current.as_ref() == Some(&name);
            let problems = self.check(&name).err().unwrap_or_default();
            verified.push(Verified { generation: name, is_current, problems });
        }
        if let Some(missing) = current
            && verified.iter().all(|one| one.generation != missing)
        {
            let problems = self.check(&missing).err().unwrap_or_default();
            verified.push(Verified { generation: missing, is_current: true, problems });
        }
        Ok(verified)
    }

    /// A generation's manifest if every byte is as it was written, else what is wrong.
    fn check(&self, generation: &str) -> Result<Manifest, Vec<Error>> {
        let folder = self.folder.join(generation);
        let manifest = Manifest::read(&folder).map_err(|error| vec![error])?;
        match manifest.check_bytes(&folder) {
            problems if problems.is_empty() => Ok(manifest),
            problems => Err(problems),
        }
    }
}
