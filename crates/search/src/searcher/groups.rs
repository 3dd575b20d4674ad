//! Which documents are found, in which group.

use std::collections::BTreeMap;

use ordret_model::{FEW, Facet, Filters, LeftOut, Match, Node, Note, Query, Sort, WINDOW};

use crate::Error;
use crate::facets::Narrowing;
use crate::matching::{
    Found, LOOKED_AT, Look, Normalisers, Place, Resolved, Search, cost, count, finds_any, run,
};
use crate::plan::{Need, Part, Tree};
use crate::searcher::Searcher;
use crate::searcher::answer::{Asked, Listed};

/// The most words and filters of which it is said what leaving them out would give.
const MOST_LEFT_OUT: usize = 8;

/// What was found.
pub(super) struct Groups {
    pub first: Found,
    /// Documents to show, the first group's before the second's.
    pub listed: Vec<Listed>,
    /// How many can be paged to that are not of the first group.
    pub partial: u64,
    pub facets: Vec<Facet>,
    /// How many words were searched, where some were given up.
    pub searched: Option<usize>,
}

impl Searcher {
    /// Gives up what would take too long to read: phrases of frequent words, compounds
    /// written apart. How many words are still looked for, if any was given up.
    pub(super) fn bound(&self, asked: &mut Asked<'_>) -> Option<usize> {
        let mut left = self.allowance();
        let (wanted, unwanted) = (asked.parts.len(), asked.unwanted.len());
        let mut order: Vec<usize> = (0..wanted + unwanted).collect();
        let telling = |asked: &Asked<'_>, nth: usize| match nth.checked_sub(wanted) {
            Some(nth) => asked.unwanted[nth].idf,
            None => asked.parts[nth].idf,
        };
        order.sort_by(|a, b| telling(asked, *b).total_cmp(&telling(asked, *a)).then(a.cmp(b)));
        let mut read = 0;
        for nth in order {
            let part = match nth.checked_sub(wanted) {
                Some(nth) => &mut asked.unwanted[nth],
                None => &mut asked.parts[nth],
            };
            let cost = part.sequence_cost();
            if cost == 0 || cost <= left || read == 0 && nth < wanted && part.groups.is_empty() {
                left = left.saturating_sub(cost);
                read += u64::from(cost > 0);
                continue;
            }
            match part.groups.is_empty() {
                // The word itself is still found; written apart it is not.
                false => part.sequences.clear(),
                true => {
                    part.give_up();
                    asked.given_up.push(nth);
                }
            }
        }
        let lost = asked.given_up.len() + asked.give_up_branches(left);
        (lost > 0).then(|| wanted + unwanted - lost)
    }

    /// Finds what is to be shown of the first `reach` documents.
    pub(super) fn groups(&self, asked: &mut Asked<'_>, reach: usize) -> Result<Groups, Error> {
        let rule = asked.request.match_;
        let keep = if asked.request.sort == Sort::Relevance { reach.max(LOOKED_AT) } else { reach };
        let keep = keep.max(FEW as usize);
        let mut searched = None;
        if rule == Match::Any {
            searched = self.widen(asked)?;
        }
        let mut first = match asked.plan.is_void {
            true => Found::default(),
            false => self.first_group(asked, keep)?,
        };
        let small_counted = rule != Match::Best;
        self.look_again(asked, &mut first.places, small_counted)?;
        let listed = |place: &Place, partial| Listed { place: *place, partial, quotation: None };
        let mut groups = Groups {
            listed: first.places.iter().map(|place| listed(place, false)).collect(),
            facets: std::mem::take(&mut first.facets),
            first,
            partial: 0,
            searched,
        };
        if rule == Match::Best
            && groups.first.total < FEW
            && let Some(mut second) = self.second_group(asked, &groups.first.places, keep)?
        {
            self.look_again(asked, &mut second.places, false)?;
            groups.listed.extend(second.places.iter().map(|place| listed(place, true)));
            groups.partial = second.total.min(WINDOW as u64 - groups.first.total);
            if groups.first.total == 0 {
                groups.facets = second.facets;
            }
        }
        Ok(groups)
    }

    fn first_group(&self, asked: &Asked<'_>, keep: usize) -> Result<Found, Error> {
        let request = asked.request;
        let (required, some) = first_trees(asked);
        let search = Search {
            parts: &asked.parts,
            required: &required,
            some: &some,
            some_may_lack: false,
            unwanted: &asked.unwanted,
            lenient: request.match_ == Match::Any,
            except: &[],
            filters: &request.filters,
            sort: request.sort,
            speakers: self.speaker_ranks(request.sort),
            keep,
            facets: request.facets,
            listing: request.listing.as_ref(),
        };
        let everything = asked.plan.needs.is_empty()
            && asked.plan.unwanted.is_empty()
            && request.filters.is_empty()
            && request.listing.is_none();
        let normalisers = self.normalisers(&asked.searched);
        if !everything {
            return run(&search, &self.segments, normalisers);
        }
        let kept = &self.everything[request.sort as usize];
        let found = match kept.get() {
            Some(found) => found,
            None => {
                let search = Search { keep: WINDOW, facets: true, ..search };
                let found = run(&search, &self.segments, normalisers)?;
                kept.get_or_init(|| found)
            }
        };
        let facets = if request.facets { found.facets.clone() } else { Vec::new() };
        let places = found.places.iter().take(keep).copied().collect();
        Ok(Found { total: found.total, places, facets })
    }

    /// Documents that hold some of the telling words and everything that is never let go.
    fn second_group(
        &self,
        asked: &mut Asked<'_>,
        except: &[Place],
        keep: usize,
    ) -> Result<Option<Found>, Error> {
        let is_soft = |asked: &Asked<'_>, need: &Need| asked.is_telling(need) && !need.firm;
        let soft = asked.trees(|need| is_soft(asked, need));
        // What holds a phrase or a number need hold nothing else.
        let anchored = asked.needs().any(|need| need.firm && !need.filter);
        if soft.is_empty() || !anchored && !may_find_more(asked, &soft, except) {
            return Ok(None);
        }
        self.widen(asked)?;
        if let [tree] = soft[..] {
            for part in tree.parts() {
                asked.parts[part].keep_telling_inside();
            }
        }
        let soft = asked.trees(|need| is_soft(asked, need));
        let firm = asked.trees(|need| need.firm);
        let request = asked.request;
        let search = Search {
            parts: &asked.parts,
            required: &firm,
            some: &soft,
            some_may_lack: anchored,
            unwanted: &asked.unwanted,
            lenient: true,
            except,
            filters: &request.filters,
            sort: request.sort,
            speakers: self.speaker_ranks(request.sort),
            keep,
            facets: request.facets && except.is_empty(),
            listing: request.listing.as_ref(),
        };
        run(&search, &self.segments, self.normalisers(&asked.searched)).map(Some)
    }

    /// Looks up what may stand for words where any will do, and gives up the least telling
    /// words where every list of all would take too long.
    pub(super) fn widen(&self, asked: &mut Asked<'_>) -> Result<Option<usize>, Error> {
        let best = asked.request.match_ == Match::Best;
        let lookup = self.lookup(&asked.searched);
        let soft: Vec<usize> = asked
            .needs()
            .filter(|need| !need.filter && (!best || asked.is_telling(need)))
            .flat_map(|need| need.tree.parts())
            .collect();
        for &part in &soft {
            asked.parts[part].resolve_lesser(&lookup)?;
        }
        // The first group has been read already.
        let allowance = if best { self.allowance() / 2 } else { self.allowance() };
        let kept = self.afford(&mut asked.parts, &soft, allowance);
        Ok((kept < soft.len()).then_some(kept))
    }

    /// Whether a document passes the filters.
    pub(super) fn passes(&self, place: &Place, filters: &Filters) -> Result<bool, Error> {
        let segment = &self.segments[place.segment];
        Ok(Narrowing::new(filters, segment)?.passes(segment, place.document))
    }

    fn look_again(
        &self,
        asked: &Asked<'_>,
        places: &mut [Place],
        small_counted: bool,
    ) -> Result<(), Error> {
        match asked.request.sort {
            Sort::Relevance => self.second_look(asked, small_counted).order(places),
            _ => Ok(()),
        }
    }

    /// The second look at documents that were found. Function words count here where they
    /// have not counted before.
    pub(super) fn second_look<'l>(&'l self, asked: &'l Asked<'_>, small_counted: bool) -> Look<'l> {
        let (mut telling, mut small) = (Vec::new(), Vec::new());
        for (typed, need) in asked.needs().enumerate() {
            match need.tree {
                Tree::Part(part) if asked.is_telling(need) => telling.push((part, typed as u32)),
                Tree::Part(part) if !small_counted => small.push(part),
                _ => {}
            }
        }
        Look {
            parts: &asked.parts,
            telling,
            small,
            segments: &self.segments,
            normalisers: self.normalisers(&asked.searched),
        }
    }

    /// One field by itself is measured by another rule than all together.
    pub(super) fn normalisers(&self, searched: &[ordret_model::SearchField]) -> &[Normalisers] {
        match searched {
            [_] => &self.normalisers.alone,
            _ => &self.normalisers.together,
        }
    }

    /// What leaving out one word or filter would give, the most first.
    pub(super) fn without(&self, asked: &Asked<'_>) -> Result<Vec<Note>, Error> {
        let (required, _) = first_trees(asked);
        let filters = &asked.request.filters;
        let mut notes: Vec<(u64, Note)> = Vec::new();
        let mut add = |left_out: LeftOut, required: &[&Tree], filters: &Filters, unwanted: bool| {
            let search = Search {
                parts: &asked.parts,
                required,
                some: &[],
                some_may_lack: false,
                unwanted: if unwanted { &asked.unwanted } else { &[] },
                lenient: false,
                except: &[],
                filters,
                sort: Sort::Relevance,
                speakers: &[],
                keep: 0,
                facets: false,
                listing: None,
            };
            if required.is_empty() && filters.is_empty() {
                return Ok(());
            }
            let count = count(&search, &self.segments, self.normalisers(&asked.searched))?;
            if count > 0 {
                notes.push((count, Note::Without { left_out, count }));
            }
            Ok::<(), Error>(())
        };
        if required.len() <= MOST_LEFT_OUT && required.len() + filters.values.len() > 1 {
            for nth in 0..required.len() {
                let mut others = required.clone();
                let typed = typed(asked, others.remove(nth));
                let query = without(asked.query, &typed);
                add(LeftOut::Clause { typed, query }, &others, filters, true)?;
            }
        }
        for (&field, values) in &filters.values {
            for value in values.iter().take(MOST_LEFT_OUT) {
                let mut fewer: BTreeMap<_, _> = filters.values.clone();
                let left: Vec<String> =
                    values.iter().filter(|other| *other != value).cloned().collect();
                match left.is_empty() {
                    true => drop(fewer.remove(&field)),
                    false => drop(fewer.insert(field, left)),
                }
                let fewer = Filters { values: fewer, ..filters.clone() };
                let value = value.clone();
                add(LeftOut::Filter { field, value }, &required, &fewer, true)?;
            }
        }
        if filters.year.is_some() {
            let fewer = Filters { year: None, ..filters.clone() };
            add(LeftOut::Years, &required, &fewer, true)?;
        }
        notes.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let mut notes: Vec<Note> = notes.into_iter().map(|(_, note)| note).collect();
        notes.truncate(MOST_LEFT_OUT);
        if asked.request.match_ == Match::All && self.some_words_would(asked)? {
            notes.insert(0, Note::SomeWordsWould);
        }
        Ok(notes)
    }

    /// Whether fewer words would have found something, under the same filters. How many
    /// documents is not said: a dozen common words are somewhere in most of them, and
    /// counting those took longer than all else.
    fn some_words_would(&self, asked: &Asked<'_>) -> Result<bool, Error> {
        let mut some = asked.trees(|need| !need.filter);
        if some.len() < 2 {
            return Ok(false);
        }
        // The rarest of them are enough to tell.
        some.sort_by_key(|tree| cost(tree, &asked.parts));
        let mut left = self.allowance() / 4;
        some.retain(|tree| {
            let cost = cost(tree, &asked.parts);
            let affordable = cost <= left;
            left = left.saturating_sub(cost);
            affordable
        });
        let required = asked.trees(|need| need.filter);
        let search = Search {
            parts: &asked.parts,
            required: &required,
            some: &some,
            some_may_lack: false,
            unwanted: &asked.unwanted,
            lenient: false,
            except: &[],
            filters: &asked.request.filters,
            sort: Sort::Relevance,
            speakers: &[],
            keep: 0,
            facets: false,
            listing: None,
        };
        finds_any(&search, &self.segments, self.normalisers(&asked.searched))
    }
}

