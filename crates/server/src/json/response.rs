//! The answer to a search.

use ordret_model::{
    Body, Difference, Document, Explanation, Facet, FacetField, Fragment, Hit, Known, Note,
    Quotation, SearchRequest, SearchResponse, Source, Spelled, Suggestion, SuggestionKind,
};
use ordret_search::Original;
use ordret_speech::passages::Passage;
use serde_json::{Map, Value, json};

use super::{Object, document::number};
use crate::address::{document_url, search_url};
use crate::verify::{Verdict, Verified};
use crate::wording::{self, Language};

/// The value of `GET /api/v1/search` and `ordret search --json`. The request
/// tells what the answer was to: what a note proposes, and whether
/// explanations were asked for.
pub fn search_json(response: &SearchResponse, request: &SearchRequest) -> Value {
    Object::default()
        .with("query", response.query.as_str())
        .with("total", response.total)
        .with("total_partial", response.total_partial)
        .with("total_is_exact", response.total_is_exact)
        .with("took_ms", took_ms(response))
        .with("generation", response.generation.as_str())
        .with("limit", request.limit)
        .with("offset", request.offset)
        .with("hits", response.hits.iter().map(hit).collect::<Vec<_>>())
        .with("facets", facets(&response.facets))
        .with("facet_totals", facet_totals(&response.facets))
        .with("notes", response.notes.iter().map(|note| remark(note, request)).collect::<Vec<_>>())
        .finish()
}

/// Milliseconds, to the microsecond.
fn took_ms(response: &SearchResponse) -> f64 {
    response.took.as_micros() as f64 / 1000.0
}

fn hit(hit: &Hit) -> Value {
    let document = &hit.document;
    let mut object = Object::default()
        .with("id", document.id.as_str())
        .with("kind", document.kind().as_str())
        .with("source_id", document.source_id.clone())
        .with("title", document.title.as_str())
        .with("url", document_url(document))
        .with("score", hit.score)
        .with("missing", hit.missing.clone())
        .with("speaker", speaker(document))
        .with("snippet", fragments(&hit.snippet))
        .with("snippet_is_whole", hit.snippet_is_whole)
        .with("attribution", fragments(&hit.attribution))
        .with("source", source(document.source()));
    if let Body::Figure(figure) = &document.body {
        object = object
            .with("value", figure.value.as_ref().map(|value| number(value.value)))
            .with("unit", known(&figure.unit));
    }
    if !hit.spelled.is_empty() {
        let shape = |one: &Spelled| json!({"typed": one.typed, "written": one.written});
        object = object.with("spelled", hit.spelled.iter().map(shape).collect::<Vec<_>>());
    }
    if let Some(quotation) = &hit.quotation {
        object = object.with("quotation", quotation_json(quotation));
    }
    if let Some(explanation) = &hit.explanation {
        object = object.with("explanation", explanation.iter().map(explained).collect::<Vec<_>>());
    }
    object.finish()
}

/// The value of `GET /api/v1/suggest`: each with the search that it leads to.
pub(crate) fn suggestions_json(typed: &str, suggestions: &[Suggestion]) -> Value {
    let shape = |one: &Suggestion| {
        let mut request = SearchRequest::default();
        let field = match one.kind {
            SuggestionKind::Speaker => Some(FacetField::Speaker),
            SuggestionKind::Place => Some(FacetField::Place),
            SuggestionKind::Topic => Some(FacetField::Topic),
            SuggestionKind::Title | SuggestionKind::Word => None,
        };
        match field {
            Some(field) => drop(request.filters.values.insert(field, vec![one.text.clone()])),
            None => request.query = one.text.clone(),
        }
        json!({
            "text": one.text, "kind": one.kind.as_str(), "count": one.count,
            "url": search_url(&request),
        })
    };
    json!({"query": typed, "suggestions": suggestions.iter().map(shape).collect::<Vec<_>>()})
}

/// What `ordret verify --json` says of one passage.
pub fn passage_json(passage: &Passage, original: Option<&Original>) -> Value {
    let document = original.map(|original| &original.document);
    let quotation = original.map(|original| quotation_json(&original.quotation));
    json!({
        "text": passage.text,
        "line": passage.line,
        "verdict": Verdict::of(original).as_str(),
        "id": document.map(|document| document.id.as_str()),
        "url": document.map(document_url),
        "diff": quotation.map_or_else(|| json!([]), |quotation| quotation["diff"].clone()),
    })
}

/// The same of a manuscript, and what was not compared.
pub(crate) fn verified_json(verified: &Verified) -> Value {
    let passages = verified
        .passages
        .iter()
        .map(|(passage, original)| passage_json(passage, original.as_ref()));
    json!({
        "passages": passages.collect::<Vec<_>>(),
        "unclosed": verified.unclosed,
        "not_compared": verified.left,
    })
}

/// What was typed beside what the source says.
fn quotation_json(quotation: &Quotation) -> Value {
    let shape = |one: &Difference| json!({"text": one.text, "op": one.op.as_str()});
    json!({
        "exact": quotation.exact,
        "diff": quotation.diff.iter().map(shape).collect::<Vec<_>>(),
    })
}

fn speaker(document: &Document) -> Option<Value> {
    document.speaker.as_ref().map(|speaker| {
        json!({
            "name": known(&speaker.name), "role": known(&speaker.role),
            "organisation": known(&speaker.organisation), "place": known(&speaker.place),
            "party": known(&speaker.party),
        })
    })
}

fn known(value: &Option<Known<String>>) -> Option<&str> {
    value.as_ref().map(|known| known.value.as_str())
}

fn fragments(fragments: &[Fragment]) -> Vec<Value> {
    let shape = |piece: &Fragment| json!({"text": piece.text, "highlighted": piece.highlighted});
    fragments.iter().map(shape).collect()
}

fn source(source: &Source) -> Value {
    json!({
        "title": source.title, "publication": source.publication, "year": source.year,
        "url": source.url, "slug": source.slug, "sample": source.sample,
    })
}

fn explained(explanation: &Explanation) -> Value {
    let fields: Map<String, Value> = explanation
        .fields
        .iter()
        .map(|(field, weight)| (field.as_str().to_owned(), json!(weight)))
        .collect();
    json!({
        "clause": explanation.clause, "reason": explanation.reason.as_str(),
        "message": wording::explanation(explanation, Language::Da), "score": explanation.score, "idf": explanation.idf,
        "fields": fields,
    })
}

fn facets(facets: &[Facet]) -> Map<String, Value> {
    facets.iter().map(|facet| (facet.field.as_str().to_owned(), tally(facet))).collect()
}

/// How many values each facet has, listed or not.
fn facet_totals(facets: &[Facet]) -> Map<String, Value> {
    let total = |facet: &Facet| (facet.field.as_str().to_owned(), json!(facet.different));
    facets.iter().map(total).collect()
}

fn tally(facet: &Facet) -> Value {
    let shape = |value: &ordret_model::FacetValue| {
        json!({
            "value": value.value,
            "label": wording::facet_value(facet.field, &value.value, Language::Da),
            "count": value.count,
            "selected": value.selected,
        })
    };
    facet.values.iter().map(shape).collect()
}

fn remark(note: &Note, request: &SearchRequest) -> Value {
    json!({
        "code": wording::note_code(note),
        "message": wording::note(note, Language::Da),
        "query": wording::note_query(note).unwrap_or(&request.query),
    })
}
