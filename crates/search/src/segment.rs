//! A segment of an index, opened for reading: postings, columns and stored documents.

use std::sync::Arc;

use ordret_model::{FacetField, SearchField};
use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::{DocId, InvertedIndexReader, SegmentReader, Term};

use crate::Error;
use crate::schema::{self, Fields};

/// Blocks of stored documents that are kept unpacked, 16 KB each.
const BLOCKS: usize = 64;

/// One segment.
pub(crate) struct Segment {
    pub reader: SegmentReader,
    pub store: StoreReader,
    /// Postings of each searched field, in [`SearchField::ALL`]'s order.
    words: Vec<Arc<InvertedIndexReader>>,
    /// How many words each searched field of a document has.
    lengths: Vec<Arc<dyn ColumnValues<u64>>>,
    /// The labels, in [`FacetField::ALL`]'s order.
    pub facets: Vec<Labels>,
    pub source: Labels,
    pub year: Column<i64>,
    pub key: Arc<dyn ColumnValues<u64>>,
}

/// A column of labels. Each has an ordinal in the segment's own dictionary, in
/// the order of the labels' bytes.
pub(crate) struct Labels {
    column: Option<StrColumn>,
}

impl Segment {
    pub(crate) fn open(reader: SegmentReader, fields: &Fields) -> Result<Segment, Error> {
        let columns = reader.fast_fields();
        let length = |field| columns.column_first_or_default::<u64>(&schema::length_name(field));
        Ok(Segment {
            store: reader.get_store_reader(BLOCKS).map_err(Error::read)?,
            words: SearchField::ALL
                .into_iter()
                .map(|field| reader.inverted_index(fields.words(field)).map_err(Error::read))
                .collect::<Result<_, _>>()?,
            lengths: SearchField::ALL
                .into_iter()
                .map(|field| length(field).map_err(Error::read))
                .collect::<Result<_, _>>()?,
            facets: FacetField::ALL
                .into_iter()
                .map(|field| Labels::open(&reader, &schema::facet_name(field)))
                .collect::<Result<_, _>>()?,
            source: Labels::open(&reader, schema::SOURCE)?,
            year: match columns.column_opt::<i64>(schema::YEAR).map_err(Error::read)? {
                Some(year) => year,
                None => Column::build_empty_column(reader.max_doc()),
            },
            key: columns.column_first_or_default(schema::KEY).map_err(Error::read)?,
            reader,
        })
    }

    /// How many documents it holds. None is ever deleted.
    pub(crate) fn documents(&self) -> DocId {
        self.reader.max_doc()
    }

    pub(crate) fn length(&self, field: SearchField) -> &dyn ColumnValues<u64> {
        &*self.lengths[field as usize]
    }

    /// Where `term` (with its class) is found in a searched field.
    pub(crate) fn find(
        &self,
        fields: &Fields,
        field: SearchField,
        term: &str,
    ) -> Result<Option<TermInfo>, Error> {
        let term = Term::from_field_text(fields.words(field), term);
        self.words[field as usize].get_term_info(&term).map_err(Error::read)
    }

    pub(crate) fn postings(
        &self,
        field: SearchField,
        info: &TermInfo,
        option: IndexRecordOption,
    ) -> Result<SegmentPostings, Error> {
        self.words[field as usize].read_postings_from_terminfo(info, option).map_err(Error::read)
    }
}

impl Labels {
    fn open(reader: &SegmentReader, name: &str) -> Result<Labels, Error> {
        Ok(Labels { column: reader.fast_fields().str(name).map_err(Error::read)? })
    }

    /// The ordinals of each document's labels; `None` where no document has one.
    pub(crate) fn ordinals(&self) -> Option<&Column<u64>> {
        self.column.as_ref().map(|column| column.ords())
    }

    /// How many different labels there are.
    pub(crate) fn different(&self) -> usize {
        self.column.as_ref().map_or(0, |column| column.dictionary().num_terms())
    }

    pub(crate) fn ordinal(&self, label: &str) -> Result<Option<u64>, Error> {
        let Some(column) = &self.column else { return Ok(None) };
        column.dictionary().term_ord(label).map_err(Error::read)
    }

    pub(crate) fn label(&self, ordinal: u64) -> Result<String, Error> {
        let mut label = String::new();
        if let Some(column) = &self.column {
            column.ord_to_str(ordinal, &mut label).map_err(Error::read)?;
        }
        Ok(label)
    }
}
