//! The analyzer alone against tantivy's Danish chain, on the same texts.

use danish_analyzer::tantivy::DanishTokenizer;
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};

use super::{Measured, Setting};
use crate::error::Result;
use crate::measure::spread::{Spread, processor_of_thread};
use crate::table::{Figure, Table, ratio, short};

/// Enough that no memory of words holds them all.
const TEXTS: u64 = 10_000;

/// Measures it.
///
/// # Errors
/// None; parts have one shape.
pub fn run(setting: &Setting) -> Result<Measured> {
    let numbers = 0..setting.documents.min(TEXTS);
    let texts: Vec<String> = numbers.map(|number| setting.generator.record(number).text).collect();
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..setting.rounds(5, 5) {
        ours.push(seconds(TextAnalyzer::from(DanishTokenizer::new()), &texts));
        theirs.push(seconds(stock(), &texts));
    }
    let head = ["analyzer alone, one thread", "Ordret MB/s", "stock chain MB/s", "time, ratio"];
    let mut table = Table::new("The analyzer alone", &head);
    let rate = |seconds: &[f64]| megabytes / Spread::of(seconds.to_vec()).middle;
    let name = format!(
        "{} texts, {} MB, with a memory that is empty at first",
        texts.len(),
        short(megabytes)
    );
    let ratios = Spread::of_ratios(&ours, &theirs);
    table.row([name, short(rate(&ours)), short(rate(&theirs)), ratio(ratios)]);
    let figure = Figure { name: "analyzer, MB/s".to_owned(), value: rate(&ours), unit: short };
    Ok(Measured { tables: vec![table], figures: vec![figure] })
}

fn stock() -> TextAnalyzer {
    let stemmer = Stemmer::new(Language::Danish);
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(stemmer).build()
}

/// Processor time, in seconds.
fn seconds(mut chain: TextAnalyzer, texts: &[String]) -> f64 {
    let before = processor_of_thread();
    let mut seen = 0;
    for text in texts {
        chain.token_stream(text).process(&mut |token| seen += token.text.len());
    }
    std::hint::black_box(seen);
    processor_of_thread() - before
}
