//! The furniture of pages: what tells quotes, cases and figures apart: buttons, labels, names
//! of picture files, numbers that stand alone, headings.

use ordret_model::Table;
use ordret_speech::line::{self, Line};
use ordret_speech::marks::QUOTE_MARKS;
use ordret_speech::pattern;

use crate::block::{Block, BlockKind, Fact};
use crate::number;
use crate::text::Text;

/// A block, or a piece of one, with what it is a mark of.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// What it marks.
    pub mark: Mark,
    /// Its words.
    pub text: Text,
    /// Whether it stands in a list that the format declares.
    pub listed: bool,
}

impl Marked {
    fn new(mark: Mark, text: Text) -> Marked {
        Marked { mark, text, listed: false }
    }
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
    /// A paragraph that begins with a quotation mark.
    Quotation,
    /// A paragraph of a block quote, with the quote's number.
    Block(u32),
    /// Who said a block quote, as the format declares; with its number.
    BlockLine(u32),
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
    /// Text set as it is: code.
    Preformatted,
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
    r"(?i)^(?:læs|se|hent|åbn|gå til)\s+(?:hele\s+|mere\s+om\s+|om\s+|mere\s+i\s+)?(?:(?:kunde)?case(?:n|historien|beskrivelsen)?|eksemplet|historien)(?:\s+her)?\s*(?:\(pdf\))?\s*[»›>→]*\.?$"
);
pattern!(
    OTHER_FURNITURE,
    r"(?i)^(?:del|print|gem|kopi[ée]r|tweet|udskriv)(?:\s+(?:case|casen|side|siden|artikel|artiklen|link|på \w+))?$|^(?:til toppen|tilbage til toppen|luk|læs mere|vis mere|næste|forrige)$|^foto(?:graf)?\s*:.{0,80}$"
);
// What a page offers below a case or a figure: the talk, the next event, the
// numbers behind.
pattern!(
    OFFER,
    r"(?i)^(?:(?:gense|se|hent|find|download|hør)\s+(?:oplægget|oplæg|præsentationen|slides(?:ene)?|optagelsen|videoen|webinaret|plancherne|materialet|filmen)(?:\s+her)?|tilmeld (?:dig|jer)\b.{0,80}[^.]|(?:se|vis)\s+(?:tabel|tabellen|tabeller|figur|figuren|graf|grafen|data|tallene|kilden))\s*[»›>→]*$|^læs også\s*:.{1,160}$"
);
pattern!(
    CASE_LABEL,
    r"(?i)^(?:(?:kunde|borger|bruger)?case(?:historie|studie)?|(?:kunde|succes|borger)historie|eksempel)(?:\s+(?:\d+|[ivx]+))?\s*(?::|[–—-]\s|$)\s*"
);
pattern!(
    FIGURE_LABEL,
    r"(?i)^(?:figur|tabel|graf|diagram)(?:\s+\d[\d.\-]*[a-z]?)?\s*(?::|[–—-]\s|$)\s*"
);
// `Figur 4.3 Borgere, der venter`: the number alone parts label and title.
pattern!(
    NUMBERED_LABEL,
    r"(?i)^(?:figur|fig\.|tabel|graf|diagram)\s+\d+(?:[.\-]\d+)*[a-z]?[.:]?\s+"
);
pattern!(DASH, r"^(?:[—–―-]|--)\s*");

/// Marks every block; one block may give several marks (a picture's name in
/// front of its paragraph).
pub fn mark(blocks: Vec<Block>) -> Vec<Marked> {
    let mut marks = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block.kind {
            BlockKind::Plain => mark_plain(block.text, &mut marks),
            BlockKind::ListItem => marks.push(mark_item(block.text)),
            BlockKind::Heading(level) => mark_heading(level, block.text, &mut marks),
            BlockKind::Table(table) => {
                let text = table_text(&table, block.span.start);
                marks.push(Marked::new(Mark::Table(*table), text));
            }
            kind => marks.push(Marked::new(mark_of(kind, &block.text), block.text)),
        }
    }
    marks
}

/// An item is a paragraph of its list, unless it is a button or begins with a
/// quotation mark.
fn mark_item(text: Text) -> Marked {
    let mut marks = Vec::new();
    mark_plain(text.clone(), &mut marks);
    let told = marks.pop().map(|marked| marked.mark).filter(|mark| {
        marks.is_empty()
            && matches!(
                mark,
                Mark::Quotation | Mark::QuoteEnd | Mark::FigureEnd(_) | Mark::CaseLink(_)
            )
    });
    Marked { mark: told.unwrap_or(Mark::Prose), text, listed: true }
}

/// What a format says outright.
fn mark_of(kind: BlockKind, text: &Text) -> Mark {
    match kind {
        BlockKind::Statistic(length) => Mark::Statistic(length),
        BlockKind::Emphasis => Mark::Caption,
        BlockKind::Quotation { quote } => Mark::Block(quote),
        BlockKind::Attribution { quote } => Mark::BlockLine(quote),
        BlockKind::Image { alt } => Mark::Image(alt),
        BlockKind::Table(table) => Mark::Table(*table),
        BlockKind::Facts(facts) => Mark::Facts(facts),
        BlockKind::Link { target } if DOWNLOAD_BUTTON.is_match(text.as_str()) => {
            Mark::FigureEnd(Some((text.clone(), Some(target).filter(|target| !target.is_empty()))))
        }
        BlockKind::Link { target } if CASE_LINK.is_match(text.as_str()) => {
            Mark::CaseLink(Some(target).filter(|target| !target.is_empty()))
        }
        BlockKind::Link { target } => Mark::Link(target),
        BlockKind::Preformatted => Mark::Preformatted,
        BlockKind::Plain | BlockKind::ListItem | BlockKind::Heading(_) | BlockKind::Paragraph => {
            Mark::Prose
        }
    }
}

