//! What derives words rather than composing them: `-hed` is no head, `stat` is no part of station.

/// Endings that make words. No boundary lies in one, nor at its beginning.
const ENDINGS: &[&str] = &[
    "hed", "lighed", "skab", "dom", "else", "ning", "ing", "ering", "ling", "tion", "ation",
    "ition", "ution", "ktion", "ption", "sion", "ssion", "ion", "itet", "tet", "ment", "isme",
    "ist", "inde", "erinde", "esse", "logi", "ologi", "log", "olog", "grafi", "nomi", "metri",
    "sofi", "krati", "tør", "atør", "ktør", "itør", "ør", "nør", "lør", "atur", "ktur", "ltur",
    "ratur", "iker", "ker", "ik", "tik", "isk", "sk", "lig", "ig", "tig", "stig", "ender", "som",
    "isere", "ficere", "ere", "erer", "trere", "strere", "lysere", "rere", "vendelse", "endelse",
    "delse", "telse", "lelse", "kelse", "nelse", "melse", "relse", "selse", "gelse", "belse",
    "velse", "pelse", "ator", "tor", "ktor", "or", "ium", "um", "us", "eri", "teri", "neri",
    "leri", "ance", "ence", "ant", "ent", "at", "ose", "ase", "ette", "elle", "ine", "ane", "ade",
    "arium", "orium", "al", "ial", "onal", "ional", "ionel", "nel", "iv", "tiv", "ativ", "ær",
    "abel", "ibel", "bel", "ude", "oner", "ioner", "ing", "bar", "iske", "anske", "istisk",
    "stisk", "ltisk", "etisk", "tisk", "ardisk", "ordisk", "odisk", "idisk", "ionær", "rinær",
    "binær", "issær", "onat", "opat", "parat", "otat", "lettere", "tere", "eres", "erne", "ende",
    "ler", "ner", "ser", "ter", "der", "ger", "per",
];

/// The longest of them, in bytes.
const LONGEST_ENDING: usize = {
    let (mut longest, mut nth) = (0, 0);
    while nth < ENDINGS.len() {
        if ENDINGS[nth].len() > longest {
            longest = ENDINGS[nth].len();
        }
        nth += 1;
    }
    longest
};

#[allow(dead_code, reason = "for building the lexicon")]
/// Words of one or two letters that begin compounds. Others are letters by chance.
const SHORT_FIRST: &[&str] = &[
    "ø", "å", "el", "øl", "is", "te", "by", "ur", "tv", "hø", "æg", "år", "rå", "ny", "ål", "bi",
    "ko", "so", "sø", "tå", "sy", "gå", "bo", "vm", "cd", "pc", "uv", "ed", "em", "fæ", "to", "ti",
    "ni", "kø", "id",
];

/// Words of one or two letters that end compounds.
const SHORT_LAST: &[&str] = &[
    "ø", "å", "øl", "is", "by", "ur", "bi", "æg", "år", "ål", "ko", "so", "sø", "tå", "kø", "ed",
    "tv", "cd", "hø", "id",
];

/// Particles make words that dictionaries list (`udvikling`), and freely make new ones
/// (`genopsætning`): of listed words those are parts that somebody has read as such.
const PARTICLES: &[&str] = &[
    "ud", "ind", "op", "ned", "af", "på", "til", "fra", "for", "over", "under", "mod", "med", "om",
    "ved", "hen", "bort", "frem", "efter", "gen", "mis", "u", "sam", "eks", "igen", "fore",
];

/// What stands before words and is none: nobody looks for the `eks` of `ekskone`.
const PREFIXES: &[&str] = &["eks", "mis", "u"];

/// Whether a part is no word by itself.
pub(crate) fn is_prefix(part: &str) -> bool {
    PREFIXES.contains(&part)
}

/// Letters that stand for a word before others, with and without a hyphen. Dictionaries
/// list `EU-støtte` and not `eustøtte`.
const INITIALISMS: &[&str] = &["eu", "fn", "tv", "pc", "cd", "vm", "dna", "gps", "sms", "nato"];

/// The initialisms that an unknown word begins with.
pub(crate) fn initialisms(word: &str) -> impl Iterator<Item = &'static str> {
    INITIALISMS.iter().copied().filter(move |letters| word.starts_with(letters))
}

/// Nouns in these endings take an -s- before another part.
const LINKED_BY_S: &[&str] = &["ing", "hed", "else", "ion", "itet", "skab", "dom", "sel"];

/// The particles that an unknown word begins with.
pub(crate) fn particles(word: &str) -> impl Iterator<Item = &'static str> {
    PARTICLES.iter().copied().filter(move |particle| word.starts_with(particle))
}

/// Whether a part lacks the -s- that its ending asks for.
pub(crate) fn lacks_s(part: &str) -> bool {
    LINKED_BY_S.iter().any(|ending| part.len() > ending.len() + 1 && part.ends_with(ending))
}

/// Whether the lemma of the last part, which the whole ends in, is but an ending of it.
pub(crate) fn is_ending_of(head: &str, whole: &str) -> bool {
    head.len() <= LONGEST_ENDING && head.len() <= longest_ending(whole)
}

/// The length of the longest of the endings that a word ends in, in bytes: whatever it
/// ends in that is not longer is but an ending, too.
pub(crate) fn longest_ending(whole: &str) -> usize {
    let last = whole.as_bytes().last();
    let fits = |ending: &&&str| ending.as_bytes().last() == last && whole.ends_with(**ending);
    ENDINGS.iter().filter(fits).map(|ending| ending.len()).max().unwrap_or(0)
}

/// Whether the whole, a lemma, is made of a known verb by an ending that swallows
/// the head: `ændring` of ændre has no ring in it, `holdbar` of holde no bar,
/// `bestemmer` of bestemme no emmer, `afslappet` of afslappe no pet.
pub(crate) fn is_deverbal(head: &str, whole: &str, known: impl Fn(&str) -> bool) -> bool {
    let made_by = |ending: &str| {
        let verb = whole.strip_suffix(ending).is_some_and(|stem| known(&format!("{stem}e")));
        let own = head
            .strip_suffix(ending)
            .is_some_and(|stem| stem.chars().nth(2).is_some() && known(&format!("{stem}e")));
        verb && !own
    };
    ["ing", "ning", "bar", "else", "eri", "ende", "som", "tør", "er", "et"].into_iter().any(made_by)
}

#[allow(dead_code, reason = "for building the lexicon")]
pub(crate) fn may_begin(part: &str) -> bool {
    part.chars().nth(2).is_some() || SHORT_FIRST.contains(&part)
}

/// Whether a word of one or two letters may stand in the middle of a compound.
pub(crate) fn may_stand_between(part: &str) -> bool {
    matches!(part, "år" | "el" | "is" | "ø" | "by" | "sø")
}

pub(crate) fn may_end(part: &str) -> bool {
    part.chars().nth(2).is_some() || SHORT_LAST.contains(&part)
}
