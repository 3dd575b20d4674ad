//! A document, whole.

use ordret_model::{Body, Case, Document, Figure, FormerRole, Image, Known, Link, Source, Speaker};
use serde_json::{Value, json};

use super::{Object, provenance::provenance};
use crate::address::document_url;
use crate::cite;

/// The value of `GET /api/v1/documents/{id}`, a page's `.json` and one element
/// of `extract --json`. Keys that a kind has not are left out; a figure always
/// has `value`, `unit` and `n`, null when absent. Values are plain; on whose
/// word each stands, and where in the source (bytes), says `provenance`.
pub fn document_json(document: &Document) -> Value {
    let object = Object::default()
        .with("kind", document.kind().as_str())
        .with("id", document.id.as_str())
        .with("source_id", document.source_id.clone())
        .with("title", document.title.as_str())
        .with("title_source", known(&document.title_source))
        .with("text", document.words())
        .with("sha256", cite::seal(document))
        .with("speaker", document.speaker.as_ref().map(speaker))
        .with("attribution", known(&document.attribution))
        .with("line", document.source().line)
        .with("url", document_url(document))
        .with("topics", document.topics.clone())
        .with("language", document.language.as_str())
        .with("reviewed", document.reviewed);
    let object = match &document.body {
        Body::Quote(quote) => object
            .with("partial", quote.partial)
            .with("status", quote.status.as_ref().map(|status| status.value.as_str()))
            .with("status_note", known(&quote.status_note))
            .with("sic", quote.sic.iter().map(|sic| json!(sic.value)).collect::<Vec<_>>())
            .with("case", quote.case.as_ref().map(|id| id.as_str())),
        Body::Case(case) => with_case(object, case),
        Body::Figure(figure) => with_figure(object, figure),
    };
    object
        .with("source", source_json(document.source()))
        .with("sources", document.sources.iter().map(source_json).collect::<Vec<_>>())
        .with("provenance", provenance(document))
        .with("metadata", json!(document.metadata))
        .finish()
}

fn with_case(object: Object, case: &Case) -> Object {
    object
        .with("problem", known(&case.problem))
        .with("done", known(&case.done))
        .with("outcome", known(&case.outcome))
        .with("prerequisites", known(&case.prerequisites))
        .with("reuse", known(&case.reuse))
        .with("missing", missing(case))
        .with("link", case.link.as_ref().map(link))
}

/// A case's parts, by the names they have in JSON, in the order they are read.
pub(crate) fn parts(case: &Case) -> [(&'static str, &Option<Known<String>>); 5] {
    [
        ("problem", &case.problem),
        ("done", &case.done),
        ("outcome", &case.outcome),
        ("prerequisites", &case.prerequisites),
        ("reuse", &case.reuse),
    ]
}

fn missing(case: &Case) -> Vec<&'static str> {
    parts(case).into_iter().filter(|(_, part)| part.is_none()).map(|(name, _)| name).collect()
}

fn with_figure(object: Object, figure: &Figure) -> Object {
    object
        .with("value", figure.value.as_ref().map(|value| number(value.value)))
        .with("unit", known(&figure.unit))
        .with("n", figure.n.as_ref().map(|n| n.value))
        .with("period", known(&figure.period))
        .with("weighting", known(&figure.weighting))
        .with("significance", known(&figure.significance))
        .with("caption", known(&figure.caption))
        .with("image", figure.image.as_ref().map(image))
        .with("download", figure.download.as_ref().map(link))
        .with("series", known(&figure.series))
        .with("data", json!(figure.data))
}

/// `63` rather than `63.0`, where the number is whole and a double holds it exactly.
pub(super) fn number(value: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value.fract() == 0.0 && value.abs() < EXACT {
        true => json!(value as i64),
        false => json!(value),
    }
}

fn image(image: &Image) -> Value {
    json!({"file": image.file.value, "alt": image.alt})
}

fn link(link: &Link) -> Value {
    json!({"text": link.text.value, "target": link.target})
}

fn speaker(speaker: &Speaker) -> Value {
    let variants: Vec<&str> = speaker.variants.iter().map(|known| known.value.as_str()).collect();
    let former: Vec<Value> = speaker.former_roles.iter().map(|role| former(&role.value)).collect();
    json!({
        "name": known(&speaker.name),
        "role": known(&speaker.role),
        "role_group": speaker.role_group.as_ref().map(|role| role.value.as_str()),
        "organisation": known(&speaker.organisation),
        "place": known(&speaker.place),
        "party": known(&speaker.party),
        "former_roles": former,
        "variants": variants,
        "sector": speaker.sector.as_ref().map(|sector| sector.value.as_str()),
    })
}

fn former(role: &FormerRole) -> Value {
    json!({"role": role.role, "organisation": role.organisation})
}

/// A place in a publication.
pub(crate) fn source_json(source: &Source) -> Value {
    json!({
        "title": source.title, "publication": source.publication, "chapter": source.chapter,
        "page": source.page, "position": source.position, "period": source.period,
        "date": source.date, "year": source.year, "url": source.url, "licence": source.licence,
        "sample": source.sample, "file": source.file, "line": source.line, "slug": source.slug,
    })
}

fn known(value: &Option<Known<String>>) -> Option<&str> {
    value.as_ref().map(|known| known.value.as_str())
}
