//! What was made of the years that somebody typed.

use ordret_model::YearRange;

use super::Language;
use crate::years::{YearRemark, YearTaken};

/// Years as one reads them: `2020–2022`, `fra 2020`, `til og med 2022`, `2020`.
pub fn year_range(range: Option<YearRange>, language: Language) -> String {
    let range = range.unwrap_or_default();
    match (range.from, range.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => format!("{} {from}", language.pick("fra", "from")),
        (None, Some(to)) => format!("{} {to}", language.pick("til og med", "up to")),
        (None, None) => language.pick("alle år", "all years").to_owned(),
    }
}

/// The remark in words.
pub fn year_remark(remark: &YearRemark, language: Language) -> String {
    let shown = year_range(remark.applied, language);
    match (&remark.what, language) {
        (YearTaken::Exchanged, Language::Da) => {
            format!("Årene stod omvendt og er byttet om. Der vises {shown}.")
        }
        (YearTaken::Exchanged, Language::En) => {
            format!("The later year stood first; they were exchanged. Shown: {shown}.")
        }
        (YearTaken::NotUnderstood(typed), Language::Da) => {
            format!("»{typed}« er ikke forstået som et årstal. Der vises {shown}.")
        }
        (YearTaken::NotUnderstood(typed), Language::En) => {
            format!("“{typed}” was not understood as a year. Shown: {shown}.")
        }
        (YearTaken::NotUsed(typed), Language::Da) => format!(
            "Der kan vælges ét år eller ét spænd af år ad gangen; »{typed}« er ikke brugt. Der vises {shown}."
        ),
        (YearTaken::NotUsed(typed), Language::En) => format!(
            "One year or one range can be chosen at a time; “{typed}” was not used. Shown: {shown}."
        ),
    }
}
