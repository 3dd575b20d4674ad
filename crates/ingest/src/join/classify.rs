//! What each paragraph of a page is: speech, a line, a label, a question, a list.

use std::ops::Range;

use ordret_speech::clause::{self, Clause, bare};
use ordret_speech::first_names::is_first_name;
use ordret_speech::line::{Line, line};
use ordret_speech::names::{first_word, is_capitalised};
use ordret_speech::read::{Part, moved, read, read_spoken};
use ordret_speech::sentences::{last_sentence, sentences};
use ordret_speech::vocabulary::is_role_word;
use ordret_speech::{marks, verbs};

use super::{Page, Paragraph, Sort, has_clause, repeats};

impl Page<'_> {
    /// Says of every paragraph what it is.
    pub(super) fn classify(&mut self) {
        let count = self.paragraphs.len();
        let mut carried = false;
        for at in 0..count {
            if !matches!(self.paragraphs[at].sort, Sort::Text(_)) {
                carried = false;
                continue;
            }
            if matches!(self.paragraphs[at].sort, Sort::Line(_)) {
                continue;
            }
            let text = self.paragraphs[at].text.as_str();
            let was_carried = carried && !text.trim_start().starts_with(marks::QUOTE_MARKS);
            let sort = self.sort_of(at, was_carried);
            carried = matches!(&sort, Sort::Text(reading) if reading.open) && self.closes_below(at);
            self.paragraphs[at].sort = sort;
        }
        self.mark_cards();
        self.mark_questions();
        self.mark_repeats();
        self.mark_lists();
        self.mark_askers();
    }

    pub(super) fn sort_of(&self, at: usize, carried: bool) -> Sort {
        let text = self.paragraphs[at].text.as_str();
        if !carried {
            if let Some(line) = line(text) {
                return Sort::Line(line);
            }
            if let Some((who, words, asks)) = label(text) {
                let rest = &text[words..];
                let reading =
                    (!rest.trim().is_empty()).then(|| moved(read_spoken(rest, false), words));
                return Sort::Label { who, words: reading, asks };
            }
        }
        let reading = read(text, carried);
        match reading.speaks()
            || reading.parts.iter().any(|part| matches!(part, Part::Words { .. }))
        {
            false if is_heading(text) => Sort::Heading,
            _ => Sort::Text(reading),
        }
    }

    /// Whether one of the next paragraphs closes marks that are open here,
    /// before any opens others; a stray mark must not swallow the page.
    pub(super) fn closes_below(&self, at: usize) -> bool {
        for next in self.paragraphs[at + 1..].iter().take(4) {
            let Sort::Text(_) = next.sort else { return false };
            let text = next.text.as_str();
            if text.trim_start().starts_with(marks::QUOTE_MARKS) {
                return true;
            }
            if let Some(first) = text.find(marks::QUOTE_MARKS) {
                let before = text[..first].chars().next_back();
                return before.is_some_and(|c| !c.is_whitespace() && c != '(');
            }
        }
        false
    }

    /// A heading that is a name no list has, above a line that is a role: a card.
    pub(super) fn mark_cards(&mut self) {
        for at in 1..self.paragraphs.len() {
            let (above, below) = (&self.paragraphs[at - 1], &self.paragraphs[at]);
            let words = above.text.as_str().trim();
            let is_name = ordret_speech::names::runs(words)
                .first()
                .is_some_and(|run| *run == (0..words.len()));
            if matches!(above.sort, Sort::Heading)
                && matches!(below.sort, Sort::Line(Line::Role))
                && is_name
            {
                self.paragraphs[at - 1].sort = Sort::Line(Line::Name);
            }
        }
    }

    /// Questions of an interview: a reply that asks and that a reply without a
    /// clause answers; a line that asks above words in marks.
    pub(super) fn mark_questions(&mut self) {
        let is_bare_reply = |paragraph: &Paragraph| matches!(&paragraph.sort, Sort::Text(reading) if reading.is_reply && !has_clause(reading));
        let asking = |paragraph: &Paragraph| paragraph.text.as_str().trim_end().ends_with('?');
        // Replies that ask and replies that do not take turns: an interview.
        let turns = self
            .paragraphs
            .windows(2)
            .filter(|pair| {
                is_bare_reply(&pair[0])
                    && asking(&pair[0])
                    && matches!(&pair[1].sort, Sort::Text(next) if next.is_reply)
            })
            .count();
        let is_interview = turns >= 2;
        for at in 0..self.paragraphs.len() {
            let text = self.paragraphs[at].text.as_str().trim_end();
            let asks = text.trim_end_matches(marks::QUOTE_MARKS).ends_with('?')
                && text.split_whitespace().count() <= 60;
            // What stands below a label is its speaker's, question or not.
            let labelled =
                at > 0 && matches!(self.paragraphs[at - 1].sort, Sort::Label { words: None, .. });
            if !asks || labelled {
                continue;
            }
            let is_question = match &self.paragraphs[at].sort {
                Sort::Heading => true,
                Sort::Text(reading) if reading.is_reply => {
                    let own_clause =
                        reading.parts.iter().any(|part| matches!(part, Part::Clause(_)));
                    let below = self.paragraphs.get(at + 1).map(|below| &below.sort);
                    let answered = matches!(below, Some(Sort::Text(next)) if next.is_reply && !has_clause(next));
                    let below_asks = self
                        .paragraphs
                        .get(at + 1)
                        .is_some_and(|below| below.text.as_str().trim_end().ends_with('?'));
                    !own_clause && ((answered && !below_asks) || is_interview)
                }
                Sort::Text(reading) => !reading.speaks(),
                _ => false,
            };
            if is_question {
                self.paragraphs[at].sort = Sort::Question;
            }
        }
    }

    /// Marked words without a clause that another paragraph holds: the running
    /// text's words are the document, not the pull quote's.
    pub(super) fn mark_repeats(&mut self) {
        const TELLING: usize = 4;
        let words: Vec<Vec<String>> = self
            .paragraphs
            .iter()
            .map(|paragraph| repeats::folded(paragraph.text.as_str()))
            .collect();
        let is_loose = |paragraph: &Paragraph| matches!(&paragraph.sort, Sort::Text(reading) if reading.is_all_speech() && !has_clause(reading));
        let mut opening: std::collections::HashMap<&[String], Vec<usize>> =
            std::collections::HashMap::new();
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            if is_loose(paragraph) && words[at].len() >= TELLING {
                let here = opening.entry(&words[at][..TELLING]).or_default();
                if here.len() < repeats::MOST_ALIKE {
                    here.push(at);
                }
            }
        }
        let mut found: Vec<usize> = Vec::new();
        for (at, own) in words.iter().enumerate() {
            if !matches!(self.paragraphs[at].sort, Sort::Text(_)) {
                continue;
            }
            for (from, first) in own.windows(TELLING).enumerate() {
                let here = opening.get(first).into_iter().flatten();
                found.extend(here.copied().filter(|&other| {
                    other != at
                        && own.len() > words[other].len()
                        && own[from..].starts_with(&words[other])
                }));
            }
        }
        for at in found {
            self.paragraphs[at].sort = Sort::Repeat;
        }
    }

    /// Whether the page is an interview with one person whose answers stand
    /// without marks: at least two questions, and answers that say *jeg*.
    pub(super) fn answers_plainly(&self) -> bool {
        let answers: Vec<&str> = self
            .paragraphs
            .windows(2)
            .filter(|pair| {
                matches!(pair[0].sort, Sort::Question)
                    && matches!(&pair[1].sort, Sort::Text(reading) if !reading.speaks())
            })
            .map(|pair| pair[1].text.as_str())
            .collect();
        let says_i = answers
            .iter()
            .filter(|answer| {
                answer.split_whitespace().any(|word| {
                    matches!(
                        bare(word).to_lowercase().as_str(),
                        "jeg" | "mig" | "min" | "mit" | "mine"
                    )
                })
            })
            .count();
        let marked = self
            .paragraphs
            .iter()
            .any(|paragraph| matches!(&paragraph.sort, Sort::Text(reading) if reading.speaks()));
        self.cast.only().is_some() && answers.len() >= 2 && says_i * 2 >= answers.len() && !marked
    }

    /// Hyphens that make a list: below a line that ends in a colon and reports
    /// nothing, or lines that begin small, or that end without a stop.
    pub(super) fn mark_lists(&mut self) {
        let mut at = 0;
        while at < self.paragraphs.len() {
            let is_reply = |page: &Self, at: usize| matches!(page.paragraphs.get(at).map(|p| &p.sort), Some(Sort::Text(reading)) if reading.is_reply);
            if !is_reply(self, at) {
                at += 1;
                continue;
            }
            let end = (at..).find(|&next| !is_reply(self, next)).unwrap_or(at + 1);
            let run = at..end;
            let own = |n: usize| self.paragraphs[n].text.as_str();
            let clauses = run.clone().any(
                |n| matches!(&self.paragraphs[n].sort, Sort::Text(reading) if has_clause(reading)),
            );
            let small = run.clone().filter(|&n| begins_small(own(n))).count();
            let stopped = |n: usize| {
                own(n).trim_end().ends_with(['.', '!', '?', '…', '"', '”', '»', '«', '“', ':'])
            };
            let unstopped = run.clone().filter(|&n| !stopped(n)).count();
            let colon_above = at > 0
                && self.paragraphs[at - 1].text.as_str().trim_end().ends_with(':')
                && !self.announces(at - 1);
            let many = run.len();
            // `- Maj: …`: what stands behind a dash and a word with a colon is an entry.
            let entries = run.clone().filter(|&n| is_entry(own(n))).count();
            let spoken = run
                .clone()
                .filter(|&n| {
                    super::beside::has_first_person(own(n))
                        || own(n).trim_end().ends_with(['?', '!'])
                })
                .count();
            let tells = many > 1 && spoken * 2 < many && at > 0 && !self.is_speech_above(at);
            let is_list = (entries * 2 > many)
                || (!clauses && tells)
                || !clauses
                    && (small * 2 > many
                        || (colon_above && many > 1)
                        || (unstopped * 2 > many)
                        || (colon_above && small > 0));
            // A line that neither ends as a sentence nor has a clause is no reply.
            let is_loose = |n: usize| {
                !stopped(n)
                    && !matches!(&self.paragraphs[n].sort, Sort::Text(reading) if has_clause(reading))
            };
            let lines: Vec<usize> = run
                .filter(|&n| {
                    is_list || is_entry(own(n)) || (begins_small(own(n)) && !clauses) || is_loose(n)
                })
                .collect();
            for n in lines {
                self.paragraphs[n].sort = Sort::List;
            }
            at = end;
        }
    }

    /// Whether what stands right above a dash is speech, or announces it.
    fn is_speech_above(&self, at: usize) -> bool {
        at > 0
            && (self.announces(at - 1)
                || matches!(&self.paragraphs[at - 1].sort, Sort::Text(reading) if reading.speaks()))
    }

    /// Whether a paragraph ends in a clause that announces speech.
    pub(super) fn announces(&self, at: usize) -> bool {
        let text = self.paragraphs[at].text.as_str();
        match &self.paragraphs[at].sort {
            Sort::Text(reading) => {
                matches!(reading.parts.last(), Some(Part::Clause(clause)) if clause.announces)
                    || announcement(text).is_some()
            }
            _ => announcement(text).is_some(),
        }
    }

    /// Of two labels that take turns, the one that mostly asks is an interviewer's.
    pub(super) fn mark_askers(&mut self) {
        let mut turns: std::collections::HashMap<String, (usize, usize)> =
            std::collections::HashMap::new();
        for paragraph in &self.paragraphs {
            if let Sort::Label { who, .. } = &paragraph.sort {
                let text = paragraph.text.as_str();
                let turn = turns.entry(text[who.clone()].to_lowercase()).or_default();
                turn.0 += 1;
                turn.1 += usize::from(text.trim_end().ends_with('?'));
            }
        }
        if turns.len() < 2 {
            return;
        }
        for paragraph in &mut self.paragraphs {
            let text = paragraph.text.as_str();
            if let Sort::Label { who, asks, .. } = &mut paragraph.sort {
                let (all, questions) = turns[&text[who.clone()].to_lowercase()];
                // A member of a parliament asks, and is heard.
                let is_member = text[who.clone()].contains('(');
                *asks |= !is_member && all >= 2 && questions * 3 >= all * 2;
            }
        }
    }
}

