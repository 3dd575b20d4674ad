//! A quote, from its pieces.

use ordret_model::{Body, Document, Quote, Span};

use super::facts::{self, Target};
use super::{Maker, contacts};
use crate::layout::QuotePieces;
use crate::people::speaker::{self, Said};
use crate::speech::taken;
use crate::text::Text;

impl Maker<'_, '_, '_> {
    pub(super) fn make_quote(&mut self, pieces: &QuotePieces) {
        let QuotePieces { paragraphs, lines, facts, in_case } = pieces;
        let taken = taken::take(paragraphs);
        let at = paragraphs.first().map_or(0, |text| text.span().start);
        if taken.words.is_empty() {
            return self.diagnostics.warn(
                at,
                "empty-quote",
                "a quote without words".to_owned(),
                "write the words, or take the quote away",
            );
        }
        let text = contacts::withhold(&taken.words, &mut self.found.contacts_withheld);
        let counted = &mut self.found.contacts_withheld;
        let clause = taken.clause.map(|clause| contacts::take_out(&clause, counted));
        let lines: Vec<Text> = lines
            .iter()
            .map(|line| contacts::take_out(line, counted))
            .filter(|line| !line.is_empty())
            .collect();
        let who = taken.who.map(|who| contacts::take_out(&who, &mut 0));
        let spelled = self.names_in_case_above();
        let said = Said { clause: who, lines: &lines };
        let words_of_page = &self.words_of_page;
        let (speaker, conflict) =
            speaker::speaker(&said, &spelled, |name| words_of_page.contains(name));
        let mut attribution = clause.unwrap_or_default();
        lines.iter().for_each(|line| attribution.join("\n\n", line));
        let body = Body::Quote(Quote::default());
        let mut span =
            paragraphs.iter().chain(&lines).map(Text::span).reduce(Span::cover).unwrap_or_default();
        span.start = at;
        let mut document = self.document(text.stated(), None, body, span);
        document.speaker = speaker;
        document.attribution = (!attribution.is_empty()).then(|| attribution.stated());
        let case_is_set = facts::apply(facts, Target::Quote, &mut document, self.diagnostics);
        if let (Body::Quote(quote), false) = (&mut document.body, case_is_set) {
            quote.case = self
                .case_above
                .as_ref()
                .filter(|case| *in_case || case.names(document.speaker.as_ref()))
                .map(|case| case.id.clone());
        }
        self.check_speaker(&document, conflict, at);
        self.add(document, facts);
    }

    fn check_speaker(
        &mut self,
        document: &Document,
        conflict: Option<speaker::Conflict>,
        at: usize,
    ) {
        if let Some(speaker::Conflict { clause, line }) = conflict {
            self.diagnostics.warn(
                at,
                "two-speakers",
                format!("the reporting clause says {clause}, the speaker's line {line}; the quote is given to {clause}"),
                "if the line is about somebody else, set the speaker with `navn:`, `rolle:` and `organisation:`",
            );
        }
        let hint = "end it with a line such as `— Navn, rolle, organisation`";
        match &document.speaker {
            None => {
                self.diagnostics.warn(at, "no-speaker", "the quote has no speaker".to_owned(), hint)
            }
            Some(speaker) if speaker.name.is_none() => {
                self.diagnostics.warn(
                    at,
                    "no-name",
                    "the quote's speaker has no name".to_owned(),
                    hint,
                );
            }
            Some(speaker) => {
                for variant in &speaker.variants {
                    let name = speaker.name.as_ref().map_or("", |name| &name.value);
                    let place = variant.span.map_or(at, |span| span.start);
                    self.diagnostics.warn(
                        place,
                        "name-variant",
                        format!("{name} is also spelled {}", variant.value),
                        "correct one of them at the source; both are found meanwhile",
                    );
                }
            }
        }
    }
}
