//! Files that are not as they should be, and what the formats say of
//! themselves.

use std::path::{Path, PathBuf};

use ordret_ingest::{Content, Extracted, Format, Limits, Reading, Severity, Watch, extract};
use ordret_model::Document;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("can write");
    path
}

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Extracted {
    let folder = folder();
    let path = write(folder.path(), name, bytes);
    extract(&path, Limits::default()).expect("a file that is there can be read")
}

fn codes(found: &Extracted) -> Vec<&'static str> {
    found.diagnostics.iter().map(|found| found.code).collect()
}

/// Reads all of `content`, after `between` has happened to its files.
fn read_all(folder: &Path, between: impl Fn()) -> (Reading, Vec<Document>) {
    let content = Content::at(&[folder.to_path_buf()], Limits::default()).expect("is there");
    between();
    let mut documents = Vec::new();
    let reading = content.read(&mut |document| {
        documents.push(document);
        Ok(())
    });
    (reading.expect("reading goes on"), documents)
}

const QUOTE: &str = "> “Vi byggede broen”\n>\n> — Bo Kær, rektor, Lindø Skole\n";

#[test]
fn every_ending_of_the_table_of_formats_stands_in_the_manual() {
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/content.md");
    let manual = std::fs::read_to_string(manual).expect("the manual");
    for format in Format::TABLE {
        for ending in format.endings {
            assert!(manual.contains(&format!("`*{ending}`")), "{ending} is not in the manual");
        }
    }
}

