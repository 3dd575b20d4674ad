//! Bytes to text: UTF-8 first, then what the marks and the bytes themselves tell.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A file's text and what had to be done to get it.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The first byte that could not be read, if any; it stands as `\u{FFFD}`.
    pub lossy: Option<usize>,
    /// Whether stray NULs were in it.
    pub nul: bool,
}

/// Reads `bytes` as text; `None` when they are no text in any encoding.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (encoding, skip) = encoding_of(bytes);
    let body = &bytes[skip..];
    let (text, had_errors) = encoding.decode_without_bom_handling(body);
    let text = text.into_owned();
    let lossy = had_errors.then(|| first_bad_byte(encoding, body) + skip);
    let nul = text.contains('\0');
    looks_like_text(&text).then_some(Decoded { text, lossy, nul })
}

fn encoding_of(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some(known) = Encoding::for_bom(bytes) {
        return known;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => (UTF_8, 0),
        // Mostly UTF-8 with a torn character is UTF-8: a legacy encoding has
        // no run of proper multi-byte characters.
        Err(_) if mostly_utf8(bytes) => (UTF_8, 0),
        Err(_) => (utf16_without_mark(bytes).unwrap_or_else(|| guess(bytes)), 0),
    }
}

fn mostly_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let torn = text.matches('\u{FFFD}').count();
    let whole = text.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
    whole > 4 * torn
}

/// Danish in UTF-16 has a zero in every other byte, nearly.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
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

fn first_bad_byte(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Err(error) if encoding == UTF_8 => error.valid_up_to(),
        _ => 0,
    }
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
    use super::decode;

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
        assert_eq!(torn.expect("is text").lossy, Some(24 - 3));
    }
}
