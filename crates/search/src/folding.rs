//! Letters as they are compared where somebody types the beginning or a piece of a name:
//! Danish letters however they are typed, with or without a Danish keyboard.

/// `text` as it is compared: in lower case, æ, ø and å as one plain letter whether they are
/// typed so, as two letters or without their sign; what is no letter or digit as one space.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let lower = text.to_lowercase();
    let mut letters = lower.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let (plain, pair) = match (letter, next) {
            ('a', Some('a' | 'e')) => ('a', true),
            ('o', Some('e')) => ('o', true),
            ('æ' | 'å' | 'ä' | 'á' | 'à' | 'â' | 'ã', _) => ('a', false),
            ('ø' | 'ö' | 'ó' | 'ò' | 'ô' | 'õ', _) => ('o', false),
            ('é' | 'è' | 'ê' | 'ë', _) => ('e', false),
            ('í' | 'ì' | 'î' | 'ï', _) => ('i', false),
            ('ú' | 'ù' | 'û', _) => ('u', false),
            ('ü' | 'ý', _) => ('y', false),
            ('ç', _) => ('c', false),
            ('ñ', _) => ('n', false),
            (other, _) => (other, false),
        };
        if pair {
            letters.next();
        }
        match plain.is_alphanumeric() {
            true => folded.push(plain),
            // An apostrophe joins, everything else parts: `O'Brien`, `Hans-Jørgen`.
            false if matches!(plain, '\'' | '’') => {}
            false if folded.ends_with(' ') => {}
            false => folded.push(' '),
        }
    }
    folded
}

/// The same with æ, ø and å as they are, for whoever types these letters; aa is å.
pub(crate) fn fold_strictly(text: &str) -> String {
    let lower = text.to_lowercase().replace("aa", "å").replace('ä', "æ").replace('ö', "ø");
    let mut folded = String::with_capacity(lower.len());
    let mut plain = String::new();
    for letter in lower.chars() {
        match is_danish(letter) {
            true => {
                push(&mut folded, &mut plain);
                folded.push(letter);
            }
            false => plain.push(letter),
        }
    }
    push(&mut folded, &mut plain);
    folded
}

/// Moves what stands between Danish letters, folded.
fn push(folded: &mut String, plain: &mut String) {
    let part = fold(plain);
    let part = if folded.ends_with(' ') { part.trim_start() } else { &part };
    folded.push_str(part);
    plain.clear();
}

/// Whether a text has æ, ø or å, however these are written.
pub(crate) fn has_danish_letter(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("aa") || lower.chars().any(|c| is_danish(c) || matches!(c, 'ä' | 'ö'))
}

fn is_danish(letter: char) -> bool {
    matches!(letter, 'æ' | 'ø' | 'å')
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_strictly};

    #[test]
    fn danish_letters_are_the_same_however_they_are_typed() {
        for (one, other) in [("Aabenraa", "åbenrå"), ("Rørsø", "roersoe"), ("Ærø", "aeroe")] {
            assert_eq!(fold(one), fold(other));
        }
        assert_eq!(fold("København"), fold("kobenhavn"));
    }

    #[test]
    fn what_parts_words_is_one_space() {
        assert_eq!(fold("Hans-Jørgen  O'Brien"), "hans jorgen obrien");
        assert_eq!(fold_strictly("Hans-Jørgen  O'Brien Aagaard"), "hans jørgen obrien ågård");
    }
}
