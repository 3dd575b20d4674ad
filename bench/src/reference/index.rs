//! The same text in a bare tantivy index.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
};
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::documents::Record;
use crate::error::{Error, Result};

const DANISH: &str = "da_stem";
/// The same as Ordret's writer takes for each thread, in bytes.
const MEMORY_PER_THREAD: usize = 256 << 20;
/// The same as Ordret's writer takes at most.
const MOST_THREADS: usize = 8;

/// The fields of the index.
pub struct Fields {
    pub schema: Schema,
    pub id: Field,
    pub title: Field,
    pub text: Field,
    /// Name, role, organisation and place, to be searched.
    pub speaker: Field,
    /// Kind, place, party and year, to be counted.
    pub facets: [Field; 4],
    pub year: Field,
}

/// The names of the four facets.
pub const FACETS: [&str; 4] = ["kind", "place", "party", "year_label"];

impl Fields {
    pub fn new() -> Fields {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(DANISH)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let danish = TextOptions::default().set_indexing_options(indexing).set_stored();
        Fields {
            id: schema.add_text_field("id", STRING | STORED),
            title: schema.add_text_field("title", danish.clone()),
            text: schema.add_text_field("text", danish.clone()),
            speaker: schema.add_text_field("speaker", danish),
            facets: FACETS.map(|facet| schema.add_text_field(facet, STRING | FAST | STORED)),
            year: schema.add_i64_field("year", INDEXED | FAST | STORED),
            schema: schema.build(),
        }
    }

    /// What words are looked for in.
    pub fn searched(&self) -> [Field; 3] {
        [self.title, self.text, self.speaker]
    }
}

/// tantivy's own chain for Danish.
pub fn stock_chain() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::Danish))
        .build()
}

/// Makes the chain known to an index.
pub fn register(index: &Index) {
    index.tokenizers().register(DANISH, stock_chain());
}

/// How long it took.
pub struct Built {
    /// Until it could be searched.
    pub committed: Duration,
    /// Until it was one segment, as Ordret's is.
    pub merged: Duration,
}

/// Indexes a file of records.
///
/// # Errors
/// When the file cannot be read or the index not written.
pub fn build(content: &Path, folder: &Path) -> Result<Built> {
    let failed = Error::at::<tantivy::TantivyError>("cannot write the reference index");
    let read = Error::file::<std::io::Error>("read", content);
    let began = Instant::now();
    let fields = Fields::new();
    let index = Index::create_in_dir(folder, fields.schema.clone()).map_err(&failed)?;
    register(&index);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let memory = threads * MEMORY_PER_THREAD;
    let mut writer: IndexWriter =
        index.writer_with_num_threads(threads, memory).map_err(&failed)?;
    for line in BufReader::new(File::open(content).map_err(&read)?).lines() {
        let line = line.map_err(&read)?;
        let record: Record = serde_json::from_str(&line).map_err(Error::file("read", content))?;
        writer.add_document(row(&fields, &record)).map_err(&failed)?;
    }
    writer.commit().map_err(&failed)?;
    let committed = began.elapsed();
    writer.wait_merging_threads().map_err(&failed)?;
    let mut writer: IndexWriter =
        index.writer_with_num_threads(1, MEMORY_PER_THREAD).map_err(&failed)?;
    let segments = index.searchable_segment_ids().map_err(&failed)?;
    if segments.len() > 1 {
        writer.merge(&segments).wait().map_err(&failed)?;
    }
    writer.garbage_collect_files().wait().map_err(&failed)?;
    writer.wait_merging_threads().map_err(&failed)?;
    Ok(Built { committed, merged: began.elapsed() })
}

fn row(fields: &Fields, record: &Record) -> TantivyDocument {
    let mut row = TantivyDocument::new();
    row.add_text(fields.id, &record.id);
    if let Some(title) = &record.title {
        row.add_text(fields.title, title);
    }
    row.add_text(fields.text, &record.text);
    for text in [&record.person, &record.role, &record.org, &record.place] {
        row.add_text(fields.speaker, text);
    }
    let [kind, place, party, year] = fields.facets;
    row.add_text(kind, &record.kind);
    row.add_text(place, &record.place);
    if let Some(label) = &record.party {
        row.add_text(party, label);
    }
    row.add_text(year, record.year.to_string());
    row.add_i64(fields.year, i64::from(record.year));
    row
}
