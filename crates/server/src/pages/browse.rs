//! What there is, A to Å: people, places, themes, publications.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use ordret_model::{FacetField, Listing, ListingOrder, SearchRequest};
use serde::Serialize;

use super::frame::Frame;
use super::narrowing::changed;
use crate::address::{person_url, place_url, search_url};
use crate::answer::Shared;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::wording::{self, Language};

/// How many of each stand on the page; a list of its own has the rest.
const SHOWN: usize = 200;

/// What can be browsed.
const FIELDS: [FacetField; 4] =
    [FacetField::Speaker, FacetField::Place, FacetField::Topic, FacetField::Publication];

#[derive(Serialize)]
struct BrowseView {
    shelves: Vec<Shelf>,
}

#[derive(Serialize)]
struct Shelf {
    id: &'static str,
    label: &'static str,
    values: Vec<(String, String, String)>,
    /// All of them, where they are more than are shown.
    all: Option<(String, String)>,
}

fn plural(field: FacetField) -> &'static str {
    match field {
        FacetField::Speaker => "Personer",
        FacetField::Place => "Steder",
        FacetField::Topic => "Emner",
        FacetField::Publication => "Publikationer",
        field => wording::facet_field(field, Language::Da),
    }
}

/// `/bladre`.
pub(crate) async fn browse_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
) -> Result<Response, Failure> {
    let mut shelves = Vec::new();
    for field in FIELDS {
        shelves.extend(shelf(&reader, field).await?);
    }
    let frame = Frame {
        part: "browse",
        description: "Personer, steder, emner og publikationer fra A til Å.".to_owned(),
        data: Some("/api/v1/search".to_owned()),
        ..Frame::new("Bladr", "/bladre")
    };
    frame.around(&shared, Some(&reader), "bladre.html", BrowseView { shelves })
}

async fn shelf(reader: &Reader, field: FacetField) -> Result<Option<Shelf>, Failure> {
    let listing = Listing { order: ListingOrder::Name, limit: SHOWN, ..Listing::of(field) };
    let request = SearchRequest { listing: Some(listing), limit: 1, ..SearchRequest::default() };
    let response = reader.search(&request).await?;
    let Some(facet) = response.facets.iter().find(|facet| facet.field == field) else {
        return Ok(None);
    };
    let value = |value: &ordret_model::FacetValue| {
        let name = &value.value;
        let own = match field {
            FacetField::Speaker => person_url(name),
            FacetField::Place => place_url(name),
            _ => None,
        };
        let url = own.unwrap_or_else(|| {
            changed(&SearchRequest::default(), |request| {
                request.filters.values.insert(field, vec![name.clone()]);
            })
        });
        (name.clone(), url, wording::number(value.count, Language::Da))
    };
    let values: Vec<_> = facet.values.iter().map(value).collect();
    let is_cut = facet.different > values.len();
    let whole = || {
        let limit = SearchRequest::default().limit;
        let words = wording::all_values(facet.different as u64, Language::Da);
        (words, search_url(&SearchRequest { limit, ..request.clone() }))
    };
    Ok((!values.is_empty()).then(|| Shelf {
        id: field.as_str(),
        label: plural(field),
        values,
        all: is_cut.then(whole),
    }))
}
