//! The one seam between handlers and what answers them. A second engine (a
//! cluster, say) would be another variant here and nothing else would change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;
use ordret_model::{
    Addressed, Document, DocumentId, FacetField, Fate, Former, SearchRequest, SearchResponse,
    Suggestion,
};
use ordret_search::{Listed, Opening, Searcher, Whole};
use ordret_speech::passages;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::config::{Limits, ms};
use crate::error::Error;
use crate::examples::{Example, Examples, examples};
use crate::failure::Failure;
use crate::kept::Kept;
use crate::verify::Verified;

/// Passages of one manuscript that are compared: each costs about what a search does.
pub(crate) const MOST_PASSAGES: usize = 200;

/// What answers.
pub enum Engine {
    /// A published index in a folder of this machine.
    Local(Local),
}

impl Engine {
    /// An engine over the index in `folder`. If nothing is published there yet
    /// it has no reader until [`Engine::take_up_newer`] finds something.
    ///
    /// # Errors
    /// There is no such folder, or its current generation cannot be read.
    pub fn local(folder: &Path, limits: &Limits) -> Result<Engine, Error> {
        Engine::remembering(folder, None, limits)
    }

    /// The same; `state` is a folder that remembers which generations were verified on this host.
    ///
    /// # Errors
    /// See [`Engine::local`].
    pub fn remembering(
        folder: &Path,
        state: Option<&Path>,
        limits: &Limits,
    ) -> Result<Engine, Error> {
        let engine = Engine::waiting(folder, state, limits)?;
        engine.take_up_newer()?;
        Ok(engine)
    }

    /// The same, which has read nothing yet: it has no reader before the first
    /// [`Engine::take_up_newer`], which reads every byte that was not verified before.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn waiting(folder: &Path, state: Option<&Path>, limits: &Limits) -> Result<Engine, Error> {
        if !folder.exists() {
            return Err(Error::NoIndex(folder.to_owned()));
        }
        let opening =
            Opening { held: limits.held_bytes, verified: true, state: state.map(Path::to_owned) };
        Ok(Engine::Local(Local {
            folder: folder.to_owned(),
            opening,
            cache_bytes: limits.cache_bytes,
            served: ArcSwapOption::empty(),
            turns: Arc::new(Semaphore::new(limits.searches.max(1))),
            exports: Arc::new(Semaphore::new(limits.exports.max(1))),
            manuscripts: Arc::new(Semaphore::new((limits.searches / 2).max(1))),
            longest: ms(limits.answer_ms / 2),
            wait: ms(limits.search_wait_ms),
        }))
    }

    /// A view of the generation served now. Whoever answers one request takes
    /// it once, so that one page never mixes two generations.
    pub fn reader(&self) -> Option<Reader> {
        match self {
            Engine::Local(local) => local.served.load_full().map(|generation| Reader {
                generation,
                turns: Arc::clone(&local.turns),
                exports: Arc::clone(&local.exports),
                manuscripts: Arc::clone(&local.manuscripts),
                longest: local.longest,
                wait: local.wait,
            }),
        }
    }

    /// Opens a newer generation if one is published and serves it from here on;
    /// says which. It blocks on the disk: not for the runtime's threads.
    ///
    /// # Errors
    /// The newer one cannot be read; the older one stays served.
    pub fn take_up_newer(&self) -> Result<Option<String>, Error> {
        match self {
            Engine::Local(local) => local.take_up_newer(),
        }
    }
}

/// A published index in a folder.
pub struct Local {
    folder: PathBuf,
    opening: Opening,
    cache_bytes: u64,
    served: ArcSwapOption<Generation>,
    turns: Arc<Semaphore>,
    exports: Arc<Semaphore>,
    manuscripts: Arc<Semaphore>,
    longest: Duration,
    wait: Duration,
}

