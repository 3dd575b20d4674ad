//! Bytes to text: UTF-8 first, then what the marks and the bytes themselves tell.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::alphabet::Alphabet;

/// A file's text and what had to be done to get it.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What is to be said of its bytes, if they are not plainly one encoding.
    pub doubt: Option<Doubt>,
    /// Whether stray NULs were in it.
    pub nul: bool,
}

/// Bytes that were not what a file's bytes should be.
#[derive(Debug, PartialEq, Eq)]
pub enum Doubt {
    /// UTF-8 with bytes of windows-1252 between, read as such one by one: the
    /// first of them, and how many there are.
    Mixed(usize, usize),
    /// From this byte on some could not be read; they stand as `\u{FFFD}`.
    Lost(usize),
    /// Nothing says the encoding: the first byte that depends on it, and what
    /// it was taken for.
    Guessed(usize, &'static str),
}

/// Reads `bytes` as text; `None` when they are no text in any encoding.
/// `declared` is the encoding that the file itself says it has: what its bytes
/// show goes before that.
pub fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<Decoded> {
    let (mut text, doubt) = read(bytes, declared);
    // Lines of an old Mac end in a return alone.
    if text.contains('\r') && !text.contains('\n') {
        text = text.replace('\r', "\n");
    }
    let nul = text.contains('\0');
    looks_like_text(&text).then_some(Decoded { text, doubt, nul })
}

fn read(bytes: &[u8], declared: Option<&'static Encoding>) -> (String, Option<Doubt>) {
    let (marked, skip) = Encoding::for_bom(bytes).map_or((None, 0), |(e, skip)| (Some(e), skip));
    let body = &bytes[skip..];
    if marked.is_none_or(|encoding| encoding == UTF_8) {
        if let Ok(text) = std::str::from_utf8(body) {
            return (text.to_owned(), None);
        }
        if marked.is_some() || mostly_utf8(body) {
            return mended(body, skip);
        }
    }
    let (encoding, is_guess) = match marked.or_else(|| utf16_without_mark(body)) {
        Some(encoding) => (encoding, false),
        // That it is UTF-8 its bytes belie, and UTF-16 cannot say so itself.
        None => match declared.filter(|said| said.is_ascii_compatible() && *said != UTF_8) {
            Some(encoding) => (encoding, false),
            None => (guess(body), true),
        },
    };
    let old = is_guess.then(|| Alphabet::old(body, encoding)).flatten();
    let alphabet = old.unwrap_or(Alphabet::OfTheWeb(encoding));
    let (text, had_errors) = alphabet.decode(body);
    let first = body.iter().position(|b| !b.is_ascii()).unwrap_or(0) + skip;
    let doubt = match (had_errors, is_guess) {
        (true, _) => Some(Doubt::Lost(first)),
        (false, true) => Some(Doubt::Guessed(first, alphabet.name())),
        (false, false) => None,
    };
    (text, doubt)
}

/// Whether proper letters of UTF-8 are there in such a number that no other
/// encoding gives them by chance.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut torn) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        torn += chunk.invalid().len();
    }
    whole > 2 && whole * 2 >= torn
}

/// UTF-8 with each byte that is none read as windows-1252; a letter torn by
/// the end of the file stands as `\u{FFFD}`.
fn mended(bytes: &[u8], skip: usize) -> (String, Option<Doubt>) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    let (mut at, mut first, mut count, mut lost) = (skip, None, 0, None);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        let bad = chunk.invalid();
        let is_torn = !bad.is_empty()
            && at - skip + bad.len() == bytes.len()
            && std::str::from_utf8(bad).is_err_and(|error| error.error_len().is_none());
        if is_torn {
            text.push('\u{FFFD}');
            lost = Some(at);
        } else if !bad.is_empty() {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(bad).0);
            first = first.or(Some(at));
            count += bad.len();
        }
        at += bad.len();
    }
    let mixed = first.map(|first| Doubt::Mixed(first, count));
    (text, mixed.or(lost.map(Doubt::Lost)))
}

/// Danish in UTF-16 has a zero in every other byte, nearly.
pub fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    match (zeros(0), zeros(1)) {
        (even, odd) if half >= 4 && odd * 10 > half * 7 && even * 10 < half => Some(UTF_16LE),
        (even, odd) if half >= 4 && even * 10 > half * 7 && odd * 10 < half => Some(UTF_16BE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"dk"), Utf8Detection::Deny)
}

