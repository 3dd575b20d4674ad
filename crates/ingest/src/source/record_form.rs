//! What a record may hold beside the keys that everybody writes: all else that a document has,
//! so that a collection can be written and read again without loss. Reading and writing share
//! the form of every value.

use std::collections::BTreeMap;

use ordret_model::{
    Basis, Body, Case, Figure, FormerRole, Image, Known, Link, Quote, RoleGroup, Sector, Sic,
    Source, Span, Speaker, Status, Table,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::provenance::Provenance;
use super::records::Wrong;
use crate::date;
use crate::diagnostic::Code;
use crate::meta::{Meta, is_address, source_slug, start, year};

/// The keys, for every kind and then for each.
pub const KEYS: &[&str] = &[
    "display_title",
    "attribution",
    "role_group",
    "sector",
    "variants",
    "former_roles",
    "reviewed",
    "sources",
    "provenance",
    "metadata",
    // A quote's.
    "case",
    "partial",
    "status",
    "status_note",
    "sic",
    // A case's.
    "problem",
    "done",
    "outcome",
    "prerequisites",
    "reuse",
    "link",
    // A figure's.
    "value",
    "value_text",
    "unit",
    "n",
    "period",
    "weighting",
    "significance",
    "caption",
    "image",
    "download",
    "series",
    "data",
];

/// A link: its words, and where it leads.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkForm {
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

/// A picture: its file, and what it shows.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageForm {
    pub file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

/// A place in a publication. What is left out of `file`, `line` and `span` is the record's own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SourceForm {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chapter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<[usize; 2]>,
}

/// What a line holds of it.
#[derive(Debug, Default)]
pub struct More(pub Map<String, Value>);

impl More {
    /// The value behind a key, which is then read; `null` is the same as absent.
    pub fn take<T: DeserializeOwned>(&mut self, key: &str) -> Result<Option<T>, Wrong> {
        match self.0.shift_remove(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match serde_json::from_value(value) {
                Ok(value) => Ok(Some(value)),
                Err(error) => Err(wrong(key, &error.to_string())),
            },
        }
    }

    fn known<T: DeserializeOwned>(&mut self, key: &str) -> Result<Option<Known<T>>, Wrong> {
        Ok(self.take(key)?.map(stated))
    }

    /// Words; blank is the same as absent.
    pub fn words(&mut self, key: &str) -> Result<Option<Known<String>>, Wrong> {
        Ok(self.take::<String>(key)?.filter(|words| !words.trim().is_empty()).map(stated))
    }

