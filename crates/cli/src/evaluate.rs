//! Relevance against judged searches: how good is the order of the hits?
//!
//! The measures are those of TREC: nDCG with exponential gain (Burges et al.
//! 2005), recall, reciprocal rank, and what share of the hits was judged at all,
//! without which the others cannot be read.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use ordret_model::{Match, SearchField, SearchRequest};
use ordret_search::Searcher;
use serde_json::json;

/// How many hits nDCG and the judged share look at.
const FIRST: usize = 10;
/// How many hits recall and the reciprocal rank look at.
const DEEP: usize = 100;

/// Why judged searches could not be evaluated.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {}: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line does not have the columns it needs.
    #[error("{}:{line}: {problem}", .path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is missing or wrong.
        problem: &'static str,
    },
    /// The two files have no search in common.
    #[error("no search of {} has a document judged relevant in {}", .queries.display(), .qrels.display())]
    NothingJudged {
        /// The searches.
        queries: PathBuf,
        /// The judgements.
        qrels: PathBuf,
    },
    /// The index could not be searched.
    #[error(transparent)]
    Search(#[from] ordret_search::Error),
}

/// The measures, each the mean over all searches.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// How many searches had a document judged relevant.
    pub queries: usize,
    /// Normalised discounted cumulative gain of the first ten.
    pub ndcg: f64,
    /// What share of the first ten had a judgement.
    pub judged: f64,
    /// What share of the relevant documents is among the first hundred.
    pub recall: f64,
    /// One over the rank of the first relevant document.
    pub mrr: f64,
    /// How many searches found nothing.
    pub zero_results: usize,
    /// Half of the result pages took at most this many milliseconds.
    pub ms_p50: f64,
    /// Nineteen of twenty took at most this many.
    pub ms_p95: f64,
}

/// Runs every search of `queries` that `qrels` judges, over `fields` (all of
/// them if there are none), and measures.
///
/// # Errors
/// See [`Error`].
pub fn run(
    searcher: &Searcher,
    queries: &Path,
    qrels: &Path,
    match_: Match,
    fields: &[SearchField],
) -> Result<Report, Error> {
    let judgements = read_judgements(qrels)?;
    let mut measured = Vec::new();
    for (id, query) in read_queries(queries)? {
        let Some(judged) = judgements.get(&id) else { continue };
        if judged.values().all(|score| *score <= 0.0) {
            continue;
        }
        let request =
            SearchRequest { query, match_, fields: fields.to_vec(), ..Default::default() };
        measured.push(measure(searcher, request, judged)?);
    }
    match measured.is_empty() {
        true => Err(Error::NothingJudged { queries: queries.into(), qrels: qrels.into() }),
        false => Ok(report(&measured)),
    }
}

/// The scores of one search's documents, by their ids.
type Judged = HashMap<String, f64>;

/// What one search came to.
struct Measured {
    ndcg: f64,
    /// `None` when nothing was found: then there is nothing that could be judged.
    judged: Option<f64>,
    recall: f64,
    reciprocal_rank: f64,
    milliseconds: f64,
}

fn measure(
    searcher: &Searcher,
    request: SearchRequest,
    judged: &Judged,
) -> Result<Measured, Error> {
    // What is timed is what a reader waits for: a page of ten with its facets.
    let began = Instant::now();
    searcher.search(&request)?;
    let milliseconds = began.elapsed().as_secs_f64() * 1000.0;

    let deep = SearchRequest { limit: DEEP, facets: false, ..request };
    let response = searcher.search(&deep)?;
    let documents = response.hits.iter().map(|hit| &hit.document);
    let scores: Vec<Option<f64>> = documents
        .map(|document| {
            let id = document.source_id.as_deref().unwrap_or(document.id.as_str());
            judged.get(id).copied()
        })
        .collect();
    let is_relevant = |score: &Option<f64>| score.is_some_and(|score| score > 0.0);
    let first = &scores[..scores.len().min(FIRST)];
    let found = scores.iter().filter(|score| is_relevant(score)).count();
    let relevant = judged.values().filter(|score| **score > 0.0).count();
    Ok(Measured {
        ndcg: dcg(first.iter().map(|score| score.unwrap_or(0.0))) / ideal(judged),
        judged: (!first.is_empty())
            .then(|| first.iter().flatten().count() as f64 / first.len() as f64),
        recall: found as f64 / relevant as f64,
        reciprocal_rank: scores
            .iter()
            .position(is_relevant)
            .map_or(0.0, |at| 1.0 / (at + 1) as f64),
        milliseconds,
    })
}

/// The gain of documents in the order they are shown.
fn dcg(scores: impl Iterator<Item = f64>) -> f64 {
    let discounted =
        |(at, score): (usize, f64)| (score.max(0.0).exp2() - 1.0) / ((at + 2) as f64).log2();
    scores.enumerate().map(discounted).sum()
}

/// The gain of the best order there could be.
fn ideal(judged: &Judged) -> f64 {
    let mut scores: Vec<f64> = judged.values().copied().collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    dcg(scores.into_iter().take(FIRST))
}

