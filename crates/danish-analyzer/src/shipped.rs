//! The shipped lexicon. Its format is described where it is written, in `examples/build_lexicon`.

use std::sync::OnceLock;

use fst::Map;
use fst::raw::{Fst, Output};

use crate::lexicon::{Class, Found, Rule};
use crate::term::CLASS;

const FILE: &[u8] = include_bytes!("../lexicon/danish.bin");
const COMMON: u8 = 1;
const COMPOUND: u8 = 4;
/// The length of a part of a compound takes this many bits.
const LENGTH_BITS: u32 = 5;

/// Automata over the bytes in the program, and the small table they point to.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    classes: Vec<Class>,
    forms: Option<Map<&'static [u8]>>,
    firsts: Option<Map<&'static [u8]>>,
    heads: Option<Map<&'static [u8]>>,
    compounds: Option<Map<&'static [u8]>>,
}

static LEXICON: OnceLock<Lexicon> = OnceLock::new();

/// The lexicon, opened on first use: some microseconds, nothing is unpacked.
pub(crate) fn lexicon() -> &'static Lexicon {
    LEXICON.get_or_init(|| open(FILE).unwrap_or_default())
}

impl Lexicon {
    /// What is known of a plain form just as it stands, and of the form without its last
    /// letter, if that is an s.
    pub fn form_and_genitive<'f>(
        &'static self,
        form: &'f str,
    ) -> (Option<Found<'f>>, Option<Found<'f>>) {
        let Some(map) = &self.forms else { return (None, None) };
        let shorter = form.strip_suffix('s').map_or(usize::MAX, str::len);
        let (mut whole, mut without_s) = (None, None);
        prefixes(map.as_fst(), [form, ""], shorter.min(form.len()), |length, class| {
            let class = usize::try_from(class).ok().and_then(|class| self.classes.get(class));
            let found = class.map(|class| Found { form: &form[..length], class });
            if length == form.len() {
                whole = found;
            } else {
                without_s = found;
            }
        });
        (whole, without_s)
    }

    /// The price of a lemma in two pieces at the end of a compound, in tenths of a nat, if any
    /// compound is known to end in it.
    pub fn head_price(&self, lemma: [&str; 2]) -> Option<u32> {
        let mut price = None;
        let length = lemma[0].len() + lemma[1].len();
        prefixes(self.heads.as_ref()?.as_fst(), lemma, length, |_, found| {
            price = u32::try_from(found).ok();
        });
        price
    }

    /// Where the parts of a lemma end but for the last, in bytes; none if it is no compound.
    pub fn compound(&self, lemma: &str) -> Option<impl Iterator<Item = usize>> {
        let mut lengths = self.compounds.as_ref()?.get(lemma)?;
        let mut end = 0;
        Some(std::iter::from_fn(move || {
            end += usize::try_from(lengths & ((1 << LENGTH_BITS) - 1)).ok()?;
            let more = lengths > 0;
            lengths >>= LENGTH_BITS;
            more.then_some(end)
        }))
    }

    /// The parts of compounds that `text` begins with, as length in bytes and price.
    pub fn firsts(&self, text: &str, mut found: impl FnMut(usize, u32)) {
        if let Some(map) = &self.firsts {
            prefixes(map.as_fst(), [text, ""], 1, |length, price| {
                found(length, u32::try_from(price).unwrap_or(u32::MAX))
            });
        }
    }

    /// The known forms of `least` bytes or more that `text` begins with, as length in bytes
    /// and whether each is a common word.
    pub fn forms(&self, text: &str, least: usize, mut found: impl FnMut(usize, bool)) {
        if let Some(map) = &self.forms {
            prefixes(map.as_fst(), [text, ""], least, |length, class| {
                let class = usize::try_from(class).ok().and_then(|class| self.classes.get(class));
                found(length, class.is_some_and(|class| class.common));
            });
        }
    }
}

/// Walks the automaton as far as `text`, in two pieces, leads, and says which of its beginnings
/// of `least` bytes or more are keys.
#[inline]
fn prefixes(
    fst: &Fst<&'static [u8]>,
    text: [&str; 2],
    least: usize,
    mut found: impl FnMut(usize, u64),
) {
    let mut node = fst.root();
    let mut output = Output::zero();
    for (at, byte) in text[0].bytes().chain(text[1].bytes()).enumerate() {
        let Some(transition) = node.find_input(byte).map(|nth| node.transition(nth)) else {
            return;
        };
        output = output.cat(transition.out);
        node = fst.node(transition.addr);
        if at + 1 >= least && node.is_final() {
            found(at + 1, output.cat(node.final_output()).value());
        }
    }
}

/// Reads the file; nothing at all if it is not what it should be, and then the rules alone work.
fn open(file: &'static [u8]) -> Option<Lexicon> {
    let mut rest = file.strip_prefix(b"DAL3")?;
    let classes = read_classes(section(&mut rest)?)?;
    let forms = Map::new(section(&mut rest)?).ok();
    let firsts = Map::new(section(&mut rest)?).ok();
    let heads = Map::new(section(&mut rest)?).ok();
    let compounds = Map::new(section(&mut rest)?).ok();
    Some(Lexicon { classes, forms, firsts, heads, compounds })
}

fn section(rest: &mut &'static [u8]) -> Option<&'static [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (section, after) =
        after.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    *rest = after;
    Some(section)
}

fn read_classes(mut table: &'static [u8]) -> Option<Vec<Class>> {
    let mut classes = Vec::new();
    while let Some(([flags, count], rest)) = table.split_first_chunk::<2>() {
        table = rest;
        let mut rules = Vec::with_capacity(usize::from(*count));
        for _ in 0..*count {
            let ([strip, length], rest) = table.split_first_chunk::<2>()?;
            let (letters, rest) = rest.split_at_checked(usize::from(*length))?;
            let letters = std::str::from_utf8(letters).ok()?;
            let (add, mark) = letters.split_at(letters.find(CLASS).unwrap_or(letters.len()));
            rules.push(Rule { strip: usize::from(*strip), add, mark });
            table = rest;
        }
        let (common, compound) = (flags & COMMON != 0, flags & COMPOUND != 0);
        classes.push(Class { common, compound, rules });
    }
    Some(classes)
}
