//! The dearest queries that could be thought of, over a normal one: whoever means ill, or
//! pastes a page into the box, must not stop the others.

use ordret_model::{Match, SearchRequest};
use ordret_search::Searcher;

use super::rules::search;
use super::{Measured, Setting};
use crate::error::{Error, Result};
use crate::measure::spread::{Spread, mean, processor_of_thread};
use crate::queries::{Shape, dearest, log};
use crate::table::{Figure, Table, short, time};

/// Measures them.
///
/// # Errors
/// When the index cannot be searched.
pub fn run(setting: &Setting) -> Result<Measured> {
    let ordret = Searcher::open(&setting.index).map_err(Error::at("cannot open the index"))?;
    let processor = |request: &SearchRequest| -> Result<f64> {
        search(&ordret, request)?;
        let mut rounds = Vec::new();
        for _ in 0..setting.rounds(7, 5) {
            let before = processor_of_thread();
            search(&ordret, request)?;
            rounds.push((processor_of_thread() - before) * 1e3);
        }
        Ok(Spread::of(rounds).middle)
    };
    let mut normal = Vec::new();
    for query in log(setting.generator, setting.documents) {
        if query.shape != Shape::Empty {
            let request = SearchRequest { match_: Match::Best, ..query.request };
            normal.push(processor(&request)?);
        }
    }
    let normal = mean(&normal);
    let head = ["query", "`best`", "`all`", "`any`", "`best` over a normal one"];
    let mut table = Table::new("The dearest queries, processor time", &head);
    let mut most = 0.0_f64;
    for (name, query) in dearest(setting.generator, setting.documents) {
        let mut row = vec![name.to_owned()];
        let mut own = 0.0;
        for match_ in Match::ALL {
            let request =
                SearchRequest { query: query.clone(), match_, ..SearchRequest::default() };
            let taken = processor(&request)?;
            row.push(time(taken));
            most = most.max(taken);
            if match_ == Match::Best {
                own = taken;
            }
        }
        row.push(short(own / normal));
        table.row(row);
    }
    let name = "all shapes with words, a query".to_owned();
    table.row([name, time(normal), "–".to_owned(), "–".to_owned(), short(1.0)]);
    let figures = vec![
        Figure { name: "the dearest query".to_owned(), value: most, unit: time },
        Figure {
            name: "the dearest query over a normal one".to_owned(),
            value: most / normal,
            unit: short,
        },
    ];
    Ok(Measured { tables: vec![table], figures })
}