/// A table as text, for where its words are what counts: cells parted by tabs,
/// rows by line breaks. Its place is where the table begins.
fn table_text(table: &Table, start: usize) -> Text {
    let rows = std::iter::once(&table.head).chain(&table.rows);
    let lines: Vec<String> =
        rows.map(|row| row.join("\t")).filter(|line| !line.trim().is_empty()).collect();
    Text::at(start, &lines.join("\n"))
}

/// `Case: Title` is a label and a heading, in one line or in two.
fn mark_heading(level: u8, text: Text, marks: &mut Vec<Marked>) {
    let words = text.as_str();
    let case = CASE_LABEL.find(words).map(|label| (label.end(), Mark::CaseLabel));
    let figure = || figure_label(words).map(|end| (end, Mark::FigureLabel));
    let Some((end, label)) = case.or_else(figure) else {
        return marks.push(Marked::new(Mark::Heading(level), text));
    };
    let title = text.slice(end..words.len());
    marks.push(Marked::new(label, text.slice(0..end).trim()));
    if !title.is_empty() {
        marks.push(Marked::new(Mark::Heading(level), title));
    }
}

/// Where the title begins behind `Figur:` or `Tabel 4.4`. Running text about a
/// figure goes on in lower case: `Figur 4.3 viser, at …`.
fn figure_label(words: &str) -> Option<usize> {
    let label = FIGURE_LABEL.find(words).or_else(|| {
        NUMBERED_LABEL.find(words).filter(|label| {
            words[label.end()..].starts_with(|c: char| {
                c.is_uppercase() || c.is_ascii_digit() || QUOTE_MARKS.contains(&c)
            })
        })
    });
    label.map(|label| label.end())
}

fn mark_plain(text: Text, marks: &mut Vec<Marked>) {
    let Some(text) = mark_images(text, marks) else { return };
    let words = text.as_str();
    let is_short = |most: usize| words.chars().count() <= most;
    let mark = if QUOTE_BUTTON.is_match(words) {
        Mark::QuoteEnd
    } else if let Some(end) = figure_end(&text) {
        end
    } else if CASE_LINK.is_match(words) {
        Mark::CaseLink(None)
    } else if OTHER_FURNITURE.is_match(words) || OFFER.is_match(words) {
        Mark::Furniture
    } else if words.starts_with(QUOTE_MARKS) {
        Mark::Quotation
    } else if let Some(dash) = attribution_dash(
        words,
        matches!(marks.last().map(|marked| &marked.mark), Some(Mark::Quotation)),
    )
    .filter(|_| follows_words(marks))
    {
        return marks.push(Marked::new(Mark::Attribution, text.slice(dash..words.len())));
    } else if number::alone(words).is_some_and(|quantity| !quantity.is_year(words)) {
        Mark::Number
    } else if (is_short(120) && announces_case(words)) || (is_short(240) && announces_figure(words))
    {
        return mark_heading(2, text, marks);
    } else if is_shouted(words) {
        Mark::Heading(2)
    } else {
        Mark::Prose
    };
    marks.push(Marked::new(mark, text));
}

/// `Case`, `Kundecase: Navn`; but `Eksempel: Man kan ringe.` is a sentence.
fn announces_case(words: &str) -> bool {
    CASE_LABEL.find(words).is_some_and(|label| {
        let title = &words[label.end()..];
        title.is_empty() || super::is_title_like(title)
    })
}

/// `FIGUR: …` in capitals, or any label with a number or a colon in front of
/// a title.
fn announces_figure(words: &str) -> bool {
    figure_label(words).is_some_and(|end| {
        let title = &words[end..];
        let has_number = words[..end].contains(|c: char| c.is_ascii_digit());
        has_number && (title.is_empty() || title.starts_with(|c: char| !c.is_lowercase()))
            || (is_shouted(words) && end > 0)
            || (words[..end].contains(':') && super::is_title_like(title))
    })
}

/// The bytes of the dash in front of a speaker's line; a dash in front of
/// anything else opens a reply.
fn attribution_dash(words: &str, after_marks: bool) -> Option<usize> {
    let dash = DASH.find(words)?.end();
    let told = &words[dash..];
    let is_line = line::line(told).is_some_and(|line| line != Line::Role);
    (is_line || line::is_organisation_line(told) || (after_marks && line::is_bare_name(told)))
        .then_some(dash)
}

/// Marks the names of pictures at the beginning; gives what follows them.
fn mark_images(text: Text, marks: &mut Vec<Marked>) -> Option<Text> {
    let words = text.as_str();
    let mut from = 0;
    while let Some(file) = IMAGE_FILE.find(&words[from..]).map(|file| from + file.end()) {
        if !ends_word(words, file) {
            break;
        }
        marks.push(Marked::new(Mark::Image(String::new()), text.slice(from..file)));
        from = words.len() - words[file..].trim_start().len();
    }
    match from {
        0 => Some(text),
        from => Some(text.slice(from..words.len()).trim()).filter(|rest| !rest.is_empty()),
    }
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
