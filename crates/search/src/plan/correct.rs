//! Words that no document holds: taken for Danish spellings of plain ASCII, else for what
//! they are nearly spelled as. Each look costs a walk through the dictionaries, so both
//! are bounded by the query, not by the word.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use danish_analyzer::{
    Analyzer, QueryToken, Terms, ascii_candidates, ascii_spellings, is_word, term,
};
use ordret_model::{LeafKind, Node, Note, Query};

use super::variant::capitalised;
use super::{MOST_CORRECTIONS, Planner, Vocabulary, is_number, is_small, is_text};
use crate::plan::Part;
use crate::ranking;

/// The most spellings that a word typed in plain ASCII is taken for.
const MOST_SPELLINGS: usize = 4;

/// How many spellings are taken apart to see whether their stems are known, and of how long
/// a word: taking a long word apart costs as much as some hundred look-ups.
const MOST_ANALYSED: usize = 24;
const LONGEST_ANALYSED: usize = 24;

/// The most words that an unknown word is taken for.
const MOST_CORRECTED: usize = 3;

/// One over the share of the likeliest word's documents that another must have to be likely.
const LIKELY_SHARE: u64 = 20;

/// How many near terms are looked at.
const MOST_NEAR: usize = 256;

/// Fewer letters are no typing error.
const LEAST_LETTERS: usize = 4;

/// How unlike a word is that was typed without a letter's ring, stroke or dots, see
/// [`unlikeness`].
const LEFT_OUT: u32 = 2;

/// How many base forms of a mistyped word are looked for.
const MOST_BASES: usize = 2;

/// How many times more documents hold a word that is perhaps meant, where no dictionary tells
/// which of the two is the error.
const FAR_MORE: u64 = 10;

