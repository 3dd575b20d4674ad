//! The authoring format.

use serde_json::json;

use crate::support::{extract_text, folder, json, text, top, write};

#[test]
fn every_example_of_the_guide_is_read() {
    let guide = std::fs::read_to_string(top().join("docs/content.md")).expect("the guide");
    let mut page = String::new();
    for block in guide.split("```markdown\n").skip(1) {
        page.push_str(block.split("```").next().unwrap_or(""));
        page.push('\n');
    }
    let documents = extract_text("side.md", &page);
    let kinds: Vec<String> = documents.iter().map(|document| text(&document["kind"])).collect();
    assert_eq!(kinds, ["quote", "case", "figure", "figure"]);
    let quote = &documents[0];
    assert_eq!(
        text(&quote["text"]),
        "Vi spurgte børnene først. Resten var deres idé, og den holdt."
    );
    assert_eq!(quote["speaker"]["former_roles"].as_array().map(Vec::len), Some(2));
    assert_eq!(text(&quote["speaker"]["party"]), "B");
    assert_eq!(documents[1]["missing"], json!([]));
    assert_eq!(documents[2]["n"], json!(1204));
    assert_eq!(documents[3]["data"]["rows"][2], json!(["2025", "31"]));
    assert_eq!(documents[3]["download"]["target"], "https://example.org/moeder.csv");
    assert!(documents.iter().all(|document| document["source"]["sample"] == json!(true)));
    assert!(documents.iter().all(|document| document["reviewed"] == json!(true)));
}

#[test]
fn a_misspelled_key_is_an_error_with_line_and_remedy() {
    let folder = folder();
    write(
        folder.path(),
        "a.md",
        "---\npublikation: X\n---\n> “Ord.”\n>\n> — Bodil Kær, rektor\n\n- rolel: lærer\n",
    );
    write(
        folder.path(),
        "b.md",
        "---\npublicatio: X\n---\n> “Ord.”\n>\n> — Bodil Kær\n\n- rolle: lærer\n- orgnisation: Lindø Skole\n",
    );
    let run = crate::support::ordret(folder.path(), &["check", "--content", ".", "--json"]);
    assert_eq!(run.code, 1);
    let found: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let errors: Vec<(String, String, u64)> = found["diagnostics"]
        .as_array()
        .expect("diagnostics")
        .iter()
        .filter(|found| found["severity"] == "error")
        .map(|found| {
            (text(&found["file"]), text(&found["hint"]), found["line"].as_u64().unwrap_or(0))
        })
        .collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(
        errors[0].0.ends_with("a.md") && errors[0].1.contains("publication") && errors[0].2 == 2,
        "{errors:?}"
    );
    assert!(
        errors[1].0.ends_with("b.md") && errors[1].1.contains("publication") && errors[1].2 == 2,
        "{errors:?}"
    );
}

#[test]
fn an_unknown_fact_is_an_error_where_it_stands() {
    let folder = folder();
    write(
        folder.path(),
        "a.md",
        "> “Ord.”\n>\n> — Bodil Kær\n\n- rolle: lærer\n- orgnisation: Lindø Skole\n",
    );
    let run = crate::support::ordret(folder.path(), &["check", "--content", "."]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("a.md:6: error") && run.err.contains("did you mean `organisation`?"),
        "{}",
        run.err
    );
}

#[test]
fn what_an_editor_sets_wins_and_says_so() {
    let page = "> “Ord.”\n>\n> — Bodil Kær, rektor, Lindø Kommune (A)\n\n- id: bodil1\n- rolle: lærer\n- parti: -\n- gennemgået: ja\n";
    let quote = &extract_text("side.md", page)[0];
    assert_eq!(quote["id"], "bodil1");
    assert_eq!(quote["speaker"]["role"], "lærer");
    assert!(quote["speaker"]["party"].is_null());
    assert_eq!(quote["provenance"]["speaker.role"]["basis"], "editor");
    assert_eq!(quote["reviewed"], json!(true));
}

