//! Pages: each read from its bytes, all put together.

use std::collections::HashMap;
use std::path::PathBuf;

use encoding_rs::Encoding;
use ordret_model::{Body, Document, DocumentId, Kind};

use crate::checks;
use crate::content::Extracted;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, show_lines};
use crate::entry;
use crate::make::{self, identity};
use crate::meta::{Meta, source_slug};
use crate::source::decode::{self, Doubt};
use crate::source::places::Places;
use crate::source::{Format, Page, ReadPage};
use crate::title_of_file;
use crate::walk::ContentFile;

/// Reads the bytes of a page with the reader of its format. `meta` is what is
/// said of it elsewhere, which goes before what it says itself.
pub fn extract_page(
    bytes: &[u8],
    format: &Format,
    read: ReadPage,
    name: &str,
    shown: &str,
    meta: &Meta,
) -> Extracted {
    let mut found = read_page(bytes, format, read, name, shown, meta);
    if let (ReadPage::Text(_), false) = (read, found.diagnostics.is_empty())
        && let Some(decoded) = decode::decode(bytes, (format.declared)(bytes))
    {
        show_lines(&mut found.diagnostics, &decoded.text);
    }
    found
}

fn read_page(
    bytes: &[u8],
    format: &Format,
    read: ReadPage,
    name: &str,
    shown: &str,
    meta: &Meta,
) -> Extracted {
    let mut diagnostics = Diagnostics::of(shown, Places::default());
    let source = match read {
        ReadPage::Text(read) => text_of(bytes, (format.declared)(bytes), &mut diagnostics)
            .and_then(|text| read(text, &mut diagnostics)),
        ReadPage::Bytes(read) => {
            // What is said of it before it has places is said of all of it.
            diagnostics.move_to(Places::Parts(vec![(0, 0)]));
            read(bytes, &mut diagnostics)
        }
    };
    let Some(source) = source else {
        return Extracted { diagnostics: diagnostics.into_inner(), ..Extracted::default() };
    };
    let Page { meta: own, blocks, places, nested, text } = source;
    let page_ends: Vec<usize> = text.match_indices('\u{C}').map(|(at, _)| at).collect();
    drop(text);
    if let Some(places) = places {
        diagnostics.move_to(places);
    }
    let (mut meta, mut withheld) = (meta.clone().over(&own), 0);
    entry::admit_meta(&mut meta, &mut withheld);
    let mut page = meta.page(name, nested);
    let mut found = make::recognise(blocks, &page, &mut diagnostics);
    found.contacts_withheld += withheld;
    if found.title.is_empty() {
        found.title = title_of_file(&entry::admit_title(name.to_owned(), &mut 0));
    }
    page.source.title.clone_from(&found.title);
    let slug = source_slug(&page.source);
    for document in &mut found.documents {
        document.sources[0].title.clone_from(&found.title);
        document.sources[0].slug.clone_from(&slug);
        if !page_ends.is_empty() && document.sources[0].page.is_none() {
            let at = document.sources[0].span.start;
            let page = page_ends.partition_point(|end| *end < at) + 1;
            document.sources[0].page = Some(page.to_string());
        }
    }
    if found.documents.is_empty() {
        diagnostics.say(0, Code::NoDocuments, &[]);
    }
    Extracted {
        documents: found.documents,
        diagnostics: diagnostics.into_inner(),
        contacts_withheld: found.contacts_withheld,
    }
}

/// The text that a file's bytes are, from which on diagnostics have their places; `None`,
/// with an error said, when they are none. `declared` is what the file says of itself.
pub fn text_of(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
    diagnostics: &mut Diagnostics<'_>,
) -> Option<String> {
    let Some(decoded) = decode::decode(bytes, declared) else {
        let other = Format::of_bytes(bytes);
        let is_other = other.begins(bytes);
        let problem = if is_other { Code::NotTextButDocument } else { Code::NotText };
        diagnostics.say(0, problem, &[]);
        return None;
    };
    let text = decoded.text;
    diagnostics.move_to(Places::of_lines(&text));
    if let Some(doubt) = decoded.doubt {
        warn_of(&doubt, diagnostics);
    }
    if decoded.nul {
        diagnostics.say(text.find('\0').unwrap_or(0), Code::StrayNul, &[]);
    }
    Some(text)
}

