//! Tables that a page's text has lost the lines of: cells parted by tabs or
//! several spaces, or words with their number at the end.

use ordret_model::Table;
use ordret_speech::pattern;

pattern!(GAP, r"\t+|[ \u{A0}]{2,}");
pattern!(
    LABELLED,
    r"^(\S.{0,90}?)(?:\s*:\s+|\s+)([+\-−]?\d[\d.]*(?:,\d+)?(?:\s?(?:%|pct\.?|procent|kr\.?|mio\.(?: kr\.)?|mia\.(?: kr\.)?))?)$"
);
pattern!(NUMERIC, r"^[+\-−–<>]?\s?\d[\d., \u{A0}]*\s?(?:%|pct\.?|kr\.?)?$|^[-–.…:]+$");
pattern!(YEARS, r"^(?:19|20)\d\d(?:[-–/]\d{2,4})?$");

/// A line's cells, if it is a row.
pub fn cells(line: &str) -> Option<Vec<String>> {
    let by_gap: Vec<String> = GAP.split(line).map(|cell| cell.trim().to_owned()).collect();
    let short = |cell: &String| cell.chars().count() <= 90;
    if by_gap.len() >= 2 && by_gap.iter().all(short) {
        let parted = line.contains('\t') || by_gap[1..].iter().all(|cell| NUMERIC.is_match(cell));
        return parted.then_some(by_gap);
    }
    let found = LABELLED.captures(line)?;
    let (label, number) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    let is_label = label.chars().any(char::is_alphabetic) || YEARS.is_match(label);
    let is_note = label.contains(['=', '.']) && !label.ends_with('.');
    (is_label && !is_note).then(|| vec![label.trim().to_owned(), number.to_owned()])
}

/// A table of rows; `unit` is what its numbers are, where the title says it.
/// `None` for fewer than two.
pub fn table(mut rows: Vec<Vec<String>>, unit: &str) -> Option<Table> {
    if rows.len() < 2 {
        return None;
    }
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_head = |row: &[String]| {
        row.len() + 1 == widest
            || (row.len() == widest
                && row[1..].iter().all(|cell| !NUMERIC.is_match(cell) || YEARS.is_match(cell)))
    };
    let mut head = match is_head(&rows[0]) {
        true => rows.remove(0),
        false => vec![String::new(); widest],
    };
    if head.len() < widest {
        head.insert(0, String::new());
    }
    // The corner of a table says what is counted; of two columns, the second.
    let corner = usize::from(widest == 2);
    if head[corner].is_empty() {
        head[corner] = unit.to_owned();
    }
    rows.iter_mut().for_each(|row| row.resize(widest, String::new()));
    (!rows.is_empty()).then_some(Table { head, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_from_tabs_spaces_and_labels() {
        let row = |line: &str| cells(line).map(|cells| cells.join("|"));
        assert_eq!(row("Sygdom\t305\t377").as_deref(), Some("Sygdom|305|377"));
        assert_eq!(row("Små kommuner   19   21").as_deref(), Some("Små kommuner|19|21"));
        assert_eq!(row("Små kommuner 19").as_deref(), Some("Små kommuner|19"));
        assert_eq!(row("2019: 4,1").as_deref(), Some("2019|4,1"));
        assert_eq!(row("Færgen sejler hver time."), None);
        assert_eq!(row("n = 512"), None);
    }
}
