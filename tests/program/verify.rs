//! A manuscript's quotations beside what the sources say.

use std::path::Path;

use serde_json::Value;

use crate::serve::serve;
use crate::support::{Indexed, docx, folder, ordret, text, write};

const RECORDS: &str = r#"{"id":"bro","text":"Vi byggede broen på tre uger, og ingen havde bedt os om det.","person":"Bodil Kær"}
{"id":"hus","text":"Rådhuset er åbent for alle, også om aftenen.","person":"Bodil Kær"}
"#;

#[test]
fn every_quotation_is_exact_near_or_not_found() {
    let folder = folder();
    let file = write(folder.path(), "r.jsonl", RECORDS);
    let indexed = Indexed::over(&[Path::new(&file)]);
    let manuscript = "Hun siger: ”Vi byggede broen på tre uger.”\n\n\
                      > Rådhuset er åbent for os alle, om aftenen\n\n\
                      En anden sagde »noget helt andet om vejret i går«.\n";
    let run = indexed.run(&["verify", "--json"], "manus.md", manuscript);
    assert_eq!(run.code, 1, "not every one is exact: {}", run.err);
    let answer: Value = serde_json::from_str(&run.out).expect("JSON");
    let passages = answer["passages"].as_array().expect("passages");
    let told: Vec<(u64, String, bool)> = passages
        .iter()
        .map(|one| {
            let line = one["line"].as_u64().expect("a line");
            (line, text(&one["verdict"]), one["url"].is_string())
        })
        .collect();
    let expected = [(1, "exact", true), (3, "near", true), (5, "none", false)];
    assert_eq!(told, expected.map(|(line, verdict, url)| (line, verdict.to_owned(), url)));
    assert!(passages[1]["diff"].as_array().is_some_and(|diff| diff.len() > 2));
    let exact = indexed.run(&["verify"], "kun.txt", "”Rådhuset er åbent for alle”\n");
    assert_eq!(exact.code, 0, "{}", exact.out);
}

/// Each passage's paragraph or line, and what is said of it.
fn verdicts(out: &str) -> Vec<(u64, String)> {
    let answer: Value = serde_json::from_str(out).expect("JSON");
    let passages = answer["passages"].as_array().expect("passages");
    let told =
        passages.iter().map(|one| (one["line"].as_u64().expect("a line"), text(&one["verdict"])));
    told.collect()
}

#[test]
fn a_word_document_is_verified_paragraph_by_paragraph() {
    let folder = folder();
    let file = write(folder.path(), "r.jsonl", RECORDS);
    let indexed = Indexed::over(&[Path::new(&file)]);
    let p = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let quote = |words: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="Citat"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let manuscript = docx(
        &[
            p("Om broen"),
            p(""),
            p("Hun siger: ”Vi byggede broen på tre uger, og</w:t><w:t xml:space=\"preserve\"> ingen havde bedt os om det.”"),
            quote("Rådhuset er åbent for os alle, om aftenen"),
            quote("— Bodil Kær, rektor"),
        ]
        .concat(),
    );
    let expected = [(2, "exact".to_owned()), (3, "near".to_owned())];
    for name in ["manus.docx", "manus.bin"] {
        let run = indexed.run(&["verify", "--json"], name, &manuscript);
        assert_eq!(run.code, 1, "{}", run.err);
        assert_eq!(verdicts(&run.out), expected, "{name}");
    }
}

#[test]
fn a_mark_that_nothing_closes_is_told_and_changes_nothing_else() {
    let folder = folder();
    let file = write(folder.path(), "r.jsonl", RECORDS);
    let indexed = Indexed::over(&[Path::new(&file)]);
    let manuscript = "Han sagde ”ja og gik.\n\nHun: ”Rådhuset er åbent for alle.”\n";
    let run = indexed.run(&["verify", "--json"], "manus.md", manuscript);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(verdicts(&run.out), [(3, "exact".to_owned())]);
    assert!(run.err.contains("manus.md:1: warning"), "{}", run.err);
}

