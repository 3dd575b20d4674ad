//! Passing a document on: texts to copy, files, what other sites show.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{documents, site, site_with, stated};
use ordret_model::Document;

/// The address of a document's page.
async fn page(site: &common::Site, id: &str) -> String {
    let json = site.get(&format!("/api/v1/documents/{id}")).await.json();
    json["url"].as_str().unwrap().to_owned()
}

/// The documents with the second quote said otherwise.
fn with(change: impl FnOnce(&mut Document)) -> Vec<Document> {
    let mut documents = documents();
    change(documents.iter_mut().find(|one| one.id.as_str() == "quote2moos").unwrap());
    documents
}

#[tokio::test]
async fn every_text_to_copy_stands_in_a_field_of_its_own_without_script() {
    let site = site();
    let text = site.get(&page(&site, "quote1stald").await).await.text();
    for (id, holds) in [
        ("link", "https://ordret.example.org/citat/"),
        ("kildetekst", "Inger Maria Stald, skoleleder, Brinkholt Kommune (K): »Vi spurgte"),
        ("avis", "for udearealet,« siger Inger Maria Stald, skoleleder, Brinkholt Kommune (K)."),
        ("apa", "(20"),
        ("wikipedia", "{{Cite web |title="),
        ("indlejring", "&lt;blockquote cite=&quot;https:"),
    ] {
        let field = text.split(&format!("<textarea id=\"del-{id}\"")).nth(1);
        let field = field.and_then(|rest| rest.split("</textarea>").next());
        let field = field.unwrap_or_else(|| panic!("no field {id}")).replace("&#x2f;", "/");
        assert!(field.contains(holds), "{id}: {field}");
        assert!(text.contains(&format!("<label for=\"del-{id}\">")), "{id} has a label");
    }
}

#[tokio::test]
async fn a_full_stop_gives_way_to_the_newspaper_s_comma_and_no_other_sign_does() {
    for (words, said) in [
        ("Den skal passes.", "»Den skal passes,« siger"),
        ("Skal den passes?", "»Skal den passes?« siger"),
        ("Den skal passes …", "»Den skal passes …« siger"),
        ("Den skal passes...", "»Den skal passes...« siger"),
        ("Den skal passes", "»Den skal passes,« siger"),
    ] {
        let site = site_with(&with(|quote| quote.text = stated(words)));
        let text = site.get(&page(&site, "quote2moos").await).await.text();
        assert!(text.contains(said), "{words}");
    }
    let site = site_with(&with(|quote| quote.speaker = None));
    let text = site.get(&page(&site, "quote2moos").await).await.text();
    assert!(!text.contains("del-avis"), "nobody is known to have said it");
}

#[tokio::test]
async fn every_file_is_what_its_kind_says() {
    let site = site();
    let page = page(&site, "quote1stald").await;
    let text = site.get(&page).await.text();
    for (extension, kind, begins, ends) in [
        ("txt", "text/plain", "Inger Maria Stald", "\n"),
        ("bib", "application/x-bibtex", "@", "}\n"),
        ("ris", "application/x-research-info-systems", "TY  - ", "ER  - \r\n"),
        ("csl.json", "application/vnd.citationstyles.csl+json", "[{", "}]"),
    ] {
        let address = format!("{page}.{extension}");
        assert!(text.contains(&format!("href=\"{address}\"")), "{extension} is linked");
        let answer = site.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(answer.header("content-type").starts_with(kind), "{extension}");
        let file = answer.text();
        assert!(file.starts_with(begins) && file.ends_with(ends), "{file}");
        assert!(file.contains("Vi spurgte børnene først."), "{file}");
    }
    assert_eq!(site.get(&format!("{page}.doc")).await.status, 404);
    assert_eq!(site.get(&format!("{page}.csv")).await.status, 404, "a quote has no numbers");
    let wrong = site.get("/citat/andre-ord-quote1stald.bib").await;
    assert_eq!(wrong.status, 308);
    assert_eq!(wrong.header("location"), format!("{page}.bib"));
}

