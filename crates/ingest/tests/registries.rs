//! `people.toml` and `places.toml`: what they add to what sources say, and what is said of
//! entries that are wrong.

use std::path::Path;

use ordret_ingest::{Content, Limits, Reading, Severity};
use ordret_model::{Basis, Document, Known, Sector};

const PAGE: &str = "---\nyear: YEAR\n---\n\n# Side\n\n> “Vi byggede broen”\n>\n> — LINE\n";

const PEOPLE: &str = r#"
[[person]]
name = "Ida Rørsø Holm"
aliases = ["Ida Holm", "I. R. Holm"]
party = "V"
roles = [
  { role = "skoleleder", organisation = "Lindø Skole", to = 2013 },
  { role = "borgmester", organisation = "Tangby Kommune", from = 2014, to = 2021 },
]
"#;

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("below a folder")).expect("can make folders");
        std::fs::write(path, text).expect("can write");
    }
}

fn read(files: &[(&str, &str)]) -> (Vec<Document>, Reading) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), files);
    let content = Content::at(&[folder.path().to_path_buf()], Limits::default()).expect("is there");
    let mut documents = Vec::new();
    let reading = content
        .read(&mut |document| {
            documents.push(document);
            Ok(())
        })
        .expect("is read");
    (documents, reading)
}

/// The document of a page with this year and speaker's line, beside these files.
fn page(year: &str, line: &str, files: &[(&str, &str)]) -> (Document, Reading) {
    let text = PAGE.replace("YEAR", year).replace("LINE", line);
    let (mut documents, reading) = read(&[&[("a.md", text.as_str())], files].concat());
    (documents.pop().expect("a document"), reading)
}

fn said<T: Clone>(known: &Option<Known<T>>) -> Option<(T, Basis)> {
    known.as_ref().map(|known| (known.value.clone(), known.basis))
}

#[test]
fn another_spelling_is_kept_as_a_variant_and_moves_no_address() {
    let (plain, _) = page("2016", "Ida Holm, borgmester, Tangby Kommune", &[]);
    let files = [("people.toml", PEOPLE)];
    let (known, reading) = page("2016", "Ida Holm, borgmester, Tangby Kommune", &files);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(known.id, plain.id);
    let speaker = known.speaker.expect("a speaker");
    assert_eq!(said(&speaker.name), Some(("Ida Rørsø Holm".to_owned(), Basis::Stated)));
    let variants: Vec<&str> = speaker.variants.iter().map(|known| known.value.as_str()).collect();
    assert_eq!(variants, ["Ida Holm"]);
    assert_eq!(said(&speaker.party), Some(("V".to_owned(), Basis::Editor)));
    assert_eq!(said(&speaker.role), Some(("borgmester".to_owned(), Basis::Stated)));
    assert!(known.title.starts_with("Ida Rørsø Holm: "), "{}", known.title);
    let attribution = known.attribution.expect("a line").value;
    assert_eq!(attribution, "Ida Holm, borgmester, Tangby Kommune", "the source's own words");
}

#[test]
fn who_has_no_role_on_the_page_has_the_one_of_that_year() {
    let files = [("people.toml", PEOPLE)];
    for (year, role, place) in [
        ("2016", Some("borgmester"), Some("Tangby")),
        ("2013", Some("skoleleder"), None),
        ("2022", None, None),
    ] {
        let (document, _) = page(year, "Ida Rørsø Holm", &files);
        let speaker = document.speaker.expect("a speaker");
        let of = |known: &Option<Known<String>>| known.as_ref().map(|known| known.value.clone());
        assert_eq!(of(&speaker.role).as_deref(), role, "{year}");
        assert_eq!(of(&speaker.place).as_deref(), place, "{year}");
        assert!(speaker.role.is_none_or(|role| role.basis == Basis::Editor), "{year}");
    }
    let (document, _) = page("2016", "Ida Rørsø Holm, gartner, Lindø Skole", &files);
    let role = said(&document.speaker.expect("a speaker").role);
    assert_eq!(role, Some(("gartner".to_owned(), Basis::Stated)), "the source knows better");
}

#[test]
fn two_people_of_one_name_are_told_apart_or_left_as_they_are() {
    let people = "[[person]]\nname = \"Bo Kær\"\nparty = \"S\"\n\n\
                  [[person]]\nname = \"Bo Kær Friis\"\naliases = [\"Bo Kær\"]\n\
                  roles = [{ role = \"rektor\", organisation = \"Lindø Skole\" }]\n";
    let files = [("people.toml", people)];
    let (document, reading) = page("2020", "Bo Kær, rektor, Lindø Skole", &files);
    let name = document.speaker.and_then(|speaker| speaker.name).expect("a name");
    assert_eq!((name.value.as_str(), reading.diagnostics.len()), ("Bo Kær Friis", 0));
    let (document, reading) = page("2020", "Bo Kær, kok, Tangby", &files);
    let speaker = document.speaker.expect("a speaker");
    assert_eq!(speaker.name.expect("a name").value, "Bo Kær");
    assert_eq!(speaker.party, None, "nobody is given the other's party");
    let codes: Vec<&str> = reading.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["unclear-person"]);
}

