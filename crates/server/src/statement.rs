//! `/was`: the address at which a Danish public body's accessibility statement is looked for.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::answer::Shared;
use crate::failure::Failure;

/// Leads to the statement, which stands elsewhere. For now: its address is a setting, and a
/// browser that remembered it would miss the next one.
pub(crate) async fn statement(State(shared): State<Arc<Shared>>) -> Result<Response, Failure> {
    let statement = shared.config.site.accessibility_statement.as_deref();
    Ok(Redirect::to(statement.ok_or(Failure::NoStatement)?).into_response())
}
