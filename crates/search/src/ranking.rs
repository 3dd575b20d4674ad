//! The ranking policy: every number in it, and what was measured.
//!
//! A word of the query is one thing to look for, in whatever form, compound or
//! field it stands: its frequencies in a document are added up with weights and
//! saturate once (BM25F, Robertson, Zaragoza & Taylor 2004), so that a form, its
//! lemma and its place in a compound never count as three words.

use ordret_model::SearchField;

/// How soon more of the same word stops mattering.
pub(crate) const K1: f32 = 1.2;
/// How much a long text counts against a word in it.
pub(crate) const B: f32 = 0.75;

/// A word in the form that was typed counts this much more than another form.
pub(crate) const EXACT: f32 = 0.0;
/// Any form of the word.
pub(crate) const LEMMA: f32 = 1.0;
/// The word inside a compound.
pub(crate) const INNER: f32 = 0.6;
/// The word in another digraph spelling (`Århus` for `Aarhus`).
pub(crate) const WIDENED: f32 = 0.7;
/// A Danish word for one typed in plain ASCII.
pub(crate) const ASCII: f32 = 0.5;
/// A compound's parts written apart, side by side.
pub(crate) const APART: f32 = 0.9;
/// A part of a compound that was typed, by itself, when any word will do.
pub(crate) const PART: f32 = 0.3;

/// What a word in a field is worth.
pub(crate) fn weight(field: SearchField) -> f32 {
    match field {
        SearchField::Title => 1.5,
        SearchField::Text => 1.0,
        SearchField::Caption => 0.7,
        SearchField::Value => 1.0,
        SearchField::Name => 1.0,
        SearchField::Role => 0.6,
        SearchField::Organisation => 0.6,
        SearchField::Place => 0.6,
        SearchField::Former => 0.4,
        SearchField::Attribution => 0.3,
    }
}

/// Inverse document frequency: how telling a word is that `df` of `total`
/// documents hold. Never negative (Lucene's form of Robertson/Spärck Jones).
pub(crate) fn idf(total: u64, df: f64) -> f32 {
    let total = total as f64;
    let df = df.min(total);
    (1.0 + (total - df + 0.5) / (df + 0.5)).ln() as f32
}

/// A weighted, length-normalised frequency as a share of one full word.
pub(crate) fn saturate(frequency: f32) -> f32 {
    frequency * (K1 + 1.0) / (frequency + K1)
}

/// One over how much a field of `length` words is longer than the average.
pub(crate) fn normaliser(length: u64, average: f32) -> f32 {
    1.0 / (1.0 - B + B * length as f32 / average.max(1.0))
}
