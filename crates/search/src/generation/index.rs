//! The folder of generations.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ordret_model::DocumentId;

use crate::Error;
use crate::generation::digests::{self, Difference};
use crate::generation::files::{self, BUILDING, NextCurrent, Temporary};
use crate::generation::lock::WriterLock;
use crate::generation::manifest::{MANIFEST, Manifest};
use crate::generation::writer::{Built, Writer};
use crate::generation::{space, withdrawn};

/// How many generations are kept when a new one is published.
const KEPT: usize = 3;

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

/// A generation that is kept, in whatever state.
#[derive(Debug)]
pub struct Kept {
    /// The generation, six digits.
    pub generation: String,
    /// Whether it is the one that is to be served.
    pub is_current: bool,
    /// Whether an operator has taken it back.
    pub is_withdrawn: bool,
    /// What it says of itself, or why it cannot be read.
    pub manifest: Result<Manifest, Error>,
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

    /// The index in `folder`, which must be there.
    ///
    /// # Errors
    /// [`Error::NoIndex`] if it is not.
    pub fn existing(folder: &Path) -> Result<Index, Error> {
        match folder.exists() {
            true => Index::at(folder),
            false => Err(Error::NoIndex(folder.to_owned())),
        }
    }

    /// The generation that is served, if one is.
    pub fn current(&self) -> Result<Option<Manifest>, Error> {
        match files::current(&self.folder)? {
            Some(generation) => Manifest::read(&self.folder.join(generation)).map(Some),
            None => Ok(None),
        }
    }

    /// The generations that are kept, oldest first, whatever state they are in.
    pub fn generations(&self) -> Result<Vec<Kept>, Error> {
        let current = files::current(&self.folder).ok().flatten();
        let withdrawn = withdrawn::read(&self.folder)?;
        let kept = |generation: String| Kept {
            is_current: current.as_ref() == Some(&generation),
            is_withdrawn: withdrawn.contains(&files::number(&generation)),
            manifest: Manifest::read(&self.folder.join(&generation)),
            generation,
        };
        Ok(files::generations(&self.folder)?.into_iter().map(kept).collect())
    }

    /// What is wrong with the file that names the current generation; `None` if nothing is.
    pub fn current_problem(&self) -> Option<Error> {
        files::current(&self.folder).err()
    }

    /// Begins a new generation beside the others. One writer at a time, in
    /// whatever process; what a writer that was killed left behind is removed.
    pub fn begin_generation(&self, built_from: &str) -> Result<Writer, Error> {
        let full = |error| space::explained(error, &self.folder, Path::new(""));
        let lock = WriterLock::take(&self.folder).map_err(full)?;
        files::remove_leftovers(&self.folder)?;
        self.remove_unpublished()?;
        let generation = self.next()?;
        let building = format!("{generation}{BUILDING}{}", std::process::id());
        let folder = Temporary::create(self.folder.join(building)).map_err(full)?;
        Writer::begin(lock, folder, generation, built_from, &self.folder)
    }

    /// Removes generations that are whole but were never served: their writer was killed
    /// between the two renames. A withdrawn one was served.
    fn remove_unpublished(&self) -> Result<(), Error> {
        let Ok(Some(current)) = files::current(&self.folder) else { return Ok(()) };
        let withdrawn = withdrawn::read(&self.folder)?;
        for name in self.whole()? {
            let number = files::number(&name);
            if number > files::number(&current) && !withdrawn.contains(&number) {
                self.remove(&name)?;
            }
        }
        Ok(())
    }

    /// The generations that have a manifest, oldest first: a folder that only has the
    /// name of one counts for nothing.
    fn whole(&self) -> Result<Vec<String>, Error> {
        let mut names = files::generations(&self.folder)?;
        names.retain(|name| self.folder.join(name).join(MANIFEST).exists());
        Ok(names)
    }

    /// A number above all that were ever used, and free.
    fn next(&self) -> Result<String, Error> {
        let current = files::current(&self.folder).ok().flatten();
        let used = self.whole()?.into_iter().chain(current).map(|name| files::number(&name));
        let used = used.chain(withdrawn::read(&self.folder)?).max().unwrap_or_default();
        let free = |name: &String| self.folder.join(name).symlink_metadata().is_err();
        let mut names = (used + 1..).map(files::generation);
        let next = names.find(free).filter(|name| files::is_generation(name));
        next.ok_or_else(|| Error::LastNumber(files::generation(used)))
    }

    /// Makes a generation the one that is served, and prunes the oldest. Readers
    /// see the new one from the moment this renames one file.
    pub fn publish(&self, built: Built) -> Result<Published, Error> {
        let half = built.folder.path().to_owned();
        self.publish_built(built).map_err(|error| space::explained(error, &self.folder, &half))
    }

