//! A table drawn: bars, or lines over years.

use ordret_model::Table;

use super::canvas::{MOST_SERIES, Shape, Side, Tone, clean};
use super::font::{Weight, word};
use super::lines::one_line;
use crate::chart::{is_share, number};
use crate::wording::{self, Language};

/// The room for a plot: it begins at 0, 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Of the letters.
    pub(super) size: f32,
}

/// A table as a plot.
#[derive(Debug)]
pub(super) struct Plot {
    pub(super) shapes: Vec<Shape>,
    /// Rows and columns of numbers there was no room for.
    pub(super) left_out: (usize, usize),
}

/// The numbers of a table, a series a column.
struct Numbers {
    /// What the rows are called.
    labels: Vec<String>,
    series: Vec<Series>,
    /// Columns of numbers that are of another size than the first.
    others: usize,
}

struct Series {
    name: String,
    /// A number for each label, where there is one, with how the source writes it.
    values: Vec<Option<(f64, String)>>,
    is_share: bool,
}

impl Series {
    fn numbers(&self) -> impl Iterator<Item = f64> {
        self.values.iter().flatten().map(|(number, _)| *number)
    }

    fn largest(&self) -> f64 {
        self.numbers().fold(0.0, |most, number| most.max(number.abs()))
    }
}

/// Draws `table`; `None` where it has no column of numbers.
pub(super) fn plot(table: &Table, area: Area) -> Option<Plot> {
    let across = numbers(table)?;
    // Years may stand in the head as well as in the rows.
    let heads: Vec<String> = across.series.iter().map(|series| series.name.clone()).collect();
    match (years(&across.labels), years(&heads)) {
        (Some(years), _) if years.len() > 2 => Some(lines(&across, &years, area)),
        (_, Some(years)) if years.len() > 2 && across.others == 0 => {
            Some(lines(&turned(across), &years, area))
        }
        _ => Some(bars(&across, area)),
    }
}

fn numbers(table: &Table) -> Option<Numbers> {
    let cell = |row: &Vec<String>, column: usize| {
        let text = row.get(column)?.trim();
        // Beyond this nothing can be drawn to scale, and nothing is counted.
        let number = number(text).filter(|number| number.abs() < 1e15)?;
        Some((number, clean(text)))
    };
    let is_blank = |row: &Vec<String>, column: usize| {
        row.get(column).is_none_or(|text| matches!(text.trim(), "" | "-" | "–" | "…" | ".."))
    };
    let column = |(column, name): (usize, &String)| {
        let rows = || table.rows.iter();
        let only = rows().all(|row| cell(row, column).is_some() || is_blank(row, column));
        let values: Vec<_> = rows().map(|row| cell(row, column)).collect();
        (only && values.iter().any(Option::is_some)).then(|| Series {
            name: clean(name),
            values,
            is_share: is_share(table, column),
        })
    };
    let all: Vec<Series> = table.head.iter().enumerate().skip(1).filter_map(column).collect();
    let count = all.len();
    let (most, share) = all.first().map(|first| (first.largest(), first.is_share))?;
    let fits = |series: &Series| {
        let largest = series.largest();
        series.is_share == share && largest <= most * 10.0 && largest * 10.0 >= most
    };
    let series: Vec<Series> = all.into_iter().filter(fits).collect();
    let labels =
        table.rows.iter().map(|row| row.first().map_or_else(String::new, |text| clean(text)));
    Some(Numbers { labels: labels.collect(), others: count - series.len(), series })
}

/// The same with rows for columns.
fn turned(numbers: Numbers) -> Numbers {
    let row = |(i, name): (usize, &String)| Series {
        name: name.clone(),
        values: numbers
            .series
            .iter()
            .map(|series| series.values.get(i).cloned().flatten())
            .collect(),
        is_share: numbers.series.iter().all(|series| series.is_share),
    };
    let has_any = |one: &Series| one.numbers().next().is_some();
    let series = numbers.labels.iter().enumerate().map(row).filter(has_any).collect();
    Numbers { labels: numbers.series.into_iter().map(|one| one.name).collect(), series, others: 0 }
}

/// The year that each label begins with, if each does and they go upwards.
fn years(labels: &[String]) -> Option<Vec<f64>> {
    let year = |label: &String| {
        let digits = label.trim().get(..4)?;
        let ends = !label.trim()[4..].starts_with(|c: char| c.is_ascii_digit());
        let year: u16 = digits.parse().ok().filter(|year| (1000..2200).contains(year))?;
        ends.then(|| f64::from(year))
    };
    let years: Vec<f64> = labels.iter().map(year).collect::<Option<_>>()?;
    years.windows(2).all(|pair| pair[0] < pair[1]).then_some(years)
}

