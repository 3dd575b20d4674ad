//! Prints how well the analyzer does, on measuring data that is no part of the crate:
//!
//! `cargo run --release -p danish-analyzer --features tantivy --example evaluate [-- DATA [--failures]]`
//!
//! DATA is the folder that holds `danish/forms.tsv`, `danish/compounds.tsv` and,
//! for the time, `docs.jsonl.gz` in `folketing`, `help` and `sentences`; `../shared/data` unless told otherwise.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

mod compounds;
mod forms;
mod time;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let failures = arguments.iter().any(|argument| argument == "--failures");
    let data = arguments.iter().find(|argument| !argument.starts_with("--")).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let danish = data.join("danish");
    match table(&danish.join("forms.tsv")) {
        Ok(rows) => {
            forms::report(&rows, failures);
            compounds::report_short_lemmas(
                &rows,
                &table(&danish.join("compounds.tsv")).unwrap_or_default(),
                failures,
            );
        }
        Err(error) => println!("forms.tsv: not measured ({error})"),
    }
    match table(&danish.join("compounds.tsv")) {
        Ok(rows) => compounds::report(&rows, failures),
        Err(error) => println!("compounds.tsv: not measured ({error})"),
    }
    compounds::report_simple_words(failures);
    // The second is smaller, and more of its words are new: each has to be found out.
    for texts in ["folketing/docs.jsonl.gz", "help/docs.jsonl.gz", "sentences/docs.jsonl.gz"] {
        time::report(texts, &data.join(texts));
    }
}

/// The rows of a file of three columns with tabs between them.
fn table(path: &Path) -> io::Result<Vec<[String; 3]>> {
    let text = fs::read_to_string(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let row = |line: &str| {
        let mut columns = line.splitn(3, '\t').map(str::to_owned);
        Some([columns.next()?, columns.next()?, columns.next()?])
    };
    Ok(text.lines().filter_map(row).collect())
}
