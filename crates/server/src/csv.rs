//! Documents as a table for spreadsheets: RFC 4180, with a comma and the mark that tells a
//! spreadsheet that this is UTF-8.

use ordret_model::{Body, Document, Known, Table};

use crate::address::document_url;
use crate::wording::{self, Language};

/// The columns, in the order they stand.
const COLUMNS: [&str; 17] = [
    "id",
    "kind",
    "title",
    "text",
    "speaker",
    "role",
    "organisation",
    "place",
    "party",
    "value",
    "unit",
    "source",
    "publication",
    "date",
    "year",
    "url",
    "source_url",
];

/// Without it Excel takes a file for Windows-1252, and æ, ø and å are lost.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The documents, a line each under a line of names.
pub(crate) fn table<'d>(
    documents: impl Iterator<Item = &'d Document>,
    public_url: Option<&str>,
) -> String {
    let mut table = head();
    for document in documents {
        row(&mut table, document, public_url);
    }
    table
}

/// The line of names.
pub(crate) fn head() -> String {
    let mut head = String::from(BYTE_ORDER_MARK);
    line(&mut head, COLUMNS.map(str::to_owned));
    head
}

/// The numbers of a figure as its source writes them.
pub(crate) fn numbers(data: &Table) -> String {
    let mut table = String::from(BYTE_ORDER_MARK);
    for row in std::iter::once(&data.head).chain(&data.rows) {
        line(&mut table, row.iter().cloned());
    }
    table
}

/// Adds a document's line.
pub(crate) fn row(table: &mut String, document: &Document, public_url: Option<&str>) {
    line(table, cells(document, public_url.unwrap_or_default()));
}

fn cells(document: &Document, public_url: &str) -> [String; 17] {
    let known = |value: Option<&Known<String>>| value.map_or_else(String::new, |v| v.value.clone());
    let speaker = document.speaker.as_ref();
    let figure = match &document.body {
        Body::Figure(figure) => Some(figure),
        _ => None,
    };
    let value = figure.and_then(|figure| figure.value.as_ref());
    let source = document.source();
    [
        document.id.to_string(),
        document.kind().as_str().to_owned(),
        document.title.clone(),
        document.words().to_owned(),
        known(speaker.and_then(|speaker| speaker.name.as_ref())),
        known(speaker.and_then(|speaker| speaker.role.as_ref())),
        known(speaker.and_then(|speaker| speaker.organisation.as_ref())),
        known(speaker.and_then(|speaker| speaker.place.as_ref())),
        known(speaker.and_then(|speaker| speaker.party.as_ref())),
        // As a Danish spreadsheet reads numbers: with a comma, without parting thousands.
        value.map_or_else(String::new, |value| {
            wording::decimal(value.value, Language::Da).replace('.', "").replace('−', "-")
        }),
        known(figure.and_then(|figure| figure.unit.as_ref())),
        source.title.clone(),
        source.publication.clone().unwrap_or_default(),
        source.date.clone().unwrap_or_default(),
        source.year.map_or_else(String::new, |year| year.to_string()),
        format!("{public_url}{}", document_url(document)),
        source.url.clone().unwrap_or_default(),
    ]
}

fn line(table: &mut String, cells: impl IntoIterator<Item = String>) {
    for (nth, cell) in cells.into_iter().enumerate() {
        if nth > 0 {
            table.push(',');
        }
        table.push_str(&quoted(harmless(cell)));
    }
    table.push_str("\r\n");
}

/// A cell that no spreadsheet takes for a formula: an apostrophe before the first sign says
/// that it is text. Signs of full width are read as the plain ones.
fn harmless(cell: String) -> String {
    const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    match cell.starts_with(STARTS) {
        true => format!("'{cell}"),
        false => cell,
    }
}

fn quoted(cell: String) -> String {
    match cell.contains([',', ';', '"', '\r', '\n', '\t']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::{harmless, quoted};

    #[test]
    fn no_cell_begins_as_a_formula_does() {
        for start in ["=1+1", "+45", "-3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(harmless(start.to_owned()), format!("'{start}"));
        }
        assert_eq!(harmless("a=b".to_owned()), "a=b");
    }

    #[test]
    fn what_parts_cells_stands_in_marks() {
        assert_eq!(quoted("a, \"b\"\nc".to_owned()), "\"a, \"\"b\"\"\nc\"");
        assert_eq!(quoted("plain".to_owned()), "plain");
    }
}
