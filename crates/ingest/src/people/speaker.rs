//! Who said a quote: from its reporting clause and the speaker's own line.

use std::ops::Range;

use ordret_model::{FormerRole, Known, Speaker};
use ordret_speech::names::same_person;
use ordret_speech::pattern;
use ordret_speech::sentences::sentences;
use ordret_speech::vocabulary::{is_organisation_word, is_role_word, place, sector};

use super::mention::{self, Mention, former_role};
use crate::text::Text;

pattern!(
    FORMERLY,
    r"(?i)(?:^|[.;,]\s+|\bog\s+|\bhar\s+)(?:før\s+da|før\s+det|tidligere|tidl\.|forhenværende|fhv\.|har\s+tidligere\s+været|tidligere\s+været|har\s+været|var\s+(?:tidligere|før|indtil|frem\s+til|fra)|før\s+var\s+(?:han|hun)|kom\s+fra\s+en\s+stilling\s+som)\s+(?:var\s+(?:han|hun)\s+)?"
);
// When a former role was held stands before it or behind it and is no word of it.
pattern!(
    TIME_BEFORE,
    r"^(?:(?:i|fra|indtil|til|frem til|mellem)\s+)?(?:\d{4}|\d\d?\.)(?:\s*(?:[-–]|til|og)\s*\d{4})?\s+"
);
pattern!(
    TIME_BEHIND,
    r"(?:\s*\([^()]*\d{4}[^()]*\)|\s+(?:(?:i|fra|indtil|til|frem til|mellem)\s+)\d{4}(?:\s*(?:[-–]|til|og)\s*\d{4})?)\s*\.?\s*$"
);
// "Har været borgmester siden 2018" is what somebody still is.
pattern!(STILL, r"(?i)har\s+været\b.*\bsiden\b");
pattern!(TODAY, r"(?:,| og)\s+(?:er\s+)?(?:nu|nuværende|i dag)\b");
/// What a page says of one quote's speaker, before contact details are taken
/// out of it; none of the texts has them any more.
#[derive(Debug, Default)]
pub struct Said<'p> {
    /// The words that speak of the speaker in the reporting clause, without
    /// the verb: `Kirsten Holm, borgmester i Lindø`.
    pub clause: Option<Text>,
    /// The paragraphs of the speaker's line.
    pub lines: &'p [Text],
}

/// Two mentions of one quote's speaker name different people.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The name in the reporting clause.
    pub clause: String,
    /// The name in the speaker's line.
    pub line: String,
}

/// Who spoke. `others` are names spelled elsewhere on the page (cases), in
/// which variants of the name are found; `known_place` says whether a word
/// stands by itself on the page.
pub fn speaker(
    said: &Said,
    others: &[Text],
    known_place: impl Fn(&str) -> bool,
) -> (Option<Speaker>, Option<Conflict>) {
    let clause = said.clause.as_ref().map(|clause| mention::read(&first_sentence(clause), None));
    let clause = clause.unwrap_or_default();
    let mut line = line_mention(said.lines, clause.name.as_ref());
    let conflict = conflict(&clause, &line);
    if conflict.is_some() {
        return (None, conflict);
    }
    let mut own_words = Mention {
        several: line.several || clause.several,
        aged: line.aged || clause.aged,
        name: line.name.take().or(clause.name.clone()),
        // Somebody presented by a former role speaks in it, as the source says it.
        role: line.role.take().or(clause.role).or(clause.formerly.as_ref().map(presented)),
        formerly: None,
        organisation: line.organisation.take().or(clause.organisation),
        party: line.party.take().or(clause.party),
        place: line.place.take().or(clause.place),
        former: line.former.into_iter().chain(clause.former).collect(),
    };
    if own_words.name.is_none() && own_words.role.is_none() && own_words.organisation.is_none() {
        return (None, None);
    }
    let name = own_words.name.clone();
    let mut former: Vec<Known<FormerRole>> = std::mem::take(&mut own_words.former)
        .into_iter()
        .map(|(role, text)| Known::stated(role, text.span()))
        .collect();
    said.lines
        .iter()
        .for_each(|text| former_roles(text, name.as_ref().map(Text::as_str), &mut former));
    let speaker = Speaker {
        variants: variants(
            name.as_ref(),
            [clause.name.as_ref()].into_iter().flatten().chain(others),
        ),
        former_roles: former,
        ..described(&own_words, known_place)
    };
    (Some(speaker), None)
}

/// A former role as somebody is presented by it: `tidligere medlem`.
fn presented(formerly: &Text) -> Text {
    let words = formerly.as_str();
    let end = [" af ", " i ", " for ", " på ", " ved ", " hos "]
        .iter()
        .filter_map(|joint| words.find(joint))
        .min();
    formerly.slice(0..end.unwrap_or(words.len()))
}

/// The speaker that a mention describes, with what its words imply: the group
/// of the role, the organisation's sector, the place it governs.
pub fn described(mention: &Mention, known_place: impl Fn(&str) -> bool) -> Speaker {
    let Mention { name, role, organisation, party, place: own_place, .. } = mention;
    let stated = |text: &Option<Text>| text.as_ref().map(Text::stated);
    let governed = organisation.as_ref().and_then(|org| {
        Some(Known::inferred(place(org.as_str(), &known_place)?, Some(org.span())))
    });
    Speaker {
        role_group: mention
            .group()
            .map(|group| Known::inferred(group, role.as_ref().or(name.as_ref()).map(Text::span))),
        sector: organisation
            .as_ref()
            .and_then(|org| Some(Known::inferred(sector(org.as_str())?, Some(org.span())))),
        place: governed.or(stated(own_place)),
        name: stated(name),
        role: stated(role),
        organisation: stated(organisation),
        party: stated(party),
        ..Speaker::default()
    }
}

