//! What is said in a paragraph, and what in it says who said it.

pub mod marks;
pub mod taken;
