//! Reporting clauses: who is said to have spoken, and where in the paragraph
//! that is said.
//!
//! Only the subject of the reporting verb speaks. Whoever is asked, addressed,
//! owned (`siger Pers kollega`) or governed by a preposition (`til Per`) is
//! left out when the subject is cut from its clause.

use std::ops::Range;

use crate::first_names::Sex;
use crate::names::is_capitalised;
use crate::pattern;
use crate::sentences::{near_start, sentences};
use crate::verbs;
use crate::vocabulary::{is_organisation_word, is_person_word, is_role_word};

/// A reporting clause; all ranges are bytes of the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The clause, verb and all.
    pub range: Range<usize>,
    /// Who is said to speak.
    pub who: Who,
    /// Whether it ends in a colon, so that it announces what comes next.
    pub announces: bool,
    /// Whether it stands behind words that it tells of.
    pub is_behind: bool,
    /// Whether it ends by telling of other words, which are not this speaker's:
    /// `siger N om M, der har sagt:`.
    pub leads_away: bool,
}

/// The subject of a reporting verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// `hun`, `han`.
    Pronoun(Sex),
    /// `de`, `parret`: more than one, or nobody in particular.
    Several,
    /// Words that name or describe the speaker.
    Phrase(Range<usize>),
    /// A notice, a poem: nobody.
    Nobody,
}

/// Words that may stand between the verb and its subject.
const BETWEEN: &[&str] = &[
    "det",
    "så",
    "nu",
    "da",
    "også",
    "selv",
    "videre",
    "desuden",
    "samtidig",
    "derfor",
    "dog",
    "endvidere",
    "således",
    "bare",
    "blot",
    "altså",
    "endelig",
    "igen",
    "ligeledes",
    "imidlertid",
    "derimod",
    "omvendt",
    "blandt",
    "andet",
    "bl.a.",
    "ifølge",
    "lidt",
    "stille",
    "tørt",
    "heller",
    "ikke",
    "straks",
    "hurtigt",
    "fx",
    "til",
    "sidst",
    "først",
    "her",
    "der",
    "bl.a",
    "tilføjende",
    "kort",
    "ganske",
    "herefter",
    "bagefter",
    "senere",
];

/// Subjects that are nobody who could be quoted.
const NO_SPEAKERS: &[&str] = &[
    "jeg",
    "vi",
    "man",
    "i",
    "du",
    "ingen",
    "alle",
    "mange",
    "nogle",
    "folk",
    "den",
    "det",
    "hvem",
    "enhver",
    "de",
    "dem",
    "flere",
    "flertallet",
    "tallene",
    "tallet",
    "loven",
    "reglerne",
    "rygtet",
    "rygterne",
    "planen",
    "rapporten",
    "aftalen",
    "statistikken",
    "undersøgelsen",
    "historien",
    "noget",
    "intet",
    "dette",
    "disse",
    "mig",
    "vores",
    "min",
    "mit",
    "mine",
    "sagnet",
    "ordsproget",
    "fornuften",
    "hjertet",
];

pattern!(PRONOUN, r"(?i)^(?:(hun|hende)|(han|ham)|(de to|de tre|de|parret|begge|vedkommende))\b");
// What ends the words that name the speaker, in the first segment.
pattern!(
    TAIL,
    r"(?x)\s(?:
        (?:til|om|efter|under|mens|da|når|med|ifølge|som|der|inden|før|fordi|hvor|idet|hvorefter|uden|mod|gennem|via|
           netop|grinende|leende|smilende|videre|igen|bagefter|herefter|også|desuden|endvidere|nu|her|selv|dog|stille|tørt|
           bestemt|glad|stolt|kort|ligeud|ærligt|åbent|flere\ gange|hele\ tiden|og\ (?:så|at))
        | på\ (?:facebook|Facebook|x|X|Twitter|LinkedIn|Instagram|telefonen|pressemødet|mødet|vegne|spørgsmålet|spørgsmål|tv|TV|dansk|scenen|en|et|sin|sit|hans|hendes)
        | over\ for | i\ (?:en|et|sin|sit|sine|dag|går|aftes|morges|år|telefonen|retten|salen|byretten|forbindelse|pressemeddelelsen|meddelelsen|opslaget|mailen|brevet|
            talen|lederen|klummen|kronikken|programmet|udsendelsen|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|\d{4}|den\ forbindelse)
        | (?:man|tirs|ons|tors|fre|lør|søn)dag | (?:på|ved|fra|i)\ (?:man|tirs|ons|tors|fre|lør|søn)dag | ved\ (?:siden|åbningen|indvielsen|mødet|pressemødet|afsløringen)
    )\b"
);
pattern!(JOINED, r"\sog\s+(\p{Ll}+)\b");
pattern!(TAIL_AFTER_NAME, r"\s(?:på|ved|i|under|over|for|fra|hos|af)\s");
// An apposition goes on naming: a role, an organisation, a relative clause of being.
pattern!(
    APPOSITION,
    r"^\s*(?:(?:der|som)\s+(?:er|var|i dag er|til daglig er|både er|har været)\s|(?:tidligere|forhenværende|fhv\.|tidl\.|daværende|nyvalgt|ny|konstitueret|fungerende|nuværende|ejer|medejer)\b)"
);
pattern!(
    RELATIVE_GOES_ON,
    r"\s(?:og|men)\s+(?:har|er|var|havde|bor|arbejder|står|stod|skal|skulle|vil|kan|leder|som|der|også|i dag)\b|\s(?:som|der|mens|når|hvor)\s"
);

