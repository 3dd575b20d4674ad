//! From what is looked for to the documents that hold it.

mod field;
mod matcher;
mod resolve;
mod run;
mod sequence;
mod top;
mod window;

pub(crate) use matcher::Matcher;
pub(crate) use resolve::{Lookup, Normalisers, Resolved, resolve};
pub(crate) use run::{Found, Search, finds_any, run};
pub(crate) use top::Place;
