//! Narrowing on the page: facets, their whole lists, years.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{Site, quote, site, site_with};
use ordret_model::Document;

/// One quote each by so many people, all in one place, besides two in another.
fn crowd(people: usize) -> Vec<Document> {
    let said = |nth: usize| {
        let name = format!("Person {nth:03}");
        quote(&format!("q{nth}"), &name, "maler", "Tangby Kommune", "Broen er åben.", 3)
    };
    let elsewhere = |(nth, name): (usize, &str)| {
        quote(&format!("e{nth}"), name, "skrædder", "Ålev Kommune", "Broen er lukket.", 3)
    };
    let others = ["Åse Rørsø", "bo Holm"].into_iter().enumerate().map(elsewhere);
    (0..people).map(said).chain(others).collect()
}

fn links(page: &str) -> Vec<String> {
    let after = page.split("href=\"").skip(1);
    after.map(|link| link.split('"').next().unwrap().replace("&amp;", "&")).collect()
}

/// The labels of a page's choices, in order, with their counts.
fn choices(page: &str) -> Vec<(String, String)> {
    let part = |text: &str, class: &str| {
        let rest = text.split(&format!("class=\"{class}\">")).nth(1).unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    let choices = page.split("<span class=\"box\"").skip(1);
    choices.map(|choice| (part(choice, "name"), part(choice, "count"))).collect()
}

async fn page(site: &Site, path: &str) -> String {
    let answer = site.get(path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}");
    answer.text()
}

#[tokio::test]
async fn a_list_that_is_cut_says_so_and_leads_to_all_of_it() {
    let site = site_with(&crowd(80));
    let page = page(&site, "/soeg?q=bro").await;
    assert!(page.contains("Vis alle 82<"), "{page}");
    let whole = links(&page).into_iter().find(|link| link.contains("facet=speaker")).unwrap();
    assert_eq!(whole, "/soeg?q=bro&facet=speaker");
    let list = self::page(&site, &whole).await;
    assert!(list.contains("82 at vælge imellem"), "{list}");
    assert_eq!(choices(&list).len(), 82);
    assert!(!page.contains("facet=place"), "a short list is whole where it stands");
}

#[tokio::test]
async fn every_value_is_reached_by_links_alone_and_each_chooses() {
    let site = site_with(&crowd(448));
    let mut reached = Vec::new();
    let mut next = Some("/soeg?q=bro&facet=speaker&facet_sort=name".to_owned());
    while let Some(path) = next {
        let page = page(&site, &path).await;
        reached.extend(choices(&page).into_iter().map(|(label, _)| label));
        next = page
            .split("rel=\"next\" href=\"")
            .nth(1)
            .map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    }
    assert_eq!(reached.len(), 450);
    assert_eq!((&*reached[0], &*reached[1]), ("bo Holm", "Person 000"));
    assert_eq!(reached[449], "Åse Rørsø");
    let list = page(&site, "/soeg?q=bro&facet=speaker&facet_q=roersoe").await;
    assert_eq!(choices(&list), [("Åse Rørsø".to_owned(), "1".to_owned())]);
    let choose = links(&list).into_iter().find(|link| link.contains("speaker=%C3%85se")).unwrap();
    assert_eq!(choose, "/soeg?q=bro&speaker=%C3%85se%20R%C3%B8rs%C3%B8");
    let hits = site.get(&choose.replace("/soeg", "/api/v1/search")).await.json();
    assert_eq!(hits["total"], 1);
    let nothing = page(&site, "/soeg?q=bro&facet=speaker&facet_q=xyz").await;
    assert!(nothing.contains("Her er intet at vælge"), "{nothing}");
}

#[tokio::test]
async fn the_list_of_a_facet_keeps_the_search_and_can_be_looked_through() {
    let site = site_with(&crowd(80));
    let page = page(&site, "/soeg?q=bro&place=Tangby&facet=speaker").await;
    assert!(page.contains("name=\"facet_q\""));
    for (name, value) in [("q", "bro"), ("place", "Tangby"), ("facet", "speaker")] {
        let hidden = format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        assert!(page.contains(&hidden), "{hidden}");
    }
    assert!(links(&page).contains(&"/soeg?q=bro&place=Tangby".to_owned()), "the way back");
    assert_eq!(choices(&page).len(), 80);
}

#[tokio::test]
async fn what_is_chosen_is_always_listed_and_can_be_let_go() {
    let site = site_with(&crowd(80));
    for chosen in ["Person%20079", "Ingen"] {
        let path = format!("/soeg?q=bro&speaker={chosen}");
        let page = page(&site, &path).await;
        let list = page.split("Person</summary>").nth(1).unwrap();
        let first = &choices(list)[0];
        assert_eq!(first.0, chosen.replace("%20", " "), "{path}");
        assert_eq!(first.1, if chosen == "Ingen" { "0" } else { "1" });
    }
}

#[tokio::test]
async fn several_values_widen_several_facets_narrow_and_counts_ignore_their_own_choice() {
    let site = site_with(&crowd(8));
    let json = |path: &'static str| {
        let site = &site;
        async move { site.get(&format!("/api/v1/search?q=bro&{path}")).await.json() }
    };
    assert_eq!(json("place=Tangby&place=%C3%85lev").await["total"], 10);
    assert_eq!(json("place=Tangby&role_title=skr%C3%A6dder").await["total"], 0);
    let narrowed = json("place=Tangby").await;
    assert_eq!(narrowed["total"], 8);
    assert_eq!(narrowed["facets"]["place"].as_array().unwrap().len(), 2);
    assert_eq!(narrowed["facets"]["role_title"].as_array().unwrap().len(), 1);
    let shown = page(&site, "/soeg?q=bro&kind=quote").await;
    let both = "/soeg?q=bro&kind=quote&place=Tangby";
    assert!(links(&shown).contains(&both.to_owned()), "a choice adds to the others");
}