#[test]
fn a_manuscript_that_is_no_word_document_is_told_what_to_be_saved_as() {
    let folder = folder();
    let file = write(folder.path(), "r.jsonl", RECORDS);
    let indexed = Indexed::over(&[Path::new(&file)]);
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    for (name, bytes) in [("manus.doc", old.as_slice()), ("manus.docx", b"Hej")] {
        let run = indexed.run(&["verify"], name, bytes);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains(name) && run.err.contains("save it as .docx"), "{}", run.err);
    }
    let run = indexed.run(&["verify"], "manus.txt", b"Bl\xE5b\xE6r");
    assert!(run.err.contains(".docx") && run.err.contains("Markdown"), "{}", run.err);
}

#[test]
fn standard_input_is_verified_too() {
    use std::io::Write;
    use std::process::Stdio;
    let folder = folder();
    let file = write(folder.path(), "r.jsonl", RECORDS);
    let index = folder.path().join("index");
    let index = index.to_str().expect("UTF-8");
    let args = ["reindex", "--index", index, "--content", file.to_str().expect("UTF-8")];
    assert_eq!(ordret(folder.path(), &args).code, 0);
    let args = ["verify", "--json", "--index", index, "-"];
    let mut child = crate::support::command(folder.path(), &args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let manuscript = "”Rådhuset er åbent for alle”\n";
    child.stdin.take().expect("piped").write_all(manuscript.as_bytes()).expect("reads");
    let run: crate::support::Run = child.wait_with_output().expect("ends").into();
    assert_eq!(verdicts(&run.out), [(1, "exact".to_owned())]);
}

#[test]
fn a_manuscript_that_cannot_be_read_is_named() {
    let folder = folder();
    let run = ordret(folder.path(), &["verify", "findes-ikke.md"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("findes-ikke.md"), "{}", run.err);
}

#[test]
fn the_page_says_of_a_manuscript_what_the_program_says() {
    let folder = folder();
    let file = write(folder.path(), "r.jsonl", RECORDS);
    let content = file.to_str().expect("UTF-8");
    let manuscript = "Om ”broen” og vejen\n\nHun siger: ”Vi byggede broen på tre\nuger, og ingen \
                      havde bedt os om det.” Så »Rådhuset er lukket for alle, også om aftenen«.\n\n\
                      > Rådhuset er åbent for alle\n> — Bodil Kær\n\n\
                      ”Vi byggede broen på tre uger,\n\n”og ingen havde bedt os om det.”\n\n\
                      En mener \"noget helt andet om vejret\".\n";
    let name = write(folder.path(), "manus.txt", manuscript);
    assert_eq!(ordret(folder.path(), &["reindex", "--content", content]).code, 0);
    let run = ordret(folder.path(), &["verify", "--json", name.to_str().expect("UTF-8")]);
    let printed: Value = serde_json::from_str(&run.out).expect("JSON");
    let expected = [(3, "exact"), (4, "near"), (6, "exact"), (9, "exact"), (13, "none")];
    assert_eq!(verdicts(&run.out), expected.map(|(line, verdict)| (line, verdict.to_owned())));
    let server = serve(folder.path(), &["--content", content]);
    // A form sends line breaks as CR and LF.
    let sent = manuscript.replace('\n', "\r\n");
    let form: String = sent.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let form = format!("tekst={form}");
    let (status, answer) = server.post("/efterproev", "application/json", &form);
    assert_eq!(status, 200, "{answer}");
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(answer["passages"], printed["passages"]);
    let (_, page) = server.post("/efterproev", "text/html", &form);
    let shown = page.split("class=\"checked checked-").skip(1).map(|passage| {
        let verdict = passage.split('"').next().unwrap_or_default();
        let line = passage.split("Linje ").nth(1).and_then(|rest| rest.split('<').next());
        (line.and_then(|line| line.parse().ok()).unwrap_or(0), verdict.to_owned())
    });
    assert_eq!(shown.collect::<Vec<_>>(), verdicts(&run.out));
}
