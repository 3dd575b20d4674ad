//! A figure, from its pieces.

use ordret_model::{Body, Figure, Image};

use super::facts::{self, Target};
use super::{Maker, captions, contacts};
use crate::layout::FigurePieces;
use crate::text::Text;

impl Maker<'_, '_, '_> {
    pub(super) fn make_figure(&mut self, pieces: &FigurePieces) {
        let mut figure = Figure::default();
        if let Some(number) = &pieces.number {
            captions::read_value(number, &mut figure);
        }
        let caption = self.clean_paragraphs(&pieces.captions);
        if !caption.is_empty() {
            captions::read_caption(&caption, &mut figure);
            figure.caption = Some(caption.stated());
        }
        figure.image = pieces.image.as_ref().map(|(file, alt)| Image {
            file: file.stated(),
            alt: Some(alt.clone()).filter(|alt| !alt.is_empty()),
        });
        figure.download = pieces.download.clone();
        figure.data = pieces.table.clone();
        let statement = pieces.statement.as_ref().map(without_ellipsis).unwrap_or_default();
        let statement = contacts::withhold(&statement, &mut self.found.contacts_withheld);
        let span = pieces.span();
        if statement.is_empty()
            && caption.is_empty()
            && pieces.title.is_none()
            && pieces.table.is_none()
        {
            return self.diagnostics.warn(
                span.start,
                "empty-figure",
                "a figure without title, words or data".to_owned(),
                "give it a heading `Figur: …` or a caption",
            );
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
