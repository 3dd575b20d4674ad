//! Who said words that no clause of their own paragraph attributes.

use ordret_speech::clause::{self, bare, tokens};
use ordret_speech::line::Line;
use ordret_speech::read::{Part, Use};
use ordret_speech::sentences::{last_sentence, sentences};
use ordret_speech::vocabulary::is_role_word;

use super::attribute::Work;
use super::focus::{MEMORY, anonymous_subject};
use super::{Attributed, Sort};
use crate::people::mention::{self};
use crate::text::Text;

/// What the evidence near words gives.
#[expect(clippy::large_enum_variant, reason = "one at a time lives, on the stack")]
pub(super) enum Found {
    /// A speaker, named or not, whom a clause or a line tells of.
    Told(Attributed),
    /// Certainly said, nobody knows by whom.
    Unnamed,
    /// Nothing says that it was said.
    Nobody,
}

impl Work<'_, '_, '_, '_> {
    /// Who said words that begin a paragraph without a clause of its own.
    pub(super) fn by_neighbours(
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
        if let Some(found) = self.by_lines(at, said) {
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
        if let Some(who) = self.told_above(at) {
            return Found::Told(who);
        }
        if self.above(at).is_some_and(|above| self.leads_to_another(above)) {
            return Found::Unnamed;
        }
        let answers = at > 0 && matches!(page.paragraphs[at - 1].sort, Sort::Question);
        if let Some(only) = page.cast.only() {
            return Found::Told(Attributed {
                person: Some(only),
                from_neighbour: true,
                ..Attributed::default()
            });
        }
        if answers { Found::Unnamed } else { Found::Nobody }
    }

    /// The speaker's line above or below.
    pub(super) fn by_lines(&mut self, at: usize, said: &mut Vec<Text>) -> Option<Found> {
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
        let told = page.card(line);
        let mention =
            mention::read(&told.slice(sentences(told.as_str()).into_iter().next()?), None);
        let person = mention.name.as_ref().and_then(|name| page.cast.named(name.as_str()));
        said.push(told.clone());
        Some(Found::Told(Attributed { said: Some(told), person, mention, from_neighbour: true }))
    }

    /// `Sådan siger N, pedel på X.` below.
    pub(super) fn points_back(&self, at: usize) -> Option<(Attributed, Text)> {
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
    pub(super) fn clause_below(&self, at: usize) -> Option<Attributed> {
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
    pub(super) fn told_above(&self, at: usize) -> Option<Attributed> {
        let page = self.page;
        let above = self.above(at)?;
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
        if self.leads_to_another(above) {
            return None;
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

    /// The paragraph above, headings aside.
    fn above(&self, at: usize) -> Option<usize> {
        let sorts = |above: &usize| {
            !matches!(self.page.paragraphs[*above].sort, Sort::Heading | Sort::Break)
        };
        (0..at).rev().find(sorts)
    }

    /// Whether running text ends on somebody else than whom the page spoke of:
    /// `En mand i salen:`, `Hendes mand nikkede.`, `Svaret var kort:`.
    fn leads_to_another(&self, above: usize) -> bool {
        let text = self.page.text(above);
        let tells = match &self.page.paragraphs[above].sort {
            Sort::Text(_) => true,
            // `Kassereren rystede på hovedet.` is as short as a role.
            Sort::Line(Line::Role) => text.as_str().trim_end().ends_with('.'),
            _ => false,
        };
        if !tells {
            return false;
        }
        let sentence = text.slice(last_sentence(text.as_str()));
        let words = sentence.as_str().trim_end();
        let mut first = tokens(words).map(|(_, word)| bare(word).to_lowercase());
        let (opener, next) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
        let is_answered = answers(words);
        if is_answered || !self.mentioned(&sentence, above).is_empty() {
            return is_answered;
        }
        match opener.as_str() {
            "han" | "hun" => false,
            "hans" | "hendes" | "deres" => is_role_word(&next),
            // `En smule regn blev det til.` is about nobody.
            "en" | "et" | "flere" | "andre" | "nogle" if !words.ends_with(':') => {
                is_role_word(&next) || next == "anden"
            }
            // `Bagefter tilføjede hun:`
            _ if tokens(words).any(|(_, word)| matches!(bare(word), "han" | "hun")) => false,
            _ => words.ends_with(':') || anonymous_subject(&sentence).is_some(),
        }
    }

    /// Running text before words in the middle of a paragraph.
    pub(super) fn told_before(&self, at: usize, before: &[Part], said: &mut Vec<Text>) -> Found {
        let text = self.page.text(at);
        let Some(Part::Narration(range)) = before.last() else { return Found::Nobody };
        let told = &text.as_str()[range.clone()];
        let own = last_sentence(told);
        let sentence = range.start + own.start..range.start + own.end;
        if clause::tells_of_writing(&text.as_str()[sentence.clone()]) {
            return Found::Nobody;
        }
        if let Some(report) = clause::report(text.as_str(), sentence)
            && let Some(who) = self.resolve(&report.clause.who, text, at)
            && who.is_named()
        {
            said.push(text.slice(report.clause.range));
            return Found::Told(Attributed { from_neighbour: true, ..who });
        }
        Found::Nobody
    }
}

/// `N fik straks svar:`, `N blev afbrudt af en mand:`: who is named is not who speaks.
pub(super) fn answers(told: &str) -> bool {
    let told = told.trim_end();
    told.ends_with(':') && (told.ends_with(" svar:") || told.contains(" afbrudt af "))
}
