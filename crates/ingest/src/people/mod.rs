//! People: what names look like, what one mention says, who is who on a page.

pub mod cast;
pub mod first_names;
pub mod line;
pub mod mention;
pub mod names;
pub mod running;
pub mod sentences;
pub mod speaker;
pub mod vocabulary;
