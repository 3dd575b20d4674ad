//! A quote on a card: the words in Danish marks, who said them, where.

use ordret_model::{Document, Quote, Speaker, Status};

use super::canvas::{Canvas, Tone, clean};
use super::font::{self, Weight};
use super::lines::{Line, Room, Set, base_lines, fit, height, one_line};
use super::{FOOT, MARGIN, MEASURE, foot};
use crate::wording::{self, Language};

/// The sizes a quote is tried in.
const SIZES: [f32; 11] = [84.0, 76.0, 69.0, 62.0, 56.0, 51.0, 46.0, 42.0, 38.0, 35.0, 32.0];
const LEADING: f32 = 1.2;
const TOP: f32 = 66.0;

/// The card as SVG.
pub(super) fn card(document: &Document, quote: &Quote) -> String {
    let mut canvas = Canvas::new();
    foot(&mut canvas, document);
    let mut bottom = FOOT - 34.0;
    let notes = notes(quote);
    for note in notes.iter().rev() {
        let line = one_line(&clean(note), 21.0, MEASURE, Weight::Regular);
        canvas.line((MARGIN, bottom), &line, 21.0, Weight::Regular, Tone::Soft);
        bottom -= 31.0;
    }
    bottom -= if notes.is_empty() { 0.0 } else { 14.0 };
    if let Some(speaker) = &document.speaker {
        bottom = who(&mut canvas, speaker, bottom);
    }
    let text = clean(&document.text.value);
    let room = Room {
        width: MEASURE,
        height: bottom - 30.0 - TOP,
        sizes: &SIZES,
        leading: LEADING,
        weight: Weight::Regular,
    };
    let set = fit(&text, "", "«", room);
    words(&mut canvas, &set, room.height);
    let name = document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref());
    let name = name.map(|name| format!(" — {}", name.value)).unwrap_or_default();
    let description = format!("»{}{name}", shown(&set));
    canvas.svg(&document.title, &description, &document.language)
}

/// What is to be known beside the words, as the quote's page says it.
fn notes(quote: &Quote) -> Vec<String> {
    let status = quote.status.as_ref().map(|status| status.value);
    let said = status.filter(|status| *status != Status::Verified);
    let status = said.map(|status| wording::status(status, Language::Da).to_owned());
    let sic =
        quote.sic.first().map(|sic| format!("[sic] »{}«: {}", sic.value.word, sic.value.note));
    status.into_iter().chain(sic).collect()
}

/// Name and role above `bottom`; says where there is room again.
fn who(canvas: &mut Canvas, speaker: &Speaker, mut bottom: f32) -> f32 {
    let text = |known: &Option<ordret_model::Known<String>>| {
        known.as_ref().map(|known| clean(&known.value)).filter(|text| !text.trim().is_empty())
    };
    let roles = [text(&speaker.role), text(&speaker.organisation)];
    let role = roles.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if !role.is_empty() {
        let line = one_line(&role, 26.0, MEASURE, Weight::Regular);
        canvas.line((MARGIN, bottom), &line, 26.0, Weight::Regular, Tone::Soft);
        bottom -= 38.0;
    }
    if let Some(name) = text(&speaker.name) {
        let party = text(&speaker.party).map(|party| format!(" ({party})")).unwrap_or_default();
        let line = one_line(&format!("{name}{party}"), 32.0, MEASURE, Weight::SemiBold);
        canvas.line((MARGIN, bottom), &line, 32.0, Weight::SemiBold, Tone::Ink);
        bottom -= 38.0;
    }
    bottom
}

/// The words, a little above the middle of their room. The opening mark hangs outside the
/// margin, so that the lines begin with letters; both marks are in the site's colour.
fn words(canvas: &mut Canvas, set: &Set, room: f32) {
    let free = room - height(&set.lines, LEADING) * set.size;
    let top = TOP + (free * 0.42).max(0.0);
    let open = font::word("»", Weight::Regular);
    let last = set.lines.len().saturating_sub(1);
    for (i, (line, base)) in set.lines.iter().zip(base_lines(&set.lines, LEADING)).enumerate() {
        let y = top + base * set.size;
        if i == 0 {
            let x = MARGIN - (open.width + 0.08) * set.size;
            canvas.word((x, y), &open, set.size, Weight::Regular, Tone::Accent);
        }
        match i == last {
            true => closing(canvas, line, y, set.size),
            false => canvas.line((MARGIN, y), line, set.size, Weight::Regular, Tone::Ink),
        }
    }
}

/// The last line, whose last sign is the closing mark.
fn closing(canvas: &mut Canvas, line: &Line, y: f32, size: f32) {
    let mut line = line.clone();
    let mark = line.words.last_mut().and_then(|word| {
        let mark = word.glyphs.pop()?;
        let x = MARGIN + (line.width - word.width + mark.x) * size;
        Some((x, font::Word { glyphs: vec![font::Glyph { x: 0.0, ..mark }], ..word.clone() }))
    });
    canvas.line((MARGIN, y), &line, size, Weight::Regular, Tone::Ink);
    if let Some((x, mark)) = mark {
        canvas.word((x, y), &mark, size, Weight::Regular, Tone::Accent);
    }
}

/// The words that are to be seen, on one line.
fn shown(set: &Set) -> String {
    let words = set.lines.iter().flat_map(|line| &line.words);
    words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}
