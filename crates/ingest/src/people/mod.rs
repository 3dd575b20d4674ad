//! People: what one mention says, who is who on a page. What names look like is in `ordret-speech`.

pub mod cast;
pub mod mention;
pub mod running;
pub mod speaker;
