//! From JSON Lines to a published generation, and what that takes on the disk.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Measured, Setting};
use crate::children::Indexed;
use crate::error::{Error, Result};
use crate::measure::process::this_program;
use crate::measure::spread::Spread;
use crate::table::{Figure, Table, megabytes, ratio, short, thousands, time};

/// Measures it. Leaves both indexes behind for the parts that ask them.
///
/// # Errors
/// When one of them cannot be built.
pub fn run(setting: &Setting) -> Result<Measured> {
    empty(&setting.index)?;
    // A small generation before the others, to have something to take up from.
    index("reindex", &setting.few, &setting.index)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..setting.rounds(3, 1).min(3) {
        ours.push(index("reindex", &setting.content, &setting.index)?);
        empty(&setting.reference)?;
        theirs.push(index("reference-index", &setting.content, &setting.reference)?);
    }
    let seconds =
        |rounds: &[Indexed]| -> Vec<f64> { rounds.iter().map(|round| round.seconds).collect() };
    let searchable: Vec<f64> = theirs.iter().map(|round| round.searchable).collect();
    let mut table = Table::new("Reindex", &["from JSON Lines", "Ordret", "bare tantivy", "ratio"]);
    let middle = |figures: Vec<f64>| Spread::of(figures).middle;
    let (own, bare) = (middle(seconds(&ours)), middle(seconds(&theirs)));
    let written = |seconds: f64| time(seconds * 1e3);
    table.row([
        "to published (bare: to one segment)".to_owned(),
        written(own),
        written(bare),
        ratio(Spread::of_ratios(&seconds(&ours), &seconds(&theirs))),
    ]);
    table.row([
        "to published (bare: to searchable, merges pending)".to_owned(),
        written(own),
        written(middle(searchable.clone())),
        ratio(Spread::of_ratios(&seconds(&ours), &searchable)),
    ]);
    let processor =
        |rounds: &[Indexed]| -> Vec<f64> { rounds.iter().map(|round| round.processor).collect() };
    let ratios = Spread::of_ratios(&processor(&ours), &processor(&theirs));
    table.row([
        "processor time of all threads".to_owned(),
        written(middle(processor(&ours))),
        written(middle(processor(&theirs))),
        ratio(ratios),
    ]);
    let rate = |seconds: f64| setting.documents as f64 / seconds;
    table.row([
        "documents a second".to_owned(),
        thousands(rate(own) as u64),
        thousands(rate(bare) as u64),
        short(rate(own) / rate(bare)),
    ]);
    let peak = |rounds: &[Indexed]| middle(rounds.iter().map(|round| round.peak).collect());
    table.row([
        "peak memory".to_owned(),
        megabytes(peak(&ours)),
        megabytes(peak(&theirs)),
        short(peak(&ours) / peak(&theirs)),
    ]);
    let (disk, bare_disk) = (current_size(&setting.index)?, folder_size(&setting.reference)?);
    table.row([
        "index on the disk".to_owned(),
        megabytes(disk),
        megabytes(bare_disk),
        short(disk / bare_disk),
    ]);
    let share = |bytes: f64| short(bytes / setting.size.text as f64);
    table.row([
        format!("the same over the raw text ({})", megabytes(setting.size.text as f64)),
        share(disk),
        share(bare_disk),
        short(disk / bare_disk),
    ]);
    let figures = vec![
        Figure { name: "reindex".to_owned(), value: own * 1e3, unit: time },
        Figure {
            name: "reindex, processor time".to_owned(),
            value: middle(processor(&ours)) * 1e3,
            unit: time,
        },
        Figure { name: "reindex, peak memory".to_owned(), value: peak(&ours), unit: megabytes },
        Figure { name: "index on the disk".to_owned(), value: disk, unit: megabytes },
        Figure {
            name: "reindex, bare tantivy to one segment".to_owned(),
            value: bare * 1e3,
            unit: time,
        },
    ];
    Ok(Measured { tables: vec![table], figures })
}

/// A folder with nothing in it.
///
/// # Errors
/// When it cannot be made.
pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::file("empty", folder))?;
    }
    fs::create_dir_all(folder).map_err(Error::file("make the folder", folder))
}

fn index(task: &str, content: &Path, index: &Path) -> Result<Indexed> {
    let failed = Error::at::<std::io::Error>("cannot run a process that indexes");
    let mut command: Command = this_program()?;
    let output = command.args(["child", task]).arg(content).arg(index).output().map_err(failed)?;
    let said = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(said.trim()).map_err(|_| {
        let errors = String::from_utf8_lossy(&output.stderr);
        Error::new(format!("{task} failed"), errors.lines().last().unwrap_or("without a word"))
    })
}

/// Bytes of the generation that is served.
fn current_size(index: &Path) -> Result<f64> {
    let current = index.join("CURRENT");
    let name = fs::read_to_string(&current).map_err(Error::file("read", &current))?;
    folder_size(&index.join(name.trim()))
}

fn folder_size(folder: &Path) -> Result<f64> {
    let files = fs::read_dir(folder).map_err(Error::file("read", folder))?;
    let sizes = files.filter_map(|file| file.ok()?.metadata().ok());
    Ok(sizes.map(|file| file.len() as f64).sum())
}
