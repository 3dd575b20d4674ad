//! Speech that the page itself declares: block quotes and buttons, labels,
//! answers to questions, pull quotes with their line.

use std::ops::Range;

use ordret_model::Span;
use ordret_speech::marks;
use ordret_speech::names::is_capitalised;
use ordret_speech::read::{Form, Part, Reading, read_spoken};
use ordret_speech::sentences::sentences;

use super::attribute::{Piece, Work, add_clauses, pieces};
use super::beside::has_first_person;
use super::evidence::Found;
use super::focus::Focus;
use super::{Attributed, Draft, Sort};
use crate::diagnostic::Code;
use crate::people::mention::{self};
use crate::text::Text;

impl Work<'_, '_, '_, '_> {
    /// What stands below a question of an interview whose answers have no marks:
    /// the words of the one person whom the page is about.
    pub(super) fn plain_answer(&mut self, at: usize) -> usize {
        let page = self.page;
        self.open = false;
        let who =
            Attributed { person: page.cast.only(), from_neighbour: true, ..Attributed::default() };
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
    pub(super) fn label(
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
            true if page.cast.only().is_some() => Attributed {
                person: page.cast.only(),
                from_neighbour: true,
                ..Attributed::default()
            },
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
            if text.as_str().trim_end().ends_with(':') {
                break;
            }
            let is_record = text.as_str().split(':').next().is_some_and(|head| {
                head.len() < text.as_str().len()
                    && head.split_whitespace().count() <= 3
                    && is_capitalised(head)
            });
            // What goes on below must sound like it: the last label has no other end.
            let sounds_so = self.labels >= 2 && has_first_person(text.as_str());
            let goes_on = match words {
                None => next == at + 1 || sounds_so,
                Some(_) => self.labels >= 3 && sounds_so,
            };
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

    /// Words without marks above a speaker's line: a pull quote.
    pub(super) fn pull_quote(&mut self, at: usize) -> Option<usize> {
        let page = self.page;
        let signed = page.paragraphs.get(at + 1).is_some_and(|below| below.signs);
        if !page.is_pull(at) || (self.lines_above && !signed) {
            return None;
        }
        let text = page.text(at);
        let words = text.as_str().trim();
        let told = page.card(at + 1);
        let mention =
            mention::read(&told.slice(sentences(told.as_str()).into_iter().next()?), None);
        let journalist = mention.role.as_ref().is_some_and(|role| {
            let role = role.as_str().to_lowercase();
            ["journalist", "fotograf", "redaktør", "skribent", "redaktion"]
                .iter()
                .any(|word| role.contains(word))
        });
        let says_who = mention.role.is_some()
            || mention.formerly.is_some()
            || mention.organisation.is_some()
            || mention.party.is_some();
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
    pub(super) fn declared(
        &mut self,
        at: usize,
        n: usize,
        announced: Option<(Attributed, Option<Text>)>,
    ) {
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
                    add_clauses(&mut last.clauses, said);
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
            self.diagnostics.say(at_byte, Code::EmptyQuote, &[]);
            return;
        }
        // A block without a line of its own has what stands beside it.
        let unsigned = pieces_of.lines.is_empty()
            && self.drafts[first..].iter().all(|draft| !draft.speaker.is_named());
        if unsigned {
            let mut said = Vec::new();
            let beside = match announced {
                Some((who, clause)) => {
                    said.extend(clause);
                    Some(who)
                }
                None => match self.by_lines(at, &mut said) {
                    Some(Found::Told(who)) => Some(who),
                    _ => None,
                },
            };
            if let Some(who) = beside {
                for draft in &mut self.drafts[first..] {
                    draft.speaker = who.clone();
                    draft.clauses.extend(said.iter().cloned());
                }
            }
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
            self.focus = Focus::on(vec![person], at);
        } else if let Some(who) = self.drafts.last().map(|last| last.speaker.clone()) {
            self.speak(&who, at);
        }
    }
}
