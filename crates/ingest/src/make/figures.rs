//! A figure, from its pieces.

use ordret_model::{Body, Figure, Image};

use super::facts::{self, Target};
use super::{Maker, captions, contacts};
use crate::diagnostic::Code;
use crate::layout::FigurePieces;
use crate::number;
use crate::text::Text;

impl Maker<'_, '_, '_> {
    pub(super) fn make_figure(&mut self, pieces: &FigurePieces) {
        let mut figure = Figure::default();
        let is_read =
            pieces.number.as_ref().is_none_or(|number| captions::read_value(number, &mut figure));
        if let Some(number) = pieces.number.as_ref().filter(|_| !is_read) {
            let at = number.span().start;
            if number::is_beyond(number.as_str()) {
                return self.diagnostics.say(at, Code::TooManyDigits, &[]);
            }
            let shown: String = number.as_str().chars().take(40).collect();
            self.diagnostics.say(at, Code::UnreadNumber, &[&shown]);
        }
        if let Some(title) = &pieces.title {
            captions::read_title(title, &mut figure);
        }
        let caption = self.clean_paragraphs(&pieces.captions);
        if !caption.is_empty() {
            let unread = captions::read_caption(&caption, &mut figure);
            if let Some(span) = unread {
                self.diagnostics.say(span.start, Code::UnreadN, &[]);
            }
            figure.caption = Some(caption.stated());
        }
        figure.image = pieces.image.as_ref().map(|(file, alt)| Image {
            file: file.stated(),
            alt: Some(alt.clone()).filter(|alt| !alt.is_empty()),
        });
        figure.download = pieces.download.clone();
        figure.data = pieces.table.clone();
        let mut statement = pieces.statement.as_ref().map(without_ellipsis).unwrap_or_default();
        if let Some(number) = pieces.number.as_ref().filter(|_| !is_read) {
            // A number that is not understood stays in the words.
            let mut words = number.clone();
            words.join(" ", &statement);
            statement = words;
        }
        let statement = contacts::withhold(&statement, &mut self.found.contacts_withheld);
        let span = pieces.span();
        if statement.is_empty()
            && caption.is_empty()
            && pieces.title.is_none()
            && pieces.table.is_none()
        {
            return self.diagnostics.say(span.start, Code::EmptyFigure, &[]);
        }
        let mut document = self.document(
            statement.stated(),
            pieces.title.as_ref(),
            Body::Figure(Box::new(figure)),
            span,
        );
        facts::apply(&pieces.facts, Target::Figure, &mut document, self.diagnostics);
        self.add(document, &pieces.facts);
    }
}

/// `... af de offentlige …`: the dots lead from the number to its sentence.
fn without_ellipsis(text: &Text) -> Text {
    text.narrow(text.as_str().trim_start_matches(['.', '…', ' ', '\u{A0}'])).trim()
}
