//! What one would build without Ordret: tantivy with its stock Danish chain, as
//! a library and behind axum.

pub mod index;
pub mod search;
pub mod server;
