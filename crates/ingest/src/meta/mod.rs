//! What a page says of itself: front matter, and `source.toml` for files that
//! have none. The keys are the same.

mod written;

use std::collections::BTreeMap;
use std::fmt::Display;

use ordret_model::{Source, slug};
use ordret_speech::names::near;
use written::{Broken, Entry, Value, What};

use crate::date::{self, NoDate};
use crate::diagnostic::{Code, Diagnostics};
use crate::make::Page;

/// What a page says of itself, every part of it optional. The keys of the
/// front matter are the names of the fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meta {
    /// The page's heading, if it is not to be read from the page.
    pub title: Option<String>,
    /// The report, site or series.
    pub publication: Option<String>,
    /// Who wrote the page; never a speaker on it.
    pub author: Option<String>,
    /// The chapter, to the letter.
    pub chapter: Option<String>,
    /// The printed page, to the letter.
    pub page: Option<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// When it was published or said, as ISO 8601.
    pub date: Option<String>,
    /// The time it speaks of.
    pub period: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The licence.
    pub licence: Option<String>,
    /// BCP 47 language.
    pub language: Option<String>,
    /// Themes.
    pub topics: Vec<String>,
    /// Whether a person has reviewed it.
    pub reviewed: Option<bool>,
    /// Whether it is invented.
    pub sample: Option<bool>,
}

/// The keys.
pub const KEYS: &[&str] = &[
    "title",
    "publication",
    "author",
    "chapter",
    "page",
    "year",
    "date",
    "period",
    "url",
    "licence",
    "language",
    "topics",
    "reviewed",
    "sample",
];

/// The most bytes of a front matter: it is a page of facts.
const LONGEST: usize = 256 * 1024;

impl Meta {
    /// `self`, with what it leaves open taken from `wider`.
    pub fn over(self, wider: &Meta) -> Meta {
        let wider = wider.clone();
        // A date and a year of one place belong together.
        let has_time = self.year.is_some() || self.date.is_some();
        Meta {
            title: self.title.or(wider.title),
            publication: self.publication.or(wider.publication),
            author: self.author.or(wider.author),
            chapter: self.chapter.or(wider.chapter),
            page: self.page.or(wider.page),
            year: if has_time { self.year } else { wider.year },
            date: self.date.or(wider.date),
            period: self.period.or(wider.period),
            url: self.url.or(wider.url),
            licence: self.licence.or(wider.licence),
            language: self.language.or(wider.language),
            topics: if self.topics.is_empty() { wider.topics } else { self.topics },
            reviewed: self.reviewed.or(wider.reviewed),
            sample: self.sample.or(wider.sample),
        }
    }

    /// The page that the file called `file` is, as far as this tells.
    pub fn page(&self, file: &str, nested: bool) -> Page {
        let year_of = |date: &String| date::read(date).ok().map(|date| date.year);
        let source = Source {
            slug: String::new(),
            title: self.title.clone().unwrap_or_default(),
            publication: self.publication.clone(),
            chapter: self.chapter.clone(),
            page: self.page.clone(),
            period: self.period.clone(),
            year: self.year.or(self.date.as_ref().and_then(year_of)),
            date: self.date.clone(),
            url: self.url.clone(),
            licence: self.licence.clone(),
            sample: self.sample.unwrap_or(false),
            file: file.to_owned(),
            ..Source::default()
        };
        Page {
            source,
            language: self.language.clone().unwrap_or_else(|| "da".to_owned()),
            author: self.author.clone(),
            topics: self.topics.clone(),
            reviewed: self.reviewed.unwrap_or(false),
            nested,
        }
    }

    /// Reads YAML front matter that begins on byte `offset` of its file; `None`,
    /// with every mistake said, when it is broken.
    pub fn from_yaml(yaml: &str, offset: usize, diagnostics: &mut Diagnostics) -> Option<Meta> {
        if yaml.len() > LONGEST {
            diagnostics.say(offset, Code::MetaTooLarge, &[&(LONGEST / 1024)]);
            return None;
        }
        let (entries, broken) = written::yaml(yaml, offset);
        let mut reader = Reader::of("front matter", diagnostics);
        broken.into_iter().for_each(|broken| reader.broken(broken));
        let meta = reader.meta(entries);
        (!reader.failed).then_some(meta)
    }
}

/// `source.toml`: what holds for the folder's files, and for single ones.
#[derive(Debug, Clone, Default)]
pub struct FolderMeta {
    all: Meta,
    files: BTreeMap<String, (usize, Meta)>,
}

impl FolderMeta {
    /// Reads a `source.toml`; `None`, with every mistake said, when it is broken.
    pub fn from_toml(text: &str, diagnostics: &mut Diagnostics) -> Option<FolderMeta> {
        let (entries, broken) = written::toml(text);
        let mut reader = Reader::of("source.toml", diagnostics);
        broken.into_iter().for_each(|broken| reader.broken(broken));
        let mut folder = FolderMeta::default();
        let mut own = Vec::new();
        for entry in entries {
            match entry.value {
                Value::Section(entries) => {
                    _ = folder.files.insert(entry.key, (entry.at, reader.meta(entries)))
                }
                _ => own.push(entry),
            }
        }
        folder.all = reader.meta(own);
        (!reader.failed).then_some(folder)
    }

    /// What it says of the file called `name` in its folder.
    pub fn of(&self, name: &str) -> Meta {
        let own = self.files.get(name).map(|(_, meta)| meta.clone());
        own.unwrap_or_default().over(&self.all)
    }

    /// The files it speaks of by name, each with the byte where.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.files.iter().map(|(name, (at, _))| (name.as_str(), *at))
    }
}

