//! Narrowing and counting, in one pass over the documents that match the text.
//!
//! A facet's counts ignore its own filter: whoever has chosen one place wants to
//! see what another would give. So a document that passes every filter counts
//! everywhere, and one that fails exactly one counts in that one's facet.

use std::cmp::Reverse;
use std::collections::HashMap;

use ordret_model::{
    Facet, FacetField, FacetValue, Filters, Listing, ListingOrder, MAX_LISTED, YearRange,
};
use tantivy::DocId;

use crate::Error;
use crate::danish_order;
use crate::folding::fold;
use crate::segment::{Labels, Segment};

/// The most values of one facet that stand beside hits, the chosen ones besides. Years are
/// all there: they are few, and whoever looks for a gap needs them all.
const MOST_VALUES: usize = 50;

/// By ordinal, whether a label is among the chosen.
type Allowed = Vec<bool>;

/// The filters as one segment knows them.
pub(crate) struct Narrowing {
    /// The narrowed fields, each with its allowed ordinals.
    fields: Vec<(FacetField, Allowed)>,
    /// The allowed source pages.
    source: Option<Allowed>,
}

/// Counts of one segment: by field, then by one more than the ordinal. The first of
/// each counts what has no label.
pub(crate) struct Tally {
    counts: Vec<Vec<u32>>,
}

/// Why a document is left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Passed,
    FailedOnly(FacetField),
    Out,
}

impl Narrowing {
    pub(crate) fn new(filters: &Filters, segment: &Segment) -> Result<Narrowing, Error> {
        let mut fields = Vec::new();
        for (&field, values) in &filters.values {
            if !values.is_empty() {
                let labels = &segment.facets[field as usize];
                fields.push((field, allowed(labels, values)?));
            }
        }
        if let Some(range) = filters.year {
            let years = &segment.facets[FacetField::Year as usize];
            fields.push((FacetField::Year, allowed_years(years, range)?));
        }
        let source = filters.source.as_ref();
        let source = source.map(|slug| allowed(&segment.source, std::slice::from_ref(slug)));
        Ok(Narrowing { fields, source: source.transpose()? })
    }

    /// Keeps the documents that pass every filter, and counts.
    pub(crate) fn narrow(
        &self,
        segment: &Segment,
        documents: &mut Vec<(DocId, f32)>,
        mut tally: Option<&mut Tally>,
    ) {
        if !self.fields.is_empty() || self.source.is_some() {
            documents.retain(|&(document, _)| match self.verdict(segment, document) {
                Verdict::Passed => true,
                Verdict::Out => false,
                Verdict::FailedOnly(field) => {
                    if let Some(tally) = tally.as_mut() {
                        tally.count_one(segment, field, document);
                    }
                    false
                }
            });
        }
        if let Some(tally) = tally {
            tally.count(segment, documents);
        }
    }

    /// Whether a document passes every filter.
    pub(crate) fn passes(&self, segment: &Segment, document: DocId) -> bool {
        self.verdict(segment, document) == Verdict::Passed
    }

    fn verdict(&self, segment: &Segment, document: DocId) -> Verdict {
        let passes = |labels: &Labels, allowed: &Allowed| {
            if let Some(single) = labels.single() {
                let place = single.of(document) as usize;
                return place > 0 && allowed[place - 1];
            }
            labels.ordinals().is_some_and(|ordinals| {
                ordinals.values_for_doc(document).any(|ordinal| allowed[ordinal as usize])
            })
        };
        if self.source.as_ref().is_some_and(|allowed| !passes(&segment.source, allowed)) {
            return Verdict::Out;
        }
        let mut verdict = Verdict::Passed;
        for (field, allowed) in &self.fields {
            if !passes(&segment.facets[*field as usize], allowed) {
                verdict = match verdict {
                    Verdict::Passed => Verdict::FailedOnly(*field),
                    _ => return Verdict::Out,
                };
            }
        }
        verdict
    }
}

fn allowed(labels: &Labels, values: &[String]) -> Result<Allowed, Error> {
    let mut allowed = vec![false; labels.different()];
    for value in values {
        if let Some(ordinal) = labels.ordinal(value)? {
            allowed[ordinal as usize] = true;
        }
    }
    Ok(allowed)
}

