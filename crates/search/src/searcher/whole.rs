//! A whole result set, in the order of the ids: for whoever takes all of it with them.

use ordret_model::{Document, DocumentId, Match, Query, SearchRequest};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

use crate::Error;
use crate::matching::{Search, each};
use crate::searcher::Searcher;
use crate::searcher::answer::{Asked, searched};
use crate::searcher::groups::first_trees;
use crate::segment::Segment;

/// Which documents a request finds: those of the first group, as many as its `total` says.
/// It takes a bit for each document of the index, found or not.
#[derive(Debug)]
pub struct Whole {
    /// By segment, 64 documents a word.
    found: Vec<Vec<u64>>,
    total: u64,
}

impl Whole {
    /// How many documents there are.
    pub fn total(&self) -> u64 {
        self.total
    }

    fn holds(&self, segment: usize, document: DocId) -> bool {
        self.found[segment][document as usize / 64] >> (document % 64) & 1 == 1
    }
}

impl Searcher {
    /// What a request finds, all of it; its order, limit, offset and facets count for nothing.
    pub fn whole(&self, request: &SearchRequest) -> Result<Whole, Error> {
        if let Some(spelled) = self.spelled(request)? {
            return self.whole(&spelled);
        }
        let query = Query::parse(&request.query);
        let fields = searched(request);
        let plan = self.plan(&query, request.match_ != Match::All, &fields);
        let mut asked = Asked {
            request,
            query: &query,
            plan: &plan,
            parts: self.resolve(&plan.parts, &fields)?,
            unwanted: self.resolve(&plan.unwanted, &fields)?,
            searched: fields,
            given_up: Vec::new(),
        };
        self.bound(&mut asked);
        if request.match_ == Match::Any {
            self.widen(&mut asked)?;
        }
        let words = |segment: &Segment| vec![0; segment.documents() as usize / 64 + 1];
        let mut whole = Whole { found: self.segments.iter().map(words).collect(), total: 0 };
        if plan.is_void {
            return Ok(whole);
        }
        let (required, some) = first_trees(&asked);
        let search = Search {
            parts: &asked.parts,
            required: &required,
            some: &some,
            some_may_lack: false,
            unwanted: &asked.unwanted,
            lenient: request.match_ == Match::Any,
            except: &[],
            filters: &request.filters,
            sort: request.sort,
            speakers: &[],
            keep: 0,
            facets: false,
            listing: None,
        };
        each(&search, &self.segments, self.normalisers(&asked.searched), |segment, document| {
            whole.found[segment][document as usize / 64] |= 1 << (document % 64);
            whole.total += 1;
        })?;
        Ok(whole)
    }

    /// The next documents of a whole result set, at most `limit`: those whose ids come after
    /// one, which need not be there any more.
    pub fn some_of(
        &self,
        whole: &Whole,
        after: Option<&DocumentId>,
        limit: usize,
    ) -> Result<Vec<Document>, Error> {
        let mut next: Vec<(Vec<u8>, usize, DocId)> = Vec::new();
        for (nth, segment) in self.segments.iter().enumerate() {
            let postings = segment.reader.inverted_index(self.fields.id).map_err(Error::read)?;
            let mut range = postings.terms().range();
            if let Some(after) = after {
                range = range.gt(after.as_str().as_bytes());
            }
            let mut stream = range.into_stream().map_err(Error::read)?;
            let mut left = limit;
            while left > 0 && stream.advance() {
                let mut documents = postings
                    .read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)
                    .map_err(Error::read)?;
                while documents.doc() != TERMINATED {
                    if whole.holds(nth, documents.doc()) {
                        next.push((stream.key().to_owned(), nth, documents.doc()));
                        left = left.saturating_sub(1);
                    }
                    documents.advance();
                }
            }
        }
        next.sort_unstable();
        next.truncate(limit);
        next.into_iter()
            .map(|(_, segment, document)| self.read(&self.segments[segment], document))
            .collect()
    }
}
