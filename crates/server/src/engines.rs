//! What search engines and browsers ask of every site.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use crate::answer::Shared;
use crate::data::whole;
use crate::failure::Failure;

/// `/robots.txt`: documents may be listed, searches not: there is no end of those.
pub(crate) async fn robots() -> Response {
    const RULES: &str = "User-agent: *\nDisallow: /soeg\nDisallow: /api/\nDisallow: /oembed\n\
                         Disallow: /tilfaeldigt\n";
    whole(RULES.to_owned(), "text/plain; charset=utf-8")
}

#[derive(Serialize)]
struct Description<'s> {
    url: &'s str,
}

/// `/opensearch.xml`: how a browser makes this a search of its own (OpenSearch 1.1).
pub(crate) async fn opensearch(State(shared): State<Arc<Shared>>) -> Result<Response, Failure> {
    // A browser keeps the address, so it must be whole.
    let url = shared.config.public_url.as_deref().ok_or(Failure::NoPublicUrl)?;
    let text = shared.templates.text("opensearch.xml", Description { url })?;
    Ok(whole(text, "application/opensearchdescription+xml; charset=utf-8"))
}
