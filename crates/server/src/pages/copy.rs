//! What only a copy of the site has: the page in place of a search, and pages that lead on.

use axum::response::Response;
use serde::Serialize;

use super::frame::Frame;
use crate::answer::Shared;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::wording::{self, CopyWords, Language};

#[derive(Serialize)]
struct CopyView<'v> {
    title: &'static str,
    /// In Danish, then in English.
    texts: [(&'static str, CopyWords); 2],
    collection: &'v str,
    /// Where the program is to be had.
    program: &'static str,
}

/// Says, where a search would answer, that it takes the program, and how to get it; `collection`
/// is the file of all documents at the top of the copy.
pub(crate) fn copy_page(
    shared: &Shared,
    reader: &Reader,
    collection: &str,
) -> Result<Response, Failure> {
    let words = wording::of_copy(Language::Da);
    let frame = Frame {
        part: "search",
        hidden: true,
        description: words.why.to_owned(),
        ..Frame::new(words.title, "/soeg")
    };
    let view = CopyView {
        title: words.title,
        texts: [("da", words), ("en", wording::of_copy(Language::En))],
        collection,
        program: env!("CARGO_PKG_REPOSITORY"),
    };
    frame.around(shared, Some(reader), "kopi.html", view)
}

#[derive(Serialize)]
struct MovedView<'v> {
    url: &'v str,
    canonical: String,
}

/// A page that leads to `url`, a path of this site, where nobody can answer with a redirect.
pub(crate) fn moved_page(shared: &Shared, url: &str) -> Result<String, Failure> {
    let public_url = shared.config.public_url.as_deref().unwrap_or_default();
    let canonical = format!("{public_url}{url}");
    shared.templates.text("flyttet.html", MovedView { url, canonical })
}
