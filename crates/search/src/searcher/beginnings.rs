//! The beginnings of words in many texts, and of those with a given beginning the first by
//! rank, without looking at all of them: of half a million names that begin with *a* eight are
//! wanted.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Every word's beginning in the order of what stands there, with the least rank of every
/// run of them.
pub(super) struct Beginnings {
    /// The texts by rank, those that have none empty.
    texts: Vec<Box<str>>,
    /// Where in the text of which rank a word begins, in bytes.
    order: Vec<(u32, u16)>,
    /// The least rank of each block, and above it of each pair, as a heap is laid out: the
    /// children of `n` are `2n` and `2n + 1`, and the blocks come last.
    least: Vec<u32>,
}

/// So many beginnings are looked at one by one.
const BLOCK: usize = 32;

impl Beginnings {
    /// Of texts by rank, in ascending order, with how many of their words count.
    pub(super) fn new(ranked: Vec<(u32, usize, String)>) -> Beginnings {
        let ranks = ranked.last().map_or(0, |(rank, _, _)| *rank as usize + 1);
        let mut texts: Vec<Box<str>> = vec![Box::default(); ranks];
        // The first eight bytes decide most comparisons, without a walk through memory.
        let mut order: Vec<(u64, u32, u16)> = Vec::new();
        for (rank, words, text) in ranked {
            let starts = word_starts(&text).take(words);
            order.extend(starts.map(|at| (first_bytes(&text[usize::from(at)..]), rank, at)));
            texts[rank as usize] = text.into();
        }
        let rest = |rank: u32, at: u16| &texts[rank as usize][usize::from(at)..];
        order.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0)
                .then_with(|| rest(a.1, a.2).cmp(rest(b.1, b.2)))
                .then_with(|| a.1.cmp(&b.1))
        });
        let order: Vec<(u32, u16)> = order.into_iter().map(|(_, rank, at)| (rank, at)).collect();
        let blocks = order.len().div_ceil(BLOCK).next_power_of_two();
        let mut least = vec![u32::MAX; 2 * blocks];
        for (nth, block) in order.chunks(BLOCK).enumerate() {
            least[blocks + nth] = block.iter().map(|(rank, _)| *rank).min().unwrap_or(u32::MAX);
        }
        for node in (1..blocks).rev() {
            least[node] = least[2 * node].min(least[2 * node + 1]);
        }
        Beginnings { texts, order, least }
    }

    /// The texts that have a word with this beginning, each once, by rank.
    pub(super) fn with(&self, beginning: &str) -> impl Iterator<Item = u32> + '_ {
        let first = self.order.partition_point(|one| self.rest(one) < beginning);
        let rest = &self.order[first..];
        let last = first + rest.partition_point(|one| self.rest(one).starts_with(beginning));
        let mut ahead = Ahead { of: self, first, last, heap: BinaryHeap::new() };
        ahead.open(1, 0, self.least.len() / 2);
        let mut before = None;
        std::iter::from_fn(move || ahead.next()).filter(move |rank| {
            // Two words of one text may have the same beginning; they come one after another.
            let is_new = before != Some(*rank);
            before = Some(*rank);
            is_new
        })
    }

    fn rest(&self, (rank, at): &(u32, u16)) -> &str {
        &self.texts[*rank as usize][usize::from(*at)..]
    }
}

/// What is left to look at of a stretch, the part with the least rank first.
struct Ahead<'b> {
    of: &'b Beginnings,
    first: usize,
    last: usize,
    heap: BinaryHeap<Reverse<(u32, Part)>>,
}

/// A part of a stretch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// One beginning.
    One,
    /// A node, the first of its blocks, how many it has. All of it is in the stretch.
    Node(usize, usize, usize),
}

impl Ahead<'_> {
    fn next(&mut self) -> Option<u32> {
        loop {
            match self.heap.pop()?.0 {
                (u32::MAX, _) => return None,
                (rank, Part::One) => return Some(rank),
                (_, Part::Node(node, block, blocks)) => self.take_apart(node, block, blocks),
            }
        }
    }

    /// Adds what of a node is in the stretch.
    fn open(&mut self, node: usize, block: usize, blocks: usize) {
        let (start, end) = (block * BLOCK, (block + blocks) * BLOCK);
        if start >= self.last || end <= self.first {
            return;
        }
        if self.first <= start && end <= self.last {
            self.heap.push(Reverse((self.of.least[node], Part::Node(node, block, blocks))));
        } else {
            self.take_apart(node, block, blocks);
        }
    }

    fn take_apart(&mut self, node: usize, block: usize, blocks: usize) {
        if blocks > 1 {
            self.open(2 * node, block, blocks / 2);
            self.open(2 * node + 1, block + blocks / 2, blocks / 2);
            return;
        }
        let start = (block * BLOCK).max(self.first);
        let end = ((block + 1) * BLOCK).min(self.last);
        for (rank, _) in &self.of.order[start..end] {
            self.heap.push(Reverse((*rank, Part::One)));
        }
    }
}

/// The first eight bytes as a number that is in the order of the bytes.
fn first_bytes(text: &str) -> u64 {
    let mut first = [0; 8];
    let length = text.len().min(8);
    first[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_be_bytes(first)
}

/// Where the words of a text begin, in bytes.
fn word_starts(text: &str) -> impl Iterator<Item = u16> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, letter)| {
        let starts = letter.is_alphanumeric() && !before.is_alphanumeric();
        before = letter;
        if starts { u16::try_from(at).ok() } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_so_is_found_once_in_the_order_of_its_rank() {
        // Ranks are spread so that neighbours in the order of letters are far apart.
        let texts: Vec<String> = (0..5_000_u32)
            .map(|nth| {
                let mixed = nth.wrapping_mul(2_654_435_761) >> 8;
                format!("{:x} {:x}", mixed % 4096, mixed % 257)
            })
            .collect();
        let ranked = texts.iter().enumerate().map(|(nth, text)| (nth as u32, 2, text.clone()));
        let beginnings = Beginnings::new(ranked.collect());
        for typed in ["a", "1", "ff", "0", "abc", "7 1", "zzz", "f"] {
            let fits = |text: &String| {
                text.starts_with(typed) || text.split(' ').any(|word| word.starts_with(typed))
            };
            let expected: Vec<u32> = (0..5_000).filter(|nth| fits(&texts[*nth as usize])).collect();
            assert_eq!(beginnings.with(typed).collect::<Vec<_>>(), expected, "{typed}");
        }
        assert_eq!(Beginnings::new(Vec::new()).with("a").next(), None);
    }
}
