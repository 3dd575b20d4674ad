//! What the pages call themselves, who runs them, and the map of all of them.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{Site, documents, site, site_set};
use ordret_server::document_url;

const NAME: &str = "Byens <ord> & tal";
const STATEMENT: &str = "https://www.was.digst.dk/ordret-example-org?a=1&b=2";

fn named() -> Site {
    site_set(|config| {
        config.public_url = Some("https://ordret.example.org".to_owned());
        config.site.name = Some(NAME.to_owned());
        config.site.publisher = Some("Elverum Kommune".to_owned());
        config.site.accessibility_statement = Some(STATEMENT.to_owned());
    })
}

#[tokio::test]
async fn a_site_with_a_name_calls_itself_so_everywhere() {
    let site = named();
    let escaped = "Byens &lt;ord&gt; &amp; tal";
    for path in ["/", "/soeg?q=have", &document_url(&documents()[1]), "/nix"] {
        let html = site.get(path).await.text();
        assert!(html.contains(&format!("{escaped}</title>")), "{path}");
        assert!(html.contains(&format!("<a class=\"brand\" href=\"/\">{escaped}</a>")), "{path}");
        assert!(html.contains(&format!("og:site_name\" content=\"{escaped}\"")), "{path}");
        assert!(html.contains("Udgivet af Elverum Kommune"), "{path}");
    }
    let feed = site.get("/soeg.atom?q=have").await.text();
    assert!(feed.contains("<author><name>Elverum Kommune</name></author>"), "{feed}");
    assert!(feed.contains(&format!("<title>{escaped}: »have«</title>")), "{feed}");
    let corrections = site.get("/rettelser.atom").await.text();
    assert!(corrections.contains("<author><name>Elverum Kommune</name></author>"));
    // What a browser shows beside its field is 16 characters at most.
    let description = site.get("/opensearch.xml").await.text();
    assert!(description.contains("<ShortName>Ordret</ShortName>"), "{description}");
    assert!(description.contains(&format!("<LongName>{escaped}</LongName>")), "{description}");
    let url = format!("https://ordret.example.org{}", document_url(&documents()[1]));
    let embedded = site.get(&format!("/oembed?url={url}")).await.json();
    assert_eq!(embedded["provider_name"], NAME);
}

#[tokio::test]
async fn a_site_without_a_name_is_ordret() {
    let site = site();
    let html = site.get("/soeg").await.text();
    assert!(html.contains("– Ordret</title>") && html.contains("»</span>Ordret<span"), "{html}");
    assert!(!html.contains("Udgivet af") && !html.contains("Tilgængelighed"));
    let description = site.get("/opensearch.xml").await.text();
    assert!(description.contains("<ShortName>Ordret</ShortName>"));
    assert!(!description.contains("LongName"), "{description}");
}

#[tokio::test]
async fn another_name_is_another_page_to_who_kept_the_old_one() {
    let (first, second) = (site(), named());
    let tag = first.get("/hjaelp").await.header("etag").to_owned();
    assert_eq!(first.ask("GET", "/hjaelp", &[("if-none-match", &tag)]).await.status, 304);
    assert_eq!(second.ask("GET", "/hjaelp", &[("if-none-match", &tag)]).await.status, 200);
}

#[tokio::test]
async fn the_accessibility_statement_is_found_or_its_lack_is_said() {
    let site = named();
    let answer = site.get("/was").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, STATEMENT));
    assert_eq!(site.get("/was/").await.header("location"), "/was");
    assert!(site.get("/").await.text().contains("<a href=\"/was\">Tilgængelighed</a>"));
    let without = common::site();
    let answer = without.get("/was").await;
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("ikke angivet en tilgængelighedserklæring"));
}

/// The addresses that a map names, as paths.
fn locations(xml: &str) -> Vec<String> {
    let whole = xml.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap());
    whole.map(|url| url.strip_prefix("https://ordret.example.org").unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_map_leads_to_every_page_and_each_answers_as_itself() {
    let site = site();
    let robots = site.get("/robots.txt").await.text();
    assert!(robots.contains("\nSitemap: https://ordret.example.org/sitemap.xml\n"), "{robots}");
    let index = site.get("/sitemap.xml").await;
    assert_eq!(index.header("content-type"), "application/xml; charset=utf-8");
    let parts = locations(&index.text());
    let names = ["sider", "dokumenter", "kilder", "personer", "steder"];
    assert_eq!(parts, names.map(|name| format!("/sitemap/{name}.xml")));
    let mut pages = Vec::new();
    for part in parts {
        let xml = site.get(&part).await.text();
        assert!(xml.starts_with("<?xml") && xml.ends_with("</urlset>\n"), "{xml}");
        pages.extend(locations(&xml));
    }
    for document in documents() {
        assert!(pages.contains(&document_url(&document)), "{pages:?}");
    }
    for page in
        ["/", "/person/aksel-moos", "/sted/elverum", "/kilde/naar-haven-bliver-et-klassevaerelse"]
    {
        assert!(pages.iter().any(|one| one == page), "{page} is not in {pages:?}");
    }
    for page in pages {
        let answer = site.get(&page).await;
        assert_eq!(answer.status, 200, "{page}");
        let canonical =
            format!("<link rel=\"canonical\" href=\"https://ordret.example.org{page}\">");
        assert!(answer.text().contains(&canonical), "{page}");
    }
}

#[tokio::test]
async fn a_part_of_the_map_begins_after_the_name_it_is_called_by() {
    let site = site();
    let rest = site.get("/sitemap/dokumenter-figur2table.xml").await;
    let urls = locations(&rest.text());
    assert_eq!(urls.len(), 2, "{urls:?}");
    assert!(urls[0].ends_with("quote1stald") && urls[1].ends_with("quote2moos"), "{urls:?}");
    let people = site.get("/sitemap/personer-b.xml").await.text();
    assert_eq!(locations(&people), ["/person/inger-maria-stald"]);
    let packed = site.ask("GET", "/sitemap/dokumenter.xml", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    for nothing in
        ["dokumenter-zzz.xml", "dokumenter-a_b.xml", "ord.xml", "personer", "steder-z.xml"]
    {
        assert_eq!(site.get(&format!("/sitemap/{nothing}")).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn without_a_public_address_there_is_no_map_and_it_is_said_why() {
    let site = site_set(|_| {});
    assert!(!site.get("/robots.txt").await.text().contains("Sitemap"));
    for path in ["/sitemap.xml", "/sitemap/sider.xml", "/opensearch.xml"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        let told = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(told.contains("public_url"), "{path}: {told}");
    }
}
