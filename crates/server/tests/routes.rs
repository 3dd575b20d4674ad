//! Every address, asked without sockets.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use axum::http::StatusCode;
use common::{Site, documents, site, site_with, stated};
use ordret_model::Known;
use ordret_server::{App, Config, Engine, document_url};

#[tokio::test]
async fn every_address_answers_with_its_status_and_kind() {
    let site = site();
    let html = "text/html; charset=utf-8";
    let json = "application/json";
    let problem = "application/problem+json";
    let table = [
        ("/", 200, html),
        ("/soeg", 200, html),
        ("/soeg?q=have&kind=quote&year=2024", 200, html),
        ("/soeg?limit=0&offset=-1&sort=best&nix=1&limit=7", 200, html),
        ("/hjaelp", 200, html),
        ("/kilde/naar-haven-bliver-et-klassevaerelse", 200, html),
        ("/kilde/naar-haven-bliver-et-klassevaerelse.json", 200, json),
        ("/kilde/nix", 404, html),
        ("/citat/nix", 404, html),
        ("/citat/x-y-z%2f..%2f", 404, html),
        ("/citat/%ff", 404, html),
        ("/citat/nix.png", 404, problem),
        ("/figur/nix.svg", 404, problem),
        ("/nix", 404, html),
        ("/api/nix", 404, problem),
        ("/api/v1/search", 200, json),
        ("/api/v1/documents/quote1stald", 200, json),
        ("/api/v1/documents/nix", 404, problem),
        ("/api/v1/documents/..%2f..%2fetc", 404, problem),
        ("/healthz", 200, "text/plain; charset=utf-8"),
        ("/readyz", 200, "text/plain; charset=utf-8"),
        ("/assets/nix.css", 404, problem),
        ("/assets/..%2fordret.css", 404, problem),
        ("/assets/%252e%252e%252fCargo.toml", 404, problem),
    ];
    for (path, status, kind) in table {
        let answer = site.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("content-type")),
            (status, kind),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_id_decides_and_other_words_lead_to_the_right_ones() {
    let site = site();
    let right = document_url(&documents()[1]);
    for wrong in [
        "/citat/quote1stald",
        "/citat/andre-ord-quote1stald",
        "/case/quote1stald",
        "/figur/x-quote1stald",
    ] {
        let answer = site.get(wrong).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{wrong}");
        assert_eq!(answer.header("location"), right, "{wrong}");
        let data = site.get(&format!("{wrong}.json")).await;
        assert_eq!(data.header("location"), format!("{right}.json"));
    }
    assert_eq!(site.get(&right).await.status, 200);
    assert_eq!(site.get(&format!("{right}.json")).await.json()["id"], "quote1stald");
}

#[tokio::test]
async fn a_slash_behind_a_page_leads_to_the_page_with_its_query() {
    let site = site();
    for (path, page) in [
        ("/soeg/", "/soeg"),
        ("/soeg/?q=have&year=2024", "/soeg?q=have&year=2024"),
        ("/soeg/?q=a%2Fb", "/soeg?q=a%2Fb"),
        ("/hjaelp/", "/hjaelp"),
        ("/citat/quote1stald/", "/citat/quote1stald"),
        ("/citat/x-quote1stald/?fra=2", "/citat/x-quote1stald?fra=2"),
        ("/kilde/naar-haven/", "/kilde/naar-haven"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{path}");
        assert_eq!(answer.header("location"), page, "{path}");
    }
}

#[tokio::test]
async fn no_redirect_leads_to_another_host() {
    let site = site();
    for path in [
        "//evil.example/",
        "//evil.example/soeg/",
        "/%5cevil.example/",
        "/%2f%2fevil.example/",
        "/%2fevil.example/soeg/",
        "///",
        "//",
        "/soeg//",
        "/soeg//evil.example/",
        "/soeg/%2f%2fevil.example/",
        "/citat//evil.example/",
        "/citat/%2f%2fevil.example/",
        "/citat/..%2f..%2f%2fevil.example/",
        "/kilde/%5c%5cevil.example/",
    ] {
        let answer = site.get(path).await;
        let location = answer.header("location").to_owned();
        let stays = location.is_empty()
            || ["/soeg", "/hjaelp", "/citat/", "/kilde/"]
                .iter()
                .any(|own| location.starts_with(own));
        assert!(stays && !location.starts_with("//"), "{path} leads to {location}");
        assert!(answer.status.is_redirection() || answer.status == 404, "{path}");
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let site = site();
    for path in ["/", "/soeg?q=have", "/api/v1/documents/quote1stald", "/nix", "/healthz"] {
        for encoding in ["identity", "gzip"] {
            let get = site.ask("GET", path, &[("accept-encoding", encoding)]).await;
            let head = site.ask("HEAD", path, &[("accept-encoding", encoding)]).await;
            let [mut get, mut head] = [get, head];
            assert_ne!(get.headers.remove("x-request-id"), head.headers.remove("x-request-id"));
            assert_eq!(head.status, get.status);
            assert_eq!(head.headers, get.headers, "{path} {encoding}");
            assert!(head.bytes.is_empty() && !get.bytes.is_empty());
        }
    }
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let site = site();
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO"] {
        for path in ["/", "/api/v1/search", "/nix"] {
            let answer = site.ask(method, path, &[]).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS");
        }
    }
    let options = site.ask("OPTIONS", "/api/v1/search", &[]).await;
    assert_eq!((options.status.as_u16(), options.bytes.len()), (204, 0));
    assert_eq!(options.header("access-control-allow-methods"), "GET, HEAD, OPTIONS");
    assert_eq!(site.ask("OPTIONS", "/soeg", &[]).await.header("access-control-allow-methods"), "");
}

#[tokio::test]
async fn malformed_and_oversized_requests_are_refused() {
    let site = site();
    let long = format!("/soeg?q={}", "x".repeat(8 * 1024));
    assert_eq!(site.get(&long).await.status, StatusCode::URI_TOO_LONG);
    let heavy = "x".repeat(17 * 1024);
    let answer = site.ask("GET", "/", &[("x-heavy", &heavy)]).await;
    assert_eq!(answer.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    for headers in
        [&[("host", "other")][..], &[("transfer-encoding", "chunked")], &[("content-length", "4")]]
    {
        let answer = site.ask("GET", "/", headers).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{headers:?}");
        assert_eq!(answer.header("connection"), "close");
    }
    let absolute = site.get("http://elsewhere.example/soeg").await;
    assert_eq!(absolute.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn nothing_of_a_request_becomes_an_address_of_ours() {
    let site = site();
    let forged = [
        ("x-forwarded-host", "evil.example"),
        ("x-original-url", "/nix"),
        ("forwarded", "host=evil.example"),
    ];
    let answer = site.ask("GET", "/soeg?q=%0d%0aset-cookie:x=1&next=//evil.example", &forged).await;
    assert_eq!(answer.status, 200);
    assert!(!answer.text().contains("evil.example"));
    assert!(answer.headers.get("set-cookie").is_none());
    assert!(answer.text().contains("href=\"https://ordret.example.org/soeg?q="));
}

#[tokio::test]
async fn until_something_is_published_the_server_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { index: folder.path().to_owned(), ..Config::default() };
    let engine = Engine::local(folder.path(), &config.limits).unwrap();
    let site = Site { app: App::new(config, engine).unwrap(), folder };
    assert_eq!(site.get("/healthz").await.status, 200);
    assert_eq!(site.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    for path in ["/", "/soeg", "/api/v1/search"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert_eq!(answer.header("retry-after"), "5");
    }
    common::publish(site.folder.path(), &documents());
    assert_eq!(site.app.engine().take_up_newer().unwrap().as_deref(), Some("000001"));
    assert_eq!(site.get("/readyz").await.status, 200);
    assert_eq!(site.get("/api/v1/search").await.json()["total"], 5);
}

#[tokio::test]
async fn a_newer_generation_is_taken_up_and_an_unreadable_one_is_not() {
    let site = site_with(&documents()[..1]);
    assert_eq!(site.get("/api/v1/search").await.json()["total"], 1);
    assert_eq!(site.app.engine().take_up_newer().unwrap(), None);
    common::publish(site.folder.path(), &documents());
    assert!(site.app.engine().take_up_newer().unwrap().is_some());
    assert_eq!(site.get("/api/v1/search").await.json()["total"], 5);

    common::publish(site.folder.path(), &documents()[..2]);
    std::fs::write(site.folder.path().join("000003/generation.json"), "{}").unwrap();
    assert!(site.app.engine().take_up_newer().is_err());
    assert_eq!(site.get("/api/v1/search").await.json()["total"], 5);
}

#[tokio::test]
async fn what_sources_say_is_never_markup() {
    let evil = "<script>alert(1)</script>\" onload='x' &";
    let mut documents = documents();
    let quote = &mut documents[1];
    quote.title = format!("{evil} have");
    quote.title_source = Some(stated(&quote.title));
    quote.text = stated(&format!("{evil} alerthave"));
    quote.attribution = Some(stated(&format!("siger {evil}")));
    quote.topics = vec![evil.to_owned()];
    quote.language = evil.to_owned();
    quote.metadata.insert(evil.to_owned(), evil.to_owned());
    let speaker = quote.speaker.as_mut().unwrap();
    for field in [
        &mut speaker.name,
        &mut speaker.role,
        &mut speaker.organisation,
        &mut speaker.place,
        &mut speaker.party,
    ] {
        *field = Some(Known::clone(&stated(evil)));
    }
    let source = &mut quote.sources[0];
    (source.title, source.publication) = (evil.to_owned(), Some(evil.to_owned()));
    source.url = Some("javascript:alert(1)".to_owned());
    (source.licence, source.file) = (Some(evil.to_owned()), evil.to_owned());
    let page = document_url(quote);
    let site = site_with(&documents);
    let asked = "%3Cscript%3Ealert(1)%3C/script%3E%22%20onload='x'";
    for path in [
        "/".to_owned(),
        page,
        "/hjaelp".to_owned(),
        "/soeg".to_owned(),
        "/soeg?q=alert".to_owned(),
        format!("/soeg?q={asked}"),
        format!("/soeg?speaker={asked}"),
        format!("/soeg?topic={asked}&year={asked}"),
        "/kilde/naar-haven-bliver-et-klassevaerelse".to_owned(),
        "/bladre".to_owned(),
        format!("/person/{asked}"),
        format!("/{asked}"),
    ] {
        let page = site.get(&path).await.text();
        let ours = page.matches("<script src=\"/assets/suggest-").count();
        // Data for search engines, in a document's page only: no browser runs it.
        let linked = page.matches("<script type=\"application/ld+json\">").count();
        assert_eq!((ours, page.matches("<script").count() - linked), (1, 1), "{path}");
        assert!(linked <= 1, "{path}");
        let page = match page.split_once("<script type=\"application/ld+json\">") {
            Some((before, rest)) => before.to_owned() + rest.split_once("</script>").unwrap().1,
            None => page,
        };
        assert!(!page.contains("\" onload") && !page.contains("' onload"), "{path}");
        assert!(!page.contains("href=\"javascript"), "{path}");
    }
}

#[tokio::test]
async fn every_example_on_the_search_page_finds_something() {
    let site = site();
    let page = site.get("/soeg").await.text().replace("&amp;", "&");
    let list = page.split("class=\"examples\"").nth(1).unwrap().split("</ul>").next().unwrap();
    let links: Vec<&str> =
        list.split("href=\"").skip(1).map(|link| link.split('"').next().unwrap()).collect();
    assert!(links.len() >= 4, "{links:?}");
    for link in links {
        let answer = site.get(&link.replace("/soeg", "/api/v1/search")).await.json();
        assert!(answer["total"].as_u64().unwrap() > 0, "{link}");
    }
}

/// The examples of the help page: what they say and where they lead.
async fn shown(site: &Site) -> Vec<(String, String)> {
    let page = site.get("/hjaelp").await.text();
    let lists = page.split("class=\"shown\"").skip(1);
    let lists = lists.map(|list| list.split("</ul>").next().unwrap().to_owned());
    let mut shown = Vec::new();
    for link in lists.collect::<String>().split("<a href=\"").skip(1) {
        let (url, rest) = link.split_once("\">").unwrap();
        let text = rest.split("</a>").next().unwrap();
        shown.push((text.replace("&quot;", "\"").replace("&gt;", ">"), url.replace("&amp;", "&")));
    }
    shown
}

#[tokio::test]
async fn every_example_that_is_explained_finds_something_whatever_is_served() {
    let words = "Vi byggede broen sammen med naboerne og tog imod alle forslag til havnen";
    let mut others: Vec<_> = (0..3)
        .map(|nth| {
            common::quote(&format!("other{nth}"), "Bo Æbelø", "medlem af byrådet", "Ålev", words, 7)
        })
        .collect();
    others[1].sources[0].year = Some(2019);
    others[2].topics = vec!["\"x\" & <y>".to_owned()];
    for documents in [documents(), others, documents()[3..4].to_vec(), Vec::new()] {
        let site = site_with(&documents);
        let shown = shown(&site).await;
        assert_eq!(shown.is_empty(), documents.is_empty());
        for (text, url) in shown {
            let answer = site.get(&url.replacen("/soeg", "/api/v1/search", 1)).await.json();
            assert!(answer["total"].as_u64().unwrap() > 0, "{text}: {url}");
        }
    }
}

#[tokio::test]
async fn every_construct_has_its_example_where_the_collection_has_what_it_takes() {
    let shown = shown(&site()).await;
    let has = |what: &str, fits: &dyn Fn(&str) -> bool| {
        assert!(shown.iter().any(|(text, _)| fits(text)), "{what}: {shown:?}");
    };
    has("a phrase", &|text| text.starts_with('"'));
    has("an exclusion", &|text| text.contains(" -"));
    has("either", &|text| text.contains(" ELLER "));
    has("both", &|text| text.contains(" OG "));
    has("a beginning", &|text| text.ends_with('*'));
    has("a number", &|text| text == "41 procent");
    for field in [
        "person:",
        "rolle:",
        "organisation:",
        "sted:",
        "parti:",
        "emne:",
        "sektor:",
        "titel:",
        "tekst:",
        "publikation:",
        "år:",
        "tal:",
        "n:>",
        "type:citat",
        "type:case",
        "type:figur",
    ] {
        has(field, &|text| text.starts_with(field));
    }
}

#[tokio::test]
async fn a_page_has_a_column_for_narrowing_only_where_there_is_something_to_narrow_by() {
    let site = site();
    let column = |page: &str| (page.contains("two-columns"), page.contains("class=\"narrow\""));
    assert_eq!(column(&site.get("/soeg").await.text()), (true, true));
    assert_eq!(column(&site.get("/soeg?q=xyzzyqqq").await.text()), (false, false));
}

#[tokio::test]
async fn a_document_page_says_what_is_known_and_what_is_not() {
    let site = site();
    let case = site.get(&document_url(&documents()[0])).await.text();
    assert_eq!(case.matches("Ikke oplyst i kilden").count(), 3);
    assert!(
        case.contains("adressen er ikke med i teksten") && case.contains("licens ikke angivet")
    );
    let quote = site.get(&document_url(&documents()[1])).await.text();
    for said in [
        "Vi spurgte børnene først.",
        "Inger Maria Stald",
        "skoleleder, Brinkholt Kommune",
        "Inger M. Stald",
        "forvalter, Region Vestsund",
        "Udledt af kilden",
        "Står i kilden",
        "Angivet af en redaktør",
        "Ikke gennemgået",
        "Eksempelindhold",
        "Hører til casen",
        "På samme side",
        "siger Inger Maria Stald.",
    ] {
        assert!(quote.contains(said), "{said}");
    }
    let table = site.get(&document_url(&documents()[4])).await.text();
    let row = "<th scope=\"row\">Elverum</th><td class=\"number\"><span>9,5</span></td>\
               <td class=\"number\"><span>14</span></td>";
    assert!(table.contains(row), "the numbers stand in the table, drawn above it");
    assert!(!table.contains("style=\""));
}
