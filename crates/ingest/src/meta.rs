//! What a page says of itself: front matter, and `source.toml` for files that
//! have none. The keys are the same.

use std::collections::BTreeMap;

use ordret_model::{Source, slug};
use serde::Deserialize;

use crate::diagnostic::Diagnostics;
use crate::make::Page;
use crate::make::facts::{DATE_HINT, suggestion, year_of};

/// The keys of the front matter, every one of them optional.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// The page's heading, if it is not to be read from the page.
    pub title: Option<String>,
    /// The report, site or series.
    pub publication: Option<String>,
    /// The chapter.
    pub chapter: Option<Scalar>,
    /// The printed page.
    pub page: Option<Scalar>,
    /// The year of publication.
    pub year: Option<i32>,
    /// When it was published or said.
    pub date: Option<String>,
    /// The time it speaks of.
    pub period: Option<Scalar>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The licence.
    pub licence: Option<String>,
    /// BCP 47 language.
    pub language: Option<String>,
    /// Themes.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Whether a person has reviewed it.
    pub reviewed: Option<bool>,
    /// Whether it is invented.
    pub sample: Option<bool>,
}

/// Text, or a number that is meant as text (`chapter: 7`).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// A whole number.
    Number(i64),
    /// Text.
    Text(String),
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Scalar::Number(number) => number.to_string(),
            Scalar::Text(text) => text,
        }
    }
}

/// The keys, for "did you mean".
const KEYS: &[&str] = &[
    "title",
    "publication",
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

impl Meta {
    /// `self`, with what it leaves open taken from `wider`.
    pub fn over(self, wider: &Meta) -> Meta {
        let wider = wider.clone();
        Meta {
            title: self.title.or(wider.title),
            publication: self.publication.or(wider.publication),
            chapter: self.chapter.or(wider.chapter),
            page: self.page.or(wider.page),
            year: self.year.or(wider.year),
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
        let text = |scalar: &Option<Scalar>| scalar.clone().map(Scalar::into_text);
        let source = Source {
            slug: String::new(),
            title: self.title.clone().unwrap_or_default(),
            publication: self.publication.clone(),
            chapter: text(&self.chapter),
            page: text(&self.page),
            period: text(&self.period),
            year: self.year.or(self.date.as_deref().and_then(year_of)),
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
            topics: self.topics.clone(),
            reviewed: self.reviewed.unwrap_or(false),
            nested,
        }
    }

    /// Reads YAML front matter that begins on byte `offset` of its file.
    pub fn from_yaml(yaml: &str, offset: usize, diagnostics: &mut Diagnostics) -> Option<Meta> {
        if yaml.trim().is_empty() {
            return Some(Meta::default());
        }
        // A front matter is a page of facts: far below what could do harm.
        let budget = serde_saphyr::budget!(max_nodes: 2_000, max_depth: 16, max_total_scalar_bytes: 256 * 1024);
        let options = serde_saphyr::options!(budget: budget);
        match serde_saphyr::from_str_with_options::<Meta>(yaml, options) {
            Ok(meta) => meta.checked(offset, diagnostics),
            Err(error) => {
                let line = error.location().map_or(1, |place| place.line() as usize);
                let first = diagnostics.lines().line(offset) as usize;
                let at = diagnostics.lines().start(first + line - 1);
                let (code, message, hint) = explain(&error.to_string(), "front matter");
                diagnostics.error(at, code, message, &hint);
                None
            }
        }
    }

    fn checked(self, at: usize, diagnostics: &mut Diagnostics) -> Option<Meta> {
        if let Some(year) = self.year.filter(|year| !(1..=9999).contains(year)) {
            diagnostics.error(
                at,
                "bad-value",
                format!("`year: {year}` is no year"),
                "write four digits",
            );
            return None;
        }
        if let Some(date) = self.date.as_deref().filter(|date| year_of(date).is_none()) {
            diagnostics.error(at, "bad-value", format!("`date: {date}` is no date"), DATE_HINT);
            return None;
        }
        Some(self)
    }
}

/// `source.toml`: what holds for the folder's files, and for single ones.
#[derive(Debug, Clone, Default)]
pub struct FolderMeta {
    all: Meta,
    files: BTreeMap<String, Meta>,
}

impl FolderMeta {
    /// Reads a `source.toml`; `None`, with an error said, when it is broken.
    pub fn from_toml(text: &str, diagnostics: &mut Diagnostics) -> Option<FolderMeta> {
        let mut fail = |at: usize, message: &str| {
            let (code, message, hint) = explain(message, "source.toml");
            diagnostics.error(at, code, message, &hint);
        };
        let table: toml::Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => {
                fail(error.span().map_or(0, |span| span.start), error.message());
                return None;
            }
        };
        let (mut folder, mut own) = (FolderMeta::default(), toml::Table::new());
        for (key, value) in table {
            match value {
                toml::Value::Table(table) => match table.try_into::<Meta>() {
                    Ok(meta) => _ = folder.files.insert(key, meta),
                    Err(error) => {
                        fail(text.find(&key).unwrap_or(0), error.message());
                        return None;
                    }
                },
                value => _ = own.insert(key, value),
            }
        }
        match own.try_into::<Meta>() {
            Ok(meta) => folder.all = meta,
            Err(error) => {
                let name = unknown_field(error.message()).unwrap_or_default();
                fail(text.find(name).unwrap_or(0), error.message());
                return None;
            }
        }
        let every = std::iter::once(folder.all.clone()).chain(folder.files.values().cloned());
        every.map(|meta| meta.checked(0, diagnostics)).collect::<Option<Vec<_>>>()?;
        Some(folder)
    }

    /// What it says of the file called `name` in its folder.
    pub fn of(&self, name: &str) -> Meta {
        self.files.get(name).cloned().unwrap_or_default().over(&self.all)
    }

    /// The files it speaks of by name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// A parser's message in our words: code, message, hint.
fn explain(message: &str, place: &str) -> (&'static str, String, String) {
    if let Some(key) = unknown_field(message) {
        return ("unknown-key", format!("`{key}` is no key of the {place}"), suggestion(key, KEYS));
    }
    let first = message.lines().find(|line| !line.trim().is_empty()).unwrap_or("").trim();
    let (_, what) =
        first.split_once(": ").filter(|(at, _)| at.starts_with("line ")).unwrap_or(("", first));
    let message = match what.split_once("duplicate mapping key: ") {
        Some((_, rest)) => {
            let key = rest.split([',', ' ']).next().unwrap_or(rest);
            format!("`{key}` stands twice in the {place}")
        }
        None if what.starts_with("invalid i32") => {
            format!("`year` in the {place} is no whole number")
        }
        None => {
            format!("the {place} cannot be read: {}", what.chars().take(160).collect::<String>())
        }
    };
    ("broken-front-matter", message, "see docs/content.md for what may stand there".to_owned())
}

fn unknown_field(message: &str) -> Option<&str> {
    let after = message.split("unknown field").nth(1)?;
    let quoted = after.split(['`', '\'', '"']).nth(1)?;
    Some(quoted)
}

/// The slug of a source page: of its publication and title.
pub fn source_slug(source: &Source) -> String {
    let text = match &source.publication {
        Some(publication) => format!("{publication} {}", source.title),
        None => source.title.clone(),
    };
    Some(slug(&text)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "kilde".to_owned())
}
