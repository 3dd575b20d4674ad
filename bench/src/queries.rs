//! The query log: what readers of the documents might ask, of every kind.

use std::collections::HashMap;

use danish_analyzer::{Analyzer, is_stop_word};
use ordret_model::{FacetField, Filters, Match, SearchRequest, YearRange};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::documents::{Generator, Record, SEED};
use crate::random::{Random, Zipf};

/// Different queries of each kind.
pub const EACH: usize = 30;
/// Documents that queries are drawn from.
const SAMPLE: u64 = 4_000;

/// What shape a query has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Shape {
    CommonWord,
    MiddlingWord,
    RareWord,
    TwoWords,
    ThreeWords,
    FourWords,
    Phrase,
    Exclusion,
    Filter,
    TwoFilters,
    CompoundPart,
    TypingError,
    HalfRemembered,
    Empty,
    Words,
    Prefix,
    Either,
    Field,
    Misspelt,
    Quotation,
    Beginning,
}

impl Shape {
    /// Shapes that are asked with `match=all`, with what the tables call them: every word must
    /// be there, which is what the bare engine can be told to do as well.
    pub const ALL: [(Shape, &str); 14] = [
        (Shape::CommonWord, "a common word (in 2% of documents or more)"),
        (Shape::MiddlingWord, "a middling word"),
        (Shape::RareWord, "a rare word (in 0.1% or less)"),
        (Shape::TwoWords, "two words of one document"),
        (Shape::ThreeWords, "three words"),
        (Shape::FourWords, "four words"),
        (Shape::Phrase, "a phrase of two to four words"),
        (Shape::Exclusion, "a word without another"),
        (Shape::Filter, "a word with one filter"),
        (Shape::TwoFilters, "a word with two filters and years"),
        (Shape::CompoundPart, "the last part of a compound"),
        (Shape::TypingError, "a word with a typing error"),
        (Shape::HalfRemembered, "a half-remembered sentence"),
        (Shape::Empty, "an empty search"),
    ];

    /// Shapes that are asked as a reader asks who sets nothing, and what of the bare engine
    /// comes nearest.
    pub const BEST: [(Shape, &str); 7] = [
        (Shape::Words, "two to four words of one or two documents (bare: any of them)"),
        (Shape::Prefix, "the beginning of a word, `fri*` (bare: an automaton)"),
        (Shape::Either, "one word or another, `ELLER` (bare: any of them)"),
        (Shape::Field, "a word in a field, `rolle:` (bare: a term of its speaker field)"),
        (Shape::Misspelt, "a word with a typing error (bare: one letter may differ)"),
        (Shape::Quotation, "a half-remembered sentence (bare: any of its words)"),
        (Shape::Beginning, "suggestions for a beginning (bare: its most frequent terms)"),
    ];
}

/// One query.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What shape it has.
    pub shape: Shape,
    /// The search; of [`Shape::Beginning`] only its text counts.
    pub request: SearchRequest,
    /// What the bare engine is asked.
    pub bare: Text,
}

/// A text for the bare engine, and how it is to take it.
#[derive(Debug, Clone, PartialEq)]
pub enum Text {
    /// Its own parser reads it, and wants every word.
    All(String),
    /// Its own parser reads it, and any word will do.
    Any(String),
    /// Terms that begin so.
    Prefix(String),
    /// Terms of which one letter differs, or two have changed places.
    Nearly(String),
}

impl Query {
    /// A query as a reader types it who sets nothing.
    fn best(shape: Shape, query: String, bare: Text) -> Query {
        Query { shape, request: SearchRequest { query, ..SearchRequest::default() }, bare }
    }

    /// The query as part of an address.
    pub fn address(&self) -> String {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let mut address = format!("q={}", encode(&self.request.query));
        for (field, values) in &self.request.filters.values {
            for value in values {
                address.push_str(&format!("&{}={}", field.as_str(), encode(value)));
            }
        }
        if let Some(YearRange { from: Some(from), to: Some(to) }) = self.request.filters.year {
            address.push_str(&format!("&year={from}..{to}"));
        }
        if self.request.match_ != Match::default() {
            address.push_str(&format!("&match={}", self.request.match_.as_str()));
        }
        address
    }
}

