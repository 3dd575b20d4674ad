//! The words everybody in Ordret uses.
//!
//! A publication holds [`Document`]s of three kinds: what somebody said (a
//! quote), what somebody did (a case) and what was counted or drawn (a figure).
//! `ingest` makes them, `search` finds them, `server` and `cli` show them.
//! Everything here is plain data with public fields; what a reader types is
//! parsed into a [`Query`] by a parser that never refuses.

mod document;
mod figure;
mod filter;
mod former;
mod id;
mod known;
mod note;
mod party;
mod query;
mod request;
mod response;
mod slug;
mod source;
mod speaker;
mod suggestion;
mod synonym;

pub use document::{Body, Case, Document, Kind, Link, Quote, Sic, Status};
pub use figure::{Figure, Image, Table};
pub use filter::{FacetField, Filters, YearRange};
pub use former::{Addressed, Fate, Former};
pub use id::DocumentId;
pub use known::{Basis, Known, Span};
pub use note::{LeftOut, Note};
pub use party::party_names;
pub use query::{
    Leaf, LeafKind, MAX_QUERY_CHARS, Node, NumberRange, Query, QueryField, UnknownField, kind_named,
};
pub use request::{
    Listing, ListingOrder, MAX_LIMIT, MAX_LISTED, Match, SearchField, SearchRequest, Sort, WINDOW,
};
pub use response::{
    Difference, DifferenceOp, Explanation, FEW, Facet, FacetValue, Fragment, Hit, Quotation,
    Reason, SearchResponse, SpeakerFragments, Spelled,
};
pub use slug::slug;
pub use source::Source;
pub use speaker::{FormerRole, RoleGroup, Sector, Speaker};
pub use suggestion::{Suggestion, SuggestionKind};
pub use synonym::Synonym;
