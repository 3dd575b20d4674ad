//! From what is looked for to the documents that hold it.

mod cursor;
mod field;
mod matcher;
mod near;
mod resolve;
mod run;
mod sequence;
mod top;
mod window;

pub(crate) use cursor::cost;
pub(crate) use matcher::Matcher;
pub(crate) use near::{LOOKED_AT, Look};
pub(crate) use resolve::{Lookup, Normalisers, Resolved, resolve};
pub(crate) use run::{Found, Search, count, each, finds_any, run};
pub(crate) use sequence::SequencePostings;
pub(crate) use top::Place;
