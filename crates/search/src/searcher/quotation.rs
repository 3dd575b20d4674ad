//! Half a remembered quote: the original, though words are missing, changed or swapped.
//!
//! The rarest of the typed words choose some candidates; these are read and compared word by
//! word. Only the words as they stand count here, not their other forms.

use std::collections::{HashMap, HashSet};

use danish_analyzer::{Token, term};
use ordret_model::{
    Difference, DifferenceOp, Document, Leaf, LeafKind, Node, Quotation, SearchField,
};

use crate::Error;
use crate::fields;
use crate::matching::Place;
use crate::ranking;
use crate::searcher::Searcher;
use crate::searcher::answer::{Asked, Listed};
use crate::searcher::groups::Groups;

/// So few words are no quotation.
const LEAST_WORDS: usize = 5;
/// More words than these are not compared.
const MOST_WORDS: usize = 512;
/// How many of the rarest words choose candidates.
const MOST_TELLING: usize = 24;
/// How many postings these may have together.
const MOST_POSTINGS: u64 = 150_000;
/// How many candidates are compared.
const CANDIDATES: usize = 24;
/// How many pairs of words are compared in all: a millisecond.
const MOST_PAIRS: usize = 500_000;
/// How many bytes of text are read while somebody waits for a page, and for a manuscript: what
/// is read is analysed, at some ten bytes a microsecond.
const READ_FOR_A_PAGE: usize = 32 << 10;
const READ_FOR_A_MANUSCRIPT: usize = 1 << 20;
/// What share of the typed words, weighted by how telling they are, the original holds; and how
/// much more of it for each word that a text has fewer than [`ENOUGH_WORDS`]: seven words that
/// stand somewhere in part are a search and no quotation (+0.009 on the sentences by `best`).
const LEAST_SHARE: f32 = 0.6;
const MORE_OF_SHORT: f32 = 0.02;
const ENOUGH_WORDS: usize = 10;

/// Where words come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Original {
    /// The document that holds them.
    pub document: Document,
    /// What was looked up beside what it says.
    pub quotation: Quotation,
}

struct Candidate {
    place: Place,
    document: Document,
    worth: f32,
    quotation: Quotation,
}

impl Searcher {
    /// The document whose words these are, or nearly are; `None` where there is none.
    ///
    /// # Errors
    /// The index could not be read.
    pub fn original(&self, text: &str) -> Result<Option<Original>, Error> {
        let found = self.look_up(text, 1, READ_FOR_A_MANUSCRIPT)?;
        Ok(found.map(|Candidate { document, quotation, .. }| Original { document, quotation }))
    }

    /// Puts the original of a half-remembered quote before everything else.
    pub(super) fn put_quotation_first(
        &self,
        asked: &Asked<'_>,
        groups: &mut Groups,
    ) -> Result<(), Error> {
        use ordret_model::Match;
        let request = asked.request;
        if request.match_ != Match::Best || !request.fields.is_empty() {
            return Ok(());
        }
        let Some(marked) = marked(asked.query.items()) else { return Ok(()) };
        // A phrase that stands somewhere exactly is found as a phrase.
        let whole = asked.query.whole_phrase();
        let text = whole.unwrap_or(&request.query);
        let Some(found) = self.look_up(text, LEAST_WORDS, READ_FOR_A_PAGE)? else { return Ok(()) };
        if !self.passes(&found.place, &request.filters)? {
            return Ok(());
        }
        let same = |listed: &Listed| {
            (listed.place.segment, listed.place.document)
                == (found.place.segment, found.place.document)
        };
        let quotation = Some(found.quotation);
        match groups.listed.iter().position(same) {
            Some(nth) => {
                let listed = groups.listed.remove(nth);
                groups.listed.insert(0, Listed { quotation, ..listed });
            }
            // Whoever puts marks around some of the words wants these to the letter, where
            // anything has them so.
            None if marked && whole.is_none() && !groups.listed.is_empty() => {}
            None => {
                groups.partial += 1;
                groups.listed.insert(0, Listed { place: found.place, partial: true, quotation });
            }
        }
        Ok(())
    }

