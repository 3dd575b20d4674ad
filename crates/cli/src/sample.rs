//! The invented sample that travels in the program.

use std::path::Path;

use rust_embed::RustEmbed;

use crate::error::Error;

#[derive(RustEmbed)]
#[folder = "../../content"]
struct Sample;

/// Writes the sample's content files below `folder`.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_to(folder: &Path) -> Result<(), Error> {
    for name in Sample::iter() {
        let path = folder.join(&*name);
        let file = Sample::get(&name).map(|file| file.data).unwrap_or_default();
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&path, file))
            .map_err(|error| Error::Temporary { path: path.clone(), error })?;
    }
    Ok(())
}