/// The clause that begins at byte `at` of `text`, behind what may stand before
/// it: `, siger …`, `. Sådan lyder det fra …`. `strict` asks for a subject that
/// could be a speaker: behind a mark a verb is enough, inside a reply it is not.
pub fn after(text: &str, at: usize, strict: bool) -> Option<Clause> {
    let lead = text[at..].len()
        - text[at..]
            .trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ';' | '.' | '!' | '?' | '…')
            })
            .len();
    let start = at + lead;
    let lead_dash = crate::marks::DASHES;
    let dashed = text[start..].trim_start_matches(lead_dash).trim_start();
    let start = if dashed.len() < text[start..].len() && starts_with_verb(dashed) {
        text.len() - dashed.len()
    } else {
        start
    };
    let end = start + clause_length(&text[start..]);
    let words = &text[start..end];
    let mut verb = None;
    for (n, (from, word)) in tokens(words).enumerate() {
        let lower = bare(word).to_lowercase();
        let sums_up = n == 0 && SUMS_UP.is_match(&words[from..]) && at_end(text, end);
        if sums_up
            || verbs::reports(&lower)
            || verbs::tells_of_text(&lower)
            || (n > 0 && lower == "er" && TOLD.is_match(&words[from..]))
        {
            // A verb that begins a sentence of its own (`Siger man ja …`) reports nothing.
            if n == 0 && word.starts_with(char::is_uppercase) {
                return None;
            }
            verb = Some((from, from + word.len(), lower));
            break;
        }
        let leads = matches!(
            lower.as_str(),
            "sådan"
                | "således"
                | "det"
                | "og"
                | "men"
                | "for"
                | "så"
                | "sådan,"
                | "ordene"
                | "hvortil"
                | "er"
        );
        // In a reply `og så skyder de` goes on; only `sådan lyder det` leads to a clause.
        let may_lead = leads && (!strict || matches!(lower.as_str(), "sådan" | "således"));
        if n >= 2 || !may_lead {
            return None;
        }
    }
    let (verb_start, verb_end, verb) = verb?;
    // `Det mener også N` says that another agrees.
    let agrees = words[verb_end..].split_whitespace().any(|word| bare(word) == "også");
    if agrees && words.starts_with(char::is_uppercase) {
        return None;
    }
    let (who, who_end) = if let Some(from) = text_subject(words, verb_end, &verb) {
        // Inside a reply `og så kom vi` tells of no text; `står der på en seddel` does.
        let is_told = TEXT_TOLD.is_match(&words[verb_start..]) && at_end(text, end);
        if strict && from.0 == Who::Nobody && !is_told {
            return None;
        }
        from
    } else {
        subject(words, verb_end, strict)?
    };
    let announces = words[who_end.min(words.len())..].trim_end().ends_with(':')
        || words.trim_end().ends_with(':');
    let tail = words[who_end.min(words.len())..].trim_end().trim_end_matches(':');
    let leads_away = announces && !goes_on_speaking(tail);
    let announces = announces && !leads_away;
    // The clause of a reply ends where the reply is taken up: `siger hun, - men …`.
    let end = resumed(words, who_end).map_or(end, |at| start + at);
    Some(Clause {
        range: start..end,
        who: shift(who, start),
        announces,
        is_behind: true,
        leads_away,
    })
}

pattern!(
    TOLD,
    r"^er\s+(?:beskeden|meldingen|budskabet|svaret|vurderingen|dommen|konklusionen|opfordringen|holdningen|reaktionen|forklaringen|ordene|det korte svar)\s+fra\b"
);
pattern!(FROM, r"\bfra\s+");

