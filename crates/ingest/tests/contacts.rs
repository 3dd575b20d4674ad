//! Contact details against a labelled set: none may slip through, and hardly
//! any other number be taken for one.

/// Whether anything is withheld from a record that says `text`.
fn is_withheld(folder: &std::path::Path, text: &str) -> bool {
    let file = folder.join("en.jsonl");
    let record = serde_json::json!({ "text": text });
    std::fs::write(&file, record.to_string()).expect("writes");
    let found = ordret_ingest::extract(&file, ordret_ingest::Limits::default()).expect("reads");
    found.contacts_withheld > 0
}

#[test]
fn no_contact_detail_slips_through_and_hardly_a_number_is_taken_for_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = include_str!("data/contacts.tsv").lines().skip(1);
    let labelled: Vec<(bool, &str)> = lines
        .map(|line| line.split_once('\t').expect("two columns"))
        .map(|(label, text)| (label == "yes", text))
        .collect();
    let (mut right, mut missed, mut false_alarms) = (0usize, Vec::new(), Vec::new());
    for (is_contact, text) in labelled {
        match (is_contact, is_withheld(folder.path(), text)) {
            (true, true) => right += 1,
            (true, false) => missed.push(text),
            (false, true) => false_alarms.push(text),
            (false, false) => {}
        }
    }
    let share = |of: usize| right as f64 / (right + of).max(1) as f64;
    println!("precision {:.3}, recall {:.3}", share(false_alarms.len()), share(missed.len()));
    assert!(missed.is_empty(), "missed: {missed:#?}");
    assert!(false_alarms.len() <= 1, "false alarms: {false_alarms:#?}");
}

