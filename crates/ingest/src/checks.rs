//! What is told of documents beside each other: figures of a page that share
//! what should be their own, quotes that are nearly one, themes that are one.

use std::collections::{HashMap, HashSet};

use ordret_model::{Body, Document, Figure};

use crate::diagnostic::{Code, Diagnostic};
use crate::walk::ContentFile;

/// How many quotes of one speaker each is compared with: those before it.
const MOST_COMPARED: usize = 100;
/// Words below which two quotes are alike by chance.
const FEWEST_WORDS: usize = 5;

/// Figures of one page: pictures that are not there or say nothing to who does
/// not see them, two with one picture or caption, pictures without their data
/// where others have theirs.
pub fn figures(documents: &[Document], file: &ContentFile, diagnostics: &mut Vec<Diagnostic>) {
    let figures: Vec<(&Figure, u32)> = documents
        .iter()
        .filter_map(|document| match &document.body {
            Body::Figure(figure) => Some((&**figure, document.source().line)),
            _ => None,
        })
        .collect();
    let shown = file.path.display().to_string();
    let mut say = |problem: Code, line: u32, found: &[&dyn std::fmt::Display]| {
        diagnostics.push(Diagnostic::of(problem, &shown, found).on(line));
    };
    let has_downloads = figures.iter().any(|(figure, _)| figure.download.is_some());
    let mut images: HashMap<&str, u32> = HashMap::new();
    let mut captions: HashMap<&str, u32> = HashMap::new();
    for (figure, line) in figures {
        if let Some(image) = &figure.image {
            let name = &image.file.value;
            // Only what editors write for Ordret can hold these: a page's text
            // has lost its pictures, and a saved page its folder.
            if file.format.is_written {
                if is_beside(name) && !file.path.with_file_name(name).exists() {
                    say(Code::MissingImage, line, &[name]);
                }
                if image.alt.is_none() {
                    say(Code::NoAlternative, line, &[name]);
                }
            }
            match images.get(name.as_str()) {
                Some(first) => say(Code::SameImage, line, &[name, first]),
                None => _ = images.insert(name, line),
            }
            if has_downloads && figure.download.is_none() && figure.data.is_none() {
                say(Code::NoDownload, line, &[]);
            }
        }
        // A list of numbers has one source, which stands with each of them.
        let caption = figure.caption.as_ref().filter(|_| figure.value.is_none());
        if let Some(caption) = caption {
            match captions.get(caption.value.as_str()) {
                Some(first) => say(Code::SameCaption, line, &[first]),
                None => _ = captions.insert(&caption.value, line),
            }
        }
    }
}

/// Whether a picture is a file beside its page rather than an address.
fn is_beside(name: &str) -> bool {
    !name.contains(':') && !name.starts_with('/') && !name.contains('\0')
}

/// Quotes of one named speaker that have nearly the same words. They are named
/// and never merged: which of them is right only the source tells.
pub fn near_duplicates(
    documents: &[Document],
    shown: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut by_speaker: HashMap<&str, Vec<(usize, HashSet<String>)>> = HashMap::new();
    for (at, document) in documents.iter().enumerate() {
        let name = document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref());
        let (Body::Quote(_), Some(name)) = (&document.body, name) else { continue };
        let words = words_of(&document.text.value);
        if words.len() < FEWEST_WORDS {
            continue;
        }
        let others = by_speaker.entry(&name.value).or_default();
        let near =
            others.iter().rev().take(MOST_COMPARED).find(|(_, other)| are_near(&words, other));
        if let Some((first, _)) = near {
            let place = format!("{}:{}", shown[*first], documents[*first].source().line);
            let found = Diagnostic::of(Code::NearDuplicate, &shown[at], &[&name.value, &place]);
            diagnostics.push(found.on(document.source().line));
        }
        others.push((at, words));
    }
}

/// Themes that differ in nothing but capitals. The spelling that comes first is
/// taken for the one that is meant; each other is told once, where it first is.
pub fn themes(documents: &[Document], shown: &[String], diagnostics: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, (&str, usize)> = HashMap::new();
    let mut told: HashSet<&str> = HashSet::new();
    for (at, document) in documents.iter().enumerate() {
        for theme in &document.topics {
            let (meant, place) = *first.entry(theme.to_lowercase()).or_insert((theme, at));
            if theme != meant && told.insert(theme) {
                let place = format!("{}:{}", shown[place], documents[place].source().line);
                let found =
                    Diagnostic::of(Code::TopicVariant, &shown[at], &[theme, &meant, &place]);
                diagnostics.push(found.on(document.source().line));
            }
        }
    }
}

fn words_of(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether of all words that either has, five in six are in both.
fn are_near(one: &HashSet<String>, other: &HashSet<String>) -> bool {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    // What differs so much in length cannot be near; most pairs end here.
    if few.len() * 6 < many.len() * 5 {
        return false;
    }
    let both = few.iter().filter(|word| many.contains(*word)).count();
    both * 6 >= (one.len() + other.len() - both) * 5
}
