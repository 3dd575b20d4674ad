//! Small numbers, one for each document, as narrow as they fit.
//!
//! A column of the index packs its numbers and unpacks one in a few calls; every
//! match needs a dozen of them. Kept unpacked, one is one read. The price is one
//! or two bytes for each document and field, four where there are over 65,535 labels:
//! some 20 MB at a million documents.

use tantivy::DocId;

/// Numbers by document.
#[derive(Debug)]
pub(crate) enum Dense {
    Byte(Box<[u8]>),
    Short(Box<[u16]>),
    Long(Box<[u32]>),
}

impl Dense {
    /// Keeps the numbers, in the documents' order. Those over `u32::MAX` are that.
    pub(crate) fn new(numbers: &[u64]) -> Dense {
        let greatest = numbers.iter().copied().max().unwrap_or(0);
        if greatest <= u64::from(u8::MAX) {
            Dense::Byte(numbers.iter().map(|number| *number as u8).collect())
        } else if greatest <= u64::from(u16::MAX) {
            Dense::Short(numbers.iter().map(|number| *number as u16).collect())
        } else {
            let most = u64::from(u32::MAX);
            Dense::Long(numbers.iter().map(|number| (*number).min(most) as u32).collect())
        }
    }

    /// The number of a document.
    #[inline]
    pub(crate) fn of(&self, document: DocId) -> u32 {
        let nth = document as usize;
        match self {
            Dense::Byte(numbers) => u32::from(numbers[nth]),
            Dense::Short(numbers) => u32::from(numbers[nth]),
            Dense::Long(numbers) => numbers[nth],
        }
    }

    /// Adds one to the count of each document's number.
    pub(crate) fn count(&self, documents: &[(DocId, f32)], counts: &mut [u32]) {
        match self {
            Dense::Byte(numbers) => count(numbers, documents, counts),
            Dense::Short(numbers) => count(numbers, documents, counts),
            Dense::Long(numbers) => count(numbers, documents, counts),
        }
    }
}

fn count<N: Copy + Into<u32>>(numbers: &[N], documents: &[(DocId, f32)], counts: &mut [u32]) {
    for &(document, _) in documents {
        counts[numbers[document as usize].into() as usize] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::Dense;

    #[test]
    fn numbers_are_kept_as_they_are_whatever_their_width() {
        for greatest in [0, 255, 256, 65_535, 65_536, u64::from(u32::MAX)] {
            let dense = Dense::new(&[3, greatest, 0]);
            assert_eq!(u64::from(dense.of(1)), greatest);
            assert_eq!((dense.of(0), dense.of(2)), (3, 0));
        }
        assert_eq!(Dense::new(&[u64::MAX]).of(0), u32::MAX, "the greatest stands for all above");
    }

    #[test]
    fn counting_adds_one_for_each_document_that_is_named() {
        for greatest in [2, 300, 70_000] {
            let dense = Dense::new(&[1, greatest, 1, 0]);
            let mut counts = vec![0; greatest as usize + 1];
            dense.count(&[(0, 1.0), (1, 1.0), (2, 1.0)], &mut counts);
            assert_eq!((counts[0], counts[1], counts[greatest as usize]), (0, 2, 1));
        }
    }
}
