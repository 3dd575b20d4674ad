//! Addresses that were published once, and what became of them: kept in the generation, so
//! that whoever serves it needs no content folder.
//!
//! A line an address, sorted by name: the name, what it led to, `moved` or `gone`, where to or why, and the day.

use std::cmp::Reverse;
use std::fmt::Write;
use std::path::Path;

use ordret_model::{Addressed, DocumentId, Fate, Former};

use crate::Error;
use crate::generation::manifest::Manifest;
use crate::lines::Lines;
use crate::searcher::Searcher;

/// The file in a generation's folder that holds them.
pub(crate) const FILE: &str = "addresses";

const MOVED: &str = "moved";
const GONE: &str = "gone";

/// Former addresses by name.
#[derive(Debug, Default)]
pub(crate) struct Formers(Lines);

/// The file's text.
pub(crate) fn listing(formers: &[Former]) -> String {
    let mut sorted: Vec<&Former> = formers.iter().collect();
    sorted.sort_by(|a, b| (&a.name, a.of).cmp(&(&b.name, b.of)));
    let mut text = String::new();
    for former in sorted {
        let (state, rest) = match &former.fate {
            Fate::Moved(to) => (MOVED, to),
            Fate::Gone(why) => (GONE, why),
        };
        // Tabs and line ends are the file's own.
        let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        let since = former.since.as_deref().unwrap_or_default();
        let of = former.of.as_str();
        _ = writeln!(text, "{}\t{of}\t{state}\t{rest}\t{since}", former.name);
    }
    text
}

impl Formers {
    /// Reads them from a generation's folder; none where it has none.
    ///
    /// # Errors
    /// When the file is damaged: a link that leads to other words is worse than none.
    pub(crate) fn read(folder: &Path, manifest: &Manifest) -> Result<Formers, Error> {
        Lines::read(folder, FILE, manifest).map(Formers)
    }

    /// What became of `name`, which led to what `wanted` accepts.
    fn find(&self, name: &str, wanted: fn(Addressed) -> bool) -> Option<Former> {
        let from = self.0.first_from(name);
        let of_name = (from..self.0.len()).take_while(|nth| self.0.key(*nth) == Some(name));
        let mut formers = of_name.filter_map(|nth| former(self.0.line(nth)?));
        formers.find(|former| wanted(former.of))
    }
}

/// What a line says.
fn former(line: &str) -> Option<Former> {
    let mut columns = line.split('\t');
    let mut column = || columns.next();
    let (name, of, state, rest) = (column()?, column()?, column()?, column()?.to_owned());
    let since = column().filter(|since| !since.is_empty()).map(str::to_owned);
    let fate = match state {
        MOVED => Fate::Moved(rest),
        GONE => Fate::Gone(rest),
        _ => return None,
    };
    Some(Former { of: Addressed::named(of)?, name: name.to_owned(), fate, since })
}

impl Searcher {
    /// What became of a document that was published once and is in this generation no more.
    pub fn former_document(&self, id: &DocumentId) -> Option<Former> {
        self.formers.find(id.as_str(), |of| matches!(of, Addressed::Document(_)))
    }

    /// The same of a source.
    pub fn former_source(&self, slug: &str) -> Option<Former> {
        self.formers.find(slug, |of| of == Addressed::Source)
    }

    /// Every address that leads to something else or nothing now, what happened last first:
    /// `limit` of them from `offset` on, and how many there are.
    pub fn formers(&self, offset: usize, limit: usize) -> (usize, Vec<Former>) {
        let lines = (0..self.formers.0.len()).filter_map(|nth| self.formers.0.line(nth));
        let mut dated: Vec<(Reverse<&str>, &str)> = lines
            .map(|line| (Reverse(line.rsplit('\t').next().unwrap_or_default()), line))
            .collect();
        dated.sort_unstable();
        let total = dated.len();
        let shown = dated.into_iter().skip(offset).take(limit);
        (total, shown.filter_map(|(_, line)| former(line)).collect())
    }
}

#[cfg(test)]
mod tests {
    use ordret_model::{Addressed, Fate, Former, Kind};

    use super::{Formers, listing};
    use crate::lines::Lines;

    fn moved(name: &str, of: Addressed, to: &str) -> Former {
        Former { of, name: name.to_owned(), fate: Fate::Moved(to.to_owned()), since: None }
    }

    #[test]
    fn a_document_and_a_source_may_have_had_one_name() {
        let quote = Addressed::Document(Kind::Quote);
        let rows = [
            moved("skole", Addressed::Source, "skolen"),
            moved("skole", quote, "abc"),
            moved("broen", quote, "def"),
        ];
        let formers = Formers(Lines::new(listing(&rows)));
        let source = formers.find("skole", |of| of == Addressed::Source);
        assert_eq!(source, Some(rows[0].clone()));
        let document = formers.find("skole", |of| of != Addressed::Source);
        assert_eq!(document, Some(rows[1].clone()));
        assert_eq!(formers.find("bro", |_| true), None);
        assert_eq!(Formers::default().find("bro", |_| true), None);
    }

    #[test]
    fn a_reason_stays_on_its_line() {
        let gone = Former {
            fate: Fate::Gone("Trukket\ttilbage\nefter aftale".to_owned()),
            since: Some("2026-12-01".to_owned()),
            ..moved("a1", Addressed::Document(Kind::Case), "")
        };
        let formers = Formers(Lines::new(listing(std::slice::from_ref(&gone))));
        let found = formers.find("a1", |_| true).expect("is there");
        assert_eq!(found.fate, Fate::Gone("Trukket tilbage efter aftale".to_owned()));
        assert_eq!(found.since, gone.since);
    }
}
