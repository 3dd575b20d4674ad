//! Danish that was written before the web: on a Mac, or under DOS.
//!
//! Nothing in such a file says what its letters are. It is taken for what it is only where that
//! gives words that every Danish text has and any other reading tears up.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// What the bytes of a file are the letters of.
#[derive(Debug, Clone, Copy)]
pub enum Alphabet {
    /// One of those that pages on the web are in.
    OfTheWeb(&'static Encoding),
    /// One of DOS.
    CodePage {
        /// What it is called.
        name: &'static str,
        /// Its characters from byte 128 on.
        upper: &'static str,
    },
}

/// Those that a Danish file may be in which is in none of the web's, the more usual ones first.
/// Both of DOS have the Danish letters in the same places.
const OLD: [Alphabet; 3] = [
    Alphabet::OfTheWeb(MACINTOSH),
    Alphabet::CodePage {
        name: "cp850",
        upper: "\
            ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
            áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
            └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
            ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
    },
    Alphabet::CodePage {
        name: "cp865",
        upper: "\
            ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø₧ƒ\
            áíóúñÑªº¿⌐¬½¼¡«¤░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
            └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
            αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
    },
];

/// Frequent Danish words with letters that are none of ASCII's.
const FREQUENT: &str = "\
    København afgørende altså byråd byrådet både bør børn børnehave børnene dør forstår \
    fortæller forælder forældre få får fælles fællesskab færre føler før først første grøn gå \
    går gør gøre hjælp hjælpe hjælper håber hånd høj højere hør høre hører københavn køre kører \
    lån længe længere lære lærer læreren lærte læse løse løsning løsninger må måde måder mål \
    måned måneder måske måtte mænd møde møder mødes mødet nå nået når nær næste næsten nød nødt \
    også område områder på påstår råd række rød røde små spørge spørger spørgsmål står større \
    størst største så sådan således særlig særlige særligt søge søger søn sørge træer tåler \
    tænke tænker tænkt tør udfør undersøgelse unødig vågne væk vækst vælge vælger værd værdi \
    være været åben åbne åbner år årene året års æble ægte ældre ændre ændret ændring ændringer \
    ære ø øen øje øjne økonomi økonomisk ønske ønsker";

/// Signs that stand beside words in any text.
const MARKS: &str = "“”„’«»–—…§°´•\u{A0}";

impl Alphabet {
    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Alphabet::OfTheWeb(mac) if mac == MACINTOSH => "MacRoman",
            Alphabet::OfTheWeb(encoding) => encoding.name(),
            Alphabet::CodePage { name, .. } => name,
        }
    }

    /// The text that bytes are, and whether some are none.
    pub fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Alphabet::OfTheWeb(encoding) => {
                let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
                (text.into_owned(), had_errors)
            }
            Alphabet::CodePage { upper, .. } => {
                let upper: Vec<char> = upper.chars().collect();
                let letter = |byte: &u8| match byte.checked_sub(128) {
                    Some(nth) => upper.get(usize::from(nth)).copied().unwrap_or('\u{FFFD}'),
                    None => char::from(*byte),
                };
                (bytes.iter().map(letter).collect(), false)
            }
        }
    }

    /// The old alphabet that gives Danish words where windows-1252, and what else the bytes look
    /// like, give none, and tears up fewer.
    pub fn old(bytes: &[u8], like: &'static Encoding) -> Option<Alphabet> {
        let fit = |alphabet: Alphabet| Fit::of(&alphabet.decode(bytes).0);
        let web = [WINDOWS_1252, like].map(|encoding| fit(Alphabet::OfTheWeb(encoding)));
        let is_better = |fit: &Fit| web.iter().all(|web| fit.is_better_than(web));
        let old = OLD.map(|alphabet| (fit(alphabet), alphabet));
        let fitting = old.into_iter().filter(|(fit, _)| is_better(fit));
        // Of equals the first.
        let best = fitting.reduce(|best, next| if next.0.is_before(&best.0) { next } else { best });
        best.map(|(_, alphabet)| alphabet)
    }
}

