//! From what was typed to what is looked for.
//!
//! Everything a word may stand for is worked out here, as terms of the index;
//! nothing here opens a postings list. The same plan finds, explains and
//! highlights, so that what is marked is what matched.

use std::collections::HashSet;

use danish_analyzer::{Analyzer, Inner, QueryToken, Terms, ascii_candidates, term};
use ordret_model::{ClauseKind, Match, Note, Occur, Query};

use crate::ranking;

/// The most spellings that a word typed in plain ASCII is taken for.
const MOST_SPELLINGS: usize = 4;

/// The most words of one phrase: more would make it no more telling.
const MOST_PHRASE_WORDS: usize = 64;

/// What a query looks for.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Words and phrases that are wanted, in the order typed.
    pub wanted: Vec<Part>,
    /// What must not be there.
    pub unwanted: Vec<Part>,
    /// Something was typed, and nothing of it is a word: nothing is found.
    pub is_void: bool,
    /// What the reader should know.
    pub notes: Vec<Note>,
}

/// One thing to look for: a word in all that may stand for it, or a phrase.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// As typed.
    pub typed: String,
    /// Any of these is it.
    pub alternatives: Vec<Alternative>,
    /// How much the whole counts.
    pub weight: f32,
    /// What a compound is made of, for `match=any`: a document without the whole
    /// is found by any of it, and gets as much as it holds.
    pub inside: Vec<Part>,
}

/// One way in which a part may stand in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Alternative {
    /// Any of these terms of one class, each with its share of the weight. A word
    /// that carries two of them is one word.
    Terms {
        terms: Vec<(String, f32)>,
        weight: f32,
        /// What carries one of them also carries one of another alternative's.
        is_bonus: bool,
    },
    /// Words side by side in one field: each slot holds the terms that may stand there.
    Sequence { slots: Vec<Slot>, weight: f32 },
}

/// The terms that may stand at one place of a sequence.
pub(crate) type Slot = Vec<String>;

/// What the plan needs to know of the index.
pub(crate) trait Vocabulary {
    /// Whether any searched field has the term.
    fn has(&self, term: &str) -> bool;
}

/// Works out what `query` looks for.
pub(crate) fn plan(
    query: &Query,
    match_: Match,
    analyzer: &Analyzer,
    vocabulary: &impl Vocabulary,
) -> Plan {
    let mut plan = Plan::default();
    for clause in &query.clauses {
        let words = analyzer.analyze_query(&clause.text);
        match (clause.occur, clause.kind) {
            (Occur::Must, ClauseKind::Words) => plan.want_words(&words, match_, analyzer, vocabulary),
            (Occur::Must, ClauseKind::Phrase) => plan.wanted.extend(phrase(&words)),
            (Occur::MustNot, ClauseKind::Words) => plan.unwanted.extend(unwanted(&words)),
            (Occur::MustNot, ClauseKind::Phrase) => plan.unwanted.extend(phrase(&words)),
        }
    }
    let asked = query.clauses.iter().any(|clause| clause.occur == Occur::Must);
    plan.is_void = asked && plan.wanted.is_empty();
    if !asked && !plan.unwanted.is_empty() {
        plan.notes.push(Note::OnlyExclusions);
    }
    plan.forget_repetitions();
    plan
}

