//! What editors know of people and places, beside what sources say of them.
//!
//! `people.toml` and `places.toml` stand at the top of a content folder. They never change
//! what a source says in its own words: a name that a page spells otherwise is kept as a
//! variant, a role or party is added only where the source has none, and then it says that it
//! is an editor's. Ids are made before, so that no registry moves an address.

mod names;
mod people;
mod places;

use std::collections::HashSet;

use ordret_model::{Document, Known, Speaker};
use ordret_speech::vocabulary::{place, role_group, sector};
use people::{People, Whose};
use places::Places;
use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::make::identity;

/// The most entries of one kind that are read, of all files together.
const MOST_ENTRIES: usize = 100_000;

/// The most problems of one file that are shown one by one.
const MOST_SHOWN: usize = 50;

/// The most people of one name who are told apart.
const MOST_NAMESAKES: usize = 1000;

/// Says the first problems of a file one by one, and of the rest how many they are.
#[derive(Default)]
struct Few {
    errors: usize,
    warnings: usize,
    /// The bytes where the rest begin.
    more: [usize; 2],
}

impl Few {
    fn say(
        &mut self,
        at: usize,
        problem: Code,
        found: &[&dyn std::fmt::Display],
        diagnostics: &mut Diagnostics<'_>,
    ) {
        let (count, more) = match problem.severity() {
            Severity::Error => (&mut self.errors, &mut self.more[0]),
            Severity::Warning => (&mut self.warnings, &mut self.more[1]),
        };
        *count += 1;
        match *count {
            ..=MOST_SHOWN => diagnostics.say(at, problem, found),
            _ if *count == MOST_SHOWN + 1 => *more = at,
            _ => {}
        }
    }

    fn end(self, diagnostics: &mut Diagnostics<'_>) {
        let rest = [
            (self.errors, self.more[0], Code::RegistryErrorsMore),
            (self.warnings, self.more[1], Code::RegistryWarningsMore),
        ];
        for (count, at, problem) in rest {
            if count > MOST_SHOWN {
                diagnostics.say(at, problem, &[&(count - MOST_SHOWN)]);
            }
        }
    }
}

/// The names of the files.
pub const FILES: [&str; 2] = ["people.toml", "places.toml"];

/// The registries there are, by the names of their files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `people.toml`
    People,
    /// `places.toml`
    Places,
}

impl Kind {
    /// The registry that a file called so at the top of a content folder is.
    pub fn of(name: &str) -> Option<Kind> {
        match name {
            "people.toml" => Some(Kind::People),
            "places.toml" => Some(Kind::Places),
            _ => None,
        }
    }
}

/// All registries of a collection, as they are read.
#[derive(Debug)]
pub struct Registry {
    people: People,
    places: Places,
    /// Names that could not be told apart, each said once.
    unclear: HashSet<String>,
    problems: Vec<Diagnostic>,
}

impl Default for Registry {
    /// The municipalities and regions of Denmark, and nobody.
    fn default() -> Registry {
        Registry {
            people: People::default(),
            places: Places::of_denmark(),
            unclear: HashSet::new(),
            problems: Vec::new(),
        }
    }
}

impl Registry {
    /// Reads one file of a kind.
    pub fn read(&mut self, kind: Kind, text: &str, diagnostics: &mut Diagnostics<'_>) {
        match kind {
            Kind::People => self.people.read(text, diagnostics),
            Kind::Places => self.places.read(text, diagnostics),
        }
    }

    /// Adds to a document what the registries know of its speaker.
    pub fn complete(&mut self, document: &mut Document) {
        let year = document.source().year;
        let Some(speaker) = &mut document.speaker else { return };
        let renamed = match self.people.whose(speaker, year) {
            Whose::Nobody => false,
            Whose::One(person) => person.complete(speaker, year),
            Whose::Unclear(name) => {
                self.say_unclear(&name, document);
                false
            }
        };
        let Some(speaker) = &mut document.speaker else { return };
        self.places.complete(speaker);
        if renamed && document.title_source.is_none() {
            document.title = identity::title(document);
        }
    }

    /// What was unclear in the documents completed so far.
    pub fn problems(self) -> Vec<Diagnostic> {
        self.problems
    }

    fn say_unclear(&mut self, name: &str, document: &Document) {
        if self.problems.len() >= MOST_SHOWN || !self.unclear.insert(name.to_owned()) {
            return;
        }
        let source = document.source();
        let unclear = Diagnostic::of(Code::UnclearPerson, source.file.clone(), &[&name]);
        self.problems.push(unclear.on(source.line));
    }
}

/// A role that a registry names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    role: String,
    organisation: Option<String>,
    /// The first year.
    from: Option<i32>,
    /// The last year.
    to: Option<i32>,
}

impl Held {
    fn is_in(&self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// Gives a speaker the role, with what follows from it.
    fn give(&self, speaker: &mut Speaker) {
        let organisation = self.organisation.as_deref();
        speaker.role = Some(Known::editor(self.role.clone(), None));
        speaker.role_group = role_group(&self.role).map(|group| Known::inferred(group, None));
        speaker.organisation = organisation.map(|name| Known::editor(name, None));
        let part = organisation.and_then(sector).map(|sector| Known::inferred(sector, None));
        speaker.sector = speaker.sector.take().or(part);
        let governed = organisation.and_then(|name| place(name, |_| false));
        let governed = governed.map(|place| Known::inferred(place, None));
        speaker.place = speaker.place.take().or(governed);
    }
}

/// Says what a parser found wrong with a registry, in an editor's words.
fn explain(error: &toml::de::Error, file: &str, keys: &[&str], diagnostics: &mut Diagnostics<'_>) {
    let at = error.span().map_or(0, |span| span.start);
    let message = error.message();
    let unknown = message.split("unknown field").nth(1).and_then(|rest| rest.split('`').nth(1));
    match unknown {
        Some(key) => {
            diagnostics.say(at, Code::RegistryUnknownKey, &[&key, &file, &keys.join(", ")]);
        }
        None => {
            let message: String = message.chars().take(160).collect();
            diagnostics.say(at, Code::RegistryBroken, &[&file, &message]);
        }
    }
}
