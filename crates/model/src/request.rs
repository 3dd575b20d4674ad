//! What is asked.

use crate::{FacetField, Filters};

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
    /// How many of the words must be there.
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
    /// The facet to list further than the others, to its last value.
    pub listing: Option<Listing>,
}

/// The most values of a facet that one answer lists.
pub const MAX_LISTED: usize = 1000;

/// A part of all values of one facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The facet.
    pub field: FacetField,
    /// Only values that hold this, however æ, ø and å are typed; empty for all. Chosen
    /// values are listed whatever they hold.
    pub matching: String,
    /// Their order.
    pub order: ListingOrder,
    /// How many at most, up to [`MAX_LISTED`].
    pub limit: usize,
    /// How many to pass over first.
    pub offset: usize,
}

impl Listing {
    /// All values of a facet, from the first.
    pub fn of(field: FacetField) -> Listing {
        let (matching, order) = (String::new(), ListingOrder::default());
        Listing { field, matching, order, limit: 200, offset: 0 }
    }
}

/// The order of a facet's values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ListingOrder {
    /// The most frequent first, then by name; years the newest first.
    #[default]
    Count,
    /// By name, in Danish order.
    Name,
}

impl ListingOrder {
    /// Every order, the default first.
    pub const ALL: [ListingOrder; 2] = [ListingOrder::Count, ListingOrder::Name];

    /// Its name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            ListingOrder::Count => "count",
            ListingOrder::Name => "name",
        }
    }

    /// The order that `name` names.
    pub fn parse(name: &str) -> Option<Self> {
        ListingOrder::ALL.into_iter().find(|order| order.as_str() == name)
    }
}

impl Default for SearchRequest {
    fn default() -> Self {
        SearchRequest {
            query: String::new(),
            match_: Match::Best,
            filters: Filters::default(),
            sort: Sort::Relevance,
            limit: 10,
            offset: 0,
            fields: Vec::new(),
            explain: false,
            facets: true,
            listing: None,
        }
    }
}

/// How many of the words must be there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Match {
    /// Every telling word; where fewer than ten documents hold them all, also those that
    /// hold some, behind the others. What is not a telling word only ranks.
    #[default]
    Best,
    /// Every word, across a document's fields together.
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
    /// By the speaker's name in Danish order, those without one last, then the best.
    Speaker,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 4] = [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Speaker];

    /// Its name in addresses and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Relevance => "relevance",
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::Speaker => "speaker",
        }
    }

    /// The order that `name` names.
    pub fn parse(name: &str) -> Option<Self> {
        Sort::ALL.into_iter().find(|sort| sort.as_str() == name)
    }
}

impl Match {
    /// Every rule, the default first.
    pub const ALL: [Match; 3] = [Match::Best, Match::All, Match::Any];

    /// Its name in addresses and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Match::Best => "best",
            Match::All => "all",
            Match::Any => "any",
        }
    }

    /// The rule that `name` names.
    pub fn parse(name: &str) -> Option<Self> {
        Match::ALL.into_iter().find(|rule| rule.as_str() == name)
    }
}

/// A field whose words are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SearchField {
    /// The source's own title.
    Title,
    /// The words themselves.
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
    /// A case's further parts: what was wrong, what was done, what came of it.
    Parts,
    /// A figure's table and what its picture shows.
    Data,
    /// The themes.
    Topic,
    /// The speaker's party, by name and by letter.
    Party,
    /// The years of its sources.
    Year,
}

impl SearchField {
    /// Every searched field.
    pub const ALL: [SearchField; 15] = [
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
        SearchField::Parts,
        SearchField::Data,
        SearchField::Topic,
        SearchField::Party,
        SearchField::Year,
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
            SearchField::Parts => "parts",
            SearchField::Data => "data",
            SearchField::Topic => "topic",
            SearchField::Party => "party",
            SearchField::Year => "year",
        }
    }

    /// The field that `name` names.
    pub fn parse(name: &str) -> Option<Self> {
        SearchField::ALL.into_iter().find(|field| field.as_str() == name)
    }
}
