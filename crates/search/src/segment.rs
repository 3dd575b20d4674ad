//! A segment of an index, opened for reading: postings, columns and stored documents.

use std::sync::{Arc, OnceLock};

use ordret_model::{FacetField, SearchField};
use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::termdict::TermDictionary;
use tantivy::{DocId, InvertedIndexReader, SegmentReader, Term};

use crate::Error;
use crate::danish_order;
use crate::dense::Dense;
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
    lengths: Vec<Lengths>,
    /// The labels, in [`FacetField::ALL`]'s order.
    pub facets: Vec<Labels>,
    pub source: Labels,
    /// The titles that sources gave.
    pub titles: Labels,
    pub year: Column<i64>,
    /// A statistic's number.
    pub number: Column<f64>,
    /// How many observations a statistic rests on.
    pub observations: Column<u64>,
    pub key: Arc<dyn ColumnValues<u64>>,
}

/// How long a field is in each document: unpacked when it is first searched.
struct Lengths {
    column: Arc<dyn ColumnValues<u64>>,
    unpacked: OnceLock<Dense>,
}

/// A column of labels. Each has an ordinal in the segment's own dictionary, in
/// the order of the labels' bytes.
pub(crate) struct Labels {
    column: Option<StrColumn>,
    /// One more than each document's ordinal, 0 for none; `None` if one has several.
    single: OnceLock<Option<Dense>>,
    /// Every label by ordinal, if they are not too many.
    names: OnceLock<Option<Vec<Box<str>>>>,
    /// Where each label stands in Danish order, if they are not too many.
    order: OnceLock<Option<Vec<u32>>>,
}

/// More labels than these are looked up when they are shown: some megabytes.
const MOST_NAMES: usize = 1 << 16;

