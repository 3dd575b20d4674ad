//! All that has an address, by the names in addresses: for whoever goes through all of it.

use ordret_model::FacetField;

use crate::Error;
use crate::schema;
use crate::searcher::Searcher;
use crate::segment::Segment;

/// What a generation has addresses of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Documents, by their ids.
    Documents,
    /// Sources, by their slugs.
    Sources,
    /// Speakers, by the slugs of their names.
    People,
    /// Places, by the slugs of their names.
    Places,
}

impl Searcher {
    /// The names that come after one, in the order of their bytes, at most `limit`. All come
    /// after the empty one; the one given need not be there any more.
    pub fn listed(&self, of: Listed, after: &str, limit: usize) -> Result<Vec<String>, Error> {
        let mut names = Vec::new();
        match of {
            Listed::Documents => {
                for segment in &self.segments {
                    self.ids(segment, after, limit, &mut names)?;
                }
            }
            Listed::Sources => {
                for segment in &self.segments {
                    self.sources(segment, after, limit, &mut names)?;
                }
            }
            Listed::People => names = self.slugs_after(FacetField::Speaker, after)?,
            Listed::Places => names = self.slugs_after(FacetField::Place, after)?,
        }
        names.sort_unstable();
        names.dedup();
        names.truncate(limit);
        Ok(names)
    }

    /// Where they are parted when there are to be `size` names in a part: the last name of every
    /// part but the last one.
    pub fn parted(&self, of: Listed, size: usize) -> Result<Vec<String>, Error> {
        let mut ends: Vec<String> = Vec::new();
        loop {
            let after = ends.last().map_or("", String::as_str);
            let mut part = self.listed(of, after, size + 1)?;
            if part.len() <= size {
                return Ok(ends);
            }
            ends.push(part.swap_remove(size - 1));
        }
    }

    fn ids(
        &self,
        segment: &Segment,
        after: &str,
        limit: usize,
        names: &mut Vec<String>,
    ) -> Result<(), Error> {
        let postings = segment.reader.inverted_index(self.fields.id).map_err(Error::read)?;
        let range = postings.terms().range().gt(after.as_bytes());
        let mut stream = range.into_stream().map_err(Error::read)?;
        for _ in 0..limit {
            if !stream.advance() {
                break;
            }
            names.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        Ok(())
    }

    /// A source has a term for each of its documents: past the first, the rest are leapt over.
    fn sources(
        &self,
        segment: &Segment,
        after: &str,
        limit: usize,
        names: &mut Vec<String>,
    ) -> Result<(), Error> {
        let postings = segment.reader.inverted_index(self.fields.place).map_err(Error::read)?;
        let mut last = after.to_owned();
        for _ in 0..limit {
            let range = postings.terms().range().ge(schema::behind_page(&last).as_bytes());
            let mut stream = range.into_stream().map_err(Error::read)?;
            if !stream.advance() {
                break;
            }
            let place = String::from_utf8_lossy(stream.key());
            last = schema::page_of(&place).to_owned();
            names.push(last.clone());
        }
        Ok(())
    }
}
