//! `synonyms.tsv`: what its rows say, and what is said of rows that are wrong.

use std::path::{Path, PathBuf};

use ordret_ingest::{Content, Diagnostic, Limits, Reading, Severity};

const QUOTE: &str = "> “Vi byggede broen”\n>\n> — Bo Kær, rektor, Lindø Skole\n";

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("below a folder")).expect("can make folders");
    std::fs::write(&path, bytes).expect("can write");
    path
}

fn read_paths(paths: &[PathBuf]) -> Reading {
    let content = Content::at(paths, Limits::default()).expect("is there");
    content.read(&mut |_| Ok(())).expect("is read")
}

/// Reads a folder whose `synonyms.tsv` holds these bytes.
fn read(bytes: impl AsRef<[u8]>) -> Reading {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "a.md", QUOTE);
    write(folder.path(), "synonyms.tsv", bytes);
    read_paths(&[folder.path().to_path_buf()])
}

/// Each row as `a, b > c`.
fn rows(reading: &Reading) -> Vec<String> {
    let row =
        |row: &ordret_model::Synonym| format!("{} > {}", row.from.join(", "), row.to.join(", "));
    reading.synonyms.iter().map(row).collect()
}

/// The only problem.
fn problem(reading: &Reading) -> &Diagnostic {
    let [one] = &reading.diagnostics[..] else { panic!("{:#?}", reading.diagnostics) };
    one
}

#[test]
fn rows_say_both_ways_or_one_with_several_expressions_and_a_reason() {
    let reading = read(
        "# Arbejde\n\n\
         ledighed\t=\tarbejdsløshed, mangel på  arbejde\tloven siger det ene\n\
         senior ,pensionist,\t->\tældre\n  \t \n\
         skybrud\t→\toversvømmelse  # årsag og følge\n\
         C#\t=\tsee sharp\t\t\n",
    );
    assert_eq!(reading.diagnostics, []);
    assert_eq!(
        rows(&reading),
        [
            "ledighed, arbejdsløshed, mangel på arbejde > ledighed, arbejdsløshed, mangel på arbejde",
            "senior, pensionist > ældre",
            "skybrud > oversvømmelse",
            "C#, see sharp > C#, see sharp",
        ]
    );
    assert_eq!(reading.documents.values().sum::<u64>(), 1, "it is no page");
    assert!(reading.skipped.is_empty(), "{:?}", reading.skipped);
}

#[test]
fn whatever_a_spreadsheet_or_an_editor_saves_is_read() {
    let text = "blåbær\t=\tbølle\r\nå, ø\t->\tvand\r\n";
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [text.into(), format!("\u{FEFF}{text}").into_bytes(), utf16] {
        let reading = read(&bytes);
        assert_eq!(reading.diagnostics, [], "{bytes:?}");
        assert_eq!(rows(&reading), ["blåbær, bølle > blåbær, bølle", "å, ø > vand"]);
    }
    let quoted = read("\"ældre, gamle borgere\"\t->\t\"senior\"\n");
    assert_eq!(rows(&quoted), ["ældre, gamle borgere > senior"]);
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let reading = read(latin);
    assert_eq!(rows(&reading).len(), 2);
    assert_eq!(
        (problem(&reading).code, problem(&reading).severity),
        ("not-utf-8", Severity::Warning)
    );
    let noise: Vec<u8> = (0..4000u32).map(|i| (i * i % 31) as u8).collect();
    assert_eq!(problem(&read(noise)).code, "not-text");
}

#[test]
fn a_wrong_row_is_an_error_with_its_line_its_column_and_a_way_out() {
    let nine = "en to tre fire fem seks syv otte ni";
    let letters = "x".repeat(101);
    let many = (0..16).map(|nth| format!("by{nth}")).collect::<Vec<_>>().join(",");
    for (row, code, column, says) in [
        ("ledighed = arbejdsløshed", "synonym-columns", 1, "blanks"),
        ("ledighed, arbejdsløshed", "synonym-columns", 1, "one column"),
        ("ledighed\t=", "synonym-columns", 1, "2 columns"),
        ("a\t=\tb\tfordi\tde", "synonym-columns", 13, "5 columns"),
        ("ord\t\t=\tandet", "synonym-direction", 5, "side by side"),
        ("ord\t=>\tandet", "synonym-direction", 5, "`=>`"),
        ("ord\t<-\tandet", "synonym-direction", 5, "`<-`"),
        ("\t=\tord", "synonym-empty", 1, "before `=`"),
        ("ord\t->\t , ,\tfordi", "synonym-empty", 8, "behind `->`"),
        ("ord\t->\tandet, …!", "synonym-no-word", 15, "no word"),
        (&format!("ord\t->\t{nine}"), "synonym-too-long", 8, "9 words"),
        (&format!("{letters}\t=\tord"), "synonym-too-long", 1, "101 letters"),
        (&format!("ord\t->\t{many}"), "synonym-too-many", 1, "17 expressions"),
        ("hjælp\t->\tring 12 34 56 78", "synonym-contact", 10, "contact detail"),
    ] {
        let reading = read(format!("# \nførst\t=\tsidst\n{row}\nnat\t=\tmørke\n"));
        let found = problem(&reading);
        assert_eq!((found.code, found.severity), (code, Severity::Error), "{row}");
        assert_eq!((found.line, found.column), (3, column), "{row}: {}", found.message);
        assert!(found.message.contains(says), "{row}: {}", found.message);
        assert!(found.file.ends_with("synonyms.tsv") && !found.hint.is_empty());
        assert_eq!(rows(&reading).len(), 2, "the others are read");
    }
}

