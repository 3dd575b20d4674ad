//! A second look at the best: how near the words stand to each other, how much of a title
//! they are, and the function words, which decide nothing but the order.
//!
//! Positions are read for these few documents only, so what it costs does not grow with
//! the index. It looks at the same documents whatever page is asked for.

use ordret_model::SearchField;
use tantivy::DocId;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;

use crate::Error;
use crate::matching::matcher::Matcher;
use crate::matching::resolve::{Normalisers, Resolved};
use crate::matching::sequence::seek;
use crate::matching::top::Place;
use crate::ranking;
use crate::segment::Segment;

/// How many of the best are looked at again.
pub(crate) const LOOKED_AT: usize = 100;

/// More words than these are not compared with their neighbours.
const MOST_WORDS: usize = 16;

/// What looking again takes.
pub(crate) struct Look<'p> {
    pub parts: &'p [Resolved<'p>],
    /// The telling words, each with its place among all that was typed.
    pub telling: Vec<(usize, u32)>,
    /// The function words that have not counted yet.
    pub small: Vec<usize>,
    pub segments: &'p [Segment],
    pub normalisers: &'p [Normalisers],
}

/// What one document got by the second look.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Second {
    pub nearness: f32,
    pub covered: f32,
    pub early: f32,
    pub title: f32,
    /// By function word.
    pub small: Vec<(usize, f32)>,
}

impl Second {
    fn sum(&self) -> f32 {
        self.nearness
            + self.covered
            + self.early
            + self.title
            + self.small.iter().map(|(_, score)| score).sum::<f32>()
    }
}

impl Look<'_> {
    /// Orders the best anew.
    pub(crate) fn order(&self, places: &mut [Place]) -> Result<(), Error> {
        let looked_at = places.len().min(LOOKED_AT);
        let places = &mut places[..looked_at];
        if self.changes_nothing() {
            return Ok(());
        }
        let seconds = self.at(places)?;
        for (place, second) in places.iter_mut().zip(seconds) {
            place.score += second.sum();
        }
        places.sort_unstable_by(|a, b| b.cmp(a));
        Ok(())
    }

    /// One word that is in no title stands near nothing.
    fn changes_nothing(&self) -> bool {
        let mut groups = self.parts.iter().flat_map(|part| &part.groups);
        let in_title = groups.any(|group| group.field == SearchField::Title);
        self.telling.len() < 2 && self.small.is_empty() && !in_title
    }

    /// What each of these documents gets, in their order.
    pub(crate) fn at(&self, places: &[Place]) -> Result<Vec<Second>, Error> {
        let mut seconds = vec![Second::default(); places.len()];
        // Lists are read forward only.
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_unstable_by_key(|&nth| (places[nth].segment, places[nth].document));
        for run in order.chunk_by(|a, b| places[*a].segment == places[*b].segment) {
            let Some(first) = run.first() else { continue };
            let mut reading = Reading::open(self, places[*first].segment)?;
            for &nth in run {
                seconds[nth] = reading.at(places[nth].document);
            }
        }
        Ok(seconds)
    }
}

/// The lists of one segment.
struct Reading<'s> {
    segment: &'s Segment,
    words: Vec<Word>,
    small: Vec<(usize, Matcher<'s>)>,
}

struct Word {
    idf: f32,
    /// Its place among all that was typed.
    typed: u32,
    lists: Vec<(SearchField, SegmentPostings)>,
    /// Where it stands in the document at hand: the field, then the position.
    stands: Vec<u64>,
}

