//! `ordret evaluate`: relevance against judged searches.

use std::process::ExitCode;

use ordret_model::{Match, SearchField};
use ordret_search::Searcher;

use crate::args::EvaluateArgs;
use crate::error::Error;
use crate::evaluate;
use crate::terminal::{print, print_json};

/// Runs it.
pub fn run(args: &EvaluateArgs) -> Result<ExitCode, Error> {
    let known = SearchField::ALL.map(SearchField::as_str).join(", ");
    let field = |name: &String| {
        SearchField::parse(name)
            .ok_or_else(|| Error::Usage(format!("--fields: no field `{name}`; there are {known}")))
    };
    let fields = args.fields.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let searcher = Searcher::open(&args.index.index)?;
    let match_ = Match::parse(&args.match_).unwrap_or(Match::Any);
    let report = evaluate::run(&searcher, &args.queries, &args.qrels, match_, &fields)?;
    match args.json {
        true => print_json(&report.json())?,
        false => print(&report.text())?,
    }
    Ok(ExitCode::SUCCESS)
}