    fn look_up(
        &self,
        text: &str,
        least: usize,
        mut readable: usize,
    ) -> Result<Option<Candidate>, Error> {
        let mut typed = self.analyzer.analyze(text);
        typed.truncate(MOST_WORDS);
        if typed.len() < least {
            return Ok(None);
        }
        let telling = self.telling(&typed)?;
        let (places, chosen) = self.candidates(&typed, &telling)?;
        let all: f32 = typed.iter().map(|token| weigh(token, &telling)).sum();
        // What a candidate may hold beside the words that chose it.
        let rest = typed.iter().filter(|token| !chosen.contains(&token.terms.exact));
        let rest: f32 = rest.map(|token| weigh(token, &telling)).sum();
        let mut pairs = MOST_PAIRS;
        let mut best: Option<Candidate> = None;
        for place in places {
            let most = ((place.score + rest) / all).min(1.0);
            let is_beaten =
                best.as_ref().is_some_and(|best| best.quotation.exact || best.worth >= most);
            if most < least_share(&typed) || is_beaten || pairs == 0 {
                break;
            }
            let document = self.read(&self.segments[place.segment], place.document)?;
            let compared = self.compare(&typed, &telling, &document, &mut pairs, &mut readable);
            let Some((worth, quotation)) = compared else { continue };
            if best.as_ref().is_none_or(|best| worth > best.worth) {
                best = Some(Candidate { place, document, worth, quotation });
            }
        }
        Ok(best)
    }

