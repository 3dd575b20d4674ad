//! The JSON API: its shapes, and what it refuses.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{documents, site};
use ordret_server::document_json;

#[tokio::test]
async fn a_search_answers_in_the_promised_shape() {
    let site = site();
    let answer = site.get("/api/v1/search?q=flygtning&explain=true").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let json = answer.json();
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "query",
            "total",
            "total_partial",
            "total_is_exact",
            "took_ms",
            "generation",
            "limit",
            "offset",
            "hits",
            "facets",
            "facet_totals",
            "notes"
        ]
    );
    assert_eq!((&json["query"], &json["total"]), (&"flygtning".into(), &1.into()));
    let hit = &json["hits"][0];
    assert_eq!((&hit["id"], &hit["kind"]), (&"case0garden".into(), &"case".into()));
    assert_eq!(hit["url"], "/case/skolehaven-i-brinkholt-case0garden");
    assert!(hit["speaker"].is_null() && hit["source_id"].is_null());
    assert_eq!(hit["source"]["year"], 2024);
    assert!(hit["explanation"][0]["score"].as_f64().unwrap() > 0.0);
    let pieces = hit["snippet"].as_array().unwrap();
    assert!(pieces.iter().any(|piece| piece["highlighted"] == true
        && piece["text"].as_str().unwrap().contains("flygtning")));
    assert_eq!(json["facets"]["kind"][0]["label"], "Case");
}

#[tokio::test]
async fn the_page_and_the_api_find_the_same_in_the_same_order() {
    let site = site();
    for query in
        ["", "q=have", "q=kommune&match=any", "kind=quote&sort=oldest", "q=have&limit=1&offset=1"]
    {
        let json = site.get(&format!("/api/v1/search?{query}")).await.json();
        let page = site.get(&format!("/soeg?{query}")).await.text();
        let mut rest = page.as_str();
        for hit in json["hits"].as_array().unwrap() {
            let url = hit["url"].as_str().unwrap();
            let at = rest.find(&format!("<h2><a href=\"{url}\">"));
            rest = &rest[at.unwrap_or_else(|| panic!("{query}: {url} is not next"))..][4..];
        }
        assert!(!rest.contains("<h2><a href"), "{query}: the page has more");
    }
}

