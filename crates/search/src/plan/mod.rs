//! From what was typed to what is looked for.
//!
//! Everything a word may stand for is worked out here, as terms of the index;
//! nothing here opens a postings list. The same plan finds, explains and
//! highlights, so that what is marked is what matched.

mod correct;
mod derive;
mod leaf;
mod part;
mod small;
mod synonym;
mod variant;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use danish_analyzer::{Analyzer, QueryToken};
use ordret_model::{Leaf, LeafKind, Node, Note, Query};

use crate::ranking;
pub(crate) use correct::did_you_mean;
pub(crate) use part::{Alternative, Part, Slot};
pub(crate) use small::is_small;

/// The most words that are looked for. A query with more keeps its rarest.
pub(crate) const MOST_WORDS: usize = 64;

/// What a query looks for.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Words, phrases and labels that are wanted, in the order typed.
    pub parts: Vec<Part>,
    /// How they belong together: documents are found by these.
    pub needs: Vec<Need>,
    /// What must not be there.
    pub unwanted: Vec<Part>,
    /// Something was typed, and nothing of it is a word: nothing is found.
    pub is_void: bool,
    /// What the reader should know.
    pub notes: Vec<Note>,
}

/// One thing that a document may be required to hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Need {
    pub tree: Tree,
    /// A function word: it ranks, and does not decide what is found by `best`.
    pub small: bool,
    /// Never let go, whatever else is missing: a phrase, a number, what `OG` joins.
    pub firm: bool,
    /// A field was named: required even where any word will do.
    pub filter: bool,
}

/// How parts belong together; numbers are places in [`Plan::parts`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    Part(usize),
    All(Vec<Tree>),
    Any(Vec<Tree>),
}

/// What the plan needs to know of the index.
pub(crate) trait Vocabulary {
    /// Whether any searched field has the term.
    fn has(&self, term: &str) -> bool;
    /// In how many documents any searched field has the term, each field counted by itself.
    fn documents(&self, term: &str) -> u64;
    /// Terms that begin so, with their documents, the most used first; and whether there
    /// were more than `most`.
    fn starting_with(&self, prefix: &str, most: usize) -> (Vec<(String, u64)>, bool);
    /// Terms that differ from `term` by at most so many letters, with their documents.
    fn near(&self, term: &str, distance: u8, most: usize) -> Vec<(String, u64)>;
    /// Whether the two words stand side by side, in this order, in any searched field.
    fn adjoins(&self, first: &str, second: &str) -> bool;
    /// The words that stand right before a name, in names of speakers.
    fn names_before(&self, name: &str) -> Vec<String>;
    /// What an editor has said means the same as the first of these words, each given by what
    /// it is known by among synonyms, with how many of the words it is the same as.
    fn synonyms(&self, words: &[Vec<String>]) -> Vec<(usize, Vec<String>)>;
}

/// What making a plan takes.
pub(crate) struct Planner<'q, V> {
    pub query: &'q Query,
    pub analyzer: &'q Analyzer,
    pub vocabulary: &'q V,
    /// Whether words derived from the typed ones may stand for them, weakly.
    pub kin: bool,
    plan: Plan,
    /// How many words may still be tried in other spellings of names: each costs some dozens
    /// of look-ups.
    variations: usize,
    /// How many beginnings of words may still be looked up.
    prefixes: usize,
    /// How many words may still be corrected.
    corrections: usize,
    /// How many walks through the dictionary that may still take.
    walks: usize,
    /// How many synonyms may still be tried.
    synonyms: usize,
}

/// A search of so many words is a text, of which nothing is known for certain.
const LONG_TEXT: usize = 12;

/// The most words that are corrected in one query.
const MOST_CORRECTIONS: usize = 3;

/// The most walks through the dictionary for words like those typed, at a millisecond each in a
/// large collection: all that one word takes, and of further words the likeliest.
const MOST_WALKS: usize = 8;
const MOST_OF_A_TEXT: usize = 2;

/// The most beginnings of words that are looked up in one query.
const MOST_PREFIXES: usize = 4;

/// The most words that are tried in other spellings of names.
const MOST_VARIATIONS: usize = 8;

/// Works out what `query` looks for.
pub(crate) fn plan<V: Vocabulary>(
    query: &Query,
    kin: bool,
    analyzer: &Analyzer,
    vocabulary: &V,
) -> Plan {
    let mut planner = Planner::new(query, kin, analyzer, vocabulary);
    for item in query.items() {
        planner.item(item);
    }
    planner.finish()
}

