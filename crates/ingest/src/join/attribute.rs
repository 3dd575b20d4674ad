//! Whose each stretch of speech is.

use std::ops::Range;

use ordret_model::Span;
use ordret_speech::clause::Who;
use ordret_speech::marks;
use ordret_speech::pattern;
use ordret_speech::read::{Form, Part, Reading, Use};
use ordret_speech::sentences::last_sentence;

use super::classify::announcement;
use super::evidence::{Found, answers};
use super::focus::Focus;
use super::{Attributed, Draft, Page, Sort};
use crate::diagnostic::{Code, Diagnostics};
use crate::text::Text;

/// Bytes of speech beyond which nothing is looked for that repeats it.
const LONGEST_REPEATED: usize = 8_000;

// A genitive and what it owns: an answer of somebody's.
pattern!(
    OWN_REPLY,
    r"^((?:\p{Lu}[\p{L}\-]*\s){0,3}\p{Lu}[\p{L}\-]*?)[’']?s\s(?:\p{Ll}+\s){0,2}?(?:svar|kommentar|replik|besked|forklaring|reaktion|konklusion|vurdering|indvending|dom|råd|opfordring)\b"
);

/// What is being put together.
pub(super) struct Work<'p, 'i, 'd, 'f> {
    pub(super) page: &'p Page<'i>,
    pub(super) diagnostics: &'d mut Diagnostics<'f>,
    pub(super) drafts: Vec<Draft>,
    /// Whether the last draft may still be carried on: nothing stood since.
    pub(super) open: bool,
    pub(super) focus: Focus,
    /// Who the paragraph before announces.
    pub(super) announced: Option<(Attributed, Option<Text>)>,
    /// Who spoke last.
    pub(super) last_speaker: Option<usize>,
    /// Whether speakers' lines stand above their words on this page.
    pub(super) lines_above: bool,
    pub(super) labels: usize,
}

/// A stretch of speech of one paragraph with what the paragraph says of it.
pub(super) struct Piece {
    pub(super) words: Range<usize>,
    pub(super) form: Form,
    pub(super) partial: bool,
    pub(super) clause: Option<usize>,
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
                let told = page.card(at);
                if let Some(person) = self.person_of_line(&told) {
                    self.focus = Focus::on(vec![person], at);
                }
                page.end_of_card(at)
            }
            Sort::Label { who, words, asks } => self.label(at, who.clone(), words.as_ref(), *asks),
            Sort::Declared(n) => {
                self.open = false;
                self.declared(at, *n, announced);
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
        if let Some((who, said)) = self.owner_of_reply(text, at) {
            self.open = false;
            self.notice(&text.slice(0..said.start), at);
            self.speak(&who, at);
            self.announced = Some((who, Some(text.slice(said))));
            return at + 1;
        }
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
            // Two whom nobody names are not one.
            if !who.is_named() && !matches!(clause.who, Who::Pronoun(_)) {
                self.open = false;
            }
            self.speak(&who, at);
            self.announced = Some((who, Some(said)));
        } else if text.as_str().trim_end().ends_with(':') {
            self.announced = self.announcement_without_verb(text, at);
        }
        at + 1
    }

    /// `Kassererens svar faldt prompte:`: whose the answer is, known or not. Nobody
    /// else is meant, however much the text before speaks of them.
    fn owner_of_reply(&self, text: &Text, at: usize) -> Option<(Attributed, Range<usize>)> {
        let words = text.as_str().trim_end().strip_suffix(':')?;
        let own = last_sentence(words);
        let sentence = text.slice(own.clone());
        let owner = OWN_REPLY.captures(sentence.as_str())?.get(1)?;
        let is_pronoun = matches!(owner.as_str(), "Han" | "Hende" | "Dere" | "Di" | "Vore");
        let who = (!is_pronoun).then(|| self.by_phrase(&sentence.slice(owner.range()), at))?;
        Some((Attributed { from_neighbour: true, ..who }, own.start..words.len() + 1))
    }

    /// `Rektor N i en mail:`.
    fn announcement_without_verb(
        &mut self,
        text: &Text,
        at: usize,
    ) -> Option<(Attributed, Option<Text>)> {
        let words = text.as_str().trim_end().strip_suffix(':')?;
        let own = last_sentence(words);
        let sentence = text.slice(own);
        if sentence.as_str().split_whitespace().count() > 16 || answers(text.as_str()) {
            return None;
        }
        // `Formanden aflagde beretning:` stands above a list as well.
        let below = self.page.paragraphs.get(at + 1).map(|below| below.text.as_str().trim_start());
        if !below.is_some_and(|below| below.starts_with(marks::QUOTE_MARKS)) {
            return None;
        }
        // `Kollegaen N N kan mærke forskellen:` tells of one person.
        let people = self.mentioned(&sentence, at);
        let [person] = people.as_slice() else { return None };
        let who =
            Attributed { person: Some(*person), from_neighbour: true, ..Attributed::default() };
        Some((who, Some(sentence)))
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
                    if clause.leads_away {
                        previous = None;
                        self.open = false;
                    }
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
                        None if at_start => self.by_neighbours(at, announced.take(), &mut said),
                        None => self.told_before(at, &reading.parts[..n], &mut said),
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
    pub(super) fn put(&mut self, at: usize, piece: &Piece, who: &Attributed, said: Vec<Text>) {
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
                    && (last.speaker.same(who)
                        || (!last.speaker.is_named() && !who.is_named() && piece.clause.is_none()))
            });
        if joins && let Some(last) = self.drafts.last_mut() {
            last.words.join("\n\n", &words);
            add_clauses(&mut last.clauses, said);
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

    pub(super) fn left_out(&mut self, text: &Text, words: &Range<usize>) {
        let shown: String = text.as_str()[words.clone()].chars().take(40).collect();
        self.diagnostics.say(text.span_of(words.clone()).start, Code::LeftOut, &[&shown]);
    }
}

