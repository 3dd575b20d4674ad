//! Page queries in this process, by the shape of the query: those that want every word, as
//! the bare engine can too, and those that are asked as a reader asks.

use ordret_search::Searcher;

use super::{Measured, Setting};
use crate::error::{Error, Result};
use crate::measure::spread::{Spread, mean, percentile, processor_of_thread, timed};
use crate::queries::{EACH, Query, Shape, best, log};
use crate::reference::search::Reference;
use crate::table::{Figure, Table, ratio, time};

/// Times of one side, in milliseconds.
#[derive(Default)]
pub struct Times {
    /// Every query's.
    pub all: Vec<f64>,
    /// The mean of each round: of processor time, not of time on the wall.
    pub rounds: Vec<f64>,
}

impl Times {
    /// Asks all of `queries` once, as one round. Rounds are as many passes as
    /// make the clock's own price small.
    ///
    /// # Errors
    /// When a query cannot be asked.
    pub fn round(
        &mut self,
        queries: &[Query],
        passes: usize,
        mut ask: impl FnMut(&Query) -> Result<()>,
    ) -> Result<()> {
        let mut times = Vec::with_capacity(queries.len() * passes);
        let before = processor_of_thread();
        for query in std::iter::repeat_n(queries, passes).flatten() {
            let (asked, time) = timed(|| ask(query));
            asked?;
            times.push(time.as_secs_f64() * 1e3);
        }
        self.rounds.push((processor_of_thread() - before) * 1e3 / times.len() as f64);
        self.all.extend(times);
        Ok(())
    }
}

/// Measures them.
///
/// # Errors
/// When an index cannot be searched.
pub fn run(setting: &Setting) -> Result<Measured> {
    let (mut openings, mut bare_openings) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        openings.push(timed(|| Searcher::open(&setting.index).is_ok()).1.as_secs_f64() * 1e3);
        bare_openings
            .push(timed(|| Reference::open(&setting.reference).is_ok()).1.as_secs_f64() * 1e3);
    }
    let ordret = Searcher::open(&setting.index).map_err(Error::at("cannot open the index"))?;
    let reference = Reference::open(&setting.reference)?;
    // Suggestions are a list in memory that is made when it is first asked for.
    let (made, first) = timed(|| ordret.suggest("a", 1));
    made.map_err(Error::at("Ordret cannot suggest"))?;
    let sides = Sides { ordret: &ordret, reference: &reference, rounds: setting.rounds(7, 3) };
    let head = ["page query", "Ordret mean", "p99", "bare mean", "p99", "mean, ratio"];
    let mut table = Table::new("Page queries in process, one thread", &head);
    // Both sides' times over all shapes, and over those that have words.
    let mut sums: [[Times; 2]; 2] = Default::default();
    let mut figures = Vec::new();
    let queries = log(setting.generator, setting.documents);
    for ((shape, name), queries) in Shape::ALL.into_iter().zip(queries.chunks(EACH)) {
        let times = sides.measure(queries)?;
        let has_words = shape != Shape::Empty;
        for (sums, shapes) in
            sums.iter_mut().zip([Some(Shape::ALL.len()), has_words.then_some(Shape::ALL.len() - 1)])
        {
            let Some(shapes) = shapes else { continue };
            sums.iter_mut().zip(&times).for_each(|(sum, times)| add(sum, times, shapes));
        }
        if matches!(shape, Shape::CommonWord | Shape::TwoWords | Shape::HalfRemembered) {
            let value = Spread::of(times[0].rounds.clone()).middle;
            figures.push(Figure { name: format!("page query: {name}"), value, unit: time });
        }
        table.row(cells(name, times));
    }
    let [all, with_words] = sums;
    for (nth, (name, times)) in [
        ("page query, all shapes alike, mean", &all[0]),
        ("page query, bare tantivy, mean", &all[1]),
    ]
    .into_iter()
    .enumerate()
    {
        let value = mean(&times.rounds);
        figures.insert(nth, Figure { name: name.to_owned(), value, unit: time });
    }
    table.row(cells("all shapes with words", with_words));
    table.row(cells("all shapes alike", all));
    let mut as_asked = Table::new("As a reader asks who sets nothing", &head);
    let queries = best(setting.generator, setting.documents);
    for ((_, name), queries) in Shape::BEST.into_iter().zip(queries.chunks(EACH)) {
        as_asked.row(cells(name, sides.measure(queries)?));
    }
    let mut opened =
        Table::new("Opening an index in process", &["", "Ordret", "bare tantivy", "ratio"]);
    opened.row([
        "open a generation".to_owned(),
        time(Spread::of(openings.clone()).middle),
        time(Spread::of(bare_openings.clone()).middle),
        ratio(Spread::of_ratios(&openings, &bare_openings)),
    ]);
    opened.row([
        "the first suggestion".to_owned(),
        time(first.as_secs_f64() * 1e3),
        "–".to_owned(),
        "–".to_owned(),
    ]);
    Ok(Measured { tables: vec![table, as_asked, opened], figures })
}

