//! Narrowing a search.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A label that documents can be narrowed by and counted over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FacetField {
    /// `quote`, `case`, `figure`.
    Kind,
    /// The speaker's name.
    Speaker,
    /// The role group: `politician`, `researcher`, …
    Role,
    /// The role when said, as written.
    #[serde(rename = "role_title")]
    RoleTitle,
    /// The organisation.
    Organisation,
    /// The municipality or region.
    Place,
    /// `municipality`, `region`, `state`, …
    Sector,
    /// The party.
    Party,
    /// A theme.
    Topic,
    /// The publication.
    Publication,
    /// The year of publication, as a facet; narrowed by [`Filters::year`].
    Year,
}

impl FacetField {
    /// Every field, in the order facets are shown.
    pub const ALL: [FacetField; 11] = [
        FacetField::Kind,
        FacetField::Speaker,
        FacetField::Role,
        FacetField::RoleTitle,
        FacetField::Organisation,
        FacetField::Place,
        FacetField::Sector,
        FacetField::Party,
        FacetField::Topic,
        FacetField::Publication,
        FacetField::Year,
    ];

    /// Its name in addresses, JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            FacetField::Kind => "kind",
            FacetField::Speaker => "speaker",
            FacetField::Role => "role",
            FacetField::RoleTitle => "role_title",
            FacetField::Organisation => "organisation",
            FacetField::Place => "place",
            FacetField::Sector => "sector",
            FacetField::Party => "party",
            FacetField::Topic => "topic",
            FacetField::Publication => "publication",
            FacetField::Year => "year",
        }
    }

    /// The field that `name` is the name of.
    pub fn parse(name: &str) -> Option<Self> {
        FacetField::ALL.into_iter().find(|field| field.as_str() == name)
    }
}

/// What documents must carry. Several values of one field: any of them;
/// several fields: all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// The allowed values of each field (never `Year`).
    pub values: BTreeMap<FacetField, Vec<String>>,
    /// The allowed years.
    pub year: Option<YearRange>,
    /// The slug of the one source page to stay on.
    pub source: Option<String>,
}

impl Filters {
    /// No filter at all.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.year.is_none() && self.source.is_none()
    }
}

/// Years from and to, both included; an open end is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct YearRange {
    /// The first year.
    pub from: Option<i32>,
    /// The last year.
    pub to: Option<i32>,
}

impl YearRange {
    /// Reads `2016`, `2010..2016`, `2010..` or `..2016`; `None` for anything
    /// else, for years outside 1 to 9999 and for a range that runs backwards.
    pub fn parse(text: &str) -> Option<Self> {
        let year = |text: &str| match text {
            "" => Some(None),
            _ if text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) => {
                text.parse().ok().filter(|&year| year > 0).map(Some)
            }
            _ => None,
        };
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (year(from)?, year(to)?),
            None => (year(text)?, year(text)?),
        };
        let backwards = matches!((from, to), (Some(from), Some(to)) if from > to);
        let unbounded = from.is_none() && to.is_none();
        (!backwards && !unbounded).then_some(YearRange { from, to })
    }
}
