//! The accept loop, over real sockets. Timeouts are configured short; what is
//! asserted is that a connection ends, with ten times the room.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use common::{documents, publish};
use ordret_server::{Config, Error, Limits, serve_until};
use tokio::sync::oneshot;

const SHORT: u64 = 300;
const BOUND: Duration = Duration::from_millis(10 * SHORT);

struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), Error>>>,
    folder: tempfile::TempDir,
}

impl Running {
    fn start(limits: Limits) -> Running {
        let folder = tempfile::tempdir().unwrap();
        publish(folder.path(), &documents());
        Running::over(folder, limits)
    }

    fn over(folder: tempfile::TempDir, limits: Limits) -> Running {
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let index = folder.path().to_owned();
        let config = Config { index, listen, limits, ..Config::default() };
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let stop = async { drop(stopped.await) };
            runtime.block_on(serve_until(config, move |address| tell.send(address).unwrap(), stop))
        });
        let address = told.recv_timeout(Duration::from_secs(60)).expect("the server starts");
        Running { address, stop: Some(stop), thread: Some(thread), folder }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(BOUND)).unwrap();
        stream
    }

    /// Sends bytes and reads until the server closes.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may close before all is sent.
        let _ = stream.write_all(bytes);
        read_all(&mut stream)
    }

    fn get(&self, path: &str) -> String {
        self.send(format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes())
    }

    fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        self.thread.take().unwrap().join().unwrap().unwrap();
    }
}

fn read_all(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
            panic!("the connection stayed open")
        }
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

fn short() -> Limits {
    Limits {
        header_ms: SHORT,
        write_ms: SHORT,
        reload_ms: 20,
        stop_ms: 10 * SHORT,
        ..Limits::default()
    }
}

fn status(answer: &str) -> &str {
    answer.lines().next().and_then(|line| line.split(' ').nth(1)).unwrap_or("none")
}

#[test]
fn a_silent_client_is_let_go() {
    let server = Running::start(short());
    assert_eq!(server.send(b""), "");
    assert_eq!(server.send(b"GET / HTTP/1.1\r\nhost: x\r\n"), "");
}

#[test]
fn a_client_that_drips_its_head_is_let_go() {
    let server = Running::start(short());
    let mut stream = server.connect();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n").unwrap();
    let begun = Instant::now();
    while stream.write_all(b"x-drop: 1\r\n").is_ok() {
        assert!(begun.elapsed() < BOUND, "it may drip for ever");
        std::thread::sleep(Duration::from_millis(SHORT / 10));
    }
}

#[test]
fn an_idle_connection_is_let_go_after_its_answer() {
    let server = Running::start(short());
    let answer = server.send(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("ok\n"), "{answer}");
}

#[test]
fn a_client_that_does_not_read_is_let_go() {
    let server = Running::start(short());
    let mut stream = server.connect();
    let begun = Instant::now();
    // Asked so often that no buffer between us can hold the answers.
    let asked = b"GET /soeg?limit=100 HTTP/1.1\r\nhost: x\r\n\r\n".repeat(64);
    stream.set_write_timeout(Some(Duration::from_millis(SHORT))).unwrap();
    loop {
        match stream.write_all(&asked) {
            Err(error) if !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                break;
            }
            _ => assert!(begun.elapsed() < 10 * BOUND, "it is waited for"),
        }
    }
}

#[test]
fn malformed_heads_are_answered_like_everything_else() {
    let server = Running::start(short());
    let many = "x: 1\r\n".repeat(65);
    let heavy = format!("x: {}\r\n", "y".repeat(17 * 1024));
    let huge = format!("x: {}\r\n", "y".repeat(200 * 1024));
    let long = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "y".repeat(20 * 1024));
    let get = |more: &str| format!("GET / HTTP/1.1\r\nhost: x\r\n{more}\r\n");
    let table = [
        ("garbage", "\u{1}\u{2}garbage\r\n\r\n".to_owned(), "400"),
        ("no such version", "GET / HTTP/9.9\r\nhost: x\r\n\r\n".to_owned(), "400"),
        ("no host", "GET / HTTP/1.1\r\n\r\n".to_owned(), "400"),
        ("two hosts", get("host: y\r\n"), "400"),
        ("space before the colon", get("x : 1\r\n"), "400"),
        ("a NUL", get("x: a\0b\r\n"), "400"),
        ("length and encoding", get("content-length: 3\r\ntransfer-encoding: chunked\r\n"), "400"),
        ("two lengths", get("content-length: 3\r\ncontent-length: 4\r\n"), "400"),
        ("absolute form", "GET http://y/ HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), "400"),
        ("65 headers", get(&many), "431"),
        ("17 KB of headers", get(&heavy), "431"),
        ("200 KB of headers", get(&huge), "431"),
        ("20 KB of address", long, "414"),
        (
            "another method",
            "PUT / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nab".to_owned(),
            "405",
        ),
    ];
    for (what, sent, expected) in table {
        let answer = server.send(sent.as_bytes());
        assert_eq!(status(&answer), expected, "{what}: {answer}");
        let lower = answer.to_lowercase();
        assert!(lower.contains("content-security-policy: default-src 'none'"), "{what}: {answer}");
        assert!(
            lower.contains("connection: close") && lower.contains("x-content-type-options"),
            "{what}"
        );
        assert!(lower.contains("application/problem+json"), "{what}");
    }
    assert_eq!(status(&server.get("/healthz")), "200");
}

