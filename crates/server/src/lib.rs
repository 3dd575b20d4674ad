//! HTTP, JSON and HTML over a published index.
