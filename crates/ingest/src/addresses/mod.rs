//! Nothing published is ever lost: `addresses.tsv` keeps every address of a content folder's
//! pages, as a lock file keeps versions.
//!
//! Ids come from content, so a corrected quote is another document. When an id vanishes, its
//! successor is the one new document of its kind and speaker between the same unchanged
//! neighbours of the same source; readers of the old address are led there. What has none is
//! said until an editor writes what became of it. Nothing of it is guessed from words: they
//! are not kept.

mod ledger;
mod resolve;
mod retire;
mod row;
mod succession;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use ordret_model::{Addressed, Body, Document, DocumentId, Former, Kind};

use crate::diagnostic::{Code, Diagnostic};
use crate::walk::ContentFile;
pub use ledger::{FILE, Kept, Ledger, MOST_BYTES};
pub use retire::{Place, Retired, retire};
use row::{State, cell};

/// The addresses of all content folders that keep them, and what is met while content is read.
#[derive(Debug, Default)]
pub struct Addresses {
    ledgers: Vec<Ledger>,
    /// What is taken back for good.
    gone: HashSet<String>,
    /// Every name that a row speaks of.
    spoken_of: HashSet<String>,
    /// Those of them that are in the content.
    here: HashSet<String>,
    pages: Vec<PageNow>,
    left_out: BTreeMap<Kind, u64>,
    /// Whether any file could not be read, or a row of it: what it takes back is not known.
    pub is_broken: bool,
}

/// What a page holds now.
#[derive(Debug)]
struct PageNow {
    /// Which ledger it belongs to.
    ledger: usize,
    /// The file, relative to the content folder.
    name: String,
    slug: String,
    documents: Vec<Entry>,
}

/// What has an address on a page.
#[derive(Debug)]
pub struct Entries {
    ledger: usize,
    documents: Vec<Entry>,
}

/// A document of a page, as far as its address goes.
#[derive(Debug, Clone)]
struct Entry {
    id: String,
    kind: Kind,
    speaker: String,
}

/// What the content says of its addresses.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// What every address that leads to no document of its own leads to.
    pub formers: Vec<Former>,
    /// The files as they are to be; none of one that could not be read.
    pub files: Vec<Kept>,
    /// What contradicts itself.
    pub wrong: Vec<Diagnostic>,
    /// What has no successor: the line that it is read from, and the one it is written on.
    lost: Vec<(Diagnostic, u32)>,
    /// Whether a file or a row of one was not understood: what it takes back might come back.
    pub is_broken: bool,
    /// How many documents were left out because they are taken back.
    pub left_out: BTreeMap<Kind, u64>,
}

impl Judged {
    /// Says what has no successor, on the lines of the files as they are now, or as they are
    /// once [`Judged::files`] are written.
    pub fn lost(&self, is_written: bool) -> Vec<Diagnostic> {
        let shown = self.lost.iter().take(ledger::MOST_SHOWN).cloned();
        let mut said: Vec<Diagnostic> =
            shown.map(|(lost, written)| if is_written { lost.on(written) } else { lost }).collect();
        let more = self.lost.len() - said.len();
        if let Some((next, _)) = self.lost.get(said.len()) {
            said.push(Diagnostic::of(Code::AddressLostMore, next.file.clone(), &[&more]));
        }
        said
    }
}

impl Addresses {
    /// Takes in one file.
    pub fn read(&mut self, path: &Path, bytes: &[u8]) -> Vec<Diagnostic> {
        let (ledger, problems) = Ledger::read(path, bytes);
        for row in &ledger.rows {
            match &row.state {
                State::Gone(_) if row.of != Addressed::Source => {
                    self.gone.insert(row.name.clone());
                }
                State::Moved(to) => {
                    self.spoken_of.insert(to.clone());
                }
                _ => {}
            }
            self.spoken_of.insert(row.name.clone());
        }
        self.is_broken |= !ledger.is_whole;
        self.ledgers.push(ledger);
        problems
    }

