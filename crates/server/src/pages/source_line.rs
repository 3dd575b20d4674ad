//! Where a document stands, in one line and in full.

use ordret_model::Source;
use serde::Serialize;

use crate::address::{outside, source_url};

/// A source for display.
#[derive(Debug, Serialize)]
pub(super) struct SourceView {
    pub title: String,
    pub page_url: String,
    pub publication: Option<String>,
    pub chapter: Option<String>,
    pub page: Option<String>,
    pub period: Option<String>,
    pub date: Option<String>,
    pub year: Option<i32>,
    /// Where it can be read, if one may follow it.
    pub url: Option<String>,
    pub licence: Option<String>,
    pub sample: bool,
    pub file: String,
    pub line: u32,
}

pub(super) fn source_view(source: &Source) -> SourceView {
    SourceView {
        title: named(source).to_owned(),
        page_url: source_url(&source.slug),
        publication: source.publication.clone().filter(|name| name != named(source)),
        chapter: source.chapter.clone(),
        page: source.page.clone(),
        period: source.period.clone(),
        date: source.date.clone(),
        year: source.year,
        url: source.url.as_deref().and_then(outside).map(str::to_owned),
        licence: source.licence.clone(),
        sample: source.sample,
        file: source.file.clone(),
        line: source.line,
    }
}

/// What to call a source: its heading, else its publication, else its file.
pub(crate) fn named(source: &Source) -> &str {
    let publication = source.publication.as_deref().unwrap_or_default();
    let names = [source.title.as_str(), publication, source.file.as_str()];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or("Uden navn")
}
