//! Style, script, font and icon. They travel in the program, and their names hold a
//! hash of their content, so a browser may keep them for ever.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use rust_embed::RustEmbed;

use crate::answer::Shared;
use crate::api::Name;
use crate::failure::Failure;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

/// The assets by the names they are served under.
pub(crate) struct Assets {
    served: BTreeMap<String, Asset>,
    /// From the file's own name to the served one.
    names: BTreeMap<String, String>,
}

struct Asset {
    bytes: Vec<u8>,
    kind: &'static str,
}

impl Assets {
    /// What was built in. Style comes last, because it names the others.
    pub(crate) fn embedded() -> Assets {
        let mut assets = Assets { served: BTreeMap::new(), names: BTreeMap::new() };
        let (styles, others): (Vec<String>, Vec<String>) =
            Files::iter().map(String::from).partition(|file| file.ends_with(".css"));
        for file in others.into_iter().chain(styles) {
            if let Some(content) = Files::get(&file) {
                assets.add(file, content.data.into_owned());
            }
        }
        assets
    }

    /// The address of the file `name`.
    pub(crate) fn url(&self, name: &str) -> Option<String> {
        self.names.get(name).map(|served| format!("/assets/{served}"))
    }

    /// The addresses of all of them.
    pub(crate) fn urls(&self) -> impl Iterator<Item = String> {
        self.served.keys().map(|served| format!("/assets/{served}"))
    }

    fn add(&mut self, file: String, mut bytes: Vec<u8>) {
        if file.ends_with(".css") {
            bytes = self.with_addresses(&String::from_utf8_lossy(&bytes)).into_bytes();
        }
        let hash = blake3::hash(&bytes).to_hex();
        let (stem, extension) = file.rsplit_once('.').unwrap_or((&file, ""));
        let served = format!("{stem}-{}.{extension}", &hash[..12]);
        let kind = media_type(extension);
        self.served.insert(served.clone(), Asset { bytes, kind });
        self.names.insert(file, served);
    }

    fn with_addresses(&self, style: &str) -> String {
        self.names.iter().fold(style.to_owned(), |style, (file, served)| {
            style.replace(&format!("url(\"{file}\")"), &format!("url(\"/assets/{served}\")"))
        })
    }
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

/// One asset. Only exact names are known, so no path leads anywhere else.
pub(crate) async fn asset(
    State(shared): State<Arc<Shared>>,
    Name(name): Name,
) -> Result<Response, Failure> {
    let asset = shared.assets.served.get(&name).ok_or(Failure::NotFound)?;
    let mut response = Response::new(Body::from(asset.bytes.clone()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, forever);
    Ok(response)
}
