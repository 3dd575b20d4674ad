//! The pages' templates. They travel in the program, debug builds included,
//! and everything they show is escaped.

use std::fmt;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context, escape_formatter};
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::assets::Assets;
use crate::failure::Failure;

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Files;

/// Every template, ready to be filled.
pub(crate) struct Templates {
    environment: Environment<'static>,
    form: String,
}

impl Templates {
    /// What was built in. A misspelled name in a template is an error, not a
    /// blank.
    pub(crate) fn embedded(assets: &Assets) -> Result<Templates, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_formatter(|out, state, value| match value.as_str() {
            Some(text) if *state.auto_escape() == AutoEscape::Html && !value.is_safe() => {
                Ok(escape(text, out)?)
            }
            _ => escape_formatter(out, state, value),
        });
        for (name, file) in [
            ("style", "ordret.css"),
            ("script", "suggest.js"),
            ("font", "newsreader.woff2"),
            ("icon", "icon.svg"),
        ] {
            environment.add_global(name, assets.url(file).map_or(Value::from(()), Value::from));
        }
        let mut hasher = blake3::Hasher::new();
        for file in ["ordret.css", "suggest.js"] {
            hasher.update(assets.url(file).unwrap_or_default().as_bytes());
        }
        for name in Files::iter() {
            if let Some(file) = Files::get(&name) {
                hasher.update(&file.data);
                let text = String::from_utf8_lossy(&file.data).into_owned();
                environment.add_template_owned(name.into_owned(), text)?;
            }
        }
        Ok(Templates { environment, form: hasher.finalize().to_hex()[..16].to_owned() })
    }

    /// Names the form of every page: another template, style or script, another name.
    pub(crate) fn form(&self) -> &str {
        &self.form
    }

    /// The page that `name` makes of `view`.
    pub(crate) fn page(&self, name: &str, view: impl Serialize) -> Result<Response, Failure> {
        let html = self.environment.get_template(name)?.render(Value::from(Serde(view)))?;
        let mut response = Response::new(Body::from(html));
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        Ok(response)
    }

    /// The text that `name` makes of `view`, which it knows as `view`.
    pub(crate) fn text(&self, name: &str, view: impl Serialize) -> Result<String, Failure> {
        let view = Value::from(Serde(view));
        Ok(self.environment.get_template(name)?.render(context! { view })?)
    }
}

/// Writes `text` as HTML text or an attribute's value. The engine's own way
/// spells out `/` too, which makes every address on a page unreadable.
pub(crate) fn escape(text: &str, out: &mut impl fmt::Write) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest)
}
