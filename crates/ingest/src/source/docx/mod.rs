//! The reader of Word documents (.docx).
//!
//! The file is a zip (`package`) of XML (`xml`). What its styles say (`styles`)
//! and its words (`body`) become blocks and the text they are written in
//! (`blocks`). What is no document, or costs more than one, is `refused`. A
//! place is the paragraph, for a document has no lines.

mod blocks;
mod body;
mod package;
mod refused;
mod styles;
mod symbols;
mod xml;

use std::collections::HashMap;

use body::{Notes, Piece, Story};
use ordret_speech::pattern;
use package::{Package, Relation};
use refused::Refused;
use styles::Styles;
use xml::{Node, Xml};

use super::Page;
use crate::block::BlockKind;
use crate::diagnostic::Diagnostics;
use crate::meta::Meta;

/// What the files begin with; old documents too, so that they are told what to
/// be saved as.
pub const MAGIC: &[&[u8]] = &[package::ZIP, package::OLE];

/// Reads a document.
pub fn read(file: &[u8], diagnostics: &mut Diagnostics) -> Option<Page> {
    match page(file) {
        Ok(page) => Some(page),
        Err(refused) => {
            refused.say(diagnostics);
            None
        }
    }
}

fn page(file: &[u8]) -> Result<Page, Refused> {
    let mut package = Package::open(file)?;
    let about = package.relations("")?;
    let main = of_kind(&about, "officeDocument").unwrap_or("word/document.xml").to_owned();
    let Some(text) = package.part(&main)? else { return Err(other(&mut package)?) };
    if !is_document(&text)? {
        return Err(Refused::NoDocument);
    }
    let relations = package.relations(&main)?;
    let styles = match of_kind(&relations, "styles") {
        Some(part) => package.part(part)?.map_or(Ok(Styles::default()), |text| Styles::read(&text)),
        None => Ok(Styles::default()),
    }?;
    let mut count = 0;
    let Story { mut pieces, notes: _, references } =
        body::read(&text, &styles, &targets(&relations), &mut count)?;
    drop(text);
    for (kind, notes) in [("footnotes", Notes::Foot), ("endnotes", Notes::End)] {
        let mut ids = references.iter().filter(|(own, _)| *own == notes).peekable();
        let Some(part) = of_kind(&relations, kind).filter(|_| ids.peek().is_some()) else {
            continue;
        };
        let Some(text) = package.part(part)? else { continue };
        let targets = targets(&package.relations(part)?);
        let mut story = body::read(&text, &styles, &targets, &mut count)?;
        pieces.extend(ids.flat_map(|(_, id)| story.notes.remove(id).unwrap_or_default()));
    }
    let mut meta = match of_kind(&about, "core-properties") {
        Some(part) => package.part(part)?.map_or(Ok(Meta::default()), |text| said(&text))?,
        None => Meta::default(),
    };
    Ok(written(&pieces, &mut meta))
}

fn written(pieces: &[Piece], meta: &mut Meta) -> Page {
    let written = blocks::write(pieces);
    // As on an HTML page, the heading that readers see goes before the title
    // that hardly anybody does; in capitals it is left to be made readable.
    let heading = written.blocks.iter().find(|block| block.kind == BlockKind::Heading(1));
    if let Some(heading) = heading {
        let words = heading.text.as_str();
        meta.title = words.contains(char::is_lowercase).then(|| words.replace('\n', " "));
    }
    let (text, blocks, places) = (written.text, written.blocks, Some(written.places));
    Page { meta: std::mem::take(meta), text, blocks, places, nested: false }
}

/// Whether the part is a document of Word's: its outermost element says so.
fn is_document(text: &str) -> Result<bool, Refused> {
    let mut xml = Xml::of(text);
    while let Some(node) = xml.next()? {
        if let Node::Start(element) = node {
            return Ok(element.name() == "document");
        }
    }
    Ok(false)
}

/// What a zip is that holds no document.
fn other(package: &mut Package) -> Result<Refused, Refused> {
    let kind = match package.has("content.xml") {
        true => package.part("mimetype")?,
        false => None,
    };
    let is_text = kind.is_some_and(|kind| kind.contains("opendocument.text"));
    Ok(if is_text { Refused::OpenDocument } else { Refused::NoDocument })
}

fn of_kind<'r>(relations: &'r [Relation], kind: &str) -> Option<&'r str> {
    relations.iter().find(|own| own.kind == kind).map(|own| own.target.as_str())
}

fn targets(relations: &[Relation]) -> HashMap<String, String> {
    relations.iter().map(|own| (own.id.clone(), own.target.clone())).collect()
}

/// What the document says of itself: its title and who wrote it.
fn said(text: &str) -> Result<Meta, Refused> {
    let mut meta = Meta::default();
    let mut name = String::new();
    let mut xml = Xml::of(text);
    let mut said: HashMap<String, String> = HashMap::new();
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(element) => name = element.name().to_owned(),
            Node::Text(text) if matches!(name.as_str(), "title" | "creator") => {
                let value = said.entry(name.clone()).or_default();
                if value.len() <= 2_000 {
                    value.push_str(&text);
                }
            }
            Node::Text(_) => {}
            Node::End => name.clear(),
        }
    }
    let value = |key: &str| {
        let value = said.get(key)?.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty() && value.len() <= 2_000).then_some(value)
    };
    meta.title = value("title").filter(|title| !NO_TITLE.is_match(title));
    meta.author = value("creator").filter(|name| !NOBODY.is_match(name));
    Ok(meta)
}

// What programs write where nobody wrote anything.
pattern!(
    NO_TITLE,
    r"(?i)^(?:microsoft word\b.*|(?:dokument|document|untitled|uden titel|title|titel)\s*\d*|word document|powerpoint.*)$"
);
pattern!(
    NOBODY,
    r"(?i)^(?:microsoft(?: office)?(?:[ -](?:user|bruger))?|windows[ -](?:user|bruger)|bruger|user|administrator|admin|ejer|owner|author|forfatter|python-docx|apache poi|un-named|unknown|ukendt|gæst|guest)$"
);
