//! The search page.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use ordret_model::{
    Hit, LeftOut, MAX_LIMIT, Match, Node, Note, Query, SearchRequest, SearchResponse, Sort, WINDOW,
};
use serde::Serialize;

use super::facet::facet_page;
use super::frame::Frame;
use super::hit::{HitView, hit_view};
use super::narrowing::{Choice, FacetView, Tab, changed, chips, facets, tabs};
use super::paging::{Paging, paging};
use crate::address::{search_data_url, search_pairs, search_url};
use crate::answer::Shared;
use crate::engine::Reader;
use crate::examples::Example;
use crate::failure::Failure;
use crate::params;
use crate::wording::{self, Language};
use crate::years::{YearRemark, years};

/// `/soeg`: what the address asks, as far as it can be read.
pub(crate) async fn search_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (request, remarks) = read_address(query.as_deref().unwrap_or_default());
    if let Some(listing) = &request.listing {
        return facet_page(&shared, &reader, &request, listing).await;
    }
    let response = reader.search(&request).await?;
    let frame = Frame {
        part: "search",
        hidden: !request.query.is_empty() || !request.filters.is_empty(),
        data: Some(search_data_url(&request, ".json")),
        alternates: vec![
            ("text/csv", search_data_url(&request, ".csv")),
            ("application/atom+xml", search_data_url(&request, ".atom")),
        ],
        description: "Søg i det, der ordret er sagt og gjort i publikationer.".to_owned(),
        ..Frame::new(title(&request), search_url(&request))
    };
    let mut view = search_view(&request, &response, reader.examples());
    let remarks = remarks.iter().map(|remark| Remark {
        text: wording::year_remark(remark, Language::Da),
        go_on: "",
        url: None,
    });
    view.notes.splice(..0, remarks);
    frame.around(&shared, Some(&reader), "soeg.html", view)
}

/// The API's parameters without its refusals, and years as forms send them.
pub(crate) fn read_address(query: &str) -> (SearchRequest, Vec<YearRemark>) {
    let (mut request, _) = params::read(query);
    let (years, remarks) = years(query);
    request.filters.year = years;
    (request, remarks)
}

fn title(request: &SearchRequest) -> String {
    match request.query.trim() {
        "" => "Søg".to_owned(),
        query => format!("{query} – søgning"),
    }
}

#[derive(Serialize)]
struct SearchView<'r> {
    query: &'r str,
    /// Nothing was asked: everything is listed, with examples above.
    empty: bool,
    total: u64,
    total_words: String,
    total_is_exact: bool,
    /// More was found than can be paged through.
    beyond: bool,
    tabs: Vec<Tab>,
    facets: Vec<FacetView>,
    chips: Vec<Choice>,
    clear: String,
    sorts: Vec<Choice>,
    matches: Vec<Choice>,
    hidden: Vec<(&'static str, String)>,
    year_hidden: Vec<(&'static str, String)>,
    year_from: Option<i32>,
    year_to: Option<i32>,
    hits: Vec<HitView>,
    /// Documents that hold only some of the words, shown under a heading of their own.
    partial: Vec<HitView>,
    /// How many there are of them, in words.
    partial_words: String,
    /// Whether words were typed that must stand side by side.
    has_phrase: bool,
    notes: Vec<Remark>,
    paging: Paging,
    first_page: String,
    /// The hits as data, each with its name and media type.
    formats: [(&'static str, &'static str, String); 3],
    examples: &'r [Example],
}

/// A note in words, with a search that goes on from it.
#[derive(Serialize)]
struct Remark {
    text: String,
    /// What the link says.
    go_on: &'static str,
    url: Option<String>,
}

fn search_view<'r>(
    request: &'r SearchRequest,
    response: &SearchResponse,
    examples: &'r [Example],
) -> SearchView<'r> {
    let pairs = search_pairs(request);
    let without = |names: &[&str]| {
        pairs.iter().filter(|(name, _)| !names.contains(name)).cloned().collect::<Vec<_>>()
    };
    let year = request.filters.year.unwrap_or_default();
    // A quotation is first, whatever it lacks.
    let is_whole = |hit: &&Hit| hit.missing.is_empty() || hit.quotation.is_some();
    let (whole, partial): (Vec<&Hit>, Vec<&Hit>) = response.hits.iter().partition(is_whole);
    SearchView {
        query: &request.query,
        empty: request.query.trim().is_empty() && request.filters.is_empty(),
        total: response.total,
        total_words: wording::kind_counted(None, response.total, Language::Da),
        total_is_exact: response.total_is_exact,
        beyond: response.total + response.total_partial > WINDOW as u64,
        tabs: tabs(request, &response.facets),
        facets: facets(request, &response.facets),
        chips: chips(request),
        clear: changed(request, |request| request.filters = Default::default()),
        sorts: Sort::ALL.into_iter().map(|sort| sort_choice(request, sort)).collect(),
        matches: match_choices(request),
        hidden: without(&["q", "offset"]),
        year_hidden: without(&["year", "offset"]),
        year_from: year.from,
        year_to: year.to,
        hits: whole.iter().map(|hit| hit_view(hit)).collect(),
        partial: partial.iter().map(|hit| hit_view(hit)).collect(),
        partial_words: wording::kind_counted(None, response.total_partial, Language::Da),
        has_phrase: Query::parse(&request.query).items().iter().any(Node::has_phrase),
        notes: response.notes.iter().map(|note| remark(request, note)).collect(),
        paging: paging(request, response.total + response.total_partial),
        first_page: changed(request, |_| {}),
        formats: formats(request),
        examples,
    }
}

/// The page's hits for programs; for a spreadsheet as many as one answer has.
fn formats(request: &SearchRequest) -> [(&'static str, &'static str, String); 3] {
    let many = SearchRequest { limit: MAX_LIMIT, offset: 0, ..request.clone() };
    [
        ("JSON", "application/json", search_data_url(request, ".json")),
        ("CSV", "text/csv", search_data_url(&many, ".csv")),
        ("Atom", "application/atom+xml", search_data_url(request, ".atom")),
    ]
}

fn sort_choice(request: &SearchRequest, sort: Sort) -> Choice {
    Choice {
        label: wording::sort(sort, Language::Da).to_owned(),
        count: String::new(),
        url: changed(request, |request| request.sort = sort),
        selected: request.sort == sort,
    }
}

/// How many of the words: a choice only where more than one was asked.
fn match_choices(request: &SearchRequest) -> Vec<Choice> {
    if request.query.split_whitespace().count() < 2 && request.match_ == Match::Best {
        return Vec::new();
    }
    let choice = |match_: Match| Choice {
        label: wording::match_rule(match_, Language::Da).to_owned(),
        count: String::new(),
        url: changed(request, |request| request.match_ = match_),
        selected: request.match_ == match_,
    };
    Match::ALL.map(choice).into()
}

fn remark(request: &SearchRequest, note: &Note) -> Remark {
    let url = match note {
        Note::SomeWordsWould => Some(changed(request, |request| request.match_ = Match::Any)),
        Note::Without { left_out: LeftOut::Filter { field, value }, .. } => {
            Some(changed(request, |request| {
                if let Some(values) = request.filters.values.get_mut(field) {
                    values.retain(|chosen| chosen != value);
                }
            }))
        }
        Note::Without { left_out: LeftOut::Years, .. } => {
            Some(changed(request, |request| request.filters.year = None))
        }
        note => wording::note_query(note)
            .map(|query| changed(request, |request| request.query = query.to_owned())),
    };
    Remark { text: wording::note(note, Language::Da), go_on: wording::note_link(note), url }
}
