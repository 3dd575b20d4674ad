//! The reader of PDF, through `pdftotext` (Poppler) where it is installed.
//!
//! The program runs as a child with bounds on its time, its memory and what it writes: what a
//! hostile file does to it, it does to nobody else. Of the lines it gives, paragraphs are made
//! again: broken words and lines are joined, running heads and page numbers are dropped, and a
//! form feed stays where a page ends.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::places::Places;
use super::{Page, page_text};
use crate::diagnostic::{Code, Diagnostics};

/// What the files begin with.
pub const MAGIC: &[&[u8]] = &[b"%PDF-"];

/// How long one file may take.
const LONGEST: Duration = Duration::from_secs(10);
/// How much memory the child may have, in KB.
const MEMORY: u32 = 512 * 1024;
/// How much text one file may have: more than any book.
const MOST_TEXT: u64 = 64 << 20;
/// How often it is looked whether the child is done.
const PAUSE: Duration = Duration::from_millis(10);

/// Words after which a hyphen at a line's end stands for the rest of a compound
/// (`børne- og ungeområdet`).
const JOINING: [&str; 3] = ["og", "eller", "samt"];

/// Why there is no text.
enum Refused {
    NoTool,
    TooMuch,
    Broken(String),
}

/// Reads a document; places are pages.
pub fn read(file: &[u8], diagnostics: &mut Diagnostics) -> Option<Page> {
    let raw = match extracted(file) {
        Ok(raw) => raw,
        Err(refused) => {
            match refused {
                Refused::NoTool => diagnostics.say(0, Code::PdfNoTool, &[]),
                Refused::TooMuch => {
                    let seconds = LONGEST.as_secs();
                    diagnostics.say(0, Code::PdfTooMuch, &[&seconds, &(MEMORY / 1024)]);
                }
                Refused::Broken(why) => diagnostics.say(0, Code::PdfBroken, &[&why]),
            }
            return None;
        }
    };
    if raw.chars().all(|c| c.is_whitespace()) {
        diagnostics.say(0, Code::PdfPictures, &[]);
    }
    let text = tidied(&raw);
    let mut places = Places::default();
    places.add(0, 1);
    for (nth, (at, _)) in text.match_indices('\u{C}').enumerate() {
        places.add(at, nth as u32 + 2);
    }
    page_text::read(text, diagnostics).map(|page| Page { places: Some(places), ..page })
}

/// What the program gives for a file.
fn extracted(file: &[u8]) -> Result<String, Refused> {
    // A shell sets the bound on memory, for this process itself cannot without unsafe code. Where
    // the system knows no such bound (macOS), time and text are bounded all the same.
    let bound = format!("ulimit -v {MEMORY}");
    let script =
        format!("({bound}) 2>/dev/null && {bound}; exec pdftotext -enc UTF-8 -eol unix - -");
    let mut command = Command::new("sh");
    command.args(["-c", &script]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = Family::start(&mut command).map_err(|_| Refused::NoTool)?;
    let ends = Instant::now() + LONGEST;
    let (input, output, errors) =
        (child.first.stdin.take(), child.first.stdout.take(), child.first.stderr.take());
    let file = file.to_vec();
    // No thread is waited for without end: what has left the family may hold a pipe for ever.
    thread::spawn(move || {
        // A child that ends early reads no more; its status says why.
        input.map(|mut input| input.write_all(&file))
    });
    let text = heard(move || bounded(output, MOST_TEXT + 1));
    let said = heard(move || bounded(errors, 4096));
    let text = text.recv_timeout(ends.saturating_duration_since(Instant::now()));
    let said = said.recv_timeout(ends.saturating_duration_since(Instant::now()));
    let status = child.end(ends);
    let (Ok(text), Some(status)) = (text, status) else { return Err(Refused::TooMuch) };
    let said = said.unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    match status {
        _ if text.len() as u64 > MOST_TEXT => Err(Refused::TooMuch),
        Some(0) => Ok(String::from_utf8_lossy(&text).into_owned()),
        Some(126 | 127) => Err(Refused::NoTool),
        _ if said.contains("memory") => Err(Refused::TooMuch),
        _ => {
            let why = said.lines().next().unwrap_or("it gives no reason").trim();
            Err(Refused::Broken(why.chars().take(160).collect()))
        }
    }
}

/// What another thread gives, once it does.
fn heard<T: Send + 'static>(give: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (sender, receiver) = mpsc::channel();
    // Whoever waited for it may have given up.
    thread::spawn(move || drop(sender.send(give())));
    receiver
}

/// At most so many bytes of what a child writes; it is read no further, so that the child ends.
fn bounded(stream: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(stream) = stream {
        // What was read before it broke is what there is.
        let _ = stream.take(most).read_to_end(&mut bytes);
    }
    bytes
}

