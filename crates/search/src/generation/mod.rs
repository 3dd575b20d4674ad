//! Generations: how one is written beside the others, and how one becomes current.
//!
//! A generation is a folder that is never changed after it got its name. What
//! is half written has another name (`000042.building-1234`) and is removed by
//! the next writer if its own did not live to do so.

pub(crate) mod digests;
pub(crate) mod files;
pub(crate) mod index;
pub(crate) mod known;
pub(crate) mod lock;
pub(crate) mod manifest;
pub(crate) mod space;
pub(crate) mod withdrawn;
pub(crate) mod writer;