#[test]
fn a_file_that_vanishes_is_one_error_and_the_rest_is_read() {
    let folder = folder();
    let gone = write(folder.path(), "a.md", QUOTE);
    let records = write(folder.path(), "c.jsonl", r#"{"text":"Et ord","person":"Bo Kær"}"#);
    write(folder.path(), "b.md", QUOTE);
    let (reading, documents) = read_all(folder.path(), || {
        std::fs::remove_file(&gone).expect("can remove");
        std::fs::remove_file(&records).expect("can remove");
    });
    let errors: Vec<_> =
        reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    let of = |path: &Path| errors.iter().any(|found| found.file == path.display().to_string());
    assert!(errors.len() == 2 && of(&gone) && of(&records), "{errors:?}");
    assert!(errors.iter().all(|found| found.code == "unreadable"), "{errors:?}");
    assert_eq!(documents.len(), 1);
}

#[test]
fn a_file_that_changes_while_content_is_read_is_said_to() {
    let folder = folder();
    let changing = write(folder.path(), "a.md", QUOTE);
    write(folder.path(), "b.md", QUOTE.replace("Bo", "Ida"));
    let (reading, documents) = read_all(folder.path(), || {
        write(folder.path(), "a.md", format!("{QUOTE}\n{QUOTE}"));
    });
    assert_eq!(reading.diagnostics[0].code, "changed");
    assert_eq!(reading.diagnostics[0].file, changing.display().to_string());
    assert_eq!(documents.len(), 1, "the other file is read");
}

#[test]
fn the_checksum_of_content_that_cannot_be_read_is_another_one() {
    let folder = folder();
    let path = write(folder.path(), "a.md", QUOTE);
    let content = Content::at(&[folder.path().to_path_buf()], Limits::default()).expect("is there");
    let whole = content.checksum();
    assert_eq!(whole, content.checksum());
    std::fs::remove_file(path).expect("can remove");
    assert_ne!(whole, content.checksum());
}

#[test]
fn names_that_differ_in_capitals_or_composed_letters_are_warned_of() {
    let folder = folder();
    write(folder.path(), "broå.md", QUOTE);
    let is_told_apart = !folder.path().join("BROÅ.md").exists();
    write(folder.path(), "broa\u{30A}.md", QUOTE.replace("Bo", "Ida"));
    write(folder.path(), "BROÅ.md", QUOTE.replace("Bo", "Per"));
    let (reading, _) = read_all(folder.path(), || {});
    let twins = reading.diagnostics.iter().filter(|found| found.code == "twin-names").count();
    assert_eq!(twins, if is_told_apart { 2 } else { 0 });
}

#[test]
fn folders_whose_names_differ_in_capitals_alone_are_warned_of_with_their_files() {
    let folder = folder();
    for name in ["F", "f", "g"] {
        std::fs::create_dir_all(folder.path().join(name)).expect("makes");
        write(folder.path(), &format!("{name}/a.md"), QUOTE);
    }
    let is_told_apart = std::fs::read_dir(folder.path()).expect("is there").count() == 3;
    let (reading, _) = read_all(folder.path(), || {});
    let twins = reading.diagnostics.iter().filter(|found| found.code == "twin-names").count();
    assert_eq!(twins, usize::from(is_told_apart));
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_what_keeps_content_back_is_an_error() {
    // Passed over, it would bring back what was taken back, and show what is invented as real.
    let elsewhere = folder();
    write(elsewhere.path(), "addresses.tsv", "a1\tquote\tgone\t\tFejl\n");
    write(elsewhere.path(), "source.toml", "sample = true\n");
    for name in ["addresses.tsv", "source.toml"] {
        for to in [name, "nowhere"] {
            let folder = folder();
            write(folder.path(), "a.md", QUOTE);
            write(folder.path(), "b.jsonl", r#"{"text":"Et ord","person":"Ida Bro"}"#);
            std::os::unix::fs::symlink(elsewhere.path().join(to), folder.path().join(name))
                .expect("links");
            let (reading, documents) = read_all(folder.path(), || {});
            let error = &reading.diagnostics[0];
            assert_eq!((error.code, error.severity), ("unreadable", Severity::Error));
            assert!(error.file.ends_with(name), "{error}");
            assert_eq!(reading.addresses.is_broken, name == "addresses.tsv");
            let expected = if name == "source.toml" { 1 } else { 2 };
            assert_eq!(documents.len(), expected, "Markdown speaks for itself");
        }
    }
}

#[test]
fn a_page_whose_lines_end_in_a_return_alone_is_read_like_any_other() {
    let page = format!("---\nyear: 2021\n---\n\n{QUOTE}");
    let found = read("side.md", page.replace('\n', "\r"));
    assert_eq!(codes(&found), Vec::<&str>::new());
    let document = &found.documents[0];
    assert_eq!((document.source().year, document.source().line), (Some(2021), 5));
    assert_eq!(document.id, read("side.md", page).documents[0].id);
}

#[cfg(unix)]
#[test]
fn a_link_that_is_named_is_read_and_what_it_holds_keeps_its_name() {
    let folder = folder();
    let (real, link) = (folder.path().join("rigtig"), folder.path().join("henvisning"));
    std::fs::create_dir(&real).expect("makes");
    write(&real, "a.md", QUOTE);
    std::os::unix::fs::symlink("ring", folder.path().join("rigtig/ring")).expect("links");
    std::os::unix::fs::symlink(&real, &link).expect("links");
    let (reading, documents) = read_all(&link, || {});
    assert_eq!(documents[0].source().file, "a.md");
    assert_eq!(reading.skipped.len(), 1, "{:?}", reading.skipped);
    assert_eq!(reading.skipped[0].path, link.join("ring"));
}

#[test]
fn a_source_toml_that_is_no_utf_8_leaves_its_folders_files_out_with_an_error() {
    let folder = folder();
    write(folder.path(), "a.jsonl", r#"{"text":"Et ord","person":"Bo Kær"}"#);
    write(folder.path(), "b.md", "> “Et ord uden navn.”\n");
    write(folder.path(), "source.toml", b"sample = true\npublication = \"Bl\xE5b\xE6r\"\n");
    let (reading, documents) = read_all(folder.path(), || {});
    let error = &reading.diagnostics[0];
    assert_eq!((error.code, error.severity, error.line), ("not-utf-8", Severity::Error, 2));
    assert!(reading.diagnostics.iter().any(|found| found.code == "no-speaker"), "{reading:?}");
    assert_eq!(documents.len(), 1, "only Markdown, which speaks for itself");
    assert_eq!(reading.documents.values().sum::<u64>(), 1);
}

#[test]
fn a_few_bytes_of_another_encoding_are_mended_and_said_with_their_place() {
    let clean = "> “Blåbærgrød på Ærø”\n>\n> — Åse Kjær, rektor\n\n".repeat(5);
    let mixed =
        [clean.as_bytes(), b"> \x93R\xF8d gr\xF8d\x94\n>\n> \x97 S\xF8ren \xC5s\n"].concat();
    let found = read("side.md", mixed);
    let last = found.documents.last().expect("a document");
    assert_eq!(last.text.value, "Rød grød");
    assert_eq!(found.documents[0].text.value, "Blåbærgrød på Ærø");
    let warning = found.diagnostics.iter().find(|found| found.code == "mixed-encoding");
    let warning = warning.expect("a warning");
    assert_eq!(warning.line, 21);
    assert!(warning.message.contains(&(clean.len() + 2).to_string()), "{}", warning.message);
}

#[test]
fn a_page_of_a_mac_or_of_dos_is_read_and_it_is_said_as_what() {
    let page = |a: u8, o: u8| {
        let line = [b">\n> - Bo Hansen, kok, Lind", &[o][..], b" Skole\n"].concat();
        let words = [b"> Vi gik p", &[a][..], b" ", &[o], b"en.\n", &line];
        read("side.md", words.concat())
    };
    for (found, name) in [
        (page(0x8C, 0xBF), "MacRoman"),
        (page(0x86, 0x9B), "cp850"),
        (page(0xE5, 0xF8), "windows-1252"),
    ] {
        assert_eq!(found.documents[0].text.value, "Vi gik på øen.");
        assert_eq!(codes(&found), ["not-utf-8"], "{name}");
        assert!(found.diagnostics[0].message.contains(name), "{found:?}");
    }
}

#[test]
fn a_file_that_never_rests_keeps_nothing_back_for_ever() {
    let folder = folder();
    write(folder.path(), "a.md", QUOTE);
    let mut watch = Watch::begin(&[folder.path().to_path_buf()]);
    assert!(!watch.settled(), "nothing has changed");
    let mut log = String::new();
    let mut restless = |watch: &mut Watch| {
        let began = std::time::Instant::now();
        loop {
            log.push_str("linje\n");
            write(folder.path(), "log.txt", &log);
            if watch.settled() {
                return began.elapsed().as_secs();
            }
            assert!(began.elapsed().as_secs() < 50, "it is waited for for ever");
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    };
    let waited = restless(&mut watch);
    assert!(waited >= 4, "a file that is being written is waited for");
    assert!(restless(&mut watch) >= 4, "and so it goes on");
    write(folder.path(), "log.txt", "nu er der ro");
    assert!(!watch.settled(), "it has changed just now");
    assert!(watch.settled(), "what was changed since is published when it rests");
    assert!(!watch.settled());
}

#[test]
fn a_page_is_read_in_the_encoding_its_bytes_show_whatever_it_says() {
    let page = |charset: &str| {
        format!(
            "<meta charset={charset}><blockquote>På øen<footer>Åse Kjær, rektor</footer></blockquote>"
        )
    };
    let latin = |page: String| page.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let said = |found: &Extracted| {
        (found.documents[0].text.value.clone(), codes(found).contains(&"not-utf-8"))
    };
    let right = ("På øen".to_owned(), false);
    assert_eq!(said(&read("a.html", page("iso-8859-1"))), right, "UTF-8 that says it is Latin-1");
    assert_eq!(said(&read("a.html", latin(page("iso-8859-1")))), right);
    let lied = read("a.html", latin(page("utf-8")));
    assert_eq!(said(&lied), ("På øen".to_owned(), true), "Latin-1 that says it is UTF-8");
    let marked = [b"\xEF\xBB\xBF", page("windows-1251").as_bytes()].concat();
    assert_eq!(said(&read("a.html", marked)), right);
}

const PAGE: &str = r#"<!doctype html><html lang="da"><head><title>Broen | Brobladet</title>
<meta property="og:site_name" content="Brobladet"><meta name="author" content="Ditte Holm">
<meta property="article:published_time" content="2023-05-04T06:00:00+02:00">
<link rel="canonical" href="https://broen.example/1"></head><body><main><h1>Broen</h1>
<blockquote><p>”Vi byggede broen.”</p><cite>Bo Kær, rektor, Lindø Skole</cite></blockquote>
</main></body></html>"#;

#[test]
fn a_page_says_where_it_comes_from_and_its_author_is_no_speaker() {
    let found = read("side.html", PAGE);
    let quote = &found.documents[0];
    let source = quote.source();
    assert_eq!((source.title.as_str(), source.year, source.line), ("Broen", Some(2023), 5));
    assert_eq!(source.publication.as_deref(), Some("Brobladet"));
    assert_eq!(source.url.as_deref(), Some("https://broen.example/1"));
    assert_eq!(quote.metadata.get("author").map(String::as_str), Some("Ditte Holm"));
    let speaker = quote.speaker.as_ref().and_then(|speaker| speaker.name.as_ref());
    assert_eq!(speaker.map(|name| name.value.as_str()), Some("Bo Kær"));
}

#[test]
fn what_source_toml_says_goes_before_what_a_page_says_of_itself() {
    let folder = folder();
    let path = write(folder.path(), "side.html", PAGE);
    write(
        folder.path(),
        "source.toml",
        "publication = \"Samlingen\"\nyear = 2020\nsample = true\n",
    );
    let found = extract(&path, Limits::default()).expect("is read");
    let source = found.documents[0].source();
    assert_eq!(source.publication.as_deref(), Some("Samlingen"));
    assert_eq!((source.year, source.sample), (Some(2020), true));
    assert_eq!(source.url.as_deref(), Some("https://broen.example/1"));
}

#[test]
fn a_page_with_more_paragraphs_than_any_page_has_is_refused_with_a_reason() {
    for (name, page) in
        [("side.txt", "a\n".repeat(1_600_000)), ("side.md", "a\n".repeat(3_100_000))]
    {
        let found = read(name, page);
        assert_eq!(codes(&found), ["too-large"], "{name}");
        assert!(found.documents.is_empty());
    }
}

/// Pages that cost the square of their length in a careless reader, and more
/// stack than there is in one that calls itself.
#[test]
fn pages_without_measure_are_read_on_a_small_stack_to_their_last_word() {
    let many = 60_000;
    let pages = [
        ("a.html", format!("{}{WORDS}", "<div>".repeat(many))),
        ("b.html", format!("{}{WORDS}", "<b><i><a name=x>".repeat(many))),
        ("c.html", format!("{}{WORDS}", "<blockquote>".repeat(many))),
        (
            "d.html",
            format!("<p {}>{WORDS}", (0..many * 4).map(|n| format!("a{n}=b ")).collect::<String>()),
        ),
        ("e.html", format!("<p>ord</p><script>{WORDS}")),
        ("f.html", format!("<title>{WORDS}")),
        ("g.html", format!("<!-- <p>{WORDS}")),
        ("h.html", format!("<p>{}<p>{WORDS}", "&amp;&aring; ".repeat(many))),
        ("i.html", format!("{}<p>{WORDS}", "<table>x<b>y</b>".repeat(many))),
        ("j.html", format!("{}{WORDS}", "<q>".repeat(many))),
        ("k.md", format!("{}{}\n\n{QUOTE}", "![".repeat(many), "](a&amp;b)".repeat(many))),
        ("l.md", format!("{}\n\n{QUOTE}", ">".repeat(many))),
        ("n.html", format!("<p>{}<p>{WORDS}", "<a href=x>a</a>.<br>".repeat(many))),
        (
            "o.html",
            format!(
                "{}<h2>Læs også</h2>{}<p>{WORDS}",
                "<i></i>".repeat(many),
                "<h2>Tags</h2>".repeat(many)
            ),
        ),
        (
            "p.html",
            format!("<figure>{}{}<p>{WORDS}", "<figcaption>".repeat(500), "ord ".repeat(many)),
        ),
        ("m.txt", format!("{}\n\n{WORDS}", "foto.jpg ".repeat(20_000))),
    ];
    let reader = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
        for (name, page) in pages {
            let found = read(name, page);
            let names: Vec<_> =
                found.documents.iter().filter_map(|document| document.speaker.as_ref()).collect();
            assert_eq!(names.len(), 1, "{name}, {} problems", found.diagnostics.len());
        }
    });
    reader.expect("a thread").join().expect("every page is read");
}

const WORDS: &str = "”Vi byggede broen,” siger Bo Kær, rektor, Lindø Skole.\n";