/// Text has hardly any control characters, whatever the encoding.
fn looks_like_text(text: &str) -> bool {
    let controls =
        |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{85}');
    let (mut all, mut bad) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        bad += usize::from(controls(&c) || c == '\u{FFFD}');
    }
    bad <= 2 || bad * 50 <= all
}

#[cfg(test)]
mod tests {
    use super::Doubt;

    fn decode(bytes: &[u8]) -> Option<super::Decoded> {
        super::decode(bytes, None)
    }

    #[test]
    fn danish_letters_survive_every_encoding_of_the_web() {
        let word = "Blåbærgrød på Ærø – “sagt” højt";
        let utf16 = |le: bool, bom: bool| {
            let units = bom.then_some(0xFEFF).into_iter().chain(word.encode_utf16());
            units
                .flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() })
                .collect::<Vec<u8>>()
        };
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(word);
        let with_bom = [b"\xEF\xBB\xBF", word.as_bytes()].concat();
        let files = [
            word.as_bytes().to_vec(),
            with_bom,
            windows.into_owned(),
            utf16(true, true),
            utf16(false, true),
            utf16(true, false),
            utf16(false, false),
        ];
        for file in files {
            assert_eq!(decode(&file).expect("is text").text, word);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_and_a_stray_nul_is_not() {
        let noise: Vec<u8> = (0..4000u32).map(|i| (i * i % 31) as u8).collect();
        assert!(decode(&noise).is_none());
        let stray = decode(b"et ord\0 til").expect("is text");
        assert!(stray.nul);
        let torn = decode("æøå æøå æøå \u{e6}".as_bytes().split_last().expect("bytes").1);
        assert_eq!(torn.expect("is text").doubt, Some(Doubt::Lost(24 - 3)));
    }

    #[test]
    fn a_few_bytes_of_windows_1252_do_not_spoil_the_letters_around_them() {
        let mixed = [
            "Blåbærgrød på Ærø – “sagt”. ".as_bytes(),
            &encoding_rs::WINDOWS_1252.encode("Rød grød på øen – “også”.").0,
            " Åse Kjær".as_bytes(),
        ];
        let read = decode(&mixed.concat()).expect("is text");
        let words = "Blåbærgrød på Ærø – “sagt”. Rød grød på øen – “også”. Åse Kjær";
        assert_eq!(read.text, words);
        assert_eq!(read.doubt, Some(Doubt::Mixed(words.find("ød grød").expect("there"), 8)));
    }

    #[test]
    fn a_file_is_believed_when_it_names_its_encoding_unless_its_bytes_belie_it() {
        let declared = Some(encoding_rs::ISO_8859_2);
        let (polish, _, _) = encoding_rs::ISO_8859_2.encode("Łódź żyje");
        let read = super::decode(&polish, declared).expect("is text");
        assert_eq!((read.text.as_str(), read.doubt), ("Łódź żyje", None));
        let read = super::decode("Ærø".as_bytes(), declared).expect("is text");
        assert_eq!((read.text.as_str(), read.doubt), ("Ærø", None));
        let read = super::decode(b"Bl\xE5b\xE6r p\xE5 \xC6r\xF8", Some(encoding_rs::UTF_8));
        let read = read.expect("is text");
        assert_eq!(read.text, "Blåbær på Ærø");
        assert_eq!(read.doubt, Some(Doubt::Guessed(2, "windows-1252")));
    }

    #[test]
    fn danish_of_a_mac_or_of_dos_is_read_and_named() {
        let read = decode(b"Vi gik p\x8C \xBFen.").expect("is text");
        assert_eq!(read.text, "Vi gik på øen.");
        assert_eq!(read.doubt, Some(Doubt::Guessed(8, "MacRoman")));
        let read = decode(b"Vi gik p\x86 \x9Ben.").expect("is text");
        assert_eq!(read.text, "Vi gik på øen.");
        assert_eq!(read.doubt, Some(Doubt::Guessed(8, "cp850")));
        assert_eq!(decode(b"# Broen\r\r> Ja\r").expect("is text").text, "# Broen\n\n> Ja\n");
        assert_eq!(decode(b"# Broen\r\n> Ja\r").expect("is text").text, "# Broen\r\n> Ja\r");
    }
}
