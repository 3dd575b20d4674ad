//! Every address that leads into these pages is made here.

use ordret_model::{
    Addressed, Body, Document, DocumentId, FacetField, Former, Kind, Listing, ListingOrder, Match,
    SearchRequest, Sort, YearRange, slug,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands as itself in a query: RFC 3986's unreserved characters.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The page of a document, such as `/citat/vi-satte-os-sammen-0f3k…`. The id
/// decides; the words before it are for the reader.
pub fn document_url(document: &Document) -> String {
    let folder = folder(document.kind());
    match slug(&document.title).as_str() {
        "" => format!("/{folder}/{}", document.id),
        words => format!("/{folder}/{words}-{}", document.id),
    }
}

/// The word for a kind in page addresses.
pub(crate) fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Quote => "citat",
        Kind::Case => "case",
        Kind::Figure => "figur",
    }
}

/// What is asked for under a document's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Page,
    Json,
    Text,
    Bibtex,
    Ris,
    Csl,
    /// A figure's numbers.
    Csv,
    /// A quote on a card, a figure's chart.
    Svg,
    /// The same in pixels.
    Png,
}

/// Every form behind its extension: all that can be downloaded of a document.
const FORMS: [(&str, Form); 8] = [
    ("json", Form::Json),
    ("txt", Form::Text),
    ("bib", Form::Bibtex),
    ("ris", Form::Ris),
    ("csl.json", Form::Csl),
    ("csv", Form::Csv),
    ("svg", Form::Svg),
    ("png", Form::Png),
];

impl Form {
    /// The forms that a document has besides its page.
    pub(crate) fn all_of(document: &Document) -> impl Iterator<Item = Form> {
        FORMS.iter().map(|(_, form)| *form).filter(|form| form.is_of(document))
    }

    fn is_of(self, document: &Document) -> bool {
        match (self, &document.body) {
            (Form::Csv, Body::Figure(figure)) => figure.data.is_some(),
            (Form::Csv, _) | (Form::Svg | Form::Png, Body::Case(_)) => false,
            _ => true,
        }
    }

    /// The address of a document in this form.
    pub(crate) fn url(self, document: &Document) -> String {
        let page = document_url(document);
        match FORMS.iter().find(|(_, form)| *form == self) {
            Some((extension, _)) => format!("{page}.{extension}"),
            None => page,
        }
    }
}

/// What stands in the last part of a document's address: the id behind the last hyphen, and
/// in what form it is asked for.
pub(crate) fn parse_name(name: &str) -> Option<(DocumentId, Form)> {
    let (name, form) = match name.split_once('.') {
        Some((name, extension)) => (name, FORMS.iter().find(|(known, _)| *known == extension)?.1),
        None => (name, Form::Page),
    };
    let id = name.rsplit_once('-').map_or(name, |(_, id)| id);
    DocumentId::parse(id).map(|id| (id, form))
}

/// The page of a person; `None` for a name that an address cannot show.
pub(crate) fn person_url(name: &str) -> Option<String> {
    named_url("person", name)
}

/// The page of a place.
pub(crate) fn place_url(name: &str) -> Option<String> {
    named_url("sted", name)
}

fn named_url(folder: &str, name: &str) -> Option<String> {
    let slug = slug(name);
    (!slug.is_empty()).then(|| format!("/{folder}/{slug}"))
}

/// Where another site asks how to show a document.
pub(crate) fn oembed_url(public_url: &str, document: &Document) -> String {
    format!(
        "{public_url}/oembed?url={}",
        encode(&format!("{public_url}{}", document_url(document)))
    )
}

/// A document by its id alone, which leads to its page; `None` where that is its page.
pub(crate) fn bare_url(document: &Document) -> Option<String> {
    let bare = format!("/{}/{}", folder(document.kind()), document.id);
    (bare != document_url(document)).then_some(bare)
}

/// The address of what is not there any more, without words: they are not kept.
pub(crate) fn former_url(former: &Former) -> String {
    match former.of {
        Addressed::Source => source_url(&former.name),
        Addressed::Document(kind) => format!("/{}/{}", folder(kind), former.name),
    }
}

/// A further page of a list, from 1.
pub(crate) fn further_url(list: &str, page: usize) -> String {
    match page {
        0 | 1 => list.to_owned(),
        page => format!("{list}/{page}"),
    }
}

/// The page of a source.
pub(crate) fn source_url(source: &str) -> String {
    format!("/kilde/{}", encode(source))
}

/// The search page that asks `request`. What is as by default is left out, so
/// that one search has one address.
pub(crate) fn search_url(request: &SearchRequest) -> String {
    let pairs = search_pairs(request);
    match pairs.is_empty() {
        true => "/soeg".to_owned(),
        false => format!("/soeg?{}", query_string(&pairs)),
    }
}

/// The same search as data: `extension` is `.json`, `.csv` or `.atom`.
pub(crate) fn search_data_url(request: &SearchRequest, extension: &str) -> String {
    search_url(request).replacen("/soeg", &format!("/soeg{extension}"), 1)
}

/// The parameters of [`search_url`], in their one order.
pub(crate) fn search_pairs(request: &SearchRequest) -> Vec<(&'static str, String)> {
    let mut pairs = Vec::new();
    if !request.query.is_empty() {
        pairs.push(("q", request.query.clone()));
    }
    for field in FacetField::ALL {
        let values = request.filters.values.get(&field).into_iter().flatten();
        pairs.extend(values.map(|value| (field.as_str(), value.clone())));
    }
    if let Some(year) = request.filters.year {
        pairs.push(("year", year_text(year)));
    }
    if request.sort != Sort::default() {
        pairs.push(("sort", request.sort.as_str().to_owned()));
    }
    if request.match_ != Match::default() {
        pairs.push(("match", request.match_.as_str().to_owned()));
    }
    if request.limit != SearchRequest::default().limit {
        pairs.push(("limit", request.limit.to_string()));
    }
    if request.offset != 0 {
        pairs.push(("offset", request.offset.to_string()));
    }
    if let Some(listing) = &request.listing {
        listing_pairs(listing, &mut pairs);
    }
    pairs
}

fn listing_pairs(listing: &Listing, pairs: &mut Vec<(&'static str, String)>) {
    pairs.push(("facet", listing.field.as_str().to_owned()));
    if !listing.matching.is_empty() {
        pairs.push(("facet_q", listing.matching.clone()));
    }
    if listing.order != ListingOrder::default() {
        pairs.push(("facet_sort", listing.order.as_str().to_owned()));
    }
    if listing.limit != Listing::of(listing.field).limit {
        pairs.push(("facet_limit", listing.limit.to_string()));
    }
    if listing.offset != 0 {
        pairs.push(("facet_offset", listing.offset.to_string()));
    }
}

/// `2016`, `2010..2016`, `2010..`: what [`YearRange::parse`] reads.
pub(crate) fn year_text(year: YearRange) -> String {
    let end = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
    match year.from == year.to {
        true => end(year.from),
        false => format!("{}..{}", end(year.from), end(year.to)),
    }
}

/// `name=value&…`, encoded.
pub(crate) fn query_string(pairs: &[(&'static str, String)]) -> String {
    let encoded = pairs.iter().map(|(name, value)| format!("{name}={}", encode(value)));
    encoded.collect::<Vec<_>>().join("&")
}

pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, QUERY).to_string()
}

/// A link out of a source, if it is one that a reader may follow: a source
/// could say `javascript:`.
pub(crate) fn outside(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then_some(url)
}
