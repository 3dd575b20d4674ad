//! The pages of a person and of a place: all that was said there, newest first.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use ordret_model::{
    Body, Document, FacetField, Hit, Kind, Match, SearchRequest, SearchResponse, Sort, WINDOW,
};
use serde::Serialize;
use serde_json::{Value, json};

use super::document::{Neighbour, neighbour};
use super::frame::Frame;
use super::hit::{HitView, hit_view};
use crate::address::{further_url, person_url, place_url, search_url};
use crate::answer::Shared;
use crate::api::{self, Further, Name};
use crate::engine::Reader;
use crate::failure::Failure;
use crate::json::document_json;
use crate::params;
use crate::wording::{self, Language};

/// How many documents one page shows.
const SHOWN: usize = 30;
/// Where the last page begins that can be paged to.
const LAST: usize = (WINDOW / SHOWN - 1) * SHOWN;
/// How many documents, newest and oldest, tell what a person was.
const TELLING: usize = 100;
/// How many people of a place are named.
const PEOPLE: usize = 24;

/// What a page of this sort is about.
#[derive(Clone, Copy)]
struct About {
    field: FacetField,
    url: fn(&str) -> Option<String>,
    folder: &'static str,
}

const PERSON: About = About { field: FacetField::Speaker, url: person_url, folder: "person" };
const PLACE: About = About { field: FacetField::Place, url: place_url, folder: "sted" };

/// `/person/{slug}`; its data under `.json`, further on with `?fra=N`.
pub(crate) async fn person_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Name(name): Name,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    page(&shared, &reader, PERSON, &name, query.as_deref().unwrap_or_default()).await
}

/// `/sted/{slug}`, the same of a place.
pub(crate) async fn place_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Name(name): Name,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    page(&shared, &reader, PLACE, &name, query.as_deref().unwrap_or_default()).await
}

/// `/person/{slug}/{page}`: the list's second page, and those that follow.
pub(crate) async fn person_further(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Further(name, page): Further,
) -> Result<Response, Failure> {
    further(&shared, &reader, PERSON, &name, page).await
}

/// `/sted/{slug}/{page}`, the same of a place.
pub(crate) async fn place_further(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Further(name, page): Further,
) -> Result<Response, Failure> {
    further(&shared, &reader, PLACE, &name, page).await
}

async fn further(
    shared: &Shared,
    reader: &Reader,
    about: About,
    slug: &str,
    page: usize,
) -> Result<Response, Failure> {
    let names = reader.named(about.field, slug).await?;
    let from = (page - 1).saturating_mul(SHOWN);
    if names.is_empty() || from > LAST {
        return Err(Failure::NotFound);
    }
    let request = all_of(about.field, &names, from);
    let response = reader.search(&request).await?;
    if response.hits.is_empty() {
        return Err(Failure::NotFound);
    }
    page_of_list(shared, reader, about, slug, names, &request, &response).await
}

/// How many pages the list of a person or a place has, of those that can be paged to.
pub(crate) async fn named_pages(
    reader: &Reader,
    field: FacetField,
    slug: &str,
) -> Result<usize, Failure> {
    let names = reader.named(field, slug).await?;
    let request = SearchRequest { limit: 1, facets: false, ..all_of(field, &names, 0) };
    let total = reader.search(&request).await?.total;
    let reachable = usize::try_from(total).unwrap_or(WINDOW).min(LAST + SHOWN);
    Ok(reachable.div_ceil(SHOWN))
}

