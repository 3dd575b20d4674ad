//! What becomes of addresses whose document is not there any more.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ordret_model::Addressed;

use super::ledger::Ledger;
use super::row::{Row, State};
use super::{Entry, PageNow};

/// The rows of each ledger as they are to be: of each source first its own address, then its
/// documents in its order; what is no longer there keeps its place behind what it stood behind.
pub fn rows(
    ledgers: &[Ledger],
    here: &HashSet<String>,
    pages: &[PageNow],
    has_errors: bool,
    today: &str,
) -> Vec<Vec<Row>> {
    let everywhere: HashSet<&str> = pages.iter().flat_map(PageNow::ids).collect();
    let slugs: HashSet<&str> = pages.iter().map(|page| page.slug.as_str()).collect();
    let each = ledgers.iter().enumerate().map(|(nth, ledger)| {
        let pages: Vec<&PageNow> = pages.iter().filter(|page| page.ledger == nth).collect();
        let is_here = |row: &Row| match row.of {
            Addressed::Source => slugs.contains(row.name.as_str()),
            Addressed::Document(_) => {
                everywhere.contains(row.name.as_str()) || here.contains(&row.name)
            }
        };
        let fates = match has_errors {
            true => HashMap::new(),
            false => fates(&ledger.rows, &pages, &is_here),
        };
        let fate = |row: &Row| {
            let state = match (&row.state, is_here(row)) {
                (State::Gone(_), _) => return row.clone(),
                (_, true) => State::Here,
                (State::Here, false) if has_errors => State::Here,
                (State::Here, false) => match fates.get(&(row.of, row.name.as_str())) {
                    Some(to) => State::Moved((*to).to_owned()),
                    None => State::Lost,
                },
                (State::Moved(_) | State::Lost, false) => return row.clone(),
            };
            let since = match (&state, state == row.state) {
                (State::Here, _) => None,
                (_, true) => row.since.clone(),
                (_, false) => Some(today.to_owned()),
            };
            Row { state, since, ..row.clone() }
        };
        // What stands on pages of another folder now is kept there from here on.
        let own: HashSet<&str> = pages.iter().flat_map(|page| page.ids()).collect();
        let elsewhere: HashSet<&str> = everywhere.difference(&own).copied().collect();
        in_order(ledger, &pages, &fate, &elsewhere)
    });
    each.collect()
}

impl PageNow {
    fn ids(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(|entry| entry.id.as_str())
    }
}

/// The successors that can be told, by what they succeed.
fn fates<'r>(
    rows: &'r [Row],
    pages: &[&'r PageNow],
    is_here: &dyn Fn(&Row) -> bool,
) -> HashMap<(Addressed, &'r str), &'r str> {
    let was_here = rows.iter().filter(|row| row.state == State::Here);
    let mut of_source: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    was_here.for_each(|row| of_source.entry(&row.source).or_default().push(row));
    let known: HashSet<&str> = of_source.values().flatten().map(|row| row.name.as_str()).collect();
    let mut page_of: HashMap<&str, usize> = HashMap::new();
    for (nth, page) in pages.iter().enumerate() {
        page.ids().for_each(|id| _ = page_of.entry(id).or_insert(nth));
    }
    let page_named: HashMap<&str, &PageNow> =
        pages.iter().map(|page| (page.name.as_str(), *page)).collect();
    let mut fates = HashMap::new();
    for (source, was) in &of_source {
        if was.iter().all(|row| is_here(row)) {
            continue;
        }
        let page = page_named.get(source).copied().or_else(|| heir(was, pages, &page_of));
        let Some(page) = page else { continue };
        for row in was.iter().filter(|row| row.of == Addressed::Source && !is_here(row)) {
            fates.insert((row.of, row.name.as_str()), page.slug.as_str());
        }
        let documents: Vec<&Row> =
            was.iter().filter(|row| row.of != Addressed::Source).copied().collect();
        succeed(&documents, page, &known, &mut fates);
    }
    fates
}

/// The page that a file goes on as that is there no more: the one that most of its documents
/// stand in now.
fn heir<'p>(
    was: &[&Row],
    pages: &[&'p PageNow],
    page_of: &HashMap<&str, usize>,
) -> Option<&'p PageNow> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for nth in was.iter().filter_map(|row| page_of.get(row.name.as_str())) {
        *shared.entry(*nth).or_default() += 1;
    }
    let (nth, _) = shared.into_iter().max_by_key(|(nth, shared)| (*shared, usize::MAX - nth))?;
    Some(pages[nth])
}

/// What stands between two unchanged neighbours; `None` is an end of the source.
type Gap<'r> = (Option<&'r str>, Option<&'r str>);

