//! The same page query on a bare tantivy index: ten hits with highlights, four
//! facets that ignore their own choice, the exact total.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Bound;
use std::path::Path;

use ordret_model::{FacetField, SearchRequest};
use serde_json::{Value, json};
use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::columnar::StrColumn;
use tantivy::query::{
    AllQuery, BooleanQuery, FuzzyTermQuery, Occur, Query, QueryParser, RangeQuery, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::snippet::SnippetGenerator;
use tantivy::{
    DocId, Index, IndexReader, ReloadPolicy, Score, SegmentReader, TantivyDocument, Term,
};

use super::index::{FACETS, Fields, register, stock_chain};
use crate::error::{Error, Result};
use crate::queries::Text;

/// A bare index, opened.
pub struct Reference {
    fields: Fields,
    reader: IndexReader,
    /// Wants every word.
    all: QueryParser,
    /// Is content with any.
    any: QueryParser,
}

/// Which of [`FACETS`] a filter belongs to.
fn facet_of(field: FacetField) -> Option<usize> {
    [FacetField::Kind, FacetField::Place, FacetField::Party]
        .iter()
        .position(|known| *known == field)
}

impl Reference {
    /// Opens it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(folder: &Path) -> Result<Reference> {
        let failed = Error::at::<tantivy::TantivyError>("cannot open the reference index");
        let index = Index::open_in_dir(folder).map_err(&failed)?;
        register(&index);
        let fields = Fields::new();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let any = QueryParser::for_index(&index, fields.searched().to_vec());
        let mut all = any.clone();
        all.set_conjunction_by_default();
        Ok(Reference { fields, reader: reader.map_err(&failed)?, all, any })
    }

    /// A page of answers as JSON.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn page(&self, request: &SearchRequest, text: &Text) -> Result<Value> {
        self.search(request, text).map_err(Error::at("the reference cannot search"))
    }

    /// The most frequent terms of the text that begin so.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, beginning: &str, limit: usize) -> Result<Vec<String>> {
        self.terms(beginning, limit).map_err(Error::at("the reference cannot suggest"))
    }

    fn terms(&self, beginning: &str, limit: usize) -> tantivy::Result<Vec<String>> {
        let mut found: HashMap<String, u64> = HashMap::new();
        for segment in self.reader.searcher().segment_readers() {
            let postings = segment.inverted_index(self.fields.text)?;
            let mut terms = postings.terms().range().ge(beginning).into_stream()?;
            while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                let term = String::from_utf8_lossy(terms.key()).into_owned();
                *found.entry(term).or_default() += u64::from(terms.value().doc_freq);
            }
        }
        let mut found: Vec<(u64, String)> =
            found.into_iter().map(|(term, count)| (count, term)).collect();
        found.sort_unstable_by_key(|(count, _)| Reverse(*count));
        Ok(found.into_iter().take(limit).map(|(_, term)| term).collect())
    }

    fn search(&self, request: &SearchRequest, text: &Text) -> tantivy::Result<Value> {
        let searcher = self.reader.searcher();
        let (text, filters) = (self.text_query(text)?, self.filters(request));
        let chosen = |facet: usize| filters.iter().any(|(own, _)| *own == facet);
        let unchosen = (0..FACETS.len()).filter(|facet| !chosen(*facet)).collect();
        let top = TopDocs::with_limit(request.limit).and_offset(request.offset).order_by_score();
        let narrowed = narrowed(&*text, &filters, None);
        let (found, first) = searcher.search(&*narrowed, &(top, Counts { facets: unchosen }))?;
        let mut facets = first.facets;
        for facet in (0..FACETS.len()).filter(|facet| chosen(*facet)) {
            let query = self::narrowed(&*text, &filters, Some(facet));
            facets.extend(searcher.search(&*query, &Counts { facets: vec![facet] })?.facets);
        }
        let snippets = SnippetGenerator::create(&searcher, &*text, self.fields.text)?;
        let hits = found.into_iter().map(|(score, address)| {
            let document: TantivyDocument = searcher.doc(address)?;
            Ok(self.hit(&document, score, &snippets))
        });
        let hits = hits.collect::<tantivy::Result<Vec<Value>>>()?;
        let facets: HashMap<&str, Value> =
            facets.into_iter().map(|(facet, counts)| (FACETS[facet], listed(counts))).collect();
        Ok(json!({"query": request.query, "total": first.total, "hits": hits, "facets": facets}))
    }

    fn text_query(&self, text: &Text) -> tantivy::Result<Box<dyn Query>> {
        Ok(match text {
            Text::All(text) if text.is_empty() => Box::new(AllQuery),
            Text::All(text) => self.all.parse_query_lenient(text).0,
            Text::Any(text) => self.any.parse_query_lenient(text).0,
            // What begins a word is letters only: nothing in it means anything to the automaton.
            Text::Prefix(beginning) => self.in_any_field(|field| {
                Ok(Box::new(RegexQuery::from_pattern(&format!("{beginning}.*"), field)?))
            })?,
            Text::Nearly(word) => {
                let (mut chain, mut term) = (stock_chain(), String::new());
                chain.token_stream(word).process(&mut |token| term.clone_from(&token.text));
                self.in_any_field(|field| {
                    let term = Term::from_field_text(field, &term);
                    Ok(Box::new(FuzzyTermQuery::new(term, 1, true)))
                })?
            }
        })
    }

    fn in_any_field(
        &self,
        query: impl Fn(Field) -> tantivy::Result<Box<dyn Query>>,
    ) -> tantivy::Result<Box<dyn Query>> {
        let each = self.fields.searched().into_iter().map(query);
        Ok(Box::new(BooleanQuery::union(each.collect::<tantivy::Result<_>>()?)))
    }

    fn filters(&self, request: &SearchRequest) -> Vec<(usize, Box<dyn Query>)> {
        let mut filters: Vec<(usize, Box<dyn Query>)> = Vec::new();
        for (field, values) in &request.filters.values {
            let Some(facet) = facet_of(*field) else { continue };
            let any = values.iter().map(|value| -> Box<dyn Query> {
                let term = Term::from_field_text(self.fields.facets[facet], value);
                Box::new(TermQuery::new(term, IndexRecordOption::Basic))
            });
            filters.push((facet, Box::new(BooleanQuery::union(any.collect()))));
        }
        if let Some(range) = request.filters.year {
            let bound = |year: Option<i32>| {
                year.map_or(Bound::Unbounded, |year| {
                    Bound::Included(Term::from_field_i64(self.fields.year, i64::from(year)))
                })
            };
            filters.push((3, Box::new(RangeQuery::new(bound(range.from), bound(range.to)))));
        }
        filters
    }

    fn hit(&self, document: &TantivyDocument, score: Score, snippets: &SnippetGenerator) -> Value {
        let text =
            |field| document.get_first(field).and_then(|value| value.as_str().map(str::to_owned));
        let [kind, place, party, _] = self.fields.facets;
        json!({
            "id": text(self.fields.id), "kind": text(kind), "title": text(self.fields.title),
            "score": score, "speaker": text(self.fields.speaker), "place": text(place), "party": text(party),
            "snippet": snippets.snippet_from_doc(document).to_html(),
        })
    }
}

