//! Who is on a page: everybody it introduces, worked out once, and who of them
//! is meant by `hun`, `ministeren`, a surname or a first name.

use std::collections::HashMap;

use ordret_speech::first_names::{self, Sex};
use ordret_speech::names::{first_word, same_person};
use ordret_speech::vocabulary::role_stem;

use super::mention::Mention;
use crate::text::Text;

/// A person as a page introduces them.
#[derive(Debug, Default)]
pub struct Person {
    /// The name, as each place spells it; the first is the first met.
    pub spellings: Vec<Text>,
    /// What the page says of them where it says it first.
    pub role: Option<Text>,
    /// Where the role is held.
    pub organisation: Option<Text>,
    /// The party.
    pub party: Option<Text>,
    /// Where they are from.
    pub place: Option<Text>,
    /// The paragraph that names them first.
    pub first: usize,
    /// Stems of all roles the page gives them.
    roles: Vec<String>,
    /// By the first name.
    sex: Option<Sex>,
}

/// The people of one page, by who comes first.
#[derive(Debug, Default)]
pub struct Cast {
    people: Vec<Person>,
    /// Every spelling met, folded.
    by_name: HashMap<String, usize>,
    /// By first name and the first letter of the last: a near spelling is there.
    by_near: HashMap<(String, Option<char>), Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    by_last: HashMap<String, Vec<usize>>,
    by_role: HashMap<String, Vec<usize>>,
}

/// How many people of one first name, or one last, are compared with a new one.
const MOST_ALIKE: usize = 200;

/// Names are compared as they are folded: `Kjær` and `Kjaer` are one key.
fn key(word: &str) -> String {
    word.to_lowercase().replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
}

impl Person {
    /// The name.
    pub fn name(&self) -> &Text {
        &self.spellings[0]
    }

    /// Whether `sex` may be theirs.
    fn may_be(&self, sex: Sex) -> bool {
        self.sex.is_none_or(|own| own == sex)
    }
}

impl Cast {
    /// The person with a number that [`Cast::add`] or a look-up gave.
    pub fn person(&self, at: usize) -> &Person {
        &self.people[at]
    }

    /// The one person with a full name, where there is but one.
    pub fn only(&self) -> Option<usize> {
        let mut full =
            (0..self.people.len()).filter(|&at| self.people[at].name().as_str().contains(' '));
        let first = full.next()?;
        full.next().is_none().then_some(first)
    }

    /// Adds what a paragraph says of somebody; who that is. A mention without a
    /// name is nobody's.
    pub fn add(&mut self, mention: &Mention, paragraph: usize) -> Option<usize> {
        let name = mention.name.as_ref()?;
        let lone = !name.as_str().contains(' ') && self.knows(name.as_str());
        if lone {
            return self.called(name.as_str());
        }
        if let Some(at) = self.beginning(name.as_str()) {
            return Some(at);
        }
        let known = self.named(name.as_str());
        let at = known.unwrap_or_else(|| self.enter(name, paragraph));
        let person = &mut self.people[at];
        if !person.spellings.iter().any(|spelled| spelled.as_str() == name.as_str()) {
            person.spellings.push(name.clone());
            self.by_name.entry(key(name.as_str())).or_insert(at);
        }
        let slots = [
            (&mut person.role, &mention.role),
            (&mut person.organisation, &mention.organisation),
            (&mut person.party, &mention.party),
            (&mut person.place, &mention.place),
        ];
        for (slot, said) in slots {
            if slot.is_none() {
                slot.clone_from(said);
            }
        }
        // Who was something is not who is meant by it.
        let is_former = |role: &&Text| {
            let lower = role.as_str().to_lowercase();
            ["tidligere", "forhenværende", "fhv", "eks", "afgående"]
                .iter()
                .any(|word| lower.starts_with(word))
        };
        let role = mention
            .role
            .as_ref()
            .filter(|role| !is_former(role))
            .map(|role| role.as_str().to_owned());
        // A trade that no list has is known by its own word.
        let own_word = |word: &str| {
            (!word.is_empty() && word.chars().count() >= 4).then(|| word.to_lowercase())
        };
        let stems = role
            .iter()
            .flat_map(|role| role.split_whitespace())
            .filter_map(|word| role_stem(word).or_else(|| own_word(word)));
        for stem in stems {
            if !self.people[at].roles.contains(&stem) {
                self.by_role.entry(stem.clone()).or_default().push(at);
                self.people[at].roles.push(stem);
            }
        }
        Some(at)
    }

    /// Adds what a sentence such as `Hun er rektor på X` says of somebody known.
    pub fn describe(&mut self, at: usize, mention: &Mention, paragraph: usize) {
        let name = Some(self.people[at].name().clone());
        self.add(&Mention { name, ..mention.clone() }, paragraph);
    }

    fn enter(&mut self, name: &Text, paragraph: usize) -> usize {
        let at = self.people.len();
        let words: Vec<&str> = name.as_str().split_whitespace().collect();
        let first = words.first().copied().unwrap_or("");
        let last = key(words.last().copied().unwrap_or(""));
        self.by_name.insert(key(name.as_str()), at);
        self.by_near.entry((key(first), last.chars().next())).or_default().push(at);
        self.by_first.entry(key(first)).or_default().push(at);
        if words.len() > 1 {
            self.by_last.entry(key(words[words.len() - 1])).or_default().push(at);
        }
        self.people.push(Person {
            spellings: vec![name.clone()],
            first: paragraph,
            sex: first_names::sex(first),
            ..Person::default()
        });
        at
    }

