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

/// The document's picture as SVG, read as strict XML, with nothing outside its margins.
async fn drawn(site: &common::Site, id: &str, name: &str) -> String {
    let page = page(site, id).await;
    keep(&site.get(&format!("{page}.png")).await.bytes, name);
    let answer = site.get(&format!("{page}.svg")).await;
    assert_eq!(answer.status, 200);
    let svg = answer.text();
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    assert_eq!((tree.size().width(), tree.size().height()), (1200.0, 630.0));
    let bounds = tree.root().abs_bounding_box();
    let inside = bounds.left() >= 0.0
        && bounds.top() >= 0.0
        && bounds.right() <= 1200.0
        && bounds.bottom() <= 630.0;
    assert!(inside, "{bounds:?}");
    let strays =
        things(&tree).into_iter().filter(|one| one.right() > 1124.0 || one.bottom() > 600.0);
    assert_eq!(strays.collect::<Vec<_>>(), [], "{name}");
    svg
}

/// Puts a picture where a person can look at it, where a folder for it is named.
fn keep(png: &[u8], name: &str) {
    if let Ok(folder) = std::env::var("ORDRET_PICTURES") {
        std::fs::write(format!("{folder}/{name}.png"), png).unwrap();
    }
}

/// Where everything stands but the ground.
fn things(tree: &usvg::Tree) -> Vec<usvg::Rect> {
    let children = tree.root().children().iter().map(usvg::Node::abs_bounding_box);
    children.filter(|bounds| bounds.height() < 600.0).collect()
}

fn described(svg: &str) -> String {
    svg.split("<desc id=\"d\">").nth(1).unwrap().split("</desc>").next().unwrap().to_owned()
}

#[tokio::test]
async fn a_quote_and_a_figure_have_a_picture_of_the_size_that_sites_show() {
    let site = site();
    for id in ["quote1stald", "quote2moos", "figur1share", "figur2table"] {
        let page = page(&site, id).await;
        let answer = site.get(&format!("{page}.png")).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/png"));
        assert_eq!(&answer.bytes[..8], b"\x89PNG\r\n\x1a\n");
        let size = |at: usize| u32::from_be_bytes(answer.bytes[at..at + 4].try_into().unwrap());
        assert_eq!((size(16), size(20)), (1200, 630), "IHDR");
        assert!(answer.bytes.len() < 200_000, "{}", answer.bytes.len());
        let svg = site.get(&format!("{page}.svg")).await;
        assert_eq!(svg.header("content-type"), "image/svg+xml");
        drawn(&site, id, id).await;
    }
}

#[tokio::test]
async fn a_card_says_the_words_in_danish_marks_and_whose_they_are() {
    let svg = drawn(&site(), "quote1stald", "card").await;
    assert_eq!(
        described(&svg),
        "»Vi spurgte børnene først. Resten var deres idé, og den holdt længere end alle vores \
         planer for udearealet.« — Inger Maria Stald"
    );
    assert!(
        svg.contains("role=\"img\"") && svg.contains("<title id=\"t\">"),
        "for who cannot see it"
    );
    for outside in ["<text", "<style", "<script", "<image", "url(", "font-family", "http"] {
        let inside = svg.replacen("http://www.w3.org/2000/svg", "", 1);
        assert!(!inside.contains(outside), "{outside}: the file stands alone");
    }
}

#[tokio::test]
async fn a_long_quote_is_smaller_and_a_longer_one_ends_behind_a_sentence() {
    let sentence = "En have er det billigste klasseværelse, en kommune kan bygge, som I ved.";
    let said =
        |times: usize| with(|quote| quote.text = stated(&[sentence].repeat(times).join(" ")));
    let whole = drawn(&site_with(&said(6)), "quote2moos", "long").await;
    assert_eq!(described(&whole).matches("som I ved.").count(), 6);
    for times in [30, 2000] {
        let svg = drawn(&site_with(&said(times)), "quote2moos", "cut").await;
        let words = described(&svg);
        assert!(words.contains("som I ved.\u{a0}…« — Aksel Moos"), "{words}");
    }
}