/// The stretches of a paragraph, each with the clause that tells who said it:
/// the one right behind, else one that announces it right before.
pub(super) fn pieces(parts: &[Part]) -> Vec<Piece> {
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Part::Words { range, form, role } = part else { continue };
        if *role == Use::Term {
            continue;
        }
        let behind = matches!(parts.get(at + 1), Some(Part::Clause(clause)) if clause.is_behind)
            .then_some(at + 1);
        let announced =
            at > 0 && matches!(&parts[at - 1], Part::Clause(clause) if clause.announces);
        // A clause between two stretches belongs to both, unless the second has its own.
        let between = at > 1
            && matches!((&parts[at - 1], &parts[at - 2]), (Part::Clause(clause), Part::Words { role, .. }) if *role == Use::Utterance && clause.is_behind && !clause.leads_away);
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

/// Adds clauses, but not the last one again: between two stretches it tells of
/// both.
pub(super) fn add_clauses(clauses: &mut Vec<Text>, said: Vec<Text>) {
    for clause in said {
        if clauses.last().is_none_or(|last| last.span() != clause.span()) {
            clauses.push(clause);
        }
    }
}

/// Whether `words` begin with all of `earlier`, marks and stops aside.
pub(super) fn repeats(words: &Text, earlier: &Text) -> bool {
    if earlier.as_str().len() > LONGEST_REPEATED {
        return false;
    }
    let (words, earlier) =
        (super::repeats::folded(words.as_str()), super::repeats::folded(earlier.as_str()));
    earlier.len() >= 4 && words.starts_with(&earlier)
}

/// Whether `earlier` holds all of `words`.
pub(super) fn holds(earlier: &Text, words: &Text) -> bool {
    if earlier.as_str().len() > LONGEST_REPEATED {
        return false;
    }
    let (earlier, words) =
        (super::repeats::folded(earlier.as_str()), super::repeats::folded(words.as_str()));
    words.len() >= 4 && earlier.windows(words.len()).any(|window| window == words)
}