#[tokio::test]
async fn the_api_says_how_many_values_there_are_and_lists_them_all_when_asked() {
    let site = site_with(&crowd(80));
    let json = site.get("/api/v1/search?q=bro").await.json();
    assert_eq!(json["facets"]["speaker"].as_array().unwrap().len(), 50);
    assert_eq!(json["facet_totals"]["speaker"], 82);
    let path = "/api/v1/search?q=bro&facet=speaker&facet_sort=name&facet_limit=60&facet_offset=60";
    let rest = site.get(path).await.json();
    let rest = rest["facets"]["speaker"].as_array().unwrap();
    assert_eq!((rest.len(), &rest[21]["value"]), (22, &"Åse Rørsø".into()));
}

#[tokio::test]
async fn years_that_run_backwards_are_exchanged_and_it_is_said() {
    let site = site();
    for path in ["/soeg?year_from=2025&year_to=2023", "/soeg?year=2025..2023"] {
        let page = page(&site, path).await;
        assert!(
            page.contains("Årene stod omvendt og er byttet om. Der vises 2023–2025."),
            "{path}"
        );
        assert!(page.contains("5 resultater"), "{path}");
        assert!(page.contains("name=\"year_from\"") && page.contains("value=\"2023\""), "{path}");
    }
}

#[tokio::test]
async fn a_year_that_is_none_is_named_with_what_is_shown_instead() {
    let site = site();
    let table = [
        ("year_to=abc", "»abc« er ikke forstået som et årstal. Der vises alle år."),
        (
            "year_from=2024&year_to=20244",
            "»20244« er ikke forstået som et årstal. Der vises fra 2024.",
        ),
        (
            "year_from=x&year_to=2030",
            "»x« er ikke forstået som et årstal. Der vises til og med 2030.",
        ),
        ("year=abc", "»abc« er ikke forstået som et årstal. Der vises alle år."),
    ];
    for (query, said) in table {
        let page = page(&site, &format!("/soeg?{query}")).await;
        assert!(page.contains(said), "{query}: {page}");
        assert!(page.contains("5 resultater"), "{query}");
        let refused = site.get(&format!("/api/v1/search?{query}")).await;
        assert_eq!(refused.status.as_u16(), 422, "the API still refuses {query}");
    }
    assert!(!page(&site, "/soeg?year_from=&year_to=").await.contains("class=\"note\""));
}

#[tokio::test]
async fn of_several_years_one_is_applied_and_it_is_said_why() {
    let site = site();
    let page = page(&site, "/soeg?year=2024&year=2023").await;
    let said = "ét år eller ét spænd af år ad gangen; »2023« er ikke brugt. Der vises 2024.";
    assert!(page.contains(said) && page.contains("5 resultater"), "{page}");
    let refused = site.get("/api/v1/search?year=2024&year=2023").await;
    assert_eq!(refused.status.as_u16(), 422);
}
