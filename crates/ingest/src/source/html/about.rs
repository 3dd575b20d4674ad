//! What a page says of itself: schema.org, Open Graph, `meta`, `title`.

use serde_json::Value;

use super::tag::{Attr, Tag};
use super::tree::{Id, Tree};
use crate::date;
use crate::meta::{Meta, is_address};

/// The most things of schema.org that are looked through.
const MAX_THINGS: usize = 1_000;

/// What the page says of itself; `words` are those of its main text.
pub fn read(tree: &Tree, words: &str) -> Meta {
    let mut said = Said::default();
    for id in tree.within(0) {
        match tree.tag(id) {
            Tag::Html => said.language = tree.attr(id, Attr::Lang).map(str::to_owned),
            Tag::Title if said.title.is_none() && !is_drawn(tree, id) => {
                said.title = clean(&tree.words(id));
            }
            Tag::Meta => said.meta(tree, id),
            Tag::Link => said.link(tree, id),
            Tag::Script => said.script(tree, id),
            _ => {}
        }
    }
    said.into_meta(words)
}

/// `title` inside a drawing is a picture's.
fn is_drawn(tree: &Tree, id: Id) -> bool {
    tree.tag(tree.nodes[id as usize].parent) == Tag::Foreign
}

/// What the parts of a page say, the surest first in each.
#[derive(Debug, Default)]
struct Said {
    title: Option<String>,
    graph_title: Option<String>,
    headline: Option<String>,
    site: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    graph_author: Option<String>,
    date: Option<String>,
    graph_date: Option<String>,
    language: Option<String>,
    canonical: Option<String>,
    graph_url: Option<String>,
}

impl Said {
    fn meta(&mut self, tree: &Tree, id: Id) {
        let content = || tree.attr(id, Attr::Content).and_then(clean);
        let name = tree.attr(id, Attr::Name).unwrap_or("").trim().to_ascii_lowercase();
        match name.as_str() {
            "og:title" | "twitter:title" => set(&mut self.graph_title, content()),
            "og:site_name" => set(&mut self.site, content()),
            "application-name" | "publisher" | "dc.publisher" => {
                set(&mut self.publisher, content());
            }
            "author" | "dc.creator" | "article:author" => {
                let is_name = |name: &String| !name.contains("://");
                set(&mut self.graph_author, content().filter(is_name));
            }
            "article:published_time"
            | "date"
            | "dc.date"
            | "dcterms.created"
            | "publishdate"
            | "pubdate"
            | "datepublished" => set(&mut self.graph_date, content()),
            "og:url" => set(&mut self.graph_url, content()),
            _ => {}
        }
    }

    fn link(&mut self, tree: &Tree, id: Id) {
        let rel = tree.attr(id, Attr::Rel).unwrap_or("");
        if rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("canonical")) {
            set(&mut self.canonical, tree.attr(id, Attr::Href).and_then(clean));
        }
    }

    fn script(&mut self, tree: &Tree, id: Id) {
        let is_data = tree
            .attr(id, Attr::Type)
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        if !is_data {
            return;
        }
        let Ok(all) = serde_json::from_str::<Value>(&tree.words(id)) else { return };
        let mut things = vec![&all];
        let mut looked = 0;
        while let Some(thing) = things.pop().filter(|_| looked < MAX_THINGS) {
            looked += 1;
            match thing {
                Value::Array(more) => things.extend(more.iter().rev()),
                Value::Object(keys) => {
                    if is_page(keys.get("@type").unwrap_or(&Value::Null)) {
                        self.thing(thing);
                    }
                    things.extend(keys.get("@graph"));
                    things.extend(keys.get("mainEntity"));
                }
                _ => {}
            }
        }
    }

    fn thing(&mut self, thing: &Value) {
        set(&mut self.headline, text(&thing["headline"]));
        set(&mut self.date, text(&thing["datePublished"]));
        set(&mut self.author, names(&thing["author"]));
        set(&mut self.publisher, names(&thing["publisher"]));
        if self.language.is_none() {
            self.language = text(&thing["inLanguage"]);
        }
    }

    fn into_meta(self, words: &str) -> Meta {
        let site = self.site.or(self.publisher);
        let title = self.title.map(|title| without_site(&title, site.as_deref()));
        let date = self.date.into_iter().chain(self.graph_date).find_map(|date| day(&date));
        let url = self.canonical.into_iter().chain(self.graph_url).find(|url| is_address(url));
        Meta {
            title: self.headline.or(self.graph_title).or(title),
            publication: site,
            author: self.author.or(self.graph_author),
            date,
            url,
            language: self.language.and_then(|language| believed(&language, words)),
            ..Meta::default()
        }
    }
}

/// The first that says something wins.
fn set(place: &mut Option<String>, value: Option<String>) {
    if place.is_none() {
        *place = value;
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().and_then(clean)
}

/// A name, a thing that has one, or several of them.
fn names(value: &Value) -> Option<String> {
    let name = |value: &Value| text(value).or_else(|| text(&value["name"]));
    match value {
        Value::Array(all) => {
            let all: Vec<String> = all.iter().filter_map(name).take(8).collect();
            Some(all.join(", ")).filter(|all| !all.is_empty())
        }
        one => name(one),
    }
}

/// Whether a thing of schema.org is the page or what is told on it.
fn is_page(kind: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || kind.ends_with("Page")
                || matches!(kind, "Report" | "Interview" | "CreativeWork")
        })
    };
    match kind {
        Value::Array(kinds) => kinds.iter().any(is),
        kind => is(kind),
    }
}

/// A value on one line, entities that were written twice undone; `None` when
/// nothing is left or it is no value.
fn clean(value: &str) -> Option<String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(value).filter(|value| !value.is_empty() && value.len() <= 2_000)
}

/// `Overskrift - Avisen` without the name of the newspaper.
fn without_site(title: &str, site: Option<&str>) -> String {
    let parts = [" - ", " | ", " – ", " · ", " — ", " :: "];
    let cut = parts
        .iter()
        .filter_map(|part| title.rsplit_once(part))
        .find(|(_, tail)| site.is_some_and(|site| site.eq_ignore_ascii_case(tail.trim())));
    cut.map_or(title, |(head, _)| head).trim().to_owned()
}

/// The date, if it is one; what stands behind it may be any time.
fn day(text: &str) -> Option<String> {
    let date = date::read(text).ok().or_else(|| date::read(text.get(..10)?).ok())?;
    Some(date.to_string())
}

/// A language that the words do not belie: templates say `en` of pages in
/// Danish, and nothing but Danish (and its neighbours) has as many æ, ø and å.
fn believed(language: &str, words: &str) -> Option<String> {
    let primary = language.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let is_nordic = matches!(primary.as_str(), "da" | "nb" | "nn" | "no" | "fo");
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let nordic = words.chars().filter(|c| "æøåÆØÅ".contains(*c)).count();
    (is_nordic || nordic * 100 < letters).then_some(primary)
}
