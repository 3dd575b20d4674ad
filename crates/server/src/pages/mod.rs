//! The pages, in Danish. Each is a view (plain data, most of it words) and a
//! template that shows it; each works without its script, which only suggests words.

mod api;
mod browse;
mod corrections;
mod document;
mod facet;
mod failure;
mod frame;
mod help;
mod hit;
mod known;
mod named;
mod narrowing;
mod paging;
mod search;
mod source;
mod source_line;
mod start;
mod verify;
mod words;

pub(crate) use api::api_page;
pub(crate) use browse::browse_page;
pub(crate) use corrections::{corrections_atom, corrections_json, corrections_page};
pub(crate) use document::document_page;
pub(crate) use failure::failure_page;
pub(crate) use help::help_page;
pub(crate) use named::{person_page, place_page, random_page};
pub(crate) use search::{read_address, search_page};
pub(crate) use source::source_page;
pub(crate) use start::start_page;
pub(crate) use verify::{verify_form, verify_page};
