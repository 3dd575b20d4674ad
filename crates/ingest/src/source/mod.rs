//! Readers: each turns its format into one page, or into records.

use std::path::Path;

use encoding_rs::Encoding;

use crate::block::Block;
use crate::diagnostic::Diagnostics;
use crate::meta::Meta;

pub mod alphabet;
pub mod decode;
mod docx;
mod html;
mod line;
mod markdown;
mod page_text;
mod pdf;
pub mod places;
mod provenance;
pub mod record_file;
mod record_form;
pub mod record_written;
pub mod records;
pub mod table;
#[cfg(test)]
mod tests;
pub mod unpacked;
mod written;

use places::Places;

/// Paragraphs of one page that are read: what a page of the largest size has
/// if no paragraph is shorter than a word.
const MAX_BLOCKS: usize = 1_500_000;

/// A page as its reader gives it: everything after knows no format.
#[derive(Debug)]
pub struct Page {
    /// What the page says of itself.
    pub meta: Meta,
    /// The one text that all spans are bytes of.
    pub text: String,
    /// What the format declares, in the order of the page.
    pub blocks: Vec<Block>,
    /// Where the text stands in the file; `None` where it is the file's text.
    pub places: Option<Places>,
    /// Whether headings nest (a case ends at the next heading of its level), as
    /// in the authoring format, rather than just follow each other.
    pub nested: bool,
}

/// A format that is read.
#[derive(Debug)]
pub struct Format {
    /// What it is called in messages.
    pub name: &'static str,
    /// What the names of its files end in.
    pub endings: &'static [&'static str],
    /// What reads it.
    pub reader: Reader,
    /// Whether a `source.toml` beside it tells where it comes from; what it
    /// says goes before what the page says.
    pub has_source_toml: bool,
    /// Whether editors write it for Ordret: what is missing in it, they can add.
    pub is_written: bool,
    /// The encoding that a file of this format says it has.
    pub declared: fn(&[u8]) -> Option<&'static Encoding>,
    /// Whether a text without a name, by how it begins, is in this format.
    pub fits: fn(&str) -> bool,
    /// What its files begin with, where they are no text.
    pub magic: &'static [&'static [u8]],
}

/// Turns a file into a page; `None`, with an error said, when it is broken.
#[derive(Debug, Clone, Copy)]
pub enum ReadPage {
    /// From its text.
    Text(fn(String, &mut Diagnostics) -> Option<Page>),
    /// From its bytes, which are no text.
    Bytes(fn(&[u8], &mut Diagnostics) -> Option<Page>),
}

/// What reads a format.
#[derive(Debug, Clone, Copy)]
pub enum Reader {
    /// A page.
    Page(ReadPage),
    /// Finished documents, one a line.
    Records {
        /// Whether the file is gzipped.
        gzipped: bool,
    },
    /// The same, as a spreadsheet saves them.
    Table {
        /// Whether the file is gzipped.
        gzipped: bool,
    },
}

impl Format {
    /// Every format that is read. Standard input is in the first one that fits.
    pub const TABLE: &[Format] = &[
        Format {
            name: "JSON Lines",
            endings: &[".jsonl"],
            reader: Reader::Records { gzipped: false },
            has_source_toml: true,
            is_written: false,
            declared: |_| None,
            fits: |start| start.trim_start().starts_with('{'),
            magic: &[],
        },
        Format {
            name: "JSON Lines, gzipped",
            endings: &[".jsonl.gz"],
            reader: Reader::Records { gzipped: true },
            has_source_toml: true,
            is_written: false,
            declared: |_| None,
            fits: |_| false,
            magic: &[],
        },
        Format {
            name: "a table",
            endings: &[".csv", ".tsv"],
            reader: Reader::Table { gzipped: false },
            has_source_toml: true,
            is_written: false,
            declared: |_| None,
            fits: table::fits,
            magic: &[],
        },
        Format {
            name: "a table, gzipped",
            endings: &[".csv.gz", ".tsv.gz"],
            reader: Reader::Table { gzipped: true },
            has_source_toml: true,
            is_written: false,
            declared: |_| None,
            fits: |_| false,
            magic: &[],
        },
        Format {
            name: "HTML",
            endings: &[".html", ".htm", ".xhtml"],
            reader: Reader::Page(ReadPage::Text(html::read)),
            has_source_toml: true,
            is_written: false,
            declared: html::encoding,
            fits: html::fits,
            magic: &[],
        },
        Format {
            name: "Markdown",
            endings: &[".md", ".markdown"],
            reader: Reader::Page(ReadPage::Text(markdown::read)),
            has_source_toml: false,
            is_written: true,
            declared: |_| None,
            fits: markdown::fits,
            magic: &[],
        },
        Format {
            name: "Word",
            endings: &[".docx"],
            reader: Reader::Page(ReadPage::Bytes(docx::read)),
            has_source_toml: true,
            is_written: false,
            declared: |_| None,
            fits: |_| false,
            magic: docx::MAGIC,
        },
        Format {
            name: "PDF",
            endings: &[".pdf"],
            reader: Reader::Page(ReadPage::Bytes(pdf::read)),
            has_source_toml: true,
            is_written: false,
            declared: |_| None,
            fits: |_| false,
            magic: pdf::MAGIC,
        },
        Format {
            name: "page text",
            endings: &[".txt", ".text"],
            reader: Reader::Page(ReadPage::Text(page_text::read)),
            has_source_toml: true,
            is_written: false,
            declared: |_| None,
            fits: |_| true,
            magic: &[],
        },
    ];

    /// The format of a file by its name; `None` for what is no content.
    pub fn of(path: &Path) -> Option<&'static Format> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        if is_lock_file(&name) {
            return None;
        }
        Self::TABLE.iter().find(|format| format.endings.iter().any(|ending| name.ends_with(ending)))
    }

    /// The format of what has no name, by how it begins.
    pub fn of_bytes(file: &[u8]) -> &'static Format {
        // UTF-8 or not, how a text begins is told by ASCII.
        let start = String::from_utf8_lossy(&file[..file.len().min(4096)]);
        let start = start.trim_start_matches('\u{FEFF}');
        let fits = |format: &&Format| format.begins(file) || (format.fits)(start);
        Self::TABLE.iter().find(fits).unwrap_or(&Self::TABLE[Self::TABLE.len() - 1])
    }

    /// Whether a file, whatever it is called, begins as those of this format.
    pub fn begins(&self, file: &[u8]) -> bool {
        self.magic.iter().any(|magic| file.starts_with(magic))
    }

    /// All endings, for messages: `.md, .txt and .jsonl`.
    pub fn endings() -> String {
        let all: Vec<&str> =
            Self::TABLE.iter().flat_map(|format| format.endings).copied().collect();
        match all.split_last() {
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
            None => String::new(),
        }
    }
}

/// The same format is the same entry of the table.
impl PartialEq for Format {
    fn eq(&self, other: &Format) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

/// Why a file is not read, going by its name: those of word processors can be,
/// once they are saved in another format.
pub fn why_skipped(path: &Path) -> &'static str {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let others = [".doc", ".dot", ".docm", ".dotx", ".odt", ".ott", ".rtf", ".pages", ".wpd"];
    match () {
        () if is_lock_file(&name) => "Word's note that the document beside it is open",
        () if others.iter().any(|ending| name.ends_with(ending)) => {
            "not in a format that is read; save it as .docx from Word or LibreOffice"
        }
        () => "not in a format that is read",
    }
}

/// Word keeps `~$rapport.docx` beside `rapport.docx` as long as it is open.
fn is_lock_file(name: &str) -> bool {
    name.starts_with("~$")
}
