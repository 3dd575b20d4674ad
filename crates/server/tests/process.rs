//! The program `ordret-server` as an operator meets it.

#![allow(missing_docs, clippy::unwrap_used)]
#![cfg(unix)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_ordret-server"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn it_prints_its_address_and_a_signal_stops_it_cleanly() {
    let folder = tempfile::tempdir().unwrap();
    common::publish(folder.path(), &common::documents());
    for signal in ["-TERM", "-INT"] {
        let mut server =
            start(&["--index", folder.path().to_str().unwrap(), "--listen", "127.0.0.1:0"]);
        let mut line = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap();
        let mut client = TcpStream::connect(address).unwrap();
        client.write_all(b"GET /readyz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        Command::new("kill").args([signal, &server.id().to_string()]).status().unwrap();
        assert!(server.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn what_keeps_it_from_serving_is_one_line_and_status_1() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("server.toml");
    std::fs::write(&file, "indeks = 1\n").unwrap();
    let missing = folder.path().join("none");
    for arguments in [["--index", missing.to_str().unwrap()], ["--config", file.to_str().unwrap()]]
    {
        let mut both = vec!["--listen", "127.0.0.1:0"];
        both.extend(arguments);
        let output = start(&both).wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.starts_with("error: "), "{told}");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(start(&["--nix"]).wait().unwrap().code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_log_that_nobody_can_write_or_read_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    common::publish(folder.path(), &common::documents());
    let full = || Stdio::from(std::fs::File::create("/dev/full").unwrap());
    let (unread, closed) = (std::io::pipe().unwrap(), std::io::pipe().unwrap());
    let logs = [full(), unread.1.into(), closed.1.into()];
    drop(closed.0);
    for log in logs {
        let mut server = Command::new(env!("CARGO_BIN_EXE_ordret-server"))
            .args(["--index", folder.path().to_str().unwrap(), "--listen", "127.0.0.1:0"])
            // More lines than a pipe holds.
            .env("RUST_LOG", "trace")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().to_owned();
        common::publish(folder.path(), &common::documents()[..1]);
        let newest = ordret_search::Searcher::open(folder.path()).unwrap().generation().to_owned();
        let begun = std::time::Instant::now();
        while !get(&address, "/api/v1/search").contains(&format!("\"generation\":\"{newest}\"")) {
            assert!(begun.elapsed().as_secs() < 60, "the new generation is never taken up");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
        assert!(server.wait().unwrap().success());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_address_that_cannot_be_printed_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    common::publish(folder.path(), &common::documents());
    // A free port, told to nobody.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut server = Command::new(env!("CARGO_BIN_EXE_ordret-server"))
        .args(["--index", folder.path().to_str().unwrap(), "--listen", &free.to_string()])
        .stdout(std::fs::File::create("/dev/full").unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = std::time::Instant::now();
    let is_ready = || {
        TcpStream::connect(free).is_ok()
            && get(&free.to_string(), "/readyz").starts_with("HTTP/1.1 200")
    };
    while !is_ready() {
        assert!(begun.elapsed().as_secs() < 60 && server.try_wait().unwrap().is_none(), "it ended");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    assert!(server.wait().unwrap().success());
}

#[test]
fn the_configuration_is_printed_as_it_would_be_used() {
    let output = start(&["--index", "elsewhere", "--print-config"]).wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.contains("index = \"elsewhere\""), "{text}");
    assert!(text.contains("[limits]") && text.contains("requests_per_second"), "{text}");
}

fn get(address: &str, path: &str) -> String {
    let mut client = TcpStream::connect(address).unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    client.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    answer
}
