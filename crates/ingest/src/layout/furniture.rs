//! The furniture of pages: what tells quotes, cases and figures apart: buttons, labels, names
//! of picture files, numbers that stand alone, headings.

use ordret_model::Table;
use regex::Regex;

use crate::block::{Block, BlockKind, Fact};
use crate::number;
use crate::pattern::pattern;
use crate::speech::marks::QUOTE_MARKS;
use crate::text::Text;

/// A block, or a piece of one, with what it is a mark of.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// What it marks.
    pub mark: Mark,
    /// Its words.
    pub text: Text,
}

/// What a block is a mark of.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A heading that a format or its capitals declare.
    Heading(u8),
    /// Announces a case: `Case`.
    CaseLabel,
    /// Announces a figure: `Figur`.
    FigureLabel,
    /// A number with its unit, alone.
    Number,
    /// A paragraph whose first bytes are the statistic's number.
    Statistic(usize),
    /// The name of a picture file, with what it shows.
    Image(String),
    /// The button that ends a quote: `Del citat`.
    QuoteEnd,
    /// The button that ends a figure: `Del illustration`, perhaps with the
    /// words of a download and where it leads.
    FigureEnd(Option<(Text, Option<String>)>),
    /// The link to a whole case, where it leads if the text says.
    CaseLink(Option<String>),
    /// Another link that stands alone.
    Link(String),
    /// A paragraph that begins with a quotation mark, or one of a block quote.
    Quotation,
    /// `— Name, role, organisation`.
    Attribution,
    /// A caption set in emphasis.
    Caption,
    /// A table.
    Table(Table),
    /// Facts an editor wrote.
    Facts(Vec<Fact>),
    /// Furniture without meaning: `Print`, `Del side`.
    Furniture,
    /// A paragraph.
    Prose,
}

pattern!(IMAGE_FILE, r"(?i)^[\w][\w\-.%]*\.(?:jpe?g|png|gif|svg|webp|tiff?|bmp)\b");
// `Del citat`, `Kopiér citatet`, `Del dette citat`.
pattern!(QUOTE_BUTTON, r"(?i)^(?:del|kopi[ée]r|tweet|gem|print)\s+(?:dette\s+)?citat(?:et)?$");
pattern!(
    FIGURE_BUTTON,
    r"(?i)^(?:(?:del|kopi[ée]r|gem|print|embed|indlejr)\s+(?:denne\s+|dette\s+)?(?:illustration(?:en)?|figur(?:en)?|graf(?:en)?|statistik(?:ken)?|tal(?:let)?|diagram(?:met)?|infografik(?:ken)?|billede(?:t)?|tabel(?:len)?)\b\W*)+"
);
pattern!(
    DOWNLOAD_BUTTON,
    r"(?i)(?:download|hent)\s+(?:denne\s+|dette\s+|som\s+)?(?:illustration(?:en)?|figur(?:en)?|graf(?:en)?|statistik(?:ken)?|tal(?:let|lene)?|data|datasæt(?:tet)?|diagram(?:met)?|infografik(?:ken)?|billede(?:t)?|tabel(?:len)?|csv|png|pdf|excel)$|^download$"
);
pattern!(
    CASE_LINK,
    r"(?i)^(?:læs|se)\s+(?:hele\s+|mere\s+om\s+|om\s+)?(?:casen|case|eksemplet|historien)(?:\s+her)?\s*[»›>→]*\.?$"
);
pattern!(
    OTHER_FURNITURE,
    r"(?i)^(?:del|print|gem|kopi[ée]r|tweet|udskriv)(?:\s+(?:case|casen|side|siden|artikel|artiklen|link|på \w+))?$|^(?:til toppen|tilbage til toppen|luk|læs mere|vis mere|næste|forrige)$|^foto(?:graf)?\s*:.{0,80}$"
);
pattern!(CASE_LABEL, r"(?i)^(?:case|eksempel)(?:\s+(?:\d+|[ivx]+))?\s*(?::|[–—-]\s|$)\s*");
pattern!(FIGURE_LABEL, r"(?i)^(?:figur|tabel|graf|diagram)(?:\s+[\d.]+)?\s*(?::|[–—-]\s|$)\s*");
pattern!(DASH, r"^(?:[—–―]|--)\s*");

/// Marks every block; one block may give several marks (a picture's name in
/// front of its paragraph).
pub fn mark(blocks: Vec<Block>) -> Vec<Marked> {
    let mut marks = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block.kind {
            BlockKind::Plain => mark_plain(block.text, &mut marks),
            BlockKind::Heading(level) => mark_heading(level, block.text, &mut marks),
            kind => marks.push(Marked { mark: mark_of(kind, &block.text), text: block.text }),
        }
    }
    marks
}

