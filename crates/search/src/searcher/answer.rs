//! Answers a request.

use std::time::Instant;

use ordret_model::{
    FEW, MAX_LIMIT, MAX_QUERY_CHARS, Match, Note, Query, Quotation, SearchField, SearchRequest,
    SearchResponse, WINDOW,
};

use crate::Error;
use crate::matching::{Place, Resolved};
use crate::plan::{Need, Plan, Tree};
use crate::searcher::Searcher;

/// A request with what it was taken for.
pub(super) struct Asked<'p> {
    pub request: &'p SearchRequest,
    pub query: &'p Query,
    pub plan: &'p Plan,
    /// By [`Plan::parts`].
    pub parts: Vec<Resolved<'p>>,
    pub unwanted: Vec<Resolved<'p>>,
    pub searched: Vec<SearchField>,
    /// Parts that were given up because they would take too long.
    pub given_up: Vec<usize>,
}

/// A document that will be shown.
pub(super) struct Listed {
    pub place: Place,
    /// It lacks some of what was typed.
    pub partial: bool,
    pub quotation: Option<Quotation>,
}

impl Searcher {
    /// Searches. A query is never refused; what was made of it is said in notes.
    /// `limit` and `offset` outside their ranges are taken for the nearest inside.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, Error> {
        if let Some(spelled) = self.spelled(request)? {
            return self.search(&spelled);
        }
        let began = Instant::now();
        let query = Query::parse(&request.query);
        let searched = searched(request);
        let plan = self.plan(&query, request.match_ != Match::All, &searched);
        let mut notes = Vec::new();
        if query.cut {
            notes.push(Note::QueryCut { read: MAX_QUERY_CHARS });
        }
        notes.extend(plan.notes.iter().cloned());
        let mut asked = Asked {
            request,
            query: &query,
            plan: &plan,
            parts: self.resolve(&plan.parts, &searched)?,
            unwanted: self.resolve(&plan.unwanted, &searched)?,
            searched,
            given_up: Vec::new(),
        };
        let mut cut = plan.is_cut();
        if let Some(searched) = self.bound(&mut asked)
            && !cut
        {
            cut = true;
            notes.push(Note::WordsCut { searched });
        }
        let offset = request.offset.min(WINDOW - 1);
        let limit = request.limit.clamp(1, MAX_LIMIT).min(WINDOW - offset);
        let mut groups = self.groups(&mut asked, offset + limit)?;
        if let Some(searched) = groups.searched.filter(|_| !cut) {
            cut = true;
            notes.push(Note::WordsCut { searched });
        }
        self.put_quotation_first(&asked, &mut groups)?;
        if groups.first.total == 0 && request.match_ != Match::Any {
            notes.extend(self.without(&asked)?);
        }
        if groups.first.total < FEW {
            notes.extend(self.did_you_mean(&query, &asked.searched));
        }
        let listed: Vec<Listed> = groups.listed.into_iter().skip(offset).take(limit).collect();
        let hits = self.hits(&asked, listed)?;
        Ok(SearchResponse {
            query: request.query.clone(),
            total: groups.first.total,
            total_partial: groups.partial,
            // Words that were given up would find more, or leave less.
            total_is_exact: !query.cut && !cut,
            took: began.elapsed(),
            generation: self.manifest.generation.clone(),
            hits,
            facets: groups.facets,
            notes,
        })
    }
}

/// The searched fields, each once, in their own order: the order of a request's
/// list must not change a sum of scores.
pub(super) fn searched(request: &SearchRequest) -> Vec<SearchField> {
    let all = SearchField::ALL.into_iter();
    all.filter(|field| request.fields.is_empty() || request.fields.contains(field)).collect()
}

impl<'p> Asked<'p> {
    /// What is still looked for.
    pub(super) fn needs(&self) -> impl Iterator<Item = &'p Need> + use<'_, 'p> {
        let kept = |need: &&Need| {
            let given_up = |part: &usize| self.given_up.contains(part);
            self.given_up.is_empty() || !need.tree.parts().iter().any(given_up)
        };
        self.plan.needs.iter().filter(kept)
    }

    /// Whether a need decides what is found: where only function words were typed, all do.
    pub(super) fn is_telling(&self, need: &Need) -> bool {
        !need.small || self.plan.only_small()
    }

    /// The trees of the needs that fulfil a condition.
    pub(super) fn trees(&self, fits: impl Fn(&Need) -> bool) -> Vec<&'p Tree> {
        self.needs().filter(|need| fits(need)).map(|need| &need.tree).collect()
    }
}
