//! One paragraph, read once into what is said in it, what says who said it,
//! and what is neither.

use std::ops::Range;

use crate::clause::{self, Clause};
use crate::line::{Line, line};
use crate::marks::{self, Stretch};
use crate::sentences::{at_most, last_sentence, sentences};

/// A longer paragraph is no heading run into a reply.
const LONGEST_RUN_IN: usize = 4_000;

/// Bytes in which the verb behind a mark ends, with what stands around it.
const LONGEST_VERB: usize = 100;

/// How the page shows that words are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// They stand in quotation marks.
    Marked,
    /// Their paragraph begins with a dash.
    Dash,
    /// Only a declared block, a label or a line says so.
    Bare,
}

/// What marked words are to the sentence they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Sentences by themselves.
    Utterance,
    /// A piece of somebody else's sentence, which reports it.
    Partial,
    /// A title, a term, a slogan: nobody's utterance.
    Term,
}

/// A piece of a paragraph, in order; all ranges are bytes of the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words that are said.
    Words {
        /// The words, without marks, dash, or the comma before a clause.
        range: Range<usize>,
        /// How that shows.
        form: Form,
        /// What they are to their sentence.
        role: Use,
    },
    /// A reporting clause.
    Clause(Clause),
    /// Running text.
    Narration(Range<usize>),
}

/// A paragraph, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its pieces.
    pub parts: Vec<Part>,
    /// Whether its last marks are still open at its end.
    pub open: bool,
    /// Whether it begins with the dash of a reply.
    pub is_reply: bool,
}

impl Reading {
    /// Whether anything is said in it.
    pub fn speaks(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Words { role, .. } if *role != Use::Term))
    }

    /// Whether it is speech from beginning to end, clauses aside.
    pub fn is_all_speech(&self) -> bool {
        self.speaks()
            && !self.parts.iter().any(|part| {
                matches!(
                    part,
                    Part::Narration(_) | Part::Words { role: Use::Term | Use::Partial, .. }
                )
            })
    }
}

/// Reads a paragraph. `carried` says that the one before ended inside marks
/// which this one closes.
pub fn read(text: &str, carried: bool) -> Reading {
    let dash = marks::reply_dash(text);
    if dash > 0 && !opens_with_mark(&text[dash..]) {
        return Reading { parts: reply(text, dash), open: false, is_reply: true };
    }
    let reading = marked(text, carried);
    if reading.speaks() {
        return reading;
    }
    run_in(text).unwrap_or(reading)
}

/// Reads words that a declared block, a label or a question's answer says are
/// spoken: all that is neither marked off by marks nor a clause.
pub fn read_spoken(text: &str, carried: bool) -> Reading {
    let dash = marks::reply_dash(text);
    let reading = marked(text, carried);
    let has_utterance =
        reading.parts.iter().any(|part| matches!(part, Part::Words { role: Use::Utterance, .. }));
    if has_utterance && spoken_only(&reading) {
        return reading;
    }
    Reading {
        parts: bare(text, dash, if dash > 0 { Form::Dash } else { Form::Bare }),
        open: reading.open,
        is_reply: dash > 0,
    }
}

/// Whether marks enclose what is said: all outside them is clauses and remarks,
/// none of it the first words.
fn spoken_only(reading: &Reading) -> bool {
    match reading.parts.first() {
        Some(Part::Words { role, .. }) => *role == Use::Utterance,
        Some(Part::Clause(_)) => true,
        _ => false,
    }
}

fn opens_with_mark(rest: &str) -> bool {
    rest.starts_with(marks::QUOTE_MARKS)
}

/// A reply that begins behind a dash at byte `from`, with its clauses.
fn reply(text: &str, from: usize) -> Vec<Part> {
    bare(text, from, Form::Dash)
}

