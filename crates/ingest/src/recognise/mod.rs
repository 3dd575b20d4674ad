//! Finds quotes, cases and figures in a sequence of blocks.
//!
//! Knows no format and no page: blocks become [`marks`], and the marks tell
//! where each document begins and ends. A document is taken when its marks say
//! so; what is left over is running text and belongs to none.

mod contacts;
mod facts;
mod figure;
mod heading;
mod items;
mod marks;
mod mention;
mod names;
mod number;
mod page;
mod quote;
mod speaker;
mod vocabulary;

pub use contacts::{find as find_contacts, withhold};
pub use facts::{DATE_HINT, is_fact_key, suggestion, year_of};
pub use page::{Page, recognise};
pub use speaker::read_line;
pub use vocabulary::{place, role_group, sector};
