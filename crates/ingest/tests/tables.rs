//! Tables as spreadsheets save them: each row is a record.

use ordret_ingest::{Content, Limits, Reading};
use ordret_model::Document;

fn read(name: &str, bytes: &[u8], megabytes: usize) -> (Vec<Document>, Reading) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join(name), bytes).expect("can write");
    let limits = Limits { bytes: megabytes << 20 };
    let content = Content::at(&[folder.path().to_path_buf()], limits).expect("is there");
    let mut documents = Vec::new();
    let reading = content
        .read(&mut |document| {
            documents.push(document);
            Ok(())
        })
        .expect("is read");
    (documents, reading)
}

fn name(document: &Document) -> &str {
    let name = document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref());
    name.map_or("", |name| &name.value)
}

fn codes(reading: &Reading) -> Vec<(&str, u32)> {
    reading.diagnostics.iter().map(|one| (one.code, one.line)).collect()
}

#[test]
fn semicolons_commas_and_tabs_part_cells_and_names_are_danish_or_english() {
    for (file, table) in [
        (
            "a.csv",
            "Navn;Rolle;Organisation;Citat;År;Emner\r\nBo Kær;rektor;Lindø Skole;Vi byggede broen;2021;skole, bro\r\n",
        ),
        (
            "a.csv",
            "\u{feff}person,role,org,text,year,topics\nBo Kær,rektor,Lindø Skole,Vi byggede broen,2021,\"skole, bro\"\n",
        ),
        (
            "a.tsv",
            "navn\trolle\torganisation\ttekst\tårstal\ttema\nBo Kær\trektor\tLindø Skole\tVi byggede broen\t2021\tskole; bro",
        ),
        (
            "a.csv",
            "sep=;\r\nnavn;rolle;organisation;citat;år;emner\r\nBo Kær;rektor;Lindø Skole;Vi byggede broen;2021;skole|bro\r\n",
        ),
    ] {
        let (documents, reading) = read(file, table.as_bytes(), 16);
        assert_eq!(codes(&reading), [], "{table}");
        let [one] = &documents[..] else { panic!("{table}: {documents:#?}") };
        assert_eq!((one.text.value.as_str(), name(one)), ("Vi byggede broen", "Bo Kær"), "{table}");
        assert_eq!((one.source().year, one.topics.join("+").as_str()), (Some(2021), "skole+bro"));
    }
}

#[test]
fn quotation_marks_hold_line_breaks_signs_and_quotation_marks() {
    let table = "navn;citat\n\"Kær; Bo\";\"Han sagde \"\"hov\"\"; så\nløb han.\"\nIb;Ja\n";
    let (documents, reading) = read("a.csv", table.as_bytes(), 16);
    assert_eq!(codes(&reading), []);
    assert_eq!(documents[0].text.value, "Han sagde \"hov\"; så\nløb han.");
    assert_eq!(name(&documents[0]), "Kær; Bo");
    assert_eq!((documents[1].text.value.as_str(), documents[1].source().line), ("Ja", 4));
}

#[test]
fn a_table_in_windows_1252_is_read_and_it_is_said() {
    let table = b"navn;citat\r\nB\xf8rge \xc5;R\xf8d gr\xf8d p\xe5 \xf8en\r\n";
    let (documents, reading) = read("a.csv", table, 16);
    assert_eq!(
        (documents[0].text.value.as_str(), name(&documents[0])),
        ("Rød grød på øen", "Børge Å")
    );
    assert_eq!(codes(&reading), [("not-utf-8", 0)]);
    let sixteen: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("navn\tcitat\r\nBørge\tRød grød\r\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let (documents, reading) = read("a.csv", &sixteen, 16);
    assert_eq!((documents[0].text.value.as_str(), codes(&reading).len()), ("Rød grød", 0));
}

#[test]
fn a_formula_is_text_and_an_unknown_column_is_named_once() {
    let table = "navn,citat,farve\nIb,=HYPERLINK(1),rød\nBo,'+45 er et nummer,blå\n";
    let (documents, reading) = read("a.csv", table.as_bytes(), 16);
    assert_eq!(documents[0].text.value, "=HYPERLINK(1)");
    assert_eq!(documents[1].text.value, "+45 er et nummer", "as an export wrote it");
    assert_eq!(documents[1].metadata["farve"], "blå");
    assert_eq!(codes(&reading), [("unknown-key", 2)]);
}

#[test]
fn rows_that_are_torn_or_empty_are_told_with_their_line_and_hide_no_other() {
    let table = "navn,citat,år\nIb,Hej, du der,2020\n,,\nBo,,2020\nEva,Ja\nUlla,Nej,2021,,\n";
    let (documents, reading) = read("a.csv", table.as_bytes(), 16);
    let said: Vec<&str> = documents.iter().map(|one| one.text.value.as_str()).collect();
    assert_eq!(said, ["Ja", "Nej"], "what is left out at a row's end is empty");
    assert_eq!(codes(&reading), [("ragged-row", 2), ("no-text", 4)]);
    let (documents, reading) = read("b.csv", b"farve;form\nr\xc3\xb8d;rund\n", 16);
    assert_eq!((documents.len(), codes(&reading)), (0, vec![("no-text", 1)]));
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_swallow_the_file() {
    let mut table = "navn,citat\nIb,Hej\nBo,\"Vi byggede\n".to_owned();
    table.push_str(&"Eva,Ja\n".repeat(400_000));
    let (documents, reading) = read("a.csv", table.as_bytes(), 1);
    assert_eq!(documents.len(), 1);
    assert_eq!(codes(&reading), [("too-large", 3)]);
}
