//! Whatever stands in a file, reading it ends, and words stay words.

use std::path::Path;

use ordret_ingest::{Extracted, Limits, Severity, extract, write_markdown};
use ordret_model::Kind;
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
    let line = prop_oneof![3 => furniture.prop_map(str::to_owned), 1 => "\\PC{0,40}"]
        // A file of letters that were lost is no text, and is refused.
        .prop_map(|line| line.replace('\u{FFFD}', "?"));
    (prop::collection::vec(line, 0..14), prop::bool::ANY)
        .prop_map(|(lines, apart)| lines.join(if apart { "\n\n" } else { "\n" }))
}

/// Words that every page of these tests has above all else, so that none of
/// the laws holds by finding nothing.
const KNOWN: &str = "Vi stiller stolene op igen på mandag";

/// A page that begins with a plain quote.
fn with_known(page: &str) -> String {
    format!("”{KNOWN},” siger Ida Krogh, pedel, Lindø Skole.\n\nET NYT AFSNIT\n\n{page}")
}

fn has_known(found: &Extracted) -> bool {
    found.documents.iter().any(|document| document.text.value == KNOWN)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 192,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_page_is_read_to_its_end_and_keeps_what_stands_at_its_beginning(page in pieces()) {
        for name in ["side.txt", "side.md", "side.html"] {
            let found = read(name, with_known(&page).as_bytes());
            prop_assert!(has_known(&found), "{}: {:#?}", name, found.documents);
            for document in &found.documents {
                prop_assert!(!document.title.is_empty());
                prop_assert!(document.id.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric()));
            }
        }
    }

    #[test]
    fn every_sequence_of_bytes_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let record = format!("{{\"text\": \"{KNOWN}\", \"person\": \"Ida Krogh\"}}\n");
        for (name, head) in [
            ("side.txt", with_known("")),
            ("side.md", with_known("")),
            ("side.html", format!("<main><h1>Side</h1><p>{}</p></main>", with_known(""))),
            ("side.jsonl", record),
        ] {
            let found = read(name, &[head.as_bytes(), &bytes].concat());
            // Or it is read in another encoding, and says so.
            let is_said = found.diagnostics.iter().any(|told| {
                told.severity == Severity::Error || told.code == "not-utf-8"
            });
            prop_assert!(has_known(&found) || is_said, "{}: {:#?}", name, found);
        }
    }

    #[test]
    fn a_quote_has_no_words_that_its_page_has_not_in_that_order(page in pieces()) {
        let page = with_known(&page);
        let found = read("side.txt", page.as_bytes());
        prop_assert!(has_known(&found));
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = folded(&page);
        for document in found.documents.iter().filter(|found| found.kind() == Kind::Quote) {
            let all = document.text.value.split("[kontaktoplysning udeladt]");
            for piece in all.flat_map(|part| part.split("\n\n")).map(folded) {
                prop_assert!(whole.contains(&piece), "{:?} in {}", piece, page);
            }
        }
    }

    #[test]
    fn the_same_bytes_give_the_same_ids(page in pieces()) {
        let page = with_known(&page);
        let ids = |name: &str| -> Vec<String> {
            read(name, page.as_bytes()).documents.iter().map(|document| document.id.to_string()).collect()
        };
        let first = ids("a.txt");
        prop_assert!(!first.is_empty());
        prop_assert_eq!(first, ids("b.txt"));
    }

    #[test]
    fn a_quote_that_is_written_out_reads_back_to_the_letter(words in sayable()) {
        let page = format!("”{words}” siger Bo Kjær, rektor, Lindø Skole.\n\nDel citat\n");
        let found = read("side.txt", page.as_bytes());
        prop_assert_eq!(found.documents.len(), 1, "{}", page);
        let again = read("side.md", write_markdown(&found.documents).as_bytes());
        prop_assert_eq!(again.documents.len(), 1);
        prop_assert_eq!(&found.documents[0].text.value, &words);
        prop_assert_eq!(&again.documents[0].text.value, &found.documents[0].text.value);
        prop_assert_eq!(&again.documents[0].id, &found.documents[0].id);
    }
}

/// Words that somebody can have said: letters of any alphabet, and the signs of
/// Markdown, YAML and HTML between them.
fn sayable() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zæøåA-ZÆØÅ]{1,9}",
        1 => "\\PC{1,6}",
        1 => prop::sample::select(vec![
            "*", "_", "**", "`", "#", "##", "[x]", "<b>", "</b>", "&amp;", "&", "\\", "\\*", "1.", "2)", "+", "|",
            "~~", "!", "![", "](", "---", "- ", "> ", ":", "null", "{{", "{%", "$", "%", "§", "@", "—", "–",
        ]).prop_map(str::to_owned),
    ];
    let marks = [
        '”', '“', '"', '„', '‟', '»', '«', '❝', '❞', '＂', '\'', '’', '‘', '‚', '‛', '›', '‹', '´',
    ];
    // A dash or a number at the beginning may be a reply's or a list's.
    ("[A-ZÆØÅ][a-zæøå]{1,6}", prop::collection::vec(word, 1..9), "[a-zæøå]{3,8}")
        .prop_map(|(first, words, last)| format!("{first} {} {last}", words.join(" ")))
        // Nobody says U+FFFD, and a file that is full of it is not text.
        .prop_map(move |words| words.replace(marks, "").replace('\u{FFFD}', ""))
        .prop_map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
        // An address or a number of a telephone is withheld.
        .prop_filter("contact details are withheld", |words| {
            !words.contains('@') && words.chars().filter(char::is_ascii_digit).count() < 8
        })
}
