//! From what was typed to what is looked for.
//!
//! Everything a word may stand for is worked out here, as terms of the index;
//! nothing here opens a postings list. The same plan finds, explains and
//! highlights, so that what is marked is what matched.

mod part;

use std::collections::HashSet;

use danish_analyzer::{Analyzer, QueryToken, ascii_candidates, is_stop_word, term};
use ordret_model::{ClauseKind, Match, Note, Occur, Query};

use crate::ranking;
pub(crate) use part::{Alternative, Part, Slot};

/// The most spellings that a word typed in plain ASCII is taken for.
const MOST_SPELLINGS: usize = 4;

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
            (Occur::Must, ClauseKind::Words) => {
                plan.wanted.extend(wanted(&words, match_));
                plan.respell(&words, analyzer, vocabulary);
            }
            (Occur::Must, ClauseKind::Phrase) => plan.wanted.extend(Part::phrase(&words)),
            (Occur::MustNot, ClauseKind::Words) => plan.unwanted.extend(Part::unwanted(&words)),
            (Occur::MustNot, ClauseKind::Phrase) => plan.unwanted.extend(Part::phrase(&words)),
        }
    }
    let asked = query.clauses.iter().any(|clause| clause.occur == Occur::Must);
    plan.is_void = asked && plan.wanted.is_empty();
    if !asked && !plan.unwanted.is_empty() {
        plan.notes.push(Note::OnlyExclusions);
    }
    forget_repetitions(&mut plan.wanted);
    forget_repetitions(&mut plan.unwanted);
    plan
}

/// One part for each word.
fn wanted(words: &[QueryToken<'_>], match_: Match) -> Vec<Part> {
    let mut parts: Vec<Part> = words.iter().map(Part::word).collect();
    for (at, word) in words.iter().enumerate() {
        // "kommunal direktør" is satisfied by both words or by the compound they
        // make, so the compound stands for each of them.
        for part in parts.iter_mut().skip(at).take(2) {
            part.add_compounds(&word.joined_with_next);
        }
        if match_ == Match::Any {
            parts[at].add_inside(word);
            if is_stop_word(&word.token.terms.exact) {
                parts[at].weight = ranking::STOP_WORD;
            }
        }
    }
    parts
}

/// A word typed twice is looked for once: saying it twice asks for nothing more.
fn forget_repetitions(parts: &mut Vec<Part>) {
    let mut seen = HashSet::new();
    parts.retain(|part| seen.insert(part.key()));
}

impl Plan {
    /// A word in plain ASCII that is not in the index is taken for the Danish
    /// words it may have been typed for, as far as the index has them. `words`
    /// are those of the last wanted parts.
    fn respell(
        &mut self,
        words: &[QueryToken<'_>],
        analyzer: &Analyzer,
        vocabulary: &impl Vocabulary,
    ) {
        let first = self.wanted.len() - words.len();
        for (part, word) in self.wanted[first..].iter_mut().zip(words) {
            let typed = word.token.text;
            // What a compound's piece may be does not make the whole known.
            if !typed.is_ascii() || part.own_terms().any(|term| vocabulary.has(term)) {
                continue;
            }
            let mut taken_for = Vec::new();
            for candidate in ascii_candidates(typed) {
                let terms = analyzer.terms_of(&candidate);
                let lemmas = terms.lemmas.iter();
                let classes = lemmas.flat_map(|lemma| [term::lemma(lemma), term::inner(lemma)]);
                if classes.chain([term::exact(&terms.exact)]).any(|term| vocabulary.has(&term)) {
                    part.add(&terms, &[], ranking::ASCII);
                    taken_for.push(candidate);
                }
                if taken_for.len() == MOST_SPELLINGS {
                    break;
                }
            }
            if !taken_for.is_empty() {
                self.notes.push(Note::AsciiSpelling { typed: typed.to_owned(), taken_for });
            }
        }
    }
}