/// What a format says outright.
fn mark_of(kind: BlockKind, text: &Text) -> Mark {
    match kind {
        BlockKind::Statistic(length) => Mark::Statistic(length),
        BlockKind::Emphasis => Mark::Caption,
        BlockKind::Quotation => Mark::Quotation,
        BlockKind::Attribution => Mark::Attribution,
        BlockKind::Image { alt } => Mark::Image(alt),
        BlockKind::Table(table) => Mark::Table(table),
        BlockKind::Facts(facts) => Mark::Facts(facts),
        BlockKind::Link { target } if DOWNLOAD_BUTTON.is_match(text.as_str()) => {
            Mark::FigureEnd(Some((text.clone(), Some(target).filter(|target| !target.is_empty()))))
        }
        BlockKind::Link { target } if CASE_LINK.is_match(text.as_str()) => {
            Mark::CaseLink(Some(target).filter(|target| !target.is_empty()))
        }
        BlockKind::Link { target } => Mark::Link(target),
        BlockKind::Plain | BlockKind::Heading(_) | BlockKind::Paragraph => Mark::Prose,
    }
}

/// `Case: Title` is a label and a heading, in one line or in two.
fn mark_heading(level: u8, text: Text, marks: &mut Vec<Marked>) {
    for (pattern, label) in [(&*CASE_LABEL, Mark::CaseLabel), (&*FIGURE_LABEL, Mark::FigureLabel)] {
        if let Some(found) = pattern.find(text.as_str()) {
            let title = text.slice(found.end()..text.as_str().len());
            marks.push(Marked { mark: label, text: text.slice(0..found.end()).trim() });
            if !title.is_empty() {
                marks.push(Marked { mark: Mark::Heading(level), text: title });
            }
            return;
        }
    }
    marks.push(Marked { mark: Mark::Heading(level), text });
}

fn mark_plain(text: Text, marks: &mut Vec<Marked>) {
    let words = text.as_str();
    if let Some(file) = IMAGE_FILE.find(words).filter(|file| ends_word(words, file.end())) {
        marks.push(Marked { mark: Mark::Image(String::new()), text: text.slice(0..file.end()) });
        let rest = text.slice(file.end()..words.len()).trim();
        if !rest.is_empty() {
            mark_plain(rest, marks);
        }
        return;
    }
    let announces = |pattern: &Regex| pattern.is_match(words) && words.chars().count() <= 120;
    let mark = if QUOTE_BUTTON.is_match(words) {
        Mark::QuoteEnd
    } else if let Some(end) = figure_end(&text) {
        end
    } else if CASE_LINK.is_match(words) {
        Mark::CaseLink(None)
    } else if OTHER_FURNITURE.is_match(words) {
        Mark::Furniture
    } else if words.starts_with(QUOTE_MARKS) {
        Mark::Quotation
    } else if DASH.is_match(words) && follows_words(marks) {
        let dash = DASH.find(words).map_or(0, |dash| dash.end());
        return marks.push(Marked { mark: Mark::Attribution, text: text.slice(dash..words.len()) });
    } else if number::alone(words).is_some() {
        Mark::Number
    } else if announces(&CASE_LABEL) || (announces(&FIGURE_LABEL) && is_shouted(words)) {
        return mark_heading(2, text, marks);
    } else if is_shouted(words) {
        Mark::Heading(2)
    } else {
        Mark::Prose
    };
    marks.push(Marked { mark, text });
}

/// A dash after words tells who said them; elsewhere it begins them.
fn follows_words(marks: &[Marked]) -> bool {
    let last = marks.last().map(|marked| &marked.mark);
    matches!(last, Some(Mark::Quotation | Mark::Prose | Mark::Attribution))
}

fn ends_word(words: &str, at: usize) -> bool {
    words[at..].chars().next().is_none_or(char::is_whitespace)
}

/// `Del illustration`, `Download illustration`, or both on one line.
fn figure_end(text: &Text) -> Option<Mark> {
    let words = text.as_str();
    let shared = FIGURE_BUTTON.find(words).map_or(0, |button| button.end());
    let rest = words[shared..].trim();
    let download = DOWNLOAD_BUTTON.find(rest).filter(|button| button.start() == 0);
    match (shared > 0, rest.is_empty(), download) {
        (true, true, _) => Some(Mark::FigureEnd(None)),
        (_, _, Some(button)) => Some(Mark::FigureEnd(Some((text.narrow(button.as_str()), None)))),
        _ => None,
    }
}

/// All capitals, and long enough to be words rather than an abbreviation.
fn is_shouted(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 5
        && !words.chars().any(char::is_lowercase)
        && words.chars().count() <= 300
        && words
            .split_whitespace()
            .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
}
