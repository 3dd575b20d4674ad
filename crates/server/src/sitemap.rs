//! `/sitemap.xml`: every page there is, for search engines (sitemaps.org, version 0.9).
//!
//! An index names parts of 50,000 addresses, the most that one file may hold. A part is named by
//! the name it comes after, not by its number: whatever part is asked for is found at once.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::response::Response;
use ordret_model::{DocumentId, SearchRequest};
use ordret_search::Listed;

use crate::address::{document_url, encode, person_url, place_url, source_url};
use crate::answer::Shared;
use crate::api::Name;
use crate::data::whole;
use crate::encoding::Encoding;
use crate::engine::{Export, Reader};
use crate::failure::Failure;
use crate::pieces::streamed;
use crate::templates::escape;

/// Addresses in one part.
const PART: usize = 50_000;

/// Documents that are read at once.
const AT_ONCE: usize = 100;

const XML: &str = "application/xml; charset=utf-8";

/// Pages that are always there. Not the search: there is no end of its pages.
const FIXED: [&str; 5] = ["/", "/bladre", "/hjaelp", "/rettelser", "/api"];

/// What the parts of the fixed pages, and of all else, are called.
const PAGES: &str = "sider";
const SORTS: [(&str, Listed); 4] = [
    ("dokumenter", Listed::Documents),
    ("kilder", Listed::Sources),
    ("personer", Listed::People),
    ("steder", Listed::Places),
];

/// `/sitemap.xml`: where the parts are.
pub(crate) async fn index(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
) -> Result<Response, Failure> {
    let base = base(&shared)?;
    Ok(whole(INDEX.around(base, parts(&reader).await?.into_iter()), XML))
}

/// The addresses of all parts.
pub(crate) async fn parts(reader: &Reader) -> Result<Vec<String>, Failure> {
    let mut names = vec![PAGES.to_owned()];
    for (sort, of) in SORTS {
        if reader.listed(of, "", 1).await?.is_empty() {
            continue;
        }
        names.push(sort.to_owned());
        let ends = reader.parted(of, PART).await?;
        names.extend(ends.iter().map(|end| format!("{sort}-{}", encode(end))));
    }
    Ok(names.iter().map(|name| format!("/sitemap/{name}.xml")).collect())
}

/// `/sitemap/{part}.xml`, where a part is `sider`, `dokumenter` or `dokumenter-ID`, and so on.
pub(crate) async fn part(
    State(shared): State<Arc<Shared>>,
    reader: Reader,
    Extension(encoding): Extension<Encoding>,
    Name(name): Name,
) -> Result<Response, Failure> {
    let base = base(&shared)?;
    let name = name.strip_suffix(".xml").ok_or(Failure::NotFound)?;
    if name == PAGES {
        return Ok(whole(PART_OF.around(base, FIXED.map(str::to_owned).into_iter()), XML));
    }
    let (sort, after) = name.split_once('-').unwrap_or((name, ""));
    let sort = SORTS.into_iter().find(|(known, _)| *known == sort);
    let (_, of) = sort.ok_or(Failure::NotFound)?;
    let url: fn(&str) -> Option<String> = match of {
        Listed::Documents => return documents(&reader, encoding, base, after).await,
        Listed::Sources => |slug| Some(source_url(slug)),
        Listed::People => person_url,
        Listed::Places => place_url,
    };
    let names = reader.listed(of, after, PART).await?;
    match names.is_empty() {
        true => Err(Failure::NotFound),
        false => Ok(whole(PART_OF.around(base, names.iter().filter_map(|name| url(name))), XML)),
    }
}

/// Addresses of ours stand here whole, so it must be known what they begin with.
fn base(shared: &Shared) -> Result<&str, Failure> {
    shared.config.public_url.as_deref().ok_or(Failure::NoPublicUrl)
}

/// A document's address has words of its title: each is read.
async fn documents(
    reader: &Reader,
    encoding: Encoding,
    base: &str,
    after: &str,
) -> Result<Response, Failure> {
    let from = match after {
        "" => None,
        id => Some(DocumentId::parse(id).ok_or(Failure::NotFound)?),
    };
    if reader.listed(Listed::Documents, after, 1).await?.is_empty() {
        return Err(Failure::NotFound);
    }
    let export = reader.whole(&SearchRequest::default()).await?;
    let base = base.to_owned();
    Ok(streamed(XML, encoding, move |out| write(&export, &base, from, out)))
}

fn write(
    export: &Export,
    base: &str,
    mut after: Option<DocumentId>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(PART_OF.head().as_bytes())?;
    let mut left = PART;
    while left > 0 {
        let documents =
            export.after(after.as_ref(), left.min(AT_ONCE)).map_err(io::Error::other)?;
        let Some(last) = documents.last() else { break };
        after = Some(last.id.clone());
        left -= documents.len();
        let mut text = String::new();
        documents.iter().for_each(|one| PART_OF.entry(base, &document_url(one), &mut text));
        out.write_all(text.as_bytes())?;
        // What is read is sent, packed or not.
        out.flush()?;
    }
    out.write_all(PART_OF.foot().as_bytes())
}

/// The elements of a file: what is around all, and around each.
struct Elements {
    all: &'static str,
    each: &'static str,
}

const INDEX: Elements = Elements { all: "sitemapindex", each: "sitemap" };
const PART_OF: Elements = Elements { all: "urlset", each: "url" };

impl Elements {
    fn around(&self, base: &str, paths: impl Iterator<Item = String>) -> String {
        let mut text = self.head();
        paths.for_each(|path| self.entry(base, &path, &mut text));
        text + &self.foot()
    }

    fn head(&self) -> String {
        let space = "http://www.sitemaps.org/schemas/sitemap/0.9";
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{} xmlns=\"{space}\">\n", self.all)
    }

    fn foot(&self) -> String {
        format!("</{}>\n", self.all)
    }

    fn entry(&self, base: &str, path: &str, text: &mut String) {
        let Elements { each, .. } = self;
        // To a string: that cannot fail.
        let _ = write!(text, "<{each}><loc>");
        let _ = escape(&format!("{base}{path}"), text);
        let _ = writeln!(text, "</loc></{each}>");
    }
}
