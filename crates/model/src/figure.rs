//! Figures: statistics and illustrations.

use serde::{Deserialize, Serialize};

use crate::{Known, Link};

/// What only a figure has. A statistic is a figure with a value and a unit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number, as a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Known<f64>>,
    /// The number and its unit as the source writes them (`63%`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_text: Option<Known<String>>,
    /// What it counts: `%`, `mio. kr.`, `personer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Known<String>>,
    /// How many observations it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<Known<u64>>,
    /// The time it speaks of, as written (`2013-2014`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Known<String>>,
    /// What the caption says of weighting, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighting: Option<Known<String>>,
    /// What the caption says of significance, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub significance: Option<Known<String>>,
    /// The text below the picture, to the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Known<String>>,
    /// The picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// Whether, and where, the source offers it for download.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub download: Option<Link>,
    /// The indicator that it is one edition of, by the name editors give it: figures of one
    /// series measure the same at different times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Known<String>>,
    /// The numbers behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Table>,
}

/// A picture a figure names. Two figures may name the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The file as the source names it.
    pub file: Known<String>,
    /// What it shows, for those who do not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

/// Numbers in rows, as the source writes them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The column heads.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
}
