//! People: what names look like, what one mention says, who is who on a page.

pub mod mention;
pub mod names;
pub mod speaker;
pub mod vocabulary;
