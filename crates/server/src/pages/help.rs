//! How to search.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use minijinja::context;
use minijinja::value::{Serde, Value};

use super::frame::Frame;
use crate::answer::Shared;
use crate::engine::Reader;
use crate::failure::Failure;

/// `/hjaelp`.
pub(crate) async fn help_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
) -> Result<Response, Failure> {
    let frame = Frame {
        part: "help",
        description: "Sådan søger du: ord, vendinger, udeladelser og afgrænsninger.".to_owned(),
        ..Frame::new("Sådan søger du", "/hjaelp")
    };
    let view = context! { shown => Value::from(Serde(reader.constructs())) };
    frame.around(&shared, Some(&reader), "hjaelp.html", view)
}
