//! Newsreader in two weights: words as glyphs, their widths, their outlines.
//!
//! Everything is measured in ems, so that a word is shaped once whatever size it is tried in.

use std::fmt::Write;
use std::sync::OnceLock;

use harfrust::{Direction, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A weight of the one typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// The fonts lie beside the assets, not among them: no browser is sent them. From the package
/// `@expo-google-fonts/newsreader` 0.4.1, unchanged, under the licence beside them.
const REGULAR: &[u8] = include_bytes!("../../fonts/newsreader-400.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../../fonts/newsreader-600.ttf");

/// One glyph and where it stands, in ems from the beginning of its word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) id: u32,
    pub(super) x: f32,
    pub(super) y: f32,
    /// The byte of the word where the letters begin that it is drawn for. No word can be parted
    /// between two glyphs of the same.
    pub(super) letter: usize,
}

/// Some letters without a break, ready to be set in any size.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    /// In ems.
    pub(super) width: f32,
}

struct Face {
    font: FontRef<'static>,
    shaping: ShaperData,
    em: f32,
}

/// The weight's face. It is read once; that it can be is tested here.
fn face(weight: Weight) -> Option<&'static Face> {
    static FACES: [OnceLock<Option<Face>>; 2] = [OnceLock::new(), OnceLock::new()];
    let (index, bytes) = match weight {
        Weight::Regular => (0, REGULAR),
        Weight::SemiBold => (1, SEMI_BOLD),
    };
    let read = || {
        let font = FontRef::new(bytes).ok()?;
        let shaping = ShaperData::new(&font);
        let em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        Some(Face { font, shaping, em: em.max(1.0) })
    };
    FACES[index].get_or_init(read).as_ref()
}

/// `text` as glyphs. Letters that the font lacks have its empty box.
pub(super) fn word(text: &str, weight: Weight) -> Word {
    let Some(face) = face(weight) else { return Word::default() };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    // What runs from right to left the font has no letters for; one direction keeps every
    // glyph inside the word's width.
    buffer.set_direction(Direction::LeftToRight);
    let shaped = face.shaping.shaper(&face.font).build().shape(buffer, ShapeOptions::new());
    let mut word = Word { text: text.to_owned(), ..Word::default() };
    for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        word.glyphs.push(Glyph {
            id: info.glyph_id,
            x: word.width + position.x_offset as f32 / face.em,
            y: position.y_offset as f32 / face.em,
            letter: info.cluster as usize,
        });
        word.width += position.x_advance as f32 / face.em;
    }
    word
}

/// The glyph's outline as SVG path data, a thousand units an em, y downwards; `None` where
/// there is nothing to draw.
pub(super) fn outline(glyph: u32, weight: Weight) -> Option<String> {
    let glyph = face(weight)?.font.outline_glyphs().get(GlyphId::new(glyph))?;
    let mut pen = Path::default();
    let settings = DrawSettings::unhinted(Size::new(1000.0), LocationRef::default());
    glyph.draw(settings, &mut pen).ok()?;
    Some(pen.0).filter(|path| !path.is_empty())
}

#[derive(Default)]
struct Path(String);

impl Path {
    fn step(&mut self, letter: char, points: &[f32]) {
        self.0.push(letter);
        for (i, at) in points.iter().enumerate() {
            let at = if i % 2 == 1 { -at } else { *at }.round() as i32;
            let space = if i > 0 && at >= 0 { " " } else { "" };
            // Writing to a string cannot fail.
            let _ = write!(self.0, "{space}{at}");
        }
    }
}

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[x, y]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.step('Q', &[cx, cy, x, y]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.step('C', &[cx0, cy0, cx1, cy1, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::{Weight, outline, word};

    #[test]
    fn both_weights_have_the_letters_of_danish_and_its_marks() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            let word = word("»ÆØÅæøåé–…«%§", weight);
            assert!(
                word.glyphs
                    .iter()
                    .all(|glyph| glyph.id != 0 && outline(glyph.id, weight).is_some())
            );
            assert!(word.width > 4.0 && word.width < 12.0, "{}", word.width);
        }
    }

    #[test]
    fn letters_that_belong_together_stand_nearer() {
        let apart: f32 = ["V", "a"].map(|one| word(one, Weight::Regular).width).iter().sum();
        assert!(word("Va", Weight::Regular).width < apart);
    }

    #[test]
    fn what_the_font_lacks_is_a_box_and_has_a_width() {
        let word = word("🙂", Weight::Regular);
        assert_eq!(word.glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>(), [0]);
        assert!(word.width > 0.1);
    }
}