/// A child and the children it has: `pdftotext` may be a script around another program.
struct Family {
    first: Child,
}

impl Family {
    fn start(command: &mut Command) -> io::Result<Family> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        Ok(Family { first: command.spawn()? })
    }

    /// The first child's status, or `None` where it has not ended by itself in time. Nobody of
    /// the family is left.
    fn end(mut self, ends: Instant) -> Option<Option<i32>> {
        while !self.has_ended() && Instant::now() < ends {
            thread::sleep(PAUSE);
        }
        let by_itself = self.has_ended();
        self.kill();
        let status = self.first.wait();
        status.ok().filter(|_| by_itself).map(|status| status.code())
    }

    /// Whether the first child has ended. It is left unburied: until then its number, which is
    /// the family's, is nobody else's.
    #[cfg(unix)]
    fn has_ended(&mut self) -> bool {
        use rustix::process::{WaitId, WaitIdOptions, waitid};
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        // What cannot be waited for is there no more.
        self.number().is_none_or(|number| !matches!(waitid(WaitId::Pid(number), look), Ok(None)))
    }

    #[cfg(unix)]
    fn kill(&mut self) {
        use rustix::process::{Signal, kill_process_group};
        // They may all have ended by themselves just now; either way they are gone.
        let _ = self.number().map(|number| kill_process_group(number, Signal::KILL));
    }

    #[cfg(unix)]
    fn number(&self) -> Option<rustix::process::Pid> {
        rustix::process::Pid::from_raw(i32::try_from(self.first.id()).ok()?)
    }

    #[cfg(not(unix))]
    fn has_ended(&mut self) -> bool {
        !matches!(self.first.try_wait(), Ok(None))
    }

    #[cfg(not(unix))]
    fn kill(&mut self) {
        let _ = self.first.kill();
    }
}

/// The same words in paragraphs, one a line, with a form feed between pages.
fn tidied(raw: &str) -> String {
    let pages: Vec<Vec<&str>> = raw
        .trim_end_matches('\u{C}')
        .split('\u{C}')
        .map(|page| page.lines().map(str::trim).collect())
        .collect();
    let running = running_lines(&pages);
    let width = usual_width(&pages);
    let numbering = numbering(&pages);
    let mut text = String::with_capacity(raw.len());
    for (nth, page) in pages.iter().enumerate() {
        let mut paragraphs = paragraphs(page, &running, numbering.map(|at| at + nth as i64), width)
            .into_iter()
            .peekable();
        if nth > 0 {
            // A sentence that goes on over the page is one paragraph, of the page it begins on.
            let goes_on = paragraphs.peek().is_some_and(|next| {
                next.starts_with(char::is_lowercase) && !ends_sentence(text.trim_end())
            });
            if goes_on && let Some(rest) = paragraphs.next() {
                let line = text.trim_end().len();
                text.truncate(line);
                join(&mut text, &rest);
                text.push('\n');
            }
            text.push_str("\u{C}\n");
        }
        for paragraph in paragraphs {
            text.push_str(&paragraph);
            text.push('\n');
        }
    }
    text
}

/// Lines that stand at the top or bottom of several pages, but for the numbers in them.
fn running_lines(pages: &[Vec<&str>]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let mut edges: Vec<String> = edges(page).map(|(_, line)| without_numbers(line)).collect();
        edges.sort_unstable();
        edges.dedup();
        for line in edges {
            *counts.entry(line).or_default() += 1;
        }
    }
    // What is nothing but numbers may be what the page is about.
    counts.retain(|line, count| {
        *count >= 3 && *count * 3 >= pages.len() && line.chars().any(char::is_alphabetic)
    });
    counts
}

/// The first two and last two lines of a page that hold anything, with their places.
fn edges<'p>(page: &'p [&'p str]) -> impl Iterator<Item = (usize, &'p str)> {
    let filled: Vec<usize> = (0..page.len()).filter(|nth| !page[*nth].is_empty()).collect();
    let last = filled.len().saturating_sub(2).max(2.min(filled.len()));
    let places: Vec<usize> =
        filled.iter().take(2).chain(filled.iter().skip(last)).copied().collect();
    places.into_iter().map(|nth| (nth, page[nth]))
}

fn without_numbers(line: &str) -> String {
    line.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

/// The number of a line that is nothing else, as pages are numbered: `- 12 -`, `Side 12`.
fn page_number(line: &str) -> Option<i64> {
    let bare = line.trim_start_matches("Side").trim_start_matches("side");
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || "-–—.|".contains(c));
    bare.split(" af ").next().filter(|number| number.len() <= 4)?.parse().ok()
}