impl<V: Vocabulary> Planner<'_, V> {
    /// Whether any document holds the word, in whatever form or compound. A piece of it
    /// that stands somewhere makes it no known word.
    fn is_known(&self, part: &Part) -> bool {
        part.own_terms().any(|term| self.vocabulary.has(term))
    }

    /// Takes an unknown word for others. `others` are the parts of all words typed.
    pub(super) fn respell(&mut self, word: &QueryToken<'_>, nth: usize, others: Range<usize>) {
        let exact = &word.token.terms.exact;
        let is_word = exact.chars().any(char::is_alphabetic) && !is_number(exact);
        if !is_word || is_small(exact) || self.corrections == 0 {
            return;
        }
        if self.is_known(&self.plan.parts[nth]) {
            return;
        }
        if !self.take_for_danish(word, nth) {
            let mut others = others.filter(|other| *other != nth);
            let has_other = others.any(|other| {
                let part = &self.plan.parts[other];
                !is_small(&part.typed.to_lowercase()) && self.is_known(part)
            });
            self.correct(word, nth, has_other);
        }
    }

    /// A word in plain ASCII is taken for the Danish words it may have been typed for, as
    /// far as the index has them.
    fn take_for_danish(&mut self, word: &QueryToken<'_>, nth: usize) -> bool {
        let typed = word.token.text;
        if !typed.is_ascii() || typed.len() > 40 {
            return false;
        }
        let mut taken_for = Vec::new();
        for (nth_candidate, candidate) in ascii_candidates(typed).into_iter().enumerate() {
            let classes =
                [term::exact(&candidate), term::lemma(&candidate), term::inner(&candidate)];
            let mut is_known = classes.iter().any(|term| self.vocabulary.has(term));
            if !is_known && (nth_candidate >= MOST_ANALYSED || typed.len() > LONGEST_ANALYSED) {
                continue;
            }
            let terms = self.analyzer.terms_of(&candidate);
            if !is_known {
                let lemmas = terms.lemmas.iter();
                let mut classes = lemmas.flat_map(|lemma| [term::lemma(lemma), term::inner(lemma)]);
                is_known = classes.any(|term| self.vocabulary.has(&term));
            }
            if is_known {
                self.plan.parts[nth].add_other(&terms, ranking::ASCII);
                taken_for.push(candidate);
            }
            if taken_for.len() == MOST_SPELLINGS {
                break;
            }
        }
        let found = !taken_for.is_empty();
        if found {
            self.plan.notes.push(Note::AsciiSpelling { typed: typed.to_owned(), taken_for });
        } else {
            // Trying them all was as dear as a correction.
            self.corrections = self.corrections.saturating_sub(1);
        }
        found
    }

    /// A word that no document holds is taken for those nearest to it: none of up to three
    /// letters, one letter's difference up to seven, two from eight.
    ///
    /// A word that a dictionary lists is hardly an error: where another word was typed that
    /// documents hold, `låne en boremaskine` asks for nobody called Lone.
    fn correct(&mut self, word: &QueryToken<'_>, nth: usize, has_other: bool) {
        if self.corrections == 0 || !may_be_mistyped(&word.token.terms.exact) {
            return;
        }
        self.corrections = self.corrections.min(MOST_CORRECTIONS) - 1;
        let mut near = self.alike(&word.token.terms);
        if has_other && is_word(&word.token.terms.exact) {
            near.retain(|alike| alike.unlikeness <= LEFT_OUT);
        }
        let Some(first) = near.first() else { return };
        let likely = |other: &&Alike| {
            other.unlikeness == first.unlikeness
                && other.documents * LIKELY_SHARE >= first.documents
        };
        let taken_for: Vec<&Alike> = near.iter().filter(likely).take(MOST_CORRECTED).collect();
        for (place, alike) in taken_for.iter().enumerate() {
            let weight = if place == 0 { 1.0 } else { ranking::LESS_LIKELY };
            let terms = self.analyzer.terms_of(&alike.form);
            self.plan.parts[nth].add_other(&terms, ranking::CORRECTED * weight);
        }
        let typed = word.token.text;
        let written = |alike: &&Alike| as_capital(typed, &alike.form);
        let taken_for: Vec<String> = taken_for.iter().map(written).collect();
        let text = self.query.to_string();
        let query = instead(&text, typed, &taken_for[0]);
        let as_typed = instead(&text, typed, &format!("\"{typed}\""));
        let typed = typed.to_owned();
        self.plan.notes.push(Note::Corrected { typed, taken_for, query, as_typed });
    }

    /// Whether a word may be an error although documents hold it: no dictionary lists it.
    fn may_resemble(&self, word: &QueryToken<'_>, part: &Part) -> bool {
        let exact = &word.token.terms.exact;
        may_be_mistyped(exact) && !is_small(exact) && !is_word(exact) && self.is_known(part)
    }

    /// The word like a typed one that far more documents hold.
    fn resembling(&mut self, word: &QueryToken<'_>, part: &Part) -> Option<String> {
        let terms = &word.token.terms;
        let own = part.own_terms().map(|term| self.vocabulary.documents(term)).max().unwrap_or(0);
        let more = |alike: &Alike| {
            let times = if is_word(&alike.form) { 1 } else { FAR_MORE };
            let is_other = alike.form != terms.exact && !terms.lemmas.contains(&alike.form);
            is_other && alike.documents >= own * times
        };
        let other = self.alike(terms).into_iter().find(more)?;
        Some(as_capital(word.token.text, &other.form))
    }

    /// In how many documents a lemma stands, as a word or inside one.
    fn documents_of(&self, lemma: &str) -> u64 {
        let as_word = self.vocabulary.documents(&term::lemma(lemma));
        as_word.max(self.vocabulary.documents(&term::inner(lemma)))
    }

    /// Words of the index that may have been meant, the likeliest first.
    fn alike(&mut self, terms: &Terms) -> Vec<Alike> {
        let exact = terms.exact.as_str();
        let distance = if exact.chars().count() < 8 { 1 } else { 2 };
        let mut found: HashMap<String, Alike> = HashMap::new();
        let (vocabulary, walks) = (self.vocabulary, &mut self.walks);
        let mut look = |typed: &str, term: String| {
            if *walks == 0 {
                return;
            }
            *walks -= 1;
            // The form as typed tells more than what it is taken for a form of.
            let guessed = u32::from(typed != exact);
            for (term, documents) in vocabulary.near(&term, distance, MOST_NEAR) {
                let form = term::spelling(&term[1..]);
                let unlikeness = unlikeness(typed, form);
                if unlikeness > u32::from(distance) * 4
                    || form.contains(|c: char| c.is_ascii_digit())
                {
                    continue;
                }
                let unlikeness = unlikeness + guessed;
                let alike = Alike { unlikeness, documents, form: form.to_owned() };
                let known = found.entry(form.to_owned()).or_insert_with(|| alike.clone());
                known.unlikeness = known.unlikeness.min(unlikeness);
                known.documents = known.documents.max(documents);
            }
        };
        look(exact, term::exact(exact));
        // A mistyped word may stand in another form only, or only inside compounds.
        let lemmas = terms.lemmas.iter().map(|lemma| term::spelling(lemma));
        for base in lemmas.filter(|base| *base != exact).chain([exact]).take(MOST_BASES) {
            if base.chars().count() >= LEAST_LETTERS {
                look(base, term::lemma(base));
                look(base, term::inner(base));
            }
        }
        if is_word(exact) && exact.len() <= LONGEST_ANALYSED {
            for form in ascii_spellings(exact).into_iter().take(MOST_ANALYSED) {
                let lemmas = self.analyzer.terms_of(&form).lemmas;
                let documents = lemmas.iter().map(|lemma| self.documents_of(lemma)).max();
                let unlikeness = unlikeness(exact, &form);
                if let Some(documents) = documents.filter(|documents| *documents > 0) {
                    found.insert(form.clone(), Alike { unlikeness, documents, form });
                }
            }
        }
        let mut found: Vec<Alike> = found.into_values().collect();
        found.sort_by(|a, b| {
            let key = |alike: &Alike| (alike.unlikeness, Reverse(alike.documents));
            key(a).cmp(&key(b)).then_with(|| a.form.cmp(&b.form))
        });
        found
    }
}

