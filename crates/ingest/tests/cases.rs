//! Cases and figures as pages have them: pages in `data/pages`, and beside
//! each what must come out of it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use ordret_ingest::{Limits, extract, write_markdown};
use ordret_model::{Body, Document, Known};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages")
}

fn read(path: &Path) -> Vec<Document> {
    extract(path, Limits::default()).expect("a file that is there can be read").documents
}

/// The cases and figures of a page, a field a line.
fn outline(documents: &[Document]) -> String {
    let mut shown = String::new();
    for document in documents {
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                let _ =
                    writeln!(shown, "{name}: {}", value.replace('\n', "\\n").replace('\t', "\\t"));
            }
        };
        let title = document.title_source.as_ref().map(|_| document.title.clone());
        let said = |known: &Option<Known<String>>| known.as_ref().map(|known| known.value.clone());
        match &document.body {
            Body::Quote(_) => continue,
            Body::Case(case) => {
                field("case", Some(title.unwrap_or("-".to_owned())));
                let speaker = document.speaker.as_ref();
                field("organisation", speaker.and_then(|speaker| said(&speaker.organisation)));
                field("text", Some(document.text.value.clone()));
                field("problem", said(&case.problem));
                field("done", said(&case.done));
                field("outcome", said(&case.outcome));
                field("prerequisites", said(&case.prerequisites));
                field("reuse", said(&case.reuse));
                field("link", case.link.as_ref().map(|link| link.text.value.clone()));
            }
            Body::Figure(figure) => {
                field("figure", Some(title.unwrap_or("-".to_owned())));
                field("value", figure.value.as_ref().map(|value| value.value.to_string()));
                field("written", said(&figure.value_text));
                field("unit", said(&figure.unit));
                field("text", Some(document.text.value.clone()));
                field("n", figure.n.as_ref().map(|n| n.value.to_string()));
                field("period", said(&figure.period));
                field("image", figure.image.as_ref().map(|image| image.file.value.clone()));
                let rows = figure
                    .data
                    .iter()
                    .flat_map(|data| std::iter::once(&data.head).chain(&data.rows));
                rows.for_each(|row| field("row", Some(row.join(" | "))));
                field("caption", said(&figure.caption));
            }
        }
        shown.push('\n');
    }
    shown
}

fn check(pages: &[&str]) {
    for page in pages {
        let expected = folder().join(page).with_extension("out");
        let found = outline(&read(&folder().join(page)));
        let expected = std::fs::read_to_string(&expected).expect("what must come out");
        assert_eq!(found, expected, "{page}");
    }
}

#[test]
fn a_case_is_found_by_its_label_its_link_its_parts_or_its_place_in_a_row() {
    check(&[
        "label-under-menu.txt",
        "catalogue.txt",
        "parts-alone.txt",
        "numbered-examples.txt",
        "examples-with-contact.txt",
        "quote-before-the-link.txt",
    ]);
}

#[test]
fn the_parts_of_a_case_are_read_in_every_common_wording_and_place() {
    check(&[
        "labels-in-capitals.txt",
        "numbered-labels.txt",
        "numeral-lines.txt",
        "questions-as-headings.txt",
        "table-and-other-headings.txt",
        "declared-cases.md",
    ]);
}

#[test]
fn whose_case_it_is_is_no_title_and_the_pages_offers_are_no_text() {
    check(&["organisation-on-the-label.txt", "customer-case.txt", "speakers-of-a-day.txt"]);
}

#[test]
fn nothing_that_stands_inside_a_case_is_lost() {
    check(&["nothing-lost.md"]);
}

#[test]
fn articles_papers_prices_dates_and_page_numbers_are_neither_cases_nor_figures() {
    for page in
        ["article.txt", "book.txt", "paper.txt", "headlines.txt", "programme-and-prices.txt"]
    {
        assert_eq!(outline(&read(&folder().join(page))), "", "{page}");
    }
}

#[test]
fn what_somebody_says_after_a_dash_is_no_figure_whatever_it_counts() {
    check(&["speech-after-dashes.txt"]);
}

#[test]
fn a_labelled_figure_keeps_its_rows_its_picture_its_notes_and_its_source() {
    check(&["labelled-figures.txt", "report-figures.txt", "pictures.txt", "survey-figures.txt"]);
}

#[test]
fn a_caption_that_is_numbered_announces_a_figure_above_or_below_what_it_is_of() {
    check(&["captions-of-a-web-page.html"]);
}

#[test]
fn every_number_of_a_list_is_a_figure_with_the_lists_source() {
    check(&[
        "key-figures.txt",
        "numbers-and-facts.txt",
        "numbers-above-words.txt",
        "labels-above-numbers.txt",
        "times-below-numbers.txt",
    ]);
}

#[test]
fn a_number_is_understood_whole_or_stays_in_the_words() {
    check(&["numbers-in-bold.md"]);
}

#[test]
fn what_was_found_reads_back_as_the_same_documents() {
    let mut pages = 0;
    for entry in std::fs::read_dir(folder()).expect("the pages") {
        let page = entry.expect("a page").path();
        if page.extension().is_some_and(|ending| ending == "out") {
            continue;
        }
        let found = read(&page);
        if found.is_empty() {
            continue;
        }
        let kept = tempfile::tempdir().expect("a temporary folder");
        let path = kept.path().join("side.md");
        std::fs::write(&path, write_markdown(&found)).expect("can write");
        let again = read(&path);
        assert_eq!(outline(&again), outline(&found), "{}", page.display());
        let ids = |documents: &[Document]| -> Vec<String> {
            documents.iter().map(|document| document.id.to_string()).collect()
        };
        assert_eq!(ids(&again), ids(&found), "{}", page.display());
        pages += 1;
    }
    assert!(pages >= 20, "only {pages} pages were read back");
}
