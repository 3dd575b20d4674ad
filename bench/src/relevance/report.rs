//! What is printed: the table, and what was not as demanded.

use super::Measured;
use super::judge::{Answer, Asked, Demand, mean_ndcg};
use super::searches::{Reader, Search, opening};
use crate::error::{Error, Result};
use crate::table::markdown;

/// What the README has before and after the table.
const BEGINS: &str = "<!-- relevance: cargo run -p ordret-bench -- relevance --write -->\n";
const ENDS: &str = "<!-- /relevance -->";

/// By kind of reader and overall; in each cell Ordret, a stroke, bare tantivy.
pub fn table(asked: &[Asked]) -> String {
    let head = [
        "who asks",
        "searches",
        "nDCG@10",
        "right one first",
        "musts within ten",
        "nevers kept out",
        "left empty",
    ];
    let mut rows: Vec<Vec<String>> = Vec::new();
    for reader in Reader::ALL {
        let own: Vec<&Asked> = asked.iter().filter(|one| one.search.reader == reader).collect();
        rows.push(row(&reader.to_string(), &own));
    }
    rows.push(row("overall", &asked.iter().collect::<Vec<_>>()));
    markdown(&head.map(str::to_owned), &rows)
}

fn row(name: &str, asked: &[&Asked]) -> Vec<String> {
    let ndcg = |answer| {
        let mean = mean_ndcg(asked.iter().copied(), answer);
        mean.map_or("–".to_owned(), |mean| format!("{mean:.3}"))
    };
    let searches = |sort: fn(Demand) -> bool| {
        // A search counts once, however many documents it demands.
        let of = |search: &Search| search.demands().into_iter().filter(|demand| sort(*demand));
        let asks: Vec<&&Asked> =
            asked.iter().filter(|one| of(&one.search).next().is_some()).collect();
        let met = |answer: fn(&Asked) -> &Answer| {
            let all = |one: &Asked| of(&one.search).all(|each| one.search.meets(each, answer(one)));
            asks.iter().filter(|one| all(one)).count()
        };
        match asks.len() {
            0 => "–".to_owned(),
            of => format!("{} / {} of {of}", met(ours), met(theirs)),
        }
    };
    vec![
        name.to_owned(),
        asked.len().to_string(),
        format!("{} / {}", ndcg(ours), ndcg(theirs)),
        searches(|demand| demand == Demand::First),
        searches(|demand| matches!(demand, Demand::Must(_))),
        searches(|demand| matches!(demand, Demand::Never(_))),
        searches(|demand| demand == Demand::Empty),
    ]
}

/// Ordret's answer.
pub fn ours(asked: &Asked) -> &Answer {
    &asked.ours
}

fn theirs(asked: &Asked) -> &Answer {
    &asked.theirs
}

/// Every demand that is not met, with the query and what stood there instead.
pub fn unmet(measured: &Measured) -> String {
    let by = |name, answer: fn(&Asked) -> &Answer| {
        let lines: Vec<String> =
            measured.asked.iter().flat_map(|one| lines(measured, one, answer(one))).collect();
        format!("#### Not met by {name}: {}\n\n{}\n", lines.len(), lines.concat())
    };
    by("Ordret", ours) + &by("bare tantivy", theirs)
}

fn lines(measured: &Measured, asked: &Asked, answer: &Answer) -> Vec<String> {
    let search = &asked.search;
    let unmet = search.demands().into_iter().filter(|demand| !search.meets(*demand, answer));
    let line = |demand| {
        format!(
            "- `{}` ({}, {}): {} — {}\n",
            search.query,
            search.reader,
            search.kind,
            measured.demand(search, demand),
            measured.instead(demand, answer)
        )
    };
    unmet.map(line).collect()
}

impl Measured {
    /// A demand in words.
    pub fn demand(&self, search: &Search, demand: Demand) -> String {
        match demand {
            Demand::First => {
                let any: Vec<String> = search.first.iter().map(|&nth| self.name(nth)).collect();
                format!("first: {}", any.join(" or "))
            }
            Demand::Must(nth) => format!("within ten: {}", self.name(nth)),
            Demand::Never(nth) => format!("never: {}", self.name(nth)),
            Demand::Empty => "nothing".to_owned(),
        }
    }

    fn instead(&self, demand: Demand, answer: &Answer) -> String {
        let names = |most: usize| {
            let names: Vec<String> =
                answer.hits.iter().take(most).map(|&nth| self.name(nth)).collect();
            if names.is_empty() { "nothing".to_owned() } else { names.join("; ") }
        };
        match demand {
            Demand::First => format!("first is {}", names(1)),
            Demand::Must(_) => format!("of {} found there are {}", answer.found, names(3)),
            Demand::Never(unwanted) => {
                let at = answer.hits.iter().position(|hit| *hit == unwanted);
                format!("it is hit {}", at.map_or(0, |at| at + 1))
            }
            Demand::Empty => format!("{} found: {}", answer.found, names(3)),
        }
    }

    /// A document as the file of searches names it.
    pub fn name(&self, nth: usize) -> String {
        let Some(document) = self.documents.get(nth) else { return nth.to_string() };
        let words: Vec<&str> = opening(document).split_whitespace().take(8).collect();
        format!("{}: {}", document.kind(), words.join(" "))
    }
}

/// The README with the table between its marks.
///
/// # Errors
/// When a mark is missing.
pub fn put(readme: &str, table: &str) -> Result<String> {
    let parts = readme.split_once(BEGINS).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(ENDS)?;
        Some(format!("{before}{BEGINS}{table}{ENDS}{after}"))
    });
    parts.ok_or_else(|| {
        let why = format!("it lacks `{}` or `{ENDS}`", BEGINS.trim());
        Error::new("cannot put the table into README.md", why)
    })
}
