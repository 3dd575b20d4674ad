//! Whom the page speaks of just now, and so whom a pronoun means.

use std::ops::Range;

use ordret_speech::clause::{bare, tokens};
use ordret_speech::first_names::Sex;
use ordret_speech::line::{is_credit, without_credit};
use ordret_speech::names::is_capitalised;
use ordret_speech::sentences::sentences;

use super::Attributed;
use super::attribute::Work;
use super::resolve::definite_role;
use crate::people::mention::Mention;
use crate::people::running::introduced;
use crate::text::Text;

/// Whom the page speaks of just now.
#[derive(Debug, Default, Clone)]
pub(super) struct Focus {
    /// The people the last telling sentence or clause names.
    pub(super) people: Vec<usize>,
    /// Somebody without a name: `Dirigenten måtte bede om ro`.
    pub(super) role: Option<Text>,
    /// Whether it is `de to`, `begge`: then no pronoun means one of them.
    pub(super) is_several: bool,
    /// Whether the sentence that names them begins with their name.
    pub(super) is_subject: bool,
    pub(super) paragraph: usize,
}

impl Focus {
    /// On these people, as of a paragraph.
    pub(super) fn on(people: Vec<usize>, paragraph: usize) -> Focus {
        Focus { people, paragraph, ..Focus::default() }
    }
}

/// How many paragraphs further on somebody spoken of is still meant by `hun`.
pub(super) const MEMORY: usize = 3;

/// A role without a name that begins a sentence: `Dirigenten måtte bede om ro`.
pub(super) fn anonymous_subject(sentence: &Text) -> Option<Text> {
    let (_, word) = tokens(sentence.as_str()).next()?;
    let plain = bare(word);
    definite_role(plain)?;
    let from = plain.as_ptr() as usize - sentence.as_str().as_ptr() as usize;
    Some(sentence.slice(from..from + plain.len()))
}

impl Work<'_, '_, '_, '_> {
    /// Notes whom running text speaks of, for the pronouns behind it.
    pub(super) fn notice(&mut self, text: &Text, at: usize) {
        if is_credit(text.as_str()) {
            return;
        }
        let text = &text.narrow(without_credit(text.as_str()));
        for own in sentences(text.as_str()) {
            let sentence = text.slice(own);
            let words = sentence.as_str();
            let mut people = self.mentioned(&sentence, at);
            let several = words.split_whitespace().take(3).collect::<Vec<_>>();
            let of_both = several.first().is_some_and(|first| *first == "De" || *first == "Begge")
                && several.get(1).is_some_and(|second| {
                    matches!(*second, "to" | "tre" | "fire" | "er" | "har" | "mødtes")
                })
                || matches!(several.first(), Some(&"Begge" | &"Parterne" | &"Parret"));
            if of_both {
                self.focus = Focus { is_several: true, paragraph: at, ..Focus::default() };
                continue;
            }
            // `Han roser M`: it goes on about who `han` is, and M is only named.
            let pronoun = match tokens(words).next().map_or("", |(_, word)| bare(word)) {
                "Hun" => Some(Sex::Woman),
                "Han" => Some(Sex::Man),
                _ => None,
            };
            if let Some(sex) = pronoun
                && !people.is_empty()
            {
                self.focus = match self.by_pronoun(sex, at).and_then(|who| who.person) {
                    Some(person) => Focus { is_subject: true, ..Focus::on(vec![person], at) },
                    None => Focus { is_several: true, paragraph: at, ..Focus::default() },
                };
                continue;
            }
            if people.is_empty() {
                // `N stod i målet. Målvogteren …` is still about N.
                let is_new = self.focus.paragraph != at || self.focus.people.len() != 1;
                if let Some(role) = anonymous_subject(&sentence).filter(|_| is_new) {
                    self.focus = Focus { role: Some(role), paragraph: at, ..Focus::default() };
                    continue;
                }
                // `Hun vil desuden …` goes on about whom it was about.
                let first = tokens(words).next().map_or("", |(_, word)| bare(word));
                if matches!(first, "Han" | "Hun") {
                    let sex = if first == "Hun" {
                        ordret_speech::first_names::Sex::Woman
                    } else {
                        ordret_speech::first_names::Sex::Man
                    };
                    if let Some(person) = self.by_pronoun(sex, at).and_then(|who| who.person) {
                        people.push(person);
                    } else {
                        self.focus.people.clear();
                    }
                }
            }
            if !people.is_empty() {
                let goes_on = self.focus.paragraph == at
                    && !self.focus.people.is_empty()
                    && self.focus.role.is_none();
                let starts = tokens(words)
                    .next()
                    .is_some_and(|(_, word)| matches!(bare(word), "Han" | "Hun"));
                if goes_on && !starts {
                    // The paragraph speaks of more than one.
                    for person in people {
                        if !self.focus.people.contains(&person) {
                            self.focus.people.push(person);
                        }
                    }
                } else {
                    let first = tokens(words).next().map_or("", |(_, word)| bare(word));
                    let own = |&one: &usize| {
                        self.page.cast.person(one).name().as_str().starts_with(first)
                    };
                    let is_subject = starts || people.first().is_some_and(own);
                    self.focus = Focus { is_subject, ..Focus::on(people, at) };
                }
            }
        }
    }