/// Horizontal bars, those of a row together.
fn bars(numbers: &Numbers, area: Area) -> Plot {
    let Area { width, height, size } = area;
    let shown = numbers.series.len().min(MOST_SERIES);
    let series = &numbers.series[..shown];
    let mut shapes = Vec::new();
    let top = legend(&mut shapes, series, area);
    let least = size * if shown == 1 { 1.45 } else { 1.05 * shown as f32 + 0.5 };
    let room = (((height - top) / least) as usize).max(1);
    let labels: Vec<String> = numbers
        .labels
        .iter()
        .take(room)
        .map(|label| fitted(label, size, width * MOST_OF_LABEL))
        .collect();
    let row = ((height - top) / labels.len().max(1) as f32).min(size * (shown as f32 * 1.7 + 1.5));
    let thick = ((row - size * 0.5) / shown as f32).min(size * 1.7);
    let scale = Scale::of(series, &labels, area);
    for (i, label) in labels.iter().enumerate() {
        let middle = top + (i as f32 + 0.5) * row;
        let (y, text) = (middle + size * MIDDLE, label.clone());
        shapes.push(Shape::Text { x: 0.0, y, text, size, side: Side::Right, tone: Tone::Ink });
        for (k, one) in series.iter().enumerate() {
            if let Some(Some((number, text))) = one.values.get(i) {
                let y = middle + (k as f32 - shown as f32 / 2.0) * thick;
                let text = fitted(text, size, width * MOST_OF_VALUE);
                shapes.extend(scale.bar(*number, text, (y, thick), size, Tone::Series(k)));
            }
        }
    }
    if scale.is_signed {
        let (x, to_y) = (scale.zero, top + labels.len() as f32 * row);
        shapes.push(Shape::Rule { x, y: top, to_x: x, to_y, tone: Tone::Soft });
    }
    let rows = numbers.labels.len() - labels.len();
    Plot { shapes, left_out: (rows, numbers.series.len() - shown + numbers.others) }
}

/// How much of the width what a row is called may take.
const MOST_OF_LABEL: f32 = 0.34;
/// How much of the width a written number may take.
const MOST_OF_VALUE: f32 = 0.25;
/// How far below the middle of a line its base line is, in ems.
const MIDDLE: f32 = 0.32;

/// From numbers to the lengths of bars.
struct Scale {
    zero: f32,
    /// Pixels for 1.
    one: f64,
    /// How long the whole is that all numbers are shares of.
    whole: Option<f32>,
    /// Whether a number is below zero.
    is_signed: bool,
}

impl Scale {
    /// Between the labels and the room that written numbers need.
    fn of(series: &[Series], labels: &[String], Area { width, size, .. }: Area) -> Scale {
        let values =
            || series.iter().flat_map(|one| one.values.iter().take(labels.len()).flatten());
        let wide = |text: &str| word(text, Weight::Regular).width * size;
        let names = labels.iter().map(|label| wide(label)).fold(0.0, f32::max);
        let written = values().map(|(_, text)| wide(text)).fold(0.0, f32::max);
        let written = written.min(width * MOST_OF_VALUE) + size * 0.5;
        let low = values().fold(0.0, |low: f64, (number, _)| low.min(*number));
        let high = values().fold(0.0, |high: f64, (number, _)| high.max(*number));
        let is_signed = low < 0.0;
        let is_share = series.iter().all(|one| one.is_share) && !is_signed && high <= 100.0;
        let high = if is_share { 100.0 } else { high };
        // Numbers below zero stand left of their bars, and need room there.
        let left = names + size * 0.8 + if is_signed { written } else { 0.0 };
        let room = f64::from((width - left - written).max(1.0));
        // Where all are nought any scale will do.
        let one = if high > low { room / (high - low) } else { 0.0 };
        let whole = is_share.then_some(room as f32);
        Scale { zero: left + (-low * one) as f32, one, whole, is_signed }
    }

