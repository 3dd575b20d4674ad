//! A case, from its pieces.

use ordret_model::{Body, Case, Document, Known, Span, Speaker};
use ordret_speech::vocabulary;

use super::facts::{self, Target};
use super::{CaseAbove, Maker};
use crate::diagnostic::Code;
use crate::layout::CasePieces;
use crate::layout::parts::{self, Part};
use crate::text::Text;

/// The texts of a case's parts, and what stands in no part.
#[derive(Default)]
struct Texts {
    summary: Text,
    problem: Text,
    done: Text,
    outcome: Text,
    prerequisites: Text,
    reuse: Text,
}

impl Maker<'_, '_, '_> {
    pub(super) fn make_case(&mut self, pieces: &CasePieces) {
        let CasePieces { title, organisation, summary, parts, link, facts } = pieces;
        let (title, link) = (title.as_ref(), link.as_ref());
        let headings = parts.iter().map(|(heading, _)| heading);
        let texts = [title, organisation.as_ref()]
            .into_iter()
            .flatten()
            .chain(summary)
            .chain(headings)
            .chain(parts.iter().flat_map(|(_, texts)| texts));
        let span = texts.map(Text::span).reduce(Span::cover).unwrap_or_default();
        let mut texts = Texts { summary: self.clean_paragraphs(summary), ..Texts::default() };
        if title.is_none() && texts.summary.is_empty() && parts.is_empty() {
            return self.diagnostics.say(span.start, Code::EmptyCase, &[]);
        }
        let mut all = title.cloned().unwrap_or_default();
        all.join("\n\n", &texts.summary);
        for (heading, paragraphs) in parts {
            let text = self.clean_paragraphs(paragraphs);
            all.join("\n\n", &text);
            self.add_part(&mut texts, heading, &text);
        }
        if link.is_some_and(|link| link.target.is_none()) {
            let at = link.and_then(|link| link.text.span).unwrap_or_default().start;
            self.diagnostics.say(at, Code::NoTarget, &[]);
        }
        let stated = |text: &Text| (!text.is_empty()).then(|| text.stated());
        let case = Case {
            problem: stated(&texts.problem),
            done: stated(&texts.done),
            outcome: stated(&texts.outcome),
            prerequisites: stated(&texts.prerequisites),
            reuse: stated(&texts.reuse),
            link: link.cloned(),
        };
        let body = Body::Case(Box::new(case));
        let mut document = self.document(texts.summary.stated(), title, body, span);
        if let Some(name) = organisation {
            set_organisation(&mut document, name);
        }
        facts::apply(facts, Target::Case, &mut document, self.diagnostics);
        let id = self.add(document, facts);
        self.case_above = Some(CaseAbove { id, words: all });
    }

    /// A part that stands twice is joined; what stands under another heading
    /// belongs to the case all the same, and stays in its text.
    fn add_part(&mut self, texts: &mut Texts, heading: &Text, text: &Text) {
        let Some(told) = parts::heading(heading.as_str()) else {
            self.diagnostics.say(heading.span().start, Code::UnknownPart, &[&heading.as_str()]);
            texts.summary.join("\n\n", heading);
            return texts.summary.join("\n\n", text);
        };
        let part = match told.part {
            Part::Problem => &mut texts.problem,
            Part::Done => &mut texts.done,
            Part::Outcome => &mut texts.outcome,
            Part::Prerequisites => &mut texts.prerequisites,
            Part::Reuse => &mut texts.reuse,
        };
        // A summary of the parts above them says their first words twice.
        for paragraph in text.as_str().split("\n\n") {
            if !part.as_str().split("\n\n").any(|kept| kept == paragraph) {
                part.join("\n\n", &text.narrow(paragraph));
            }
        }
    }
}

/// Whose case it is, where its label says so.
fn set_organisation(document: &mut Document, name: &Text) {
    let span = Some(name.span());
    document.speaker = Some(Speaker {
        place: vocabulary::place(name.as_str(), |_| false)
            .map(|place| Known::inferred(place, span)),
        sector: vocabulary::sector(name.as_str()).map(|sector| Known::inferred(sector, span)),
        organisation: Some(name.stated()),
        ..Speaker::default()
    });
}