/// Between the same unchanged neighbours, the one that vanished is succeeded by the one that is
/// new, if each is alone of its kind and speaker there.
fn succeed<'r>(
    was: &[&'r Row],
    page: &'r PageNow,
    known: &HashSet<&str>,
    fates: &mut HashMap<(Addressed, &'r str), &'r str>,
) {
    let before: HashSet<&str> = was.iter().map(|row| row.name.as_str()).collect();
    let now: HashSet<&str> = page.ids().collect();
    let mut vanished: HashMap<(Gap<'_>, Addressed, &str), Vec<&'r str>> = HashMap::new();
    let names: Vec<&str> = was.iter().map(|row| row.name.as_str()).collect();
    for (row, gap) in was.iter().zip(gaps(&names, &now)) {
        if let Some(gap) = gap {
            vanished.entry((gap, row.of, &row.speaker)).or_default().push(&row.name);
        }
    }
    let mut new: HashMap<(Gap<'_>, Addressed, &str), Vec<&'r Entry>> = HashMap::new();
    let names: Vec<&str> = page.ids().collect();
    for (entry, gap) in page.documents.iter().zip(gaps(&names, &before)) {
        if let Some(gap) = gap.filter(|_| !known.contains(entry.id.as_str())) {
            let of = Addressed::Document(entry.kind);
            new.entry((gap, of, &entry.speaker)).or_default().push(entry);
        }
    }
    for (place, vanished) in vanished {
        if let ([vanished], Some([entry])) = (&vanished[..], new.get(&place).map(Vec::as_slice)) {
            fates.insert((place.1, vanished), &entry.id);
        }
    }
}

/// For each name that is not among `unchanged`, the gap it stands in.
fn gaps<'n>(names: &[&'n str], unchanged: &HashSet<&str>) -> Vec<Option<Gap<'n>>> {
    let mut gaps: Vec<Option<Gap<'n>>> = Vec::with_capacity(names.len());
    let mut last = None;
    for name in names {
        match unchanged.contains(name) {
            true => {
                last = Some(*name);
                gaps.push(None);
            }
            false => gaps.push(Some((last, None))),
        }
    }
    let mut next = None;
    for (gap, name) in gaps.iter_mut().zip(names).rev() {
        match gap {
            None => next = Some(*name),
            Some((_, after)) => *after = next,
        }
    }
    gaps
}

/// The rows in the order of the file.
fn in_order(
    ledger: &Ledger,
    pages: &[&PageNow],
    fate: &dyn Fn(&Row) -> Row,
    elsewhere: &HashSet<&str>,
) -> Vec<Row> {
    let mut of_source: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    ledger.rows.iter().for_each(|row| of_source.entry(&row.source).or_default().push(row));
    let known: HashMap<(bool, &str), &Row> =
        ledger.rows.iter().map(|row| (key(row), row)).collect();
    let page_of: HashMap<&str, &PageNow> =
        pages.iter().map(|page| (page.name.as_str(), *page)).collect();
    // What stands on a page now is written there, and there alone.
    let mut written: HashSet<(bool, &str)> = HashSet::new();
    let mut placed: HashSet<(bool, &str)> = HashSet::new();
    for page in pages {
        placed.insert((true, &page.slug));
        placed.extend(page.ids().map(|id| (false, id)));
    }
    let sources: BTreeSet<&str> = of_source.keys().chain(page_of.keys()).copied().collect();
    let mut rows = Vec::new();
    for source in sources {
        let page = page_of.get(source);
        let own = page.map(|page| (true, page.slug.as_str()));
        let ids = page.into_iter().flat_map(|page| page.ids()).map(|id| (false, id));
        let anchors: HashSet<(bool, &str)> = own.into_iter().chain(ids).collect();
        let is_kept = |row: &Row| {
            let key = key(row);
            !placed.contains(&key) && (key.0 || !elsewhere.contains(key.1))
        };
        let mut left = left_behind(of_source.get(source), &anchors, &is_kept);
        rows.extend(left.remove(&None).into_iter().flatten().map(fate));
        let Some(page) = page else { continue };
        let own = (Addressed::Source, page.slug.as_str(), "");
        let documents = page.documents.iter();
        let each = documents.map(|e| (Addressed::Document(e.kind), e.id.as_str(), &*e.speaker));
        for (of, name, speaker) in std::iter::once(own).chain(each) {
            let key = (of == Addressed::Source, name);
            if written.insert(key) {
                rows.push(match known.get(&key) {
                    // Taken back, and here all the same: a source.
                    Some(row) if matches!(row.state, State::Gone(_)) => (*row).clone(),
                    _ => Row {
                        of,
                        name: name.to_owned(),
                        state: State::Here,
                        since: None,
                        speaker: speaker.to_owned(),
                        source: source.to_owned(),
                        line: known.get(&key).map_or(0, |row| row.line),
                    },
                });
            }
            rows.extend(left.remove(&Some(key)).into_iter().flatten().map(fate));
        }
    }
    rows
}

/// A source's rows that no page holds now, by the one on its page that they stand behind.
fn left_behind<'r>(
    rows: Option<&Vec<&'r Row>>,
    anchors: &HashSet<(bool, &str)>,
    is_kept: &dyn Fn(&Row) -> bool,
) -> HashMap<Option<(bool, &'r str)>, Vec<&'r Row>> {
    let mut left: HashMap<Option<(bool, &str)>, Vec<&Row>> = HashMap::new();
    let mut anchor = None;
    for row in rows.into_iter().flatten() {
        if anchors.contains(&key(row)) {
            anchor = Some(key(row));
        } else if is_kept(row) {
            left.entry(anchor).or_default().push(row);
        }
    }
    left
}

/// What an address is known by: a document and a source may have one name.
fn key(row: &Row) -> (bool, &str) {
    (row.of == Addressed::Source, &row.name)
}