    /// A bar of `thick` pixels from `y` down, with its number behind it. A share is shown on the
    /// whole that it is of, and its number stands behind that.
    fn bar(
        &self,
        number: f64,
        text: String,
        (y, thick): (f32, f32),
        size: f32,
        tone: Tone,
    ) -> Vec<Shape> {
        let (long, height) = ((number * self.one) as f32, thick - 2.0);
        // Nothing is shown as a hair, not as nothing.
        let width = long.abs().max(1.5);
        let x = if long < 0.0 { self.zero - width } else { self.zero };
        let track =
            self.whole.map(|whole| Shape::Bar { x, y, width: whole, height, tone: Tone::Track });
        let bar = Shape::Bar { x, y, width, height, tone };
        let (x, side) = match long < 0.0 {
            true => (x - size * 0.35, Side::Left),
            false => (x + self.whole.unwrap_or(width) + size * 0.35, Side::Right),
        };
        let y = y + height / 2.0 + size * MIDDLE;
        let text = Shape::Text { x, y, text, size, side, tone: Tone::Ink };
        track.into_iter().chain([bar, text]).collect()
    }
}

/// What each series is called, in one row, beside its colour if there are several; says how high
/// that is.
fn legend(shapes: &mut Vec<Shape>, series: &[Series], Area { width, size, .. }: Area) -> f32 {
    if let [one] = series {
        if one.name.trim().is_empty() {
            return 0.0;
        }
        let (text, y) = (fitted(&one.name, size, width), size * 0.9);
        shapes.push(Shape::Text { x: 0.0, y, text, size, side: Side::Right, tone: Tone::Soft });
        return size * 1.7;
    }
    let each = width / series.len() as f32;
    let mut x = 0.0;
    for (k, one) in series.iter().enumerate() {
        let text = fitted(&one.name, size, each - size * 2.0);
        let wide = word(&text, Weight::Regular).width * size;
        let side = size * 0.7;
        let y = size * 0.9;
        shapes.push(Shape::Bar {
            x,
            y: y - side,
            width: side,
            height: side,
            tone: Tone::Series(k),
        });
        let at = x + size;
        shapes.push(Shape::Text { x: at, y, text, size, side: Side::Right, tone: Tone::Soft });
        x += wide + size * 2.0;
    }
    size * 1.7
}

