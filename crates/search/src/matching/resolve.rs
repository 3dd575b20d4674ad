//! Looks a plan's terms up in the index, and weighs how telling each part is.

use std::sync::Arc;

use ordret_model::SearchField;
use tantivy::postings::TermInfo;

use crate::Error;
use crate::labels::Marked;
use crate::plan::{Alternative, Part, Slot};
use crate::ranking;
use crate::schema::Fields;
use crate::segment::Segment;

/// A part whose terms are looked up.
pub(crate) struct Resolved<'p> {
    pub part: &'p Part,
    pub groups: Vec<Group>,
    pub sequences: Vec<Sequence>,
    /// How many documents hold it, estimated.
    pub documents: f64,
    /// How telling it is, times the part's weight.
    pub idf: f32,
    /// What it is made of, if that counts too.
    pub inside: Vec<Resolved<'p>>,
    /// Words derived from it, if they count too.
    pub kin: Vec<Resolved<'p>>,
    /// The documents with its labels, segment by segment.
    pub labelled: Option<Arc<[Marked]>>,
}

/// Terms of one class in one field. What a document holds of them is the most it
/// holds of any one: a word that belongs to two lemmas is still one word.
pub(crate) struct Group {
    pub field: SearchField,
    pub weight: f32,
    /// How much a document that holds it counts towards how common the part is.
    holding: f64,
    /// Each term's postings, with its share of the weight.
    pub lists: Vec<(Listed, f32)>,
}

/// Words side by side in one field; one list of terms for each place.
pub(crate) struct Sequence {
    pub field: SearchField,
    pub weight: f32,
    pub slots: Vec<Vec<Listed>>,
}

/// How many postings reading the positions of one word in one document is worth.
const POSITIONS: u64 = 20;

/// Where a term's postings are, segment by segment.
pub(crate) type Listed = Vec<Option<TermInfo>>;

impl Group {
    /// Whether it counts towards how common the part is: another counts the same documents
    /// where it does not.
    pub(crate) fn counts(&self) -> bool {
        self.holding > 0.0
    }
}

/// What resolving needs of the index.
pub(crate) struct Lookup<'s> {
    pub segments: &'s [Segment],
    pub fields: &'s Fields,
    pub searched: &'s [SearchField],
    pub total: u64,
}

/// Looks up every term of `part` in every searched field.
pub(crate) fn resolve<'p>(part: &'p Part, index: &Lookup<'_>) -> Result<Resolved<'p>, Error> {
    let mut resolved = Resolved {
        part,
        groups: Vec::new(),
        sequences: Vec::new(),
        documents: 0.0,
        idf: 0.0,
        inside: Vec::new(),
        kin: Vec::new(),
        labelled: None,
    };
    for alternative in &part.alternatives {
        if let Alternative::Labels { test } = alternative {
            let marked = index.segments.iter().map(|segment| test.documents(segment));
            resolved.labelled = Some(marked.collect::<Result<Vec<_>, Error>>()?.into());
        }
    }
    for &field in index.searched {
        if part.fields.as_ref().is_some_and(|fields| !fields.contains(&field)) {
            continue;
        }
        for alternative in &part.alternatives {
            match alternative {
                Alternative::Terms { terms, weight, holding } => {
                    let lists =
                        index.list_all(field, terms.iter().map(|(term, share)| (term, *share)))?;
                    if !lists.is_empty() {
                        let weight = weight * ranking::weight(field, index.searched.len() == 1);
                        let holding = *holding;
                        resolved.groups.push(Group { field, weight, holding, lists });
                    }
                }
                Alternative::Sequence { slots, weight } => {
                    if let Some(slots) = index.list_slots(field, slots)? {
                        let weight = weight * ranking::weight(field, index.searched.len() == 1);
                        resolved.sequences.push(Sequence { field, weight, slots });
                    }
                }
                Alternative::Labels { .. } => {}
            }
        }
    }
    resolved.weigh(index.total);
    Ok(resolved)
}

impl Lookup<'_> {
    fn list_all<'t, T>(
        &self,
        field: SearchField,
        terms: impl Iterator<Item = (&'t String, T)>,
    ) -> Result<Vec<(Listed, T)>, Error> {
        let mut lists = Vec::new();
        for (term, share) in terms {
            let list = self
                .segments
                .iter()
                .map(|segment| segment.find(self.fields, field, term))
                .collect::<Result<Listed, Error>>()?;
            if list.iter().any(Option::is_some) {
                lists.push((list, share));
            }
        }
        Ok(lists)
    }

    /// `None` if some place of the sequence has no word in this field.
    fn list_slots(
        &self,
        field: SearchField,
        slots: &[Slot],
    ) -> Result<Option<Vec<Vec<Listed>>>, Error> {
        let mut listed = Vec::with_capacity(slots.len());
        for slot in slots {
            let lists = self.list_all(field, slot.iter().map(|term| (term, ())))?;
            if lists.is_empty() && !slot.is_empty() {
                return Ok(None);
            }
            listed.push(lists.into_iter().map(|(list, ())| list).collect());
        }
        Ok(Some(listed))
    }
}