/// The queries for a corpus of so many documents: [`EACH`] of every shape, in
/// the order of [`Shape::ALL`].
pub fn log(generator: &Generator, documents: u64) -> Vec<Query> {
    let maker = Maker::new(generator, documents);
    let mut random = Random::new(SEED, 2);
    let shapes = Shape::ALL.into_iter().flat_map(|(shape, _)| [shape; EACH]);
    shapes.map(|shape| maker.query(shape, &mut random)).collect()
}

/// The queries that are asked as a reader asks: [`EACH`] of every shape, in the order of
/// [`Shape::BEST`].
pub fn best(generator: &Generator, documents: u64) -> Vec<Query> {
    let maker = Maker::new(generator, documents);
    let mut random = Random::new(SEED, 6);
    let shapes = Shape::BEST.into_iter().flat_map(|(shape, _)| [shape; EACH]);
    shapes.map(|shape| maker.best(shape, &mut random)).collect()
}

/// The dearest queries that could be thought of, with what the tables call them.
pub fn dearest(generator: &Generator, documents: u64) -> Vec<(&'static str, String)> {
    Maker::new(generator, documents).dearest(&mut Random::new(SEED, 7))
}

/// The same queries in another order, each once.
pub fn uniform(log: &[Query]) -> Vec<Query> {
    let mut mix = log.to_vec();
    Random::new(SEED, 3).shuffle(&mut mix);
    mix
}

/// As many, but some much more often than others, as readers ask.
pub fn repeating(log: &[Query]) -> Vec<Query> {
    let ranked = uniform(log);
    let zipf = Zipf::new(ranked.len(), 1.0);
    let mut random = Random::new(SEED, 4);
    log.iter().map(|_| ranked[zipf.draw(&mut random)].clone()).collect()
}

struct Maker {
    records: Vec<Record>,
    /// Words by how many documents hold them: 2% and more, between, 0.1% and less.
    common: Vec<String>,
    middling: Vec<String>,
    rare: Vec<String>,
    /// Last parts of compounds.
    parts: Vec<String>,
    /// Function words, the most frequent first.
    small: Vec<String>,
}

impl Maker {
    fn new(generator: &Generator, documents: u64) -> Maker {
        let sample = documents.min(SAMPLE);
        let records: Vec<Record> = (0..sample).map(|number| generator.record(number)).collect();
        let mut frequencies: HashMap<String, u64> = HashMap::new();
        for record in &records {
            let mut words = words(&record.text);
            words.sort_unstable();
            words.dedup();
            words.into_iter().for_each(|word| *frequencies.entry(word).or_default() += 1);
        }
        let mut frequencies: Vec<(String, u64)> = frequencies.into_iter().collect();
        frequencies.sort_unstable();
        let between = |least: f64, most: f64| -> Vec<String> {
            let share = |count: u64| count as f64 / sample as f64;
            let fits =
                frequencies.iter().filter(|(_, count)| (least..most).contains(&share(*count)));
            fits.map(|(word, _)| word.clone()).collect()
        };
        let (common, middling, rare) =
            (between(0.02, 2.0), between(0.001, 0.02), between(0.0, 0.001));
        let parts = parts(&records);
        let small = small(&records);
        Maker { records, common, middling, rare, parts, small }
    }

