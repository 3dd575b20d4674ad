//! People and places as things with addresses of their own.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{documents, quote, site, site_with, stated};

#[tokio::test]
async fn a_name_leads_to_all_that_the_person_said_newest_first() {
    let mut documents = documents();
    let mut older = quote("quote3older", "Aksel Moos", "kontorchef", "Elverum Kommune", "Sne.", 9);
    older.sources[0].year = Some(2001);
    documents.push(older);
    let site = site_with(&documents);
    let text = site.get("/person/aksel-moos").await.text();
    assert!(text.contains("<h1>Aksel Moos</h1>"));
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not there"));
    assert!(at("billigste klasseværelse") < at("Sne."), "newest first");
    assert!(text.contains("kommunaldirektør, Elverum Kommune") && text.contains("kontorchef"));
    let json = site.get("/person/aksel-moos.json").await.json();
    assert_eq!((&json["name"], &json["total"]), (&"Aksel Moos".into(), &2.into()));
    assert_eq!(json["roles"][1]["from"], 2001);
    assert_eq!(json["documents"][1]["id"], "quote3older");
    for page in ["/soeg?q=klasseværelse", "/citat/x-quote2moos"] {
        let answer = site.get(&page.replace('æ', "%C3%A6")).await;
        let answer = match answer.status.is_redirection() {
            true => site.get(answer.header("location")).await,
            false => answer,
        };
        assert!(answer.text().contains("href=\"/person/aksel-moos\""), "{page}");
    }
    assert_eq!(site.get("/person/ingen").await.status, 404);
    assert_eq!(site.get("/person/Aksel%20Moos").await.header("location"), "/person/aksel-moos");
}

#[tokio::test]
async fn a_speaker_is_chosen_by_name_or_by_slug() {
    let site = site();
    let total = async |query: &str| {
        site.get(&format!("/api/v1/search?{query}")).await.json()["total"].clone()
    };
    assert_eq!(total("speaker=Aksel%20Moos").await, 1);
    assert_eq!(total("speaker=aksel-moos").await, 1);
    assert_eq!(total("speaker=aksel-moos&speaker=Inger%20Maria%20Stald").await, 2);
    assert_eq!(total("speaker=aksel-moes").await, 0);
}

#[tokio::test]
async fn spellings_of_one_address_are_one_page_and_several_people_are_said() {
    let mut documents = documents();
    documents.push(quote("quote3aase", "Åse Kær", "rektor", "Elverum Kommune", "Vi læser.", 9));
    documents.push(quote("quote4aase", "Aase Kær", "kok", "Brinkholt Kommune", "Vi koger.", 10));
    let site = site_with(&documents);
    let text = site.get("/person/aase-kaer").await.text();
    assert!(text.contains("Vi læser.") && text.contains("Vi koger."));
    assert!(text.contains("flere med samme navn"), "two places may be two people");
    assert!(!site.get("/person/aksel-moos").await.text().contains("flere med samme navn"));
    assert_eq!(site.get("/person/aase-kaer.json").await.json()["may_be_several"], true);
}

#[tokio::test]
async fn a_place_names_its_people_and_what_there_is_can_be_browsed_to_them() {
    let site = site();
    let text = site.get("/sted/elverum").await.text();
    assert!(text.contains("href=\"/person/aksel-moos\"") && text.contains("billigste"));
    let browse = site.get("/bladre").await.text();
    let at = |link: &str| browse.find(link).unwrap_or_else(|| panic!("{link} is not there"));
    assert!(at("/person/aksel-moos") < at("/person/inger-maria-stald"));
    assert!(at("/sted/brinkholt") < at("/sted/elverum"));
    let random = site.get("/tilfaeldigt").await;
    assert!(random.header("location").starts_with("/citat/"), "{}", random.header("location"));
    assert_eq!(random.header("cache-control"), "no-store");
}

