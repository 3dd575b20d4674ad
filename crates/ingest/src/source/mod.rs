//! Readers: each turns its format into blocks.

pub mod decode;
pub mod markdown;
pub mod page_text;
pub mod record_file;
pub mod records;
