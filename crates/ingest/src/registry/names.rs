//! When two spellings are one name.

use unicode_normalization::UnicodeNormalization;

use crate::entry;

/// What two spellings of a name have in common: capitals, the way letters are composed, blanks,
/// and `aa` for `å` (Retskrivningsordbogen § 3) make no other name.
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.nfc().flat_map(char::to_lowercase));
    }
    key.replace("aa", "å")
}

/// A name as it is shown: trimmed, one blank between words, letters composed.
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// The same, without any contact detail in it.
pub fn told(name: &str) -> String {
    entry::admit_title(tidy(name), &mut 0)
}