#[tokio::test]
async fn no_word_is_too_long_and_none_too_short() {
    let words = [
        "a".repeat(4000),
        format!("Det er {}.", "donaudampfskibsfartsselskabs".repeat(12)),
        "Ja.".to_owned(),
        "W".repeat(90),
        "m\u{a0}".repeat(900),
        "e\u{301}\u{302}\u{303}".repeat(500),
        "Ordet 🙂👩‍👩‍👧 og שלום, 你好, مرحبا".to_owned(),
    ];
    for (n, words) in words.iter().enumerate() {
        let site = site_with(&with(|quote| quote.text = stated(words)));
        drawn(&site, "quote2moos", &format!("odd-{n}")).await;
    }
}

#[tokio::test]
async fn hostile_words_are_words_in_a_picture_too() {
    let hostile = "]]></desc><script>alert(1)</script>&amp;\u{0}\u{1}\u{1b}[2J\u{202e}ter\u{2066}\u{feff}\u{fffe}\u{e0041} \"' <!--";
    let documents = with(|quote| {
        quote.text = stated(hostile);
        quote.title = hostile.to_owned();
        quote.language = "da\" onload=\"alert(1)".to_owned();
        quote.sources[0].title = hostile.repeat(20);
        quote.sources[0].publication = Some(hostile.repeat(20));
        let speaker = quote.speaker.as_mut().unwrap();
        speaker.name = Some(stated(&hostile.repeat(20)));
        speaker.role = Some(stated(&hostile.repeat(20)));
        speaker.party = Some(stated(&hostile.repeat(20)));
    });
    let svg = drawn(&site_with(&documents), "quote2moos", "hostile").await;
    assert!(!svg.contains("<script") && !svg.contains("onload=\"") && !svg.contains("<!--"));
    assert!(!svg.contains(|c: char| c.is_control() && c != '\n'));
    assert!(!svg.contains(['\u{202e}', '\u{2066}', '\u{feff}', '\u{fffe}']));
    let mut documents = with_table(
        &[hostile, "A", hostile],
        &[
            vec![hostile.repeat(9), "1".to_owned(), "2".to_owned()],
            vec![String::new(), "-3".to_owned(), "4".to_owned()],
        ],
    );
    documents[4].title = hostile.repeat(30);
    let Body::Figure(figure) = &mut documents[4].body else { unreachable!() };
    figure.unit = Some(stated(&hostile.repeat(9)));
    figure.period = Some(stated(&hostile.repeat(9)));
    let svg = drawn(&site_with(&documents), "figur2table", "hostile-figure").await;
    assert!(!svg.contains("<script"));
}

#[tokio::test]
async fn what_is_known_of_a_quote_stands_on_its_card() {
    let plain = drawn(&site(), "quote2moos", "plain").await;
    let changed = with(|quote| {
        quote.body = Body::Quote(Quote {
            status: Some(Known::editor(Status::Disputed, None)),
            sic: vec![Known::editor(
                Sic { word: "klasseværelse".to_owned(), note: "står sådan i kilden".to_owned() },
                None,
            )],
            ..Quote::default()
        });
    });
    let noted = drawn(&site_with(&changed), "quote2moos", "noted").await;
    let glyphs = |svg: &str| svg.matches("<use").count();
    assert!(glyphs(&noted) > glyphs(&plain) + 90, "the status' sentence and the note");
}

#[tokio::test]
async fn a_figure_is_drawn_from_its_numbers() {
    let years: String =
        (2008..2024).map(|year| format!("\n{year};{},5;{}", year - 2000, year * 7 % 31)).collect();
    let many: String = (1..60).map(|n| format!("\nKommune nummer {n};{n} %")).collect();
    let (line, bar) = ("stroke-width=\"4\"", "height=\"38");
    for (name, table, holds) in [
        ("lines", format!("År;Drenge;Piger{years}"), line),
        ("across", "Sted;2019;2020;2022\nAa;1;4;3\nBb;1.200;900;1.004".to_owned(), line),
        ("bars", "Sted;Andel, pct.\nBy;61\nElverum og omegn med øerne;12,5".to_owned(), bar),
        ("many", format!("Sted;Andel{many}"), "<rect"),
        ("below", "Sted;Vækst\nAa;-12\nBb;7\nCc;0".to_owned(), bar),
        ("words", "Sted;Hvad\nAa;ja".to_owned(), "<use"),
    ] {
        let mut rows = table.lines().map(|row| row.split(';').map(str::to_owned).collect());
        let head: Vec<String> = rows.next().unwrap();
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        let documents = with_table(&head, &rows.collect::<Vec<_>>());
        let svg = drawn(&site_with(&documents), "figur2table", name).await;
        assert!(svg.contains(holds), "{name}");
        assert_eq!(svg.contains(line), holds == line, "{name}");
    }
}

