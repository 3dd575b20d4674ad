//! The same plot in a page: with the page's own letters and colours, which follow day and night.

use ordret_model::Table;
use serde::Serialize;

use super::canvas::{Shape, Side, Tone, path};
use super::plot::{Area, plot};

/// A plot for the template.
#[derive(Debug, Serialize)]
pub(crate) struct PageChart {
    width: f32,
    height: f32,
    shapes: Vec<PageShape>,
}

/// A shape with numbers as SVG writes them and the class that gives it its colour.
#[derive(Debug, Serialize)]
struct PageShape {
    what: &'static str,
    class: String,
    x: String,
    y: String,
    width: String,
    height: String,
    anchor: &'static str,
    text: String,
}

/// Narrow, so that its letters can be read on a telephone.
const AREA: Area = Area { width: 640.0, height: 380.0, size: 17.0 };

/// The table as a plot; `None` where it has no numbers, or more rows than there is room for: then
/// the table's own cells carry bars.
pub(crate) fn page_chart(table: &Table) -> Option<PageChart> {
    let plot = plot(table, AREA).filter(|plot| plot.left_out == (0, 0))?;
    let lowest = plot.shapes.iter().map(Shape::lowest).fold(0.0, f32::max);
    Some(PageChart {
        width: AREA.width,
        height: (lowest + 8.0).min(AREA.height).ceil(),
        shapes: plot.shapes.iter().map(page_shape).collect(),
    })
}

fn page_shape(shape: &Shape) -> PageShape {
    let mut drawn = PageShape {
        what: "",
        class: String::new(),
        x: String::new(),
        y: String::new(),
        width: String::new(),
        height: String::new(),
        anchor: "",
        text: String::new(),
    };
    let place = |drawn: &mut PageShape, x: &f32, y: &f32| {
        (drawn.x, drawn.y) = (format!("{x:.1}"), format!("{y:.1}"));
    };
    match shape {
        Shape::Text { x, y, text, side, tone, .. } => {
            (drawn.what, drawn.text, drawn.class) = ("text", text.clone(), class(*tone));
            place(&mut drawn, x, y);
            drawn.anchor = match side {
                Side::Right => "start",
                Side::Left => "end",
                Side::Middle => "middle",
            };
        }
        Shape::Bar { x, y, width, height, tone } => {
            (drawn.what, drawn.class) = ("bar", class(*tone));
            place(&mut drawn, x, y);
            (drawn.width, drawn.height) = (format!("{width:.1}"), format!("{height:.1}"));
        }
        Shape::Rule { x, y, to_x, to_y, tone } => {
            (drawn.what, drawn.class) = ("line", format!("hair {}", class(*tone)));
            drawn.text = path(&[(*x, *y), (*to_x, *to_y)]);
        }
        Shape::Curve { points, tone } => {
            (drawn.what, drawn.class) = ("line", format!("curve {}", class(*tone)));
            drawn.text = path(points);
        }
        Shape::Dot { x, y, tone } => {
            (drawn.what, drawn.class) = ("dot", class(*tone));
            place(&mut drawn, x, y);
        }
    }
    drawn
}

fn class(tone: Tone) -> String {
    match tone {
        Tone::Series(index) => format!("series-{index}"),
        Tone::Soft => "soft".to_owned(),
        Tone::Rule => "rule".to_owned(),
        Tone::Track => "track".to_owned(),
        _ => "ink".to_owned(),
    }
}
