//! What editors write about a page: read to the letter, or told what is wrong.

use std::path::Path;

use ordret_ingest::{Content, Extracted, Limits, Severity, extract};
use ordret_model::Document;

const QUOTE: &str = "# Side\n\n> “Vi byggede broen”\n>\n> — Bo Kær, rektor, Lindø Skole\n";

fn read(name: &str, text: impl AsRef<[u8]>) -> Extracted {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("writes");
    extract(&path, Limits::default()).expect("reads")
}

fn with_front_matter(lines: &str) -> Extracted {
    read("side.md", format!("---\n{lines}\n---\n\n{QUOTE}"))
}

/// The codes and lines of what was said.
fn said(found: &Extracted) -> Vec<(&'static str, u32)> {
    found.diagnostics.iter().map(|found| (found.code, found.line)).collect()
}

fn read_folder(folder: &Path) -> (Vec<(&'static str, u32)>, Vec<Document>) {
    let content = Content::at(&[folder.to_path_buf()], Limits::default()).expect("is there");
    let mut documents = Vec::new();
    let reading = content.read(&mut |document| {
        documents.push(document);
        Ok(())
    });
    let said = reading.expect("reads").diagnostics.iter().map(|one| (one.code, one.line)).collect();
    (said, documents)
}

#[test]
fn front_matter_is_text_to_the_letter() {
    let found = with_front_matter(
        "publication: 1984\nchapter: 3.10\npage: 041\nperiod: 2013-2014\nyear: \"2021\"\ntopics: skole, have\nreviewed: ja",
    );
    assert_eq!(said(&found), []);
    let document = &found.documents[0];
    let source = document.source();
    assert_eq!(source.publication.as_deref(), Some("1984"));
    assert_eq!(source.chapter.as_deref(), Some("3.10"));
    assert_eq!(source.page.as_deref(), Some("041"));
    assert_eq!(source.period.as_deref(), Some("2013-2014"));
    assert_eq!(source.year, Some(2021));
    assert_eq!(document.topics, ["skole", "have"]);
    assert!(document.reviewed);
}

#[test]
fn every_mistake_of_a_front_matter_is_told_at_once_each_on_its_line() {
    let found = with_front_matter(
        "titel: Broen\npublication: Skole: før og nu\nyear: i fjor\nurl: javascript:alert(1)\nlanguage: dansk\nreviewed: måske\nchapter: [1, 2]\ndate: 2025-02-30\npage: 1\npage: 2\n\tauthor: Bo",
    );
    let lines: Vec<u32> = said(&found).iter().map(|(_, line)| *line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 9, 11]);
    assert!(found.documents.is_empty());
    assert!(found.diagnostics.iter().all(|found| found.severity == Severity::Error));
    let colon = &found.diagnostics[1];
    assert!(colon.hint.contains("quotation marks"), "{}", colon.hint);
    let of =
        |line: u32| &found.diagnostics.iter().find(|found| found.line == line).expect("told").hint;
    assert!(of(5).contains("https://") && of(6).contains("`da`"));
}

#[test]
fn front_matter_below_blanks_or_a_comment_is_read() {
    for above in
        ["\n", "\n\n \n", "<!-- til redaktionen -->\n", "\u{FEFF}", "\r\n", " ", "\u{200B}"]
    {
        let found = read(
            "side.md",
            format!("{above}---\nyear: 2021\npublication: Om skolen\n---\n\n{QUOTE}"),
        );
        assert_eq!(said(&found), [], "{above:?}");
        assert_eq!(found.documents[0].source().year, Some(2021), "{above:?}");
        assert_eq!(found.documents[0].source().title, "Side", "{above:?}");
    }
}

