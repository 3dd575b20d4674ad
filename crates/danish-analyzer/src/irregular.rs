//! What stands in for the lexicon where it is left out: the crate's own irregular
//! words. With the lexicon they are in it.

use std::collections::HashMap;
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
    let mut forms: HashMap<&'static str, Class> = HashMap::new();
    for line in IRREGULAR.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.trim_start_matches(['=', '+']).split_whitespace();
        let Some(lemma) = words.next() else { continue };
        for form in std::iter::once(lemma).chain(words) {
            let class = forms.entry(form).or_default();
            class.common = true;
            let rule = Rule { strip: form.len(), add: lemma };
            if !class.rules.contains(&rule) {
                class.rules.push(rule);
            }
        }
    }
    Lexicon(forms)
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
