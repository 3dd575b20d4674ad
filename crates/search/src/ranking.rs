//! The ranking policy: every number in it, and what was measured.
//!
//! A word of the query is one thing to look for, in whatever form, compound or
//! field it stands: its frequencies in a document are added up with weights and
//! saturate once (BM25F, Robertson, Zaragoza & Taylor 2004), so that a form, its
//! lemma and its place in a compound never count as three words.
//!
//! The numbers were tried one at a time in coarse steps on three judged
//! collections (`ordret evaluate`); where the nDCG@10 of one moved, the comment
//! says how much, as speeches / manual / sentences. What has no figure is an estimate that
//! was tried on the sentences alone and moved nothing by more than 0.001.
//!
//! Sixty settings around these were compared by cross-validation (five folds by search, five
//! times, all three collections, by `best` and `any`): the setting that is best on four folds
//! is worth 0.001 more than the former one on the fifth, 0.003 on what it was chosen on. What
//! nearly every fold chose stands here; a change that gives less than that on these
//! collections is none.

use ordret_model::SearchField;

/// How soon more of the same word stops mattering, when one field is searched.
const K1_ALONE: f32 = 1.2;

/// The same when fields are searched together (+0.002 / +0.002 / +0.005 against 1.2, in 24 of
/// 25 folds).
const K1_TOGETHER: f32 = 0.96;

/// How much a long text counts against a word in it, when one field is searched:
/// then the score is BM25 as everybody computes it.
const B_ALONE: f32 = 0.75;

/// The same when fields are searched together. What people say is short, and a
/// quote of six words is not twice as much about a word as one of twelve: with
/// 0.75 the sentences lose 0.04, and 0.1 to 0.4 are alike.
const B_TOGETHER: f32 = 0.3;

/// Any form of the word.
pub(crate) const LEMMA: f32 = 1.0;
/// What the form that was typed counts more than another (+0.02 / 0 / +0.01).
pub(crate) const EXACT: f32 = 0.5;
/// The same where the typed form is also a form of another word: `tog` stands in more texts as
/// what somebody took than as a train, `toget` in none (0 / +0.002 / +0.003 against 0.5).
pub(crate) const AMBIGUOUS: f32 = 0.1;
/// A lemma that the word is only a form of, where the word is itself a lemma:
/// *tog* is a train before it is a form of *tage* (0 / 0 / +0.01).
pub(crate) const OTHER_LEMMA: f32 = 0.4;
/// The word inside a compound (0 / 0 / +0.01 against 0.6; 1.0 is 0.01 worse).
pub(crate) const INNER: f32 = 0.8;
/// The word in another digraph spelling (`Århus` for `Aarhus`).
pub(crate) const WIDENED: f32 = 0.7;
/// A Danish word for one typed in plain ASCII.
pub(crate) const ASCII: f32 = 0.5;
/// A compound's parts written apart, side by side.
pub(crate) const APART: f32 = 0.9;
/// A part of a compound that was typed, by itself, when any word will do.
/// Without them: -0.005 / -0.05 / -0.04.
pub(crate) const PART: f32 = 0.45;
/// The same of a word that was typed with hyphens (0 / +0.003 / 0 against [`PART`]).
pub(crate) const PIECE: f32 = 1.0;
/// How much of a compound's parts together one must tell to be found for it alone, where
/// nothing else was typed. (For every compound, 0.4 costs 0.002 / 0.004 / 0.012.)
pub(crate) const TELLING_PART: f32 = 0.45;
/// A stop word, when any word will do (0 / 0 / +0.005 against 1).
pub(crate) const STOP_WORD: f32 = 0.5;

/// A word that an unknown one was taken for.
pub(crate) const CORRECTED: f32 = 0.6;
/// The second and third that it was taken for, of the first's.
pub(crate) const LESS_LIKELY: f32 = 0.5;
/// Another spelling of the same person's name.
pub(crate) const VARIANT: f32 = 0.8;
/// What an editor has said means the same.
pub(crate) const SYNONYM: f32 = 0.8;
/// A word derived from the typed one, where that is missing (+0.001 / 0 / +0.001 against 0.4).
pub(crate) const DERIVED: f32 = 0.5;
/// A field's condition tells little: all that is found fulfils it.
pub(crate) const LABEL: f32 = 0.2;
/// Two words that stand as they were typed.
pub(crate) const NEAR: f32 = 0.3;
/// The same the other way round.
pub(crate) const REVERSED: f32 = 0.5;
/// How many words farther than typed is no longer near.
pub(crate) const FARTHEST: u64 = 8;
/// What words give besides in a document that holds them all (against 0: +0.002 / -0.001 /
/// +0.001; twice as much costs the manual 0.005).
pub(crate) const COVERED: f32 = 0.25;
/// What a word gives besides at the beginning of a text, and after how many words half of it
/// (0 / +0.002 / +0.002; with twice as much a search of the sample loses what it must find).
pub(crate) const EARLY: f32 = 0.05;
pub(crate) const EARLY_WORDS: f32 = 20.0;
/// A title that is nothing but the words.
pub(crate) const TITLE_COVERED: f32 = 0.3;

/// How much a document counts towards how common a word is if it holds the word
/// only inside a compound, or only another lemma's form. A word is not made
/// common by its compounds, nor are they nothing.
pub(crate) const LESSER_HOLDING: f64 = 0.5;

/// What a word in a field is worth beside the same word in another. A field that
/// is searched alone has nothing to be weighed against.
pub(crate) fn weight(field: SearchField, alone: bool) -> f32 {
    if alone {
        return 1.0;
    }
    match field {
        SearchField::Title => 1.5,
        SearchField::Text => 1.5,
        SearchField::Caption => 0.7,
        SearchField::Value => 1.0,
        // Who types a name wants that speaker: +0.006 on the sentences against 1.
        SearchField::Name => 2.5,
        SearchField::Role => 0.6,
        SearchField::Organisation => 0.6,
        SearchField::Place => 0.6,
        SearchField::Former => 0.4,
        SearchField::Attribution => 0.3,
        SearchField::Parts => 1.0,
        SearchField::Data => 0.5,
        SearchField::Topic => 0.4,
        SearchField::Party => 0.6,
        SearchField::Year => 0.5,
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
pub(crate) fn saturate(frequency: f32, alone: bool) -> f32 {
    let k1 = if alone { K1_ALONE } else { K1_TOGETHER };
    frequency * (k1 + 1.0) / (frequency + k1)
}

/// One over how much a field of `length` words is longer than the average.
pub(crate) fn normaliser(length: u32, average: f32, alone: bool) -> f32 {
    let b = if alone { B_ALONE } else { B_TOGETHER };
    1.0 / (1.0 - b + b * length as f32 / average.max(1.0))
}
