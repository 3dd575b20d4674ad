//! On whose word each value stands, and where in its source.

use ordret_model::{Basis, Body, Case, Document, Figure, Known, Speaker};
use serde_json::{Map, Value, json};

/// `{"text": {"basis": "stated", "start": 17, "end": 204}, "speaker.name": …}`:
/// bytes of the source file, null where a value stands nowhere.
pub(super) fn provenance(document: &Document) -> Value {
    let mut stands = Stands(Map::new());
    stands.maybe("title_source", &document.title_source);
    stands.known("text", &document.text);
    stands.maybe("attribution", &document.attribution);
    if let Some(speaker) = &document.speaker {
        stands.speaker(speaker);
    }
    match &document.body {
        Body::Quote(quote) => stands.maybe("status", &quote.status),
        Body::Case(case) => stands.case(case),
        Body::Figure(figure) => stands.figure(figure),
    }
    Value::Object(stands.0)
}

struct Stands(Map<String, Value>);

impl Stands {
    fn known<T>(&mut self, key: &str, known: &Known<T>) {
        let (start, end) = (known.span.map(|span| span.start), known.span.map(|span| span.end));
        let stands = json!({"basis": word(known.basis), "start": start, "end": end});
        self.0.insert(key.to_owned(), stands);
    }

    fn maybe<T>(&mut self, key: &str, value: &Option<Known<T>>) {
        if let Some(known) = value {
            self.known(key, known);
        }
    }

    fn speaker(&mut self, speaker: &Speaker) {
        self.maybe("speaker.name", &speaker.name);
        for (i, variant) in speaker.variants.iter().enumerate() {
            self.known(&format!("speaker.variants.{i}"), variant);
        }
        self.maybe("speaker.role", &speaker.role);
        self.maybe("speaker.role_group", &speaker.role_group);
        self.maybe("speaker.organisation", &speaker.organisation);
        self.maybe("speaker.place", &speaker.place);
        self.maybe("speaker.party", &speaker.party);
        self.maybe("speaker.sector", &speaker.sector);
        for (i, role) in speaker.former_roles.iter().enumerate() {
            self.known(&format!("speaker.former_roles.{i}"), role);
        }
    }

    fn case(&mut self, case: &Case) {
        for (name, part) in super::document::parts(case) {
            self.maybe(name, part);
        }
        if let Some(link) = &case.link {
            self.known("link", &link.text);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.maybe("value", &figure.value);
        self.maybe("value_text", &figure.value_text);
        self.maybe("unit", &figure.unit);
        self.maybe("n", &figure.n);
        self.maybe("period", &figure.period);
        self.maybe("weighting", &figure.weighting);
        self.maybe("significance", &figure.significance);
        self.maybe("caption", &figure.caption);
        if let Some(image) = &figure.image {
            self.known("image", &image.file);
        }
        self.maybe("series", &figure.series);
        if let Some(download) = &figure.download {
            self.known("download", &download.text);
        }
    }
}

fn word(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Editor => "editor",
    }
}
