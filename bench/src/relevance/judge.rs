//! How good an answer is: graded, and against what was demanded.

use super::searches::Search;

/// How many hits are looked at.
pub const FIRST_PAGE: usize = 10;

/// What an engine answered. Documents are numbers, as in [`Search`].
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// How many documents there are in all.
    pub found: u64,
    /// The first page.
    pub hits: Vec<usize>,
}

/// A search with the answers of both engines.
#[derive(Debug, Clone)]
pub struct Asked {
    pub search: Search,
    pub ours: Answer,
    pub theirs: Answer,
}

/// Something an answer must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// One of the best stands first.
    First,
    /// This one is on the first page.
    Must(usize),
    /// This one is not.
    Never(usize),
    /// Nothing is found.
    Empty,
}

impl Search {
    /// What it demands.
    pub fn demands(&self) -> Vec<Demand> {
        let first = (!self.first.is_empty()).then_some(Demand::First);
        let must = self.must.iter().map(|&nth| Demand::Must(nth));
        let never = self.never.iter().map(|&nth| Demand::Never(nth));
        let empty = self.empty.then_some(Demand::Empty);
        first.into_iter().chain(must).chain(never).chain(empty).collect()
    }

    /// Whether an answer does it.
    pub fn meets(&self, demand: Demand, answer: &Answer) -> bool {
        match demand {
            Demand::First => answer.hits.first().is_some_and(|hit| self.first.contains(hit)),
            Demand::Must(nth) => answer.hits.contains(&nth),
            Demand::Never(nth) => !answer.hits.contains(&nth),
            Demand::Empty => answer.found == 0,
        }
    }

    /// How much of the gain that could be had the first ten hits have, discounted by rank
    /// (Järvelin and Kekäläinen 2002, with gains 2^grade − 1); `None` where nothing is wanted.
    pub fn ndcg(&self, answer: &Answer) -> Option<f64> {
        let mut wanted: Vec<usize> = self.wanted().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut best: Vec<f64> = wanted.into_iter().map(|nth| self.gain(nth)).collect();
        best.sort_unstable_by(|a, b| b.total_cmp(a));
        let had = discounted(answer.hits.iter().map(|&nth| self.gain(nth)));
        let most = discounted(best.into_iter());
        (most > 0.0).then(|| had / most)
    }

    fn gain(&self, nth: usize) -> f64 {
        let grade = match nth {
            nth if self.first.contains(&nth) => 3,
            nth if self.must.contains(&nth) => 2,
            nth if self.also.contains(&nth) => 1,
            _ => 0,
        };
        f64::from((1 << grade) - 1)
    }
}

fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    let places = gains.take(FIRST_PAGE).enumerate();
    places.map(|(nth, gain)| gain / (nth as f64 + 2.0).log2()).sum()
}

/// The mean over those searches that want something.
pub fn mean_ndcg<'a>(
    asked: impl Iterator<Item = &'a Asked>,
    answer: fn(&Asked) -> &Answer,
) -> Option<f64> {
    let each: Vec<f64> = asked.filter_map(|asked| asked.search.ndcg(answer(asked))).collect();
    (!each.is_empty()).then(|| each.iter().sum::<f64>() / each.len() as f64)
}