#[test]
fn a_client_that_takes_http_2_for_granted_is_answered() {
    let server = Running::start(short());
    let answer = server.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0");
    assert_eq!(status(&answer), "505", "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
}

#[test]
fn every_refusal_of_the_protocol_carries_what_every_answer_carries() {
    let server = Running::start(short());
    let names = |answer: &str| -> BTreeSet<String> {
        let head = answer.split("\r\n\r\n").next().unwrap().lines().skip(1);
        let names = head.filter_map(|line| line.split(':').next()).map(str::to_lowercase);
        // hyper's own answers have no date, and nothing to find them by in the log.
        names.filter(|name| !matches!(&**name, "date" | "x-request-id")).collect()
    };
    let ours = names(&server.send(b"GET / HTTP/1.1\r\n\r\n"));
    let huge = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(200 * 1024));
    for sent in [&b"\x01\r\n\r\n"[..], huge.as_bytes(), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        assert_eq!(names(&server.send(sent)), ours);
    }
}

#[test]
fn silent_clients_make_way_for_one_that_speaks() {
    let server = Running::start(Limits { connections: 4, header_ms: 600_000, ..short() });
    let _silent: Vec<TcpStream> = (0..20).map(|_| server.connect()).collect();
    let mut speaks = TcpStream::connect(server.address).unwrap();
    speaks.set_read_timeout(Some(20 * BOUND)).unwrap();
    speaks.write_all(b"GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let answer = read_all(&mut speaks);
    assert_eq!(status(&answer), "200");
    let shed = answer.lines().find_map(|line| line.strip_prefix("ordret_shed_connections_total "));
    assert!(shed.unwrap().parse::<u32>().unwrap() >= 1, "{answer}");
}

#[test]
fn whoever_asks_too_often_is_told_to_wait_and_probes_are_answered() {
    let limits = Limits { requests_per_second: 1, burst: 2, count_loopback: true, ..short() };
    let server = Running::start(limits);
    let asked: Vec<String> = (0..12).map(|_| server.get("/soeg")).collect();
    assert_eq!(
        asked.iter().take(2).map(|answer| status(answer)).collect::<Vec<_>>(),
        ["200", "200"]
    );
    let refused = asked.iter().find(|answer| status(answer) == "429").expect("one is refused");
    assert!(refused.contains("retry-after: 1"), "{refused}");
    assert_eq!(status(&server.get("/healthz")), "200");
}

#[test]
fn an_index_built_anew_is_taken_up_and_old_tags_are_worth_nothing() {
    let server = Running::start(short());
    let page = server.get("/soeg");
    let tag = page.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_owned();
    let again = || {
        let head = format!(
            "GET /soeg HTTP/1.1\r\nhost: x\r\nconnection: close\r\nif-none-match: {tag}\r\n\r\n"
        );
        status(&server.send(head.as_bytes())).to_owned()
    };
    assert_eq!(again(), "304");
    for entry in std::fs::read_dir(server.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap()
        } else {
            std::fs::remove_file(path).unwrap()
        }
    }
    assert_eq!(again(), "304", "what is served stays served");
    publish(server.folder.path(), &documents()[..2]);
    let begun = Instant::now();
    while !server.get("/api/v1/search").contains("\"total\":2") {
        assert!(begun.elapsed() < 10 * BOUND, "it is not taken up");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(server.get("/api/v1/search").contains("\"generation\":\"000001\""));
    assert_eq!(again(), "200");
}

#[test]
fn an_endless_address_is_refused_before_it_ends() {
    let server = Running::start(short());
    let mut stream = server.connect();
    let megabyte = vec![b'x'; 1 << 20];
    let _ = stream.write_all(b"GET /soeg?q=");
    for _ in 0..10 {
        let _ = stream.write_all(&megabyte);
    }
    let answer = read_all(&mut stream);
    assert!(matches!(status(&answer), "414" | "431"), "{answer}");
}

#[test]
fn at_the_limit_clients_wait_and_are_then_served() {
    let server = Running::start(Limits { connections: 2, ..short() });
    let _idle: Vec<TcpStream> = (0..6).map(|_| server.connect()).collect();
    let mut patient = TcpStream::connect(server.address).unwrap();
    patient.set_read_timeout(Some(3 * BOUND)).unwrap();
    patient.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    assert_eq!(status(&read_all(&mut patient)), "200");
}

#[test]
fn a_newer_generation_is_served_without_a_restart() {
    let server = Running::start(short());
    assert!(server.get("/api/v1/search").contains("\"generation\":\"000001\""));
    publish(server.folder.path(), &documents()[..2]);
    let begun = Instant::now();
    while !server.get("/api/v1/search").contains("\"generation\":\"000002\",") {
        assert!(begun.elapsed() < 10 * BOUND, "it is not taken up");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(server.get("/api/v1/search").contains("\"total\":2"));
}

#[test]
fn a_stop_refuses_new_clients_and_finishes_the_answers_under_way() {
    let server = Running::start(Limits { header_ms: 60_000, stop_ms: 10 * SHORT, ..short() });
    let (address, mut busy) = (server.address, server.connect());
    busy.write_all(b"GET /soeg HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut first = [0; 1];
    busy.read_exact(&mut first).unwrap();
    server.stop();
    let rest = read_all(&mut busy);
    assert!(rest.contains("</html>"), "the answer was cut");
    assert!(TcpStream::connect(address).is_err(), "a new client was let in");
}

#[test]
fn a_taken_address_is_an_error_that_names_the_flag() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let error = start_error(Path::new("."), taken.local_addr().unwrap());
    assert!(error.contains("cannot listen on") && error.contains("--listen"), "{error}");
}

#[test]
fn a_missing_index_folder_is_an_error_that_says_what_to_do() {
    let error = start_error(Path::new("no-such-folder"), SocketAddr::from(([127, 0, 0, 1], 0)));
    assert!(error.contains("no-such-folder") && error.contains("ordret reindex"), "{error}");
}

fn start_error(index: &Path, listen: SocketAddr) -> String {
    let config = Config { index: index.to_owned(), listen, ..Config::default() };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let served = runtime.block_on(serve_until(config, |_| {}, std::future::pending()));
    served.unwrap_err().to_string()
}

/// The index names its current generation by a pipe here, which is read when somebody writes
/// into it: verifying takes as long as we like.
#[cfg(unix)]
#[test]
fn until_the_first_generation_is_verified_the_server_lives_and_is_not_ready() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), &documents());
    let current = folder.path().join("CURRENT");
    let kept = folder.path().join("kept");
    std::fs::rename(&current, &kept).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&current).status().unwrap().success());
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let config = Config {
        index: folder.path().to_owned(),
        listen: free,
        limits: short(),
        ..Config::default()
    };
    let (stop, stopped) = oneshot::channel::<()>();
    let (tell, told) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let stop = async { drop(stopped.await) };
        runtime.block_on(serve_until(config, move |address| tell.send(address).unwrap(), stop))
    });
    let status = |path: &str| {
        let begun = Instant::now();
        loop {
            match TcpStream::connect(free) {
                Ok(mut stream) => {
                    let asked =
                        format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
                    stream.write_all(asked.as_bytes()).unwrap();
                    return read_all(&mut stream)[9..12].to_owned();
                }
                Err(error) => assert!(begun.elapsed() < 10 * BOUND, "{error}"),
            }
        }
    };
    assert_eq!(status("/healthz"), "200");
    assert_eq!((status("/readyz"), status("/soeg?q=have")), ("503".into(), "503".into()));
    assert!(told.try_recv().is_err(), "nobody is told that it serves");
    // The pipe is open at both ends before its name is given to the file again.
    let mut pipe = std::fs::OpenOptions::new().write(true).open(&current).unwrap();
    std::fs::rename(&kept, &current).unwrap();
    pipe.write_all(&std::fs::read(&current).unwrap()).unwrap();
    drop(pipe);
    told.recv_timeout(Duration::from_secs(60)).expect("it serves");
    assert_eq!((status("/readyz"), status("/soeg?q=have")), ("200".into(), "200".into()));
    stop.send(()).unwrap();
    thread.join().unwrap().unwrap();
}