/// How well a text reads as Danish.
#[derive(Debug)]
struct Fit {
    /// Frequent words.
    known: usize,
    /// Words that no language has: with signs or capitals in them.
    torn: usize,
}

impl Fit {
    fn of(text: &str) -> Fit {
        let mut fit = Fit { known: 0, torn: 0 };
        let parts = |c: char| MARKS.contains(c) || c.is_ascii() && !c.is_ascii_alphanumeric();
        for word in text.split(parts).map(|word| word.trim_matches('‘')) {
            if !word.is_ascii() {
                fit.known += usize::from(is_frequent(word));
                fit.torn += usize::from(is_torn(word));
            }
        }
        fit
    }

    fn is_better_than(&self, web: &Fit) -> bool {
        self.known > web.known && self.torn < web.torn
    }

    fn is_before(&self, other: &Fit) -> bool {
        (self.known, other.torn) > (other.known, self.torn)
    }
}

fn is_frequent(word: &str) -> bool {
    word.len() < 24 && {
        let lower = word.to_lowercase();
        FREQUENT.split(' ').any(|frequent| frequent == lower)
    }
}

/// Whether a word has a sign in it, a letter of a far-off alphabet, or a capital behind a small
/// letter.
fn is_torn(word: &str) -> bool {
    let is_letter =
        |c: char| c.is_ascii_alphanumeric() || ('À'..='ɏ').contains(&c) && c.is_alphabetic();
    let mut before = None;
    word.chars().any(|c| {
        let is_torn = !is_letter(c) || c.is_uppercase() && before.is_some_and(char::is_lowercase);
        before = Some(c);
        is_torn
    })
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, OLD};
    use encoding_rs::WINDOWS_1252;

    fn written(alphabet: Alphabet, text: &str) -> Vec<u8> {
        let upper = alphabet.decode(&(128..=255).collect::<Vec<u8>>()).0;
        let byte = |c: char| match upper.chars().position(|other| other == c) {
            Some(nth) => nth as u8 + 128,
            None => u8::try_from(c).expect("has the letter"),
        };
        text.chars().map(byte).collect()
    }

    fn name(bytes: &[u8]) -> &'static str {
        Alphabet::old(bytes, WINDOWS_1252).map_or("", Alphabet::name)
    }

    #[test]
    fn every_byte_of_every_alphabet_is_a_letter_of_its_own() {
        for alphabet in OLD {
            let text = alphabet.decode(&(0..=255).collect::<Vec<u8>>()).0;
            let all: std::collections::HashSet<char> = text.chars().collect();
            assert_eq!((text.chars().count(), all.len()), (256, 256), "{}", alphabet.name());
        }
    }

    #[test]
    fn danish_of_before_the_web_is_known_by_its_words() {
        let text = "Vi gik ud på øen. Børn og forældre var også med, og Åse Ærø så det.";
        for alphabet in OLD {
            let bytes = written(alphabet, text);
            let found = Alphabet::old(&bytes, WINDOWS_1252).expect("is found");
            assert_eq!(found.decode(&bytes).0, text, "{}", found.name());
        }
        assert_eq!(name(&written(OLD[0], "«Ja», sagde hun på øen.")), "MacRoman");
        assert_eq!(name(&written(OLD[1], "«Ja», sagde hun på øen.")), "cp850");
        assert_eq!(name(&written(OLD[2], "På øen. Ω")), "cp850", "both have the Danish letters");
    }

    #[test]
    fn what_windows_1252_reads_well_is_never_taken_for_older() {
        for text in [
            "Rød grød på øen – “også”, sagde Åse. Det er ¾ af ‘dem’.",
            "HANS’ HUS, Bo’s hus† og 50 ‰ af ‘dem’; Œuvres complètes.",
            "¿Qué pasó? ¡No me digas! Año nuevo.",
            "Ol† og ¾ mål.",
            "Wir können über Öl reden; der Schlüssel paßt.",
        ] {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            assert_eq!(name(&bytes), "", "{text}");
        }
        assert_eq!(name(b"Intet andet end ASCII."), "");
    }
}