// `står der på en seddel`, `lyder det`, `var dommen`: words that a text, or nobody, says.
pattern!(
    TEXT_TOLD,
    r"^(?:står|stod)\s+der\b|^(?:lyder|lød|hedder|hed)\s+(?:det|den|svaret|meldingen|beskeden|kommentaren|opfordringen|reaktionen|spørgsmålet)\b|^(?:var|er)\s"
);
pattern!(
    SUMS_UP,
    r"^(?:var|er)\s+(?:dommen|svaret|beskeden|meldingen|konklusionen|kommentaren|reaktionen|vurderingen|budskabet|forklaringen|opfordringen|ordene|hilsenen)\b(?:\s+fra\s[^,.]+)?[.!]?\s*$"
);

/// Whether nothing of the paragraph stands behind byte `end`.
fn at_end(text: &str, end: usize) -> bool {
    !text[end..].chars().any(char::is_alphanumeric)
}

fn starts_with_verb(words: &str) -> bool {
    tokens(words).next().is_some_and(|(_, word)| {
        let bare = bare(word);
        bare.starts_with(char::is_lowercase) && verbs::reports(bare)
    })
}

/// Whether what stands between a clause's subject and its colon only says that
/// they go on: `og tilføjer`, `til avisen og fortsætter`; not `og læser op af loven`.
fn goes_on_speaking(tail: &str) -> bool {
    let Some(at) = tail.rfind(" og ").or_else(|| tail.starts_with("og ").then_some(0)) else {
        // `siger N til avisen:`
        return !tail.contains(',') && tail.split_whitespace().count() <= 6;
    };
    let last = tail[at..].trim_start().trim_start_matches("og ");
    let verb = last.split_whitespace().next().unwrap_or("");
    verbs::reports(verb) && last.split_whitespace().count() <= 4 && !tail[..at].contains(',')
}

/// Who speaks where a text is said to: `lyder det fra X`, `hedder det i en
/// udtalelse fra X`; nobody where the text alone is named.
fn text_subject(words: &str, verb_end: usize, verb: &str) -> Option<(Who, usize)> {
    if !verbs::tells_of_text(verb) && !matches!(verb, "er" | "var") {
        return None;
    }
    match FROM.find(&words[verb_end..]) {
        Some(from) => {
            let at = verb_end + from.end();
            Some(subject(words, at, true).unwrap_or((Who::Nobody, at)))
        }
        None => {
            // `lyder X' reaktion` is too rare to tell from `lyder planen`.
            Some((Who::Nobody, verb_end))
        }
    }
}

/// How long the clause that begins `words` is: to the end of its sentence, or
/// to the colon that announces more.
fn clause_length(words: &str) -> usize {
    let words = near_start(words);
    let sentence = sentences(words).into_iter().next().unwrap_or(0..words.len());
    let mut end = sentence.end;
    // A new reply behind the stop: `siger Per. – Man går.`
    for (at, _) in words[..end].match_indices(['.', '!', '?']) {
        let rest = words[at + 1..].trim_start();
        if rest.len() < words[at + 1..].len()
            && rest.starts_with(crate::marks::DASHES)
            && rest.trim_start_matches(crate::marks::DASHES).starts_with(' ')
        {
            end = end.min(at + 1);
            break;
        }
    }
    // Marks open: `siger han. »Mere.«`, `siger han: »Mere.«`
    let mark = words[..end].char_indices().find(|&(at, c)| {
        crate::marks::QUOTE_MARKS.contains(&c)
            && (at == 0 || words[..at].ends_with(char::is_whitespace))
    });
    if let Some((at, _)) = mark {
        end = end.min(words[..at].trim_end().len());
    }
    end
}

/// The end of a clause inside a reply: a dash behind the subject takes the words
/// up again.
fn resumed(words: &str, from: usize) -> Option<usize> {
    let rest = &words[from.min(words.len())..];
    let mut at = 0;
    while let Some(found) = rest[at..].find(crate::marks::DASHES) {
        let dash = at + found;
        let before = rest[..dash].ends_with(' ');
        let after = &rest[dash..];
        let behind = after.trim_start_matches(crate::marks::DASHES);
        if before && behind.starts_with(' ') {
            return Some(from + rest[..dash].trim_end().len());
        }
        at = dash + after.len() - behind.len();
    }
    None
}