#[test]
fn front_matter_that_is_not_read_is_an_error_and_a_rule_is_none() {
    for page in [
        format!("# Side\n\n---\nyear: 2021\nsample: true\n---\n\n{QUOTE}"),
        format!("year: 2021\nsample: true\n---\n\n{QUOTE}"),
        format!("---\nyear: 2021\n\n{QUOTE}"),
        // What other programs write, what a word processor makes of it, and what is left of it.
        format!("+++\nyear = 2021\nsample = true\n+++\n\n{QUOTE}"),
        format!("—\nyear: 2021\nsample: true\n—\n\n{QUOTE}"),
        format!("–-\nyear: 2021\nsample: true\n–-\n\n{QUOTE}"),
        format!("----\nyear: 2021\nsample: true\n----\n\n{QUOTE}"),
        format!("sample: true\n\n{QUOTE}"),
        format!("title: Broen\nsample: true\n\n{QUOTE}"),
    ] {
        let found = read("side.md", &page);
        assert_eq!(said(&found)[0].0, "broken-front-matter", "{page}");
        assert!(found.documents.is_empty(), "{page}");
    }
    for page in [
        format!("{QUOTE}\n---\n\nBemærk: det regnede.\n\n---\n"),
        format!("\n---\n\n{QUOTE}"),
        format!("# Side\n\n---\n\nNoter: to.\n\n---\n\n{QUOTE}"),
        format!("—\n\nBemærk: det regnede.\n\n—\n\n{QUOTE}"),
        format!("author: det engelske ord.\nMere tekst.\n\n{QUOTE}"),
    ] {
        assert_eq!(read("side.md", &page).documents.len(), 1, "{page}");
    }
}

#[test]
fn a_sign_that_yaml_would_take_away_is_an_error_outside_quotation_marks() {
    for line in
        ["title: #metoo i skolen", "title: Bro #2", "author: &Co", "page: !!int 3", "page: *a"]
    {
        assert_eq!(said(&with_front_matter(line)), [("broken-front-matter", 2)], "{line}");
    }
    for line in [
        "title: \"#metoo\"",
        "title: Bro#2 & bro (nr. 3)!",
        "topics: # hvad den handler om\n  - skole",
        "year: 2021 # året før",
        "title: |\n  Bro",
    ] {
        assert_eq!(said(&with_front_matter(line)), [], "{line}");
    }
}

#[test]
fn source_toml_is_text_to_the_letter_and_all_its_mistakes_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("writes");
    write("a.txt", "”Vi byggede broen,” siger Bo Kær, rektor.\n\nDel citat\n");
    write(
        "source.toml",
        "chapter = 3.10\npublication = 1984\nyear = \"2021\"\ndate = 2021-03-04\n",
    );
    let (said, documents) = read_folder(folder.path());
    assert_eq!(said, []);
    let source = documents[0].source();
    assert_eq!(
        (source.chapter.as_deref(), source.publication.as_deref()),
        (Some("3.10"), Some("1984"))
    );
    assert_eq!((source.year, source.date.as_deref()), (Some(2021), Some("2021-03-04")));
    write("source.toml", "kapitel = 3\nyear = \"i fjor\"\n\n[\"a.txt\"]\nurl = \"ftp://side\"\n");
    let (said, documents) = read_folder(folder.path());
    assert_eq!(said, [("unknown-key", 1), ("bad-value", 2), ("bad-value", 5)]);
    assert!(documents.is_empty());
}