    fn query(&self, shape: Shape, random: &mut Random) -> Query {
        let mut filters = Filters::default();
        let record = self.record(random);
        let some = |list: &[String], random: &mut Random| self.some(list, record, random);
        let query = match shape {
            Shape::CommonWord => some(&self.common, random),
            Shape::MiddlingWord => some(&self.middling, random),
            Shape::RareWord => some(&self.rare, random),
            Shape::TwoWords => self.several(record, 2, random),
            Shape::ThreeWords => self.several(record, 3, random),
            Shape::FourWords => self.several(record, 4, random),
            Shape::Phrase => phrase(record, random),
            Shape::Exclusion => {
                format!("{} -{}", some(&self.common, random), some(&self.common, random))
            }
            Shape::Filter | Shape::TwoFilters => {
                filters = narrowed(record, shape == Shape::TwoFilters);
                self.several(record, 1, random)
            }
            Shape::CompoundPart => some(&self.parts, random),
            Shape::TypingError => mistyped(&self.several(record, 1, random), random),
            Shape::HalfRemembered => half_remembered(record, random),
            _ => String::new(),
        };
        let bare = Text::All(query.clone());
        let match_ = Match::All;
        Query {
            shape,
            request: SearchRequest { query, filters, match_, ..SearchRequest::default() },
            bare,
        }
    }

    fn best(&self, shape: Shape, random: &mut Random) -> Query {
        let record = self.record(random);
        let any = |query: String| Query::best(shape, query.clone(), Text::Any(query));
        match shape {
            Shape::Words => {
                let one = self.several(record, random.between(1, 3), random);
                // Every second holds a word of somewhere else, so that little holds all.
                let from = if random.chance(0.5) { record } else { self.record(random) };
                any(format!("{one} {}", self.several(from, 1, random)))
            }
            Shape::Either => {
                let one = self.some(&self.middling, record, random);
                let other = self.some(&self.middling, record, random);
                Query::best(
                    shape,
                    format!("{one} ELLER {other}"),
                    Text::Any(format!("{one} {other}")),
                )
            }
            Shape::Field => {
                let (field, value) = match random.below(3) {
                    0 => ("rolle", record.role.as_str()),
                    1 => ("sted", record.place.split(' ').next().unwrap_or_default()),
                    _ => ("person", record.person.rsplit(' ').next().unwrap_or_default()),
                };
                let bare = Text::All(format!("speaker:{value}"));
                Query::best(shape, format!("{field}:{value}"), bare)
            }
            Shape::Misspelt => {
                let typed = mistyped(&self.several(record, 1, random), random);
                Query::best(shape, typed.clone(), Text::Nearly(typed))
            }
            Shape::Quotation => any(half_remembered(record, random)),
            _ => {
                let word = self.several(record, 1, random);
                let letters = random.between(3, 5);
                let beginning: String = word.chars().take(letters).collect();
                let typed = match shape {
                    Shape::Prefix => format!("{beginning}*"),
                    _ => beginning.clone(),
                };
                Query::best(shape, typed, Text::Prefix(beginning))
            }
        }
    }

    fn dearest(&self, random: &mut Random) -> Vec<(&'static str, String)> {
        let small: Vec<&str> = self.small.iter().take(64).map(String::as_str).collect();
        let mut common = self.common.clone();
        random.shuffle(&mut common);
        let common: Vec<&str> = common.iter().take(64).map(String::as_str).collect();
        let mut beginnings: Vec<String> = Vec::new();
        let mut typos: Vec<String> = Vec::new();
        for record in self.records.iter().take(64) {
            let word = self.several(record, 1, random);
            typos.push(mistyped(&word, random));
            let beginning: String = word.chars().take(2).collect();
            beginnings.push(format!("{beginning}*"));
        }
        let pairs: Vec<String> = common.chunks(2).map(|pair| pair.join(" OG ")).collect();
        vec![
            ("64 function words", small.join(" ")),
            ("64 common words", common.join(" ")),
            (
                "a phrase of the 24 most frequent words",
                format!("\"{}\"", small[..small.len().min(24)].join(" ")),
            ),
            ("the two most frequent words, as a phrase and each", {
                let two = small[..small.len().min(2)].join(" ");
                format!("\"{two}\" {two}")
            }),
            ("64 beginnings of two letters", beginnings.join(" ")),
            ("64 words with typing errors", typos.join(" ")),
            ("32 pairs of common words, `OG` in `ELLER`", pairs.join(" ELLER ")),
            ("64 common words but not 64 function words", {
                let unwanted: Vec<String> = small.iter().map(|word| format!("-{word}")).collect();
                format!("{} {}", common.join(" "), unwanted.join(" "))
            }),
        ]
    }

