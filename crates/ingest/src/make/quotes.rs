//! A quote, from its draft.

use ordret_model::{Basis, Body, Document, Known, Quote, Speaker};

use super::facts::{self, Target};
use super::{Maker, contacts};
use crate::diagnostic::Code;
use crate::join::{Attributed, Draft};
use crate::people::mention::Mention;
use crate::people::speaker::{self, Said, described};
use crate::text::Text;

impl Maker<'_, '_, '_> {
    pub(super) fn make_quote(&mut self, draft: Draft) {
        let at = draft.span.start;
        let text = contacts::withhold(&draft.words, &mut self.found.contacts_withheld);
        let counted = &mut self.found.contacts_withheld;
        let clauses: Vec<Text> =
            draft.clauses.iter().map(|clause| contacts::take_out(clause, counted)).collect();
        let lines: Vec<Text> = draft
            .lines
            .iter()
            .map(|line| contacts::take_out(line, counted))
            .filter(|line| !line.is_empty())
            .collect();
        let (speaker, conflict) = self.speaker(&draft.speaker, &lines);
        let mut attribution = Text::default();
        clauses.iter().chain(&lines).for_each(|told| attribution.join("\n\n", told));
        let body = Body::Quote(Quote { partial: draft.partial, ..Quote::default() });
        let mut document = self.document(text.stated(), None, body, draft.span);
        document.speaker = speaker;
        document.attribution = (!attribution.is_empty()).then(|| attribution.stated());
        for place in &draft.also {
            let mut source = document.sources[0].clone();
            source.line = self.diagnostics.lines().line(place.start);
            source.span = *place;
            document.sources.push(source);
        }
        let case_is_set =
            facts::apply(&draft.facts, Target::Quote, &mut document, self.diagnostics);
        if let (Body::Quote(quote), false) = (&mut document.body, case_is_set) {
            quote.case = self
                .case_above
                .as_ref()
                .filter(|case| draft.in_case || case.names(document.speaker.as_ref()))
                .map(|case| case.id.clone());
        }
        self.check_speaker(&document, conflict, at);
        self.add(document, &draft.facts);
    }

    /// The speaker as the quote's own clause and line say, and what the rest of
    /// the page says of them.
    fn speaker(
        &mut self,
        told: &Attributed,
        lines: &[Text],
    ) -> (Option<Speaker>, Option<speaker::Conflict>) {
        let clean = |text: &Text| contacts::take_out(text, &mut 0);
        let clause = told.said.as_ref().map(clean);
        let spelled = self.names_in_case_above();
        let words_of_page = &self.words_of_page;
        let known_place = |name: &str| words_of_page.contains(name);
        let (own, conflict) = speaker::speaker(&Said { clause, lines }, &spelled, known_place);
        if conflict.is_some() {
            return (None, conflict);
        }
        let mut speaker = own.unwrap_or_default();
        // No name has a small word or a number in it but the particles names have.
        speaker.name = speaker.name.take_if(|name| is_name_like(&name.value));
        if told.from_neighbour
            && let Some(name) = &mut speaker.name
        {
            name.basis = Basis::Inferred;
        }
        let has_line_name = speaker.name.is_some();
        let person = match &speaker.name {
            Some(name) => self.cast.named(&name.value),
            None => told.person,
        };
        if !has_line_name {
            supply(&mut speaker, described(&told.mention, known_place));
        }
        if let Some(person) = person {
            let person = self.cast.person(person);
            let known = Mention {
                name: Some(person.name().clone()),
                role: person.role.as_ref().map(clean),
                organisation: person.organisation.as_ref().map(clean),
                party: person.party.clone(),
                place: person.place.as_ref().map(clean),
                ..Mention::default()
            };
            let mut known = described(&known, known_place);
            for spelled in &person.spellings {
                let is_other =
                    known.name.as_ref().is_some_and(|name| name.value != spelled.as_str());
                let is_new =
                    !speaker.variants.iter().any(|variant| variant.value == spelled.as_str());
                let is_own =
                    speaker.name.as_ref().is_some_and(|name| name.value == spelled.as_str());
                if is_other && is_new && !is_own {
                    speaker.variants.push(spelled.stated());
                }
            }
            infer(&mut known);
            supply(&mut speaker, known);
            let own = speaker.name.as_ref().map(|name| name.value.clone()).unwrap_or_default();
            let other = person.name().as_str();
            if own != other
                && !own.is_empty()
                && !speaker.variants.iter().any(|variant| variant.value == other)
            {
                speaker.variants.push(person.name().stated());
            }
        }
        ((speaker != Speaker::default()).then_some(speaker), None)
    }

    fn check_speaker(
        &mut self,
        document: &Document,
        conflict: Option<speaker::Conflict>,
        at: usize,
    ) {
        if let Some(speaker::Conflict { clause, line }) = conflict {
            return self.diagnostics.say(at, Code::TwoSpeakers, &[&clause, &line]);
        }
        match &document.speaker {
            None => self.diagnostics.say(at, Code::NoSpeaker, &[]),
            Some(speaker) if speaker.name.is_none() => {
                self.diagnostics.say(at, Code::NoName, &[]);
            }
            Some(speaker) => {
                for variant in &speaker.variants {
                    let name = speaker.name.as_ref().map_or("", |name| &name.value);
                    let place = variant.span.map_or(at, |span| span.start);
                    self.diagnostics.say(place, Code::NameVariant, &[&name, &variant.value]);
                }
            }
        }
    }
}

fn is_name_like(name: &str) -> bool {
    let starts =
        |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    name.split_whitespace().all(|word| starts(word) || ordret_speech::names::is_particle(word))
}

/// Fills what is open in `speaker` from `known`.
fn supply(speaker: &mut Speaker, known: Speaker) {
    let Speaker {
        name,
        variants,
        role,
        role_group,
        organisation,
        place,
        party,
        former_roles,
        sector,
    } = known;
    // Without a role the line may still say a group: an age is a citizen's.
    let adds_role = speaker.role.is_none() && role.is_some();
    speaker.name = speaker.name.take().or(name);
    speaker.variants.extend(variants);
    if adds_role {
        speaker.role = role;
        speaker.role_group = role_group;
    }
    if speaker.organisation.is_none() {
        speaker.organisation = organisation;
        speaker.sector = sector;
        speaker.place = speaker.place.take().or(place);
    }
    speaker.party = speaker.party.take().or(party);
    speaker.former_roles.extend(former_roles);
}

/// Says of every value that it stands elsewhere than beside the words.
fn infer(speaker: &mut Speaker) {
    let texts = [
        &mut speaker.name,
        &mut speaker.role,
        &mut speaker.organisation,
        &mut speaker.party,
        &mut speaker.place,
    ];
    for value in texts.into_iter().flatten() {
        *value = Known { basis: Basis::Inferred, ..value.clone() };
    }
}