impl Segment {
    pub(crate) fn open(reader: SegmentReader, fields: &Fields) -> Result<Segment, Error> {
        let columns = reader.fast_fields();
        let length = |field| {
            let column = columns.column_first_or_default::<u64>(&schema::length_name(field));
            column.map(|column| Lengths { column, unpacked: OnceLock::new() })
        };
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
            titles: Labels::open(&reader, schema::TITLE)?,
            year: match columns.column_opt::<i64>(schema::YEAR).map_err(Error::read)? {
                Some(year) => year,
                None => Column::build_empty_column(reader.max_doc()),
            },
            number: match columns.column_opt::<f64>(schema::NUMBER).map_err(Error::read)? {
                Some(number) => number,
                None => Column::build_empty_column(reader.max_doc()),
            },
            observations: match columns.column_opt::<u64>(schema::OBSERVATIONS) {
                Ok(Some(observations)) => observations,
                Ok(None) => Column::build_empty_column(reader.max_doc()),
                Err(error) => return Err(Error::read(error)),
            },
            key: columns.column_first_or_default(schema::KEY).map_err(Error::read)?,
            reader,
        })
    }

    /// How many documents it holds. None is ever deleted.
    pub(crate) fn documents(&self) -> DocId {
        self.reader.max_doc()
    }

    /// How many words a field has in each document.
    pub(crate) fn lengths(&self, field: SearchField) -> &Dense {
        let Lengths { column, unpacked } = &self.lengths[field as usize];
        unpacked.get_or_init(|| {
            let mut lengths = vec![0; self.documents() as usize];
            column.get_range(0, &mut lengths);
            Dense::new(&lengths)
        })
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

    /// The terms of a searched field.
    pub(crate) fn dictionary(&self, field: SearchField) -> &TermDictionary {
        self.words[field as usize].terms()
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
        let column = reader.fast_fields().str(name).map_err(Error::read)?;
        Ok(Labels {
            column,
            single: OnceLock::new(),
            names: OnceLock::new(),
            order: OnceLock::new(),
        })
    }

    /// The ordinals of each document's labels; `None` where no document has one.
    pub(crate) fn ordinals(&self) -> Option<&Column<u64>> {
        self.column.as_ref().map(|column| column.ords())
    }

    /// One more than the ordinal of each document's label, 0 for none; `None` where
    /// a document has several.
    pub(crate) fn single(&self) -> Option<&Dense> {
        let unpack = || {
            let ordinals = self.ordinals()?;
            if ordinals.get_cardinality().is_multivalue() {
                return None;
            }
            let documents: Vec<DocId> = (0..ordinals.num_docs()).collect();
            let mut found = vec![None; documents.len()];
            ordinals.first_vals(&documents, &mut found);
            let places: Vec<u64> =
                found.into_iter().map(|ordinal| ordinal.map_or(0, |nth| nth + 1)).collect();
            Some(Dense::new(&places))
        };
        self.single.get_or_init(unpack).as_ref()
    }

    /// How many different labels there are.
    pub(crate) fn different(&self) -> usize {
        self.column.as_ref().map_or(0, |column| column.dictionary().num_terms())
    }

    /// How many documents carry each label, by ordinal.
    pub(crate) fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.different()];
        if let Some(ordinals) = self.ordinals() {
            for document in 0..ordinals.num_docs() {
                for ordinal in ordinals.values_for_doc(document) {
                    counts[ordinal as usize] += 1;
                }
            }
        }
        counts
    }

    pub(crate) fn ordinal(&self, label: &str) -> Result<Option<u64>, Error> {
        let Some(column) = &self.column else { return Ok(None) };
        column.dictionary().term_ord(label).map_err(Error::read)
    }

    pub(crate) fn label(&self, ordinal: usize) -> Result<String, Error> {
        let names = self.names.get_or_init(|| self.all_names());
        if let Some(name) = names.as_ref().and_then(|names| names.get(ordinal)) {
            return Ok(name.to_string());
        }
        let mut label = String::new();
        if let Some(column) = &self.column {
            column.ord_to_str(ordinal as u64, &mut label).map_err(Error::read)?;
        }
        Ok(label)
    }

    /// By ordinal, where the labels stand in Danish order; `None` where they are too many to
    /// sort for one page.
    pub(crate) fn danish_order(&self) -> Option<&[u32]> {
        let order = self.order.get_or_init(|| {
            let names = self.names.get_or_init(|| self.all_names()).as_ref()?;
            let mut ordinals: Vec<u32> = (0..names.len() as u32).collect();
            ordinals.sort_by_cached_key(|ordinal| danish_order::key(&names[*ordinal as usize]));
            let mut order = vec![0; ordinals.len()];
            for (place, ordinal) in ordinals.into_iter().enumerate() {
                order[ordinal as usize] = place as u32;
            }
            Some(order)
        });
        order.as_deref()
    }

    /// Every label with its ordinal, in one walk through the dictionary: many times faster
    /// than looking up one by one.
    pub(crate) fn each(&self, mut tell: impl FnMut(usize, &str)) -> Result<(), Error> {
        let Some(column) = &self.column else { return Ok(()) };
        let mut stream = column.dictionary().stream().map_err(Error::read)?;
        let mut ordinal = 0;
        while stream.advance() {
            if let Ok(label) = std::str::from_utf8(stream.key()) {
                tell(ordinal, label);
            }
            ordinal += 1;
        }
        Ok(())
    }

    /// All labels in one walk through the dictionary. What cannot be read is looked up
    /// one by one, and reported there.
    fn all_names(&self) -> Option<Vec<Box<str>>> {
        let column = self.column.as_ref()?;
        if column.dictionary().num_terms() > MOST_NAMES {
            return None;
        }
        let mut names = Vec::with_capacity(column.dictionary().num_terms());
        let mut stream = column.dictionary().stream().ok()?;
        while stream.advance() {
            names.push(std::str::from_utf8(stream.key()).ok()?.into());
        }
        Some(names)
    }
}