/// Makes a [`Meta`] of entries and says all that is wrong in them.
struct Reader<'d, 'f> {
    place: &'static str,
    diagnostics: &'d mut Diagnostics<'f>,
    failed: bool,
}

impl<'d, 'f> Reader<'d, 'f> {
    fn of(place: &'static str, diagnostics: &'d mut Diagnostics<'f>) -> Self {
        Reader { place, diagnostics, failed: false }
    }

    fn fail(&mut self, at: usize, problem: Code, found: &[&dyn Display]) {
        self.failed = true;
        self.diagnostics.say(at, problem, found);
    }

    fn broken(&mut self, broken: Broken) {
        let (at, place) = (broken.at, self.place);
        match broken.what {
            What::Colon => self.fail(at, Code::MetaColon, &[]),
            What::Tab => self.fail(at, Code::MetaTab, &[&place]),
            What::Unclosed => self.fail(at, Code::MetaUnclosed, &[]),
            What::Sign(sign) => self.fail(at, Code::MetaSign, &[&sign]),
            What::NoEntry => self.fail(at, Code::MetaNoEntry, &[&place]),
            What::Other(said) => {
                let said: String = said.chars().take(160).collect();
                self.fail(at, Code::MetaBroken, &[&place, &said]);
            }
        }
    }

    fn meta(&mut self, entries: Vec<Entry>) -> Meta {
        let (mut meta, mut seen, mut time_at) = (Meta::default(), Vec::new(), 0);
        let place = self.place;
        for entry in entries {
            if matches!(&*entry.key, "year" | "date") {
                time_at = entry.at;
            }
            if seen.contains(&entry.key) {
                self.fail(entry.at, Code::MetaTwice, &[&entry.key, &place]);
            } else if KEYS.contains(&&*entry.key) {
                seen.push(entry.key.clone());
                self.entry(entry, &mut meta);
            } else {
                let key = &entry.key;
                match near(key, KEYS) {
                    Some(meant) => {
                        self.fail(entry.at, Code::MisspelledMetaKey, &[key, &place, &meant]);
                    }
                    None => {
                        let known = KEYS.join(", ");
                        self.fail(entry.at, Code::UnknownMetaKey, &[key, &place, &known]);
                    }
                }
            }
        }
        if let (Some(year), Some(date)) = (meta.year, &meta.date)
            && date::read(date).is_ok_and(|date| date.year != year)
        {
            // Where the mistake is nobody can tell; the year is the publication's.
            self.diagnostics.say(time_at, Code::DateAndYear, &[&year, date]);
        }
        meta
    }

    fn entry(&mut self, entry: Entry, meta: &mut Meta) {
        let at = entry.value_at;
        if entry.key == "topics" {
            meta.topics = match entry.value {
                Value::List(topics) => topics,
                Value::Text(text) => text.split(',').map(|topic| topic.trim().to_owned()).collect(),
                Value::None => Vec::new(),
                Value::Section(_) | Value::Other => {
                    return self.fail(at, Code::NoTopics, &[]);
                }
            };
            return meta.topics.retain(|topic| !topic.is_empty());
        }
        let text = match entry.value {
            Value::None => return,
            Value::Text(text) => text,
            Value::List(_) | Value::Section(_) | Value::Other => {
                return self.fail(at, Code::NoSingleValue, &[&entry.key]);
            }
        };
        let key = entry.key.as_str();
        match key {
            "title" => meta.title = Some(text),
            "publication" => meta.publication = Some(text),
            "author" => meta.author = Some(text),
            "chapter" => meta.chapter = Some(text),
            "page" => meta.page = Some(text),
            "period" => meta.period = Some(text),
            "licence" => meta.licence = Some(text),
            "year" => match year(&text) {
                Some(year) => meta.year = Some(year),
                None => self.fail(at, Code::NoYear, &[&key, &start(&text)]),
            },
            "date" => match date::read(&text) {
                Ok(date) => meta.date = Some(date.to_string()),
                Err(NoDate::Impossible) => self.fail(at, Code::NoDay, &[&key, &start(&text)]),
                Err(NoDate::Unknown) => {
                    self.diagnostics.say(at, Code::UnreadDate, &[&key, &start(&text)])
                }
            },
            "url" if is_address(&text) => meta.url = Some(text),
            "url" => self.fail(at, Code::NoAddress, &[&key, &start(&text)]),
            "language" if is_language(&text) => meta.language = Some(text),
            "language" => self.fail(at, Code::NoLanguage, &[&key, &start(&text)]),
            "reviewed" | "sample" => match yes_or_no(&text) {
                Some(is) if key == "reviewed" => meta.reviewed = Some(is),
                Some(is) => meta.sample = Some(is),
                None => self.fail(at, Code::NoTruth, &[&key, &start(&text)]),
            },
            _ => {}
        }
    }
}

/// Enough of a value to recognise it by.
pub fn start(value: &str) -> String {
    value.chars().take(60).collect()
}

/// A year: up to four digits.
pub fn year(text: &str) -> Option<i32> {
    let is_short = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| is_short && *year > 0)
}

/// `true`, `ja` and the like.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "ja" | "yes" => Some(true),
        "false" | "nej" | "no" => Some(false),
        _ => None,
    }
}

/// Whether a reader can follow it: no other scheme, no bare path.
pub fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"');
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(is_plain)
    })
}

/// Whether it is the form of a BCP 47 tag: `da`, `en-GB`.
pub fn is_language(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let is_first =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_other = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(is_first) && parts.all(is_other)
}

/// The slug of a source page: of its publication and title.
pub fn source_slug(source: &Source) -> String {
    let text = match &source.publication {
        Some(publication) => format!("{publication} {}", source.title),
        None => source.title.clone(),
    };
    Some(slug(&text)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "kilde".to_owned())
}
