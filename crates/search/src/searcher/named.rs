//! People and places by the names they have in addresses.

use std::collections::HashMap;

use ordret_model::{FacetField, SearchRequest, slug};

use crate::searcher::Searcher;

/// The labels of a facet by their slug: spellings that differ in what an address cannot show
/// (capitals, `aa` and `å`) are one.
pub(super) type Named = HashMap<String, Vec<String>>;

impl Searcher {
    /// The labels of `field` that have this slug, in the order of their bytes: of a speaker's
    /// all spellings. Empty where none has.
    ///
    /// The list is made when it is first asked for, in one walk through the labels.
    pub fn named(&self, field: FacetField, slug: &str) -> Vec<String> {
        self.all_named(field).get(slug).cloned().unwrap_or_default()
    }

    /// The slugs that come after one, in no order.
    pub(super) fn slugs_after(&self, field: FacetField, after: &str) -> Vec<String> {
        let slugs = self.all_named(field).keys();
        slugs.filter(|slug| slug.as_str() > after).cloned().collect()
    }

    fn all_named(&self, field: FacetField) -> &Named {
        self.named[field as usize].get_or_init(|| self.by_slug(field))
    }

    fn by_slug(&self, field: FacetField) -> Named {
        let mut named = Named::new();
        for segment in &self.segments {
            let labels = &segment.facets[field as usize];
            // What cannot be read is in no list: asking for it finds nothing.
            let _ = labels.each(|_, label| {
                let spellings = named.entry(slug(label)).or_default();
                if spellings.iter().all(|known| known != label) {
                    spellings.push(label.to_owned());
                }
            });
        }
        named.remove("");
        for spellings in named.values_mut() {
            spellings.sort_unstable();
        }
        named
    }

    /// A request whose speakers are named as the index spells them, where they were named as
    /// addresses do; `None` where all are already.
    pub(super) fn spelled(&self, request: &SearchRequest) -> Option<SearchRequest> {
        let values = request.filters.values.get(&FacetField::Speaker)?;
        let as_slug = |value: &String| match slug(value) == *value {
            true => self.named(FacetField::Speaker, value),
            false => Vec::new(),
        };
        let found: Vec<Vec<String>> = values.iter().map(as_slug).collect();
        if found.iter().all(Vec::is_empty) {
            return None;
        }
        let mut spelled: Vec<String> = Vec::new();
        for (value, names) in values.iter().zip(found) {
            let names = if names.is_empty() { vec![value.clone()] } else { names };
            names.into_iter().for_each(|name| {
                if !spelled.contains(&name) {
                    spelled.push(name);
                }
            });
        }
        // A name that is its own slug is spelled already.
        if spelled == *values {
            return None;
        }
        let mut request = request.clone();
        request.filters.values.insert(FacetField::Speaker, spelled);
        Some(request)
    }
}
