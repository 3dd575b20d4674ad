//! The same documents in bare tantivy: its stock Danish chain, its own query parser, and any
//! word will do, as both are without being told otherwise.

use ordret_model::{Body, Case, Document, Figure, Known};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
};
use tantivy::{Index, IndexReader, IndexWriter, TantivyDocument};

use super::judge::{Answer, FIRST_PAGE};
use crate::error::{Error, Result};

const DANISH: &str = "da_stop_stem";
/// What its writer asks for at least is 15 MB.
const MEMORY: usize = 32 << 20;

/// The index, in memory.
pub struct Bare {
    reader: IndexReader,
    parser: QueryParser,
    number: Field,
}

impl Bare {
    /// An index of some documents.
    ///
    /// # Errors
    /// When it cannot be built.
    pub fn of(documents: &[Document]) -> Result<Bare> {
        let failed = Error::at::<tantivy::TantivyError>("cannot build the bare index");
        let (schema, number, fields) = schema();
        let index = Index::create_in_ram(schema);
        index.tokenizers().register(DANISH, chain()?);
        // One thread, one segment: the same order of equal scores at every run.
        let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY).map_err(&failed)?;
        for (nth, document) in documents.iter().enumerate() {
            let mut row = TantivyDocument::new();
            row.add_u64(number, nth as u64);
            for (field, texts) in fields.iter().zip(texts(document)) {
                texts.into_iter().for_each(|text| row.add_text(*field, text));
            }
            writer.add_document(row).map_err(&failed)?;
        }
        writer.commit().map_err(&failed)?;
        let parser = QueryParser::for_index(&index, fields.to_vec());
        Ok(Bare { reader: index.reader().map_err(&failed)?, parser, number })
    }

    /// Asks a query as it is typed; what the parser cannot read it passes over.
    ///
    /// # Errors
    /// When the index cannot be searched.
    pub fn ask(&self, query: &str) -> Result<Answer> {
        self.search(query).map_err(Error::at("the bare index cannot be searched"))
    }

    fn search(&self, query: &str) -> tantivy::Result<Answer> {
        let searcher = self.reader.searcher();
        let (query, _) = self.parser.parse_query_lenient(query);
        let top = TopDocs::with_limit(FIRST_PAGE).order_by_score();
        let (found, top) = searcher.search(&*query, &(Count, top))?;
        let mut hits = Vec::new();
        for (_, address) in top {
            let row: TantivyDocument = searcher.doc(address)?;
            let number = row.get_first(self.number).and_then(|value| value.as_u64());
            hits.extend(number.map(|nth| nth as usize));
        }
        Ok(Answer { found: found as u64, hits })
    }
}

/// What of a document is searched, each in a field of its own.
const FIELDS: [&str; 8] =
    ["title", "text", "name", "role", "organisation", "place", "topics", "data"];

fn schema() -> (Schema, Field, [Field; 8]) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(DANISH)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let danish = TextOptions::default().set_indexing_options(indexing);
    let number = schema.add_u64_field("number", STORED | FAST);
    let fields = FIELDS.map(|name| schema.add_text_field(name, danish.clone()));
    (schema.build(), number, fields)
}

/// tantivy's own filters for Danish, stop words too: relevance is better with them.
fn chain() -> Result<TextAnalyzer> {
    let stop_words = StopWordFilter::new(Language::Danish)
        .ok_or_else(|| Error::new("cannot build the bare index", "it has no Danish stop words"))?;
    Ok(TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(RemoveLongFilter::limit(40))
        .filter(stop_words)
        .filter(Stemmer::new(Language::Danish))
        .build())
}

/// By [`FIELDS`]. All text that Ordret searches is here too.
fn texts(document: &Document) -> [Vec<&str>; 8] {
    let speaker = document.speaker.as_ref();
    let mut text = vec![document.text.value.as_str()];
    let (mut title, mut data) = (Vec::new(), Vec::new());
    title.extend(document.title_source.as_ref().map(|_| document.title.as_str()));
    match &document.body {
        Body::Quote(_) => {}
        Body::Case(case) => text.extend(parts(case)),
        Body::Figure(figure) => {
            text.extend(known(&figure.caption));
            data = numbers(figure);
        }
    }
    [
        title,
        text,
        speaker.into_iter().flat_map(|speaker| known(&speaker.name)).collect(),
        speaker.into_iter().flat_map(|speaker| known(&speaker.role)).collect(),
        speaker.into_iter().flat_map(|speaker| known(&speaker.organisation)).collect(),
        speaker.into_iter().flat_map(|speaker| known(&speaker.place)).collect(),
        document.topics.iter().map(String::as_str).collect(),
        data,
    ]
}

fn parts(case: &Case) -> impl Iterator<Item = &str> {
    let parts = [&case.problem, &case.done, &case.outcome, &case.prerequisites, &case.reuse];
    parts.into_iter().flat_map(known)
}

fn numbers(figure: &Figure) -> Vec<&str> {
    let value = known(&figure.value_text).chain(known(&figure.unit));
    let cells =
        figure.data.iter().flat_map(|table| table.head.iter().chain(table.rows.iter().flatten()));
    let alt = figure.image.iter().filter_map(|image| image.alt.as_ref());
    value.chain(cells.chain(alt).map(String::as_str)).collect()
}

fn known(value: &Option<Known<String>>) -> impl Iterator<Item = &str> {
    value.iter().map(|known| known.value.as_str())
}
