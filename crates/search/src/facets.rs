//! Narrowing and counting, in one pass over the documents that match the text.
//!
//! A facet's counts ignore its own filter: whoever has chosen one place wants to
//! see what another would give. So a document that passes every filter counts
//! everywhere, and one that fails exactly one counts in that one's facet.

use std::cmp::Reverse;
use std::collections::HashMap;

use ordret_model::{Facet, FacetField, FacetValue, Filters, YearRange};
use tantivy::DocId;

use crate::Error;
use crate::segment::{Labels, Segment};

/// The most values of one facet that are listed, the chosen ones besides.
const MOST_VALUES: usize = 50;

/// A year that is none: no label reads so.
type Allowed = Vec<bool>;

/// The filters as one segment knows them.
pub(crate) struct Narrowing {
    /// The narrowed fields, each with its allowed ordinals.
    fields: Vec<(FacetField, Allowed)>,
    /// The allowed source pages.
    source: Option<Allowed>,
}

/// Counts of one segment: by field, then by ordinal.
pub(crate) struct Tally {
    counts: Vec<Vec<u32>>,
    buffer: Vec<Option<u64>>,
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

    fn verdict(&self, segment: &Segment, document: DocId) -> Verdict {
        let passes = |labels: &Labels, allowed: &Allowed| {
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
    (0..years.different() as u64)
        .map(|ordinal| Ok(years.label(ordinal)?.parse().is_ok_and(inside)))
        .collect()
}

impl Tally {
    pub(crate) fn new(segment: &Segment) -> Tally {
        let counts = segment.facets.iter().map(|labels| vec![0; labels.different()]).collect();
        Tally { counts, buffer: Vec::new() }
    }

    fn count_one(&mut self, segment: &Segment, field: FacetField, document: DocId) {
        if let Some(ordinals) = segment.facets[field as usize].ordinals() {
            for ordinal in ordinals.values_for_doc(document) {
                self.counts[field as usize][ordinal as usize] += 1;
            }
        }
    }

    fn count(&mut self, segment: &Segment, documents: &[(DocId, f32)]) {
        let ids: Vec<DocId> = documents.iter().map(|(document, _)| *document).collect();
        self.buffer.resize(ids.len(), None);
        for (labels, counts) in segment.facets.iter().zip(&mut self.counts) {
            let Some(ordinals) = labels.ordinals() else { continue };
            if ordinals.get_cardinality().is_multivalue() {
                for &document in &ids {
                    for ordinal in ordinals.values_for_doc(document) {
                        counts[ordinal as usize] += 1;
                    }
                }
                continue;
            }
            self.buffer.fill(None);
            ordinals.first_vals(&ids, &mut self.buffer);
            for ordinal in self.buffer.iter().flatten() {
                counts[*ordinal as usize] += 1;
            }
        }
    }
}

/// The tallies of all segments as facets, each with its chosen values.
pub(crate) fn facets(
    tallies: &[(&Segment, Tally)],
    filters: &Filters,
) -> Result<Vec<Facet>, Error> {
    let mut facets = Vec::new();
    for field in FacetField::ALL {
        let selected = filters.values.get(&field).map_or(&[][..], |values| values);
        let mut counts = merged(tallies, field)?;
        for value in selected {
            counts.entry(value.clone()).or_default();
        }
        let mut values: Vec<FacetValue> = counts
            .into_iter()
            .map(|(value, count)| FacetValue {
                selected: selected.contains(&value) || is_selected_year(field, filters, &value),
                value,
                count,
            })
            .collect();
        match field {
            FacetField::Year => values.sort_unstable_by_key(|year| Reverse(year.value.parse::<i32>().ok())),
            _ => values.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value))),
        }
        let mut listed = 0;
        values.retain(|value| {
            listed += 1;
            listed <= MOST_VALUES || value.selected
        });
        if !values.is_empty() {
            facets.push(Facet { field, values });
        }
    }
    Ok(facets)
}

/// A range of years selects no single one of them; a range of one year does.
fn is_selected_year(field: FacetField, filters: &Filters, value: &str) -> bool {
    let one = filters.year.filter(|range| range.from == range.to).and_then(|range| range.from);
    field == FacetField::Year && one.is_some_and(|year| value.parse() == Ok(year))
}

/// Counts above zero, over all segments.
fn merged(tallies: &[(&Segment, Tally)], field: FacetField) -> Result<HashMap<String, u64>, Error> {
    let mut merged = HashMap::new();
    for (segment, tally) in tallies {
        let labels = &segment.facets[field as usize];
        let counts = &tally.counts[field as usize];
        let floor = floor(counts, tallies.len(), field);
        for (ordinal, &count) in counts.iter().enumerate().filter(|(_, count)| **count >= floor) {
            *merged.entry(labels.label(ordinal as u64)?).or_default() += u64::from(count);
        }
    }
    Ok(merged)
}

/// The lowest count that can be listed, so that no more labels than needed are
/// looked up: with one segment the fiftieth best, otherwise anything.
fn floor(counts: &[u32], segments: usize, field: FacetField) -> u32 {
    if segments > 1 || counts.len() <= MOST_VALUES || field == FacetField::Year {
        return 1;
    }
    let mut sorted = counts.to_vec();
    let (_, floor, _) = sorted.select_nth_unstable_by_key(MOST_VALUES - 1, |count| Reverse(*count));
    (*floor).max(1)
}