impl<'q, V: Vocabulary> Planner<'q, V> {
    fn new(query: &'q Query, kin: bool, analyzer: &'q Analyzer, vocabulary: &'q V) -> Self {
        // A text finds what it was taken from without every word of it.
        let walks = if is_text(query) { MOST_OF_A_TEXT } else { MOST_WALKS };
        Planner {
            query,
            analyzer,
            vocabulary,
            kin,
            walks,
            plan: Plan::default(),
            variations: MOST_VARIATIONS,
            prefixes: MOST_PREFIXES,
            corrections: MOST_CORRECTIONS,
            synonyms: synonym::MOST_SYNONYMS,
        }
    }

    fn item(&mut self, item: &Node) {
        match item {
            Node::Not(node) => {
                if let Node::Leaf(leaf) = &**node {
                    let parts = self.unwanted(leaf);
                    self.plan.unwanted.extend(parts);
                }
            }
            Node::Leaf(leaf) if leaf.kind == LeafKind::Words && leaf.field.is_none() => {
                self.words(leaf);
            }
            _ => {
                let filter = matches!(item, Node::Leaf(leaf) if leaf.field.is_some());
                if let Some(tree) = self.tree(item) {
                    self.plan.needs.push(Need { tree, small: false, firm: true, filter });
                }
            }
        }
    }

    /// Loose words: each is a need of its own.
    fn words(&mut self, leaf: &Leaf) {
        let text = said_once(&leaf.text);
        let words = self.trimmed(&text);
        let first = self.plan.parts.len();
        self.add_words(&words);
        // A long text is half a remembered quote or a title: its numbers may be wrong too.
        let is_text = words.len() >= LONG_TEXT;
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let exact = &word.token.terms.exact;
            let small = is_small(exact);
            let firm = is_number(exact) && !is_text;
            let part = first + at;
            at += 1;
            // "17 %" is one thing, and neither "kl. 17" nor any other percentage.
            if firm
                && words.get(at).is_some_and(is_percent)
                && let Some(both) = Part::side_by_side(&words[at - 1..=at])
            {
                self.plan.parts[part] = both;
                at += 1;
            }
            let tree = Tree::Part(part);
            self.plan.needs.push(Need { tree, small, firm, filter: false });
        }
    }

    /// The words of a leaf, the rarest of them where they are too many. What is left out is
    /// left out here, before anything is looked up for it.
    fn trimmed<'t>(&mut self, text: &'t str) -> Vec<QueryToken<'t>> {
        let mut words = self.analyzer.analyze_query(text);
        let mut seen = HashSet::new();
        // Saying a word twice asks for nothing more.
        words.retain(|word| seen.insert(word.token.terms.exact.clone()));
        let room = MOST_WORDS.saturating_sub(self.plan.parts.len());
        if words.len() > room {
            let mut rarity: Vec<(u64, usize)> = words
                .iter()
                .enumerate()
                .map(|(nth, word)| {
                    let lemma = word.token.terms.lemmas.first().map_or("", String::as_str);
                    let documents = self.vocabulary.documents(&danish_analyzer::term::lemma(lemma));
                    // Words that nobody wrote tell nothing; they go first.
                    (documents.wrapping_sub(1), nth)
                })
                .collect();
            rarity.sort_unstable();
            rarity.truncate(room);
            let mut nth = 0..;
            let kept = |nth: usize| rarity.iter().any(|(_, kept)| *kept == nth);
            words.retain(|_| nth.next().is_some_and(kept));
            self.plan.cut_words();
        }
        words
    }

    /// Adds a part for each word, with what its neighbours make of it.
    fn add_words(&mut self, words: &[QueryToken<'_>]) {
        let first = self.plan.parts.len();
        for word in words {
            self.plan.parts.push(Part::word(word));
        }
        for (at, word) in words.iter().enumerate() {
            // "kommunal direktør" is satisfied by both words or by the compound they
            // make, so the compound stands for each of them.
            for part in self.plan.parts[first..].iter_mut().skip(at).take(2) {
                part.add_compounds(&word.joined_with_next);
            }
            let part = &mut self.plan.parts[first + at];
            part.add_inside(word);
            if is_small(&word.token.terms.exact) {
                part.weight = ranking::STOP_WORD;
            }
        }
        self.add_synonyms(words, first);
        for (at, word) in words.iter().enumerate() {
            self.correct_word(word, first + at, first..first + words.len());
            self.vary(word, first + at);
            if self.kin {
                self.derive(word, first + at);
            }
        }
    }

    /// Takes an unknown word for others, and those for what means the same. A word that
    /// editors know is none that was mistyped.
    fn correct_word(&mut self, word: &QueryToken<'_>, nth: usize, others: Range<usize>) {
        if !self.plan.parts[nth].synonyms.is_empty() {
            return;
        }
        let before = self.plan.notes.len();
        self.respell(word, nth, others);
        let taken_for = self.plan.notes[before..].iter().find_map(|note| match note {
            Note::Corrected { taken_for, .. } | Note::AsciiSpelling { taken_for, .. } => {
                taken_for.first().cloned()
            }
            _ => None,
        });
        if let Some(form) = taken_for {
            self.add_synonyms_of(&form, nth);
        }
    }

    fn finish(mut self) -> Plan {
        let asked = self.query.items().iter().any(|item| !matches!(item, Node::Not(_)));
        self.plan.is_void = asked && self.plan.needs.is_empty();
        if !asked && !self.plan.unwanted.is_empty() {
            self.plan.notes.push(Note::OnlyExclusions);
        }
        for unknown in &self.query.unknown {
            let typed = unknown.typed.as_str();
            let nearest = unknown.nearest.as_str();
            let query = self.query.to_string();
            let query = query.replacen(&format!("{typed}:"), &format!("{nearest}:"), 1);
            self.plan.notes.push(Note::UnknownField { typed: typed.to_owned(), nearest, query });
        }
        if let Some(typed) = self.query.weights.first() {
            self.plan.notes.push(Note::WeightIgnored { typed: typed.clone() });
        }
        self.plan.forget_repetitions();
        if self.plan.unwanted.len() > MOST_WORDS {
            self.plan.unwanted.truncate(MOST_WORDS);
            self.plan.cut_words();
        }
        self.plan
    }
}