/// `- Maj: Eva Krag siger ja.`, `- 4.000 kr.`: an entry of a list.
fn is_entry(words: &str) -> bool {
    let dash = marks::reply_dash(words);
    if dash == 0 {
        return false;
    }
    let words = &words[dash..];
    let head = words.split(':').next().unwrap_or(words);
    let has_label =
        head.len() < words.len() && head.split_whitespace().count() <= 2 && is_capitalised(head);
    let letters = words
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .count();
    has_label || (letters < 2 && words.contains(|c: char| c.is_ascii_digit()))
}

pub(super) fn begins_small(words: &str) -> bool {
    words[marks::reply_dash(words)..].starts_with(char::is_lowercase)
}

/// Short, begins with a capital, ends without a stop.
pub(super) fn is_heading(words: &str) -> bool {
    let words = words.trim();
    words.len() <= 400
        && words.chars().count() <= 100
        && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !words.ends_with(['.', ',', ';', ':', '!', '…'])
        && sentences(words).len() <= 1
}

/// Words before a colon that name no speaker.
const NO_LABELS: &[&str] = &[
    "foto",
    "kilde",
    "tekst",
    "af",
    "læs",
    "billede",
    "kontakt",
    "fakta",
    "note",
    "noter",
    "anm",
    "emne",
    "emner",
    "tlf",
    "mail",
    "e-mail",
    "dato",
    "sted",
    "tid",
    "afbud",
    "indstilling",
    "bilag",
    "beslutning",
    "sagsnr",
    "resumé",
    "case",
    "kundecase",
    "figur",
    "tabel",
    "eksempel",
    "udfordring",
    "løsning",
    "resultat",
    "problem",
    "baggrund",
    "læserbrev",
    "citat",
    "obs",
    "nb",
    "ps",
    "p.s",
    "pris",
    "adresse",
    "telefon",
    "åbningstider",
    "yderligere",
    "relateret",
    "se",
    "del",
    "video",
    "arkivfoto",
    "yndlingsret",
    "alder",
    "uddannelse",
    "født",
    "bopæl",
    "landet",
    "udland",
    "indland",
    "kultur",
    "sport",
    "overblik",
    "til",
    "fra",
    "cc",
    "vedr",
    "fremmøde",
    "deltagere",
    "referent",
    "dagsorden",
    "mødeleder",
    "fraværende",
    "nyhed",
    "pressemeddelelse",
    "bemærk",
    "vigtigt",
    "tip",
    "advarsel",
    "husk",
    "opdateret",
    "publiceret",
    "skrevet",
];