#[tokio::test]
async fn hostile_words_stay_words_in_every_form() {
    let words = "}} </textarea><script>alert(1)</script> |x=[[y]] \\input{/etc} %$&#_{} \"q\" 'q'\nTY  - BOOK\r\nER  -";
    let site = site_with(&with(|quote| {
        quote.text = stated(words);
        quote.sources[0].title = words.to_owned();
    }));
    let page = page(&site, "quote2moos").await;
    let html = site.get(&page).await.text();
    assert!(!html.contains("<script>alert"), "the page");
    assert_eq!(html.matches("</textarea>").count(), html.matches("<textarea").count());
    let bib = site.get(&format!("{page}.bib")).await.text();
    assert!(bib.contains("\\textbackslash{}input\\{/etc\\}"), "{bib}");
    let depth = bib.replace("\\{", "").replace("\\}", "");
    assert_eq!(depth.matches('{').count(), depth.matches('}').count(), "{bib}");
    let ris = site.get(&format!("{page}.ris")).await.text();
    let tags: Vec<&str> = ris.lines().filter_map(|line| line.get(..2)).collect();
    assert_eq!(tags.iter().filter(|tag| **tag == "TY" || **tag == "ER").count(), 2, "{ris}");
    let csl = site.get(&format!("{page}.csl.json")).await.json();
    assert!(csl[0]["title"].as_str().unwrap().contains("</textarea>"));
    let oembed = format!("/oembed?url=https%3A%2F%2Fordret.example.org{page}");
    let embedded = site.get(&oembed).await.json()["html"].as_str().unwrap().to_owned();
    assert!(embedded.contains("&lt;script&gt;") && !embedded.contains("<script"), "{embedded}");
}

#[tokio::test]
async fn search_engines_are_told_what_a_page_is_and_what_not_to_list() {
    let site = site_with(&with(|quote| quote.text = stated("</script><script>alert(1)</script>&")));
    let html = site.get(&page(&site, "quote2moos").await).await.text();
    let linked = html.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let linked = linked.split("</script>").next().unwrap();
    let linked: serde_json::Value = serde_json::from_str(linked).unwrap();
    assert_eq!(linked["@type"], "Quotation");
    assert_eq!(linked["text"], "</script><script>alert(1)</script>&", "whole, and no markup");
    assert_eq!(linked["creator"]["name"], "Aksel Moos");
    let robots = site.get("/robots.txt").await.text();
    assert!(robots.contains("Disallow: /soeg\n") && !robots.contains("/citat"));
    let description = site.get("/opensearch.xml").await.text();
    assert!(description.contains("template=\"https://ordret.example.org/soeg?q={searchTerms}\""));
}

#[tokio::test]
async fn other_sites_are_told_how_to_show_a_document_and_nothing_else() {
    let site = site();
    let page = page(&site, "quote1stald").await;
    let asked = format!("/oembed?url=https%3A%2F%2Fordret.example.org{page}");
    assert!(site.get(&page).await.text().contains("application/json+oembed"));
    let answer = site.get(&asked).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let json = answer.json();
    assert_eq!((&json["type"], &json["version"]), (&"rich".into(), &"1.0".into()));
    assert_eq!(json["author_name"], "Inger Maria Stald");
    assert!(json["html"].as_str().unwrap().starts_with("<blockquote cite=\"https://ordret"));
    for (query, status) in [
        ("", 422),
        ("?url=https%3A%2F%2Fordret.example.org%2Fsoeg", 404),
        ("?url=https%3A%2F%2Fordret.example.org.evil%2Fcitat%2Fx-quote1stald", 404),
        ("?url=https%3A%2F%2Fevil.example%2Fcitat%2Fx-quote1stald", 404),
        ("?url=x&format=xml", 422),
        ("?url=x&url=y", 422),
    ] {
        assert_eq!(site.get(&format!("/oembed{query}")).await.status, status, "{query}");
    }
}

#[tokio::test]
async fn the_seal_is_of_the_words_and_the_place_in_the_source_is_linked() {
    // The SHA-256 of "abc", from FIPS 180-2, B.1.
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let site = site_with(&with(|quote| {
        quote.text = stated("abc");
        quote.sources[0].url = Some("https://kilde.example/side".to_owned());
    }));
    let json = site.get("/api/v1/documents/quote2moos").await.json();
    assert_eq!(json["sha256"], known);
    let text = site.get(&page(&site, "quote2moos").await).await.text();
    assert!(text.contains(known));
    assert!(text.contains("side#:~:text=abc"), "{text}");
}
