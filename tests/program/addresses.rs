//! Addresses that were published once, from an edited page to what the old address says.

use std::path::Path;

use serde_json::json;

use crate::support::{folder, json, ordret, text, write};

/// A page of quotes without marks: each a speaker and words.
fn page(title: &str, quotes: &[(&str, &str)]) -> String {
    let quote = |(name, words): &(&str, &str)| {
        format!("> “{words}”\n>\n> — {name}, rektor, Lindø Skole\n\n")
    };
    format!("# {title}\n\n{}", quotes.iter().map(quote).collect::<String>())
}

const BO: &str = "Bo Kær";
const IDA: &str = "Ida Bro";

/// A folder whose addresses are kept, with one page of these quotes, published.
struct Collection {
    folder: tempfile::TempDir,
}

impl Collection {
    fn of(quotes: &[(&str, &str)]) -> Collection {
        let made = Collection { folder: folder() };
        write(made.path(), "content/addresses.tsv", "");
        made.publish(quotes);
        made
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn publish(&self, quotes: &[(&str, &str)]) -> String {
        write(self.path(), "content/side.md", page("Skolen", quotes));
        self.reindex()
    }

    /// What `reindex` says on standard error.
    fn reindex(&self) -> String {
        let run = ordret(self.path(), &["reindex"]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.err
    }

    fn addresses(&self) -> String {
        std::fs::read_to_string(self.path().join("content/addresses.tsv")).expect("is kept")
    }

    /// The cells of the row of an address.
    fn row(&self, name: &str) -> Vec<String> {
        let all = self.addresses();
        let row = all.lines().find(|line| line.starts_with(&format!("{name}\t")));
        let row = row.unwrap_or_else(|| panic!("{name} is not in\n{all}"));
        row.split('\t').map(str::to_owned).collect()
    }

    fn id(&self, words: &str) -> String {
        let answer =
            json(self.path(), &["search", "--match", "all", "--", &format!("\"{words}\"")]);
        assert_eq!(answer["total"], 1, "{words}: {answer}");
        text(&answer["hits"][0]["id"])
    }

    fn holds(&self, words: &str) -> bool {
        let answer = json(self.path(), &["search", "--match", "all", "--", words]);
        answer["total"] != 0
    }
}

#[test]
fn a_corrected_quote_is_the_successor_of_what_stood_between_the_same_neighbours() {
    let made = Collection::of(&[(BO, "Vi byggede broen."), (IDA, "Alle gik hjem."), (BO, "Regn.")]);
    let old = made.id("gik hjem");
    assert_eq!(made.row(&old)[2], "here");
    let said = made.publish(&[(BO, "Vi byggede broen."), (IDA, "Alle kom hjem."), (BO, "Regn.")]);
    assert!(!said.contains("leads nowhere"), "{said}");
    let new = made.id("kom hjem");
    assert_eq!(made.row(&old)[2..4], ["moved", new.as_str()]);
    // And what was corrected again is one step from each of its old addresses.
    made.publish(&[(BO, "Vi byggede broen."), (IDA, "Alle er kommet hjem."), (BO, "Regn.")]);
    assert_eq!(made.row(&old)[3], new, "a row says what happened then");
    assert_eq!(made.row(&new)[2], "moved");
    // Taken back, the correction leads to the words that stand there again.
    made.publish(&[(BO, "Vi byggede broen."), (IDA, "Alle gik hjem."), (BO, "Regn.")]);
    assert_eq!(made.row(&old)[2], "here");
    assert!(made.row(&new)[2] == "moved");
    let unchanged = made.addresses();
    made.reindex();
    assert_eq!(made.addresses(), unchanged, "nothing new, nothing written");
}

#[test]
fn what_has_no_certain_successor_is_said_until_an_editor_says_what_became_of_it() {
    let before = [(BO, "Vi byggede broen."), (IDA, "Alle gik hjem."), (IDA, "Så sov vi.")];
    for (after, why) in [
        (vec![before[0]], "both are gone"),
        (vec![before[0], (BO, "Alle gik hjem igen.")], "somebody else speaks"),
        (vec![before[0], (IDA, "Ét."), (IDA, "To.")], "either could be either"),
        (vec![(IDA, "Nyt."), before[0], before[2]], "it stands between others"),
    ] {
        let made = Collection::of(&before);
        let old = made.id("Alle gik");
        let said = made.publish(&after);
        assert!(said.contains(&format!("`{old}` leads nowhere any more")), "{why}: {said}");
        assert_eq!(made.row(&old)[2], "lost", "{why}");
        let line = made.addresses().lines().position(|line| line.starts_with(&old)).expect("is");
        let place = format!("content/addresses.tsv:{}: warning", line + 1);
        assert!(said.contains(&place), "{place} in {said}");
        assert!(ordret(made.path(), &["check"]).err.contains(&place));
        let told = made.addresses().replace(
            &format!("{old}\tquote\tlost\t\t"),
            &format!("{old}\tquote\tlost\t\tSlettet efter aftale med Ida Bro."),
        );
        write(made.path(), "content/addresses.tsv", told);
        assert!(!made.reindex().contains(&old));
        assert_eq!(made.row(&old)[2..5], ["gone", "", "Slettet efter aftale med Ida Bro."]);
    }
}

#[test]
fn a_page_that_is_renamed_keeps_its_documents_and_leads_its_old_address_on() {
    let made = Collection::of(&[(BO, "Vi byggede broen."), (IDA, "Alle gik hjem.")]);
    let id = made.id("byggede broen");
    std::fs::remove_file(made.path().join("content/side.md")).expect("removes");
    let quotes = [(BO, "Vi byggede broen."), (IDA, "Alle er gået hjem.")];
    write(made.path(), "content/ny/anden.md", page("Skolen ved åen", &quotes));
    let said = made.reindex();
    assert!(!said.contains("leads nowhere"), "{said}");
    assert_eq!(made.row(&id)[2], "here");
    assert_eq!(made.row(&id).last().map(String::as_str), Some("ny/anden.md"));
    assert_eq!(made.row("skolen")[1..4], ["source", "moved", "skolen-ved-aaen"]);
}

#[test]
fn a_retired_document_is_left_out_of_every_later_generation_while_its_source_still_holds_it() {
    let made = Collection::of(&[(BO, "Vi byggede broen."), (IDA, "Alle gik hjem.")]);
    let id = made.id("Alle gik hjem");
    write(
        made.path(),
        "content/case.md",
        "# Sag\n\n## Case: Broen\n\nIda Bro sagde, at alle gik hjem. Det er alt.\n",
    );
    made.reindex();
    let run = json(
        made.path(),
        &[
            "retire",
            &format!("https://eksempel.dk/citat/alle-gik-{id}.txt?x"),
            "--why",
            "Ring 12 34 56 78",
        ],
    );
    assert_eq!((&run["id"], &run["why"]), (&json!(id), &json!("Ring [kontaktoplysning udeladt]")));
    assert_eq!(run["places"], json!([{"file": "side.md", "line": 7}]));
    assert_eq!(run["also"][0]["file"], "case.md", "the same words stand in a case: {run}");
    assert_eq!(run["generations"], json!(["000001", "000002"]));
    assert_eq!(made.row(&id)[6], "", "nobody is named any more");
    made.reindex();
    assert!(made.holds("byggede") && !made.holds("speaker:\"Ida Bro\""));
    // Whatever happens to its words.
    made.publish(&[(BO, "Vi byggede broen nu."), (IDA, "Alle gik hjem.")]);
    assert!(!made.holds("speaker:\"Ida Bro\""));
    std::fs::remove_file(made.path().join("content/case.md")).expect("removes");
    made.reindex();
    assert_eq!(ordret(made.path(), &["generations", "prune"]).code, 0);
    let left = bytes_below(&made.path().join("index"));
    assert!(!left.windows(9).any(|bytes| bytes == b"Alle gik " || bytes == b"alle gik "));
    let unknown = ordret(made.path(), &["retire", "ukendt", "--why", "x"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("no document has the id ukendt"), "{}", unknown.err);
    assert_eq!(ordret(made.path(), &["retire", &id, "--why", " "]).code, 1);
}

fn bytes_below(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).expect("lists") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => bytes.extend(bytes_below(&path)),
            false => bytes.extend(std::fs::read(&path).expect("reads")),
        }
    }
    bytes
}