#[test]
fn what_is_said_twice_is_warned_of_with_the_first_place() {
    for (again, says) in [
        ("arbejdsløsheden\t=\tledighed", "line 1"),
        ("ledighed\t->\tarbejdsløshed", "line 1"),
        ("senior\t->\tældre", "line 2"),
    ] {
        let first = "ledighed\t=\tarbejdsløshed\nsenior, pensionist\t->\tældre\n";
        let reading = read(format!("{first}{again}\n"));
        let found = problem(&reading);
        assert_eq!((found.code, found.severity), ("synonym-repeated", Severity::Warning));
        assert_eq!(found.line, 3);
        assert!(found.message.contains(says), "{}", found.message);
        assert_eq!(rows(&reading).len(), 2);
    }
}

#[test]
fn circles_and_chains_are_fine_and_a_word_that_points_to_itself_is_warned_of() {
    let reading = read("a1\t->\tb1\nb1\t->\ta1\nb1\t->\tc1\nc1\t->\ta1\n");
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.synonyms.len(), 4);
    for row in ["ord\t->\tordene", "Flygtning\t=\tflygtninge"] {
        let reading = read(row);
        let found = problem(&reading);
        assert_eq!((found.code, found.severity), ("synonym-of-itself", Severity::Warning));
        assert!(reading.synonyms.is_empty());
    }
}

#[test]
fn an_expression_with_more_synonyms_than_are_kept_is_said() {
    let text: String =
        (b'a'..=b'z').map(|letter| format!("by\t->\tzq{}\n", letter as char)).collect();
    let reading = read(text);
    let found = problem(&reading);
    assert_eq!((found.code, found.line), ("synonym-many", 17));
    assert!(found.message.contains("`by`"), "{}", found.message);
}

#[test]
fn a_hundred_thousand_rows_are_read_and_those_beyond_are_said_to_be_left() {
    let text: String = (0..100_003).map(|nth| format!("by {nth}\t->\tsted\n")).collect();
    let reading = read(text);
    assert_eq!(reading.synonyms.len(), 100_000);
    let found = problem(&reading);
    assert_eq!((found.code, found.line), ("synonyms-cut", 100_001));
    assert_eq!(found.severity, Severity::Warning);
    assert!(found.message.contains("100000"), "{}", found.message);
}

#[test]
fn a_list_that_is_wrong_in_every_row_is_said_to_be_and_not_row_by_row() {
    let reading = read("ord;=;andet\n".repeat(5000) + &"nat\t=\tmørke\n".repeat(3000));
    assert_eq!(reading.count(Severity::Error), 51);
    assert_eq!(reading.count(Severity::Warning), 51);
    let more: Vec<_> =
        reading.diagnostics.iter().filter(|found| found.code == "synonym-more").collect();
    assert_eq!((more[0].line, more[0].severity), (51, Severity::Error));
    assert!(more[0].message.contains("4950"), "{}", more[0].message);
    assert!(more[1].message.contains("2949"), "{}", more[1].message);
}

#[test]
fn several_folders_add_up_and_only_their_tops_are_looked_at() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (one, other) = (home.path().join("en"), home.path().join("to"));
    write(&one, "a.md", QUOTE);
    let first = write(&one, "synonyms.tsv", "ledighed\t=\tarbejdsløshed\n");
    write(&other, "Synonyms.TSV", "nat\t=\tmørke\narbejdsløshed\t=\tledighed\n");
    let deep = write(&other, "side/synonyms.tsv", "dag\t=\tlys\n");
    let reading = read_paths(&[one.clone(), other.clone(), one.clone()]);
    assert_eq!(rows(&reading).len(), 2, "{:?}", rows(&reading));
    let found = problem(&reading);
    assert!(found.message.contains(&format!("{}:1", first.display())), "{}", found.message);
    assert_eq!(reading.skipped.len(), 1);
    assert!(reading.skipped[0].why.contains("top"), "{}", reading.skipped[0].why);
    assert_eq!(reading.skipped[0].path, deep);
    let alone = read_paths(&[deep]);
    assert_eq!(rows(&alone), ["dag, lys > dag, lys"], "a file that is named is read");
}

#[test]
fn a_changed_list_is_changed_content() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "a.md", QUOTE);
    let sum = || {
        let content = Content::at(&[folder.path().to_path_buf()], Limits::default());
        content.expect("is there").checksum()
    };
    let none = sum();
    write(folder.path(), "synonyms.tsv", "nat\t=\tmørke\n");
    let some = sum();
    write(folder.path(), "synonyms.tsv", "nat\t->\tmørke\n");
    assert!(none != some && some != sum() && none != sum());
}

#[test]
fn a_list_beyond_the_limit_or_gone_is_an_error_and_the_pages_are_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "a.md", QUOTE);
    let list = write(folder.path(), "synonyms.tsv", "nat\t=\tmørke\n".repeat(100));
    let content =
        |bytes| Content::at(&[folder.path().to_path_buf()], Limits { bytes }).expect("is there");
    let reading = content(200).read(&mut |_| Ok(())).expect("is read");
    assert_eq!(problem(&reading).code, "too-large");
    assert_eq!(reading.documents.values().sum::<u64>(), 1);
    let content = content(1 << 20);
    std::fs::remove_file(list).expect("removed");
    let reading = content.read(&mut |_| Ok(())).expect("is read");
    assert_eq!(problem(&reading).code, "unreadable");
}
