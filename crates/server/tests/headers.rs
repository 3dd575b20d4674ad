//! Headers: security, caching, encodings.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::io::Read;

use common::{Answer, site};

const PAGE: &str = "\
cache-control: no-cache
content-security-policy: default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
content-type: text/html; charset=utf-8
cross-origin-embedder-policy: require-corp
cross-origin-opener-policy: same-origin
cross-origin-resource-policy: same-origin
permissions-policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
referrer-policy: no-referrer
vary: accept-encoding
x-content-type-options: nosniff
x-frame-options: DENY
x-permitted-cross-domain-policies: none";

fn told(answer: &Answer) -> String {
    let mut lines: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "etag" | "content-length" | "x-request-id"))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    lines.join("\n")
}

#[tokio::test]
async fn a_page_carries_exactly_these_headers() {
    let site = site();
    for path in ["/", "/soeg?q=have", "/hjaelp", "/kilde/naar-haven-bliver-et-klassevaerelse"] {
        assert_eq!(told(&site.get(path).await), PAGE, "{path}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers_errors_included() {
    let site = site();
    let long = format!("/{}", "x".repeat(9000));
    for (method, path) in [
        ("GET", "/nix"),
        ("PUT", "/"),
        ("OPTIONS", "/"),
        ("GET", long.as_str()),
        ("GET", "/healthz"),
        ("GET", "/api/v1/search?x=1"),
        ("GET", "/citat/quote1stald"),
        ("HEAD", "/"),
        ("GET", "/assets/x"),
    ] {
        let answer = site.ask(method, path, &[]).await;
        for line in PAGE.lines().filter(|line| {
            !["cache-control", "content-type", "cross-origin-resource"]
                .iter()
                .any(|own| line.starts_with(own))
        }) {
            let (name, value) = line.split_once(": ").unwrap();
            assert_eq!(answer.header(name), value, "{method} {path}");
        }
        assert!(!answer.header("cache-control").is_empty());
        assert!(answer.headers.get("server").is_none());
    }
}

#[tokio::test]
async fn a_tag_is_of_generation_and_request() {
    let site = site();
    let tag = |answer: &Answer| answer.header("etag").to_owned();
    let first = tag(&site.get("/soeg?q=have").await);
    assert_eq!(first, tag(&site.get("/soeg?q=have").await));
    assert_ne!(first, tag(&site.get("/soeg?q=haver").await));
    assert_ne!(first, tag(&site.get("/api/v1/search?q=have").await));
    assert_ne!(first, tag(&site.ask("GET", "/soeg?q=have", &[("accept-encoding", "gzip")]).await));
    for sent in
        [first.clone(), format!("\"x\", {first}"), first.trim_start_matches("W/").to_owned()]
    {
        let same = site.ask("GET", "/soeg?q=have", &[("if-none-match", &sent)]).await;
        assert_eq!((same.status.as_u16(), same.bytes.len()), (304, 0), "{sent}");
        assert_eq!(tag(&same), first);
    }
    for sent in ["\"x\"", "*", "", "W/"] {
        let other = site.ask("GET", "/soeg?q=have", &[("if-none-match", sent)]).await;
        assert_eq!(other.status.as_u16(), 200, "{sent:?}");
    }
    common::publish(site.folder.path(), &common::documents());
    site.app.engine().take_up_newer().unwrap();
    let newer = site.ask("GET", "/soeg?q=have", &[("if-none-match", &first)]).await;
    assert_eq!(newer.status.as_u16(), 200);
    assert!(site.get("/nix").await.headers.get("etag").is_none());
    assert!(site.get("/healthz").await.headers.get("etag").is_none());
}

#[tokio::test]
async fn gzip_is_used_where_it_is_accepted() {
    let site = site();
    let plain = site.get("/soeg").await;
    let table = [
        ("gzip", true),
        ("br, gzip;q=0.5", true),
        ("*", true),
        ("GZIP", true),
        ("gzip;q=0", false),
        ("gzip;Q=0", false),
        ("gzip; foo=1; Q = 0.0", false),
        ("*;Q=0", false),
        ("gzip;Q=0.1", true),
        ("*;q=0", false),
        ("br", false),
        ("identity", false),
        ("gzip;q=0, *", false),
        (",;=,", false),
    ];
    for (accept, packed) in table {
        let answer = site.ask("GET", "/soeg", &[("accept-encoding", accept)]).await;
        assert_eq!(answer.header("content-encoding") == "gzip", packed, "{accept}");
        assert_eq!(answer.header("content-length"), answer.bytes.len().to_string());
        if packed {
            let mut unpacked = String::new();
            flate2::read::GzDecoder::new(&answer.bytes[..]).read_to_string(&mut unpacked).unwrap();
            assert_eq!(unpacked, plain.text());
        }
    }
}

#[tokio::test]
async fn odd_negotiation_breaks_nothing() {
    let site = site();
    for headers in [
        ("accept", "*/*;q=nonsense"),
        ("accept-language", "xx;;q=,"),
        ("range", "bytes=0-1"),
        ("if-modified-since", "yesterday"),
    ] {
        assert_eq!(site.ask("GET", "/soeg", &[headers]).await.status.as_u16(), 200, "{headers:?}");
    }
}

#[tokio::test]
async fn assets_are_named_by_their_content_and_kept_for_ever() {
    let site = site();
    let page = site.get("/").await.text();
    let style =
        page.split('"').find(|part| part.starts_with("/assets/ordret-")).unwrap().to_owned();
    let answer = site.get(&style).await;
    assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    let font = answer.text().split("url(\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let font = site.get(&font).await;
    assert_eq!((font.status.as_u16(), font.header("content-type")), (200, "font/woff2"));
}

#[tokio::test]
async fn the_one_script_is_ours_small_and_sets_nothing_but_text() {
    let site = site();
    let page = site.get("/").await.text();
    assert_eq!(page.matches("<script").count(), 1);
    let source = page.split("<script src=\"").nth(1).unwrap();
    let (source, rest) = source.split_once('"').unwrap();
    assert!(source.starts_with("/assets/suggest-") && rest.starts_with(" defer></script>"));
    let script = site.ask("GET", source, &[("accept-encoding", "gzip")]).await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(script.bytes.len() <= 6 * 1024, "{} bytes", script.bytes.len());
    let text = site.get(source).await.text();
    for way_in in ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "://"] {
        assert!(!text.contains(way_in), "{way_in}");
    }
    let policy = site.get("/").await.header("content-security-policy").to_owned();
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
}

#[tokio::test]
async fn each_answer_has_a_name_of_its_own() {
    let site = site();
    let mut names = std::collections::BTreeSet::new();
    for path in ["/", "/", "/nix", "/healthz", "/api/v1/search?x=1"] {
        let name = site.get(path).await.header("x-request-id").to_owned();
        assert!(!name.is_empty() && names.insert(name), "{path}");
    }
}

#[tokio::test]
async fn the_same_request_again_is_answered_from_what_was_kept_until_the_generation_changes() {
    let site = site();
    let kept = async || {
        let figures = site.get("/metrics").await.text();
        let line = figures.lines().find_map(|line| line.strip_prefix("ordret_kept_answers_total "));
        line.unwrap().parse::<u32>().unwrap()
    };
    let path = "/api/v1/search?q=have";
    let first = site.get(path).await;
    assert_eq!(kept().await, 0);
    let again = site.get(path).await;
    assert_eq!((again.bytes, kept().await), (first.bytes, 1));
    let packed = site.ask("GET", path, &[("accept-encoding", "gzip")]).await;
    assert_eq!((packed.header("content-encoding"), kept().await), ("gzip", 1));
    site.get("/nix").await;
    site.get("/healthz").await;
    site.get("/nix").await;
    assert_eq!(kept().await, 1, "failures and probes are not kept");
    common::publish(site.folder.path(), &common::documents()[..1]);
    site.app.engine().take_up_newer().unwrap();
    assert_eq!(site.get(path).await.json()["generation"], "000002");
    assert_eq!(kept().await, 1);
}