#[test]
fn words_that_look_like_markdown_stay_words() {
    let folder = folder();
    let words = "1. Vi ganger 2*3*4 og_siger_det [sådan] <b>her</b> & # tak \\ - ok";
    let page = format!("”{words},” siger Bodil Kær.\n\nDel citat\n");
    let text_file = write(folder.path(), "side.txt", page);
    let markdown = crate::support::ordret(
        folder.path(),
        &["extract", &text_file.to_string_lossy(), "--format", "md"],
    );
    let quote = &extract_text("side.md", &markdown.out)[0];
    assert_eq!(text(&quote["text"]), words);
}

#[test]
fn the_same_words_by_the_same_speaker_are_one_document_with_two_sources() {
    let folder = folder();
    let quote = "> “Vi lærte det sammen.”\n>\n> — Bodil Kær, rektor, Lindø Skole\n";
    write(folder.path(), "content/a.md", format!("# Første side\n\n{quote}"));
    write(
        folder.path(),
        "content/b.md",
        format!("# Anden side\n\n> “Noget andet.”\n>\n> — Bo Friis\n\n{quote}"),
    );
    let done = json(folder.path(), &["reindex"]);
    assert_eq!(done["documents"]["quote"], json!(2));
    let answer = json(folder.path(), &["search", "lærte"]);
    let id = text(&answer["hits"][0]["id"]);
    let run = crate::support::ordret(folder.path(), &["show", &id, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let titles: Vec<String> = document["sources"]
        .as_array()
        .expect("sources")
        .iter()
        .map(|source| text(&source["title"]))
        .collect();
    assert_eq!(titles, ["Første side", "Anden side"]);
}

#[test]
fn one_id_for_two_documents_is_an_error() {
    let folder = folder();
    write(folder.path(), "content/a.md", "> “Et.”\n>\n> — Bodil Kær\n\n- id: samme\n");
    write(folder.path(), "content/b.md", "> “To.”\n>\n> — Bodil Kær\n\n- id: samme\n");
    let run = crate::support::ordret(folder.path(), &["reindex"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("samme") && run.err.contains("a.md:1"), "{}", run.err);
}

const WITH_STATUS: &str = "# Side\n\n> “Vi byggede broenn i en fart.”\n>\n> — Bo Kær, rektor\n\n\
    - status: Omstridt; ordene står kun i referatet\n- sic: broenn = kilden skriver det sådan\n\n\
    **63 %** er tilfredse.\n\n- serie: Tilfredshed med skolen\n";

#[test]
fn a_status_a_note_on_a_word_and_a_series_are_kept_through_both_formats() {
    let check = |documents: &[serde_json::Value]| {
        let [quote, figure] = documents else { panic!("{documents:#?}") };
        assert_eq!(
            text(&quote["text"]),
            "Vi byggede broenn i en fart.",
            "the words are as they were"
        );
        assert_eq!(text(&quote["status"]), "disputed");
        assert_eq!(text(&quote["status_note"]), "ordene står kun i referatet");
        let sic = json!([{"word": "broenn", "note": "kilden skriver det sådan"}]);
        assert_eq!(quote["sic"], sic);
        assert_eq!(text(&figure["series"]), "Tilfredshed med skolen");
    };
    check(&extract_text("side.md", WITH_STATUS));
    let folder = folder();
    let page = write(folder.path(), "side.md", WITH_STATUS);
    let page = page.to_string_lossy();
    let written = crate::support::ordret(folder.path(), &["extract", "--format", "md", &page]);
    check(&extract_text("igen.md", &written.out));
}

#[test]
fn a_status_that_is_none_and_a_note_on_no_word_of_the_quote_are_errors_with_a_remedy() {
    for (fact, remedy) in [
        ("status: måske", "omstridt"),
        ("sic: broen = stavet forkert", "to the letter"),
        ("sic: broenn", "sic: word"),
    ] {
        let folder = folder();
        let quote = "> “Vi byggede broenn.”\n>\n> — Bo Kær, rektor\n\n";
        write(folder.path(), "a.md", format!("{quote}- {fact}\n"));
        let run = crate::support::ordret(folder.path(), &["check", "--content", "."]);
        assert_eq!(run.code, 1, "{fact}");
        assert!(run.err.contains("a.md:5") && run.err.contains(remedy), "{}", run.err);
    }
}
