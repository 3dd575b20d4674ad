//! Tells when content has changed.

use std::path::PathBuf;

use crate::walk::{State, walk};

/// Looks at some files and folders again and again.
///
/// It asks the file system for names, sizes and times rather than to be told of changes: that
/// works on every disk, network folders too, survives a folder that is replaced, and costs a few
/// milliseconds for a thousand files.
#[derive(Debug)]
pub struct Watch {
    paths: Vec<PathBuf>,
    /// As it was when last [`Watch::settled`] said yes.
    known: blake3::Hash,
    /// As it was at the last look.
    last: blake3::Hash,
}

impl Watch {
    /// Begins to watch; what is there now is known.
    pub fn begin(paths: &[PathBuf]) -> Watch {
        let now = print(paths);
        Watch { paths: paths.to_vec(), known: now, last: now }
    }

    /// Whether something has changed since this last said so, and nothing since the last look:
    /// a file that is still being written is waited for.
    pub fn settled(&mut self) -> bool {
        let now = print(&self.paths);
        let is_quiet = now == self.last;
        self.last = now;
        let has_changed = is_quiet && now != self.known;
        if has_changed {
            self.known = now;
        }
        has_changed
    }
}

/// Every file that is read with its size and time, hashed; what cannot be looked at counts too.
fn print(paths: &[PathBuf]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let walk = match walk(paths) {
        Ok(walk) => walk,
        Err(error) => {
            hasher.update(error.to_string().as_bytes());
            return hasher.finalize();
        }
    };
    let now = |path: &PathBuf| path.metadata().ok().as_ref().map(State::of);
    let files = walk.files.iter().map(|file| (&file.path, file.state));
    let metas = walk.metas.iter().map(|path| (path, now(path)));
    let synonyms = walk.synonyms.iter().map(|(path, state)| (path, *state));
    let registries = walk.registries.iter().map(|(_, path, state)| (path, *state));
    for (path, state) in files.chain(metas).chain(synonyms).chain(registries) {
        hasher.update(format!("{}\0{state:?}\n", path.display()).as_bytes());
    }
    for problem in &walk.problems {
        hasher.update(problem.message.as_bytes());
    }
    hasher.finalize()
}
