//! What is known of a document, and on whose word.

use ordret_model::{Basis, Body, Document, Known, Speaker};
use serde::Serialize;

use crate::wording::{self, Language};

/// One value with how it is known.
#[derive(Debug, Serialize)]
pub(super) struct KnownView {
    pub label: &'static str,
    pub value: String,
    pub basis: &'static str,
    pub basis_label: &'static str,
}

/// Every short value that somebody could have got wrong.
pub(super) fn known_values(document: &Document) -> Vec<KnownView> {
    let mut values = Values(Vec::new());
    if let Some(speaker) = &document.speaker {
        values.speaker(speaker);
    }
    if let Body::Figure(figure) = &document.body {
        values.text("Værdi", &figure.value_text);
        values.text("Enhed", &figure.unit);
        let n = figure.n.as_ref().map(|n| n.clone().map(|n| wording::number(n, Language::Da)));
        values.text("Antal observationer", &n);
        values.text("Periode", &figure.period);
        values.text("Vægtning", &figure.weighting);
        values.text("Signifikans", &figure.significance);
    }
    values.text("Kildens overskrift", &document.title_source);
    values.0
}

struct Values(Vec<KnownView>);

impl Values {
    fn text(&mut self, label: &'static str, known: &Option<Known<String>>) {
        if let Some(known) = known {
            self.add(label, known.value.clone(), known.basis);
        }
    }

    fn add(&mut self, label: &'static str, value: String, basis: Basis) {
        let basis_label = wording::basis(basis, Language::Da);
        let basis = match basis {
            Basis::Stated => "stated",
            Basis::Inferred => "inferred",
            Basis::Editor => "editor",
        };
        self.0.push(KnownView { label, value, basis, basis_label });
    }

    fn speaker(&mut self, speaker: &Speaker) {
        self.text("Navn", &speaker.name);
        for variant in &speaker.variants {
            self.add("Navnet også stavet", variant.value.clone(), variant.basis);
        }
        self.text("Rolle", &speaker.role);
        if let Some(group) = &speaker.role_group {
            let label = wording::role_group(group.value, Language::Da).to_owned();
            self.add("Rollegruppe", label, group.basis);
        }
        self.text("Organisation", &speaker.organisation);
        self.text("Sted", &speaker.place);
        self.text("Parti", &speaker.party);
        for former in &speaker.former_roles {
            let role = &former.value;
            let parts = [Some(role.role.as_str()), role.organisation.as_deref()];
            let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
            self.add("Tidligere", text, former.basis);
        }
    }
}
