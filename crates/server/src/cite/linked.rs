//! A document as linked data (schema.org), for search engines.

use ordret_model::{Body, Document, Kind};
use serde_json::{Map, Value, json};

use super::address;

/// JSON-LD to stand in a page's head: a quotation, an article or a dataset. No sign in it can
/// end the element it stands in.
pub(crate) fn json_ld(document: &Document, public_url: Option<&str>) -> String {
    let source = document.source();
    let mut thing = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            thing.insert(key.to_owned(), value);
        }
    };
    put("@context", "https://schema.org".into());
    put("@type", kind(document.kind()).into());
    put("name", document.title.clone().into());
    put("inLanguage", document.language.clone().into());
    put("url", json!(address(document, public_url)));
    put("identifier", document.id.to_string().into());
    put("license", json!(source.licence));
    put("datePublished", json!(source.date.clone().or(source.year.map(|year| year.to_string()))));
    let speaker = document.speaker.as_ref();
    let name = speaker.and_then(|speaker| speaker.name.as_ref()).map(|name| &name.value);
    let said = json!(name.map(|name| json!({
        "@type": "Person",
        "name": name,
        "jobTitle": speaker.and_then(|speaker| speaker.role.as_ref()).map(|role| &role.value),
        "affiliation": speaker
            .and_then(|speaker| speaker.organisation.as_ref())
            .map(|known| json!({"@type": "Organization", "name": known.value})),
    })));
    match &document.body {
        Body::Quote(_) => {
            put("text", document.text.value.clone().into());
            put("spokenByCharacter", said.clone());
            put("creator", said);
        }
        Body::Case(_) => put("articleBody", document.text.value.clone().into()),
        Body::Figure(_) => put("description", document.words().into()),
    }
    put("isPartOf", json!({"@type": "CreativeWork", "name": source.title, "url": source.url}));
    let text = Value::Object(thing).to_string();
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Quote => "Quotation",
        Kind::Case => "Article",
        Kind::Figure => "Dataset",
    }
}
