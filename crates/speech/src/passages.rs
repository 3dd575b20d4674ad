//! The quoted passages of a manuscript: what stands between quotation marks,
//! over several paragraphs where each begins with a mark, and block quotes.

use std::ops::Range;

use crate::marks::{DASHES, QUOTE_MARKS, Stretch};
use crate::read::quoted;

/// So few words between quotation marks are a term, no quotation.
const LEAST_WORDS: usize = 3;

/// In one paragraph marks that nothing closes are passed over so many times:
/// beyond that it is no text.
const MAX_UNCLOSED: usize = 16;

/// Paragraphs that one quotation goes on in: marks that nothing closes would
/// else be followed to the end of the manuscript, each of them.
const LONGEST_QUOTATION: usize = 40;

/// A paragraph of a manuscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words; line breaks only where the manuscript is a text.
    pub text: String,
    /// Where it begins, from 1: the line of a text, the paragraph of a document
    /// without empty ones.
    pub line: u32,
    /// The block quote that it is of, as the format declares it.
    pub quote: Option<u32>,
}

/// A quoted passage of a manuscript.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its words, with one blank between them.
    pub text: String,
    /// Where it begins, from 1: the line of a text, the paragraph of a document.
    pub line: u32,
}

/// What a manuscript quotes.
#[derive(Debug, Default)]
pub struct Found {
    /// In the manuscript's order.
    pub passages: Vec<Passage>,
    /// Where marks open that nothing closes: nobody can say what they quote.
    pub unclosed: Vec<u32>,
    /// Bytes that may still be read once more, to see how a quotation goes on or what a lone
    /// mark hid. A text of nothing but marks would else be read a hundred times.
    again: usize,
}

/// So many times its own length a manuscript is read once more; a short one as often as it
/// takes.
const TIMES_AGAIN: usize = 2;
const AGAIN_AT_LEAST: usize = 64 << 10;

/// The passages of a text: its block quotes are lines that begin with `>`.
pub fn of_text(text: &str) -> Found {
    of_paragraphs(&paragraphs(text))
}

/// The passages of paragraphs.
pub fn of_paragraphs(paragraphs: &[Paragraph]) -> Found {
    let length: usize = paragraphs.iter().map(|own| own.text.len()).sum();
    let again = (TIMES_AGAIN * length).max(AGAIN_AT_LEAST);
    let mut found = Found { again, ..Found::default() };
    // The paragraph, and the byte of it, up to which all is read.
    let (mut at, mut from) = (0, 0);
    while let Some(first) = paragraphs.get(at) {
        match first.quote {
            Some(quote) => {
                let own = paragraphs[at..].iter().take_while(|own| own.quote == Some(quote));
                let end = at + own.count();
                found.passages.extend(block(&paragraphs[at..end]));
                (at, from) = (end, 0);
            }
            None => {
                let (read, rest) = found.marked(&paragraphs[at..], from);
                (at, from) = (at + read, rest);
            }
        }
    }
    for passage in &mut found.passages {
        passage.text = passage.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    found.passages.retain(|passage| passage.text.split(' ').count() >= LEAST_WORDS);
    found.passages.sort_by_key(|passage| passage.line);
    found
}

/// Lines longer than this are paragraphs of their own, whatever stands below:
/// nobody breaks lines at such a width.
const LONGEST_LINE: usize = 120;

/// The paragraphs of a text: lines without an empty one between them. Lines that
/// begin with `>` and stand together are one block quote.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let (mut block, mut in_block, mut goes_on) = (0, false, false);
    for (row, line) in text.strip_prefix('\u{FEFF}').unwrap_or(text).lines().zip(1..) {
        let quoted = row.trim_start().strip_prefix('>');
        if quoted.is_some() != in_block {
            (in_block, goes_on) = (quoted.is_some(), false);
            block += u32::from(in_block);
        }
        let quote = in_block.then_some(block);
        let words = quoted.unwrap_or(row).trim();
        let has_words = in_block && paragraphs.last().is_some_and(|last| last.quote == quote);
        // A line that says who spoke belongs to no quotation.
        if words.is_empty() || (has_words && signs(words)) {
            goes_on = false;
            continue;
        }
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.text.push('\n');
                last.text.push_str(words);
            }
            None => paragraphs.push(Paragraph { text: words.to_owned(), line, quote }),
        }
        goes_on = in_block || words.chars().count() <= LONGEST_LINE;
    }
    paragraphs
}

/// `— Navn, rolle`: a dash; before a name alone a keyboard's hyphen will do.
fn signs(words: &str) -> bool {
    if words.starts_with("--") || words.starts_with(['—', '–', '―']) {
        return true;
    }
    let Some(after) = words.strip_prefix(DASHES) else { return false };
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let mut words = after.split_whitespace();
    words.next().is_some_and(|first| {
        is_name(first) && (first.ends_with(',') || words.next().is_some_and(is_name))
    })
}

