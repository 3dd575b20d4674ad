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
