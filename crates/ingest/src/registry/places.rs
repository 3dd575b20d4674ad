//! `places.toml`: places and organisations; and those of Denmark, which the program knows.

use std::collections::HashMap;

use ordret_model::{Known, Sector, Speaker};
use serde::Deserialize;
use toml::Spanned;

use super::names::{key, told};
use super::{Few, MOST_ENTRIES, explain};
use crate::diagnostic::{Code, Diagnostics};

/// The municipalities and regions; see the README beside the file.
const DENMARK: &str = include_str!("../../data/municipalities.tsv");

const KEYS: &[&str] = &["place", "organisation", "name", "aliases", "sector"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    place: Vec<Spanned<Place>>,
    #[serde(default)]
    organisation: Vec<Spanned<Organisation>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisation {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    sector: String,
}

/// Places and organisations by every spelling.
#[derive(Debug, Default)]
pub struct Places {
    /// The name that each spelling is one of.
    names: HashMap<String, String>,
    sectors: HashMap<String, Sector>,
    /// What places were found to be called: a collection has the same ones again and again.
    found: HashMap<String, Option<String>>,
}

/// How many different places are remembered.
const MOST_FOUND: usize = 10_000;

impl Places {
    /// The 98 municipalities and the regions.
    pub fn of_denmark() -> Places {
        let mut places = Places::default();
        for line in DENMARK.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t').skip(1);
            let name = columns.next().unwrap_or_default();
            let others = columns.next().unwrap_or_default().split('|');
            for spelling in std::iter::once(name).chain(others).filter(|name| !name.is_empty()) {
                places.names.insert(key(spelling), name.to_owned());
            }
        }
        places
    }

    pub fn read(&mut self, text: &str, diagnostics: &mut Diagnostics<'_>) {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => return explain(&error, "places.toml", KEYS, diagnostics),
        };
        if file.place.len() + file.organisation.len() > MOST_ENTRIES {
            return diagnostics.say(0, Code::RegistryTooMany, &[&"places.toml", &MOST_ENTRIES]);
        }
        let mut own: HashMap<String, String> = HashMap::new();
        let mut few = Few::default();
        for entry in file.place {
            let (at, Place { name, aliases }) = (entry.span().start, entry.into_inner());
            for spelling in std::iter::once(&name).chain(&aliases) {
                let Some(spelling) = filled(spelling, at, &mut few, diagnostics) else { continue };
                let before = own.insert(spelling, told(&name));
                if let Some(before) = before.filter(|before| *before != told(&name)) {
                    few.say(at, Code::RegistrySpellingTaken, &[&name, &before], diagnostics);
                }
            }
        }
        self.names.extend(own);
        for entry in file.organisation {
            let (at, Organisation { name, aliases, sector }) =
                (entry.span().start, entry.into_inner());
            let Some(known) = Sector::parse(&sector) else {
                let words: Vec<&str> = Sector::ALL.iter().map(|sector| sector.as_str()).collect();
                few.say(at, Code::RegistryNoSector, &[&sector, &words.join(", ")], diagnostics);
                continue;
            };
            for spelling in std::iter::once(&name).chain(&aliases) {
                if let Some(spelling) = filled(spelling, at, &mut few, diagnostics) {
                    self.sectors.insert(spelling, known);
                }
            }
        }
        few.end(diagnostics);
    }

    /// Gives a speaker's place the name that it has, and the organisation the sector that
    /// editors say it is in.
    pub fn complete(&mut self, speaker: &mut Speaker) {
        if let Some(place) = &mut speaker.place {
            if self.found.len() >= MOST_FOUND {
                self.found.clear();
            }
            if !self.found.contains_key(&place.value) {
                let name = self.name_of(&place.value).cloned();
                self.found.insert(place.value.clone(), name);
            }
            if let Some(Some(name)) = self.found.get(&place.value) {
                place.value.clone_from(name);
            }
        }
        if self.sectors.is_empty() {
            return;
        }
        let sector =
            speaker.organisation.as_ref().and_then(|name| self.sectors.get(&key(&name.value)));
        if let Some(sector) = sector {
            speaker.sector = Some(Known::editor(*sector, None));
        }
    }

    /// The name a spelling is one of; a municipality is also called by its whole name.
    fn name_of(&self, spelling: &str) -> Option<&String> {
        let spelling = key(spelling);
        let bare = spelling
            .strip_suffix(" kommune")
            .or_else(|| spelling.strip_prefix("region "))
            .unwrap_or(&spelling);
        self.names.get(&spelling).or_else(|| self.names.get(bare))
    }
}

/// A spelling as it is looked up; an empty one is said.
fn filled(
    spelling: &str,
    at: usize,
    few: &mut Few,
    diagnostics: &mut Diagnostics<'_>,
) -> Option<String> {
    let key = key(spelling);
    if key.is_empty() {
        few.say(at, Code::RegistryNoName, &[], diagnostics);
        return None;
    }
    Some(key)
}
