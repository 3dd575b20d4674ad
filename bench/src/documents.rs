//! Documents that look Danish and say nothing. Each is made from the seed and
//! its own number alone, so a small corpus is the beginning of a large one.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::random::{Random, Zipf};
use crate::vocabulary::{Vocabulary, capitalised};

/// The seed of everything here.
pub const SEED: u64 = 1849;

const SPEAKERS: usize = 20_000;
/// Different compounds that are in use.
const COMPOUNDS: usize = 400_000;
const PLACES: usize = 98;
const SOURCES: usize = 2_000;
const PARTIES: [&str; 9] = ["A", "B", "C", "F", "I", "M", "O", "V", "Ø"];
const TOPICS: [&str; 12] = [
    "Skole",
    "Ældre",
    "Økonomi",
    "Klima",
    "Trafik",
    "Sundhed",
    "Kultur",
    "Integration",
    "Bolig",
    "Erhverv",
    "Digitalisering",
    "Demokrati",
];
const ROLES: [(&str, &str); 8] = [
    ("borgmester", "Kommune"),
    ("byrådsmedlem", "Kommune"),
    ("kommunaldirektør", "Kommune"),
    ("skoleleder", "Skole"),
    ("sygeplejerske", "Sygehus"),
    ("professor", "Universitet"),
    ("formand", "Forening"),
    ("direktør", "A/S"),
];

/// One line of the content file, see `docs/content.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Record {
    pub kind: String,
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub text: String,
    pub person: String,
    pub role: String,
    pub org: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    pub place: String,
    pub year: i32,
    pub source: String,
    pub topics: Vec<String>,
}

struct Speaker {
    name: String,
    role: &'static str,
    org: String,
    party: Option<&'static str>,
    place: usize,
}

/// Makes documents.
pub struct Generator {
    vocabulary: Vocabulary,
    small: Zipf,
    lemmas: Zipf,
    firsts: Zipf,
    heads: Zipf,
    compounds: Zipf,
    speakers: Vec<Speaker>,
    who: Zipf,
    places: Vec<String>,
    sources: Vec<String>,
    which: Zipf,
}

impl Generator {
    /// A generator from [`SEED`].
    ///
    /// # Errors
    /// When the lexicon cannot be read.
    pub fn new() -> Result<Generator> {
        let vocabulary = Vocabulary::read(SEED)?;
        let mut generator = Generator {
            small: Zipf::new(vocabulary.small.len(), 0.9),
            lemmas: Zipf::new(vocabulary.lemmas.len(), 1.1),
            firsts: Zipf::new(vocabulary.firsts.len(), 0.9),
            heads: Zipf::new(vocabulary.heads.len(), 0.9),
            compounds: Zipf::new(COMPOUNDS, 1.1),
            who: Zipf::new(SPEAKERS, 0.8),
            which: Zipf::new(SOURCES, 0.6),
            speakers: Vec::new(),
            places: Vec::new(),
            sources: Vec::new(),
            vocabulary,
        };
        let mut random = Random::new(SEED, 1);
        generator.places = (0..PLACES).map(|_| generator.place(&mut random)).collect();
        generator.speakers = (0..SPEAKERS).map(|_| generator.speaker(&mut random)).collect();
        generator.sources = (0..SOURCES).map(|_| generator.headline(&mut random)).collect();
        Ok(generator)
    }

    /// The document with this number, from 0: of ten, seven quotes, two cases
    /// and a figure.
    pub fn record(&self, number: u64) -> Record {
        let mut random = Random::new(SEED, number + 16);
        let topic: Vec<usize> = (0..6).map(|_| self.lemmas.draw(&mut random)).collect();
        let kind = [
            "quote", "quote", "case", "quote", "quote", "figure", "quote", "case", "quote", "quote",
        ][(number % 10) as usize];
        let text = match kind {
            "quote" => self.text(&mut random, 20, 110, &topic),
            "case" => {
                let first = self.text(&mut random, 60, 140, &topic);
                format!("{first}\n\n{}", self.text(&mut random, 40, 140, &topic))
            }
            _ => format!(
                "{}% af {}",
                random.between(1, 99),
                self.text(&mut random, 8, 24, &topic).to_lowercase()
            ),
        };
        let speaker = &self.speakers[self.who.draw(&mut random)];
        let topics = (0..random.below(3)).map(|_| (*random.pick(&TOPICS)).to_owned());
        Record {
            topics: topics.collect(),
            title: (kind != "quote").then(|| self.headline(&mut random)),
            kind: kind.to_owned(),
            id: format!("b{number}"),
            text,
            person: speaker.name.clone(),
            role: speaker.role.to_owned(),
            org: speaker.org.clone(),
            party: speaker.party.map(str::to_owned),
            place: self.places[speaker.place].clone(),
            year: 2026 - random.below(6) as i32 * random.below(7) as i32 - random.below(7) as i32,
            source: self.sources[self.which.draw(&mut random)].clone(),
        }
    }

