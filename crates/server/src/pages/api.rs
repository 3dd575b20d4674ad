//! The API, explained: made of its description.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::frame::Frame;
use crate::answer::Shared;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::openapi;

/// One address of the API.
#[derive(Serialize)]
struct Endpoint {
    path: String,
    summary: String,
    parameters: Vec<Parameter>,
}

#[derive(Serialize)]
struct Parameter {
    name: String,
    description: String,
    takes: String,
}

/// `/api`.
pub(crate) async fn api_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
) -> Result<Response, Failure> {
    let frame = Frame {
        description: "Ordrets API: søgning, forslag, dokumenter og hele udtræk som data."
            .to_owned(),
        ..Frame::new("API", "/api")
    };
    let base = shared.config.public_url.clone().unwrap_or_default();
    let view = context! { endpoints => Value::from(Serde(endpoints())), base => base };
    frame.around(&shared, Some(&reader), "api.html", view)
}

fn endpoints() -> Vec<Endpoint> {
    let document = openapi::document();
    let paths = document["paths"].as_object().into_iter().flatten();
    let api = paths.filter(|(path, _)| path.starts_with("/api/"));
    api.map(|(path, operations)| Endpoint {
        path: path.clone(),
        summary: text(&operations["get"]["summary"]),
        parameters: operations["get"]["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| Parameter {
                name: text(&one["name"]),
                description: text(&one["description"]),
                takes: takes(&one["schema"]),
            })
            .collect(),
    })
    .collect()
}

/// The values of a closed list, or the numbers of a range.
fn takes(schema: &serde_json::Value) -> String {
    use serde_json::Value::Number;
    let schema = if schema["items"].is_object() { &schema["items"] } else { schema };
    match (schema["enum"].as_array(), &schema["minimum"], &schema["maximum"]) {
        (Some(values), ..) => values.iter().map(text).collect::<Vec<_>>().join(", "),
        (None, Number(least), Number(most)) => format!("{least}–{most}"),
        _ => String::new(),
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
