//! Everything read, checked, built and published.

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

use ordret_search::{Index, Published, Writer};

use crate::Error;
use crate::cache::{Cache, RULES};
use crate::content::{Content, Reading};
use crate::diagnostic::Severity;
use crate::progress::{Step, Tell};
use crate::roles::Roles;

/// A finished reindex.
#[derive(Debug)]
pub struct Reindexed {
    /// The generation, and what it changed.
    pub published: Published,
    /// What reading said.
    pub reading: Reading,
    /// How many different speakers there are.
    pub speakers: usize,
    /// How long it took.
    pub took: Duration,
}

/// The checksum a generation built from `content` carries: of the content, of what was set
/// for reading it, and of the versions of what turns content into an index.
pub fn checksum(content: &Content) -> String {
    joined(&content.checksum(), &content.addresses_checksum(&[]), content.roles())
}

fn joined(content: &str, addresses: &str, roles: &Roles) -> String {
    let versions = ordret_search::versions();
    let all = format!("{content}\n{addresses}\n{versions}\n{RULES}{}", roles.lines());
    blake3::hash(all.as_bytes()).to_hex().to_string()
}

/// How long another writer is waited for: who serves a folder publishes what is saved in it, just
/// when somebody reindexes it by hand.
const PATIENCE: Duration = Duration::from_secs(30);

/// Begins a generation as soon as nobody else writes one.
fn begin(index: &Index, tell: &mut Tell<'_>) -> Result<Writer, Error> {
    let begun = Instant::now();
    loop {
        match index.begin_generation("") {
            Err(ordret_search::Error::Busy { .. }) if begun.elapsed() < PATIENCE => {
                tell(Step::Waiting);
                std::thread::sleep(Duration::from_millis(50));
            }
            begun => return Ok(begun?),
        }
    }
}

/// Reads all content, builds a generation and publishes it. With `keep_going`
/// what is wrong is left out; without it an error publishes nothing. What was
/// published before stays published whenever this fails.
///
/// # Errors
/// See [`Error`].
pub fn reindex(
    content: &Content,
    index: &Path,
    keep_going: bool,
    cache: &mut Cache,
    tell: &mut Tell<'_>,
) -> Result<Reindexed, Error> {
    let built = build(content, index, keep_going, cache, tell);
    // Whoever waits for what was saved does not wait for this; and what was read is kept also
    // when a mistake elsewhere kept it from being published.
    cache.store();
    built
}

fn build(
    content: &Content,
    index: &Path,
    keep_going: bool,
    cache: &mut Cache,
    tell: &mut Tell<'_>,
) -> Result<Reindexed, Error> {
    let started = Instant::now();
    let index = Index::at(index)?;
    let mut writer = begin(&index, tell)?;
    // Listed anew: it may have been long ago that it was, and whoever was waited for may have
    // written into it.
    let content = &content.again()?;
    // Taken before anything is read: what is changed meanwhile makes the index stale.
    let of_content = content.checksum();
    let mut speakers = HashSet::new();
    let mut reading = content.read_again(cache, tell, &mut |document| {
        if let Some(name) = document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref())
            && !speakers.contains(&name.value)
        {
            speakers.insert(name.value.clone());
        }
        writer.add(&document).map_err(Error::from)
    })?;
    let errors = reading.count(Severity::Error);
    if reading.addresses.is_broken && errors > 0 {
        return Err(Error::Addresses { errors, diagnostics: reading.diagnostics });
    }
    let is_empty = reading.documents.values().sum::<u64>() == 0;
    if errors > 0 && (!keep_going || is_empty) {
        return Err(Error::Errors { errors, diagnostics: reading.diagnostics });
    }
    if is_empty {
        return Err(Error::NoDocuments { paths: content.paths().to_vec() });
    }
    if !reading.synonyms.is_empty() {
        writer.synonyms(&reading.synonyms)?;
    }
    if !reading.addresses.formers.is_empty() {
        writer.formers(&reading.addresses.formers)?;
    }
    let of_addresses = content.addresses_checksum(&reading.addresses.files);
    writer.built_from(&joined(&of_content, &of_addresses, content.roles()));
    let documents = reading.documents.values().sum();
    tell(Step::Writing { documents });
    let built = writer.commit()?;
    // Before it is published: an address that readers may see is always written down. One that
    // is written down and was never published leads nobody astray.
    for kept in &reading.addresses.files {
        let path = kept.path.clone();
        kept.write().map_err(|error| Error::AddressesUnwritable { path, error })?;
    }
    reading.diagnostics.extend(reading.addresses.lost(true));
    let published = index.publish(built)?;
    Ok(Reindexed { published, reading, speakers: speakers.len(), took: started.elapsed() })
}
