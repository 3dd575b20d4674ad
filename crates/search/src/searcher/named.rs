//! People and places by the names they have in addresses.

use std::collections::HashMap;

use ordret_model::{FacetField, SearchRequest, slug};

use crate::Error;
use crate::searcher::Searcher;

/// The labels of a facet by their slug: spellings that differ in what an address cannot show
/// (capitals, `aa` and `å`) are one.
pub(super) type Named = HashMap<String, Vec<String>>;

impl Searcher {
    /// The labels of `field` that have this slug, in the order of their bytes: of a speaker's
    /// all spellings. Empty where none has.
    ///
    /// The list is made when it is first asked for, in one walk through the labels.
    ///
    /// # Errors
    /// When the labels cannot be read.
    pub fn named(&self, field: FacetField, slug: &str) -> Result<Vec<String>, Error> {
        Ok(self.by_slug(field)?.get(slug).cloned().unwrap_or_default())
    }

    /// The slugs that come after one, in no order.
    pub(super) fn slugs_after(&self, field: FacetField, after: &str) -> Result<Vec<String>, Error> {
        let slugs = self.by_slug(field)?.keys();
        Ok(slugs.filter(|slug| slug.as_str() > after).cloned().collect())
    }

    /// The slugs of all labels of `field`, in the order of their letters.
    ///
    /// # Errors
    /// When the labels cannot be read.
    pub fn slugs(&self, field: FacetField) -> Result<Vec<String>, Error> {
        let mut slugs: Vec<String> = self.by_slug(field)?.keys().cloned().collect();
        slugs.sort_unstable();
        Ok(slugs)
    }

    fn by_slug(&self, field: FacetField) -> Result<&Named, Error> {
        let named = &self.named[field as usize];
        if let Some(named) = named.get() {
            return Ok(named);
        }
        let read = self.read_by_slug(field)?;
        Ok(named.get_or_init(|| read))
    }

    fn read_by_slug(&self, field: FacetField) -> Result<Named, Error> {
        let mut named = Named::new();
        for segment in &self.segments {
            segment.facets[field as usize].each(|_, label| {
                let spellings = named.entry(slug(label)).or_default();
                if spellings.iter().all(|known| known != label) {
                    spellings.push(label.to_owned());
                }
            })?;
        }
        named.remove("");
        for spellings in named.values_mut() {
            spellings.sort_unstable();
        }
        Ok(named)
    }

    /// A request whose speakers and places are named as the index spells them, where they were
    /// named as addresses do; `None` where all are already.
    pub(super) fn spelled(&self, request: &SearchRequest) -> Result<Option<SearchRequest>, Error> {
        let mut spelled: Option<SearchRequest> = None;
        for field in [FacetField::Speaker, FacetField::Place] {
            let Some(values) = request.filters.values.get(&field) else { continue };
            let mut names: Vec<String> = Vec::new();
            for value in values {
                let known = match slug(value) == *value {
                    true => self.named(field, value)?,
                    false => Vec::new(),
                };
                let own = if known.is_empty() { vec![value.clone()] } else { known };
                names.extend(
                    own.into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>(),
                );
            }
            // A name that is its own slug is spelled already.
            if names != *values {
                let spelled = spelled.get_or_insert_with(|| request.clone());
                spelled.filters.values.insert(field, names);
            }
        }
        Ok(spelled)
    }
}
