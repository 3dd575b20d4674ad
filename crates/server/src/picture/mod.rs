//! Pictures to pass on: a quote on a card, a figure's numbers as a chart. As SVG, and as PNG
//! for sites that show what a page's `og:image` names.
//!
//! What is measured is what is drawn: a word is shaped once by our own font, and its outlines
//! stand where they were measured. Nothing here reads a file, asks the system for a font or
//! keeps anything; whoever serves a picture draws it off the runtime's threads.

mod canvas;
mod figure;
mod font;
mod lines;
mod page;
mod plot;
mod quote;

use ordret_model::{Body, Document};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use crate::pages::named;
use canvas::{Canvas, Tone, clean};
use font::Weight;
use lines::one_line;

pub(crate) use canvas::{HEIGHT, WIDTH};
pub(crate) use page::{PageChart, page_chart};

/// Why a picture could not be made of a drawing of ours.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the drawing is not read as SVG: {0}")]
    Drawing(#[from] usvg::Error),
    #[error("there is no room for {WIDTH} × {HEIGHT} pixels")]
    Room,
    #[error("the pixels are not written as PNG: {0}")]
    Writing(String),
}

/// The document's picture as SVG; `None` for a case, whose words are no picture.
pub(crate) fn svg(document: &Document) -> Option<String> {
    match &document.body {
        Body::Quote(quote) => Some(quote::card(document, quote)),
        Body::Figure(figure) => Some(figure::picture(document, figure)),
        Body::Case(_) => None,
    }
}

/// An SVG of ours as PNG.
///
/// # Errors
/// It cannot be read, or there is no memory for it.
pub(crate) fn png(svg: &str) -> Result<Vec<u8>, Error> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).ok_or(Error::Room)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Error::Writing(error.to_string()))
}

/// Free room at the left and right.
const MARGIN: f32 = 88.0;
/// From the left margin to the right one.
const MEASURE: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// Where the foot begins: what stands above keeps clear of it.
const FOOT: f32 = 540.0;

/// The foot of every picture: where it stands, and whose site shows it.
fn foot(canvas: &mut Canvas, document: &Document) {
    const BASE: f32 = 585.0;
    let source = document.source();
    canvas.bar(MARGIN, FOOT, MEASURE, 1.5, Tone::Rule);
    let mut right = MARGIN + MEASURE;
    for (text, weight, tone) in [
        ("«", Weight::Regular, Tone::Accent),
        ("Ordret", Weight::SemiBold, Tone::Ink),
        ("»", Weight::Regular, Tone::Accent),
    ] {
        let word = font::word(text, weight);
        right -= word.width * 30.0;
        canvas.word((right, BASE), &word, 30.0, weight, tone);
    }
    if document.sources.iter().any(|source| source.sample) {
        let word = font::word("Eksempelindhold", Weight::SemiBold);
        let width = word.width * 19.0;
        right -= width + 52.0;
        canvas.pill(right, BASE - 25.0, width + 28.0, 34.0, Tone::SampleGround);
        canvas.word((right + 14.0, BASE - 2.0), &word, 19.0, Weight::SemiBold, Tone::Sample);
    }
    let publication = source.publication.as_deref().filter(|name| *name != named(source));
    let year = source.year.map(|year| year.to_string());
    let mut room = right - MARGIN - 40.0;
    // The year is never what is cut, nor the publication before the page's heading.
    let mut after = String::new();
    for part in [publication, year.as_deref()].into_iter().flatten() {
        after.push_str(" · ");
        after.push_str(part);
    }
    let after = one_line(&clean(&after), 22.0, room * 0.6, Weight::Regular);
    room -= after.width * 22.0;
    let before = one_line(&clean(named(source)), 22.0, room, Weight::Regular);
    let gap = if after.words.is_empty() { 0.0 } else { before.space * 22.0 };
    let at = MARGIN + before.width * 22.0 + gap;
    canvas.line((MARGIN, BASE), &before, 22.0, Weight::Regular, Tone::Soft);
    canvas.line((at, BASE), &after, 22.0, Weight::Regular, Tone::Soft);
}
