//! What editors write below a document: `- word: value`.

use ordret_model::{
    Body, Document, DocumentId, FormerRole, Known, Link, RoleGroup, Sic, Span, Speaker, Status,
};
use ordret_speech::{names, vocabulary};

use crate::block::Fact;
use crate::date::{self, NoDate};
use crate::diagnostic::{Code, Diagnostics};
use crate::meta::{is_language, start, yes_or_no};
use crate::number;
use crate::people::mention;
use crate::text::Text;

/// Which kind of document the facts stand below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A quote.
    Quote,
    /// A case.
    Case,
    /// A figure.
    Figure,
}

const EVERY: &[&str] = &["emner", "side", "dato", "år", "sprog", "id", "gennemgået"];
const QUOTE: &[&str] = &[
    "navn",
    "rolle",
    "rollegruppe",
    "organisation",
    "sted",
    "parti",
    "tidligere",
    "variant",
    "omtale",
    "case",
    "titel",
    "delcitat",
    "status",
    "sic",
];
const CASE: &[&str] = &["sted", "organisation", "link"];
const FIGURE: &[&str] =
    &["værdi", "enhed", "n", "periode", "vægtning", "signifikans", "download", "serie"];

impl Target {
    fn keys(self) -> &'static [&'static str] {
        match self {
            Target::Quote => QUOTE,
            Target::Case => CASE,
            Target::Figure => FIGURE,
        }
    }
}

/// Whether a list whose first item begins with `key:` is a list of facts.
pub fn is_fact_key(key: &str) -> bool {
    let key = key.to_lowercase();
    [EVERY, QUOTE, CASE, FIGURE].iter().any(|keys| keys.contains(&key.as_str()))
}

/// Whether the facts name the document.
pub fn sets_id(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| {
        fact.key.as_str().eq_ignore_ascii_case("id")
            && DocumentId::parse(fact.value.as_str()).is_some()
    })
}

/// Puts facts into the document; whether its case was set.
pub fn apply(
    facts: &[Fact],
    target: Target,
    document: &mut Document,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut case_is_set = false;
    let mut omtale: Vec<&Text> = Vec::new();
    let mut former: Vec<Known<FormerRole>> = Vec::new();
    let mut names_are_set = false;
    for fact in facts {
        let key = fact.key.as_str().to_lowercase();
        let span = fact.value.span();
        let value = Some(fact.value.as_str()).filter(|value| *value != "-");
        let known = value.map(|value| Known::editor(value.to_owned(), Some(span)));
        match (key.as_str(), target) {
            ("navn", Target::Quote) => {
                speaker(document).name = known;
                names_are_set = true;
            }
            ("variant", Target::Quote) => speaker(document).variants.extend(known),
            ("rolle", Target::Quote) => {
                let group = value.and_then(vocabulary::role_group);
                let speaker = speaker(document);
                speaker.role = known;
                speaker.role_group = group.map(|group| Known::inferred(group, Some(span)));
            }
            ("rollegruppe", Target::Quote) if value.is_none() => {
                speaker(document).role_group = None
            }
            ("rollegruppe", Target::Quote) => match RoleGroup::parse(fact.value.as_str()) {
                Some(group) => {
                    speaker(document).role_group = Some(Known::editor(group, Some(span)))
                }
                None => bad(fact, diagnostics, Code::NoRoleGroup),
            },
            ("organisation", Target::Quote | Target::Case) => {
                set_organisation(document, known, span)
            }
            ("sted", Target::Quote | Target::Case) => speaker(document).place = known,
            ("parti", Target::Quote) => speaker(document).party = known,
            ("tidligere", Target::Quote) => former.extend(
                fact.value
                    .as_str()
                    .split(';')
                    .filter(|role| !role.trim().is_empty())
                    .map(|role| Known::editor(mention::former_role(role), Some(span))),
            ),
            ("omtale", Target::Quote) => omtale.push(&fact.value),
            ("case", Target::Quote) => {
                case_is_set = true;
                set_case(document, fact, diagnostics);
            }
            ("delcitat", Target::Quote) => {
                if let Body::Quote(quote) = &mut document.body {
                    quote.partial = value.is_some_and(|value| value.eq_ignore_ascii_case("ja"));
                }
            }
            ("status", Target::Quote) => set_status(document, fact, diagnostics),
            ("sic", Target::Quote) => add_sic(document, fact, diagnostics),
            ("titel", Target::Quote) => {
                document.title_source = known;
                document.title = value.unwrap_or_default().to_owned();
            }
            ("link", Target::Case) => {
                if let Body::Case(case) = &mut document.body {
                    case.link = Some(Link {
                        text: Known::editor("Læs hele casen".to_owned(), Some(span)),
                        target: value.map(str::to_owned),
                    });
                }
            }
            (_, Target::Figure) if FIGURE.contains(&key.as_str()) => {
                set_figure(document, &key, fact, diagnostics)
            }
            _ if EVERY.contains(&key.as_str()) => set_every(document, &key, fact, diagnostics),
            _ => {
                let (at, said) = (fact.key.span().start, fact.key.as_str());
                let known = [target.keys(), EVERY].concat();
                match names::near(&key, &known) {
                    Some(meant) => diagnostics.say(at, Code::MisspelledFact, &[&said, &meant]),
                    None => diagnostics.say(at, Code::UnknownFact, &[&said, &known.join(", ")]),
                }
            }
        }
    }
    settle_times(facts, document, diagnostics);
    if !former.is_empty() {
        speaker(document).former_roles = former;
    }
    if !omtale.is_empty() {
        document.attribution = Some(joined(&omtale));
    }
    if names_are_set && let Some(speaker) = &mut document.speaker {
        let name = speaker.name.as_ref().map(|name| name.value.clone()).unwrap_or_default();
        speaker.variants.retain(|variant| {
            variant.value != name
                && (variant.basis == ordret_model::Basis::Editor
                    || names::same_person(&variant.value, &name))
        });
    }
    if document.speaker.as_ref().is_some_and(|speaker| *speaker == Speaker::default()) {
        document.speaker = None;
    }
    case_is_set
}

