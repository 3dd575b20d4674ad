//! Half-remembered quotations of a real collection: is the right one first, and how long
//! does it take?

use std::path::{Path, PathBuf};

use ordret_ingest::{Content, Limits};
use ordret_model::{Document, DocumentId, Kind, SearchRequest};
use ordret_search::Searcher;

use crate::error::{Error, Result};
use crate::measure::spread::{percentile, processor_of_thread, timed};
use crate::random::Random;
use crate::table::{markdown, thousands, time};

/// How many words a quote has that is asked for.
const WORDS: std::ops::RangeInclusive<usize> = 9..=40;
/// One word of so many is remembered wrongly.
const ONE_IN: usize = 5;
/// How many misses are shown.
const SHOWN: usize = 10;

/// What is asked for.
pub struct Wanted<'w> {
    /// The collection.
    pub content: &'w Path,
    /// An index of it; without one it is built below `folder`.
    pub index: Option<&'w Path>,
    /// Where to build.
    pub folder: &'w Path,
    /// How many quotes.
    pub count: usize,
    /// Chooses the quotes and what is wrong in them.
    pub seed: u64,
}

/// Asks for them and prints what came of it.
///
/// # Errors
/// When the collection cannot be read, indexed or searched, or holds no such quote.
pub fn run(wanted: &Wanted<'_>) -> Result<()> {
    let failed = Error::at::<ordret_ingest::Error>("cannot read the collection");
    let paths: [PathBuf; 1] = [wanted.content.to_owned()];
    let content = Content::at(&paths, Limits::default()).map_err(&failed)?;
    let mut quotes = Vec::new();
    let mut keep = |document: Document| {
        if document.kind() == Kind::Quote {
            quotes.push(Quote { id: document.id, text: document.text.value });
        }
        Ok(())
    };
    content.read(&mut keep).map_err(&failed)?;
    let index = match wanted.index {
        Some(index) => index.to_owned(),
        None => {
            let index = wanted.folder.join("quotations");
            ordret_ingest::reindex(
                &content,
                &index,
                false,
                &mut ordret_ingest::Cache::default(),
                &mut |_| {},
            )
            .map_err(&failed)?;
            index
        }
    };
    let searcher = Searcher::open(&index).map_err(Error::at("cannot open the index"))?;
    let asked = choose(&quotes, wanted.count, wanted.seed);
    let Some(first) = asked.first() else {
        let range = format!("of {} to {} words", WORDS.start(), WORDS.end());
        return Err(Error::new("nothing to ask for", format!("there is no quote {range}")));
    };
    // The first search unpacks columns for all that come after it.
    ask(&searcher, &first.typed)?;
    let mut answers = Vec::with_capacity(asked.len());
    for one in &asked {
        answers.push(answer(&searcher, one)?);
    }
    print!("{}", report(quotes.len(), &asked, &answers));
    Ok(())
}

struct Quote {
    id: DocumentId,
    text: String,
}

/// A quote as somebody remembers it.
struct Remembered<'q> {
    quote: &'q Quote,
    typed: String,
}

/// What came of one.
struct Answer {
    /// The rank of the right one, from 1; `None` where it is not among the ten.
    rank: Option<usize>,
    /// The text of the first hit.
    first: String,
    /// In milliseconds.
    wall: f64,
    processor: f64,
}

/// Different quotes, half remembered.
fn choose(quotes: &[Quote], count: usize, seed: u64) -> Vec<Remembered<'_>> {
    let mut random = Random::new(seed, 5);
    let fits = |quote: &&Quote| WORDS.contains(&quote.text.split_whitespace().count());
    let mut fitting: Vec<&Quote> = quotes.iter().filter(fits).collect();
    random.shuffle(&mut fitting);
    fitting.truncate(count);
    fitting
        .into_iter()
        .map(|quote| Remembered { quote, typed: half_remembered(&quote.text, quotes, &mut random) })
        .collect()
}

/// The words with one in five of them changed into some other word of the collection, left
/// out, or swapped with the next.
fn half_remembered(text: &str, quotes: &[Quote], random: &mut Random) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut places: Vec<usize> = (0..words.len()).collect();
    random.shuffle(&mut places);
    places.truncate((words.len() / ONE_IN).max(1));
    // From the end, so that leaving a word out moves none that is still to come.
    places.sort_unstable_by(|a, b| b.cmp(a));
    for at in places {
        match random.below(3) {
            0 => words[at] = other_word(quotes, random),
            1 => drop(words.remove(at)),
            _ if at + 1 < words.len() => words.swap(at, at + 1),
            _ => words.swap(at - 1, at),
        }
    }
    words.join(" ")
}