/// A page or a record that says `date`, and how it is written there.
fn dated(date: &str) -> [(&'static str, Extracted); 3] {
    let record =
        serde_json::json!({ "text": "Vi byggede broen", "person": "Bo Kær", "date": date });
    [
        ("front matter", with_front_matter(&format!("date: \"{date}\""))),
        ("a fact", read("side.md", format!("{QUOTE}\n- dato: {date}\n"))),
        ("a record", read("poster.jsonl", record.to_string())),
    ]
}

#[test]
fn a_date_is_read_alike_wherever_it_stands() {
    for (date, iso) in [
        ("2025-06-12T10:00:00Z", "2025-06-12"),
        ("12. juni 2025", "2025-06-12"),
        ("12-06-2025", "2025-06-12"),
        ("12.06.2025", "2025-06-12"),
        ("juni 2025", "2025-06"),
        ("2025", "2025"),
    ] {
        for (place, found) in dated(date) {
            assert_eq!(said(&found), [], "{date} in {place}");
            let source = found.documents[0].source();
            assert_eq!(
                (source.date.as_deref(), source.year),
                (Some(iso), Some(2025)),
                "{date} in {place}"
            );
        }
    }
    for (place, found) in dated("i går") {
        assert_eq!(said(&found)[0].0, "unread-date", "{place}");
        assert_eq!(found.documents[0].source().date, None, "{place}");
    }
    for (place, found) in dated("2025-02-30") {
        let first = &found.diagnostics[0];
        assert_eq!((first.code, first.severity), ("bad-value", Severity::Error), "{place}");
        assert!(first.line > 0, "{place}");
    }
}

#[test]
fn a_date_and_a_year_that_contradict_each_other_are_told() {
    let record = r#"{"text":"Vi byggede broen","person":"Bo Kær","date":"2025-06-12","year":2019}"#;
    for found in [
        with_front_matter("year: 2019\ndate: 2025-06-12"),
        read("side.md", format!("{QUOTE}\n- år: 2019\n- dato: 12. juni 2025\n")),
        read("poster.jsonl", record),
    ] {
        assert_eq!(said(&found)[0].0, "date-and-year");
        assert_eq!(found.documents[0].source().year, Some(2019));
    }
}

#[test]
fn a_number_that_cannot_be_is_an_error_with_its_line() {
    let many = "9".repeat(309);
    let pages = [
        ("side.md", format!("# Side\n\n**{many} %** af dem.\n")),
        ("side.md", format!("# Side\n\n**5 %** af dem.\n\n- værdi: {many}\n")),
    ];
    for (name, page) in pages {
        let found = read(name, page);
        let error = found.diagnostics.iter().find(|one| one.severity == Severity::Error);
        let error = error.expect("an error");
        assert_eq!((error.code, error.severity), ("bad-value", Severity::Error));
        assert!(error.line >= 3);
    }
}

#[test]
fn names_and_themes_in_several_blanks_and_unicode_are_one() {
    let lines = [
        r#"{"id":"1","text":"Et.","person":"Bo Friis","place":"Århus","topics":["skole"]}"#,
        r#"{"id":"2","text":"To.","person":" Bo  Friis ","place":"A\u030arhus ","topics":["skole ", "skole"]}"#,
        r#"{"id":"3","text":"Tre.","person":"Bo\u00a0Friis","place":"Århus\t","topics":["\u00adskole"]}"#,
    ];
    let found = read("poster.jsonl", lines.join("\n"));
    for document in &found.documents {
        let speaker = document.speaker.as_ref().expect("a speaker");
        let value = |known: &Option<ordret_model::Known<String>>| {
            known.as_ref().map(|known| known.value.clone())
        };
        assert_eq!(value(&speaker.name).as_deref(), Some("Bo Friis"));
        // The municipality's own spelling, which the program knows.
        assert_eq!(value(&speaker.place).as_deref(), Some("Aarhus"));
        assert_eq!(document.topics, ["skole"]);
    }
    assert_eq!(found.documents.len(), 3);
}

#[test]
fn two_records_with_one_id_and_addresses_and_languages_that_are_none_are_told() {
    let lines = [
        r#"{"id":"1","text":"Et."}"#,
        r#"{"id":"1","text":"To."}"#,
        r#"{"id":"2","text":"Tre.","url":"javascript:alert(1)","language":"dansk"}"#,
    ];
    let found = read("poster.jsonl", lines.join("\n"));
    assert_eq!(said(&found), [("repeated-id", 2), ("unread-value", 3), ("unread-value", 3)]);
    assert_eq!(found.documents.len(), 3);
    assert_eq!(found.documents[2].source().url, None);
    assert_eq!(found.documents[2].language, "da");
}

#[test]
fn a_page_and_a_record_that_claim_one_id_are_an_error_and_the_record_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = r#"{"id":"m1","text":"Havnen blev uddybet.","person":"Ida Bro"}"#;
    std::fs::write(folder.path().join("r.jsonl"), record).expect("writes");
    let found = extract(&folder.path().join("r.jsonl"), Limits::default()).expect("reads");
    let page = ordret_ingest::write_markdown(&found.documents);
    std::fs::write(folder.path().join("side.md"), page).expect("writes");
    let (said, documents) = read_folder(folder.path());
    assert_eq!(said, [("duplicate-id", 1)]);
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].source().file, "side.md");
}

