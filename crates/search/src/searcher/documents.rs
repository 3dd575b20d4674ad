//! Single documents, and those that stand together.

use ordret_model::{Document, DocumentId};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocId, DocSet, TERMINATED, TantivyDocument, Term};

use crate::Error;
use crate::schema;
use crate::searcher::Searcher;
use crate::segment::Segment;

/// The most documents that are handed out together.
const MOST: usize = 1000;

impl Searcher {
    /// The document with an id.
    pub fn document(&self, id: &DocumentId) -> Result<Option<Document>, Error> {
        Ok(self.with_term(self.fields.id, id.as_str(), 1)?.pop())
    }

    /// A document by the id its source gave it. Where several sources gave the
    /// same, any one of them.
    pub fn document_by_source_id(&self, id: &str) -> Result<Option<Document>, Error> {
        Ok(self.with_term(self.fields.source_id, id, 1)?.pop())
    }

    /// The quotes that belong to a case, in the order of their page.
    pub fn belonging(&self, case: &DocumentId) -> Result<Vec<Document>, Error> {
        let mut quotes = self.with_term(self.fields.case, case.as_str(), MOST)?;
        quotes.sort_by(|a, b| {
            let place =
                |document: &Document| (document.source().slug.clone(), document.source().position);
            place(a).cmp(&place(b)).then_with(|| a.id.cmp(&b.id))
        });
        Ok(quotes)
    }

    /// Documents of one source page in the order of the page, at most `limit`:
    /// those around a position, or those it begins with.
    pub fn page(
        &self,
        source_slug: &str,
        around: Option<u32>,
        limit: usize,
    ) -> Result<Vec<Document>, Error> {
        let limit = limit.min(MOST);
        let half = u32::try_from(limit / 2).unwrap_or(u32::MAX);
        let from = around.map_or(0, |position| position.saturating_sub(half));
        let mut places: Vec<(Vec<u8>, &Segment, DocId)> = Vec::new();
        for segment in &self.segments {
            self.places(segment, source_slug, from, limit, &mut places)?;
        }
        places.sort_by(|a, b| a.0.cmp(&b.0));
        places.truncate(limit);
        places.into_iter().map(|(_, segment, document)| self.read(segment, document)).collect()
    }

    /// At which positions the pages of a source's list begin, each of `size` documents: the
    /// first of them where the source begins. Empty where there is no such source.
    ///
    /// It walks through the source's positions, one number for each document.
    pub fn page_starts(&self, source_slug: &str, size: usize) -> Result<Vec<u32>, Error> {
        let mut positions = Vec::new();
        for segment in &self.segments {
            let postings = segment.reader.inverted_index(self.fields.place).map_err(Error::read)?;
            let page = schema::page(source_slug);
            let range = postings.terms().range().ge(page.as_bytes());
            let mut stream = range.into_stream().map_err(Error::read)?;
            while stream.advance() {
                let Some(position) = stream.key().strip_prefix(page.as_bytes()) else { break };
                let position =
                    std::str::from_utf8(position).ok().and_then(|text| text.parse().ok());
                let documents = stream.value().doc_freq as usize;
                positions.extend(std::iter::repeat_n(position.unwrap_or(0), documents));
            }
        }
        positions.sort_unstable();
        Ok(positions.into_iter().step_by(size.max(1)).collect())
    }

    fn places<'s>(
        &self,
        segment: &'s Segment,
        slug: &str,
        from: u32,
        limit: usize,
        places: &mut Vec<(Vec<u8>, &'s Segment, DocId)>,
    ) -> Result<(), Error> {
        let postings = segment.reader.inverted_index(self.fields.place).map_err(Error::read)?;
        let page = schema::page(slug);
        let from = schema::place(slug, from);
        let range = postings.terms().range().ge(from.as_bytes());
        let mut stream = range.into_stream().map_err(Error::read)?;
        for _ in 0..limit {
            if !stream.advance() || !stream.key().starts_with(page.as_bytes()) {
                break;
            }
            let mut documents = postings
                .read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)
                .map_err(Error::read)?;
            while documents.doc() != TERMINATED {
                places.push((stream.key().to_owned(), segment, documents.doc()));
                documents.advance();
            }
        }
        Ok(())
    }

    fn with_term(&self, field: Field, term: &str, limit: usize) -> Result<Vec<Document>, Error> {
        let term = Term::from_field_text(field, term);
        let mut found = Vec::new();
        for segment in &self.segments {
            let postings = segment.reader.inverted_index(field).map_err(Error::read)?;
            let list = postings.read_postings(&term, IndexRecordOption::Basic);
            let Some(mut documents) = list.map_err(Error::read)? else { continue };
            while documents.doc() != TERMINATED && found.len() < limit {
                found.push(self.read(segment, documents.doc())?);
                documents.advance();
            }
        }
        Ok(found)
    }

    /// The document as it was written.
    pub(crate) fn read(&self, segment: &Segment, document: DocId) -> Result<Document, Error> {
        let stored: TantivyDocument = segment.store.get(document).map_err(Error::read)?;
        let bytes = stored.get_first(self.fields.document);
        let bytes = bytes.as_ref().and_then(|bytes| bytes.as_bytes()).unwrap_or_default();
        serde_json::from_slice(bytes).map_err(Error::read)
    }
}