/// A word of the collection, frequent ones more often.
fn other_word<'q>(quotes: &'q [Quote], random: &mut Random) -> &'q str {
    let words: Vec<&str> = random.pick(quotes).text.split_whitespace().collect();
    words.get(random.below(words.len())).copied().unwrap_or("altså")
}

/// As the page asks when nothing else is said.
fn ask(searcher: &Searcher, typed: &str) -> Result<ordret_model::SearchResponse> {
    let request = SearchRequest { query: typed.to_owned(), ..SearchRequest::default() };
    searcher.search(&request).map_err(Error::at("cannot search"))
}

fn answer(searcher: &Searcher, asked: &Remembered<'_>) -> Result<Answer> {
    let before = processor_of_thread();
    let (found, wall) = timed(|| ask(searcher, &asked.typed));
    let processor = (processor_of_thread() - before) * 1e3;
    let hits = found?.hits;
    // Another record of the same words is as right.
    let right = |document: &Document| {
        document.id == asked.quote.id || same_words(&document.text.value, &asked.quote.text)
    };
    Ok(Answer {
        rank: hits.iter().position(|hit| right(&hit.document)).map(|nth| nth + 1),
        first: hits.first().map_or_else(String::new, |hit| hit.document.text.value.clone()),
        wall: wall.as_secs_f64() * 1e3,
        processor,
    })
}

fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    words(one) == words(other)
}

fn report(quotes: usize, asked: &[Remembered<'_>], answers: &[Answer]) -> String {
    let share = |most: usize| {
        let within = answers.iter().filter(|one| one.rank.is_some_and(|rank| rank <= most));
        100.0 * within.count() as f64 / answers.len() as f64
    };
    let reciprocal: f64 =
        answers.iter().filter_map(|one| Some(1.0 / one.rank? as f64)).sum::<f64>();
    let row = |name: &str, clock: fn(&Answer) -> f64| -> Vec<String> {
        let mut times: Vec<f64> = answers.iter().map(clock).collect();
        let at = [50.0, 95.0, 100.0].map(|share| time(percentile(&mut times, share)));
        std::iter::once(name.to_owned()).chain(at).collect()
    };
    let rows = [row("on the wall", |one| one.wall), row("processor time", |one| one.processor)];
    let head = ["a search", "p50", "p95", "max"].map(str::to_owned);
    let mut text = format!(
        "#### {} half-remembered of {} quotes\n\nright one first {:.1}%, within ten {:.1}%, MRR {:.3}\n\n{}",
        thousands(asked.len() as u64),
        thousands(quotes as u64),
        share(1),
        share(10),
        reciprocal / answers.len() as f64,
        markdown(&head, &rows),
    );
    let missed = asked.iter().zip(answers).filter(|(_, one)| one.rank != Some(1));
    for (asked, answer) in missed.take(SHOWN) {
        text.push_str(&format!(
            "\n- typed: {}\n  right: {}\n  first: {}\n",
            asked.typed,
            one_line(&asked.quote.text),
            one_line(&answer.first),
        ));
        if let Some(rank) = answer.rank {
            text.push_str(&format!("  the right one is hit {rank}\n"));
        }
    }
    text
}

fn one_line(text: &str) -> String {
    match text.is_empty() {
        true => "nothing".to_owned(),
        false => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_in_five_is_remembered_wrongly_and_the_same_ones_for_a_seed() {
        let text = "Vi har aldrig lovet at bygge den bro over åen i år";
        let quotes: Vec<Quote> = ["q1", "q2"]
            .into_iter()
            .filter_map(|id| Some(Quote { id: DocumentId::parse(id)?, text: text.to_owned() }))
            .chain(DocumentId::parse("short").map(|id| Quote { id, text: "Ja tak".to_owned() }))
            .collect();
        let typed = |seed| -> Vec<String> {
            choose(&quotes, 5, seed).into_iter().map(|one| one.typed).collect()
        };
        assert_eq!(typed(1), typed(1));
        assert_eq!(typed(1).len(), 2, "two have enough words");
        let different = (1..30).flat_map(typed).filter(|typed| typed != text).count();
        assert!(different > 50, "{different}");
        for typed in (1..30).flat_map(typed) {
            let words = typed.split_whitespace().count();
            assert!((10..=12).contains(&words), "{typed}");
        }
    }

    #[test]
    fn words_are_the_same_whatever_stands_between_them() {
        assert!(same_words("Ja – det er sandt.", "ja, det er sandt"));
        assert!(!same_words("Ja, det er sandt", "Ja, er det sandt"));
    }
}
