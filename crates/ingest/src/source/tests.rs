//! What the readers make of pages, shown a block a line.

use std::path::{Path, PathBuf};

use super::places::Places;
use super::{Format, Page, ReadPage, Reader};
use crate::block::BlockKind;
use crate::diagnostic::Diagnostics;

/// The page that the file's reader gives.
fn read(path: &Path) -> Page {
    let bytes = std::fs::read(path).expect("the page");
    let format = Format::of(path).expect("a format that is read");
    let text = super::decode::decode(&bytes, (format.declared)(&bytes)).expect("is text").text;
    let Reader::Page(ReadPage::Text(read)) = format.reader else {
        panic!("{} is no page of text", path.display())
    };
    let places = Places::of_lines(&text);
    let mut diagnostics = Diagnostics::of("page", places.clone());
    let mut page = read(text, &mut diagnostics).expect("the page is whole");
    page.places.get_or_insert(places);
    page
}

/// What the page says of itself and its blocks, each with its line in the file.
fn shown(page: &Page) -> String {
    let meta = &page.meta;
    let said = [
        ("title", &meta.title),
        ("publication", &meta.publication),
        ("author", &meta.author),
        ("date", &meta.date),
        ("url", &meta.url),
        ("language", &meta.language),
    ];
    let said =
        said.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}\n", value.as_ref()?)));
    let places = page.places.as_ref().expect("every page has places");
    let blocks = page.blocks.iter().map(|block| {
        let kind = match &block.kind {
            BlockKind::Quotation { quote } => format!("words of quote {quote}"),
            BlockKind::Attribution { quote } => format!("line of quote {quote}"),
            BlockKind::Image { alt } => format!("image ({alt})"),
            BlockKind::Table(table) => format!("table {:?} {:?}", table.head, table.rows),
            BlockKind::Link { target } => format!("link to {target}"),
            BlockKind::Heading(level) => format!("heading {level}"),
            BlockKind::Facts(facts) => format!("{} facts", facts.len()),
            kind => format!("{kind:?}").to_lowercase(),
        };
        let words = block.text.as_str();
        let at = block.text.span();
        if matches!(places, Places::Parts(_)) && !words.is_empty() {
            assert_eq!(&page.text[at.start..at.end], words, "a block is the text's to the letter");
        }
        format!("{}: {kind}: {}\n", places.line(block.span.start), words.replace('\n', " ⏎ "))
    });
    said.chain(blocks).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/blocks")
}

/// Compares a page with what is written down beside it.
fn check(name: &str) {
    let page = shown(&read(&folder().join(name)));
    let expected =
        std::fs::read_to_string(folder().join(format!("{name}.blocks"))).unwrap_or_default();
    assert_eq!(page, expected, "{name} gives\n{page}");
}

#[test]
fn an_article_is_found_among_everything_around_it() {
    check("avis.html");
}

#[test]
fn a_page_saved_behind_a_box_is_read_and_the_box_is_not() {
    check("gemt.html");
}

#[test]
fn html_declares_block_quotes_and_who_spoke() {
    check("citater.html");
}

#[test]
fn html_gives_lines_lists_tables_pictures_and_links() {
    check("linjer.html");
}

#[test]
fn what_is_hidden_is_no_text_and_what_is_broken_is() {
    check("skrammel.html");
}

#[test]
fn markdown_declares_where_a_block_quote_ends_and_who_spoke() {
    check("citater.md");
}
