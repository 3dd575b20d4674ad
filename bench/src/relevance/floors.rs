//! What was reached and must not be lost, and which demands are known to be unmet.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use super::judge::{Asked, Demand, mean_ndcg};
use super::report::ours;
use super::searches::{Reader, Search};
use super::{Measured, read};
use crate::error::{Error, Result};

/// A mean may be less than its floor by so much: a change that reorders two hits of one
/// search is no loss.
const MARGIN: f64 = 0.002;
/// The row of all readers together.
const OVERALL: &str = "overall";

/// The floors. Written by `relevance --write`, which only raises them; whoever gives
/// something up lowers them by hand.
#[derive(Debug, Default, PartialEq)]
pub struct Floors {
    /// The least mean nDCG@10, by reader and overall.
    ndcg: BTreeMap<String, f64>,
    /// Queries with the demand that they are known not to meet.
    known: BTreeSet<(String, String)>,
}

impl Floors {
    /// Reads them; there are none where there is no file yet.
    ///
    /// # Errors
    /// When a line is not as [`Floors`] prints it.
    pub fn read(path: &Path) -> Result<Floors> {
        let text = if path.exists() { read(path)? } else { String::new() };
        let mut floors = Floors::default();
        for (nth, line) in text.lines().enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            let understood = match cells[..] {
                ["what", ..] => true,
                ["ndcg@10", name, floor] => match floor.parse() {
                    Ok(floor) => floors.ndcg.insert(name.to_owned(), floor).is_none(),
                    Err(_) => false,
                },
                ["known", query, demand] => {
                    floors.known.insert((query.to_owned(), demand.to_owned()))
                }
                _ => false,
            };
            if !understood {
                let why = "no floor, nothing known, or twice the same";
                return Err(Error::new(format!("{}:{}", path.display(), nth + 1), why));
            }
        }
        Ok(floors)
    }

    /// With every floor at least where the means are now.
    pub fn raised(mut self, asked: &[Asked]) -> Floors {
        for (name, mean) in means(asked) {
            let floor = self.ndcg.entry(name).or_default();
            // Rounded down, so that what was reached is never below its own floor.
            *floor = floor.max((mean * 1e4).floor() / 1e4);
        }
        self
    }

    /// What was lost: means below their floors, and demands that are not met and not known.
    pub fn lost(&self, measured: &Measured) -> Vec<String> {
        let mut lost = Vec::new();
        for (name, mean) in means(&measured.asked) {
            match self.ndcg.get(&name) {
                Some(floor) if mean >= floor - MARGIN => {}
                Some(floor) => {
                    lost.push(format!("{name}: nDCG@10 {mean:.4}, its floor {floor:.4}"))
                }
                None => lost.push(format!("{name}: nDCG@10 {mean:.4}, and it has no floor")),
            }
        }
        let unmet = unmet(measured);
        lost.extend(
            unmet
                .difference(&self.known)
                .map(|(query, demand)| format!("not met and not known: known\t{query}\t{demand}")),
        );
        lost
    }

    /// What is listed as known and is met now, or no longer demanded.
    pub fn stale(&self, measured: &Measured) -> Vec<String> {
        let unmet = unmet(measured);
        self.known.difference(&unmet).map(|(query, demand)| format!("{query}\t{demand}")).collect()
    }
}

fn means(asked: &[Asked]) -> Vec<(String, f64)> {
    let mut means = Vec::new();
    for reader in Reader::ALL {
        let own = asked.iter().filter(|one| one.search.reader == reader);
        means.extend(mean_ndcg(own, ours).map(|mean| (reader.to_string(), mean)));
    }
    means.extend(mean_ndcg(asked.iter(), ours).map(|mean| (OVERALL.to_owned(), mean)));
    means
}

fn unmet(measured: &Measured) -> BTreeSet<(String, String)> {
    let of = |asked: &Asked| -> Vec<(String, String)> {
        let Search { query, .. } = &asked.search;
        let demands = asked.search.demands().into_iter();
        let unmet = demands.filter(|demand| !asked.search.meets(*demand, &asked.ours));
        unmet.map(|demand| (query.clone(), key(measured, demand))).collect()
    };
    measured.asked.iter().flat_map(of).collect()
}

/// A demand as the file names it. Which documents may be first may change without its
/// being another demand.
fn key(measured: &Measured, demand: Demand) -> String {
    match demand {
        Demand::First => "first".to_owned(),
        Demand::Must(nth) => format!("must {}", measured.name(nth)),
        Demand::Never(nth) => format!("never {}", measured.name(nth)),
        Demand::Empty => "empty".to_owned(),
    }
}

impl fmt::Display for Floors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "what\twhose or query\tleast, or the demand that is not met")?;
        let order = Reader::ALL.iter().map(ToString::to_string).chain([OVERALL.to_owned()]);
        for name in order {
            if let Some(floor) = self.ndcg.get(&name) {
                writeln!(f, "ndcg@10\t{name}\t{floor:.4}")?;
            }
        }
        for (query, demand) in &self.known {
            writeln!(f, "known\t{query}\t{demand}")?;
        }
        Ok(())
    }
}
