//! On whose word each value of a record stands: one walk through them, for reading and writing.

use std::collections::BTreeMap;

use ordret_model::{Basis, Body, Case, Document, Figure, Known, Quote, Span, Speaker};
use serde::{Deserialize, Serialize};

/// How one value is known, and the bytes of its source where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stands {
    basis: Basis,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

/// What a record says of its values, by their keys (`variants.0` for one of several). What is not
/// named is stated, and nobody knows where.
pub type Provenance = BTreeMap<String, Stands>;

/// What is to be said of a document's values.
pub fn of(document: &Document) -> Provenance {
    let mut provenance = Provenance::new();
    each(&mut document.clone(), &mut |key, basis, span| {
        let (start, end) = (span.map(|span| span.start), span.map(|span| span.end));
        if *basis != Basis::Stated || start.is_some() {
            provenance.insert(key.to_owned(), Stands { basis: *basis, start, end });
        }
    });
    provenance
}

/// Says it of them; gives the first key back that no value has.
pub fn apply(mut provenance: Provenance, document: &mut Document) -> Option<String> {
    each(document, &mut |key, basis, span| {
        let stands = provenance.remove(key);
        *basis = stands.map_or(Basis::Stated, |stands| stands.basis);
        *span = stands.and_then(|stands| Some(Span::new(stands.start?, stands.end?)));
    });
    provenance.into_keys().next()
}

/// What is done with each.
type Visit<'v> = dyn FnMut(&str, &mut Basis, &mut Option<Span>) + 'v;

/// Goes to each value that is known in some way. Everything is taken apart by name, so that a
/// field somebody adds does not compile until it is said here what it is called.
fn each(document: &mut Document, visit: &mut Visit<'_>) {
    let Document {
        id: _,
        source_id: _,
        title: _,
        title_source,
        text,
        speaker,
        attribution,
        body,
        topics: _,
        language: _,
        reviewed: _,
        sources: _,
        metadata: _,
    } = document;
    one("text", text, visit);
    maybe("title", title_source, visit);
    maybe("attribution", attribution, visit);
    if let Some(speaker) = speaker {
        of_speaker(speaker, visit);
    }
    match body {
        Body::Quote(quote) => of_quote(quote, visit),
        Body::Case(case) => of_case(case, visit),
        Body::Figure(figure) => of_figure(figure, visit),
    }
}

fn of_speaker(speaker: &mut Speaker, visit: &mut Visit<'_>) {
    let Speaker {
        name,
        variants,
        role,
        role_group,
        organisation,
        place,
        party,
        former_roles,
        sector,
    } = speaker;
    maybe("person", name, visit);
    several("variants", variants, visit);
    maybe("role", role, visit);
    maybe("role_group", role_group, visit);
    maybe("org", organisation, visit);
    maybe("place", place, visit);
    maybe("party", party, visit);
    several("former_roles", former_roles, visit);
    maybe("sector", sector, visit);
}

fn of_quote(quote: &mut Quote, visit: &mut Visit<'_>) {
    let Quote { case: _, partial: _, status, status_note, sic } = quote;
    maybe("status", status, visit);
    maybe("status_note", status_note, visit);
    several("sic", sic, visit);
}

fn of_case(case: &mut Case, visit: &mut Visit<'_>) {
    let Case { problem, done, outcome, prerequisites, reuse, link } = case;
    maybe("problem", problem, visit);
    maybe("done", done, visit);
    maybe("outcome", outcome, visit);
    maybe("prerequisites", prerequisites, visit);
    maybe("reuse", reuse, visit);
    if let Some(link) = link {
        one("link", &mut link.text, visit);
    }
}

fn of_figure(figure: &mut Figure, visit: &mut Visit<'_>) {
    let Figure {
        value,
        value_text,
        unit,
        n,
        period,
        weighting,
        significance,
        caption,
        image,
        download,
        series,
        data: _,
    } = figure;
    maybe("value", value, visit);
    maybe("value_text", value_text, visit);
    maybe("unit", unit, visit);
    maybe("n", n, visit);
    maybe("period", period, visit);
    maybe("weighting", weighting, visit);
    maybe("significance", significance, visit);
    maybe("caption", caption, visit);
    if let Some(image) = image {
        one("image", &mut image.file, visit);
    }
    if let Some(download) = download {
        one("download", &mut download.text, visit);
    }
    maybe("series", series, visit);
}

fn one<T>(key: &str, known: &mut Known<T>, visit: &mut Visit<'_>) {
    visit(key, &mut known.basis, &mut known.span);
}

fn maybe<T>(key: &str, known: &mut Option<Known<T>>, visit: &mut Visit<'_>) {
    if let Some(known) = known {
        one(key, known, visit);
    }
}

fn several<T>(key: &str, known: &mut [Known<T>], visit: &mut Visit<'_>) {
    for (at, known) in known.iter_mut().enumerate() {
        one(&format!("{key}.{at}"), known, visit);
    }
}
