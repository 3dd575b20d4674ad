//! What kinds, facets and their values are called.

use ordret_model::{
    Basis, Explanation, FacetField, Kind, ListingOrder, Match, Reason, RoleGroup, SearchField,
    Sector, Sort, Status,
};

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
        FacetField::Role => language.pick("Rollegruppe", "Role group"),
        FacetField::RoleTitle => language.pick("Rolle", "Role"),
        FacetField::Organisation => language.pick("Organisation", "Organisation"),
        FacetField::Place => language.pick("Sted", "Place"),
        FacetField::Sector => language.pick("Sektor", "Sector"),
        FacetField::Party => language.pick("Parti", "Party"),
        FacetField::Topic => language.pick("Emne", "Topic"),
        FacetField::Publication => language.pick("Publikation", "Publication"),
        FacetField::Year => language.pick("År", "Year"),
    }
}

/// What a feed of a search is called.
pub fn feed_title(site: &str, query: &str, language: Language) -> String {
    match (query, language) {
        ("", Language::Da) => format!("{site}: alt"),
        ("", Language::En) => format!("{site}: everything"),
        (query, Language::Da) => format!("{site}: »{query}«"),
        (query, Language::En) => format!("{site}: “{query}”"),
    }
}

/// The way to every value of a facet, such as `Vis alle 82`.
pub fn all_values(different: u64, language: Language) -> String {
    format!("{} {}", language.pick("Vis alle", "Show all"), number(different, language))
}

/// How many values a facet has, such as `82 at vælge imellem`.
pub fn values_counted(different: u64, language: Language) -> String {
    format!(
        "{} {}",
        number(different, language),
        language.pick("at vælge imellem", "to choose from")
    )
}

/// The order of a facet's values.
pub fn listing_order(order: ListingOrder, field: FacetField, language: Language) -> &'static str {
    match (order, field) {
        (ListingOrder::Count, FacetField::Year) => language.pick("Nyeste først", "Newest first"),
        (ListingOrder::Name, FacetField::Year) => language.pick("Ældste først", "Oldest first"),
        (ListingOrder::Count, _) => language.pick("Flest først", "Most first"),
        (ListingOrder::Name, _) => language.pick("A–Å", "A–Å"),
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

/// What is known of whether a quote was said so.
pub fn status(status: Status, language: Language) -> &'static str {
    match status {
        Status::Verified => language.pick(
            "Bekræftet: ordene er holdt op mod en optagelse eller et referat.",
            "Verified: the words were compared with a recording or a record.",
        ),
        Status::Attributed => language.pick(
            "Tilskrevet: en kilde siger, at det blev sagt; mere vides ikke.",
            "Attributed: a source says that it was said; nothing more is known.",
        ),
        Status::Disputed => language.pick(
            "Omstridt: det er ikke sikkert, at det blev sagt sådan, eller af hvem.",
            "Disputed: it is not certain that it was said so, or by whom.",
        ),
    }
}

/// A picture to download, by its format, such as `Hent billede (PNG)`.
pub fn picture(format: &str, language: Language) -> String {
    format!("{} ({format})", language.pick("Hent billede", "Download picture"))
}

/// What a picture's format is good for.
pub fn picture_use(format: &str, language: Language) -> &'static str {
    match format {
        "SVG" => language.pick("kan skaleres", "for any size"),
        _ => language.pick("til opslag og oplæg", "for posts and slides"),
    }
}

/// What of a table there was no room for in its picture.
pub fn left_out(rows: u64, columns: u64, language: Language) -> String {
    let rows = match (rows, language) {
        (0, _) => None,
        (1, Language::Da) => Some("1 række".to_owned()),
        (1, Language::En) => Some("1 row".to_owned()),
        _ => Some(format!("{} {}", number(rows, language), language.pick("rækker", "rows"))),
    };
    let columns = match (columns, language) {
        (0, _) => None,
        (1, Language::Da) => Some("1 kolonne".to_owned()),
        (1, Language::En) => Some("1 column".to_owned()),
        _ => {
            Some(format!("{} {}", number(columns, language), language.pick("kolonner", "columns")))
        }
    };
    let both: Vec<String> = rows.into_iter().chain(columns).collect();
    let both = both.join(language.pick(" og ", " and "));
    format!(
        "{} {both}",
        language.pick(
            "Tabellen har flere tal, som ikke er tegnet:",
            "The table has more numbers than are drawn:"
        )
    )
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
        Sort::Speaker => language.pick("Person A–Å", "Speaker A–Å"),
    }
}

/// How many of the words must be there.
pub fn match_rule(rule: Match, language: Language) -> &'static str {
    match rule {
        Match::Best => language.pick("De bedste", "Best"),
        Match::All => language.pick("Alle ordene", "All the words"),
        Match::Any => language.pick("Nogle af ordene", "Some of the words"),
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

/// A field that words are searched in, as an explanation names it.
pub fn search_field(field: SearchField, language: Language) -> &'static str {
    match field {
        SearchField::Title => language.pick("overskriften", "the title"),
        SearchField::Text => language.pick("teksten", "the text"),
        SearchField::Caption => language.pick("billedteksten", "the caption"),
        SearchField::Value => language.pick("tallet", "the number"),
        SearchField::Attribution => language.pick("kildens anførsel", "the attribution"),
        SearchField::Name => language.pick("navnet", "the name"),
        SearchField::Role => language.pick("rollen", "the role"),
        SearchField::Former => language.pick("tidligere roller", "former roles"),
        SearchField::Organisation => language.pick("organisationen", "the organisation"),
        SearchField::Place => language.pick("stedet", "the place"),
        SearchField::Parts => language.pick("casens dele", "the case's parts"),
        SearchField::Data => language.pick("figurens tabel", "the figure's table"),
        SearchField::Topic => language.pick("emnerne", "the topics"),
        SearchField::Party => language.pick("partiet", "the party"),
        SearchField::Year => language.pick("årstallet", "the year"),
    }
}

/// Why a document got something, in words: of a word with where it stands.
pub fn explanation(explanation: &Explanation, language: Language) -> String {
    let fields: Vec<&str> =
        explanation.fields.iter().map(|(field, _)| search_field(*field, language)).collect();
    let fields = fields.join(language.pick(" og ", " and "));
    let clause = explanation.clause.as_str();
    let quoted = match language {
        Language::Da => format!("»{clause}«"),
        Language::En => format!("“{clause}”"),
    };
    match (explanation.reason, fields.is_empty()) {
        (Reason::Word, true) => {
            format!("{quoted} {}", language.pick("passer", "fits"))
        }
        (Reason::Word, false) => {
            format!("{quoted} {} {fields}", language.pick("står i", "is in"))
        }
        (Reason::Synonym, _) => {
            let what = language.pick(
                "er her kun med et andet ord for det samme, i",
                "is here only as another word for the same, in",
            );
            format!("{quoted} {what} {fields}")
        }
        (Reason::Partly, _) => {
            let what = language.pick(
                "er her kun som en del af ordet eller et beslægtet ord, i",
                "is here only as a part of the word or a word derived from it, in",
            );
            format!("{quoted} {what} {fields}")
        }
        (Reason::Nearness, _) => language
            .pick("Ordene står tæt på hinanden", "The words stand near each other")
            .to_owned(),
        (Reason::Covered, _) => {
            language.pick("Mange af ordene er her", "Many of the words are here").to_owned()
        }
        (Reason::Early, _) => {
            language.pick("Teksten begynder med det", "The text begins with it").to_owned()
        }
        (Reason::Title, _) => language
            .pick("Ordene er det meste af overskriften", "The words are most of the title")
            .to_owned(),
    }
}
