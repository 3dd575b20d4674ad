//! Page queries in this process, by the shape of the query.

use ordret_search::Searcher;

use super::{Measured, Setting};
use crate::error::{Error, Result};
use crate::measure::spread::{Spread, mean, percentile, processor_of_thread, timed};
use crate::queries::{EACH, Query, Shape, log};
use crate::reference::search::Reference;
use crate::table::{Figure, Table, ratio, time};

/// Times of one side, in milliseconds.
#[derive(Default)]
struct Times {
    /// Every query's.
    all: Vec<f64>,
    /// The mean of each round: of processor time, not of time on the wall.
    rounds: Vec<f64>,
}

impl Times {
    /// Asks all of `queries` once, as one round. Rounds are as many passes as
    /// make the clock's own price small.
    fn round(
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
    let queries = log(setting.generator, setting.documents);
    let head = ["page query", "Ordret mean", "p99", "bare mean", "p99", "mean, ratio"];
    let mut table = Table::new("Page queries in process, one thread", &head);
    let (mut all_ours, mut all_theirs) = (Times::default(), Times::default());
    let mut figures = Vec::new();
    for ((shape, name), queries) in Shape::ALL.into_iter().zip(queries.chunks(EACH)) {
        let (mut ours, mut theirs) = (Times::default(), Times::default());
        let mut ask = |query: &Query| {
            ordret.search(&query.request).map(drop).map_err(Error::at("Ordret cannot search"))
        };
        let mut ask_bare = |query: &Query| reference.page(&query.request).map(drop);
        // The first round only warms both; how long it takes says how often to ask.
        let (mut warm, mut warm_bare) = (Times::default(), Times::default());
        warm.round(queries, 1, &mut ask)?;
        warm_bare.round(queries, 1, &mut ask_bare)?;
        let fits = |times: &Times| {
            (20.0 / (mean(&times.rounds) * EACH as f64)).ceil().clamp(1.0, 40.0) as usize
        };
        let (passes, bare_passes) = (fits(&warm), fits(&warm_bare));
        for _ in 0..setting.rounds(7, 3) {
            ours.round(queries, passes, &mut ask)?;
            theirs.round(queries, bare_passes, &mut ask_bare)?;
        }
        add(&mut all_ours, &ours);
        add(&mut all_theirs, &theirs);
        if matches!(shape, Shape::CommonWord | Shape::TwoWords | Shape::HalfRemembered) {
            let value = Spread::of(ours.rounds.clone()).middle;
            figures.push(Figure { name: format!("page query: {name}"), value, unit: time });
        }
        table.row(cells(name, ours, theirs));
    }
    let value = mean(&all_ours.rounds);
    figures.insert(
        0,
        Figure { name: "page query, all shapes alike, mean".to_owned(), value, unit: time },
    );
    let value = mean(&all_theirs.rounds);
    figures
        .insert(1, Figure { name: "page query, bare tantivy, mean".to_owned(), value, unit: time });
    let mut opened =
        Table::new("Opening an index in process", &["", "Ordret", "bare tantivy", "ratio"]);
    opened.row([
        "open a generation".to_owned(),
        time(Spread::of(openings.clone()).middle),
        time(Spread::of(bare_openings.clone()).middle),
        ratio(Spread::of_ratios(&openings, &bare_openings)),
    ]);
    table.row(cells("all shapes alike", all_ours, all_theirs));
    Ok(Measured { tables: vec![table, opened], figures })
}

/// Adds one shape's rounds so that each shape weighs the same.
fn add(all: &mut Times, shape: &Times) {
    let share = 1.0 / Shape::ALL.len() as f64;
    all.rounds.resize(shape.rounds.len(), 0.0);
    all.rounds.iter_mut().zip(&shape.rounds).for_each(|(sum, round)| *sum += round * share);
    // As many times of each shape, whatever the number of passes.
    let step = (shape.all.len() / (EACH * shape.rounds.len())).max(1);
    all.all.extend(shape.all.iter().step_by(step));
}

fn cells(name: &str, mut ours: Times, mut theirs: Times) -> [String; 6] {
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
