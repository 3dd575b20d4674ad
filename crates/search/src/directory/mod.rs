//! The folders the engine works in: one it may only read, one it writes once.

mod reading;
mod writing;

pub(crate) use reading::ReadOnly;
pub(crate) use writing::{Trouble, Writing};
