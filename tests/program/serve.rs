//! `ordret serve` and `ordret-server`, as processes, over HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{command, folder, json, text, top, write};

/// A server process; it is stopped when dropped.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// Starts it and waits for the address that it prints when it answers.
    pub fn start(mut command: Command) -> Server {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let address = lines
            .find_map(|line| line.ok()?.strip_prefix("http://").map(str::to_owned))
            .expect("an address on its own line");
        std::thread::spawn(move || lines.for_each(drop));
        Server { child, address }
    }

    pub fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path}"), "", "")
    }

    /// Sends a form; `accept` is what is to come back.
    pub fn post(&self, path: &str, accept: &str, form: &str) -> (u16, String) {
        let headers = format!(
            "Accept: {accept}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n",
            form.len()
        );
        self.ask(&format!("POST {path}"), &headers, form)
    }

    fn ask(&self, line: &str, headers: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("connects");
        let request = format!(
            "{line} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n{body}",
            self.address
        );
        stream.write_all(request.as_bytes()).expect("asks");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answers");
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
        (status, if chunked { unchunk(body) } else { body.to_owned() })
    }

    pub fn api(&self, query: &str) -> Value {
        let (status, body) = self.get(&format!("/api/v1/search?{query}"));
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).expect("JSON")
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn interrupt(&mut self) -> i32 {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kills").success());
        self.child.wait().expect("stops").code().unwrap_or(-1)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn unchunk(body: &str) -> String {
    let (mut whole, mut rest) = (Vec::new(), body.as_bytes());
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap_or("0"), 16)
            .unwrap_or(0);
        if size == 0 {
            break;
        }
        whole.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
    String::from_utf8(whole).expect("UTF-8")
}

/// Serves from `folder`.
pub fn serve(folder: &Path, args: &[&str]) -> Server {
    let all = [&["serve", "--listen", "127.0.0.1:0"], args].concat();
    Server::start(command(folder, &all))
}

#[test]
fn one_file_is_served_as_it_is() {
    let folder = folder();
    let page = top().join("tests/pages/tvilling.txt").to_string_lossy().into_owned();
    let mut server = serve(folder.path(), &[&page]);
    assert!(server.api("q=")["total"].as_u64() > Some(10));
    assert_eq!(server.get("/readyz").0, 200);
    assert_eq!(server.interrupt(), 0, "stops cleanly");
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("reads").count(),
        0,
        "leaves nothing behind"
    );
}

#[test]
fn the_sample_travels_in_the_program() {
    let folder = folder();
    let server = serve(folder.path(), &["--sample"]);
    let answer = server.api("q=flygtning");
    assert!(answer["total"].as_u64() >= Some(5), "{answer}");
    let (_, page) = server.get("/soeg?q=flygtning");
    assert!(page.contains("Eksempelindhold"));
}

#[test]
fn the_sample_has_every_format_that_is_read_without_another_program() {
    let folder = folder();
    let mut command = command(folder.path(), &["serve", "--sample", "--listen", "127.0.0.1:0"]);
    command.env("PATH", "");
    let server = Server::start(command);
    // A word of each: a page of text, a Word document, a table, a web page, records.
    for word in ["kogevask", "konservator", "basun", "vandkander", "dramahold"] {
        assert!(server.api(&format!("q={word}"))["total"].as_u64() > Some(0), "{word}");
    }
}

