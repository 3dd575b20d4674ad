//! The index: everything Ordret knows about tantivy.
