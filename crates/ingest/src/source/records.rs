//! The reader of JSON Lines: a record already is a document, so nothing is
//! recognised in it; checks and the withholding of contacts apply.

use std::collections::BTreeMap;
use std::fmt;

use ordret_model::{Body, Case, Document, DocumentId, Figure, Known, Quote, Source, Span, Speaker};
use ordret_speech::vocabulary::{place, role_group, sector};
use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::provenance;
use super::record_form::{self, More};
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
    /// Whether `text` is there, if only as nothing.
    has_text: bool,
    more: More,
    unknown: BTreeMap<String, String>,
}

/// What a line gave.
#[derive(Debug)]
pub struct Parsed {
    /// The document.
    pub document: Document,
    /// Keys that mean nothing to Ordret, kept as metadata.
    pub unknown: Vec<String>,
    /// The record's own id of the case that a quote belongs to.
    pub case: Option<String>,
    /// How many contact details were withheld.
    pub withheld: usize,
    /// What the source got wrong in it and is left out.
    pub odd: Vec<Wrong>,
}

/// What is wrong with a line, and what was found.
pub type Wrong = (Code, Vec<String>);

/// What a line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A file of records: every key means what it says.
    Records,
    /// A table, whose columns are somebody's own: only the keys that everybody writes are read.
    Table,
}

/// Reads one line. `meta` says where the file comes from; `file` is its name,
/// `number` the line's, from 1, `offset` its first byte.
///
/// # Errors
/// When it is no record: no JSON, a key of the wrong type, no text.
pub fn parse(
    line: &str,
    origin: Origin,
    meta: &Meta,
    file: &str,
    number: u32,
    offset: usize,
) -> Result<Parsed, Wrong> {
    let mut record: Record = serde_json::from_str(line).map_err(|error| wrong(&error))?;
    if origin == Origin::Table {
        let columns = std::mem::take(&mut record.more.0);
        columns.into_iter().for_each(|(key, value)| keep(&mut record.unknown, key, value));
    }
    let text = record.text.take().unwrap_or_default();
    let mut odd = Vec::new();
    let title = record.title.take().filter(|title| !title.trim().is_empty());
    let mut body = body(record.kind.as_deref(), record.person.is_some())?;
    // A case may be its parts and a figure its caption or its table, where that is said.
    let may_be_bare = record.has_text && record.kind.is_some() && !matches!(body, Body::Quote(_));
    let bare = text.trim().is_empty().then(|| body.clone());
    let case = record.more.body(&mut body)?;
    let has_words = bare.is_none_or(|bare| may_be_bare && (title.is_some() || body != bare));
    if !has_words {
        return Err((Code::NoWords, Vec::new()));
    }
    let span = Span::new(offset, offset + line.len());
    let place = Source { line: number, position: number, span, ..meta.page(file, false).source };
    let sources = sources(&mut record, place, meta, &mut odd)?;
    let known = |value: String| Known { value, basis: ordret_model::Basis::Stated, span: None };
    let mut speaker = speaker(record.person, record.role, record.org, record.party, record.place)
        .unwrap_or_default();
    let mut more = record.more;
    more.speaker(&mut speaker)?;
    let display_title = more.words("display_title")?.map(|title| title.value);
    let attribution = more.words("attribution")?;
    let reviewed = more.take("reviewed")?;
    let provenance = more.provenance()?;
    let mut metadata = more.metadata()?;
    // What is left is another kind's, and means as little as what nobody knows.
    more.0.into_iter().for_each(|(key, value)| keep(&mut record.unknown, key, value));
    let unknown: Vec<String> = record.unknown.keys().cloned().collect();
    metadata.extend(record.unknown);
    let mut document = Document {
        id: DocumentId::from_content(&["record", line]),
        source_id: record.id,
        title: display_title.or_else(|| title.clone()).unwrap_or_default(),
        title_source: title.map(known),
        text: Known::stated(text, span),
        speaker: Some(speaker),
        attribution,
        body,
        topics: if record.topics.is_empty() { meta.topics.clone() } else { record.topics },
        language: language(record.language, &mut odd)
            .or(meta.language.clone())
            .unwrap_or_else(|| "da".to_owned()),
        reviewed: reviewed.or(meta.reviewed).unwrap_or(false),
        sources,
        metadata,
    };
    // Before anything is let in, for that may leave a value out.
    let is_finished = provenance.is_some();
    if let Some(key) = provenance.and_then(|said| provenance::apply(said, &mut document)) {
        let why = format!("the record has no `{}`", start(&key));
        return Err((Code::RecordValue, vec!["provenance".to_owned(), why]));
    }
    let mut withheld = 0;
    entry::admit(&mut document, &mut withheld);
    document.speaker.take_if(|speaker| *speaker == Speaker::default());
    // Whoever says on whose word each value stands has said all there is to say.
    if !is_finished {
        document.speaker.iter_mut().for_each(infer);
    }
    for source in document.sources.iter_mut().filter(|source| source.slug.is_empty()) {
        source.slug = source_slug(source);
    }
    if document.title.is_empty() {
        document.title = crate::make::identity::title(&document);
    }
    Ok(Parsed { document, unknown, case, withheld, odd })
}

/// Where it stands: as its own list has it, else as its other keys say of `place`, where the
/// record was read.
fn sources(
    record: &mut Record,
    place: Source,
    meta: &Meta,
    odd: &mut Vec<Wrong>,
) -> Result<Vec<Source>, Wrong> {
    let listed = record.more.sources(&place, meta)?;
    if !listed.is_empty() {
        return Ok(listed);
    }
    let mut source = place;
    let date = date(record, odd)?;
    source.year = record.year.or(date.map(|date| date.year)).or(meta.year);
    source.date = date.map(|date| date.to_string()).or(source.date);
    source.url = address(record.url.take(), odd).or(source.url);
    if let Some(name) = record.source.take() {
        source.title = name;
    } else if source.title.is_empty() {
        source.file = entry::admit_title(source.file, &mut 0);
        source.title = crate::title_of_file(&source.file);
    }
    Ok(vec![source])
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
fn infer(speaker: &mut Speaker) {
    if speaker.role_group.is_none() {
        let role = speaker.role.as_ref().and_then(|role| role_group(&role.value));
        speaker.role_group = role.map(|group| Known::inferred(group, None));
    }
    if let Some(organisation) = &speaker.organisation {
        let name = organisation.value.as_str();
        if speaker.sector.is_none() {
            speaker.sector = sector(name).map(|sector| Known::inferred(sector, None));
        }
        if speaker.place.is_none() {
            speaker.place = place(name, |_| false).map(|place| Known::inferred(place, None));
        }
    }
}

/// A key that means nothing is kept as it stands there.
fn keep(unknown: &mut BTreeMap<String, String>, key: String, value: serde_json::Value) {
    match value {
        serde_json::Value::Null => {}
        serde_json::Value::String(text) => _ = unknown.insert(key, text),
        other => _ = unknown.insert(key, other.to_string()),
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
                "text" => {
                    record.text = map.next_value()?;
                    record.has_text = record.text.is_some();
                }
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
                known if record_form::KEYS.contains(&known) => {
                    if record.more.0.insert(known.to_owned(), map.next_value()?).is_some() {
                        return Err(A::Error::custom(format!("`{known}` stands twice")));
                    }
                }
                _ => keep(&mut record.unknown, key.into_owned(), map.next_value()?),
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
