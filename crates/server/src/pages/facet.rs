//! All values of one facet: a page to look one up on.

use axum::response::Response;
use ordret_model::{Facet, FacetField, Listing, ListingOrder, SearchRequest};
use serde::Serialize;

use super::frame::Frame;
use super::narrowing::{Choice, changed, chips, choice};
use crate::address::{search_data_url, search_pairs, search_url};
use crate::answer::Shared;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::wording::{self, Language};

/// `/soeg?…&facet=FIELD`: what the facet of this search has, each value a link that chooses
/// it. Everything is in the address, as on the page of hits.
pub(super) async fn facet_page(
    shared: &Shared,
    reader: &Reader,
    request: &SearchRequest,
    listing: &Listing,
) -> Result<Response, Failure> {
    let counted = SearchRequest { limit: 1, offset: 0, ..request.clone() };
    let response = reader.search(&counted).await?;
    let facet = response.facets.iter().find(|facet| facet.field == listing.field);
    let field = wording::facet_field(listing.field, Language::Da);
    let frame = Frame {
        part: "search",
        hidden: true,
        data: Some(search_data_url(request, ".json")),
        description: format!("{field}: alt, hvad søgningen kan afgrænses til."),
        ..Frame::new(format!("{field} – afgræns"), search_url(request))
    };
    frame.around(shared, Some(reader), "afgraens.html", facet_view(request, listing, facet))
}

#[derive(Serialize)]
struct FacetPage {
    label: &'static str,
    /// The search that is narrowed, in words, if any were typed.
    query: String,
    counted: String,
    /// Whether values can be looked up by a piece of their name: of codes there are few.
    searched: bool,
    matching: String,
    hidden: Vec<(&'static str, String)>,
    back: String,
    chips: Vec<Choice>,
    orders: Vec<Choice>,
    /// The number of the first value shown.
    first: usize,
    values: Vec<Choice>,
    /// All values, where only some fit.
    all: Option<String>,
    previous: Option<String>,
    next: Option<String>,
}

fn facet_view(request: &SearchRequest, listing: &Listing, facet: Option<&Facet>) -> FacetPage {
    let different = facet.map_or(0, |facet| facet.different);
    let values = facet.map_or(&[][..], |facet| &facet.values);
    let other = |change: &dyn Fn(&mut Listing)| {
        let mut listing = listing.clone();
        change(&mut listing);
        search_url(&SearchRequest { listing: Some(listing), ..request.clone() })
    };
    let order = |order: ListingOrder| Choice {
        label: wording::listing_order(order, listing.field, Language::Da).to_owned(),
        count: String::new(),
        url: other(&|listing| (listing.order, listing.offset) = (order, 0)),
        selected: listing.order == order,
    };
    let hidden = search_pairs(request).into_iter();
    let coded = matches!(listing.field, FacetField::Kind | FacetField::Role | FacetField::Sector);
    FacetPage {
        label: wording::facet_field(listing.field, Language::Da),
        query: request.query.trim().to_owned(),
        counted: wording::values_counted(different as u64, Language::Da),
        searched: !coded,
        matching: listing.matching.clone(),
        hidden: hidden.filter(|(name, _)| !["facet_q", "facet_offset"].contains(name)).collect(),
        back: changed(request, |_| {}),
        chips: chips(request),
        orders: ListingOrder::ALL.into_iter().map(order).collect(),
        first: listing.offset + 1,
        values: values.iter().map(|value| choice(request, listing.field, value)).collect(),
        all: (!listing.matching.is_empty())
            .then(|| other(&|listing| (listing.matching, listing.offset) = (String::new(), 0))),
        previous: (listing.offset > 0).then(|| {
            other(&|listing| listing.offset = listing.offset.saturating_sub(listing.limit))
        }),
        next: (listing.offset + values.len() < different && !values.is_empty())
            .then(|| other(&|listing| listing.offset += listing.limit)),
    }
}
