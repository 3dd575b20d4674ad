//! Where speakers stand in Danish order.

use ordret_model::{FacetField, Sort};

use crate::danish_order::key;
use crate::searcher::Searcher;

impl Searcher {
    /// By segment and label; empty where nothing is sorted by it.
    pub(super) fn speaker_ranks(&self, sort: Sort) -> &[Vec<u32>] {
        if sort != Sort::Speaker {
            return &[];
        }
        self.speakers.get_or_init(|| {
            let mut names = Vec::new();
            for (nth, segment) in self.segments.iter().enumerate() {
                let labels = &segment.facets[FacetField::Speaker as usize];
                for ordinal in 0..labels.different() {
                    let name = labels.label(ordinal).unwrap_or_default();
                    names.push((key(&name), nth, ordinal));
                }
            }
            names.sort_unstable();
            let labels = self.segments.iter();
            let mut ranks: Vec<Vec<u32>> = labels
                .map(|segment| vec![0; segment.facets[FacetField::Speaker as usize].different()])
                .collect();
            let mut rank = 0;
            let mut last = None;
            for (name, nth, ordinal) in &names {
                // A name has one place, in whichever segment it stands.
                rank += u32::from(last != Some(name));
                last = Some(name);
                ranks[*nth][*ordinal] = rank;
            }
            ranks
        })
    }
}
