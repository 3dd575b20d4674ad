//! Single documents, pages of a source, and quotes of a case.

mod common;

use common::*;
use ordret_model::{Body, Document, DocumentId, Quote};
use ordret_search::Listed;

#[test]
fn a_document_comes_back_as_it_went_in() {
    let mut document = said_by(quote("a1", "Broen\n\ner åben 😀"), "Ida", "maler", "By");
    document.source_id = Some("kilde/1 æ".into());
    document.metadata.insert("nøgle".into(), "værdi".into());
    let (_home, searcher) = searcher(std::slice::from_ref(&document));
    let id = DocumentId::parse("a1").expect("an id");
    assert_eq!(searcher.document(&id).expect("an answer"), Some(document.clone()));
    let by_source = searcher.document_by_source_id("kilde/1 æ").expect("an answer");
    assert_eq!(by_source, Some(document));
    let other = DocumentId::parse("a2").expect("an id");
    assert_eq!(searcher.document(&other).expect("an answer"), None);
}

#[test]
fn a_page_runs_in_its_own_order() {
    let mut documents: Vec<Document> =
        (1..=30).map(|n| at(quote(&format!("d{n}"), "Broen"), "side", n)).collect();
    documents.push(at(quote("other", "Broen"), "side2", 5));
    documents.reverse();
    let (_home, searcher) = searcher(&documents);
    let names = |around, limit| {
        let page = searcher.page("side", around, limit).expect("a page");
        page.iter().map(|document| document.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(None, 3), ["d1", "d2", "d3"]);
    assert_eq!(names(Some(20), 5), ["d18", "d19", "d20", "d21", "d22"]);
    assert_eq!(names(Some(1), 4), ["d1", "d2", "d3", "d4"]);
    assert_eq!(names(None, 1000).len(), 30);
    assert!(searcher.page("sid", None, 10).expect("a page").is_empty());
}

#[test]
fn a_document_of_two_pages_stands_on_both() {
    let mut document = at(quote("a", "Broen"), "side1", 1);
    let mut second = document.sources[0].clone();
    (second.slug, second.position) = ("side2".into(), 7);
    document.sources.push(second);
    let (_home, searcher) = searcher(&[document]);
    for slug in ["side1", "side2"] {
        assert_eq!(searcher.page(slug, None, 10).expect("a page").len(), 1, "{slug}");
    }
}

#[test]
fn quotes_of_a_case_are_found_by_the_case() {
    let case_id = DocumentId::parse("c1").expect("an id");
    let of = |document: Document| Document {
        body: Body::Quote(Quote { case: Some(case_id.clone()), ..Default::default() }),
        ..document
    };
    let (_home, searcher) = searcher(&[
        case("c1", "Broen", "Der blev bygget."),
        of(at(quote("q3", "Efter"), "side", 3)),
        of(at(quote("q2", "Før"), "side", 2)),
        quote("q4", "Udenfor"),
    ]);
    let quotes = searcher.belonging(&case_id).expect("an answer");
    let names: Vec<&str> = quotes.iter().map(|quote| quote.id.as_str()).collect();
    assert_eq!(names, ["q2", "q3"]);
}

#[test]
fn all_that_has_an_address_is_listed_once_in_parts_of_one_size() {
    let mut documents: Vec<Document> = (10..40)
        .map(|n| {
            let said =
                said_by(quote(&format!("d{n}"), "Broen"), &format!("Ida {n}"), "maler", "By");
            at(said, &format!("side-{}", n % 7), n)
        })
        .collect();
    // Each beginning is a page of its own, and so is a document's second page.
    documents.push(at(quote("e1", "Broen"), "side", 1));
    let mut second = documents[0].sources[0].clone();
    (second.slug, second.position) = ("side2".into(), 7);
    documents[0].sources.push(second);
    let (_home, searcher) = searcher(&documents);
    for (of, all) in [(Listed::Documents, 31), (Listed::People, 30), (Listed::Sources, 9)] {
        let whole = searcher.listed(of, "", 1000).expect("a list");
        assert_eq!(whole.len(), all, "{of:?}: {whole:?}");
        assert!(whole.is_sorted(), "{whole:?}");
        for size in [1, 4, all - 1, all, all + 1] {
            let ends = searcher.parted(of, size).expect("parts");
            assert_eq!(ends.len(), (all - 1) / size, "{of:?} in parts of {size}");
            let begins = std::iter::once("").chain(ends.iter().map(String::as_str));
            let parts = begins.map(|after| searcher.listed(of, after, size).expect("a part"));
            assert_eq!(parts.flatten().collect::<Vec<_>>(), whole, "{of:?} in parts of {size}");
        }
    }
    let sources = searcher.listed(Listed::Sources, "side", 3).expect("a list");
    assert_eq!(sources, ["side-0", "side-1", "side-2"]);
}
