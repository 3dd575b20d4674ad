//! One thing to look for, and everything that may stand for it.

use std::collections::HashSet;
use std::ops::Range;

use danish_analyzer::{QueryToken, Terms, term};
use ordret_model::SearchField;

use crate::labels::LabelTest;
use crate::ranking;
use crate::synonyms;

/// The most words of one phrase: more would make it no more telling.
const MOST_PHRASE_WORDS: usize = 64;

/// One thing to look for: a word in all that may stand for it, or a phrase.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// As typed.
    pub typed: String,
    /// Any of these is it.
    pub alternatives: Vec<Alternative>,
    /// How much the whole counts.
    pub weight: f32,
    /// Where it is looked for, if not in every searched field.
    pub fields: Option<Vec<SearchField>>,
    /// What a compound is made of: where any word will do a document without the
    /// whole is found by any of it, and gets as much as it holds.
    pub inside: Vec<Part>,
    /// Words derived from it: where any word will do a document without the word is
    /// found by the best of them.
    pub kin: Vec<Part>,
    /// Terms of other spellings than the one typed: a hit by them says how it is spelled.
    pub others: HashSet<String>,
    /// Which of the alternatives are what editors have said means the same.
    pub synonyms: Range<usize>,
}

/// One way in which a part may stand in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Alternative {
    /// Any of these terms of one class, each with its share of the weight. A word
    /// that carries two of them is one word.
    Terms {
        terms: Vec<(String, f32)>,
        weight: f32,
        /// How much a document that holds it counts towards how common the word
        /// is; 0 for what only documents hold that another alternative counts.
        holding: f64,
    },
    /// Words side by side in one field: each slot holds the terms that may stand there.
    Sequence { slots: Vec<Slot>, weight: f32 },
    /// What a document is labelled with.
    Labels { test: LabelTest },
}

/// The terms that may stand at one place of a sequence; none where a sentence ends.
pub(crate) type Slot = Vec<String>;

impl Part {
    fn new(typed: String, alternatives: Vec<Alternative>) -> Part {
        let (inside, kin, others) = (Vec::new(), Vec::new(), HashSet::new());
        let synonyms = Range::default();
        Part { typed, alternatives, weight: 1.0, fields: None, inside, kin, others, synonyms }
    }

    /// What documents are labelled with.
    pub(super) fn labels(typed: String, test: LabelTest) -> Part {
        Part::new(typed, vec![Alternative::Labels { test }])
    }

    /// A word derived from another.
    pub(super) fn kin(terms: &Terms, weight: f32) -> Part {
        let shares: Vec<(&str, f32)> =
            terms.lemmas.iter().map(|lemma| (lemma.as_str(), 1.0)).collect();
        let alternatives = lemmas(&shares, 1.0).to_vec();
        Part { weight, ..Part::new(terms.exact.clone(), alternatives) }
    }

    /// Any of these terms.
    pub(super) fn forms(typed: String, terms: Vec<String>) -> Part {
        let terms = terms.into_iter().map(|term| (term, 1.0)).collect();
        Part::new(typed, vec![Alternative::Terms { terms, weight: 1.0, holding: 1.0 }])
    }

    /// A word with all that may stand for it by itself.
    pub(super) fn word(word: &QueryToken<'_>) -> Part {
        let token = &word.token;
        let mut part = Part::new(token.text.to_owned(), Vec::new());
        part.add(&token.terms, &token.wholes, 1.0);
        for widened in &word.widened {
            part.add(widened, &[], ranking::WIDENED);
        }
        for apart in &word.apart {
            let slots = apart.iter().map(|terms| lemma_slot(terms, &[])).collect();
            part.alternatives.push(Alternative::Sequence { slots, weight: ranking::APART });
        }
        part
    }

