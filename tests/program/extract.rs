//! Attribution: who said it, and where the words end.

use serde_json::json;

use crate::support::{extract_text, folder, ordret, text};

fn quote(page: &str) -> serde_json::Value {
    let quotes: Vec<_> = extract_text("side.txt", page)
        .into_iter()
        .filter(|document| document["kind"] == "quote")
        .collect();
    assert_eq!(quotes.len(), 1, "one quote in {page:?}: {quotes:#?}");
    quotes[0].clone()
}

#[test]
fn the_comma_that_only_leads_to_the_clause_is_no_word_of_the_quote() {
    let quote =
        quote("”Vi lyttede, før vi talte,” siger Bodil Kær, rektor, Lindø Skole.\n\nDel citat\n");
    assert_eq!(text(&quote["text"]), "Vi lyttede, før vi talte");
    assert_eq!(text(&quote["speaker"]["name"]), "Bodil Kær");
    assert_eq!(text(&quote["attribution"]), "siger Bodil Kær, rektor, Lindø Skole.");
}

#[test]
fn a_clause_and_a_line_that_name_different_people_leave_the_quote_without_a_speaker() {
    let folder = folder();
    let page = "”Vi lyttede længe,” siger Bodil Kær.\n\nDel citat\n\nArne Holt, borgmester, Lindø Kommune (A). Arne Holt åbnede huset.\n";
    let page = crate::support::write(folder.path(), "side.txt", page);
    let found = crate::support::json(folder.path(), &["extract", &page.to_string_lossy()]);
    let quote = &found["documents"][0];
    assert_eq!(text(&quote["text"]), "Vi lyttede længe");
    assert!(quote["speaker"].is_null(), "{quote}");
    assert_eq!(found["diagnostics"][0]["code"], "two-speakers", "{}", found["diagnostics"]);
    let message = text(&found["diagnostics"][0]["message"]);
    assert!(message.contains("Bodil Kær") && message.contains("Arne Holt"), "{message}");
}

#[test]
fn a_quote_without_a_speaker_has_none_and_a_warning() {
    let folder = folder();
    let page = crate::support::write(folder.path(), "side.txt", "”Det går nok.”\n\nDel citat\n");
    let found = crate::support::json(folder.path(), &["extract", &page.to_string_lossy()]);
    assert!(found["documents"][0]["speaker"].is_null());
    assert_eq!(found["diagnostics"][0]["code"], "no-speaker");
    assert_eq!(found["diagnostics"][0]["line"], json!(1));
}

#[test]
fn a_pronoun_in_the_clause_is_no_name() {
    let quote =
        quote("”Det går nok,” siger hun.\n\nDel citat\n\nBodil Kær, rektor, Lindø Skole.\n");
    assert_eq!(text(&quote["speaker"]["name"]), "Bodil Kær");
}

#[test]
fn every_value_knows_where_it_stands_and_how_it_is_known() {
    let page = "”Æbler på Ærø,” siger Bodil Kær, rådmand, Lindø Kommune.\n\nDel citat\n";
    let quote = quote(page);
    let span = &quote["provenance"]["text"];
    let bytes = |key: &str| span[key].as_u64().expect("a byte") as usize;
    assert_eq!(&page[bytes("start")..bytes("end")], "Æbler på Ærø");
    assert_eq!(span["basis"], "stated");
    let place = &quote["provenance"]["speaker.place"];
    assert_eq!(place["basis"], "inferred", "{quote:#}");
}

#[test]
fn standard_input_is_read_as_what_it_looks_like() {
    let folder = folder();
    let from = |input: &'static str| {
        use std::io::Write;
        use std::process::Stdio;
        let mut child = crate::support::command(folder.path(), &["extract", "-", "--json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("reads");
        let run: crate::support::Run = child.wait_with_output().expect("ends").into();
        let value: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        text(&value["documents"][0]["speaker"]["name"])
    };
    assert_eq!(from("”Det går,” siger Bodil Kær.\n\nDel citat\n"), "Bodil Kær");
    assert_eq!(from("> “Det går.”\n>\n> — Bodil Kær, rektor\n"), "Bodil Kær");
    assert_eq!(
        from("{\"id\": \"1\", \"text\": \"Det går.\", \"person\": \"Bodil Kær\"}\n"),
        "Bodil Kær"
    );
}

#[test]
fn a_file_of_another_kind_is_named_with_the_kinds_that_are_read() {
    let folder = folder();
    crate::support::write(folder.path(), "side.pptx", "<p>Hej</p>");
    let run = ordret(folder.path(), &["extract", "side.pptx"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains(".jsonl") && run.err.lines().count() == 1, "{}", run.err);
}

/// What one row of `tests/pages/talere.tsv` gives: the words, and who spoke.
fn told(page: &str) -> Vec<String> {
    let quote = quote(page);
    let speaker = &quote["speaker"];
    let value = |value: &serde_json::Value| value.as_str().unwrap_or("-").replace('\n', "|");
    let former = speaker["former_roles"].as_array().cloned().unwrap_or_default();
    let former: Vec<String> = former
        .iter()
        .map(|role| match role["organisation"].as_str() {
            Some(organisation) => format!("{}, {organisation}", text(&role["role"])),
            None => text(&role["role"]),
        })
        .collect();
    let keys = ["name", "role", "organisation", "place", "party"];
    std::iter::once(value(&quote["text"]))
        .chain(keys.map(|key| value(&speaker[key])))
        .chain([if former.is_empty() { "-".to_owned() } else { former.join("; ") }])
        .collect()
}

#[test]
fn nobody_gets_the_words_role_or_party_of_another() {
    let rows = include_str!("../pages/talere.tsv").lines().skip(1);
    let mut wrong = Vec::new();
    for row in rows {
        let mut cells = row.split('\t').map(|cell| cell.replace('|', "\n"));
        let (body, line) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let expected: Vec<String> = cells.map(|cell| cell.replace('\n', "|")).collect();
        let found = told(&format!("citat-ikon.png\n\n{body}\n\nDel citat\n\n{line}\n"));
        if found != expected {
            wrong.push(format!("{row}\n  gave {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
