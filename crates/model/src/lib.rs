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
mod id;
mod known;
mod note;
mod query;
mod request;
mod response;
mod slug;
mod source;
mod speaker;

pub use document::{Body, Case, Document, Kind, Link, Quote};
pub use figure::{Figure, Image, Table};
pub use filter::{FacetField, Filters, YearRange};
pub use id::DocumentId;
pub use known::{Basis, Known, Span};
pub use note::Note;
pub use query::{Clause, ClauseKind, MAX_QUERY_CHARS, Occur, Query};
pub use request::{MAX_LIMIT, Match, SearchField, SearchRequest, Sort, WINDOW};
pub use response::{
    Explanation, Facet, FacetValue, Fragment, Hit, SearchResponse, SpeakerFragments,
};
pub use slug::slug;
pub use source::Source;
pub use speaker::{FormerRole, RoleGroup, Sector, Speaker};