async fn page(
    shared: &Shared,
    reader: &Reader,
    about: About,
    name: &str,
    query: &str,
) -> Result<Response, Failure> {
    let (slug, is_data) = match name.strip_suffix(".json") {
        Some(slug) => (slug, true),
        None => (name, false),
    };
    let names = reader.named(about.field, slug).await?;
    if names.is_empty() {
        // An address by the name itself leads to the one there is.
        let wanted = (about.url)(slug).filter(|url| !url.ends_with(&format!("/{slug}")));
        return match wanted {
            Some(url) => Ok(Redirect::permanent(&url).into_response()),
            None => Err(Failure::NotFound),
        };
    }
    let from = position(query);
    let request = all_of(about.field, &names, from);
    let response = reader.search(&request).await?;
    if is_data {
        let telling = telling(reader, about.field, &names, &response).await?;
        let known = Known::of(about.field, names, &response, &telling);
        let next = goes_on(&request, &response)
            .map(|from| format!("/{}/{slug}.json?fra={from}", about.folder));
        return Ok(api::json(&known.json(slug, &response, next)));
    }
    page_of_list(shared, reader, about, slug, names, &request, &response).await
}

async fn page_of_list(
    shared: &Shared,
    reader: &Reader,
    about: About,
    slug: &str,
    names: Vec<String>,
    request: &SearchRequest,
    response: &SearchResponse,
) -> Result<Response, Failure> {
    let telling = telling(reader, about.field, &names, response).await?;
    let known = Known::of(about.field, names, response, &telling);
    let url = (about.url)(slug).ok_or(Failure::NotFound)?;
    let cases = cases(reader, &telling).await?;
    let frame = Frame {
        description: known.description(about.field, response.total),
        data: Some(format!("{url}.json")),
        ..Frame::new(known.name.clone(), url.clone())
    };
    let view = view(about.field, known, request, response, cases, &url);
    frame.around(shared, Some(reader), "navn.html", view)
}

fn position(query: &str) -> usize {
    let from = params::pairs(query).find(|(name, _)| name == "fra");
    let from: usize = from.and_then(|(_, from)| from.parse().ok()).unwrap_or(0);
    from.min(LAST) / SHOWN * SHOWN
}

fn all_of(field: FacetField, names: &[String], offset: usize) -> SearchRequest {
    let mut request = SearchRequest {
        sort: Sort::Newest,
        match_: Match::All,
        limit: SHOWN,
        offset,
        ..SearchRequest::default()
    };
    request.filters.values.insert(field, names.to_vec());
    request
}

/// The documents that tell what a person was and belongs to, whichever page is shown: the newest,
/// and where there are more the oldest. A place has none of it: those of the page.
async fn telling(
    reader: &Reader,
    field: FacetField,
    names: &[String],
    response: &SearchResponse,
) -> Result<Vec<Document>, Failure> {
    if field != FacetField::Speaker {
        return Ok(response.hits.iter().map(|hit| hit.document.clone()).collect());
    }
    let newest = SearchRequest { limit: TELLING, facets: false, ..all_of(field, names, 0) };
    let mut telling = reader.search(&newest).await?.hits;
    if response.total > telling.len() as u64 {
        let oldest = SearchRequest { sort: Sort::Oldest, ..newest };
        let oldest = reader.search(&oldest).await?.hits;
        let is_new = |hit: &Hit| telling.iter().all(|known| known.document.id != hit.document.id);
        let oldest: Vec<Hit> = oldest.into_iter().filter(is_new).collect();
        telling.extend(oldest.into_iter().rev());
    }
    Ok(telling.into_iter().map(|hit| hit.document).collect())
}

/// Where the next page begins, if there is one that can be paged to.
fn goes_on(request: &SearchRequest, response: &SearchResponse) -> Option<usize> {
    let shown = request.offset + response.hits.len();
    ((shown as u64) < response.total && shown <= LAST).then_some(shown)
}

/// What documents say of a person or a place.
struct Known {
    /// The spelling that most documents have.
    name: String,
    others: Vec<String>,
    /// How many spellings share the address.
    spellings: usize,
    /// Whether somebody of this name was in two organisations in one year.
    at_once: bool,
    /// What they were, with the years that documents have it in, the latest first.
    roles: Vec<Role>,
    places: Vec<String>,
    parties: Vec<String>,
}

