//! HTTP, JSON and HTML over a published index.
//!
//! `ordret-server` and `ordret serve` run [`serve`]; the command line prints
//! the same values through [`search_json`] and [`document_json`]. Nothing here
//! can write an index: what serves only reads.
//!
//! A connection passes three doors: the accept loop (`accept`, `connection`)
//! holds slow and broken clients off, [`App::answer`] refuses what is malformed
//! and dresses every answer in its headers, and the router finds the handler,
//! which extracts, asks, shapes, and is done.

mod accept;
mod activity;
mod address;
mod answer;
mod api;
mod assets;
mod chart;
mod cite;
mod client;
mod conditional;
mod config;
mod connection;
mod copy;
mod csv;
mod data;
mod encoding;
mod engine;
mod engines;
mod error;
mod examples;
mod export;
mod failure;
mod feed;
mod former;
mod headers;
mod json;
mod kept;
pub mod log;
mod metrics;
mod oembed;
mod openapi;
mod pages;
mod params;
mod picture;
mod pieces;
mod posted;
mod refuse;
mod reload;
mod router;
mod serve;
mod sitemap;
mod slash;
mod statement;
mod stream;
mod templates;
mod verify;
pub mod wording;
mod years;

pub use address::document_url;
pub use answer::App;
pub use config::{Config, Limits, Logging, Site};
pub use copy::{COLLECTION, CopiedFile, Piece, SiteCopy};
pub use engine::{Engine, Reader};
pub use error::Error;
pub use json::{document_json, passage_json, search_json};
pub use serve::{serve, serve_until};
pub use verify::Verdict;
pub use years::{YearRemark, YearTaken};