fn allowed_years(years: &Labels, range: YearRange) -> Result<Allowed, Error> {
    let inside = |year: i32| {
        range.from.is_none_or(|from| from <= year) && range.to.is_none_or(|to| year <= to)
    };
    (0..years.different())
        .map(|ordinal| Ok(years.label(ordinal)?.parse().is_ok_and(inside)))
        .collect()
}

impl Tally {
    pub(crate) fn new(segment: &Segment) -> Tally {
        let counts = segment.facets.iter().map(|labels| vec![0; labels.different() + 1]).collect();
        Tally { counts }
    }

    fn count_one(&mut self, segment: &Segment, field: FacetField, document: DocId) {
        let counts = &mut self.counts[field as usize];
        count(&segment.facets[field as usize], &[(document, 0.0)], counts);
    }

    fn count(&mut self, segment: &Segment, documents: &[(DocId, f32)]) {
        for (labels, counts) in segment.facets.iter().zip(&mut self.counts) {
            count(labels, documents, counts);
        }
    }

    /// How many documents have a label.
    fn of(&self, field: FacetField, ordinal: usize) -> u64 {
        u64::from(self.counts[field as usize][ordinal + 1])
    }
}

fn count(labels: &Labels, documents: &[(DocId, f32)], counts: &mut [u32]) {
    if let Some(single) = labels.single() {
        single.count(documents, counts);
    } else if let Some(ordinals) = labels.ordinals() {
        for &(document, _) in documents {
            for ordinal in ordinals.values_for_doc(document) {
                counts[ordinal as usize + 1] += 1;
            }
        }
    }
}

/// The tallies of all segments as facets, each with its chosen values.
pub(crate) fn facets(
    tallies: &[(&Segment, Tally)],
    filters: &Filters,
    listing: Option<&Listing>,
) -> Result<Vec<Facet>, Error> {
    let mut facets = Vec::new();
    for field in FacetField::ALL {
        let counted = Counted { tallies, field, chosen: chosen(field, filters) };
        let facet = match listing.filter(|listing| listing.field == field) {
            Some(listing) => counted.listed(listing)?,
            None => counted.most_frequent()?,
        };
        if !facet.values.is_empty() {
            facets.push(facet);
        }
    }
    Ok(facets)
}

/// The chosen values of a field. A range of years chooses no single one of them; a range of
/// one year does.
fn chosen(field: FacetField, filters: &Filters) -> Vec<String> {
    let year = filters.year.filter(|range| range.from == range.to).and_then(|range| range.from);
    match field {
        FacetField::Year => year.map(|year| year.to_string()).into_iter().collect(),
        _ => filters.values.get(&field).cloned().unwrap_or_default(),
    }
}

/// What was counted of one field.
struct Counted<'t> {
    tallies: &'t [(&'t Segment, Tally)],
    field: FacetField,
    chosen: Vec<String>,
}

