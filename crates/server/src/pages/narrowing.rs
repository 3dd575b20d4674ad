//! Tabs, facets and chips: every way to narrow a search is a link to the
//! search it leads to, so it works without scripts and can be copied.

use ordret_model::{Facet, FacetField, FacetValue, Kind, Listing, SearchRequest, YearRange};
use serde::Serialize;

use crate::address::search_url;
use crate::wording::{self, Language};

/// A kind of document with how many there are.
#[derive(Debug, Serialize)]
pub(super) struct Tab {
    pub label: String,
    pub count: String,
    pub url: String,
    pub current: bool,
}

/// A field to narrow by.
#[derive(Debug, Serialize)]
pub(super) struct FacetView {
    pub name: &'static str,
    pub label: &'static str,
    pub open: bool,
    pub values: Vec<Choice>,
    /// The rarer values, behind "more".
    pub more: Vec<Choice>,
    /// The list of all values, where these are not all.
    pub all: Option<Whole>,
}

/// The way to all values of a facet.
#[derive(Debug, Serialize)]
pub(super) struct Whole {
    pub words: String,
    pub url: String,
}

/// A value to choose, or to let go of again.
#[derive(Debug, Serialize)]
pub(super) struct Choice {
    pub label: String,
    pub count: String,
    pub url: String,
    pub selected: bool,
}

/// How many values of a facet stand open.
const OPEN_VALUES: usize = 6;
/// How many stand beside the hits at all, the chosen besides; beyond it a list of its own
/// has them.
const MOST_VALUES: usize = 20;

/// The request with another choice, from its first page, as a page of hits.
pub(super) fn changed(request: &SearchRequest, change: impl FnOnce(&mut SearchRequest)) -> String {
    let mut request = SearchRequest { offset: 0, listing: None, ..request.clone() };
    change(&mut request);
    request.filters.values.retain(|_, values| !values.is_empty());
    search_url(&request)
}

pub(super) fn tabs(request: &SearchRequest, facets: &[Facet]) -> Vec<Tab> {
    let tally = facets.iter().find(|facet| facet.field == FacetField::Kind);
    let counted = |kind: Kind| {
        let values = tally.into_iter().flat_map(|facet| &facet.values);
        values.filter(|value| value.value == kind.as_str()).map(|value| value.count).sum::<u64>()
    };
    let chosen = request.filters.values.get(&FacetField::Kind);
    let all = Tab {
        label: "Alle".to_owned(),
        count: wording::number(Kind::ALL.into_iter().map(counted).sum(), Language::Da),
        url: changed(request, |request| drop(request.filters.values.remove(&FacetField::Kind))),
        current: chosen.is_none(),
    };
    let kinds = Kind::ALL.into_iter().map(|kind| {
        let value = kind.as_str().to_owned();
        Tab {
            label: plural(kind).to_owned(),
            count: wording::number(counted(kind), Language::Da),
            current: chosen.is_some_and(|chosen| chosen.contains(&value)),
            url: changed(request, |request| {
                request.filters.values.insert(FacetField::Kind, vec![value]);
            }),
        }
    });
    std::iter::once(all).chain(kinds).collect()
}

pub(super) fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Quote => "Citater",
        Kind::Case => "Cases",
        Kind::Figure => "Figurer",
    }
}

/// Every facet. The kind has its tabs as well, of which one is chosen; here it may be several.
pub(super) fn facets(request: &SearchRequest, facets: &[Facet]) -> Vec<FacetView> {
    facets.iter().map(|facet| facet_view(request, facet)).collect()
}

fn facet_view(request: &SearchRequest, facet: &Facet) -> FacetView {
    let mut values: Vec<Choice> =
        facet.values.iter().map(|value| choice(request, facet.field, value)).collect();
    // What is chosen must neither be cut off nor hide behind "more".
    values.sort_by_key(|choice| !choice.selected);
    let chosen = values.iter().filter(|choice| choice.selected).count();
    values.truncate(MOST_VALUES.max(chosen));
    let shown = values.len();
    let more = values.split_off(values.len().min(OPEN_VALUES.max(chosen)));
    let first = matches!(facet.field, FacetField::Speaker | FacetField::Role | FacetField::Place);
    FacetView {
        name: facet.field.as_str(),
        label: wording::facet_field(facet.field, Language::Da),
        open: first || chosen > 0,
        values,
        more,
        all: (facet.different > shown).then(|| Whole {
            words: wording::all_values(facet.different as u64, Language::Da),
            url: whole_url(request, facet.field),
        }),
    }
}

/// The page with all values of a facet.
fn whole_url(request: &SearchRequest, field: FacetField) -> String {
    changed(request, |request| request.listing = Some(Listing::of(field)))
}

pub(super) fn choice(request: &SearchRequest, field: FacetField, value: &FacetValue) -> Choice {
    Choice {
        label: wording::facet_value(field, &value.value, Language::Da),
        count: wording::number(value.count, Language::Da),
        url: changed(request, |request| toggle(request, field, &value.value)),
        selected: value.selected,
    }
}

/// Chooses a value, or lets go of it if it is chosen. A year replaces the years
/// chosen before: a range is one choice.
fn toggle(request: &mut SearchRequest, field: FacetField, value: &str) {
    if field == FacetField::Year {
        let year = YearRange::parse(value);
        request.filters.year = if request.filters.year == year { None } else { year };
        return;
    }
    let values = request.filters.values.entry(field).or_default();
    match values.iter().position(|chosen| chosen == value) {
        Some(chosen) => drop(values.remove(chosen)),
        None => values.push(value.to_owned()),
    }
}

/// What the search is narrowed by now; each chip lets go of one.
pub(super) fn chips(request: &SearchRequest) -> Vec<Choice> {
    let mut chips = Vec::new();
    for (&field, values) in &request.filters.values {
        for value in values {
            let name = wording::facet_field(field, Language::Da);
            let label = wording::facet_value(field, value, Language::Da);
            let url = changed(request, |request| toggle(request, field, value));
            chips.push(chip(format!("{name}: {label}"), url));
        }
    }
    if let Some(year) = request.filters.year {
        let url = changed(request, |request| request.filters.year = None);
        let name = wording::facet_field(FacetField::Year, Language::Da);
        let years = wording::year_range(Some(year), Language::Da);
        chips.push(chip(format!("{name}: {years}"), url));
    }
    chips
}

fn chip(label: String, url: String) -> Choice {
    Choice { label, count: String::new(), url, selected: true }
}