fn shift(who: Who, by: usize) -> Who {
    match who {
        Who::Phrase(range) => Who::Phrase(range.start + by..range.end + by),
        other => other,
    }
}

/// The words of a text with where each begins, parted at white space.
pub fn tokens(words: &str) -> impl Iterator<Item = (usize, &str)> {
    words
        .split_whitespace()
        .map(move |word| (word.as_ptr() as usize - words.as_ptr() as usize, word))
}

/// A word without the stops and marks around it.
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The subject that stands at byte `at` of `words`: who, and where the words
/// about them end.
fn subject(words: &str, at: usize, strict: bool) -> Option<(Who, usize)> {
    let mut at = at;
    let mut skipped = 0;
    loop {
        let rest = words[at..].trim_start();
        at = words.len() - rest.len();
        let Some((_, word)) = tokens(rest).next() else { break };
        let lower = bare(word).to_lowercase();
        let may_skip = BETWEEN.contains(&lower.as_str())
            && word.starts_with(char::is_lowercase)
            && skipped < 3
            && !word.ends_with([',', ':', '.']);
        if !may_skip {
            break;
        }
        skipped += 1;
        at += word.len();
    }
    let rest = &words[at..];
    if rest.is_empty() {
        return None;
    }
    if let Some(found) = PRONOUN.captures(rest) {
        let who = match () {
            _ if found.get(1).is_some() => Who::Pronoun(Sex::Woman),
            _ if found.get(2).is_some() => Who::Pronoun(Sex::Man),
            _ => Who::Several,
        };
        let end = at + found.get(0).map_or(0, |all| all.end());
        let fits = !strict || tail_is_free(&words[end..]);
        return fits.then_some((who, end));
    }
    let length = phrase_length(rest);
    let phrase = rest[..length].trim_end_matches([',', ' ', ';', ':', '.', '!', '?']);
    let first = tokens(phrase).next().map_or("", |(_, word)| bare(word)).to_lowercase();
    if NO_SPEAKERS.contains(&first.as_str()) && !names_role(phrase) {
        return if strict { None } else { Some((Who::Nobody, at)) };
    }
    match could_speak(phrase, strict) {
        true => Some((Who::Phrase(at..at + phrase.len()), at + phrase.len())),
        false if strict => None,
        false => Some((Who::Nobody, at + phrase.len())),
    }
}

/// Whether what follows a pronoun leaves it the subject of a clause that ends
/// here: `siger hun til avisen`, `siger hun og ler`; `siger hun nej` does not.
fn tail_is_free(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    let Some((_, word)) = tokens(rest).next() else { return true };
    if rest.starts_with([',', '.', ':', ';', '!', '?', '…'])
        || word.starts_with(crate::marks::DASHES)
    {
        return true;
    }
    let lower = bare(word).to_lowercase();
    // `svarede han kasserer N N`: whom he answers.
    if is_role_word(bare(word)) {
        return true;
    }
    let tail = format!(" {rest}");
    TAIL.find(&tail).is_some_and(|found| found.start() == 0)
        || matches!(
            lower.as_str(),
            "og" | "om"
                | "i"
                | "på"
                | "ved"
                | "fra"
                | "mens"
                | "da"
                | "for"
                | "over"
                | "under"
                | "efter"
                | "sidst"
                | "men"
                | "fast"
                | "ud"
                | "op"
                | "af"
                | "ind"
                | "hertil"
                | "senere"
                | "samtidig"
                | "nøgternt"
                | "altid"
                | "ofte"
                | "tit"
                | "afsluttende"
                | "indledende"
                | "ham"
                | "hende"
                | "dem"
                | "os"
                | "mig"
                | "nu"
                | "så"
                | "med"
                | "til"
                | "selv"
                | "blandt"
                | "bl.a"
                | "derefter"
                | "ifølge"
                | "alvorligt"
        ) && lower != "altid"
        || lower.ends_with("ende")
        || word.starts_with(char::is_uppercase)
}

fn names_role(phrase: &str) -> bool {
    phrase.split_whitespace().any(|word| is_role_word(bare(word)) || is_person_word(bare(word)))
}

