//! A page's address with a slash behind it leads to the one without.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

/// To the same path without its last slash, the query kept. The route has matched the path's
/// beginning as it was sent, `/soeg` or `/citat/`, so what is led to is a page here: it can
/// begin neither with two slashes nor with a slash and a backslash, which browsers take for
/// another host.
pub(crate) async fn without_slash(uri: Uri) -> Result<Response, Failure> {
    let path = uri.path().strip_suffix('/').ok_or(Failure::NotFound)?;
    let target = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let target = HeaderValue::from_str(&target).map_err(|_| Failure::NotFound)?;
    Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, target)]).into_response())
}
