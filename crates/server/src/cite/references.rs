//! A document as a reference: for a reference list, for reference managers, for Wikipedia.

use ordret_model::{Body, Document, Kind};
use serde_json::{Value, json};

use super::{address, said, who};

/// What every form says, in the words of the source.
struct Reference {
    id: String,
    title: String,
    /// The work that the source is a part of.
    container: Option<String>,
    author: Option<String>,
    year: Option<i32>,
    /// `2025-06-12`, `2025-06` or `2025`.
    date: Option<String>,
    chapter: Option<String>,
    page: Option<String>,
    url: Option<String>,
    /// Who said what, in one line.
    note: String,
    language: String,
}

impl Reference {
    fn of(document: &Document, public_url: Option<&str>) -> Reference {
        let source = document.source();
        let container = source.publication.clone().filter(|name| *name != source.title);
        Reference {
            id: document.id.to_string(),
            title: source.title.clone(),
            container,
            author: document.metadata.get("author").cloned(),
            year: source.year,
            date: source.date.clone().or(source.year.map(|year| year.to_string())),
            chapter: source.chapter.clone(),
            page: source.page.clone(),
            url: address(document, public_url),
            note: one_line(&said(document)),
            language: document.language.clone(),
        }
    }
}

/// APA, seventh edition, in Danish: author, year, title, work, place in it, address. Where no
/// author is known the work stands in the author's place, else the title does.
pub(crate) fn apa(document: &Document, public_url: Option<&str>) -> String {
    let Reference { title, container, author, year, chapter, page, url, .. } =
        Reference::of(document, public_url);
    let year = year.map_or_else(|| "u.å.".to_owned(), |year| year.to_string());
    let numbered =
        |sign: &str, number: Option<String>| number.map(|number| format!("{sign} {number}"));
    let places: Vec<String> =
        [numbered("kap.", chapter), numbered("s.", page)].into_iter().flatten().collect();
    let places = match places.is_empty() {
        true => String::new(),
        false => format!(" ({})", places.join(", ")),
    };
    let text = match (author, container) {
        (Some(author), Some(work)) => format!("{author}. ({year}). {title}. I: {work}{places}."),
        (Some(author), None) => format!("{author}. ({year}). {title}{places}."),
        (None, Some(work)) => format!("{work}. ({year}). {title}{places}."),
        (None, None) => format!("{title}. ({year}){places}."),
    };
    match url {
        Some(url) => format!("{text} {url}"),
        None => text,
    }
}

/// BibTeX, one entry. What TeX reads as a sign is escaped.
pub(crate) fn bibtex(document: &Document, public_url: Option<&str>) -> String {
    let reference = Reference::of(document, public_url);
    let kind = if reference.container.is_some() { "incollection" } else { "misc" };
    let fields = [
        ("title", Some(reference.title)),
        ("booktitle", reference.container),
        ("author", reference.author.map(|name| format!("{{{}}}", tex(&name)))),
        ("year", reference.year.map(|year| year.to_string())),
        ("date", reference.date),
        ("chapter", reference.chapter),
        ("pages", reference.page),
        ("url", reference.url),
        ("language", Some(reference.language)),
        ("note", Some(reference.note)),
    ];
    let mut entry = format!("@{kind}{{ordret-{},\n", reference.id);
    for (name, value) in fields {
        if let Some(value) = value {
            let value = if matches!(name, "url" | "author") { value } else { tex(&value) };
            entry.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    }
    entry + "}\n"
}

fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// RIS, one record, with the line ends its specification asks for.
pub(crate) fn ris(document: &Document, public_url: Option<&str>) -> String {
    let reference = Reference::of(document, public_url);
    let kind = if reference.container.is_some() { "CHAP" } else { "GEN" };
    let lines = [
        ("TY", Some(kind.to_owned())),
        ("ID", Some(reference.id)),
        ("TI", Some(reference.title)),
        ("T2", reference.container),
        ("AU", reference.author),
        ("PY", reference.year.map(|year| year.to_string())),
        ("DA", reference.date.map(|date| date.replace('-', "/"))),
        ("SE", reference.chapter),
        ("SP", reference.page),
        ("UR", reference.url),
        ("LA", Some(reference.language)),
        ("N1", Some(reference.note)),
    ];
    let mut record = String::new();
    for (tag, value) in lines {
        if let Some(value) = value {
            record.push_str(&format!("{tag}  - {}\r\n", one_line(&value)));
        }
    }
    record + "ER  - \r\n"
}

/// CSL-JSON: a list with one item, as reference managers read it.
pub(crate) fn csl(document: &Document, public_url: Option<&str>) -> Value {
    let reference = Reference::of(document, public_url);
    let mut item = json!({
        "id": reference.id,
        "type": if reference.container.is_some() { "chapter" } else { "document" },
        "title": reference.title,
        "language": reference.language,
        "note": reference.note,
    });
    let parts =
        |date: &str| -> Vec<i64> { date.split('-').map_while(|part| part.parse().ok()).collect() };
    let optional = [
        ("container-title", reference.container.map(Value::from)),
        ("author", reference.author.map(|name| json!([{"literal": name}]))),
        ("issued", reference.date.map(|date| json!({"date-parts": [parts(&date)]}))),
        ("chapter-number", reference.chapter.map(Value::from)),
        ("page", reference.page.map(Value::from)),
        ("URL", reference.url.map(Value::from)),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            item[key] = value;
        }
    }
    json!([item])
}

/// A reference for an article of Wikipedia, with what was said as its quotation.
pub(crate) fn wikipedia(document: &Document, public_url: Option<&str>) -> String {
    let reference = Reference::of(document, public_url);
    let quote = matches!(document.body, Body::Quote(_)).then(|| document.text.value.clone());
    let speaker = document.speaker.as_ref().map(who).filter(|who| !who.is_empty());
    let fields = [
        ("title", Some(reference.title)),
        ("work", reference.container),
        ("author", reference.author),
        ("date", reference.date),
        ("page", reference.page),
        ("url", reference.url),
        ("quote", quote),
        ("others", speaker.filter(|_| document.kind() == Kind::Quote)),
    ];
    let mut text = "<ref>{{Cite web".to_owned();
    for (name, value) in fields {
        if let Some(value) = value {
            text.push_str(&format!(" |{name}={}", wiki(&value)));
        }
    }
    text + "}}</ref>"
}

/// What a wiki reads as a sign stays text.
fn wiki(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '|' => escaped.push_str("{{!}}"),
            '{' | '}' | '[' | ']' | '<' | '>' | '=' | '\'' => {
                escaped.push_str(&format!("&#{};", u32::from(c)));
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Text on one line: a line break would end a field.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