#[test]
fn a_place_has_one_name_however_it_is_spelled() {
    for (organisation, place) in
        [("Århus Kommune", "Aarhus"), ("Nordfyns Kommune", "Nordfyn"), ("Tangby Kommune", "Tangby")]
    {
        let (document, _) = page("2020", &format!("Bo Kær, borgmester, {organisation}"), &[]);
        let speaker = document.speaker.expect("a speaker");
        assert_eq!(speaker.place.expect("a place").value, place);
        assert_eq!(speaker.organisation.expect("an organisation").value, organisation);
    }
    let places = "[[place]]\nname = \"Tangby\"\naliases = [\"Tangby Havn\"]\n\n\
                  [[organisation]]\nname = \"Fonden Lys\"\naliases = [\"Lysfonden\"]\nsector = \"civil_society\"\n";
    let (documents, reading) = read(&[
        (
            "a.jsonl",
            "{\"text\":\"Et.\",\"person\":\"Bo Kær\",\"org\":\"Lysfonden\",\"place\":\"tangby  havn\"}\n",
        ),
        ("places.toml", places),
    ]);
    assert_eq!(reading.diagnostics, []);
    let speaker = documents[0].speaker.clone().expect("a speaker");
    assert_eq!(speaker.place.expect("a place").value, "Tangby");
    assert_eq!(said(&speaker.sector), Some((Sector::CivilSociety, Basis::Editor)));
}

#[test]
fn what_is_wrong_in_a_registry_is_shown_with_its_line_and_publishes_nothing() {
    for (name, text, line, code, word) in [
        (
            "people.toml",
            "[[person]]\nname = \"Bo\"\nalias = [\"B\"]\n",
            3,
            "unknown-key",
            "aliases",
        ),
        ("people.toml", "[[person]]\nname = \" \"\n", 1, "bad-value", "name is empty"),
        ("people.toml", "\n[[person]\nname = 1\n", 2, "broken-registry", "people.toml"),
        ("people.toml", "[[person]]\nname = 7\n", 2, "broken-registry", "people.toml"),
        (
            "people.toml",
            "[[person]]\nname = \"Bo\"\nroles = [{ role = \"rektor\", from = 2020, to = 2010 }]\n",
            1,
            "bad-value",
            "from 2020 to 2010",
        ),
        (
            "places.toml",
            "[[organisation]]\nname = \"X\"\nsector = \"kommune\"\n",
            1,
            "bad-value",
            "kommune",
        ),
        (
            "places.toml",
            "[[place]]\nname = \"A\"\naliases = [\"C\"]\n[[place]]\nname = \"B\"\naliases = [\"c\"]\n",
            4,
            "bad-value",
            "already",
        ),
    ] {
        let (_, reading) = page("2020", "Bo Kær, rektor", &[(name, text)]);
        let [one] = &reading.diagnostics[..] else { panic!("{text}: {:#?}", reading.diagnostics) };
        assert_eq!((one.severity, one.line, one.code), (Severity::Error, line, code), "{text}");
        assert!(format!("{} {}", one.message, one.hint).contains(word), "{one}");
    }
    let twice = format!("{PEOPLE}\n[[person]]\nname = \"Ida Holm\"\n");
    let (_, reading) = page("2020", "Bo Kær, rektor", &[("people.toml", &twice)]);
    let [one] = &reading.diagnostics[..] else { panic!("{:#?}", reading.diagnostics) };
    assert_eq!((one.severity, one.code), (Severity::Warning, "same-name"));
}

#[test]
fn a_hundred_thousand_entries_that_contradict_each_other_are_told_in_a_few_lines() {
    let people = |nth: usize| {
        let party = ["", "party = \"A\"\n"][nth.min(1)];
        format!(
            "[[person]]\nname = \"Bo Kær\"\naliases = [\"Bo {nth}\", \"Bo {}\"]\n{party}",
            nth + 1
        )
    };
    let people: String = (0..50_000).map(people).collect();
    let place = |nth: usize| {
        format!("[[place]]\nname = \"By {nth}\"\naliases = [\"By {}\"]\n", (nth + 1) % 50_000)
    };
    let places: String = (0..50_000).map(place).collect();
    let files = [("people.toml", people.as_str()), ("places.toml", &places)];
    let (document, reading) = page("2020", "Bo Kær", &files);
    assert_eq!(reading.count(Severity::Warning), 52, "50, how many more, and one who is unclear");
    assert_eq!(reading.count(Severity::Error), 51);
    let more = reading.diagnostics.iter().filter(|found| found.code == "registry-more");
    let more: Vec<&str> = more.map(|found| found.message.as_str()).collect();
    assert_eq!(more[0], "from here on 49949 more entries are as doubtful");
    assert!(more[1].contains("more entries are wrong"), "{more:?}");
    assert_eq!(document.speaker.expect("a speaker").party, None, "nobody knows which Bo it is");
}

#[test]
fn a_registry_that_is_no_text_or_stands_too_deep_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), &[("a.md", PAGE), ("below/people.toml", PEOPLE)]);
    std::fs::write(folder.path().join("places.toml"), b"PK\x03\x04\0\0\0\0").expect("can write");
    let content = Content::at(&[folder.path().to_path_buf()], Limits::default()).expect("is there");
    let reading = content.read(&mut |_| Ok(())).expect("is read");
    assert!(reading.diagnostics.iter().any(|one| one.file.ends_with("places.toml")));
    let why = reading.skipped.iter().find(|one| one.path.ends_with("below/people.toml"));
    assert!(why.is_some_and(|one| one.why.contains("top")), "{:?}", reading.skipped);
}