impl Plan {
    fn want_words(
        &mut self,
        words: &[QueryToken<'_>],
        match_: Match,
        analyzer: &Analyzer,
        vocabulary: &impl Vocabulary,
    ) {
        for (at, word) in words.iter().enumerate() {
            let mut part = part(word);
            // "kommunal direktør" is satisfied by both words or by the compound
            // they make, so the compound stands for each of them.
            part.add_compounds(&word.joined_with_next);
            if let Some(before) = at.checked_sub(1).and_then(|before| words.get(before)) {
                part.add_compounds(&before.joined_with_next);
            }
            if let Some(note) = part.respell(word, analyzer, vocabulary) {
                self.notes.push(note);
            }
            if danish_analyzer::is_stop_word(&word.token.terms.exact) {
                part.weight *= ranking::tune("STOP", 0.5);
            }
            if match_ == Match::Any {
                part.inside = inside(word);
            }
            self.wanted.push(part);
        }
    }

    /// A word typed twice is looked for once: saying it twice asks for nothing more.
    fn forget_repetitions(&mut self) {
        for parts in [&mut self.wanted, &mut self.unwanted] {
            let mut seen = HashSet::new();
            parts.retain(|part| seen.insert(part.key()));
        }
    }
}

impl Part {
    /// What is the same for two parts that look for the same.
    fn key(&self) -> String {
        let first = self.alternatives.first();
        let terms = first.map(Alternative::terms).unwrap_or_default();
        let length = if let Some(Alternative::Sequence { slots, .. }) = first { slots.len() } else { 1 };
        terms.iter().fold(length.to_string(), |key, term| key + "\u{1f}" + term)
    }

    fn add(&mut self, terms: &Terms, more: &[String], weight: f32) {
        // "tog" is a train before it is a form of "tage": who types a word as a
        // dictionary lists it means that word before another's form.
        let listed = terms.lemmas.contains(&terms.exact);
        let share = |lemma: &String| match listed && *lemma != terms.exact {
            true => *ranking::OTHER,
            false => 1.0,
        };
        let own = terms.lemmas.iter().map(|lemma| (lemma, share(lemma)));
        let lemmas: Vec<_> = own.chain(more.iter().map(|lemma| (lemma, 1.0))).collect();
        let of = |class: fn(&str) -> String| lemmas.iter().map(move |(lemma, share)| (class(lemma), *share)).collect();
        self.add_terms(of(term::lemma), *ranking::LEMMA * weight);
        self.add_terms(of(term::inner), *ranking::INNER * weight);
        if *ranking::EXACT > 0.0 {
            let terms = vec![(term::exact(&terms.exact), 1.0)];
            let weight = *ranking::EXACT * weight;
            self.alternatives.push(Alternative::Terms { terms, weight, is_bonus: true });
        }
    }

    fn add_terms(&mut self, terms: Vec<(String, f32)>, weight: f32) {
        if weight > 0.0 {
            self.alternatives.push(Alternative::Terms { terms, weight, is_bonus: false });
        }
    }

    fn add_compounds(&mut self, compounds: &[Terms]) {
        if !compounds.is_empty() {
            let lemmas: Vec<&String> =
                compounds.iter().flat_map(|compound| &compound.lemmas).collect();
            let of = |class: fn(&str) -> String| lemmas.iter().map(|lemma| (class(lemma), 1.0)).collect();
            self.add_terms(of(term::lemma), *ranking::LEMMA);
            self.add_terms(of(term::inner), *ranking::INNER);
        }
    }

    fn has_any(&self, vocabulary: &impl Vocabulary) -> bool {
        let mut terms = self.alternatives.iter().flat_map(Alternative::terms);
        terms.any(|term| vocabulary.has(term))
    }

