//! Where a quote's words end and the telling of who said them begins.

use super::marks::QUOTE_MARKS;
use crate::pattern::pattern;
use crate::people::vocabulary::REPORTING_VERBS;
use crate::text::Text;

/// A quote taken apart: its words, and what says who spoke.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// The words, to the letter; pieces parted by `\n\n`.
    pub words: Text,
    /// The reporting clause to the letter, verb and all.
    pub clause: Option<Text>,
    /// The clause without its verb: who spoke.
    pub who: Option<Text>,
}

struct Patterns {
    /// `siger …` right after the words, in text without marks.
    unmarked: regex::Regex,
    /// `siger …` at the beginning of what follows a closing mark.
    following: regex::Regex,
    /// `Navn siger:` in front of the words.
    leading: regex::Regex,
}

static PATTERNS: std::sync::LazyLock<Patterns> = std::sync::LazyLock::new(|| {
    let verbs = format!("(?:{REPORTING_VERBS})");
    let compile = |text: String| regex::Regex::new(&text).expect("built from constants, compiles");
    Patterns {
        unmarked: compile(format!(
            r"[,.!?…]\s+({verbs}\s+(?:\p{{Ll}}[\p{{L}}\-]*\s+){{0,4}}\p{{Lu}}\p{{L}}[^!?…]*)$"
        )),
        following: compile(format!(r"^[,.\s]*(?:det\s+|sådan\s+|lyder\s+|og\s+)?{verbs}\b")),
        leading: compile(format!(
            r"^[^”“„»«\x22]{{3,160}}?:\s*$|^[^”“„»«\x22]{{3,160}}?\b{verbs}[^”“„»«\x22]{{0,40}}:\s*$"
        )),
    }
});

pattern!(VERB, r"^[,.\s]*(?:det\s+|sådan\s+|lyder\s+det\s+|og\s+)?\p{L}+(?:\s+det\s+fra)?\s+");

pattern!(DIALOGUE, r"^(?:[-–—―]|--)\s+");
// Whole quotes set in apostrophes, one or two: ’…’, ''…''.
pattern!(APOSTROPHES, r"^(?:''|’’|['’‘])(\p{Lu}.*?)(?:''|’’|['’])((?:[,.]|\s|$).*)$");

/// The words of `’…,’ siger X`, and what follows them: nothing or a clause.
fn in_apostrophes(words: &str) -> Option<(&str, &str)> {
    let found = APOSTROPHES.captures(words)?;
    let (inside, rest) = (found.get(1)?.as_str(), found.get(2)?.as_str().trim());
    let is_whole = rest.trim_matches(['.', ',']).is_empty() || PATTERNS.following.is_match(rest);
    is_whole.then_some((inside, rest))
}

/// Takes a quote's paragraphs apart. They may stand in marks or in none.
pub fn take(paragraphs: &[Text]) -> Taken {
    let mut taken = Taken::default();
    for paragraph in paragraphs {
        take_paragraph(&paragraph.trim(), &mut taken);
    }
    taken
}

fn take_paragraph(paragraph: &Text, taken: &mut Taken) {
    let words = paragraph.as_str();
    if let Some(open) =
        words.find(QUOTE_MARKS).filter(|&at| at > 0 && PATTERNS.leading.is_match(&words[..at]))
    {
        add_clause(&paragraph.slice(0..open).trim(), true, taken);
        return take_marked(&paragraph.slice(open..words.len()), taken);
    }
    if words.starts_with(QUOTE_MARKS) {
        return take_marked(paragraph, taken);
    }
    if let Some((inside, rest)) = in_apostrophes(words) {
        add_words(&paragraph.narrow(inside).trim(), !rest.is_empty(), taken);
        return take_rest(&paragraph.narrow(rest), taken);
    }
    if let Some((close, after)) = closed_by_clause(words) {
        add_words(&paragraph.slice(0..close).trim(), true, taken);
        return take_rest(&paragraph.slice(after..words.len()).trim(), taken);
    }
    match PATTERNS.unmarked.captures(words).and_then(|found| found.get(1)) {
        Some(clause) => {
            // A dash of dialogue is an outer mark like any other.
            let said = &words[DIALOGUE.find(words).map_or(0, |dash| dash.end())..clause.start()];
            add_words(&paragraph.narrow(said).trim(), true, taken);
            add_clause(&paragraph.slice(clause.start()..words.len()), false, taken);
        }
        None => add_words(&without_closing(paragraph), false, taken),
    }
}

