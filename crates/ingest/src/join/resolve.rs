//! Who it is that the words of a clause, a label or a line name.

use ordret_speech::clause::{Clause, Who, bare, tokens};
use ordret_speech::first_names::is_first_name;
use ordret_speech::names::{is_capitalised, is_organisation, runs};
use ordret_speech::sentences::sentences;
use ordret_speech::vocabulary::{is_organisation_word, is_role_word, role_stem};

use super::Attributed;
use super::attribute::Work;
use super::introduce::owned;
use crate::people::mention::{self, Mention};
use crate::text::Text;

/// `Ordføreren (Navn Navnesen, V)`: the role, and the name behind it.
pub(super) fn named_in_parentheses(label: &Text) -> Option<Mention> {
    let words = label.as_str();
    let (open, close) = (words.find('(')?, words.rfind(')')?);
    let inner = (open < close).then(|| label.slice(open + 1..close).trim())?;
    let role = label.slice(0..open).trim();
    let run = runs(inner.as_str()).into_iter().next().filter(|_| runs(role.as_str()).is_empty())?;
    let rest = inner.as_str()[run.end..].trim_matches([',', ' ']);
    let party = (!rest.is_empty() && rest.chars().count() <= 20).then(|| inner.narrow(rest));
    Some(Mention {
        name: Some(inner.slice(run)),
        role: Some(role).filter(|role| !role.is_empty()),
        party,
        ..Mention::default()
    })
}

/// `N N M M`: two names side by side, with nothing to tell them apart.
fn are_two(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.len() >= 4
        && !is_first_name(words[1])
        && is_first_name(words[2])
        && !is_first_name(words[3])
}

/// A role with its definite ending: `ministeren`.
pub(super) fn definite_role(word: &str) -> Option<&str> {
    let lower = word.to_lowercase();
    let is_definite = role_stem(word).is_some_and(|stem| stem != lower && !lower.ends_with("s"));
    is_definite.then_some(word)
}

/// `Banedriften`, `Foreningerne`: no name of a person.
pub(super) fn is_definite(word: &str) -> bool {
    word.chars().count() >= 6
        && ["en", "et", "erne", "ne"].iter().any(|ending| word.ends_with(ending))
        && !is_first_name(word)
}

pub(super) fn ends_in_preposition(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or("");
    matches!(
        last,
        "i" | "for" | "på" | "ved" | "af" | "hos" | "fra" | "til" | "under" | "efter" | "om"
    )
}

impl Work<'_, '_, '_, '_> {
    /// Who the subject of a clause is. `None` where the clause tells of a text.
    pub(super) fn resolve(&self, who: &Who, text: &Text, at: usize) -> Option<Attributed> {
        match who {
            Who::Pronoun(sex) => Some(self.by_pronoun(*sex, at).unwrap_or_default()),
            Who::Several => Some(Attributed::default()),
            Who::Nobody => None,
            Who::Phrase(range) => Some(self.by_phrase(&text.slice(range.clone()), at)),
        }
    }

