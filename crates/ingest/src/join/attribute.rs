//! Whose each stretch of speech is.

use std::ops::Range;

use ordret_model::Span;

use super::{Attributed, Draft, Page, Sort, announcement, has_clause, is_bare_organisation, owned};
use crate::diagnostic::Diagnostics;
use crate::people::first_names::is_first_name;
use crate::people::line::{Line, is_credit, without_credit};
use crate::people::mention::{self, Mention};
use crate::people::names::{is_capitalised, is_organisation, runs};
use crate::people::running::introduced;
use crate::people::sentences::{last_sentence, sentences};
use crate::people::vocabulary::{is_organisation_word, is_role_word, role_stem};
use crate::speech::clause::{self, Clause, Who, bare, tokens};
use crate::speech::marks;
use crate::speech::read::{Form, Part, Reading, Use, read_spoken};
use crate::text::Text;

/// How many paragraphs further on somebody spoken of is still meant by `hun`.
const MEMORY: usize = 3;

/// Bytes of speech beyond which nothing is looked for that repeats it.
const LONGEST_REPEATED: usize = 8_000;

/// How many paragraphs of one speech a line or a clause at its end is looked for.
const LONGEST_SPEECH: usize = 40;

/// Whom the page speaks of just now.
#[derive(Debug, Default, Clone)]
struct Focus {
    /// The people the last telling sentence or clause names.
    people: Vec<usize>,
    /// Somebody without a name: `Dirigenten måtte bede om ro`.
    role: Option<Text>,
    paragraph: usize,
}

/// What is being put together.
struct Work<'p, 'i, 'd, 'f> {
    page: &'p Page<'i>,
    diagnostics: &'d mut Diagnostics<'f>,
    drafts: Vec<Draft>,
    /// Whether the last draft may still be carried on: nothing stood since.
    open: bool,
    focus: Focus,
    /// Who the paragraph before announces.
    announced: Option<(Attributed, Option<Text>)>,
    /// Who spoke last.
    last_speaker: Option<usize>,
    /// Whether speakers' lines stand above their words on this page.
    lines_above: bool,
    labels: usize,
}

/// A stretch of speech of one paragraph with what the paragraph says of it.
struct Piece {
    words: Range<usize>,
    form: Form,
    partial: bool,
    clause: Option<usize>,
}

impl Page<'_> {
    /// The drafts of all quotes, in the order of the page.
    pub(super) fn attribute(&self, diagnostics: &mut Diagnostics) -> Vec<Draft> {
        let labels = self
            .paragraphs
            .iter()
            .filter(|p| matches!(p.sort, Sort::Label { asks: false, .. }))
            .count();
        let mut work = Work {
            page: self,
            diagnostics,
            drafts: Vec::new(),
            open: false,
            focus: Focus::default(),
            announced: None,
            last_speaker: None,
            lines_above: self.lines_stand_above(),
            labels,
        };
        let mut at = 0;
        while at < self.paragraphs.len() {
            at = work.paragraph(at);
        }
        work.drafts
    }

    fn text(&self, at: usize) -> &Text {
        self.paragraphs[at].text
    }

    fn reading(&self, at: usize) -> Option<&Reading> {
        match self.paragraphs.get(at).map(|paragraph| &paragraph.sort) {
            Some(Sort::Text(reading)) => Some(reading),
            _ => None,
        }
    }

    /// Speech that no clause of its paragraph attributes.
    fn is_loose_speech(&self, at: usize) -> bool {
        self.reading(at).is_some_and(|reading| reading.is_all_speech() && !has_clause(reading))
    }

    /// The last paragraph of the run of such speech that goes on behind `at`; a
    /// longer run is no one person's.
    fn end_of_loose(&self, at: usize) -> usize {
        let end = at + LONGEST_SPEECH;
        (at..end).find(|&next| !self.is_loose_speech(next + 1)).unwrap_or(end)
    }

    /// The first paragraph of the run of such speech that ends at `at`.
    fn start_of_loose(&self, at: usize) -> usize {
        let start = at.saturating_sub(LONGEST_SPEECH);
        let is_first = |&above: &usize| above == 0 || !self.is_loose_speech(above - 1);
        (start..=at).rev().find(is_first).unwrap_or(start)
    }

    /// Whether the page's cards and lines stand above the words: by those lines
    /// that have words on one side only; undecided, cards stand above.
    fn lines_stand_above(&self) -> bool {
        let (mut above, mut below) = (0, 0);
        for at in 0..self.paragraphs.len() {
            if !matches!(self.paragraphs[at].sort, Sort::Line(Line::Name | Line::Full)) {
                continue;
            }
            let end = self.end_of_card(at);
            let before = at > 0 && (self.is_loose_speech(at - 1) || self.is_pull(at - 1));
            let after = self.is_loose_speech(end);
            above += usize::from(after && !before);
            below += usize::from(before && !after);
        }
        match above == below {
            true => {
                let first_line = self
                    .paragraphs
                    .iter()
                    .position(|p| matches!(p.sort, Sort::Line(Line::Name | Line::Full)));
                let first_speech = (0..self.paragraphs.len()).find(|&at| self.is_loose_speech(at));
                matches!((first_line, first_speech), (Some(line), Some(speech)) if line < speech)
            }
            false => above > below,
        }
    }

    /// Words without marks that a card below may be the signature of.
    fn is_pull(&self, at: usize) -> bool {
        let is_plain = match &self.paragraphs[at].sort {
            Sort::Heading => true,
            Sort::Text(reading) => !reading.speaks(),
            _ => false,
        };
        let card = match self.paragraphs.get(at + 1).map(|below| &below.sort) {
            Some(Sort::Line(Line::Full)) => true,
            Some(Sort::Line(Line::Name)) => self.end_of_card(at + 1) > at + 2,
            _ => false,
        };
        if !is_plain || !card || self.paragraphs[at].in_case {
            return false;
        }
        let words = self.text(at).as_str().trim();
        let count = words.split_whitespace().count();
        if self.paragraphs[at + 1].signs {
            return (3..=160).contains(&count) && !words.ends_with([':', '?']);
        }
        let says_i = words.split_whitespace().any(|word| {
            matches!(bare(word).to_lowercase().as_str(), "jeg" | "mig" | "min" | "mit")
        });
        (4..=70).contains(&count)
            && has_first_person(words)
            && words.starts_with(char::is_uppercase)
            && !words.ends_with([':', '?'])
            && (!words.ends_with('.') || says_i)
    }

    /// The paragraph behind the card that begins at `at`.
    fn end_of_card(&self, at: usize) -> usize {
        let mut end = at + 1;
        if matches!(self.paragraphs[at].sort, Sort::Line(Line::Name)) {
            while end < self.paragraphs.len() && end < at + 3 {
                let goes_on = matches!(self.paragraphs[end].sort, Sort::Line(Line::Role))
                    || (end > at + 1 && is_bare_organisation(self.text(end).as_str()));
                if !goes_on {
                    break;
                }
                end += 1;
            }
        }
        end
    }
}