#[test]
fn a_document_of_a_folder_without_addresses_is_retired_into_a_new_file() {
    let folder = folder();
    write(
        folder.path(),
        "content/poster.jsonl",
        "{\"text\": \"Et ord\", \"person\": \"Ib Krag\"}\n{\"text\": \"To ord\", \"person\": \"Ib Krag\"}\n",
    );
    json(folder.path(), &["reindex"]);
    let answer = json(folder.path(), &["search", "--", "\"To ord\""]);
    let id = text(&answer["hits"][0]["id"]);
    let run = ordret(folder.path(), &["retire", &id, "--why", "Fejl i referatet"]);
    assert!(run.out.contains("written in content/addresses.tsv (new"), "{}{}", run.out, run.err);
    let done = json(folder.path(), &["reindex"]);
    assert_eq!((&done["documents"]["quote"], &done["removed"]), (&json!(1), &json!(1)));
}

#[test]
fn a_file_of_addresses_that_is_not_understood_publishes_nothing_and_is_not_written_over() {
    let made = Collection::of(&[(BO, "Vi byggede broen.")]);
    let good = made.addresses();
    for (bad, said) in [
        ("<<<<<<< HEAD\n", "the row has 1 columns"),
        ("a1\tquote\tgone\n", "nothing says why"),
        ("a1\tquote\tmoved\tb1\n", "moved to `b1`, which no content"),
        ("a1\tquote\tmoved\tb1\nb1\tquote\tmoved\ta1\n", "leads in the end to itself"),
    ] {
        let text = format!("{good}{bad}");
        write(made.path(), "content/addresses.tsv", &text);
        for args in [&["reindex"][..], &["reindex", "--keep-going"]] {
            let run = ordret(made.path(), args);
            assert_eq!(run.code, 1, "{args:?}: {}", run.out);
            assert!(run.err.contains(said), "{said} in {}", run.err);
        }
        assert_eq!(made.addresses(), text);
    }
    assert_eq!(ordret(made.path(), &["check"]).code, 1);
}

