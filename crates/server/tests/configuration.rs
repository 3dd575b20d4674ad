//! What an operator may write.

#![allow(missing_docs, clippy::unwrap_used)]

use std::ffi::OsString;

use ordret_model::RoleGroup;
use ordret_server::{Config, Limits, Site};

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
fn of_a_name_that_is_none_the_nearest_right_one_is_told() {
    for (text, told) in [
        (
            "\npublic_ulr = \"https://x.dk\"",
            "line 2, column 1: there is no setting `public_ulr` here; did you mean `public_url`?",
        ),
        ("[site]\nnavn = \"Ord\"", "did you mean `name`?"),
        (
            "[site]\n\nhjemmeside = 1",
            "line 3, column 1: there is no setting `hjemmeside` here; it may be name, publisher, accessibility_statement",
        ),
        ("header_ms = 1", "`header_ms` stands under [limits]"),
        (
            "[roles]\nsmed = \"practitoner\"",
            "line 2, column 8: there is no value `practitoner` here; did you mean `practitioner`?",
        ),
    ] {
        let error = read(text).unwrap_err();
        assert!(error.ends_with(told), "{error}");
    }
}

/// What a file of this text and an environment set.
fn merged(text: &str, environment: &[(&str, &str)]) -> Result<Config, String> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let asked = |name: &str| {
        environment.iter().find(|(known, _)| *known == name).map(|(_, said)| OsString::from(said))
    };
    Config::read_with(Some(file.path()), asked).map_err(|error| error.to_string())
}

#[test]
fn the_environment_wins_over_the_file() {
    let text = "index = \"a\"\nlisten = \"0.0.0.0:80\"\n[site]\nname = \"A\"\npublisher = \"P\"\n";
    let environment = [
        ("ORDRET_LISTEN", "127.0.0.1:81"),
        ("ORDRET_SITE_NAME", "Byens ord"),
        ("ORDRET_SITE_PUBLISHER", ""),
        ("ORDRET_LIMITS_CACHE_BYTES", "0"),
        ("ORDRET_LOG_REQUESTS", "true"),
        ("ORDRET_LOG_FORMAT", "json"),
        ("ORDRET_CONTENT", "a, b"),
        ("ORDRET_TRUSTED_PROXIES", "10.0.0.0/8,fd00::/8"),
        ("ORDRET_SERVICE_HOST", "what somebody else calls so"),
    ];
    let config = merged(text, &environment).unwrap();
    assert_eq!((config.index.to_str(), config.listen.port()), (Some("a"), 81));
    let Site { name, publisher, .. } = config.site;
    assert_eq!((name.as_deref(), publisher.as_deref()), (Some("Byens ord"), Some("P")));
    assert_eq!((config.limits.cache_bytes, config.log.requests), (0, true));
    assert_eq!((config.content.len(), config.trusted_proxies.len()), (2, 2));
}

#[test]
fn a_variable_that_cannot_be_used_is_named() {
    for (name, said, told) in [
        ("ORDRET_LISTEN", "here", "invalid socket address"),
        ("ORDRET_LIMITS_BURST", "many", "\"many\" is no whole number"),
        ("ORDRET_LOG_QUERIES", "ja", "no `true` or `false`"),
        ("ORDRET_LOG_FORMAT", "jsn", "did you mean `json`?"),
    ] {
        let error = merged("", &[(name, said)]).unwrap_err();
        assert!(error.contains(name) && error.contains(told), "{error}");
    }
    let error = merged("", &[("ORDRET_PUBLIC_URL", "ordret.dk")]).unwrap_err();
    assert!(error.contains("public_url \"ordret.dk\" is no address"), "{error}");
}

#[test]
fn names_are_one_line_and_addresses_are_of_the_web() {
    let config = merged("[site]\nname = \" Byens\\n ord \"\npublisher = \" \"", &[]).unwrap();
    assert_eq!((config.site.name.as_deref(), config.site.publisher), (Some("Byens ord"), None));
    for wrong in ["javascript:alert(1)", "https://", "https://x.dk/a b", "https:///x", "/was"] {
        let text = format!("[site]\naccessibility_statement = {wrong:?}");
        let error = merged(&text, &[]).unwrap_err();
        assert!(error.contains("site.accessibility_statement"), "{error}");
    }
    let error = merged("[roles]\nSmed = \"business\"\nsmed = \"citizen\"", &[]).unwrap_err();
    assert!(error.contains("\"smed\""), "{error}");
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
fn the_file_to_start_from_is_read() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/ordret.toml");
    let config = Config::from_path(&path).unwrap().checked().unwrap();
    assert!(config.site.accessibility_statement.is_some() && !config.roles.is_empty());
}

#[test]
fn what_is_printed_is_read_again() {
    let config = Config {
        public_url: Some("https://ordret.example.org".to_owned()),
        trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
        site: Site { name: Some("Byens \"ord\"".to_owned()), ..Site::default() },
        roles: [("smed".to_owned(), RoleGroup::Practitioner)].into(),
        ..Config::default()
    };
    assert_eq!(read(&config.to_toml()).unwrap(), config);
}
