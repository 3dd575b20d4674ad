//! Content files in, a published generation out.
