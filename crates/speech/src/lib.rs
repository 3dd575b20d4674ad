//! What is said in a Danish text, and what in it says who said it.
//!
//! The reading knows neither formats nor addresses: paragraphs go in, and what
//! stands in marks, behind dashes and in reporting clauses comes out as ranges
//! of bytes. `ingest` makes documents of it; [`passages`] finds what a manuscript
//! quotes, for the program and for the page that compare it with the sources.

pub mod clause;
pub mod first_names;
pub mod line;
pub mod marks;
pub mod names;
pub mod passages;
mod pattern;
pub mod read;
pub mod sentences;
pub mod verbs;
pub mod vocabulary;
