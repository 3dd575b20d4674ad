//! A manuscript beside the sources: what the page says of it, and what becomes of the text.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use common::{Answer, Site, publish, read, site, site_with};
use futures_util::{StreamExt, stream};
use ordret_server::{App, Config, Engine, Limits};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// Word for word, with a word exchanged, and by nobody.
const MANUSCRIPT: &str = "Stald siger: ”Vi spurgte børnene først. Resten var deres idé.”\n\n\
    > En have er det dyreste klasseværelse, en kommune kan bygge.\n\n\
    Og en tredje: »noget helt andet om vejret i går«.\n";

fn form(text: &str) -> String {
    format!("tekst={}", utf8_percent_encode(text, NON_ALPHANUMERIC))
}

fn posted(body: Body, length: usize, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request =
        Request::post("/efterproev").header("host", "localhost").header("content-length", length);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body).unwrap()
}

async fn post_with(site: &Site, text: &str, headers: &[(&str, &str)]) -> Answer {
    let form = form(text);
    let headers = [&[FORM], headers].concat();
    let length = form.len();
    read(site.app.answer(posted(Body::from(form), length, &headers)).await).await
}

async fn post(site: &Site, text: &str) -> Answer {
    post_with(site, text, &[]).await
}

fn site_limited(limits: Limits) -> Site {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), &common::documents());
    let config = Config { index: folder.path().to_owned(), limits, ..Config::default() };
    let engine = Engine::local(folder.path(), &config.limits).unwrap();
    Site { app: App::new(config, engine).unwrap(), folder }
}