/// Where a source can hold a word, each with a page that holds one there. `K`
/// is the word; what must come out of the page names the place.
fn places(k: &str) -> Vec<(&'static str, Vec<(String, String)>)> {
    let yaml = |key: &str, value: &str| {
        format!(
            "---\n{key}: {value}\n---\n\n# Side\n\n> “Vi byggede broen.”\n>\n> — Bo Kær, rektor\n"
        )
    };
    let quoted = k.replace('\n', " ");
    let fact = |line: &str| {
        format!("# Side\n\n> “Vi byggede broen.”\n>\n> — Bo Kær, rektor\n\n- {line}\n")
    };
    let figure = |body: &str| format!("# Side\n\n## Figur: Flere møder\n\n{body}\n");
    let record = |key: &str| {
        let mut record = serde_json::json!({ "text": "Vi byggede broen.", "person": "Bo Kær" });
        let value = match key {
            "url" => serde_json::json!(format!("https://side.example/{k}")),
            "topics" => serde_json::json!([format!("Emne {k}")]),
            _ => serde_json::json!(format!("Ord {k}")),
        };
        record[key] = value;
        record.to_string()
    };
    let one = |name: &str, text: String| vec![(name.to_owned(), text)];
    let md = |text: String| one("side.md", text);
    let mut all = vec![
        ("front matter: title", md(yaml("title", &format!("\"Ord {quoted}\"")))),
        ("front matter: publication", md(yaml("publication", &format!("\"Ord {quoted}\"")))),
        ("front matter: author", md(yaml("author", &format!("\"Ord {quoted}\"")))),
        ("front matter: chapter", md(yaml("chapter", &format!("\"Ord {quoted}\"")))),
        ("front matter: page", md(yaml("page", &format!("\"Ord {quoted}\"")))),
        ("front matter: period", md(yaml("period", &format!("\"Ord {quoted}\"")))),
        ("front matter: licence", md(yaml("licence", &format!("\"Ord {quoted}\"")))),
        ("front matter: topics", md(yaml("topics", &format!("[\"Ord {quoted}\"]")))),
        ("front matter: url", md(yaml("url", &format!("\"https://side.example/{quoted}\"")))),
        (
            "heading",
            md(format!("# Ord {quoted}\n\n> “Vi byggede broen.”\n>\n> — Bo Kær, rektor\n")),
        ),
        (
            "words",
            md(format!("# Side\n\n> “Vi siger {quoted} til alle.”\n>\n> — Bo Kær, rektor\n")),
        ),
        (
            "speaker's line",
            md(format!("# Side\n\n> “Vi byggede broen.”\n>\n> — Bo Kær, rektor, {quoted}\n")),
        ),
        ("case: title", md(format!("# Side\n\n## Case: Ord {quoted}\n\nVi byggede broen.\n"))),
        ("case: summary", md(format!("# Side\n\n## Case: Broen\n\nOrd {quoted} slut.\n"))),
        (
            "case: part",
            md(format!(
                "# Side\n\n## Case: Broen\n\nVi byggede.\n\n### Resultat\n\nOrd {quoted} slut.\n"
            )),
        ),
        (
            "case: unknown part",
            md(format!(
                "# Side\n\n## Case: Broen\n\nVi byggede.\n\n### Ord {quoted}\n\nVi kom over.\n"
            )),
        ),
        (
            "case: link",
            md(format!(
                "# Side\n\n## Case: Broen\n\nVi byggede.\n\n[Læs hele casen](<https://side.example/{quoted}>)\n"
            )),
        ),
        ("figure: title", md(format!("# Side\n\n## Figur: Ord {quoted}\n\n*Antal møder.*\n"))),
        ("figure: caption", md(figure(&format!("*Antal møder. Ord {quoted} slut.*")))),
        ("figure: picture's text", md(figure(&format!("![Ord {quoted}](moeder.png)\n\n*Antal.*")))),
        ("figure: picture's file", md(figure(&format!("![Søjler](<{quoted}.png>)\n\n*Antal.*")))),
        (
            "figure: column",
            md(figure(&format!("| År | Ord {quoted} |\n|---|---|\n| 2023 | 12 |\n"))),
        ),
        ("figure: cell", md(figure(&format!("| År | Ord |\n|---|---|\n| 2023 | {quoted} |\n")))),
        (
            "figure: download",
            md(figure(&format!("*Antal.*\n\n[Download figuren](<https://side.example/{quoted}>)"))),
        ),
        ("figure: words", md(format!("# Side\n\n**41 %** af dem siger {quoted} til alle.\n"))),
        (
            "page text: first line",
            one(
                "side.txt",
                format!("ORD {quoted}\n\n”Vi byggede broen,” siger Bo Kær, rektor.\n\nDel citat\n"),
            ),
        ),
        (
            "page text: words",
            one(
                "side.txt",
                format!("”Vi siger {quoted} til alle,” siger Bo Kær, rektor.\n\nDel citat\n"),
            ),
        ),
        (
            "page text: line",
            one(
                "side.txt",
                format!("SIDE\n\n”Vi byggede broen.”\n\nDel citat\n\nBo Kær, rektor, {quoted}\n"),
            ),
        ),
        (
            "HTML: title",
            one(
                "side.html",
                format!(
                    "<title>Ord {quoted}</title><blockquote>Vi byggede broen<footer>Bo Kær, rektor</footer></blockquote>"
                ),
            ),
        ),
        (
            "HTML: publication",
            one(
                "side.html",
                format!(
                    "<meta property=og:site_name content=\"Ord {quoted}\"><blockquote>Vi byggede broen<footer>Bo Kær, rektor</footer></blockquote>"
                ),
            ),
        ),
        (
            "HTML: author",
            one(
                "side.html",
                format!(
                    "<meta name=author content=\"Ord {quoted}\"><blockquote>Vi byggede broen<footer>Bo Kær, rektor</footer></blockquote>"
                ),
            ),
        ),
        (
            "HTML: heading",
            one(
                "side.html",
                format!(
                    "<h1>Ord {quoted}</h1><blockquote>Vi byggede broen<footer>Bo Kær, rektor</footer></blockquote>"
                ),
            ),
        ),
        (
            "file's name",
            one(
                &format!("{}.md", quoted.replace('/', "")),
                "> “Vi byggede broen.”\n>\n> — Bo Kær, rektor\n".to_owned(),
            ),
        ),
        (
            "source.toml: publication",
            vec![
                ("source.toml".to_owned(), format!("publication = \"Ord {quoted}\"\n")),
                (
                    "side.txt".to_owned(),
                    "”Vi byggede broen,” siger Bo Kær, rektor.\n\nDel citat\n".to_owned(),
                ),
            ],
        ),
    ];
    let facts = [
        "navn",
        "rolle",
        "organisation",
        "sted",
        "parti",
        "tidligere",
        "variant",
        "omtale",
        "titel",
        "emner",
        "side",
    ];
    all.extend(facts.map(|key| (key, md(fact(&format!("{key}: Ord {quoted}"))))));
    let facts = ["enhed", "periode", "vægtning", "signifikans"];
    all.extend(
        facts
            .map(|key| (key, md(format!("# Side\n\n**41 %** af dem.\n\n- {key}: Ord {quoted}\n")))),
    );
    let keys = [
        "id", "text", "title", "person", "role", "org", "party", "place", "source", "url",
        "topics", "ukendt",
    ];
    all.extend(keys.map(|key| (key, one("poster.jsonl", record(key)))));
    let mut record = serde_json::json!({ "text": "Vi byggede broen." });
    record[format!("Ord {k}")] = serde_json::json!("ja");
    all.push(("a key that means nothing", one("poster.jsonl", record.to_string())));
    all
}

