//! The API's description against the running service, and whole result sets as streams.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::io::Read;

use common::{Answer, documents, quote, site, site_with};
use serde_json::Value;

/// What is wrong with `value` by `schema`, the first thing found.
fn fault(value: &Value, schema: &Value, whole: &Value, at: &str) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return fault(value, whole.pointer(&name[1..]).expect(name), whole, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fits = choices.iter().any(|choice| fault(value, choice, whole, at).is_none());
        return (!fits).then(|| format!("{at} is none of the choices"));
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() || number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is = |wanted: &Value| wanted == kind || wanted == "number" && kind == "integer";
    let fits = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(is),
        wanted => is(wanted),
    };
    if !fits {
        return Some(format!("{at} is {kind}, not {}", schema["type"]));
    }
    if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
        return Some(format!("{at} is {value}"));
    }
    if let Some(missing) = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|name| value.get(name.as_str().unwrap()).is_none())
    {
        return Some(format!("{at} has no {missing}"));
    }
    let items = value.as_array().into_iter().flatten();
    if let Some(fault) = items
        .enumerate()
        .find_map(|(n, item)| fault(item, &schema["items"], whole, &format!("{at}/{n}")))
    {
        return Some(fault);
    }
    value.as_object().into_iter().flatten().find_map(|(name, value)| {
        let own = schema["properties"].get(name).or_else(|| schema.get("additionalProperties"));
        own.and_then(|schema| fault(value, schema, whole, &format!("{at}/{name}")))
    })
}

/// A value that a parameter of this schema takes.
fn example(schema: &Value) -> String {
    let schema = if schema["items"].is_object() { &schema["items"] } else { schema };
    match (&schema["enum"], &schema["maximum"], schema["pattern"].as_str()) {
        (Value::Array(values), ..) => values.last().unwrap().as_str().unwrap().to_owned(),
        (_, Value::Number(_), _) => "1".to_owned(),
        (.., Some(pattern)) if pattern.contains("4}") => "2010..2030".to_owned(),
        _ => "quote1stald".to_owned(),
    }
}

fn schema_of(description: &Value, path: &str, answer: &Answer) -> Value {
    let status = answer.status.as_str();
    let kind = answer.header("content-type").split(';').next().unwrap().to_owned();
    let content = &description["paths"][path]["get"]["responses"][status]["content"];
    let found =
        content.get(&kind).unwrap_or_else(|| panic!("{path}: {status} {kind} is not described"));
    found["schema"].clone()
}

#[tokio::test]
async fn everything_that_is_described_is_so() {
    let site = site();
    let description = site.get("/openapi.json").await.json();
    for (path, operations) in description["paths"].as_object().unwrap() {
        let address = path.replace("{id}", "quote1stald");
        let answer = site.get(&address).await;
        assert_eq!(answer.status, 200, "{path}");
        let schema = schema_of(&description, path, &answer);
        if answer.header("content-type").starts_with("application/json") {
            assert_eq!(fault(&answer.json(), &schema, &description, path), None);
        }
        for parameter in operations["get"]["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            if parameter["in"] == "path" {
                continue;
            }
            let also = if name == "facet_q" { "&facet=place" } else { "" };
            let good = format!("{path}?{name}={}{also}", example(&parameter["schema"]));
            assert_eq!(site.get(&good).await.status, 200, "{good}");
            if parameter["schema"]["enum"].is_array()
                || parameter["schema"]["items"]["enum"].is_array()
            {
                let bad = site.get(&format!("{path}?{name}=nix")).await;
                assert_eq!(bad.status, 422, "{path}?{name}=nix");
                let schema = schema_of(&description, path, &bad);
                assert_eq!(fault(&bad.json(), &schema, &description, path), None);
            }
            if !parameter["schema"]["items"].is_object() && name != "q" {
                let twice =
                    site.get(&format!("{good}&{name}={}", example(&parameter["schema"]))).await;
                assert_eq!(twice.status, 422, "{name} twice at {path}");
            }
        }
    }
    let missing = site.get("/api/v1/documents/nix").await;
    let schema = schema_of(&description, "/api/v1/documents/{id}", &missing);
    assert_eq!(fault(&missing.json(), &schema, &description, ""), None);
}

#[tokio::test]
async fn every_route_of_the_api_is_described() {
    let description = site().get("/openapi.json").await.json();
    let routes = include_str!("../src/router.rs").split(".route(\"").skip(1);
    let routes: Vec<&str> = routes.map(|rest| rest.split('"').next().unwrap()).collect();
    let api = routes.iter().filter(|route| route.starts_with("/api/"));
    assert!(api.clone().count() >= 4);
    for route in api {
        assert!(description["paths"][route].is_object(), "{route}");
    }
}

#[tokio::test]
async fn the_page_about_the_api_has_examples_that_run() {
    let site = site();
    let page = site.get("/api").await.text();
    assert!(page.contains("/api/v1/export") && page.contains("after="));
    let links = page.split("href=\"/").skip(1).map(|rest| rest.split('"').next().unwrap());
    let links: Vec<&str> =
        links.filter(|link| link.starts_with("api/") || link.starts_with("openapi")).collect();
    assert!(links.len() >= 4, "{links:?}");
    for link in links {
        let link = format!("/{}", link.replace("&amp;", "&"));
        assert_eq!(site.get(&link).await.status, 200, "{link}");
    }
}

