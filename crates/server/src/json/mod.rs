//! The JSON shapes. What the API answers, the pages' `.json` and the command
//! line's `--json` come from here and are the same to the byte.

mod document;
mod provenance;
mod response;

pub use document::document_json;
pub(crate) use document::source_json;
pub use response::{passage_json, search_json};
pub(crate) use response::{suggestions_json, verified_json};

use serde_json::{Map, Value};

/// An object under construction that leaves out what there is not.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn finish(self) -> Value {
        Value::Object(self.0)
    }
}