    /// Words that name or describe somebody.
    pub(super) fn by_phrase(&self, phrase: &Text, at: usize) -> Attributed {
        let cast = &self.page.cast;
        let words = phrase.as_str();
        if owned(phrase) {
            let role = runs(words).first().map(|run| phrase.slice(run.end..words.len()).trim());
            let role = role.map(|role| mention::read(&role, None)).and_then(|mention| mention.role);
            return Attributed {
                mention: Mention { role, ..Mention::default() },
                ..Attributed::default()
            };
        }
        let mention = mention::read(phrase, None);
        // `siger N og M`: two people, and the words of neither alone.
        if mention.several || mention.name.as_ref().is_some_and(|name| are_two(name.as_str())) {
            return Attributed::default();
        }
        // `Kaj Ove`, of Kaj Ove Brohede.
        if let Some(person) = mention
            .name
            .as_ref()
            .filter(|name| name.as_str().contains(' '))
            .and_then(|name| cast.beginning(name.as_str()))
        {
            return Attributed {
                person: Some(person),
                mention: Mention { name: None, ..mention },
                ..Attributed::default()
            };
        }
        if let Some(name) = mention.name.as_ref().filter(|name| name.as_str().contains(' ')) {
            return Attributed {
                said: Some(phrase.clone()),
                person: cast.named(name.as_str()),
                mention,
                ..Attributed::default()
            };
        }
        let head = words.split(',').next().unwrap_or(words);
        let capital: Vec<(usize, &str)> = tokens(head)
            .filter(|(_, word)| {
                is_capitalised(bare(word)) && !is_role_word(bare(word)) && !word.starts_with('(')
            })
            .collect();
        let role_words = head.split_whitespace().filter(|word| is_role_word(bare(word))).count();
        // A surname or first name, perhaps with a role in front of it.
        if let Some(who) = self.by_lone_name(phrase, head, &capital, &mention) {
            return who;
        }
        if role_words == 0 && !capital.is_empty() && capital[0].0 == 0 {
            let first = bare(capital[0].1);
            let looks_so = is_organisation(head)
                || capital.len() > 1
                || is_definite(first)
                || first.chars().all(char::is_uppercase);
            if looks_so && !cast.knows(first) {
                let own = ordret_speech::names::organisation_length(head);
                let to_place = head.find(" i ").filter(|_| capital.len() > 1);
                let length = if own > 0 { own } else { to_place.unwrap_or(head.len()) };
                let organisation = Some(phrase.slice(0..length).trim());
                return Attributed {
                    mention: Mention { organisation, ..Mention::default() },
                    ..Attributed::default()
                };
            }
        }
        // A role alone: whoever on the page has it, if the words are definite.
        let role_word = head.split_whitespace().map(bare).find(|word| is_role_word(word));
        // `en formand`, `hendes mand`: not whom the page has named.
        let opener = head.split_whitespace().next().map(str::to_lowercase).unwrap_or_default();
        let indefinite = matches!(
            opener.as_str(),
            "en" | "et" | "flere" | "to" | "nogle" | "hans" | "hendes" | "deres"
        );
        if let Some(role) = role_word.filter(|_| !indefinite) {
            let person = cast.in_role(role, at).filter(|&person| {
                let qualifier = mention.organisation.as_ref().or(mention.place.as_ref());
                qualifier.is_none_or(|qualifier| {
                    let own = cast.person(person);
                    let holds = |of: &Option<Text>| {
                        of.as_ref().is_none_or(|of| {
                            of.as_str().contains(qualifier.as_str())
                                || qualifier.as_str().contains(of.as_str())
                        })
                    };
                    holds(&own.organisation) && holds(&own.place)
                })
            });
            let definite = role_stem(role).is_some_and(|stem| stem != role.to_lowercase());
            // `N headede bolden i mål. – …, siger angriberen`: a role the page gives
            // nobody, right behind the one person it could be.
            let is_bare = head.trim() == role && definite && cast.nobody_has(role);
            let person = person
                .or_else(|| self.just_introduced(at).filter(|&one| is_bare && !cast.has_role(one)));
            if let Some(person) = person.filter(|_| definite || self.page.paragraphs.len() > 1) {
                return Attributed { person: Some(person), ..Attributed::default() };
            }
        }
        // `en mand på bagerste række` has no role.
        let is_nobody = role_word.is_some_and(|word| role_stem(word).is_none())
            || head.split_whitespace().map(bare).find(|word| is_role_word(word)).is_some_and(
                |word| matches!(word.to_lowercase().as_str(), "mand" | "manden" | "mænd"),
            );
        if is_nobody {
            return Attributed::default();
        }
        // Without a word for a role the phrase says nothing of who they are.
        if role_word.is_none() {
            let lone = head.trim();
            let person = if lone.contains(' ') { None } else { cast.in_role(lone, at) };
            let is_agent =
                ["eren", "aren", "isten", "anten", "enten", "oren", "øren", "manden", "inden"]
                    .iter()
                    .any(|ending| lone.ends_with(ending));
            let person = person
                .or_else(|| self.just_introduced(at).filter(|_| is_agent && !lone.contains(' ')));
            let known = Mention {
                name: mention.name.filter(|name| name.as_str().contains(' ')),
                organisation: mention.organisation.filter(|named| is_organisation(named.as_str())),
                party: mention.party,
                ..Mention::default()
            };
            return Attributed {
                person,
                mention: if person.is_some() { Mention::default() } else { known },
                ..Attributed::default()
            };
        }
        Attributed { said: None, mention, ..Attributed::default() }
    }