/// A block quote as one passage, without the marks around it and without who
/// said it behind them.
fn block(paragraphs: &[Paragraph]) -> Option<Passage> {
    let first = paragraphs.first()?;
    let all: Vec<&str> = paragraphs.iter().map(|own| own.text.as_str()).collect();
    let text = all.join("\n\n");
    let around = quoted(&text, false).into_iter().next().filter(|own| own.open == 0 && own.closed);
    let inside = around.filter(|own| {
        let after = text[own.close..].trim_matches(|c: char| c.is_whitespace() || c == '.');
        after.is_empty() || signs(after)
    });
    let text = match inside {
        Some(own) => text[own.start..own.end].to_owned(),
        // `”Vi gik.`: with a mark before every paragraph, or one that is missing.
        None if text.starts_with(QUOTE_MARKS) && around.is_none() => {
            let bare = all.iter().map(|own| own.trim_start_matches(QUOTE_MARKS));
            bare.collect::<Vec<_>>().join("\n\n").trim_end_matches(QUOTE_MARKS).to_owned()
        }
        None => text,
    };
    Some(Passage { text, line: first.line })
}

impl Found {
    /// Takes the passages of the first paragraph from byte `from` on, and of
    /// those after it what its last quotation goes on in. Gives how many
    /// paragraphs were read whole, and how much of the one after them.
    fn marked(&mut self, paragraphs: &[Paragraph], from: usize) -> (usize, usize) {
        let first = &paragraphs[0];
        let mut open = None;
        for stretch in quoted(&first.text[from..], false) {
            match stretch.closed {
                true => {
                    let range = from + stretch.start..from + stretch.end;
                    self.passages.push(passage(first, range));
                }
                false => open = Some(stretch),
            }
        }
        let Some(open) = open else { return (1, 0) };
        let mut whole = passage(first, from + open.start..from + open.end);
        // A mark with a blank behind it begins no words.
        let begins = !whole.text.starts_with(char::is_whitespace);
        let next = paragraphs[1..].iter().take_while(|own| own.quote.is_none() && begins);
        for (between, own) in next.take(LONGEST_QUOTATION).enumerate() {
            if !self.reads_again(&own.text) {
                break;
            }
            let Some(stretch) = carried(&own.text) else { break };
            whole.text.push_str("\n\n");
            whole.text.push_str(&own.text[stretch.start..stretch.end]);
            if stretch.closed {
                self.passages.push(whole);
                return (between + 1, stretch.close);
            }
        }
        self.unclosed.push(line(first, from + open.open));
        self.behind(first, from + open.start);
        (1, 0)
    }

    fn reads_again(&mut self, text: &str) -> bool {
        let left = self.again.checked_sub(text.len());
        self.again = left.unwrap_or(0);
        left.is_some()
    }

    /// What a lone mark hid: the closed passages of a paragraph from byte `from`
    /// on, each further lone mark passed over.
    fn behind(&mut self, paragraph: &Paragraph, from: usize) {
        let mut from = from;
        for _ in 0..MAX_UNCLOSED {
            if !self.reads_again(&paragraph.text[from..]) {
                break;
            }
            let all = quoted(&paragraph.text[from..], false);
            let mut lone = None;
            for stretch in all {
                match stretch.closed {
                    true => {
                        let range = from + stretch.start..from + stretch.end;
                        self.passages.push(passage(paragraph, range));
                    }
                    false => lone = Some(stretch.start),
                }
            }
            match lone {
                Some(start) => from += start,
                None => break,
            }
        }
    }
}

/// How the quotation of the paragraph before goes on in this one: it begins with
/// a mark once more, or a mark closes it that nothing here opens.
fn carried(text: &str) -> Option<Stretch> {
    let first = quoted(text, true).into_iter().next().filter(|first| first.open == 0)?;
    let is_marked = first.start > 0;
    let is_bare = !text[first.start..first.end].contains(QUOTE_MARKS);
    (is_marked || (first.closed && is_bare)).then_some(first)
}

fn passage(paragraph: &Paragraph, range: Range<usize>) -> Passage {
    let line = line(paragraph, range.start);
    Passage { text: paragraph.text[range].to_owned(), line }
}

