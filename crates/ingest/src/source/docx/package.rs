//! The file as a package: a zip of named parts, unpacked in memory and within
//! bounds. Nothing is ever written to a disk.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::refused::Refused;
use super::xml::{Node, Xml};

/// Entries of a file: a report with a picture on every page has a few hundred.
pub const MAX_ENTRIES: usize = 5_000;

/// What all entries together may say that they unpack to: only the few parts
/// with text are unpacked, but a file that claims more is no document.
pub const MAX_TOTAL: u64 = 512 << 20;

/// What the parts with text may unpack to, all together: a book of a thousand
/// pages has a tenth.
pub const MAX_READ: u64 = 64 << 20;

/// A part larger than this may not be packed denser than `MAX_RATIO`: XML of
/// nothing but table cells comes to 80, a bomb to 1,000.
const SMALL: u64 = 1 << 20;
const MAX_RATIO: u64 = 200;

/// What a file of Word before 2007 begins with, and one with a password.
pub const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// What a zip begins with.
pub const ZIP: &[u8] = b"PK\x03\x04";
/// What each entry in a zip's list of entries begins with.
const ENTRY: &[u8] = b"PK\x01\x02";

/// A package whose entries have been looked at.
pub struct Package<'f> {
    archive: ZipArchive<Cursor<&'f [u8]>>,
    /// Name, in lower case and with `/` → entry. Names of parts differ by more
    /// than capitals.
    entries: HashMap<String, usize>,
    /// How much may still be unpacked.
    left: u64,
}

/// What one part says of another.
#[derive(Debug, Default)]
pub struct Relation {
    /// Its name in the part.
    pub id: String,
    /// The last word of its type: `styles`, `hyperlink`.
    pub kind: String,
    /// The name of the other part; as written where it is no part.
    pub target: String,
}

impl<'f> Package<'f> {
    /// Opens a file and looks at its entries; unpacks none.
    pub fn open(file: &'f [u8]) -> Result<Package<'f>, Refused> {
        if file.starts_with(OLE) {
            return Err(match is_locked(file) {
                true => Refused::Locked,
                false => Refused::OldWord,
            });
        }
        if !file.starts_with(ZIP) {
            return Err(Refused::NoPackage);
        }
        // The list of entries is held in memory, so it is counted first, and
        // by what it has rather than by what it says.
        let listed = file.windows(ENTRY.len()).filter(|bytes| *bytes == ENTRY);
        if listed.take(MAX_ENTRIES + 1).count() > MAX_ENTRIES {
            return Err(Refused::TooManyEntries);
        }
        let mut archive = ZipArchive::new(Cursor::new(file)).map_err(refusal)?;
        let mut entries = HashMap::new();
        let mut total = 0u64;
        for at in 0..archive.len() {
            let entry = archive.by_index_raw(at).map_err(refusal)?;
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            if name.split('/').any(|part| part == "..") {
                return Err(Refused::UnsafeName(name.chars().take(120).collect()));
            }
            if entry.encrypted() {
                return Err(Refused::Locked);
            }
            total = total.saturating_add(entry.size());
            entries.entry(key(&name)).or_insert(at);
        }
        if total > MAX_TOTAL {
            return Err(Refused::TooLarge);
        }
        Ok(Package { archive, entries, left: MAX_READ })
    }

    /// The text of a part; `None` where there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Refused> {
        let Some(&at) = self.entries.get(&key(name)) else { return Ok(None) };
        let entry = self.archive.by_index(at).map_err(refusal)?;
        let packed = entry.compressed_size().max(1);
        let mut bytes = Vec::new();
        // One byte more than may be there tells that there is more, whatever
        // the entry says of itself.
        entry
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Refused::Damaged(error.to_string()))?;
        let unpacked = bytes.len() as u64;
        if unpacked > SMALL && unpacked / packed > MAX_RATIO {
            return Err(Refused::TooDense);
        }
        self.left = self.left.checked_sub(unpacked).ok_or(Refused::TooLong)?;
        text(bytes).map(Some)
    }

    /// What the part `name` says of others; `""` is the package itself.
    pub fn relations(&mut self, name: &str) -> Result<Vec<Relation>, Refused> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let Some(text) = self.part(&format!("{folder}/_rels/{file}.rels"))? else {
            return Ok(Vec::new());
        };
        let mut relations = Vec::new();
        let mut xml = Xml::of(&text);
        while let Some(node) = xml.next()? {
            let Node::Start(element) = node else { continue };
            if element.name() != "Relationship" {
                continue;
            }
            let attr = |name| element.attr(name).unwrap_or_default().into_owned();
            let (kind, target) = (attr("Type"), attr("Target"));
            let target = match attr("TargetMode").as_str() {
                "External" => target,
                _ => resolve(folder, &target),
            };
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            relations.push(Relation { id: attr("Id"), kind, target });
        }
        Ok(relations)
    }

    /// Whether there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&key(name))
    }
}

fn key(name: &str) -> String {
    name.trim_start_matches('/').to_lowercase()
}

/// A file with a password is a container with this part in it, in UTF-16.
fn is_locked(file: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    file.windows(name.len()).any(|bytes| bytes == name)
}

fn refusal(error: ZipError) -> Refused {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Refused::Locked
        }
        error => Refused::Damaged(error.to_string()),
    }
}

/// XML is UTF-8 or UTF-16 with a mark.
fn text(bytes: Vec<u8>) -> Result<String, Refused> {
    let broken = || Refused::Damaged("its XML is not UTF-8".to_owned());
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, skip)) if encoding != encoding_rs::UTF_8 => {
            let body = bytes.get(skip..).unwrap_or_default();
            let text = encoding.decode_without_bom_handling_and_without_replacement(body);
            text.map(|text| text.into_owned()).ok_or_else(broken)
        }
        _ => String::from_utf8(bytes).map_err(|_| broken()),
    }
}

/// The part that `target`, written in a part of `folder`, is.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = path.pop(),
            step => path.push(step),
        }
    }
    path.join("/")
}
