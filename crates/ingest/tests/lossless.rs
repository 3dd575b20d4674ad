//! A collection that is written as records and read again is the same collection.

use std::collections::HashMap;
use std::path::Path;

use ordret_ingest::{Content, Limits, RecordWriter};
use ordret_model::*;
use proptest::prelude::*;
use serde_json::Value;

/// The documents of a folder, and the codes and lines of what was said.
fn read(folder: &Path) -> (Vec<Document>, Vec<(&'static str, u32)>) {
    let content = Content::at(&[folder.to_path_buf()], Limits::default()).expect("is there");
    let mut documents = Vec::new();
    let reading = content.read(&mut |document| {
        documents.push(document);
        Ok(())
    });
    let said = reading.expect("reads").diagnostics.iter().map(|one| (one.code, one.line)).collect();
    (documents, said)
}

/// The documents that records of these lines are.
fn read_lines(lines: &[String]) -> (Vec<Document>, Vec<(&'static str, u32)>) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("alt.jsonl"), lines.join("\n")).expect("writes");
    read(folder.path())
}

/// As `ordret export` does: cases first.
fn written(documents: &[Document]) -> Vec<Value> {
    let mut writer = RecordWriter::default();
    let (cases, others): (Vec<&Document>, Vec<&Document>) =
        documents.iter().partition(|document| document.kind() == Kind::Case);
    cases.into_iter().chain(others).map(|document| writer.record(document)).collect()
}

fn lines(records: &[Value]) -> Vec<String> {
    records.iter().map(Value::to_string).collect()
}

/// Without what is made anew: each document's own id, and by what id a quote's case is known.
fn same(documents: &[Document]) -> Vec<Document> {
    let own: HashMap<DocumentId, String> = documents
        .iter()
        .map(|one| (one.id.clone(), one.source_id.clone().unwrap_or_else(|| one.id.to_string())))
        .collect();
    let mut same: Vec<Document> = documents.to_vec();
    for document in &mut same {
        document.source_id = Some(own[&document.id].clone());
        document.id = DocumentId::parse("x").expect("an id");
        if let Body::Quote(quote) = &mut document.body {
            let case = quote.case.as_ref().map(|case| own.get(case).cloned().unwrap_or_default());
            quote.case = case.and_then(|case| DocumentId::parse(&case));
        }
    }
    same.sort_by(|a, b| a.source_id.cmp(&b.source_id));
    same
}

fn assert_lossless(documents: &[Document]) {
    let records = written(documents);
    let (again, said) = read_lines(&lines(&records));
    assert_eq!(said, []);
    assert_eq!(same(&again), same(documents));
    assert_eq!(written(&again), records, "and so is what is written of them");
}

fn known<T>(value: T, basis: Basis, span: Option<(usize, usize)>) -> Known<T> {
    Known { value, basis, span: span.map(|(start, end)| Span::new(start, end)) }
}

fn words(text: &str) -> Option<Known<String>> {
    Some(known(text.to_owned(), Basis::Stated, Some((3, 9))))
}

fn source(title: &str, slug: &str) -> Source {
    Source {
        slug: slug.to_owned(),
        title: title.to_owned(),
        publication: Some("Fornyelse".to_owned()),
        chapter: Some("3.10".to_owned()),
        page: Some("041".to_owned()),
        position: 7,
        period: Some("2013-2014".to_owned()),
        date: Some("2015-02".to_owned()),
        year: Some(2016),
        url: Some("https://example.org/a?b=c".to_owned()),
        licence: Some("CC BY 4.0".to_owned()),
        sample: true,
        file: "mappe/side.md".to_owned(),
        line: 12,
        span: Span::new(100, 220),
    }
}

fn document(id: &str, text: &str, body: Body) -> Document {
    Document {
        id: DocumentId::parse(id).expect("an id"),
        source_id: Some(format!("k-{id}")),
        title: "Vist anderledes".to_owned(),
        title_source: words("VIST ANDERLEDES"),
        text: known(text.to_owned(), Basis::Stated, Some((10, 30))),
        speaker: Some(Speaker {
            name: words("Bodil Kær"),
            variants: vec![
                known("B. Kær".to_owned(), Basis::Editor, None),
                known("Bodil K.".to_owned(), Basis::Stated, Some((1, 2))),
            ],
            role: words("rektor"),
            role_group: Some(known(RoleGroup::Practitioner, Basis::Editor, None)),
            organisation: words("Lindø Skole"),
            place: Some(known("Lindø".to_owned(), Basis::Inferred, Some((4, 8)))),
            party: words("B"),
            former_roles: vec![
                known(
                    FormerRole { role: "lærer".to_owned(), organisation: None },
                    Basis::Stated,
                    None,
                ),
                known(
                    FormerRole {
                        role: "konsulent".to_owned(),
                        organisation: Some("Region Vestsund".to_owned()),
                    },
                    Basis::Inferred,
                    Some((5, 6)),
                ),
            ],
            sector: Some(known(Sector::Research, Basis::Editor, None)),
        }),
        attribution: words("siger rektoren\n\nBodil Kær, rektor"),
        body,
        topics: vec!["skole, have".to_owned(), "naboer".to_owned()],
        language: "nb".to_owned(),
        reviewed: true,
        sources: vec![
            source("Side", "fornyelse-side"),
            source("En anden", "fornyelse-en-anden-x1y2"),
        ],
        metadata: [("author".to_owned(), "Ditte Ravn".to_owned())].into(),
    }
}

/// One document of each kind with every field it may have.
fn whole() -> Vec<Document> {
    let case = Case {
        problem: words("Hallen var låst."),
        done: words("De fik en nøgle."),
        outcome: words("Flere kom."),
        prerequisites: words("En vicevært."),
        reuse: words("Kontrakten."),
        link: Some(Link {
            text: known("Læs mere".to_owned(), Basis::Stated, Some((7, 9))),
            target: Some("/case/1".to_owned()),
        }),
    };
    let figure = Figure {
        value: Some(known(41.5, Basis::Stated, Some((1, 3)))),
        value_text: words("41,5 %"),
        unit: words("%"),
        n: Some(known(1204, Basis::Editor, None)),
        period: words("2023-2025"),
        weighting: words("vægtet"),
        significance: words("signifikant"),
        caption: words("Spørgeskema."),
        image: Some(Image {
            file: known("a.png".to_owned(), Basis::Stated, None),
            alt: Some("Søjler".to_owned()),
        }),
        download: Some(Link {
            text: known("Hent".to_owned(), Basis::Inferred, None),
            target: None,
        }),
        series: words("tillid"),
        data: Some(Table {
            head: vec!["År".to_owned(), "Møder".to_owned()],
            rows: vec![vec!["2023".to_owned(), String::new()]],
        }),
    };
    let quote = Quote {
        case: DocumentId::parse("case1"),
        partial: true,
        status: Some(known(Status::Disputed, Basis::Editor, Some((2, 4)))),
        status_note: words("Hørt af to."),
        sic: vec![known(
            Sic { word: "hende".to_owned(), note: "sådan i kilden".to_owned() },
            Basis::Editor,
            None,
        )],
    };
    vec![
        document("case1", "Opsummering.", Body::Case(Box::new(case))),
        document("figur1", "af dem.", Body::Figure(Box::new(figure))),
        document("citat1", "Vi gav hende en nøgle.\n\nOg så gik det.", Body::Quote(quote)),
    ]
}

#[test]
fn every_field_of_every_kind_is_read_as_it_was_written() {
    let mut documents = whole();
    // What a quote belongs to is called in records as the case's record is.
    let case = DocumentId::parse("kcase1").expect("an id");
    documents[0].source_id = Some(case.to_string());
    assert_lossless(&documents);
}

#[test]
fn a_figure_and_a_case_may_have_no_text_of_their_own() {
    let mut documents = whole();
    documents.truncate(2);
    for document in &mut documents {
        document.text = known(String::new(), Basis::Stated, None);
    }
    assert_lossless(&documents);
    for bare in [
        r#"{"id": "1", "text": "", "title": "Uden art"}"#,
        r#"{"kind": "quote", "text": "", "title": "Et citat"}"#,
        r#"{"kind": "case", "problem": "Uden nøglen text"}"#,
        r#"{"kind": "figure", "text": ""}"#,
    ] {
        assert_eq!(read_lines(&[bare.to_owned()]).1, [("no-text", 1)], "{bare}");
    }
}

#[test]
fn the_sample_publication_is_the_same_when_it_is_read_from_its_records() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let (documents, _) = read(&content);
    let belongs = |one: &&Document| matches!(&one.body, Body::Quote(quote) if quote.case.is_some());
    assert!(documents.iter().filter(belongs).count() > 0);
    assert_lossless(&documents);
}

#[test]
fn records_as_everybody_writes_them_are_the_same_when_they_are_written_whole() {
    let given = [
        r#"{"id": "m1", "text": "Vi byggede broen.", "person": "Bodil Kær", "role": "byrådsmedlem", "org": "Lindø Kommune", "party": "A", "date": "2024-03-01", "source": "Møde 1", "meeting": 7}"#,
        r#"{"id": "m2", "text": "Havnen blev uddybet.", "title": "Havnen", "year": 2022}"#,
        r#"{"kind": "figure", "id": 3, "text": "Tal om broer.", "year": "2021"}"#,
        r#"{"id": "m4", "text": "Nej.", "person": "Bo", "case": "m2"}"#,
    ];
    let given: Vec<String> = given.iter().map(|line| (*line).to_owned()).collect();
    let (documents, said) = read_lines(&given);
    assert_eq!(said, [("unknown-key", 1)]);
    assert_lossless(&documents);
}

#[test]
fn what_is_not_as_it_should_be_is_told_on_its_line_by_its_key() {
    let wrong = [
        r#""reviewed": "ja""#,
        r#""sector": "skoler""#,
        r#""variants": "Bo K.""#,
        r#""former_roles": [{"organisation": "Uden rolle"}]"#,
        r#""sources": [{"titel": "Side"}]"#,
        r#""sources": [{"title": "Side", "date": "2025-02-30"}]"#,
        r#""sources": [{"title": "Side", "url": "javascript:alert(1)"}]"#,
        r#""provenance": {"title": {"basis": "stated"}}"#,
        r#""provenance": {"text": {"basis": "hørt"}}"#,
        r#""metadata": {"a": 1}"#,
        r#""status": "sandt""#,
        r#""sic": [{"word": "hende"}]"#,
        r#""kind": "case", "problem": 7"#,
        r#""kind": "case", "link": "https://example.org""#,
        r#""kind": "figure", "value": "63""#,
        r#""kind": "figure", "n": -1"#,
        r#""kind": "figure", "data": {"head": ["a"], "rows": [["1", "2"]]}"#,
    ];
    for keys in wrong {
        let line = format!(r#"{{"text": "Ord", "person": "Bo", {keys}}}"#);
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.jsonl"), &line).expect("writes");
        let content =
            Content::at(&[folder.path().to_owned()], Limits::default()).expect("is there");
        let found = content.read(&mut |_| Ok(())).expect("reads").diagnostics;
        let key = keys.rsplit_once("\": ").and(keys.split('"').nth(1)).unwrap_or_default();
        let key = if key == "kind" { keys.split('"').nth(5).unwrap_or_default() } else { key };
        assert_eq!((found.len(), found[0].code, found[0].line), (1, "bad-record", 1), "{line}");
        assert!(found[0].message.contains(&format!("`{key}`")), "{line}: {}", found[0].message);
    }
}

#[test]
fn a_key_of_another_kind_and_a_column_of_a_table_are_kept_as_they_stand() {
    let (documents, said) =
        read_lines(&[r#"{"text": "Ord", "person": "Bo", "value": "63", "link": null}"#.to_owned()]);
    assert_eq!(said, [("unknown-key", 1)]);
    assert_eq!(documents[0].metadata["value"], "63");
    let folder = tempfile::tempdir().expect("a folder");
    let table = "tekst;navn;status;reviewed\nOrd;Bo;udgivet;måske\n";
    std::fs::write(folder.path().join("a.csv"), table).expect("writes");
    let (documents, said) = read(folder.path());
    assert_eq!((said.len(), documents[0].metadata["status"].as_str()), (1, "udgivet"));
}

#[test]
fn a_quote_that_names_a_case_below_it_or_none_is_told_of() {
    let quote = r#"{"id": "q", "text": "Ord", "person": "Bo", "case": "c-1"}"#.to_owned();
    let case = r#"{"kind": "case", "id": "c-1", "text": "Sag"}"#.to_owned();
    let belongs = |documents: &[Document]| {
        documents.iter().any(|one| matches!(&one.body, Body::Quote(quote) if quote.case.is_some()))
    };
    let (documents, said) = read_lines(&[case.clone(), quote.clone()]);
    assert!(said.is_empty() && belongs(&documents), "{said:?}");
    let (documents, said) = read_lines(&[quote, case]);
    assert_eq!(said, [("unknown-case", 1)]);
    assert!(!belongs(&documents));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_words_and_numbers_it_has(
        text in "[a-zæøå »«\"\\\\\n,.€]{1,60}[a-zæøå]",
        part in "[a-zæøå]{1,8}( [a-zæøå\"\\\\]{1,8}){0,6}",
        // As sources write numbers: fifteen digits that count.
        value in (-999_999_999_999_999i64..=999_999_999_999_999, 0..4u32),
        position in any::<u32>(),
        reviewed: bool,
    ) {
        let number = value.0 as f64 / f64::from(10u32.pow(value.1));
        let mut documents = whole();
        documents[0].source_id = Some("kcase1".to_owned());
        for document in &mut documents {
            document.text.value.clone_from(&text);
            document.title = part.clone();
            document.reviewed = reviewed;
            document.sources[0].position = position;
            match &mut document.body {
                Body::Quote(quote) => quote.status_note = words(&part),
                Body::Case(case) => case.outcome = words(&part),
                Body::Figure(figure) => figure.value = Some(known(number, Basis::Stated, None)),
            }
        }
        assert_lossless(&documents);
    }
}
