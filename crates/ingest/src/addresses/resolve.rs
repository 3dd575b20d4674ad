//! Where every former address leads in the end.

use std::collections::{HashMap, HashSet};

use ordret_model::{Addressed, Fate, Former};

use super::Judged;
use super::ledger::{Ledger, MOST_SHOWN};
use super::row::{Row, State};
use crate::diagnostic::{Code, Diagnostic};

/// The end of a chain of moves.
#[derive(Debug, Clone, Copy)]
enum End<'r> {
    /// Something that is there.
    Leads(&'r str),
    Gone(&'r str),
    /// Nobody has said what became of it.
    Lost,
}

/// Follows each row of all ledgers to its end; says which have none.
pub fn resolve(
    ledgers: &[Ledger],
    rows: &[Vec<Row>],
    here: &HashSet<String>,
    has_errors: bool,
) -> Judged {
    let mut known: Known<'_> = HashMap::new();
    for (ledger, rows) in ledgers.iter().zip(rows) {
        for row in rows {
            let key = (row.of == Addressed::Source, row.name.as_str());
            let known = known.entry(key).or_insert((ledger, row));
            // One that is lost in one folder may be told of in another.
            if known.1.state == State::Lost {
                *known = (ledger, row);
            }
        }
    }
    let mut ends: HashMap<(bool, &str), End<'_>> = HashMap::new();
    let mut judged = Judged::default();
    for (ledger, rows) in ledgers.iter().zip(rows) {
        let shown = ledger.path.display().to_string();
        for (nth, row) in rows.iter().enumerate() {
            let end = follow(row, &known, here, &mut ends).unwrap_or_else(|wrong| {
                // What was not read may be what it leads to.
                let is_told = !has_errors || wrong.problem == Code::AddressCircle;
                if is_told && judged.wrong.len() < MOST_SHOWN {
                    judged.wrong.push(*wrong);
                }
                End::Lost
            });
            let fate = match end {
                End::Leads(name) if name == row.name => continue,
                End::Leads(name) => Fate::Moved(name.to_owned()),
                End::Gone(why) => Fate::Gone(why.to_owned()),
                End::Lost => {
                    if row.state == State::Lost {
                        let lost = lost(row, &shown);
                        judged.lost.push((lost.on(row.line), ledger.first_line() + nth as u32));
                    }
                    continue;
                }
            };
            let (of, name, since) = (row.of, row.name.clone(), row.since.clone());
            judged.formers.push(Former { of, name, fate, since });
        }
    }
    judged.formers.sort_by(|a, b| (&a.name, a.of).cmp(&(&b.name, b.of)));
    judged.formers.dedup_by(|a, b| (&a.name, a.of) == (&b.name, b.of));
    judged
}

/// Says that a row leads nowhere.
fn lost(row: &Row, shown: &str) -> Diagnostic {
    let speaker: &str = if row.speaker.is_empty() { "-" } else { &row.speaker };
    let of = row.of.as_str();
    match row.of {
        Addressed::Source => {
            Diagnostic::of(Code::AddressLostSource, shown, &[&row.name, &row.source])
        }
        Addressed::Document(_) => {
            Diagnostic::of(Code::AddressLost, shown, &[&row.name, &of, &row.source, &speaker])
        }
    }
}

/// The rows by what they are of, each with its file.
type Known<'r> = HashMap<(bool, &'r str), (&'r Ledger, &'r Row)>;

/// Where one row leads. Every step is taken once, however many rows lead through it, and what
/// is wrong on the way is said once.
fn follow<'r>(
    row: &'r Row,
    known: &Known<'r>,
    here: &'r HashSet<String>,
    ends: &mut HashMap<(bool, &'r str), End<'r>>,
) -> Result<End<'r>, Box<Diagnostic>> {
    let is_source = row.of == Addressed::Source;
    let wrong = |at: &Row, problem, to: &str| {
        let ledger = known.get(&(is_source, at.name.as_str())).map(|(ledger, _)| ledger);
        let shown = ledger.map_or_else(String::new, |ledger| ledger.path.display().to_string());
        Box::new(Diagnostic::of(problem, shown, &[&at.name, &to]).on(at.line))
    };
    let (mut at, mut steps) = (row, HashSet::new());
    let end = loop {
        let key = (is_source, at.name.as_str());
        if let Some(end) = ends.get(&key) {
            break Ok(*end);
        }
        if !steps.insert(key) {
            break Err(wrong(at, Code::AddressCircle, ""));
        }
        let to = match &at.state {
            State::Here => break Ok(End::Leads(&at.name)),
            State::Gone(why) => break Ok(End::Gone(why)),
            State::Lost => break Ok(End::Lost),
            State::Moved(to) => to,
        };
        match (known.get(&(is_source, to.as_str())), here.contains(to)) {
            (_, true) if !is_source => break Ok(End::Leads(to)),
            (Some((_, next)), _) => at = next,
            (None, _) => break Err(wrong(at, Code::AddressNowhere, to)),
        }
    };
    let known = end.as_ref().copied().unwrap_or(End::Lost);
    ends.extend(steps.into_iter().map(|step| (step, known)));
    end
}