impl Plan {
    /// Says once that words were given up.
    pub(crate) fn cut_words(&mut self) {
        if !self.is_cut() {
            self.notes.push(Note::WordsCut { searched: MOST_WORDS });
        }
    }

    /// Whether words were given up.
    pub(crate) fn is_cut(&self) -> bool {
        self.notes.iter().any(|note| matches!(note, Note::WordsCut { .. }))
    }

    /// A need that asks for what another asks for already is no other need.
    fn forget_repetitions(&mut self) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let parts = &self.parts;
        self.needs.retain(|need| match need.tree {
            Tree::Part(part) => seen.insert(parts[part].key(), part).is_none(),
            _ => true,
        });
        let mut unwanted = HashMap::new();
        self.unwanted.retain(|part| unwanted.insert(part.key(), ()).is_none());
    }

    /// Whether every need is a function word: then all are telling.
    pub(crate) fn only_small(&self) -> bool {
        self.needs.iter().all(|need| need.small)
    }
}

impl Tree {
    /// The parts in it, in order.
    pub(crate) fn parts(&self) -> Vec<usize> {
        match self {
            Tree::Part(part) => vec![*part],
            Tree::All(trees) | Tree::Any(trees) => trees.iter().flat_map(Tree::parts).collect(),
        }
    }
}

/// A long text with each of its words once: reading a thousand equal words is dear. In a
/// short one words stay where they are, because neighbours belong together.
fn said_once(text: &str) -> Cow<'_, str> {
    if text.split(' ').nth(MOST_WORDS).is_none() {
        return Cow::Borrowed(text);
    }
    let mut seen = HashSet::new();
    let words: Vec<&str> = text.split(' ').filter(|word| seen.insert(*word)).collect();
    Cow::Owned(words.join(" "))
}

/// Whether so many words were typed that they are a text.
pub(crate) fn is_text(query: &Query) -> bool {
    let leaves = query.items().iter().filter_map(|item| match item {
        Node::Leaf(leaf) => Some(leaf.text.as_str()),
        _ => None,
    });
    leaves.flat_map(|text| text.split(' ')).nth(LONG_TEXT - 1).is_some()
}

/// Whether a word is the unit of the number before it, however it is written.
fn is_percent(word: &QueryToken<'_>) -> bool {
    word.token.terms.exact == "procent"
}

/// Whether a folded word is a number, with or without separators.
pub(crate) fn is_number(exact: &str) -> bool {
    exact.starts_with(|c: char| c.is_ascii_digit())
        && exact.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/'))
}
