//! A figure as a picture: its numbers drawn, else its one number large, with what it says.

use ordret_model::{Document, Figure};

use super::canvas::{Canvas, Shape, Tone, clean};
use super::font::{self, Weight};
use super::lines::{Room, base_lines, fit, height, one_line};
use super::plot::{Area, plot};
use super::{FOOT, MARGIN, MEASURE, foot};
use crate::pages::value;
use crate::wording::{self, Language};

const TOP: f32 = 62.0;
const SMALL: f32 = 24.0;

/// The picture as SVG.
pub(super) fn picture(document: &Document, figure: &Figure) -> String {
    let mut canvas = Canvas::new();
    foot(&mut canvas, document);
    let bottom = FOOT - 34.0;
    let top = heading(&mut canvas, document, figure);
    let area = Area { width: MEASURE, height: bottom - top, size: SMALL };
    let plot = figure.data.as_ref().and_then(|table| plot(table, area));
    match (plot, value(document)) {
        (Some(mut plot), _) => {
            if let (true, Some(table)) = (plot.left_out != (0, 0), &figure.data) {
                let area = Area { height: area.height - 36.0, ..area };
                plot = super::plot::plot(table, area).unwrap_or(plot);
                let (rows, columns) = plot.left_out;
                let note = wording::left_out(rows as u64, columns as u64, Language::Da);
                let line = one_line(&note, 20.0, MEASURE, Weight::Regular);
                canvas.line((MARGIN, bottom), &line, 20.0, Weight::Regular, Tone::Soft);
            }
            let free = area.height - plot.shapes.iter().map(Shape::lowest).fold(0.0, f32::max);
            let top = top + (free - 36.0).max(0.0) * 0.35;
            plot.shapes.iter().for_each(|shape| canvas.shape(&shape.moved(MARGIN, top)));
        }
        (None, Some(value)) => {
            let unit = value.unit.as_deref().unwrap_or_default();
            number(&mut canvas, (&value.number, unit), document, (top, bottom));
        }
        (None, None) => words(&mut canvas, document.words(), (top, bottom)),
    }
    let description =
        format!("{} {}", wording::kind(document.kind(), Language::Da), document.title);
    let description = match crate::pages::opening(document.words(), 600) {
        words if words.is_empty() => description,
        words => words,
    };
    canvas.svg(&document.title, &description, &document.language)
}

/// The title, and below it what the numbers are of; says where there is room below.
fn heading(canvas: &mut Canvas, document: &Document, figure: &Figure) -> f32 {
    let room = Room {
        width: MEASURE,
        height: 118.0,
        sizes: &[50.0, 44.0, 39.0],
        leading: 1.15,
        weight: Weight::SemiBold,
    };
    let set = fit(&clean(&document.title), "", "", room);
    for (line, base) in set.lines.iter().zip(base_lines(&set.lines, room.leading)) {
        let at = (MARGIN, TOP + base * set.size);
        canvas.line(at, line, set.size, Weight::SemiBold, Tone::Ink);
    }
    let mut below = TOP + height(&set.lines, room.leading) * set.size;
    let facts = facts(figure).join(" · ");
    if !facts.is_empty() {
        below += 36.0;
        let line = one_line(&clean(&facts), SMALL, MEASURE, Weight::Regular);
        canvas.line((MARGIN, below), &line, SMALL, Weight::Regular, Tone::Soft);
    }
    below + 30.0
}

fn facts(figure: &Figure) -> Vec<String> {
    let n = figure.n.as_ref().map(|n| format!("n = {}", wording::number(n.value, Language::Da)));
    let value = |known: &Option<ordret_model::Known<String>>| {
        known.as_ref().map(|known| known.value.clone())
    };
    let unit = value(&figure.unit).filter(|_| figure.data.is_some());
    [unit, n, value(&figure.period)].into_iter().flatten().collect()
}

/// The number as large as it fits, with what it counts beside it and its statement below.
fn number(
    canvas: &mut Canvas,
    (number, unit): (&str, &str),
    document: &Document,
    (top, bottom): (f32, f32),
) {
    const LARGE: f32 = 190.0;
    const UNIT: f32 = 0.42;
    let statement = &document.text.value;
    let high = if statement.trim().is_empty() { bottom - top } else { (bottom - top) * 0.6 };
    let (number, unit) = (
        font::word(clean(number).trim(), Weight::SemiBold),
        font::word(clean(unit).trim(), Weight::SemiBold),
    );
    let gap = if unit.glyphs.is_empty() { 0.0 } else { 0.08 };
    let wide = number.width + gap + unit.width * UNIT;
    let size = (MEASURE / wide.max(0.1)).min(LARGE).min(high * 1.15);
    let base = top + 14.0 + size * 0.78;
    canvas.word((MARGIN, base), &number, size, Weight::SemiBold, Tone::Accent);
    let x = MARGIN + (number.width + gap) * size;
    canvas.word((x, base), &unit, size * UNIT, Weight::SemiBold, Tone::Accent);
    words(canvas, statement, (base + size * 0.22, bottom));
}

fn words(canvas: &mut Canvas, text: &str, (top, bottom): (f32, f32)) {
    if text.trim().is_empty() {
        return;
    }
    let room = Room {
        width: MEASURE * 0.86,
        height: bottom - top,
        sizes: &[40.0, 36.0, 32.0, 28.0, 25.0],
        leading: 1.28,
        weight: Weight::Regular,
    };
    let set = fit(&clean(text), "", "", room);
    for (line, base) in set.lines.iter().zip(base_lines(&set.lines, room.leading)) {
        let at = (MARGIN, top + base * set.size);
        canvas.line(at, line, set.size, Weight::Regular, Tone::Ink);
    }
}