#[test]
fn two_sources_never_share_an_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("writes");
    write("a.md", QUOTE);
    write("b.md", &QUOTE.replace("broen", "tårnet"));
    write(
        "r.jsonl",
        "{\"text\":\"Et.\",\"source\":\"side!\"}\n{\"text\":\"To.\",\"source\":\"Side\"}\n{\"text\":\"Tre.\",\"source\":\"side!\"}",
    );
    let (_, documents) = read_folder(folder.path());
    let slugs: Vec<&str> =
        documents.iter().map(|document| document.source().slug.as_str()).collect();
    let different: std::collections::HashSet<&str> = slugs.iter().copied().collect();
    assert_eq!((slugs.len(), different.len()), (5, 4), "{slugs:?}");
    assert_eq!(slugs[2], slugs[4], "one source of one file keeps one address");
}

#[test]
fn a_packed_file_unpacks_to_what_a_collection_can_and_no_more() {
    use std::io::Write;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("b.jsonl.gz");
    let file = std::fs::File::create(&path).expect("creates");
    let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::best());
    let words = "ord og mere ".repeat(10_000);
    for number in 0..400 {
        writeln!(packed, r#"{{"id":"{number}","text":"{words}"}}"#).expect("writes");
    }
    packed.finish().expect("writes");
    let found = extract(&path, Limits::default()).expect("reads");
    let last = found.diagnostics.last().expect("an error");
    assert_eq!((last.code, last.severity), ("too-large", Severity::Error));
    assert!(found.documents.len() < 400);
}

#[test]
fn what_steers_a_terminal_is_written_as_markdown_that_does_not_and_reads_back() {
    let found = read("r.jsonl", r#"{"text":"ord \u009b31m ord","person":"Bo\rX\bY"}"#);
    let page = ordret_ingest::write_markdown(&found.documents);
    assert!(!page.contains(|c: char| c.is_control() && c != '\n'), "{page:?}");
    let again = read("side.md", &page);
    assert_eq!(again.documents[0].text.value, "ord \u{9b}31m ord");
}

#[test]
fn yaml_that_is_made_to_cost_is_refused_with_its_line() {
    let anchors = (0..9).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
        format!("{text}a{0}: &a{0} [*a{n}, *a{n}, *a{n}, *a{n}]\n", n + 1)
    });
    for (lines, what) in [
        (anchors, "laughs"),
        (format!("topics: {}", "[".repeat(100_000)), "deep"),
        (format!("topics: {}", "{a: ".repeat(100_000)), "deep"),
        ("title: \"aldrig lukket".to_owned(), "unterminated"),
        ("title:\t\"tab\"\n\tpage: 1".to_owned(), "a tab"),
        (format!("title: {}", "x".repeat(1 << 20)), "a megabyte"),
        ("title: et\ntitle: to".to_owned(), "twice"),
        ("&a title: *a".to_owned(), "an alias of itself"),
        ("? [a]\n: b".to_owned(), "a list for a key"),
    ] {
        let found = with_front_matter(&lines);
        let error = found.diagnostics.iter().find(|found| found.severity == Severity::Error);
        let error = error.unwrap_or_else(|| panic!("{what}: {:?}", found.diagnostics));
        assert!(error.line >= 2, "{what}: {error}");
        assert!(found.documents.is_empty(), "{what}");
    }
}

#[test]
fn an_empty_file_and_a_line_without_end_are_read_and_what_is_larger_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("writes");
    write("hel.md", QUOTE);
    for name in ["a.txt", "b.md", "c.html", "d.jsonl"] {
        write(name, "");
    }
    write("lang.txt", &"ord og mere ".repeat(833_334));
    write("stor.txt", &"ord og mere\n".repeat(1_500_000));
    let (said, documents) = read_folder(folder.path());
    assert_eq!(documents.len(), 1);
    let errors: Vec<_> = said.iter().filter(|(code, _)| *code != "no-documents").collect();
    assert_eq!(errors, [&("too-large", 0)]);
}
