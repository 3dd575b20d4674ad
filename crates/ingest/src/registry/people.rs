//! `people.toml`: who people are, how else they are spelled, what they were when.

use std::collections::HashMap;
use std::fmt::Display;

use ordret_model::{Known, Speaker};
use serde::Deserialize;
use toml::Spanned;

use super::names::{key, tidy, told};
use super::{Few, Held, MOST_ENTRIES, MOST_NAMESAKES, explain};
use crate::diagnostic::{Code, Diagnostics};

const KEYS: &[&str] =
    &["person", "name", "aliases", "party", "roles", "role", "organisation", "from", "to"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    person: Vec<Spanned<Person>>,
}

/// A person that an editor has told of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    party: Option<String>,
    #[serde(default)]
    roles: Vec<Held>,
}

/// Everybody, by every spelling.
#[derive(Debug, Default)]
pub struct People {
    all: Vec<Person>,
    by_name: HashMap<String, Vec<usize>>,
}

/// Whose name stands on a page.
pub enum Whose<'p> {
    /// Nobody's whom editors have told of.
    Nobody,
    /// This person's.
    One(&'p Person),
    /// That of several, and nothing tells which: the name.
    Unclear(String),
}

impl People {
    pub fn read(&mut self, text: &str, diagnostics: &mut Diagnostics<'_>) {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => return explain(&error, "people.toml", KEYS, diagnostics),
        };
        let mut few = Few::default();
        for entry in file.person {
            let (at, mut person) = (entry.span().start, entry.into_inner());
            if self.all.len() >= MOST_ENTRIES {
                diagnostics.say(at, Code::RegistryTooMany, &[&"people.toml", &MOST_ENTRIES]);
                break;
            }
            if let Some((code, found)) = person.wrong() {
                let found: Vec<&dyn Display> =
                    found.iter().map(|one| one as &dyn Display).collect();
                few.say(at, code, &found, diagnostics);
                continue;
            }
            person.keep_contacts_out();
            if let Some(same) = self.add(person) {
                few.say(at, Code::RegistrySameName, &[&same], diagnostics);
            }
        }
        few.end(diagnostics);
    }

    /// Adds a person; the name of one who cannot be told apart.
    fn add(&mut self, person: Person) -> Option<String> {
        let is_parted = |one: &Person| !one.roles.is_empty() || one.party.is_some();
        let nth = self.all.len();
        let mut keys: Vec<String> =
            std::iter::once(&person.name).chain(&person.aliases).map(|name| key(name)).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut same = None;
        for key in keys {
            // Who has neither role nor party stands first, so that one look tells.
            let others = self.by_name.entry(key).or_default();
            let first = others.first().map(|other| &self.all[*other]);
            let found = first.filter(|first| !is_parted(first) || !is_parted(&person));
            same = same.or(found.map(|found| found.name.clone()));
            others.push(nth);
            if !is_parted(&person) {
                let last = others.len() - 1;
                others.swap(0, last);
            }
        }
        self.all.push(person);
        same
    }

    /// Whose name a speaker bears. Of several who bear it, the one whose role, organisation or
    /// party the page names.
    pub fn whose(&self, speaker: &Speaker, year: Option<i32>) -> Whose<'_> {
        if self.all.is_empty() {
            return Whose::Nobody;
        }
        let Some(name) = &speaker.name else { return Whose::Nobody };
        let Some(found) = self.by_name.get(&key(&name.value)) else { return Whose::Nobody };
        if let [only] = found[..] {
            return Whose::One(&self.all[only]);
        }
        if found.len() > MOST_NAMESAKES {
            return Whose::Unclear(name.value.clone());
        }
        let fits = |nth: &&usize| self.all[**nth].fits(speaker, year);
        let mut fitting = found.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => Whose::One(&self.all[*one]),
            _ => Whose::Unclear(name.value.clone()),
        }
    }
}

impl Person {
    /// What an editor wrote here stands on pages like everything else.
    fn keep_contacts_out(&mut self) {
        let Person { name, aliases, party, roles } = self;
        *name = told(name);
        aliases.iter_mut().for_each(|alias| *alias = told(alias));
        party.iter_mut().for_each(|party| *party = told(party));
        for Held { role, organisation, from: _, to: _ } in roles {
            *role = told(role);
            organisation.iter_mut().for_each(|name| *name = told(name));
        }
    }

    /// What is wrong with an entry, and what was found.
    fn wrong(&self) -> Option<(Code, Vec<String>)> {
        if tidy(&self.name).is_empty() || self.aliases.iter().any(|name| tidy(name).is_empty()) {
            return Some((Code::RegistryNoName, Vec::new()));
        }
        for held in &self.roles {
            if tidy(&held.role).is_empty() {
                return Some((Code::RegistryNoRole, vec![self.name.clone()]));
            }
            if let (Some(from), Some(to)) = (held.from, held.to)
                && from > to
            {
                let years = [from.to_string(), to.to_string()];
                let found = [self.name.clone(), held.role.clone()].into_iter().chain(years);
                return Some((Code::RegistryYears, found.collect()));
            }
        }
        None
    }

    /// Whether what a page says of a speaker is what is known of this person.
    fn fits(&self, speaker: &Speaker, year: Option<i32>) -> bool {
        let same = |one: &Option<Known<String>>, other: Option<&str>| match (one, other) {
            (Some(one), Some(other)) => key(&one.value) == key(other),
            _ => false,
        };
        let mut held = self.roles.iter().filter(|held| year.is_none_or(|year| held.is_in(year)));
        same(&speaker.party, self.party.as_deref())
            || held.any(|held| {
                same(&speaker.role, Some(&held.role))
                    || same(&speaker.organisation, held.organisation.as_deref())
            })
    }

    /// Gives a speaker the name that most sources write, keeping the page's, and the role and
    /// party that the page is silent about. Whether the name became another.
    pub fn complete(&self, speaker: &mut Speaker, year: Option<i32>) -> bool {
        let mut renamed = false;
        if let Some(name) = &mut speaker.name
            && name.value != self.name
        {
            renamed = true;
            let spelled = std::mem::replace(name, Known { value: self.name.clone(), ..*name });
            if speaker.variants.iter().all(|known| known.value != spelled.value) {
                speaker.variants.push(spelled);
            }
        }
        if speaker.role.is_none() && speaker.organisation.is_none() {
            let mut held =
                self.roles.iter().filter(|held| year.is_some_and(|year| held.is_in(year)));
            // Two roles in one year: which of them spoke is not known.
            if let (Some(held), None) = (held.next(), held.next()) {
                held.give(speaker);
            }
        }
        if speaker.party.is_none() {
            speaker.party = self.party.clone().map(|party| Known::editor(party, None));
        }
        renamed
    }
}
