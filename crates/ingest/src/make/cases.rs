//! A case, from its pieces.

use ordret_model::{Body, Case, Span};

use super::facts::{self, Target};
use super::{CaseAbove, Maker};
use crate::layout::CasePieces;
use crate::text::Text;

impl Maker<'_, '_, '_> {
    pub(super) fn make_case(&mut self, pieces: &CasePieces) {
        let CasePieces { title, summary, parts, link, facts } = pieces;
        let (title, link) = (title.as_ref(), link.as_ref());
        let words = self.clean_paragraphs(summary);
        let mut case = Case { link: link.cloned(), ..Case::default() };
        let texts = [title]
            .into_iter()
            .flatten()
            .chain(summary)
            .chain(parts.iter().flat_map(|(_, texts)| texts));
        let span = texts.map(Text::span).reduce(Span::cover).unwrap_or_default();
        if title.is_none() && words.is_empty() && parts.is_empty() {
            return self.diagnostics.warn(
                span.start,
                "empty-case",
                "a case without title and words".to_owned(),
                "write them, or take the label away",
            );
        }
        let mut all = title.cloned().unwrap_or_default();
        all.join("\n\n", &words);
        for (heading, texts) in parts {
            let text = self.clean_paragraphs(texts);
            all.join("\n\n", &text);
            self.set_part(&mut case, heading, &text);
        }
        if link.is_some_and(|link| link.target.is_none()) {
            let at = link.and_then(|link| link.text.span).unwrap_or_default().start;
            self.diagnostics.warn(at, "no-target", "the link to the whole case leads nowhere".to_owned(), "the page's text has lost it; write `[Læs hele casen](https://…)` in Markdown, or leave it");
        }
        let mut document = self.document(words.stated(), title, Body::Case(Box::new(case)), span);
        facts::apply(facts, Target::Case, &mut document, self.diagnostics);
        let id = self.add(document, facts);
        self.case_above = Some(CaseAbove { id, words: all });
    }

    fn set_part(&mut self, case: &mut Case, heading: &Text, text: &Text) {
        let lower = heading.as_str().trim_end_matches([':', '?']).to_lowercase();
        let slot = match lower.as_str() {
            "problem" | "problemet" | "udfordring" | "udfordringen" => &mut case.problem,
            "løsning" | "løsningen" | "det gjorde de" | "hvad de gjorde" | "hvad gjorde de"
            | "indsats" | "indsatsen" => &mut case.done,
            "resultat" | "resultatet" | "resultater" | "effekt" | "udbytte" => &mut case.outcome,
            "forudsætninger" | "forudsætning" | "det krævede det" => &mut case.prerequisites,
            "genbrug" | "kan bruges af andre" | "sådan kan andre bruge det" => &mut case.reuse,
            _ => {
                return self.diagnostics.warn(
                    heading.span().start,
                    "unknown-part",
                    format!("`{}` is no part of a case; its words are kept nowhere", heading.as_str()),
                    "use Problem, Løsning, Resultat, Forudsætninger or Genbrug, or end the case with a heading of its own level",
                );
            }
        };
        if !text.is_empty() {
            *slot = Some(text.stated());
        }
    }
}