    /// Sentences of some words together, `least` to `most`.
    fn text(&self, random: &mut Random, least: usize, most: usize, topic: &[usize]) -> String {
        let mut left = random.between(least, most);
        let mut text = String::with_capacity(left * 7);
        while left > 0 {
            let length = random.between(5, 19).min(left);
            left -= length;
            for nth in 0..length {
                let word = self.word(random, topic);
                match nth {
                    0 => text.push_str(&capitalised(&word)),
                    _ => text.push_str(&word),
                }
                let comma = nth + 1 < length && random.chance(0.07);
                text.push_str(if comma { ", " } else { " " });
            }
            text.pop();
            text.push_str(if random.chance(0.06) { "? " } else { ". " });
        }
        text.pop();
        text
    }

    /// Nearly half of running Danish is small words; of the others here every
    /// seventh is a compound, and a document keeps to its topic.
    fn word(&self, random: &mut Random, topic: &[usize]) -> String {
        let words = &self.vocabulary;
        if random.chance(0.46) {
            return words.small[self.small.draw(random)].clone();
        }
        if random.chance(0.14) {
            return self.compound(self.compounds.draw(random), random);
        }
        let lemma = match random.chance(0.25) {
            true => *random.pick(topic),
            false => self.lemmas.draw(random),
        };
        form(&words.lemmas[lemma], random).to_owned()
    }

    /// The compound of a rank: always the same two words, in one form or another.
    fn compound(&self, rank: usize, random: &mut Random) -> String {
        let words = &self.vocabulary;
        let mut own = Random::new(SEED ^ 0xc0, rank as u64);
        let first = &words.firsts[self.firsts.draw(&mut own)];
        let head = words.heads[self.heads.draw(&mut own)];
        format!("{first}{}", form(&words.lemmas[head], random))
    }

    fn headline(&self, random: &mut Random) -> String {
        let words: Vec<String> =
            (0..random.between(3, 6)).map(|_| self.word(random, &[0])).collect();
        capitalised(&words.join(" "))
    }

    fn place(&self, random: &mut Random) -> String {
        let first = &self.vocabulary.firsts[random.below(400)];
        let last = random.pick(&["rup", "by", "borg", "lund", "sted", "holm", "bæk", "strand"]);
        format!("{}{last}", capitalised(first))
    }

    fn speaker(&self, random: &mut Random) -> Speaker {
        let (role, organisation) = *random.pick(&ROLES);
        let place = random.below(PLACES);
        let names = &self.vocabulary.names;
        let (given, family) = (random.pick(names).clone(), random.pick(names).clone());
        let elected = matches!(role, "borgmester" | "byrådsmedlem");
        Speaker {
            name: format!("{given} {family}"),
            role,
            org: format!("{} {organisation}", self.places[place]),
            party: elected.then(|| *random.pick(&PARTIES)),
            place,
        }
    }
}

/// A form of a word; the first ones more often.
fn form<'w>(forms: &'w [String], random: &mut Random) -> &'w str {
    let (one, other) = (random.below(forms.len()), random.below(forms.len()));
    &forms[one.min(other)]
}

/// How much text there is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Size {
    /// Of the searched words themselves, in bytes.
    pub text: u64,
    /// Of the file, in bytes.
    pub file: u64,
}

/// Writes the first `documents` documents to a file of JSON Lines.
///
/// # Errors
/// When the file cannot be written.
pub fn write(generator: &Generator, documents: u64, path: &Path) -> Result<Size> {
    let failed = Error::file::<std::io::Error>("write", path);
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path).map_err(&failed)?);
    let mut size = Size::default();
    for number in 0..documents {
        let record = generator.record(number);
        size.text += (record.text.len() + record.title.as_ref().map_or(0, String::len)) as u64;
        let mut line = serde_json::to_vec(&record).map_err(Error::file("write", path))?;
        line.push(b'\n');
        size.file += line.len() as u64;
        file.write_all(&line).map_err(&failed)?;
    }
    file.flush().map_err(&failed)?;
    Ok(size)
}