impl<'i> Work<'_, 'i, '_, '_> {
    /// Reads the paragraph at `at`; where the next one to read stands.
    fn paragraph(&mut self, at: usize) -> usize {
        let page = self.page;
        let announced = self.announced.take();
        match &page.paragraphs[at].sort {
            Sort::Break => {
                self.open = false;
                at + 1
            }
            Sort::Repeat => {
                self.open = false;
                let text = page.text(at);
                self.drafts.push(Draft {
                    words: text.clone(),
                    span: text.span(),
                    is_repeat: true,
                    item: page.paragraphs[at].item,
                    ..Draft::default()
                });
                at + 1
            }
            Sort::Question if page.plain_answers => self.plain_answer(at),
            Sort::Heading | Sort::Question => {
                self.open = false;
                if let Some(next) = self.pull_quote(at) {
                    return next;
                }
                self.notice(page.text(at), at);
                at + 1
            }
            Sort::List => {
                self.open = false;
                self.notice(page.text(at), at);
                at + 1
            }
            Sort::Line(_) => {
                self.open = false;
                let told = page.card(at, true);
                if let Some(person) = self.person_of_line(&told) {
                    self.focus = Focus { people: vec![person], role: None, paragraph: at };
                }
                page.end_of_card(at)
            }
            Sort::Label { who, words, asks } => self.label(at, who.clone(), words.as_ref(), *asks),
            Sort::Declared(n) => {
                self.open = false;
                self.declared(at, *n);
                self.open = false;
                at + 1
            }
            Sort::Text(reading) => {
                if !reading.parts.iter().any(|part| {
                    matches!(part, Part::Words { role: Use::Utterance | Use::Partial, .. })
                }) {
                    if let Some(next) = self.pull_quote(at) {
                        return next;
                    }
                    return self.narration(at);
                }
                self.speech(at, reading, announced);
                at + 1
            }
        }
    }

    /// A paragraph of running text: whom it speaks of, and whom it announces.
    fn narration(&mut self, at: usize) -> usize {
        let text = self.page.text(at);
        let clause = announcement(text.as_str());
        let alone = clause
            .as_ref()
            .is_some_and(|clause| text.as_str()[..clause.range.start].trim().is_empty());
        // `Han tilføjede:` between two replies parts nothing.
        if !alone {
            self.open = false;
        }
        let before = clause.as_ref().map_or(text.as_str().len(), |clause| clause.range.start);
        self.notice(&text.slice(0..before), at);
        if let Some(clause) = clause {
            let said = text.slice(clause.range.clone());
            let who = self.resolve(&clause.who, text, at).unwrap_or_default();
            self.speak(&who, at);
            self.announced = Some((who, Some(said)));
        } else if text.as_str().trim_end().ends_with(':') {
            self.announced = self.announcement_without_verb(text, at);
        }
        at + 1
    }

    /// `Rektor N i en mail:`.
    fn announcement_without_verb(
        &mut self,
        text: &Text,
        at: usize,
    ) -> Option<(Attributed, Option<Text>)> {
        let words = text.as_str().trim_end().strip_suffix(':')?;
        let own = last_sentence(words);
        let length = clause::phrase_length(&words[own.clone()]);
        let phrase = own.start..own.start + length;
        let is_person = crate::people::names::names_person(&words[phrase.clone()])
            && words[own.clone()].split_whitespace().count() <= 16;
        let who = is_person.then(|| self.resolve(&Who::Phrase(phrase), text, at)).flatten()?;
        who.person?;
        Some((who, Some(text.slice(own))))
    }

    /// Notes whom running text speaks of, for the pronouns behind it.
    fn notice(&mut self, text: &Text, at: usize) {
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
                self.focus = Focus {
                    people: Vec::new(),
                    role: None,
                    paragraph: at.saturating_sub(MEMORY + 1),
                };
                continue;
            }
            if people.is_empty() {
                if let Some(role) = anonymous_subject(&sentence) {
                    self.focus = Focus { people: Vec::new(), role: Some(role), paragraph: at };
                    continue;
                }
                // `Hun vil desuden …` goes on about whom it was about.
                let first = tokens(words).next().map_or("", |(_, word)| bare(word));
                if matches!(first, "Han" | "Hun") {
                    let sex = if first == "Hun" {
                        crate::people::first_names::Sex::Woman
                    } else {
                        crate::people::first_names::Sex::Man
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
                    self.focus = Focus { people, role: None, paragraph: at };
                }
            }
        }
    }

    /// The people of the page whom a sentence names, by full name, surname or role.
    fn mentioned(&self, sentence: &Text, at: usize) -> Vec<usize> {
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
    fn speak(&mut self, who: &Attributed, at: usize) {
        if let Some(person) = who.person {
            self.focus = Focus { people: vec![person], role: None, paragraph: at };
            self.last_speaker = Some(person);
        } else if who.is_named() {
            self.focus =
                Focus { people: Vec::new(), role: who.mention.role.clone(), paragraph: at };
            self.last_speaker = None;
        }
    }

    /// Who the subject of a clause is. `None` where the clause tells of a text.
    fn resolve(&self, who: &Who, text: &Text, at: usize) -> Option<Attributed> {
        match who {
            Who::Pronoun(sex) => Some(self.by_pronoun(*sex, at).unwrap_or_default()),
            Who::Several => Some(Attributed::default()),
            Who::Nobody => None,
            Who::Phrase(range) => Some(self.by_phrase(&text.slice(range.clone()), at)),
        }
    }

    fn by_pronoun(&self, sex: crate::people::first_names::Sex, at: usize) -> Option<Attributed> {
        let cast = &self.page.cast;
        let person = |person: usize| Attributed { person: Some(person), ..Attributed::default() };
        let recent = at.saturating_sub(self.focus.paragraph) <= MEMORY;
        if recent {
            let fitting: Vec<usize> =
                self.focus.people.iter().copied().filter(|&one| cast.may_be(one, sex)).collect();
            if let [one] = fitting.as_slice() {
                return Some(person(*one));
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

    /// Words that name or describe somebody.
    fn by_phrase(&self, phrase: &Text, at: usize) -> Attributed {
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
        let small = head.split_whitespace().any(|word| word.starts_with(char::is_lowercase));
        // A surname or first name, perhaps with a role in front of it.
        if let [(from, word)] = capital.as_slice() {
            let plain = bare(word);
            let is_last = from + word.len() >= head.trim_end().len()
                || head[from + word.len()..].trim_start().starts_with('(');
            if is_last && (!small || role_words > 0) && !ends_in_preposition(&head[..*from]) {
                if let Some(person) = cast.called(plain) {
                    return Attributed {
                        person: Some(person),
                        mention: Mention {
                            role: mention.role,
                            party: mention.party,
                            ..Mention::default()
                        },
                        ..Attributed::default()
                    };
                }
                if is_first_name(plain) && !cast.knows(plain)
                    || role_words > 0 && *from > 0 && !is_organisation_word(plain)
                {
                    let name = Some(phrase.slice(
                        word.as_ptr() as usize - words.as_ptr() as usize
                            ..word.as_ptr() as usize - words.as_ptr() as usize + word.len(),
                    ));
                    let name = name.map(|name| name.narrow(bare(name.as_str())));
                    let role = if role_words > 0 {
                        Some(phrase.slice(0..*from).trim()).filter(|role| !role.is_empty())
                    } else {
                        mention.role.clone()
                    };
                    return Attributed {
                        mention: Mention {
                            name,
                            role,
                            organisation: mention.organisation,
                            party: mention.party,
                            ..Mention::default()
                        },
                        ..Attributed::default()
                    };
                }
            }
        }
        if role_words == 0 && !capital.is_empty() && capital[0].0 == 0 {
            let is_org = is_organisation(head) || capital.len() == 1 || mention.name.is_none();
            if is_org && !cast.knows(bare(capital[0].1)) {
                let own = crate::people::names::organisation_length(head);
                let length = if own > 0 {
                    own
                } else {
                    head.find(" i ").filter(|_| capital.len() > 1).unwrap_or(head.len())
                };
                return Attributed {
                    mention: Mention {
                        organisation: Some(phrase.slice(0..length).trim()),
                        ..Mention::default()
                    },
                    ..Attributed::default()
                };
            }
        }
        // A role alone: whoever on the page has it, if the words are definite.
        let role_word = head.split_whitespace().map(bare).find(|word| is_role_word(word));
        let indefinite =
            matches!(head.split_whitespace().next(), Some("en" | "et" | "flere" | "to" | "nogle"));
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
            let known = Mention {
                name: mention.name.filter(|name| name.as_str().contains(' ')),
                organisation: mention.organisation,
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

    fn person_of_line(&self, told: &Text) -> Option<usize> {
        let first = sentences(told.as_str()).into_iter().next()?;
        let mention = mention::read(&told.slice(first), None);
        self.page.cast.named(mention.name?.as_str())
    }

    /// A paragraph in which something is said.
    fn speech(
        &mut self,
        at: usize,
        reading: &Reading,
        announced: Option<(Attributed, Option<Text>)>,
    ) {
        let text = self.page.text(at);
        let pieces = pieces(&reading.parts);
        let mut announced = announced;
        let mut previous: Option<Attributed> = None;
        let mut clause_said: Option<usize> = None;
        let mut done = 0;
        let mut at_start = true;
        for (n, part) in reading.parts.iter().enumerate() {
            match part {
                Part::Narration(range) => {
                    let is_lead = text.as_str()[range.clone()].trim_end().ends_with(':');
                    self.notice(&text.slice(range.clone()), at);
                    if !is_lead {
                        self.open = false;
                    }
                    at_start = false;
                    previous = None;
                }
                Part::Clause(clause) => {
                    if clause_said != Some(n)
                        && let Some(who) = self.resolve(&clause.who, text, at)
                    {
                        self.speak(&who, at);
                    }
                }
                Part::Words { role: Use::Term, .. } => {
                    self.open = false;
                    at_start = false;
                    previous = None;
                }
                Part::Words { .. } => {
                    let piece = &pieces[done];
                    done += 1;
                    let mut said = Vec::new();
                    let who = match piece.clause {
                        Some(own) => {
                            let Part::Clause(clause) = &reading.parts[own] else { continue };
                            said.push(text.slice(clause.range.clone()));
                            clause_said = Some(own);
                            Found::Told(self.resolve(&clause.who, text, at).unwrap_or_default())
                        }
                        None if previous.is_some() => {
                            Found::Told(previous.clone().unwrap_or_default())
                        }
                        None if at_start => self.from_neighbours(at, announced.take(), &mut said),
                        None => self.from_narration(at, &reading.parts[..n], &mut said),
                    };
                    if piece.partial {
                        self.open = false;
                    }
                    let who = match who {
                        Found::Told(who) => who,
                        Found::Unnamed => Attributed::default(),
                        Found::Nobody if piece.form == Form::Dash => Attributed::default(),
                        Found::Nobody => {
                            self.left_out(text, &piece.words);
                            self.open = false;
                            at_start = false;
                            continue;
                        }
                    };
                    self.put(at, piece, &who, said);
                    self.speak(&who, at);
                    previous = Some(who).filter(|_| !piece.partial);
                    if piece.partial {
                        self.open = false;
                    }
                    at_start = false;
                }
            }
        }
        if let Some(Part::Clause(clause)) = reading.parts.last()
            && clause.announces
        {
            self.announced = self.resolve(&clause.who, text, at).map(|who| (who, None));
        }
    }

    /// Adds a stretch: to the quote before, if it is the same speaker's and nothing
    /// stands between, or as a quote of its own.
    fn put(&mut self, at: usize, piece: &Piece, who: &Attributed, said: Vec<Text>) {
        let text = self.page.text(at);
        let words = text.slice(piece.words.clone());
        let paragraph = &self.page.paragraphs[at];
        let span = said.iter().map(Text::span).fold(words.span(), Span::cover);
        if let Some(last) = self.drafts.last_mut().filter(|last| {
            self.open
                && !piece.partial
                && last.item != paragraph.item
                && repeats(&words, &last.words)
        }) {
            // A pull quote right above the words that it repeats.
            let first = std::mem::replace(
                last,
                Draft {
                    words,
                    clauses: said,
                    speaker: who.clone(),
                    span,
                    in_case: paragraph.in_case,
                    item: paragraph.item,
                    ..Draft::default()
                },
            );
            last.also.push(first.span);
            return;
        }
        if let Some(last) = self
            .drafts
            .last_mut()
            .filter(|last| self.open && last.item != paragraph.item && holds(&last.words, &words))
        {
            // A caption or a pull quote right below.
            last.also.push(span);
            return;
        }
        let joins = self.open
            && !piece.partial
            && self.drafts.last().is_some_and(|last| {
                !last.partial
                    && (last.speaker.same(who) || (!last.speaker.is_named() && !who.is_named()))
            });
        if joins && let Some(last) = self.drafts.last_mut() {
            last.words.join("\n\n", &words);
            last.clauses.extend(said);
            last.span = last.span.cover(span);
            if last.speaker.said.is_none() && who.said.is_some() {
                last.speaker = who.clone();
            }
        } else {
            self.drafts.push(Draft {
                words,
                clauses: said,
                speaker: who.clone(),
                span,
                partial: piece.partial,
                in_case: paragraph.in_case,
                item: paragraph.item,
                ..Draft::default()
            });
        }
        self.open = true;
    }

    fn left_out(&mut self, text: &Text, words: &Range<usize>) {
        let shown: String = text.as_str()[words.clone()].chars().take(40).collect();
        self.diagnostics.warn(
            text.span_of(words.clone()).start,
            "left-out",
            format!("“{shown} …” stands in quotation marks and nothing near says who spoke; it is left out"),
            "add a clause (`siger Navn, rolle`) or a line `— Navn, rolle, organisation`, or leave it if nobody said it",
        );
    }

    /// Who said words that begin a paragraph without a clause of its own.
    fn from_neighbours(
        &mut self,
        at: usize,
        announced: Option<(Attributed, Option<Text>)>,
        said: &mut Vec<Text>,
    ) -> Found {
        let page = self.page;
        if let Some((who, clause)) = announced {
            said.extend(clause);
            return Found::Told(who);
        }
        if let Some(found) = self.from_lines(at, said) {
            return found;
        }
        if let Some((who, clause)) = self.points_back(at) {
            said.push(clause);
            return Found::Told(who);
        }
        let below = self.clause_below(at);
        // The paragraph above is speech and goes on here.
        if self.open
            && at > 0
            && page
                .reading(at - 1)
                .is_some_and(|above| !matches!(above.parts.last(), Some(Part::Narration(_))))
        {
            let last = self.drafts.last().map(|last| last.speaker.clone()).unwrap_or_default();
            let contradicted =
                below.as_ref().is_some_and(|below| below.is_named() && !below.same(&last));
            // Another kind of mark may be another's.
            let last_form = page.reading(at - 1).map(|above| above.is_reply);
            if last_form.is_some_and(|was| page.reading(at).is_some_and(|own| own.is_reply != was))
            {
                self.open = false;
            }
            return match contradicted {
                true => {
                    self.open = false;
                    Found::Unnamed
                }
                false if last.is_named() => {
                    Found::Told(Attributed { from_neighbour: true, ..last })
                }
                false => below.map_or(Found::Unnamed, |below| {
                    Found::Told(Attributed { from_neighbour: true, ..below })
                }),
            };
        }
        if let Some(below) = below.filter(Attributed::is_named) {
            return Found::Told(Attributed { from_neighbour: true, ..below });
        }
        if let Some(who) = self.from_above(at) {
            return Found::Told(who);
        }
        let answers = at > 0 && matches!(page.paragraphs[at - 1].sort, Sort::Question);
        if page.cast.len() == 1 {
            return Found::Told(Attributed {
                person: Some(0),
                from_neighbour: true,
                ..Attributed::default()
            });
        }
        if answers { Found::Unnamed } else { Found::Nobody }
    }

    /// The speaker's line above or below.
    fn from_lines(&mut self, at: usize, said: &mut Vec<Text>) -> Option<Found> {
        let page = self.page;
        let is_card = |at: usize| {
            matches!(
                page.paragraphs.get(at).map(|p| &p.sort),
                Some(Sort::Line(Line::Name | Line::Full))
            )
        };
        // Words over several paragraphs share the line at their end.
        let last = page.end_of_loose(at);
        let below = is_card(last + 1).then_some(last + 1);
        let first = page.start_of_loose(at);
        let above = (1..=3.min(first))
            .map(|back| first - back)
            .find(|&above| is_card(above) && page.end_of_card(above) == first);
        let line = match (above, below) {
            (Some(above), Some(below)) => {
                if self.lines_above {
                    above
                } else {
                    below
                }
            }
            (one, other) => one.filter(|_| self.lines_above || below.is_none()).or(other)?,
        };
        let told = page.card(line, true);
        let mention =
            mention::read(&told.slice(sentences(told.as_str()).into_iter().next()?), None);
        let person = mention.name.as_ref().and_then(|name| page.cast.named(name.as_str()));
        said.push(told.clone());
        Some(Found::Told(Attributed { said: Some(told), person, mention, from_neighbour: true }))
    }

    /// `Sådan siger N, pedel på X.` below.
    fn points_back(&self, at: usize) -> Option<(Attributed, Text)> {
        let page = self.page;
        let last = page.end_of_loose(at);
        let below = page.reading(last + 1)?;
        if matches!(below.parts.first(), Some(Part::Words { .. })) || below.is_reply {
            return None;
        }
        let text = page.text(last + 1);
        let first = sentences(text.as_str()).into_iter().next()?;
        let report = clause::report(text.as_str(), first)?;
        if !report.points_back {
            return None;
        }
        let who = self.resolve(&report.clause.who, text, last + 1)?;
        Some((Attributed { from_neighbour: true, ..who }, text.slice(report.clause.range)))
    }

    /// Whom the clause of a paragraph right below names, where all between is
    /// speech without one.
    fn clause_below(&self, at: usize) -> Option<Attributed> {
        let page = self.page;
        let next = page.end_of_loose(at) + 1;
        let below = page.reading(next)?;
        let mut parts = below.parts.iter();
        let (Some(Part::Words { role: Use::Utterance, .. }), Some(Part::Clause(clause))) =
            (parts.next(), parts.next())
        else {
            return None;
        };
        // Replies go on as replies, marks as marks.
        if page.reading(at).is_some_and(|own| own.is_reply != below.is_reply) {
            return None;
        }
        self.resolve(&clause.who, page.text(next), next)
    }

    /// The running text above: its last sentences report somebody, or speak of one.
    fn from_above(&self, at: usize) -> Option<Attributed> {
        let page = self.page;
        let above = (0..at)
            .rev()
            .find(|&above| !matches!(page.paragraphs[above].sort, Sort::Heading | Sort::Break))?;
        // Something of another kind stands between.
        if at - above > 2 {
            return None;
        }
        let text = page.text(above);
        let is_narration = matches!(&page.paragraphs[above].sort, Sort::Text(reading) if !matches!(reading.parts.last(), Some(Part::Words { .. } | Part::Clause(_))));
        if !is_narration {
            return None;
        }
        let all = sentences(text.as_str());
        for own in all.iter().rev().take(2) {
            if let Some(report) = clause::report(text.as_str(), own.clone())
                && let Some(who) = self.resolve(&report.clause.who, text, above)
                && who.is_named()
            {
                return Some(Attributed { from_neighbour: true, ..who });
            }
        }
        // Only one person is spoken of just above.
        let recent = at - self.focus.paragraph.min(at) <= 1;
        if let ([one], true) = (self.focus.people.as_slice(), recent) {
            return Some(Attributed {
                person: Some(*one),
                from_neighbour: true,
                ..Attributed::default()
            });
        }
        // Nobody is, and who spoke before goes on.
        let silent = at - self.focus.paragraph.min(at) <= MEMORY && self.focus.people.len() == 1;
        let speaker = self.last_speaker.filter(|last| silent && self.focus.people == [*last])?;
        Some(Attributed { person: Some(speaker), from_neighbour: true, ..Attributed::default() })
    }

    /// Running text before words in the middle of a paragraph.
    fn from_narration(&self, at: usize, before: &[Part], said: &mut Vec<Text>) -> Found {
        let text = self.page.text(at);
        let Some(Part::Narration(range)) = before.last() else { return Found::Nobody };
        let told = &text.as_str()[range.clone()];
        let own = last_sentence(told);
        let sentence = range.start + own.start..range.start + own.end;
        if let Some(report) = clause::report(text.as_str(), sentence)
            && let Some(who) = self.resolve(&report.clause.who, text, at)
            && who.is_named()
        {
            said.push(text.slice(report.clause.range));
            return Found::Told(Attributed { from_neighbour: true, ..who });
        }
        Found::Nobody
    }

    /// What stands below a question of an interview whose answers have no marks:
    /// the words of the one person whom the page is about.
    fn plain_answer(&mut self, at: usize) -> usize {
        let page = self.page;
        self.open = false;
        let who = Attributed { person: Some(0), from_neighbour: true, ..Attributed::default() };
        let mut next = at + 1;
        while let Some(Sort::Text(reading)) = page.paragraphs.get(next).map(|below| &below.sort) {
            if reading.speaks() {
                break;
            }
            let text = page.text(next);
            let words = text.as_str().trim();
            let start = words.as_ptr() as usize - text.as_str().as_ptr() as usize;
            let piece = Piece {
                words: start..start + words.len(),
                form: Form::Bare,
                partial: false,
                clause: None,
            };
            self.put(next, &piece, &who, Vec::new());
            next += 1;
        }
        self.open = false;
        next
    }

    /// `Navn:` with what is said behind it, or below it.
    fn label(
        &mut self,
        at: usize,
        who: Range<usize>,
        words: Option<&Reading>,
        asks: bool,
    ) -> usize {
        let page = self.page;
        let text = page.text(at);
        self.open = false;
        if asks {
            return at + 1;
        }
        let label = text.slice(who.clone());
        let speaker = match label.is_empty() {
            true if page.cast.len() == 1 => {
                Attributed { person: Some(0), from_neighbour: true, ..Attributed::default() }
            }
            true => Attributed::default(),
            false => self.by_label(&label, at),
        };
        self.speak(&speaker, at);
        if let Some(reading) = words {
            for piece in pieces(&reading.parts).into_iter().filter(|piece| !piece.partial) {
                let told = if label.is_empty() { Vec::new() } else { vec![label.clone()] };
                self.put(at, &piece, &speaker, if self.open { Vec::new() } else { told });
            }
        }
        let mut next = at + 1;
        while next < page.paragraphs.len() && next < at + 200 {
            let is_asked = next == at + 1
                && matches!(page.paragraphs[next].sort, Sort::Heading)
                && page.text(next).as_str().trim_end().ends_with('?');
            if !matches!(page.paragraphs[next].sort, Sort::Text(_)) && !is_asked {
                break;
            }
            let text = page.text(next);
            let is_record = text.as_str().split(':').next().is_some_and(|head| {
                head.len() < text.as_str().len()
                    && head.split_whitespace().count() <= 3
                    && is_capitalised(head)
            });
            let goes_on = words.is_none() && (next == at + 1 || self.labels >= 2)
                || (words.is_some() && self.labels >= 3 && has_first_person(text.as_str()));
            if !goes_on || is_record {
                break;
            }
            let reading = read_spoken(text.as_str(), false);
            for piece in pieces(&reading.parts).into_iter().filter(|piece| !piece.partial) {
                let told = if self.open { Vec::new() } else { vec![label.clone()] };
                self.put(next, &piece, &speaker, told);
            }
            next += 1;
        }
        self.open = false;
        next
    }

    /// Who a label names: `Ordføreren (Navn Navnesen)`, `Navn Navnesen (S)`.
    fn by_label(&self, label: &Text, at: usize) -> Attributed {
        match named_in_parentheses(label) {
            Some(mention) => {
                let person =
                    mention.name.as_ref().and_then(|name| self.page.cast.named(name.as_str()));
                Attributed { person, mention, ..Attributed::default() }
            }
            None => self.by_phrase(label, at),
        }
    }

    /// Words without marks above a speaker's line: a pull quote.
    fn pull_quote(&mut self, at: usize) -> Option<usize> {
        let page = self.page;
        let signed = page.paragraphs.get(at + 1).is_some_and(|below| below.signs);
        if !page.is_pull(at) || (self.lines_above && !signed) {
            return None;
        }
        let text = page.text(at);
        let words = text.as_str().trim();
        let told = page.card(at + 1, true);
        let mention =
            mention::read(&told.slice(sentences(told.as_str()).into_iter().next()?), None);
        let journalist = mention.role.as_ref().is_some_and(|role| {
            let role = role.as_str().to_lowercase();
            ["journalist", "fotograf", "redaktør", "skribent", "redaktion"]
                .iter()
                .any(|word| role.contains(word))
        });
        let says_who =
            mention.role.is_some() || mention.organisation.is_some() || mention.party.is_some();
        if journalist || (!signed && (mention.name.is_none() || !says_who)) {
            return None;
        }
        let person = mention.name.as_ref().and_then(|name| page.cast.named(name.as_str()));
        let who = Attributed { said: Some(told.clone()), person, mention, from_neighbour: true };
        let start = words.as_ptr() as usize - text.as_str().as_ptr() as usize;
        let piece = Piece {
            words: start..start + words.len(),
            form: Form::Bare,
            partial: false,
            clause: None,
        };
        self.put(at, &piece, &who, vec![told]);
        self.open = false;
        self.speak(&who, at + 1);
        Some(page.end_of_card(at + 1))
    }

    /// What the page declares to be one quote: a block, or what a button ends.
    fn declared(&mut self, at: usize, n: usize) {
        let page = self.page;
        let pieces_of = page.declared[n];
        let first = self.drafts.len();
        let mut carried = false;
        let mut previous: Option<Attributed> = None;
        for (count, text) in pieces_of.paragraphs.iter().enumerate() {
            let reading = read_spoken(
                text.as_str(),
                carried && !text.as_str().trim_start().starts_with(marks::QUOTE_MARKS),
            );
            carried = reading.open && count + 1 < pieces_of.paragraphs.len();
            for piece in pieces(&reading.parts) {
                let clause = piece.clause.and_then(|own| match &reading.parts[own] {
                    Part::Clause(clause) => Some(clause),
                    _ => None,
                });
                let words = text.slice(piece.words.clone());
                let who = match clause {
                    Some(clause) => self.resolve_declared(clause, text, at),
                    None => previous.clone().unwrap_or_default(),
                };
                let said: Vec<Text> =
                    clause.map(|clause| text.slice(clause.range.clone())).into_iter().collect();
                let span = said.iter().map(Text::span).fold(words.span(), Span::cover);
                let differs = self.drafts.len() > first
                    && self.drafts.last().is_some_and(|last| {
                        last.speaker.person.is_some()
                            && who.person.is_some()
                            && last.speaker.person != who.person
                    });
                if self.drafts.len() == first || differs {
                    self.drafts.push(Draft {
                        words,
                        clauses: said,
                        speaker: who.clone(),
                        span,
                        in_case: pieces_of.in_case,
                        item: page.paragraphs[at].item,
                        ..Draft::default()
                    });
                } else if let Some(last) = self.drafts.last_mut() {
                    last.words.join("\n\n", &words);
                    last.clauses.extend(said);
                    last.span = last.span.cover(span);
                    if !last.speaker.is_named() {
                        last.speaker = who.clone();
                    }
                }
                previous = Some(who);
            }
        }
        if self.drafts.len() == first {
            let text = pieces_of.paragraphs.first();
            let at_byte = text.map_or(0, |text| text.span().start);
            self.diagnostics.warn(
                at_byte,
                "empty-quote",
                "a quote without words".to_owned(),
                "write the words, or take the quote away",
            );
            return;
        }
        let several = self.drafts.len() - first > 1;
        let line_person = pieces_of.lines.first().and_then(|line| self.person_of_line(line));
        for draft in &mut self.drafts[first..] {
            draft.span = pieces_of.lines.iter().map(Text::span).fold(draft.span, Span::cover);
            // With two speakers in one block the line is only its own person's.
            let is_own =
                !several || draft.speaker.person.is_none() || draft.speaker.person == line_person;
            if is_own {
                draft.lines.clone_from(&pieces_of.lines);
                draft.facts.clone_from(&pieces_of.facts);
            }
        }
        if let Some(person) = line_person {
            self.focus = Focus { people: vec![person], role: None, paragraph: at };
        } else if let Some(who) = self.drafts.last().map(|last| last.speaker.clone()) {
            self.speak(&who, at);
        }
    }

    /// The clause of a declared quote: its own words stay beside what the page
    /// knows, for the line to be compared with.
    fn resolve_declared(&self, clause: &Clause, text: &Text, at: usize) -> Attributed {
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

/// What the evidence near words gives.
enum Found {
    /// A speaker, named or not, whom a clause or a line tells of.
    Told(Attributed),
    /// Certainly said, nobody knows by whom.
    Unnamed,
    /// Nothing says that it was said.
    Nobody,
}

/// The stretches of a paragraph, each with the clause that tells who said it:
/// the one right behind, else one that announces it right before.
fn pieces(parts: &[Part]) -> Vec<Piece> {
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Part::Words { range, form, role } = part else { continue };
        if *role == Use::Term {
            continue;
        }
        let behind = matches!(parts.get(at + 1), Some(Part::Clause(_))).then_some(at + 1);
        let announced =
            at > 0 && matches!(&parts[at - 1], Part::Clause(clause) if clause.announces);
        // A clause between two stretches belongs to both, unless the second has its own.
        let between = at > 1
            && matches!((&parts[at - 1], &parts[at - 2]), (Part::Clause(_), Part::Words { role, .. }) if *role == Use::Utterance);
        let clause = match (behind, announced) {
            (Some(behind), false) => Some(behind),
            (Some(behind), true) => match (&parts[at - 1], &parts[behind]) {
                (Part::Clause(before), Part::Clause(after))
                    if matches!(before.who, Who::Phrase(_))
                        && matches!(after.who, Who::Pronoun(_)) =>
                {
                    Some(at - 1)
                }
                _ => Some(behind),
            },
            (None, true) => Some(at - 1),
            (None, false) => between.then(|| at - 1),
        };
        found.push(Piece {
            words: range.clone(),
            form: *form,
            partial: *role == Use::Partial,
            clause,
        });
    }
    found
}

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

/// Whether `words` begin with all of `earlier`, marks and stops aside.
fn repeats(words: &Text, earlier: &Text) -> bool {
    if earlier.as_str().len() > LONGEST_REPEATED {
        return false;
    }
    let (words, earlier) =
        (super::repeats::folded(words.as_str()), super::repeats::folded(earlier.as_str()));
    earlier.len() >= 4 && words.starts_with(&earlier)
}

/// Whether `earlier` holds all of `words`.
fn holds(earlier: &Text, words: &Text) -> bool {
    if earlier.as_str().len() > LONGEST_REPEATED {
        return false;
    }
    let (earlier, words) =
        (super::repeats::folded(earlier.as_str()), super::repeats::folded(words.as_str()));
    words.len() >= 4 && earlier.windows(words.len()).any(|window| window == words)
}

/// A role with its definite ending: `ministeren`.
fn definite_role(word: &str) -> Option<&str> {
    let lower = word.to_lowercase();
    let is_definite = role_stem(word).is_some_and(|stem| stem != lower && !lower.ends_with("s"));
    is_definite.then_some(word)
}

/// A role without a name that begins a sentence: `Dirigenten måtte bede om ro`.
fn anonymous_subject(sentence: &Text) -> Option<Text> {
    let (at, word) = tokens(sentence.as_str()).next()?;
    let plain = bare(word);
    definite_role(plain)?;
    let from = plain.as_ptr() as usize - sentence.as_str().as_ptr() as usize;
    let _ = (at, word);
    Some(sentence.slice(from..from + plain.len()))
}

fn ends_in_preposition(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or("");
    matches!(
        last,
        "i" | "for" | "på" | "ved" | "af" | "hos" | "fra" | "til" | "under" | "efter" | "om"
    )
}

fn has_first_person(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        matches!(
            bare(word).to_lowercase().as_str(),
            "jeg"
                | "vi"
                | "os"
                | "mig"
                | "min"
                | "mit"
                | "mine"
                | "vores"
                | "du"
                | "dig"
                | "din"
                | "man"
        )
    })
}
