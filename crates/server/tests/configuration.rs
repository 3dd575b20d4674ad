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

#[test]
fn a_limit_that_is_none_is_named_with_what_it_may_be() {
    for (text, name) in [
        ("headers = 1099511627776", "limits.headers"),
        ("searches = 4611686018427387904", "limits.searches"),
        ("connections = 0", "limits.connections"),
        ("header_ms = 0", "limits.header_ms"),
        ("url_bytes = 99999999999", "limits.url_bytes"),
    ] {
        let config = read(&format!("[limits]\n{text}\n")).unwrap();
        let error = config.checked().unwrap_err().to_string();
        assert!(error.contains(name) && error.contains(" to "), "{error}");
    }
}

#[test]
fn what_is_printed_is_read_again() {
    let config = Config {
        public_url: Some("https://ordret.example.org".to_owned()),
        trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
        ..Config::default()
    };
    assert_eq!(read(&config.to_toml()).unwrap(), config);
}