    /// A word in plain ASCII that is not in the index is taken for the Danish
    /// words it may have been typed for, as far as the index has them.
    fn respell(&mut self, word: &QueryToken<'_>, analyzer: &Analyzer, vocabulary: &impl Vocabulary) -> Option<Note> {
        let typed = word.token.text;
        if !typed.is_ascii() || self.has_any(vocabulary) {
            return None;
        }
        let mut taken_for = Vec::new();
        for candidate in ascii_candidates(typed) {
            let terms = analyzer.terms_of(&candidate);
            let known = |term: String| vocabulary.has(&term);
            if known(term::exact(&terms.exact))
                || terms.lemmas.iter().any(|lemma| known(term::lemma(lemma)) || known(term::inner(lemma)))
            {
                self.add(&terms, &[], *ranking::ASCII);
                taken_for.push(candidate);
            }
            if taken_for.len() == MOST_SPELLINGS {
                break;
            }
        }
        let found = !taken_for.is_empty();
        found.then(|| Note::AsciiSpelling { typed: typed.to_owned(), taken_for })
    }
}

impl Alternative {
    /// Every term of it.
    pub(crate) fn terms(&self) -> Vec<&String> {
        match self {
            Alternative::Terms { terms, .. } => terms.iter().map(|(term, _)| term).collect(),
            Alternative::Sequence { slots, .. } => slots.iter().flatten().collect(),
        }
    }
}

/// A word with all that may stand for it by itself.
fn part(word: &QueryToken<'_>) -> Part {
    let token = &word.token;
    let mut part = Part { typed: token.text.to_owned(), alternatives: Vec::new(), weight: 1.0, inside: Vec::new() };
    part.add(&token.terms, &token.wholes, 1.0);
    for widened in &word.widened {
        part.add(widened, &[], *ranking::WIDENED);
    }
    for apart in &word.apart {
        let slots = apart.iter().map(|terms| lemma_slot(terms, &[])).collect();
        part.alternatives.push(Alternative::Sequence { slots, weight: *ranking::APART });
    }
    part
}

/// What a compound is made of, each part to be found by itself.
fn inside(word: &QueryToken<'_>) -> Vec<Part> {
    let leaves = &word.token.terms.parts;
    let is_leaf = |inner: &&Inner| {
        ranking::tune("LEAF", 0.0) == 0.0 || leaves.iter().any(|leaf| (leaf.start, leaf.end) == (inner.start, inner.end))
    };
    let parts = word.token.terms.inner.iter().filter(is_leaf).map(|inner| {
        let terms = |class: fn(&str) -> String| vec![(class(&inner.term), 1.0)];
        Part {
            typed: word.token.text.get(inner.start..inner.end).unwrap_or(&inner.term).to_owned(),
            alternatives: vec![
                Alternative::Terms { terms: terms(term::lemma), weight: *ranking::LEMMA, is_bonus: false },
                Alternative::Terms { terms: terms(term::inner), weight: *ranking::INNER, is_bonus: false },
            ],
            weight: *ranking::PART,
            inside: Vec::new(),
        }
    });
    parts.collect()
}

/// Words as they stand, side by side. One word is that form.
fn phrase(words: &[QueryToken<'_>]) -> Option<Part> {
    let typed: Vec<&str> = words.iter().map(|word| word.token.text).collect();
    let slots = words.iter().take(MOST_PHRASE_WORDS).map(|word| {
        let spellings = std::iter::once(&*word.token.terms).chain(&word.widened);
        spellings.map(|terms| term::exact(&terms.exact)).collect()
    });
    one(typed.join(" "), slots.collect())
}

/// A word that is not wanted, in every form and inside compounds. What is typed
/// as one word and read as several (`-63%`) is meant side by side.
fn unwanted(words: &[QueryToken<'_>]) -> Option<Part> {
    if let [word] = words {
        return Some(part(word));
    }
    let typed: Vec<&str> = words.iter().map(|word| word.token.text).collect();
    let slots = words.iter().take(MOST_PHRASE_WORDS);
    let slots = slots.map(|word| lemma_slot(&word.token.terms, &word.token.wholes));
    one(typed.join(" "), slots.collect())
}

fn one(typed: String, mut slots: Vec<Slot>) -> Option<Part> {
    let alternative = match slots.len() {
        0 => return None,
        1 => {
            let terms = slots.swap_remove(0).into_iter().map(|term| (term, 1.0)).collect();
            Alternative::Terms { terms, weight: 1.0, is_bonus: false }
        }
        _ => Alternative::Sequence { slots, weight: 1.0 },
    };
    Some(Part { typed, alternatives: vec![alternative], weight: 1.0, inside: Vec::new() })
}

fn lemma_slot(terms: &Terms, more: &[String]) -> Slot {
    terms.lemmas.iter().chain(more).map(|lemma| term::lemma(lemma)).collect()
}
