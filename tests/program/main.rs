//! The program `ordret`, driven as its users drive it.

mod addresses;
mod again;
mod bad_input;
mod copies;
mod editors;
mod extract;
mod lasting;
mod markdown;
mod pages;
mod pdf;
mod readme;
mod records;
mod reindex;
mod score;
mod searching;
mod seed;
mod serve;
mod settings;
mod speech;
mod suite;
mod support;
mod synonyms;
mod verify;
