//! The pages, in Danish. Each is a view (plain data, most of it words) and a
//! template that shows it; each works without its script, which only suggests words.

mod api;
mod browse;
mod copy;
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
pub(crate) use browse::{
    BROWSED, browse_further, browse_json, browse_list, browse_page, browse_pages,
};
pub(crate) use copy::{copy_page, moved_page};
pub(crate) use corrections::{
    corrections_atom, corrections_further, corrections_json, corrections_page, corrections_pages,
};
pub(crate) use document::document_page;
pub(crate) use failure::failure_page;
pub(crate) use help::help_page;
pub(crate) use hit::value;
pub(crate) use named::{
    named_pages, person_further, person_page, place_further, place_page, random_page,
};
pub(crate) use search::{read_address, search_page};
pub(crate) use source::{source_further, source_page, source_pages};
pub(crate) use source_line::named;
pub(crate) use start::start_page;
pub(crate) use verify::{verify_form, verify_page};
pub(crate) use words::opening;
