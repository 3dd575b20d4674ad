//! Small numbers, one for each document, as narrow as they fit.
//!
//! A column of the index packs its numbers and unpacks one in a few calls; every
//! match needs a dozen of them. Kept unpacked, one is one read. The price is one
//! or two bytes for each document and field: some 20 MB at a million documents.

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