/// Labels of whoever asks.
const ASKERS: &[&str] = &[
    "spørgsmål",
    "interviewer",
    "intervieweren",
    "journalist",
    "journalisten",
    "redaktionen",
    "spm",
    "sp",
    "q",
    "spørger",
    "vært",
    "værten",
];

/// Labels of whoever answers, unnamed.
const ANSWERS: &[&str] = &["svar", "a"];

/// `Navn:`, `Sted – Navn (V):`, `Ordføreren (Navn Navnesen):` at the beginning: who, where
/// the words begin, and whether it asks.
pub(super) fn label(text: &str) -> Option<(Range<usize>, usize, bool)> {
    let colon = text.char_indices().take(130).find(|&(_, c)| c == ':').map(|(at, _)| at)?;
    let before = &text[..colon];
    let after = &text[colon + 1..];
    if !(after.is_empty() || after.starts_with([' ', '\n', '\u{A0}']))
        || before.contains(['"', '”', '»', '«', '“', '?', '!', '\n'])
    {
        return None;
    }
    let lower = before.trim().to_lowercase();
    if ASKERS.contains(&lower.as_str()) {
        return Some((0..colon, colon + 1, true));
    }
    if ANSWERS.contains(&lower.as_str()) {
        return Some((0..0, colon + 1, false));
    }
    let first = first_word(&lower).trim_end_matches(['.', ',']);
    if NO_LABELS.contains(&first)
        || before.split_whitespace().count() > 14
        || sentences(before).len() > 1
        || lower.contains("foto")
    {
        return None;
    }
    let head = before.split(',').next().unwrap_or(before);
    let tells = before.split_whitespace().any(|word| {
        let word = bare(word);
        word.starts_with(char::is_lowercase) && (verbs::tells(word) || matches!(word, "når" | "at"))
    }) || head.split_whitespace().any(|word| matches!(word, "om" | "på"));
    if tells || !is_capitalised(before) {
        return None;
    }
    // `Sted – Navn (V):`
    let from = [" – ", " - ", " — "]
        .iter()
        .filter_map(|dash| before.find(dash).map(|at| at + dash.len()))
        .min()
        .unwrap_or(0);
    let who = &before[from..];
    let marked = after.trim_start().starts_with(marks::QUOTE_MARKS);
    // `N: »…« M: »…«`: two speakers in one paragraph are told apart by their marks.
    let again = after
        .match_indices(':')
        .any(|(at, _)| after[at + 1..].trim_start().starts_with(marks::QUOTE_MARKS));
    if marked && again {
        return None;
    }
    let said = after.trim();
    let is_sentence = said.split_whitespace().count() >= 4
        && said.contains(['.', '!', '?', '…'])
        && said.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '…')
        && !said.contains("Foto:");
    let is_speech = said.is_empty() || marked || marks::reply_dash(said) > 0 || is_sentence;
    let names = ordret_speech::names::runs(who);
    let is_person = names.iter().any(|run| is_first_name(first_word(&who[run.clone()])))
        || (!names.is_empty()
            && (who.contains('(') || who.split_whitespace().any(|word| is_role_word(bare(word)))));
    let is_role = who.split_whitespace().count() <= 3 && is_role_word(bare(first_word(who)));
    // `Lærke, 22 år, studerende:`
    let first = who.split(',').next().unwrap_or(who).trim();
    let has_age = who.split(',').any(|part| {
        part.trim_end().ends_with(" år") && part.contains(|c: char| c.is_ascii_digit())
    });
    let is_first = is_first_name(first)
        || (has_age && is_capitalised(first) && first.split_whitespace().count() <= 4);
    (is_speech && (is_person || is_role || is_first)).then_some((from..colon, colon + 1, false))
}

/// A paragraph's last sentence, if it ends in a colon and says who speaks next.
pub(super) fn announcement(text: &str) -> Option<Clause> {
    let words = text.trim_end();
    if !words.ends_with(':') {
        return None;
    }
    let own = last_sentence(words);
    clause::before(words, own)
}
