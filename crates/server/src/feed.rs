//! A search as an Atom feed (RFC 4287) with OpenSearch's totals.

use ordret_model::{Document, Hit, SearchRequest, SearchResponse, WINDOW};
use serde::Serialize;

use crate::address::{document_url, search_data_url, search_url};
use crate::config::Config;
use crate::wording::{self, Language};

/// A feed for its template; every text holds only what XML may.
#[derive(Serialize)]
pub(crate) struct Feed {
    id: String,
    title: String,
    author: String,
    updated: String,
    /// Links by their relation.
    links: Vec<Link>,
    /// What was searched; a list was not.
    query: Option<String>,
    total: u64,
    start: usize,
    limit: usize,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Link {
    rel: &'static str,
    kind: &'static str,
    url: String,
}

#[derive(Serialize)]
pub(crate) struct Entry {
    id: String,
    title: String,
    url: String,
    published: Option<String>,
    updated: String,
    author: Option<String>,
    language: String,
    text: String,
    topics: Vec<String>,
}

const ATOM: &str = "application/atom+xml";

pub(crate) fn feed(
    request: &SearchRequest,
    response: &SearchResponse,
    built_at: &str,
    config: &Config,
) -> Feed {
    let base = config.public_url.as_deref().unwrap_or_default();
    let total = response.total + response.total_partial;
    let link = |rel, offset| {
        let request = SearchRequest { offset, ..request.clone() };
        Link { rel, kind: ATOM, url: format!("{base}{}", search_data_url(&request, ".atom")) }
    };
    let page = format!("{base}{}", search_url(request));
    let mut links = vec![
        link("self", request.offset),
        Link { rel: "alternate", kind: "text/html", url: page },
        link("first", 0),
    ];
    if request.offset > 0 {
        links.push(link("previous", request.offset.saturating_sub(request.limit)));
    }
    let next = request.offset + request.limit;
    if (next as u64) < total && next < WINDOW {
        links.push(link("next", next));
    }
    let query = text(request.query.trim());
    Feed {
        id: name(&["search", &search_url(request)]),
        title: text(&wording::feed_title(config.site.name(), &query, Language::Da)),
        author: text(config.site.author()),
        updated: built_at.to_owned(),
        links,
        query: Some(query),
        total,
        start: request.offset + 1,
        limit: request.limit,
        entries: response.hits.iter().map(|hit| entry(hit, built_at, base)).collect(),
    }
}

/// A feed of what is no search: `title` and `path` are its page's.
pub(crate) fn list(
    title: &str,
    path: &str,
    built_at: &str,
    total: usize,
    entries: Vec<Entry>,
    config: &Config,
) -> Feed {
    let base = config.public_url.as_deref().unwrap_or_default();
    let links = vec![
        Link { rel: "self", kind: ATOM, url: format!("{base}{path}.atom") },
        Link { rel: "alternate", kind: "text/html", url: format!("{base}{path}") },
    ];
    Feed {
        id: name(&["feed", path]),
        title: text(title),
        author: text(config.site.author()),
        updated: built_at.to_owned(),
        links,
        query: None,
        total: total as u64,
        start: 1,
        limit: entries.len(),
        entries,
    }
}

impl Entry {
    /// One of [`list`]; `parts` name it for good, `updated` is a time as RFC 3339 writes it.
    pub(crate) fn new(parts: &[&str], title: &str, words: &str, url: &str, updated: &str) -> Entry {
        Entry {
            id: name(parts),
            title: text(title),
            url: url.to_owned(),
            published: None,
            updated: updated.to_owned(),
            author: None,
            language: "da".to_owned(),
            text: text(words),
            topics: Vec::new(),
        }
    }
}

fn entry(hit: &Hit, built_at: &str, base: &str) -> Entry {
    let document = &hit.document;
    let published = day(document).map(|day| format!("{day}T00:00:00Z"));
    let speaker = document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref());
    Entry {
        id: name(&["document", document.id.as_str()]),
        title: text(&document.title),
        url: format!("{base}{}", document_url(document)),
        updated: published.clone().unwrap_or_else(|| built_at.to_owned()),
        published,
        author: speaker.map(|name| text(&name.value)),
        language: if document.language.is_empty() { "da".into() } else { text(&document.language) },
        text: text(document.words()),
        topics: document.topics.iter().map(|topic| text(topic)).collect(),
    }
}

/// The day it was said or published, where the source states a whole one.
fn day(document: &Document) -> Option<&str> {
    let date = document.source().date.as_deref()?;
    let number = |part: &str, digits: usize| {
        let digits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_day = parts.next().is_none()
        && number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day));
    is_day.then_some(date)
}

/// A name that stays the same wherever the feed is served from: a UUID of our own making
/// (RFC 9562, version 8).
fn name(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let (a, b, c, d, e) = (&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
    format!("urn:uuid:{a}-{b}-{c}-{d}-{e}")
}

/// Without the signs that XML 1.0 cannot hold, not even escaped.
fn text(text: &str) -> String {
    let may_stand = |c: char| {
        matches!(c, '\t' | '\n' | '\r') || c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(|&c| may_stand(c)).collect()
}
