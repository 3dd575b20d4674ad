//! What documents are labelled with, as a condition of a query.

use ordret_model::{FacetField, NumberRange};
use tantivy::DocId;

use crate::Error;
use crate::segment::Segment;

/// A condition on a document's labels and numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LabelTest {
    /// One of these values.
    OneOf(FacetField, Vec<String>),
    /// A value that holds this text, in whatever case.
    Holding(FacetField, String),
    /// A year of one of its sources.
    Years(NumberRange),
    /// A statistic's number.
    Number(NumberRange),
    /// How many observations a statistic rests on.
    Observations(NumberRange),
}

/// The documents of a segment that fulfil a condition, a bit for each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marked {
    bits: Vec<u64>,
    pub count: u64,
}

impl LabelTest {
    /// The documents that fulfil it.
    pub(crate) fn documents(&self, segment: &Segment) -> Result<Marked, Error> {
        match self {
            LabelTest::OneOf(field, values) => {
                labelled(segment, *field, |label| values.iter().any(|value| value == label))
            }
            LabelTest::Holding(field, text) => {
                labelled(segment, *field, |label| label.to_lowercase().contains(text.as_str()))
            }
            LabelTest::Years(range) => labelled(segment, FacetField::Year, |label| {
                label.parse().is_ok_and(|year| range.holds(year))
            }),
            LabelTest::Number(range) => Ok(Marked::of(segment, |document| {
                segment.number.values_for_doc(document).any(|number| range.holds(number))
            })),
            LabelTest::Observations(range) => Ok(Marked::of(segment, |document| {
                let mut counts = segment.observations.values_for_doc(document);
                counts.any(|count| range.holds(count as f64))
            })),
        }
    }
}

fn labelled(
    segment: &Segment,
    field: FacetField,
    fits: impl Fn(&str) -> bool,
) -> Result<Marked, Error> {
    let labels = &segment.facets[field as usize];
    let allowed = (0..labels.different())
        .map(|ordinal| Ok(fits(&labels.label(ordinal)?)))
        .collect::<Result<Vec<bool>, Error>>()?;
    if !allowed.contains(&true) {
        return Ok(Marked::default());
    }
    if let Some(single) = labels.single() {
        return Ok(Marked::of(segment, |document| {
            let place = single.of(document) as usize;
            place > 0 && allowed[place - 1]
        }));
    }
    let Some(ordinals) = labels.ordinals() else { return Ok(Marked::default()) };
    Ok(Marked::of(segment, |document| {
        ordinals.values_for_doc(document).any(|ordinal| allowed[ordinal as usize])
    }))
}

impl Marked {
    fn of(segment: &Segment, fits: impl Fn(DocId) -> bool) -> Marked {
        let mut marked =
            Marked { bits: vec![0; segment.documents().div_ceil(64) as usize], count: 0 };
        for document in (0..segment.documents()).filter(|document| fits(*document)) {
            marked.bits[document as usize / 64] |= 1 << (document % 64);
            marked.count += 1;
        }
        marked
    }

    /// Whether it is one of them.
    #[inline]
    pub(crate) fn holds(&self, document: DocId) -> bool {
        let word = self.bits.get(document as usize / 64);
        word.is_some_and(|word| word & (1 << (document % 64)) != 0)
    }

    /// The first of them from `target` on.
    pub(crate) fn next(&self, target: DocId) -> Option<DocId> {
        let mut nth = target as usize / 64;
        let mut word = self.bits.get(nth)? & (u64::MAX << (target % 64));
        while word == 0 {
            nth += 1;
            word = *self.bits.get(nth)?;
        }
        Some(nth as DocId * 64 + word.trailing_zeros())
    }
}