/// The line of a byte of a paragraph.
fn line(paragraph: &Paragraph, at: usize) -> u32 {
    let breaks = paragraph.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
    paragraph.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(u32, String)> {
        of_text(text).passages.into_iter().map(|passage| (passage.line, passage.text)).collect()
    }

    fn words(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn passages_stand_between_marks_and_in_blocks() {
        let text = "Hun siger: ”Vi byggede en bro.” Og\nså »talte vi om det\nbagefter«.\n\n\
                    > Ingen vidste, hvad der skete\n> den dag.\n>\n> — Bo Kær, rektor\n\nEt \"ord\" her.";
        assert_eq!(
            found(text),
            [
                (1, "Vi byggede en bro.".to_owned()),
                (2, "talte vi om det bagefter".to_owned()),
                (5, "Ingen vidste, hvad der skete den dag.".to_owned()),
            ]
        );
    }

    #[test]
    fn every_kind_of_mark_quotes_in_both_directions() {
        for (open, close) in
            [('”', '”'), ('»', '«'), ('«', '»'), ('„', '“'), ('„', '”'), ('“', '”'), ('"', '"')]
        {
            let text = format!("Han sagde {open}vi går nu hjem{close}, og gik.");
            assert_eq!(words(&text), ["vi går nu hjem"], "{text}");
        }
    }

    #[test]
    fn what_is_quoted_inside_a_quotation_stays_in_it() {
        assert_eq!(
            words("»Han sagde ”vi går hjem nu” og gik.«"),
            ["Han sagde ”vi går hjem nu” og gik."]
        );
        assert_eq!(
            words("”Det kaldes ”frit valg” hos os,” siger Bo."),
            ["Det kaldes ”frit valg” hos os,"]
        );
        assert_eq!(
            words("”Det er Hans’ bil, og ’det er den’ altid,” siger Bo."),
            ["Det er Hans’ bil, og ’det er den’ altid,"]
        );
    }

    #[test]
    fn single_marks_and_apostrophes_quote_nothing() {
        assert_eq!(
            words("Hans' bil er 'en rigtig god bil' fra '80erne, 5\" bred."),
            Vec::<String>::new()
        );
        assert_eq!(
            words("I '80erne sagde Jens' far: ”Vi kører aldrig hjem.”"),
            ["Vi kører aldrig hjem."]
        );
    }

    #[test]
    fn a_quotation_goes_on_in_paragraphs_that_begin_with_a_mark() {
        let text = "Bo sagde: ”Vi gik i gang.\n\n”Og vi blev\nfærdige.\n\n”Det var alt.” Så gik han: ”Farvel til jer alle.”";
        assert_eq!(
            found(text),
            [
                (1, "Vi gik i gang. Og vi blev færdige. Det var alt.".to_owned()),
                (6, "Farvel til jer alle.".to_owned())
            ]
        );
        assert_eq!(
            words("”Vi gik i gang.\n\nOg vi blev færdige,” sagde Bo."),
            ["Vi gik i gang. Og vi blev færdige,"]
        );
    }

    #[test]
    fn a_lone_mark_hides_nothing_and_is_told() {
        assert_eq!(found("Et ” mark alene og\n\nen ny ” paragraf uden noget"), []);
        let text = "Han sagde ”ja og gik.\n\nSå sagde hun: ”Nej, det vil jeg ikke,” og blev.";
        assert_eq!(found(text), [(3, "Nej, det vil jeg ikke,".to_owned())]);
        assert_eq!(of_text(text).unclosed, [1]);
        let text = "Et ”mark alene, og hun sagde: »Vi går nu hjem.«\n";
        assert_eq!(words(text), ["Vi går nu hjem."]);
    }

    #[test]
    fn one_or_two_words_are_a_term() {
        assert_eq!(words("De »frie valg« og en \"bro\" er ”ikke det hele”."), ["ikke det hele"]);
    }

    #[test]
    fn who_said_it_is_no_part_of_a_block_quote() {
        for line in ["— Bo Kær, rektor", "– Bo Kær", "-- Bo Kær", "- Bo Kær", "- Bo, rektor"]
        {
            assert_eq!(words(&format!("> Vi går nu hjem.\n> {line}\n")), ["Vi går nu hjem."]);
            assert_eq!(words(&format!("> “Vi går nu hjem.” {line}\n")), ["Vi går nu hjem."]);
        }
        assert_eq!(words("”Vi går nu hjem.” — Bo Kær, rektor"), ["Vi går nu hjem."]);
        assert_eq!(words("> – Nej, sagde hun ikke.\n"), ["– Nej, sagde hun ikke."]);
        assert_eq!(words("> ”Vi gik nu.\n>\n> ”Og vi kom.”\n"), ["Vi gik nu. Og vi kom."]);
    }

    #[test]
    fn a_text_of_nothing_but_marks_is_read_in_time_of_its_length() {
        for unit in ["”", "”a ", "» ”", "”a\n\n", "a”\n\n", "”a” - siger Bo Kær, ", "„"]
        {
            let text = unit.repeat(20_000 / unit.len());
            let begun = std::time::Instant::now();
            of_text(&text);
            let took = begun.elapsed();
            assert!(took < std::time::Duration::from_secs(30), "{unit:?}: {took:?}");
        }
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        assert_eq!(
            found("\u{FEFF}A\r\n\r\n \t\r\n”Vi går nu hjem.”\r\n"),
            [(4, "Vi går nu hjem.".to_owned())]
        );
    }
}