/// How many bytes at the beginning name the speaker: the first segment as far
/// as it names, and the appositions behind it.
pub fn phrase_length(words: &str) -> usize {
    let (head, rest_at) = segment(words);
    let head_end = head_length(head);
    if head_end < head.trim_end().len() {
        // `siger Ebbe Stjernholm til Ritzau`: nothing behind is an apposition.
        return head_end;
    }
    let mut end = head_end;
    let mut at = rest_at;
    let named = head.split_whitespace().filter(|word| is_capitalised(word)).count() >= 2;
    while at < words.len() {
        let (segment, next) = segment(&words[at..]);
        let text = segment.trim();
        if text.is_empty() {
            break;
        }
        let first = tokens(text).next().map_or("", |(_, word)| bare(word));
        let small = first.starts_with(char::is_lowercase)
            || first.starts_with(|c: char| c.is_ascii_digit());
        let relative = APPOSITION.is_match(text);
        let is_apposition = relative
            || (small && has_early_role(text))
            || (!small && names_apposition(text, named, &words[..end]));
        if !is_apposition {
            break;
        }
        let mut own = match RELATIVE_GOES_ON.find(text).filter(|found| found.start() > 7) {
            Some(found) => found.start(),
            None => text.len(),
        };
        if let Some(cut) = SEGMENT_TAIL.find(&text[..own]).filter(|found| found.start() > 0) {
            own = own.min(cut.start());
        }
        end = at + (text.as_ptr() as usize - words[at..].as_ptr() as usize) + own;
        if own < text.len() {
            break;
        }
        at += next;
    }
    end
}

// What a role's own segment does not hold: when it was said.
pattern!(
    SEGMENT_TAIL,
    r"\s(?:til\s+(?:\p{Lu}|avisen|radioen|lokalradioen|pressen|dagbladet)|over\sfor|i\s+(?:dag|går|en\s+\p{L}+|et\s+\p{L}+|(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b.*|\d{4}\b)|om\s+(?:aftalen|sagen)|da\s|efter\s|under\s|siden\s\d)"
);

fn names_apposition(text: &str, named: bool, before: &str) -> bool {
    // `siger havnechefen, Palle Brink, …`; `…, Klitmose Kommune`.
    let is_org = text.split_whitespace().take(6).any(|word| is_organisation_word(bare(word)));
    let is_role = tokens(text).next().is_some_and(|(_, word)| is_role_word(bare(word)));
    let is_name =
        !named && text.split_whitespace().take(2).filter(|word| is_capitalised(word)).count() == 2;
    let short = text.split_whitespace().count() <= 6;
    let has_role = before.split_whitespace().any(|word| is_role_word(bare(word)));
    is_org
        || is_role
        || is_name
        || (named && has_role && short && !text.contains(" har ") && !text.contains(" er "))
}

fn has_early_role(text: &str) -> bool {
    text.split_whitespace()
        .take(5)
        .any(|word| is_role_word(bare(word)) || is_person_word(bare(word)))
        && !tokens(text).next().is_some_and(|(_, word)| {
            let lower = bare(word).to_lowercase();
            matches!(
                lower.as_str(),
                "og" | "men"
                    | "mens"
                    | "da"
                    | "når"
                    | "at"
                    | "så"
                    | "hvor"
                    | "for"
                    | "efter"
                    | "hvis"
            ) || verbs::reports(&lower)
        })
}

/// The segment up to the next comma, and where the one behind it begins.
fn segment(words: &str) -> (&str, usize) {
    let mut depth = 0usize;
    for (at, c) in words.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            // `teknik-, plan- og trafikudvalget` is one word.
            ',' if words[..at].ends_with('-') => {}
            ',' | ';' | ':' if depth == 0 => return (&words[..at], at + 1),
            _ => {}
        }
    }
    (words, words.len())
}

/// How far the first segment names the speaker.
fn head_length(head: &str) -> usize {
    let mut end = head.trim_end_matches(['.', ' ', '!', '?', '…', '\u{A0}']).len();
    if head[..end].ends_with("bl.a")
        || head[end..].starts_with('.') && ends_in_abbreviation(&head[..end])
    {
        end += 1;
    }
    // `von der` is part of a name.
    let is_particle = |tail: &regex::Match| {
        tail.as_str().trim() == "der"
            && (head[..tail.start()].ends_with(" von") || head[..tail.start()].ends_with(" van"))
    };
    if let Some(tail) = TAIL.find_iter(&head[..end]).find(|tail| !is_particle(tail)) {
        end = tail.start();
    }
    for joined in JOINED.captures_iter(&head[..end]) {
        let (Some(all), Some(word)) = (joined.get(0), joined.get(1)) else { continue };
        let is_verb = verbs::reports(word.as_str())
            || matches!(
                word.as_str(),
                "har"
                    | "er"
                    | "kan"
                    | "vil"
                    | "ser"
                    | "viser"
                    | "går"
                    | "trækker"
                    | "ryster"
                    | "tager"
            );
        if is_verb {
            end = end.min(all.start());
            break;
        }
    }
    // Behind the name a preposition leads elsewhere, unless to where they are from.
    if let Some(name_end) = end_of_name(&head[..end]) {
        if let Some(tail) =
            TAIL_AFTER_NAME.find(&head[name_end..end]).filter(|tail| tail.start() == 0)
        {
            let rest = &head[name_end + tail.end()..end];
            let word = tail.as_str().trim();
            let is_home = matches!(word, "fra" | "hos" | "ved" | "i" | "på")
                && is_capitalised(rest)
                && (word == "fra"
                    || rest.split_whitespace().any(|word| is_organisation_word(bare(word))));
            if !is_home {
                end = name_end;
            }
        } else if head[name_end..end].trim_start().starts_with(char::is_lowercase) {
            let first =
                tokens(head[name_end..end].trim_start()).next().map_or("", |(_, word)| word);
            let goes_on = is_role_word(bare(first)) || matches!(first, "og" | "af" | "er");
            if !goes_on {
                end = name_end;
            }
        }
    }
    end
}

