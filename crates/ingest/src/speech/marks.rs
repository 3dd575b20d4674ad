//! Quotation marks and dashes: the one table.

/// Opening and closing quotation marks look alike in Danish text (`”…”`), so
/// one set serves for both.
pub const QUOTE_MARKS: &[char] = &['”', '“', '"', '„', '‟', '»', '«', '❝', '❞'];
