//! Tells when content has changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::addresses::Kept;
use crate::walk::{State, walk};

/// How long unrest is waited for: a file that never rests must not keep all others back.
const PATIENCE: Duration = Duration::from_secs(5);

/// Looks at some files and folders again and again.
///
/// It asks the file system for names, sizes and times rather than to be told of changes: that
/// works on every disk, network folders too, survives a folder that is replaced, and costs a few
/// milliseconds for a thousand files.
#[derive(Debug)]
pub struct Watch {
    paths: Vec<PathBuf>,
    /// As it was when last [`Watch::settled`] said yes.
    known: Look,
    /// As it was at the last look.
    last: Look,
    /// Since when it is not as it was known.
    restless: Option<Instant>,
}

/// Every file that is read with its size and time; what cannot be looked at counts too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Look {
    files: BTreeMap<PathBuf, Option<State>>,
    problems: Vec<String>,
}

impl Watch {
    /// Begins to watch; what is there now is known.
    pub fn begin(paths: &[PathBuf]) -> Watch {
        let now = look(paths);
        Watch { paths: paths.to_vec(), known: now.clone(), last: now, restless: None }
    }

    /// Whether something has changed since this last said so, and nothing since the last look:
    /// a file that is still being written is waited for, but not for ever.
    pub fn settled(&mut self) -> bool {
        let now = look(&self.paths);
        let is_quiet = now == self.last;
        self.last = now;
        if self.last == self.known {
            self.restless = None;
            return false;
        }
        let since = self.restless.get_or_insert_with(Instant::now);
        if !is_quiet && since.elapsed() < PATIENCE {
            return false;
        }
        self.restless = None;
        self.known.clone_from(&self.last);
        true
    }

    /// Knows what a reindex itself has written; not what somebody has made of it since.
    pub fn wrote(&mut self, files: &[Kept]) {
        for kept in files {
            let Ok(bytes) = fs::read(&kept.path) else { continue };
            if blake3::hash(&bytes) == kept.hash() {
                let state = kept.path.metadata().ok().as_ref().map(State::of);
                for look in [&mut self.known, &mut self.last] {
                    look.files.insert(kept.path.clone(), state);
                }
            }
        }
    }
}

fn look(paths: &[PathBuf]) -> Look {
    let walk = match walk(paths) {
        Ok(walk) => walk,
        Err(error) => return Look { problems: vec![error.to_string()], ..Look::default() },
    };
    let now = |path: &PathBuf| path.metadata().ok().as_ref().map(State::of);
    let files = walk.files.into_iter().map(|file| (file.path, file.state));
    let metas = walk.metas.into_iter().map(|path| (now(&path), path));
    let metas = metas.map(|(state, path)| (path, state));
    let registries = walk.registries.into_iter().map(|(_, path, state)| (path, state));
    let files = files.chain(metas).chain(walk.synonyms).chain(walk.addresses).chain(registries);
    let problems = walk.problems.into_iter().map(|problem| problem.message);
    Look { files: files.collect(), problems: problems.collect() }
}
