//! What a copy of the site says where a search would answer.

use serde::Serialize;

use super::Language;

/// The words of a copy's search page.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CopyWords {
    /// What it is about.
    pub title: &'static str,
    /// Why nothing is searched.
    pub why: &'static str,
    /// What to do; the program's address follows.
    pub how: &'static str,
    /// The link to all documents in one file.
    pub collection: &'static str,
    /// The link to what can be read without searching.
    pub browse: &'static str,
}

/// The words of a copy's search page.
pub fn of_copy(language: Language) -> CopyWords {
    CopyWords {
        title: language.pick("Søgning kræver programmet", "Searching needs the program"),
        why: language.pick(
            "Det her er en kopi af samlingen. Alt, der er sagt og gjort, kan læses her, men søgning, \
             tilfældige citater og API'et svares af programmet Ordret, og det kører ikke her.",
            "This is a copy of the collection. Everything said and done can be read here, but searches, \
             random quotes and the API are answered by the program Ordret, which does not run here.",
        ),
        how: language.pick(
            "Vil du søge, så hent hele samlingen i én fil, og lad programmet vise den. Programmet fås på",
            "To search, download the whole collection as one file and let the program serve it. The program is at",
        ),
        collection: language.pick("Hent hele samlingen", "Download the whole collection"),
        browse: language.pick("Bladr i stedet", "Browse instead"),
    }
}
