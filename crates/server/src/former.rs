//! Where addresses lead that were published once.

use ordret_model::{Document, DocumentId, Fate};

use crate::engine::Reader;
use crate::failure::Failure;

/// The document that one goes on as which is not in this generation any more.
///
/// # Errors
/// [`Failure::Gone`] where it was taken back, [`Failure::NotFound`] where nothing is known of it.
pub(crate) async fn successor(reader: &Reader, id: &DocumentId) -> Result<Document, Failure> {
    let former = reader.former_document(id).ok_or(Failure::NotFound)?;
    match former.fate {
        Fate::Gone(why) => Err(Failure::Gone(why)),
        Fate::Moved(to) => {
            let to = DocumentId::parse(&to).filter(|to| to != id).ok_or(Failure::NotFound)?;
            reader.document(&to).await
        }
    }
}

/// The slug that a source goes on under which has none of its own any more.
///
/// # Errors
/// As [`successor`].
pub(crate) fn source(reader: &Reader, slug: &str) -> Result<String, Failure> {
    match reader.former_source(slug).ok_or(Failure::NotFound)?.fate {
        Fate::Gone(why) => Err(Failure::Gone(why)),
        Fate::Moved(to) if to == slug => Err(Failure::NotFound),
        Fate::Moved(to) => Ok(to),
    }
}