/// Words without marks of their own, from byte `from` to the end, interrupted by
/// clauses. What a dash opens ends with the paragraph, unless the narrator
/// speaks of the speaker before.
fn bare(text: &str, from: usize, form: Form) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut from = from;
    let mut told = false;
    let mut named = "";
    // Looked for once: a long line of replies would be read to its end for each.
    let last_mark = text.rfind(marks::QUOTE_MARKS).max(text.rfind(marks::SINGLE_MARKS));
    while from < text.len() {
        let Some((end, clause)) = next_clause(text, from) else {
            let rest = from..text.trim_end().len();
            match told.then(|| narrated(text, rest.clone(), false, named)).flatten() {
                Some(at) => {
                    push_words(&mut parts, text, rest.start..at, form, false);
                    parts.push(Part::Narration(at..rest.end));
                }
                None => push_words(&mut parts, text, rest, form, false),
            }
            return parts;
        };
        if let Some(at) = told.then(|| narrated(text, from..end, true, named)).flatten() {
            push_words(&mut parts, text, from..at, form, false);
            parts.push(Part::Narration(at..text.trim_end().len()));
            return parts;
        }
        push_words(&mut parts, text, from..end, form, true);
        let after = clause.range.end;
        let announces = clause.announces;
        if let clause::Who::Phrase(range) = &clause.who {
            named = &text[range.clone()];
        }
        parts.push(Part::Clause(clause));
        told = true;
        let rest = text[after..].trim_start_matches([' ', ',', '.', '\u{A0}', ';', ':']);
        let start = text.len() - rest.len();
        let dash = marks::reply_dash(rest);
        // A dash, or a colon, gives the word back without doubt.
        if dash > 0 || announces {
            told = false;
        }
        from = start + dash;
        // Marks behind a reply hold somebody's own words: what is around them is
        // running text.
        if last_mark.is_some_and(|at| at >= from) {
            let rest = marked(&text[from..], false);
            if rest.speaks() {
                parts.extend(moved(rest, from).parts);
                return parts;
            }
        }
    }
    parts
}

/// A reading of a piece of text that begins at byte `by` of the whole.
pub fn moved(mut reading: Reading, by: usize) -> Reading {
    let shift = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
    for part in &mut reading.parts {
        match part {
            Part::Words { range, .. } | Part::Narration(range) => shift(range),
            Part::Clause(clause) => {
                shift(&mut clause.range);
                if let clause::Who::Phrase(range) = &mut clause.who {
                    shift(range);
                }
            }
        }
    }
    reading
}

/// Where the narrator takes over in words that go on behind a clause. A reply
/// may go on as far as it speaks as a reply does, to or of those who talk;
/// what tells in the third person may as well be the narrator's, and is left
/// out.
fn narrated(text: &str, range: Range<usize>, closed: bool, named: &str) -> Option<usize> {
    let words = &text[range.clone()];
    let all: Vec<Range<usize>> = sentences(words)
        .into_iter()
        .map(|own| range.start + own.start..range.start + own.end)
        .collect();
    // Nobody speaks of themselves by name.
    let names_them = |own: &Range<usize>| {
        let words = &text[own.clone()];
        named.split_whitespace().map(clause::bare).any(|name| {
            name.chars().count() > 2
                && crate::names::is_capitalised(name)
                && words.split_whitespace().any(|word| clause::bare(word) == name)
        })
    };
    let told = all
        .iter()
        .find(|own| is_narrators(text, (*own).clone()) || names_them(own))
        .map(|own| own.start);
    let speaks = closed || all.first().is_some_and(|own| is_spoken(&text[own.clone()]));
    if !speaks {
        return Some(range.start);
    }
    // What tells in the third person at the end may be the narrator's.
    let last_spoken = all.iter().rposition(|own| is_spoken(&text[own.clone()]));
    let end =
        last_spoken.and_then(|last| all.get(last + 1)).filter(|_| !closed).map(|own| own.start);
    told.into_iter().chain(end).min()
}

fn is_narrators(text: &str, sentence: Range<usize>) -> bool {
    let words = text[sentence.clone()].trim_start();
    let first = clause::tokens(words).next().map_or("", |(_, word)| clause::bare(word));
    matches!(first, "Han" | "Hun" | "Ifølge" | "Sådan")
        || clause::report(text, sentence)
            .is_some_and(|report| !is_spoken(words) || report.points_back)
}

/// Whether a sentence has the words of those who talk: `jeg`, `vi`, `du`, `man`; or
/// asks, or exclaims.
fn is_spoken(words: &str) -> bool {
    words.trim_end().ends_with(['?', '!'])
        || words.split_whitespace().any(|word| {
            matches!(
                clause::bare(word).to_lowercase().as_str(),
                "jeg"
                    | "vi"
                    | "mig"
                    | "os"
                    | "min"
                    | "mit"
                    | "mine"
                    | "vores"
                    | "vor"
                    | "man"
                    | "du"
                    | "dig"
                    | "din"
                    | "dit"
                    | "dine"
                    | "jer"
                    | "jeres"
            )
        })
        || words
            .split_whitespace()
            .any(|word| clause::bare(word) == "I" && !words.starts_with(word))
}