    /// `Voldby`, `Farida`, `smedelærling Sabrina`, `kompagnonen Anker`.
    pub(super) fn by_lone_name(
        &self,
        phrase: &Text,
        head: &str,
        capital: &[(usize, &str)],
        mention: &Mention,
    ) -> Option<Attributed> {
        let cast = &self.page.cast;
        let (from, word) = *capital.first()?;
        let plain = bare(word);
        let before = head[..from].trim();
        let behind = head[from + word.len()..].trim_start();
        let is_last = behind.is_empty()
            || behind.starts_with(['(', 'f'])
                && (behind.starts_with('(') || behind.starts_with("fra "));
        let is_led = before.is_empty()
            || (before.split_whitespace().count() <= 4 && !ends_in_preposition(before));
        if !is_last || !is_led || (capital.len() > 1 && behind.is_empty()) {
            return None;
        }
        let role = before
            .split_whitespace()
            .map(bare)
            .any(is_role_word)
            .then(|| phrase.slice(0..before.len()));
        let role = role
            .filter(|role| !role.is_empty())
            .map(|role| mention::read(&role, None).role.unwrap_or(role));
        if let Some(person) = cast.called(plain) {
            let mention = Mention { role, party: mention.party.clone(), ..Mention::default() };
            return Some(Attributed { person: Some(person), mention, ..Attributed::default() });
        }
        let is_name = (is_first_name(plain) || role.is_some())
            && !cast.knows(plain)
            && !is_organisation_word(plain);
        if !is_name || plain.chars().count() < 2 {
            return None;
        }
        let at = plain.as_ptr() as usize - phrase.as_str().as_ptr() as usize;
        let name = Some(phrase.slice(at..at + plain.len()));
        let mention = Mention { name, role, party: mention.party.clone(), ..Mention::default() };
        Some(Attributed { mention, ..Attributed::default() })
    }

    pub(super) fn person_of_line(&self, told: &Text) -> Option<usize> {
        let first = sentences(told.as_str()).into_iter().next()?;
        let mention = mention::read(&told.slice(first), None);
        self.page.cast.named(mention.name?.as_str())
    }

    /// Who a label names: `Ordføreren (Navn Navnesen)`, `Navn Navnesen (S)`.
    pub(super) fn by_label(&self, label: &Text, at: usize) -> Attributed {
        match named_in_parentheses(label) {
            Some(mention) => {
                let person =
                    mention.name.as_ref().and_then(|name| self.page.cast.named(name.as_str()));
                Attributed { person, mention, ..Attributed::default() }
            }
            None => self.by_phrase(label, at),
        }
    }

    /// The clause of a declared quote: its own words stay beside what the page
    /// knows, for the line to be compared with.
    pub(super) fn resolve_declared(&self, clause: &Clause, text: &Text, at: usize) -> Attributed {
        let mut who = self.resolve(&clause.who, text, at).unwrap_or_default();
        if let (Who::Phrase(range), None) = (&clause.who, &who.said) {
            let phrase = text.slice(range.clone());
            if !owned(&phrase) && who.mention.name.is_none() && who.person.is_none() {
                who.said = Some(phrase);
            }
        }
        who
    }
}
