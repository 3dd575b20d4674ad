//! Where a document stands.

use serde::{Deserialize, Serialize};

use crate::Span;

/// A place in a publication. What the source does not state is `None`, never
/// guessed: a figure's period is no year of publication.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Names the page the document stands on, in addresses: letters, digits
    /// and hyphens, the same for every document of one page.
    pub slug: String,
    /// The page's own heading, for display.
    pub title: String,
    /// The report, site or record the page is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
    /// The chapter the page is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chapter: Option<String>,
    /// The printed page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Which document of the page this is, from 1, in the order of the source.
    pub position: u32,
    /// The time the page speaks of, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// When it was said or published, as ISO 8601 (`2023-01-11`, `2023-01`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The year of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The licence; `None` is "not stated".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Whether it is invented, to be said on every page that shows it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
    /// The content file, relative to the content folder, with `/`.
    pub file: String,
    /// The line in it where the document begins, from 1.
    pub line: u32,
    /// The bytes of it that the document was read from.
    pub span: Span,
}
