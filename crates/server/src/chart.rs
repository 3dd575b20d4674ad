//! A figure's numbers as a table whose cells carry bars.

use ordret_model::Table;
use serde::Serialize;

/// A table for display.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Chart {
    pub head: Vec<Heading>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Heading {
    pub text: String,
    pub number: bool,
}

/// A cell as the source writes it, with a bar where it is a number among numbers.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Cell {
    pub text: String,
    pub number: bool,
    /// The bar's length, such as `61.5%`.
    pub bar: Option<String>,
}

/// The first column names the rows; a later one of which every cell is a
/// number gets bars. Columns whose largest numbers are within a factor of ten
/// share one scale, so that their bars can be compared.
pub(crate) fn chart(table: &Table) -> Chart {
    let tops: Vec<Option<f64>> = (0..table.head.len()).map(|column| top(table, column)).collect();
    let most = tops.iter().flatten().fold(0.0, |most: f64, &top| most.max(top));
    let shared = tops.iter().flatten().all(|&top| top * 10.0 > most);
    let scale = |(column, top): (usize, &Option<f64>)| match top {
        // A share of all is shown as one: a bar of 80 % is not full.
        Some(top) if *top <= 100.0 && is_share(table, column) => Some(100.0),
        Some(top) => Some(if shared { most } else { *top }),
        None => None,
    };
    let scales: Vec<Option<f64>> = tops.iter().enumerate().map(scale).collect();
    let heading = |(text, scale): (&String, &Option<f64>)| Heading {
        text: text.clone(),
        number: scale.is_some(),
    };
    Chart {
        head: table.head.iter().zip(&scales).map(heading).collect(),
        rows: table.rows.iter().map(|row| cells(row, &scales)).collect(),
    }
}

/// Whether a column holds percentages: its head or each of its cells says so.
pub(crate) fn is_share(table: &Table, column: usize) -> bool {
    let says = |text: &String| {
        let lower = text.to_lowercase();
        ["%", "pct", "procent"].iter().any(|sign| lower.contains(sign))
    };
    let mut cells = table.rows.iter().filter_map(|row| row.get(column));
    table.head.get(column).is_some_and(says) || cells.all(says)
}

fn cells(row: &[String], scales: &[Option<f64>]) -> Vec<Cell> {
    row.iter().zip(scales).map(|(text, scale)| cell(text, *scale)).collect()
}

fn cell(text: &str, scale: Option<f64>) -> Cell {
    let bar =
        scale.zip(number(text)).map(|(scale, value)| format!("{:.1}%", 100.0 * value / scale));
    Cell { text: text.to_owned(), number: scale.is_some(), bar }
}

/// The largest number of a column that holds only numbers, none below zero.
fn top(table: &Table, column: usize) -> Option<f64> {
    if column == 0 {
        return None;
    }
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let numbers: Option<Vec<f64>> = cells.map(|cell| number(cell)).collect();
    let numbers = numbers.filter(|numbers| numbers.iter().all(|&number| number >= 0.0))?;
    let top = numbers.into_iter().fold(0.0, f64::max);
    (top > 0.0).then_some(top)
}

/// A number as Danish writes it: `1.204`, `12,5 %`, `3 mio.` is none.
pub(crate) fn number(text: &str) -> Option<f64> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let (whole, fraction) = bare.split_once(',').unwrap_or((&bare, ""));
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    let digits = match grouped {
        true => format!("{}.{fraction}0", groups.concat()),
        false => bare.replace(',', "."),
    };
    let numeric = bare.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    numeric.then(|| digits.parse().ok()).flatten().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{chart, number};
    use ordret_model::Table;

    fn table(head: &[&str], rows: &[&[&str]]) -> Table {
        let own = |cells: &[&str]| cells.iter().map(|cell| cell.to_string()).collect();
        Table { head: own(head), rows: rows.iter().map(|row| own(row)).collect() }
    }

    #[test]
    fn numbers_are_read_as_danish_writes_them() {
        assert_eq!(number("1.204"), Some(1204.0));
        assert_eq!(number("12,5 %"), Some(12.5));
        assert_eq!(number("12.5"), Some(12.5));
        assert_eq!((number("ca. 3"), number("nan"), number("")), (None, None, None));
    }

    #[test]
    fn only_columns_of_numbers_get_bars() {
        let chart =
            chart(&table(&["År", "Møder", "Sted"], &[&["2023", "12", "Å"], &["2024", "24", "Ø"]]));
        let bars: Vec<_> = chart.rows.iter().map(|row| row[1].bar.clone()).collect();
        assert_eq!(bars, [Some("50.0%".to_owned()), Some("100.0%".to_owned())]);
        assert!(chart.rows.iter().all(|row| row[0].bar.is_none() && row[2].bar.is_none()));
    }

    #[test]
    fn percentages_have_a_scale_to_a_hundred() {
        let chart = chart(&table(
            &["År", "Værksted, pct.", "Andel"],
            &[&["2018", "34", "21 %"], &["2019", "80", "42 %"]],
        ));
        let bars: Vec<_> = chart.rows.iter().map(|row| row[1].bar.clone()).collect();
        assert_eq!(bars, [Some("34.0%".to_owned()), Some("80.0%".to_owned())]);
        assert_eq!(chart.rows[0][2].bar.as_deref(), Some("21.0%"));
    }

    #[test]
    fn columns_of_one_size_share_a_scale() {
        let chart = chart(&table(&["Kommune", "Før", "Nu"], &[&["A", "20", "40"]]));
        assert_eq!(chart.rows[0][1].bar.as_deref(), Some("50.0%"));
    }
}