#[tokio::test]
async fn two_workplaces_in_one_year_or_two_spellings_may_be_two_people() {
    let of = |id: &str, name: &str, organisation: &str, year: i32, at: u32| {
        let mut quote = quote(id, name, "leder", organisation, &format!("Ord nummer {at}."), at);
        quote.sources[0].year = Some(year);
        quote.speaker.as_mut().unwrap().place = None;
        quote
    };
    for (others, may_be) in [
        (
            vec![
                of("q1", "Bo Aa", "Lindø Skole", 2016, 20),
                of("q2", "Bo Aa", "Hotel Nord", 2016, 21),
            ],
            true,
        ),
        (
            vec![
                of("q1", "Bo Aa", "Lindø Skole", 2014, 20),
                of("q2", "Bo Aa", "Hotel Nord", 2016, 21),
            ],
            false,
        ),
        (
            vec![
                of("q1", "Bo Aa", "Lindø Skole", 2014, 20),
                of("q2", "Bo Å", "Lindø Skole", 2016, 21),
            ],
            true,
        ),
    ] {
        let site = site_with(&[documents(), others].concat());
        assert_eq!(site.get("/person/bo-aa.json").await.json()["may_be_several"], may_be);
    }
}

#[tokio::test]
async fn what_a_person_was_does_not_depend_on_the_page_and_data_goes_on() {
    let mut all = documents();
    for nth in 0..70 {
        let role = if nth == 0 { "elev" } else { "leder" };
        let words = format!("Ord nummer {nth}.");
        let mut said =
            quote(&format!("many{nth}"), "Ib Krag", role, "Lindø Skole", &words, nth + 20);
        said.sources[0].year = Some(1950 + nth as i32);
        all.push(said);
    }
    let site = site_with(&all);
    let mut url = "/person/ib-krag.json".to_owned();
    let (mut pages, mut seen) = (0, 0);
    loop {
        let data = site.get(&url).await.json();
        assert_eq!(data["roles"].as_array().unwrap().len(), 2, "{url}");
        (pages, seen) = (pages + 1, seen + data["documents"].as_array().unwrap().len());
        match data["next"].as_str() {
            Some(next) => url = next.to_owned(),
            None => break,
        }
    }
    assert_eq!((pages, seen), (3, 70));
    assert!(site.get("/person/ib-krag/3").await.text().contains("elev"));
}

#[tokio::test]
async fn a_place_is_chosen_by_slug_and_lists_are_data_too() {
    let site = site();
    let total = async |query: &str| {
        site.get(&format!("/api/v1/search?{query}")).await.json()["total"].clone()
    };
    assert_eq!(total("place=elverum").await, total("place=Elverum").await);
    assert_ne!(total("place=elverum").await, 0);
    let lists = site.get("/bladre.json").await.json()["lists"].clone();
    assert_eq!(lists[0]["field"], "speaker");
    assert_eq!(lists[0]["values"][0]["url"], "/person/aksel-moos");
}

#[tokio::test]
async fn hostile_names_stay_names() {
    let mut documents = documents();
    let name = "\u{202e}<script>alert(1)</script> Bo";
    documents[1].speaker.as_mut().unwrap().name = Some(stated(name));
    let site = site_with(&documents);
    let browse = site.get("/bladre").await.text();
    assert!(!browse.contains("<script>alert"));
    let link = browse.split("href=\"/person/").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(site.get(&format!("/person/{link}")).await.status, 200, "{link}");
    for path in [
        "/person/..%2f..%2fetc",
        "/person/%00",
        "/person/.json",
        "/sted/-",
        "/person/a?fra=999999999999",
    ] {
        assert!(!site.get(path).await.status.is_server_error(), "{path}");
    }
}

#[tokio::test]
async fn each_page_of_a_list_has_one_address_and_what_a_list_has_not_is_none() {
    let site = site();
    let source = "/kilde/naar-haven-bliver-et-klassevaerelse";
    for there in [source.to_owned(), format!("{source}?fra=9999"), "/bladre/personer".to_owned()] {
        assert_eq!(site.get(&there).await.status, 200, "{there}");
    }
    for gone in [
        format!("{source}/1"),
        format!("{source}/02"),
        format!("{source}/2"),
        format!("{source}/-1"),
        "/kilde/nix/2".to_owned(),
        "/person/aksel-moos/2".to_owned(),
        "/person/aksel-moos/99999999999999999999".to_owned(),
        format!("/sted/elverum/{}", usize::MAX),
        format!("/bladre/personer/{}", usize::MAX),
        "/bladre/personer/2".to_owned(),
        "/bladre/alt".to_owned(),
    ] {
        assert_eq!(site.get(&gone).await.status, 404, "{gone}");
    }
}