fn speaker(document: &mut Document) -> &mut Speaker {
    document.speaker.get_or_insert_with(Speaker::default)
}

fn joined(texts: &[&Text]) -> Known<String> {
    let mut all = Text::default();
    texts.iter().for_each(|text| all.join("\n\n", text));
    Known::editor(all.as_str().to_owned(), Some(all.span()))
}

fn set_organisation(document: &mut Document, known: Option<Known<String>>, span: Span) {
    let name = known.as_ref().map(|known| known.value.clone()).unwrap_or_default();
    let speaker = speaker(document);
    speaker.place =
        vocabulary::place(&name, |_| false).map(|place| Known::inferred(place, Some(span)));
    speaker.sector = vocabulary::sector(&name).map(|sector| Known::inferred(sector, Some(span)));
    speaker.organisation = known;
}

fn set_case(document: &mut Document, fact: &Fact, diagnostics: &mut Diagnostics) {
    let id = DocumentId::parse(fact.value.as_str());
    if id.is_none() && fact.value.as_str() != "-" {
        return bad(fact, diagnostics, Code::NoCaseId);
    }
    if let Body::Quote(quote) = &mut document.body {
        quote.case = id;
    }
}

/// The words that editors write for a quote's status, the Danish ones first.
const STATUS: [(&str, Status); 6] = [
    ("verificeret", Status::Verified),
    ("tilskrevet", Status::Attributed),
    ("omstridt", Status::Disputed),
    ("verified", Status::Verified),
    ("attributed", Status::Attributed),
    ("disputed", Status::Disputed),
];

/// The word that editors write for a status.
pub fn status_word(status: Status) -> &'static str {
    STATUS.iter().find(|(_, known)| *known == status).map_or("", |(word, _)| word)
}

/// `status: omstridt; ordene står kun i referatet`
fn set_status(document: &mut Document, fact: &Fact, diagnostics: &mut Diagnostics) {
    let span = Some(fact.value.span());
    let (word, note) = fact.value.as_str().split_once(';').unwrap_or((fact.value.as_str(), ""));
    let word = word.trim().to_lowercase();
    let Some((_, status)) = STATUS.iter().find(|(known, _)| *known == word) else {
        return bad(fact, diagnostics, Code::NoStatus);
    };
    if let Body::Quote(quote) = &mut document.body {
        quote.status = Some(Known::editor(*status, span));
        let note = Some(note.trim()).filter(|note| !note.is_empty());
        quote.status_note = note.map(|note| Known::editor(note, span));
    }
}

