//! Tables as spreadsheets save them: each row is a record.

use std::io::Read;

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

/// Each problem with its line and its column.
fn places(reading: &Reading) -> Vec<(&str, u32, u32)> {
    reading.diagnostics.iter().map(|one| (one.code, one.line, one.column)).collect()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let level = flate2::Compression::best();
    flate2::read::GzEncoder::new(bytes, level).read_to_end(&mut packed).expect("is packed");
    packed
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

#[test]
fn a_torn_row_tells_the_line_and_the_column_of_the_cell_that_is_too_many() {
    let rows = ["navn;citat", "Ib;Ja", "", "Åse;På øen; og så; videre", "\"Kær", "Bo\";Ja;æ"];
    for end in ["\n", "\r\n", "\r"] {
        let (documents, reading) = read("a.csv", rows.join(end).as_bytes(), 16);
        assert_eq!(documents.len(), 1, "{end:?}");
        assert_eq!(places(&reading), [("ragged-row", 4, 12), ("ragged-row", 6, 8)], "{end:?}");
        let shown = reading.diagnostics[0].to_string();
        assert!(shown.contains("| Åse;På øen; og så; videre\n  |            ^\n"), "{shown}");
    }
    let table = b"sep=;\r\nnavn;citat\r\nB\xf8;P\xe5; \xf8en\r\n";
    let (_, reading) = read("a.csv", table, 16);
    assert_eq!(places(&reading)[0], ("ragged-row", 3, 7));
}

#[test]
fn quotation_marks_that_tear_a_row_are_told_rather_than_taken_out() {
    // The words would lose their marks, or take the rows below with them.
    let table =
        "navn;citat\nBo;\"Ja\" sagde hun\nIb;\"Nej\" \nEva;Hun sagde \"ja\"\nBo;\"Hov\nIb;Ja\n";
    let (documents, reading) = read("a.csv", table.as_bytes(), 16);
    let said: Vec<&str> = documents.iter().map(|one| one.text.value.as_str()).collect();
    assert_eq!(said, ["Nej", "Hun sagde \"ja\""]);
    assert_eq!(places(&reading), [("ragged-row", 2, 8), ("ragged-row", 5, 4)]);
    let (documents, reading) = read("a.csv", "navn;\"citat\nIb;Ja\n".as_bytes(), 16);
    assert_eq!((documents.len(), places(&reading)), (0, vec![("ragged-row", 1, 6)]));
}

#[test]
fn a_packed_table_is_the_same_documents_and_unpacks_within_bounds() {
    let table = "navn;citat\nBo Kær;Vi byggede broen\nIb;Ja;Nej\n";
    let (plain, _) = read("a.csv", table.as_bytes(), 16);
    for name in ["a.csv.gz", "a.tsv.gz"] {
        let (documents, reading) = read(name, &packed(table.as_bytes()), 16);
        assert_eq!(documents[0].id, plain[0].id, "{name}");
        assert_eq!(places(&reading), [("ragged-row", 3, 7)], "{name}");
    }
    let bomb = [b"navn;citat\nIb;Ja\n".to_vec(), vec![b'\n'; 40 << 20]].concat();
    let (documents, reading) = read("a.csv.gz", &packed(&bomb), 64);
    assert_eq!((documents.len(), codes(&reading)), (1, vec![("too-large", 3)]));
    let half = packed(&table.repeat(1000).into_bytes());
    let (_, reading) = read("a.csv.gz", &half[..half.len() / 2], 16);
    assert_eq!(codes(&reading).last().map(|(code, _)| *code), Some("unreadable"));
}

#[test]
fn a_table_of_a_mac_or_of_dos_is_read_and_it_is_said_as_what() {
    for (table, encoding) in [
        (&b"navn;citat\rB\xbfrge \x81;R\xbfd gr\xbfd p\x8c \xbfen\r"[..], "MacRoman"),
        (b"navn;citat\r\nB\x9brge \x8f;R\x9bd gr\x9bd p\x86 \x9ben\r\n", "cp850"),
    ] {
        let (documents, reading) = read("a.csv", table, 16);
        let one = &documents[0];
        assert_eq!((one.text.value.as_str(), name(one)), ("Rød grød på øen", "Børge Å"));
        assert_eq!(codes(&reading), [("not-utf-8", 0)]);
        assert!(reading.diagnostics[0].message.contains(encoding), "{reading:?}");
    }
}