impl Counted<'_> {
    /// The facet as it stands beside hits: its most frequent values, and how many there are.
    fn most_frequent(&self) -> Result<Facet, Error> {
        let mut named = match self.tallies {
            [(segment, tally)] => self.most_frequent_of(segment, tally)?,
            // A label that is rare in each segment may be frequent in all.
            _ => {
                let counts = self.all(|_| true)?;
                Named { different: counts.len(), counts, in_order: false }
            }
        };
        for value in &self.chosen {
            if named.counts.iter().all(|(listed, _)| listed != value) {
                let count = self.count_of(value)?;
                named.different += usize::from(count == 0);
                named.counts.push((value.clone(), count));
                named.in_order = false;
            }
        }
        let mut values = self.values(named.counts);
        if !named.in_order {
            self.order(&mut values, ListingOrder::Count);
        }
        let mut listed = 0;
        values.retain(|value| {
            listed += 1;
            self.field == FacetField::Year || listed <= MOST_VALUES || value.selected
        });
        Ok(Facet { field: self.field, values, different: named.different })
    }

    /// Only as many labels are named as are listed.
    fn most_frequent_of(&self, segment: &Segment, tally: &Tally) -> Result<Named, Error> {
        let labels = &segment.facets[self.field as usize];
        let counts = tally.counts[self.field as usize].get(1..).unwrap_or_default();
        let mut ordinals: Vec<usize> = (0..counts.len()).filter(|&nth| counts[nth] > 0).collect();
        let different = ordinals.len();
        let mut in_order = different < 2;
        if self.field != FacetField::Year && different > 1 {
            // Where there are too many labels to sort, bytes decide which of equally rare
            // ones are listed.
            let danish = labels.danish_order();
            let place = |nth: usize| danish.map_or(nth, |order| order[nth] as usize);
            let order = |nth: &usize| (Reverse(counts[*nth]), place(*nth));
            if different > MOST_VALUES {
                ordinals.select_nth_unstable_by_key(MOST_VALUES - 1, order);
                ordinals.truncate(MOST_VALUES);
            }
            ordinals.sort_unstable_by_key(order);
            in_order = danish.is_some();
        }
        let named =
            ordinals.into_iter().map(|nth| Ok((labels.label(nth)?, u64::from(counts[nth]))));
        Ok(Named { counts: named.collect::<Result<_, Error>>()?, different, in_order })
    }

    /// A part of all values.
    fn listed(&self, listing: &Listing) -> Result<Facet, Error> {
        let wanted = fold(&listing.matching);
        let wanted = wanted.trim();
        // What these fields hold are codes; nobody types them.
        let coded = matches!(self.field, FacetField::Kind | FacetField::Role | FacetField::Sector);
        let fits = |label: &str| coded || wanted.is_empty() || fold(label).contains(wanted);
        let mut counts = self.all(fits)?;
        for value in &self.chosen {
            if counts.iter().all(|(listed, _)| listed != value) {
                counts.push((value.clone(), self.count_of(value)?));
            }
        }
        let different = counts.len();
        let mut values = self.values(counts);
        self.order(&mut values, listing.order);
        let values = values.into_iter();
        let values = values.skip(listing.offset).take(listing.limit.min(MAX_LISTED)).collect();
        Ok(Facet { field: self.field, values, different })
    }

    /// Labels that fit, with their counts above zero over all segments.
    fn all(&self, fits: impl Fn(&str) -> bool) -> Result<Vec<(String, u64)>, Error> {
        let mut all: HashMap<String, u64> = HashMap::new();
        for (segment, tally) in self.tallies {
            let labels = &segment.facets[self.field as usize];
            let mut add = |ordinal: usize, label: &str| {
                let count = tally.of(self.field, ordinal);
                if count > 0 && fits(label) {
                    *all.entry(label.to_owned()).or_default() += count;
                }
            };
            let counted = || (0..labels.different()).filter(|&nth| tally.of(self.field, nth) > 0);
            // Few of many are looked up one by one; a walk through all would take longer.
            match counted().count() < labels.different() / 16 {
                true => {
                    counted().try_for_each(|nth| labels.label(nth).map(|name| add(nth, &name)))?
                }
                false => labels.each(add)?,
            }
        }
        Ok(all.into_iter().collect())
    }

    /// A chosen value may be too rare to be listed by itself.
    fn count_of(&self, value: &str) -> Result<u64, Error> {
        let mut sum = 0;
        for (segment, tally) in self.tallies {
            if let Some(ordinal) = segment.facets[self.field as usize].ordinal(value)? {
                sum += tally.of(self.field, ordinal as usize);
            }
        }
        Ok(sum)
    }

    fn values(&self, counts: Vec<(String, u64)>) -> Vec<FacetValue> {
        let value =
            |(value, count)| FacetValue { selected: self.chosen.contains(&value), value, count };
        counts.into_iter().map(value).collect()
    }

    fn order(&self, values: &mut [FacetValue], order: ListingOrder) {
        match (self.field, order) {
            (FacetField::Year, ListingOrder::Count) => {
                values.sort_unstable_by_key(|year| Reverse(year.value.parse::<i32>().ok()));
            }
            (FacetField::Year, ListingOrder::Name) => {
                values.sort_unstable_by_key(|year| year.value.parse::<i32>().ok());
            }
            (_, ListingOrder::Count) => values.sort_by_cached_key(|value| {
                (Reverse(value.count), danish_order::key(&value.value))
            }),
            (_, ListingOrder::Name) => {
                values.sort_by_cached_key(|value| danish_order::key(&value.value));
            }
        }
    }
}

/// Labels with their counts, of so many different ones.
struct Named {
    counts: Vec<(String, u64)>,
    different: usize,
    /// Whether they stand in their order.
    in_order: bool,
}