    /// How telling each different word is; a word that stands nowhere is not there.
    fn telling(&self, typed: &[Token<'_>]) -> Result<HashMap<String, (f32, u64)>, Error> {
        let mut telling = HashMap::new();
        for token in typed {
            let exact = &token.terms.exact;
            if telling.contains_key(exact) {
                continue;
            }
            let term = term::exact(exact);
            let mut documents = 0;
            for segment in &self.segments {
                for field in QUOTED {
                    let info = segment.find(&self.fields, field, &term)?;
                    documents += info.map_or(0, |info| u64::from(info.doc_freq));
                }
            }
            let idf = ranking::idf(self.manifest.total(), documents as f64);
            telling.insert(exact.clone(), (idf, documents));
        }
        Ok(telling)
    }

    /// The documents that hold the most telling of the words, the best first.
    fn candidates(
        &self,
        typed: &[Token<'_>],
        telling: &HashMap<String, (f32, u64)>,
    ) -> Result<(Vec<Place>, HashSet<String>), Error> {
        let mut rarest: Vec<(u64, &str)> = Vec::new();
        for token in typed {
            let exact = token.terms.exact.as_str();
            let documents = telling.get(exact).map_or(0, |(_, documents)| *documents);
            if documents > 0 && !rarest.contains(&(documents, exact)) {
                rarest.push((documents, exact));
            }
        }
        rarest.sort_unstable();
        rarest.truncate(MOST_TELLING);
        let mut read = 0;
        rarest.retain(|(documents, _)| {
            let first = read == 0;
            read += documents;
            first || read <= MOST_POSTINGS
        });
        let terms: Vec<(String, f32)> = rarest
            .into_iter()
            .map(|(_, exact)| (term::exact(exact), worth_of(exact, telling)))
            .collect();
        let places = self.gather(&terms, &QUOTED, CANDIDATES)?;
        let chosen = terms.into_iter().map(|(term, _)| term[1..].to_owned()).collect();
        Ok((places, chosen))
    }

    /// How well a document's words are those that were typed.
    fn compare(
        &self,
        typed: &[Token<'_>],
        telling: &HashMap<String, (f32, u64)>,
        document: &Document,
        left: &mut usize,
        readable: &mut usize,
    ) -> Option<(f32, Quotation)> {
        let weigh = |token: &Token<'_>| weigh(token, telling);
        let all: f32 = typed.iter().map(weigh).sum();
        let mut best: Option<(f32, Quotation)> = None;
        for field in QUOTED {
            for text in fields::texts(document, field) {
                if text.len() > *readable {
                    continue;
                }
                *readable -= text.len();
                let source = self.analyzer.analyze(&text);
                let source = densest(typed, &source, weigh);
                let pairs = typed.len() * source.len();
                if pairs == 0 || pairs > *left {
                    continue;
                }
                *left -= pairs;
                let (steps, same) = align(typed, source, weigh);
                if same < all * least_share(typed) {
                    continue;
                }
                let (diff, foreign, lacking) = differences(typed, source, &steps);
                // Words between those that are the same speak against the text.
                let exact = foreign == 0 && lacking == 0;
                let worth = same / all - FOREIGN * foreign as f32 / typed.len() as f32
                    + if exact { 1.0 } else { 0.0 };
                if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                    best = Some((worth, Quotation { exact, diff }));
                }
            }
        }
        best
    }
}

/// Whether any of it stands in quotation marks; `None` where there is more than words, so that
/// it is a search and no quotation.
fn marked(items: &[Node]) -> Option<bool> {
    let mut marked = false;
    for item in items {
        match item {
            Node::Leaf(Leaf { field: None, kind: LeafKind::Words, .. }) => {}
            Node::Leaf(Leaf { field: None, kind: LeafKind::Phrase, .. }) => marked = true,
            _ => return None,
        }
    }
    Some(marked)
}

/// The fields that hold what somebody may quote.
const QUOTED: [SearchField; 2] = [SearchField::Text, SearchField::Parts];

/// The most frequent word is still a word.
const LEAST_IDF: f32 = 0.5;

/// How much a word that only the source has counts against it.
const FOREIGN: f32 = 0.1;

/// How much of a typed text a source holds at least to be its original.
fn least_share(typed: &[Token<'_>]) -> f32 {
    LEAST_SHARE + MORE_OF_SHORT * ENOUGH_WORDS.saturating_sub(typed.len()) as f32
}

/// How much a typed word counts.
fn weigh(token: &Token<'_>, telling: &HashMap<String, (f32, u64)>) -> f32 {
    worth_of(&token.terms.exact, telling)
}

/// The same of a form.
fn worth_of(exact: &str, telling: &HashMap<String, (f32, u64)>) -> f32 {
    telling.get(exact).map_or(0.0, |(idf, _)| idf.max(LEAST_IDF))
}

/// The stretch of a long text that holds the most of the typed words.
fn densest<'s, 't>(
    typed: &[Token<'_>],
    source: &'s [Token<'t>],
    weigh: impl Fn(&Token<'_>) -> f32,
) -> &'s [Token<'t>] {
    let width = typed.len() * 2 + 10;
    if source.len() <= width {
        return source;
    }
    let wanted: HashMap<&str, f32> =
        typed.iter().map(|token| (token.terms.exact.as_str(), weigh(token))).collect();
    let worth: Vec<f32> = source
        .iter()
        .map(|token| wanted.get(token.terms.exact.as_str()).copied().unwrap_or_default())
        .collect();
    let mut sum: f32 = worth[..width].iter().sum();
    let (mut most, mut at) = (sum, 0);
    for start in 1..=source.len() - width {
        sum += worth[start + width - 1] - worth[start - 1];
        if sum > most {
            (most, at) = (sum, start);
        }
    }
    &source[at..at + width]
}

/// Pairs of equal words, in order: the heaviest common subsequence, and what it weighs.
fn align(
    typed: &[Token<'_>],
    source: &[Token<'_>],
    weigh: impl Fn(&Token<'_>) -> f32,
) -> (Vec<(usize, usize)>, f32) {
    // Words are compared by number: strings once, numbers some thousand times.
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for token in typed {
        let next = numbers.len() as u32 + 1;
        numbers.entry(&token.terms.exact).or_insert(next);
    }
    let of = |token: &Token<'_>| numbers.get(token.terms.exact.as_str()).copied().unwrap_or(0);
    let mine: Vec<u32> = typed.iter().map(of).collect();
    let theirs: Vec<u32> = source.iter().map(of).collect();
    let weights: Vec<f32> = typed.iter().map(weigh).collect();
    let width = source.len() + 1;
    let mut best = vec![0.0_f32; (typed.len() + 1) * width];
    for at in 1..=typed.len() {
        let row = at * width;
        for beside in 1..width {
            let without = best[row - width + beside].max(best[row + beside - 1]);
            best[row + beside] = match mine[at - 1] == theirs[beside - 1] {
                true => without.max(best[row - width + beside - 1] + weights[at - 1].max(0.01)),
                false => without,
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut at, mut beside) = (typed.len(), source.len());
    while at > 0 && beside > 0 {
        let here = best[at * width + beside];
        if here == best[(at - 1) * width + beside] {
            at -= 1;
        } else if here == best[at * width + beside - 1] {
            beside -= 1;
        } else {
            (at, beside) = (at - 1, beside - 1);
            pairs.push((at, beside));
        }
    }
    pairs.reverse();
    (pairs, best[typed.len() * width + source.len()])
}

/// Both texts from the first common word to the last, in runs; how many words only the
/// source has, and how many only the other.
fn differences(
    typed: &[Token<'_>],
    source: &[Token<'_>],
    pairs: &[(usize, usize)],
) -> (Vec<Difference>, usize, usize) {
    let mut diff: Vec<Difference> = Vec::new();
    let mut push = |token: &Token<'_>, op: DifferenceOp| match diff.last_mut() {
        Some(last) if last.op == op => {
            last.text.push(' ');
            last.text.push_str(token.text);
        }
        _ => diff.push(Difference { text: token.text.to_owned(), op }),
    };
    let (mut at, mut foreign) = (0, 0);
    let mut beside = pairs.first().map_or(0, |(_, beside)| *beside);
    for &(mine, theirs) in pairs {
        for token in &typed[at..mine] {
            push(token, DifferenceOp::OnlyTyped);
        }
        for token in &source[beside..theirs] {
            push(token, DifferenceOp::OnlySource);
            foreign += 1;
        }
        push(&source[theirs], DifferenceOp::Same);
        (at, beside) = (mine + 1, theirs + 1);
    }
    for token in &typed[at..] {
        push(token, DifferenceOp::OnlyTyped);
    }
    (diff, foreign, typed.len() - pairs.len())
}

#[cfg(test)]
mod tests {
    use danish_analyzer::Analyzer;

    use super::*;

    fn told(typed: &str, source: &str) -> String {
        let analyzer = Analyzer::new();
        let (typed, source) = (analyzer.analyze(typed), analyzer.analyze(source));
        let (pairs, _) = align(&typed, &source, |_| 1.0);
        let (diff, _, _) = differences(&typed, &source, &pairs);
        let sign = |op| match op {
            DifferenceOp::Same => "",
            DifferenceOp::OnlyTyped => "-",
            DifferenceOp::OnlySource => "+",
        };
        diff.iter().map(|one| format!("[{}{}]", sign(one.op), one.text)).collect()
    }

    #[test]
    fn a_comparison_shows_what_only_one_of_them_says() {
        assert_eq!(told("en lang bro", "Vi byggede en lang bro her"), "[en lang bro]");
        assert_eq!(told("en kort bro", "en lang bro"), "[en][-kort][+lang][bro]");
        assert_eq!(told("lang en bro", "en lang bro"), "[lang][-en][bro]");
        assert_eq!(told("bro og vej", "bro"), "[bro][-og vej]");
    }
}
