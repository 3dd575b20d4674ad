//! What search engines and browsers ask of every site.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use crate::answer::Shared;
use crate::data::whole;
use crate::failure::Failure;

/// `/robots.txt`: documents may be listed, searches not: there is no end of those. The map of
/// all there is to list is named by its whole address, where that is known.
pub(crate) async fn robots(State(shared): State<Arc<Shared>>) -> Response {
    const RULES: &str = "User-agent: *\nDisallow: /soeg\nDisallow: /api/\nDisallow: /oembed\n\
                         Disallow: /tilfaeldigt\n";
    let map = shared.config.public_url.as_ref();
    let map = map.map_or_else(String::new, |url| format!("\nSitemap: {url}/sitemap.xml\n"));
    whole(format!("{RULES}{map}"), "text/plain; charset=utf-8")
}

#[derive(Serialize)]
struct Description<'s> {
    url: &'s str,
    /// What a browser shows beside its field: 16 characters, by OpenSearch 1.1.
    short_name: &'s str,
    /// The same in 48 characters, where it is longer than that.
    long_name: Option<&'s str>,
}

/// A name of a site, in so many characters at most.
fn fits(name: &str, most: usize) -> bool {
    name.chars().count() <= most
}

/// `/opensearch.xml`: how a browser makes this a search of its own (OpenSearch 1.1).
pub(crate) async fn opensearch(State(shared): State<Arc<Shared>>) -> Result<Response, Failure> {
    // A browser keeps the address, so it must be whole.
    let url = shared.config.public_url.as_deref().ok_or(Failure::NoPublicUrl)?;
    let name = shared.config.site.name();
    let short_name = if fits(name, 16) { name } else { "Ordret" };
    let long_name = (!fits(name, 16) && fits(name, 48)).then_some(name);
    let text =
        shared.templates.text("opensearch.xml", Description { url, short_name, long_name })?;
    Ok(whole(text, "application/opensearchdescription+xml; charset=utf-8"))
}
