//! What an operator may write.

#![allow(missing_docs, clippy::unwrap_used)]

use ordret_server::{Config, Limits};

fn read(text: &str) -> Result<Config, String> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    Config::from_path(file.path()).map_err(|error| error.to_string())
}

#[test]
fn every_key_may_be_left_out() {
    assert_eq!(read("").unwrap(), Config::default());
    let config = read("listen = \"0.0.0.0:80\"\n[limits]\nheader_ms = 1000\n").unwrap();
    assert_eq!(config.listen.port(), 80);
    assert_eq!(config.limits, Limits { header_ms: 1000, ..Limits::default() });
}

#[test]
fn a_misspelled_key_is_an_error_with_its_line() {
    let error = read("index = \"x\"\nlisten_on = \"0.0.0.0:80\"\n").unwrap_err();
    assert!(error.contains("listen_on") && error.contains("line 2"), "{error}");
    let error = read("[limits]\nheader_ms = \"soon\"\n").unwrap_err();
    assert!(error.contains("line 2"), "{error}");
}