/// `– Vi maler i dag. Det siger N, der er formand.`: the last sentence points back.
fn told_at_end(text: &str, from: usize) -> Option<(usize, Clause)> {
    let words = text[from..].trim_end();
    let own = last_sentence(words);
    let sentence = from + own.start..from + own.end;
    let is_last = own.start > 0
        && ["Det ", "Sådan ", "Således "]
            .iter()
            .any(|lead| text[sentence.clone()].starts_with(lead));
    let verb = clause::tokens(&text[sentence.clone()]).nth(1).map_or("", |(_, word)| word);
    if !is_last || !crate::verbs::reports(verb) {
        return None;
    }
    let report = clause::report(text, sentence.clone()).filter(|report| report.points_back)?;
    let names = matches!(report.clause.who, clause::Who::Phrase(_));
    names.then(|| (text[..sentence.start].trim_end().len(), report.clause))
}

/// The next clause inside words without marks, and where the words before it
/// end.
fn next_clause(text: &str, from: usize) -> Option<(usize, Clause)> {
    let stops = [',', '.', '!', '?', '…', '-', '–', ';'];
    if let Some(found) = told_at_end(text, from) {
        return Some(found);
    }
    text[from..]
        .char_indices()
        .filter(|&(_, c)| stops.contains(&c) || marks::QUOTE_MARKS.contains(&c))
        .map(|(at, c)| (from + at, from + at + c.len_utf8()))
        .filter(|&(_, after)| {
            text[after..].starts_with([' ', '\u{A0}'])
                && text[after..].trim_start().starts_with(|c: char| c.is_lowercase())
        })
        .find_map(|(at, after)| Some((at, after, clause::after(text, after, true)?)))
        .map(|(at, after, clause)| {
            let keeps = !matches!(&text[at..after], "," | "-" | "–" | ";");
            (if keeps { after } else { at }, clause)
        })
}

/// `Fyrtårn - Lampen har ikke været slukket, fortæller N`: a cross-heading run
/// into the reply below it; `Bådene er lagt op. – De hviler sig, siger N.`: a reply
/// behind a sentence. Only a clause shows that they are replies.
fn run_in(text: &str) -> Option<Reading> {
    if text.len() > LONGEST_RUN_IN {
        return None;
    }
    let dashes = [" - ", " – ", " — "];
    let all = text.match_indices(dashes.map(|dash| dash.chars().nth(1).unwrap_or('-')));
    let (before, from) = all
        .filter(|&(at, dash)| text[..at].ends_with(' ') && text[at + dash.len()..].starts_with(' '))
        .map(|(at, dash)| (at - 1, at + dash.len() + 1))
        .find(|&(before, from)| {
            let heading = &text[..before];
            let is_heading = heading.split_whitespace().count() <= 5
                && heading.starts_with(char::is_uppercase)
                && !heading.contains([',', '.', ':', '?', '!', '(', '"', '”']);
            let ends = heading.ends_with(['.', '!', '?'])
                && last_sentence(&text[..from]).start >= last_sentence(heading).start;
            (is_heading || ends) && text[from..].starts_with(char::is_uppercase)
        })?;
    let (_, clause) = next_clause(text, from)?;
    (clause.range.start > from).then(|| {
        let mut parts = vec![Part::Narration(0..before)];
        parts.extend(reply(text, from));
        Reading { parts, open: false, is_reply: true }
    })
}

fn push_words(parts: &mut Vec<Part>, text: &str, range: Range<usize>, form: Form, led: bool) {
    let range = trimmed(text, range, led);
    if range.is_empty() {
        return;
    }
    parts.push(Part::Words { range, form, role: Use::Utterance });
}

/// The words without space around them, and without the comma before a clause.
fn trimmed(text: &str, range: Range<usize>, led: bool) -> Range<usize> {
    let words = text[range.clone()].trim();
    let words = if led { words.strip_suffix(',').unwrap_or(words).trim_end() } else { words };
    let start = words.as_ptr() as usize - text.as_ptr() as usize;
    start..start + words.len()
}

/// What stands between double quotation marks in a paragraph, the outermost of
/// them, whoever says it.
pub fn quoted(text: &str, carried: bool) -> Vec<Stretch> {
    marks::double_stretches(text, carried, |at| follows_clause(text, at).is_some())
}

