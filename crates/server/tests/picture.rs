//! Pictures of quotes and figures: what they are, that nothing leaves them, what they say.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{documents, site, site_with, stated};
use ordret_model::*;
use resvg::usvg;

/// The address of a document's page.
async fn page(site: &common::Site, id: &str) -> String {
    let json = site.get(&format!("/api/v1/documents/{id}")).await.json();
    json["url"].as_str().unwrap().to_owned()
}

/// The documents with the second quote changed.
fn with(change: impl FnOnce(&mut Document)) -> Vec<Document> {
    let mut documents = documents();
    change(documents.iter_mut().find(|one| one.id.as_str() == "quote2moos").unwrap());
    documents
}

/// The documents with other numbers in the table.
fn with_table(head: &[&str], rows: &[Vec<String>]) -> Vec<Document> {
    let mut documents = documents();
    let Body::Figure(figure) = &mut documents[4].body else { unreachable!() };
    let head = head.iter().map(|cell| cell.to_string()).collect();
    figure.data = Some(Table { head, rows: rows.to_vec() });
    documents
}

/// The document's picture as SVG, read as strict XML, with nothing outside it.
async fn drawn(site: &common::Site, id: &str) -> String {
    let answer = site.get(&format!("{}.svg", page(site, id).await)).await;
    assert_eq!(answer.status, 200);
    let svg = answer.text();
    keep(&svg, id);
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    assert_eq!((tree.size().width(), tree.size().height()), (1200.0, 630.0));
    let bounds = tree.root().abs_bounding_box();
    let inside = bounds.left() >= 0.0
        && bounds.top() >= 0.0
        && bounds.right() <= 1200.0
        && bounds.bottom() <= 630.0;
    assert!(inside, "{bounds:?}");
    assert!(words_of(&tree).iter().all(|one| one.right() < 1170.0 && one.bottom() < 610.0));
    svg
}

/// Puts pictures where a person can look at them, where a folder for it is named.
fn keep(svg: &str, id: &str) {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    if let Ok(folder) = std::env::var("ORDRET_PICTURES") {
        let name = format!("{folder}/{id}-{}.svg", COUNT.fetch_add(1, Ordering::Relaxed));
        std::fs::write(name, svg).unwrap();
    }
}

/// Where everything stands but the ground.
fn words_of(tree: &usvg::Tree) -> Vec<usvg::Rect> {
    let children = tree.root().children().iter().map(usvg::Node::abs_bounding_box);
    children.filter(|bounds| bounds.height() < 600.0).collect()
}

fn described(svg: &str) -> String {
    svg.split("<desc id=\"d\">").nth(1).unwrap().split("</desc>").next().unwrap().to_owned()
}

#[tokio::test]
async fn a_quote_and_a_figure_have_a_picture_of_the_size_that_sites_show() {
    let site = site();
    for id in ["quote1stald", "figur1share", "figur2table"] {
        let page = page(&site, id).await;
        let answer = site.get(&format!("{page}.png")).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/png"));
        assert_eq!(&answer.bytes[..8], b"\x89PNG\r\n\x1a\n");
        let size = |at: usize| u32::from_be_bytes(answer.bytes[at..at + 4].try_into().unwrap());
        assert_eq!((size(16), size(20)), (1200, 630), "IHDR");
        assert!(answer.bytes.len() < 200_000, "{}", answer.bytes.len());
        let svg = site.get(&format!("{page}.svg")).await;
        assert_eq!(svg.header("content-type"), "image/svg+xml");
        drawn(&site, id).await;
    }
}
