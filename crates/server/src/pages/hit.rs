//! One hit in a list of results.

use ordret_model::{
    Body, Difference, Document, Figure, Fragment, Hit, Kind, Known, Link, Quotation,
};
use serde::Serialize;

use super::source_line::{SourceView, source_view};
use super::words::{Piece, foreign, paragraphs, pieces, plain};
use crate::address::{document_url, person_url};
use crate::wording::{self, Language};

/// A hit for display.
#[derive(Debug, Serialize)]
pub(super) struct HitView {
    pub kind: &'static str,
    pub kind_label: &'static str,
    pub url: String,
    /// The heading's words.
    pub heading: Vec<Piece>,
    /// More of the heading, for those who hear the list of headings; only where
    /// the speaker's name is the heading.
    pub heading_more: Option<String>,
    /// The passage, in paragraphs.
    pub passage: Vec<Vec<Piece>>,
    /// Words of the document stand before, or after, the passage.
    pub cut_before: bool,
    pub cut_after: bool,
    pub language: Option<String>,
    pub name: Vec<Piece>,
    /// The name plain, and the page with all that the person said.
    pub person: Option<(String, String)>,
    pub role: Vec<Piece>,
    pub organisation: Vec<Piece>,
    pub party: Option<String>,
    /// The attribution, only where a word matched in it that is not highlighted
    /// anywhere else: it tells why the document was found.
    pub attribution: Vec<Vec<Piece>>,
    pub value: Option<Value>,
    pub source: SourceView,
    pub explanation: Vec<Explained>,
    /// The typed words it lacks.
    pub missing: Vec<String>,
    /// Words it spells otherwise than was typed.
    pub spelled: Vec<String>,
    pub quotation: Option<QuotationView>,
}

/// A statistic's number and what it counts.
#[derive(Debug, Serialize)]
pub(crate) struct Value {
    pub number: String,
    pub unit: Option<String>,
}

/// What one word of the query gave.
#[derive(Debug, Serialize)]
pub(super) struct Explained {
    what: String,
    score: String,
}

/// What was typed beside what the source says.
#[derive(Debug, Serialize)]
pub(super) struct QuotationView {
    exact: bool,
    diff: Vec<Changed>,
}

/// A run of words in a comparison.
#[derive(Debug, Serialize)]
struct Changed {
    text: String,
    op: &'static str,
}

pub(super) fn hit_view(hit: &Hit) -> HitView {
    let document = &hit.document;
    let (heading, heading_more) = heading(hit);
    let passage: String = hit.snippet.iter().map(|piece| piece.text.as_str()).collect();
    HitView {
        kind: document.kind().as_str(),
        kind_label: wording::kind(document.kind(), Language::Da),
        url: document_url(document),
        heading,
        heading_more,
        passage: paragraphs(&hit.snippet),
        cut_before: !hit.snippet_is_whole && !document.words().starts_with(&passage),
        cut_after: !hit.snippet_is_whole && !document.words().ends_with(&passage),
        language: foreign(&document.language),
        name: pieces(&hit.speaker.name),
        person: document
            .speaker
            .as_ref()
            .and_then(|speaker| speaker.name.as_ref())
            .and_then(|name| Some((name.value.clone(), person_url(&name.value)?))),
        role: pieces(&hit.speaker.role),
        organisation: pieces(&hit.speaker.organisation),
        party: known(document.speaker.as_ref().and_then(|speaker| speaker.party.as_ref())),
        attribution: if tells_more(hit) { paragraphs(&hit.attribution) } else { Vec::new() },
        value: value(document),
        source: source_view(document.source()),
        explanation: hit.explanation.iter().flatten().map(explained).collect(),
        missing: hit.missing.clone(),
        spelled: hit.spelled.iter().map(|one| one.written.clone()).collect(),
        quotation: hit.quotation.as_ref().map(quotation_view),
    }
}

/// Whether the attribution holds a match that is not to be seen elsewhere.
fn tells_more(hit: &Hit) -> bool {
    let speaker = &hit.speaker;
    let fields = [&hit.title, &hit.snippet, &speaker.name, &speaker.role, &speaker.organisation];
    let seen: Vec<String> = fields.into_iter().flatten().filter_map(matched).collect();
    hit.attribution.iter().filter_map(matched).any(|word| !seen.contains(&word))
}

fn matched(piece: &Fragment) -> Option<String> {
    piece.highlighted.then(|| piece.text.to_lowercase())
}

/// A quote without a title of its own is headed by its speaker; its opening
/// words, which stand below anyway, are only spoken.
fn heading(hit: &Hit) -> (Vec<Piece>, Option<String>) {
    let document = &hit.document;
    let name: String = hit.speaker.name.iter().map(|piece| piece.text.as_str()).collect();
    let made_up = document.kind() == Kind::Quote && document.title_source.is_none();
    match made_up && !name.is_empty() {
        true => {
            let more = document.title.strip_prefix(&name).unwrap_or(&document.title);
            (pieces(&hit.speaker.name), Some(more.to_owned()))
        }
        false if hit.title.is_empty() => (plain(&document.title), None),
        false => (pieces(&hit.title), None),
    }
}

/// The number to show large: as the source writes it, else as Danish would.
pub(crate) fn value(document: &Document) -> Option<Value> {
    let Body::Figure(figure) = &document.body else { return None };
    let unit = known(figure.unit.as_ref());
    match (&figure.value, &figure.value_text) {
        (Some(value), _) => {
            Some(Value { number: wording::decimal(value.value, Language::Da), unit })
        }
        (None, Some(text)) => Some(Value { number: text.value.clone(), unit: None }),
        (None, None) => None,
    }
}

fn explained(explanation: &ordret_model::Explanation) -> Explained {
    Explained {
        what: wording::explanation(explanation, Language::Da),
        score: wording::decimal(
            f64::from((explanation.score * 100.0).round()) / 100.0,
            Language::Da,
        ),
    }
}

pub(super) fn quotation_view(quotation: &Quotation) -> QuotationView {
    QuotationView { exact: quotation.exact, diff: quotation.diff.iter().map(difference).collect() }
}

fn difference(one: &Difference) -> Changed {
    Changed { text: one.text.clone(), op: one.op.as_str() }
}

pub(super) fn known(value: Option<&Known<String>>) -> Option<String> {
    value.map(|known| known.value.clone())
}

/// The words of a link and where it leads, if one may follow it.
pub(super) fn link(link: &Link) -> (String, Option<String>) {
    let target = link.target.as_deref().and_then(crate::address::outside);
    (link.text.value.clone(), target.map(str::to_owned))
}

pub(super) fn figure(document: &Document) -> Option<&Figure> {
    match &document.body {
        Body::Figure(figure) => Some(figure),
        _ => None,
    }
}
