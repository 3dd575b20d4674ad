//! A search's hits as data: JSON, CSV, Atom.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{documents, site, site_with, stated};

#[tokio::test]
async fn the_page_s_json_is_what_the_api_answers() {
    let site = site();
    let plain = |mut json: serde_json::Value| {
        json["took_ms"] = 0.into();
        json
    };
    for query in ["", "q=have", "q=have&kind=quote&limit=1&offset=1", "facet=place", "year=2024"] {
        let api = site.get(&format!("/api/v1/search?{query}")).await;
        let page = site.get(&format!("/soeg.json?{query}")).await;
        assert_eq!(page.header("access-control-allow-origin"), "*");
        assert_eq!(plain(page.json()), plain(api.json()), "{query}");
    }
    let lenient = site.get("/soeg.json?nix=1&limit=0&q=have&year_from=2024&year_to=x").await.json();
    assert_eq!((&lenient["query"], &lenient["limit"]), (&"have".into(), &10.into()));
}

#[tokio::test]
async fn the_table_opens_in_a_spreadsheet_and_has_the_page_s_hits() {
    let site = site();
    let answer = site.get("/soeg.csv?q=have&sort=oldest").await;
    assert!(answer.header("content-type").starts_with("text/csv; charset=utf-8"));
    assert!(answer.header("content-disposition").contains("ordret.csv"));
    let text = answer.text();
    assert!(text.starts_with("\u{feff}id,kind,title,text,speaker,"), "{text}");
    let json = site.get("/api/v1/search?q=have&sort=oldest").await.json();
    let ids: Vec<&str> =
        json["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect();
    let lines: Vec<&str> = text.split("\r\n").skip(1).filter(|line| !line.is_empty()).collect();
    let first_cells: Vec<&str> = lines.iter().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(first_cells, ids);
    assert!(text.contains("\"En have er det billigste klasseværelse, en kommune kan bygge."));
    assert!(text.contains("https://ordret.example.org/citat/"), "{text}");
    let one = site.get("/soeg.csv?limit=1").await.text();
    assert_eq!(one.matches("\r\n").count(), 2, "a line of names and a hit: {one}");
}

#[tokio::test]
async fn no_cell_of_the_table_is_a_formula() {
    let mut documents = documents();
    documents[1].speaker.as_mut().unwrap().name = Some(stated("=HYPERLINK(\"http://evil\")"));
    documents[2].text = stated("@SUM(A1:A9) er en formel");
    let text = site_with(&documents).get("/soeg.csv").await.text();
    assert!(text.contains(",\"'=HYPERLINK(\"\"http://evil\"\")\","), "{text}");
    assert!(text.contains(",'@SUM(A1:A9) er en formel,"), "{text}");
}

#[tokio::test]
async fn the_feed_says_how_many_there_are_and_leads_on() {
    let site = site();
    let answer = site.get("/soeg.atom?limit=2&offset=2").await;
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let feed = answer.text();
    for part in [
        "<opensearch:totalResults>5</opensearch:totalResults>",
        "<opensearch:startIndex>3</opensearch:startIndex>",
        "<opensearch:itemsPerPage>2</opensearch:itemsPerPage>",
        "rel=\"next\" type=\"application/atom+xml\" href=\"https://ordret.example.org/soeg.atom?limit=2&amp;offset=4\"",
        "rel=\"previous\" type=\"application/atom+xml\" href=\"https://ordret.example.org/soeg.atom?limit=2\"",
        "rel=\"alternate\" type=\"text/html\" href=\"https://ordret.example.org/soeg?limit=2&amp;offset=2\"",
        "<id>urn:uuid:",
    ] {
        assert!(feed.contains(part), "{part}: {feed}");
    }
    assert_eq!(feed.matches("<entry ").count(), 2);
    let again = site.get("/soeg.atom?limit=2&offset=2").await.text();
    assert_eq!(feed, again, "names and times stay");
}

#[tokio::test]
async fn what_sources_say_is_never_markup_in_the_feed() {
    let mut documents = documents();
    documents[1].text = stated("</content><script>\u{1}\u{fffe} & have");
    let feed = site_with(&documents).get("/soeg.atom?q=have").await.text();
    assert!(feed.contains("&lt;/content&gt;&lt;script&gt; &amp; have"), "{feed}");
    assert!(!feed.contains("<script") && !feed.contains('\u{1}'));
}

#[tokio::test]
async fn the_page_links_to_its_data_and_every_link_answers() {
    let site = site();
    let page = site.get("/soeg?q=have&kind=quote").await.text().replace("&amp;", "&");
    for start in [
        "/soeg.json?q=have&kind=quote",
        "/soeg.csv?q=have&kind=quote",
        "/soeg.atom?q=have&kind=quote",
    ] {
        let links = page.split("href=\"").skip(1).map(|link| link.split('"').next().unwrap());
        let links: Vec<&str> = links.filter(|link| link.starts_with(start)).collect();
        assert!(links.len() >= 2, "{start}: in the head and at the foot");
        for link in links {
            assert_eq!(site.get(link).await.status.as_u16(), 200, "{link}");
        }
    }
}
