//! Time: against the engine's own Danish chain, on the same text, in one run.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use danish_analyzer::Analyzer;
use danish_analyzer::tantivy::DanishTokenizer;
use flate2::read::GzDecoder;
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};

const ROUNDS: usize = 3;

/// Prints the time of each chain, the best of three rounds that take turns.
pub fn report(name: &str, path: &Path) {
    let texts = match read(path) {
        Ok(texts) => texts,
        Err(error) => return println!("time, {name}: not measured ({error})"),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut stock = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::Danish))
        .build();
    let (mut best_stock, mut best_stream, mut best_plain) =
        (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        best_stock = best_stock.min(stream(&mut stock, &texts));
        best_stream =
            best_stream.min(stream(&mut TextAnalyzer::from(DanishTokenizer::new()), &texts));
        best_plain = best_plain.min(analyze(&texts));
    }
    let ratio = |time: Duration| time.as_secs_f64() / best_stock.as_secs_f64();
    println!(
        "time, {name}, {} texts of {:.1} MB: stock chain {best_stock:.0?}; this crate's stream {best_stream:.0?}, {:.2} times as long; Analyzer::analyze {best_plain:.0?}, {:.2}",
        texts.len(),
        bytes as f64 / 1e6,
        ratio(best_stream),
        ratio(best_plain)
    );
}

fn stream(chain: &mut TextAnalyzer, texts: &[String]) -> Duration {
    let start = Instant::now();
    let mut seen = 0;
    for text in texts {
        chain.token_stream(text).process(&mut |token| seen += token.text.len());
    }
    std::hint::black_box(seen);
    start.elapsed()
}

/// With a fresh analyzer, which has every word yet to learn.
fn analyze(texts: &[String]) -> Duration {
    let start = Instant::now();
    let analyzer = Analyzer::new();
    for text in texts {
        std::hint::black_box(analyzer.analyze(text));
    }
    start.elapsed()
}

fn read(path: &Path) -> std::io::Result<Vec<String>> {
    let lines = BufReader::new(GzDecoder::new(File::open(path)?)).lines();
    let text = |line: String| -> Option<String> {
        let record: serde_json::Value = serde_json::from_str(&line).ok()?;
        Some(record.get("text")?.as_str()?.to_owned())
    };
    Ok(lines.collect::<Result<Vec<String>, _>>()?.into_iter().filter_map(text).collect())
}
