//! The one place where a document enters: whatever format it comes from, none
//! of its fields goes on before this has seen it.
//!
//! Contact details are kept out of all of them. Values that are compared
//! (names, roles, places, themes) are written in one way: one blank between
//! words, none around them, Unicode's composed letters. The words of a source
//! stay as they are, but for a mark where a detail stood.
//!
//! Everything is taken apart by name, so that a field somebody adds does not
//! compile until it is said here what becomes of it.

use std::collections::{BTreeMap, HashSet};

use ordret_model::{
    Body, Case, Document, Figure, FormerRole, Image, Known, Link, Quote, Sic, Source, Speaker,
    Table,
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::make::contacts::{self, In, WITHHELD};
use crate::meta::Meta;
use crate::text::Text;

/// Lets a document in; counts the details that are kept out.
pub fn admit(document: &mut Document, counted: &mut usize) {
    let Document {
        id: _, // letters and digits, of the content or checked
        source_id,
        title,
        title_source,
        text,
        speaker,
        attribution,
        body,
        topics,
        language,
        reviewed: _,
        sources,
        metadata,
    } = document;
    let mut gate = Gate { counted };
    gate.reference(source_id);
    // The title for display is the source's in other letters, or made of words
    // that come below: what is in both is one detail.
    let before = *gate.counted;
    gate.words(title);
    *gate.counted = before;
    gate.known_words(title_source);
    gate.words(&mut text.value);
    gate.known_words(attribution);
    if let Some(speaker) = speaker {
        gate.speaker(speaker);
    }
    match body {
        Body::Quote(Quote { case: _, partial: _, status: _, status_note, sic }) => {
            gate.known_words(status_note);
            for sic in sic {
                let Sic { word, note } = &mut sic.value;
                gate.words(word);
                gate.words(note);
            }
        }
        Body::Case(case) => gate.case(case),
        Body::Figure(figure) => gate.figure(figure),
    }
    topics.iter_mut().for_each(|topic| gate.label(topic));
    topics.retain(|topic| !topic.is_empty());
    if topics.len() > 1 {
        let mut seen = HashSet::new();
        topics.retain(|topic| seen.insert(topic.clone()));
    }
    gate.label(language);
    sources.iter_mut().for_each(|source| gate.source(source));
    gate.metadata(metadata);
}

/// Lets in what is said of all documents of a page or a file.
pub fn admit_meta(meta: &mut Meta, counted: &mut usize) {
    let Meta {
        title,
        publication,
        author,
        chapter,
        page,
        year: _,
        date,
        period,
        url,
        licence,
        language,
        topics,
        reviewed: _,
        sample: _,
    } = meta;
    let mut gate = Gate { counted };
    for label in [title, publication, author, chapter, page, date, period, licence, language] {
        gate.maybe_label(label);
    }
    gate.reference(url);
    topics.iter_mut().for_each(|topic| gate.label(topic));
    topics.retain(|topic| !topic.is_empty());
}

/// Lets in a page's own heading, or what its file is called.
pub fn admit_title(mut title: String, counted: &mut usize) -> String {
    Gate { counted }.label(&mut title);
    title
}

struct Gate<'c> {
    counted: &'c mut usize,
}

