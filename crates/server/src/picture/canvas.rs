//! What a picture is made of, and how it is written as SVG.
//!
//! Words are outlines, each glyph written once and used where it stands: the picture looks the
//! same wherever it is shown, needs no font and no style, and holds no text that could be
//! markup but its title and description.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::font::{Weight, Word, outline, word};
use super::lines::Line;

/// How wide a picture is, in pixels: what sites show of a page that is passed on.
pub(crate) const WIDTH: u32 = 1200;
/// How high a picture is, in pixels.
pub(crate) const HEIGHT: u32 = 630;

/// What a thing is drawn for; the colour follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Ink,
    Soft,
    Rule,
    /// The whole that a share is of.
    Track,
    Accent,
    Paper,
    Sample,
    SampleGround,
    /// One series of numbers among several, from 0.
    Series(usize),
}

/// The colours of several series; each differs from the others in lightness too.
const SERIES: [&str; 5] = ["#9b2d1f", "#3f6f8c", "#946312", "#4f5a34", "#80598f"];

/// How many series have a colour of their own.
pub(crate) const MOST_SERIES: usize = SERIES.len();

impl Tone {
    /// As the pages are in daylight.
    fn colour(self) -> &'static str {
        match self {
            Tone::Ink => "#1c1b19",
            Tone::Soft => "#57534b",
            Tone::Rule => "#dcd7ca",
            Tone::Track => "#ece8dd",
            Tone::Accent => "#9b2d1f",
            Tone::Paper => "#fbfaf6",
            Tone::Sample => "#5b4a00",
            Tone::SampleGround => "#fff4c7",
            Tone::Series(index) => SERIES[index % MOST_SERIES],
        }
    }
}

/// On which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Right,
    Left,
    Middle,
}

/// A thing that is drawn, in pixels from the upper left.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// A text on one line; `y` is its base line.
    Text {
        x: f32,
        y: f32,
        text: String,
        size: f32,
        side: Side,
        tone: Tone,
    },
    Bar {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        tone: Tone,
    },
    /// A straight hairline.
    Rule {
        x: f32,
        y: f32,
        to_x: f32,
        to_y: f32,
        tone: Tone,
    },
    /// A line through points.
    Curve {
        points: Vec<(f32, f32)>,
        tone: Tone,
    },
    Dot {
        x: f32,
        y: f32,
        tone: Tone,
    },
}

impl Shape {
    /// The same further to the right and further down.
    pub(super) fn moved(&self, right: f32, down: f32) -> Shape {
        let mut moved = self.clone();
        match &mut moved {
            Shape::Text { x, y, .. } | Shape::Bar { x, y, .. } | Shape::Dot { x, y, .. } => {
                (*x, *y) = (*x + right, *y + down);
            }
            Shape::Rule { x, y, to_x, to_y, .. } => {
                (*x, *y, *to_x, *to_y) = (*x + right, *y + down, *to_x + right, *to_y + down);
            }
            Shape::Curve { points, .. } => {
                points.iter_mut().for_each(|(x, y)| (*x, *y) = (*x + right, *y + down));
            }
        }
        moved
    }

    /// How far down it goes; of a text, its base line.
    pub(super) fn lowest(&self) -> f32 {
        match self {
            Shape::Text { y, .. } | Shape::Dot { y, .. } => *y,
            Shape::Bar { y, height, .. } => y + height,
            Shape::Rule { y, to_y, .. } => y.max(*to_y),
            Shape::Curve { points, .. } => points.iter().fold(0.0, |low: f32, (_, y)| low.max(*y)),
        }
    }
}

/// A picture in the making.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
    used: BTreeSet<(Weight, u32)>,
}

// Writing to a string cannot fail; what `write!` says is dropped.
impl Canvas {
    pub(super) fn new() -> Canvas {
        let mut canvas = Canvas::default();
        canvas.bar(0.0, 0.0, WIDTH as f32, HEIGHT as f32, Tone::Paper);
        canvas
    }