/// Whether far more documents hold a word that one of the query's words resembles, where
/// little was found. As many words are looked at as are corrected, and none of a text.
pub(crate) fn did_you_mean<V: Vocabulary>(
    query: &Query,
    analyzer: &Analyzer,
    vocabulary: &V,
) -> Vec<Note> {
    let mut planner = Planner::new(query, false, analyzer, vocabulary);
    let text = query.to_string();
    let mut notes = Vec::new();
    let mut looks = if is_text(query) { 0 } else { MOST_CORRECTIONS };
    for item in query.items() {
        let Node::Leaf(leaf) = item else { continue };
        if leaf.kind != LeafKind::Words || leaf.field.is_some() || looks == 0 {
            continue;
        }
        for word in analyzer.analyze_query(&leaf.text) {
            let part = Part::word(&word);
            if looks == 0 || !planner.may_resemble(&word, &part) {
                continue;
            }
            looks -= 1;
            let Some(other) = planner.resembling(&word, &part) else { continue };
            let typed = word.token.text.to_owned();
            let query = instead(&text, &typed, &other);
            notes.push(Note::DidYouMean { typed, other, query });
        }
    }
    notes
}

/// A text with another word for the first that is `typed`: not for a piece of a longer one.
fn instead(text: &str, typed: &str, other: &str) -> String {
    let is_whole = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + typed.len()..].chars().next();
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    };
    match text.match_indices(typed).map(|(at, _)| at).find(is_whole) {
        Some(at) => format!("{}{other}{}", &text[..at], &text[at + typed.len()..]),
        None => text.to_owned(),
    }
}

/// A word of the index that is nearly spelled as what was typed.
#[derive(Debug, Clone)]
struct Alike {
    /// In quarters of a typing error.
    unlikeness: u32,
    documents: u64,
    form: String,
}

/// Words of up to three letters are as they are; so is an address or a number, or it is another.
fn may_be_mistyped(exact: &str) -> bool {
    let is_plain = exact.chars().all(|c| c.is_alphabetic() || c == '-');
    is_plain && (LEAST_LETTERS..=40).contains(&exact.chars().count())
}

/// With a capital where what was typed had one.
fn as_capital(typed: &str, form: &str) -> String {
    match typed.starts_with(char::is_uppercase) {
        true => capitalised(form),
        false => form.to_owned(),
    }
}

/// How unlike two words are, in quarters of a typing error: letters that were doubled, left
/// out of a double, or swapped are likelier than others, a wrong first letter less likely.
fn unlikeness(typed: &str, other: &str) -> u32 {
    let (typed, other): (Vec<char>, Vec<char>) = (typed.chars().collect(), other.chars().collect());
    let width = other.len() + 1;
    let mut rows = vec![0_u32; (typed.len() + 1) * width];
    for at in 0..=typed.len() {
        for beside in 0..=other.len() {
            if at == 0 || beside == 0 {
                rows[at * width + beside] = 4 * (at + beside) as u32;
                continue;
            }
            let (mine, theirs) = (typed[at - 1], other[beside - 1]);
            let cell = |at: usize, beside: usize| rows[at * width + beside];
            let doubled = at > 1 && typed[at - 2] == mine;
            let halved = beside > 1 && other[beside - 2] == theirs;
            let mut least = cell(at - 1, beside - 1) + differing(mine, theirs);
            least = least.min(cell(at - 1, beside) + if doubled { 3 } else { 4 });
            least = least.min(cell(at, beside - 1) + if halved { 3 } else { 4 });
            let swapped =
                at > 1 && beside > 1 && mine == other[beside - 2] && theirs == typed[at - 2];
            if swapped {
                least = least.min(cell(at - 2, beside - 2) + 3);
            }
            rows[at * width + beside] = least;
        }
    }
    let first = u32::from(typed.first() != other.first());
    rows[typed.len() * width + other.len()] + first
}

/// A letter whose ring, stroke or dots were left out is hardly an error.
fn differing(typed: char, other: char) -> u32 {
    match (typed, other) {
        _ if typed == other => 0,
        ('a', 'å' | 'æ') | ('o', 'ø') | ('e', 'é') => LEFT_OUT,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::{instead, unlikeness};

    #[test]
    fn a_word_is_replaced_and_no_piece_of_one() {
        assert_eq!(instead("skoleboger, boger", "boger", "bøger"), "skoleboger, bøger");
        assert_eq!(instead("-\"boger\" bogers", "boger", "bøger"), "-\"bøger\" bogers");
        assert_eq!(instead("bogers", "boger", "bøger"), "bogers");
    }

    #[test]
    fn likely_errors_are_nearer_than_others() {
        assert_eq!(unlikeness("skole", "skole"), 0);
        assert!(unlikeness("skolle", "skole") < unlikeness("skople", "skole"));
        assert!(unlikeness("sokle", "skole") < unlikeness("skale", "skole"));
        assert!(unlikeness("kole", "skole") > unlikeness("skol", "skole"));
        assert!(unlikeness("boger", "bøger") < unlikeness("boger", "borger"));
    }
}