#[test]
fn a_text_that_drips_in_or_is_too_long_is_refused_in_words_that_arrive() {
    let server = Running::start(Limits { body_ms: SHORT, ..short() });
    let head = |length: usize| {
        format!(
            "POST /efterproev HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\
             content-type: application/x-www-form-urlencoded\r\n\r\n"
        )
    };
    let mut stream = server.connect();
    stream.write_all(head(1000).as_bytes()).unwrap();
    for _ in 0..5 {
        let _ = stream.write_all(b"x");
        std::thread::sleep(Duration::from_millis(SHORT / 10));
    }
    let answer = read_all(&mut stream);
    assert_eq!(status(&answer), "408");
    assert!(answer.contains("Teksten nåede ikke frem"), "{answer}");
    let long = [head(4 << 20).as_bytes(), &vec![b'x'; 4 << 20]].concat();
    let answer = server.send(&long);
    assert_eq!(status(&answer), "413");
    assert!(answer.contains("Teksten er for lang"), "{answer}");
    let smuggled = format!(
        "{}\r\n0\r\n\r\n",
        head(5).replace("\r\n\r\n", "\r\ntransfer-encoding: chunked\r\n")
    );
    assert!(matches!(status(&server.send(smuggled.as_bytes())), "400" | "411"));
    server.stop();
}
