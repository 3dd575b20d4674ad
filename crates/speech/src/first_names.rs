//! Which first names are women's and which are men's: `data/first-names.tsv`,
//! with its source and licence beside it.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a first name, or a pronoun, says of who bears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// `hun`.
    Woman,
    /// `han`.
    Man,
}

static NAMES: LazyLock<HashMap<&'static str, Sex>> = LazyLock::new(|| {
    let rows = include_str!("../data/first-names.tsv").lines().skip(1);
    rows.filter_map(|row| row.split_once('\t'))
        .map(|(name, sex)| (name, if sex == "w" { Sex::Woman } else { Sex::Man }))
        .collect()
});

/// Whose name it is, if it is only the one's: `Jens-Otto` goes by `Jens`.
pub fn sex(first_name: &str) -> Option<Sex> {
    let known = |name: &str| NAMES.get(name).copied();
    known(first_name).or_else(|| known(first_name.split('-').next()?))
}

/// Whether a word is a first name.
pub fn is_first_name(word: &str) -> bool {
    sex(word).is_some()
}
