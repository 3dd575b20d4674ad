//! What is asked.

use crate::Filters;

/// The most hits one answer holds.
pub const MAX_LIMIT: usize = 100;
/// How many hits can be paged through. Beyond it a reader narrows the search.
pub const WINDOW: usize = 1000;

/// A search. `limit` is 1 to [`MAX_LIMIT`], `offset + limit` within [`WINDOW`];
/// the edges (HTTP, command line) refuse anything else by name.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRequest {
    /// What was typed, as typed; empty finds every document.
    pub query: String,
    /// Whether every word must be there.
    pub match_: Match,
    /// What documents must carry.
    pub filters: Filters,
    /// The order of the hits.
    pub sort: Sort,
    /// How many hits.
    pub limit: usize,
    /// How many to pass over first.
    pub offset: usize,
    /// The searched fields; empty means all of them.
    pub fields: Vec<SearchField>,
    /// Whether to say how each score came about.
    pub explain: bool,
    /// Whether to count facets: a page does, an evaluation has no use for them.
    pub facets: bool,
}

impl Default for SearchRequest {
    fn default() -> Self {
        SearchRequest {
            query: String::new(),
            match_: Match::All,
            filters: Filters::default(),
            sort: Sort::Relevance,
            limit: 10,
            offset: 0,
            fields: Vec::new(),
            explain: false,
            facets: true,
        }
    }
}

/// How many of the words must be there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Match {
    /// Every word, across a document's fields together.
    #[default]
    All,
    /// At least one; more and rarer ones rank higher.
    Any,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The newest first, those without a year last, then the best.
    Newest,
    /// The oldest first, those without a year last, then the best.
    Oldest,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Oldest];

    /// Its name in addresses and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Relevance => "relevance",
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
        }
    }

    /// The order that `name` names.
    pub fn parse(name: &str) -> Option<Self> {
        Sort::ALL.into_iter().find(|sort| sort.as_str() == name)
    }
}

impl Match {
    /// Its name in addresses and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Match::All => "all",
            Match::Any => "any",
        }
    }

    /// The rule that `name` names.
    pub fn parse(name: &str) -> Option<Self> {
        [Match::All, Match::Any].into_iter().find(|rule| rule.as_str() == name)
    }
}

/// A field whose words are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SearchField {
    /// The source's own title.
    Title,
    /// The words themselves; a case's further parts too.
    Text,
    /// A figure's caption.
    Caption,
    /// A statistic's number with its unit.
    Value,
    /// What in the source says who spoke.
    Attribution,
    /// The speaker's name and its variants.
    Name,
    /// The role when said.
    Role,
    /// Former roles with their organisations.
    Former,
    /// The organisation.
    Organisation,
    /// The place.
    Place,
}

impl SearchField {
    /// Every searched field.
    pub const ALL: [SearchField; 10] = [
        SearchField::Title,
        SearchField::Text,
        SearchField::Caption,
        SearchField::Value,
        SearchField::Attribution,
        SearchField::Name,
        SearchField::Role,
        SearchField::Former,
        SearchField::Organisation,
        SearchField::Place,
    ];

    /// Its name on the command line and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            SearchField::Title => "title",
            SearchField::Text => "text",
            SearchField::Caption => "caption",
            SearchField::Value => "value",
            SearchField::Attribution => "attribution",
            SearchField::Name => "name",
            SearchField::Role => "role",
            SearchField::Former => "former",
            SearchField::Organisation => "organisation",
            SearchField::Place => "place",
        }
    }

    /// The field that `name` names.
    pub fn parse(name: &str) -> Option<Self> {
        SearchField::ALL.into_iter().find(|field| field.as_str() == name)
    }
}
