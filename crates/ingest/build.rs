//! Gives what pages are read with a version of its own: a hash of the sources that decide what a
//! page yields. What an older program kept is never taken for what this one would read.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The crates whose sources decide it, beside this one.
const CRATES: [&str; 4] = ["ingest", "model", "danish-analyzer", "speech"];

/// What in a crate does.
const PARTS: [&str; 3] = ["src", "data", "lexicon"];

fn main() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for part in CRATES.iter().flat_map(|name| PARTS.map(|part| crates.join(name).join(part))) {
        // Standing alone, without the others beside it, it has its own sources and their versions.
        if part.is_dir() {
            println!("cargo::rerun-if-changed={}", part.display());
            list(&part, &mut files);
        }
    }
    files.sort();
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    for file in files {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(&fs::read(&file).unwrap_or_default());
    }
    println!("cargo::rustc-env=ORDRET_RULES={:016x}", hash.0);
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => list(&path, files),
            false => files.push(path),
        }
    }
}

/// FNV-1a: enough to tell sources apart, and nothing to build before the build.
struct Hash(u64);

impl Hash {
    fn update(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
