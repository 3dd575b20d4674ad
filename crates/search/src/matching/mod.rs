//! From what is looked for to the documents that hold it.

mod resolve;
mod run;
mod sequence;
mod top;
mod word;

pub(crate) use resolve::{Lookup, Normalisers, Resolved, resolve};
pub(crate) use run::{Found, Search, run};
pub(crate) use top::Place;
pub(crate) use word::Matcher;