    /// Words as they stand, side by side. One word is that form.
    pub(super) fn phrase(words: &[QueryToken<'_>]) -> Option<Part> {
        let slots = words.iter().take(MOST_PHRASE_WORDS).map(|word| {
            let spellings = std::iter::once(&*word.token.terms).chain(&word.widened);
            spellings.map(|terms| term::exact(&terms.exact)).collect()
        });
        Part::sequence(words, slots.collect())
    }

    /// A word that is not wanted, in every form and inside compounds. What is typed
    /// as one word and read as several (`-63%`) is meant side by side.
    pub(super) fn unwanted(words: &[QueryToken<'_>]) -> Option<Part> {
        if let [word] = words {
            return Some(Part::word(word));
        }
        Part::side_by_side(words)
    }

    /// Words side by side, each in any form.
    pub(super) fn side_by_side(words: &[QueryToken<'_>]) -> Option<Part> {
        let slots = words.iter().take(MOST_PHRASE_WORDS);
        let slots = slots.map(|word| lemma_slot(&word.token.terms, &word.token.wholes));
        Part::sequence(words, slots.collect())
    }

    fn sequence(words: &[QueryToken<'_>], of_words: Vec<Slot>) -> Option<Part> {
        let typed: Vec<&str> = words.iter().map(|word| word.token.text).collect();
        let first = words.first().map_or(0, |word| word.token.position);
        let mut slots: Vec<Slot> = Vec::with_capacity(of_words.len());
        for (word, slot) in words.iter().zip(of_words) {
            slots.resize(word.token.position - first, Slot::new());
            slots.push(slot);
        }
        let alternative = match slots.len() {
            0 => return None,
            1 => {
                let terms = slots.swap_remove(0).into_iter().map(|term| (term, 1.0)).collect();
                Alternative::Terms { terms, weight: 1.0, holding: 1.0 }
            }
            _ => Alternative::Sequence { slots, weight: 1.0 },
        };
        Some(Part::new(typed.join(" "), vec![alternative]))
    }

    /// Lets a word with these terms and `more` lemmas stand for the part.
    pub(super) fn add(&mut self, terms: &Terms, more: &[String], weight: f32) {
        self.add_lemmas(terms, more, weight);
        // The form as typed is hardly a surer sign of the word than its others are, where it is
        // another's form too.
        let is_itself = |lemma: &String| term::spelling(lemma) == terms.exact;
        let others = terms.lemmas.iter().filter(|lemma| !is_itself(lemma)).count();
        let is_ambiguous = 0 < others && others < terms.lemmas.len();
        let share = if is_ambiguous { ranking::AMBIGUOUS } else { ranking::EXACT };
        self.alternatives.push(Alternative::Terms {
            terms: vec![(term::exact(&terms.exact), 1.0)],
            weight: share * weight,
            holding: 0.0,
        });
    }

    fn add_lemmas(&mut self, terms: &Terms, more: &[String], weight: f32) {
        // "tog" is a train before it is a form of "tage": who types a word as a
        // dictionary lists it means that word before another's form.
        let is_itself = |lemma: &String| term::spelling(lemma) == terms.exact;
        let listed = terms.lemmas.iter().any(is_itself);
        let share = |lemma: &String| match listed && !is_itself(lemma) {
            true => ranking::OTHER_LEMMA,
            false => 1.0,
        };
        let own = terms.lemmas.iter().map(|lemma| (lemma.as_str(), share(lemma)));
        let more = more.iter().map(|lemma| (lemma.as_str(), 1.0));
        self.alternatives.extend(lemmas(&own.chain(more).collect::<Vec<_>>(), weight));
    }

    /// Lets another spelling stand for the part.
    pub(super) fn add_other(&mut self, terms: &Terms, weight: f32) {
        let before = self.alternatives.len();
        self.add(terms, &[], weight);
        let others = self.alternatives[before..].iter().flat_map(Alternative::terms);
        self.others.extend(others.cloned().collect::<Vec<_>>());
    }

    /// Lets other words stand for the part: one word in all its forms, several side by side
    /// or, if they are two, as the compound they make.
    pub(super) fn add_synonym(&mut self, words: &[QueryToken<'_>]) {
        let before = self.alternatives.len();
        // What stands for a correction is no surer than that.
        let of = if self.others.is_empty() { 1.0 } else { ranking::CORRECTED };
        let weight = ranking::SYNONYM * of;
        match words {
            [] => {}
            [word] => self.add_synonym_word(word, weight),
            _ => {
                let slots = words.iter().take(MOST_PHRASE_WORDS);
                let slots = slots.map(|word| lemma_slot(&word.token.terms, &[])).collect();
                self.alternatives.push(Alternative::Sequence { slots, weight });
                if let [first, _] = words {
                    self.add_joined(&first.joined_with_next, weight);
                }
            }
        }
        let start = if self.synonyms.is_empty() { before } else { self.synonyms.start };
        self.synonyms = start..self.alternatives.len();
    }

    // Nobody typed a synonym, so that no form of it counts more than another: the word
    // itself comes first in whatever form.
    fn add_synonym_word(&mut self, word: &QueryToken<'_>, weight: f32) {
        let terms = &word.token.terms;
        if synonyms::is_of_its_own(terms) {
            // "ældre" says nothing of what is "gammel", but "ældrepleje" is of it.
            self.alternatives.push(Alternative::Terms {
                terms: vec![(term::exact(&terms.exact), 1.0)],
                weight: ranking::LEMMA * weight,
                holding: ranking::LESSER_HOLDING,
            });
            let own = terms.lemmas.iter().map(|lemma| (lemma.as_str(), 1.0));
            let [_, inner] = lemmas(&own.collect::<Vec<_>>(), weight);
            self.alternatives.push(inner);
        } else {
            self.add_lemmas(terms, &word.token.wholes, weight);
        }
        for widened in &word.widened {
            self.add_lemmas(widened, &[], ranking::WIDENED * weight);
        }
        for apart in &word.apart {
            let slots = apart.iter().map(|terms| lemma_slot(terms, &[])).collect();
            let weight = ranking::APART * weight;
            self.alternatives.push(Alternative::Sequence { slots, weight });
        }
    }

    /// The part without what editors have said means the same.
    pub(crate) fn without_synonyms(&self) -> Part {
        let mut part = self.clone();
        part.alternatives.drain(std::mem::take(&mut part.synonyms));
        part
    }

    /// Lets compounds stand for the part.
    pub(super) fn add_compounds(&mut self, compounds: &[Terms]) {
        self.add_joined(compounds, 1.0);
    }

    fn add_joined(&mut self, compounds: &[Terms], weight: f32) {
        let all = compounds.iter().flat_map(|compound| &compound.lemmas);
        let all: Vec<(&str, f32)> = all.map(|lemma| (lemma.as_str(), 1.0)).collect();
        if !all.is_empty() {
            self.alternatives.extend(lemmas(&all, weight));
        }
    }

    /// Lets what the word is made of be found by itself.
    pub(super) fn add_inside(&mut self, word: &QueryToken<'_>) {
        let pieces: Vec<&str> = word.token.text.split(|c: char| !c.is_alphanumeric()).collect();
        let part = |(typed, known): (String, Vec<&str>)| {
            let known: Vec<(&str, f32)> = known.into_iter().map(|lemma| (lemma, 1.0)).collect();
            let alternatives = lemmas(&known, 1.0).to_vec();
            // Who writes a hyphen has said where the word's parts are.
            let is_piece = pieces.len() > 1 && pieces.contains(&typed.as_str());
            let weight = if is_piece { ranking::PIECE } else { ranking::PART };
            Part { weight, ..Part::new(typed, alternatives) }
        };
        self.inside = inside(word).into_iter().map(part).collect();
    }

    /// The terms that are the word by itself: a sequence's words are others.
    pub(super) fn own_terms(&self) -> impl Iterator<Item = &String> {
        let words = |one: &&Alternative| matches!(one, Alternative::Terms { .. });
        self.alternatives.iter().filter(words).flat_map(Alternative::terms)
    }

    /// What is the same for two parts that look for the same.
    pub(super) fn key(&self) -> String {
        let first = self.alternatives.first();
        let places = match first {
            Some(Alternative::Sequence { slots, .. }) => slots.len(),
            Some(Alternative::Labels { .. }) => return self.typed.clone(),
            _ => 1,
        };
        let terms = first.map(Alternative::terms).unwrap_or_default();
        let fields = format!("{places}{:?}", self.fields);
        terms.iter().fold(fields, |key, term| key + "\u{1f}" + term)
    }
}

impl Alternative {
    /// Every term of it.
    pub(crate) fn terms(&self) -> Vec<&String> {
        match self {
            Alternative::Terms { terms, .. } => terms.iter().map(|(term, _)| term).collect(),
            Alternative::Sequence { slots, .. } => slots.iter().flatten().collect(),
            Alternative::Labels { .. } => Vec::new(),
        }
    }
}

/// Lemmas, each with its share, as words of their own and inside compounds.
fn lemmas(lemmas: &[(&str, f32)], weight: f32) -> [Alternative; 2] {
    let alternative = |class: fn(&str) -> String, weight: f32| Alternative::Terms {
        terms: lemmas.iter().map(|(lemma, share)| (class(lemma), *share)).collect(),
        weight,
        holding: if weight < ranking::LEMMA { ranking::LESSER_HOLDING } else { 1.0 },
    };
    [
        alternative(term::lemma, ranking::LEMMA * weight),
        alternative(term::inner, ranking::INNER * weight),
    ]
}

/// What a compound is made of: each part as typed, with its lemmas.
fn inside<'q>(word: &'q QueryToken<'_>) -> Vec<(String, Vec<&'q str>)> {
    // By place in the word: what may be read in two ways there is still one part.
    let mut parts: Vec<(String, Vec<&str>)> = Vec::new();
    for inner in &word.token.terms.inner {
        let typed = word.token.text.get(inner.start..inner.end).unwrap_or(&inner.term);
        match parts.iter_mut().find(|(part, _)| part == typed) {
            Some((_, lemmas)) => lemmas.push(&inner.term),
            None => parts.push((typed.to_owned(), vec![&inner.term])),
        }
    }
    // Written apart, a part is a word of its own, with that word's lemmas.
    for terms in word.apart.iter().flatten() {
        let lemmas = || terms.lemmas.iter().map(String::as_str);
        let shared = |known: &[&str]| lemmas().any(|lemma| known.contains(&lemma));
        match parts.iter_mut().find(|(part, known)| *part == terms.exact || shared(known)) {
            Some((_, known)) => {
                let new: Vec<&str> = lemmas().filter(|lemma| !known.contains(lemma)).collect();
                known.extend(new);
            }
            None => parts.push((terms.exact.clone(), lemmas().collect())),
        }
    }
    parts
}

fn lemma_slot(terms: &Terms, more: &[String]) -> Slot {
    terms.lemmas.iter().chain(more).map(|lemma| term::lemma(lemma)).collect()
}