#[tokio::test]
async fn bad_parameters_are_refused_by_name() {
    let site = site();
    let table = [
        ("limt=3", "limt"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=1e9", "limit"),
        ("limit=NaN", "limit"),
        ("limit=-1", "limit"),
        ("limit=18446744073709551616", "limit"),
        ("limit=10&limit=20", "limit"),
        ("offset=1000", "offset"),
        ("offset=-1", "offset"),
        ("year=2020..2010", "year"),
        ("year=abc", "year"),
        ("sort=best", "sort"),
        ("match=some", "match"),
        ("kind=poem", "kind"),
        ("role=king", "role"),
        ("sector=moon", "sector"),
        ("explain=perhaps", "explain"),
        ("facet=colour", "facet"),
        ("facet=place&facet=topic", "facet"),
        ("facet=place&facet_sort=size", "facet_sort"),
        ("facet=place&facet_limit=1001", "facet_limit"),
        ("facet=place&facet_offset=-1", "facet_offset"),
        ("facet_q=ros", "facet_q"),
        ("facet_colour=red", "facet_colour"),
        ("q=a&q=b", "q"),
        ("%00=1", "\0"),
    ];
    for (query, name) in table {
        let answer = site.get(&format!("/api/v1/search?{query}")).await;
        assert_eq!(answer.status.as_u16(), 422, "{query}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = answer.json();
        let error = &problem["errors"][0];
        assert_eq!(error["parameter"], name, "{query}");
        assert!(!error["allowed"].as_str().unwrap().is_empty());
        assert!(problem["detail"].as_str().unwrap().contains(name), "{query}");
    }
}

#[tokio::test]
async fn good_parameters_are_taken() {
    let site = site();
    for query in [
        "q=&kind=&speaker=&role=&organisation=&place=&sector=&party=&topic=&publication=&year=&sort=&match=&limit=&offset=&explain=",
        "kind=quote&kind=case",
        "limit=100&offset=999",
        "year=2010..&sort=newest&match=any&explain=0",
        "q=%ff%fe",
        "q=%22",
    ] {
        let answer = site.get(&format!("/api/v1/search?{query}")).await;
        assert_eq!(answer.status.as_u16(), 200, "{query}: {}", answer.text());
    }
    assert_eq!(site.get("/api/v1/search?kind=quote&kind=case").await.json()["total"], 3);
    assert_eq!(site.get("/api/v1/search?place=Brinkholt&place=Elverum").await.json()["total"], 2);
    assert_eq!(site.get("/api/v1/search?year=2030..").await.json()["total"], 0);
}

#[tokio::test]
async fn a_document_is_told_whole() {
    let site = site();
    for document in documents() {
        let json = site.get(&format!("/api/v1/documents/{}", document.id)).await.json();
        assert_eq!(json, document_json(&document));
    }
    let quote = site.get("/api/v1/documents/quote1stald").await.json();
    assert_eq!(quote["speaker"]["name"], "Inger Maria Stald");
    assert_eq!(quote["speaker"]["variants"][0], "Inger M. Stald");
    assert_eq!(quote["speaker"]["former_roles"][0]["organisation"], "Region Vestsund");
    assert_eq!(quote["case"], "case0garden");
    assert_eq!(quote["provenance"]["speaker.place"]["basis"], "inferred");
    assert_eq!(
        quote["provenance"]["text"],
        serde_json::json!({"basis": "stated", "start": 0, "end": 10})
    );
    assert!(quote["source"]["licence"].is_null() && quote.get("value").is_none());
    let case = site.get("/api/v1/documents/case0garden").await.json();
    assert_eq!(case["missing"], serde_json::json!(["outcome", "prerequisites", "reuse"]));
    let figure = site.get("/api/v1/documents/figur1share").await.json();
    assert_eq!(
        (&figure["value"], &figure["unit"], &figure["n"]),
        (&41.into(), &"%".into(), &1204.into())
    );
    let table = site.get("/api/v1/documents/figur2table").await.json();
    assert!(table["value"].is_null() && table["n"].is_null());
    assert_eq!(table["text"], "Timer om ugen uden for klasseværelset.");
    assert_eq!(table["data"]["rows"][1][1], "9,5");
}

#[tokio::test]
async fn suggestions_lead_to_searches_and_bad_parameters_are_refused() {
    let site = site();
    let json = site.get("/api/v1/suggest?q=fl&limit=3").await.json();
    assert_eq!(json["query"], "fl");
    let suggestions = json["suggestions"].as_array().unwrap();
    assert!(!suggestions.is_empty() && suggestions.len() <= 3, "{json}");
    for one in suggestions {
        assert!(one["url"].as_str().unwrap().starts_with("/soeg?"), "{one}");
        assert!(one["count"].as_u64().unwrap() > 0, "{one}");
    }
    for bad in ["limit=0", "limit=21", "limit=x", "kind=word"] {
        assert_eq!(site.get(&format!("/api/v1/suggest?q=a&{bad}")).await.status, 422, "{bad}");
    }
}

#[tokio::test]
async fn page_and_api_list_the_second_group_alike_and_the_page_heads_it() {
    let site = site();
    let address = "q=flygtning+romanskrivning+haven";
    let json = site.get(&format!("/api/v1/search?{address}")).await.json();
    assert_eq!(json["total"], 0);
    assert!(json["total_partial"].as_u64().unwrap() > 0, "{json}");
    assert!(json["hits"][0]["missing"].as_array().is_some_and(|missing| !missing.is_empty()));
    let page = site.get(&format!("/soeg?{address}")).await.text();
    assert!(page.contains("Med nogle af ordene"), "{page}");
    assert!(page.contains(json["hits"][0]["url"].as_str().unwrap()));
}