impl Local {
    fn take_up_newer(&self) -> Result<Option<String>, Error> {
        let served = self.served.load_full();
        if served.as_ref().is_some_and(|served| served.searcher.is_current()) {
            return Ok(None);
        }
        let opened = Generation::open(&self.folder, &self.opening, self.cache_bytes);
        let generation = match opened {
            Ok(generation) => generation,
            Err(ordret_search::Error::NotPublished(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let name = generation.searcher.generation().to_owned();
        // A damaged generation is opened as the last intact one: ours, perhaps.
        if served.is_some_and(|served| served.checksum() == generation.checksum()) {
            return Err(Error::StillServing(name));
        }
        self.served.store(Some(Arc::new(generation)));
        Ok(Some(name))
    }
}

struct Generation {
    searcher: Searcher,
    examples: Examples,
    kept: Kept,
}

impl Generation {
    fn open(
        folder: &Path,
        opening: &Opening,
        cache_bytes: u64,
    ) -> Result<Generation, ordret_search::Error> {
        let searcher = Searcher::open_with(folder, opening)?;
        let examples = examples(&searcher)?;
        // The list of suggestions is made now, so that no reader waits for it.
        searcher.suggest("a", 1)?;
        Ok(Generation { searcher, examples, kept: Kept::new(cache_bytes) })
    }

    fn checksum(&self) -> &str {
        &self.searcher.manifest().checksum
    }
}

/// One generation, to be asked. Questions run off the runtime's threads, so
/// many at once and no more.
#[derive(Clone)]
pub struct Reader {
    generation: Arc<Generation>,
    turns: Arc<Semaphore>,
    exports: Arc<Semaphore>,
    /// Manuscripts compared at once: half as many as searches, so that others have the
    /// other half of the turns.
    manuscripts: Arc<Semaphore>,
    /// How long the passages of one manuscript are compared.
    longest: Duration,
    wait: Duration,
}

impl Reader {
    /// The generation's name, six digits.
    pub fn generation(&self) -> &str {
        self.generation.searcher.generation()
    }

    /// The checksum of its manifest: what it is known by, whatever its number.
    pub fn checksum(&self) -> &str {
        self.generation.checksum()
    }

    /// Documents in it.
    pub(crate) fn documents(&self) -> u64 {
        self.generation.searcher.manifest().total()
    }

    /// Answers that were given from it before.
    pub(crate) fn kept(&self) -> &Kept {
        &self.generation.kept
    }

    /// When it was built, as RFC 3339 writes it.
    pub(crate) fn built_at(&self) -> &str {
        &self.generation.searcher.manifest().built_at
    }

    /// Whether any document in it is invented.
    pub fn has_sample(&self) -> bool {
        self.generation.searcher.has_sample()
    }

    /// Searches that find something in this generation.
    pub(crate) fn examples(&self) -> &[Example] {
        &self.generation.examples.few
    }

    /// The same for each construct of the query language.
    pub(crate) fn constructs(&self) -> &BTreeMap<&'static str, Vec<Example>> {
        &self.generation.examples.shown
    }

    pub(crate) async fn search(&self, request: &SearchRequest) -> Result<SearchResponse, Failure> {
        let request = request.clone();
        self.ask(move |searcher| searcher.search(&request)).await
    }

    pub(crate) async fn document(&self, id: &DocumentId) -> Result<Document, Failure> {
        let id = id.clone();
        self.ask(move |searcher| searcher.document(&id)).await?.ok_or(Failure::NotFound)
    }

    /// The documents of one source page in the order of the source: at most
    /// `limit` of them, around the one at `position`.
    pub(crate) async fn source_page(
        &self,
        source: &str,
        position: Option<u32>,
        limit: usize,
    ) -> Result<Vec<Document>, Failure> {
        let source = source.to_owned();
        self.ask(move |searcher| searcher.page(&source, position, limit)).await
    }

    /// At which positions the pages of a source's list begin.
    pub(crate) async fn page_starts(&self, source: &str, size: usize) -> Result<Vec<u32>, Failure> {
        let source = source.to_owned();
        self.ask(move |searcher| searcher.page_starts(&source, size)).await
    }

    /// The quotes that belong to a case.
    pub(crate) async fn belonging(&self, case: &DocumentId) -> Result<Vec<Document>, Failure> {
        let case = case.clone();
        self.ask(move |searcher| searcher.belonging(&case)).await
    }

    /// What became of a document that is not in this generation.
    pub(crate) fn former_document(&self, id: &DocumentId) -> Option<Former> {
        self.generation.searcher.former_document(id)
    }

    /// What became of a source that is not in this generation.
    pub(crate) fn former_source(&self, slug: &str) -> Option<Former> {
        self.generation.searcher.former_source(slug)
    }

    /// Addresses that lead elsewhere or nowhere now, what happened last first, each with the
    /// document it leads to; and how many there are.
    pub(crate) async fn formers(
        &self,
        offset: usize,
        limit: usize,
    ) -> Result<(usize, Vec<(Former, Option<Document>)>), Failure> {
        self.ask(move |searcher| {
            let (total, formers) = searcher.formers(offset, limit);
            let with_document = |former: Former| {
                let to = match &former.fate {
                    Fate::Moved(to) if former.of != Addressed::Source => DocumentId::parse(to),
                    _ => None,
                };
                let document = to.map(|id| searcher.document(&id)).transpose()?.flatten();
                Ok((former, document))
            };
            let formers = formers.into_iter().map(with_document);
            Ok((total, formers.collect::<Result<_, ordret_search::Error>>()?))
        })
        .await
    }

    /// Documents that are about the same as one.
    pub(crate) async fn related(
        &self,
        document: &Document,
        limit: usize,
    ) -> Result<Vec<Document>, Failure> {
        let document = document.clone();
        self.ask(move |searcher| searcher.related(&document, limit)).await
    }

    /// The labels that have this name in addresses.
    pub(crate) async fn named(
        &self,
        field: FacetField,
        slug: &str,
    ) -> Result<Vec<String>, Failure> {
        let slug = slug.to_owned();
        self.ask(move |searcher| searcher.named(field, &slug)).await
    }

    /// The names that all labels of a facet have in addresses.
    pub(crate) async fn slugs(&self, field: FacetField) -> Result<Vec<String>, Failure> {
        self.ask(move |searcher| searcher.slugs(field)).await
    }

    /// Names in addresses that come after one, in their order.
    pub(crate) async fn listed(
        &self,
        of: Listed,
        after: &str,
        limit: usize,
    ) -> Result<Vec<String>, Failure> {
        let after = after.to_owned();
        self.ask(move |searcher| searcher.listed(of, &after, limit)).await
    }

    /// Where all of them are parted, so many in a part.
    pub(crate) async fn parted(&self, of: Listed, size: usize) -> Result<Vec<String>, Failure> {
        self.ask(move |searcher| searcher.parted(of, size)).await
    }

    /// What somebody may be about to type.
    pub(crate) async fn suggest(
        &self,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<Suggestion>, Failure> {
        let typed = typed.to_owned();
        self.ask(move |searcher| searcher.suggest(&typed, limit)).await
    }

    /// What a manuscript quotes, each passage with its original. A turn is taken for each
    /// passage, so that searches come in between; what is left when passages or time run out
    /// is not compared.
    pub(crate) async fn verify(&self, text: String) -> Result<Verified, Failure> {
        let manuscript = timeout(self.wait, Arc::clone(&self.manuscripts).acquire_owned());
        let _manuscript = manuscript.await.ok().and_then(Result::ok).ok_or(Failure::Busy)?;
        let begun = Instant::now();
        let found = self.ask(move |_| Ok(passages::of_text(&text))).await?;
        let mut verified = Verified { unclosed: found.unclosed, ..Verified::default() };
        let mut passages = found.passages.into_iter();
        let has_time = |compared: usize| compared == 0 || begun.elapsed() < self.longest;
        while verified.passages.len() < MOST_PASSAGES && has_time(verified.passages.len()) {
            let Some(passage) = passages.next() else { break };
            let compared = self.ask(move |searcher| {
                let original = searcher.original(&passage.text)?;
                Ok((passage, original))
            });
            verified.passages.push(compared.await?);
        }
        verified.left = passages.len();
        Ok(verified)
    }

    /// Everything a request finds, to be read in pieces. It takes long, so few may do it at
    /// once; they keep nobody from searching.
    pub(crate) async fn whole(&self, request: &SearchRequest) -> Result<Export, Failure> {
        let turn = Arc::clone(&self.exports).try_acquire_owned().map_err(|_| Failure::Busy)?;
        let request = request.clone();
        let whole = self.ask(move |searcher| searcher.whole(&request)).await?;
        Ok(Export { generation: Arc::clone(&self.generation), whole, _turn: turn })
    }

    /// What takes long without asking the index: off the runtime's threads too, and in the
    /// same turns, so that pictures and searches together are no more than the host bears.
    pub(crate) async fn made<T, M>(&self, make: M) -> Result<T, Failure>
    where
        T: Send + 'static,
        M: FnOnce() -> T + Send + 'static,
    {
        self.ask(move |_| Ok(make())).await
    }

    async fn ask<T, Q>(&self, question: Q) -> Result<T, Failure>
    where
        T: Send + 'static,
        Q: FnOnce(&Searcher) -> Result<T, ordret_search::Error> + Send + 'static,
    {
        let turn = timeout(self.wait, Arc::clone(&self.turns).acquire_owned());
        let turn = turn.await.ok().and_then(Result::ok).ok_or(Failure::Busy)?;
        let generation = Arc::clone(&self.generation);
        let answer = spawn_blocking(move || {
            let answer = question(&generation.searcher);
            drop(turn);
            answer
        });
        match answer.await {
            Ok(answer) => Ok(answer?),
            Err(panicked) => Err(Failure::Internal(panicked.to_string())),
        }
    }
}

/// A whole result set, of one generation however long it is read.
pub(crate) struct Export {
    generation: Arc<Generation>,
    whole: Whole,
    _turn: OwnedSemaphorePermit,
}

impl Export {
    pub(crate) fn total(&self) -> u64 {
        self.whole.total()
    }

    /// The next documents after an id. It blocks on the disk.
    pub(crate) fn after(
        &self,
        id: Option<&DocumentId>,
        limit: usize,
    ) -> Result<Vec<Document>, ordret_search::Error> {
        self.generation.searcher.some_of(&self.whole, id, limit)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_search_that_cannot_have_its_turn_is_told_to_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let index = ordret_search::Index::at(folder.path()).unwrap();
        index.publish(index.begin_generation("test").unwrap().commit().unwrap()).unwrap();
        let limits = Limits { searches: 2, search_wait_ms: 10, ..Limits::default() };
        let engine = Engine::local(folder.path(), &limits).unwrap();
        let reader = engine.reader().unwrap();
        let turns = Arc::clone(&reader.turns).acquire_many_owned(2).await.unwrap();
        let refused = reader.search(&SearchRequest::default()).await;
        assert!(matches!(refused, Err(Failure::Busy)));
        drop(turns);
        assert!(reader.search(&SearchRequest::default()).await.is_ok());
    }
}
