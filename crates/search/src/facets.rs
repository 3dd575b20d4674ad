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
) -> Result<Vec<Facet>, Error> {
    let mut facets = Vec::new();
    for field in FacetField::ALL {
        let selected = filters.values.get(&field).map_or(&[][..], |values| values);
        let mut counts = merged(tallies, field)?;
        for value in selected {
            if counts.iter().all(|(listed, _)| listed != value) {
                counts.push((value.clone(), count_of(tallies, field, value)?));
            }
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
            FacetField::Year => {
                values.sort_unstable_by_key(|year| Reverse(year.value.parse::<i32>().ok()))
            }
            _ => values
                .sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value))),
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

/// A chosen value may be too rare to be listed by itself.
fn count_of(tallies: &[(&Segment, Tally)], field: FacetField, value: &str) -> Result<u64, Error> {
    let mut sum = 0;
    for (segment, tally) in tallies {
        if let Some(ordinal) = segment.facets[field as usize].ordinal(value)? {
            sum += tally.of(field, ordinal as usize);
        }
    }
    Ok(sum)
}

/// A range of years selects no single one of them; a range of one year does.
fn is_selected_year(field: FacetField, filters: &Filters, value: &str) -> bool {
    let one = filters.year.filter(|range| range.from == range.to).and_then(|range| range.from);
    field == FacetField::Year && one.is_some_and(|year| value.parse() == Ok(year))
}

/// Counts above zero, over all segments.
fn merged(tallies: &[(&Segment, Tally)], field: FacetField) -> Result<Vec<(String, u64)>, Error> {
    if let [(segment, tally)] = tallies {
        let cut = field != FacetField::Year;
        return named(segment, tally, field, cut).collect();
    }
    let mut merged: HashMap<String, u64> = HashMap::new();
    for (segment, tally) in tallies {
        for named in named(segment, tally, field, false) {
            let (label, count) = named?;
            *merged.entry(label).or_default() += count;
        }
    }
    Ok(merged.into_iter().collect())
}

/// The labels that were counted in one segment. With `cut` only as many of the most frequent
/// as are listed, so that no more are named than needed; with several segments a label that
/// is rare in each may be frequent in all.
fn named(
    segment: &Segment,
    tally: &Tally,
    field: FacetField,
    cut: bool,
) -> impl Iterator<Item = Result<(String, u64), Error>> {
    let counts = tally.counts[field as usize].get(1..).unwrap_or_default();
    let mut counted: Vec<usize> = (0..counts.len()).filter(|&nth| counts[nth] > 0).collect();
    if cut && counted.len() > MOST_VALUES {
        // Ordinals are in the order of the labels' bytes, which breaks ties.
        let order = |nth: &usize| (Reverse(counts[*nth]), *nth);
        counted.select_nth_unstable_by_key(MOST_VALUES - 1, order);
        counted.truncate(MOST_VALUES);
    }
    let labels = &segment.facets[field as usize];
    counted.into_iter().map(move |ordinal| Ok((labels.label(ordinal)?, tally.of(field, ordinal))))
}