#[tokio::test]
async fn a_refusal_names_the_nearest_right_name_and_stays_short() {
    let site = site();
    for (path, parameter, nearest) in [
        ("/api/v1/search?speker=Bo", "speker", "speaker"),
        ("/api/v1/search?ORGANISATION=x", "ORGANISATION", "organisation"),
        ("/api/v1/search?sort=newst", "sort", "newest"),
        ("/api/v1/search?kind=qoute", "kind", "quote"),
        ("/api/v1/suggest?limt=3", "limt", "limit"),
        ("/api/v1/export?formt=csv", "formt", "format"),
        ("/api/v1/export?format=cvs", "format", "csv"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 422, "{path}");
        let error = &answer.json()["errors"][0];
        assert_eq!((&error["parameter"], &error["nearest"]), (&parameter.into(), &nearest.into()));
        assert!(error["detail"].as_str().unwrap().contains(nearest), "{path}");
    }
    let odd = site.get("/api/v1/search?zzzzzzzzz=1").await.json();
    assert!(odd["errors"][0]["nearest"].is_null());
    let many: String = (0..900).map(|n| format!("x{n}=1&")).collect();
    let answer = site.get(&format!("/api/v1/search?{many}")).await;
    assert_eq!(answer.status, 422);
    assert!(answer.bytes.len() < 16 * 1024, "{} bytes", answer.bytes.len());
    let long =
        site.get(&format!("/api/v1/search?{}=1&sort={}", "y".repeat(3000), "z".repeat(3000))).await;
    assert!(long.bytes.len() < 16 * 1024, "{} bytes", long.bytes.len());
    assert_eq!(site.get("/api/v1/documents/quote1stald?x=1").await.status, 422);
    assert_eq!(site.get("/api/v1/suggest?q=a&q=b").await.status, 422);
}

fn ids(answer: &Answer) -> Vec<String> {
    let lines = answer.text();
    let id = |line: &str| {
        serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned()
    };
    lines.lines().map(id).collect()
}

fn many() -> Vec<ordret_model::Document> {
    let said = |n: u32| {
        let words = if n.is_multiple_of(3) { "Havnen er bygget." } else { "Vejen er lang." };
        quote(
            &format!("q{n:04}"),
            "Bo Kær",
            "rektor",
            "Lindø Kommune",
            &format!("{words} Nr. {n}"),
            n + 10,
        )
    };
    (0..450).map(said).collect()
}

#[tokio::test]
async fn a_whole_result_set_is_streamed_in_the_order_of_its_ids_and_resumed() {
    let site = site_with(&many());
    for query in [
        "",
        "q=havnen",
        "q=havnen&match=all",
        "q=havnen+vejen&match=any",
        "speaker=Bo+K%C3%A6r",
        "q=-havnen",
    ] {
        let total =
            site.get(&format!("/api/v1/search?{query}")).await.json()["total"].as_u64().unwrap();
        let all = site.get(&format!("/api/v1/export?{query}")).await;
        assert_eq!(all.header("content-type"), "application/x-ndjson; charset=utf-8");
        assert_eq!(all.header("x-total-count"), total.to_string(), "{query}");
        let all = ids(&all);
        assert_eq!(all.len() as u64, total, "{query}");
        assert!(total >= 150 && all.is_sorted(), "{query}");
        let rest = ids(&site.get(&format!("/api/v1/export?{query}&after={}", all[120])).await);
        assert_eq!(rest, all[121..]);
        let none = site.get(&format!("/api/v1/export?{query}&after={}", all.last().unwrap())).await;
        assert!(none.bytes.is_empty());
    }
    assert_eq!(
        ids(&site.get("/api/v1/export?after=q0448x").await),
        ["q0449"],
        "an id that is gone"
    );
}

#[tokio::test]
async fn a_stream_has_what_single_answers_have() {
    let site = site();
    let first = site.get("/api/v1/export?q=have").await.text();
    for line in first.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let path = format!("/api/v1/documents/{}", document["id"].as_str().unwrap());
        assert_eq!(site.get(&path).await.json(), document);
    }
    let table = site.get("/api/v1/export?format=csv").await;
    assert_eq!(table.text().lines().next(), site.get("/soeg.csv").await.text().lines().next());
    let page = site.get("/soeg.csv").await.text();
    let mut lines: Vec<&str> = page.split("\r\n").collect();
    let whole = table.text();
    let mut whole: Vec<&str> = whole.split("\r\n").collect();
    lines.sort();
    whole.sort();
    assert_eq!((lines, documents().len() + 2), (whole.clone(), whole.len()));
    let packed = site.ask("GET", "/api/v1/export", &[("accept-encoding", "gzip")]).await;
    let mut unpacked = String::new();
    flate2::read::MultiGzDecoder::new(&packed.bytes[..]).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, site.get("/api/v1/export").await.text());
    let tag = packed.header("etag").to_owned();
    let again = [("accept-encoding", "gzip"), ("if-none-match", &tag)];
    assert_eq!(site.ask("GET", "/api/v1/export", &again).await.status, 304);
    assert!(site.ask("HEAD", "/api/v1/export", &[]).await.bytes.is_empty());
    for own in ["limit=3", "offset=3", "sort=newest", "explain=true", "facet=place"] {
        assert_eq!(site.get(&format!("/api/v1/export?{own}")).await.status, 422, "{own}");
    }
    assert_eq!(packed.header("access-control-allow-origin"), "*");
}