impl Gate<'_> {
    fn speaker(&mut self, speaker: &mut Speaker) {
        let Speaker {
            name,
            variants,
            role,
            role_group: _, // one of a list
            organisation,
            place,
            party,
            former_roles,
            sector: _, // one of a list
        } = speaker;
        for value in [name, role, organisation, place, party] {
            self.known_label(value);
        }
        variants.iter_mut().for_each(|variant| self.label(&mut variant.value));
        variants.retain(|variant| !variant.value.is_empty());
        for former in &mut *former_roles {
            let FormerRole { role, organisation } = &mut former.value;
            self.label(role);
            self.maybe_label(organisation);
        }
        former_roles.retain(|former| !former.value.role.is_empty());
    }

    fn case(&mut self, case: &mut Case) {
        let Case { problem, done, outcome, prerequisites, reuse, link } = case;
        for part in [problem, done, outcome, prerequisites, reuse] {
            self.known_words(part);
        }
        self.link(link);
    }

    fn figure(&mut self, figure: &mut Figure) {
        let Figure {
            value,
            value_text,
            unit,
            n: _, // a number, counted in the caption's words
            period,
            weighting,
            significance,
            caption,
            image,
            download,
            series,
            data,
        } = figure;
        let had = *self.counted;
        for words in [&mut *value_text, weighting, significance, caption, period] {
            self.known_words(words);
        }
        self.known_label(unit);
        self.known_label(series);
        // A number that is a telephone's is none that counts anything.
        let is_withheld = |words: &Option<Known<String>>| {
            words.as_ref().is_some_and(|w| w.value.contains(WITHHELD))
        };
        if *self.counted > had && is_withheld(value_text) {
            *value = None;
        }
        if let Some(Image { file, alt }) = image {
            self.words(&mut file.value);
            if let Some(alt) = alt {
                self.words(alt);
            }
        }
        self.link(download);
        if let Some(table) = data {
            self.table(table);
        }
    }

    /// What stands in a cell may be told by the head of its column, or by the
    /// cell before it.
    fn table(&mut self, table: &mut Table) {
        let Table { head, rows } = table;
        for row in &mut *rows {
            for at in 0..row.len() {
                let labels = [head.get(at), at.checked_sub(1).and_then(|before| row.get(before))];
                let told = labels.into_iter().flatten().any(|label| tells(label, &row[at]));
                match told {
                    true => {
                        *self.counted += 1;
                        row[at] = WITHHELD.to_owned();
                    }
                    false => self.words(&mut row[at]),
                }
            }
        }
        head.iter_mut().for_each(|cell| self.words(cell));
    }

    fn link(&mut self, link: &mut Option<Link>) {
        if let Some(Link { text, target }) = link {
            self.words(&mut text.value);
            self.reference(target);
        }
    }

    fn source(&mut self, source: &mut Source) {
        let Source {
            slug: _, // made of what is let in here
            title,
            publication,
            chapter,
            page,
            position: _,
            period,
            date,
            year: _,
            url,
            licence,
            sample: _,
            file,
            line: _,
            span: _,
        } = source;
        self.words(title);
        for label in [publication, chapter, page, period, date, licence] {
            self.maybe_label(label);
        }
        self.reference(url);
        // A file's name stands with each of its documents and is no detail more.
        if let Some(marked) = contacts::mark(file, &mut 0) {
            *file = marked;
        }
    }

    fn metadata(&mut self, metadata: &mut BTreeMap<String, String>) {
        if metadata.is_empty() {
            return;
        }
        let entries = std::mem::take(metadata).into_iter().map(|(mut key, mut value)| {
            if tells(&key, &value) {
                *self.counted += 1;
                value = WITHHELD.to_owned();
            }
            self.words(&mut key);
            self.words(&mut value);
            (key, value)
        });
        *metadata = entries.collect();
    }

    /// Words of a source: a detail in them leaves a mark.
    fn words(&mut self, words: &mut String) {
        if let Some(marked) = contacts::mark(words, self.counted) {
            *words = marked;
        }
    }

    fn known_words(&mut self, words: &mut Option<Known<String>>) {
        if let Some(words) = words {
            self.words(&mut words.value);
        }
    }

    /// A value that is compared: a detail in it goes, and what announced it.
    fn label(&mut self, label: &mut String) {
        if !contacts::find(label).is_empty() {
            *label = contacts::take_out(&Text::at(0, label), self.counted).as_str().to_owned();
        }
        tidy(label);
    }

    fn maybe_label(&mut self, label: &mut Option<String>) {
        if let Some(text) = label {
            self.label(text);
        }
        label.take_if(|text| text.is_empty());
    }

    fn known_label(&mut self, label: &mut Option<Known<String>>) {
        if let Some(known) = label {
            self.label(&mut known.value);
        }
        label.take_if(|known| known.value.is_empty());
    }

    /// An id or an address, which is nothing once a part of it is gone.
    fn reference(&mut self, reference: &mut Option<String>) {
        let found =
            reference.as_deref().map_or(0, |text| contacts::find_in(text, In::Reference).len());
        *self.counted += found;
        reference.take_if(|_| found > 0);
    }
}

/// Whether `label` says of `value` that it is a contact detail, as a head of a
/// column does: `Telefon`.
fn tells(label: &str, value: &str) -> bool {
    let is_short = label.len() <= 40 && value.len() <= 80;
    let has_number = value.bytes().filter(u8::is_ascii_digit).count() >= 8;
    is_short && has_number && {
        let both = format!("{label}: {value}");
        let from = both.len() - value.len();
        contacts::find(&both).iter().any(|range| range.start >= from)
    }
}

/// One blank between words and none around them, letters composed, nothing
/// that is not seen.
pub fn tidy(label: &mut String) {
    let is_hidden = |c: char| {
        c == '\u{AD}'
            || c == '\u{FEFF}'
            || c == '\u{200B}'
            || (c.is_control() && !c.is_whitespace())
    };
    let is_odd = |c: char| (c.is_whitespace() && c != ' ') || is_hidden(c);
    let is_tidy = is_nfc_quick(label.chars()) == IsNormalized::Yes
        && !label.starts_with(' ')
        && !label.ends_with(' ')
        && !label.contains("  ")
        && !label.contains(is_odd);
    if !is_tidy {
        let seen: String = label.nfc().filter(|c| !is_hidden(*c)).collect();
        *label = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}
