//! Small closed lists: signs, abbreviations, stop words.

use crate::letters::plain;

/// Signs that are read aloud, and the words they are read as.
const SIGNS: [(char, &str); 8] = [
    ('&', "og"),
    ('§', "paragraf"),
    ('%', "procent"),
    ('‰', "promille"),
    ('€', "euro"),
    ('$', "dollar"),
    ('£', "pund"),
    ('°', "grader"),
];

pub(crate) fn is_sign(c: char) -> bool {
    SIGNS.iter().any(|(sign, _)| *sign == c)
}

/// The word a sign is read as.
pub(crate) fn sign_word(c: char) -> Option<&'static str> {
    SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, word)| *word)
}

/// Abbreviations that are another way of writing one word, with that word in the
/// form it has after a number.
const WRITTEN_OUT: [(&str, &str); 12] = [
    ("pct", "procent"),
    ("mio", "millioner"),
    ("mia", "milliarder"),
    ("mill", "millioner"),
    ("kr", "kroner"),
    ("stk", "stykke"),
    ("nr", "nummer"),
    ("kap", "kapitel"),
    ("afs", "afsnit"),
    ("gns", "gennemsnit"),
    ("dkk", "kroner"),
    ("pkt", "punkt"),
];

/// The word that a plain abbreviation stands for, if it stands for just one.
pub(crate) fn written_out(plain: &str) -> Option<&'static str> {
    WRITTEN_OUT.iter().find(|(short, _)| *short == plain).map(|(_, word)| *word)
}

/// Abbreviations that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "adj", "adm", "adr", "afd", "afg", "afs", "alm", "ang", "ank", "anm", "apr", "art", "aug",
    "bd", "bek", "bem", "bet", "bl", "ca", "cand", "cif", "cirk", "cit", "co", "dat", "dec", "dep",
    "dim", "dir", "div", "dr", "ds", "dvs", "eks", "ekskl", "ekspl", "el", "etc", "evt", "febr",
    "feb", "ff", "fig", "fl", "flg", "forb", "foreg", "forts", "fr", "frk", "fsva", "fx", "fys",
    "gdr", "gl", "gn", "gns", "gr", "hf", "hhv", "hr", "hrs", "htx", "inkl", "insp", "jan", "jf",
    "jfr", "jun", "jur", "jvf", "kap", "kgl", "kl", "kld", "knsp", "komm", "kr", "kst", "kursiv",
    "landbr", "lb", "lic", "lign", "litr", "lrs", "maks", "max", "md", "mdr", "medd", "mezz", "mf",
    "mia", "mill", "min", "mio", "modt", "mr", "mrs", "ms", "mv", "ndf", "nr", "nuv", "obl", "okt",
    "omkr", "omr", "opr", "ovf", "pag", "par", "pct", "pga", "pkt", "pl", "prof", "prs", "præs",
    "rep", "sdr", "sek", "sekr", "sept", "skt", "sml", "sng", "sp", "spec", "stk", "str", "stud",
    "subst", "suppl", "sv", "såk", "tab", "td", "tdl", "tdr", "tidl", "tilf", "tilh", "tlf", "udg",
    "uds", "ugtl", "ult", "vedr", "vha", "vl", "vol", "årg", "årh",
];

/// Whether a word without its full stop is an abbreviation that has one.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&&*plain(word))
}

/// Abbreviations that may be the last word of a sentence.
const LAST_WORDS: &[&str] = &[
    "osv", "etc", "mv", "m.v", "m.m", "mm", "o.l", "m.fl", "mfl", "o.lign", "kr", "mio", "mia",
    "pct", "ph.d", "f.kr", "e.kr",
];

/// Whether an abbreviation, its last stop left out, often ends a sentence.
pub(crate) fn may_end_sentence(word: &str) -> bool {
    LAST_WORDS.contains(&&*plain(word))
}

/// Abbreviations with a stop inside whose pieces are longer than two letters.
const DOTTED: &[&str] = &[
    "f.eks",
    "o.lign",
    "m.fl",
    "cand.polit",
    "cand.jur",
    "cand.mag",
    "cand.med",
    "cand.merc",
    "cand.pæd",
    "cand.scient",
    "cand.theol",
    "cand.scient.pol",
    "cand.scient.soc",
    "stud.jur",
    "stud.med",
    "stud.mag",
    "dr.med",
    "dr.phil",
    "dr.jur",
    "dr.theol",
    "lic.jur",
    "jf.dog",
    "d.v.s",
    "p.g.a",
    "bl.a",
    "i.h.t",
    "t.o.m",
    "inkl.moms",
    "ekskl.moms",
];

/// Whether a word with stops inside, the last stop left out, is one abbreviation:
/// every piece has at most two letters, or it is listed. So `ph.d` is, `hus.det` is not.
pub(crate) fn is_dotted_abbreviation(word: &str) -> bool {
    let short = |piece: &str| {
        (1..=2).contains(&piece.chars().count()) && piece.chars().all(char::is_alphabetic)
    };
    word.split('.').all(short) || DOTTED.contains(&&*plain(word))
}

/// Small words that say little by themselves. The query side needs all words:
/// this is advice for ranking and for widening, nothing drops them here.
const STOP_WORDS: &[&str] = &[
    "ad", "af", "alle", "alt", "anden", "andet", "andre", "at", "bare", "begge", "blev", "blive",
    "bliver", "da", "de", "dem", "den", "denne", "der", "deres", "det", "dette", "dig", "din",
    "dine", "disse", "dit", "dog", "du", "efter", "eller", "en", "end", "er", "et", "for", "fordi",
    "fra", "få", "får", "før", "gennem", "ham", "han", "hans", "har", "have", "havde", "hende",
    "hendes", "her", "hos", "hun", "hvad", "hvem", "hver", "hvilke", "hvilken", "hvilket", "hvis",
    "hvor", "hvordan", "hvorfor", "hvornår", "i", "igen", "ikke", "ind", "ingen", "intet", "ja",
    "jeg", "jer", "jeres", "jo", "kan", "kom", "komme", "kunne", "lad", "man", "mange", "med",
    "meget", "men", "mere", "mig", "min", "mine", "mit", "mod", "må", "måske", "ned", "nej",
    "noget", "nogle", "nogen", "nok", "nu", "når", "og", "også", "om", "op", "os", "over", "på",
    "samt", "se", "selv", "sig", "sin", "sine", "sit", "skal", "skulle", "som", "så", "sådan",
    "thi", "til", "ud", "under", "var", "ved", "vel", "vi", "vil", "ville", "vor", "vores", "være",
    "været",
];

/// Whether a word, in any case and spelling, is one of the small words of Danish.
///
/// ```
/// assert!(danish_analyzer::is_stop_word("Ikke"));
/// assert!(!danish_analyzer::is_stop_word("kommune"));
/// ```
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&&*plain(word))
}
