//! A manuscript beside what the sources say.

use std::sync::Arc;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use ordret_model::Document;
use ordret_search::Original;
use ordret_speech::marks::QUOTE_MARKS;
use ordret_speech::passages::Passage;
use serde::Serialize;

use super::frame::Frame;
use super::hit::{QuotationView, known, quotation_view};
use super::source_line::{SourceView, source_view};
use crate::address::document_url;
use crate::answer::Shared;
use crate::api;
use crate::engine::Reader;
use crate::failure::Failure;
use crate::json::verified_json;
use crate::params;
use crate::posted::{LONGEST_TEXT, MOST_MARKS, wants_json};
use crate::router::POSTED;
use crate::verify::{Verdict, Verified};
use crate::wording::{self, Language};

/// `GET /efterproev`: the form.
pub(crate) async fn verify_form(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
) -> Result<Response, Failure> {
    frame(TITLE.to_owned()).around(&shared, Some(&reader), TEMPLATE, VerifyView::default())
}

/// `POST /efterproev`: every quotation of `tekst` with its verdict, and the text once more to
/// correct; for a program what `ordret verify --json` says.
pub(crate) async fn verify_page(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Failure> {
    // It is whole in memory already, and no longer than it may be.
    let body = to_bytes(request.into_body(), usize::MAX).await;
    let text = typed(&body.map_err(|_| Failure::BrokenBody)?);
    if text.len() > LONGEST_TEXT || text.matches(QUOTE_MARKS).count() > MOST_MARKS {
        return Err(Failure::TooLong);
    }
    let verified = reader.verify(text.clone()).await?;
    if wants_json(&headers) {
        return Ok(api::json(&verified_json(&verified)));
    }
    let view = verify_view(text, &verified);
    frame(view.title.clone()).around(&shared, Some(&reader), TEMPLATE, view)
}

const TITLE: &str = "Efterprøv citater";
const TEMPLATE: &str = "efterproev.html";

fn frame(title: String) -> Frame {
    Frame {
        part: "verify",
        description:
            "Er citaterne i en tekst ordret? Hvert af dem lagt ved siden af det, kilderne siger."
                .to_owned(),
        ..Frame::new(title, POSTED)
    }
}

/// The text that a form sends; none where it sends another.
fn typed(body: &Bytes) -> String {
    let form = String::from_utf8_lossy(body);
    let tekst = params::pairs(&form).find(|(name, _)| name == "tekst");
    tekst.map(|(_, text)| text).unwrap_or_default()
}

#[derive(Default, Serialize)]
struct VerifyView {
    title: String,
    /// What was sent, to be corrected.
    text: String,
    /// Whether anything was sent.
    asked: bool,
    passages: Vec<PassageView>,
    /// How many passages have each verdict, the good first.
    tally: Vec<(&'static str, &'static str, usize)>,
    /// Whether any of them is shown word by word.
    differs: bool,
    /// Where marks open that nothing closes, joined.
    unclosed: Option<String>,
    /// How many passages were compared, and how many were not, where any were not.
    cut: Option<(String, String)>,
}

/// A passage beside its original.
#[derive(Serialize)]
struct PassageView {
    line: u32,
    verdict: &'static str,
    label: &'static str,
    text: String,
    quotation: Option<QuotationView>,
    original: Option<OriginalView>,
}

#[derive(Serialize)]
struct OriginalView {
    url: String,
    kind_label: &'static str,
    /// Who said it, else the document's title.
    heading: String,
    role: Vec<String>,
    source: SourceView,
}

fn verify_view(text: String, verified: &Verified) -> VerifyView {
    let all = verified.passages.len();
    let tally = VERDICTS.map(|verdict| (verdict.as_str(), label(verdict), verified.count(verdict)));
    VerifyView {
        title: match all {
            0 => "Ingen citater at efterprøve".to_owned(),
            _ => summary(verified.count(Verdict::Exact), all),
        },
        asked: true,
        passages: verified.passages.iter().map(passage_view).collect(),
        tally: tally.into_iter().filter(|(.., count)| *count > 0).collect(),
        differs: verified.count(Verdict::Near) > 0,
        unclosed: lines(&verified.unclosed),
        cut: (verified.left > 0).then(|| (number(all), number(verified.left))),
        text,
    }
}

fn summary(exact: usize, all: usize) -> String {
    match (exact, all) {
        (1, 1) => "Citatet er ordret".to_owned(),
        (0, 1) => "Citatet er ikke ordret".to_owned(),
        (exact, all) if exact == all => format!("Alle {} citater er ordrette", number(all)),
        (0, all) => format!("Ingen af {} citater er ordrette", number(all)),
        (exact, all) => format!("{} af {} citater er ordrette", number(exact), number(all)),
    }
}

fn number(count: usize) -> String {
    wording::number(count as u64, Language::Da)
}

const VERDICTS: [Verdict; 3] = [Verdict::Exact, Verdict::Near, Verdict::None];

fn label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "Ordret",
        Verdict::Near => "Afviger fra kilden",
        Verdict::None => "Ikke fundet",
    }
}

/// Lines named on the page: a text of marks has thousands.
const MOST_LINES: usize = 12;

/// `3`, `3 og 7`, `3, 7 og 9`.
fn lines(lines: &[u32]) -> Option<String> {
    let mut named: Vec<String> = lines.iter().take(MOST_LINES).map(u32::to_string).collect();
    if lines.len() > MOST_LINES {
        named.push(format!("{} til", number(lines.len() - MOST_LINES)));
    }
    let last = named.pop()?;
    Some(if named.is_empty() { last } else { format!("{} og {last}", named.join(", ")) })
}

fn passage_view((passage, original): &(Passage, Option<Original>)) -> PassageView {
    let verdict = Verdict::of(original.as_ref());
    PassageView {
        line: passage.line,
        verdict: verdict.as_str(),
        label: label(verdict),
        text: passage.text.clone(),
        quotation: original.as_ref().map(|original| quotation_view(&original.quotation)),
        original: original.as_ref().map(|original| original_view(&original.document)),
    }
}

fn original_view(document: &Document) -> OriginalView {
    let speaker = document.speaker.as_ref();
    let part = |value| known(value);
    let name = part(speaker.and_then(|speaker| speaker.name.as_ref()));
    let role = part(speaker.and_then(|speaker| speaker.role.as_ref()));
    let organisation = part(speaker.and_then(|speaker| speaker.organisation.as_ref()));
    OriginalView {
        url: document_url(document),
        kind_label: wording::kind(document.kind(), Language::Da),
        heading: name.unwrap_or_else(|| document.title.clone()),
        role: role.into_iter().chain(organisation).collect(),
        source: source_view(document.source()),
    }
}