    /// One word of a list.
    fn label<T: Copy>(
        &mut self,
        key: &str,
        parse: fn(&str) -> Option<T>,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Result<Option<Known<T>>, Wrong> {
        let Some(text) = self.take::<String>(key)? else { return Ok(None) };
        let unknown = || {
            let all: Vec<&str> = all.iter().map(|one| word(*one)).collect();
            wrong(key, &format!("`{}` is none of {}", start(&text), all.join(", ")))
        };
        parse(&text).map(|value| Some(stated(value))).ok_or_else(unknown)
    }

    fn link(&mut self, key: &str) -> Result<Option<Link>, Wrong> {
        let link = self.take::<LinkForm>(key)?;
        Ok(link.map(|link| Link { text: stated(link.text), target: link.target }))
    }

    /// What only its kind has; a quote's case is named by the record's own id of it.
    pub fn body(&mut self, body: &mut Body) -> Result<Option<String>, Wrong> {
        match body {
            Body::Quote(quote) => return self.quote(quote),
            Body::Case(case) => **case = self.case()?,
            Body::Figure(figure) => **figure = self.figure()?,
        }
        Ok(None)
    }

    fn quote(&mut self, quote: &mut Quote) -> Result<Option<String>, Wrong> {
        quote.partial = self.take("partial")?.unwrap_or(false);
        quote.status = self.label("status", Status::parse, Status::ALL, Status::as_str)?;
        quote.status_note = self.words("status_note")?;
        let sic = self.take::<Vec<Sic>>("sic")?.unwrap_or_default();
        quote.sic = sic.into_iter().map(stated).collect();
        self.take("case")
    }

    fn case(&mut self) -> Result<Case, Wrong> {
        Ok(Case {
            problem: self.words("problem")?,
            done: self.words("done")?,
            outcome: self.words("outcome")?,
            prerequisites: self.words("prerequisites")?,
            reuse: self.words("reuse")?,
            link: self.link("link")?,
        })
    }

    fn figure(&mut self) -> Result<Figure, Wrong> {
        let image = self.take::<ImageForm>("image")?;
        let data = self.take::<Table>("data")?;
        let is_ragged = |data: &Table| data.rows.iter().any(|row| row.len() != data.head.len());
        if data.as_ref().is_some_and(is_ragged) {
            return Err(wrong("data", "each of `rows` has as many cells as `head`"));
        }
        Ok(Figure {
            value: self.known("value")?,
            value_text: self.words("value_text")?,
            unit: self.words("unit")?,
            n: self.known("n")?,
            period: self.words("period")?,
            weighting: self.words("weighting")?,
            significance: self.words("significance")?,
            caption: self.words("caption")?,
            image: image.map(|image| Image { file: stated(image.file), alt: image.alt }),
            download: self.link("download")?,
            series: self.words("series")?,
            data,
        })
    }

    /// What is said of the speaker beside name, role, organisation, place and party.
    pub fn speaker(&mut self, speaker: &mut Speaker) -> Result<(), Wrong> {
        speaker.role_group =
            self.label("role_group", RoleGroup::parse, RoleGroup::ALL, RoleGroup::as_str)?;
        speaker.sector = self.label("sector", Sector::parse, Sector::ALL, Sector::as_str)?;
        let variants = self.take::<Vec<String>>("variants")?.unwrap_or_default();
        speaker.variants = variants.into_iter().map(stated).collect();
        let former = self.take::<Vec<FormerRole>>("former_roles")?.unwrap_or_default();
        speaker.former_roles = former.into_iter().map(stated).collect();
        Ok(())
    }

    /// All the places where the document stands; what they leave out of where they were read is
    /// in `own`. Without any the record's other keys say where.
    pub fn sources(&mut self, own: &Source, meta: &Meta) -> Result<Vec<Source>, Wrong> {
        let forms = self.take::<Vec<SourceForm>>("sources")?.unwrap_or_default();
        forms.into_iter().map(|form| form.source(own, meta)).collect()
    }

    pub fn provenance(&mut self) -> Result<Option<Provenance>, Wrong> {
        self.take("provenance")
    }

    pub fn metadata(&mut self) -> Result<BTreeMap<String, String>, Wrong> {
        Ok(self.take("metadata")?.unwrap_or_default())
    }
}

impl SourceForm {
    fn source(self, own: &Source, meta: &Meta) -> Result<Source, Wrong> {
        let bad =
            |key: &str, value: &str| wrong("sources", &format!("`{key}` is `{}`", start(value)));
        let date = match self.date.filter(|date| !date.trim().is_empty()) {
            Some(text) => Some(date::read(&text).map_err(|_| bad("date", &text))?.to_string()),
            None => None,
        };
        if let Some(number) = self.year.filter(|number| year(&number.to_string()).is_none()) {
            return Err(bad("year", &number.to_string()));
        }
        if let Some(url) = self.url.as_deref().filter(|url| !is_address(url)) {
            return Err(bad("url", url));
        }
        let is_slug = |slug: &String| {
            let sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            (1..=LONGEST_SLUG).contains(&slug.len()) && slug.bytes().all(sign)
        };
        let slug = self.slug.filter(is_slug);
        let mut source = Source {
            slug: String::new(),
            title: self.title,
            publication: self.publication,
            chapter: self.chapter,
            page: self.page,
            position: self.position.unwrap_or(own.position),
            period: self.period,
            date,
            year: self.year,
            url: self.url,
            licence: self.licence,
            sample: self.sample || meta.sample.unwrap_or(false),
            file: self.file.unwrap_or_else(|| own.file.clone()),
            line: self.line.unwrap_or(own.line),
            span: self.span.map_or(own.span, |[start, end]| Span::new(start, end)),
        };
        source.slug = slug.unwrap_or_else(|| source_slug(&source));
        Ok(source)
    }

    pub fn of(source: &Source) -> SourceForm {
        let Source {
            slug,
            title,
            publication,
            chapter,
            page,
            position,
            period,
            date,
            year,
            url,
            licence,
            sample,
            file,
            line,
            span,
        } = source.clone();
        SourceForm {
            title,
            publication,
            chapter,
            page,
            period,
            date,
            year,
            url,
            licence,
            sample,
            slug: Some(slug),
            position: Some(position),
            file: Some(file),
            line: Some(line),
            span: Some([span.start, span.end]),
        }
    }
}

/// The longest name of a source in addresses, what tells it from another of that name included.
const LONGEST_SLUG: usize = 120;

fn stated<T>(value: T) -> Known<T> {
    Known { value, basis: Basis::Stated, span: None }
}

fn wrong(key: &str, why: &str) -> Wrong {
    (Code::RecordValue, vec![key.to_owned(), why.to_owned()])
}