/// Every text that comes out of a page: values and keys, and what is written
/// as Markdown, in letters and digits alone.
fn all_texts(files: &[(String, String)]) -> Option<String> {
    fn walk(value: &serde_json::Value, all: &mut String) {
        match value {
            serde_json::Value::String(text) => *all += &format!("{text}\n"),
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, all)),
            serde_json::Value::Object(entries) => entries.iter().for_each(|(key, value)| {
                *all += &format!("{key}\n");
                walk(value, all);
            }),
            _ => {}
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).ok()?;
    }
    let page = folder.path().join(&files.last()?.0);
    let found = ordret_ingest::extract(&page, ordret_ingest::Limits::default()).expect("reads");
    let mut all = ordret_ingest::write_markdown(&found.documents);
    walk(&serde_json::to_value(&found.documents).expect("JSON"), &mut all);
    Some(all)
}

fn letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[test]
fn no_place_of_any_format_lets_a_contact_detail_through_in_any_spelling() {
    let spellings = [
        "hemmelig@skjult.example",
        "hemme\u{AD}lig@skjult.example",
        "hemmelig\u{200B}@skjult.example",
        "hemmelig＠skjult.example",
        "hemmelig(at)skjult.example",
        "hemmelig%40skjult.example",
        "72 11 22 33",
        "72\u{202F}11\u{202F}22\u{202F}33",
        "72\u{A0}11\u{A0}22\u{A0}33",
        "72 11\n22 33",
        "72\u{AD} 11 22\u{200B} 33",
        "７２ １１ ２２ ３３",
        "72-11-22-33",
        "+4572112233",
        "tlf. 72112233",
        "010190-1234",
        "010190–1234",
        "010190 1234",
        "cpr 0101901234",
    ];
    let mut through = Vec::new();
    let mut tried = 0;
    for spelling in spellings {
        let secret = ["hemmelig", "72112233", "0101901234"];
        for (place, files) in places(spelling) {
            tried += 1;
            let texts = letters(&all_texts(&files).unwrap_or_default());
            let is_in = |secret: &&str| texts.contains(*secret);
            if secret.iter().any(is_in) {
                through.push(format!("{place}: {spelling:?}"));
            }
        }
    }
    assert!(through.is_empty(), "{} of {tried} let through: {through:#?}", through.len());
}

#[test]
fn what_is_no_contact_detail_stays_in_every_place() {
    let innocents = [
        "1848",
        "2013-2014",
        "2025-06-12",
        "12-06-2025",
        "41 % af 1.204",
        "12.345.678 kroner",
        "12 345 678",
        "§ 17, stk. 4",
        "lov nr. 1234 af 12-05-2017",
        "sag 20241117",
        "sagsnr. 0101901234",
        "ISBN 9788712345678",
        "ISBN 0306406152",
        "konto 1234-0012345678",
        "CVR 12345678",
        "3112991234567",
    ];
    let mut lost = Vec::new();
    for innocent in innocents {
        for (place, files) in places(innocent) {
            // An address holds no blanks, and a name or a role is no number.
            let is_address = place.ends_with("url") && innocent.contains([' ', '%']);
            let is_elsewhere =
                matches!(place, "speaker's line" | "page text: line" | "file's name");
            if is_address || is_elsewhere {
                continue;
            }
            let texts = letters(&all_texts(&files).unwrap_or_default());
            if !texts.contains(&letters(innocent)) {
                lost.push(format!("{place}: {innocent:?}"));
            }
        }
    }
    assert!(lost.is_empty(), "lost: {lost:#?}");
}

#[test]
fn what_a_column_or_a_key_calls_a_telephone_is_one() {
    let table = "# Side\n\n## Figur: Vagter\n\n| Navn | Telefon |\n|---|---|\n| Bo | 72112233 |\n";
    let record = r#"{"text": "Vi byggede.", "mobil": "72112233"}"#;
    for (name, text) in [("side.md", table), ("poster.jsonl", record)] {
        let texts = all_texts(&[(name.to_owned(), text.to_owned())]).expect("can be written");
        assert!(!texts.contains("72112233"), "{name}: {texts}");
    }
}

#[test]
fn a_mark_beside_a_number_takes_nothing_with_it() {
    let page =
        "> “Ring 72 11 22 33 eller 2013-2014, kontakt os i 2013-2014.”\n>\n> — Bo Kær, rektor\n";
    let texts = all_texts(&[("side.md".to_owned(), page.to_owned())]).expect("can be written");
    assert!(texts.contains("] eller 2013-2014, kontakt os i 2013-2014."), "{texts}");
}
