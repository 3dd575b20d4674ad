//! Letters of fonts whose letters are pictures, as the characters they show.

use super::styles::Symbols;

/// The character that `code` of a font shows; `None` for a picture that no
/// character is. Codes stand as they are or in Unicode's private area.
pub fn character(code: u32, font: Option<Symbols>) -> Option<char> {
    let own = match code {
        0xF000..=0xF0FF => code - 0xF000,
        code if font.is_some() && code < 0x100 => code,
        code => return char::from_u32(code).filter(|c| !is_private(*c)),
    };
    match font {
        Some(Symbols::Symbol) => symbol(own),
        Some(Symbols::Wingdings) => {
            WINGDINGS.iter().find(|(code, _)| *code == own).map(|(_, c)| *c)
        }
        // A bullet or a picture: no font that is known.
        None => None,
    }
}

/// Whether a character means nothing without its font.
pub fn is_private(c: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&c)
}

/// The font Symbol, by Adobe's table of it for Unicode: Greek letters stand in
/// the places of Latin ones.
fn symbol(code: u32) -> Option<char> {
    const LETTERS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    // From A0 on; a dot stands for what has no character.
    const UPPER: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…..↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑";
    let nth = |all: &str, from: u32| all.chars().nth((code - from) as usize).filter(|c| *c != '.');
    match code {
        0x41..=0x5A => nth(LETTERS, 0x41),
        0x61..=0x7A => nth(SMALL, 0x61),
        0x22 => Some('∀'),
        0x24 => Some('∃'),
        0x27 => Some('∍'),
        0x2A => Some('∗'),
        0x2D => Some('−'),
        0x40 => Some('≅'),
        0x5C => Some('∴'),
        0x5E => Some('⊥'),
        0x7E => Some('∼'),
        0x20..=0x7E => char::from_u32(code),
        0xA0..=0xE5 => nth(UPPER, 0xA0),
        0xF1 => Some('〉'),
        0xF2 => Some('∫'),
        _ => None,
    }
}

/// What writers take from Wingdings.
const WINGDINGS: &[(u32, char)] = &[
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x3A, '💻'),
    (0x4A, '☺'),
    (0x4B, '😐'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_what_their_font_shows() {
        let symbol = |code| character(code, Some(Symbols::Symbol));
        assert_eq!([0xF061, 0xF0B3, 0xF0B1].map(symbol), [Some('α'), Some('≥'), Some('±')]);
        assert_eq!([0x6D, 0xF057, 0xF0E5].map(symbol), [Some('μ'), Some('Ω'), Some('∑')]);
        assert_eq!(character(0xF0E0, Some(Symbols::Wingdings)), Some('→'));
        assert_eq!(character(0x2264, None), Some('≤'));
        assert_eq!(character(0xF0B7, None), None);
    }
}
