//! Parts joined as the query joins them.

use tantivy::{DocId, TERMINATED};

use crate::Error;
use crate::matching::matcher::Matcher;
use crate::matching::resolve::{Normalisers, Resolved};
use crate::matching::window::Window;
use crate::plan::Tree;
use crate::segment::Segment;

/// Walks a tree of parts through one segment, forward only.
pub(crate) enum Cursor<'s> {
    Leaf(Box<Matcher<'s>>),
    /// The one with the fewest postings first: it leads.
    All(Vec<Cursor<'s>>),
    Any(Vec<Cursor<'s>>, Window),
}

/// What opening a cursor takes.
#[derive(Clone, Copy)]
pub(crate) struct Opening<'s, 'p> {
    pub parts: &'p [Resolved<'p>],
    pub nth: usize,
    pub segment: &'s Segment,
    pub normalisers: &'s [Normalisers],
    /// Whether a compound's parts and derived words stand for a word.
    pub lenient: bool,
}

impl<'s> Cursor<'s> {
    pub(crate) fn open(tree: &Tree, opening: &Opening<'s, '_>) -> Result<Cursor<'s>, Error> {
        let open = |trees: &[&Tree]| -> Result<Vec<Cursor<'s>>, Error> {
            trees.iter().map(|tree| Cursor::open(tree, opening)).collect()
        };
        match tree {
            Tree::Part(part) => {
                let Opening { parts, nth, segment, normalisers, lenient } = *opening;
                let matcher = Matcher::open(&parts[*part], nth, segment, normalisers, lenient)?;
                Ok(Cursor::Leaf(Box::new(matcher)))
            }
            Tree::All(trees) => {
                let mut trees: Vec<&Tree> = trees.iter().collect();
                trees.sort_by_key(|tree| cost(tree, opening.parts));
                open(&trees).map(Cursor::All)
            }
            Tree::Any(trees) => {
                let cursors = open(&trees.iter().collect::<Vec<_>>())?;
                Ok(Cursor::Any(cursors, Window::default()))
            }
        }
    }

    /// The first document from `target` on that may hold it.
    pub(crate) fn next(&mut self, target: DocId) -> DocId {
        match self {
            Cursor::Leaf(matcher) => matcher.next(target),
            Cursor::All(all) => {
                all.iter_mut().map(|one| one.next(target)).max().unwrap_or(TERMINATED)
            }
            Cursor::Any(any, _) => {
                any.iter_mut().map(|one| one.next(target)).min().unwrap_or(TERMINATED)
            }
        }
    }

    /// What it gives `document`; 0 if it does not hold it.
    pub(crate) fn at(&mut self, document: DocId) -> f32 {
        match self {
            Cursor::Leaf(matcher) => matcher.at(document),
            Cursor::All(all) => {
                let mut sum = 0.0;
                for one in all {
                    match one.at(document) {
                        score if score > 0.0 => sum += score,
                        _ => return 0.0,
                    }
                }
                sum
            }
            Cursor::Any(any, _) => any.iter_mut().map(|one| one.at(document)).sum(),
        }
    }

    /// Hands each document from `start` to less than `end` that holds it to `found`, in
    /// order, with what it gives.
    pub(crate) fn window(&mut self, start: DocId, end: DocId, found: &mut dyn FnMut(DocId, f32)) {
        match self {
            Cursor::Leaf(matcher) => matcher.window(start, end, found),
            Cursor::All(all) => {
                let Some((lead, others)) = all.split_first_mut() else { return };
                let mut documents = Vec::new();
                lead.window(start, end, &mut |document, score| documents.push((document, score)));
                keep_all(others, &mut documents);
                documents.into_iter().for_each(|(document, score)| found(document, score));
            }
            Cursor::Any(any, sums) => {
                for one in any {
                    one.window(start, end, &mut |document, score| {
                        sums.add(document - start, score);
                    });
                }
                sums.drain(|nth, score| found(start + nth, score));
            }
        }
    }
}

/// Keeps the documents that hold all of `cursors`, and adds what these give.
pub(crate) fn keep_all(cursors: &mut [Cursor<'_>], documents: &mut Vec<(DocId, f32)>) {
    for cursor in cursors {
        documents.retain_mut(|(document, score)| {
            let more = cursor.at(*document);
            *score += more;
            more > 0.0
        });
    }
}

/// How many postings there are to read.
pub(crate) fn cost(tree: &Tree, parts: &[Resolved<'_>]) -> u64 {
    match tree {
        Tree::Part(part) => parts[*part].cost(),
        Tree::All(trees) => trees.iter().map(|tree| cost(tree, parts)).min().unwrap_or(0),
        Tree::Any(trees) => trees.iter().map(|tree| cost(tree, parts)).sum(),
    }
}