/// Reads a paragraph by its marks.
fn marked(text: &str, carried: bool) -> Reading {
    let reports = |at: usize| follows_clause(text, at).is_some();
    let stretches = marks::stretches(text, carried, reports);
    let open = stretches.last().is_some_and(|last| !last.closed);
    let mut parts = Vec::new();
    let mut at = 0;
    for (n, stretch) in stretches.iter().enumerate() {
        // The clause behind the last stretch may reach up to here.
        if stretch.open < at {
            continue;
        }
        let next = stretches.get(n + 1);
        let led = before(text, at, stretch, &mut parts);
        let clause = follows_clause(text, stretch.close);
        let role = role(text, at, stretch, next, led, clause.as_ref());
        let inner = inner_reply(text, stretch);
        match inner {
            Some(inner) if role == Use::Utterance => parts.extend(inner),
            _ => {
                let range = trimmed(
                    text,
                    stretch.start..stretch.end,
                    clause.is_some() || text[stretch.close..].trim_start().starts_with(','),
                );
                if range.is_empty() {
                    continue;
                }
                parts.push(Part::Words { range, form: Form::Marked, role });
            }
        }
        at = stretch.close;
        if let Some(clause) = clause.filter(|_| role != Use::Term) {
            let end = clause
                .range
                .end
                .min(next.map_or(text.len(), |next| next.open.max(clause.range.start)));
            parts.push(Part::Clause(Clause { range: clause.range.start..end, ..clause }));
            at = end;
        }
    }
    narration(text, at..text.len(), &mut parts);
    Reading { parts, open, is_reply: false }
}

/// `“- Før sad vi en time, fortæller N.”`: a reply in marks of its own.
fn inner_reply(text: &str, stretch: &Stretch) -> Option<Vec<Part>> {
    let words = &text[stretch.start..stretch.end];
    let dash = marks::reply_dash(words);
    if dash == 0 {
        return None;
    }
    let inner = bare(&text[..stretch.end], stretch.start + dash, Form::Dash);
    Some(inner)
}

/// `„…“ – N, beboer på Skolevej`: a speaker's line on the words' own.
fn signature(text: &str, at: usize) -> Option<Clause> {
    let rest = text[at..].trim_start_matches([' ', '\n', '\u{A0}', '.', ',']);
    let bare = rest.trim_start_matches(marks::DASHES);
    let name = bare.trim_start();
    let is_dashed =
        bare.len() < rest.len() && (bare.len() > name.len() || rest.starts_with(['—', '―', '–']));
    let told = line(name).filter(|told| is_dashed && *told != Line::Role);
    told.map(|_| {
        let start = text.len() - name.len();
        let end = start + name.trim_end().trim_end_matches('.').len();
        Clause {
            range: start..text.trim_end().len(),
            who: clause::Who::Phrase(start..end),
            announces: false,
            is_behind: true,
            leads_away: false,
        }
    })
}

/// The clause right behind a closing mark.
fn follows_clause(text: &str, at: usize) -> Option<Clause> {
    if let Some(signed) = signature(text, at) {
        return Some(signed);
    }
    let rest = &text[at..];
    let lead = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | ';' | '!' | '?' | '…')
    });
    let dashed = lead.trim_start_matches(marks::DASHES).trim_start();
    // No verb is longer; a line of marks without a blank stays linear.
    let dashed = at_most(dashed, LONGEST_VERB);
    let word = clause::tokens(dashed).next().map(|(_, word)| clause::bare(word))?;
    // Cheap first: most marks have no clause behind them.
    let lower = word.to_lowercase();
    let may = crate::verbs::reports(&lower)
        || crate::verbs::tells_of_text(&lower)
        || matches!(
            lower.as_str(),
            "sådan" | "således" | "det" | "og" | "men" | "for" | "så" | "ordene" | "er"
        );
    if !may {
        return None;
    }
    clause::after(text, at, false)
}

