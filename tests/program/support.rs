//! Runs the built program and reads what it prints.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The project's top.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of its own for one test.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Writes `text` to `folder/name`, folders on the way included.
pub fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("below a folder")).expect("can make folders");
    std::fs::write(&path, text).expect("can write");
    path
}

/// The program that is tested: as it was built with the tests, or another build of it (`ORDRET_PROGRAM`),
/// for a long run that nothing should write over.
pub fn program() -> PathBuf {
    let other = std::env::var_os("ORDRET_PROGRAM").map(PathBuf::from);
    other.unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_ordret")))
}

/// `ordret` with `args`, run in `folder`.
pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.args(args).current_dir(folder).env("NO_COLOR", "1").env_remove("ORDRET_LISTEN");
    command
}

/// What a run of the program gave.
pub struct Run {
    /// The exit status.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

/// Runs `ordret` in `folder`.
pub fn ordret(folder: &Path, args: &[&str]) -> Run {
    command(folder, args).output().expect("the program starts").into()
}

/// Runs `ordret … --json`, which must succeed and print one JSON value.
pub fn json(folder: &Path, args: &[&str]) -> Value {
    let (command, rest) = args.split_first().expect("a command");
    let run = ordret(folder, &[&[*command, "--json"], rest].concat());
    assert_eq!(run.code, 0, "{args:?} failed: {}", run.err);
    serde_json::from_str(&run.out)
        .unwrap_or_else(|error| panic!("{args:?} printed no JSON: {error}\n{}", run.out))
}

/// The documents that `extract` finds in a page of this text.
pub fn extract_text(name: &str, text: &str) -> Vec<Value> {
    let folder = folder();
    let file = write(folder.path(), name, text);
    extract_file(&file)
}

/// The documents that `extract` finds in a file.
pub fn extract_file(file: &Path) -> Vec<Value> {
    let found = json(&top(), &["extract", &file.to_string_lossy()]);
    found["documents"].as_array().expect("documents").clone()
}

/// A built index over `content`, which is a folder of files.
pub struct Indexed {
    folder: tempfile::TempDir,
}

impl Indexed {
    /// Indexes files and folders.
    pub fn over(content: &[&Path]) -> Indexed {
        let folder = folder();
        let index = folder.path().join("index");
        let paths: Vec<String> =
            content.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let mut args = vec!["reindex", "--index", index.to_str().expect("UTF-8"), "--content"];
        args.extend(paths.iter().map(String::as_str));
        let run = ordret(folder.path(), &args);
        assert_eq!(run.code, 0, "reindex failed: {}", run.err);
        Indexed { folder }
    }

    /// The answer to a search, at most 100 hits.
    pub fn search(&self, args: &[&str]) -> Value {
        let all = [&["search", "--limit", "100"], args].concat();
        json(self.folder.path(), &all)
    }

    /// A command over the index, given a file of these bytes.
    pub fn run(&self, args: &[&str], name: &str, text: impl AsRef<[u8]>) -> Run {
        let file = write(self.folder.path(), name, text);
        let file = file.to_string_lossy().into_owned();
        ordret(self.folder.path(), &[args, &["--index", "index", &file]].concat())
    }

    /// The ids of what holds all the words of a query.
    pub fn ids(&self, query: &str) -> Vec<String> {
        let answer = self.search(&["--match", "all", "--", query]);
        answer["hits"].as_array().expect("hits").iter().map(|hit| text(&hit["id"])).collect()
    }
}

/// A Word document whose `word/document.xml` has this body.
pub fn docx(body: &str) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let xml = format!(r#"<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>"#);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default())
        .expect("an entry");
    zip.write_all(xml.as_bytes()).expect("can write");
    zip.finish().expect("a zip").into_inner()
}

/// A JSON string as a string; empty for `null`.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Where measuring data lies beside the project; says loudly when it does not.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = top().join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("SKIPPED: ../shared/{path} is absent, so what is measured against it was not");
    None
}