#[test]
fn the_page_the_api_and_the_program_find_the_same_in_the_same_order() {
    let folder = folder();
    let content = top().join("content").to_string_lossy().into_owned();
    json(folder.path(), &["reindex", "--content", &content]);
    let server = serve(folder.path(), &["--content", &content]);
    for query in ["flygtning", "kommune borger", "natur- og friluftsudvalget", "", "år -kommune"] {
        let encoded: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let api = server.api(&format!("q={encoded}"));
        let program = json(folder.path(), &["search", "--", query]);
        let urls = |answer: &Value| -> Vec<String> {
            answer["hits"].as_array().expect("hits").iter().map(|hit| text(&hit["url"])).collect()
        };
        assert_eq!(urls(&api), urls(&program), "{query}");
        assert_eq!(api["total"], program["total"], "{query}");
        let (_, page) = server.get(&format!("/soeg?q={encoded}"));
        let places: Vec<Option<usize>> =
            urls(&api).iter().map(|url| page.find(&format!("href=\"{url}\""))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{query}: {places:?}");
    }
}

#[test]
fn a_running_server_takes_up_a_new_generation() {
    let folder = folder();
    write(folder.path(), "content/a.md", "> “Det første.”\n>\n> — Bodil Kær\n");
    json(folder.path(), &["reindex"]);
    let server = serve(folder.path(), &[]);
    assert_eq!(server.api("q=andet")["total"], 0);
    write(folder.path(), "content/b.md", "> “Det andet.”\n>\n> — Bodil Kær\n");
    json(folder.path(), &["reindex"]);
    let deadline = Instant::now() + Duration::from_secs(30);
    while server.api("q=andet")["total"] == 0 {
        assert!(Instant::now() < deadline, "the new generation is never taken up");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(server.api("q=")["generation"], "000002");
    write(folder.path(), "content/c.md", "---\nbrudt: [\n---\n");
    assert_eq!(crate::support::ordret(folder.path(), &["reindex"]).code, 1);
    assert_eq!(server.api("q=andet")["total"], 1, "what was published stays served");
}

#[test]
fn a_changed_list_of_synonyms_is_a_stale_index() {
    let folder = folder();
    write(folder.path(), "content/a.md", "> “Sygehuset er åbent.”\n>\n> — Bodil Kær\n");
    let started = |hospital: u64, generation: &str| {
        let server = serve(folder.path(), &[]);
        assert_eq!(server.api("q=hospital")["total"], hospital);
        assert_eq!(server.api("q=")["generation"], generation);
    };
    started(0, "000001");
    write(folder.path(), "content/synonyms.tsv", "sygehus\t=\thospital\n");
    started(1, "000002");
    started(1, "000002");
    write(folder.path(), "content/synonyms.tsv", "hospital\t->\tklinik\n");
    started(0, "000003");
    std::fs::remove_file(folder.path().join("content/synonyms.tsv")).expect("removes");
    started(0, "000004");
}

/// Asks again and again until the answer has so many documents; a minute is for ever.
fn wait_for_total(server: &Server, query: &str, total: u64) {
    let began = Instant::now();
    while server.api(query)["total"].as_u64() != Some(total) {
        assert!(began.elapsed() < Duration::from_secs(60), "{}", server.api(query));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_is_saved_while_it_serves_is_found_and_a_mistake_takes_nothing_away() {
    let folder = folder();
    let quote =
        |words: &str| format!("# Side\n\n> “{words}”\n>\n> — Bo Kær, rektor, Lindø Skole\n");
    write(folder.path(), "c/a.md", quote("Vi byggede broen"));
    let server = serve(folder.path(), &["--content", "c"]);
    assert_eq!(server.api("q=havnen")["total"], 0);
    write(folder.path(), "c/b.md", quote("Vi uddybede havnen"));
    wait_for_total(&server, "q=havnen", 1);
    assert_eq!(server.api("q=broen")["total"], 1, "what did not change is still there");
    // A broken file publishes nothing, and mended it is found.
    write(folder.path(), "c/a.md", "---\nyear: [\n---\n\n> “Vi malede broen”\n");
    write(folder.path(), "c/c.md", quote("Vi plantede træer"));
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(server.api("q=broen")["total"], 1);
    write(folder.path(), "c/a.md", quote("Vi malede broen"));
    wait_for_total(&server, "q=malede", 1);
    assert_eq!(
        (server.api("q=byggede")["total"].clone(), server.api("q=")["total"].clone()),
        (0.into(), 3.into())
    );
    std::fs::remove_file(folder.path().join("c/b.md")).expect("can remove");
    wait_for_total(&server, "q=havnen", 0);
}

#[test]
fn a_watching_reindex_publishes_each_change() {
    let folder = folder();
    let page = "# Side\n\n> “Vi byggede broen”\n>\n> — Bo Kær, rektor, Lindø Skole\n";
    write(folder.path(), "content/a.md", page);
    let mut writer = command(folder.path(), &["reindex", "--watch"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut said = BufReader::new(writer.stderr.take().expect("piped")).lines();
    let mut wait_for = |word: &str| said.any(|line| line.is_ok_and(|line| line.contains(word)));
    assert!(wait_for("watching"));
    write(folder.path(), "content/a.md", page.replace("broen", "havnen"));
    assert!(wait_for("generation 000002"));
    let found = json(folder.path(), &["search", "havnen"]);
    let _ = writer.kill();
    let _ = writer.wait();
    assert_eq!(found["total"], 1);
}
