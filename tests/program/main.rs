//! The program `ordret`, driven as its users drive it.

mod bad_input;
mod extract;
mod markdown;
mod pages;
mod records;
mod reindex;
mod searching;
mod seed;
mod serve;
mod support;
mod verify;