    /// The people of the page whom a sentence names, by full name, surname or role.
    pub(super) fn mentioned(&self, sentence: &Text, at: usize) -> Vec<usize> {
        let cast = &self.page.cast;
        let words = sentence.as_str();
        let mut found: Vec<usize> = Vec::new();
        let mut taken: Vec<Range<usize>> = Vec::new();
        for (run, mention) in introduced(sentence) {
            if let Some(person) = mention.name.as_ref().and_then(|name| cast.named(name.as_str())) {
                taken.push(run);
                if !found.contains(&person) {
                    found.push(person);
                }
            }
        }
        for (n, (from, word)) in tokens(words).enumerate() {
            let plain = bare(word);
            if plain.is_empty()
                || taken
                    .iter()
                    .any(|run| run.contains(&from) || run.contains(&(from + word.len() - 1)))
            {
                continue;
            }
            let person = if is_capitalised(plain) {
                let role = (n == 0)
                    .then(|| definite_role(plain))
                    .flatten()
                    .and_then(|role| cast.in_role(role, at));
                role.or_else(|| {
                    if cast.knows(plain) || cast.knows(plain.trim_end_matches('s')) {
                        cast.called(plain)
                    } else {
                        None
                    }
                })
            } else {
                definite_role(plain)
                    .filter(|_| found.is_empty())
                    .and_then(|role| cast.in_role(role, at))
            };
            if let Some(person) = person.filter(|person| !found.contains(person)) {
                found.push(person);
            }
        }
        found
    }

    /// Somebody speaks: they are whom the page speaks of now.
    pub(super) fn speak(&mut self, who: &Attributed, at: usize) {
        if let Some(person) = who.person {
            self.focus = Focus::on(vec![person], at);
            self.last_speaker = Some(person);
        } else if who.is_named() {
            self.focus =
                Focus { role: who.mention.role.clone(), paragraph: at, ..Focus::default() };
            self.last_speaker = None;
        }
    }

    pub(super) fn by_pronoun(
        &self,
        sex: ordret_speech::first_names::Sex,
        at: usize,
    ) -> Option<Attributed> {
        let cast = &self.page.cast;
        let person = |person: usize| Attributed { person: Some(person), ..Attributed::default() };
        let recent = at.saturating_sub(self.focus.paragraph) <= MEMORY;
        if recent && self.focus.is_several {
            return None;
        }
        if recent {
            let fitting: Vec<usize> =
                self.focus.people.iter().copied().filter(|&one| cast.may_be(one, sex)).collect();
            if let [one] = fitting.as_slice() {
                // `I dag har sønnen Frode …`: who was named in passing need not speak.
                let in_passing = !cast.person(*one).name().as_str().contains(' ')
                    && self.last_speaker.is_some_and(|last| last != *one && cast.may_be(last, sex))
                    && !self.focus.is_subject;
                return (!in_passing).then(|| person(*one));
            }
            if fitting.len() > 1 {
                return None;
            }
            if let (Some(role), true) = (&self.focus.role, self.focus.people.is_empty()) {
                return Some(Attributed {
                    mention: Mention { role: Some(role.clone()), ..Mention::default() },
                    ..Attributed::default()
                });
            }
        }
        match cast.fitting(sex, at).as_slice() {
            [one] => Some(person(*one)),
            _ => None,
        }
    }

    /// The one person whom the paragraph right above speaks of.
    pub(super) fn just_introduced(&self, at: usize) -> Option<usize> {
        let is_near = at.saturating_sub(self.focus.paragraph) <= 1;
        match self.focus.people.as_slice() {
            // Who has spoken already is not introduced.
            [one] if is_near && self.focus.role.is_none() => {
                let spoke = self
                    .drafts
                    .iter()
                    .rev()
                    .take(40)
                    .any(|draft| draft.speaker.person == Some(*one));
                (!spoke).then_some(*one)
            }
            _ => None,
        }
    }
}
