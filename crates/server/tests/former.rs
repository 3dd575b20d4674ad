//! What addresses answer whose document was corrected or taken back.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use axum::http::StatusCode;
use common::{Site, documents, site_published};
use ordret_model::{Addressed, Fate, Former, Kind};

fn former(of: Addressed, name: &str, fate: Fate, since: &str) -> Former {
    Former { of, name: name.to_owned(), fate, since: Some(since.to_owned()) }
}

/// The sample, which knows of two documents and a source that were there before.
fn site() -> Site {
    let quote = Addressed::Document(Kind::Quote);
    let slug = documents()[0].source().slug.clone();
    let formers = [
        former(quote, "old1", Fate::Moved("quote2moos".to_owned()), "2025-03-01"),
        former(quote, "old2", Fate::Gone("Efter <aftale> med kilden".to_owned()), "2026-12-01"),
        former(Addressed::Source, "gammel-side", Fate::Moved(slug), "2024-01-31"),
    ];
    site_published(&documents(), &formers)
}

#[tokio::test]
async fn a_corrected_document_leads_to_what_it_is_now_in_the_form_that_was_asked_for() {
    let site = site();
    for form in ["", ".json", ".bib", ".txt"] {
        let answer = site.get(&format!("/citat/noget-andet-old1{form}")).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
        let to = answer.header("location");
        assert!(to.ends_with(&format!("quote2moos{form}")), "{to}");
        assert_eq!(site.get(to).await.status, 200);
    }
    let answer = site.get("/api/v1/documents/old1").await;
    assert_eq!(answer.header("location"), "/api/v1/documents/quote2moos");
    let url = "https%3A%2F%2Fordret.example.org%2Fcitat%2Fx-old1";
    assert_eq!(site.get(&format!("/oembed?url={url}")).await.status, 200);
    let page = site.get("/kilde/gammel-side.json").await;
    assert_eq!(page.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(site.get(page.header("location")).await.status, 200);
}

#[tokio::test]
async fn what_was_taken_back_answers_410_and_says_why() {
    let site = site();
    let answer = site.get("/citat/x-old2").await;
    assert_eq!(answer.status, StatusCode::GONE);
    let text = answer.text();
    assert!(text.contains("Trukket tilbage") && text.contains("Efter &lt;aftale&gt; med kilden"));
    assert!(text.contains("noindex"));
    let answer = site.get("/api/v1/documents/old2").await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert!(answer.json()["detail"].as_str().unwrap().contains("Efter <aftale>"));
    let described = site.get("/openapi.json").await.json();
    let responses = &described["paths"]["/api/v1/documents/{id}"]["get"]["responses"];
    assert!(responses["410"].is_object() && responses["308"].is_object());
    assert_eq!(site.get("/citat/x-old3").await.status, 404);
    assert_eq!(site.get("/kilde/old2").await.status, 404, "a document's name is no source's");
}

#[tokio::test]
async fn corrections_are_listed_the_newest_first_as_page_data_and_feed() {
    let site = site();
    let page = site.get("/rettelser").await.text();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not there"));
    assert!(at("1. december 2026") < at("1. marts 2025") && at("1. marts 2025") < at("31. januar"));
    assert!(page.contains("href=\"/rettelser.atom\""));
    assert!(page.contains("Kilde flyttet") && page.contains("Citat rettet"));
    assert!(page.contains("Citat trukket tilbage"));
    let json = site.get("/rettelser.json").await.json();
    assert_eq!((&json["total"], &json["corrections"][0]["name"]), (&3.into(), &"old2".into()));
    assert!(json["corrections"][1]["url"].as_str().unwrap().ends_with("quote2moos"));
    assert!(json["next"].is_null());
    let feed = site.get("/rettelser.atom").await;
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    assert_eq!(feed.text().matches("<entry").count(), 3);
    let none = common::site().get("/rettelser").await.text();
    assert!(none.contains("intet rettet"));
}