/// `sic: kommunene = kilden skriver det sådan`
fn add_sic(document: &mut Document, fact: &Fact, diagnostics: &mut Diagnostics) {
    let (word, note) = fact.value.as_str().split_once('=').unwrap_or((fact.value.as_str(), ""));
    let (word, note) = (word.trim(), note.trim());
    if word.is_empty() || note.is_empty() {
        return bad(fact, diagnostics, Code::SicWithoutNote);
    }
    if !stands_in(word, &document.text.value) {
        return bad(fact, diagnostics, Code::SicOfNoWord);
    }
    if let Body::Quote(quote) = &mut document.body {
        let sic = Sic { word: word.to_owned(), note: note.to_owned() };
        quote.sic.push(Known::editor(sic, Some(fact.value.span())));
    }
}

/// Whether the words stand in a text as words, not as a piece of one.
fn stands_in(words: &str, text: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    })
}

fn set_figure(document: &mut Document, key: &str, fact: &Fact, diagnostics: &mut Diagnostics) {
    let span = Some(fact.value.span());
    let known = Known::editor(fact.value.as_str().to_owned(), span);
    let Body::Figure(figure) = &mut document.body else { return };
    match key {
        "værdi" => match number::alone(fact.value.as_str()) {
            Some(quantity) => {
                figure.value = Some(Known::editor(quantity.value, span));
                figure.value_text = Some(known);
                figure.unit =
                    quantity.unit.map(|unit| Known::editor(unit, span)).or(figure.unit.take());
            }
            None => bad(fact, diagnostics, Code::NoNumber),
        },
        "enhed" => figure.unit = Some(known),
        "n" => match number::parse_whole(fact.value.as_str()) {
            Some(n) => figure.n = Some(Known::editor(n, span)),
            None => bad(fact, diagnostics, Code::NoWholeNumber),
        },
        "periode" => figure.period = Some(known),
        "vægtning" => figure.weighting = Some(known),
        "signifikans" => figure.significance = Some(known),
        "serie" => figure.series = Some(known),
        _ => {
            figure.download = Some(Link {
                text: Known::editor("Download".to_owned(), span),
                target: Some(fact.value.as_str().to_owned()).filter(|target| target != "-"),
            });
        }
    }
}

fn set_every(document: &mut Document, key: &str, fact: &Fact, diagnostics: &mut Diagnostics) {
    let value = fact.value.as_str();
    let source = &mut document.sources[0];
    match key {
        "emner" => {
            document.topics = value
                .split([',', ';'])
                .map(|topic| topic.trim().to_owned())
                .filter(|topic| !topic.is_empty() && topic != "-")
                .collect()
        }
        "side" => source.page = Some(value.to_owned()),
        "sprog" if is_language(value) => document.language = value.to_owned(),
        "sprog" => bad(fact, diagnostics, Code::NoLanguage),
        "dato" | "år" => match date::read(value) {
            Ok(date) => {
                source.year = Some(date.year);
                source.date = (key == "dato").then(|| date.to_string()).or(source.date.take());
            }
            Err(NoDate::Impossible) => bad(fact, diagnostics, Code::NoDay),
            Err(NoDate::Unknown) => bad(fact, diagnostics, Code::UnreadDate),
        },
        "gennemgået" => match yes_or_no(value) {
            Some(is) => document.reviewed = is,
            None => bad(fact, diagnostics, Code::NoTruth),
        },
        _ => match DocumentId::parse(value) {
            Some(id) => document.id = id,
            None => bad(fact, diagnostics, Code::NoId),
        },
    }
}

/// Says that the date and the year an editor wrote are of two years; the year,
/// which says less, is the one that was meant.
fn settle_times(facts: &[Fact], document: &mut Document, diagnostics: &mut Diagnostics) {
    let of = |key: &str| {
        let fact = facts.iter().rfind(|fact| fact.key.as_str().to_lowercase() == key);
        fact.and_then(|fact| Some((fact, date::read(fact.value.as_str()).ok()?)))
    };
    if let (Some((_, date)), Some((fact, year))) = (of("dato"), of("år"))
        && date.year != year.year
    {
        document.sources[0].year = Some(year.year);
        let at = fact.value.span().start;
        diagnostics.say(at, Code::DateAndYear, &[&year.year, &date]);
    }
}

fn groups() -> String {
    RoleGroup::ALL.iter().map(|group| group.as_str()).collect::<Vec<_>>().join(", ")
}

fn bad(fact: &Fact, diagnostics: &mut Diagnostics, problem: Code) {
    let (key, value) = (fact.key.as_str(), start(fact.value.as_str()));
    diagnostics.say(fact.value.span().start, problem, &[&key, &value, &groups()]);
}