    fn publish_built(&self, built: Built) -> Result<Published, Error> {
        let Built { folder, manifest, _lock } = built;
        let older = files::current(&self.folder).ok().flatten();
        let older = older.map(|generation| self.folder.join(generation));
        let Difference { added, changed, removed, unchanged } =
            digests::compare(older.as_deref(), folder.path())?;
        // Whatever can fail comes before the renames.
        let next = NextCurrent::write(&self.folder, &manifest.generation)?;
        folder.rename(&self.folder.join(&manifest.generation))?;
        let set = files::sync_folder(&self.folder).and_then(|()| next.set());
        if let Err(error) = set {
            let current = files::current(&self.folder).ok().flatten();
            if current.as_ref() != Some(&manifest.generation) {
                // Nobody ever saw it; if it cannot go now, the next writer removes it.
                let _ = self.remove(&manifest.generation);
            }
            return Err(error);
        }
        // It is published: what cannot be deleted now is deleted by the next one.
        if let Err(error) = self.prune_locked(KEPT) {
            tracing::warn!(%error, "cannot prune");
        }
        Ok(Published { manifest, added, changed, removed, unchanged })
    }

    /// The generations, served or not, that hold a document, oldest first; one that cannot be
    /// read is taken to.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder cannot be listed.
    pub fn holding(&self, id: &DocumentId) -> Result<Vec<String>, Error> {
        let mut names = files::generations(&self.folder)?;
        names.retain(|name| digests::holds(&self.folder.join(name), id.as_str()).unwrap_or(true));
        Ok(names)
    }

    /// Makes the newest intact generation before the current one current, and
    /// withdraws those after it: they are not served again, whatever happens.
    /// Where nothing says which one is current, the newest intact one becomes it.
    pub fn rollback(&self) -> Result<Manifest, Error> {
        let _lock = WriterLock::take(&self.folder)?;
        files::remove_leftovers(&self.folder)?;
        let names = files::generations(&self.folder)?;
        let current = match files::current(&self.folder) {
            Ok(None) if names.is_empty() => {
                return Err(Error::NotPublished(self.folder.clone()));
            }
            Ok(current) => current,
            Err(error) => {
                tracing::warn!(%error, "going back to the newest intact generation");
                None
            }
        };
        let withdrawn = withdrawn::read(&self.folder)?;
        for name in names.iter().rev() {
            if !precedes(name, current.as_deref()) || withdrawn.contains(&files::number(name)) {
                continue;
            }
            match self.check(name) {
                Ok(manifest) => {
                    let later = |other: &&String| files::number(other) > files::number(name);
                    let later: Vec<String> = names.iter().filter(later).cloned().collect();
                    withdrawn::add(&self.folder, &later)?;
                    files::set_current(&self.folder, name)?;
                    return Ok(manifest);
                }
                Err(problems) => {
                    tracing::warn!(generation = name, problem = %problems[0], "passed over");
                }
            }
        }
        Err(Error::NothingOlder(current.unwrap_or_else(|| "that is known".to_owned())))
    }

    /// Deletes all but the current generation and the newest `keep` that are not
    /// withdrawn. Names what was deleted, oldest first.
    pub fn prune(&self, keep: usize) -> Result<Vec<String>, Error> {
        let _lock = WriterLock::take(&self.folder)?;
        files::remove_leftovers(&self.folder)?;
        self.prune_locked(keep)
    }

    fn prune_locked(&self, keep: usize) -> Result<Vec<String>, Error> {
        let current = files::current(&self.folder)?;
        let withdrawn = withdrawn::read(&self.folder)?;
        let mut names = self.whole()?;
        let is_kept = |name: &&String| !withdrawn.contains(&files::number(name));
        let kept: BTreeSet<String> =
            names.iter().rev().filter(is_kept).take(keep.max(1)).chain(&current).cloned().collect();
        names.retain(|name| !kept.contains(name));
        names.iter().try_for_each(|name| self.remove(name))?;
        Ok(names)
    }

    /// Removes a generation. Renamed first: a folder half deleted must not look like one.
    fn remove(&self, name: &str) -> Result<(), Error> {
        let path = self.folder.join(name);
        let doomed = self.folder.join(format!("{name}{BUILDING}pruned"));
        fs::rename(&path, &doomed).map_err(Error::io("remove", &path))?;
        files::remove(&doomed)
    }

    /// Reads every byte of every generation that is kept.
    pub fn verify(&self) -> Result<Vec<Verified>, Error> {
        let current = files::current(&self.folder).ok().flatten();
        let names = files::generations(&self.folder)?;
        let missing = current.iter().filter(|name| !names.contains(name));
        let verified = |name: &String| Verified {
            generation: name.clone(),
            is_current: current.as_ref() == Some(name),
            problems: self.check(name).err().unwrap_or_default(),
        };
        Ok(names.iter().chain(missing).map(verified).collect())
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

/// Whether a generation is older than the current one; each is where none is current.
pub(crate) fn precedes(name: &str, current: Option<&str>) -> bool {
    current.is_none_or(|current| files::number(name) < files::number(current))
}
