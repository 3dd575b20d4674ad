//! `/openapi.json`: the API described for programs. Parameters and the values they take are
//! those that are read in `params` and `export`; a test asks a running server for everything
//! that is described here, and finds every route of the API in it.

use axum::response::Response;
use ordret_model::{
    FacetField, Kind, ListingOrder, MAX_LIMIT, MAX_LISTED, Match, RoleGroup, Sector, Sort,
    SuggestionKind, WINDOW,
};
use serde_json::{Map, Value, json};

use crate::{api, export, params};

/// `/openapi.json`.
pub(crate) async fn openapi() -> Response {
    api::json(&document())
}

/// The whole description.
pub(crate) fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Ordret", "version": env!("CARGO_PKG_VERSION"),
            "description": "What was actually said and actually done: quotes, cases and figures. \
                            Reading needs no key. Answers carry an ETag; ask again with If-None-Match.",
        },
        "paths": {
            "/api/v1/search": get(
                "search", "Search", listed(params::KNOWN), ok("SearchResponse"), 422),
            "/api/v1/suggest": get(
                "suggest", "What a beginning may become", suggestion_parameters(),
                ok("Suggestions"), 422),
            "/api/v1/documents/{id}": that_may_be_former(get(
                "document", "One document", vec![id_parameter()], ok("Document"), 404)),
            "/api/v1/export": get(
                "export", "A whole result set, streamed in the order of the ids",
                listed(export::KNOWN), streamed(), 422),
            "/healthz": get("health", "Whether the process lives", vec![], text(), 405),
            "/readyz": get("readiness", "Whether a generation is served", vec![], text(), 503),
            "/metrics": get("metrics", "Figures for Prometheus", vec![], text(), 405),
            "/openapi.json": get("openapi", "This description", vec![], any_json(), 405),
        },
        "components": { "schemas": schemas() },
    })
}

/// The same of something that may have been corrected or taken back.
fn that_may_be_former(mut path: Value) -> Value {
    let gone = path["get"]["responses"]["404"].clone();
    let responses = &mut path["get"]["responses"];
    responses["308"] = json!({"description": "it was corrected; Location says what it is now"});
    responses["410"] = gone;
    responses["410"]["description"] = json!("it was taken back; the detail says why");
    path
}

fn get(id: &str, summary: &str, parameters: Vec<Value>, content: Value, failure: u16) -> Value {
    let problem = json!({
        "description": "why not",
        "content": {"application/problem+json": {"schema": reference("Problem")}},
    });
    let mut responses = Map::new();
    responses.insert("200".to_owned(), content);
    responses.insert("304".to_owned(), json!({"description": "the client has it"}));
    responses.insert(failure.to_string(), problem.clone());
    for status in ["400", "404", "405", "414", "422", "429", "431", "503"] {
        responses.entry(status).or_insert_with(|| problem.clone());
    }
    json!({"get": {
        "operationId": id, "summary": summary, "parameters": parameters, "responses": responses,
    }})
}

/// The parameters that stand in a list of names.
fn listed(names: &str) -> Vec<Value> {
    names.split(", ").map(parameter).collect()
}

fn parameter(name: &str) -> Value {
    let (description, schema) = about(name);
    json!({"name": name, "in": "query", "description": description, "schema": schema})
}

/// What a parameter of a search means, and what it takes. An empty one is the same as none,
/// because a form sends its empty fields too.
fn about(name: &str) -> (String, Value) {
    let text = json!({"type": "string"});
    let one_of = |names: &[&str]| json!({"type": "string", "enum": names});
    let (description, schema) = match name {
        "q" => ("what to look for; nothing typed is an error", text),
        "year" => (
            "a year or a range, the earlier first: 2016, 2010..2016, 2010.., ..2016",
            json!({"type": "string", "pattern": r"^([0-9]{4}|[0-9]{4}\.\.([0-9]{4})?|\.\.[0-9]{4})?$"}),
        ),
        "sort" => ("the order within a group", one_of(&Sort::ALL.map(Sort::as_str))),
        "match" => ("how many of the words must be there", one_of(&Match::ALL.map(Match::as_str))),
        "limit" => ("how many hits", range(1, MAX_LIMIT)),
        "offset" => ("how many to pass over", range(0, WINDOW - 1)),
        "explain" => ("say how each score came about", one_of(&["", "1", "0", "true", "false"])),
        "facet" => ("the facet to list further", one_of(&FacetField::ALL.map(FacetField::as_str))),
        "facet_q" => ("what its values begin with; needs `facet`", text),
        "facet_sort" => {
            ("the order of its values", one_of(&ListingOrder::ALL.map(ListingOrder::as_str)))
        }
        "facet_limit" => ("how many values", range(1, MAX_LISTED)),
        "facet_offset" => ("how many values to pass over", range(0, 1_000_000_000)),
        "format" => ("how documents are written", one_of(&["ndjson", "csv"])),
        "after" => (
            "the id of the last document received: what comes after it",
            json!({"type": "string", "pattern": "^[a-zA-Z0-9]*$"}),
        ),
        "kind" => return filter(name, one_of(&Kind::ALL.map(Kind::as_str))),
        "role" => return filter(name, one_of(&names(RoleGroup::ALL, |role| role.as_str()))),
        "sector" => return filter(name, one_of(&names(Sector::ALL, |sector| sector.as_str()))),
        _ => return filter(name, text),
    };
    (description.to_owned(), schema)
}