/// Puts what stands before a stretch: running text, and a clause that announces
/// it. Whether it is led in.
fn before(text: &str, at: usize, stretch: &Stretch, parts: &mut Vec<Part>) -> bool {
    let gap = at..stretch.open;
    let words = text[gap.clone()].trim_end();
    if !words.ends_with(':') {
        narration(text, gap, parts);
        return matches!(parts.last(), Some(Part::Clause(clause)) if clause.announces);
    }
    let own = last_sentence(words);
    let mut sentence = gap.start + own.start..gap.start + own.end;
    // `X kalder sagen »en skandale« og tilføjer: »…«`: the subject stands before
    // the other words.
    if text[sentence.clone()].trim_start().starts_with(char::is_lowercase) && at > 0 {
        sentence.start = last_sentence(&text[..sentence.end]).start;
    }
    match clause::before(text, sentence.clone()).or_else(|| label_clause(text, sentence.clone())) {
        Some(found) => {
            narration(text, gap.start..sentence.start.max(gap.start), parts);
            parts.push(Part::Clause(Clause {
                range: found.range.start.max(gap.start)..found.range.end,
                ..found
            }));
        }
        None => narration(text, gap, parts),
    }
    true
}

/// `Rektor N i en mail: »…«`: who speaks, without a verb.
fn label_clause(text: &str, sentence: Range<usize>) -> Option<Clause> {
    let words = text[sentence.clone()].trim().strip_suffix(':')?;
    let start = words.as_ptr() as usize - text.as_ptr() as usize;
    let length = clause::phrase_length(words);
    let phrase = words[..length].trim_end_matches([',', ' ']);
    let capitals =
        phrase.split_whitespace().filter(|word| crate::names::is_capitalised(word)).count();
    let has_role =
        phrase.split_whitespace().any(|word| crate::vocabulary::is_role_word(clause::bare(word)));
    // `N blev spurgt af M:` has a verb, and M may be who speaks.
    let tells = words.split_whitespace().map(clause::bare).any(crate::verbs::tells);
    // Behind the name only where or how may follow, no verb that no list has.
    let rest = words[length..].trim_start_matches([',', ' ']);
    let next = clause::tokens(rest).next().map_or("", |(_, word)| word);
    let is_tail = rest.is_empty()
        || rest.starts_with('(')
        || matches!(
            next,
            "i" | "på"
                | "om"
                | "til"
                | "fra"
                | "ved"
                | "under"
                | "efter"
                | "over"
                | "som"
                | "med"
                | "for"
        );
    if tells || !is_tail {
        return None;
    }
    let is_person = crate::names::names_person(phrase);
    (is_person || (has_role && capitals >= 1 && phrase.split_whitespace().count() <= 4)).then(
        || Clause {
            range: start..start + words.len() + 1,
            who: clause::Who::Phrase(start..start + phrase.len()),
            announces: true,
            is_behind: false,
            leads_away: false,
        },
    )
}

/// What a marked stretch is to its sentence.
fn role(
    text: &str,
    at: usize,
    stretch: &Stretch,
    next: Option<&Stretch>,
    led: bool,
    clause: Option<&Clause>,
) -> Use {
    let inside = text[stretch.start..stretch.end].trim();
    let count = inside.split_whitespace().count();
    let before = text[at..stretch.open].trim_end();
    let begins = led
        || before.is_empty()
        || before.ends_with(['.', '!', '?', '…', ':'])
        || before.ends_with(marks::DASHES)
        || before.ends_with(marks::QUOTE_MARKS);
    let ends_inside = inside.ends_with(['.', '!', '?', '…', ',']) || !stretch.closed;
    let rest = text[stretch.close..].trim_start();
    if begins && clause.is_some() {
        return Use::Utterance;
    }
    if begins {
        let behind = rest.trim_start_matches([',', ';', ' ', '.']);
        let goes_on = !ends_inside || inside.ends_with(',');
        let mark_next = next.is_some_and(|next| {
            text[stretch.close..next.open].trim_matches([',', ' ', '.', ';']).is_empty()
        });
        let in_sentence = goes_on
            && !rest.starts_with(['.', '!', '?'])
            && (behind.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
                || (rest.starts_with(',') && !behind.is_empty())
                || (mark_next && !ends_inside));
        let is_word = led && count < 3 && !ends_inside;
        return match () {
            _ if in_sentence && !led => Use::Term,
            _ if led && in_sentence && count < 5 => Use::Term,
            _ if is_word => Use::Term,
            _ => Use::Utterance,
        };
    }
    if count < 5 {
        return Use::Term;
    }
    // Inside a sentence: a title begins with a capital and is said by nobody.
    let own = sentence_around(text, stretch);
    let reported = clause.is_some() || clause::report(text, own.start..stretch.open).is_some();
    let is_title = inside.starts_with(char::is_uppercase)
        && !ends_inside
        && clause.is_none()
        && !before.ends_with([',', ':'])
        && !begins_as_sentence(inside);
    if reported && !is_title { Use::Partial } else { Use::Term }
}

