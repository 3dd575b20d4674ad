//! The shipped lexicon. Its format is described where it is written, in `examples/build_lexicon`.

use std::sync::OnceLock;

use fst::raw::{Fst, Output};
use fst::{Map, Set};

use crate::lexicon::Known;

const FILE: &[u8] = include_bytes!("../lexicon/danish.bin");
const COMMON: u8 = 1;

/// What makes a lemma of a form: bytes to take off its end, letters to put there.
type Rule = (usize, &'static str);

/// Automata over the bytes in the program, and the small table they point to.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    classes: Vec<(u8, Vec<Rule>)>,
    forms: Option<Map<&'static [u8]>>,
    firsts: Option<Map<&'static [u8]>>,
    heads: Option<Map<&'static [u8]>>,
    simple: Option<Set<&'static [u8]>>,
}

static LEXICON: OnceLock<Lexicon> = OnceLock::new();

/// The lexicon, opened on first use: some microseconds, nothing is unpacked.
pub(crate) fn lexicon() -> &'static Lexicon {
    LEXICON.get_or_init(|| open(FILE).unwrap_or_default())
}

impl Lexicon {
    /// What is known of a plain form, just as it stands.
    pub fn form(&self, form: &str) -> Option<Known> {
        let class = self.forms.as_ref()?.get(form)?;
        let (flags, rules) = self.classes.get(usize::try_from(class).ok()?)?;
        let lemma = |(strip, add): &Rule| {
            Some(format!("{}{add}", form.get(..form.len().checked_sub(*strip)?)?))
        };
        let lemmas: Vec<String> = rules.iter().filter_map(lemma).collect();
        (!lemmas.is_empty()).then_some(Known { lemmas, common: flags & COMMON != 0 })
    }

    /// The price of a lemma at the end of a compound, in tenths of a nat, if any compound is known to end in it.
    pub fn head_price(&self, lemma: &str) -> Option<u32> {
        self.heads.as_ref()?.get(lemma).and_then(|price| u32::try_from(price).ok())
    }

    /// Whether a lemma looks like a compound and is none.
    pub fn is_simple(&self, lemma: &str) -> bool {
        self.simple.as_ref().is_some_and(|simple| simple.contains(lemma))
    }

    /// The parts of compounds that `text` begins with, as length in bytes and price.
    pub fn firsts(&self, text: &str, mut found: impl FnMut(usize, u32)) {
        if let Some(map) = &self.firsts {
            prefixes(map.as_fst(), text, |length, price| {
                found(length, u32::try_from(price).unwrap_or(u32::MAX))
            });
        }
    }

    /// The known forms that `text` begins with, as length in bytes and whether each is a common word.
    pub fn forms(&self, text: &str, mut found: impl FnMut(usize, bool)) {
        if let Some(map) = &self.forms {
            let common = |class: u64| {
                usize::try_from(class)
                    .ok()
                    .and_then(|class| self.classes.get(class))
                    .is_some_and(|(flags, _)| flags & COMMON != 0)
            };
            prefixes(map.as_fst(), text, |length, class| found(length, common(class)));
        }
    }
}

/// Walks the automaton as far as `text` leads.
fn prefixes(fst: &Fst<&'static [u8]>, text: &str, mut found: impl FnMut(usize, u64)) {
    let mut node = fst.root();
    let mut output = Output::zero();
    for (at, byte) in text.bytes().enumerate() {
        let Some(transition) = node.find_input(byte).map(|nth| node.transition(nth)) else {
            return;
        };
        output = output.cat(transition.out);
        node = fst.node(transition.addr);
        if node.is_final() {
            found(at + 1, output.cat(node.final_output()).value());
        }
    }
}

/// Reads the file; nothing at all if it is not what it should be, and then the rules alone work.
fn open(file: &'static [u8]) -> Option<Lexicon> {
    let mut rest = file.strip_prefix(b"DAL1")?;
    let classes = read_classes(section(&mut rest)?)?;
    let forms = Map::new(section(&mut rest)?).ok();
    let firsts = Map::new(section(&mut rest)?).ok();
    let heads = Map::new(section(&mut rest)?).ok();
    let simple = Set::new(section(&mut rest)?).ok();
    Some(Lexicon { classes, forms, firsts, heads, simple })
}

fn section(rest: &mut &'static [u8]) -> Option<&'static [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (section, after) =
        after.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    *rest = after;
    Some(section)
}

fn read_classes(mut table: &'static [u8]) -> Option<Vec<(u8, Vec<Rule>)>> {
    let mut classes = Vec::new();
    while let Some(([flags, count], rest)) = table.split_first_chunk::<2>() {
        table = rest;
        let mut rules = Vec::with_capacity(usize::from(*count));
        for _ in 0..*count {
            let ([strip, length], rest) = table.split_first_chunk::<2>()?;
            let (letters, rest) = rest.split_at_checked(usize::from(*length))?;
            rules.push((usize::from(*strip), std::str::from_utf8(letters).ok()?));
            table = rest;
        }
        classes.push((*flags, rules));
    }
    Some(classes)
}