fn ends_in_abbreviation(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or("");
    last.contains('.') || matches!(last, "jr" | "sr" | "cand" | "mag")
}

/// Where a run of two or more capitalised words, a name with its party, ends.
fn end_of_name(head: &str) -> Option<usize> {
    let mut run = 0;
    let mut end = None;
    for (at, word) in tokens(head) {
        let stop = at + word.len();
        if word.starts_with('(') && run > 0 {
            end = Some(stop);
            continue;
        }
        let is_name =
            is_capitalised(word) && !is_organisation_word(bare(word)) && !is_role_word(bare(word));
        let joins = run > 0
            && matches!(word, "af" | "von" | "van" | "de" | "el" | "al" | "bin" | "la" | "der");
        if is_name || joins {
            run += usize::from(is_name);
        } else {
            if run >= 2 && end.is_some() {
                return end;
            }
            run = 0;
            end = None;
            continue;
        }
        if run >= 2 && is_name {
            end = Some(stop);
        }
    }
    end.filter(|_| run >= 2)
}

/// Whether a phrase can be who speaks: it names somebody or says their role, and
/// holds nothing that a subject does not.
fn could_speak(phrase: &str, strict: bool) -> bool {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let Some(first) = words.first().map(|word| bare(word)) else { return false };
    if first.is_empty() {
        return false;
    }
    if is_capitalised(first) {
        return true;
    }
    let role_at =
        words.iter().position(|word| is_role_word(bare(word)) || is_person_word(bare(word)));
    let name_at = words.iter().position(|word| is_capitalised(word));
    let Some(at) = [role_at, name_at].into_iter().flatten().min() else {
        // `forklarer urmageren`: a trade that no list has; who it is must be known.
        let last = words.last().map_or("", |word| bare(word));
        let is_definite =
            last.chars().count() >= 5 && (last.ends_with("en") || last.ends_with("et"));
        let is_named = words.len() == 1
            || (words.len() == 2 && matches!(first, "den" | "det") && last.ends_with("te"));
        return is_named && (is_definite || words.len() == 2);
    };
    if at > 5 {
        return false;
    }
    if !strict {
        return true;
    }
    // In a reply `siger chefen altid nej` is no clause: behind a bare role only
    // what says whose or where may follow.
    let Some(role) = role_at else { return name_at.is_some() };
    let behind = words[role + 1..].first().map(|word| word.to_lowercase());
    behind.is_none_or(|word| {
        let word = word.as_str();
        let joins = [
            "i", "for", "på", "ved", "af", "hos", "fra", "og", "i.", "til", "bag", "under", "med",
            "inden", "mod", "samt", "der", "som", "om",
        ];
        joins.contains(&word)
            || words[role].ends_with(',')
            || is_role_word(bare(word))
            || is_capitalised(words[role + 1])
            || word.starts_with('(')
    })
}

// What is written is a thing, and nobody's utterance.
pattern!(
    OF_A_TEXT,
    r"\b(?:sætning(?:en|erne|er)?|skilt(?:et|ene)?|overskrift(?:en|er)?|titel|titlen|motto(?:et)?|slogan(?:et)?|navnet|teksten|svarmulighed(?:en|erne)|kategori(?:en|erne))\b"
);

/// Whether a sentence tells of something written: `skrev sætningerne:`.
pub fn tells_of_writing(words: &str) -> bool {
    OF_A_TEXT.is_match(words)
}

