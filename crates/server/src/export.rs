//! `/api/v1/export`: a whole result set as a stream, in the order of the ids.
//!
//! Documents are read and shaped some at a time (`pieces`): what an export takes does not grow
//! with what it sends.

use std::io::{self, Write};
use std::sync::Arc;

use axum::extract::{Extension, RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use ordret_model::{Document, DocumentId, SearchRequest};

use crate::answer::Shared;
use crate::csv;
use crate::encoding::Encoding;
use crate::engine::{Export, Reader};
use crate::failure::Failure;
use crate::json::document_json;
use crate::params::{self, BadParameter, UNKNOWN};
use crate::pieces::streamed;

/// Documents that are read at once.
const AT_ONCE: usize = 100;

/// The parameters, as they stand in refusals.
pub(crate) const KNOWN: &str = "q, kind, speaker, role, organisation, place, sector, party, topic, \
                                publication, year, role_title, match, format, after";

/// How the documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// A JSON value a line, each as `/api/v1/documents/{id}` has it.
    Ndjson,
    /// The columns of `/soeg.csv`.
    Csv,
}

/// What is asked for.
struct Asked {
    request: SearchRequest,
    format: Format,
    after: Option<DocumentId>,
}

pub(crate) async fn export(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Extension(encoding): Extension<Encoding>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let asked = read(query.as_deref().unwrap_or_default())?;
    let export = reader.whole(&asked.request).await?;
    let (kind, name) = match asked.format {
        Format::Ndjson => ("application/x-ndjson; charset=utf-8", "ordret.ndjson"),
        Format::Csv => ("text/csv; charset=utf-8; header=present", "ordret.csv"),
    };
    let total = export.total();
    let public_url = shared.config.public_url.clone();
    let writer = Writer { export, asked, public_url };
    let mut response = streamed(kind, encoding, move |out| writer.write(out));
    let headers = response.headers_mut();
    headers.insert("x-total-count", total.into());
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// `format` and `after` are the export's own; the rest is a search's, but for what orders,
/// pages and counts.
fn read(query: &str) -> Result<Asked, Failure> {
    let (mut format, mut after, mut bad) = (None, None, Vec::new());
    let known = |name: &str| KNOWN.split(", ").any(|one| one == name);
    for (name, value) in params::pairs(query) {
        let mut refuse = |name, value, problem, allowed: &str| {
            bad.push(BadParameter::new(name, value, problem, allowed));
        };
        match name.as_str() {
            "format" if format.is_some() => refuse(name, value, "is given twice", "one value"),
            "after" if after.is_some() => refuse(name, value, "is given twice", "one value"),
            "format" => match value.as_str() {
                "ndjson" | "" => format = Some(Format::Ndjson),
                "csv" => format = Some(Format::Csv),
                _ => refuse(name, value, params::NO_SUCH_VALUE, "ndjson, csv"),
            },
            "after" => match DocumentId::parse(&value) {
                Some(id) => after = Some(id),
                None if value.is_empty() => {}
                None => refuse(name, value, "is no id", "the id of the last document received"),
            },
            known_one if known(known_one) => {}
            _ => refuse(name, value, UNKNOWN, KNOWN),
        }
    }
    let (request, more) = params::read(query);
    bad.extend(more.into_iter().filter(|one| known(&one.name) && !own(&one.name)));
    match bad.is_empty() {
        true => Ok(Asked { request, format: format.unwrap_or(Format::Ndjson), after }),
        false => Err(Failure::Parameters(bad)),
    }
}

fn own(name: &str) -> bool {
    matches!(name, "format" | "after")
}

struct Writer {
    export: Export,
    asked: Asked,
    public_url: Option<String>,
}

impl Writer {
    /// Writes what is left of it.
    fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let mut after = self.asked.after.clone();
        if self.asked.format == Format::Csv && after.is_none() {
            out.write_all(csv::head().as_bytes())?;
        }
        loop {
            let documents = self.export.after(after.as_ref(), AT_ONCE).map_err(io::Error::other)?;
            let Some(last) = documents.last() else { return Ok(()) };
            after = Some(last.id.clone());
            let mut text = String::new();
            documents.iter().for_each(|document| self.line(&mut text, document));
            out.write_all(text.as_bytes())?;
            // What is read is sent, packed or not.
            out.flush()?;
        }
    }

    fn line(&self, text: &mut String, document: &Document) {
        match self.asked.format {
            Format::Ndjson => {
                text.push_str(&document_json(document).to_string());
                text.push('\n');
            }
            Format::Csv => csv::row(text, document, self.public_url.as_deref()),
        }
    }
}