/// A line for each series, named where it ends.
fn lines(numbers: &Numbers, years: &[f64], area: Area) -> Plot {
    let Area { width, height, size } = area;
    let shown = numbers.series.len().min(MOST_SERIES);
    let series = &numbers.series[..shown];
    let values = || series.iter().flat_map(Series::numbers);
    let ticks =
        ticks(values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let (low, high) = (ticks[0], ticks[ticks.len() - 1]);
    let tick_text = |tick: &f64| wording::decimal((tick * 1e6).round() / 1e6, Language::Da);
    let wide = |text: &str| word(text, Weight::Regular).width * size;
    let ends: Vec<String> =
        series.iter().map(|one| end_label(one, shown, size, width * 0.26)).collect();
    let left = ticks.iter().map(|tick| wide(&tick_text(tick))).fold(0.0, f32::max) + size * 0.7;
    let right = ends.iter().map(|text| wide(text)).fold(0.0, f32::max) + size * 0.9;
    let mut shapes = Vec::new();
    // Several are named where they end.
    let above = if shown == 1 { legend(&mut shapes, series, area) } else { 0.0 };
    let (top, bottom) = (above + size * 0.6, height - size * 1.9);
    let (first, last) = (years[0], years[years.len() - 1]);
    let across = f64::from(width - left - right) / (last - first).max(1.0);
    let x = |year: f64| left + ((year - first) * across) as f32;
    let y = |value: f64| {
        bottom
            - (f64::from(bottom - top) * (value - low) / (high - low).max(f64::MIN_POSITIVE)) as f32
    };
    for tick in &ticks {
        let at = y(*tick);
        let tone = if *tick == 0.0 { Tone::Soft } else { Tone::Rule };
        shapes.push(Shape::Rule { x: left, y: at, to_x: width - right, to_y: at, tone });
        let (x, text) = (left - size * 0.5, tick_text(tick));
        let y = at + size * MIDDLE;
        shapes.push(Shape::Text { x, y, text, size, side: Side::Left, tone: Tone::Soft });
    }
    let mut free_from = f32::NEG_INFINITY;
    for (label, year) in numbers.labels.iter().zip(years) {
        let (at, half) = (x(*year), wide(label) / 2.0);
        let last_free = *year == last || at + half + size < x(last) - half;
        if at - half >= free_from && last_free && at + half <= width {
            let text = label.trim().to_owned();
            let (y, side) = (height - size * 0.4, Side::Middle);
            shapes.push(Shape::Text { x: at, y, text, size, side, tone: Tone::Soft });
            free_from = at + half + size * 0.8;
        }
    }
    for (k, one) in series.iter().enumerate() {
        let tone = Tone::Series(k);
        // Where a number is missing the line is, too.
        for stretch in stretches(one, years) {
            let points: Vec<(f32, f32)> =
                stretch.iter().map(|&(year, value)| (x(year), y(value))).collect();
            if let (true, Some(&(x, y))) = (points.len() == 1 || years.len() <= 12, points.last()) {
                shapes.push(Shape::Dot { x, y, tone });
                let before = points[..points.len() - 1].iter();
                shapes.extend(before.map(|&(x, y)| Shape::Dot { x, y, tone }));
            }
            if points.len() > 1 {
                shapes.push(Shape::Curve { points, tone });
            }
        }
    }
    shapes.extend(named_ends(series, &ends, width - right + size * 0.6, size, (top, bottom), y));
    Plot { shapes, left_out: (0, numbers.series.len() - shown + numbers.others) }
}

/// Years and numbers in a row without a gap.
fn stretches(series: &Series, years: &[f64]) -> Vec<Vec<(f64, f64)>> {
    let mut stretches = vec![Vec::new()];
    for (value, year) in series.values.iter().zip(years) {
        match (value, stretches.last_mut()) {
            (Some((value, _)), Some(stretch)) => stretch.push((*year, *value)),
            _ => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

/// What stands where a line ends: its last number, and its name if there are several.
fn end_label(series: &Series, shown: usize, size: f32, width: f32) -> String {
    let last = series.values.iter().rev().flatten().next().map(|(_, text)| text.as_str());
    let last = last.unwrap_or_default();
    match shown {
        1 => fitted(last, size, width),
        _ => fitted(&format!("{} {last}", series.name), size, width),
    }
}

/// The names, each as near its line's end as the others leave room.
fn named_ends(
    series: &[Series],
    texts: &[String],
    x: f32,
    size: f32,
    (top, bottom): (f32, f32),
    y: impl Fn(f64) -> f32,
) -> Vec<Shape> {
    let end = |one: &Series| one.numbers().last().map_or(bottom, &y);
    let mut order: Vec<usize> = (0..series.len()).collect();
    order.sort_by(|&a, &b| end(&series[a]).total_cmp(&end(&series[b])));
    let step = size * 1.15;
    let mut places = vec![0.0_f32; series.len()];
    let mut free = top;
    for &k in &order {
        places[k] = end(&series[k]).max(free);
        free = places[k] + step;
    }
    // Those that were pushed below the axis push the others up again.
    let mut most = bottom;
    for &k in order.iter().rev() {
        places[k] = places[k].min(most);
        most = places[k] - step;
    }
    let label = |(k, text): (usize, &String)| Shape::Text {
        x,
        y: places[k] + size * MIDDLE,
        text: text.clone(),
        size,
        side: Side::Right,
        tone: Tone::Series(k),
    };
    texts.iter().enumerate().map(label).collect()
}

/// Round numbers from below the least to above the most, four to seven. Zero is among them but
/// where all numbers are far from it.
fn ticks(least: f64, most: f64) -> Vec<f64> {
    let low = if least > 0.0 && least < most * 0.6 { 0.0 } else { least };
    let high = if most < 0.0 && most > least * 0.6 { 0.0 } else { most };
    let span = (high - low).max(high.abs() * 1e-6).max(1e-9);
    let rough = span / 4.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|part| part * power)
        .find(|step| *step >= rough)
        .unwrap_or(rough);
    let (from, to) = ((low / step).floor() as i64, (high / step).ceil() as i64);
    (from..=to.max(from + 1)).map(|at| at as f64 * step).collect()
}

/// `text` as it fits into `width`, cut with `…`.
fn fitted(text: &str, size: f32, width: f32) -> String {
    let line = one_line(text, size, width, Weight::Regular);
    line.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Area, Plot, Shape, plot, ticks};
    use ordret_model::Table;

    const AREA: Area = Area { width: 1000.0, height: 360.0, size: 24.0 };

    fn drawn(head: &[&str], rows: &[&[&str]]) -> Option<Plot> {
        let own = |cells: &[&str]| cells.iter().map(|cell| cell.to_string()).collect();
        let table = Table { head: own(head), rows: rows.iter().map(|row| own(row)).collect() };
        plot(&table, AREA)
    }

    fn counts(plot: &Plot) -> (usize, usize) {
        let bars = plot.shapes.iter().filter(|one| matches!(one, Shape::Bar { .. })).count();
        let curves = plot.shapes.iter().filter(|one| matches!(one, Shape::Curve { .. })).count();
        (bars, curves)
    }

    #[test]
    fn years_are_a_line_in_rows_and_in_the_head() {
        let rows: &[&[&str]] = &[&["2019", "3"], &["2020", "5"], &["2022", "4"]];
        assert_eq!(counts(&drawn(&["År", "Møder"], rows).unwrap()), (0, 1));
        let head = ["Kommune", "2019", "2020", "2021"];
        let rows: &[&[&str]] = &[&["Aa", "1", "2", "3"], &["Bb", "2", "2", "2"]];
        assert_eq!(counts(&drawn(&head, rows).unwrap()), (0, 2));
        let gap: &[&[&str]] =
            &[&["2018", "1"], &["2019", "2"], &["2020", ""], &["2021", "2"], &["2022", "2"]];
        assert_eq!(counts(&drawn(&["År", "n"], gap).unwrap()), (0, 2), "a gap is a gap");
    }

    #[test]
    fn anything_else_is_bars_and_words_alone_are_nothing() {
        let rows: &[&[&str]] = &[&["Aa", "12", "31"], &["Bb", "9,5", "14"]];
        let plot = drawn(&["Sted", "2022", "2023"], rows).unwrap();
        assert_eq!(counts(&plot), (4 + 2, 0), "and a sample of each colour");
        assert!(drawn(&["Sted", "Hvad"], &[&["Aa", "ja"]]).is_none());
        assert!(drawn(&["Sted"], &[]).is_none());
    }

    #[test]
    fn what_there_is_no_room_for_is_counted() {
        let names: Vec<String> = (0..40).map(|n| format!("Sted {n}")).collect();
        let rows: Vec<[&str; 3]> = names.iter().map(|name| [name.as_str(), "5", "5000"]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        let plot = drawn(&["Sted", "Få", "Mange"], &rows).unwrap();
        assert!(plot.left_out.0 > 20 && plot.left_out.1 == 1, "{:?}", plot.left_out);
    }

    #[test]
    fn odd_numbers_are_drawn_inside_or_not_at_all() {
        let huge = "9".repeat(300);
        let tables: [(&[&str], &[&[&str]]); 4] = [
            (&["Sted", "Tal"], &[&["Aa", "999999999999"], &["Bb", "-999999999999"]]),
            (&["År", "Tal"], &[&["2001", "-1"], &["2002", "0"], &["2003", "0,0001"]]),
            (&["Sted", "2001", "2002", "2003"], &[&["Aa", "", "", ""], &["Bb", "1", "", "2"]]),
            (&["Sted", "Tal"], &[&["Aa", "0"], &["Bb", "0"]]),
        ];
        for (head, rows) in tables {
            let plot = drawn(head, rows).unwrap();
            let is_inside =
                |x: f32, y: f32| (0.0..=1000.0).contains(&x) && (0.0..=360.0).contains(&y);
            for shape in &plot.shapes {
                assert!(
                    match shape {
                        Shape::Text { x, y, .. } | Shape::Dot { x, y, .. } => is_inside(*x, *y),
                        Shape::Bar { x, y, width, height, .. } => {
                            is_inside(*x, *y) && is_inside(x + width, y + height)
                        }
                        Shape::Rule { x, y, to_x, to_y, .. } => {
                            is_inside(*x, *y) && is_inside(*to_x, *to_y)
                        }
                        Shape::Curve { points, .. } => points.iter().all(|&(x, y)| is_inside(x, y)),
                    },
                    "{head:?}: {shape:?}"
                );
            }
        }
        assert!(drawn(&["Sted", "Tal"], &[&["Aa", &huge]]).is_none());
    }

    #[test]
    fn ticks_are_round_and_hold_all_numbers() {
        assert_eq!(ticks(3.0, 31.0), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ticks(101.0, 108.0), [100.0, 102.0, 104.0, 106.0, 108.0]);
        assert_eq!(ticks(-4.0, 3.0), [-4.0, -2.0, 0.0, 2.0, 4.0]);
        for (least, most) in [(0.0, 0.0), (5.0, 5.0), (-1.0, -1.0), (1e12, 3e12), (0.001, 0.002)] {
            let ticks = ticks(least, most);
            assert!(ticks.len() > 1 && ticks.len() < 12, "{ticks:?}");
            assert!(ticks[0] <= least && ticks[ticks.len() - 1] >= most, "{ticks:?}");
        }
    }
}
