//! The whole site as files, for the day when nobody runs the service any more.
//!
//! Addresses are made of the generation's documents, people, places and sources, never found by
//! following links. Each is asked of the service itself, in this process and without a socket: a
//! file holds the bytes that a reader would have been served. What only the program can answer
//! is replaced by a page that says so.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use ordret_model::{Document, DocumentId, FacetField, Kind, SearchRequest};
use percent_encoding::percent_decode_str;
use tokio::runtime::Runtime;

use crate::address::{Form, bare_url, document_url, former_url, further_url, source_url};
use crate::answer::App;
use crate::config::{Config, HOUR, Limits};
use crate::engine::{Engine, Reader};
use crate::error::Error;
use crate::{pages, sitemap};

/// What stands at the same address in every copy. With the public address `/opensearch.xml` too.
const STANDING: [&str; 9] = [
    "/",
    "/bladre",
    "/bladre.json",
    "/hjaelp",
    "/api",
    "/openapi.json",
    "/robots.txt",
    "/soeg.atom",
    "/rettelser.atom",
];

/// What only the program can answer.
const ASKED: [&str; 7] = [
    "/soeg",
    "/efterproev",
    "/tilfaeldigt",
    "/oembed",
    "/api/v1/search",
    "/api/v1/suggest",
    "/api/v1/export",
];

/// The file that file servers show for what they have not; no page of ours has this address.
const MISSING: (&str, &str) = ("/-", "404.html");

/// What has a page for each of its names: the facet, and the folder of its pages.
const NAMED: [(FacetField, &str); 2] =
    [(FacetField::Speaker, "person"), (FacetField::Place, "sted")];

/// The file with the whole collection, which a copy's search page names. Whoever writes the
/// copy makes it of the documents that it is handed.
pub const COLLECTION: &str = "ordret.jsonl";

/// Former addresses that are asked for at once: a list of them is sorted anew each time.
const FORMERS: usize = 1000;

/// Documents that are read, and whose files are made, at once.
const AT_ONCE: usize = 32;

/// One generation's site, to be written somewhere.
pub struct SiteCopy {
    app: Arc<App>,
    reader: Reader,
    public_url: Option<String>,
    runtime: Runtime,
}