    /// What has an address on a page; nothing where its folder keeps none.
    pub fn entries(&self, file: &ContentFile, documents: &[Document]) -> Option<Entries> {
        let ledger = self.ledgers.iter().position(|ledger| is_below(file, ledger))?;
        let entry = |document: &Document| Entry {
            id: document.id.as_str().to_owned(),
            kind: document.kind(),
            speaker: cell(name_of(document)),
        };
        Some(Entries { ledger, documents: documents.iter().map(entry).collect() })
    }

    /// Takes in a page, whose source is called `slug` in addresses.
    pub fn page(&mut self, file: &ContentFile, slug: Option<String>, entries: Option<Entries>) {
        let (Some(slug), Some(Entries { ledger, documents })) = (slug, entries) else { return };
        self.pages.push(PageNow { ledger, name: cell(&file.name), slug, documents });
    }

    /// Takes out of a page what is taken back, and out of its quotes a case that is; which went.
    pub fn strip(&self, documents: &mut Vec<Document>) -> Vec<DocumentId> {
        let mut left_out = Vec::new();
        documents.retain(|document| {
            let stays = !self.is_gone(&document.id);
            if !stays {
                left_out.push(document.id.clone());
            }
            stays
        });
        for document in documents {
            left_out.extend(self.without_case(document));
        }
        left_out
    }

    /// Takes out of a quote a case that is taken back.
    fn without_case(&self, document: &mut Document) -> Option<DocumentId> {
        match &mut document.body {
            Body::Quote(quote) => quote.case.take_if(|case| self.is_gone(case)),
            _ => None,
        }
    }

    /// Whether a document is taken back, or belongs to a case that is.
    pub fn touches(&self, document: &Document) -> bool {
        let case = match &document.body {
            Body::Quote(quote) => quote.case.as_ref(),
            _ => None,
        };
        [Some(&document.id), case].into_iter().flatten().any(|id| self.is_gone(id))
    }

    /// Whether a document is taken back for good.
    pub fn is_gone(&self, id: &DocumentId) -> bool {
        self.gone.contains(id.as_str())
    }

    /// Lets a document pass, or says no: it is taken back. A quote is left without a case that is.
    pub fn admits(&mut self, document: &mut Document) -> bool {
        if self.is_gone(&document.id) {
            *self.left_out.entry(document.kind()).or_default() += 1;
            return false;
        }
        if self.spoken_of.contains(document.id.as_str()) {
            self.here.insert(document.id.as_str().to_owned());
        }
        self.without_case(document);
        true
    }

    /// What becomes of every address, when all is read. With `has_errors` some content was not:
    /// then nothing is taken for vanished.
    pub fn judge(self, has_errors: bool) -> Judged {
        let today = today();
        let Addresses { ledgers, here, pages, left_out, is_broken, .. } = self;
        let rows = succession::rows(&ledgers, &here, &pages, has_errors, &today);
        let mut judged = resolve::resolve(&ledgers, &rows, &here, has_errors);
        judged.left_out = left_out;
        judged.is_broken = is_broken || !judged.wrong.is_empty();
        for (ledger, rows) in ledgers.iter().zip(&rows) {
            if !judged.is_broken {
                judged.files.push(ledger.kept(rows));
            }
        }
        judged
    }
}

/// The day that it is, by the clock of the world.
fn today() -> String {
    let now = jiff::Timestamp::now().to_string();
    now.split('T').next().unwrap_or_default().to_owned()
}

/// Who speaks, as the source has it.
fn name_of(document: &Document) -> &str {
    let name = document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref());
    name.map_or("", |name| &name.value)
}

fn is_below(file: &ContentFile, ledger: &Ledger) -> bool {
    file.path.strip_prefix(&ledger.root).is_ok_and(|below| {
        // The same file may stand below two folders that were named; its name tells which.
        below.components().count() == Path::new(&file.name).components().count()
    })
}
