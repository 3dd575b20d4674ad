//! The ranking policy: every number in it, and what was measured.
//!
//! A word of the query is one thing to look for, in whatever form, compound or
//! field it stands: its frequencies in a document are added up with weights and
//! saturate once (BM25F, Robertson, Zaragoza & Taylor 2004), so that a form, its
//! lemma and its place in a compound never count as three words.

use ordret_model::SearchField;

/// How soon more of the same word stops mattering.
pub(crate) static K1: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("K1", 1.2));
/// How much a long text counts against a word in it.
pub(crate) static B: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("B", 0.75));

/// A word in the form that was typed counts this much more than another form.
pub(crate) static EXACT: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("EXACT", 0.4));
/// Any form of the word.
pub(crate) static LEMMA: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("LEMMA", 1.0));
/// A lemma that the word is only a form of, where it is itself a lemma.
pub(crate) static OTHER: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("OTHER", 0.4));
/// The word inside a compound.
pub(crate) static INNER: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("INNER", 0.8));
/// The word in another digraph spelling (`Århus` for `Aarhus`).
pub(crate) static WIDENED: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("WIDENED", 0.7));
/// A Danish word for one typed in plain ASCII.
pub(crate) static ASCII: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("ASCII", 0.5));
/// A compound's parts written apart, side by side.
pub(crate) static APART: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("APART", 0.9));
/// A part of a compound that was typed, by itself, when any word will do.
pub(crate) static PART: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| tune("PART", 0.4));

/// What a word in a field is worth.
pub(crate) fn weight(field: SearchField, searched: usize) -> f32 {
    if searched == 1 { return 1.0; }
    match field {
        SearchField::Title => tune("Title", 1.5),
        SearchField::Text => tune("Text", 1.5),
        SearchField::Caption => tune("Caption", 0.7),
        SearchField::Value => tune("Value", 1.0),
        SearchField::Name => tune("Name", 2.0),
        SearchField::Role => tune("Role", 0.6),
        SearchField::Organisation => tune("Organisation", 0.6),
        SearchField::Place => tune("Place", 0.6),
        SearchField::Former => tune("Former", 0.4),
        SearchField::Attribution => tune("Attribution", 0.3),
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
    frequency * (*K1 + 1.0) / (frequency + *K1)
}

/// One over how much a field of `length` words is longer than the average.
pub(crate) fn normaliser(length: u64, average: f32, alone: bool) -> f32 {
    let b = if alone { *B } else { tune("BALL", 0.3) };
    1.0 / (1.0 - b + b * length as f32 / average.max(1.0))
}

pub(crate) fn tune(name: &str, default: f32) -> f32 {
    static T: std::sync::LazyLock<std::collections::HashMap<String, f32>> = std::sync::LazyLock::new(|| {
        std::env::var("ORDRET_TUNE").unwrap_or_default().split(',').filter_map(|p| { let (a, b) = p.split_once('=')?; Some((a.to_owned(), b.parse().ok()?)) }).collect()
    });
    T.get(name).copied().unwrap_or(default)
}