/// Says what the bytes of a file were, where they were not what they should be.
fn warn_of(doubt: &Doubt, diagnostics: &mut Diagnostics) {
    match doubt {
        Doubt::Mixed(at, count) => diagnostics.say(*at, Code::MixedEncoding, &[at, count]),
        Doubt::Lost(at) => diagnostics.say(*at, Code::Lossy, &[at]),
        Doubt::Guessed(at, encoding) => diagnostics.say(*at, Code::NotUtf8, &[encoding]),
    }
}

/// The documents of all pages: each once, with all its sources.
#[derive(Default)]
pub struct Pages {
    /// Each document once.
    pub documents: Vec<Document>,
    by_id: HashMap<DocumentId, usize>,
    /// The path of each one's file, for messages.
    shown: Vec<String>,
}

/// The addresses of sources: each is of one file, and of one title in it.
#[derive(Debug, Default)]
pub struct Slugs {
    owners: HashMap<String, (PathBuf, String)>,
}

impl Slugs {
    /// The address of a source that would like to have `slug`: that, unless it
    /// is another's, which it then tells apart from its own by some letters
    /// that are made of its file's name and its title.
    pub fn own(&mut self, slug: &str, file: &ContentFile, title: &str) -> String {
        let is_own = |owner: &(PathBuf, String)| owner.0 == file.path && owner.1 == title;
        match self.owners.get(slug) {
            Some(owner) if is_own(owner) => return slug.to_owned(),
            None => {
                self.owners.insert(slug.to_owned(), (file.path.clone(), title.to_owned()));
                return slug.to_owned();
            }
            Some(_) => {}
        }
        let made_of: &[&str] = if title.is_empty() { &[&file.name] } else { &[&file.name, title] };
        let letters = DocumentId::from_content(made_of);
        // Four letters tell most apart; the rest takes as many as it needs.
        for length in 4..=letters.as_str().len() {
            let own = format!("{slug}-{}", &letters.as_str()[..length]);
            let owner = self.owners.entry(own.clone());
            let owner = owner.or_insert_with(|| (file.path.clone(), title.to_owned()));
            if is_own(owner) {
                return own;
            }
        }
        format!("{slug}-{letters}")
    }
}

impl Pages {
    /// Adds the documents of one page; what its source is called in addresses.
    pub fn add(
        &mut self,
        file: &ContentFile,
        documents: Vec<Document>,
        slugs: &mut Slugs,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        checks::figures(&documents, file, diagnostics);
        let slug = documents.first().map(|document| slugs.own(&document.source().slug, file, ""));
        for mut document in documents {
            document.sources[0].slug = slug.clone().unwrap_or_default();
            match self.by_id.get(&document.id) {
                None => {
                    self.by_id.insert(document.id.clone(), self.documents.len());
                    self.shown.push(file.path.display().to_string());
                    self.documents.push(document);
                }
                Some(&first) => self.merge(first, document, file, diagnostics),
            }
        }
        slug
    }

    /// Which ids are taken, each with where.
    pub fn taken(&self) -> HashMap<DocumentId, String> {
        let place =
            |document: &Document| format!("{}:{}", document.source().file, document.source().line);
        self.documents.iter().map(|document| (document.id.clone(), place(document))).collect()
    }

    /// The same words by the same speaker are one document with two sources;
    /// other words under one id are an error, for one of them would be lost.
    fn merge(
        &mut self,
        first: usize,
        document: Document,
        file: &ContentFile,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let kept = &mut self.documents[first];
        if identity::of(kept) == identity::of(&document) {
            return kept.sources.extend(document.sources);
        }
        let first = format!("{}:{}", kept.source().file, kept.source().line);
        let shown = file.path.display().to_string();
        let taken = Diagnostic::of(Code::DuplicateId, shown, &[&document.id, &first]);
        diagnostics.push(taken.on(document.source().line));
    }

    /// Says what can only be told when all pages are read: which quotes name a
    /// case that is not there, which are nearly another's words, and which
    /// themes are one.
    pub fn check(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (document, shown) in self.documents.iter().zip(&self.shown) {
            let Body::Quote(quote) = &document.body else { continue };
            let is_case = |id: &DocumentId| {
                self.by_id.get(id).is_some_and(|&at| self.documents[at].kind() == Kind::Case)
            };
            if let Some(case) = quote.case.as_ref().filter(|case| !is_case(case)) {
                let unknown = Diagnostic::of(Code::UnknownCase, shown, &[case]);
                diagnostics.push(unknown.on(document.source().line));
            }
        }
        checks::near_duplicates(&self.documents, &self.shown, diagnostics);
        checks::themes(&self.documents, &self.shown, diagnostics);
    }
}
