//! Inflection without a lexicon: what all forms of an unknown word have in common.
//!
//! The endings are those of Danish nouns, adjectives and verbs. Stripped is what
//! inflects, never what derives: `-else`, `-ig`, `-hed`, `-er` of persons keep
//! their words apart as far as letters can tell.

/// Endings, longest first, with the least number of letters that must stay.
const ENDINGS: &[(&str, usize)] = &[
    ("erernes", 3),
    ("ererne", 3),
    ("erens", 3),
    ("ernes", 3),
    ("edes", 3),
    ("endes", 4),
    ("erne", 3),
    ("enes", 3),
    ("eren", 3),
    ("eres", 3),
    ("ens", 3),
    ("ets", 3),
    ("ers", 3),
    ("ene", 3),
    ("ede", 3),
    ("ere", 3),
    ("est", 4),
    ("este", 4),
    ("ende", 4),
    ("ner", 4),
    ("en", 3),
    ("et", 3),
    ("er", 3),
    ("es", 3),
    ("te", 4),
    ("'s", 1),
    ("e", 3),
    ("s", 3),
    ("t", 4),
    ("'", 1),
];

/// The stem that the inflected forms of an unknown word share.
pub(crate) fn stem(word: &str) -> &str {
    let word = word.strip_suffix('\'').unwrap_or(word);
    if let Some((base, _)) =
        word.split_once('\'').filter(|(base, ending)| !base.is_empty() && is_ending(ending))
    {
        return base;
    }
    ENDINGS
        .iter()
        .find_map(|(ending, least)| stripped(word, ending, *least))
        .map_or_else(|| undouble(word), undouble)
}

/// What stands after an apostrophe in inflected abbreviations and names (`abc'erne`).
pub(crate) fn is_ending(text: &str) -> bool {
    matches!(
        text,
        "" | "s"
            | "en"
            | "ens"
            | "et"
            | "ets"
            | "er"
            | "ers"
            | "erne"
            | "ernes"
            | "e"
            | "es"
            | "ene"
            | "enes"
            | "ere"
            | "eren"
            | "ne"
            | "nes"
            | "t"
    )
}

/// What adjectives end in that take a -t. Of other words the -t is their own (`tshirt`).
const ADJECTIVES: &[&str] =
    &["ig", "løs", "som", "bar", "el", "al", "iv", "ær", "ar", "øs", "en", "il", "id", "an", "ad"];

fn stripped<'w>(word: &'w str, ending: &str, least: usize) -> Option<&'w str> {
    let stem = word.strip_suffix(ending)?;
    let protected = matches!(ending, "et" | "ets") && stem.ends_with("it")
        || ending == "s" && stem.ends_with(['s', 'i', 'u'])
        || ending == "t" && !ADJECTIVES.iter().any(|own| stem.ends_with(own));
    let long_enough = stem.chars().take(least).count() == least && stem.contains(is_vowel);
    (long_enough && !protected).then_some(stem)
}

/// A consonant that is doubled before an ending is single without one.
fn undouble(stem: &str) -> &str {
    let mut ends = stem.chars().rev();
    match (ends.next(), ends.next()) {
        (Some(last), Some(before)) if last == before && !is_vowel(last) && stem.len() > 3 => {
            &stem[..stem.len() - last.len_utf8()]
        }
        _ => stem,
    }
}

pub(crate) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'æ' | 'ø' | 'å')
}

/// Endings that leave the base form of a noun, adjective or verb when they go.
const INFLECTIONS: &[&str] = &[
    "erenes", "erene", "ernes", "erne", "estes", "este", "eres", "ere", "est", "ste", "st", "enes",
    "ene", "rnes", "rne", "nes", "ne", "ens", "ets", "ers", "en", "et", "er", "rs", "ns", "ts",
    "ede", "edes", "ende", "es", "e", "r", "n", "t", "s",
];

/// Longer words, in bytes, have no base.
const LONGEST: usize = 256;

/// The words that a form may be inflected from, longest ending first, with a
/// doubled consonant made single and an `e` put back.
pub(crate) fn bases(word: &str) -> impl Iterator<Item = String> {
    // No word of a language is longer; what is, is nobody's form.
    let inflections = if word.len() <= LONGEST { INFLECTIONS } else { &[] };
    let stripped = inflections
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .filter(|base| base.chars().count() >= 3);
    stripped.flat_map(|base| {
        let single = Some(undouble(base)).filter(|single| *single != base);
        [Some(base.to_owned()), single.map(str::to_owned), Some(format!("{base}e"))]
            .into_iter()
            .flatten()
    })
}