#[tokio::test]
async fn a_case_has_no_picture_and_other_words_lead_to_the_right_ones() {
    let site = site();
    let case = page(&site, "case0garden").await;
    for extension in ["png", "svg"] {
        assert_eq!(site.get(&format!("{case}.{extension}")).await.status, 404);
        assert_eq!(site.get(&format!("/citat/nix.{extension}")).await.status, 404);
    }
    let html = site.get(&case).await.text();
    assert!(!html.contains("og:image") && !html.contains(".png\""), "nor a link to one");
    let wrong = site.get("/citat/andre-ord-quote1stald.png").await;
    let right = format!("{}.png", page(&site, "quote1stald").await);
    assert_eq!((wrong.status.as_u16(), wrong.header("location")), (308, right.as_str()));
}

#[tokio::test]
async fn pages_name_their_picture_for_other_sites_and_link_to_it() {
    let site = site();
    for id in ["quote1stald", "figur2table"] {
        let page = page(&site, id).await;
        let html = site.get(&page).await.text();
        let image = format!(
            "<meta property=\"og:image\" content=\"https://ordret.example.org{page}.png\">"
        );
        assert!(html.contains(&image), "{id}");
        assert!(html.contains(&format!(
            "<a href=\"{page}.png\" download rel=\"nofollow\">Hent billede (PNG)</a>"
        )));
        assert!(html.contains(&format!(
            "<a href=\"{page}.svg\" download rel=\"nofollow\">Hent billede (SVG)</a>"
        )));
    }
    let folder = tempfile::tempdir().unwrap();
    common::publish(folder.path(), &documents());
    let config = ordret_server::Config { index: folder.path().to_owned(), ..Default::default() };
    let engine = ordret_server::Engine::local(folder.path(), &config.limits).unwrap();
    let unnamed = common::Site { app: ordret_server::App::new(config, engine).unwrap(), folder };
    let html = unnamed.get(&page(&unnamed, "quote1stald").await).await.text();
    assert!(!html.contains("og:image"), "an address that others know is not known");
}

#[tokio::test]
async fn a_picture_is_kept_tagged_and_open_to_other_sites() {
    let site = site();
    let png = format!("{}.png", page(&site, "quote1stald").await);
    let first = site.get(&png).await;
    assert_eq!(first.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert_eq!(first.header("content-encoding"), "", "pixels are packed already");
    let tag = first.header("etag").to_owned();
    assert!(!tag.is_empty());
    let again = site.ask("GET", &png, &[("if-none-match", &tag)]).await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    let kept = site.get(&png).await;
    assert_eq!(kept.bytes, first.bytes);
    let metrics = site.get("/metrics").await.text();
    assert!(metrics.contains("ordret_kept_answers_total 1"), "drawn once");
}

#[tokio::test]
async fn a_figure_s_page_draws_its_numbers_above_the_table() {
    let site = site();
    let html = site.get(&page(&site, "figur2table").await).await.text();
    let (svg, table) = (html.find("<svg viewBox").unwrap(), html.find("<tbody>").unwrap());
    assert!(
        svg < table && html.contains("role=\"img\" aria-labelledby=\"tegning-navn tegning-tekst\"")
    );
    assert!(html.contains("class=\"series-1\"") && html.contains("<title id=\"tegning-navn\">"));
    assert!(!html.contains("style=\""), "the page's policy allows no style of its own");
    assert!(!html.contains("class=\"bar\""), "drawn once, not twice");
    let row = |n: usize| vec![format!("Sted {n}"), n.to_string()];
    let long = with_table(&["Sted", "Tal"], &(1..60).map(row).collect::<Vec<_>>());
    let site = site_with(&long);
    let html = site.get(&page(&site, "figur2table").await).await.text();
    assert!(html.contains("class=\"bar\"") && !html.contains("<svg viewBox"), "too long to draw");
}
