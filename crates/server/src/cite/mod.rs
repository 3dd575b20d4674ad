//! A document's citation, ready to copy: its words to the letter, who said
//! them, where they stand. Beside it the forms in which others take it.

mod linked;
mod references;
mod share;

use ordret_model::{Body, Document, Figure, Known, Source, Speaker};

use crate::address::{document_url, outside};
use crate::wording::{Language, number};

pub(crate) use linked::json_ld;
pub(crate) use references::{apa, bibtex, csl, ris, wikipedia};
pub(crate) use share::{embedding, news_sentence, place_in_source, seal, text};

/// The citation. The address at its end is the document's own where the public
/// one is known, else the source's.
pub(crate) fn citation(document: &Document, public_url: Option<&str>) -> String {
    let place = place(document.source());
    let parts = [Some(said(document)), Some(format!("{place}.")), address(document, public_url)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The document's own address where the public one is known, else its source's.
fn address(document: &Document, public_url: Option<&str>) -> Option<String> {
    match public_url {
        Some(public_url) => Some(format!("{public_url}{}", document_url(document))),
        None => document.source().url.as_deref().and_then(outside).map(str::to_owned),
    }
}

fn said(document: &Document) -> String {
    let who = document.speaker.as_ref().map(who).unwrap_or_default();
    match &document.body {
        Body::Quote(_) if who.is_empty() => format!("»{}«", document.text.value),
        Body::Quote(_) => format!("{who}: »{}«", document.text.value),
        Body::Case(_) => format!("»{}«.", document.title),
        Body::Figure(figure) => counted(document, figure),
    }
}

fn who(speaker: &Speaker) -> String {
    let parts = [&speaker.name, &speaker.role, &speaker.organisation];
    let parts: Vec<&str> = parts.into_iter().flatten().map(|known| known.value.as_str()).collect();
    match (parts.is_empty(), &speaker.party) {
        (false, Some(party)) => format!("{} ({})", parts.join(", "), party.value),
        _ => parts.join(", "),
    }
}

fn counted(document: &Document, figure: &Figure) -> String {
    let value = figure.value_text.as_ref().map(|known: &Known<String>| known.value.as_str());
    let words = match document.text.value.as_str() {
        "" => document.title.as_str(),
        text => text,
    };
    let count = figure.n.as_ref().map(|n| format!(" (n = {})", number(n.value, Language::Da)));
    let said = match value {
        Some(value) if !words.starts_with(value) => format!("{value} {words}"),
        _ => words.to_owned(),
    };
    format!("{}{}.", said.trim_end_matches('.'), count.unwrap_or_default())
}

/// `I: Side, Publikation, kap. 3, s. 41, 2026`.
fn place(source: &Source) -> String {
    let numbered = |sign: &str, number: &Option<String>| {
        number.as_ref().map(|number| format!("{sign} {number}"))
    };
    let when = source.date.clone().or(source.year.map(|year| year.to_string()));
    let parts = [
        Some(source.title.clone()).filter(|title| !title.is_empty()),
        source.publication.clone().filter(|publication| *publication != source.title),
        numbered("kap.", &source.chapter),
        numbered("s.", &source.page),
        when,
    ];
    format!("I: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