#[derive(Clone, Serialize)]
struct Role {
    role: String,
    organisation: Option<String>,
    from: Option<i32>,
    to: Option<i32>,
}

impl Known {
    fn of(
        field: FacetField,
        names: Vec<String>,
        response: &SearchResponse,
        telling: &[Document],
    ) -> Known {
        let facet = |field: FacetField| {
            let facet = response.facets.iter().find(|facet| facet.field == field);
            facet.map_or(&[][..], |facet| &facet.values)
        };
        let of = |field| facet(field).iter().map(|value| value.value.clone()).collect();
        let counted = facet(field).iter().filter(|value| names.contains(&value.value));
        let most = counted.max_by_key(|value| value.count).map(|value| value.value.clone());
        let name = most.unwrap_or_else(|| names[0].clone());
        let spellings = names.len();
        let mut others: Vec<String> = names.into_iter().filter(|other| *other != name).collect();
        if field == FacetField::Speaker {
            for variant in
                telling.iter().filter_map(|one| one.speaker.as_ref()).flat_map(|s| &s.variants)
            {
                if variant.value != name && !others.contains(&variant.value) {
                    others.push(variant.value.clone());
                }
            }
        }
        let (places, parties, roles) = match field {
            FacetField::Speaker => {
                (of(FacetField::Place), of(FacetField::Party), roles(telling.iter()))
            }
            _ => (Vec::new(), Vec::new(), Vec::new()),
        };
        let is_person = field == FacetField::Speaker;
        let at_once = is_person && are_at_once(&roles);
        Known { name, others, spellings, at_once, roles, places, parties }
    }

    /// Whether what documents say may be several people's: of several places or parties, in two
    /// organisations in one year, or spelled in ways that an address cannot tell apart.
    fn may_be_several(&self) -> bool {
        let is_told = !self.roles.is_empty() || !self.places.is_empty();
        self.places.len() > 1
            || self.parties.len() > 1
            || self.at_once
            || (is_told && self.spellings > 1)
    }

    fn description(&self, field: FacetField, total: u64) -> String {
        let found = wording::kind_counted(None, total, Language::Da);
        match field {
            FacetField::Speaker => format!("Alt, hvad {} har sagt: {found}.", self.name),
            _ => format!("Alt, hvad der er sagt og gjort i {}: {found}.", self.name),
        }
    }

    fn json(&self, slug: &str, response: &SearchResponse, next: Option<String>) -> Value {
        let documents = response.hits.iter().map(|hit| document_json(&hit.document));
        json!({
            "slug": slug,
            "name": self.name,
            "variants": self.others,
            "roles": self.roles,
            "places": self.places,
            "parties": self.parties,
            "may_be_several": self.may_be_several(),
            "total": response.total,
            "next": next,
            "documents": documents.collect::<Vec<_>>(),
        })
    }
}

/// Each role and organisation once, with the years of the documents that name it.
fn roles<'d>(documents: impl Iterator<Item = &'d Document>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for document in documents {
        let Some(speaker) = &document.speaker else { continue };
        let Some(role) = speaker.role.as_ref().map(|role| role.value.clone()) else { continue };
        let organisation = speaker.organisation.as_ref().map(|known| known.value.clone());
        let year = document.source().year;
        let same = |one: &&mut Role| one.role == role && one.organisation == organisation;
        match roles.iter_mut().find(same) {
            Some(known) => {
                known.from = known.from.into_iter().chain(year).min();
                known.to = known.to.into_iter().chain(year).max();
            }
            None => roles.push(Role { role, organisation, from: year, to: year }),
        }
    }
    roles
}

/// Whether two roles are of different organisations in one year.
fn are_at_once(roles: &[Role]) -> bool {
    roles.iter().enumerate().any(|(nth, one)| {
        roles[nth + 1..].iter().any(|other| {
            let organisations = one.organisation.as_ref().zip(other.organisation.as_ref());
            let years = one.from.zip(one.to).zip(other.from.zip(other.to));
            organisations.is_some_and(|(one, other)| one != other)
                && years.is_some_and(|((from, to), (since, until))| from <= until && since <= to)
        })
    })
}

