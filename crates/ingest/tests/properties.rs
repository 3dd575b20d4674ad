//! Whatever stands in a file, reading it ends, and words stay words.

use std::path::Path;

use ordret_ingest::{Extracted, Limits, extract, write_markdown};
use proptest::prelude::*;

fn read(name: &str, text: &[u8]) -> Extracted {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("can write");
    extract(Path::new(&path), Limits::default()).expect("a file that is there can be read")
}

/// Pieces that pages are made of, and pieces that break them.
fn pieces() -> impl Strategy<Value = String> {
    let furniture = prop::sample::select(vec![
        "Del citat",
        "Del illustration",
        "Del illustration Download illustration",
        "Case",
        "CASE: NYT",
        "Læs hele casen her",
        "quote-dummy.jpg",
        "icon-check.png Her er en case.",
        "63%",
        "1.093",
        "... af de adspurgte siger ja",
        "EN OVERSKRIFT I VERSALER",
        "”Vi går,” siger Bo Kjær, rektor, Lindø Skole.",
        "“Uden slut",
        "Bo Kjær, rektor, Lindø Skole (V).",
        "Kontakt: 72 11 22 33, bo@lind.dk",
        "— Bo Kjær",
        "> “Citat.”",
        "> — Bo Kjær, rektor",
        "- navn: Bo",
        "- id: !!",
        "## Figur: Tal",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "**41 %** af dem",
        "*n = 3*",
        "---",
        "![x](y.png)",
        "<blockquote>”Vi går.”<cite>Bo Kjær, rektor</cite>",
        "</div><table><tr><td>Vi<q>går",
        "<!-- <script> <p hidden>",
        "<figure><img src=a.png><figcaption>Tal</figure><br><br>&aring;&#0;",
        "[Læs hele casen](z)",
    ]);
    let line = prop_oneof![3 => furniture.prop_map(str::to_owned), 1 => "\\PC{0,40}"];
    (prop::collection::vec(line, 0..14), prop::bool::ANY)
        .prop_map(|(lines, apart)| lines.join(if apart { "\n\n" } else { "\n" }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_page_is_read_to_its_end(page in pieces()) {
        for name in ["side.txt", "side.md", "side.html"] {
            let found = read(name, page.as_bytes());
            for document in &found.documents {
                prop_assert!(!document.title.is_empty());
                prop_assert!(document.id.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric()));
            }
        }
    }

    #[test]
    fn every_sequence_of_bytes_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["side.txt", "side.md", "side.jsonl"] {
            read(name, &bytes);
        }
    }

    #[test]
    fn a_quote_has_no_word_that_its_page_has_not(page in pieces()) {
        let found = read("side.txt", page.as_bytes());
        for document in &found.documents {
            let text = document.text.value.replace("[kontaktoplysning udeladt]", " ");
            for word in text.split_whitespace() {
                prop_assert!(page.contains(word), "{word:?} of {text:?}");
            }
        }
    }

    #[test]
    fn the_same_bytes_give_the_same_ids(page in pieces()) {
        let ids = |name: &str| -> Vec<String> {
            read(name, page.as_bytes()).documents.iter().map(|document| document.id.to_string()).collect()
        };
        prop_assert_eq!(ids("a.txt"), ids("b.txt"));
    }

    #[test]
    fn a_quote_that_is_written_out_reads_back_to_the_letter(words in "[\\PC]{1,60}") {
        let words = words.trim();
        let marks = ['”', '“', '"', '„', '‟', '»', '«', '❝', '❞'];
        prop_assume!(!words.is_empty() && !words.contains(marks) && words.chars().any(char::is_alphanumeric));
        let page = format!("”{words}” siger Bo Kjær, rektor, Lindø Skole.\n\nDel citat\n");
        let found = read("side.txt", page.as_bytes());
        prop_assume!(found.documents.len() == 1 && found.contacts_withheld == 0);
        let again = read("side.md", write_markdown(&found.documents).as_bytes());
        prop_assert_eq!(again.documents.len(), 1);
        prop_assert_eq!(&again.documents[0].text.value, &found.documents[0].text.value);
        prop_assert_eq!(&again.documents[0].id, &found.documents[0].id);
    }
}
