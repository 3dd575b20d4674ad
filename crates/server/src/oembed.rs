//! oEmbed (oembed.com, version 1.0): how other sites ask how to show a document.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde_json::json;

use crate::address::{Form, parse_name};
use crate::answer::Shared;
use crate::api;
use crate::cite;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::former::successor;
use crate::params::{self, BadParameter, UNKNOWN};

/// `/oembed?url=…`: a rich answer with one element, no script and nothing to fetch. Sizes that a
/// site wishes are overlooked, as the specification allows for what flows.
pub(crate) async fn oembed(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    // Without it nobody could know that an address is one of ours.
    let public_url = shared.config.public_url.as_deref().ok_or(Failure::NoPublicUrl)?;
    let url = address(query.as_deref().unwrap_or_default())?;
    let path = url.strip_prefix(public_url).filter(|path| path.starts_with('/'));
    let name = path.and_then(|path| path.split(['?', '#']).next()?.rsplit('/').next());
    let Some((id, Form::Page)) = name.and_then(parse_name) else { return Err(Failure::NotFound) };
    let document = match reader.document(&id).await {
        Err(Failure::NotFound) => successor(&reader, &id).await?,
        document => document?,
    };
    Ok(api::json(&json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": shared.config.site.name(),
        "provider_url": public_url,
        "title": document.title,
        "author_name": document.speaker.as_ref()
            .and_then(|speaker| speaker.name.as_ref()).map(|name| &name.value),
        "html": cite::embedding(&document, Some(public_url)),
        "width": null,
        "height": null,
    })))
}

/// The address that is asked about; another format than JSON is refused by name.
fn address(query: &str) -> Result<String, Failure> {
    let mut url = None;
    let mut bad = Vec::new();
    for (name, value) in params::pairs(query) {
        match name.as_str() {
            "url" if url.is_none() => url = Some(value),
            "format" if value == "json" => {}
            "format" => {
                bad.push(BadParameter::new(name, value, "is not made here", "json".to_owned()));
            }
            "maxwidth" | "maxheight" => {}
            "url" => {
                let one = "one value".to_owned();
                bad.push(BadParameter::new(name, value, "is given twice", one));
            }
            _ => {
                let known = "url, format, maxwidth, maxheight".to_owned();
                bad.push(BadParameter::new(name, value, UNKNOWN, known));
            }
        }
    }
    match (url, bad.is_empty()) {
        (Some(url), true) => Ok(url),
        (None, true) => {
            let needed = "the address of a document of this site".to_owned();
            let missing = BadParameter::new("url".to_owned(), String::new(), "is missing", needed);
            Err(Failure::Parameters(vec![missing]))
        }
        _ => Err(Failure::Parameters(bad)),
    }
}
