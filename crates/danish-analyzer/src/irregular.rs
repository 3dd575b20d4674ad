//! What stands in for the lexicon where it is left out: the crate's own irregular
//! words. With the lexicon they are in it.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::lexicon::{Class, Found, Rule};

/// Irregular links, this crate's own: a lemma and its forms on each line.
const IRREGULAR: &str = include_str!("../lexicon/irregular.txt");

/// Each form with its lemmas.
#[derive(Debug)]
pub(crate) struct Lexicon(HashMap<&'static str, Class>);

static LEXICON: OnceLock<Lexicon> = OnceLock::new();

pub(crate) fn lexicon() -> &'static Lexicon {
    LEXICON.get_or_init(read)
}

fn read() -> Lexicon {
    let lines = lines();
    let mut classes: HashMap<&str, BTreeSet<u8>> = HashMap::new();
    for (class, words) in &lines {
        classes.entry(words[0]).or_default().insert(*class);
    }
    let mut forms: HashMap<&'static str, Class> = HashMap::new();
    for (own, words) in lines {
        let lemma = words[0];
        let first = classes.get(lemma).and_then(|classes| classes.first().copied());
        let mark = if first == Some(own) { "" } else { MARKS[usize::from(own)] };
        for form in words {
            let class = forms.entry(form).or_default();
            class.common = true;
            let rule = Rule { strip: form.len(), add: lemma, mark };
            if !class.rules.contains(&rule) {
                class.rules.push(rule);
            }
        }
    }
    Lexicon(forms)
}

/// The word classes that the headings name, and what tells each from those before it.
const CLASSES: [&str; 3] = ["Nouns", "Adjectives", "Verbs"];
const MARKS: [&str; 4] = ["", ":a", ":v", ""];

/// The words of each line with the number of their class, 3 for small words.
fn lines() -> Vec<(u8, Vec<&'static str>)> {
    let mut class = 3;
    let mut lines = Vec::new();
    for line in IRREGULAR.lines() {
        if let Some(heading) = line.strip_prefix("# -- ") {
            let of = CLASSES.iter().zip(0..).find(|(name, _)| heading.starts_with(**name));
            class = of.map_or(3, |(_, nth)| nth);
        }
        let words: Vec<&str> = line.trim_start_matches(['=', '+']).split_whitespace().collect();
        if !line.starts_with('#') && !words.is_empty() {
            lines.push((class, words));
        }
    }
    lines
}

impl Lexicon {
    pub fn form_and_genitive<'f>(
        &'static self,
        form: &'f str,
    ) -> (Option<Found<'f>>, Option<Found<'f>>) {
        let find = |form: &'f str| self.0.get(form).map(|class| Found { form, class });
        (find(form), form.strip_suffix('s').and_then(find))
    }

    pub fn head_price(&self, _lemma: [&str; 2]) -> Option<u32> {
        None
    }

    pub fn compound(&self, _lemma: &str) -> Option<impl Iterator<Item = usize>> {
        None::<std::iter::Empty<usize>>
    }

    pub fn firsts(&self, _text: &str, _found: impl FnMut(usize, u32)) {}

    pub fn forms(&self, _text: &str, _least: usize, _found: impl FnMut(usize, bool)) {}
}
