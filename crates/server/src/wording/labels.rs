//! What kinds, facets and their values are called.

use ordret_model::{Basis, FacetField, Kind, RoleGroup, Sector, Sort};

use super::{Language, number};

/// A kind, for one document.
pub fn kind(kind: Kind, language: Language) -> &'static str {
    match kind {
        Kind::Quote => language.pick("Citat", "Quote"),
        Kind::Case => language.pick("Case", "Case"),
        Kind::Figure => language.pick("Figur", "Figure"),
    }
}

/// So many documents of a kind, such as `7 citater`; of any kind for `None`.
pub fn kind_counted(kind: Option<Kind>, count: u64, language: Language) -> String {
    let one = count == 1;
    let word = match (kind, one) {
        (None, true) => language.pick("resultat", "result"),
        (None, false) => language.pick("resultater", "results"),
        (Some(Kind::Quote), true) => language.pick("citat", "quote"),
        (Some(Kind::Quote), false) => language.pick("citater", "quotes"),
        (Some(Kind::Case), true) => language.pick("case", "case"),
        (Some(Kind::Case), false) => language.pick("cases", "cases"),
        (Some(Kind::Figure), true) => language.pick("figur", "figure"),
        (Some(Kind::Figure), false) => language.pick("figurer", "figures"),
    };
    format!("{} {word}", number(count, language))
}

/// A field to narrow by.
pub fn facet_field(field: FacetField, language: Language) -> &'static str {
    match field {
        FacetField::Kind => language.pick("Art", "Kind"),
        FacetField::Speaker => language.pick("Person", "Speaker"),
        FacetField::Role => language.pick("Rolle", "Role"),
        FacetField::Organisation => language.pick("Organisation", "Organisation"),
        FacetField::Place => language.pick("Sted", "Place"),
        FacetField::Sector => language.pick("Sektor", "Sector"),
        FacetField::Party => language.pick("Parti", "Party"),
        FacetField::Topic => language.pick("Emne", "Topic"),
        FacetField::Publication => language.pick("Publikation", "Publication"),
        FacetField::Year => language.pick("År", "Year"),
    }
}

/// A facet's value: in words where the value is a code, else as it stands.
pub fn facet_value(field: FacetField, value: &str, language: Language) -> String {
    let words = match field {
        FacetField::Kind => value.parse().ok().map(|value| kind(value, language)),
        FacetField::Role => RoleGroup::parse(value).map(|value| role_group(value, language)),
        FacetField::Sector => Sector::parse(value).map(|value| sector(value, language)),
        _ => None,
    };
    words.unwrap_or(value).to_owned()
}

/// A sort of role.
pub fn role_group(role: RoleGroup, language: Language) -> &'static str {
    match role {
        RoleGroup::Politician => language.pick("Politiker", "Politician"),
        RoleGroup::Administration => language.pick("Forvaltning", "Administration"),
        RoleGroup::Researcher => language.pick("Forsker", "Researcher"),
        RoleGroup::Practitioner => language.pick("Fagperson", "Practitioner"),
        RoleGroup::Business => language.pick("Erhvervsliv", "Business"),
        RoleGroup::CivilSociety => language.pick("Civilsamfund", "Civil society"),
        RoleGroup::Citizen => language.pick("Borger", "Citizen"),
        RoleGroup::Other => language.pick("Andet", "Other"),
    }
}

/// A part of society.
pub fn sector(sector: Sector, language: Language) -> &'static str {
    match sector {
        Sector::Municipality => language.pick("Kommune", "Municipality"),
        Sector::Region => language.pick("Region", "Region"),
        Sector::State => language.pick("Stat", "State"),
        Sector::Research => language.pick("Forskning", "Research"),
        Sector::Business => language.pick("Erhvervsliv", "Business"),
        Sector::CivilSociety => language.pick("Civilsamfund", "Civil society"),
    }
}

/// An order of hits.
pub fn sort(sort: Sort, language: Language) -> &'static str {
    match sort {
        Sort::Relevance => language.pick("Bedste først", "Best first"),
        Sort::Newest => language.pick("Nyeste først", "Newest first"),
        Sort::Oldest => language.pick("Ældste først", "Oldest first"),
    }
}

/// On whose word a value stands.
pub fn basis(basis: Basis, language: Language) -> &'static str {
    match basis {
        Basis::Stated => language.pick("Står i kilden", "Stated in the source"),
        Basis::Inferred => language.pick("Udledt af kilden", "Inferred from the source"),
        Basis::Editor => language.pick("Angivet af en redaktør", "Set by an editor"),
    }
}
