//! What whoever runs it is told, and what nobody is told.

#![allow(missing_docs, clippy::unwrap_used)]
#![cfg(unix)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use common::{documents, publish, site};

#[tokio::test]
async fn figures_tell_of_routes_and_never_of_what_was_asked() {
    let site = site();
    for path in
        ["/soeg?q=hemmeligt", "/citat/hemmeligt", "/nix/hemmeligt", "/api/v1/search?hemmeligt=1"]
    {
        site.get(path).await;
    }
    let figures = site.get("/metrics").await;
    assert_eq!(figures.header("cache-control"), "no-store");
    let figures = figures.text();
    assert!(!figures.contains("hemmeligt"), "{figures}");
    for line in [
        "ordret_ready 1",
        "ordret_documents 5",
        "ordret_http_requests_total{route=\"/soeg\",status=\"200\"} 1",
        "ordret_http_requests_total{route=\"/citat/{name}\",status=\"404\"} 1",
        "ordret_http_requests_total{route=\"none\",status=\"404\"} 1",
        "ordret_http_requests_total{route=\"/api/v1/search\",status=\"422\"} 1",
        "ordret_http_request_duration_seconds_count{route=\"/soeg\"} 1",
        "ordret_panics_total 0",
    ] {
        assert!(figures.lines().any(|one| one == line), "no {line} in\n{figures}");
    }
    // Each name is said once what it is, before its values: scrapers insist.
    let mut known = std::collections::BTreeSet::new();
    for line in figures.lines() {
        match line.strip_prefix("# TYPE ") {
            Some(rest) => {
                assert!(known.insert(rest.split(' ').next().unwrap().to_owned()), "{line}")
            }
            None if line.starts_with('#') => {}
            None => {
                let name = line.split(['{', ' ']).next().unwrap();
                let whole =
                    ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end));
                assert!(
                    known.contains(name) || whole.is_some_and(|name| known.contains(name)),
                    "{line}"
                );
            }
        }
    }
}

/// The answer to one request, and all that is logged with everything on, and `more`.
fn logged(request: &str, more: &str) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), &documents());
    let config = folder.path().join("server.toml");
    let text = format!("[log]\nformat = \"json\"\nrequests = true\n{more}");
    std::fs::write(&config, text).unwrap();
    let mut server = Command::new(env!("CARGO_BIN_EXE_ordret-server"))
        .args(["--index", folder.path().to_str().unwrap(), "--listen", "127.0.0.1:0"])
        .args(["--config", config.to_str().unwrap()])
        .env("RUST_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stderr = server.stderr.take().unwrap();
    let log = std::thread::spawn(move || {
        let mut log = String::new();
        stderr.read_to_string(&mut log).unwrap();
        log
    });
    let mut line = String::new();
    BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("http://").unwrap();
    let mut client = TcpStream::connect(address).unwrap();
    client.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    assert!(server.wait().unwrap().success());
    (answer, log.join().unwrap())
}

#[test]
fn a_log_has_no_query_unless_it_is_asked_for() {
    for (more, told) in [("", false), ("queries = true\n", true)] {
        let request = "GET /soeg?q=010203-1234 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        let (answer, log) = logged(request, more);
        let id = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap();
        let own: Vec<serde_json::Value> = log
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
            .filter(|line: &serde_json::Value| line.to_string().contains("\"answered\""))
            .collect();
        assert_eq!(own.len(), 1, "{log}");
        assert!(own[0].to_string().contains(id) && own[0]["route"] == "/soeg", "{}", own[0]);
        assert_eq!(own[0].to_string().contains("010203-1234"), told);
        if !told {
            let ours = log.lines().filter(|line| line.contains("ordret"));
            assert!(ours.clone().count() > 0 && ours.clone().all(|line| !line.contains("010203")));
        }
    }
}

#[test]
fn no_log_has_anything_of_a_posted_text() {
    let text = "tekst=%E2%80%9DHemmeligheden+om+vejret+er+ude%E2%80%9D+hemmeligt";
    let request = format!(
        "POST /efterproev HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {}\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\n{text}",
        text.len()
    );
    let (answer, log) = logged(&request, "queries = true\n");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("Hemmeligheden om vejret"));
    assert!(log.contains("\"route\":\"/efterproev\""), "{log}");
    assert!(!log.to_lowercase().contains("hemmelig"), "{log}");
}