/// How far the pages' own numbers are from their places, where several go up with the pages.
fn numbering(pages: &[Vec<&str>]) -> Option<i64> {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for (nth, page) in pages.iter().enumerate() {
        for number in edges(page).filter_map(|(_, line)| page_number(line)) {
            *counts.entry(number - nth as i64).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count >= 2)
        .max_by_key(|(_, count)| *count)
        .map(|(at, _)| at)
}

/// How long full lines are: nine of ten are no longer.
fn usual_width(pages: &[Vec<&str>]) -> usize {
    let lines = pages.iter().flatten().filter(|line| !line.is_empty());
    let mut lengths: Vec<usize> = lines.map(|line| line.chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or_default()
}

fn paragraphs(
    page: &[&str],
    running: &HashMap<String, usize>,
    number: Option<i64>,
    width: usize,
) -> Vec<String> {
    let dropped: Vec<usize> = edges(page)
        .filter(|(_, line)| {
            running.contains_key(&without_numbers(line))
                || number.is_some() && page_number(line) == number
        })
        .map(|(nth, _)| nth)
        .collect();
    let mut paragraphs: Vec<String> = Vec::new();
    let mut before = "";
    for (nth, line) in page.iter().enumerate() {
        if dropped.contains(&nth) {
            continue;
        }
        // A full line goes on in the next one; so does one that breaks off.
        let is_full = before.chars().count() * 10 >= width * 7;
        let breaks_off = !ends_sentence(before) && line.starts_with(char::is_lowercase);
        match paragraphs.last_mut() {
            Some(paragraph)
                if !line.is_empty() && !before.is_empty() && (is_full || breaks_off) =>
            {
                join(paragraph, line);
            }
            _ if !line.is_empty() => paragraphs.push((*line).to_owned()),
            _ => {}
        }
        before = line;
    }
    paragraphs
}

/// Adds a line to the one before it. A word that was broken at the line's end is whole again.
fn join(text: &mut String, line: &str) {
    let is_broken = text.ends_with(['-', '\u{AD}', '‐'])
        && line.starts_with(char::is_lowercase)
        && text.trim_end_matches(['-', '\u{AD}', '‐']).ends_with(char::is_alphabetic);
    let next = line.split([' ', '/', ',']).next().unwrap_or_default();
    match is_broken && !JOINING.contains(&next) {
        // `EU-kommissionen`, `tv-avisen`, `e-mail` have their hyphen in the middle of a line too.
        true if keeps_hyphen(text) => {}
        true => _ = text.pop(),
        false => text.push(' '),
    }
    text.push_str(line);
}

/// Whether what stands before a hyphen at a text's end is an abbreviation or a letter.
fn keeps_hyphen(text: &str) -> bool {
    let word = text.trim_end_matches(['-', '\u{AD}', '‐']);
    let word = word.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    text.ends_with(['-', '‐'])
        && (word.chars().count() <= 2
            || word.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit()))
}

fn ends_sentence(line: &str) -> bool {
    line.is_empty() || line.ends_with(['.', '!', '?', ':', '”', '"', '“', '«', '»', '’'])
}

#[cfg(test)]
mod tests {
    use super::tidied;

    #[test]
    fn broken_words_and_lines_are_whole_again() {
        let raw = "En lang linje, der fylder det hele, og som går videre i kommu-\n\
                   nen, hvor børne- og ungeområdet ligger ved siden af børne-\n\
                   og kulturforvaltningen.\n\nNæste afsnit.\n";
        assert_eq!(
            tidied(raw),
            "En lang linje, der fylder det hele, og som går videre i kommunen, hvor børne- og \
             ungeområdet ligger ved siden af børne- og kulturforvaltningen.\nNæste afsnit.\n"
        );
    }

    #[test]
    fn no_word_and_no_number_is_lost() {
        let raw = "En lang linje, der fylder det hele, og som går videre i EU-\nkommissionen.\n";
        assert!(tidied(raw).ends_with("i EU-kommissionen.\n"), "{}", tidied(raw));
        let pages: String =
            [17, 23, 31, 48].map(|n| format!("{n} %\n\naf dem sagde ja.\n\u{C}")).concat();
        assert!([17, 23, 31, 48].iter().all(|n| tidied(&pages).contains(&format!("{n} %"))));
        assert_eq!(tidied("1250\n\nborgere svarede.\n"), "1250\nborgere svarede.\n");
    }

    #[test]
    fn running_heads_and_page_numbers_are_dropped_and_sentences_go_on_over_pages() {
        let page = |nth: u32, words: &str| {
            format!("Rapport om broer {nth}\n\n{words}\n\nSide {nth}\n\u{C}")
        };
        let raw = page(1, "Vi byggede en bro, der var så lang, at ingen kunne se enden")
            + &page(2, "af den.\n\n1946 var et godt år.")
            + &page(3, "Slut.");
        assert_eq!(
            tidied(&raw),
            "Vi byggede en bro, der var så lang, at ingen kunne se enden af den.\n\u{C}\n\
             1946 var et godt år.\n\u{C}\nSlut.\n"
        );
    }
}