/// Both engines, and how often they take turns.
struct Sides<'s> {
    ordret: &'s Searcher,
    reference: &'s Reference,
    rounds: u64,
}

impl Sides<'_> {
    /// Times of Ordret and of the bare engine for the queries of one shape.
    fn measure(&self, queries: &[Query]) -> Result<[Times; 2]> {
        let [mut ours, mut theirs] = <[Times; 2]>::default();
        let mut ask = |query: &Query| match query.shape {
            Shape::Beginning => self
                .ordret
                .suggest(&query.request.query, query.request.limit)
                .map(drop)
                .map_err(Error::at("Ordret cannot suggest")),
            _ => self
                .ordret
                .search(&query.request)
                .map(drop)
                .map_err(Error::at("Ordret cannot search")),
        };
        let mut ask_bare = |query: &Query| match query.shape {
            Shape::Beginning => {
                let found = self.reference.suggest(&query.request.query, query.request.limit);
                found.map(drop)
            }
            _ => self.reference.page(&query.request, &query.bare).map(drop),
        };
        // The first round only warms both; how long it takes says how often to ask.
        let (passes, bare_passes) = (passes(queries, &mut ask)?, passes(queries, &mut ask_bare)?);
        for _ in 0..self.rounds {
            ours.round(queries, passes, &mut ask)?;
            theirs.round(queries, bare_passes, &mut ask_bare)?;
        }
        Ok([ours, theirs])
    }
}

/// Asks all of `queries` once, which warms what they need; how many passes make a round.
///
/// # Errors
/// When a query cannot be asked.
pub fn passes(queries: &[Query], ask: impl FnMut(&Query) -> Result<()>) -> Result<usize> {
    let mut warm = Times::default();
    warm.round(queries, 1, ask)?;
    Ok((20.0 / (mean(&warm.rounds) * queries.len() as f64)).ceil().clamp(1.0, 40.0) as usize)
}

/// Adds one shape's rounds so that each of `shapes` weighs the same.
fn add(all: &mut Times, shape: &Times, shapes: usize) {
    let share = 1.0 / shapes as f64;
    all.rounds.resize(shape.rounds.len(), 0.0);
    all.rounds.iter_mut().zip(&shape.rounds).for_each(|(sum, round)| *sum += round * share);
    // As many times of each shape, whatever the number of passes.
    let step = (shape.all.len() / (EACH * shape.rounds.len())).max(1);
    all.all.extend(shape.all.iter().step_by(step));
}

fn cells(name: &str, [mut ours, mut theirs]: [Times; 2]) -> [String; 6] {
    let ratios = Spread::of_ratios(&ours.rounds, &theirs.rounds);
    [
        name.to_owned(),
        time(Spread::of(ours.rounds).middle),
        time(percentile(&mut ours.all, 99.0)),
        time(Spread::of(theirs.rounds).middle),
        time(percentile(&mut theirs.all, 99.0)),
        ratio(ratios),
    ]
}
