//! What there is, A to Å: people, places, themes, publications.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use ordret_model::{Facet, FacetField, Listing, ListingOrder, SearchRequest};
use serde::Serialize;
use serde_json::{Value, json};

use super::frame::Frame;
use super::narrowing::changed;
use crate::address::{further_url, person_url, place_url};
use crate::answer::Shared;
use crate::api::{self, Further, Name};
use crate::engine::Reader;
use crate::failure::Failure;
use crate::wording::{self, Language};

/// How many of each stand on the page; a list of its own has the rest.
const SHOWN: usize = 200;

/// What can be browsed.
const FIELDS: [FacetField; 4] =
    [FacetField::Speaker, FacetField::Place, FacetField::Topic, FacetField::Publication];

/// The lists of what can be browsed, as they stand in addresses, in the same order.
pub(crate) const BROWSED: [&str; 4] = ["personer", "steder", "emner", "publikationer"];

#[derive(Serialize)]
struct BrowseView {
    /// The one list that is shown.
    title: Option<&'static str>,
    shelves: Vec<Shelf>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Shelf {
    id: &'static str,
    label: &'static str,
    values: Vec<Shelved>,
    /// How many there are, those that are not shown included.
    #[serde(skip)]
    different: usize,
    /// All of them, where they are more than are shown.
    all: Option<(String, String)>,
}

/// A name on a shelf.
#[derive(Serialize)]
struct Shelved {
    name: String,
    url: String,
    count: u64,
    /// The same, as it is written.
    counted: String,
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
    let shelves = shelves(&reader).await?;
    let frame = Frame {
        part: "browse",
        description: "Personer, steder, emner og publikationer fra A til Å.".to_owned(),
        data: Some("/bladre.json".to_owned()),
        ..Frame::new("Bladr", "/bladre")
    };
    let view = BrowseView { title: None, shelves, previous: None, next: None };
    frame.around(&shared, Some(&reader), "bladre.html", view)
}

/// `/bladre.json`: the beginning of each list, and where it goes on.
pub(crate) async fn browse_json(reader: Reader) -> Result<Response, Failure> {
    let list = |shelf: &Shelf| {
        let value =
            |value: &Shelved| json!({"name": value.name, "url": value.url, "count": value.count});
        let values: Vec<Value> = shelf.values.iter().map(value).collect();
        json!({
            "field": shelf.id, "label": shelf.label, "different": shelf.different,
            "values": values, "all": shelf.all.as_ref().map(|(_, url)| url),
        })
    };
    let lists: Vec<Value> = shelves(&reader).await?.iter().map(list).collect();
    Ok(api::json(&json!({"lists": lists})))
}

async fn shelves(reader: &Reader) -> Result<Vec<Shelf>, Failure> {
    let mut shelves = Vec::new();
    for (field, list) in FIELDS.into_iter().zip(BROWSED) {
        shelves.extend(shelf(reader, field, list, 1).await?);
    }
    Ok(shelves)
}

/// `/bladre/{list}`: one of the lists, whole.
pub(crate) async fn browse_list(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Name(list): Name,
) -> Result<Response, Failure> {
    page_of_list(&shared, &reader, &list, 1).await
}

/// `/bladre/{list}/{page}`: its second page, and those that follow.
pub(crate) async fn browse_further(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Further(list, page): Further,
) -> Result<Response, Failure> {
    page_of_list(&shared, &reader, &list, page).await
}

/// How many pages a list has; none where nothing is in it.
pub(crate) async fn browse_pages(reader: &Reader, list: &str) -> Result<usize, Failure> {
    let facet = listed(reader, field_of(list)?, 1).await?;
    Ok(facet.map_or(0, |facet| facet.different.div_ceil(SHOWN)))
}

fn field_of(list: &str) -> Result<FacetField, Failure> {
    let at = BROWSED.iter().position(|known| *known == list);
    at.map(|at| FIELDS[at]).ok_or(Failure::NotFound)
}

async fn page_of_list(
    shared: &Shared,
    reader: &Reader,
    list: &str,
    page: usize,
) -> Result<Response, Failure> {
    let field = field_of(list)?;
    let shelf = shelf(reader, field, list, page).await?.ok_or(Failure::NotFound)?;
    let shelf = Shelf { all: None, ..shelf };
    let url = |page| further_url(&format!("/bladre/{list}"), page);
    let frame = Frame {
        part: "browse",
        description: format!("{} fra A til Å.", shelf.label),
        ..Frame::new(shelf.label, url(page))
    };
    let previous = (page > 1).then(|| url(page - 1));
    let next = (page.saturating_mul(SHOWN) < shelf.different).then(|| url(page + 1));
    let view = BrowseView { title: Some(shelf.label), shelves: vec![shelf], previous, next };
    frame.around(shared, Some(reader), "bladre.html", view)
}

/// One page of the values of a field, A to Å.
async fn listed(reader: &Reader, field: FacetField, page: usize) -> Result<Option<Facet>, Failure> {
    let offset = (page - 1).saturating_mul(SHOWN);
    let listing = Listing { order: ListingOrder::Name, limit: SHOWN, offset, ..Listing::of(field) };
    let request = SearchRequest { listing: Some(listing), limit: 1, ..SearchRequest::default() };
    let facets = reader.search(&request).await?.facets;
    Ok(facets.into_iter().find(|facet| facet.field == field))
}

async fn shelf(
    reader: &Reader,
    field: FacetField,
    list: &str,
    page: usize,
) -> Result<Option<Shelf>, Failure> {
    let Some(facet) = listed(reader, field, page).await? else { return Ok(None) };
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
        let (name, count) = (name.clone(), value.count);
        Shelved { name, url, count, counted: wording::number(count, Language::Da) }
    };
    let values: Vec<_> = facet.values.iter().map(value).collect();
    let is_cut = facet.different > values.len();
    let whole = || {
        let words = wording::all_values(facet.different as u64, Language::Da);
        (words, format!("/bladre/{list}"))
    };
    Ok((!values.is_empty()).then(|| Shelf {
        id: field.as_str(),
        label: plural(field),
        values,
        different: facet.different,
        all: (page == 1 && is_cut).then(whole),
    }))
}