/// The clause of a sentence that ends in a colon: `Rektor N siger til radioen:`,
/// `Per spurgte, og Ida svarede:`; `range` are the sentence's bytes.
pub fn before(text: &str, range: Range<usize>) -> Option<Clause> {
    let sentence = text[range.clone()].trim_end();
    let words = sentence.strip_suffix(':')?;
    let clause = |who: Who| Clause {
        range: range.start..range.start + sentence.len(),
        who: shift(who, range.start),
        announces: true,
        is_behind: false,
        leads_away: false,
    };
    let all: Vec<(usize, &str)> = tokens(words).collect();
    let is_verb = |word: &str| {
        let lower = bare(word);
        lower.starts_with(char::is_lowercase)
            && (verbs::reports(lower) || verbs::tells_of_text(lower))
    };
    let Some(at) = all.iter().rposition(|(_, word)| is_verb(word)) else {
        // `Rektor N i en mail:` has no verb; a label is not read here.
        return None;
    };
    let (verb_at, verb) = all[at];
    let verb_end = verb_at + verb.len();
    // `A sagde, at B havde sagt:` leaves open whose words follow; `skrev
    // sætningerne:` tells of a text.
    // `sin far, der hver morgen sagde:`, `hvis nogen sagde:`
    let own = words[..verb_at].rfind(", ").map_or("", |comma| &words[comma + 2..verb_at]);
    let is_relative = ["der ", "som ", "hvis ", "hvor "].iter().any(|lead| own.starts_with(lead));
    if words[verb_end..].contains(" at ") || is_relative {
        return Some(clause(Who::Several));
    }
    if OF_A_TEXT.is_match(&words[verb_end..]) {
        return None;
    }
    let lower = bare(verb).to_lowercase();
    if let Some((who, _)) = text_subject(words, verb_end, &lower) {
        return Some(clause(who));
    }
    // The subject stands before its verb, unless something else opens the sentence.
    let begins = clause_start(words, verb_at);
    let pre = words[begins..verb_at].trim();
    let pre_at =
        if pre.is_empty() { begins } else { pre.as_ptr() as usize - words.as_ptr() as usize };
    // `siger hun og tilføjer:` has its subject before the first verb's `og`.
    if pre.is_empty() && at > 0 {
        let earlier = all[..at].iter().rposition(|(_, word)| is_verb(word));
        if let Some(earlier) = earlier {
            let (from, word) = all[earlier];
            if let Some((who, _)) = subject_around(words, from, from + word.len()) {
                return Some(clause(who));
            }
        }
    }
    if !pre.is_empty() && opens_as_subject(pre) {
        return subject(&words[..verb_at], pre_at, false).map(|(who, _)| clause(who));
    }
    subject(words, verb_end, true)
        .or_else(|| (!pre.is_empty()).then(|| subject(words, pre_at, true)).flatten())
        .map(|(who, _)| clause(who))
}

fn subject_around(words: &str, verb_at: usize, verb_end: usize) -> Option<(Who, usize)> {
    let begins = clause_start(words, verb_at);
    let pre = words[begins..verb_at].trim();
    if !pre.is_empty() && opens_as_subject(pre) {
        return subject(&words[..verb_at], pre.as_ptr() as usize - words.as_ptr() as usize, false);
    }
    subject(words, verb_end, true)
}

/// Where the clause of a verb begins: behind `, og `, ` og ` or the sentence's start.
fn clause_start(words: &str, verb_at: usize) -> usize {
    let before = &words[..verb_at];
    // A subordinate clause has its own subject, as far as its comma.
    let subordinate =
        [", at ", ", da ", " da ", ", når ", ", hvor ", ", fordi ", ", idet ", ", inden "];
    let coordinate = [", og ", ", men ", ", så ", "; ", ", hvorefter ", ", mens "];
    let start = |joint: &&str| before.rfind(*joint).map(|at| at + joint.len());
    let own = subordinate.iter().filter_map(start).filter(|&at| !before[at..].contains(','));
    let after_comma = coordinate.iter().filter_map(start).chain(own).max();
    // `tog ordet og sagde:`: the subject is the first verb's.
    let joined = before.trim_end().ends_with(" og").then(|| before.trim_end().len());
    after_comma.max(joined).unwrap_or(0)
}

