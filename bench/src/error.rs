//! What stops the bench, in one line.

use std::fmt::Display;
use std::path::Path;

/// Why nothing can be measured.
#[derive(Debug, thiserror::Error)]
#[error("{doing}: {why}")]
pub struct Error {
    doing: String,
    why: String,
}

impl Error {
    /// `doing` failed, and why.
    pub fn new(doing: impl Display, why: impl Display) -> Error {
        let one_line = |text: String| text.lines().collect::<Vec<_>>().join(" ");
        Error { doing: one_line(doing.to_string()), why: one_line(why.to_string()) }
    }

    /// For `map_err`: what was done when it failed.
    pub fn at<E: Display>(doing: &'static str) -> impl Fn(E) -> Error {
        move |why| Error::new(doing, why)
    }

    /// For `map_err`: what was done, and to which file.
    pub fn file<E: Display>(doing: &'static str, path: &Path) -> impl Fn(E) -> Error {
        move |why| Error::new(format!("cannot {doing} {}", path.display()), why)
    }
}

/// What comes of a step.
pub type Result<T> = std::result::Result<T, Error>;