/// `”words,” siger X. ”More words.”`
fn take_marked(paragraph: &Text, taken: &mut Taken) {
    let words = paragraph.as_str();
    let open = words.chars().next().map_or(0, char::len_utf8);
    match closing(words, open) {
        Some((close, after)) => {
            let rest = paragraph.slice(after..words.len());
            add_words(&paragraph.slice(open..close).trim(), !rest.trim().is_empty(), taken);
            take_rest(&rest.trim(), taken);
        }
        None if words[open..].contains(QUOTE_MARKS) && !ends_open(words, open) => {
            add_words(&paragraph.trim(), false, taken);
        }
        None => add_words(&without_closing(&paragraph.slice(open..words.len())), false, taken),
    }
}

/// Where a paragraph that carries a quote on without a mark of its own closes
/// it and tells who spoke: `…, hvis vi må!” siger X`. The bytes of that mark.
fn closed_by_clause(words: &str) -> Option<(usize, usize)> {
    let marks = words.match_indices(QUOTE_MARKS).enumerate();
    marks.filter(|(before, _)| before % 2 == 0).map(|(_, (at, mark))| (at, at + mark.len())).find(
        |&(at, after)| !opens(words, at, after) && PATTERNS.following.is_match(&words[after..]),
    )
}

/// Whether the mark at the beginning is still open at the end: the quote goes
/// on in the next paragraph.
fn ends_open(words: &str, open: usize) -> bool {
    let marks = words[open..].match_indices(QUOTE_MARKS);
    let depth = marks.fold(1i32, |depth, (at, mark)| {
        let (at, after) = (open + at, open + at + mark.len());
        if opens(words, at, after) { depth + 1 } else { (depth - 1).max(0) }
    });
    depth > 0
}

/// What stands behind the closing mark: the clause, and perhaps more words.
fn take_rest(rest: &Text, taken: &mut Taken) {
    let words = rest.as_str();
    if words.trim_matches([',', '.', ' ']).is_empty() {
        return;
    }
    let resumed = words
        .match_indices(QUOTE_MARKS)
        .find(|&(at, _)| {
            words[..at].ends_with([' ', '\u{A0}']) && resumes(&words[..at], &words[at..])
        })
        .map(|(at, _)| at);
    match resumed {
        Some(at) => {
            add_clause(&rest.slice(0..at).trim(), false, taken);
            take_marked(&rest.slice(at..words.len()), taken);
        }
        None => add_clause(rest, false, taken),
    }
}

/// Whether a mark inside the clause opens more of the quote: the sentence
/// before it is over (or the clause stands between commas), and the mark is not
/// a single word's.
fn resumes(before: &str, from_mark: &str) -> bool {
    let inside = from_mark.trim_start_matches(QUOTE_MARKS);
    let length = inside.find(QUOTE_MARKS).unwrap_or(inside.len());
    before.trim_end().ends_with(['.', ',', ':', '!', '?'])
        && inside[..length].split_whitespace().count() >= 3
}

/// Where the mark at the beginning is closed: the byte of the closing mark and
/// the one after it. `None` when it is not, or when running text follows, so
/// that the marks were a word's and not the quote's.
fn closing(words: &str, open: usize) -> Option<(usize, usize)> {
    let marks = || {
        words[open..]
            .match_indices(QUOTE_MARKS)
            .map(|(at, mark)| (open + at, open + at + mark.len()))
    };
    let mut depth = 1;
    let balanced = marks().find(|&(at, after)| {
        if opens(words, at, after) {
            depth += 1
        } else {
            depth -= 1
        }
        depth == 0
    });
    let reported = |&(_, after): &(usize, usize)| PATTERNS.following.is_match(&words[after..]);
    let found = balanced.or_else(|| marks().find(reported))?;
    let goes_on = words[found.1..].trim_start().starts_with(char::is_alphanumeric);
    (!goes_on || reported(&found)).then_some(found)
}

/// A mark opens when a word follows it at once and none stands right before it.
fn opens(words: &str, at: usize, after: usize) -> bool {
    let before = words[..at].chars().next_back();
    let next = words[after..].chars().next();
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '–' | '-'))
        && next.is_some_and(|c| !c.is_whitespace())
        && !words[..at].ends_with([',', '.'])
}

/// Adds words; `led` when a clause follows, so that a comma before it is no
/// word of the quote's.
fn add_words(words: &Text, led: bool, taken: &mut Taken) {
    let kept = match words.as_str().strip_suffix(',') {
        Some(kept) if led => words.narrow(kept.trim_end()),
        _ => words.trim(),
    };
    taken.words.join("\n\n", &kept);
}

