//! The reader of JSON Lines: a record already is a document, so nothing is
//! recognised in it; checks and the withholding of contacts apply.

use std::collections::BTreeMap;
use std::fmt;

use ordret_model::{Body, Case, Document, DocumentId, Figure, Known, Quote, Source, Span, Speaker};
use ordret_speech::vocabulary::{place, role_group, sector};
use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use crate::date::{self, Date, NoDate};
use crate::diagnostic::Code;
use crate::entry;
use crate::meta::{Meta, is_address, is_language, source_slug, start};

/// One line, as it stands there.
#[derive(Debug, Default)]
struct Record {
    kind: Option<String>,
    id: Option<String>,
    text: Option<String>,
    title: Option<String>,
    person: Option<String>,
    role: Option<String>,
    org: Option<String>,
    party: Option<String>,
    place: Option<String>,
    date: Option<String>,
    year: Option<i32>,
    source: Option<String>,
    url: Option<String>,
    language: Option<String>,
    topics: Vec<String>,
    unknown: BTreeMap<String, String>,
}

/// What a line gave.
#[derive(Debug)]
pub struct Parsed {
    /// The document.
    pub document: Document,
    /// Keys that mean nothing to Ordret, kept as metadata.
    pub unknown: Vec<String>,
    /// How many contact details were withheld.
    pub withheld: usize,
    /// What the source got wrong in it and is left out.
    pub odd: Vec<Wrong>,
}

/// What is wrong with a line, and what was found.
pub type Wrong = (Code, Vec<String>);

/// Reads one line. `meta` says where the file comes from; `file` is its name,
/// `number` the line's, from 1, `offset` its first byte.
///
/// # Errors
/// When it is no record: no JSON, a key of the wrong type, no text.
pub fn parse(
    line: &str,
    meta: &Meta,
    file: &str,
    number: u32,
    offset: usize,
) -> Result<Parsed, Wrong> {
    let mut record: Record = serde_json::from_str(line).map_err(|error| wrong(&error))?;
    let text = record.text.take().unwrap_or_default();
    if text.trim().is_empty() {
        return Err((Code::NoWords, Vec::new()));
    }
    let mut odd = Vec::new();
    let title = record.title.take().filter(|title| !title.trim().is_empty());
    let body = body(record.kind.as_deref(), record.person.is_some())?;
    let date = date(&record, &mut odd)?;
    let year = record.year.or(date.map(|date| date.year)).or(meta.year);
    let span = Span::new(offset, offset + line.len());
    let mut source =
        Source { line: number, position: number, span, year, ..meta.page(file, false).source };
    source.date = date.map(|date| date.to_string()).or(source.date);
    source.url = address(record.url, &mut odd).or(source.url);
    if let Some(name) = record.source {
        source.title = name;
    } else if source.title.is_empty() {
        source.file = entry::admit_title(source.file, &mut 0);
        source.title = crate::title_of_file(&source.file);
    }
    let known = |value: String| Known { value, basis: ordret_model::Basis::Stated, span: None };
    let unknown: Vec<String> = record.unknown.keys().cloned().collect();
    let mut document = Document {
        id: DocumentId::from_content(&["record", line]),
        source_id: record.id,
        title: title.clone().unwrap_or_default(),
        title_source: title.map(known),
        text: Known::stated(text, span),
        speaker: speaker(record.person, record.role, record.org, record.party, record.place),
        attribution: None,
        body,
        topics: if record.topics.is_empty() { meta.topics.clone() } else { record.topics },
        language: language(record.language, &mut odd)
            .or(meta.language.clone())
            .unwrap_or_else(|| "da".to_owned()),
        reviewed: meta.reviewed.unwrap_or(false),
        sources: vec![source],
        metadata: record.unknown,
    };
    let mut withheld = 0;
    entry::admit(&mut document, &mut withheld);
    infer(&mut document.speaker);
    document.sources[0].slug = source_slug(&document.sources[0]);
    if document.title.is_empty() {
        document.title = crate::make::identity::title(&document);
    }
    Ok(Parsed { document, unknown, withheld, odd })
}

/// The date, if it is one; one that no calendar has is a mistake in the record.
fn date(record: &Record, odd: &mut Vec<Wrong>) -> Result<Option<Date>, Wrong> {
    let Some(text) = record.date.as_deref().filter(|text| !text.trim().is_empty()) else {
        return Ok(None);
    };
    match date::read(text) {
        Ok(date) => {
            if let Some(year) = record.year.filter(|year| *year != date.year) {
                odd.push((Code::DateAndYear, vec![year.to_string(), date.to_string()]));
            }
            Ok(Some(date))
        }
        Err(NoDate::Impossible) => Err((Code::NoDay, vec!["date".to_owned(), start(text)])),
        Err(NoDate::Unknown) => {
            odd.push((Code::UnreadDate, vec!["date".to_owned(), start(text)]));
            Ok(None)
        }
    }
}

fn address(url: Option<String>, odd: &mut Vec<Wrong>) -> Option<String> {
    let url = url.filter(|url| !url.trim().is_empty())?;
    if !is_address(url.trim()) {
        odd.push((Code::UnreadAddress, vec![start(&url)]));
        return None;
    }
    Some(url.trim().to_owned())
}

