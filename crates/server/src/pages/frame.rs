//! What every page has around it.

use axum::response::Response;
use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use crate::answer::Shared;
use crate::engine::Reader;
use crate::failure::Failure;

/// The head and the foot of a page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Frame {
    /// What the browser's tab says before the name of the site.
    pub title: String,
    /// One or two sentences for whoever links here.
    pub description: String,
    /// The one address of this page, a path.
    pub path: String,
    /// The same with the public address before it; `None` where that is not known.
    pub canonical: Option<String>,
    /// Where this page's data is.
    pub data: Option<String>,
    /// The picture that other sites show of it, a path.
    pub image: Option<String>,
    /// Where another site asks how to show it.
    pub embedded: Option<String>,
    /// Linked data for search engines, such that it can stand in the page as it is.
    pub linked: Option<String>,
    /// What this site's address begins with, where that is known.
    pub public_url: Option<String>,
    /// What else has the same, by media type.
    pub alternates: Vec<(&'static str, String)>,
    /// Which part of the site this is: `start`, `search`, `help` or none.
    pub part: &'static str,
    /// Whether search engines should leave it out.
    pub hidden: bool,
    /// The generation that answered.
    pub generation: Option<String>,
    /// Whether any document of it is invented.
    pub sample: bool,
}

impl Frame {
    pub(super) fn new(title: impl Into<String>, path: impl Into<String>) -> Frame {
        Frame { title: title.into(), path: path.into(), ..Frame::default() }
    }

    /// Fills `template` with `view` and puts it in this frame.
    pub(super) fn around(
        mut self,
        shared: &Shared,
        reader: Option<&Reader>,
        template: &str,
        view: impl Serialize,
    ) -> Result<Response, Failure> {
        self.canonical = shared.config.public_url.as_ref().map(|url| format!("{url}{}", self.path));
        self.public_url.clone_from(&shared.config.public_url);
        self.generation = reader.map(|reader| reader.generation().to_owned());
        self.sample = reader.is_some_and(Reader::has_sample);
        let (page, view) = (Value::from(Serde(self)), Value::from(Serde(view)));
        let site = Value::from(Serde(&shared.config.site));
        shared.templates.page(template, context! { page, site, view })
    }
}
