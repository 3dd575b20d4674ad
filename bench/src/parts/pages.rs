//! Reading one long page: its time must grow as the page does, however many
//! quotes wait for a speaker.

use std::fmt::Write;
use std::path::Path;

use ordret_ingest::{Limits, extract};

use super::{Measured, Setting};
use crate::error::{Error, Result};
use crate::measure::spread::{Spread, processor_of_process};
use crate::table::{Figure, Table, ratio, short, thousands};

/// How many quotes a page holds; each page is held against the first.
const QUOTES: [u64; 3] = [1_000, 2_000, 4_000];

/// Measures it.
///
/// # Errors
/// When a page cannot be written or read, or when quotes are not found in it.
pub fn run(setting: &Setting) -> Result<Measured> {
    let folder = setting.content.with_file_name("pages");
    std::fs::create_dir_all(&folder).map_err(Error::file("make", &folder))?;
    let head = ["quotes on one page", "MB", "s", "quotes/s", "time, ratio", "quotes, ratio"];
    let mut table = Table::new("One long page, read with `extract`", &head);
    let pages = QUOTES.map(|quotes| (quotes, page(setting, quotes)));
    let mut times = QUOTES.map(|_| Vec::new());
    for _ in 0..setting.rounds(5, 5) {
        for ((quotes, text), times) in pages.iter().zip(&mut times) {
            times.push(seconds(&folder.join(format!("{quotes}.txt")), text, *quotes)?);
        }
    }
    let mut rate = 0.0;
    for ((quotes, text), taken) in pages.iter().zip(&times) {
        let middle = Spread::of(taken.clone()).middle;
        rate = *quotes as f64 / middle;
        table.row([
            thousands(*quotes),
            short(text.len() as f64 / 1e6),
            short(middle),
            short(rate),
            ratio(Spread::of_ratios(taken, &times[0])),
            short(*quotes as f64 / QUOTES[0] as f64),
        ]);
    }
    let figure = Figure { name: "quotes/s of a long page".to_owned(), value: rate, unit: short };
    Ok(Measured { tables: vec![table], figures: vec![figure] })
}

/// A page of quotes in three manners: named behind, named before, and left to a
/// pronoun that must be followed back. A sentence between two keeps them two.
fn page(setting: &Setting, quotes: u64) -> String {
    let mut page = String::from("En lang side\n\n");
    for number in 0..quotes {
        let record = setting.generator.record(number);
        let said = record.text.split(['.', '\n']).next().unwrap_or_default();
        let (person, role) = (format!("Anne {}", surname(number / 3)), &record.role);
        let paragraph = match number % 3 {
            0 => format!("»{said},« siger {role} {person}."),
            1 => format!("{person} fortæller: »{said}.«"),
            _ => format!("»{said},« siger hun."),
        };
        // Writing to a string cannot fail.
        let _ = write!(page, "{paragraph}\n\nRegnen faldt hele dagen i haven.\n\n");
    }
    page
}

/// A name of its own for each number.
fn surname(number: u64) -> String {
    const FRONT: [&str; 8] = ["Brems", "Dam", "Ege", "Fugl", "Grøn", "Holm", "Kvist", "Lille"];
    const BACK: [&str; 8] = ["bæk", "gaard", "høj", "lund", "mose", "skov", "toft", "vang"];
    let of = |parts: [&'static str; 8], digit: u64| parts[(digit % 8) as usize];
    let (front, back) = (of(FRONT, number), of(BACK, number / 8));
    let middle = of(FRONT, number / 64);
    format!("{middle} {front}{back}")
}

/// Processor time to read it, in seconds.
fn seconds(path: &Path, text: &str, quotes: u64) -> Result<f64> {
    std::fs::write(path, text).map_err(Error::file("write", path))?;
    let before = processor_of_process();
    let extracted = extract(path, Limits::default()).map_err(Error::file("read", path))?;
    let taken = processor_of_process() - before;
    let found = extracted.documents.len() as u64;
    if found * 10 < quotes * 9 {
        let why = format!("only {found} of {quotes} quotes were found");
        return Err(Error::new(format!("cannot measure {}", path.display()), why));
    }
    Ok(taken)
}