#[cfg(unix)]
#[test]
fn a_file_of_addresses_that_is_no_plain_file_publishes_nothing_and_stays_as_it_is() {
    let made = Collection::of(&[(BO, "Vi byggede broen.")]);
    let id = made.id("byggede");
    let path = made.path().join("content/addresses.tsv");
    let real = made.path().join("addresses.tsv");
    std::fs::rename(&path, &real).expect("moves");
    std::os::unix::fs::symlink(&real, &path).expect("links");
    let before = std::fs::read(&real).expect("is there");
    for args in [&["reindex"][..], &["reindex", "--keep-going"], &["retire", &id, "--why", "Fejl"]]
    {
        let run = ordret(made.path(), args);
        assert_eq!(run.code, 1, "{args:?}");
        assert!(run.err.contains("addresses.tsv"), "{args:?}: {}", run.err);
        assert_eq!(std::fs::read(&real).expect("is there"), before, "{args:?}");
        assert!(path.is_symlink(), "{args:?}");
    }
    std::fs::remove_file(&path).expect("removes");
    std::fs::rename(&real, &path).expect("moves");
    // A spreadsheet fills up rows; a reason that nobody reads is refused before it is written.
    let filled = made.addresses().replace('\n', "\t\t\t\t\t\t\t\t\r\n");
    write(made.path(), "content/addresses.tsv", format!("\u{feff}{filled}"));
    made.reindex();
    let run = ordret(made.path(), &["retire", &id, "--why", &"æ".repeat(2001)]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("2001 letters"), "{}", run.err);
    made.reindex();
    assert!(made.holds("byggede"));
}