    pub(super) fn bar(&mut self, x: f32, y: f32, width: f32, height: f32, tone: Tone) {
        let _ = writeln!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="{}"/>"#,
            tone.colour()
        );
    }

    pub(super) fn pill(&mut self, x: f32, y: f32, width: f32, height: f32, tone: Tone) {
        let _ = writeln!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{:.1}" fill="{}"/>"#,
            height / 2.0,
            tone.colour()
        );
    }

    /// The line's words with its base line at `y`.
    pub(super) fn line(
        &mut self,
        (x, y): (f32, f32),
        line: &Line,
        size: f32,
        weight: Weight,
        tone: Tone,
    ) {
        let mut at = x;
        for word in &line.words {
            self.word((at, y), word, size, weight, tone);
            at += (word.width + line.space) * size;
        }
    }

    pub(super) fn word(
        &mut self,
        (x, y): (f32, f32),
        word: &Word,
        size: f32,
        weight: Weight,
        tone: Tone,
    ) {
        let scale = size / 1000.0;
        let _ = write!(
            self.body,
            r#"<g transform="translate({x:.2} {y:.2}) scale({scale:.4})" fill="{}">"#,
            tone.colour()
        );
        for glyph in &word.glyphs {
            if outline(glyph.id, weight).is_none() {
                continue;
            }
            self.used.insert((weight, glyph.id));
            let (name, x, y) = (name(weight, glyph.id), glyph.x * 1000.0, -glyph.y * 1000.0);
            let _ = write!(self.body, r##"<use href="#{name}" x="{x:.0}""##);
            let _ = match y == 0.0 {
                true => write!(self.body, "/>"),
                false => write!(self.body, r#" y="{y:.0}"/>"#),
            };
        }
        let _ = writeln!(self.body, "</g>");
    }

    pub(super) fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Text { x, y, text, size, side, tone } => {
                let word = word(text, Weight::Regular);
                let before = match side {
                    Side::Right => 0.0,
                    Side::Left => word.width * size,
                    Side::Middle => word.width * size / 2.0,
                };
                self.word((x - before, *y), &word, *size, Weight::Regular, *tone);
            }
            Shape::Bar { x, y, width, height, tone } => self.bar(*x, *y, *width, *height, *tone),
            Shape::Rule { x, y, to_x, to_y, tone } => {
                let _ = writeln!(
                    self.body,
                    r#"<path d="M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}" stroke="{}" stroke-width="1.5" fill="none"/>"#,
                    tone.colour()
                );
            }
            Shape::Curve { points, tone } => {
                let _ = writeln!(
                    self.body,
                    r#"<path d="{}" stroke="{}" stroke-width="4" stroke-linejoin="round" stroke-linecap="round" fill="none"/>"#,
                    path(points),
                    tone.colour()
                );
            }
            Shape::Dot { x, y, tone } => {
                let _ = writeln!(
                    self.body,
                    r#"<circle cx="{x:.1}" cy="{y:.1}" r="6" fill="{}"/>"#,
                    tone.colour()
                );
            }
        }
    }

    /// The picture as a file of its own.
    pub(super) fn svg(self, title: &str, description: &str, language: &str) -> String {
        let mut glyphs = String::new();
        for (weight, id) in self.used {
            if let Some(path) = outline(id, weight) {
                let _ = writeln!(glyphs, r#"<path id="{}" d="{path}"/>"#, name(weight, id));
            }
        }
        let (title, description) = (escaped(title), escaped(description));
        let language = escaped(language);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
             viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"t d\" \
             xml:lang=\"{language}\">\n<title id=\"t\">{title}</title>\n<desc id=\"d\">{description}</desc>\n\
             <defs>\n{glyphs}</defs>\n{}</svg>\n",
            self.body
        )
    }
}

fn name(weight: Weight, glyph: u32) -> String {
    match weight {
        Weight::Regular => format!("r{glyph}"),
        Weight::SemiBold => format!("b{glyph}"),
    }
}

/// Path data through points.
pub(crate) fn path(points: &[(f32, f32)]) -> String {
    let mut path = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' });
    }
    path
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Without what is no letter and no space: controls (most of which XML cannot hold), what turns
/// the direction of other words round, what joins and varies signs that the font lacks anyway.
pub(super) fn clean(text: &str) -> String {
    let is_unseen = |c: char| {
        c.is_control() && !c.is_whitespace()
            || matches!(c,
                '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
                | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
    };
    // Form feeds and their like are spaces, but none that XML holds.
    let space = |c: char| match c {
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => ' ',
        '\u{2029}' => '\n',
        _ => c,
    };
    text.chars().filter(|&c| !is_unseen(c)).map(space).collect()
}