    fn some(&self, list: &[String], record: &Record, random: &mut Random) -> String {
        match list.is_empty() {
            true => self.several(record, 1, random),
            false => random.pick(list).clone(),
        }
    }

    fn record(&self, random: &mut Random) -> &Record {
        random.pick(&self.records)
    }

    /// Some different telling words of a document, so that it is found.
    fn several(&self, record: &Record, count: usize, random: &mut Random) -> String {
        let mut words = words(&record.text);
        random.shuffle(&mut words);
        let mut chosen: Vec<String> = Vec::new();
        for word in words {
            if chosen.len() < count && !chosen.contains(&word) {
                chosen.push(word);
            }
        }
        if chosen.is_empty() {
            return record.role.clone();
        }
        chosen.join(" ")
    }
}

/// The telling words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3);
    words.filter(|word| !is_stop_word(word)).map(str::to_lowercase).collect()
}

fn small(records: &[Record]) -> Vec<String> {
    let mut frequencies: HashMap<String, u64> = HashMap::new();
    for record in records {
        let words = record.text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        words
            .filter(|word| is_stop_word(word))
            .for_each(|word| *frequencies.entry(word).or_default() += 1);
    }
    let mut small: Vec<(u64, String)> =
        frequencies.into_iter().map(|(word, count)| (count, word)).collect();
    small.sort_unstable_by(|a, b| b.cmp(a));
    small.into_iter().map(|(_, word)| word).collect()
}

fn parts(records: &[Record]) -> Vec<String> {
    let analyzer = Analyzer::new();
    let mut parts: Vec<String> = Vec::new();
    for record in records.iter().take(400) {
        for token in analyzer.analyze(&record.text) {
            let last = token.terms.parts.last().map(|part| part.text.to_lowercase());
            parts.extend(last.filter(|part| part.chars().count() > 3));
        }
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

fn sentences(record: &Record) -> Vec<Vec<&str>> {
    let sentences = record.text.split(['.', '?', ',', '\n']);
    sentences.map(|sentence| sentence.split_whitespace().collect()).collect()
}

fn phrase(record: &Record, random: &mut Random) -> String {
    let sentences = sentences(record);
    let long: Vec<&Vec<&str>> = sentences.iter().filter(|words| words.len() >= 4).collect();
    let Some(words) = (!long.is_empty()).then(|| random.pick(&long)) else {
        return format!("\"{}\"", record.text);
    };
    let length = random.between(2, 4);
    let start = random.below(words.len() - length + 1);
    format!("\"{}\"", words[start..start + length].join(" "))
}

fn narrowed(record: &Record, twice: bool) -> Filters {
    let mut filters = Filters::default();
    filters.values.insert(FacetField::Place, vec![record.place.clone()]);
    if twice {
        filters.values.insert(FacetField::Kind, vec![record.kind.clone()]);
        let (from, to) = (Some(record.year - 5), Some(record.year + 5));
        filters.year = Some(YearRange { from, to });
    }
    filters
}

/// Two letters swapped, one left out, or one written twice.
fn mistyped(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + random.below(letters.len().saturating_sub(2));
    if at + 1 >= letters.len() {
        return format!("{word}{word}");
    }
    match random.below(3) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

/// Nine to fourteen words of a document with one left out, two that changed
/// places and one that was never there.
fn half_remembered(record: &Record, random: &mut Random) -> String {
    let mut words: Vec<&str> = record.text.split_whitespace().collect();
    let start = random.below(words.len().saturating_sub(14) + 1);
    words.drain(..start);
    words.truncate(random.between(9, 14));
    let middle = words.len() / 2;
    words.remove(middle);
    words.swap(middle / 2, middle / 2 + 1);
    words[0] = ["engang", "næsten", "vistnok", "omtrent"][random.below(4)];
    words.join(" ")
}