/// The cases that quotes belong to, each once.
async fn cases(reader: &Reader, documents: &[Document]) -> Result<Vec<Neighbour>, Failure> {
    let mut cases: Vec<Neighbour> = Vec::new();
    let mut seen = Vec::new();
    for document in documents {
        let Body::Quote(quote) = &document.body else { continue };
        let Some(id) = quote.case.as_ref().filter(|id| !seen.contains(id)) else { continue };
        seen.push(id);
        // A case that is not in this generation is no reason to hide the page.
        if let Ok(case) = reader.document(id).await {
            cases.push(neighbour(&case, false));
        }
    }
    Ok(cases)
}

#[derive(Serialize)]
struct NamedView {
    is_person: bool,
    kind: &'static str,
    name: String,
    others: Vec<String>,
    roles: Vec<Role>,
    /// Each with its page.
    places: Vec<(String, Option<String>)>,
    parties: Vec<String>,
    may_be_several: bool,
    /// People of a place, each with the page and how many documents.
    people: Vec<(String, Option<String>, String)>,
    counted: String,
    hits: Vec<HitView>,
    cases: Vec<Neighbour>,
    search: String,
    previous: Option<String>,
    next: Option<String>,
}

fn view(
    field: FacetField,
    known: Known,
    request: &SearchRequest,
    response: &SearchResponse,
    cases: Vec<Neighbour>,
    url: &str,
) -> NamedView {
    let people = response.facets.iter().find(|facet| facet.field == FacetField::Speaker);
    let people = people.into_iter().flat_map(|facet| &facet.values).take(PEOPLE).map(|value| {
        let count = wording::number(value.count, Language::Da);
        (value.value.clone(), person_url(&value.value), count)
    });
    let is_person = field == FacetField::Speaker;
    let from = request.offset;
    let at = |from: usize| further_url(url, from / SHOWN + 1);
    let filters = request.filters.clone();
    NamedView {
        is_person,
        kind: if is_person { "Person" } else { "Sted" },
        may_be_several: known.may_be_several(),
        name: known.name,
        others: known.others,
        roles: known.roles,
        places: known.places.into_iter().map(|place| (place.clone(), place_url(&place))).collect(),
        parties: known.parties,
        people: if is_person { Vec::new() } else { people.collect() },
        counted: wording::kind_counted(None, response.total, Language::Da),
        hits: response
            .hits
            .iter()
            .map(hit_view)
            // On a person's own page the way there is none.
            .map(|hit| HitView { person: hit.person.filter(|_| !is_person), ..hit })
            .collect(),
        cases,
        search: search_url(&SearchRequest { filters, ..SearchRequest::default() }),
        previous: (from > 0).then(|| at(from.saturating_sub(SHOWN))),
        next: goes_on(request, response).map(at),
    }
}

/// `/tilfaeldigt`: some quote or other.
pub(crate) async fn random_page(reader: Reader) -> Result<Response, Failure> {
    use std::hash::{BuildHasher, RandomState};
    let mut request = SearchRequest { limit: 1, facets: false, ..SearchRequest::default() };
    request.filters.values.insert(FacetField::Kind, vec![Kind::Quote.as_str().to_owned()]);
    let total = reader.search(&request).await?.total.min(WINDOW as u64);
    if total == 0 {
        return Err(Failure::NotFound);
    }
    // Each hasher of this sort has keys of its own: that is chance enough here.
    request.offset = (RandomState::new().hash_one(total) % total) as usize;
    let response = reader.search(&request).await?;
    let hit = response.hits.first().ok_or(Failure::NotFound)?;
    let url = crate::address::document_url(&hit.document);
    let never = [(axum::http::header::CACHE_CONTROL, "no-store")];
    Ok((never, Redirect::temporary(&url)).into_response())
}
