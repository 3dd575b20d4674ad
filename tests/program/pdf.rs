//! PDF through another program, played here by scripts, and the real one where it is installed.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use serde_json::Value;

use crate::support::{Run, command, folder, text, write};

/// Checks a folder with a PDF where `pdftotext` is this script, or is not there at all.
fn check(script: Option<&str>) -> (Run, Value) {
    let (_, run, json) = check_in(folder(), script);
    (run, json)
}

/// The same, in this folder, which stays.
fn check_in(folder: tempfile::TempDir, script: Option<&str>) -> (tempfile::TempDir, Run, Value) {
    let tools = folder.path().join("tools");
    std::fs::create_dir_all(&tools).expect("can make a folder");
    for tool in ["sh", "cat", "sleep", "yes", "printf", "setsid"] {
        for place in ["/bin", "/usr/bin"] {
            let there = Path::new(place).join(tool);
            if there.exists() {
                let _ = symlink(there, tools.join(tool));
            }
        }
    }
    if let Some(script) = script {
        let path = write(&tools, "pdftotext", format!("#!/bin/sh\n{script}\n"));
        make_executable(&path);
    }
    write(folder.path(), "c/rapport.pdf", "%PDF-1.4\n");
    write(folder.path(), "c/side.md", "> “Vi plantede træer”\n>\n> — Ib Krag, gartner\n");
    let run = |args: &[&str]| -> Run {
        let output = command(folder.path(), args).env("PATH", &tools).output();
        output.expect("the program starts").into()
    };
    let checked = run(&["check", "--content", "c"]);
    let json = run(&["extract", "c/rapport.pdf", "--json"]);
    (folder, checked, serde_json::from_str(&json.out).unwrap_or(Value::Null))
}

fn make_executable(path: &Path) {
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(path, executable).expect("can be made executable");
}

#[test]
fn a_document_s_pages_are_the_documents_pages_and_broken_lines_are_whole() {
    let text_of = "cat >/dev/null; printf 'Rapport 1\\n\\nOm en bro.\\n\\f\
        Rapport 2\\n\\n”Vi byggede broen, fordi ingen andre ville, og fordi kommu-\\n\
        nen gav os træet,” siger Bo Kær, rektor på Lindø Skole.\\n\\n\\f\
        Rapport 3\\n\\nSlut.\\n\\f'";
    let (run, json) = check(Some(text_of));
    assert_eq!(run.code, 0, "{}", run.err);
    let documents = json["documents"].as_array().expect("documents");
    let [one] = &documents[..] else { panic!("{documents:#?}") };
    let words = "Vi byggede broen, fordi ingen andre ville, og fordi kommunen gav os træet";
    assert_eq!(text(&one["text"]), words);
    assert_eq!((&one["speaker"]["name"], &one["source"]["page"]), (&"Bo Kær".into(), &"2".into()));
}

#[test]
fn without_the_program_it_is_said_what_to_install_and_other_files_are_read() {
    let (run, _) = check(None);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("rapport.pdf") && run.err.contains("poppler-utils"), "{}", run.err);
    assert!(run.out.contains("1 quote") || run.err.contains("1 quote"), "{} {}", run.out, run.err);
}

#[test]
fn a_file_that_breaks_or_never_ends_is_said_with_a_remedy() {
    for (script, remedy) in [
        ("echo 'Incorrect password' >&2; exit 1", "Incorrect password"),
        ("cat >/dev/null; exec yes ord", "more than 10 seconds or 512 MB"),
        ("exec sleep 60", "more than 10 seconds or 512 MB"),
        ("cat >/dev/null; printf '\\f'", "text recognition"),
    ] {
        let (run, _) = check(Some(script));
        assert!(
            run.err.contains("rapport.pdf") && run.err.contains(remedy),
            "{script}: {}",
            run.err
        );
    }
}

#[test]
fn a_script_around_the_program_is_ended_with_all_its_children() {
    // The first goes on beside its child, the second leaves it behind, the third has one that
    // went out of reach and holds the pipes: nobody is waited for longer than the others.
    let scripts = [
        "(sleep 14; : >late) & wait",
        "(sleep 14; : >late) & exit 0",
        "setsid sleep 60 & exit 0",
        // Its output is whole, whoever stays behind.
        "cat >/dev/null; printf 'Ord.\\n'; (sleep 14; : >late) >/dev/null 2>&1 </dev/null & exit 0",
    ];
    std::thread::scope(|scope| {
        for script in scripts {
            scope.spawn(move || {
                let began = std::time::Instant::now();
                // It runs twice, each with ten seconds.
                let (folder, run, _) = check_in(folder(), Some(script));
                let refused = run.err.contains("more than 10 seconds or 512 MB");
                assert_eq!(refused, !script.contains("printf"), "{script}: {}", run.err);
                assert!(began.elapsed().as_secs() < 100, "{script}: {:?}", began.elapsed());
                let rest = std::time::Duration::from_secs(16).saturating_sub(began.elapsed());
                std::thread::sleep(rest);
                assert!(!folder.path().join("late").exists(), "{script}: a child lives on");
            });
        }
    });
}

#[test]
fn where_memory_cannot_be_bounded_a_document_is_read_all_the_same() {
    let folder = folder();
    let shell = write(
        folder.path(),
        "tools/sh",
        "#!/bin/sh\nulimit() { echo 'Invalid argument' >&2; return 1; }\neval \"$2\"\n",
    );
    make_executable(&shell);
    let script = "cat >/dev/null; printf '”Vi går,” siger Bo Kær, rektor på Lindø Skole.\\n'";
    let (_, run, json) = check_in(folder, Some(script));
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(text(&json["documents"][0]["text"]), "Vi går");
}

/// The smallest document with one line on one page.
fn document(line: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf 50 700 Td ({line}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources\
         <</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (nth, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj{object}endobj\n", nth + 1));
    }
    let table = file.len();
    file.push_str("xref\n0 5\n0000000000 65535 f \n");
    places.iter().for_each(|place| file.push_str(&format!("{place:010} 00000 n \n")));
    file.push_str(&format!("trailer<</Size 5/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"));
    file.into_bytes()
}

#[test]
fn the_real_program_reads_a_document() {
    let folder = folder();
    let quote = "\"Vi byggede broen,\" siger Bo Hansen, rektor.";
    write(folder.path(), "a.pdf", document(quote));
    let run: Run = command(folder.path(), &["extract", "a.pdf", "--json"])
        .output()
        .expect("the program starts")
        .into();
    if run.out.contains("no-pdftotext") || run.err.contains("poppler-utils") {
        println!("NOT RUN: pdftotext is not installed here");
        return;
    }
    let json: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(text(&json["documents"][0]["text"]), "Vi byggede broen", "{}", run.err);
    assert_eq!(json["documents"][0]["source"]["page"], Value::Null, "one page has no number");
}
