//! Words that are known: the crate's own irregular ones, and with the feature
//! `lexicon` the shipped automata, which are searched where they lie.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

#[cfg(feature = "lexicon")]
pub(crate) use crate::shipped::lexicon;
#[cfg(not(feature = "lexicon"))]
pub(crate) use none::lexicon;

/// Irregular links, this crate's own: a lemma and its forms on each line.
const IRREGULAR: &str = include_str!("../lexicon/irregular.txt");

/// A fixed table asked for short words: no need of a hash that withstands enemies.
type Table = HashMap<&'static str, Irregular, BuildHasherDefault<ShortHasher>>;

static IRREGULARS: OnceLock<Table> = OnceLock::new();

/// The lemmas of a listed form, and whether it has no others.
#[derive(Debug, Default)]
struct Irregular {
    lemmas: Vec<&'static str>,
    alone: bool,
}

/// FNV-1a.
struct ShortHasher(u64);

impl Default for ShortHasher {
    fn default() -> Self {
        ShortHasher(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for ShortHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What is known of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its lemmas, never none.
    pub lemmas: Vec<String>,
    /// It is a common word, perhaps besides a name.
    pub common: bool,
}

/// Looks a plain form up: as it stands, then as a genitive or passive in -s.
pub(crate) fn known(form: &str) -> Option<Known> {
    listed(form).or_else(|| listed(without_s(form)?))
}

/// The form without the -s, -'s or -' of a genitive.
fn without_s(form: &str) -> Option<&str> {
    let base = form
        .strip_suffix("'s")
        .or_else(|| form.strip_suffix('\''))
        .or_else(|| form.strip_suffix('s'))?;
    (base.len() > 1 && !base.ends_with(['s', '\''])).then_some(base)
}

/// Looks a plain form up just as it stands.
pub(crate) fn listed(form: &str) -> Option<Known> {
    let Some(own) = irregular(form) else { return lexicon().form(form) };
    let mut lemmas: Vec<String> = own.lemmas.iter().map(|lemma| (*lemma).to_owned()).collect();
    if let Some(known) = lexicon().form(form).filter(|known| known.common && !own.alone) {
        known.lemmas.into_iter().for_each(|lemma| {
            if !lemmas.contains(&lemma) {
                lemmas.push(lemma)
            }
        });
    }
    Some(Known { lemmas, common: true })
}

fn irregular(form: &str) -> Option<&'static Irregular> {
    IRREGULARS.get_or_init(read_irregulars).get(form)
}

fn read_irregulars() -> Table {
    let mut links = Table::default();
    links.reserve(2048);
    for line in IRREGULAR.lines().filter(|line| !line.starts_with('#')) {
        let alone = line.starts_with('=');
        let mut words = line.trim_start_matches(['=', '+']).split_whitespace();
        let Some(lemma) = words.next() else { continue };
        for form in std::iter::once(lemma).chain(words) {
            let own = links.entry(form).or_default();
            own.alone |= alone;
            if !own.lemmas.contains(&lemma) {
                own.lemmas.push(lemma);
            }
        }
    }
    links
}

/// What stands in for the lexicon where it is left out: it knows nothing.
#[cfg(not(feature = "lexicon"))]
mod none {
    use super::Known;

    pub(crate) struct Lexicon;

    pub(crate) fn lexicon() -> &'static Lexicon {
        &Lexicon
    }

    impl Lexicon {
        pub fn form(&self, _form: &str) -> Option<Known> {
            None
        }

        pub fn head_price(&self, _lemma: &str) -> Option<u32> {
            None
        }

        pub fn is_simple(&self, _lemma: &str) -> bool {
            false
        }

        pub fn firsts(&self, _text: &str, _found: impl FnMut(usize, u32)) {}

        pub fn forms(&self, _text: &str, _found: impl FnMut(usize, bool)) {}
    }
}
