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
