//! The words everybody in Ordret uses: documents, queries, responses.