fn names<T>(all: &[T], name: impl Fn(&T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(name).collect()
}

/// A filter may be repeated: any of its values will do.
fn filter(name: &str, value: Value) -> (String, Value) {
    let description =
        format!("only documents with this {}; any of several", name.replace('_', " "));
    (description, json!({"type": "array", "items": value}))
}

fn range(least: usize, most: usize) -> Value {
    json!({"type": "integer", "minimum": least, "maximum": most})
}

fn suggestion_parameters() -> Vec<Value> {
    let limit = json!({
        "name": "limit", "in": "query", "description": "how many",
        "schema": range(1, api::MOST_SUGGESTIONS),
    });
    vec![parameter("q"), limit]
}

fn id_parameter() -> Value {
    json!({
        "name": "id", "in": "path", "required": true, "description": "the document's id",
        "schema": {"type": "string", "pattern": "^[a-zA-Z0-9]+$"},
    })
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn ok(schema: &str) -> Value {
    json!({"description": "found", "content": {"application/json": {"schema": reference(schema)}}})
}

fn streamed() -> Value {
    json!({"description": "each document on a line; `x-total-count` says how many there are", "content": {
        "application/x-ndjson": {"schema": reference("Document")},
        "text/csv": {"schema": {"type": "string"}},
    }})
}

fn text() -> Value {
    json!({"description": "so it is", "content": {"text/plain": {"schema": {"type": "string"}}}})
}

fn any_json() -> Value {
    json!({"description": "this", "content": {"application/json": {"schema": {"type": "object"}}}})
}

/// An object in which every key is always there.
fn whole(properties: Value) -> Value {
    let names: Vec<&String> = properties.as_object().into_iter().flat_map(Map::keys).collect();
    json!({"type": "object", "required": names, "properties": properties})
}

fn schemas() -> Value {
    let text = || json!({"type": "string"});
    let maybe = || json!({"type": ["string", "null"]});
    let number = || json!({"type": "number"});
    let count = || json!({"type": "integer", "minimum": 0});
    let truth = || json!({"type": "boolean"});
    let list = |of: Value| json!({"type": "array", "items": of});
    let kind = || json!({"type": "string", "enum": Kind::ALL.map(Kind::as_str)});
    let nullable = |name: &str| json!({"oneOf": [{"type": "null"}, reference(name)]});
    json!({
        "Problem": {
            "type": "object", "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": text(), "title": text(), "status": count(), "detail": text(),
                "errors": list(whole(json!({
                    "parameter": text(), "value": text(), "detail": text(), "allowed": text(),
                    "nearest": maybe(),
                }))),
            },
        },
        "Fragment": whole(json!({"text": text(), "highlighted": truth()})),
        "Speaker": {"type": "object", "properties": {
            "name": maybe(), "role": maybe(), "organisation": maybe(), "place": maybe(),
            "party": maybe(),
        }},
        "Source": {
            "type": "object", "required": ["title", "publication", "year", "url"],
            "properties": {
                "title": text(), "publication": maybe(), "year": {"type": ["integer", "null"]},
                "url": maybe(),
            },
        },
        "Hit": whole(json!({
            "id": text(), "kind": kind(), "source_id": maybe(), "title": text(), "url": text(),
            "score": number(), "missing": list(text()), "speaker": nullable("Speaker"),
            "snippet": list(reference("Fragment")), "source": reference("Source"),
        })),
        "FacetValue": whole(json!({
            "value": text(), "label": text(), "count": count(), "selected": truth(),
        })),
        "Note": whole(json!({"code": text(), "message": text(), "query": text()})),
        "SearchResponse": whole(json!({
            "query": text(), "total": count(), "total_partial": count(),
            "total_is_exact": truth(), "took_ms": number(), "generation": text(),
            "limit": count(), "offset": count(), "hits": list(reference("Hit")),
            "facets": {
                "type": "object", "additionalProperties": list(reference("FacetValue")),
            },
            "notes": list(reference("Note")),
        })),
        "Suggestions": whole(json!({
            "query": text(),
            "suggestions": list(whole(json!({
                "text": text(), "count": count(), "url": text(),
                "kind": {"type": "string", "enum": [
                    SuggestionKind::Speaker.as_str(), SuggestionKind::Place.as_str(),
                    SuggestionKind::Topic.as_str(), SuggestionKind::Title.as_str(),
                    SuggestionKind::Word.as_str(),
                ]},
            }))),
        })),
        "Document": whole(json!({
            "kind": kind(), "id": text(), "source_id": maybe(), "title": text(),
            "title_source": maybe(), "text": text(), "speaker": nullable("Speaker"),
            "attribution": maybe(), "line": count(), "url": text(), "topics": list(text()),
            "language": text(), "reviewed": truth(), "source": reference("Source"),
            "sources": list(reference("Source")), "metadata": {"type": "object"},
        })),
    })
}
