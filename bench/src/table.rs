//! What is printed: tables in Markdown, and how figures grow from size to size.

use crate::measure::spread::Spread;

/// A table.
pub struct Table {
    title: String,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty one. The first column is text, the others are figures.
    pub fn new(title: impl Into<String>, head: &[&'static str]) -> Table {
        Table { title: title.into(), head: head.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The table under its title.
    pub fn markdown(&self) -> String {
        let head: Vec<String> = self.head.iter().map(|&cell| cell.to_owned()).collect();
        format!("#### {}\n\n{}\n", self.title, markdown(&head, &self.rows))
    }
}

/// A table, with columns aligned so that it reads well unrendered too.
pub fn markdown(head: &[String], rows: &[Vec<String>]) -> String {
    let wide = |column: usize| {
        let cells = std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
        cells.filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..head.len()).map(|column| wide(column).unwrap_or(0)).collect();
    let line = |row: &[String]| {
        let cells =
            row.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| match column {
                0 => format!(" {cell:<width$} "),
                _ => format!(" {cell:>width$} "),
            });
        format!("|{}|\n", cells.collect::<Vec<_>>().join("|"))
    };
    let rule = widths.iter().enumerate().map(|(column, &width)| match column {
        0 => "-".repeat(width + 2),
        _ => format!("{}:", "-".repeat(width + 1)),
    });
    let rule = format!("|{}|\n", rule.collect::<Vec<_>>().join("|"));
    let rows: String = rows.iter().map(|row| line(row)).collect();
    format!("{}{rule}{rows}", line(head))
}

/// `1.9 (1.8 to 2.1)`: the middle ratio and its spread over the rounds.
pub fn ratio(spread: Spread) -> String {
    format!("{} ({} to {})", short(spread.middle), short(spread.least), short(spread.most))
}

/// Three digits that tell something.
pub fn short(figure: f64) -> String {
    match figure.abs() {
        0.0 => "0".to_owned(),
        f if f < 0.095 => format!("{figure:.3}"),
        f if f < 9.95 => format!("{figure:.2}"),
        f if f < 99.5 => format!("{figure:.1}"),
        _ => thousands(figure.round() as u64),
    }
}

/// `1,000,000`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Bytes as megabytes, `12.3 MB`.
pub fn megabytes(bytes: f64) -> String {
    format!("{} MB", short(bytes / 1e6))
}

/// Milliseconds, in the unit that reads best.
pub fn time(milliseconds: f64) -> String {
    match milliseconds {
        ms if ms >= 1000.0 => format!("{} s", short(ms / 1000.0)),
        ms if ms >= 1.0 => format!("{} ms", short(ms)),
        ms => format!("{} µs", short(ms * 1000.0)),
    }
}

/// One figure of one size, to be followed through the sizes.
pub struct Figure {
    /// What it measures.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// How it is written.
    pub unit: fn(f64) -> String,
}

/// How every figure grows: the figure at each size, and how many times as much
/// as at the size before.
pub fn growth(sizes: &[(u64, Vec<Figure>)]) -> String {
    let mut text = String::from("#### Growth\n\n| |");
    for (size, _) in sizes {
        text.push_str(&format!(" {} documents |", thousands(*size)));
    }
    text.push_str(&format!("\n|---|{}\n", "---:|".repeat(sizes.len())));
    for figure in sizes.first().map_or(&[][..], |(_, figures)| figures) {
        let mut before: Option<f64> = None;
        text.push_str(&format!("| {} |", figure.name));
        for (_, figures) in sizes {
            let Some(own) = figures.iter().find(|own| own.name == figure.name) else { continue };
            let times = before.filter(|before| *before > 0.0);
            let times =
                times.map_or(String::new(), |before| format!(" (×{})", short(own.value / before)));
            text.push_str(&format!(" {}{times} |", (own.unit)(own.value)));
            before = Some(own.value);
        }
        text.push('\n');
    }
    text.push('\n');
    text
}