impl<'s> Reading<'s> {
    fn open(look: &Look<'s>, nth: usize) -> Result<Reading<'s>, Error> {
        let segment = &look.segments[nth];
        let mut words = Vec::new();
        for &(part, typed) in look.telling.iter().take(MOST_WORDS) {
            let resolved = &look.parts[part];
            let mut lists = Vec::new();
            // A word's form stands where its lemma stands.
            for group in resolved.groups.iter().filter(|group| group.counts()) {
                for (list, _) in &group.lists {
                    if let Some(info) = &list[nth] {
                        let option = IndexRecordOption::WithFreqsAndPositions;
                        lists.push((group.field, segment.postings(group.field, info, option)?));
                    }
                }
            }
            words.push(Word { idf: resolved.idf, typed, lists, stands: Vec::new() });
        }
        let open = |&part: &usize| -> Result<(usize, Matcher<'s>), Error> {
            let matcher = Matcher::open(&look.parts[part], nth, segment, look.normalisers, false)?;
            Ok((part, matcher))
        };
        let small = look.small.iter().map(open).collect::<Result<_, _>>()?;
        Ok(Reading { segment, words, small })
    }

    fn at(&mut self, document: DocId) -> Second {
        for word in &mut self.words {
            word.read(document);
        }
        let pairs = self.words.windows(2).map(|pair| {
            let apart = pair[1].typed.saturating_sub(pair[0].typed).max(1);
            pair[0].idf.min(pair[1].idf) * closeness(&pair[0].stands, &pair[1].stands, apart)
        });
        let nearness = ranking::NEAR * pairs.sum::<f32>();
        let title = self.title(document);
        let small = self.small.iter_mut().map(|(part, matcher)| (*part, matcher.at(document)));
        let small = small.filter(|(_, score)| *score > 0.0).collect();
        Second { nearness, covered: self.covered(), early: self.early(), title, small }
    }

    /// The more of the words a document holds, the more each of them counts.
    fn covered(&self) -> f32 {
        if self.words.len() < 2 {
            return 0.0;
        }
        let all: f32 = self.words.iter().map(|word| word.idf).sum();
        let held = self.words.iter().filter(|word| !word.stands.is_empty());
        let held: f32 = held.map(|word| word.idf).sum();
        ranking::COVERED * held * held / all.max(f32::MIN_POSITIVE)
    }

    /// What a text begins with it is about. One word alone is not looked at again.
    fn early(&self) -> f32 {
        if self.words.len() < 2 {
            return 0.0;
        }
        let text = SearchField::Text as u64;
        let one = |word: &Word| {
            // In the order of fields, then of positions.
            let first = word.stands.get(word.stands.partition_point(|at| at >> FIELD < text))?;
            let words = (first >> FIELD == text).then_some(*first as u32)?;
            Some(word.idf / (1.0 + words as f32 / ranking::EARLY_WORDS))
        };
        ranking::EARLY * self.words.iter().filter_map(one).sum::<f32>()
    }

    /// The more of a title the words are, the more the document is about them.
    fn title(&self, document: DocId) -> f32 {
        let in_title = |stands: u64| stands >> FIELD == SearchField::Title as u64;
        let found = self.words.iter().filter(|word| word.stands.iter().any(|at| in_title(*at)));
        let (count, idf) = found.fold((0, 0.0), |(count, idf), word| (count + 1, idf + word.idf));
        if count == 0 {
            return 0.0;
        }
        let length = self.segment.lengths(SearchField::Title).of(document).max(1);
        ranking::TITLE_COVERED * idf * (count as f32 / length as f32).min(1.0)
    }
}

/// Where the field stands in a place.
const FIELD: u32 = 32;

impl Word {
    fn read(&mut self, document: DocId) {
        self.stands.clear();
        let mut positions = Vec::new();
        for (field, list) in &mut self.lists {
            if seek(list, document) == document {
                positions.clear();
                list.append_positions_with_offset(0, &mut positions);
                let field = (*field as u64) << FIELD;
                self.stands.extend(positions.iter().map(|at| field | u64::from(*at)));
            }
        }
        self.stands.sort_unstable();
        self.stands.dedup();
    }
}

/// How near the second word stands to where it stood when typed, `apart` words after the
/// first: 1 exactly there, less with each word's difference, less again the other way round.
fn closeness(first: &[u64], second: &[u64], apart: u32) -> f32 {
    let mut best: f32 = 0.0;
    for at in first {
        let beside = second.partition_point(|other| other < at);
        let after = second.get(beside).map(|other| other - at);
        let before = beside.checked_sub(1).map(|nth| at - second[nth]);
        if let Some(after) = after.filter(|after| *after <= ranking::FARTHEST + u64::from(apart)) {
            // Both in one word: a compound of the two.
            let off = if after == 0 { 0 } else { after.abs_diff(u64::from(apart)) };
            best = best.max(1.0 / (1 + off) as f32);
        }
        if let Some(before) = before.filter(|before| *before <= ranking::FARTHEST) {
            best = best.max(ranking::REVERSED / before as f32);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::closeness;

    #[test]
    fn words_count_the_more_the_nearer_they_stand_to_how_they_were_typed() {
        let near = closeness(&[4], &[5], 1);
        assert_eq!(near, 1.0);
        assert!(closeness(&[4], &[6], 1) < near);
        assert!(closeness(&[4], &[6], 2) == near, "with a word between, as typed");
        assert!(closeness(&[5], &[4], 1) < near, "the other way round");
        assert_eq!(closeness(&[4], &[4000], 1), 0.0);
        assert_eq!(closeness(&[4], &[(1 << 32) | 5], 1), 0.0, "in another field");
    }
}