    /// The person with this full name, in any near spelling.
    pub fn named(&self, name: &str) -> Option<usize> {
        if let Some(at) = self.by_name.get(&key(name)) {
            return Some(*at);
        }
        let last = key(name.split_whitespace().next_back().unwrap_or(""));
        let near = |at: &&usize| same_person(self.people[**at].name().as_str(), name);
        let alike = self.by_near.get(&(key(first_word(name)), last.chars().next()));
        let alike = alike.into_iter().flatten().take(MOST_ALIKE).find(near);
        let by_last = || self.by_last.get(&last).into_iter().flatten().take(MOST_ALIKE).find(near);
        alike.or_else(by_last).copied()
    }

    /// The one person whose longer name begins with these first names.
    pub fn beginning(&self, names: &str) -> Option<usize> {
        let own: Vec<&str> = names.split_whitespace().collect();
        if !own.iter().all(|name| first_names::is_first_name(name))
            || self.named(names).is_some_and(|at| self.people[at].name().as_str() == names)
        {
            return None;
        }
        let fits = |at: &usize| {
            self.people[*at]
                .name()
                .as_str()
                .strip_prefix(names)
                .is_some_and(|rest| rest.starts_with(' '))
        };
        let mut all = self
            .by_first
            .get(&key(own[0]))
            .into_iter()
            .flatten()
            .take(MOST_ALIKE)
            .copied()
            .filter(fits);
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// The one person whose surname, or else first name, is this one word.
    pub fn called(&self, word: &str) -> Option<usize> {
        let only = |people: Option<&Vec<usize>>| match people.map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        };
        let of = |word: &str| {
            let word = key(word);
            match self.by_last.contains_key(&word) {
                true => only(self.by_last.get(&word)),
                false => only(self.by_first.get(&word)),
            }
        };
        of(word).or_else(|| of(word.strip_suffix('s')?))
    }

    /// Whether anybody bears this one word as a name.
    pub fn knows(&self, word: &str) -> bool {
        self.by_last.contains_key(&key(word)) || self.by_first.contains_key(&key(word))
    }

    /// The one person whose role a word such as `ministeren` names, among those
    /// introduced before `paragraph`; else on the whole page.
    pub fn in_role(&self, word: &str, paragraph: usize) -> Option<usize> {
        let lower = word.to_lowercase();
        let own = |ending: &str| {
            lower
                .strip_suffix(ending)
                .filter(|stem| self.by_role.contains_key(*stem))
                .map(str::to_owned)
        };
        let sought =
            role_stem(word).or_else(|| own("en")).or_else(|| own("et")).or_else(|| own("n"))?;
        // A deputy is not who they stand in for.
        let is_deputy = |word: &str| {
            ["næst", "vice", "under", "sous", "eks"].iter().any(|prefix| word.starts_with(prefix))
        };
        // `manden` is not every `formand` and `styrmand`.
        let is_whole = sought == "mand" || sought == "kvinde";
        let fits = |stem: &str| {
            !is_whole
                && (stem.ends_with(&sought) || sought.ends_with(stem))
                && is_deputy(stem) == is_deputy(&sought)
        };
        let stems: Vec<&Vec<usize>> = match self.by_role.get(&sought) {
            Some(exact) => vec![exact],
            None => self
                .by_role
                .iter()
                .filter(|(stem, _)| fits(stem))
                .map(|(_, people)| people)
                .collect(),
        };
        let only = |among: &dyn Fn(usize) -> bool| {
            let mut people =
                stems.iter().flat_map(|people| people.iter().copied()).filter(|&at| among(at));
            let first = people.next()?;
            people.all(|other| other == first).then_some(first)
        };
        let introduced = |at: usize| self.people[at].first <= paragraph;
        // Two before are two too many, whoever comes later.
        let any_before = stems.iter().flat_map(|people| people.iter()).any(|&at| introduced(at));
        if any_before { only(&introduced) } else { only(&|_| true) }
    }

    /// Whether the page gives somebody a role.
    pub fn has_role(&self, at: usize) -> bool {
        !self.people[at].roles.is_empty()
    }

    /// Whether the page gives a role such as `angriberen` names to nobody.
    pub fn nobody_has(&self, word: &str) -> bool {
        let Some(sought) = role_stem(word) else { return true };
        !self.by_role.keys().any(|stem| stem.ends_with(&sought) || sought.ends_with(stem.as_str()))
    }

    /// Those introduced before `paragraph` whom a pronoun may mean.
    pub fn fitting(&self, sex: Sex, paragraph: usize) -> Vec<usize> {
        let introduced =
            |&at: &usize| self.people[at].first <= paragraph && self.people[at].may_be(sex);
        (0..self.people.len()).filter(introduced).take(8).collect()
    }

    /// Whether a pronoun of this sex may mean the person.
    pub fn may_be(&self, at: usize, sex: Sex) -> bool {
        self.people[at].may_be(sex)
    }
}
