//! The order of the Danish alphabet: æ, ø, å last, and aa read as å where it begins a name
//! or stands for it (Retskrivningsordbogen § 4).

/// What to compare texts by: two texts are in Danish order when their keys are.
pub(crate) fn key(text: &str) -> Vec<u32> {
    let mut key = Vec::with_capacity(text.len());
    let lower = text.to_lowercase();
    let mut letters = lower.chars().peekable();
    while let Some(letter) = letters.next() {
        let place = match letter {
            'a' if letters.peek() == Some(&'a') => {
                letters.next();
                AFTER_Z + 3
            }
            'æ' | 'ä' => AFTER_Z + 1,
            'ø' | 'ö' => AFTER_Z + 2,
            'å' => AFTER_Z + 3,
            'é' | 'è' | 'ê' | 'ë' => u32::from('e'),
            'ü' => u32::from('y'),
            other => u32::from(other),
        };
        key.push(place);
    }
    key
}

/// The letters behind z.
const AFTER_Z: u32 = 'z' as u32;

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn names_stand_in_danish_order() {
        let mut names = ["Aase", "Adam", "Zenia", "Åse", "Ægir", "Østen", "bo"];
        names.sort_by_key(|name| key(name));
        assert_eq!(names, ["Adam", "bo", "Zenia", "Ægir", "Østen", "Aase", "Åse"]);
    }
}