impl<'p> Resolved<'p> {
    /// Looks up what may stand for the part where any word will do.
    pub(crate) fn resolve_lesser(&mut self, index: &Lookup<'_>) -> Result<(), Error> {
        let all = |parts: &'p [Part]| parts.iter().map(|part| resolve(part, index)).collect();
        self.inside = all(&self.part.inside)?;
        let kin: Result<Vec<Resolved<'p>>, Error> = all(&self.part.kin);
        self.kin = kin?;
        Ok(())
    }

    /// Lets only those parts of a compound stand for it that tell about half of what all that
    /// documents hold do, or the most telling one: who types nothing but `skolekøkken` is not
    /// helped by every *køkken*.
    pub(crate) fn keep_telling_inside(&mut self) {
        self.inside.retain(|part| part.documents > 0.0);
        let idfs = || self.inside.iter().map(|part| part.idf);
        let most = idfs().fold(0.0, f32::max);
        let least = most.min(ranking::TELLING_PART * idfs().sum::<f32>());
        self.inside.retain(|part| part.idf >= least);
    }

    /// How telling a part is depends on how many documents hold it in any way.
    /// Counting them would mean reading every list first, so the union is
    /// estimated as if the lists were independent of each other; it comes out
    /// the same however the index is cut into segments.
    fn weigh(&mut self, total: u64) {
        let of_all = |list: &Listed| documents(list) as f64 / total.max(1) as f64;
        let mut without = 1.0;
        for group in &self.groups {
            for (list, share) in &group.lists {
                let lesser = if *share < 1.0 { ranking::LESSER_HOLDING } else { 1.0 };
                without *= 1.0 - group.holding.min(lesser) * of_all(list).min(1.0);
            }
        }
        let words = (1.0 - without) * total as f64;
        if let Some(labelled) = &self.labelled {
            self.documents = labelled.iter().map(|marked| marked.count).sum::<u64>() as f64;
            self.idf = ranking::LABEL * ranking::idf(total, self.documents);
            return;
        }
        if self.groups.is_empty() && !self.sequences.is_empty() {
            self.documents = self.rarest_place();
            self.idf = self.part.weight * self.sum_of_places(total);
            return;
        }
        self.documents = words;
        self.idf = self.part.weight * ranking::idf(total, words);
    }

    /// A phrase is as telling as its words together.
    fn sum_of_places(&self, total: u64) -> f32 {
        let one = |sequence: &Sequence| -> f32 {
            let places = sequence.slots.iter().filter(|slot| !slot.is_empty());
            places.map(|slot| ranking::idf(total, in_any(slot) as f64)).sum()
        };
        self.sequences.iter().map(one).fold(f32::INFINITY, f32::min)
    }

    fn rarest_place(&self) -> f64 {
        let rarest = |sequence: &Sequence| {
            let places = sequence.slots.iter().filter(|slot| !slot.is_empty());
            places.map(|slot| in_any(slot)).min()
        };
        self.sequences.iter().filter_map(rarest).sum::<u64>() as f64
    }

    /// How many postings there are to read.
    pub(crate) fn cost(&self) -> u64 {
        let lists = self.groups.iter().flat_map(|group| group.lists.iter().map(|(list, _)| list));
        let lesser = self.inside.iter().chain(&self.kin).map(Resolved::cost);
        let labelled = self.labelled.iter().flat_map(|all| all.iter().map(|one| one.count / 64));
        lists.map(documents).chain(lesser).chain(labelled).sum::<u64>() + self.sequence_cost()
    }

    /// The postings that reading sequences comes to: of the rarest place, each with the
    /// positions of all places, and those of the other places in passing.
    pub(crate) fn sequence_cost(&self) -> u64 {
        let one = |sequence: &Sequence| {
            let places = sequence.slots.iter().filter(|slot| !slot.is_empty());
            let places = places.map(|slot| in_any(slot));
            let rarest = places.clone().min().unwrap_or(0);
            let all: u64 = places.sum();
            rarest * sequence.slots.len() as u64 * POSITIONS + all / 4
        };
        self.sequences.iter().map(one).sum()
    }

    /// Looks for none of it any more.
    pub(crate) fn give_up(&mut self) {
        self.groups.clear();
        self.sequences.clear();
        self.inside.clear();
        self.kin.clear();
    }
}

fn in_any(slot: &[Listed]) -> u64 {
    slot.iter().map(documents).sum()
}

fn documents(list: &Listed) -> u64 {
    list.iter().flatten().map(|info| u64::from(info.doc_freq)).sum()
}

/// One over each length's penalty in one field, looked up instead of computed.
#[derive(Debug, Clone)]
pub(crate) struct Normalisers {
    average: f32,
    alone: bool,
    table: Arc<[f32]>,
}

/// Lengths up to this many words are looked up.
const TABLE: u32 = 1024;

impl Normalisers {
    pub(crate) fn new(average: f32, alone: bool) -> Normalisers {
        let table = (0..TABLE).map(|length| ranking::normaliser(length, average, alone)).collect();
        Normalisers { average, alone, table }
    }

    /// Whether they are those of a field that is searched by itself.
    pub(crate) fn is_alone(&self) -> bool {
        self.alone
    }

    pub(crate) fn of(&self, length: u32) -> f32 {
        match self.table.get(length as usize) {
            Some(one) => *one,
            None => ranking::normaliser(length, self.average, self.alone),
        }
    }
}