#[test]
fn errors_elsewhere_lose_no_address() {
    let made = Collection::of(&[(BO, "Vi byggede broen."), (IDA, "Alle gik hjem.")]);
    let before = made.addresses();
    write(made.path(), "content/side.md", "---\nyear: [\n---\n\n# Side\n");
    write(made.path(), "content/ny.md", page("Ny", &[(BO, "Et nyt ord.")]));
    assert_eq!(ordret(made.path(), &["reindex"]).code, 1);
    assert_eq!(made.addresses(), before);
    let run = ordret(made.path(), &["reindex", "--keep-going"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!made.addresses().contains("\tlost"));
    assert!(made.addresses().contains("ny.md"), "what was published is written down");
}

#[test]
fn a_hundred_thousand_rows_are_read_and_written_in_linear_time() {
    let made = Collection::of(&[(BO, "Vi byggede broen.")]);
    let here = made.id("byggede broen");
    let mut rows = made.addresses();
    // One chain as long as the file, and as many that are gone.
    for nth in 0..50_000 {
        let to = if nth == 49_999 { here.clone() } else { format!("a{}", nth + 1) };
        rows += &format!("a{nth}\tquote\tmoved\t{to}\t\t2020-01-01\tIb\tside.md\n");
        rows += &format!("b{nth}\tquote\tgone\t\tSlettet\t2020-01-01\t\tside.md\n");
    }
    write(made.path(), "content/addresses.tsv", rows);
    assert_eq!(made.reindex().matches("warning").count(), 0);
    assert_eq!(made.addresses().lines().count(), 100_000 + 6);
}

#[test]
fn two_folders_keep_their_own_and_a_document_that_changes_folder_is_not_lost() {
    let folder = folder();
    for name in ["a", "b"] {
        write(folder.path(), &format!("{name}/addresses.tsv"), "");
    }
    write(folder.path(), "a/en.md", page("En", &[(BO, "Vi byggede broen."), (IDA, "Ja.")]));
    write(folder.path(), "b/to.md", page("To", &[(BO, "Vi rev den ned.")]));
    let args = ["reindex", "--content", "a", "b"];
    assert_eq!(ordret(folder.path(), &args).code, 0);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("is kept");
    assert_eq!(read("a/addresses.tsv").matches("\there").count(), 3);
    assert_eq!(read("b/addresses.tsv").matches("\there").count(), 2);
    write(folder.path(), "a/en.md", page("En", &[(IDA, "Ja.")]));
    write(
        folder.path(),
        "b/to.md",
        page("To", &[(BO, "Vi byggede broen."), (BO, "Vi rev den ned.")]),
    );
    let run = ordret(folder.path(), &args);
    assert!(!run.err.contains("leads nowhere"), "{}", run.err);
    assert_eq!(read("a/addresses.tsv").matches("\there").count(), 2);
    assert_eq!(read("b/addresses.tsv").matches("\there").count(), 3);
}

#[test]
fn a_copy_of_the_site_leads_old_addresses_on_and_says_why_others_are_gone() {
    let made = Collection::of(&[(BO, "Vi byggede broen."), (IDA, "Alle gik hjem."), (BO, "Regn.")]);
    let (moved, gone) = (made.id("gik hjem"), made.id("Regn"));
    made.publish(&[(BO, "Vi byggede broen."), (IDA, "Alle kom hjem."), (BO, "Regn.")]);
    assert_eq!(ordret(made.path(), &["retire", &gone, "--why", "Det var sne"]).code, 0);
    made.reindex();
    let run = ordret(made.path(), &["export", "--static", "copy"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let read = |path: &str| {
        let file = made.path().join("copy").join(path);
        std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    assert!(read(&format!("citat/{moved}/index.html")).contains(&made.id("kom hjem")));
    assert!(read(&format!("citat/{gone}/index.html")).contains("Det var sne"));
    assert!(read("rettelser/index.html").contains("Det var sne"));
    assert!(read("rettelser.json").contains(&gone) && read("rettelser.atom").contains("<entry"));
}