impl Asked<'_> {
    /// Gives up the dearest of what `ELLER` joins where reading all of it is too much, never
    /// the cheapest one. How many parts are looked for no more.
    fn give_up_branches(&mut self, mut left: u64) -> usize {
        let mut lost = 0;
        for need in &self.plan.needs {
            let Tree::Any(branches) = &need.tree else { continue };
            let mut branches: Vec<(u64, &Tree)> =
                branches.iter().map(|branch| (branch_cost(branch, &self.parts), branch)).collect();
            branches.sort_by_key(|(cost, _)| *cost);
            for (nth, (cost, branch)) in branches.into_iter().enumerate() {
                if nth == 0 || cost <= left {
                    left = left.saturating_sub(cost);
                    continue;
                }
                let parts = branch.parts();
                lost += parts.len();
                parts.into_iter().for_each(|part| self.parts[part].give_up());
            }
        }
        lost
    }
}

/// What reading a branch comes to: a list that leads is read, and each of the others is asked
/// about what it holds, which costs as much again.
fn branch_cost(branch: &Tree, parts: &[Resolved<'_>]) -> u64 {
    cost(branch, parts) * branch.parts().len() as u64
}

/// Whether documents without some of these may be worth showing. Whoever types one word that
/// is somewhere does not want a part of it; a word derived from it, perhaps.
fn may_find_more(asked: &Asked<'_>, soft: &[&Tree], except: &[Place]) -> bool {
    let [tree] = soft else { return true };
    let any = |lesser: fn(&Part) -> bool| {
        tree.parts().into_iter().any(|part| lesser(&asked.plan.parts[part]))
    };
    any(|part| !part.kin.is_empty()) || except.is_empty() && any(|part| !part.inside.is_empty())
}

/// What each document of the first group must hold, and what it must hold some of.
pub(super) fn first_trees<'p>(asked: &Asked<'p>) -> (Vec<&'p Tree>, Vec<&'p Tree>) {
    match asked.request.match_ {
        Match::All => (asked.trees(|_| true), Vec::new()),
        Match::Any => (asked.trees(|need| need.filter), asked.trees(|need| !need.filter)),
        Match::Best => (asked.trees(|need| asked.is_telling(need) || need.firm), Vec::new()),
    }
}

/// What was typed for a tree.
fn typed(asked: &Asked<'_>, tree: &Tree) -> String {
    let typed = tree.parts().into_iter().map(|part| asked.plan.parts[part].typed.as_str());
    typed.collect::<Vec<_>>().join(" ")
}

/// A query without one of its words or items.
fn without(query: &Query, typed: &str) -> String {
    let mut items: Vec<String> = Vec::new();
    for item in query.items() {
        let text = item.to_string();
        match item {
            Node::Leaf(leaf) if leaf.text == typed || text == typed => {}
            Node::Leaf(leaf) if leaf.field.is_none() => {
                // A number with its unit is two words, or one where nothing stands between.
                let text = match typed.contains(' ') {
                    true => text.replace(typed, "").replace(&typed.replace(' ', ""), ""),
                    false => text,
                };
                let words = text.split(' ').filter(|word| *word != typed && !word.is_empty());
                items.push(words.collect::<Vec<_>>().join(" "));
            }
            _ => items.push(text),
        }
    }
    items.join(" ")
}
