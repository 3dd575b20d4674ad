//! A document as a record that `records` reads: everything that it has.

use std::collections::HashMap;

use ordret_model::{Body, Case, Document, DocumentId, Figure, Kind, Known, Link, Quote, Speaker};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::provenance;
use super::record_form::{ImageForm, LinkForm, SourceForm};
use crate::make::identity;

/// Writes a collection as records. Cases must come before the quotes that belong to them: a
/// quote names its case as the case's own record is called, and whoever reads one reads no
/// further than it stands.
#[derive(Debug, Default)]
pub struct RecordWriter {
    /// What the records of cases are called, where that is not the document's id.
    cases: HashMap<DocumentId, String>,
}

impl RecordWriter {
    /// A document as a record, its keys in the order they are read.
    pub fn record(&mut self, document: &Document) -> Value {
        if let (Kind::Case, Some(own)) = (document.kind(), &document.source_id) {
            self.cases.insert(document.id.clone(), own.clone());
        }
        let mut keys = Keys(Map::new());
        let source = document.source();
        let own = document.source_id.as_deref().unwrap_or(document.id.as_str());
        keys.add("kind", document.kind().as_str());
        keys.add("id", own);
        keys.known("title", &document.title_source);
        let made = match &document.title_source {
            Some(title) => title.value.clone(),
            None => identity::title(document),
        };
        if document.title != made {
            keys.add("display_title", &document.title);
        }
        keys.add("text", &document.text.value);
        if let Some(speaker) = &document.speaker {
            keys.speaker(speaker);
        }
        keys.known("attribution", &document.attribution);
        match &document.body {
            Body::Quote(quote) => keys.quote(quote, &self.cases),
            Body::Case(case) => keys.case(case),
            Body::Figure(figure) => keys.figure(figure),
        }
        keys.maybe("date", source.date.as_ref());
        keys.maybe("year", source.year);
        keys.add("source", &source.title);
        keys.maybe("url", source.url.as_ref());
        keys.add("language", &document.language);
        keys.some("topics", &document.topics);
        if document.reviewed {
            keys.add("reviewed", true);
        }
        keys.add("sources", document.sources.iter().map(SourceForm::of).collect::<Vec<_>>());
        keys.add("provenance", provenance::of(document));
        if !document.metadata.is_empty() {
            keys.add("metadata", &document.metadata);
        }
        Value::Object(keys.0)
    }
}

struct Keys(Map<String, Value>);

impl Keys {
    fn add(&mut self, key: &str, value: impl Serialize) {
        self.0.insert(key.to_owned(), json!(value));
    }

    fn maybe(&mut self, key: &str, value: Option<impl Serialize>) {
        if let Some(value) = value {
            self.add(key, value);
        }
    }

    fn known<T: Serialize>(&mut self, key: &str, known: &Option<Known<T>>) {
        self.maybe(key, known.as_ref().map(|known| &known.value));
    }

    fn some<T: Serialize>(&mut self, key: &str, values: &[T]) {
        if !values.is_empty() {
            self.add(key, values);
        }
    }

    fn several<T: Serialize>(&mut self, key: &str, known: &[Known<T>]) {
        let values: Vec<&T> = known.iter().map(|known| &known.value).collect();
        self.some(key, &values);
    }

    fn link(&mut self, key: &str, link: &Option<Link>) {
        let form =
            |link: &Link| LinkForm { text: link.text.value.clone(), target: link.target.clone() };
        self.maybe(key, link.as_ref().map(form));
    }

    fn speaker(&mut self, speaker: &Speaker) {
        self.known("person", &speaker.name);
        self.several("variants", &speaker.variants);
        self.known("role", &speaker.role);
        let group = speaker.role_group.as_ref().map(|group| group.value.as_str());
        self.maybe("role_group", group);
        self.known("org", &speaker.organisation);
        self.known("place", &speaker.place);
        self.known("party", &speaker.party);
        self.several("former_roles", &speaker.former_roles);
        self.maybe("sector", speaker.sector.as_ref().map(|sector| sector.value.as_str()));
    }

    fn quote(&mut self, quote: &Quote, cases: &HashMap<DocumentId, String>) {
        let called = |id: &DocumentId| cases.get(id).map_or_else(|| id.to_string(), String::clone);
        self.maybe("case", quote.case.as_ref().map(called));
        if quote.partial {
            self.add("partial", true);
        }
        self.maybe("status", quote.status.as_ref().map(|status| status.value.as_str()));
        self.known("status_note", &quote.status_note);
        self.several("sic", &quote.sic);
    }

    fn case(&mut self, case: &Case) {
        self.known("problem", &case.problem);
        self.known("done", &case.done);
        self.known("outcome", &case.outcome);
        self.known("prerequisites", &case.prerequisites);
        self.known("reuse", &case.reuse);
        self.link("link", &case.link);
    }

    fn figure(&mut self, figure: &Figure) {
        self.known("value", &figure.value);
        self.known("value_text", &figure.value_text);
        self.known("unit", &figure.unit);
        self.known("n", &figure.n);
        self.known("period", &figure.period);
        self.known("weighting", &figure.weighting);
        self.known("significance", &figure.significance);
        self.known("caption", &figure.caption);
        let image = figure.image.as_ref();
        let form = |image: &ordret_model::Image| ImageForm {
            file: image.file.value.clone(),
            alt: image.alt.clone(),
        };
        self.maybe("image", image.map(form));
        self.link("download", &figure.download);
        self.known("series", &figure.series);
        self.maybe("data", figure.data.as_ref());
    }
}
