//! What docs/editors.md tells an editor to do, done: each command prints what the page shows.

use std::path::Path;
use std::process::Command;

use crate::serve::Server;
use crate::support::{Run, command, folder, top, write};

const PAGE: &str = include_str!("../../docs/editors.md");

/// A block of the page below a remark that says what is to be done with it.
struct Step<'p> {
    /// `run`, `run: 1` (a command that ends with 1), `serve`, `in FILE`, `write FILE`.
    does: &'p str,
    block: String,
    /// What the page shows that it prints.
    shows: String,
}

fn steps() -> Vec<Step<'static>> {
    let mut steps = Vec::new();
    let mut lines = PAGE.lines().peekable();
    while let Some(line) = lines.next() {
        let remark = line.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->"));
        let Some(does) = remark else { continue };
        let mut block = || -> String {
            let inside = lines.by_ref().skip_while(|line| !line.starts_with("```")).skip(1);
            inside.take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect()
        };
        let words = block();
        lines.next_if_eq(&"");
        let shows = match lines.peek() {
            Some(&"```text") => {
                lines.next();
                lines.by_ref().take_while(|l| *l != "```").map(|l| format!("{l}\n")).collect()
            }
            _ => String::new(),
        };
        steps.push(Step { does, block: words, shows });
    }
    steps
}

/// Lines for a shell, run one after the other.
fn run(folder: &Path, script: &str) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_ordret"));
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", program.parent().expect("a folder").display());
    let mut command = Command::new("sh");
    command.args(["-c", &format!("set -e\nexec 2>&1\n{script}")]).current_dir(folder);
    command.env("PATH", path).env("NO_COLOR", "1").output().expect("a shell").into()
}

/// Takes the lines with a minus out of a file, and puts those with a plus below them in their
/// place. An editor saves as UTF-8, whatever the file was.
fn correct(file: &Path, diff: &str) {
    let bytes = std::fs::read(file).expect("the page wrote it");
    let words = match String::from_utf8(bytes) {
        Ok(words) => words,
        Err(other) => other.into_bytes().into_iter().map(char::from).collect(),
    };
    let mut words = words.replace("\r\n", "\n");
    let mut lines = diff.lines().peekable();
    while lines.peek().is_some() {
        let mut side = |sign: char| -> String {
            let next = || lines.next_if(|line| line.starts_with(sign));
            std::iter::from_fn(next).map(|line| format!("{}\n", &line[1..])).collect()
        };
        let (old, new) = (side('-'), side('+'));
        assert_eq!(words.matches(&old).count(), 1, "{}: {old}", file.display());
        words = words.replacen(&old, &new, 1);
    }
    std::fs::write(file, words).expect("can write");
}

/// How long something took is never the same.
fn without_times(words: &str) -> String {
    let is_time = |word: &str| word.contains('.') && word.parse::<f64>().is_ok();
    words
        .split(' ')
        .map(|word| if is_time(word) { "…" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_page_for_editors_is_true() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        println!("NOT RUN: pdftotext is not installed here");
        return;
    }
    let folder = folder();
    let here = folder.path();
    for file in std::fs::read_dir(top().join("docs/editors")).expect("the files of the page") {
        let file = file.expect("an entry");
        let name = format!("docs/editors/{}", file.file_name().to_string_lossy());
        write(here, &name, std::fs::read(file.path()).expect("can read"));
    }
    let steps = steps();
    assert!(steps.len() >= 12, "the page has lost its commands");
    for Step { does, block, shows } in &steps {
        match does.split_once(' ').unwrap_or((does, "")) {
            ("run" | "run:", code) => {
                let run = run(here, block);
                assert_eq!(
                    run.code.to_string(),
                    if code.is_empty() { "0" } else { code },
                    "{block}{}",
                    run.out
                );
                assert_eq!(without_times(&run.out), without_times(shows), "{block}");
            }
            ("in", file) => correct(&here.join(file), block),
            ("write", file) => drop(write(here, file, block)),
            ("serve", _) => {
                let args: Vec<&str> = block.split_whitespace().skip(1).collect();
                let mut server = serve(here, &args);
                assert_eq!(server.get("/").0, 200);
                server.interrupt();
            }
            _ => panic!("what is {does}?"),
        }
    }
    let mut server = serve(here, &["serve", "--content", "my-folder", "--index", "my-index"]);
    let (status, page) = server.get("/citat/m2fzmxe4t6wm5jd1");
    assert!(
        status == 410 && page.contains("Taleren har trukket sine ord tilbage."),
        "{status} {page}"
    );
    assert!(server.get("/rettelser").1.contains("Taleren har trukket sine ord tilbage."));
    server.interrupt();
}

fn serve(folder: &Path, args: &[&str]) -> Server {
    Server::start(command(folder, &[args, &["--listen", "127.0.0.1:0"]].concat()))
}