#[tokio::test]
async fn the_page_is_a_form_that_needs_no_script_and_other_pages_lead_to_it() {
    let site = site();
    let page = site.get("/efterproev").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains(r#"<form class="manuscript" action="/efterproev" method="post">"#));
    assert!(text.contains(r#"<textarea id="tekst" name="tekst""#));
    assert!(page.header("content-security-policy").contains("form-action 'self'"));
    for other in ["/", "/hjaelp", "/soeg"] {
        assert!(site.get(other).await.text().contains(r#"href="/efterproev""#), "{other}");
    }
}

#[tokio::test]
async fn each_quotation_is_exact_near_or_not_found() {
    let site = site();
    let page = post(&site, MANUSCRIPT).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("<h1>1 af 3 citater er ordrette</h1>"), "{text}");
    let verdicts: Vec<&str> = text
        .split("class=\"checked checked-")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(verdicts, ["exact", "near", "none"]);
    let lines = ["Linje 1", "Linje 3", "Linje 5"].map(|line| text.find(line).unwrap());
    assert!(lines.is_sorted());
}

#[tokio::test]
async fn what_is_near_is_shown_word_by_word_with_who_said_it_and_where_it_stands() {
    let text = post(&site(), MANUSCRIPT).await.text();
    let near = text.split("checked-near").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(near.contains("<del>dyreste</del> <ins>billigste</ins>"), "{near}");
    assert!(near.contains("Aksel Moos") && near.contains("kommunaldirektør, Elverum Kommune"));
    assert!(near.contains(r#"href="/citat/"#), "{near}");
    assert!(near.contains("Når haven bliver et klasseværelse"));
}

#[tokio::test]
async fn the_text_comes_back_to_be_corrected() {
    let site = site();
    let text = post(&site, "\nFørst en tom linje.\r\n”Vi spurgte børnene først.”").await.text();
    let area = text.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap();
    // A parser drops one line break behind the tag: ours, not the writer's.
    let inside = area.split_once('>').unwrap().1;
    assert_eq!(inside, "\n\nFørst en tom linje.\r\n”Vi spurgte børnene først.”");
    assert!(text.contains("<h1>Citatet er ordret</h1>") && text.contains("Linje 3"));
}

#[tokio::test]
async fn hostile_text_is_text() {
    let site = site();
    let hostile = "</textarea><script>alert(1)</script> ”<img src=x onerror=alert(2)> vi går nu”\n\
        ”Vi spurgte <b>børnene</b> først. Resten var deres idé”";
    let text = post(&site, hostile).await.text();
    assert!(!text.contains("<script>alert") && !text.contains("<img") && !text.contains("<b>"));
    assert!(text.contains("&lt;/textarea&gt;"));
    let invalid = "tekst=%FF%00%C3&tekst=to";
    let request = posted(Body::from(invalid), invalid.len(), &[FORM]);
    assert_eq!(read(site.app.answer(request).await).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_text_without_quotations_or_no_text_is_told_what_a_quotation_is() {
    let site = site();
    for body in ["", "andet=1", "tekst=", "tekst=Ingen+citater+her"] {
        let answer = site.app.answer(posted(Body::from(body), body.len(), &[FORM])).await;
        let answer = read(answer).await;
        assert_eq!(answer.status, StatusCode::OK, "{body}");
        assert!(answer.text().contains("<h1>Ingen citater at efterprøve</h1>"), "{body}");
    }
}

#[tokio::test]
async fn a_mark_that_nothing_closes_is_told() {
    let text = post(&site(), "Hun sagde ”ja og gik.").await.text();
    assert!(text.contains("I linje 1 åbner et anførselstegn"), "{text}");
}

#[tokio::test]
async fn an_answer_to_a_text_is_kept_nowhere() {
    let site = site();
    let form = site.get("/efterproev").await;
    let first = post(&site, MANUSCRIPT).await;
    assert_eq!(first.header("cache-control"), "no-store");
    assert_eq!(first.header("etag"), "");
    let other = post_with(&site, "Intet", &[("if-none-match", "*")]).await;
    assert_eq!(other.status, StatusCode::OK);
    assert!(!other.text().contains("Aksel Moos"), "the answer to another text");
    let again = site.get("/efterproev").await;
    assert_eq!(
        (again.bytes, again.headers["etag"].clone()),
        (form.bytes, form.headers["etag"].clone())
    );
}

#[tokio::test]
async fn more_than_1_mb_is_refused_in_words() {
    let site = site();
    let long = "ord ".repeat((1 << 18) + 1);
    for text in [long.as_str(), &"å".repeat(2 << 20)] {
        let answer = post(&site, text).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.text().contains("1 MB") && answer.header("cache-control") == "no-store");
    }
    assert_eq!(post(&site, &long[..1 << 20]).await.status, StatusCode::OK);
    let marks = post(&site, &"”a ".repeat(10_001)).await;
    assert_eq!(marks.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(marks.text().contains("højst 10.000 anførselstegn"));
    // Also where the length is not known beforehand.
    let endless = stream::repeat(Bytes::from_static(&[b'x'; 8192])).map(Ok::<_, std::io::Error>);
    let request = posted(Body::from_stream(endless), 10, &[FORM]);
    let answer = read(site.app.answer(request).await).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.header("connection"), "close");
}

#[tokio::test]
async fn a_text_of_many_quotations_is_cut_and_says_so() {
    let site = site_limited(Limits { answer_ms: 600_000, ..Limits::default() });
    let text = post(&site, &"”Vi spurgte børnene først.” \n\n".repeat(230)).await.text();
    assert_eq!(text.matches("class=\"checked ").count(), 200);
    assert!(text.contains("De første 200 citater er efterprøvet, de sidste 30 er ikke"), "cut");
}

#[tokio::test]
async fn a_slow_text_is_given_up_and_keeps_nobody_from_searching() {
    let limits = Limits { body_ms: 500, searches: 1, search_wait_ms: 100, ..Limits::default() };
    let site = site_limited(limits);
    let never = || Body::from_stream(stream::pending::<Result<Bytes, std::io::Error>>());
    let slow = async {
        let slow = (0..8).map(|_| site.app.answer(posted(never(), 10, &[FORM])));
        futures_util::future::join_all(slow).await
    };
    let begun = Instant::now();
    let (slow, search, quick) = tokio::join!(
        slow,
        async { (site.get("/soeg?q=have").await.status, begun.elapsed()) },
        async { (post(&site, MANUSCRIPT).await.status, begun.elapsed()) },
    );
    assert_eq!((search.0, quick.0), (StatusCode::OK, StatusCode::OK));
    assert!(begun.elapsed() < Duration::from_secs(20));
    for answer in slow {
        assert_eq!(answer.status(), StatusCode::REQUEST_TIMEOUT);
        assert_eq!(answer.headers()["connection"], "close");
    }
}

#[tokio::test]
async fn nothing_but_a_form_of_known_length_is_taken() {
    let site = site();
    let json = [("content-type", "application/json")];
    let answer = read(site.app.answer(posted(Body::from("{}"), 2, &json)).await).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    for framing in [[FORM, ("transfer-encoding", "chunked")], [FORM, ("x-length", "none")]] {
        let answer = site.ask("POST", "/efterproev", &framing).await;
        assert_eq!(answer.status, StatusCode::LENGTH_REQUIRED);
        assert_eq!(answer.header("connection"), "close");
    }
}

#[tokio::test]
async fn other_addresses_take_no_post_and_this_one_says_that_it_does() {
    let site = site();
    for path in ["/", "/soeg", "/efterproev/", "/efterproev.json", "/api/v1/search"] {
        let answer = site.ask("POST", path, &[FORM, ("content-length", "0")]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS", "{path}");
    }
    for (method, status) in [("PUT", 405), ("OPTIONS", 204)] {
        let answer = site.ask(method, "/efterproev", &[]).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.header("allow"), "GET, HEAD, POST, OPTIONS");
    }
    let body = site.ask("GET", "/efterproev", &[("content-length", "5")]).await;
    assert_eq!(body.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_program_gets_what_verify_prints() {
    let site = site();
    let answer = post_with(&site, MANUSCRIPT, &[("accept", "application/json")]).await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let value = answer.json();
    assert_eq!(value["passages"][1]["verdict"], "near");
    assert_eq!(value["passages"][1]["line"], 3);
    assert_eq!(value["not_compared"], 0);
    let long = "ord ".repeat(1 << 19);
    let refused = post_with(&site, &long, &[("accept", "application/json")]).await;
    assert_eq!(refused.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn without_an_index_the_page_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { index: folder.path().to_owned(), ..Config::default() };
    let engine = Engine::local(folder.path(), &config.limits).unwrap();
    let site = Site { app: App::new(config, engine).unwrap(), folder };
    assert_eq!(post(&site, MANUSCRIPT).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(post(&site_with(&[]), MANUSCRIPT).await.text().contains("Ikke fundet"));
}