fn begins_as_sentence(inside: &str) -> bool {
    inside.split_whitespace().any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "jeg" | "vi" | "er" | "har" | "skal" | "kan" | "vil" | "man" | "os" | "mig"
        )
    })
}

/// The sentence a stretch stands in, up to the stretch.
pub fn sentence_around(text: &str, stretch: &Stretch) -> Range<usize> {
    let before = &text[..stretch.open];
    let own = last_sentence(before);
    let is_over = before[..own.end].trim_end().ends_with(['.', '!', '?'])
        && own.end < before.trim_end().len();
    let start = if is_over { own.end } else { own.start };
    start..stretch.close
}

fn narration(text: &str, range: Range<usize>, parts: &mut Vec<Part>) {
    let words = text[range.clone()].trim();
    if words.chars().any(char::is_alphanumeric) {
        let start = words.as_ptr() as usize - text.as_ptr() as usize;
        parts.push(Part::Narration(start..start + words.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[words]`, `{clause → who}`, `(narration)`, `<term>`, `[~partial]`.
    fn shown(text: &str) -> String {
        let parts = read(text, false).parts;
        let show = |part: &Part| match part {
            Part::Words { range, role: Use::Utterance, .. } => {
                format!("[{}]", &text[range.clone()])
            }
            Part::Words { range, role: Use::Partial, .. } => format!("[~{}]", &text[range.clone()]),
            Part::Words { range, .. } => format!("<{}>", &text[range.clone()]),
            Part::Clause(clause) => match &clause.who {
                clause::Who::Phrase(range) => format!("{{{}}}", &text[range.clone()]),
                who => format!("{{{who:?}}}"),
            },
            Part::Narration(_) => "()".to_owned(),
        };
        parts.iter().map(show).collect()
    }

    #[test]
    fn a_reply_ends_where_its_clause_begins() {
        assert_eq!(
            shown(
                "- Vi låser op. Resten klarer låneren, siger Sanne Overby, chef i Lindø Kommune."
            ),
            "[Vi låser op. Resten klarer låneren]{Sanne Overby, chef i Lindø Kommune}"
        );
        assert_eq!(
            shown("– Isen kommer indefra, siger han."),
            "[Isen kommer indefra]{Pronoun(Man)}"
        );
        assert_eq!(
            shown("- Sæt dig, siger Farida. - Der er kaffe."),
            "[Sæt dig]{Farida}[Der er kaffe.]"
        );
        assert_eq!(
            shown("- Det er nemt, siger Per Ask. Man går bare derned."),
            "[Det er nemt]{Per Ask}[Man går bare derned.]"
        );
        assert_eq!(
            shown("- Det er nemt, siger Per Ask. Han peger på kortet."),
            "[Det er nemt]{Per Ask}()"
        );
        assert_eq!(
            shown("- Når det regner, siger chefen altid nej."),
            "[Når det regner, siger chefen altid nej.]"
        );
        assert_eq!(shown("- Det er nemt, mener jeg."), "[Det er nemt, mener jeg.]");
    }

    #[test]
    fn marks_hold_what_is_said_and_nothing_else() {
        assert_eq!(
            shown("»Vi gik i gang,« siger Anna Holm. »Det kostede,« mener Bo Kær."),
            "[Vi gik i gang]{Anna Holm}[Det kostede]{Bo Kær}"
        );
        assert_eq!(
            shown("Anna Holm siger: »Vi gik i gang.« Bagefter gik de hjem."),
            "{Anna Holm}[Vi gik i gang.]()"
        );
        assert_eq!(
            shown("Per Ask spurgte, og Ida Bro svarede: “Nej, det kan vi ikke.”"),
            "{Ida Bro}[Nej, det kan vi ikke.]"
        );
        assert_eq!(
            shown("Til Per Ask siger Ida Bro: “Nej, det kan vi ikke.”"),
            "{Ida Bro}[Nej, det kan vi ikke.]"
        );
        assert_eq!(shown("“Projekt” er et ord, vi ikke bruger."), "<Projekt>()");
        assert_eq!(
            shown("Projektet \"Sammen om mindre for alle her\" slutter."),
            "()<Sammen om mindre for alle her>()"
        );
    }
}