fn add_clause(clause: &Text, leads: bool, taken: &mut Taken) {
    let clause = clause.narrow(clause.as_str().trim_start_matches([',', ' ', '\u{A0}']));
    let words = clause.as_str();
    let who = if leads {
        let verb = words.trim_end_matches([':', ' ']);
        let name =
            verb.rsplit_once(' ').filter(|(_, last)| is_verb(last)).map_or(verb, |(name, _)| name);
        clause.narrow(name.trim_end())
    } else {
        // `”…” — Navn, rolle` tells who spoke without a verb.
        let dash = words.len() - words.trim_start_matches(['—', '–', '-', '―']).trim_start().len();
        let verb = if dash > 0 { dash } else { VERB.find(words).map_or(0, |verb| verb.end()) };
        clause.slice(verb..words.len())
    };
    if taken.who.is_none() {
        taken.who = Some(who);
    }
    let mut all = taken.clause.take().unwrap_or_default();
    all.join("\n\n", &clause);
    taken.clause = Some(all);
}

fn is_verb(word: &str) -> bool {
    REPORTING_VERBS.split('|').any(|verb| verb == word)
}

fn without_closing(words: &Text) -> Text {
    let trimmed = words.as_str().trim_end();
    let kept = match trimmed.strip_suffix(QUOTE_MARKS) {
        // Only a mark that nothing inside opens is the quote's own.
        Some(kept) if kept.matches(QUOTE_MARKS).count() % 2 == 0 => kept.trim_end(),
        _ => trimmed,
    };
    words.narrow(kept)
}

/// Whether a paragraph that begins with a mark is by itself a quote with its
/// reporting clause.
pub fn is_reported(paragraph: &str) -> bool {
    let open = paragraph.chars().next().map_or(0, char::len_utf8);
    paragraph[open..]
        .match_indices(QUOTE_MARKS)
        .any(|(at, mark)| PATTERNS.following.is_match(&paragraph[open + at + mark.len()..]))
}

/// Whether a paragraph is `Navn siger: ”…”`.
pub fn is_introduced(paragraph: &str) -> bool {
    let verb_before =
        |before: &str| before.trim_end_matches([':', ' ']).split_whitespace().any(is_verb);
    paragraph.find(QUOTE_MARKS).is_some_and(|at| {
        at > 0 && PATTERNS.leading.is_match(&paragraph[..at]) && verb_before(&paragraph[..at])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// words | clause | who
    fn check(paragraphs: &[&str], expected: &str) {
        let texts: Vec<Text> = paragraphs.iter().map(|text| Text::at(0, text)).collect();
        let taken = take(&texts);
        let show = |part: &Option<Text>| {
            part.as_ref().map_or("–".to_owned(), |text| text.as_str().to_owned())
        };
        let found =
            format!("{} | {} | {}", taken.words.as_str(), show(&taken.clause), show(&taken.who));
        assert_eq!(found, expected);
    }

    #[test]
    fn words_end_where_the_telling_begins() {
        check(
            &["”Vi gør det,” siger Anna Holm, rektor."],
            "Vi gør det | siger Anna Holm, rektor. | Anna Holm, rektor.",
        );
        check(
            &["”Vi gør det. ” siger Anna Holm(S)."],
            "Vi gør det. | siger Anna Holm(S). | Anna Holm(S).",
        );
        check(
            &["Det er svært. Det bliver ikke mindre. siger Bo Kjær."],
            "Det er svært. Det bliver ikke mindre. | siger Bo Kjær. | Bo Kjær.",
        );
        check(&["“Kan det kaldes et ’ja’? Ja.”"], "Kan det kaldes et ’ja’? Ja. | – | –");
        check(&["Han siger, at vi går. Det gør vi."], "Han siger, at vi går. Det gør vi. | – | –");
    }

    #[test]
    fn quotations_inside_stay() {
        check(
            &["”De kalder det ”fremtiden” i hallen,” siger Bo Kjær."],
            "De kalder det ”fremtiden” i hallen | siger Bo Kjær. | Bo Kjær.",
        );
        check(
            &["”Fremtiden” er et stort ord. Jeg siger ”i morgen”."],
            "”Fremtiden” er et stort ord. Jeg siger ”i morgen”. | – | –",
        );
    }

    #[test]
    fn an_interrupted_quote_is_put_together_in_pieces() {
        check(
            &["”Vi spurgte,” siger Anna Holm. ”Og så lyttede vi længe.”"],
            "Vi spurgte\n\nOg så lyttede vi længe. | siger Anna Holm. | Anna Holm.",
        );
        check(
            &["Anna Holm siger: ”Vi spurgte først.”"],
            "Vi spurgte først. | Anna Holm siger: | Anna Holm",
        );
        check(
            &["”Første afsnit.", "”Andet afsnit,” forklarer hun."],
            "Første afsnit.\n\nAndet afsnit | forklarer hun. | hun.",
        );
    }
}