/// What a copy is made of.
pub enum Piece<'p> {
    /// A document; its files follow.
    Document(&'p Document),
    /// A file.
    File(&'p CopiedFile),
}

/// A file of a copy.
pub struct CopiedFile {
    /// Where it lies, from the copy's top, with `/`: letters, digits, `-`, `_` and `.`, and no
    /// part of it leads upwards.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Whether it is a page to read. One that leads elsewhere is none.
    pub is_page: bool,
}

impl SiteCopy {
    /// A copy of what is published in the folder `index`; `public_url` is the address that
    /// readers will know it by, without a path.
    ///
    /// # Errors
    /// Nothing is published there, it cannot be read, or `public_url` is no address.
    pub fn of(index: &Path, public_url: Option<String>) -> Result<SiteCopy, Error> {
        // Nobody waits for an answer, and nobody asks the same twice.
        let limits = Limits {
            requests_per_second: 0,
            cache_bytes: 0,
            answer_ms: HOUR,
            search_wait_ms: HOUR,
            ..Limits::default()
        };
        let engine = Engine::local(index, &limits)?;
        let config = Config { index: index.to_owned(), public_url, limits, ..Config::default() }
            .checked()?;
        let public_url = config.public_url.clone();
        let reader =
            engine.reader().ok_or_else(|| ordret_search::Error::NotPublished(index.to_owned()))?;
        let app = Arc::new(App::new(config, engine)?);
        Ok(SiteCopy { app, reader, public_url, runtime: Runtime::new().map_err(Error::System)? })
    }

    /// How many documents there are.
    pub fn documents(&self) -> u64 {
        self.reader.documents()
    }

    /// Hands everything on, cases before what belongs to them, some documents and their files at a time: what it takes does not
    /// grow with the collection, but for the names in it.
    ///
    /// # Errors
    /// What `keep` says, or an address that should be there is not.
    pub fn write<E: From<Error>>(
        &self,
        keep: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.standing(keep)?;
        for (field, folder) in NAMED {
            for slug in self.answered(folder, self.reader.slugs(field))? {
                let list = format!("/{folder}/{slug}");
                let pages = self.answered(&list, pages::named_pages(&self.reader, field, &slug))?;
                self.list(&list, pages, keep)?;
            }
        }
        for name in pages::BROWSED {
            let list = format!("/bladre/{name}");
            let pages = self.answered(&list, pages::browse_pages(&self.reader, name))?;
            self.files((1..=pages).map(|page| further_url(&list, page)).collect(), keep)?;
        }
        let list = "/rettelser";
        let pages = self.answered(list, pages::corrections_pages(&self.reader))?;
        self.list(list, pages, keep)?;
        self.formers(keep)?;
        self.each_document(keep)
    }

    /// Addresses that lead elsewhere or say why they are gone, under the names alone: the words
    /// that stood before an id are not kept.
    fn formers<E: From<Error>>(
        &self,
        keep: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (mut done, mut total) = (0, 1);
        while done < total {
            let some = self.reader.formers(done, FORMERS);
            let (all, formers) = self.answered("/rettelser", some)?;
            self.files(formers.iter().map(|(former, _)| former_url(former)).collect(), keep)?;
            (done, total) = (done + FORMERS, all);
        }
        Ok(())
    }

    fn standing<E: From<Error>>(
        &self,
        keep: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let known = self.public_url.is_some();
        let standing = STANDING
            .into_iter()
            .chain(known.then_some(["/opensearch.xml", "/sitemap.xml"]).into_iter().flatten());
        let assets = self.app.shared().assets.urls();
        self.files(standing.map(str::to_owned).chain(assets).collect(), keep)?;
        if known {
            let parts = self.answered("/sitemap.xml", sitemap::parts(&self.reader))?;
            parts.into_iter().try_for_each(|part| self.files(vec![part], keep))?;
        }
        let missing = self.runtime.block_on(ask(Arc::clone(&self.app), MISSING.0.to_owned()));
        let file = CopiedFile { path: MISSING.1.to_owned(), bytes: missing.bytes, is_page: true };
        keep(Piece::File(&file))?;
        let page = pages::copy_page(self.app.shared(), &self.reader, COLLECTION);
        let page = page.map_err(|failure| Error::copy(ASKED[0], failure.detail()))?;
        let asked = self.runtime.block_on(Asked::of(page));
        for address in ASKED {
            let bytes = asked.bytes.clone();
            keep(Piece::File(&CopiedFile { path: file_of(address)?, bytes, is_page: true }))?;
        }
        Ok(())
    }

    fn each_document<E: From<Error>>(
        &self,
        keep: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut sources = Digests::default();
        for kinds in [&[Kind::Case][..], &[Kind::Quote, Kind::Figure]] {
            let mut request = SearchRequest::default();
            let kinds = kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
            request.filters.values.insert(FacetField::Kind, kinds);
            let whole = self.answered("/api/v1/export", self.reader.whole(&request))?;
            let mut after: Option<DocumentId> = None;
            loop {
                let documents = whole.after(after.as_ref(), AT_ONCE).map_err(Error::from)?;
                let Some(last) = documents.last() else { break };
                after = Some(last.id.clone());
                self.some_documents(&documents, &mut sources, keep)?;
            }
        }
        Ok(())
    }

    fn some_documents<E: From<Error>>(
        &self,
        documents: &[Document],
        sources: &mut Digests,
        keep: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for document in documents {
            keep(Piece::Document(document))?;
        }
        self.files(documents.iter().flat_map(addresses).collect(), keep)?;
        for source in documents.iter().flat_map(|document| &document.sources) {
            if sources.insert(&source.slug) {
                let list = source_url(&source.slug);
                let pages = pages::source_pages(&self.reader, &source.slug);
                self.list(&list, self.answered(&list, pages)?, keep)?;
            }
        }
        Ok(())
    }

    /// A list's pages, and its data.
    fn list<E: From<Error>>(
        &self,
        list: &str,
        pages: usize,
        keep: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let data = std::iter::once(format!("{list}.json"));
        let mut addresses = data.chain((1..=pages).map(|page| further_url(list, page))).peekable();
        while addresses.peek().is_some() {
            self.files(addresses.by_ref().take(AT_ONCE).collect(), keep)?;
        }
        Ok(())
    }

    /// Asks for all of them at once and hands them on in their order.
    fn files<E: From<Error>>(
        &self,
        addresses: Vec<String>,
        keep: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let answers: Vec<_> = addresses
            .into_iter()
            .map(|address| {
                let answer = self.runtime.spawn(ask(Arc::clone(&self.app), address.clone()));
                (address, answer)
            })
            .collect();
        for (address, answer) in answers {
            let answer = self.runtime.block_on(answer);
            let answer = answer.map_err(|broken| Error::copy(&address, broken.to_string()))?;
            keep(Piece::File(&self.file(&address, answer)?))?;
        }
        Ok(())
    }

    fn file(&self, address: &str, answer: Asked) -> Result<CopiedFile, Error> {
        let path = file_of(address)?;
        match (answer.status, answer.leads_to) {
            (StatusCode::OK, _) => {
                Ok(CopiedFile { path, bytes: answer.bytes, is_page: answer.is_page })
            }
            (status, Some(url)) if status.is_redirection() => {
                let page = pages::moved_page(self.app.shared(), &url);
                let page = page.map_err(|failure| Error::copy(address, failure.detail()))?;
                Ok(CopiedFile { path, bytes: page.into_bytes(), is_page: false })
            }
            (StatusCode::GONE, _) => Ok(CopiedFile { path, bytes: answer.bytes, is_page: true }),
            (status, _) => Err(Error::copy(address, status.to_string())),
        }
    }

    /// Waits for what the engine says of an address.
    fn answered<T>(
        &self,
        address: &str,
        asked: impl Future<Output = Result<T, crate::failure::Failure>>,
    ) -> Result<T, Error> {
        use crate::failure::Failure;
        self.runtime.block_on(asked).map_err(|failure| match failure {
            // Whoever writes a copy is the one who would read the log.
            Failure::Internal(why) => Error::copy(address, why),
            failure => Error::copy(address, failure.detail()),
        })
    }
}

/// The addresses of one document: its page, its downloads, and the short one that leads to it.
fn addresses(document: &Document) -> Vec<String> {
    let downloads = Form::all_of(document).map(|form| form.url(document));
    std::iter::once(document_url(document)).chain(downloads).chain(bare_url(document)).collect()
}

/// What was answered, read to its end.
struct Asked {
    status: StatusCode,
    leads_to: Option<String>,
    is_page: bool,
    bytes: Vec<u8>,
}

async fn ask(app: Arc<App>, address: String) -> Asked {
    // The service refuses, as HTTP/1.1 has it, whoever names no host; pages never look at it.
    let request = Request::builder().uri(address).header(header::HOST, "localhost");
    match request.body(Body::empty()) {
        Ok(request) => Asked::of(app.answer(request).await).await,
        Err(_) => Asked {
            status: StatusCode::BAD_REQUEST,
            leads_to: None,
            is_page: false,
            bytes: Vec::new(),
        },
    }
}

impl Asked {
    async fn of(response: Response) -> Asked {
        let (head, body) = response.into_parts();
        let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
        let is_page = text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html"));
        let leads_to = text(header::LOCATION).map(str::to_owned);
        let status = head.status;
        match to_bytes(body, usize::MAX).await {
            Ok(bytes) => Asked { status, leads_to, is_page, bytes: bytes.into() },
            Err(_) => {
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                Asked { status, leads_to, is_page, bytes: Vec::new() }
            }
        }
    }
}

/// Where an address lies among files: a page is the index of its own folder. File servers take
/// an address apart as we do, so what they would look for under another name has none.
fn file_of(address: &str) -> Result<String, Error> {
    let is_plain = |part: &str| {
        let signs = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        !part.is_empty() && part.bytes().all(signs) && part.bytes().any(|b| b != b'.')
    };
    let path = percent_decode_str(address.strip_prefix('/').unwrap_or(address)).decode_utf8_lossy();
    if path.is_empty() {
        return Ok("index.html".to_owned());
    }
    if !path.split('/').all(is_plain) {
        return Err(Error::copy(address, "no file can have that name".to_owned()));
    }
    match path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        true => Ok(path.into_owned()),
        false => Ok(format!("{path}/index.html")),
    }
}

/// Which names were seen: sixteen bytes of each, however long they are.
#[derive(Default)]
struct Digests(HashSet<[u8; 16]>);

impl Digests {
    /// Whether it was not seen before.
    fn insert(&mut self, name: &str) -> bool {
        let mut digest = [0; 16];
        digest.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..16]);
        self.0.insert(digest)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::file_of;

    #[test]
    fn a_page_is_the_index_of_its_folder_and_nothing_leads_upwards() {
        let of = |address| file_of(address).unwrap();
        assert_eq!(of("/"), "index.html");
        assert_eq!(of("/citat/en-bro-ab12"), "citat/en-bro-ab12/index.html");
        assert_eq!(of("/citat/en-bro-ab12.csl.json"), "citat/en-bro-ab12.csl.json");
        for hostile in ["/kilde/..", "/kilde/%2e%2e/x", "//etc/x", "/a/%00", "/a\\b", "/a/../b"] {
            assert!(file_of(hostile).is_err(), "{hostile}");
        }
    }
}
