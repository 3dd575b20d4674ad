//! What a generation knows of words.

use ordret_model::{Match, Note, Query, SearchField};

use crate::Error;
use crate::matching::{Lookup, Resolved, resolve};
use crate::plan::{self, Alternative, Part, Plan, Vocabulary};
use crate::searcher::Searcher;

/// The most words that are looked for. A query with more keeps its rarest.
const MOST_WORDS: usize = 64;

/// How many postings a search for any of its words reads at most, in an index of
/// up to [`SMALL`] documents; in a larger one in proportion. A posting costs some
/// ten nanoseconds, so this is what keeps a long query within twenty milliseconds.
const MOST_POSTINGS: u64 = 500_000;
const SMALL: u64 = 100_000;

/// The searched fields of one request, as a vocabulary.
struct Searched<'s> {
    searcher: &'s Searcher,
    fields: &'s [SearchField],
}

impl Searched<'_> {
    /// How many documents hold the term, each field counted by itself.
    fn documents(&self, term: &str) -> u64 {
        let mut documents = 0;
        for segment in &self.searcher.segments {
            for &field in self.fields {
                let found = segment.find(&self.searcher.fields, field, term);
                documents += found.ok().flatten().map_or(0, |info| u64::from(info.doc_freq));
            }
        }
        documents
    }

    /// How many documents hold a part as it is first of all meant.
    fn holding(&self, part: &Part) -> u64 {
        let first = part.alternatives.first();
        let terms = first.map(Alternative::terms).unwrap_or_default();
        terms.into_iter().map(|term| self.documents(term)).max().unwrap_or(0)
    }
}

impl Vocabulary for Searched<'_> {
    fn has(&self, term: &str) -> bool {
        self.documents(term) > 0
    }
}

impl Searcher {
    /// Works out what to look for, and cuts it to what may be looked for.
    pub(crate) fn plan(&self, query: &Query, match_: Match, fields: &[SearchField]) -> Plan {
        let searched = Searched { searcher: self, fields };
        let mut plan = plan::plan(query, match_, &self.analyzer, &searched);
        if plan.wanted.len() > MOST_WORDS {
            // Words that nobody wrote tell nothing; they go first.
            let mut rarity: Vec<(u64, usize)> = plan
                .wanted
                .iter()
                .enumerate()
                .map(|(nth, part)| (searched.holding(part).wrapping_sub(1), nth))
                .collect();
            rarity.sort_unstable();
            rarity.truncate(MOST_WORDS);
            let mut nth = 0..;
            let kept = |nth: usize| rarity.iter().any(|(_, kept)| *kept == nth);
            plan.wanted.retain(|_| nth.next().is_some_and(kept));
            plan.notes.push(Note::WordsCut { searched: MOST_WORDS });
        }
        plan.unwanted.truncate(MOST_WORDS);
        plan
    }

    /// When any word will do, every list of every word is read. Where that is too
    /// much the least telling words are given up, never the most telling one.
    /// How many are still looked for.
    pub(crate) fn afford(&self, wanted: &mut [Resolved<'_>]) -> usize {
        let mut left = MOST_POSTINGS * self.manifest.total().max(SMALL) / SMALL;
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by(|a, b| wanted[*b].idf.total_cmp(&wanted[*a].idf).then(a.cmp(b)));
        let mut kept = 0;
        for (nth, part) in order.into_iter().enumerate() {
            let cost = wanted[part].cost();
            if nth > 0 && cost > left {
                wanted[part].give_up();
                continue;
            }
            left = left.saturating_sub(cost);
            kept += 1;
        }
        kept
    }

    /// Looks parts up in the searched fields.
    pub(crate) fn resolve<'p>(
        &self,
        parts: &'p [Part],
        searched: &[SearchField],
    ) -> Result<Vec<Resolved<'p>>, Error> {
        let lookup = Lookup {
            segments: &self.segments,
            fields: &self.fields,
            searched,
            total: self.manifest.total(),
        };
        parts.iter().map(|part| resolve(part, &lookup)).collect()
    }
}
