//! The front page.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use ordret_model::{FacetField, Kind, SearchRequest, SearchResponse};
use serde::Serialize;

use super::frame::Frame;
use super::hit::{HitView, hit_view};
use super::narrowing::{Choice, Tab, changed, tabs};
use crate::answer::Shared;
use crate::engine::Reader;
use crate::examples::Example;
use crate::failure::Failure;
use crate::wording::{self, Language};

/// The longest quote that the front page shows, in characters.
const SHORT: usize = 320;

/// `/`: a large search box, what there is, and some of the words.
pub(crate) async fn start_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
) -> Result<Response, Failure> {
    let everything = SearchRequest { limit: 1, ..SearchRequest::default() };
    let all = reader.search(&everything).await?;
    let quotes = reader.search(&quotes()).await?;
    let frame = Frame {
        part: "start",
        description: "Søg i det, der ordret er sagt og gjort i publikationer: citater, cases og \
                      figurer, hver med sin kilde."
            .to_owned(),
        data: Some("/api/v1/search".to_owned()),
        ..Frame::new("", "/")
    };
    frame.around(&shared, Some(&reader), "start.html", start_view(&all, &quotes, reader.examples()))
}

fn quotes() -> SearchRequest {
    let mut request = SearchRequest { limit: 30, facets: false, ..SearchRequest::default() };
    request.filters.values.insert(FacetField::Kind, vec![Kind::Quote.as_str().to_owned()]);
    request
}

#[derive(Serialize)]
struct StartView<'r> {
    tabs: Vec<Tab>,
    examples: &'r [Example],
    quotes: Vec<HitView>,
    publications: Vec<Choice>,
    topics: Vec<Choice>,
}

fn start_view<'r>(
    all: &SearchResponse,
    quotes: &SearchResponse,
    examples: &'r [Example],
) -> StartView<'r> {
    let short = |hit: &&ordret_model::Hit| hit.document.words().chars().count() <= SHORT;
    StartView {
        tabs: tabs(&SearchRequest::default(), &all.facets).split_off(1),
        examples,
        quotes: quotes.hits.iter().filter(short).take(3).map(hit_view).collect(),
        publications: choices(all, FacetField::Publication, 8),
        topics: choices(all, FacetField::Topic, 16),
    }
}

fn choices(response: &SearchResponse, field: FacetField, most: usize) -> Vec<Choice> {
    let facet = response.facets.iter().find(|facet| facet.field == field);
    let values = facet.into_iter().flat_map(|facet| &facet.values).take(most);
    let choice = |value: &ordret_model::FacetValue| Choice {
        label: wording::facet_value(field, &value.value, Language::Da),
        count: wording::number(value.count, Language::Da),
        url: changed(&SearchRequest::default(), |request| {
            request.filters.values.insert(field, vec![value.value.clone()]);
        }),
        selected: false,
    };
    values.map(choice).collect()
}