/// The text with every filter, except one facet's own.
fn narrowed(
    text: &dyn Query,
    filters: &[(usize, Box<dyn Query>)],
    except: Option<usize>,
) -> Box<dyn Query> {
    let mut parts = vec![(Occur::Must, text.box_clone())];
    for (_, filter) in filters.iter().filter(|(facet, _)| Some(*facet) != except) {
        parts.push((Occur::Must, filter.box_clone()));
    }
    match parts.len() {
        1 => text.box_clone(),
        _ => Box::new(BooleanQuery::new(parts)),
    }
}

/// The fifty most frequent values, as Ordret lists them.
fn listed(counts: HashMap<String, u64>) -> Value {
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(50);
    counts.into_iter().map(|(value, count)| json!({"value": value, "count": count})).collect()
}

/// Counts documents, and values of some facets.
struct Counts {
    facets: Vec<usize>,
}

#[derive(Default)]
struct Counted {
    total: u64,
    facets: HashMap<usize, HashMap<String, u64>>,
}

struct SegmentCounts {
    total: u64,
    columns: Vec<(usize, StrColumn, Vec<u64>)>,
}

impl Collector for Counts {
    type Fruit = Counted;
    type Child = SegmentCounts;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let mut columns = Vec::new();
        for &facet in &self.facets {
            if let Some(column) = segment.fast_fields().str(FACETS[facet])? {
                let different = column.dictionary().num_terms();
                columns.push((facet, column, vec![0; different]));
            }
        }
        Ok(SegmentCounts { total: 0, columns })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Counted>) -> tantivy::Result<Counted> {
        let mut merged = Counted::default();
        for fruit in fruits {
            merged.total += fruit.total;
            for (facet, counts) in fruit.facets {
                let sums = merged.facets.entry(facet).or_default();
                counts
                    .into_iter()
                    .for_each(|(value, count)| *sums.entry(value).or_default() += count);
            }
        }
        Ok(merged)
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = Counted;

    fn collect(&mut self, document: DocId, _: Score) {
        self.total += 1;
        for (_, column, counts) in &mut self.columns {
            for ordinal in column.ords().values_for_doc(document) {
                counts[ordinal as usize] += 1;
            }
        }
    }

    fn harvest(self) -> Counted {
        let mut facets = HashMap::new();
        for (facet, column, counts) in self.columns {
            let mut labels = HashMap::new();
            for (ordinal, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
                let mut label = String::new();
                if column.ord_to_str(ordinal as u64, &mut label).is_ok() {
                    labels.insert(label, count);
                }
            }
            facets.insert(facet, labels);
        }
        Counted { total: self.total, facets }
    }
}
