//! Names in addresses.

/// The longest slug, in bytes; cut at a word.
const LONGEST: usize = 72;

/// `text` as a part of an address: small ASCII letters, digits and single
/// hyphens, Danish letters spelled out (æ→ae, ø→oe, å→aa). Empty when `text`
/// has no letter or digit that can be spelled so.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match spell(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
        if slug.len() > LONGEST {
            break;
        }
    }
    cut(slug.trim_end_matches('-')).to_owned()
}

fn spell(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' | 'ä' => "ae",
        'ø' | 'ö' => "oe",
        'å' => "aa",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'á' | 'à' | 'â' => "a",
        'ü' | 'ú' | 'ù' => "u",
        'ó' | 'ò' | 'ô' => "o",
        'í' | 'ì' | 'î' => "i",
        'ß' => "ss",
        'ð' => "d",
        'þ' => "th",
        'ç' => "c",
        'ñ' => "n",
        _ => return None,
    })
}

fn cut(slug: &str) -> &str {
    match slug.len() <= LONGEST {
        true => slug,
        false => slug[..LONGEST].rsplit_once('-').map_or(&slug[..LONGEST], |(head, _)| head),
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn danish_letters_are_spelled_out() {
        assert_eq!(slug("Ærø Å: § 17, stk. 4!"), "aeroe-aa-17-stk-4");
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let long = slug(&"beskæftigelse ".repeat(20));
        assert!(long.len() <= 72 && long.ends_with("beskaeftigelse"), "{long}");
        assert_eq!(slug("…–!"), "");
    }
}