fn report(measured: &[Measured]) -> Report {
    let mean = |of: &dyn Fn(&Measured) -> Option<f64>| {
        let values: Vec<f64> = measured.iter().filter_map(of).collect();
        values.iter().sum::<f64>() / values.len().max(1) as f64
    };
    let mut times: Vec<f64> = measured.iter().map(|one| one.milliseconds).collect();
    times.sort_by(f64::total_cmp);
    let within = |share: f64| times[((times.len() as f64 * share).ceil() as usize).max(1) - 1];
    Report {
        queries: measured.len(),
        ndcg: mean(&|one| Some(one.ndcg)),
        judged: mean(&|one| one.judged),
        recall: mean(&|one| Some(one.recall)),
        mrr: mean(&|one| Some(one.reciprocal_rank)),
        zero_results: measured.iter().filter(|one| one.judged.is_none()).count(),
        ms_p50: within(0.5),
        ms_p95: within(0.95),
    }
}

impl Report {
    /// The measures as one JSON object.
    pub fn json(&self) -> serde_json::Value {
        json!({
            "queries": self.queries,
            "ndcg@10": self.ndcg,
            "judged@10": self.judged,
            "recall@100": self.recall,
            "mrr": self.mrr,
            "zero_results": self.zero_results,
            "ms_p50": self.ms_p50,
            "ms_p95": self.ms_p95,
        })
    }

    /// The measures as a table, one a line.
    pub fn text(&self) -> String {
        let lines = [
            ("queries", self.queries.to_string()),
            ("nDCG@10", format!("{:.4}", self.ndcg)),
            ("judged@10", format!("{:.4}", self.judged)),
            ("recall@100", format!("{:.4}", self.recall)),
            ("MRR", format!("{:.4}", self.mrr)),
            ("zero results", self.zero_results.to_string()),
            ("ms, p50", format!("{:.2}", self.ms_p50)),
            ("ms, p95", format!("{:.2}", self.ms_p95)),
        ];
        lines.map(|(name, value)| format!("{name:<14}{value:>8}\n")).concat()
    }
}

/// The searches in the order of their file, each id once.
fn read_queries(path: &Path) -> Result<Vec<(String, String)>, Error> {
    let table = Table::read(path)?;
    let id = table.column("query-id").unwrap_or(0);
    let query = table.column("query").unwrap_or(1);
    let mut seen = HashSet::new();
    let mut queries = Vec::new();
    for (line, row) in &table.rows {
        let missing = Error::Line {
            path: path.into(),
            line: *line,
            problem: "a search needs an id and a query, parted by a tab",
        };
        let (Some(id), Some(query)) = (row.get(id), row.get(query)) else { return Err(missing) };
        if seen.insert(id.clone()) {
            queries.push((id.clone(), query.clone()));
        }
    }
    Ok(queries)
}

/// The judgements by search. Without the names of its columns a file is taken
/// for a list of pairs, of pairs with a score, or for TREC's four columns.
fn read_judgements(path: &Path) -> Result<HashMap<String, Judged>, Error> {
    let table = Table::read(path)?;
    let width = table.width();
    let query = table.column("query-id").unwrap_or(0);
    let document = table.column("corpus-id").unwrap_or(if width == 4 { 2 } else { 1 });
    let score = table.column("score").or((width > 2).then(|| width - 1));
    let mut judgements: HashMap<String, Judged> = HashMap::new();
    for (nth, (line, row)) in table.rows.iter().enumerate() {
        let wrong = |problem| Error::Line { path: path.into(), line: *line, problem };
        let (Some(query), Some(document)) = (row.get(query), row.get(document)) else {
            return Err(wrong("a judgement needs a search's id and a document's"));
        };
        let score = match score {
            None => 1.0,
            Some(column) => match row.get(column).map(|score| score.trim().parse::<f64>()) {
                Some(Ok(score)) if score.is_finite() => score,
                // Names of columns that are not known here.
                _ if nth == 0 && table.names.is_empty() => continue,
                _ => return Err(wrong("the score is not a number")),
            },
        };
        judgements.entry(query.clone()).or_default().insert(document.clone(), score);
    }
    Ok(judgements)
}

/// A file of columns.
struct Table {
    /// The names in the first line; none if it holds none that is known.
    names: Vec<String>,
    /// Each row with its line, from 1.
    rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    fn read(path: &Path) -> Result<Table, Error> {
        let text =
            fs::read_to_string(path).map_err(|source| Error::Read { path: path.into(), source })?;
        let text = text.trim_start_matches('\u{feff}');
        let mut rows: Vec<(usize, Vec<String>)> = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(nth, line)| (nth + 1, split(line)))
            .collect();
        let named = |row: &[String]| row.iter().any(|name| name == "query-id");
        let names = match rows.first() {
            Some((_, row)) if named(row) => rows.remove(0).1,
            _ => Vec::new(),
        };
        Ok(Table { names, rows })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    fn width(&self) -> usize {
        let first = self.rows.first().map_or(0, |(_, row)| row.len());
        self.names.len().max(first)
    }
}

/// Columns are parted by tabs; TREC's also by spaces.
fn split(line: &str) -> Vec<String> {
    let columns: Vec<&str> = match line.contains('\t') {
        true => line.split('\t').collect(),
        false => line.split_whitespace().collect(),
    };
    columns.into_iter().map(|column| column.trim().to_owned()).collect()
}