/// Whether words before a verb can be its subject: a pronoun, a name, a role;
/// not `Til Per`, `I sin leder`, `Bagefter`.
fn opens_as_subject(words: &str) -> bool {
    let Some((_, first)) = tokens(words).next() else { return false };
    let lower = bare(first).to_lowercase();
    let opens_otherwise = matches!(
        lower.as_str(),
        "til"
            | "i"
            | "på"
            | "om"
            | "efter"
            | "under"
            | "med"
            | "ved"
            | "for"
            | "fra"
            | "over"
            | "hos"
            | "mod"
            | "af"
            | "bagefter"
            | "så"
            | "her"
            | "der"
            | "nu"
            | "da"
            | "det"
            | "sådan"
            | "således"
            | "derfor"
            | "desuden"
            | "også"
            | "samtidig"
            | "senere"
            | "herefter"
            | "derefter"
            | "endelig"
            | "ifølge"
            | "når"
            | "hvis"
            | "mens"
            | "inden"
            | "siden"
            | "adspurgt"
            | "videre"
            | "hertil"
            | "imens"
            | "dertil"
            | "først"
            | "sidst"
            | "ellers"
            | "dog"
            | "alligevel"
            | "igen"
            | "tidligere"
            | "dengang"
            | "mandag"
            | "tirsdag"
            | "onsdag"
            | "torsdag"
            | "fredag"
            | "lørdag"
            | "søndag"
            | "bl.a"
            | "blandt"
    );
    !opens_otherwise
        && (PRONOUN.is_match(words) || is_capitalised(words) || could_speak(words, false))
}

/// What a sentence of running text says of who spoke the words beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Who.
    pub clause: Clause,
    /// Whether it points back at what was said: `Sådan siger N`, `Det fortæller N`.
    pub points_back: bool,
}

pattern!(
    POINTS_BACK,
    r"^(?:Det|Sådan|Således|Ordene|Det her|Dette|Beskeden|Meldingen|Budskabet|Opfordringen|Vurderingen|Forklaringen|Citatet)\b"
);
pattern!(ACCORDING, r"\b[Ii]følge\s+");

/// What a sentence of running text reports: `Sådan siger N, pedel`, `Ifølge N er
/// …`, `Han forklarer, at …`.
pub fn report(text: &str, range: Range<usize>) -> Option<Report> {
    let sentence = text[range.clone()].trim_end();
    let points_back = POINTS_BACK.is_match(sentence);
    let made = |who: Who, points_back: bool| Report {
        clause: Clause {
            range: range.start..range.start + sentence.len(),
            who: shift(who, range.start),
            announces: sentence.ends_with(':'),
            is_behind: points_back,
            leads_away: false,
        },
        points_back,
    };
    let words = sentence.trim_end_matches(['.', ':', '!', '?']);
    if let Some(found) = ACCORDING.find(words) {
        let rest = &words[found.end()..];
        let length = phrase_length(rest);
        let phrase = rest[..length].trim_end_matches([',', ' ', '.']);
        let phrase = &phrase[..phrase.len() - verb_tail(phrase)];
        // `Ifølge hende` says nothing new.
        if !PRONOUN.is_match(phrase) && could_speak(phrase, false) {
            return Some(made(Who::Phrase(found.end()..found.end() + phrase.len()), false));
        }
    }
    let all: Vec<(usize, &str)> = tokens(words).collect();
    let verb = all.iter().enumerate().find(|(n, (_, word))| {
        let bare = bare(word);
        *n > 0
            && bare.starts_with(char::is_lowercase)
            && (verbs::reports_alone(bare)
                || (points_back
                    && (verbs::tells_of_text(bare) || verbs::reports(bare) || bare == "er")))
    });
    let (_, &(verb_at, verb)) = verb?;
    let verb_end = verb_at + verb.len();
    if points_back {
        if let Some((who, _)) = text_subject(words, verb_end, &bare(verb).to_lowercase()) {
            return (who != Who::Nobody).then(|| made(who, true));
        }
        let (who, _) = subject(words, verb_end, true)?;
        return Some(made(who, true));
    }
    subject_around(words, verb_at, verb_end)
        .filter(|(who, _)| *who != Who::Nobody)
        .map(|(who, _)| made(who, false))
}

/// `Ifølge N er rørene gamle`: the verb behind the name is none of it.
fn verb_tail(phrase: &str) -> usize {
    pattern!(
        VERB_BEHIND,
        r"\s(?:er|var|har|havde|kan|kunne|skal|skulle|vil|ville|bliver|blev|handler|ligger|står|gør|kommer|går|får|koster|kræver|viser|skyldes|tager|findes|mangler|holder|ser|giver|betyder)\b.*$"
    );
    VERB_BEHIND.find(phrase).map_or(0, |found| found.len())
}