fn language(language: Option<String>, odd: &mut Vec<Wrong>) -> Option<String> {
    let language = language.filter(|language| !language.trim().is_empty())?;
    if !is_language(language.trim()) {
        odd.push((Code::UnreadLanguage, vec![start(&language)]));
        return None;
    }
    Some(language.trim().to_owned())
}

fn body(kind: Option<&str>, has_person: bool) -> Result<Body, Wrong> {
    match kind {
        Some("quote") => Ok(Body::Quote(Quote::default())),
        None if has_person => Ok(Body::Quote(Quote::default())),
        Some("case") | None => Ok(Body::Case(Box::<Case>::default())),
        Some("figure") => Ok(Body::Figure(Box::<Figure>::default())),
        Some(other) => Err((Code::NoKind, vec![start(other)])),
    }
}

fn speaker(
    person: Option<String>,
    role: Option<String>,
    org: Option<String>,
    party: Option<String>,
    own_place: Option<String>,
) -> Option<Speaker> {
    let stated = |value: Option<String>| {
        value.filter(|value| !value.trim().is_empty()).map(|value| Known {
            value,
            basis: ordret_model::Basis::Stated,
            span: None,
        })
    };
    let speaker = Speaker {
        name: stated(person),
        role: stated(role),
        organisation: stated(org),
        place: stated(own_place),
        party: stated(party),
        ..Speaker::default()
    };
    (speaker != Speaker::default()).then_some(speaker)
}

/// What the role and the organisation tell, as they were let in.
fn infer(speaker: &mut Option<Speaker>) {
    speaker.take_if(|speaker| *speaker == Speaker::default());
    let Some(speaker) = speaker else { return };
    let role = speaker.role.as_ref().and_then(|role| role_group(&role.value));
    speaker.role_group = role.map(|group| Known::inferred(group, None));
    if let Some(organisation) = &speaker.organisation {
        let name = organisation.value.as_str();
        speaker.sector = sector(name).map(|sector| Known::inferred(sector, None));
        if speaker.place.is_none() {
            speaker.place = place(name, |_| false).map(|place| Known::inferred(place, None));
        }
    }
}

fn wrong(error: &serde_json::Error) -> Wrong {
    let message = error.to_string();
    let (what, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
    (Code::NoRecord, vec![what.to_owned(), error.column().to_string()])
}

impl<'de> Deserialize<'de> for Record {
    /// By hand rather than derived: collecting unknown keys with `flatten`
    /// buffers every record twice, and there are a million of them.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor)
    }
}

/// The keys that mean something; one that stands twice would lose words.
const KEYS: &[&str] = &[
    "kind", "id", "text", "title", "person", "role", "org", "party", "place", "date", "year",
    "source", "url", "language", "lang", "topics",
];

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object with at least `text`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        // One bit a key: a set would cost an allocation for every record.
        let mut seen = 0u32;
        while let Some(key) = map.next_key::<std::borrow::Cow<str>>()? {
            if let Some(known) = KEYS.iter().position(|known| **known == *key) {
                if seen & (1 << known) != 0 {
                    return Err(A::Error::custom(format!("`{key}` stands twice")));
                }
                seen |= 1 << known;
            }
            match &*key {
                "kind" => record.kind = map.next_value()?,
                "id" => record.id = map.next_value::<Option<Label>>()?.map(|label| label.0),
                "text" => record.text = map.next_value()?,
                "title" => record.title = map.next_value()?,
                "person" => record.person = map.next_value()?,
                "role" => record.role = map.next_value()?,
                "org" => record.org = map.next_value()?,
                "party" => record.party = map.next_value()?,
                "place" => record.place = map.next_value()?,
                "date" => record.date = map.next_value::<Option<Label>>()?.map(|label| label.0),
                "year" => record.year = year(map.next_value::<Option<Label>>()?)?,
                "source" => record.source = map.next_value()?,
                "url" => record.url = map.next_value()?,
                "language" | "lang" => record.language = map.next_value()?,
                "topics" => {
                    record.topics = map.next_value::<Option<Vec<String>>>()?.unwrap_or_default()
                }
                _ => match map.next_value::<serde_json::Value>()? {
                    serde_json::Value::Null => {}
                    serde_json::Value::String(text) => {
                        _ = record.unknown.insert(key.into_owned(), text)
                    }
                    other => _ = record.unknown.insert(key.into_owned(), other.to_string()),
                },
            }
        }
        Ok(record)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Record, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Err(A::Error::custom("it is a list, not an object"))
    }
}

fn year<E: serde::de::Error>(label: Option<Label>) -> Result<Option<i32>, E> {
    let Some(Label(text)) = label else { return Ok(None) };
    crate::meta::year(text.trim())
        .map(Some)
        .ok_or_else(|| E::custom(format!("`year` is `{text}`, not a year")))
}

/// Text or a whole number: ids and years come as both.
struct Label(String);

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LabelVisitor;
        impl Visitor<'_> for LabelVisitor {
            type Value = Label;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("text or a whole number")
            }
            fn visit_str<E>(self, text: &str) -> Result<Label, E> {
                Ok(Label(text.to_owned()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Label, E> {
                Ok(Label(number.to_string()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Label, E> {
                Ok(Label(number.to_string()))
            }
        }
        deserializer.deserialize_any(LabelVisitor)
    }
}