/// The speaker that a line such as `Navn, rolle, organisation (V)` tells of.
pub fn read_line(line: &str) -> Option<Speaker> {
    let lines = [Text::at(0, line)];
    speaker(&Said { clause: None, lines: &lines }, &[], |_| false).0
}

/// The speaker's line is read by its first sentence; where that has no role,
/// the next paragraph may begin with it.
fn line_mention(lines: &[Text], known: Option<&Text>) -> Mention {
    let Some(first) = lines.first() else { return Mention::default() };
    let known = known.map(Text::as_str);
    let mut mention = mention::read(&first_sentence(first), known);
    let Some(second) = lines.get(1) else { return mention };
    if mention.role.is_none()
        && is_role_word(second.as_str().split_whitespace().next().unwrap_or(""))
    {
        let mut told = first_sentence(second);
        // `Navn | rolle | organisation`: three lines of a card.
        if let Some(third) = lines.get(2).filter(|third| is_bare_organisation(third.as_str())) {
            told.join(", ", third);
        }
        let name = mention.name.clone();
        let more = mention::read(&told, name.as_ref().map(Text::as_str).or(known));
        mention.role = more.role;
        mention.organisation = mention.organisation.or(more.organisation);
        mention.party = mention.party.or(more.party);
    }
    mention
}

/// Short, with an organisation's word, and no sentence.
fn is_bare_organisation(words: &str) -> bool {
    let bare = words.trim_end_matches(['.', ',']);
    bare.starts_with(char::is_uppercase)
        && !bare.contains(['.', ','])
        && bare.split_whitespace().count() <= 6
        && bare.split_whitespace().any(is_organisation_word)
}

fn first_sentence(text: &Text) -> Text {
    let first = sentences(text.as_str()).into_iter().next();
    text.slice(first.unwrap_or(0..text.as_str().len()))
}

fn conflict(clause: &Mention, line: &Mention) -> Option<Conflict> {
    let (clause, line) = (clause.name.as_ref()?, line.name.as_ref()?);
    (!same_person(clause.as_str(), line.as_str()))
        .then(|| Conflict { clause: clause.as_str().to_owned(), line: line.as_str().to_owned() })
}

/// Spellings of `name` that differ from it, each once.
fn variants<'t>(
    name: Option<&Text>,
    spelled: impl Iterator<Item = &'t Text>,
) -> Vec<Known<String>> {
    let Some(name) = name else { return Vec::new() };
    let mut found: Vec<Known<String>> = Vec::new();
    for other in spelled {
        let is_variant =
            other.as_str() != name.as_str() && same_person(other.as_str(), name.as_str());
        if is_variant && !found.iter().any(|known| known.value == other.as_str()) {
            found.push(other.stated());
        }
    }
    found
}

/// `Før da direktør for X, A Kommune samt for Y, B Kommune.`, of the speaker
/// called `name`: `…, skrevet med Bo Kjær, tidligere rektor` is another's.
fn former_roles(text: &Text, name: Option<&str>, found: &mut Vec<Known<FormerRole>>) {
    for sentence in sentences(text.as_str()) {
        let words = &text.as_str()[sentence.clone()];
        let Some(cue) = FORMERLY.find(words) else { continue };
        if STILL.is_match(words) || mention::ends_in_other(&words[..cue.start()], name) {
            continue;
        }
        let start = sentence.start + cue.end();
        let told = &words[cue.end()..];
        let told = &told[..TODAY.find(told).map_or(told.len(), |found| found.start())];
        let mut head: Option<String> = None;
        for part in split_roles(told) {
            let part = text.slice(start + part.start..start + part.end);
            let words = without_times(part.as_str());
            // "samt for Y" carries on the role before it: "direktør for Y".
            let carried =
                head.as_deref().filter(|_| words.starts_with("for ") || words.starts_with("i "));
            let role = match carried {
                Some(head) => former_role(&format!("{head} {words}")),
                None => former_role(words),
            };
            let is_role = role.role.split_whitespace().take(3).any(is_role_word);
            if !is_role || mention::ends_in_other(&role.role, name) {
                continue;
            }
            let span = part.narrow(words).span();
            let known: Known<FormerRole> = match carried {
                Some(_) => Known::inferred(role, Some(span)),
                None => Known::stated(role, span),
            };
            let own = known.value.role.split(" for ").next().unwrap_or("");
            head = Some(own.split(" i ").next().unwrap_or(own).to_owned());
            if !found.iter().any(|other| other.value == known.value) {
                found.push(known);
            }
        }
    }
}

/// A former role without when it was held.
fn without_times(words: &str) -> &str {
    let words = words.trim();
    let words = &words[TIME_BEFORE.find(words).map_or(0, |found| found.end())..];
    &words[..TIME_BEHIND.find(words).map_or(words.len(), |found| found.start())]
}

/// The parts of `A samt B`, `A og senere B`, `A; B`; of `A i X og B i Y`, where
/// the first has its own place (`leder og lærer i X` is one role).
fn split_roles(words: &str) -> Vec<Range<usize>> {
    pattern!(AND, r" samt |; | og senere | og derefter |, (?:senere|derefter|så) | og |, ");
    let mut parts = Vec::new();
    let mut from = 0;
    for and in AND.find_iter(words) {
        let next = words[and.end()..].split_whitespace().next().unwrap_or("");
        let parts_roles = match and.as_str() {
            " og " | ", " => {
                next.starts_with(char::is_lowercase)
                    && is_role_word(next)
                    && former_role(&words[from..and.start()]).organisation.is_some()
            }
            _ => true,
        };
        if parts_roles {
            parts.push(from..and.start());
            from = and.end();
        }
    }
    parts.push(from..words.len());
    parts
}
