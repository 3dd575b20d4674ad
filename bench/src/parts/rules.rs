//! What the default costs: `match=best` beside `all` and `any`, for the same queries.

use ordret_model::{Match, SearchRequest};
use ordret_search::Searcher;

use super::queries::{Times, passes};
use super::{Measured, Setting};
use crate::error::{Error, Result};
use crate::measure::spread::Spread;
use crate::queries::{EACH, Query, Shape, best, log};
use crate::table::{Figure, Table, ratio, short, time};

/// Measures it.
///
/// # Errors
/// When the index cannot be searched.
pub fn run(setting: &Setting) -> Result<Measured> {
    let ordret = Searcher::open(&setting.index).map_err(Error::at("cannot open the index"))?;
    let mut shapes: Vec<(&str, Vec<Query>)> = Vec::new();
    let queries = log(setting.generator, setting.documents);
    for ((shape, name), queries) in Shape::ALL.into_iter().zip(queries.chunks(EACH)) {
        if shape != Shape::Empty {
            shapes.push((name, queries.to_vec()));
        }
    }
    let queries = best(setting.generator, setting.documents);
    shapes.push(("two to four words of one or two documents", queries[..EACH].to_vec()));
    let head = ["page query", "`all`", "`any`", "`best`", "`best` over the dearer"];
    let mut table = Table::new("The default beside the other two rules", &head);
    let (mut sum_best, mut sum_dearer) = (Vec::new(), Vec::new());
    for (name, queries) in &shapes {
        let rounds = rounds(&ordret, queries, setting.rounds(7, 3))?;
        let [all, any, best] = &rounds;
        let dearer: Vec<f64> = all.iter().zip(any).map(|(all, any)| all.max(*any)).collect();
        let middle = |rounds: &Vec<f64>| time(Spread::of(rounds.clone()).middle);
        let over = ratio(Spread::of_ratios(best, &dearer));
        table.row([(*name).to_owned(), middle(all), middle(any), middle(best), over]);
        sum(&mut sum_best, best);
        sum(&mut sum_dearer, &dearer);
    }
    let over = Spread::of_ratios(&sum_best, &sum_dearer);
    let nothing = || "–".to_owned();
    table.row(["all of these alike".to_owned(), nothing(), nothing(), nothing(), ratio(over)]);
    let name = "`best` over the dearer of `all` and `any`".to_owned();
    let figures = vec![Figure { name, value: over.middle, unit: short }];
    Ok(Measured { tables: vec![table], figures })
}

/// The mean of each round with `all`, `any` and `best`, which take turns.
fn rounds(ordret: &Searcher, queries: &[Query], count: u64) -> Result<[Vec<f64>; 3]> {
    let mut times: [(Match, Times); 3] =
        [Match::All, Match::Any, Match::Best].map(|rule| (rule, Times::default()));
    let by = |rule: Match| {
        let mut queries = queries.to_vec();
        queries.iter_mut().for_each(|query| query.request.match_ = rule);
        queries
    };
    let ask = |query: &Query| search(ordret, &query.request);
    for nth in 0..=count {
        for (rule, times) in &mut times {
            let queries = by(*rule);
            // The first turn only warms.
            match nth {
                0 => drop(passes(&queries, ask)?),
                _ => times.round(&queries, 2, ask)?,
            }
        }
    }
    Ok(times.map(|(_, times)| times.rounds))
}

/// Asks and forgets the answer.
///
/// # Errors
/// When the index cannot be searched.
pub fn search(ordret: &Searcher, request: &SearchRequest) -> Result<()> {
    ordret.search(request).map(drop).map_err(Error::at("Ordret cannot search"))
}

fn sum(sums: &mut Vec<f64>, rounds: &[f64]) {
    sums.resize(rounds.len(), 0.0);
    sums.iter_mut().zip(rounds).for_each(|(sum, round)| *sum += round);
}
